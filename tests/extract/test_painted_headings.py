"""Painted headings: their paint draws the columns, and a group's heading is none of them."""

from __future__ import annotations

import itertools
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extract.tables.bands import Stack
from extract.tables.finding import tables_on
from extract.tables.grid_bands import banded_grids
from schemas.geometry import Box
from tests.extract.drawn import drawn
from tests.extract.laid_lines import Entry, lines

XS = (50.0, 90.0, 240.0, 350.0, 420.0, 500.0)


def row(y: float, *texts: str) -> list[Entry]:
    return [(x + 3, y, text) for x, text in zip(XS, texts, strict=False) if text]


def test_justified_text_below_painted_headings_is_no_column() -> None:
    cells = tuple(Box(a + 1, 100, b - 1, 114) for a, b in itertools.pairwise(XS))
    edges = tuple(sorted(x for box in cells for x in (box.x0, box.x1) if 52 < x < 498))
    stack = Stack(51.0, 499.0, (100.0, 114.0), (), edges, cells)
    text = lines(
        *row(102, "*Ref", "*Action", "*Lead", "*Due", "*Update"),
        *row(117, "1.1", "Map the gullies", "Group", "May 2019", "Begun"),
        (310.0, 117.0, "Manager"),
        *row(134, "1.2", "Train the staff", "Head of Roads, East", "June 2019", "Late"),
    )
    (grid,) = banded_grids(stack, text)
    assert len(grid.xs) - 1 == 5
    assert len(grid.ys) - 1 == 3


def test_a_theme_between_two_rows_parts_neither() -> None:
    cells = tuple(Box(a, 100, b, 114) for a, b in itertools.pairwise(XS))
    edges = tuple(sorted(x for box in cells for x in (box.x0, box.x1) if 50 < x < 500))
    stack = Stack(50.0, 500.0, (100.0, 114.0), (), edges, cells)
    text = lines(
        *row(102, "*Theme", "*No", "*Action", "*Lead", "*Due"),
        *row(117, "", "", "Map the gullies of"),
        *row(122.5, "", "1", "", "Ann Gill", "May"),
        *row(128, "", "", "all wards"),
        *row(135, "*Home"),
        *row(142, "", "", "Train the staff of"),
        *row(147.5, "", "2", "", "Jo Pell", "June"),
        *row(153, "", "", "all teams"),
        *row(167, "", "", "Write a policy for"),
        *row(172.5, "", "3", "", "Al Roe", "July"),
        *row(178, "", "", "each home"),
    )
    (grid,) = banded_grids(stack, text)
    assert [round(y) for y in grid.ys] == [100, 114, 140, 166, 190]


def test_headings_above_a_painted_group_with_its_number() -> None:
    fills = tuple(Box(50, y, 500, y + 14) for y in (116.0, 146.0, 162.0))
    stack = Stack(50.0, 500.0, tuple(y for box in fills for y in (box.y0, box.y1)), (), (), fills)
    text = lines(
        *row(100, "*Ref", "*Action", "*Lead", "*Due", "*Update"),
        *row(118, "*1", "*Placements"),
        *row(132, "1.1", "Map the gullies", "Ann Gill", "May 2019", "Begun"),
        *row(148, "1.2", "Train the staff", "Jo Pell", "June 2019", "Late"),
        *row(164, "1.3", "Write a policy", "Al Roe", "July 2019", "Late"),
    )
    (grid,) = banded_grids(stack, text)
    assert grid.ys[0] < 102


def test_a_number_below_an_unpainted_blank_heading_heads_its_group() -> None:
    cells = tuple(Box(a, 100, b, 114) for a, b in itertools.pairwise(XS[1:]))
    stripe = Box(50, 128, 500, 142)
    pieces = tuple((y, box.x0, box.x1) for box in (*cells, stripe) for y in (box.y0, box.y1))
    edges = tuple(x for x in XS[1:-1] for _ in range(2))
    stack = Stack(50.0, 500.0, (100.0, 128.0, 142.0), tuple(sorted(pieces)), edges, (*cells, stripe))
    text = lines(
        *row(102, "", "*Action", "*Lead", "*Due", "*Update"),
        *row(116, "*1", "*Placements"),
        *row(130, "1.1", "Map the gullies", "Ann Gill", "May 2019", "Begun"),
        *row(144, "1.2", "Train the staff", "Jo Pell", "June 2019", "Late"),
    )
    (grid,) = banded_grids(stack, text)
    assert [(cell.row, cell.row_span) for cell in grid.cells if cell.column == 0] == [(0, 1), (1, 1), (2, 1), (3, 1)]


def test_a_paragraph_that_runs_out_of_a_table_ends_it() -> None:
    cells = tuple(Box(a, 100, b, 114) for a, b in itertools.pairwise((50.0, 150.0, 250.0, 300.0)))
    stripe = Box(50, 130, 300, 144)
    stack = Stack(50.0, 300.0, (100.0, 114.0, 130.0, 144.0), (), (150.0, 150.0, 250.0, 250.0), (*cells, stripe))
    text = lines(
        *[(x, 102.0, text) for x, text in ((53.0, "*Name"), (153.0, "*Post"), (253.0, "*Tel"))],
        *[(x, 117.0, text) for x, text in ((53.0, "Ann Gill"), (153.0, "Manager"), (253.0, "245"))],
        *[(x, 132.0, text) for x, text in ((53.0, "Jo Pell"), (153.0, "Head of Roads"), (253.0, "497"))],
        *[(x, 147.0, text) for x, text in ((53.0, "Al Roe"), (153.0, "Chief Executive"), (253.0, "907"))],
        (50.0, 160.0, "Officers have reviewed the policy so that families wait less in every part of town"),
        (50.0, 174.0, "*Improvement plan"),
        *row(188, "*Ref", "*Action", "*Lead", "*Due", "*Update"),
    )
    (grid,) = banded_grids(stack, text)
    assert 155 < grid.ys[-1] < 165


def test_paint_lower_than_a_band_by_more_than_a_line_is_no_row() -> None:
    rating = Box(420, 100, 500, 172)
    stack = Stack(50.0, 500.0, (100.0, 190.0), (), (), (rating,))
    assert not stack.marked(100.0, 190.0)
    assert stack.marked(100.0, 180.0)


def _cells(canvas: Canvas, top: float, xs: tuple[int, ...], height: float, colour: float) -> None:
    canvas.setFillGray(colour)
    for left, right in itertools.pairwise(xs):
        canvas.rect(left, 400 - top - height, right - left, height, stroke=0, fill=1)
    canvas.setFillGray(0)


def _texts(canvas: Canvas, y: float, *entries: tuple[float, str], bold: bool = False) -> None:
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    for x, text in entries:
        canvas.drawString(x + 3, 400 - y - 9, text)


def test_columns_below_a_painted_heading_over_two_of_them_are_two(tmp_path: Path) -> None:
    """Both levels of the header stand in one band, all rows in another: nothing but paint and text tells columns."""
    columns = (10, 40, 190, 260, 330, 400, 490)

    def draw(canvas: Canvas) -> None:
        _cells(canvas, 20, columns[:3], 28, 0.8)
        _cells(canvas, 20, (190, 330, 490), 14, 0.8)
        _cells(canvas, 34, columns[2:], 14, 0.8)
        canvas.rect(10, 400 - 170, 480, 150)
        _texts(canvas, 22, (10, "Ref"), (40, "Action"), (190, "Who is responsible"), (330, "Delivery"), bold=True)
        _texts(canvas, 36, (190, "Lead"), (260, "Support"), (330, "Due date"), (400, "Progress"), bold=True)
        for at, action in enumerate(("Map all gullies", "Train all staff", "Write a policy")):
            y = 54 + 36 * at
            entries = (str(at + 1), action, "Head of Roads", "Assistant", f"{at + 1} May 2019", "Begun in most")
            _texts(canvas, y, *zip(columns, entries, strict=False))
            _texts(canvas, y + 11, (260, "Director,"), (400, "wards"))
            _texts(canvas, y + 22, (260, "Education"))

    (table,) = tables_on(drawn(tmp_path, draw))
    assert table.column_count == 6


def test_texts_a_space_apart_are_parted_where_those_of_their_own_table_begin(tmp_path: Path) -> None:
    """Above stands a table of other columns, as wide: where its words begin tells nothing of the next one's columns."""
    columns = (10, 40, 190, 300, 380, 490)

    def draw(canvas: Canvas) -> None:
        _cells(canvas, 20, (10, 250, 380, 490), 14, 0.85)
        _texts(canvas, 22, (10, "Group"), (250, "Chair"), (380, "Room"), bold=True)
        _texts(canvas, 38, (10, "The panel that looks at all of the gullies and drains"), (250, "Ann"), (380, "Hall"))
        _cells(canvas, 50, (10, 250, 380, 490), 14, 0.95)
        _texts(canvas, 52, (10, "The panel that looks at all of the kerbs and signs"), (250, "Al"), (380, "Hall"))
        _cells(canvas, 110, columns, 14, 0.85)
        _texts(canvas, 112, *zip(columns, ("Ref", "Action", "Lead", "Due", "Update"), strict=False), bold=True)
        for at, action in enumerate(("Map the gullies", "Clear the drains", "Train the staff", "Write a policy")):
            top = 126 + 26 * at
            if at % 2:
                _cells(canvas, top, columns, 26, 0.95)
            _texts(canvas, top + 8, (10, str(at + 1)), (300, "May 2019"), (380, "Begun"))
            last = canvas.stringWidth(f"{action} again", "Helvetica", 9) if at == 2 else 0
            _texts(canvas, top + 3, (190 - last - 3 if last else 40, f"{action} again"), (190, "Head of Roads"))

    found = tables_on(drawn(tmp_path, draw))
    assert [(table.row_count, table.column_count) for table in found] == [(3, 3), (5, 5)]
