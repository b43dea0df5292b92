"""Quotes and dashes that a file names by the sum of their two bytes: "children9s" is "children’s".

Ghostscript 10.00 writes so where two glyphs that follow each other in a font do so in Unicode: U+2018 and U+2019 as 38
and 39, the digits 8 and 9. The text alone does not tell them from digits ("Lockdown 39"); the ink does: a quote hangs
above the middle of the letters, and a dash is thin.
"""

from __future__ import annotations

import ctypes
import re

from extract.pdfium import calls as pdfium
from extract.pdfium.calls import Pointer, pointer
from extract.pdfium.glyphs import summed_signs

_TRACES = tuple(
    map(re.compile, (r"9(?<=[a-z]9)(?:[a-z]{1,2}\b|\s)", r"8(?<!\w8)[A-Za-z]{3}", r"<[A-Za-z]", r"=(?<=[a-z.,]=)\s"))
)
"""What shows that a page may hold such signs, each sought by the character that it begins with."""
_HANGS, _THIN = 0.3, 0.2
"""Of the font size: how far above the baseline the ink of a quote begins at least, how high a dash is at most."""
_DASHES = "–—"

_box = (ctypes.c_double * 4)()
_left, _right, _bottom, _top = (pointer(ctypes.addressof(_box) + offset) for offset in (0, 8, 16, 24))
_origin = (ctypes.c_double * 2)()
_x, _y = (pointer(ctypes.addressof(_origin) + offset) for offset in (0, 8))


def shows_sums(text: str) -> bool:
    """Whether a page's text looks as if signs of it were named so."""
    return any([trace.search(text) is not None for trace in _TRACES])


def with_signs(text_page: Pointer, text: str, first: int, size: float) -> str:
    """The text of a word of this font size (points) whose characters PDFium counts from `first`, its sums as signs."""
    signs = summed_signs()
    return "".join(
        signs[letter] if letter in signs and _is_drawn(text_page, first + at, signs[letter], size) else letter
        for at, letter in enumerate(text)
    )


def _is_drawn(text_page: Pointer, char: int, sign: str, size: float) -> bool:
    """Whether a character's ink is that of the sign, not that of what it is named; heights are taken from the baseline,
    which the character's matrix turns."""
    pdfium.char_box(text_page, char, _left, _right, _bottom, _top)
    pdfium.char_origin(text_page, char, _x, _y)
    pdfium.char_matrix(text_page, char, pdfium.float_at[0])
    along, up = pdfium.floats[:2]
    left, right, bottom, top = _box
    if abs(along) >= abs(up):
        low, high = (bottom - _origin[1], top - _origin[1])
    else:
        low, high = (left - _origin[0], right - _origin[0])
    if (along if abs(along) >= abs(up) else -up) < 0:
        low, high = -high, -low
    return 0 < high - low < _THIN * size if sign in _DASHES else low > _HANGS * size
