"""Border pieces become one rule, double lines one, strips of a gradient one fill."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.pdfium.drawn import Area, Line
from extract.pdfium.folded import rules_of, strips_folded
from schemas.geometry import Box


def _level(x0: float, x1: float, y: float = 100.0, colour: str = "000000", thick: float = 0.5) -> Line:
    return Line(Box(x0, y, x1, y + thick), True, colour, 1)


def _ends(lines: list[Line]) -> list[tuple[float, float]]:
    return [(rule.box.x0, rule.box.x1) for rule in rules_of(lines, [])]


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        ([_level(0, 100), _level(100.5, 200)], [(0, 200)]),
        ([_level(100.5, 200), _level(0, 100)], [(0, 200)]),
        ([_level(0, 100), _level(50, 80)], [(0, 100)]),
        ([_level(0, 100), _level(110, 200)], [(0, 100), (110, 200)]),
        ([_level(0, 100), _level(100, 200, y=100.4)], [(0, 200)]),
        ([_level(0, 100), _level(0, 100, y=102.0)], [(0, 100)]),
        ([_level(0, 100), _level(0, 100, y=110.0)], [(0, 100), (0, 100)]),
        ([_level(0, 100), _level(40, 60, y=102.0)], [(0, 100), (40, 60)]),
        ([_level(0, 100, colour="FF0000"), _level(100, 200, colour="000000")], [(0, 100), (100, 200)]),
        ([_level(0, 1)], []),
    ],
)
def test_level_pieces(lines: list[Line], ends: list[tuple[float, float]]) -> None:
    assert sorted(_ends(lines)) == sorted(ends)


def test_dots_become_a_dashed_rule() -> None:
    (rule,) = rules_of([_level(4.0 * i, 4.0 * i + 1) for i in range(30)], [])
    assert rule.dashed and (rule.box.x0, rule.box.x1) == (0, 117)


def test_squares_in_a_column_become_an_upright_rule() -> None:
    dots = [Area(Box(50, 2.0 * at, 50.7, 2.0 * at + 0.7), "000000", at, True) for at in range(40)]
    (rule,) = rules_of([], dots)
    assert not rule.horizontal and rule.dashed and (rule.box.y0, rule.box.y1) == (0, 78.7)


def test_thin_areas_are_rules_and_upright_ones_stand() -> None:
    (rule,) = rules_of([], [Area(Box(10, 0, 10.5, 200), "000000", 1, True), Area(Box(10, 200, 10.5, 300), "000000", 2)])
    assert not rule.horizontal and rule.box == Box(10, 0, 10.5, 300)


@given(st.lists(st.floats(5, 500), min_size=1, max_size=8), st.randoms())
def test_a_line_cut_anywhere_is_one_rule(cuts: list[float], shuffle: Random) -> None:
    ends = sorted({0.0, *cuts, 600.0})
    pieces = [_level(x0, x1) for x0, x1 in pairwise(ends)]
    shuffle.shuffle(pieces)
    assert _ends(pieces) == [(0.0, 600.0)]


def _strip(i: int, colour: str, height: float = 4.0) -> Area:
    return Area(Box(20, 100 + height * i, 90, 100 + height * (i + 1)), colour, i, True)


def test_strips_of_a_gradient_are_one_fill() -> None:
    strips = [_strip(i, f"{40 + 5 * i:02X}6040") for i in range(30)]
    (fill,) = strips_folded(strips)
    assert fill.box == Box(20, 100, 90, 220) and fill.colour == strips[15].colour and fill.order == 0


@pytest.mark.parametrize(
    "areas",
    [
        [_strip(i, "FFC000") for i in range(10)],
        [_strip(i, ("FFC000", "92D050")[i % 2]) for i in range(10)],
        [_strip(i, f"{40 + 5 * i:02X}6040", height=20) for i in range(10)],
        [_strip(i, f"{40 + 5 * i:02X}6040") for i in range(3)],
    ],
)
def test_rows_are_no_gradient(areas: list[Area]) -> None:
    assert strips_folded(areas) == areas


def test_square_dots_are_upright_rules_as_well() -> None:
    down = [Area(Box(50, 1.5 * i, 50.75, 1.5 * i + 0.75), "555555", i) for i in range(40)]
    along = [Area(Box(50 + 1.5 * i, 0, 50.75 + 1.5 * i, 0.75), "555555", 40 + i) for i in range(40)]
    level, upright = rules_of([], [*down, *along])
    assert (level.horizontal, upright.horizontal) == (True, False)
    assert level.dashed and upright.dashed and upright.box.y1 - upright.box.y0 > 55


def test_dots_of_level_lines_draw_no_upright_ones() -> None:
    """Level lines of dots whose phases differ have dots at nearly every place across."""
    dots = [Area(Box(x, y, x + 0.75, y + 0.75), "555555", 1) for y in (0, 30, 60) for x in _steps(y / 100)]
    assert [rule.horizontal for rule in rules_of([], dots)] == [True] * 3


def _steps(phase: float) -> list[float]:
    return [phase + 1.5 * at for at in range(100)]
