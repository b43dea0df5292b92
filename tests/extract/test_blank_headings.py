"""A first column that no paint shows: its painted heading is blank, or it stands left of stripes, merged over rows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.page import Fill, Rule
from extract.tables.blank_headings import with_blank_headings
from extract.tables.finding import tables_on
from schemas.geometry import Box
from tests.extract.drawn import drawn

XS = (10.0, 40.0, 200.0, 320.0, 400.0, 490.0)
HEADINGS = ("", "Action", "Lead officer", "Timescale", "RAG")
ROWS = (
    ("1.1", "Map the gullies of all towns", "Head of Roads", "May 2019", "RED"),
    ("1.2", "Train the staff of all teams", "Head of Care", "June 2019", "AMBER"),
    ("1.3", "Write a policy for all", "Head of Law", "July 2019", "GREEN"),
)


def texts(canvas: Canvas, y: float, *cells: str, bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    for x, text in zip(XS, cells, strict=False):
        canvas.drawString(x + 2, 400 - y - 9, text)


def paint(canvas: Canvas, box: tuple[float, float, float, float], colour: tuple[float, float, float]) -> None:
    left, top, right, foot = box
    canvas.setFillColorRGB(*colour)
    canvas.rect(left, 400 - foot, right - left, foot - top, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


@pytest.mark.parametrize("strip", [(40.0, 42.3), (44.0, 46.3)], ids=["at the top", "in the middle"])
def test_the_strip_of_a_blank_heading_is_a_cell_of_the_header(tmp_path: Path, strip: tuple[float, float]) -> None:
    def draw(canvas: Canvas) -> None:
        paint(canvas, (XS[0], strip[0], XS[1] - 3, strip[1]), (0.85, 0.85, 0.85))
        for left, right in pairwise(XS[1:]):
            paint(canvas, (left, 40, right - 3, 51), (0.85, 0.85, 0.85))
        texts(canvas, 41, *HEADINGS, bold=True)
        for at, row in enumerate(ROWS):
            paint(canvas, (XS[4], 53 + 24 * at, XS[5], 77 + 24 * at), ((1, 0, 0), (1, 0.75, 0), (0, 0.6, 0))[at])
            texts(canvas, 55 + 24 * at, *row)

    (table,) = tables_on(drawn(tmp_path, draw))
    assert [list(row) for row in table.rows] == [list(HEADINGS), *map(list, ROWS)]


def test_other_rules_of_a_headers_colour_stay() -> None:
    heads = [Fill(Box(left, 40, left + 50, 51), "D9D9D9", 1) for left in (40, 95)]
    under, far = Rule(Box(40, 52, 145, 53), True, "D9D9D9"), Rule(Box(2, 44, 20, 46), True, "D9D9D9")
    other = Rule(Box(10, 44, 37, 46), True, "000000")
    assert with_blank_headings(heads, [under, far, other]) == (heads, [under, far, other])
    strip = Rule(Box(10, 44, 37, 46), True, "D9D9D9")
    assert with_blank_headings(heads, [under, strip]) == ([*heads, Fill(Box(10, 40, 37, 51), "D9D9D9", 1)], [under])
    assert with_blank_headings(heads[:1], [strip]) == (heads[:1], [strip])


def test_a_merged_column_left_of_stripes_has_its_heading_above_it(tmp_path: Path) -> None:
    """Numbers without a heading and findings merged over two rows each stand left of what is painted."""
    findings = ("Roads flood in rain", "Posts stay empty", "Rules are old")

    def draw(canvas: Canvas) -> None:
        texts(canvas, 41, "", "Finding", "Agreed action", "Lead officer", "By when", bold=True)
        for at in range(6):
            top = 53 + 16 * at
            if at % 2:
                for left, right in pairwise(XS[2:]):
                    paint(canvas, (left, top, right, top + 16), (0.93, 0.95, 0.9))
            texts(canvas, top + 3, "", "", f"Review offer {at + 1} again", "Head of Care", f"{at + 1} May 2019")
        for at, finding in enumerate(findings):
            texts(canvas, 53 + 32 * at + 11, f"R{at + 1}", finding)

    (table,) = tables_on(drawn(tmp_path, draw))
    assert table.column_count == 5
    held = [cell.text for cell in table.cells if cell.column == 1 and cell.text]
    assert held == ["Finding", *findings]
