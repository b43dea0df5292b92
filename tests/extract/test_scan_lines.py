"""What a line's picture has beside its letters: rules above it, underlines, bullets, specks where no dot stands."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.bullets import find_bullets, without_bullets
from extract.scan.dirt import without_rare_accents, without_read_specks, without_stray_dots, without_underlines
from extract.scan.edges import to_its_cell
from extract.scan.erased import without_rules
from extract.scan.fills import find_fills
from extract.scan.image import Picture
from extract.scan.rules import DrawnRule
from extract.scan.text import Piece, ReadWord, clear_of_bands, with_bullets
from extract.scan.words import placed
from schemas.geometry import Box

SCALE = 200 / 72


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def line(width: int = 300) -> np.ndarray:
    """Low letters from row 14 to row 28, in each fourth place a stem as tall as a capital."""
    pixels = paper(width, 40)
    for at, x in enumerate(range(10, width - 20, 18)):
        pixels[8 if at % 4 == 0 else 14 : 28, x : x + 3] = 0
        pixels[14:17, x : x + 9] = 0
        pixels[25:28, x : x + 9] = 0
    return pixels


@pytest.mark.parametrize(
    ("left", "top", "stays"),
    [
        (274, 25, True),  # a stop right behind the last letter
        (130, 19, False),  # half way up between two letters
        (34, 2, False),  # above all letters
        (30, 34, False),  # below the line
    ],
)
def test_dots_stay_where_a_sign_has_one(left: int, top: int, *, stays: bool) -> None:
    pixels = line(300)
    pixels[top : top + 3, left : left + 3] = 0
    cleaned = without_stray_dots(pixels)
    assert bool((cleaned[top : top + 3, left : left + 3] < 128).any()) is stays
    assert (cleaned[14:28, 10:110] == pixels[14:28, 10:110]).all()


@pytest.mark.parametrize(("left", "stays"), [(60, True), (33, False)])
def test_an_apostrophe_stays_where_it_joins_two_letters(left: int, *, stays: bool) -> None:
    pixels = line(300)
    pixels[14:28, 58:66] = 255  # "d's": close letters with nothing between their tops
    pixels[14:28, 53:56] = 0
    pixels[7:12, left : left + 4] = 0
    cleaned = without_stray_dots(pixels)
    assert bool((cleaned[8:11, left : left + 4] < 128).any()) is stays


def test_a_dot_above_a_stem_stays() -> None:
    pixels = paper(200, 40)
    for x in range(10, 180, 14):
        pixels[14:28, x : x + 4] = 0
    pixels[9:12, 24:28] = 0
    assert (without_stray_dots(pixels) == pixels).all()


def test_letters_right_below_a_rule_that_leans_keep_their_tops() -> None:
    pixels = paper(1200, 60)
    for x in range(1200):
        pixels[10 + x * 8 // 1200 : 13 + x * 8 // 1200, x] = 0
    pixels[16:40, 20:24] = 0  # a stem three points below the rule's high end
    bare = without_rules(pixels, [DrawnRule(Box(0, 10, 1200, 21), True)])
    assert (bare[16:40, 20:24] == 0).all()
    assert (bare[8:24, 400:1200] > 200).all()


def test_a_line_is_cut_clear_of_the_band_above_it() -> None:
    pixels = np.vstack([np.full((30, 300, 3), 90, dtype=np.uint8), line(300)])
    assert clear_of_bands(Box(0, 24, 300, 70), pixels) == Box(0, 30, 300, 70)


def test_underlines_are_no_letters() -> None:
    ink = np.zeros((40, 300), dtype=bool)
    ink[10:30, 20:24] = True
    ink[33:35, 10:200] = True
    bare = without_underlines(ink)
    assert bare[10:30, 20:24].all()
    assert not bare[33:35].any()


def test_bullets_are_told_by_their_shape() -> None:
    pixels = paper(500, 200)
    pixels[40:80, 100:400] = np.tile(line(300), (1, 1, 1))
    yy, xx = np.mgrid[0:200, 0:500]
    pixels[(yy - 60) ** 2 + (xx - 70) ** 2 <= 36] = 0  # a disc before the line
    pixels[(yy - 150) ** 2 + (xx - 70) ** 2 <= 36] = 0  # one with no text behind it
    (bullet,) = find_bullets(pixels, SCALE)
    assert abs(bullet.centre[0] - 70) <= 1
    assert abs(bullet.centre[1] - 60) <= 1
    assert (without_bullets(pixels, [bullet])[50:70, 60:80] == 255).all()
    word = ReadWord("ensure", Box(104, 45, 180, 76), 28.0, 0.9)
    (piece,) = with_bullets([Piece(word.box, (word,))], [bullet])
    assert [word.text for word in piece.words] == ["•", "ensure"]


@pytest.mark.parametrize(
    ("read", "meant"), [(".into", "into"), ("made..", "made."), ("on...", "on..."), (".5", ".5"), ("done.", "done.")]
)
def test_stops_before_a_word_are_specks(read: str, meant: str) -> None:
    assert without_read_specks(read) == meant


def test_accents_are_specks_where_they_are_rare() -> None:
    assert without_rare_accents(["Cróydon", *["Council"] * 40])[0] == "Croydon"
    welsh = ["Gŵyl", "tŷ", "pobl", "â"] * 10
    assert without_rare_accents(welsh) == welsh


def test_a_band_reaches_under_the_bold_text_on_it() -> None:
    pixels = paper(1600, 400)
    pixels[100:142, 80:1500] = (240, 229, 216)
    for x in range(100, 420, 14):
        pixels[108:134, x : x + 8] = 0
    (area,) = find_fills(Picture(pixels, SCALE))
    assert abs(area.box.x0 - 80) <= 8
    assert abs(area.box.x1 - 1500) <= 8


def test_a_band_between_level_rules_ends_at_the_sides_of_its_cell() -> None:
    levels = [DrawnRule(Box(80, y, 1500, y + 2), True) for y in (99, 141)]
    sides = [DrawnRule(Box(x, 60, x + 2, 300), False) for x in (80, 1500)]
    half = Box(400, 100, 1498, 142)
    assert to_its_cell(half, [*levels, *sides], SCALE) == Box(81, 100, 1498, 142)
    assert to_its_cell(half, [levels[0], *sides], SCALE) == half  # open at its foot: a highlight may end anywhere
    column = DrawnRule(Box(398, 60, 400, 300), False)
    assert to_its_cell(half, [*levels, *sides, column], SCALE) == half


@pytest.mark.parametrize(("wide", "whole"), [(0.85, True), (0.55, False)])
def test_paint_goes_on_to_the_sides_of_its_cell_where_it_covers_most_of_it(wide: float, *, whole: bool) -> None:
    levels = [DrawnRule(Box(100, y - 1, 500, y + 1), True) for y in (100, 200)]
    sides = [DrawnRule(Box(x - 1, 100, x + 1, 200), False) for x in (100, 500)]
    part = Box(500 - 400 * wide, 101, 500, 200)
    assert to_its_cell(part, [*levels, *sides], SCALE) == (Box(100, 101, 500, 200) if whole else part)


@pytest.mark.parametrize("wide", [1.0, 0.8])
def test_rules_in_the_picture_of_a_short_word_do_not_tell_its_size(wide: float) -> None:
    crop = np.full((41, 60, 3), 255, dtype=np.uint8)
    crop[14:28, 16:20] = crop[14:28, 30:34] = crop[25:28, 30:44] = 0
    (plain,) = placed("R4", [20, 36], crop)
    crop[5:8, round(60 * (1 - wide)) :] = 60
    (between,) = placed("R4", [20, 36], crop)
    assert (between.top, between.bottom, between.size) == (plain.top, plain.bottom, plain.size)


def test_the_corner_of_a_hollow_band_is_no_letter() -> None:
    crop = np.full((36, 200, 3), 255, dtype=np.uint8)
    for at in range(20, 90, 14):
        crop[10:26, at : at + 4] = crop[22:26, at : at + 10] = 0
    (plain,) = placed("Owner", [24 + 14 * at for at in range(5)], crop)
    crop[:5, 100:] = crop[:, 190:] = 0
    (found,) = placed("Owner", [24 + 14 * at for at in range(5)], crop)
    assert (found.left, found.right, found.size) == (plain.left, plain.right, plain.size)
