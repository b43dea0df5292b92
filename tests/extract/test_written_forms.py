"""Forms written out: labels and what they say on one line, in one cell, in bold, cut by a page; and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.page import Page, Word
from extract.plans.events import Sheet
from extract.plans.form_signs import may_hold_forms
from extract.plans.gathering import drafts
from extract.plans.header import blocks
from extract.plans.labels import heads_form, segments
from extract.plans.made import made
from extract.plans.written import Written, written
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Plan

STEP = 14.0
FORM = (
    "*Recommendation_2: Records are incomplete",
    "*Action: Audit the records of all teams,",
    "and tell the board what was found",
    "*Lead: Head of Audit   *By_when: May 2019",
    "*Progress: Begun",
)
VALUES = ("Audit the records of all teams, and tell the board what was found", "Head of Audit", "May 2019", "Begun")


def line(text: str, y: float, x: float = 50.0) -> list[Word]:
    """Five points a letter; a star sets a word bold, "_" in one stands for a space; three spaces are a gap."""
    found = []
    for part in text.split(" "):
        for at, word in enumerate(part.lstrip("*").split("_")):
            if word:
                found.append(Word(word, Box(x, y, x + 5 * len(word), y + 10), 10.0, part.startswith("*")))
            x += 5 * (len(word) + (at > 0) + 1)
    return found


def page(lines: Sequence[str], number: int = 1, step: float = STEP) -> Page:
    words = [word for at, text in enumerate(lines) for word in line(text, 60 + step * at)]
    return Page(number, 595.0, 842.0, tuple(words))


def rows(found: Written) -> list[list[str]]:
    return [[text for text in row if text] for row in found.table.rows]


def plan_of(*pages: Page) -> Plan:
    sheets = [
        Sheet(one.number, 842.0, tuple(b for w in written(one, (), ()) for b in blocks(w.table))) for one in pages
    ]
    (draft,) = drafts(sheets)
    return made(draft, {one.number: 842.0 for one in pages})


def values(plan: Plan) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in plan.rows]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Lead: Head of Audit", ["Lead:"]),
        ("*Lead Head of Audit   *Due May 2019", ["Lead", "Due"]),
        ("*Our_response:_actions Audit the records", ["Our response: actions"]),
        ("*Lead:_Head_of_Audit", ["Lead:"]),
        ("Lead: Ann Gill | Due: May 2019", ["Lead:", "Due:"]),
        ("*Mascot: Ann Gill", ["Mascot:"]),
        ("Mascot: Ann Gill", []),
        ("We shall lead: nobody else will", []),
        ("*Recommendation_2: Records are incomplete", []),
    ],
)
def test_labels_of_a_line(text: str, labels: list[str]) -> None:
    found = [" ".join(word.text for word in label) for label, _ in segments(line(text, 0.0)) if label]
    assert found == labels


def test_a_numbered_label_heads_a_form() -> None:
    assert heads_form(line(FORM[0], 0.0))
    assert not heads_form(line(FORM[1], 0.0))


def test_lines_of_labels_are_a_form() -> None:
    (found,) = written(page(FORM), (), ())
    assert found.whole
    assert rows(found) == [
        ["Recommendation 2: Records are incomplete"],
        ["Action", VALUES[0]],
        ["Lead", VALUES[1]],
        ["By when", VALUES[2]],
        ["Progress", VALUES[3]],
    ]


def test_forms_of_lines_are_rows_of_a_plan() -> None:
    plan = plan_of(page(FORM * 2))
    assert values(plan) == [VALUES, VALUES]
    assert [row.section.text for row in plan.rows if row.section] == ["Recommendation 2: Records are incomplete"] * 2


@pytest.mark.parametrize("cut", [3, 4])
def test_a_form_that_a_page_cuts_is_one_row(cut: int) -> None:
    plan = plan_of(page(FORM + FORM[:cut]), page(FORM[cut:], 2))
    assert values(plan) == [VALUES, VALUES]


def test_text_hangs_beside_its_label() -> None:
    lines = ("*Action Audit the records", "       of all teams", "*Lead Ann Gill", "*Due May 2019", "The end of it")
    (found,) = written(page(lines), (), ())
    assert rows(found) == [["Action", "Audit the records of all teams"], ["Lead", "Ann Gill"], ["Due", "May 2019"]]


def test_a_label_in_the_middle_of_its_text() -> None:
    words = [
        *line("*Lead", 60.0),
        *line("Ann Gill", 60.0, 120.0),
        *line("Audit the records", 80.0, 120.0),
        *line("*Action", 86.0),
        *line("of all teams", 92.0, 120.0),
        *line("*Due", 112.0),
        *line("May 2019", 112.0, 120.0),
    ]
    (found,) = written(Page(1, 595.0, 842.0, tuple(words)), (), ())
    assert rows(found) == [["Lead", "Ann Gill"], ["Action", "Audit the records of all teams"], ["Due", "May 2019"]]


@pytest.mark.parametrize(
    "texts",
    [
        (("Action: Audit the records",), ("Lead: Ann Gill", "Due: May 2019", "Status: Open")),
        (("Action: Audit the records",), ("Lead", "Due", "Status"), ("Ann Gill", "May 2019", "Open")),
    ],
    ids=["labels in the cells", "labels above the cells"],
)
def test_the_cells_of_a_card(texts: tuple[tuple[str, ...], ...]) -> None:
    cells, words = [], []
    for at, row in enumerate(texts):
        for column, text in enumerate(row):
            box = Box(50.0 + 150 * column, 60.0 + 20 * at, 200.0 + 150 * column, 80.0 + 20 * at)
            cells.append(TableCell(text, at, column, 1, 3 if len(row) == 1 else 1, box))
            words += line(text, box.y0 + 4, box.x0 + 4)
    table = Table(1, Box(50.0, 60.0, 500.0, 120.0), tuple(cells), "rules")
    (found,) = written(Page(1, 595.0, 842.0, tuple(words)), (table,), (table,))
    assert found.whole
    assert found.drawn == (table,)
    assert rows(found)[-3:] == [["Lead", "Ann Gill"], ["Due", "May 2019"], ["Status", "Open"]]


@pytest.mark.parametrize(
    "lines",
    [
        ("Report to: Cabinet", "Lead officer: Ann Gill", "Date: 5 May 2019", "Wards affected: All"),
        ("*Action   *Lead   *Due", "Audit the records   Ann Gill   May 2019", "Train staff   Jo Pell   June 2019"),
        ("*Rec   *Management_action   *Officer_responsible   *When_will_it_be_done?   May 2018   October 2018",),
        ("The action is clear: audit the records.", "The lead is Ann Gill: she knows them.", "It is due: May."),
    ],
    ids=["a front", "a header", "the upper level of a header", "prose"],
)
def test_what_is_no_form(lines: tuple[str, ...]) -> None:
    assert not any(found.whole for found in written(page(lines), (), ()))


def beside(left: str, right: str) -> str:
    """Two texts side by side, the second from the middle of the page on."""
    return f"{left}{' ' * (50 - len(left.replace('*', '')))}{right}"


CARDS = (
    beside("*Action: Audit the records", "*Action: Train all staff"),
    beside("of all teams", "*Lead: Jo Pell"),
    beside("*Lead: Ann Gill", "*Due: June 2019"),
    beside("*Due: May 2019", "*Status: Open"),
    beside("*Status: Begun", ""),
    beside("*Action: Write a policy", "*Action: Buy a van"),
    beside("*Lead: Al Roe", "*Lead: Di Cox"),
    beside("*Due: July 2019", "*Due: May 2020"),
    beside("*Status: Open", "*Status: Open"),
)


def test_cards_side_by_side_are_read_one_after_the_other() -> None:
    assert values(plan_of(page(CARDS))) == [
        ("Audit the records of all teams", "Ann Gill", "May 2019", "Begun"),
        ("Train all staff", "Jo Pell", "June 2019", "Open"),
        ("Write a policy", "Al Roe", "July 2019", "Open"),
        ("Buy a van", "Di Cox", "May 2020", "Open"),
    ]


def test_cards_that_text_runs_through_give_no_row() -> None:
    through = "Partners noted that this will be done before the year is out, come what may"
    assert written(page((*CARDS[:5], through, *CARDS[5:])), (), ()) == ()


def test_pages_without_labels_are_not_looked_at() -> None:
    assert may_hold_forms(page(FORM), (), ())
    assert not may_hold_forms(page(("The council met: it was late.", "Those present:", "nobody")), (), ())


STACKED = (
    "*Recommendation",
    "Records are incomplete",
    "*Action",
    "Audit the records of all teams",
    "*Mascot",
    "Otter",
    "*Lead   *Due",
    "Ann Gill   May 2019",
)


def test_labels_above_what_they_say_known_by_their_words_or_by_their_look() -> None:
    (found,) = written(page((*STACKED, "*Recommendation", "Staff are few", *STACKED[2:])), (), ())
    assert rows(found)[:5] == [
        ["Recommendation", "Records are incomplete"],
        ["Action", "Audit the records of all teams"],
        ["Mascot", "Otter"],
        ["Lead", "Ann Gill"],
        ["Due", "May 2019"],
    ]


@pytest.mark.parametrize("step", [18.0, 23.0, 26.0], ids=["padded", "wide", "too far apart"])
def test_labels_stand_further_above_what_they_say_than_lines_of_a_text(step: float) -> None:
    labelled = [run for run in written(page(STACKED, step=step), (), ()) if len(run.table.rows) > 1]
    assert [rows(run)[3:] for run in labelled] == ([] if step > 24 else [[["Lead", "Ann Gill"], ["Due", "May 2019"]]])


PAINTED = ("Recommendation", "Records are incomplete", "Action", "Audit the records", "Lead|Due", "Director|May 2019")


def card(texts: Sequence[str], top: float, *, across: bool) -> tuple[Table, list[Word]]:
    """Labels in bold and painted, each above what it says, in cells of two columns that may be one."""
    cells, words = [], []
    for at, row in enumerate(texts):
        labels = at % 2 == len(texts) % 2
        for column, text in enumerate(row.split("|")):
            y = top + 20 * at
            box = Box(50.0 + 150 * column, y, 200.0 + 150 * column, y + 20)
            wide = 2 if across and "|" not in row else 1
            fill = "E6EEF7" if labels else None
            cells.append(TableCell(text, at, column, 1, wide, box, fill=fill, bold=labels))
            words += line(("*" if labels else "") + text.replace(" ", " *" if labels else " "), y + 5, box.x0 + 4)
    box = Box(50.0, top, 350.0, top + 20 * len(texts))
    return Table(1, box, tuple(cells), "fills"), words


@pytest.mark.parametrize("across", [True, False], ids=["merged", "not merged"])
@pytest.mark.parametrize("drawn_from", [0, 3], ids=["all of it", "from a value on"])
def test_painted_labels_above_what_they_say(across: bool, drawn_from: int) -> None:
    loose = [word for at, text in enumerate(PAINTED[:drawn_from]) for word in line(bold(text, at), 65 + 20.0 * at, 54)]
    table, words = card(PAINTED[drawn_from:], 60.0 + 20 * drawn_from, across=across)
    found = written(Page(1, 595.0, 842.0, (*loose, *words)), (table,), (table,))
    assert [row for run in found for row in rows(run)] == [
        ["Recommendation", "Records are incomplete"],
        ["Action", "Audit the records"],
        ["Lead", "Director"],
        ["Due", "May 2019"],
    ]


def bold(text: str, at: int) -> str:
    return "*" + text.replace(" ", " *") if at % 2 == 0 else text


def test_labels_above_what_they_say_in_one_cell() -> None:
    texts = [bold(text, at) for at, text in enumerate(PAINTED[:4])]
    words = [word for at, text in enumerate(texts) for word in line(text, 65 + 14.0 * at, 54)]
    words += [word for x, said in ((54, "Lead: Ann"), (204, "Due: May")) for word in line(said, 125, x)]
    boxes = [Box(50.0, 60.0, 350.0, 120.0), Box(50.0, 120.0, 200.0, 140.0), Box(200.0, 120.0, 350.0, 140.0)]
    cells = [TableCell(" ".join(PAINTED[:4]), 0, 0, 1, 2, boxes[0]), TableCell("Lead: Ann", 1, 0, 1, 1, boxes[1])]
    cells.append(TableCell("Due: May", 1, 1, 1, 1, boxes[2]))
    table = Table(1, Box(50.0, 60.0, 350.0, 140.0), tuple(cells), "rules")
    (found,) = written(Page(1, 595.0, 842.0, tuple(words)), (table,), (table,))
    assert rows(found)[:2] == [["Recommendation", "Records are incomplete"], ["Action", "Audit the records"]]


def test_a_numbered_heading_of_each_form_says_what_is_to_be_done() -> None:
    said = "*Lead: Ann Gill   *Due: May 2019   *RAG: Green"
    lines = (
        "*Council",
        "Told by all officers in May.",
        "*Action_1: Audit the records",
        said,
        "*Action_2: Train staff",
        said,
    )
    (found,) = [one for one in written(page(lines), (), ()) if one.whole]
    assert [row for row in rows(found) if row[0].startswith("Action")] == [
        ["Action 1", "Audit the records"],
        ["Action 2", "Train staff"],
    ]
    plan = plan_of(page(lines))
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == [
        ("1", "Audit the records", "Ann Gill", "May 2019", "Green"),
        ("2", "Train staff", "Ann Gill", "May 2019", "Green"),
    ]


def columns(*pairs: tuple[str, float, float, str, float]) -> Page:
    """A page of labels at the left and texts further right, each at a height of its own."""
    words = [word for label, at, *_ in pairs for word in line(f"*{label}", at)]
    words += [word for _, _, at, text, x in pairs if text for word in line(text, at, x)]
    return Page(1, 595.0, 842.0, tuple(sorted(words, key=lambda word: (word.box.y0, word.box.x0))))


def test_labels_in_a_column_of_their_own_stand_in_the_middle_of_what_they_say() -> None:
    found = columns(
        ("Action", 67, 60, "Audit the records of all", 200),
        ("Mascot", 96, 96, "Otter", 200),
        ("Lead", 118, 118, "Ann Gill", 200),
        ("Due", 140, 140, "May 2019", 200),
        ("Progress", 162, 162, "Begun", 200),
    )
    more = replace(found, words=(*found.words, *line("teams by the spring", 74, 200)))
    (made_of,) = written(more, (), ())
    assert rows(made_of) == [
        ["Action", "Audit the records of all teams by the spring"],
        ["Mascot", "Otter"],
        ["Lead", "Ann Gill"],
        ["Due", "May 2019"],
        ["Progress", "Begun"],
    ]


def test_what_a_label_says_goes_on_at_the_top_of_the_next_page() -> None:
    def form(texts: Sequence[str], foot: float = 60.0) -> list[Word]:
        return [
            word
            for at, (label, text) in enumerate(zip(("Action", "Lead", "Due", "Progress"), texts, strict=True))
            for word in (*line(f"*{label}", foot + 20 * at), *line(text, foot + 20 * at, 200))
        ]

    first = Page(1, 595.0, 842.0, tuple(form(("Audit the records", "Ann Gill", "May 2019", "Begun in the spring and"))))
    rest = line("not yet finished", 40, 200)
    second = Page(2, 595.0, 842.0, (*rest, *form(("Train the staff", "Jo Pell", "June 2019", "Done"))))
    assert values(plan_of(first, second)) == [
        ("Audit the records", "Ann Gill", "May 2019", "Begun in the spring and not yet finished"),
        ("Train the staff", "Jo Pell", "June 2019", "Done"),
    ]


def test_the_second_line_of_a_label_beside_another_is_no_part_of_what_that_says() -> None:
    form = [
        "*Action           Audit the records",
        "*By_whom          Head of Audit     *Completion    19/07/2018",
        "                                    *date",
        "*Progress         Begun",
    ]
    (found,) = written(page(form), (), ())
    assert rows(found)[1:3] == [["By whom", "Head of Audit"], ["Completion date", "19/07/2018"]]


def test_a_drawn_form_stays_as_drawn_though_a_gap_parts_a_label_of_two_lines(tmp_path: Path) -> None:
    """Justified text: "Commentary" stands far from "on", which is no word that the cells lost."""
    labels = (("Action no",), ("Agreed action",), ("Lead",), ("When",), ("Commentary          on", "progress"))
    said = ("A1", "Map a dashboard of care", "Head of Roads", "30/12/2015", "Complete. No update")
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=(500, 400))
    tops = [360, 345, 330, 315, 300, 272]
    for form in (0, 150):
        for (top, foot), own, value in zip(pairwise(tops), labels, said, strict=True):
            canvas.setFont("Helvetica-Bold", 9)
            for at, text in enumerate(own):
                canvas.drawString(33, top - form - 11 - 12 * at, text)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(153, top - form - 11, value)
            canvas.rect(30, foot - form, 120, top - foot)
            canvas.rect(150, foot - form, 300, top - foot)
    canvas.save()
    (plan,) = extract.read(tmp_path / "form.pdf", ocr="off").plans
    assert [column.header for column in plan.columns] == [
        *(" ".join(own[0].split()) for own in labels[:4]),
        "Commentary on progress",
    ]
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == [said, said]


def test_a_label_in_bold_begins_in_the_middle_of_a_paragraph() -> None:
    form = (
        "*Finding: Records are incomplete *Agreed_action: Audit the",
        "records of all teams by hand. *Responsible: Head of Audit.",
        "*Target: May 2019.",
        "",
    )
    plan = plan_of(page(form * 3))
    assert [column.field for column in plan.columns] == ["recommendation", "action", "owner", "deadline"]
    assert {value[1:] for value in values(plan)} == {
        ("Audit the records of all teams by hand.", "Head of Audit.", "May 2019.")
    }


def test_a_line_ends_inside_a_label_in_bold() -> None:
    form = (
        "*Finding: Records are incomplete here *Agreed",
        "*action: Audit them *Lead: Ann Gill *Target: May 2019.",
        "",
    )
    assert values(plan_of(page(form * 3)))[0] == ("Records are incomplete here", "Audit them", "Ann Gill", "May 2019.")


def test_words_with_a_colon_in_plain_type_are_part_of_a_paragraph() -> None:
    form = ("*Action: Audit the records", "and say so. Lead: nobody", "*Lead: Head of Audit   *By_when: May 2019", "")
    plan = plan_of(page(form * 3))
    assert plan.rows[0].cells[0].text == "Audit the records and say so. Lead: nobody"


def test_a_known_label_at_a_lines_end_is_none_of_the_text_before_it() -> None:
    form = ("*Action: Audit the records   *Lead", "*By_when: May 2019", "*Progress: Begun", "")
    plan = plan_of(page(form * 3))
    assert [row.cells[0].text for row in plan.rows] == ["Audit the records"] * 3
