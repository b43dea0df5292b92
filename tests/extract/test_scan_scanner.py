"""What a scanner adds to a sheet: streaks of its glass, shadows of a bent or skewed sheet, grain in dark bands."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.scan.drawing import Drawn, find_drawing
from extract.scan.edges import united
from extract.scan.fills import Area, find_fills
from extract.scan.image import Picture
from extract.scan.rules import DrawnRule
from extract.scan.signs import missed_on_dark
from extract.scan.words import is_speck, placed
from schemas.geometry import Box

SCALE = 200 / 72


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def table(pixels: np.ndarray) -> None:
    for y in (200, 300, 400, 500):
        pixels[y : y + 4, 100:1204] = 0
    for x in (100, 500, 1200):
        pixels[200:504, x : x + 4] = 0


@pytest.mark.parametrize("broken", [False, True])
def test_a_streak_from_edge_to_edge_draws_no_column(*, broken: bool) -> None:
    pixels = paper(1400, 900)
    table(pixels)
    pixels[:, 800:803] = np.minimum(pixels[:, 800:803], 120)
    if broken:
        pixels[620:800, 800:803] = 255
    drawn = find_drawing(Picture(pixels, SCALE))
    assert [round(rule.box.x0, -2) for rule in drawn.rules if not rule.horizontal] == [100, 500, 1200]
    assert {round(streak.box.x0, -2) for streak in drawn.streaks} == {800}


def test_a_rule_that_ends_with_its_table_is_no_streak() -> None:
    pixels = paper(1400, 900)
    table(pixels)
    assert find_drawing(Picture(pixels, SCALE)).streaks == ()


def test_light_that_fades_at_the_edge_of_a_skewed_sheet_is_no_paint() -> None:
    sheet = paper(1400, 1400)
    sheet[100:500, :120] = 200
    matrix = cv2.getRotationMatrix2D((700, 700), -2.0, 1.0)
    pixels = cv2.warpAffine(sheet, matrix, (1400, 1400), borderValue=(255, 255, 255))
    assert find_fills(Picture(pixels, SCALE, skew=-2.0)) == ()
    assert find_fills(Picture(pixels, SCALE)) != ()


@pytest.mark.parametrize(
    ("boxes", "areas"),
    [
        ([Box(40, 250, 555, 364), Box(45, 276, 552, 331), Box(42, 315, 555, 400)], 1),  # one row seen in three parts
        ([Box(40, 250, 555, 300), Box(40, 300, 555, 350)], 2),  # rows next to each other
        ([Box(40, 250, 555, 300), Box(400, 280, 555, 350)], 2),  # a cell below a band
    ],
)
def test_parts_of_one_shade_that_overlap_are_one_area(boxes: list[Box], areas: int) -> None:
    found = united(boxes, 1.0)
    assert len(found) == areas
    assert (min(box.y0 for box in found), max(box.y1 for box in found)) == (250, max(box.y1 for box in boxes))


@pytest.mark.parametrize(
    ("text", "pitches", "words"),
    [
        ("LeadDate", (12, 12, 12, 30, 12, 12, 12), ["Lead", "Date"]),  # a capital read further off than letters stand
        ("leaddate", (12, 12, 12, 60, 12, 12, 12), ["lead", "date"]),
        ("LeadDate", (12, 12, 12, 14, 12, 12, 12), ["LeadDate"]),
    ],
)
def test_signs_read_far_apart_are_two_words_though_grain_lies_between(
    text: str, pitches: tuple[int, ...], words: list[str]
) -> None:
    middles = [10.0]
    for pitch in pitches:
        middles.append(middles[-1] + pitch)
    pixels = np.zeros((30, int(middles[-1]) + 12, 3), np.uint8)
    for x in range(2, pixels.shape[1] - 2, 2):
        pixels[12 : 14 + x % 3, x] = 255  # grain along the band
    for middle in middles:
        pixels[6:26, int(middle) - 3 : int(middle) + 3] = 255
    assert [word.text for word in placed(text, middles, pixels)] == words


def test_a_light_letter_alone_on_a_black_cell_is_a_sign() -> None:
    pixels = paper(600, 300)
    pixels[50:250, 100:500] = 0
    pixels[60:82, 110:114] = pixels[60:64, 110:124] = pixels[78:82, 110:124] = 255
    drawn = Drawn(fills=(Area(Box(100, 50, 500, 250), "000000"),))
    (sign,) = missed_on_dark(pixels, (), drawn, SCALE)
    assert sign.holds(117, 71)
    assert missed_on_dark(pixels, [Box(100, 50, 500, 100)], drawn, SCALE) == []
    assert missed_on_dark(pixels, (), Drawn(rules=(DrawnRule(Box(0, 0, 9, 1), horizontal=True),)), SCALE) == []


@pytest.mark.parametrize(("text", "speck"), [(".", True), ("'.", True), (":", False), (";", False)])
def test_two_dots_above_each_other_are_a_colon(text: str, *, speck: bool) -> None:
    assert is_speck(text) is speck
