"""Cells whose shade is painted in pieces: margins, a strip for each line, and what is left above and below."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Page, Rule, Word
from extract.tables.finding import tables_on
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
