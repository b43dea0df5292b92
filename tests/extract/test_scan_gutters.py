"""Striped tables with white gutters, in pictures drawn for what a scanner makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.drawing import Drawn, find_drawing
from extract.scan.erased import without_rules
from extract.scan.fills import Area
from extract.scan.gutters import into_cells
from extract.scan.image import Picture
from extract.scan.rules import DrawnRule
from schemas.geometry import Box
from tests.extract.test_scan_painted import SCALE, letters, noisy, paper

GUTTERS = (400, 800, 1150)
STRIPES = ((200, 290), (390, 560), (660, 740))


def striped(*, gutter: int = 252, header: int = 190) -> np.ndarray:
    """A header of two levels and three stripes with white rows between them; the last two columns have one heading."""
    pixels = paper(1600, 900)
    pixels[80:195, 100:1500] = header
    for top, foot in STRIPES:
        pixels[top:foot, 100:1500] = 232
    for x in GUTTERS:
        for top, foot in ((138 if x == GUTTERS[-1] else 80, 195), *STRIPES):
            pixels[top:foot, x : x + 6] = gutter
    pixels[130:137, 806:1500] = gutter
    for top in (150, 220, 320, 410, 460, 590, 690):
        for left in (112, 412, 812, 1162):
            letters(pixels, left, top, 8)
    letters(pixels, 112, 500, 19)
    return pixels


def columns(drawn: Drawn, top: float, foot: float) -> list[tuple[int, int]]:
    cells = [area.box for area in drawn.fills if top < area.box.centre[1] < foot]
    return sorted((10 * round(box.x0 / 10), 10 * round(box.x1 / 10)) for box in cells)


@pytest.mark.parametrize("grain", [0.0, 6.0])
def test_gutters_part_stripes_into_cells_and_are_no_rules(grain: float) -> None:
    drawn = find_drawing(Picture(noisy(striped(), grain), SCALE))
    cells = [(100, 400), (410, 800), (810, 1150), (1160, 1500)]
    for top, foot in STRIPES:
        assert columns(drawn, top, foot) == cells
    assert not [rule for rule in drawn.rules if not rule.horizontal]


def test_a_header_of_two_levels_is_parted_at_both() -> None:
    drawn = find_drawing(Picture(noisy(striped(), 3.0), SCALE))
    assert columns(drawn, 80, 130) == [(810, 1500)]
    assert columns(drawn, 138, 195) == [(810, 1150), (1160, 1500)]
    assert columns(drawn, 130, 138) == [(100, 400), (410, 800)]


def test_dark_rules_through_stripes_stay_rules() -> None:
    drawn = find_drawing(Picture(noisy(striped(gutter=60), 3.0), SCALE))
    upright = {round(rule.box.centre[0], -1) for rule in drawn.rules if not rule.horizontal}
    assert upright >= {round(x + 3, -1) for x in GUTTERS}


def test_blanks_between_letters_of_stripes_are_no_gutters() -> None:
    pixels = paper(1600, 900)
    for top, foot in ((100, 140), (300, 340), (500, 540)):
        pixels[top:foot, 100:1500] = 232
        letters(pixels, 112, top + 6, 90, high=28)
    drawn = find_drawing(Picture(noisy(pixels, 3.0), SCALE))
    assert len(drawn.fills) == 3


def test_a_light_line_is_painted_over_without_the_letters_beside_it() -> None:
    pixels = np.full((200, 300, 3), 232, dtype=np.uint8)
    pixels[:, 100:106] = 252
    letters(pixels, 109, 60, 3, high=20)
    bare = without_rules(pixels, [DrawnRule(Box(100, 0, 106, 200), False)])
    assert bare[:, :108].min() >= 225
    assert bare[60:80, 109:114].max() == 0


def test_grain_in_low_stripes_draws_no_gutters() -> None:
    grain = np.random.default_rng(5).normal(0, 6, (1, 1400, 1))  # alike in all of them, at worst
    pixels = paper(1600, 900)
    rows = [Area(Box(100, top, 1500, top + 32), "E3E3E3") for top in (100, 300, 500, 700)]
    for row in rows:
        pixels[int(row.box.y0) : int(row.box.y1), 100:1500] = (227 + grain).astype(np.uint8)
    upright = DrawnRule(Box(800, 100, 802, 740), False)
    assert into_cells(Picture(pixels, SCALE), rows, [upright]) == (rows, [upright])
