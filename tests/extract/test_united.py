"""Parts of one table that fills of different widths make into grids of their own."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.grid import Grid, GridCell
from extract.tables.text_lines import placed, text_lines
from extract.tables.united import are_parts, holds, lies_over, united
from schemas.geometry import Box


def raster(xs: tuple[float, ...], ys: tuple[float, ...]) -> Grid:
    cells = [
        GridCell(row, column, 1, 1, Box(xs[column], ys[row], xs[column + 1], ys[row + 1]))
        for row in range(len(ys) - 1)
        for column in range(len(xs) - 1)
    ]
    return Grid(xs, ys, tuple(cells))


WIDE = raster((40.0, 100.0, 500.0), (50.0, 70.0, 90.0, 110.0))
PAINTED = raster((240.0, 380.0, 500.0), (50.0, 70.0, 90.0, 110.0))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (PAINTED, True),
        (raster((240.0, 300.0, 380.0), (50.0, 70.0, 90.0)), False),
        (raster((240.0, 380.0, 500.0), (105.0, 150.0, 190.0)), False),
        (raster((510.0, 580.0, 640.0), (50.0, 70.0, 90.0)), False),
    ],
    ids=["painted columns", "a table in a cell", "the next table", "beside it"],
)
def test_grids_that_overlap_and_share_a_side_are_parts(other: Grid, expected: bool) -> None:
    assert are_parts(WIDE, other) is expected
    assert are_parts(other, WIDE) is expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (raster((150.0, 240.0, 330.0), (70.0, 90.0, 110.0)), True),
        (raster((242.0, 300.0, 328.0), (72.0, 80.0, 88.0)), False),
        (raster((160.0, 240.0, 320.0), (70.0, 90.0, 110.0)), False),
        (raster((150.0, 240.0, 330.0), (90.0, 110.0, 160.0)), False),
    ],
    ids=["two columns of it", "a table in a cell", "sides of its own", "half below it"],
)
def test_a_grid_over_several_columns_of_a_table_is_none_of_its_own(inner: Grid, expected: bool) -> None:
    table = raster((40.0, 100.0, 150.0, 240.0, 330.0, 500.0), (50.0, 70.0, 90.0, 110.0))
    assert lies_over(inner, table) is expected


def test_a_painted_part_of_a_table_is_that_table() -> None:
    table = raster((40.0, 100.0, 240.0, 380.0, 500.0), (50.0, 70.0, 90.0, 110.0))
    assert holds(table, PAINTED)
    assert not holds(PAINTED, table)
    assert not holds(WIDE, PAINTED)
    assert holds(table, raster(PAINTED.xs, (53.4, 70.0, 90.0, 113.4)))
    assert not holds(table, raster(PAINTED.xs, (50.0, 70.0, 80.0, 110.0)))


def test_the_table_has_the_columns_of_both() -> None:
    texts = [("Item", "Action", "Owner", "Due"), ("1", "Agree it", "Head", "May"), ("2", "Do it", "Lead", "June")]
    words = [
        Word(text, Box(x + 4, y + 5, x + 4 + 5 * len(text), y + 15), 10.0)
        for y, row in zip(WIDE.ys, texts, strict=False)
        for x, text in zip((40.0, 100.0, 240.0, 380.0), row, strict=True)
    ]
    found = united(WIDE, PAINTED, (), text_lines(placed(words)))
    assert found is not None
    assert found.xs == (40.0, 100.0, 240.0, 380.0, 500.0)
    assert len(found.ys) == 4


def test_rows_of_both_end_where_the_longer_text_does() -> None:
    wide = raster((40.0, 240.0, 500.0), (50.0, 70.0, 112.0, 132.0))
    narrow = raster((240.0, 380.0, 500.0), (50.0, 70.0, 100.0, 132.0))
    texts = [
        (56, "Item", "Owner", "Due"),
        (76, "Agree it", "Head", "May"),
        (88, "with them", "of", ""),
        (118, "Do it", "Lead", "June"),
    ]
    words = [
        Word(word, Box(x + 4 + 5 * at, y, x + 4 + 5 * (at + len(word)), y + 10), 10.0)
        for y, *row in [*texts, (100, "all", "", "")]
        for x, text in zip((40.0, 240.0, 380.0), row, strict=True)
        for at, word in enumerate(text.split())
    ]
    found = united(wide, narrow, (), text_lines(placed(words)))
    assert found is not None
    assert found.ys == (50.0, 70.0, 112.0, 132.0)
