"""What wear leaves on a scan, told from what was printed: specks, print of the other side, blur beside colours; and the
weight of letters, which wear must not change."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from extract.scan.dirt import without_dirt
from extract.scan.drawing import find_drawing
from extract.scan.fills import find_fills
from extract.scan.image import Picture
from extract.scan.text import joined
from extract.scan.weight import bold_lines, breadth
from extract.scan.words import placed
from schemas.geometry import Box

SCALE = 200 / 72


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def letters(pixels: np.ndarray, left: int, top: int, count: int, *, shade: int = 0, stem: int = 5) -> None:
    for x in range(left, left + 16 * count, 16):
        pixels[top : top + 20, x : x + stem] = shade
        pixels[top + 8 : top + 8 + stem, x : x + 12] = shade


@dataclass(frozen=True)
class Read:
    text: str
    size: float
    stroke: float
    box: Box = field(default_factory=lambda: Box(0, 0, 1, 1))


def test_a_speck_apart_from_all_ink_goes_and_a_full_stop_stays() -> None:
    pixels = paper(400, 100)
    letters(pixels, 20, 40, 6)
    pixels[56:60, 118:122] = 0  # a stop right behind the last letter
    pixels[50:53, 250:253] = 0
    cleaned = without_dirt(pixels, SCALE).pixels
    assert (cleaned[50:53, 250:253] > 200).all()
    assert (cleaned[:, :200] == pixels[:, :200]).all()


def test_a_stop_below_the_arm_of_a_letter_stays() -> None:
    pixels = paper(400, 100)
    pixels[40:43, 100:114] = 0  # a "7"
    for at in range(18):
        pixels[42 + at, 110 - at // 2 : 113 - at // 2] = 0
    pixels[57:60, 118:121] = 0
    assert (without_dirt(pixels, SCALE).pixels[57:60, 118:121] == 0).all()


@pytest.mark.parametrize(("across", "dirty"), [(1000, True), (60, False)])
def test_a_page_is_dirty_where_specks_lie_all_over_it(across: int, dirty: bool) -> None:
    pixels = paper(1000, 1000)
    for at in range(24):
        x, y = 20 + (at * 377) % (across - 40), 20 + at * 40
        pixels[y : y + 3, x : x + 3] = 0
    assert without_dirt(pixels, SCALE).dirty is dirty


def test_a_letter_set_apart_by_a_narrow_blank_is_of_its_word() -> None:
    crop = paper(400, 40)
    letters(crop, 10, 10, 7)
    letters(crop, 125, 10, 1)
    letters(crop, 160, 10, 3)
    letters(crop, 230, 10, 3)
    middles = [16.0 + 16 * at for at in range(7)] + [131.0, 166.0, 182.0, 198.0, 236.0, 252.0, 268.0]
    assert [word.text for word in placed("guidanc e for all", middles, crop)] == ["guidance", "for", "all"]


def test_one_line_found_in_two_ways_is_one() -> None:
    line = Box(10, 10, 400, 40)
    assert joined([line, Box(120, 26, 300, 46), Box(10, 44, 400, 74)]) == [line, Box(10, 44, 400, 74)]


def test_an_entry_set_between_two_lines_of_its_neighbours_joins_neither() -> None:
    boxes = [Box(10, 26, 400, 64), Box(10, 58, 400, 94), Box(500, 42, 550, 80)]
    assert sorted(joined(boxes), key=lambda box: (box.x0, box.y0)) == boxes


def test_a_wide_blank_parts_a_word_whatever_stands_beside_it() -> None:
    crop = paper(400, 40)
    letters(crop, 10, 10, 4)
    letters(crop, 150, 10, 4)
    middles = [16.0, 32.0, 48.0, 64.0, 72.0, 156.0, 172.0, 188.0, 204.0]
    assert [word.text for word in placed("Head.May2", middles, crop)] == ["Head.", "May2"]


@pytest.mark.parametrize("shade", [0, 120])
def test_bold_letters_have_broader_strokes_in_faded_print_too(shade: int) -> None:
    plain, bold = paper(200, 40), paper(200, 40)
    letters(plain, 10, 10, 8, shade=shade, stem=3)
    letters(bold, 10, 10, 8, shade=shade, stem=5)
    thin, thick = (
        breadth((255 - crop[:, :, 0]).astype(np.int16), np.asarray(crop[:, :, 0] < 200)) for crop in (plain, bold)
    )
    assert thick > 1.3 * thin


def test_a_line_is_bold_as_a_whole() -> None:
    body = [[Read("Review", 20, 2.0), Read("the", 20, 2.1), Read("policy", 20, 1.9)] for _ in range(6)]
    header = [Read("Action", 21, 2.8), Read("by", 21, 2.3), Read("when", 19, 2.9)]
    stained = [Read("Train", 20, 2.1), Read("all", 20, 3.2), Read("social", 20, 2.0), Read("workers", 20, 2.0)]
    footer = [Read("Page", 12, 1.6), Read("of", 12, 1.6)]
    assert bold_lines([header, *body, stained, footer]) == [True, *[False] * 8]


@pytest.mark.parametrize(("stroke", "left", "bold"), [(2.3, 10, True), (2.1, 10, False), (2.3, 90, False)])
def test_figures_before_a_bold_heading_are_bold_where_they_look_so(stroke: float, left: float, *, bold: bool) -> None:
    body = [[Read("Review", 20, 2.0, Box(60, y, 90, y + 8)), Read("policy", 20, 2.0)] for y in range(20, 80, 10)]
    number = [Read("1.1", 20, stroke, Box(left, 0, left + 8, 10))]
    heading = [Read("Learning", 20, 2.7, Box(60, 0, 85, 10))]
    assert bold_lines([number, heading, *body])[:3] == [bold, True, False]


@pytest.mark.parametrize(
    ("text", "stroke", "top", "bold"),
    [("2022", 2.3, 12, True), ("2022", 2.1, 12, False), ("1.1", 2.3, 12, False), ("2022", 2.3, 30, False)],
)
def test_the_year_at_the_end_of_a_bold_heading_is_bold(text: str, stroke: float, top: float, *, bold: bool) -> None:
    body = [[Read("Review", 20, 2.0, Box(60, y, 90, y + 8)), Read("policy", 20, 2.0)] for y in range(50, 110, 10)]
    heading = [Read("Position", 20, 2.7, Box(60, 0, 95, 10)), Read("at", 20, 2.7, Box(98, 0, 110, 10))]
    year = [Read(text, 20, stroke, Box(60, top, 80, top + 10))]
    assert bold_lines([heading, year, *body])[:3] == [True, bold, False]


def test_print_of_the_other_side_is_no_rule_and_no_colour() -> None:
    pixels = paper(1400, 900)
    for y in (100, 300, 500, 700):
        pixels[y : y + 4, 100:1300] = 0
    for y in (180, 420, 610):  # a row of blurred letters
        for x in range(330, 700, 24):
            pixels[y : y + 16, x : x + 14] = 246
            pixels[y + 6 : y + 10, x : x + 24] = 243
    drawn = find_drawing(Picture(pixels, SCALE))
    assert [round(rule.box.centre[1], -1) for rule in drawn.rules if rule.horizontal] == [100, 300, 500, 700]
    assert find_fills(Picture(pixels, SCALE)) == ()


def test_a_pale_rule_that_ends_where_dark_ones_end_stays() -> None:
    pixels = paper(1400, 900)
    for y, shade in ((100, 0), (200, 0), (400, 225), (600, 225), (800, 0)):
        pixels[y : y + 4, 100:1300] = shade
    drawn = find_drawing(Picture(pixels, SCALE))
    assert [round(rule.box.centre[1], -2) for rule in drawn.rules if rule.horizontal] == [100, 200, 400, 600, 800]


def test_the_blur_beside_colours_draws_no_table() -> None:
    pixels = paper(1400, 900)
    pixels[100:160, 100:1300] = (100, 55, 31)
    for top, colour in ((164, (0, 0, 255)), (364, (80, 208, 146)), (564, (0, 192, 255))):
        pixels[top : top + 200, 1150:1300] = colour
    for y in (160, 362, 562, 764):
        pixels[y : y + 3, 1150:1300] = 120
    pixels[160:764, 1148:1151] = pixels[160:764, 1299:1302] = 120
    assert find_drawing(Picture(pixels, SCALE)).rules == ()
