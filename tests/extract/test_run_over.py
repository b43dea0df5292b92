"""Merged cells that reach into rows whose sides are not drawn."""

from __future__ import annotations

import itertools

from extract.page import Fill, Word
from extract.tables.fills import borders_by_fill
from extract.tables.grid import cut, drawn_grid
from extract.tables.grid_filled import filled_grid
from extract.tables.grid_parts import with_unmerged
from extract.tables.rules import Lines, Piece
from extract.tables.text_lines import placed, text_lines
from extract.tables.unmerged import Held, unmerged
from schemas.geometry import Box

XS, YS = [0.0, 40.0, 140.0, 240.0, 340.0], [0.0, 30.0, 60.0, 90.0, 120.0]
SIZE = 10.0


def text(x: float, y: float, words: str) -> list[Word]:
    found = []
    for word in words.split():
        found.append(Word(word, Box(x, y, x + 5.0 * len(word), y + SIZE), SIZE))
        x += 5.0 * len(word) + 2.5
    return found


def spans(words: list[Word], across: list[Piece], down: list[Piece]) -> dict[str, tuple[int, int, int, int]]:
    """Row, column and spans of each cell with text."""
    grid = cut(XS, YS, Lines(tuple(sorted(across)), tuple(sorted(down))))
    held: Held = {}
    for word in words:
        x, y = word.box.centre
        number = next(at for at, cell in enumerate(grid.cells) if cell.box.holds(x, y))
        held.setdefault(number, []).append(word)
    grid, held = unmerged(grid, held)
    return {
        " ".join(word.text for word in held[at]): (cell.row, cell.column, cell.row_span, cell.column_span)
        for at, cell in enumerate(grid.cells)
        if at in held
    }


SIDES: list[Piece] = [(0.0, 0.0, 120.0), (340.0, 0.0, 120.0)]
BANDED: list[Piece] = [(x, top, top + 30.0) for x in XS[1:-1] for top in (0.0, 60.0)]
"""Sides of every other row's cells, as Word's list styles draw them."""


def test_a_merged_cell_goes_on_through_a_row_without_sides() -> None:
    across = [(0.0, 0.0, 340.0), (60.0, 0.0, 340.0), (120.0, 0.0, 340.0), (30.0, 140.0, 340.0), (90.0, 140.0, 340.0)]
    words = [
        *text(4, 4, "1."), *text(44, 4, "Keep records that"), *text(144, 4, "Audit"), *text(244, 4, "May"),
        *text(44, 19, "are"), *text(44, 34, "true"), *text(144, 34, "Train"), *text(244, 34, "June"),
        *text(4, 64, "2."), *text(44, 64, "Listen"), *text(144, 64, "Ask"), *text(244, 64, "July"),
        *text(144, 94, "Report"), *text(244, 94, "August"),
    ]  # fmt: skip
    found = spans(words, across, [*SIDES, *BANDED])
    assert found["1."] == (0, 0, 2, 1) and found["Keep records that are true"] == (0, 1, 2, 1)
    assert found["2."] == (2, 0, 2, 1) and found["Train"] == (1, 2, 1, 1) and found["August"] == (3, 3, 1, 1)


def test_a_group_that_begins_in_a_row_without_sides_begins_anew() -> None:
    across = [(0.0, 0.0, 340.0), (120.0, 0.0, 340.0), (30.0, 140.0, 340.0), (60.0, 140.0, 340.0), (90.0, 140.0, 340.0)]
    words = [
        *text(4, 4, "1."), *text(44, 4, "Keep records"), *text(144, 4, "Audit"), *text(244, 4, "May"),
        *text(4, 34, "2."), *text(44, 34, "Listen"), *text(144, 34, "Train"), *text(244, 34, "June"),
        *text(144, 64, "Ask"), *text(244, 64, "July"), *text(144, 94, "Report"), *text(244, 94, "August"),
    ]  # fmt: skip
    found = spans(words, across, [*SIDES, *BANDED])
    assert found["1."][:3] == (0, 0, 1) and found["2."][0] == 1
    assert found["Keep records"][2] == 1 and found["Listen"][:2] == (1, 1)


def test_no_row_is_told_through_a_cell_painted_as_a_whole() -> None:
    lines = text_lines(
        placed(
            [
                *text(4, 4, "Keep records"), *text(4, 16, "that are"), *text(144, 4, "Audit"), *text(244, 4, "May"),
                *text(144, 34, "Train"), *text(244, 34, "June"),
            ]
        )
    )  # fmt: skip
    grid = filled_grid([0.0, 140.0, 240.0, 340.0], [0.0, 30.0, 60.0], lines, painted=[Box(0, 0, 140, 60)])
    assert grid is not None and grid.cells[0].row_span == 2 and [cell.row_span for cell in grid.cells[1:]] == [1] * 4


def test_a_level_goes_on_over_a_column_in_which_a_text_begins() -> None:
    lines = text_lines(
        placed(
            [
                *text(4, 4, "A1"), *text(144, 4, "Audit"), *text(244, 4, "May"),
                *text(4, 34, "A2"), *text(144, 34, "Train"), *text(244, 34, "June"),
                *text(144, 64, "Ask"), *text(244, 64, "July"), *text(300, 64, "Red"),
            ]
        )
    )  # fmt: skip
    parts = [(30.0, 140.0, 340.0), (60.0, 140.0, 340.0)]
    assert with_unmerged(parts, [0.0, 140.0, 240.0, 340.0], lines) == [(30.0, 0.0, 140.0), *parts]


def test_fills_that_touch_tell_columns_and_rows_together() -> None:
    rules = Lines(((0.0, 0.0, 340.0), (120.0, 0.0, 340.0)), ((0.0, 0.0, 120.0), (340.0, 0.0, 120.0)))
    grid = drawn_grid(Lines((*rules.across, (30.0, 0.0, 40.0)), (*rules.down, (40.0, 0.0, 120.0))))
    assert grid is not None
    header = [Fill(Box(a, 0.0, b, 30.0), "4F81BD", 0) for a, b in itertools.pairwise(XS)]
    found = borders_by_fill(grid, header)
    assert {x for x, _, _ in found.down} == {140.0, 240.0}


def test_one_colour_painted_in_strips_parts_no_cell() -> None:
    rules = Lines(
        tuple((y, 0.0, 340.0) for y in (0.0, 60.0)), tuple((x, 0.0, 60.0) for x in (0.0, 140.0, 240.0, 340.0))
    )
    grid = drawn_grid(rules)
    assert grid is not None
    strips = [Fill(Box(240.5, y, 339.5, y + 15.0), "D99594", 0) for y in (0.0, 15.0, 30.0, 45.0)]
    assert borders_by_fill(grid, strips).across == ()
    banded = [Fill(Box(0.0, y, 340.0, y + 20.0), "D99594", 0) for y in (0.0, 20.0, 40.0)]
    assert {y for y, _, _ in borders_by_fill(grid, banded).across} == {20.0, 40.0}
