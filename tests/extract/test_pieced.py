"""Cells whose shade is painted in pieces: margins, a strip for each line, and what is left above and below."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Page, Rule, Word
from extract.tables.fills import borders_by_fill
from extract.tables.finding import tables_on
from extract.tables.grid import Grid, GridCell
from extract.tables.pieced import put_together
from schemas.geometry import Box

BAND, MARGIN, LINE = "E6EED5", 5.4, 14.0


def pieces(cell: Box, lines: int, below: float = 0.0) -> list[Box]:
    """A cell as a word processor paints it: `lines` of text from its top, and `below` points left at its foot."""
    foot = cell.y1 - below
    step = (foot - cell.y0) / lines
    x0, x1 = cell.x0 + MARGIN, cell.x1 - MARGIN
    found = [Box(cell.x0, cell.y0, x0, foot), Box(x1, cell.y0, cell.x1, foot)]
    found += [Box(x0, cell.y0 + at * step, x1, cell.y0 + (at + 1) * step) for at in range(lines)]
    return [*found, Box(cell.x0, foot, cell.x1, cell.y1)] if below else found


def painted(boxes: list[Box], colour: str = BAND) -> list[Fill]:
    return [Fill(box, colour, at) for at, box in enumerate(boxes)]


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from([0.0, 9.0, 20.0])), min_size=1, max_size=6))
def test_the_pieces_of_each_cell_are_one_fill(shapes: list[tuple[int, float]]) -> None:
    cells = [Box(50.0 + 80.0 * at, 100.0, 130.0 + 80.0 * at, 170.0) for at in range(len(shapes))]
    fills = painted(
        [box for cell, (lines, below) in zip(cells, shapes, strict=True) for box in pieces(cell, lines, below)]
    )
    assert {(round(f.box.x0), round(f.box.y0), round(f.box.x1), round(f.box.y1)) for f in put_together(fills)} == {
        (round(cell.x0), 100, round(cell.x1), 170) for cell in cells
    }


def test_what_is_painted_apart_or_in_another_colour_stays() -> None:
    bars = painted([Box(x, 100.0, x + 6.0, 160.0) for x in (50.0, 90.0, 130.0)])
    assert put_together(bars) == bars
    between = [*bars, Fill(Box(56.0, 100.0, 90.0, 160.0), "FF0000", 9), Fill(Box(96.0, 100.0, 130.0, 120.0), BAND, 10)]
    assert put_together(between) == between


def words(text: str, x: float, y: float) -> list[Word]:
    made = []
    for word in text.split():
        made.append(Word(word, Box(x, y, x + 5 * len(word), y + 11.0), 11.0))
        x += 5 * len(word) + 3
    return made


def test_a_row_is_not_cut_where_its_paint_changes_from_line_to_line() -> None:
    xs, ys = (50.0, 120.0, 300.0, 400.0), (100.0, 130.0, 190.0, 232.0)
    texts = [
        ["Step", "Commitment", "By when"],
        ["Assess|the|data", "We publish what we hold|and say how to ask for it|in one place|for all", "March"],
        ["Publish", "We answer within a month|and keep a list", "Ongoing|from May"],
    ]
    fills, printed = [], []
    for (top, foot), row in zip(pairwise(ys), texts, strict=True):
        for (x0, x1), text in zip(pairwise(xs), row, strict=True):
            lines = text.split("|")
            below = foot - top - 1.0 - LINE * len(lines)
            if row is not texts[2]:
                fills += pieces(Box(x0, top + 1.0, x1, foot), len(lines), below)
            for at, line in enumerate(lines):
                printed += words(line, x0 + MARGIN, top + 2.0 + LINE * at)
    rules = [Rule(Box(xs[0], y, xs[-1], y + 1.0), horizontal=True) for y in ys]
    rules += [Rule(Box(x, ys[0], x + 1.0, ys[-1]), horizontal=False) for x in (xs[0] - 1.0, xs[-1])]
    [table] = tables_on(Page(1, 595.0, 842.0, tuple(printed), tuple(rules), tuple(painted(fills))))
    assert table.rows == [[text.replace("|", " ") for text in row] for row in texts]


@pytest.mark.parametrize("turned", [False, True])
def test_strips_of_lines_that_fill_a_drawn_cell_part_nothing(turned: bool) -> None:
    """Two lines of a heading, turned or level, each on its own paint, in cells that rules draw."""
    xs, ys = (50.0, 76.0, 102.0, 128.0), (100.0, 180.0, 200.0)
    cells = tuple(
        GridCell(row, at, 1, 1, Box(xs[at], ys[row], xs[at + 1], ys[row + 1])) for row in (0, 1) for at in range(3)
    )
    painted = [Box(x + 13.0 * at, 100.0, x + 13.0 * (at + 1), 180.0) for x in xs[:-1] for at in range(2)]
    grid = Grid(xs, ys, cells)
    if not turned:
        grid = Grid(ys, xs, tuple(GridCell(c.column, c.row, 1, 1, _flipped(c.box)) for c in cells))
        painted = [_flipped(box) for box in painted]
    found = borders_by_fill(grid, [Fill(box, "009999", at) for at, box in enumerate(painted)])
    assert (found.across, found.down) == ((), ())


def _flipped(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def test_a_heading_painted_line_by_line_over_its_whole_cell_is_one_row() -> None:
    """What is left below the strips of its lines is higher than a line."""
    xs, ys = (50.0, 150.0, 250.0), (100.0, 170.0, 200.0, 230.0)
    cells = tuple(
        GridCell(row, at, 1, 1, Box(xs[at], ys[row], xs[at + 1], ys[row + 1])) for row in range(3) for at in (0, 1)
    )
    painted = [Box(x, y, x + 100.0, y1) for x in xs[:-1] for y, y1 in ((106.0, 120.0), (120.0, 134.0), (134.0, 170.0))]
    grid = Grid(xs, ys, cells)
    assert borders_by_fill(grid, [Fill(box, "009BBB", at) for at, box in enumerate(painted)]).across == ()
    banded = [Fill(box, "009BBB" if box.y0 < 130.0 else "DDEEFF", at) for at, box in enumerate(painted)]
    assert 134.0 in {y for y, _, _ in borders_by_fill(grid, banded).across}
