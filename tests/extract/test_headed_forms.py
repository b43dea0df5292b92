"""Forms whose heading is the action: cards side by side and boxes below each other, drawn as pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.headers.vocabulary import heading
from schemas.verbatim import Plan

ACTIONS = (
    ("Fit new locks to all blocks", "Head of Estates", "May 2025"),
    ("Train all staff of the front desk", "HR Manager", "June 2025"),
    ("Write a guide for new tenants", "Ann Gill", "July 2025"),
    ("Publish the findings of the review", "Di Cox", "March 2026"),
)


def card(canvas: Canvas, x: float, y: float, bold: str, plain: str, at: int, *, bar: float = 0.0) -> None:
    """A box of 250 by 90 points with its upper left corner there; `bar`: the heading stands so far in."""
    canvas.roundRect(x, y - 90, 250, 90, 5)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(x + 8 + bar, y - 14, bold)
    if plain:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x + 8, y - 28, plain)
    for line, (label, said) in enumerate(zip(("Owner:", "Due:", "Status:"), (*ACTIONS[at][1:], "Open"), strict=True)):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(x + 8, y - 42 - 14 * line, label)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(x + 52, y - 42 - 14 * line, said)


def plan(folder: Path, headings: list[tuple[str, str]], *, columns: int = 2, bar: float = 0.0) -> Plan:
    path = folder / "cards.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(30, 790, "Improvement plan")
    for at, (bold, plain) in enumerate(headings):
        row, column = divmod(at, columns)
        card(canvas, 30 + 270 * column, 760 - 110 * row, bold, plain, at, bar=bar)
    canvas.save()
    (found,) = extract.read(path, ocr="off").plans
    return found


def values(found: Plan) -> list[tuple[str, ...]]:
    at = {column.field: place for place, column in enumerate(found.columns)}
    fields = ("number", "recommendation" if "recommendation" in at else "action", "owner", "deadline")
    return [tuple(row.cells[at[field]].text for field in fields) for row in found.rows]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(
    ("before", "number"),
    [("Action 1.{}", "1.{}"), ("1.{}", "1.{}"), ("Recommendation {}", "{}")],
)
def test_what_stands_below_a_numbered_heading_is_to_be_done(
    tmp_path: Path, columns: int, before: str, number: str
) -> None:
    headings = [(before.format(at + 1), action) for at, (action, _, _) in enumerate(ACTIONS)]
    expected = [(number.format(at + 1), *action) for at, action in enumerate(ACTIONS)]
    assert values(plan(tmp_path, headings, columns=columns)) == expected


@pytest.mark.parametrize("columns", [1, 2])
def test_a_heading_without_a_number_is_the_action(tmp_path: Path, columns: int) -> None:
    found = plan(tmp_path, [(action, "") for action, _, _ in ACTIONS], columns=columns)
    assert values(found) == [("", *action) for action in ACTIONS]


def test_a_heading_in_a_bar_begins_a_little_further_in(tmp_path: Path) -> None:
    headings = [(f"Recommendation {at + 1}", action) for at, (action, _, _) in enumerate(ACTIONS)]
    found = plan(tmp_path, headings, bar=3.0)
    assert values(found) == [(f"{at + 1}", *action) for at, action in enumerate(ACTIONS)]


def test_a_number_alone_above_the_label_of_the_action_numbers_the_form(tmp_path: Path) -> None:
    path = tmp_path / "numbered.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    for at, (action, owner, due) in enumerate(ACTIONS):
        for line, (label, said) in enumerate((("Action:", action), ("Owner:", owner), ("Due:", due))):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(30 + 280 * (at % 2), 760 - 100 * (at // 2), f"1.{at + 1}")
            canvas.drawString(30 + 280 * (at % 2), 746 - 100 * (at // 2) - 14 * line, label)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(80 + 280 * (at % 2), 746 - 100 * (at // 2) - 14 * line, said)
    canvas.save()
    (found,) = extract.read(path, ocr="off").plans
    assert values(found) == [(f"1.{at + 1}", *action) for at, action in enumerate(ACTIONS)]


def tables_below_headings(folder: Path, headings: list[list[tuple[str, str]]]) -> Plan:
    """Tables of who and when in two columns, a page for each list of headings: bold, and plain below that."""
    path = folder / "tables.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    at = 0
    for page in headings:
        y = 780.0
        for bold, plain in page:
            for text, font in ((bold, "Helvetica-Bold"), (plain, "Helvetica")):
                canvas.setFont(font, 10)
                canvas.drawString(40, y, text)
                y -= 14 * bool(text)
            for label, said in zip(("Owner", "Due", "Status"), (*ACTIONS[at][1:], "Open"), strict=True):
                canvas.rect(40, y - 8, 100, 20)
                canvas.rect(140, y - 8, 300, 20)
                canvas.setFont("Helvetica-Bold", 10)
                canvas.drawString(44, y - 2, label)
                canvas.setFont("Helvetica", 10)
                canvas.drawString(144, y - 2, said)
                y -= 20
            y -= 24
            at += 1
        canvas.showPage()
    canvas.save()
    (found,) = extract.read(path, ocr="off").plans
    return found


def test_a_table_of_who_and_when_belongs_to_the_heading_above_it(tmp_path: Path) -> None:
    found = tables_below_headings(tmp_path, [[(action, "") for action, _, _ in ACTIONS]])
    assert values(found) == [("", *action) for action in ACTIONS]


def test_so_it_does_to_the_text_below_a_numbered_heading_and_on_the_next_page(tmp_path: Path) -> None:
    headings = [(f"Action {at + 1}", action) for at, (action, _, _) in enumerate(ACTIONS)]
    found = tables_below_headings(tmp_path, [headings[:3], headings[3:]])
    assert values(found) == [(f"{at + 1}", *action) for at, action in enumerate(ACTIONS)]


def test_a_calendar_of_quarters_stands_below_its_years(tmp_path: Path) -> None:
    path = tmp_path / "calendar.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    sides = [30, 70, 260, 380, *(410 + 30 * at for at in range(4)), 530]
    canvas.setFont("Helvetica", 9)
    for at, text in enumerate(("Ref", "Action", "Lead officer")):
        canvas.rect(sides[at], 740, sides[at + 1] - sides[at], 40)
        canvas.drawString(sides[at] + 3, 760, text)
    for at, year in enumerate(("2025", "2026")):
        canvas.rect(sides[3 + 2 * at], 760, sides[5 + 2 * at] - sides[3 + 2 * at], 20)
        canvas.drawString(sides[3 + 2 * at] + 3, 766, year)
    for row, texts in enumerate(
        (("", "", "", "Q1", "Q2", "Q3", "Q4"), *((f"{n}", *a[:2]) for n, a in enumerate(ACTIONS)))
    ):
        for at in range(3 if not row else 0, 7):
            canvas.rect(sides[at], 740 - 20 * row, sides[at + 1] - sides[at], 20)
            canvas.drawString(sides[at] + 3, 746 - 20 * row, texts[at] if at < len(texts) else "")
    canvas.save()
    (found,) = extract.read(path, ocr="off").plans
    assert len(found.rows) == len(ACTIONS)
    assert heading("Lead officer").alone == found.columns[2].field
    assert [column.header for column in found.columns[3:]] == ["2025 Q1", "2025 Q2", "2026 Q3", "2026 Q4"]


@pytest.mark.parametrize("before", ["R{}. ", "Recommendation {} – ", "{}. "])
def test_sentences_with_numbers_above_forms_with_actions_are_recommendations(tmp_path: Path, before: str) -> None:
    path = tmp_path / "responses.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(30, 790, "Management responses")
    asked = [f"The council should look again at what it does about {what}." for what in ("locks", "staff", "tenants")]
    for at, text in enumerate(asked):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(30, 760 - 90 * at, before.format(at + 1) + text)
        canvas.setFont("Helvetica", 10)
        for line, said in enumerate(zip(("Response", "Owner", "Due"), ACTIONS[at], strict=True), start=1):
            canvas.drawString(30, 760 - 90 * at - 20 * line, ": ".join(said))
    canvas.save()
    (found,) = extract.read(path, ocr="off").plans
    fields = [column.field for column in found.columns]
    assert fields == ["number", "recommendation", "action", "owner", "deadline"]
    assert [tuple(cell.text for cell in row.cells[1:]) for row in found.rows] == [
        (text, *ACTIONS[at]) for at, text in enumerate(asked)
    ]
    assert [row.cells[0].text[-1:] for row in found.rows] == ["1", "2", "3"]
