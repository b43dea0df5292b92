"""Rows of tables whose rules part columns only: told by strips free of text, beside merged cells, and by ratings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from extract.tables.alignment_groups import _CLOSEST, rows_between, told_rows
from extract.tables.finding import tables_on
from extract.tables.text_lines import Run, TextLine
from tests.extract.drawn import drawn

XS = (30.0, 140.0, 260.0, 330.0, 400.0, 470.0)
HEADER = ("Recommendation", "Action", "Owner", "Deadline", "Progress")
ACTIONS = (
    (("Review all plans", "with partners"), ("Jo Bloggs",), ("May",), ("Begun", "in two", "teams")),
    (("Audit the plans",), ("Head of", "Service"), ("June",), ("Not started",)),
    (("Train all staff", "each year", "in teams"), ("Al Stone",), ("July",), ("Under way",)),
)
LEADING, PAD = 12.0, 5.0
Cells = Sequence[Sequence[str]]


def height_of(cells: Cells) -> float:
    return LEADING * max(map(len, cells)) + 2 * PAD


def set_cell(canvas: Canvas, x: float, top: float, high: float, lines: Sequence[str], share: float) -> None:
    """A cell's lines: at its top (share 0), in its middle (0.5) or at its foot (1)."""
    y = top + PAD + share * (high - 2 * PAD - LEADING * len(lines))
    for line in lines:
        y += LEADING
        canvas.drawString(x + 4, 400 - y + 3, line)


def draw_plan(canvas: Canvas, share: float, *, merged: bool, rated: bool = False) -> None:
    """Rules down the columns, one around the table and one below its header; one recommendation merged over three
    actions, with another below it, or a recommendation each."""
    y = 40.0 + LEADING + 2 * PAD
    canvas.setFont("Helvetica-Bold", 9)
    set_cells(canvas, XS, 40.0, [[text] for text in HEADER], share)
    canvas.setFont("Helvetica", 9)
    for number in (1, 2):
        recommendation = [f"Improve part {number}", "of the service"]
        if merged:
            set_cell(canvas, XS[0], y, sum(map(height_of, ACTIONS)), recommendation, share)
        for cells in ACTIONS:
            set_cells(canvas, XS[1:] if merged else XS, y, cells if merged else [recommendation, *cells], share)
            y += height_of(cells)
    if rated:
        draw_ratings(canvas)
    for x in XS:
        canvas.line(x, 400 - 40, x, 400 - y)
    for level in (40.0, 40.0 + LEADING + 2 * PAD, y):
        canvas.line(XS[0], 400 - level, XS[-1], 400 - level)


def set_cells(canvas: Canvas, xs: Sequence[float], top: float, cells: Cells, share: float) -> None:
    for x, lines in zip(xs, cells, strict=False):
        set_cell(canvas, x, top, height_of(cells), lines, share)


def draw_ratings(canvas: Canvas) -> None:
    y = 40 + LEADING + 2 * PAD
    for at in range(6):
        high = height_of(ACTIONS[at % 3])
        canvas.setFillColorRGB(*((1, 0, 0), (0, 0.7, 0.3), (1, 0.75, 0))[at % 3])
        canvas.rect(XS[-1], 400 - y - high, 25, high, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        y += high


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0], ids=["top", "middle", "foot"])
def test_a_merged_recommendation_spans_its_actions_wherever_it_stands(tmp_path: Path, share: float) -> None:
    (table,) = tables_on(drawn(tmp_path, lambda canvas: draw_plan(canvas, share, merged=True)))
    assert [(cell.text, cell.row_span) for cell in table.cells if cell.column == 0] == [
        ("Recommendation", 1),
        ("Improve part 1 of the service", 3),
        ("Improve part 2 of the service", 3),
    ]
    assert [row[1] for row in table.rows[1:]] == 2 * [" ".join(cells[0]) for cells in ACTIONS]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0], ids=["top", "middle", "foot"])
def test_rows_with_ratings_of_their_height_are_rows(tmp_path: Path, share: float) -> None:
    page = drawn(tmp_path, lambda canvas: draw_plan(canvas, share, merged=False, rated=True))
    (table,) = tables_on(page)
    assert [row[1] for row in table.rows[1:]] == 2 * [" ".join(cells[0]) for cells in ACTIONS]


TIGHT = (
    ("7", ("Publish the policy so that", "practice is the same", "everywhere"), ("Ann Gill",), ("May",), ("Begun",)),
    ("8", ("Review the log of complaints",), ("Head of", "Service"), ("June",), ("Workshop held", "with partners")),
    ("9", ("Agree the training of new", "workers with the college"), ("Al Stone",), ("July",), ("Complete",)),
)
"""Rows of a table whose lines all stand equally far apart."""


def draw_tight(canvas: Canvas, *, numbered: bool, rest: bool) -> None:
    """Rules down the columns, around the table and below its header, and no more room between rows than between lines;
    with `rest`, the last lines of a row of the page before come first."""
    xs = (30.0, 60.0, 220.0, 300.0, 360.0, 470.0)
    y = 40.0 + LEADING
    canvas.setFont("Helvetica-Bold", 9)
    for x, text in zip(xs, ("No.", "Action", "Owner", "By when", "Progress"), strict=False):
        canvas.drawString(x + 4, 400 - y + 3, text)
    canvas.setFont("Helvetica", 9)
    before = [("", ("with all the partners",), (), (), ("since the spring",))] if rest else []
    for number, *cells in [*before, *TIGHT]:
        for x, lines in zip(xs, [(number if numbered else "",), *cells], strict=False):
            for at, text in enumerate(lines, 1):
                canvas.drawString(x + 4, 400 - y - at * LEADING + 3, text)
        y += LEADING * max(map(len, cells))
    for x in xs:
        canvas.line(x, 400 - 40, x, 400 - y)
    for level in (40.0, 40.0 + LEADING, y):
        canvas.line(xs[0], 400 - level, xs[-1], 400 - level)


@pytest.mark.parametrize(("numbered", "rest"), [(True, False), (True, True), (False, False)])
def test_rows_without_room_between_them_begin_where_most_columns_do(tmp_path: Path, numbered: bool, rest: bool) -> None:
    (table,) = tables_on(drawn(tmp_path, lambda canvas: draw_tight(canvas, numbered=numbered, rest=rest)))
    own = [row[-4] for row in table.rows[1:] if not row[-4].startswith("with all")]
    assert own == [" ".join(cells[1]) for cells in TIGHT]


def lines_at(*tops: float) -> list[TextLine]:
    return [TextLine(y, y + 10, 10.0, (Run(0.0, 10.0, ()),)) for y in tops]


def test_paragraphs_of_one_cell_are_no_rows() -> None:
    columns = [lines_at(0, 12, 40, 52), lines_at(0), lines_at(0, 12), lines_at(0)]
    assert told_rows(columns, -5, 70) == []


def test_a_text_beside_no_row_tells_no_merged_cell() -> None:
    right = [lines_at(0, 12, 40, 52, 80), lines_at(0, 40, 80), lines_at(0, 40, 80)]
    assert told_rows([lines_at(0, 12, 24, 36, 48, 60), *right], -5, 95) == [(31, 1), (71, 1)]
    assert told_rows([lines_at(0, 20), *right], -5, 95, merged=True) == []


def test_texts_at_the_foot_of_their_own_rows_begin_groups() -> None:
    """A text in the first row, and none higher than its row: what stands below is left blank, not merged above."""
    right = [lines_at(0, 12, 40, 52, 80), lines_at(12, 52, 80), lines_at(12, 52, 80)]
    assert told_rows([lines_at(12, 80), *right], -5, 95, merged=True) == [(31, 1), (71, 0)]


def test_texts_at_the_foot_of_several_rows_end_groups() -> None:
    right = [lines_at(0, 12, 40, 52, 80), lines_at(12, 52, 80), lines_at(12, 52, 80)]
    assert told_rows([lines_at(52, 80), *right], -5, 95, merged=True) == [(31, 1), (71, 0)]


def test_paint_parts_no_row_that_text_runs_through() -> None:
    columns = [lines_at(0, 12, 24), lines_at(0, 12, 24), lines_at(0, 24), lines_at(0)]
    assert rows_between(columns, [-5, 17, 40]) == []


def test_paint_parts_rows_of_single_lines() -> None:
    columns = [lines_at(0, 16) for _ in range(4)]
    assert rows_between(columns, [-3, 13, 29]) == [0]


def test_paint_between_lines_of_a_cell_parts_no_row() -> None:
    """Each row would have text in most columns, as near as lines of one text."""
    columns = [lines_at(0), lines_at(0, 12), lines_at(0, 12), lines_at(0)]
    assert rows_between(columns, [-5, 11, 30]) == []


@given(
    st.lists(st.lists(st.integers(1, 4), min_size=4, max_size=4), min_size=2, max_size=6),
    st.sampled_from([0.0, 0.5, 1.0]),
)
def test_rows_that_padding_parts_are_told(rows: list[list[int]], share: float) -> None:
    """As many rows as there are, wherever their cells stand, if enough cells show how far lines stand apart."""
    rows = [*rows, [2, 1, 1, 1]]
    lines, cells = sum(map(sum, rows)), 4 * len(rows)
    assume(lines - cells > (lines - 4) // _CLOSEST)
    columns: list[list[TextLine]] = [[], [], [], []]
    y = 0.0
    for counts in rows:
        high = 12.0 * max(counts)
        for column, count in zip(columns, counts, strict=True):
            first = y + share * (high - 12.0 * count)
            column += lines_at(*(first + 12.0 * at for at in range(count)))
        y += high + 6.0
    assert len(told_rows(columns, -3.0, y)) + 1 == len(rows)
