"""Painted areas and the lines beside them: cut by rows, grown under text, kept out of the words."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.dirt import without_stray_dots
from extract.scan.edges import by_rows, to_its_cell, to_its_edges
from extract.scan.rules import DrawnRule
from extract.scan.text import clear_of_bands
from extract.scan.words import placed, without_specks
from schemas.geometry import Box

SCALE = 200 / 72


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def word(width: int = 200, start: int = 40) -> np.ndarray:
    """Eight low letters from row 14 to row 28, the first of them with a stem."""
    pixels = paper(width, 40)
    for at in range(8):
        pixels[8 if at == 0 else 14 : 28, start + 14 * at : start + 14 * at + 4] = 0
        pixels[25:28, start + 14 * at : start + 14 * at + 10] = 0
    return pixels


@pytest.mark.parametrize(
    ("rules", "parts"),
    [
        ([Box(100, 199, 1200, 201)], 2),  # goes on beside the area: a row ends
        ([Box(700, 199, 860, 201)], 1),  # within the area and no further
        ([Box(100, 103, 1200, 105)], 1),  # along its side
        ([Box(100, 199, 760, 201)], 1),  # ends in it
    ],
)
def test_an_area_over_several_rows_is_cut_at_the_rules_that_part_them(rules: list[Box], parts: int) -> None:
    area = Box(700, 100, 860, 400)
    found = by_rows(area, [DrawnRule(box, True) for box in rules], SCALE)
    assert len(found) == parts
    assert (found[0].y0, found[-1].y1) == (area.y0, area.y1)


def test_an_area_is_cut_at_a_gap_from_side_to_side_where_asked_for() -> None:
    area, gap = Box(700, 100, 860, 400), DrawnRule(Box(702, 249, 858, 251), True)
    assert by_rows(area, [gap], SCALE, within=True) == [Box(700, 100, 860, 250), Box(700, 250, 860, 400)]
    underline = DrawnRule(Box(740, 249, 800, 251), True)
    assert by_rows(area, [gap], SCALE) == by_rows(area, [underline], SCALE, within=True) == [area]


def test_a_part_of_a_band_does_not_grow_down_a_column_of_its_shade() -> None:
    of_shade = np.zeros((200, 1000), dtype=bool)
    of_shade[60:80, 20:980] = True
    of_shade[80:180, 760:980] = True  # ratings as dark as the band
    assert to_its_edges(Box(590, 60, 980, 80), of_shade, SCALE) == Box(20, 60, 980, 80)


def test_paint_that_letters_hide_in_part_fills_its_cell() -> None:
    levels = [DrawnRule(Box(80, y, 1500, y + 2), True) for y in (99, 199)]
    sides = [DrawnRule(Box(x, 99, x + 2, 201), False) for x in (1300, 1498)]
    assert to_its_cell(Box(1340, 100, 1498, 200), [*levels, *sides], SCALE) == Box(1301, 100, 1498, 200)
    assert to_its_cell(Box(1420, 100, 1498, 200), [*levels, *sides], SCALE) == Box(1420, 100, 1498, 200)
    assert to_its_cell(Box(1340, 110, 1498, 190), [*levels, *sides], SCALE) == Box(1340, 110, 1498, 190)


def test_an_area_grows_under_the_text_at_its_top() -> None:
    of_shade = np.zeros((200, 400), dtype=bool)
    of_shade[60:160, 20:380] = True
    of_shade[64:78, 20:380:2] = False  # a line of text, with half of the points
    of_shade[64:78, 20:200] = False
    assert to_its_edges(Box(20, 80, 380, 160), of_shade, SCALE).y0 == 60
    of_shade[64:78] = False  # white from side to side: another area above
    assert to_its_edges(Box(20, 80, 380, 160), of_shade, SCALE).y0 == 78


def test_a_band_is_as_high_as_the_row_that_it_has_half_of() -> None:
    levels = [DrawnRule(Box(80, y, 1500, y + 2), True) for y in (99, 199, 400)]
    assert to_its_cell(Box(82, 100, 1498, 170), levels, SCALE) == Box(82, 100, 1498, 200)
    assert to_its_cell(Box(82, 100, 1498, 140), levels, SCALE) == Box(82, 100, 1498, 140)
    assert to_its_cell(Box(82, 100, 900, 170), levels, SCALE) == Box(82, 100, 900, 170)


def test_a_line_is_cut_clear_of_the_painted_cell_beside_it() -> None:
    pixels = word()
    pixels[:, :12] = (130, 180, 245)
    pixels[:, 12:14] = (210, 225, 250)  # blur
    assert clear_of_bands(Box(0, 0, 200, 40), pixels) == Box(14, 0, 200, 40)


def test_a_word_begins_at_its_letters_and_not_at_the_band_above() -> None:
    crop = word()
    crop[:2, 5:30] = 60
    (found,) = placed("reviewed", [45 + 14 * at for at in range(8)], crop)
    assert found.left >= 38


def test_letters_that_cannot_be_made_out_do_not_tell_the_size() -> None:
    crop = word()
    crop[20:22, 30:160] = 0  # a stroke through the word: the steepest rows are its own
    (found,) = placed("reviewes", [45 + 14 * at for at in range(8)], crop)
    assert found.size > 18


def test_hyphens_are_no_specks() -> None:
    pixels = paper(400, 40)
    for x in range(10, 380, 18):
        pixels[14:28, x : x + 3] = 0
        pixels[25:28, x : x + 12] = 0
    hyphen = slice(20, 23), slice(95, 99)
    pixels[hyphen] = 0
    assert (without_stray_dots(pixels)[hyphen] == 0).all()
    pixels[21:23, 95:99] = 255
    pixels[18:21, 96:99] = 0  # as high as wide
    assert (without_stray_dots(pixels)[hyphen] > 0).any()


def test_an_i_without_its_dot_is_one() -> None:
    assert without_specks("Qualıty") == "Quality"
