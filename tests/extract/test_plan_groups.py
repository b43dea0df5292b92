"""Rows of the whole width: which of them name the group below, on tables laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.plans.events import Sheet
from extract.plans.gathering import drafts
from extract.plans.header import blocks
from extract.plans.made import made
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, Place
from schemas.verbatim import Paragraph

HEADER = ("Action", "Lead", "By when", "Update")
AREA = "Area of weakness 1: Plans are late"


def table(rows: Sequence[Sequence[str]], page: int = 1, *, across: int = 4) -> Table:
    """A row of one text is bold and reaches over so many columns, with empty cells beside it."""
    cells = []
    for at, row in enumerate(rows):
        y = 40.0 + 20 * at
        reach = across if len(row) == 1 else 1
        texts = [(0, row[0], reach), *((at, "", 1) for at in range(reach, 4))] if len(row) == 1 else []
        for column, text, span in texts or [(column, text, 1) for column, text in enumerate(row)]:
            box = Box(40.0 + 100 * column, y, 40.0 + 100 * (column + span), y + 20)
            cells.append(TableCell(text, at, column, 1, span, box, bold=len(row) == 1 or row is HEADER))
    return Table(page, Box(40.0, 40.0, 440.0, 40.0 + 20 * len(rows)), tuple(cells), "rules")


def sections(*tables: Table) -> list[str]:
    (draft,) = drafts([Sheet(one.page, 595.0, blocks(one)) for one in tables])
    plan = made(draft, {one.page: 595.0 for one in tables})
    return [row.section.text if row.section else "" for row in plan.rows]


def action(name: str) -> tuple[str, ...]:
    return name, "Head of Service", "May 2019", "Begun"


def test_a_heading_that_returns_with_the_header_leaves_the_group_inside_it() -> None:
    first = [(AREA,), HEADER, ("Objective 1.1: Time",), action("Audit the plans"), ("Objective 1.2: Voice",)]
    assert sections(
        table([*first, action("Ask parents")]),
        table([(AREA,), HEADER, action("Train all staff"), ("Objective 1.3: Data",), action("Build a list")], 2),
    ) == ["Objective 1.1: Time", "Objective 1.2: Voice", "Objective 1.2: Voice", "Objective 1.3: Data"]


def test_examples_and_signatures_of_a_form_are_no_rows() -> None:
    rows = [("e.g.", "Job title", "Month", "News"), action("Audit the plans"), ("Signed off by:", "", "Date", "")]
    (draft,) = drafts([Sheet(1, 595.0, blocks(table([HEADER, *rows])))])
    plan = made(draft, {1: 595.0})
    assert [row.cells[0].text for row in plan.rows] == ["Audit the plans"]
    assert [finding.code for finding in plan.findings] == ["row_left_out_note"] * 2


def test_what_is_said_of_a_group_is_not_its_name() -> None:
    told = "Council response: We accept this in full. Work has begun with all schools."
    rows = [("Recommendation 1: Set out a vision",), (told,), HEADER, action("Audit the plans")]
    assert sections(table([*rows, ("Recommendation 2: Meet more",), (told,), action("Ask parents")])) == [
        "Recommendation 1: Set out a vision",
        "Recommendation 2: Meet more",
    ]


def test_a_recommendation_of_two_sentences_names_its_group() -> None:
    asked = "Recommendation 4: The council should set out a vision. It should say who leads."
    assert sections(table([HEADER, (asked,), action("Audit the plans")])) == [asked]


@pytest.mark.parametrize("across", [2, 3, 4])
def test_a_bold_text_over_columns_names_its_group(across: int) -> None:
    asked = "Recommendation 5: Leaders do not have a clear line of sight to daily practice"
    rows = [HEADER, action("Audit the plans"), (asked,), action("Ask parents")]
    assert sections(table(rows, across=across)) == ["", asked]


@pytest.mark.parametrize(("number", "rows"), [("3", 4), ("5", 2)], ids=["counts on", "begins elsewhere"])
def test_rows_below_prose_belong_to_the_plan_where_they_count_on(number: str, rows: int) -> None:
    header = ("No", "Action", "Lead", "By when")
    upper = table([header, ("1", "Audit plans", "Ann Gill", "May 2019"), ("2", "Ask parents", "Jo Pell", "June 2019")])
    lower = table([(number, "Train staff", "Ann Gill", "July 2019"), ("9", "Build a list", "Jo Pell", "May 2020")], 2)
    cells = tuple(replace(cell, box=replace(cell.box, x0=cell.box.x0 + 3.5)) for cell in lower.cells)
    lower = replace(lower, cells=cells)
    prose = Paragraph("Partners asked for time and said so in a letter to us.", Place(2, Box(40.0, 20.0, 400.0, 32.0)))
    found = drafts([Sheet(1, 595.0, blocks(upper)), Sheet(2, 595.0, blocks(lower), (prose,))])
    assert [len(made(draft, {1: 595.0, 2: 595.0}).rows) for draft in found] == [rows]


def test_what_a_page_break_cuts_from_a_merged_cell_with_its_last_row_is_of_all_its_rows() -> None:
    heads = ("Recommendation", "Action", "Lead", "By when")
    asked = "Plans are late. They are poor."
    actions = [("", "Audit all plans", "Head", "May 2019"), (asked, "Ask parents", "Head", "May 2019")]
    drawn = table([heads, *actions, ("", "Train the staff", "Head", "June 2019")])
    merged = [
        replace(cell, row_span=2, box=Box(40.0, 80.0, 140.0, 120.0)) if cell.text == asked else cell
        for cell in drawn.cells
        if cell.column or cell.row != 3
    ]
    rest = table([("Nobody knows why.", "", "", ""), ("Ask more", "Meet the staff", "Head", "May 2019")], 2)
    pages = [Sheet(1, 120.0, blocks(replace(drawn, cells=tuple(merged)))), Sheet(2, 595.0, blocks(rest))]
    (draft,) = drafts(pages)
    plan = made(draft, {1: 120.0, 2: 595.0})
    whole = f"{asked}\nNobody knows why."
    assert [row.cells[0].text for row in plan.rows] == ["", whole, whole, "Ask more"]


def test_a_recommendation_in_lower_case_below_a_border_is_one_of_its_own() -> None:
    heads = ("Recommendation", "Action", "Lead", "By when")
    drawn = table([heads, ("Plans are late", *action("Audit")[:3]), ("ensure that all staff know", *action("Ask")[:3])])
    (draft,) = drafts([Sheet(1, 595.0, blocks(drawn))])
    plan = made(draft, {1: 595.0})
    assert [row.cells[0].text for row in plan.rows] == ["Plans are late", "ensure that all staff know"]


@pytest.mark.parametrize(("moved", "rows"), [(0.0, 3), (30.0, 2)])
def test_a_plan_goes_on_in_the_widths_of_its_last_table(moved: float, rows: int) -> None:
    def widened(one: Table, by: float) -> Table:
        """The table with its inner borders moved to the right."""
        moves = [(by * (cell.column > 0), by * (cell.column < 3)) for cell in one.cells]
        cells = [
            replace(cell, box=replace(cell.box, x0=cell.box.x0 + left, x1=cell.box.x1 + right))
            for cell, (left, right) in zip(one.cells, moves, strict=True)
        ]
        return replace(one, cells=tuple(cells))

    first = table([HEADER, action("Audit the plans")])
    second = widened(table([HEADER, action("Ask parents")], 2), 25.0)
    third = widened(table([action("Train all staff")], 3), 25.0 + moved)
    (draft,) = drafts([Sheet(one.page, 595.0, blocks(one)) for one in (first, second, third)])
    assert len(made(draft, {at: 595.0 for at in (1, 2, 3)}).rows) == rows


def test_a_heading_over_some_columns_is_of_the_header_wherever_it_is_printed() -> None:
    group = table([("", "Delivery", "", ""), HEADER, action("Audit the plans"), action("Ask parents")])
    cells = tuple(
        replace(cell, fill="1F3864", bold=True, column_span=2 if cell.text == "Delivery" else 1)
        if cell.row < 2
        else cell
        for cell in group.cells
        if cell.row or cell.column != 2
    )
    again = [replace(group, page=page, cells=cells) for page in (1, 2)]
    (draft,) = drafts([Sheet(one.page, 595.0, blocks(one)) for one in again])
    plan = made(draft, {1: 595.0, 2: 595.0})
    assert [row.cells[0].text for row in plan.rows] == ["Audit the plans", "Ask parents"] * 2
    assert [column.header for column in plan.columns] == ["Action", "Delivery Lead", "Delivery By when", "Update"]


@pytest.mark.parametrize(("first", "second"), [("", "Plans are late"), ("Plans", "are late"), ("Plans are late", "")])
def test_what_a_cell_without_a_border_at_the_page_break_says_is_of_both_pages(first: str, second: str) -> None:
    heads = ("Recommendation", "Action", "Lead", "By when")
    above = table([heads, ("Ask more", *action("Meet the staff")[:3]), (first, *action("Audit the plans")[:3])])
    below = table([(second, *action("Ask parents")[:3]), ("Know why", *action("Train all staff")[:3])], 2)
    above = replace(
        above, cells=tuple(replace(one, open_bottom=one.row == 2 and not one.column) for one in above.cells)
    )
    below = replace(below, cells=tuple(replace(one, open_top=one.row == one.column == 0) for one in below.cells))
    (draft,) = drafts([Sheet(1, 100.0, blocks(above)), Sheet(2, 595.0, blocks(below))])
    plan = made(draft, {1: 100.0, 2: 595.0})
    whole = "Plans are late"
    assert [row.cells[0].text for row in plan.rows] == ["Ask more", whole, whole, "Know why"]


def test_rows_with_numbers_of_their_own_share_a_recommendation_over_a_page_break() -> None:
    heads = ("No", "Recommendation", "Action", "Lead")
    asked = "Plans of all children are"
    above = table([heads, ("1", "Ask more", "Meet the staff", "Head"), ("2", "", "Hold a forum", "Head")])
    box = Box(140.0, 60.0, 240.0, 100.0)
    cells = [
        replace(cell, row_span=2, box=box) if (cell.row, cell.column) == (1, 1) else cell
        for cell in above.cells
        if (cell.row, cell.column) != (2, 1)
    ]
    cells += [
        replace(cell, row=3, text=text, box=replace(cell.box, y0=100.0, y1=120.0))
        for cell, text in zip(above.cells[:4], ("3", asked, "Audit the plans", "Head"), strict=True)
    ]
    below = table([("4", "late and poor.", "Ask parents", "Head"), ("5", "Know why", "Train all staff", "Head")], 2)
    grown = replace(above, box=replace(above.box, y1=120.0), cells=tuple(replace(c, bold=c.row == 0) for c in cells))
    (draft,) = drafts([Sheet(1, 120.0, blocks(grown)), Sheet(2, 595.0, blocks(below))])
    plan = made(draft, {1: 120.0, 2: 595.0})
    assert [row.cells[1].text for row in plan.rows][2:] == [f"{asked} late and poor."] * 2 + ["Know why"]


def test_a_recommendation_below_a_heading_goes_on_from_none_above_it() -> None:
    heads = ("Recommendation", "Action", "Lead", "By when")
    above = table([heads, ("Plans are late", *action("Audit")[:3]), ("Workforce",)])
    below = table([("ensure that all know", *action("Ask parents")[:3]), ("Know why", *action("Train")[:3])], 2)
    (draft,) = drafts([Sheet(1, 100.0, blocks(above)), Sheet(2, 595.0, blocks(below))])
    plan = made(draft, {1: 100.0, 2: 595.0})
    assert [row.cells[0].text for row in plan.rows] == ["Plans are late", "ensure that all know", "Know why"]


@pytest.mark.parametrize("asked", ["Recommendation", "Outcome", "Risk"])
@pytest.mark.parametrize("rest", ["", "on time and in full"])
def test_what_actions_are_grouped_by_goes_on_over_a_page_break(asked: str, rest: str) -> None:
    """An outcome left of its actions is merged over them as a recommendation is."""
    heads = (asked, "Action", "Lead", "By when")
    begun = "Plans are written" if rest else "Plans are written on time."
    drawn = table(
        [heads, (begun, "a) Audit all plans", "Head", "May 2019"), ("", "b) Ask parents", "Head", "May 2019")]
    )
    merged = [
        replace(cell, row_span=2, box=Box(40.0, 60.0, 140.0, 100.0)) if cell.text == begun else cell
        for cell in drawn.cells
        if cell.column or cell.row != 2
    ]
    after = table([(rest, "c) Train the staff", "Head", "June 2019"), ("Ask more", "Meet them", "Head", "May 2020")], 2)
    pages = [Sheet(1, 100.0, blocks(replace(drawn, cells=tuple(merged)))), Sheet(2, 595.0, blocks(after))]
    (draft,) = drafts(pages)
    whole = f"{begun} {rest}".strip()
    assert [row.cells[0].text for row in made(draft, {1: 100.0, 2: 595.0}).rows] == [whole, whole, whole, "Ask more"]


def test_a_text_over_two_cells_of_one_colour_names_a_group() -> None:
    found = table([HEADER, action("Audit the plans"), ("Improving outcomes for all",), action("Ask parents")], across=2)
    grey = tuple(replace(cell, fill="EEEEEE", bold=False) if cell.row == 2 else cell for cell in found.cells)
    assert sections(replace(found, cells=grey)) == ["", "Improving outcomes for all"]


def test_a_line_that_points_to_the_next_page_names_no_group() -> None:
    rows = [HEADER, action("Audit the plans"), ("Continued on next page",), action("Ask parents")]
    assert sections(table(rows)) == ["", ""]


def test_a_numbered_heading_at_the_foot_of_a_page_names_the_group_on_the_next() -> None:
    header = ("No", "Action", "Lead", "By when")
    first = [header, ("1", "Decisions are late", "", ""), ("1.1", "Audit the plans", "Head of Service", "May 2019")]
    first += [("1.2", "Ask all parents", "Head of Service", "June 2019"), ("2", "Leaders lack sight", "", "")]
    second = [("2.1", "Train all staff", "Al Roe", "July 2019"), ("2.2", "Build a list", "Al Roe", "May 2019")]
    assert sections(table(first), table(second, 2)) == ["1 Decisions are late"] * 2 + ["2 Leaders lack sight"] * 2


@pytest.mark.parametrize(("line", "section"), [("Key concerns", "Key concerns"), ("Key Green done Red late", "")])
def test_a_key_is_told_by_its_colours_and_key_concerns_name_a_group(line: str, section: str) -> None:
    assert sections(table([HEADER, (line,), action("Audit the plans")])) == [section]


def test_a_number_cut_short_ends_no_sentence() -> None:
    header = ("Meeting date / minute no.", "Action", "Lead", "Update")
    found = table(
        [header, ("11 July (14)", "Send the figures.", "Head of Waste", "Sent"), ("12 May", "Ask", "Al", "Begun")]
    )
    (draft,) = drafts([Sheet(1, 595.0, blocks(found))])
    assert len(made(draft, {1: 595.0}).rows) == 2


@pytest.mark.parametrize(
    ("second", "rows"), [(("Name", "Role", "Date", ""), 2), (("Ask parents", "Head", "May", ""), 3)]
)
def test_a_bold_row_of_short_texts_below_a_heading_is_the_header_of_another_table(
    second: tuple[str, ...], rows: int
) -> None:
    upper = table([HEADER, action("Audit the plans"), action("Train all staff")])
    drawn = table([second, ("Ann Gill", "Chief Executive", "4 May 2019", "")], 1)
    bold = second[0] == "Name"
    cells = [replace(cell, bold=bold and not cell.row, box=_lower(cell.box)) for cell in drawn.cells]
    lower = replace(drawn, box=_lower(drawn.box), cells=tuple(cells))
    heading = Paragraph("Agreed by", Place(1, Box(40.0, 160.0, 200.0, 172.0)), heading=True)
    (draft,) = drafts([Sheet(1, 595.0, (*blocks(upper), *blocks(lower)), (heading,))])
    assert len(made(draft, {1: 595.0}).rows) == (2 if rows == 2 else 4)


def _lower(box: Box) -> Box:
    return replace(box, y0=box.y0 + 200.0, y1=box.y1 + 200.0)


def test_a_header_with_another_first_heading_is_no_row() -> None:
    rows = [
        ("Study phase", "Action", "By when"),
        ("", "Audit the plans", "May 2019"),
        ("Competition phase", "Action", "By when"),
        ("", "Ask parents", "June 2019"),
    ]
    cells = tuple(
        TableCell(text, at, column, 1, 1, _box(at, column), bold=at == 0)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    (draft,) = drafts([Sheet(1, 595.0, blocks(Table(1, Box(40.0, 40.0, 340.0, 120.0), cells, "rules")))])
    plan = made(draft, {1: 595.0})
    assert [row.cells[1].text for row in plan.rows] == ["Audit the plans", "Ask parents"]
    assert [finding.code for finding in plan.findings] == ["row_left_out_note"]


def _box(at: int, column: int) -> Box:
    return Box(40.0 + 100 * column, 40.0 + 20 * at, 140.0 + 100 * column, 60.0 + 20 * at)
