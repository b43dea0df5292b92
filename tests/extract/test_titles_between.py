"""Two tables of row rules, one below the other between the same margins: the titles between them part them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

import extract
from extract.page import Word
from extract.tables.bands import Stack
from extract.tables.grid_bands import banded_grids
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

UPPER, LOWER = (100.0, 120.0, 140.0, 160.0), (220.0, 240.0, 260.0, 280.0)


def lines(*entries: tuple[float, float, str, float]) -> list[TextLine]:
    words = []
    for x, y, text, size in entries:
        for part in text.split():
            words.append(Word(part, Box(x, y, x + size / 2 * len(part), y + size * 1.1), size))
            x += size / 2 * (len(part) + 0.5)
    return text_lines(placed(words))


@pytest.mark.parametrize("titles", [["Recovery tracker"], ["Appendix", "Recovery tracker"]], ids=["one", "two"])
def test_titles_between_two_tables_part_them(titles: list[str]) -> None:
    ys = (*UPPER, *LOWER)
    text = lines(
        *((x, y + 4, word, 10.0) for y in UPPER[:3] for x, word in ((52.0, "1 May"), (300.0, "Cabinet"))),
        *((52.0, 168 + 24 * at, title, 13.0) for at, title in enumerate(titles)),
        *(
            (x, y + 4, word, 10.0)
            for y in LOWER[:3]
            for x, word in ((52.0, "Map gullies"), (180.0, "Ann"), (420.0, "June"))
        ),
    )
    grids = banded_grids(Stack(50.0, 500.0, ys, (), ruled=frozenset(ys)), text)
    assert [(grid.ys[0], grid.ys[-1], len(grid.xs) - 1) for grid in grids] == [(100.0, 160.0, 2), (220.0, 280.0, 3)]


def test_a_title_with_headings_below_it_and_no_rule_above_these() -> None:
    ys = (*UPPER, 240.0, 260.0, 280.0)
    text = lines(
        *((x, y + 4, word, 10.0) for y in UPPER[:3] for x, word in ((52.0, "1 May"), (300.0, "Cabinet"))),
        (52.0, 170.0, "Partners noted the report.", 10.0),
        (52.0, 196.0, "Recovery tracker", 13.0),
        *(
            (x, y, word, 10.0)
            for y in (224.0, 244.0, 264.0)
            for x, word in ((52.0, "Map gullies"), (180.0, "Ann"), (420.0, "June"))
        ),
    )
    upper, lower = banded_grids(Stack(50.0, 500.0, ys, (), ruled=frozenset(ys)), text)
    assert (upper.ys[-1], len(upper.xs) - 1) == (160.0, 2)
    assert 205.0 < lower.ys[0] < 226.0
    assert (lower.ys[1:], len(lower.xs) - 1) == ((240.0, 260.0, 280.0), 3)


def test_a_caption_and_a_title_over_the_same_headings_begin_a_table() -> None:
    header = ((52.0, "Action"), (130.0, "Lead"), (240.0, "When"), (340.0, "Cost"), (420.0, "State"))
    rows = ((52.0, "Map gullies"), (130.0, "Ann Lee"), (240.0, "June"), (340.0, "None"), (420.0, "Done"))
    ys = (100.0, 120.0, 140.0, 220.0, 240.0, 260.0)
    text = lines(
        *((x, y + 4, word, 10.0) for y in (80.0, 190.0) for x, word in header),
        *((x, y + 4, word, 10.0) for y in (100.0, 120.0, 220.0, 240.0) for x, word in rows),
        (52.0, 146.0, "Table 1: actions agreed", 10.0),
        (52.0, 166.0, "Theme 2: safer roads", 10.0),
    )
    grids = banded_grids(Stack(50.0, 500.0, ys, (), ruled=frozenset(ys)), text)
    assert [len(grid.xs) - 1 for grid in grids] == [5, 5]
    assert [cell.column_span for grid in grids for cell in grid.cells] == [1] * sum(len(g.cells) for g in grids)


HEADER = ["Action", "Lead officer", "By when"]
GROUPS = (("Review the duty rota", "Jo Pell", "May 2024"), ("Audit case notes", "Di Venn", "June 2024"))


def rows_of(tmp_path: Path, *story: object) -> list[tuple[str, ...]]:
    target = tmp_path / "plan.pdf"
    SimpleDocTemplate(str(target), invariant=1).build(list(story))
    return [tuple(cell.text for cell in row.cells) for plan in extract.read(target).plans for row in plan.rows]


def under_header(*rows: tuple[str, ...] | list[str]) -> Table:
    """A table with nothing drawn but a rule below its header."""
    return Table(
        rows,
        colWidths=[220, 130, 100],
        style=[("LINEBELOW", (0, 0), (-1, 0), 1.2, colors.black), ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")],
    )


def test_titles_above_headings_with_a_rule_below_them_part_tables(tmp_path: Path) -> None:
    heading = getSampleStyleSheet()["Heading2"]
    story: list[object] = [Paragraph("Recovery action plan", heading)]
    for at in range(1, 5):
        story += [Paragraph(f"Recommendation {at}: agree on priorities", heading), under_header(HEADER, *GROUPS)]
    assert rows_of(tmp_path, *story) == [*GROUPS] * 4


def test_a_column_without_a_heading_goes_on_below_a_header_alone_on_its_page(tmp_path: Path) -> None:
    heading = getSampleStyleSheet()["Heading2"]
    grid = [("GRID", (0, 0), (-1, -1), 0.6, colors.black)]
    bold = [("FONTNAME", (0, 0), (-1, -1), "Helvetica-Bold")]
    widths = [40, 200, 120, 90]
    numbered = [(str(at), *row) for at, row in enumerate(GROUPS, 1)]
    story = [
        Paragraph("Recovery action plan", heading),
        Table([["", *HEADER]], colWidths=widths, style=[*grid, *bold]),
        PageBreak(),
        Table(numbered, colWidths=widths, style=grid),
    ]
    assert rows_of(tmp_path, *story) == numbered
