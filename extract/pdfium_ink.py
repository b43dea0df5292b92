"""What the characters of a text object share: size, weight, colour, turn, marked content, and whether any ink is used.

What belongs here: asking PDFium once for each text object of a page, all calls of one kind in one `map`.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable
from itertools import count, repeat
from typing import NamedTuple

from extract import pdfium_calls as pdfium
from extract.pdfium_objects import Paint, paint_of
from extract.pdfium_space import Matrix, combine

_BOLD_NAME = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_SIGN_NAME = re.compile(rb"wingdings|webdings", re.IGNORECASE)
_BOLD_WEIGHT = 600
_UNSEEN_MODES = frozenset({3, 7})  # neither filled nor stroked; 7 only adds to the clip
_STROKED_MODES = frozenset({1, 2, 5, 6})
_BOLD_MODE = 2  # filled and stroked: how a bold letter is faked


class Ink(NamedTuple):
    """`handle` is the text object; `unseen`: drawn in no ink; `unmapped`: its font does not say which characters its
    glyphs are; `signs`: the name of a font whose letters are pictures, empty for an ordinary one."""

    handle: int
    size: float
    bold: bool
    colour: str
    turned: int
    mcid: int | None
    unseen: bool
    unmapped: bool
    signs: str


def read_inks(text_page: int, matrix: Matrix, objects: Iterable[int], chars: Iterable[int]) -> dict[int, Ink]:
    """The ink of each text object, asked at the first of `chars` that it draws; `objects` go with `chars` by place."""
    first_of: dict[int, int] = {}
    for item, char in zip(objects, chars, strict=True):
        if item not in first_of:
            first_of[item] = char
    handles, firsts = list(first_of), list(first_of.values())
    columns = (
        handles,
        *_sizes_and_turns(text_page, matrix, handles, firsts),
        _fills(handles),
        map(pdfium.text_font, handles),
        map(pdfium.text_mode, handles),
        map(pdfium.object_mcid, handles),
        map(pdfium.char_unmapped, repeat(text_page), firsts),
    )
    fonts: dict[int, tuple[bool, str]] = {}
    inks: dict[int, Ink] = {}
    for handle, size, turned, paint, font, mode, mcid, unmapped in zip(*columns, strict=True):
        look = fonts.get(font)
        if look is None:
            look = fonts[font] = _font_look(font)
        if mode == 0 and paint is not None:
            colour, unseen = paint.colour, False
        else:
            colour, unseen = _uncommon(handle, mode, paint)
        bold = look[0] or mode == _BOLD_MODE
        known = mcid if mcid >= 0 else None
        inks[handle] = Ink(handle, size, bold, colour, turned, known, unseen, unmapped == 1, look[1])
    return inks


def _uncommon(handle: int, mode: int, paint: Paint | None) -> tuple[str, bool]:
    """Colour, and whether unseen, of text that is not plainly filled in one colour."""
    if mode in _UNSEEN_MODES:
        return "000000", True
    if mode in _STROKED_MODES and (paint is None or mode in (1, 5)):
        found = pdfium.stroke_colour(handle, *pdfium.integer_at)
        paint = paint_of(pdfium.integers[:]) if found else paint
    if paint is not None:
        return paint.colour, False
    transparent = bool(pdfium.fill_colour(handle, *pdfium.integer_at)) and pdfium.integers[3] == 0
    return "000000", transparent


def _fills(handles: list[int]) -> list[Paint | None]:
    """The fill of each object; null for a pattern and for full transparency."""
    buffer = (ctypes.c_uint * (4 * len(handles)))()
    start = ctypes.addressof(buffer)
    found = list(map(pdfium.fill_colour, handles, *(count(start + 4 * part, 16) for part in range(4))))
    values = buffer[:]
    return [paint_of(values[4 * index : 4 * index + 4]) if known else None for index, known in enumerate(found)]


def _sizes_and_turns(
    text_page: int, matrix: Matrix, handles: list[int], firsts: list[int]
) -> tuple[list[float], list[int]]:
    """Font size in points as seen, and the turn of the baseline, of each object."""
    total = len(handles)
    nominal, matrices = (ctypes.c_float * total)(), (ctypes.c_float * (6 * total))()
    for _ in map(pdfium.text_size, handles, count(ctypes.addressof(nominal), 4)):
        pass
    for _ in map(pdfium.char_matrix, repeat(text_page), firsts, count(ctypes.addressof(matrices), 24)):
        pass
    values = matrices[:]
    sizes, turns = [], []
    upright = matrix[:4] == (1.0, 0.0, 0.0, -1.0)
    for size, a, b, c, d in zip(nominal[:], values[0::6], values[1::6], values[2::6], values[3::6], strict=True):
        if upright and b == 0.0 == c and a > 0.0:
            sizes.append(round(size * abs(d), 2))
            turns.append(0)
        else:
            sizes.append(round(size * math.hypot(c, d), 2))
            along = combine((a, b, c, d, 0.0, 0.0), matrix)
            turns.append(round(math.degrees(math.atan2(along[1], along[0])) / 90.0) % 4 * 90)
    return sizes, turns


def _font_look(font: int) -> tuple[bool, str]:
    """Whether a font is bold, and its name when its letters are pictures."""
    name = ctypes.create_string_buffer(256)
    pdfium.font_name(font, ctypes.addressof(name), 256)
    signs = _SIGN_NAME.search(name.value)
    bold = bool(_BOLD_NAME.search(name.value)) or pdfium.font_weight(font) >= _BOLD_WEIGHT
    return bold, signs.group().decode("ascii").lower() if signs else ""
