"""Where rules of a scan end, gaps in its bands, and how many lines are recognised at once."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.scan.drawing import find_drawing
from extract.scan.ends import with_ends
from extract.scan.fills import Area
from extract.scan.gaps import by_columns, seams
from extract.scan.image import Picture
from extract.scan.rules import DrawnRule, rules_on
from extract.scan.text import batches
from schemas.geometry import Box

SCALE = 200 / 72


def level(x0: float, x1: float, y: float) -> DrawnRule:
    return DrawnRule(Box(x0, y - 2, x1, y + 2), True)


def upright(x: float, y0: float, y1: float) -> DrawnRule:
    return DrawnRule(Box(x - 2, y0, x + 2, y1), False)


def test_rules_end_at_the_outermost_rule_that_they_meet() -> None:
    rules = [
        level(88, 709, 100),
        level(104, 696, 300),
        upright(100, 90, 306),
        upright(400, 97, 299),
        upright(700, 81, 300),
    ]
    level_ends = [(rule.box.x0, rule.box.x1) for rule in with_ends(rules, SCALE)[:2]]
    upright_ends = [(rule.box.y0, rule.box.y1) for rule in with_ends(rules, SCALE)[2:]]
    assert level_ends == [(100, 700)] * 2
    assert upright_ends == [(100, 300)] * 3


def test_a_row_open_at_the_foot_of_a_page_keeps_its_sides() -> None:
    rules = [level(100, 700, 100), upright(100, 100, 160), upright(700, 100, 160)]
    assert [rule.box.y1 for rule in with_ends(rules, SCALE)[1:]] == [160, 160]


@pytest.mark.parametrize("noise", [0.0, 6.0])
def test_a_band_of_headings_is_parted_at_its_white_gaps(noise: float) -> None:
    pixels = np.full((400, 1200, 3), 255, dtype=np.uint8)
    for x0, x1 in ((100, 140), (148, 500), (508, 1000)):
        pixels[100:140, x0:x1] = 216
        pixels[112:130, x0 + 12 : x0 + 20] = 0  # a stem of a letter, lower than the band
    grain = np.random.default_rng(5).normal(0, noise, pixels.shape[:2])[:, :, None]
    picture = Picture(np.clip(pixels + grain, 0, 255).astype(np.uint8), SCALE)
    cells = [cell.box for cell in find_drawing(picture).fills]
    assert [(round(box.x0, -1), round(box.x1, -1)) for box in sorted(cells, key=lambda box: box.x0)] == [
        (100, 140),
        (150, 500),
        (510, 1000),
    ]


def test_gaps_of_a_band_are_seen_above_a_stripe_of_its_table() -> None:
    pixels = np.full((400, 1200, 3), 240, dtype=np.uint8)
    pixels[100:140, 100:500] = pixels[100:140, 508:1000] = 200
    pixels[140:180, 100:1000] = 213
    cells = by_columns(Picture(pixels, SCALE), Area(Box(100, 100, 1000, 140), "D4D4D4"))
    assert [(cell.box.x0, cell.box.x1) for cell in cells] == [(100, 500), (508, 1000)]


def test_a_rule_ends_with_its_ink_in_the_grain_of_the_paper() -> None:
    pixels = np.full((400, 1400, 3), 230.0)
    pixels[200:204, 300:1100] = 40
    grain = np.random.default_rng(7).normal(0, 9, pixels.shape[:2])[:, :, None]
    blurred = cv2.GaussianBlur(pixels + grain, (0, 0), 0.6)
    (rule,) = [
        rule for rule in rules_on(np.clip(blurred, 0, 255).astype(np.uint8), SCALE) if rule.box.y0 <= 202 <= rule.box.y1
    ][:1]
    assert (rule.box.x0, rule.box.x1) == (pytest.approx(300, abs=3), pytest.approx(1100, abs=3))


def test_gaps_between_cells_of_a_band_part_lines_of_text() -> None:
    pixels = np.full((400, 1200, 3), 255, dtype=np.uint8)
    pixels[100:140, 100:500] = pixels[100:140, 508:1000] = 216
    picture = Picture(pixels, SCALE)
    (seam,) = seams(by_columns(picture, Area(Box(100, 100, 1000, 140), "D8D8D8")), SCALE)
    assert (seam.horizontal, seam.box.x0, seam.box.x1) == (False, 500, 508)


@given(st.lists(st.floats(0.2, 90.0), max_size=40))
def test_each_line_is_in_one_batch_of_bounded_width(widths: list[float]) -> None:
    found = batches(widths)
    assert sorted(at for batch in found for at in batch) == list(range(len(widths)))
    assert all(len(batch) <= 6 for batch in found)
    assert all(len(batch) == 1 or len(batch) * max(widths[at] for at in batch) <= 60 for batch in found)


def test_a_rule_that_goes_on_alone_ends_at_the_border_of_its_table() -> None:
    levels = [level(100, 700, 100), level(5, 700, 200), level(100, 700, 300)]
    sides = [upright(100, 100, 300), upright(400, 100, 300), upright(700, 100, 300)]
    assert [rule.box.x0 for rule in with_ends([*levels, *sides], SCALE)[:3]] == [100] * 3


def test_rules_of_a_table_without_sides_end_alike() -> None:
    levels = [level(30, 700, y) for y in (100, 200, 300)]
    found = with_ends([*levels, upright(300, 100, 300), upright(500, 100, 300)], SCALE)
    assert [(rule.box.x0, rule.box.x1) for rule in found[:3]] == [(30, 700)] * 3
