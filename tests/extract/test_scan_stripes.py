"""Striped and banded tables of scans: rules along their paint, and what looks like a rule within it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from extract.page import Fill, Rule, Word
from extract.scan.bands import without_letters
from extract.scan.drawing import clear_of_bands, find_drawing, without_parts
from extract.scan.fills import Area
from extract.scan.gaps import without_gaps
from extract.scan.image import Picture
from extract.scan.one_shade import by_blanks
from extract.scan.pages import is_seen_twice
from extract.scan.rules import DrawnRule
from extract.scan.weight import bold_lines
from schemas.geometry import Box

SCALE = 200 / 72
EDGES = (100, 220, 340, 460, 580)


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def noisy(pixels: np.ndarray, strength: float) -> np.ndarray:
    grain = np.random.default_rng(7).normal(0, strength, pixels.shape[:2])[:, :, None]
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def letters(pixels: np.ndarray, left: int, top: int, count: int, *, shade: int = 0) -> None:
    for x in range(left, left + 14 * count, 14):
        pixels[top : top + 20, x : x + 4] = shade
        pixels[top + 9 : top + 12, x : x + 10] = shade


def upright(x: float, y0: float, y1: float) -> DrawnRule:
    return DrawnRule(Box(x - 2, y0, x + 2, y1), False)


def level(x0: float, x1: float, y: float) -> DrawnRule:
    return DrawnRule(Box(x0, y - 2, x1, y + 2), True)


@pytest.mark.parametrize("ruled", [True, False])
def test_rules_along_pale_stripes_are_rules_and_blur_beside_dark_ones_is_none(*, ruled: bool) -> None:
    pixels = paper(1500, 700)
    for top in EDGES[::2]:
        pixels[top : top + 120, 100:1400] = 235 if ruled else 170
    for top in EDGES:
        letters(pixels, 120, top + 40, 10)
        letters(pixels, 700, top + 40, 10)
        pixels[top : top + 3, 100:1400] = 60 if ruled else 140
    drawn = find_drawing(Picture(noisy(pixels, 2.0), SCALE))
    found = {round(rule.box.centre[1], -1) for rule in drawn.rules if rule.horizontal and rule.box.width > 1000}
    assert (found >= set(EDGES)) is ruled


def test_dots_between_two_columns_of_text_are_an_upright() -> None:
    pixels = paper(1000, 700)
    for y in range(100, 600, 6):
        pixels[y : y + 3, 500:503] = 30
    for y in range(105, 590, 44):
        for x in (478, 486, 492, 508, 515, 522):  # narrow letters on both sides
            pixels[y : y + 20, x : x + 3] = 30
    drawn = find_drawing(Picture(pixels, SCALE))
    assert [round(rule.box.centre[0], -1) for rule in drawn.dotted if not rule.horizontal] == [500]


BAND = Area(Box(100, 100, 900, 150), "1F3864")


@pytest.mark.parametrize(
    ("others", "shade", "kept"),
    [
        ((), 250, False),  # a gap between two painted cells
        ((), 0, True),  # a drawn rule
        ((upright(400, 150, 400),), 250, True),  # goes on below
        ((level(100, 900, 125),), 250, True),  # a header of two levels
        ((upright(700, 150, 400),), 250, False),
    ],
)
def test_a_light_upright_of_one_band_alone_is_a_gap(others: tuple[DrawnRule, ...], shade: int, *, kept: bool) -> None:
    pixels = paper(1000, 500)
    pixels[100:150, 100:900] = 80
    pixels[100:150, 398:403] = shade
    seen = without_gaps(Picture(pixels, SCALE), [BAND], [upright(400, 100, 150), *others])
    assert (upright(400, 100, 150) in seen) is kept
    assert [rule for rule in seen if rule in others] == list(others)


def test_paint_found_a_second_time_in_part_is_one_area() -> None:
    row, part = Area(Box(100, 100, 1400, 300), "D5DEF0"), Area(Box(98, 100, 1398, 180), "D3DEF0")
    rating, disc = Area(Box(1200, 100, 1400, 300), "92D050"), Area(Box(300, 150, 320, 170), "D5DEF0", round=True)
    assert without_parts([part, row, rating, disc]) == [row, rating, disc]
    assert without_parts([row, row]) == [row]


def test_a_rating_of_the_shade_of_the_headings_begins_below_them() -> None:
    band, rating = Area(Box(100, 100, 1400, 200), "000000"), Area(Box(1300, 150, 1400, 320), "000000")
    other = Area(Box(1300, 150, 1400, 320), "FF0000")
    assert clear_of_bands([band, rating]) == [band, Area(Box(1300, 200, 1400, 320), "000000")]
    assert clear_of_bands([band, other]) == [band, other]


@pytest.mark.parametrize("lettered", [True, False])
def test_an_upright_does_not_run_between_the_light_letters_of_a_dark_band(*, lettered: bool) -> None:
    pixels = paper(1000, 600)
    pixels[100:500, 399:402] = 0
    pixels[260:310, 100:900] = 0
    if lettered:
        for x in range(300, 520, 9):
            pixels[275:295, x : x + 5] = 255
    levels = [level(100, 900, y) for y in (100, 500)]
    band = Area(Box(100, 260, 900, 310), "000000")
    seen = without_letters(Picture(pixels, SCALE), [band], [*levels, upright(400, 100, 500)])
    covered = [rule for rule in seen if not rule.horizontal and rule.box.y0 < 285 < rule.box.y1]
    assert bool(covered) is not lettered


def test_a_blank_with_a_rule_in_it_says_nothing_of_rows() -> None:
    words = [
        Word(text, Box(x, y, x + 60, y + 10), 10) for text, x in (("Ensure", 80), ("Lead", 200)) for y in (30, 42, 54)
    ]
    fill = Fill(Box(300, 26, 320, 53), "8E8E8E", 0)
    rules = [Rule(Box(30, 53, 345, 53), True)]
    assert by_blanks([fill], words, rules) == (fill,)
    assert len(by_blanks([fill], words, ())) == 2


@dataclass(frozen=True)
class Read:
    text: str
    size: float
    stroke: float
    box: Box


def side_by_side(strokes: tuple[float, ...], y: float = 0) -> list[list[Read]]:
    names = ("Action", "Owner", "Deadline", "Progress")
    return [
        [Read(name, 20, stroke, Box(100 * at, y, 100 * at + 60, y + 10))]
        for at, (name, stroke) in enumerate(zip(names, strokes, strict=True))
    ]


BODY = [[Read("Review", 20, 2.0, Box(0, y, 60, y + 10))] for y in range(60, 260, 20)]


@pytest.mark.parametrize(
    ("strokes", "bold"),
    [((2.3, 2.35, 2.6, 2.3), True), ((2.0, 2.05, 3.0, 2.0), False), ((2.1, 2.15, 2.2, 2.1), False)],
)
def test_headings_side_by_side_are_bold_together(strokes: tuple[float, ...], *, bold: bool) -> None:
    assert all(bold_lines([*side_by_side(strokes), *BODY])[:4]) is bold
    assert not any(bold_lines([*side_by_side(strokes), *BODY])[4:])


@pytest.mark.parametrize(
    ("text", "stroke", "top", "bold"),
    [
        ("rating", 2.3, 14, True),
        ("rating", 2.1, 14, False),
        ("rating", 2.3, 24, False),  # the next row
        ("e", 1.5, 14, True),  # "Deadlin / e"
        ("G", 1.5, 14, True),  # "RA / G"
        ("1", 1.5, 14, False),
        ("e", 1.5, 24, False),
    ],
)
def test_the_second_line_of_a_bold_heading_is_bold(text: str, stroke: float, top: float, *, bold: bool) -> None:
    heading = [Read("Deadlin", 20, 2.7, Box(0, 0, 60, 10))]
    second = [Read(text, 20, stroke, Box(0, top, 40, top + 10))]
    assert bold_lines([heading, second, *BODY])[:2] == [True, bold]


@pytest.mark.parametrize(
    ("text", "box", "twice"),
    [
        ("1", Box(147, 239, 149, 244), True),
        ("7", Box(147, 239, 149, 244), False),
        ("1", Box(149, 239, 152, 244), False),  # "1 1"
        ("1", Box(146, 237, 149, 244), False),  # itself
    ],
)
def test_a_stroke_of_a_sign_is_no_second_sign(text: str, box: Box, *, twice: bool) -> None:
    sign, other = Word("1", Box(146, 237, 149, 244), 7.0), Word(text, box, 5.0)
    assert is_seen_twice(other, [sign, other]) is twice
