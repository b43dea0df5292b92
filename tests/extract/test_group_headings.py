"""A group's heading printed above those of its columns with no rule between, and rows that uprights leave open."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.page import Word
from extract.plans.header import blocks
from extract.tables.finding import tables_on
from extract.tables.grid import Grid, GridCell
from extract.tables.group_headings import with_levels
from schemas.geometry import Box
from tests.extract.drawn import drawn

XS = (30.0, 180.0, 270.0, 350.0, 470.0)
ROWS = (
    ("Review all plans", "Jo Bloggs", "May 2025", "Begun in two teams"),
    ("Audit the plans", "Al Stone", "June 2025", "Not started"),
    ("Train all staff", "Jo Bloggs", "July 2025", "Under way"),
)


def draw_header(canvas: Canvas, group: str) -> None:
    """ "Action" and "Progress" beside a heading centred over "Who" and "Due date"."""
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawCentredString((XS[1] + XS[3]) / 2, 352, group)
    for x, text in zip(XS, ("Action", "Who", "Due date", "Progress"), strict=False):
        canvas.drawString(x + 4, 338, text)


def draw_rows(canvas: Canvas, top: float) -> float:
    """Each row with a rule below it; gives back where they end."""
    canvas.setFont("Helvetica", 10)
    for cells in ROWS:
        for x, text in zip(XS, cells, strict=False):
            canvas.drawString(x + 4, top - 14, text)
        top -= 20
        canvas.line(XS[0], top, XS[-1], top)
    return top


def plan_between_row_rules(canvas: Canvas) -> None:
    draw_header(canvas, "Accountability")
    for level in (365, 330):
        canvas.line(XS[0], level, XS[-1], level)
    draw_rows(canvas, 330)


def test_columns_below_one_group_heading_have_their_own(tmp_path: Path) -> None:
    (table,) = tables_on(drawn(tmp_path, plan_between_row_rules))
    (block,) = blocks(table)
    assert block.fields == ("action", "owner", "deadline", "progress")
    assert [strip.pieces[1].text for strip in block.body] == ["Jo Bloggs", "Al Stone", "Jo Bloggs"]


@pytest.mark.parametrize("bold", [True, False], ids=["headings", "plain text, as signatures below a name"])
def test_only_headings_are_cut_in_levels(bold: bool) -> None:
    grid = Grid((0, 50, 100), (0, 40, 60), (GridCell(0, 0, 1, 2, Box(0, 0, 100, 40)),))
    words = [("Accountability", 20, 4), ("Who", 4, 18), ("Day", 54, 18)]
    held = {0: [Word(text, Box(x, y, x + 5 * len(text), y + 10), 10.0, bold=bold) for text, x, y in words]}
    assert len(with_levels(grid, held)[0].cells) == (3 if bold else 1)


def test_a_title_over_two_columns_is_no_group(tmp_path: Path) -> None:
    """What lies across on all lines stays one heading."""

    def draw(canvas: Canvas) -> None:
        plan_between_row_rules(canvas)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(XS[1] + 1, 332, XS[3] - XS[1] - 2, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold", 10)
        for y, text in ((352, "Who does it, and by"), (338, "what day of the year")):
            canvas.drawCentredString((XS[1] + XS[3]) / 2, y, text)

    (table,) = tables_on(drawn(tmp_path, draw))
    wide = [cell.text for cell in table.cells if cell.column_span > 1]
    assert wide == ["Who does it, and by what day of the year"]


@pytest.mark.parametrize("framed", [True, False], ids=["in a frame", "open at its sides"])
def test_a_heading_that_no_upright_crosses_is_a_row_of_its_own(tmp_path: Path, framed: bool) -> None:
    def draw(canvas: Canvas) -> None:
        draw_header(canvas, "")
        canvas.drawString(XS[0] + 4, 316, "Leadership and governance of the whole service")
        canvas.setFont("Helvetica", 10)
        for at, cells in enumerate(ROWS):
            for x, text in zip(XS, cells, strict=False):
                canvas.drawString(x + 4, 292 - 26 * at, text)
        for level in (365, 330):
            canvas.line(XS[0], level, XS[-1], level)
        for x in XS:
            canvas.line(x, 365, x, 330)
            canvas.line(x, 330 if framed and x in (XS[0], XS[-1]) else 308, x, 225)

    (table,) = tables_on(drawn(tmp_path, draw))
    rows = [[cell.text for cell in table.cells if cell.row == row] for row in range(table.row_count)]
    assert [row[0] for row in rows if row[0]] == [
        "Action",
        "Leadership and governance of the whole service",
        *(cells[0] for cells in ROWS),
    ]


def test_uprights_alone_are_the_columns_of_a_page(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for at, cells in enumerate((*ROWS, *ROWS)):
            for x, text in zip(XS, cells, strict=False):
                canvas.drawString(x + 4, 372 - 40 * at, text)
            canvas.drawString(XS[0] + 4, 360 - 40 * at, "with all partners")
        for x in XS:
            canvas.line(x, 390, x, 130)

    (table,) = tables_on(drawn(tmp_path, draw))
    assert [row[0] for row in table.rows] == 2 * [f"{cells[0]} with all partners" for cells in ROWS]
