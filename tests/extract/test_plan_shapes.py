"""Plans of odd shapes, laid out by hand: themes named once, headings of several lines, forms cut by a page break."""

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
from schemas.verbatim import Method, Plan

HEIGHT = 595.0
STEP = 20.0
PAINTED = "1F3864"


def table(
    rows: Sequence[Sequence[str]],
    *,
    page: int = 1,
    heads: int = 1,
    method: Method = "fills",
    painted: Sequence[int] = (),
    top: float = 40.0,
) -> Table:
    """Rows of equal cells; of the rows `painted` the cells with a text lie on the header's colour."""
    width = len(rows[0])
    cells = tuple(
        TableCell(
            text,
            at,
            column,
            1,
            1,
            Box(40 + 100 * column, top + STEP * at, 140 + 100 * column, top + STEP * (at + 1)),
            fill=PAINTED if at in painted and text else None,
            bold=at < heads or at in painted,
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Table(page, Box(40, top, 40 + 100 * width, top + STEP * len(rows)), cells, method, header_rows=heads)


def plan_of(*tables: Table) -> Plan:
    found = drafts([Sheet(table.page, HEIGHT, blocks(table)) for table in tables])
    assert len(found) == 1
    return made(found[0], {table.page: HEIGHT for table in tables})


def texts(plan: Plan) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in plan.rows]


HEADER = ("Theme", "", "Action", "Lead", "By when")
ROWS = (
    ("Early help", "1", "Map the offer", "Head of Service", "May 2019"),
    ("", "2", "Write the guide", "Jane Gill", "June 2019"),
    ("", "3", "Train the staff", "Jane Gill", "July 2019"),
    ("Workforce", "4", "Hire three teams", "HR Manager", "May 2020"),
    ("", "5", "Review the caseloads", "HR Manager", "June 2020"),
)


def test_a_theme_named_once_is_that_of_the_rows_below() -> None:
    plan = plan_of(table([HEADER, *ROWS]))
    assert [column.field for column in plan.columns][:3] == ["section", "number", "action"]
    assert [row.cells[0].text for row in plan.rows] == ["Early help"] * 3 + ["Workforce"] * 2
    assert [row.cells[0].carried for row in plan.rows] == [False, True, True, False, True]


def test_rows_that_share_a_merged_theme_are_no_rows_that_name_one() -> None:
    rows = [*ROWS[:3], *(("Finance", *row[1:]) for row in ROWS)]
    whole = table([HEADER, *rows])
    merged = [cell for cell in whole.cells if cell.text != "Finance"]
    (first, *_), last = [cell for cell in whole.cells if cell.text == "Finance"], whole.cells[-1]
    spread = replace(first, row_span=5, box=replace(first.box, y1=last.box.y1))
    plan = plan_of(replace(whole, cells=tuple(sorted([*merged, spread], key=lambda cell: (cell.row, cell.column)))))
    assert [row.cells[0].text for row in plan.rows] == ["Early help"] * 3 + ["Finance"] * 5


def test_the_heading_of_the_first_group_is_no_second_line_of_the_header() -> None:
    said = "Actions to be completed by September"
    names = ("No", "Task / activity", "Named lead", "Position statement", "RAG rating")
    rows = [(str(at), f"Review rota {at}", "Jane Gill", "Begun in all wards", "Amber") for at in range(1, 6)]
    whole = table([names, (said, "", "", "", ""), *rows[:2], ("Ongoing actions", "", "", "", ""), *rows[2:]])
    cells = [
        replace(cell, column_span=2, box=replace(cell.box, x1=cell.box.x1 + 100)) if cell.text == said else cell
        for cell in whole.cells
        if (cell.row, cell.column) != (1, 1)
    ]
    painted = (replace(cell, fill=PAINTED, bold=True) if cell.row in (0, 1, 4) else cell for cell in cells)
    plan = plan_of(replace(whole, cells=tuple(painted)))
    assert [column.header for column in plan.columns] == [*names]
    assert [row.section.text if row.section else "" for row in plan.rows] == [said] * 2 + ["Ongoing actions"] * 3


def test_a_theme_that_is_left_out_here_and_there_stays_out() -> None:
    rows = [(theme, *row[1:]) for theme, row in zip(("A care", "B care", "", "C care", "D care"), ROWS, strict=True)]
    plan = plan_of(table([HEADER, *rows]))
    assert [row.cells[0].text for row in plan.rows] == ["A care", "B care", "", "C care", "D care"]


def test_a_theme_that_flows_over_two_rows_is_whole_in_both() -> None:
    rows = [("Voice and", *ROWS[0][1:]), ("influence", *ROWS[1][1:]), *ROWS[2:]]
    plan = plan_of(table([HEADER, *rows]))
    assert [row.cells[0].text for row in plan.rows] == ["Voice and influence"] * 3 + ["Workforce"] * 2


def test_the_last_lines_of_long_headings_are_headings() -> None:
    head = [("No", "Action", "Lead", "Completion", "RAG"), ("", "", "", "date", "rating")]
    body = [("1", "Map the offer", "Jane Gill", "May 2019", "Red"), ("2", "Write", "Jane Gill", "June 2019", "Green")]
    plan = plan_of(table([*head, *body], painted=(0, 1)))
    assert [column.header for column in plan.columns] == ["No", "Action", "Lead", "Completion date", "RAG rating"]
    assert texts(plan) == body


def test_a_heading_and_a_rating_below_it_on_its_own_colour_are_two_things() -> None:
    head = [("No", "Action", "Lead", "Completion date", "RAG")]
    body = [("1", "Map the offer", "Jane Gill", "May 2019", "Red"), ("2", "Write", "Jane Gill", "June 2019", "Green")]
    assert texts(plan_of(table([*head, *body], painted=(0, 1)))) == body


FORM = (
    ("Finding", "Records are incomplete"),
    ("Agreed action", "Audit the records"),
    ("Lead officer", "Chief Executive"),
    ("By when", "May 2019"),
    ("Progress", "Begun"),
)
SECOND = (FORM[0], ("Agreed action", "Train the staff"), ("Lead officer", "Jane Gill"), ("By when", ""), FORM[4])


@pytest.mark.parametrize("cut", range(1, 5))
def test_a_form_cut_by_a_page_break_is_one_row(cut: int) -> None:
    plan = plan_of(table(FORM, heads=0), table(SECOND[:cut], heads=0, top=400), table(SECOND[cut:], heads=0, page=2))
    assert [row[1] for row in texts(plan)] == ["Audit the records", "Train the staff"]
    assert texts(plan)[1] == tuple(value for _, value in SECOND)
    assert plan.rows[1].joins


def test_a_form_may_lack_a_label() -> None:
    plan = plan_of(table(FORM, heads=0), table([*SECOND[:2], SECOND[3], FORM[4]], heads=0, page=2))
    assert texts(plan)[1] == ("Records are incomplete", "Train the staff", "", "", "Begun")


def test_a_label_that_nobody_knows_is_one_where_it_returns() -> None:
    odd = ("Favourite colour", "Green")
    plan = plan_of(table([*FORM, odd, *SECOND, odd], heads=0))
    assert plan.columns[-1].header == "Favourite colour"
    assert [row[-1] for row in texts(plan)] == ["Green", "Green"]


GRID = ("No", "Action", "Lead", "By when")
PLAIN = (
    ("1", "Records are incomplete", "", ""),
    ("1.1", "Audit the records", "Jane Gill", "May 2019"),
    ("1.2", "Train the staff", "HR Manager", "June 2019"),
    ("2", "Contracts are let late", "", ""),
    ("2.1", "Review all contracts", "Jane Gill", "July 2019"),
    ("2.2", "Write to the firms", "Jane Gill", ""),
)


def test_a_number_that_those_below_count_on_from_heads_a_group() -> None:
    plan = plan_of(table([GRID, *PLAIN]))
    assert [row.cells[0].text for row in plan.rows] == ["1.1", "1.2", "2.1", "2.2"]
    assert [row.section.text for row in plan.rows if row.section] == [
        *["1 Records are incomplete"] * 2,
        *["2 Contracts are let late"] * 2,
    ]


def test_an_action_whose_owner_and_day_are_not_known_stays_one() -> None:
    rows = [("1", *PLAIN[0][1:]), ("2", *PLAIN[1][1:]), ("3", *PLAIN[2][1:])]
    assert len(plan_of(table([GRID, *rows])).rows) == 3


def test_a_table_of_the_same_headings_that_lost_a_column_goes_on() -> None:
    head = (*GRID, "RAG")
    first = [(*row, "Green") for row in (PLAIN[1], PLAIN[2])]
    second = [PLAIN[4], ("2.2", "Write to the firms", "Jane Gill", "May 2020")]
    plan = plan_of(table([head, *first]), table([GRID, *second], page=2))
    assert texts(plan)[2:] == [(*row, "") for row in second]


@pytest.mark.parametrize(
    ("last", "plans"), [("Required or encouraged", 1), ("Lead officer and team", 2), ("Reporting mechanism", 1)]
)
def test_a_form_that_names_who_in_place_of_another_column_is_another_table(last: str, plans: int) -> None:
    heads = ("Milestone", "Measurement", "Reporting mechanism", "Target date")
    rows = [(text, "Completed", "Web page", "May 2019") for text in ("Publish the plan", "Train the staff")]
    first = table([(*heads, "Required or encouraged"), *((*row, "Required") for row in rows)])
    second = table([(*heads, last), *((*row, "Jane Gill") for row in rows)], page=2)
    found = drafts([Sheet(one.page, HEIGHT, blocks(one)) for one in (first, second)])
    assert [len(made(draft, {1: HEIGHT, 2: HEIGHT}).rows) for draft in found] == ([2, 2] if plans == 2 else [4])


def test_times_to_be_ticked_do_not_speak_against_a_header() -> None:
    heads = ("Sustainable initiative", "Short", "Middle", "Long", "Department", "Status (new, complete or ongoing)")
    rows = [("Map the trees of the town", "X", "", "", "", ""), ("Train the managers", "", "", "X", "", "")]
    assert texts(plan_of(table([heads, *rows]))) == rows


GROUPED = (
    ("Recommendation", "Action", "Lead", "By when"),
    ("Risk registers are out of date", "Review the registers", "Jane Gill", "May 2019"),
    ("", "Train the managers", "Ann Orr", ""),
    ("Children wait too long", "Hire three teams", "HR Manager", "May 2020"),
    ("", "Review the caseloads", "", ""),
    ("", "Report to the board", "Jane Gill", ""),
)


@pytest.mark.parametrize(("method", "days"), [("alignment", [2019, 2019, 2020, 2020, 2020]), ("rules", [2019, 2020])])
def test_a_day_in_the_first_rows_of_groups_only_is_that_of_the_group(method: Method, days: list[int]) -> None:
    plan = plan_of(table(GROUPED, method=method))
    assert [int(row[3][-4:]) for row in texts(plan) if row[3]] == days
    assert [row[2] for row in texts(plan)] == ["Jane Gill", "Ann Orr", "HR Manager", "", "Jane Gill"]


def test_a_day_that_other_rows_have_too_is_their_own() -> None:
    rows = [*GROUPED[:-1], (*GROUPED[-1][:3], "June 2020")]
    assert sum(bool(row[3]) for row in texts(plan_of(table(rows, method="alignment")))) == 3


def on_further_page(whole: Table, columns: int, page: int) -> Table:
    """The table with its last columns printed on another page."""
    first = whole.column_count - columns
    cells = [
        cell if cell.column < first else replace(cell, place=Place(page, replace(cell.box, x0=40.0, x1=140.0)))
        for cell in whole.cells
    ]
    return replace(whole, cells=tuple(cells))


@pytest.mark.parametrize(("further", "last"), [(2, 4), (5, 5)])
def test_columns_on_further_pages_keep_their_place(further: int, last: int) -> None:
    """Sheets printed over before down (page 2 beside 1, 4 beside 3), and down before over."""
    one = on_further_page(table(GROUPED, method="rules"), 1, further)
    two = table(
        [("", "Write the guide", "Jane Gill", "June 2021")], page=3 if further == 2 else 2, heads=0, method="rules"
    )
    two = on_further_page(two, 1, last)
    plan = plan_of(one, two)
    assert len(plan.rows) == 6 and (plan.first_page, plan.last_page) == (1, last)
    assert [row.cells[3].places[0].page for row in plan.rows] == [further] * 5 + [last]


def test_a_caption_below_a_heading_is_no_part_of_the_section() -> None:
    first = table(
        [GROUPED[0], ("Priority 2: Housing Table 3: actions agreed", "", "", ""), *GROUPED[1:3]], painted=(1,)
    )
    plan = plan_of(replace(first, cells=tuple(replace(cell, bold=cell.row < 2) for cell in first.cells)))
    assert {row.section.text for row in plan.rows if row.section} == {"Priority 2: Housing"}


def test_a_row_of_points_heads_nothing() -> None:
    first = ("Action", "• Agree who leads the enquiry", "Enquiry lead")
    assert not blocks(table([first, ("", "• Record the action", ""), ("", "• Agree next steps", "")], heads=0))[
        0
    ].header


def test_rows_that_draw_a_border_further_left_than_others_have_the_columns_of_the_plan() -> None:
    first = table([("Theme", "Action", "Lead", "By when"), ("Early help", "Map the offer", "Jane Gill", "May 2019")])
    edges = (40.0, 90.0, 140.0, 240.0, 340.0, 440.0)
    rows = [
        [("", 0, 1), ("Write the guide", 1, 2), ("HR Manager", 3, 1), ("June 2019", 4, 1)],
        [("", 0, 1), ("Train the staff", 1, 2), ("HR Manager", 3, 1), ("July 2019", 4, 1)],
        [("Workforce", 0, 2), ("Hire three teams", 2, 1), ("Jane Gill", 3, 1), ("May 2020", 4, 1)],
    ]
    cells = tuple(
        TableCell(text, at, column, 1, span, Box(edges[column], 40 + 20 * at, edges[column + span], 60 + 20 * at))
        for at, row in enumerate(rows)
        for text, column, span in row
    )
    widths = {0: (40.0, 90.0), 1: (90.0, 240.0), 2: (240.0, 340.0), 3: (340.0, 440.0)}
    placed = [
        replace(cell, box=replace(cell.box, x0=widths[cell.column][0], x1=widths[cell.column][1]))
        for cell in first.cells
    ]
    plan = plan_of(replace(first, cells=tuple(placed), method="rules"), Table(2, Box(40, 40, 440, 100), cells, "rules"))
    assert [row[1] for row in texts(plan)] == [
        "Map the offer",
        "Write the guide",
        "Train the staff",
        "Hire three teams",
    ]
    assert texts(plan)[3] == ("Workforce", "Hire three teams", "Jane Gill", "May 2020")


@pytest.mark.parametrize(
    "header",
    [
        "Requirement | Board action planned | Timescale to meet action | Responsibility for taking action | Progress",
        "Argymhelliad / Recommendation | Camau gweithredu / Action | Dyddiad / Date | Pwy / Who | Cynnydd / Progress",
    ],
)
def test_the_more_columns_speak_for_a_plan_the_less_of_each_is_asked(header: str) -> None:
    body = ["Doors must not be wedged open", "Check each week", "June 2025", "Estates Manager", "Checks made"]
    plan = plan_of(table([header.split(" | "), body], heads=0))
    assert [column.field for column in plan.columns] == ["recommendation", "action", "deadline", "owner", "progress"]
    assert texts(plan) == [tuple(body)]


def test_words_of_headings_said_again_in_one_part_do_not_make_a_header() -> None:
    form = ["Contact Name Ann Lee Recommendation Recommendation Details", "Contact Organisation", "Date received"]
    (block,) = blocks(table([form, ["Type of comment", "General", "3 May"]], heads=0))
    assert not block.header


@pytest.mark.parametrize(
    ("heads", "is_plan"), [(("AGENCY / INDIVIDUAL", "SUGGESTED TASKS"), False), (("Agency", "Tasks"), True)]
)
def test_two_columns_explained_by_parts_only_head_no_plan(heads: tuple[str, str], is_plan: bool) -> None:
    rows = [
        heads,
        ("Social workers", "Review care plans"),
        ("Care managers", "Analyse rotas"),
        ("Police", "Share logs"),
    ]
    assert any(block.header for block in blocks(table(rows))) is is_plan


@pytest.mark.parametrize(("first", "is_header"), [("identified action.", False), ("Identified action.", True)])
def test_columns_of_prose_have_no_header(first: str, *, is_header: bool) -> None:
    """The end of a sentence above other lines of prose names no column, whatever its words."""
    rows = ((first, "Progress to date", "Owner"), ("in each of the areas", "that we have seen", "of the land"))
    assert any(block.header for block in blocks(table(rows, heads=0, method="alignment"))) is is_header
