"""Rows and columns that paint tells: headers without borders, ratings below wide headings, groups between stripes."""

from __future__ import annotations

import itertools
from dataclasses import replace

from extract.page import Fill, Page, Rule, Word
from extract.tables.alignment import column_rivers
from extract.tables.bands import Stack
from extract.tables.fills import cell_fills
from extract.tables.finding import tables_on
from extract.tables.grid_bands import banded_grids
from extract.tables.table import Table
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = [50.0, 200.0, 350.0, 400.0]


def words(*entries: tuple[float, float, str], bold: bool = False) -> list[Word]:
    found = []
    for x, y, text in entries:
        for part in text.split():
            found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0, bold=bold))
            x += 5.0 * len(part) + 2.5
    return found


def lines(*entries: tuple[float, float, str], bold: bool = False) -> list[TextLine]:
    return text_lines(placed(words(*entries, bold=bold)))


def texts(table: Table) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for row in table.rows]


def test_cells_painted_above_a_drawn_grid_are_its_header() -> None:
    body = [120.0, 150.0, 180.0]
    rules = [Rule(Box(XS[0], y - 0.3, XS[-1], y + 0.3), horizontal=True) for y in body]
    rules += [Rule(Box(x - 0.3, body[0], x + 0.3, body[-1]), horizontal=False) for x in XS]
    fills = tuple(Fill(Box(a, 100, b, 120), "1F3864", at) for at, (a, b) in enumerate(itertools.pairwise(XS)))
    said = words((55, 104, "Action"), (205, 104, "Lead"), (355, 104, "RAG"), bold=True)
    rows = [(128, ("Map gullies", "Ann", "Red")), (158, ("Clear them", "Bob", "Amber"))]
    said += words(*((x + 5, y, text) for y, row in rows for x, text in zip(XS[:3], row, strict=True)))
    page = Page(1, 500, 700, words=tuple(said), rules=tuple(rules), fills=fills)
    (table,) = tables_on(page)
    assert texts(table)[:2] == [["Action", "Lead", "RAG"], ["Map gullies", "Ann", "Red"]]


def test_a_banner_above_a_grid_is_one_cell() -> None:
    body = [120.0, 150.0, 180.0]
    rules = [Rule(Box(XS[0], y - 0.3, XS[-1], y + 0.3), horizontal=True) for y in body]
    rules += [Rule(Box(x - 0.3, body[0], x + 0.3, body[-1]), horizontal=False) for x in XS]
    said = words((55, 104, "Drainage"), (55, 128, "Map"), (205, 128, "Ann"), (55, 158, "Clear"), (205, 158, "Bob"))
    page = Page(1, 500, 700, words=tuple(said), rules=tuple(rules), fills=(Fill(Box(50, 100, 400, 120), "1F3864", 0),))
    (table,) = tables_on(page)
    assert all(row != ["Drainage", "", ""] or table.cells[0].column_span == 3 for row in table.rows)


def test_ratings_below_a_wide_heading_have_a_column() -> None:
    rating = [Box(240.0, 120.0, 280.0, 200.0), Box(240.0, 200.0, 280.0, 280.0)]
    stack = Stack(50, 500, (100.0, 120.0, 200.0, 280.0), (), (240.0, 240.0, 280.0, 280.0), tuple(rating))
    said = lines(
        (55, 104, "Action"), (150, 104, "Progress in the year so far RAG"), (400, 104, "Lead"),
        *((55, y, "Map gullies") for y in (126, 206)), *((150, y, "Begun in May") for y in (126, 206)),
        *((400, y, "Ann Gill") for y in (126, 206)),
    )  # fmt: skip
    (grid,) = banded_grids(stack, said)
    assert 240.0 in grid.xs and 280.0 in grid.xs


def test_a_heading_at_the_foot_of_a_white_band_is_a_row() -> None:
    ys = (100.0, 140.0, 200.0, 240.0, 280.0)
    painted = tuple(Box(a, top, b, foot) for top, foot in ((100, 140), (200, 240)) for a, b in itertools.pairwise(XS))
    edges = tuple(x for x in XS[1:-1] for _ in (0, 1))
    rows = [(104.0, "Map"), (144.0, "Clear"), (204.0, "Watch"), (244.0, "Report")]
    said = words(
        *((x, y, text) for y, first in rows for x, text in ((205.0, f"{first} it"), (355.0, "May"))),
    ) + words(*((55.0, y, first) for y, first in rows), (55.0, 186.0, "Rivers and becks"), bold=True)
    said += words((205.0, 156.0, "once a year"), (205.0, 168.0, "or so"))
    (grid,) = banded_grids(Stack(50, 400, ys, (), edges, painted), text_lines(placed(said)))
    assert any(179.0 < y < 186.0 for y in grid.ys)


def test_rows_of_a_group_without_paint_beside_groups_with_it() -> None:
    group = [(200.0, 350.0), (350.0, 400.0)]
    cells = [Box(50, 100, 200, 160), Box(50, 220, 200, 280)]
    cells += [Box(a, y, b, y + 30) for y in (100.0, 130.0, 220.0, 250.0) for a, b in group]
    pieces = tuple((y, 200.0, 400.0) for y in (130.0, 250.0))
    said = lines(
        *((55.0, top + 6 + step, text) for top in (100, 160, 220) for step, text in ((0, "Keep roads"), (13, "dry"))),
        *((205.0, y + 6, f"Task {at}") for at, y in enumerate(range(100, 280, 30))),
        *((355.0, y + 6, "May") for y in range(100, 280, 30)),
    )
    edges = tuple(sorted(x for box in cells for x in (box.x0, box.x1) if 50 < x < 400))
    (grid,) = banded_grids(Stack(50, 400, (100.0, 160.0, 220.0, 280.0), pieces, edges, tuple(cells)), said)
    first = [cell for cell in grid.cells if cell.column == 0]
    assert len(grid.ys) - 1 == 6 and [cell.row_span for cell in first] == [2, 2, 2]


def test_a_square_in_a_painted_cell_is_a_sign_and_no_column() -> None:
    ys = [100.0, 140.0, 180.0, 220.0]
    cells = [Box(a, c, b - 2, d - 2) for c, d in itertools.pairwise(ys) for a, b in itertools.pairwise(XS)]
    squares = [Box(354, y + 5, 363, y + 14) for y in ys[:3]]
    fills = [Fill(box, "F2F2F2", at) for at, box in enumerate(cells)]
    fills += [Fill(box, "00B050", len(cells) + at) for at, box in enumerate(squares)]
    said = words(*((x + 4, y + 5, text) for y in ys[:3] for x, text in ((50.0, "Map gullies"), (200.0, "By May"))))
    (table,) = tables_on(Page(1, 500, 700, words=tuple(said), fills=tuple(fills)))
    assert table.column_count == 3
    assert [cell.mark for cell in table.cells if cell.column == 2] == ["00B050"] * 3


def test_letters_in_the_middle_of_painted_ratings_are_below_their_heading() -> None:
    rating = [Box(240.0, 120.0, 290.0, 200.0), Box(240.0, 200.0, 290.0, 280.0)]
    stack = Stack(50, 500, (100.0, 120.0, 200.0, 280.0), (), (240.0, 240.0, 290.0, 290.0), tuple(rating))
    said = lines(
        (55, 104, "Action"), (244, 104, "RAG"), (400, 104, "Lead"),
        *((55, y, "Map gullies") for y in (126, 206)), *((264, y, "G") for y in (126, 206)),
        *((400, y, "Ann Gill") for y in (126, 206)),
    )  # fmt: skip
    (grid,) = banded_grids(stack, said)
    assert not any(240.0 < x < 290.0 for x in grid.xs)


def test_the_second_level_of_a_painted_header_merges_no_rows() -> None:
    xs = [40.0, 80.0, 305.0, 418.0, 531.0, 617.0, 802.0]
    cells = [
        (0, 1, 134, 156),
        (1, 2, 134, 156),
        (2, 4, 134, 145),
        (4, 6, 134, 145),
        *((at, at + 1, 145, 156) for at in range(2, 6)),
    ]
    fills = tuple(Fill(Box(xs[a], y0, xs[b], y1), "D9D9D9", at) for at, (a, b, y0, y1) in enumerate(cells))
    said = words(
        (42, 135, "Ref"), (82, 135, "Action"), (307, 135, "Who is responsible"), (533, 135, "Delivery"), bold=True
    )
    heads = ("Accountable", "Responsible", "Completion date", "Progress")
    said += words(*((x + 2, 146, text) for x, text in zip(xs[2:], heads, strict=False)), bold=True)
    rows = {
        157: (
            "1",
            "Brief staff on the markets policy",
            "DPH",
            "Social Worker",
            "February 2015",
            "Procurement has begun",
        ),
        169: (
            "2",
            "Set a baseline for meal data and report",
            "J Pell",
            "M. Whitlock",
            "End May 2014",
            "No update. On hold until the",
        ),
        177: ("", "back to members", "", "", "", "restructure ends."),
        188: (
            "3",
            "Widen the adult prospectus",
            "Chief Executive",
            "LSCP Manager",
            "2 Oct 2014",
            "Pilot under way in two wards. All",
        ),
        196: ("", "", "", "", "", "findings are positive."),
        208: (
            "4",
            "Finish the policy ahead of time",
            "Group Manager",
            "LSCP Manager",
            "Jul 14",
            "Procurement has begun.",
        ),
    }
    said += words(*((x + 2, y, text) for y, row in rows.items() for x, text in zip(xs, row, strict=False) if text))
    small = tuple(replace(word, box=replace(word.box, y1=word.box.y0 + 8.5), size=8.5) for word in said)
    (table,) = tables_on(Page(1, 842, 595, words=small, fills=fills))
    assert [row[0] for row in texts(table)[2:]] == ["1", "2", "3", "4"]
    assert [row[4] for row in texts(table)[2:]] == ["February 2015", "End May 2014", "2 Oct 2014", "Jul 14"]
    assert texts(table)[3][1] == "Set a baseline for meal data and report back to members"


def test_text_up_to_the_side_of_a_narrow_painted_cell_leaves_its_column() -> None:
    """A long word reaches over its column, and the paint of the next one begins there."""
    ys = (100.0, 120.0, 150.0, 180.0, 210.0)
    cells = [
        Box(a, top, b, foot) for top, foot in ((120, 150), (180, 210)) for a, b in ((50, 115), (115, 160), (160, 300))
    ]
    edges = tuple(sorted(x for box in cells for x in (box.x0, box.x1) if 50 < x < 300))
    owners = ("Environmental", "Ann", "Environmental", "Bob")
    rows = [((51.0, name), (119.0, "May"), (163.0, "Begun in two of six areas")) for name in owners]
    heads = words((51, 104, "Owner"), (119, 104, "Due"), (163, 104, "Progress"), bold=True)
    said = words(*((x, y + 6, text) for y, row in zip(ys[1:], rows, strict=True) for x, text in row))
    (grid,) = banded_grids(Stack(50, 300, ys, (), edges, tuple(cells)), text_lines(placed([*heads, *said])))
    assert len(grid.xs) == 4


def test_paint_behind_a_line_in_the_colour_of_its_cell_is_no_cell() -> None:
    cells = [Fill(Box(a, 100, b, 160), "F2F2F2", at) for at, (a, b) in enumerate(itertools.pairwise(XS))]
    line = Fill(Box(203, 120, 349, 132), "F2F2F2", 9)
    page = Page(1, 500, 700, words=(), fills=(*cells, line))
    assert line.box not in [fill.box for fill in cell_fills(page)]
    other = replace(line, colour="FFC000")
    assert other.box in [fill.box for fill in cell_fills(replace(page, fills=(*cells, other)))]


def test_discs_in_several_colours_are_a_column_and_bullets_are_none() -> None:
    said = words(
        *((x, y, text) for y in (104.0, 124, 144, 164) for x, text in ((55.0, "Map"), (150.0, "●"), (200.0, "Begun")))
    )
    colours = itertools.cycle(["00B050", "FF0000"])
    rated = [replace(word, colour=next(colours)) if word.text == "●" else word for word in said]
    rows = {kind: [[line] for line in text_lines(placed(own))] for kind, own in (("bullets", said), ("discs", rated))}
    assert len(column_rivers(rows["discs"], 50, 400)) == 2
    assert len(column_rivers(rows["bullets"], 50, 400)) == 1


def test_prose_between_the_last_row_and_a_rule_at_the_foot_of_the_page_is_no_row() -> None:
    ys = (100.0, 120.0, 140.0, 160.0, 180.0, 560.0)
    said = words(
        *((x + 4, y + 4, text) for y in ys[:4] for x, text in ((50.0, "Map them"), (200.0, "Ann"), (350.0, "May")))
    )
    stack = Stack(50, 400, ys, (), ruled=frozenset(ys))
    (grid,) = banded_grids(stack, text_lines(placed([*said, *words((50.0, 190.0, "Contact us for more"))])))
    assert grid.ys[-1] == 180.0
