"""What figures count, set at the foot of their headings: a row of its own where it stands apart from them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.page import Word
from extract.tables.grid import Grid, GridCell
from extract.tables.units import with_units
from schemas.geometry import Box

XS, YS = (50.0, 150.0, 230.0, 310.0), (100.0, 160.0, 175.0)
CELLS = tuple(
    GridCell(row, column, 1, 1, Box(x0, y0, x1, y1))
    for row, (y0, y1) in enumerate(pairwise(YS))
    for column, (x0, x1) in enumerate(pairwise(XS))
)


def stacked(column: int, *placed: tuple[float, str]) -> list[Word]:
    x = XS[column] + 4.0
    return [Word(text, Box(x, y, x + 5 * len(text), y + 11.0), 10.0) for y, text in placed]


def rows(headings: list[list[tuple[float, str]]], figures: list[str]) -> list[list[str]]:
    held = {at: stacked(at, *texts) for at, texts in enumerate(headings) if texts}
    held |= {3 + at: stacked(at, (162.0, text)) for at, text in enumerate(figures)}
    grid, words = with_units(Grid(XS, YS, CELLS), held)
    told = {(cell.row, cell.column): words.get(number, []) for number, cell in enumerate(grid.cells)}
    return [
        [" ".join(word.text for word in told[row, column]) for column in range(3)] for row in range(len(grid.ys) - 1)
    ]


LABEL, LONG = [(102.0, "Grant")], [(102.0, "Estimate"), (114.0, "in"), (126.0, "February")]


@pytest.mark.parametrize("unit", ["£'000", "£000s", "£m", "£", "%"])
def test_units_at_the_foot_of_headings_are_a_row(unit: str) -> None:
    headings = [LABEL, [*LONG, (145.0, unit)], [(102.0, "Increase"), (145.0, unit)]]
    assert rows(headings, ["Base", "1,048.9", "12.0"]) == [
        ["Grant", "Estimate in February", "Increase"],
        ["", unit, unit],
        ["Base", "1,048.9", "12.0"],
    ]


def test_a_unit_right_below_its_heading_is_part_of_it() -> None:
    headings = [LABEL, [(102.0, "2025"), (114.0, "£m")], [(102.0, "2026"), (114.0, "£m")]]
    assert rows(headings, ["Base", "1,048.9", "12.0"]) == [["Grant", "2025 £m", "2026 £m"], ["Base", "1,048.9", "12.0"]]


@pytest.mark.parametrize(
    ("label", "figures"), [([(102.0, "A"), (145.0, "label")], ["1.0", "2.0"]), (LABEL, ["Text", "Other"])]
)
def test_no_row_of_units_beside_other_text_or_above_none_of_figures(
    label: list[tuple[float, str]], figures: list[str]
) -> None:
    headings = [label, [*LONG, (145.0, "£m")], [(102.0, "Increase"), (145.0, "£m")]]
    assert len(rows(headings, ["Base", *figures])) == 2
