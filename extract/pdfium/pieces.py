"""Letters that a file spells out for a glyph, put where the glyph stands on the page.

Text under /ActualText (ISO 32000-1, 14.9.4), as browsers write ligatures, comes from PDFium as its letters, each with a
share of the box of what is drawn. These boxes leave out what lies around the text object: on a page with /Rotate they
lie on the page as it is shown (origin bottom left), inside a form XObject in the form's own space. What belongs here:
which letters those are, and their boxes in drawing space, where all others are.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from extract.pdfium import calls as pdfium
from extract.pdfium.calls import Pointer, pointer
from extract.pdfium.space import Matrix, place_box

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom, y up."""

_LIGATURE = re.compile("(?=[fstTc][fijlthb])")
"""Letters that fonts set as one glyph: "ffi", "ti", "Th", "st"."""


def moved(
    text_page: Pointer, text: str, count: int, page: tuple[Matrix, float], forms: Mapping[int, Matrix]
) -> dict[int, Sides]:
    """The boxes of letters that PDFium places elsewhere, by character. `text` is the page's, of `count` characters;
    `page` is the matrix to the page as shown and that page's height, `forms` the matrices of text objects in forms."""
    asked = [found.start() for found in _LIGATURE.finditer(text)] if len(text) == count else range(count - 1)
    found: dict[int, Sides] = {}
    for glyph in _glyphs(text_page, asked):
        found |= _shares(text_page, glyph, _place(text_page, glyph, page, forms))
    return found


def _place(text_page: Pointer, glyph: list[int], page: tuple[Matrix, float], forms: Mapping[int, Matrix]) -> Sides:
    """Where a glyph is drawn, from the boxes of its letters."""
    boxes = [_box(text_page, char) for char in glyph]
    sides = (
        min(left for left, _, _, _ in boxes),
        max(top for _, top, _, _ in boxes),
        max(right for _, _, right, _ in boxes),
        min(bottom for _, _, _, bottom in boxes),
    )
    form = forms.get(pdfium.char_object(text_page, glyph[0]))
    if form is not None:
        shown = place_box(form, sides[0], sides[3], sides[2], sides[1])
        return _sides(_drawn(shown.x0, shown.y0, page[0]), _drawn(shown.x1, shown.y1, page[0]))
    return sides if _stands_at(sides, _origin(text_page, glyph[0])) else _put_back(sides, *page)


def _stands_at(sides: Sides, origin: tuple[float, float]) -> bool:
    """Whether a glyph's box is where the glyph begins, give or take its size: it lies in drawing space already."""
    left, top, right, bottom = sides
    slack = max(right - left, top - bottom)
    return left - slack <= origin[0] <= right + slack and bottom - slack <= origin[1] <= top + slack


def _glyphs(text_page: Pointer, asked: Iterable[int]) -> list[list[int]]:
    """The characters of each glyph: they begin at one place, each with a share of its box. Letters that a font's own
    map names together have the whole box each, and in the right place."""
    found: list[list[int]] = []
    for char in asked:
        if not _is_one(text_page, char):
            continue
        if found and found[-1][-1] == char:
            found[-1].append(char + 1)
        else:
            found.append([char, char + 1])
    return found


def _is_one(text_page: Pointer, char: int) -> bool:
    """Whether a character and the next are parts of one glyph."""
    if _origin(text_page, char) != _origin(text_page, char + 1):
        return False
    letters = all(chr(pdfium.char_unicode(text_page, one)).isalpha() for one in (char, char + 1))
    return letters and _box(text_page, char) != _box(text_page, char + 1)


_point = (ctypes.c_double * 2)()
_x, _y = (pointer(ctypes.addressof(_point) + offset) for offset in (0, 8))


def _origin(text_page: Pointer, char: int) -> tuple[float, float]:
    pdfium.char_origin(text_page, char, _x, _y)
    return _point[0], _point[1]


def _box(text_page: Pointer, char: int) -> Sides:
    pdfium.char_loose_box(text_page, char, pdfium.float_at[0])
    left, top, right, bottom = pdfium.floats[:4]
    return left, top, right, bottom


def _shares(text_page: Pointer, glyph: list[int], drawn: Sides) -> dict[int, Sides]:
    """The letters of a glyph side by side along their baseline, in the box it is drawn in."""
    left, top, right, bottom = drawn
    pdfium.char_matrix(text_page, glyph[0], pdfium.float_at[0])
    along, up = pdfium.floats[:2]
    level = abs(along) >= abs(up)
    places = range(len(glyph)) if (along if level else up) >= 0 else range(len(glyph) - 1, -1, -1)
    cuts = [place / len(glyph) for place in range(len(glyph) + 1)]
    parts = [
        (left + a * (right - left), top, left + b * (right - left), bottom)
        if level
        else (left, bottom + b * (top - bottom), right, bottom + a * (top - bottom))
        for a, b in pairwise(cuts)
    ]
    return {char: parts[place] for char, place in zip(glyph, places, strict=True)}


def _put_back(sides: Sides, matrix: Matrix, height: float) -> Sides:
    """A box on the page as shown, which is so high, in the space that `matrix` takes to that page."""
    left, top, right, bottom = sides
    return _sides(_drawn(left, height - top, matrix), _drawn(right, height - bottom, matrix))


def _sides(one: tuple[float, float], other: tuple[float, float]) -> Sides:
    return min(one[0], other[0]), max(one[1], other[1]), max(one[0], other[0]), min(one[1], other[1])


def _drawn(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point of the page as shown, y down, in the space it was drawn in."""
    a, b, c, d, e, f = matrix
    turn = a * d - b * c
    return (d * (x - e) - c * (y - f)) / turn, (a * (y - f) - b * (x - e)) / turn
