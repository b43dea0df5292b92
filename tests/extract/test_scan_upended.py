"""Headings on their side: which pieces are such, and where their words stand once read."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.text import ReadWord
from extract.scan.upended import DOWNWARDS, UPWARDS, laid, stood, upended
from schemas.geometry import Box

LINE = Box(100, 100, 400, 130)


@pytest.mark.parametrize(
    ("box", "turned"),
    [
        (Box(20, 100, 50, 180), True),
        (Box(20, 100, 32, 130), False),  # a lone "1"
        (Box(20, 100, 32, 180), False),  # what was left of a rule
        (Box(20, 100, 60, 140), False),  # a large letter
        (LINE, False),
    ],
)
def test_a_piece_as_broad_as_a_line_and_taller_is_on_its_side(box: Box, *, turned: bool) -> None:
    assert upended([LINE, LINE, LINE, box]) == ([3] if turned else [])


@pytest.mark.parametrize(("way", "first"), [(UPWARDS, (40.0, 160.0)), (DOWNWARDS, (40.0, 120.0))])
def test_words_stand_where_their_ink_was(way: int, first: tuple[float, float]) -> None:
    pixels = np.full((300, 200, 3), 255, dtype=np.uint8)
    x, y = (round(place) for place in first)
    pixels[y - 5 : y + 5, x - 5 : x + 5] = 0  # the first letter
    box = Box(30, 100, 50, 180)
    picture = laid(pixels[100:180, 30:50], way)
    rows, columns = np.nonzero(picture[:, :, 0] == 0)
    read = Box(30 + columns.min(), 100 + rows.min(), 30 + columns.max() + 1, 100 + rows.max() + 1)
    assert read.x0 - 30 < 20  # it reads first
    (word,) = stood([ReadWord("R", read, 12.0, 0.9)], box, way)
    assert word.box.centre == first
    assert word.turned == way


def test_without_lines_nothing_is_on_its_side() -> None:
    assert upended([]) == []
