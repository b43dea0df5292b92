"""Dotted and dashed rules of a scan."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.dotted import clear_dotted, dotted_rules
from extract.scan.drawing import find_drawing
from extract.scan.image import Picture
from schemas.geometry import Box

SCALE = 200 / 72
LEVELS, UPRIGHTS = (100, 200, 300, 400), (100, 500, 900)


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def dots(pixels: np.ndarray, x0: int, x1: int, y: int, *, long: int = 3, step: int = 8) -> None:
    for x in range(x0, x1, step):
        pixels[y : y + 3, x : x + long] = 30


def letters(pixels: np.ndarray, left: int, foot: int, count: int) -> None:
    for x in range(left, left + 16 * count, 16):
        pixels[foot - 20 : foot, x : x + 4] = 0
        pixels[foot - 12 : foot - 8, x : x + 12] = 0


def grid(*, long: int = 3, step: int = 8) -> np.ndarray:
    pixels = paper(1000, 500)
    for y in LEVELS:
        dots(pixels, 100, 904, y, long=long, step=step)
    for x in UPRIGHTS:
        dots(pixels.transpose(1, 0, 2), 100, 404, x, long=long, step=step)
    for y in (150, 250, 350):
        letters(pixels, 130, y, 10)
    return pixels


@pytest.mark.parametrize(("long", "step"), [(3, 8), (4, 7), (8, 16), (22, 30), (21, 28)])
def test_a_table_drawn_in_dots_or_dashes_has_its_rules(long: int, step: int) -> None:
    drawn = find_drawing(Picture(grid(long=long, step=step), SCALE))
    assert sorted({round(rule.box.centre[1], -1) for rule in drawn.rules if rule.horizontal}) == list(LEVELS)
    assert sorted({round(rule.box.centre[0], -1) for rule in drawn.rules if not rule.horizontal}) == list(UPRIGHTS)


def test_dashes_paler_than_others_of_their_table_are_rules_in_grain() -> None:
    pixels = grid(long=8, step=16)
    faint = pixels[290:315]
    faint[faint < 100] = 215
    grain = np.random.default_rng(5).normal(0, 4, pixels.shape[:2])[:, :, None]
    drawn = find_drawing(Picture(np.clip(pixels + grain, 0, 255).astype(np.uint8), SCALE))
    assert sorted({round(rule.box.centre[1], -1) for rule in drawn.rules if rule.horizontal}) == list(LEVELS)


def test_dots_are_painted_over_and_letters_stay() -> None:
    pixels = grid()
    text = paper(1000, 500)
    for y in (150, 250, 350):
        letters(text, 130, y, 10)
    clear_dotted(pixels, find_drawing(Picture(pixels.copy(), SCALE)).dotted)
    assert (pixels == text)[104:].all()  # all but the corner, where two rows of dots begin


def test_the_leaders_of_a_list_of_contents_are_no_rules() -> None:
    pixels = paper(1000, 500)
    for y in LEVELS:
        letters(pixels, 100, y, 12)
        dots(pixels, 300, 850, y - 3)
    assert dotted_rules(pixels, SCALE) == []


def test_a_shade_drawn_as_dots_has_no_rules() -> None:
    pixels = paper(1000, 500)
    for y in range(100, 300, 8):
        dots(pixels, 100, 700, y)
    assert dotted_rules(pixels, SCALE) == []


def test_dots_at_uneven_steps_are_no_rule() -> None:
    pixels = paper(1000, 200)
    at = 100
    for step in (5, 11, 6, 12, 5, 10, 12, 6, 11, 5, 12, 6, 9, 12, 5, 11, 6):
        dots(pixels, at, at + 1, 100)
        at += step
    assert [rule.box for rule in dotted_rules(pixels, SCALE) if rule.box == Box(100, 100, at, 103)] == []


def test_lines_that_begin_with_a_stroke_are_no_upright() -> None:
    pixels = paper(400, 500)
    dots(pixels.transpose(1, 0, 2), 100, 400, 100, long=20, step=33)
    assert dotted_rules(pixels, SCALE) == []
