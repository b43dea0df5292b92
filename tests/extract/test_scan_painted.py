"""Painted areas, the light on them and the gaps between them, in pictures drawn for what a scanner makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from extract.scan.drawing import find_drawing
from extract.scan.fills import find_fills
from extract.scan.image import Picture, straighten
from extract.scan.light import evenly_lit
from extract.scan.rules import rules_on
from extract.scan.traced import Trace

SCALE = 200 / 72


def paper(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def noisy(pixels: np.ndarray, strength: float) -> np.ndarray:
    grain = np.random.default_rng(3).normal(0, strength, pixels.shape[:2])[:, :, None]
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def letters(pixels: np.ndarray, left: int, top: int, count: int, *, shade: int = 0, high: int = 20) -> None:
    """Stems with bars, as bold letters have them."""
    for x in range(left, left + 14 * count, 14):
        pixels[top : top + high, x : x + 5] = shade
        pixels[top + high // 2 : top + high // 2 + 4, x : x + 11] = shade


def test_dark_margins_of_a_copy_do_not_hide_its_skew() -> None:
    pixels = paper(1600, 1100)
    for line in range(12):
        for x in range(150, 1400, 14):
            top = 120 + 70 * line + round(x * np.tan(np.radians(1.0)))
            pixels[top : top + 18, x : x + 5] = 0
    pixels[:, :30] = pixels[:, -25:] = 0
    pixels[-20:] = 0
    assert straighten(Picture(pixels, SCALE)).skew == pytest.approx(1.0, abs=0.11)


def test_white_gaps_between_pale_cells_are_rules_in_noise_too() -> None:
    pixels = paper(1600, 1100)
    pixels[100:1000, 100:1500] = 238
    for y in (300, 520, 760):
        pixels[y : y + 5, 100:1500] = 252
    for x in (500, 900):
        pixels[100:1000, x : x + 5] = 252
    for top in (130, 330, 560, 800):
        letters(pixels, 130, top, 20)
    drawn = find_drawing(Picture(noisy(pixels, 3.0), SCALE))
    level = [rule.box.centre[1] for rule in drawn.rules if rule.horizontal and rule.box.width > 1300]
    upright = [rule.box.centre[0] for rule in drawn.rules if not rule.horizontal and rule.box.height > 800]
    assert [round(y, -1) for y in level] == [300, 520, 760]
    assert [round(x, -1) for x in upright] == [500, 900]


def test_between_two_lines_of_text_on_a_pale_stripe_is_no_gap() -> None:
    pixels = paper(1600, 400)
    pixels[100:230, 100:1500] = 238
    for top in (115, 175):
        letters(pixels, 120, top, 95, high=26)
    drawn = find_drawing(Picture(noisy(pixels, 8.0), SCALE))
    assert not [rule for rule in drawn.rules if rule.horizontal and 125 < rule.box.centre[1] < 205]


def test_a_tall_painted_table_is_no_shadow_on_the_paper() -> None:
    pixels = paper(1600, 1500)
    pixels[150:1350, 120:1480] = 242
    picture = Picture(pixels, SCALE)
    assert evenly_lit(picture) is picture
    (area,) = find_fills(picture)
    assert area.colour == "F2F2F2"
    assert area.box.width == pytest.approx(1360, abs=12)


def test_grey_cells_larger_than_the_paper_around_them_are_painted() -> None:
    pixels = paper(1600, 1100)
    pixels[60:1040, 60:1540] = 231
    assert [area.colour for area in find_fills(Picture(pixels, SCALE))] == ["E7E7E7"]


def test_a_fading_shadow_is_no_painted_area() -> None:
    across = np.arange(1600)
    fold = 1 - 0.14 * np.exp(-(((across - 300) / 60.0) ** 2))
    lit = (paper(1600, 1100) * fold[None, :, None]).astype(np.uint8)
    assert find_fills(Picture(lit, SCALE)) == ()


UPRIGHTS = (100, 400, 980, 1500)


@pytest.mark.parametrize(
    ("foot", "lines", "high"),
    [
        (150, (114,), 24),
        (172, (108, 140), 26),  # stems one below the other
    ],
)
def test_a_dark_header_is_one_area_and_its_letters_are_no_rules(foot: int, lines: tuple[int, ...], high: int) -> None:
    pixels = paper(1600, 700)
    pixels[100:foot, 102:1500] = (100, 56, 31)
    for top in lines:
        for left in (110, 420, 1000):
            letters(pixels, left, top, 12, shade=255, high=high)
    for y in (100, foot, 300, 500):
        pixels[y : y + 2, 100:1502] = 90
    for x in UPRIGHTS:
        pixels[100:502, x : x + 2] = 90
    drawn = find_drawing(Picture(pixels, SCALE))
    assert [area.box.width for area in drawn.fills] == [pytest.approx(1400, abs=15)]
    assert sorted({round(rule.box.centre[0], -1) for rule in drawn.rules if not rule.horizontal}) == list(UPRIGHTS)


def trace(**changed: float) -> Trace:
    measures = {"length": 180.0, "depth": 120.0, "thickness": 0.7, "solid": 0.66}
    around = {
        "before": 0.09,
        "after": 0.02,
        "either": 0.11,
        "grain": 20.0,
        "first": 0,
        "last": 500,
        "top": 0,
        "foot": 2,
    }
    return Trace(**{**measures, **around, **changed})


@pytest.mark.parametrize(
    ("run", "is_rule"),
    [
        (trace(), True),
        (trace(thickness=2.9), False),
        (trace(thickness=2.9, solid=0.97), True),
    ],
    ids=["a broken hairline", "a line of six-point type", "a thick rule"],
)
def test_what_is_broken_and_as_thick_as_small_type_is_text(run: Trace, is_rule: bool) -> None:
    assert run.is_rule is is_rule


def test_letters_on_bare_paper_leave_no_rules() -> None:
    pixels = paper(1600, 300)
    for top in (60, 110, 160):
        letters(pixels, 100, top, 60, high=12)
    assert not rules_on(noisy(pixels, 2.0), SCALE)
