"""Letters of ligatures on turned pages.

PDFium gives a ligature as the letters it stands for, each with a share of the glyph's box. On a page with /Rotate the
boxes of these letters lie on the page as it is shown (origin bottom left), those of all others in the space it was
drawn in. What belongs here: which letters those are, and their boxes in drawing space as well.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise

from extract.pdfium import calls as pdfium
from extract.pdfium.calls import Pointer
from extract.pdfium.space import Matrix

Sides = tuple[float, float, float, float]
"""Left, top, right, bottom, y up."""


def pieces(text_page: Pointer, count: int) -> frozenset[int]:
    """The characters that are parts of one glyph: they begin at one place, each with a share of its box. Letters that a
    font's own map names together have the whole box each, and in the right place."""
    place = (ctypes.c_double * 2)()
    at = ctypes.addressof(place)
    x, y = pdfium.pointer(at), pdfium.pointer(at + 8)
    origins = []
    for char in range(count):
        pdfium.char_origin(text_page, char, x, y)
        origins.append((place[0], place[1]))
    found: set[int] = set()
    for first, (one, two) in enumerate(pairwise(origins)):
        if one == two and _box(text_page, first) != _box(text_page, first + 1) and _letters(text_page, first):
            found.update((first, first + 1))
    return frozenset(found)


def _box(text_page: Pointer, char: int) -> list[float]:
    pdfium.char_loose_box(text_page, char, pdfium.float_at[0])
    return pdfium.floats[:4]


def _letters(text_page: Pointer, first: int) -> bool:
    return all(chr(pdfium.char_unicode(text_page, char)).isalpha() for char in (first, first + 1))


def put_back(sides: Sides, matrix: Matrix, height: float) -> Sides:
    """A box on the page as shown, which is so high, in the space that `matrix` takes to that page."""
    left, top, right, bottom = sides
    one, two = _drawn(left, height - top, matrix), _drawn(right, height - bottom, matrix)
    return min(one[0], two[0]), max(one[1], two[1]), max(one[0], two[0]), min(one[1], two[1])


def _drawn(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point of the page as shown, y down, in the space it was drawn in."""
    a, b, c, d, e, f = matrix
    turn = a * d - b * c
    return (d * (x - e) - c * (y - f)) / turn, (a * (y - f) - b * (x - e)) / turn
