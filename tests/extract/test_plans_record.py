"""Forms of one action each, read as rows of a plan."""

from __future__ import annotations

import pytest

from extract.plans.block import Block
from extract.plans.events import Sheet, parted
from extract.plans.gathering import drafts
from extract.plans.grid import strips
from extract.plans.header import blocks
from extract.plans.made import made
from extract.plans.record import more_records, records
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Paragraph

FORM = (
    ("Finding", "Records are incomplete"),
    ("Agreed action", "Audit the records"),
    ("Lead officer", "Chief Executive"),
    ("By when", "May 2019"),
)


TURNED = (
    ("Ref", "1", "2", "3"),
    ("Agreed action", "Audit the records", "Train all staff", "Write a guide"),
    ("Lead officer", "Chief Executive", "HR Manager", "Jane Gill"),
    ("By when", "May 2019", "June 2019", "July 2019"),
    ("Success measure", "Records are whole", "All are trained", "A guide is there"),
)


def table(rows: tuple[tuple[str, ...], ...], page: int = 1, top: int = 0) -> Table:
    """Cells of 100 by 20 points; a row of one text spans all columns."""
    width = max(map(len, rows))
    cells = [
        TableCell(
            text,
            at,
            column,
            1,
            width if len(row) == 1 else 1,
            Box(column * 100, top + at * 20, (column + 1) * 100, top + at * 20 + 20),
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(page, Box(0, top, 100 * width, top + 20 * len(rows)), tuple(cells), "rules")


def test_a_form_is_a_row() -> None:
    (block,) = blocks(table(FORM))
    assert block.forms
    assert block.header == tuple(label for label, _ in FORM)
    assert block.fields == ("recommendation", "action", "owner", "deadline")
    assert [strip.texts for strip in block.body] == [tuple(value for _, value in FORM)]


def test_forms_below_each_other_are_rows() -> None:
    (block,) = blocks(table(FORM + FORM))
    assert len(block.body) == 2


def test_labels_twice_in_a_row() -> None:
    (block,) = blocks(table((FORM[0] + FORM[1], FORM[2] + FORM[3], ("Progress", "Begun", "RAG", "Green"))))
    assert block.forms
    assert block.body[0].texts[:2] == ("Records are incomplete", "Audit the records")


@pytest.mark.parametrize(
    "rows",
    [
        (("Report title", "Budget"), ("Lead officer", "A Person"), ("Date", "May 2019"), ("Ward", "All")),
        (("Finding", "Records"), ("Agreed action", "Audit"), ("Favourite colour", "Red"), ("By when", "May 2019")),
        (("Agreed action", "Audit"), ("By when", "May 2019"), ("Impact", "Good")),
        (("Action", "What will you do?"), ("Lead officer", "Who will do it?"), ("By when", "Give a date.")),
    ],
)
def test_what_is_no_form_of_an_action(rows: tuple[tuple[str, str], ...]) -> None:
    assert not any(block.forms for block in blocks(table(rows)))


def test_four_columns_with_a_heading_each_are_no_form_of_two_pairs() -> None:
    """Days and people down its left sides would do for labels."""
    rows = (
        ("When", "Actions we will take", "Lead", "RAG rating"),
        ("September 2022", "Draw up grants to village halls", "Head of Regulatory Services", "Green"),
        ("28 Nov 2022", "Consult on a young inspectors group", "Business Support Lead", "Red"),
        ("June 2022", "Audit the fostering offer", "Section 151 Officer", "Amber"),
    )
    (block,) = blocks(table(rows))
    assert not block.forms
    assert block.fields == ("deadline", "action", "owner", "rag")
    assert [strip.texts for strip in block.body] == list(rows[1:])


def test_the_rest_of_a_form_on_the_next_page() -> None:
    labels = [label for label, _ in FORM]
    (rest,) = more_records(strips(table(FORM[2:])), labels)
    assert rest.texts == ("", "", "Chief Executive", "May 2019")
    assert more_records(strips(table((("Ward", "All"), ("By when", "May")))), labels) == ()


def test_a_table_on_its_side_is_read_by_columns() -> None:
    (block,) = blocks(table(TURNED))
    assert block.forms
    assert block.fields == ("number", "action", "owner", "deadline", "success_measure")
    assert [strip.texts for strip in block.body] == list(zip(*(row[1:] for row in TURNED), strict=True))


@pytest.mark.parametrize("cut", [1, 2, 3])
@pytest.mark.parametrize("rows", [TURNED, FORM])
def test_forms_cut_anywhere_are_whole_again(rows: tuple[tuple[str, ...], ...], cut: int) -> None:
    pages = [(*rows, *rows[:cut]), (*rows[cut:], *rows)]
    whole = drafts([Sheet(at, 400, blocks(table(part, at))) for at, part in enumerate(pages, start=1)])
    (plan,) = [made(draft, {1: 400, 2: 400}) for draft in whole]
    assert (plan.first_page, plan.last_page) == (1, 2)
    wanted = list(zip(*(row[1:] for row in rows), strict=True))
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == wanted * 3


def test_labels_left_on_the_page_before_belong_to_the_first_form() -> None:
    second = (*blocks(table(TURNED[2:], 2)), *blocks(table(TURNED, 2, 100)))
    (draft,) = drafts([Sheet(1, 400, blocks(table(TURNED[:2]))), Sheet(2, 400, second)])
    plan = made(draft, {1: 400, 2: 400})
    wanted = list(zip(*(row[1:] for row in TURNED), strict=True))
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == wanted * 2


def test_one_label_at_the_foot_of_a_page_is_no_header() -> None:
    form = (("Recommendation 1: records",), *FORM[1:])
    pages = [(*form, *form[:2]), FORM[2:]]
    (draft,) = drafts([Sheet(at, 400, blocks(table(part, at))) for at, part in enumerate(pages, start=1)])
    plan = made(draft, {1: 400, 2: 400})
    assert [[cell.text for cell in row.cells] for row in plan.rows] == [[value for _, value in FORM[1:]]] * 2


@pytest.mark.parametrize("count", ["Recommendation 3", "Recommendation R3:"])
def test_the_number_of_a_label_numbers_its_form(count: str) -> None:
    (block,) = blocks(table(((count, "Keep whole records"), *FORM[1:])))
    assert block.header == ("", "Recommendation", "Agreed action", "Lead officer", "By when")
    assert block.fields == ("number", "recommendation", "action", "owner", "deadline")
    assert block.body[0].texts[:2] == (count.split()[1].rstrip(":"), "Keep whole records")


@pytest.mark.parametrize("heading", ["Agreed action", "Action", "Recommendation"])
def test_a_numbered_label_that_says_nothing_counts_the_form_below(heading: str) -> None:
    form = ((f"{heading} 7", ""), *FORM[1:])
    (block,) = blocks(table((*form, (f"{heading} 8", ""), *FORM[1:])))
    assert block.fields == ("number", "action", "owner", "deadline")
    assert [strip.texts for strip in block.body] == [(at, *(value for _, value in FORM[1:])) for at in "78"]


@pytest.mark.parametrize(("ends", "rows"), [("with the", 1), ("with care.", 0)])
def test_the_rest_of_a_value_alone_on_the_next_page_goes_on_with_it(ends: str, rows: int) -> None:
    labels = [label for label, _ in FORM]
    (before,) = more_records(strips(table((*FORM[:3], ("By when", ends)))), labels)
    rest = more_records(strips(table((("", "new year"),), 2)), labels, before)
    assert [strip.pieces[3].text for strip in rest] == ["new year"] * rows


def test_numbers_of_labels_below_each_other_stay() -> None:
    (block,) = blocks(table((*FORM, ("Action 1", "Count them"), ("Action 2", "Burn them"))))
    assert block.header[-2:] == ("Action 1", "Action 2")


def test_a_number_beside_each_form_is_its_number() -> None:
    rows = [cell for row in (*FORM, *FORM) for cell in row]
    cells = [
        TableCell(
            text,
            at // 2,
            at % 2 + 1,
            1,
            1,
            Box(100 + at % 2 * 100, at // 2 * 20, 200 + at % 2 * 100, at // 2 * 20 + 20),
        )
        for at, text in enumerate(rows)
    ]
    cells += [TableCell(str(at + 1), at * 4, 0, 4, 1, Box(0, at * 80, 100, at * 80 + 80)) for at in range(2)]
    (block,) = blocks(Table(1, Box(0, 0, 300, 160), tuple(cells), "rules"))
    assert [strip.texts[:2] for strip in block.body] == [("1", FORM[0][1]), ("2", FORM[0][1])]


def test_a_label_that_a_page_cuts_is_whole() -> None:
    cut = table((*FORM, ("Agreed", "")))
    forms = more_records(strips(cut), [label for label, _ in FORM])
    assert [strip.texts[1] for strip in forms] == ["Audit the records", ""]
    (_, before) = forms
    (rest,) = more_records(strips(table((("action", ""), *FORM[2:]), 2)), [label for label, _ in FORM], before)
    assert rest.pieces[1].open_top


def test_labels_above_a_header_are_columns_for_all_its_rows() -> None:
    """What asked for the actions and what was answered, above "Action | Lead | By when" and two rows."""
    texts = (("Recommendation 3", "Keep whole records"), ("Response", "Accepted"))
    cells = [TableCell(label, at, 0, 1, 1, Box(0, at * 20, 100, at * 20 + 20)) for at, (label, _) in enumerate(texts)]
    cells += [TableCell(said, at, 1, 1, 2, Box(100, at * 20, 300, at * 20 + 20)) for at, (_, said) in enumerate(texts)]
    rows = (
        ("Action", "Lead", "By when"),
        ("Audit the records", "Jo Pell", "May 2019"),
        ("Train", "Ann Gill", "June 2019"),
    )
    cells += [
        TableCell(
            text,
            at + 2,
            column,
            1,
            1,
            Box(column * 100, at * 20 + 40, column * 100 + 100, at * 20 + 60),
            bold=at == 0,
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    (block,) = blocks(Table(1, Box(0, 0, 300, 100), tuple(cells), "rules"))
    assert block.header == ("", "Recommendation", "Response", "Action", "Lead", "By when")
    (draft,) = drafts([Sheet(1, 842.0, (block,))])
    rows_made = made(draft, {1: 842.0}).rows
    assert [tuple(cell.text for cell in row.cells[:4]) for row in rows_made] == [
        ("3", "Keep whole records", "Accepted", "Audit the records"),
        ("3", "Keep whole records", "Accepted", "Train"),
    ]
    assert [row.cells[1].carried for row in rows_made] == [False, True]


def test_two_plans_side_by_side_in_one_table_are_two() -> None:
    rows = (
        ("Action", "Lead", "By when", "Task", "Owner", "Deadline"),
        ("Audit the records", "Jo Pell", "May 2019", "Train the staff", "Ann Gill", "June 2019"),
        ("Write a guide", "HR Manager", "July 2019", "", "", ""),
    )
    left, right = blocks(table(rows))
    assert left.header == ("Action", "Lead", "By when")
    assert [strip.texts for strip in left.body] == [rows[1][:3], rows[2][:3]]
    assert [strip.texts for strip in right.body] == [rows[1][3:]]


def test_three_labels_a_row_make_a_form_and_a_header_whose_second_line_is_below_makes_none() -> None:
    form = (
        ("Action", "Fit new locks", "Lead", "Head of Estates", "By when", "May 2025"),
        ("Status", "Open", "Priority", "High", "Progress", "Ordered"),
    )
    found = records(strips(table(form * 2)))
    assert found is not None
    assert [strip.texts[:3] for strip in found.strips] == [("Fit new locks", "Head of Estates", "May 2025")] * 2
    header = (
        ("No", "Action", "Who is responsible", "", "Delivery", ""),
        ("", "", "Lead", "Support", "End", "Progress"),
    )
    assert records(strips(table((*header, ("", "Fit new locks", "", "", "", ""))))) is None


def test_a_row_above_the_first_form_that_names_a_plan_is_its_title() -> None:
    (block,) = blocks(table((("Estates action plan",), *FORM, *FORM)))
    title, forms = parted([block])
    assert isinstance(title, Paragraph)
    assert (title.text, title.heading) == ("Estates action plan", True)
    assert isinstance(forms, Block)
    assert [strip.texts for strip in forms.body] == [tuple(value for _, value in FORM)] * 2


def test_a_row_above_the_first_form_that_names_a_group_stays_there() -> None:
    (block,) = blocks(table((("Homes and streets",), *FORM, *FORM)))
    (forms,) = parted([block])
    assert isinstance(forms, Block)
    assert [strip.texts[0] for strip in forms.body] == ["Homes and streets", FORM[0][1], FORM[0][1]]
