"""Rows over page breaks, on tables laid out by hand: cut anywhere and get the row again; never join two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.page import Word
from extract.plans.events import Sheet
from extract.plans.gathering import begun, drafts
from extract.plans.header import blocks
from extract.plans.made import made
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, Place
from schemas.verbatim import Paragraph, Plan

HEADER = ["No", "Recommendation", "Action", "Lead", "Timescale", "Progress"]
EDGES = [40, 70, 210, 400, 480, 550, 760]
HEIGHT = 595.0
LINE = 12.0

Lines = list[str]
RowLines = list[Lines]


def page_table(page: int, rows: Sequence[RowLines], *, header: bool = True, edges: Sequence[float] = EDGES) -> Table:
    """A ruled table from the top of the page; a cell is a list of lines."""
    cells: list[TableCell] = []
    top = 40.0
    body = [[[text] for text in HEADER], *rows] if header else list(rows)
    for number, row in enumerate(body):
        bottom = top + LINE * max(1, *(len(lines) for lines in row))
        for column, lines in enumerate(row):
            box = Box(edges[column], top, edges[column + 1], bottom)
            cells.append(TableCell(" ".join(lines), number, column, 1, 1, box, bold=header and number == 0))
        top = bottom
    return Table(page, Box(edges[0], 40.0, edges[-1], top), tuple(cells), "rules", header_rows=int(header))


def filled(table: Table, height: float = HEIGHT) -> Table:
    """The table moved down so that it ends at the foot of the page, as one does that a page break cuts."""
    down = height - 40.0 - table.box.y1
    cells = tuple(
        TableCell(**{**{name: getattr(cell, name) for name in TableCell.__slots__}, "box": moved(cell.box, down)})
        for cell in table.cells
    )
    return Table(table.page, moved(table.box, down), cells, table.method, table.confidence, table.header_rows)


def moved(box: Box, down: float) -> Box:
    return Box(box.x0, box.y0 + down, box.x1, box.y1 + down)


def plan_of(*tables: Table, text: Sequence[Paragraph] = ()) -> Plan:
    sheets = [
        Sheet(table.page, HEIGHT, blocks(table), tuple(p for p in text if p.place.page == table.page))
        for table in tables
    ]
    found = drafts(sheets)
    assert len(found) == 1
    return made(found[0], {table.page: HEIGHT for table in tables})


def texts(plan: Plan) -> list[list[str]]:
    return [["".join(cell.text.split()) for cell in row.cells] for row in plan.rows]


def squeezed(rows: Sequence[RowLines]) -> list[list[str]]:
    return [["".join("".join(lines).split()) for lines in row] for row in rows]


WORDS = ["training", "audit", "managers", "the", "of", "review", "staff", "plans", "children", "quality", "and", "team"]
NAMES = ["Service Manager QA", "Head of CATO", "Sarah Daly", "Designated Nurse", "SM Placements"]
DATES = ["By 14.9.12", "within 3 months", "Immediate", "31 March 2013", "Q3 2012/13"]


@st.composite
def sentences(draw: st.DrawFn, at_least: int, at_most: int) -> Lines:
    """Lines of running text: sentences with a capital and a full stop, broken anywhere."""
    words: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        sentence = draw(st.lists(st.sampled_from(WORDS), min_size=5, max_size=14))
        words += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
    width = max(1, len(words) // draw(st.integers(at_least, at_most)))
    return [" ".join(words[start : start + width]) for start in range(0, len(words), width)]


@st.composite
def plan_rows(draw: st.DrawFn, *, blanks: bool = False) -> list[RowLines]:
    """Rows of a plan; with `blanks`, some without an owner or a day."""
    rows: list[RowLines] = []
    for number in range(draw(st.integers(4, 8))):
        lead = [draw(st.sampled_from(NAMES))]
        due = [draw(st.sampled_from(DATES))]
        if blanks and draw(st.integers(0, 9)) < 3:
            due = []
        rows.append(
            [[f"{number + 1}."], draw(sentences(2, 4)), draw(sentences(3, 6)), lead, due, draw(sentences(1, 6))]
        )
    return rows


@settings(max_examples=150, deadline=None)
@given(plan_rows(), st.data(), st.booleans())
def test_a_row_cut_anywhere_is_one_row_again(rows: list[RowLines], data: st.DataObject, header: bool) -> None:
    cut = data.draw(st.integers(1, len(rows) - 1))
    deepest = max(len(lines) for lines in rows[cut])
    line = data.draw(st.integers(1, max(1, deepest - 1)))
    head = [lines[:line] for lines in rows[cut]]
    tail = [lines[line:] for lines in rows[cut]]
    second = [tail, *rows[cut + 1 :]] if any(tail) else rows[cut + 1 :]
    if not second:
        return
    plan = plan_of(filled(page_table(1, [*rows[:cut], head])), page_table(2, second, header=header))
    if any(finding.code == "row_may_be_cut" for row in plan.rows for finding in row.findings):
        assert len(plan.rows) == len(rows) + 1  # every column breaks between sentences: told, never guessed
        return
    assert texts(plan) == squeezed(rows)
    assert [len(row.joins) for row in plan.rows] == [int(number == cut and any(tail)) for number in range(len(rows))]


@settings(max_examples=150, deadline=None)
@given(plan_rows(blanks=True), st.data(), st.booleans())
def test_two_rows_are_never_joined(rows: list[RowLines], data: st.DataObject, header: bool) -> None:
    cut = data.draw(st.integers(1, len(rows) - 1))
    plan = plan_of(filled(page_table(1, rows[:cut])), page_table(2, rows[cut:], header=header))
    assert texts(plan) == squeezed(rows)
    assert not any(row.joins for row in plan.rows)


@settings(max_examples=150, deadline=None)
@given(plan_rows(blanks=True), st.data(), st.booleans())
def test_rows_of_one_recommendation_are_never_joined(rows: list[RowLines], data: st.DataObject, header: bool) -> None:
    """Cells of number and recommendation are left blank below the first row, as some papers print them."""
    cut = data.draw(st.integers(1, len(rows) - 1))
    blank: list[RowLines] = [[[], [], *row[2:]] if number % 3 else row for number, row in enumerate(rows)]
    plan = plan_of(filled(page_table(1, blank[:cut])), page_table(2, blank[cut:], header=header))
    assert len(plan.rows) == len(rows)
    wanted = [rows[number - number % 3] for number in range(len(rows))]
    assert [row[:2] for row in texts(plan)] == [row[:2] for row in squeezed(wanted)]


def rows_of(*rows: Sequence[str]) -> list[RowLines]:
    return [[[text] if text else [] for text in row] for row in rows]


LONG = "Improve the quality of child protection plans and ensure that they"
REST = "include timescales for actions and clear measures of success"


def test_cont_labels_carry_the_recommendation_down() -> None:
    first = rows_of(
        ["5.", "Keep chronologies", "Commission training", "SM QA", "By 14.9.12", "Completed"],
        ["", "", "Agree a standard", "SM QA", "By 14.9.12", ""],
    )
    second = rows_of(
        ["5. Cont", "", "Audit of quality", "Head of CATO", "By 27.3.13", ""],
        ["6.", "Analyse risk", "All staff are trained", "SM QA", "By 27.3.13", ""],
    )
    plan = plan_of(filled(page_table(1, first)), page_table(2, second))
    assert [row.cells[0].text for row in plan.rows] == ["5.", "5.", "5.", "6."]
    assert [row.cells[1].carried for row in plan.rows] == [False, True, True, False]
    assert plan.rows[2].cells[1].text == "Keep chronologies"
    assert not any(row.joins for row in plan.rows)


@pytest.mark.parametrize("label", ["11. cont", "11. (continued)", "11. Cont'd", ""])
def test_a_recommendation_cut_between_two_actions_is_whole_in_both(label: str) -> None:
    first = rows_of(
        ["10.", "Share reports in time", "Set a standard.", "SM QA", "By 1.1.13", "Done"],
        ["11.", LONG, "Review the templates.", "SM QA", "By 30.9.12", "Completed"],
    )
    second = rows_of(
        [label, REST, "Commission training.", "SM WD", "By 14.9.12", "Completed"],
        ["", "", "Audit the plans.", "SM QA", "By 27.3.13", ""],
    )
    plan = plan_of(filled(page_table(1, first)), page_table(2, second))
    assert [row.cells[1].text for row in plan.rows[1:]] == [f"{LONG} {REST}"] * 3
    assert [row.cells[0].text for row in plan.rows[1:]] == ["11."] * 3
    assert {place.page for place in plan.rows[1].cells[1].places} == {1, 2}


def test_a_recommendation_cut_more_than_once_is_whole_everywhere() -> None:
    """A style's stripes cut a merged cell on its page; a page break cuts it again."""
    first = rows_of(
        ["11.", LONG, "Review the templates.", "SM QA", "By 30.9.12", "Completed"],
        ["", REST.split(" and ")[0], "Commission training.", "SM WD", "By 14.9.12", "Completed"],
    )
    second = rows_of(["", "and clear measures of success", "Audit the plans.", "SM QA", "By 27.3.13", ""])
    plan = plan_of(filled(page_table(1, first)), page_table(2, second))
    assert {row.cells[1].text for row in plan.rows} == {f"{LONG} {REST}"}
    assert [row.cells[0].text for row in plan.rows] == ["11.", "11.", "11."]


def test_even_evidence_keeps_rows_apart_with_a_finding() -> None:
    first = rows_of(*[[f"{n}.", "Aim", "Train the staff", "SM QA", "By 14.9.12", "Done"] for n in range(1, 5)])
    second = rows_of(["", "", "Report on the findings", "", "", "Now under way"])
    plan = plan_of(filled(page_table(1, first)), page_table(2, second))
    assert len(plan.rows) == 5
    assert [finding.code for finding in plan.rows[-1].findings] == ["row_may_be_cut"]
    assert plan.rows[-1].confidence < plan.rows[0].confidence


@pytest.mark.parametrize(("marks", "rows"), [(("00B050", "FFFF00"), 5), (("00B050", None), 4)])
def test_a_mark_in_both_parts_tells_two_rows(marks: tuple[str, str | None], rows: int) -> None:
    first = rows_of(*[[f"{n}.", "Aim", "Train the", "SM QA", "", "Done"] for n in range(1, 5)])
    second = rows_of(["", "", "staff of the trust", "", "", ""])
    tables = [filled(page_table(1, first)), page_table(2, second)]
    parts = [
        replace(
            table,
            cells=tuple(replace(cell, mark=mark) if cell.column == 4 and cell.row else cell for cell in table.cells),
        )
        for table, mark in zip(tables, marks, strict=True)
    ]
    assert len(plan_of(*parts).rows) == rows


def test_room_left_on_the_page_speaks_against_a_cut() -> None:
    first = rows_of(*[[f"{n}.", "Aim", "Train the", "SM QA", "By 14.9.12", "Done"] for n in range(1, 5)])
    second = rows_of(["", "", "staff of the trust", "", "", ""])
    at_foot = plan_of(filled(page_table(1, first)), page_table(2, second))
    with_room = plan_of(page_table(1, first), page_table(2, second))
    assert len(at_foot.rows) == 4
    assert len(with_room.rows) == 5


@pytest.mark.parametrize(
    ("note", "rows"),
    [
        ("1 Hope House is a charity for families of the county.", 4),
        ("* Of those who were asked in spring.", 4),
        ("1. The next part of this plan is for partners.", 5),
        ("This part of the plan is for partners.", 5),
    ],
)
def test_footnotes_below_a_cut_row_part_nothing(note: str, rows: int) -> None:
    first = page_table(1, rows_of(*[[f"{n}.", "Aim", "Train the", "SM QA", "By 14.9.12", "Done"] for n in range(1, 5)]))
    second = page_table(2, rows_of(["", "", "staff of the trust", "", "", ""]), header=False)
    y = first.box.y1 + 20.0
    notes = [
        Paragraph(note, Place(1, Box(40, y, 500, y + 12)), False),
        Paragraph("2", Place(1, Box(40, y + 40, 44, y + 46)), False),
        Paragraph("Its second house opened later.", Place(1, Box(40, HEIGHT - 60, 500, HEIGHT - 48)), False),
    ]
    assert len(plan_of(first, second, text=notes).rows) == rows


@pytest.mark.parametrize(("above", "rows"), [("Forward plan of key decisions", 1), ("Looked after children", 2)])
def test_a_list_of_another_kind_goes_on_with_no_plan(above: str, rows: int) -> None:
    own = page_table(1, rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]))
    other = page_table(2, rows_of(["2.", "Budget", "Approve the budget.", "Cabinet", "May", "Open"]), header=False)
    assert len(plan_of(own, other, text=[heading(1, "Action plan"), heading(2, above)]).rows) == rows


def test_reworded_header_is_dropped() -> None:
    first = rows_of(["1.", "Aim", "Train the staff.", "SM QA", "By 14.9.12", "Done."])
    table = page_table(2, rows_of(["2.", "Aim two", "Audit the files.", "SM QA", "By 14.9.12", "Done."]))
    reworded = tuple(
        TableCell(
            "Recommendation (cont)" if cell.text == "Recommendation" else cell.text,
            cell.row, cell.column, 1, 1, cell.box, bold=cell.bold,
        )
        for cell in table.cells
    )  # fmt: skip
    plan = plan_of(filled(page_table(1, first)), Table(2, table.box, reworded, "rules"))
    assert [row.cells[0].text for row in plan.rows] == ["1.", "2."]


def test_empty_and_number_only_rows_are_no_actions() -> None:
    table = page_table(
        1, rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"], [""] * 6, ["2.", "", "", "", "", ""])
    )
    plan = plan_of(table)
    assert len(plan.rows) == 1
    assert [finding.code for finding in plan.findings] == ["row_left_out_number_only"]


@pytest.mark.parametrize("group", ["Safeguarding", "Health", "Leadership"])
def test_a_group_named_by_one_word_above_the_numbers_is_a_section(group: str) -> None:
    row = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    cells = rows_of(row, [group, "", "", "", "", ""], ["2.", *row[1:]])
    bold = tuple(replace(cell, bold=cell.text == group) for cell in page_table(1, cells).cells)
    plan = plan_of(replace(page_table(1, cells), cells=bold))
    assert [one.section.text if one.section else "" for one in plan.rows] == ["", group]


def test_a_line_of_the_key_is_left_out_and_told() -> None:
    rows = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"], ["Key: green is done", "", "", "", "", ""])
    plan = plan_of(page_table(1, rows))
    assert len(plan.rows) == 1
    assert [(finding.code, finding.severity) for finding in plan.findings] == [("row_left_out_note", "info")]
    assert "Key: green is done" in plan.findings[0].message


@pytest.mark.parametrize(("first", "left_out"), [("Train the staff.", True), ("* Train the staff.", False)])
def test_a_starred_line_below_the_rows_is_a_note_unless_others_begin_so(first: str, left_out: bool) -> None:
    rows = rows_of(["1.", "Aim", first, "SM", "Now", "Done"], ["", "", "* Dates may change.", "", "", ""])
    plan = plan_of(page_table(1, rows))
    assert [finding.code for finding in plan.findings] == ["row_left_out_note"] * left_out
    assert len(plan.rows) == (1 if left_out else 2)


def test_group_rows_become_the_section() -> None:
    table = page_table(
        1, rows_of(["1.", "Aim", "Train.", "SM", "Now", "Done"], ["2.", "Aim", "Audit.", "SM", "Now", ""])
    )
    width = Box(EDGES[0], 52.0, EDGES[-1], 64.0)
    moved_down = [
        TableCell(c.text, c.row + (c.row > 0), c.column, 1, 1, moved(c.box, LINE * (c.row > 0)), bold=c.bold)
        for c in table.cells
    ]
    group = TableCell("Services for looked after children", 1, 0, 1, 6, width, fill="D9D9D9", bold=True)
    plan = plan_of(Table(1, table.box, (*moved_down, group), "rules"))
    assert [row.section.text if row.section else None for row in plan.rows] == [group.text] * 2


def test_merged_cells_reach_all_their_rows() -> None:
    table = page_table(1, rows_of(["1.", "Aim", "Train.", "SM", "Now", "Done"], ["", "", "Audit.", "", "Later", ""]))
    cells = [cell for cell in table.cells if not (cell.row == 2 and cell.column in (0, 1, 3))]
    merged = [
        TableCell(c.text, c.row, c.column, 2 if c.row == 1 and c.column in (0, 1, 3) else 1, 1, c.box, bold=c.bold)
        for c in cells
    ]
    plan = plan_of(Table(1, table.box, tuple(merged), "rules"))
    assert [cell.text for cell in plan.rows[1].cells] == ["1.", "Aim", "Audit.", "SM", "Later", ""]
    assert [cell.carried for cell in plan.rows[1].cells] == [True, True, False, True, False, False]


def heading(page: int, text: str) -> Paragraph:
    return Paragraph(text, Place(page, Box(40, 20, 300, 32)), heading=True)


def test_a_plan_with_a_title_of_its_own_is_another_plan() -> None:
    row = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"])
    sheets = [
        Sheet(1, HEIGHT, blocks(page_table(1, row)), (heading(1, "Safeguarding action plan"),)),
        Sheet(2, HEIGHT, blocks(page_table(2, row)), (heading(2, "SEND improvement plan"),)),
    ]
    found = [made(draft, {1: HEIGHT, 2: HEIGHT}) for draft in drafts(sheets)]
    assert [plan.title for plan in found] == ["Safeguarding action plan", "SEND improvement plan"]


def test_a_plain_heading_between_tables_of_one_plan_names_the_section() -> None:
    row = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"])
    plan = plan_of(
        page_table(1, row), page_table(2, row), text=[heading(1, "Action plan"), heading(2, "Looked after children")]
    )
    assert plan.title == "Action plan"
    assert [row.section.text if row.section else None for row in plan.rows] == [None, "Looked after children"]


@pytest.mark.parametrize("caption", ["Table 2: actions agreed", "Figure 3 - progress", "Table A1."])
def test_the_caption_of_a_table_names_no_section(caption: str) -> None:
    row = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"])
    plan = plan_of(page_table(1, row), page_table(2, row), text=[heading(1, "Action plan"), heading(2, caption)])
    assert [row.section for row in plan.rows] == [None, None]


def test_reports_of_a_pack_do_not_share_a_plan() -> None:
    row = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"])
    sheets = [Sheet(n, HEIGHT, blocks(page_table(n, row)), (), report=n) for n in (1, 2)]
    assert len(drafts(sheets)) == 2


def test_columns_that_moved_with_the_margin_are_the_same() -> None:
    first = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"])
    second = rows_of(["2.", "Aim", "Audit the files.", "SM", "Now", "Done"])
    plan = plan_of(
        filled(page_table(1, first)), page_table(2, second, header=False, edges=[edge + 14 for edge in EDGES])
    )
    assert [row.cells[2].text for row in plan.rows] == ["Train the staff.", "Audit the files."]


def test_another_table_with_other_columns_is_left_alone() -> None:
    first = rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"])
    other = page_table(
        2, rows_of(["a", "b", "c", "d", "e", "f"]), header=False, edges=[40, 200, 300, 350, 600, 700, 760]
    )
    assert len(plan_of(filled(page_table(1, first)), other).rows) == 1


@pytest.mark.parametrize(("first", "second"), [("9.1", "9.2"), ("4a", "4b"), ("R3.1", "R3.2"), ("2(a)", "2(b)")])
def test_numbers_of_one_group_share_the_recommendation(first: str, second: str) -> None:
    rows = rows_of([first, "Write plainly", "Train staff.", "SM", "Now", ""], [second, "", "Test it.", "SM", "Now", ""])
    plan = plan_of(page_table(1, rows))
    assert [row.cells[1].text for row in plan.rows] == ["Write plainly"] * 2
    assert [row.cells[0].text for row in plan.rows] == [first, second]


def test_an_action_without_recommendation_gets_none_from_another_number() -> None:
    rows = rows_of(["1.", "Write plainly", "Train staff.", "SM", "Now", ""], ["2.", "", "Test it.", "SM", "Now", ""])
    assert plan_of(page_table(1, rows)).rows[1].cells[1].text == ""


def test_recommendations_that_several_rows_leave_empty_are_those_of_their_groups() -> None:
    said = ["Write plainly", "", "", "Listen to parents", "", ""]
    rows = [[f"{at}.", text, f"Task {at} of the team.", "SM", "Now", ""] for at, text in enumerate(said, 1)]
    found = plan_of(page_table(1, rows_of(*rows))).rows
    assert [row.cells[1].text for row in found] == ["Write plainly"] * 3 + ["Listen to parents"] * 3
    assert [row.cells[1].carried for row in found] == [False, True, True] * 2


def words_of(table: Table) -> tuple[Word, ...]:
    """A word for each cell's text, in its middle."""
    placed = [(cell.text, cell.box.centre[1], cell.box.x0 + 2, cell.box.x1 - 2) for cell in table.cells if cell.text]
    return tuple(Word(text, Box(left, middle - 4, right, middle + 4), 9.0) for text, middle, left, right in placed)


def test_columns_run_together_on_a_later_page_are_cut_as_on_the_first() -> None:
    first = page_table(1, rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]))
    whole = page_table(2, rows_of(["2.", "Aim", "Audit the files.", "AD", "Later", "Begun"]))
    joint = [cell for cell in whole.cells if cell.column not in (3, 4)]
    for row in (0, 1):
        lead, due = (next(c for c in whole.cells if (c.row, c.column) == (row, column)) for column in (3, 4))
        joint.append(TableCell(f"{lead.text} {due.text}", row, 3, 1, 1, lead.box.union(due.box), bold=row == 0))
    run_together = tuple(
        TableCell(c.text, c.row, c.column - (c.column > 4), 1, 1, c.box, bold=c.bold)
        for c in joint
    )  # fmt: skip
    second = Table(2, whole.box, run_together, "rules")
    sheets = [Sheet(1, HEIGHT, blocks(filled(first))), Sheet(2, HEIGHT, blocks(second), words=words_of(whole))]
    found = drafts(sheets)
    assert len(found) == 1
    plan = made(found[0], {1: HEIGHT, 2: HEIGHT})
    assert [cell.text for cell in plan.rows[1].cells] == ["2.", "Aim", "Audit the files.", "AD", "Later", "Begun"]


@pytest.mark.parametrize(
    "heading_text",
    ["Outcome 1 - Safe and strong communities", "Theme 2: People", "3. Partnership working", "Medium term priorities"],
)
def test_plain_headings_between_full_rows_become_the_section(heading_text: str) -> None:
    full = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    plan = plan_of(page_table(1, rows_of(full, ["", heading_text, "", "", "", ""], ["2.", *full[1:]])))
    assert [row.section.text if row.section else None for row in plan.rows] == [None, heading_text]


@pytest.mark.parametrize(
    "words", ["Review the policy", "Audit of files undertaken and reported to the board of trustees"]
)
def test_an_action_alone_in_its_row_stays_an_action(words: str) -> None:
    full = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    plan = plan_of(page_table(1, rows_of(full, ["", "", words, "", "", ""], ["2.", *full[1:]])))
    assert [row.cells[2].text for row in plan.rows] == ["Train the staff.", words, "Train the staff."]


def test_a_row_that_the_grid_cuts_on_its_own_page_is_joined() -> None:
    first = page_table(
        1, rows_of(["1.", "Aim", "Train the", "SM", "Now", "Done"], ["2.", "Aim", "Audit the", "SM", "", ""])
    )
    rest = page_table(1, rows_of(["", "", "files of every team.", "", "", ""]), header=False)
    down = first.box.y1 - rest.box.y0
    below = Table(
        1,
        moved(rest.box, down),
        tuple(TableCell(c.text, c.row, c.column, 1, 1, moved(c.box, down)) for c in rest.cells),
        "rules",
    )
    found = drafts([Sheet(1, HEIGHT, (*blocks(first), *blocks(below)))])
    plan = made(found[0], {1: HEIGHT})
    assert [row.cells[2].text for row in plan.rows] == ["Train the", "Audit the files of every team."]


def test_rows_of_a_forward_plan_are_no_header() -> None:
    rows = [
        ["Meeting date", "Item", "Lead officer"],
        ["Jul-17", "Climate Emergency Action", "Service Manager Commissioning"],
        ["Aug-17", "Adult Social Care Improvement", "Director of Housing"],
    ]
    cells = tuple(
        TableCell(text, row, column, 1, 1, Box(column * 200, 40 + row * 12, column * 200 + 200, 52 + row * 12))
        for row, texts_of_row in enumerate(rows)
        for column, text in enumerate(texts_of_row)
    )
    whole = Table(1, Box(0, 40, 600, 76), cells, "rules")
    going_on = Table(2, whole.box, tuple(replace(c, row=c.row - 1) for c in cells if c.row), "rules")
    assert drafts([Sheet(1, HEIGHT, blocks(whole)), Sheet(2, HEIGHT, blocks(going_on))]) == ()


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("Recommendation 1: Records", "Recommendation 1: Records"),
        ("Rec 1: Records", "Rec 1: Records"),
        ("Care standards: plan for 2024", None),
    ],
)
def test_a_heading_above_the_table_is_a_section_where_those_in_rows_count_on(above: str, expected: str | None) -> None:
    rows = [[["1"], ["Ask"], ["Agree the form"], ["Head"], ["May 2024"], ["Done."]]]
    table = page_table(
        1, [*rows, [[""]] * 6, [["2"], ["Ask"], ["Print the form"], ["Lead"], ["June 2024"], ["Begun."]]]
    )
    banner = Box(EDGES[0], 64.0, EDGES[-1], 76.0)
    cells = [cell for cell in table.cells if cell.row != 2]
    cells.append(TableCell("Recommendation 2: Visits", 2, 0, 1, 6, banner, bold=True))
    heading = Paragraph(above, Place(1, Box(40.0, 20.0, 300.0, 32.0)), heading=True)
    plan = plan_of(replace(table, cells=tuple(cells)), text=[heading])
    assert [row.section.text if row.section else None for row in plan.rows] == [expected, "Recommendation 2: Visits"]


def priority(text: str, page: int, size: float = 12.0) -> Paragraph:
    """A heading; the letters of some words hang below the line, and its box is higher by these."""
    tall = 16.0 if "g" in text else 13.0
    return Paragraph(text, Place(page, Box(40.0, 26.0 - tall, 300.0, 26.0)), heading=True, size=size)


@pytest.mark.parametrize(("size", "expected"), [(12.0, "Improving care"), (16.0, None)])
def test_a_heading_below_the_title_is_a_section_where_those_above_later_tables_are_as_large(
    size: float, expected: str | None
) -> None:
    row = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    title = Paragraph("Improvement plan", Place(1, Box(40.0, 0.0, 300.0, 10.0)), heading=True, size=20.0)
    tables = [page_table(page, rows_of(row)) for page in (1, 2)]
    plan = plan_of(*tables, text=[title, priority("Improving care", 1, size), priority("Housing", 2)])
    assert [row.section.text if row.section else None for row in plan.rows] == [expected, "Housing"]


def test_a_heading_that_counts_on_is_a_section_though_a_column_is_headed_so() -> None:
    row = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    word = HEADER[2].split()[0]
    titles = [priority(f"{word} {count}", page) for page, count in ((1, 1), (2, 2), (3, 3))]
    plan = plan_of(*[page_table(page, rows_of(row)) for page in (1, 2, 3)], text=titles)
    assert [row.section.text if row.section else None for row in plan.rows] == [
        f"{word} {count}" for count in (1, 2, 3)
    ]


def test_the_title_need_not_stand_first_above_a_section() -> None:
    row = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    board = Paragraph("Partnership Board", Place(1, Box(40.0, 0.0, 300.0, 10.0)), heading=True, size=12.0)
    title = Paragraph("Improvement plan", Place(1, Box(40.0, 5.0, 300.0, 9.0)), heading=True, size=20.0)
    tables = [page_table(page, rows_of(row)) for page in (1, 2)]
    plan = plan_of(*tables, text=[board, title, priority("Improving care", 1), priority("Housing", 2)])
    assert [row.section.text if row.section else None for row in plan.rows] == ["Improving care", "Housing"]


def test_a_title_that_every_slide_says_again_is_no_section() -> None:
    row = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    front = Paragraph("Delivery plan", Place(1, Box(40.0, 0.0, 300.0, 10.0)), heading=True, size=40.0)
    tables = [page_table(page, rows_of(row)) for page in (1, 2, 3)]
    titles = [priority(f"Delivery plan{again}", page) for page, again in ((1, ""), (2, ""), (3, " (continued)"))]
    assert [row.section for row in plan_of(*tables, text=[front, *titles]).rows] == [None] * 3


def test_a_stamp_across_the_page_is_no_section() -> None:
    row = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    tables = [page_table(page, rows_of(row)) for page in (1, 2)]
    stamp = Paragraph("DRAFT", Place(2, Box(40.0, 20.0, 300.0, 410.0)), heading=True)
    plan = plan_of(*tables, text=[stamp])
    assert all(row.section is None for row in plan.rows)


def test_a_header_without_rows_is_begun_and_no_plan() -> None:
    table = page_table(1, [])
    banner = TableCell("Children and young people", 1, 0, 1, 3, Box(EDGES[0], 52.0, EDGES[3], 64.0), bold=True)
    bare = [TableCell("", 1, at, 1, 1, Box(EDGES[at], 52.0, EDGES[at + 1], 64.0)) for at in (3, 4, 5)]
    sheet = Sheet(1, HEIGHT, blocks(replace(table, cells=(*table.cells, banner, *bare))))
    (draft,) = begun([sheet])
    assert not draft.holds_rows
    assert list(draft.opening.header) == HEADER
    assert drafts([sheet]) == ()


def tagged(table: Table, nodes: Sequence[int]) -> Table:
    cells = tuple(replace(cell, node=nodes[cell.column]) for cell in table.cells)
    return replace(table, cells=cells)


def test_a_merged_cell_that_the_tags_share_joins_no_rows() -> None:
    first = page_table(1, rows_of(["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]))
    after = page_table(2, rows_of(["", "", "Audit the files.", "QA", "May", "Begun"]), header=False)
    plan = plan_of(tagged(first, range(6)), tagged(after, [0, 1, 12, 13, 14, 15]))
    assert [row.cells[2].text for row in plan.rows] == ["Train the staff.", "Audit the files."]


@pytest.mark.parametrize(
    ("row", "left_out"),
    [
        (["Key: red off track, green on track", "", "", "", "", ""], True),
        (["Red", "", "will not be achieved in time", "", "", ""], True),
        (["Green", "", "Green spaces are surveyed", "HM", "May 2014", ""], False),
    ],
)
def test_lines_of_the_key_in_the_frame_of_the_rows_are_no_actions(row: list[str], left_out: bool) -> None:
    full = ["1.", "Aim", "Train the staff.", "SM", "Now", "Done"]
    plan = plan_of(page_table(1, rows_of(full, ["2.", *full[1:]], row)))
    assert len(plan.rows) == (2 if left_out else 3)
    assert len(plan.findings) == left_out


@pytest.mark.parametrize("confidence", [0.8, 1.0])
def test_a_paragraph_of_progress_alone_goes_on_with_the_row_above_where_no_rule_parts_them(confidence: float) -> None:
    full = ["1.", "Aim", "Train the staff.", "SM", "Now", "It began."]
    rest = ["", "", "", "", "", "An audit will follow."]
    table = page_table(1, rows_of(full, ["2.", *full[1:]], rest, ["3.", *full[1:]], ["4.", *full[1:]]))
    plan = plan_of(replace(table, confidence=confidence))
    whole = "It began.\nAn audit will follow."
    assert [row.cells[5].text for row in plan.rows if row.cells[0].text == "2."] == (
        [whole] if confidence < 0.9 else [full[5]]
    )
