"""Columns whose entries run up to the next column or into it, and stripes that leave a merged column out."""

from __future__ import annotations

import itertools
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

import extract
from extract.page import Fill, Page, Rule, Word
from extract.pdfium.document import open_document
from extract.tables.alignment import column_starts, parted_at
from extract.tables.alignment_groups import told_rows
from extract.tables.finding import tables_on
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = (40, 70, 210, 280, 322, 420)
HEADER = ("No", "Action", "Owner", "Deadline", "Impact", "Progress")
ROWS = (
    ("1", "Map every gully|of the town", "Ann Gill", "11/05/2021", "Placements|are seen", "Begun"),
    ("2", "Train the staff", "Jo Pell", "Jun 20", "Fewer repeat|referrals", "Late"),
    ("3", "Write a policy|with partners", "Al Roe", "April|2021", "95% of visits|in time", "Late"),
    ("4", "Test the rota", "Bo Lee", "19/07/2021", "95% of visits|in time", "Begun"),
    ("5", "Cost the offer|with schools", "Cy Marsh", "Q4 2020", "All staff trained", "Begun"),
    ("6", "Ask the forum", "Di Venn", "Sep 20", "Audit shows|good practice", "Begun"),
    ("7", "Hold a review", "Ed Obi", "May 2020", "Fewer complaints", "Begun"),
)


def text(x: float, y: float, said: str) -> list[Word]:
    found = []
    for part in said.split():
        found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0))
        x += 5.0 * len(part) + 2.5
    return found


def lines(*entries: tuple[float, float, str]) -> list[TextLine]:
    return text_lines(placed([word for entry in entries for word in text(*entry)]))


def test_a_date_that_runs_into_the_next_column_is_in_its_own(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 780, "Improvement action plan")
    canvas.setFont("Helvetica-Bold", 9)
    for x, said in zip(XS, HEADER, strict=True):
        canvas.drawString(x, 748, said)
    canvas.line(38, 742, 520, 742)
    canvas.setFont("Helvetica", 9)
    y = 730
    for row in ROWS:
        for x, said in zip(XS, row, strict=True):
            for at, line in enumerate(said.split("|")):
                canvas.drawString(x, y - 11 * at, line)
        y -= 17 + 11 * max(said.count("|") for said in row)
        canvas.line(38, y + 11, 520, y + 11)
    canvas.save()
    (plan,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [[cell.text for cell in row.cells] for row in plan.rows] == [
        [said.replace("|", " ") for said in row] for row in ROWS
    ]


def test_two_entries_that_touch_are_two_words_only_where_a_column_begins(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for at, (left, right) in enumerate([("6/12/2015", "Aug 16"), *[("TBC", "May 16")] * 4]):
        canvas.drawString(255 if at else 300 - canvas.stringWidth(left), 700 - 20 * at, left)
        canvas.drawString(300, 700 - 20 * at, right)
    for at in range(5):
        canvas.drawString(40, 500 - 20 * at, "The Df")
        canvas.drawString(40 + canvas.stringWidth("The Df"), 500 - 20 * at, "E has asked for it")
    canvas.save()
    with open_document(tmp_path / "page.pdf") as document:
        said = [word.text for word in document.page(1).words]
    assert "6/12/2015" in said
    assert said.count("DfE") == 5


def test_a_word_longer_than_its_column_hides_no_start_but_words_of_a_sentence_do() -> None:
    rows = [(100.0, "Ann Gill", "May"), (130.0, "Jo Pell", "June"), (160.0, "Al Roe", "July"), (190.0, "Bo", "May")]
    entries = [(x, y, said) for y, *texts in rows for x, said in zip((20.0, 90.0), texts, strict=True)]
    found = lines(*entries, (20.0, 220.0, "Commissioning-"), (90.0, 220.0, "Aug"), (200.0, 220.0, "Late"))
    assert column_starts(found) == [90.0]
    (*_, last) = parted_at(found, [90.0])
    assert [run.text for run in last.runs] == ["Commissioning-", "Aug", "Late"]
    assert last.runs[0].x1 < 90.0
    assert column_starts([*found, *lines((20.0, 240.0, "All of the Housing team now"), (200.0, 240.0, "Late"))]) == []


def test_lines_of_a_cell_with_bullets_of_another_font_tell_no_rows() -> None:
    def column(*entries: tuple[float, str]) -> list[TextLine]:
        return lines(*((0.0, y, said) for y, said in entries))

    bullets = column((14.0, "18 plans a term:"))
    for y in (24.0, 35.0, 46.0):
        bullets += text_lines(placed([Word("*", Box(0.0, y, 5.0, y + 15.4), 10.0), *text(8.0, y + 3.0, "issued")]))
    action = [*column((0.0, "Agree a framework for plans and")), *bullets]
    two = column((0.0, "Olu Thackray, Lead for"), (14.0, "Housing"))
    columns = [column((0.0, "21")), action, two, column((0.0, "Spring 2024")), two, column((0.0, "Green"))]
    assert told_rows(columns, -2.0, 70.0, merged=True) == []


def test_texts_in_a_column_that_stripes_leave_out_are_of_their_own_rows() -> None:
    """One rule below the header; a merged cell has no stripe, and neither has the text of the row below it."""
    xs, ys = (40.0, 160.0, 320.0, 420.0, 500.0), [60.0, 74.0, *(74.0 + 28.0 * at for at in range(1, 7))]
    fills = [Fill(Box(a, 60.0, b, 74.0), "1F3864", at) for at, (a, b) in enumerate(itertools.pairwise(xs))]
    words = [
        word for x, said in zip(xs, ("Aim", "Action", "Owner", "By"), strict=False) for word in text(x + 2, 61, said)
    ]
    asked = {0: "Hard to reach", 4: "Agree priorities", 5: "Train everyone"}
    for at, y in enumerate(ys[1:-1]):
        if at % 2:
            first = 0 if at in asked else 1
            fills += [Fill(Box(a, y, b, y + 28.0), "EAF1DD", 10 + at) for a, b in itertools.pairwise(xs[first:])]
        for x, said in zip(xs, (asked.get(at, ""), f"Audit the files of team {at}", "Jo Pell", "May"), strict=False):
            words += text(x + 2, y + 2, said)
    rules = (Rule(Box(40.0, 74.0, 500.0, 74.0), True),)
    (table,) = tables_on(Page(1, 560.0, 800.0, tuple(words), rules=rules, fills=tuple(fills)))
    assert {cell.text for cell in table.cells if cell.column == 0 and cell.text} == {"Aim", *asked.values()}


def test_headings_that_touch_are_two_where_the_texts_below_begin(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 780, "Improvement action plan")
    xs = (40, 160, 322 - canvas.stringWidth("Responsible ", "Helvetica-Bold", 9) + 0.5, 322, 420)
    canvas.setFillColorRGB(0.8, 0.8, 0.9)
    for left, right in zip((36, 156, xs[2] - 4, 318, 416), (156, xs[2] - 4, 318, 416, 520), strict=True):
        canvas.rect(left, 738, right - left, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica-Bold", 9)
    for x, said in zip(xs, ("Recommendation", "Action", "Responsible", "Resources", "Deadline"), strict=True):
        canvas.drawString(x, 748, said)
    canvas.drawString(xs[2], 740, "person")
    canvas.setFont("Helvetica", 9)
    y = 724
    for row in ROWS:
        for x, said in zip(xs, (row[1], row[4], row[2], "Grant aid", row[3]), strict=True):
            for at, line in enumerate(said.split("|")):
                canvas.drawString(x, y - 11 * at, line)
        y -= 28
        canvas.line(36, y + 11, 520, y + 11)
    canvas.save()
    (plan,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [column.field for column in plan.columns] == ["recommendation", "action", "owner", "resources", "deadline"]
    assert {row.cells[3].text for row in plan.rows} == {"Grant aid"}


def test_a_heading_over_two_painted_columns_hides_neither(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 780, "Improvement action plan")
    xs, shades = (40, 180, 280, 400, 550), ((0.1, 0.2, 0.4), (1, 1, 1), (0.9, 0.95, 0.85))

    def painted(top: float, height: float, sides: tuple[int, ...], shade: int) -> None:
        canvas.setFillColorRGB(*shades[shade])
        for left, right in itertools.pairwise(sides):
            canvas.rect(left, top - height, right - left, height, stroke=0, fill=1)
        canvas.setFillColorRGB(*(shades[1] if not shade else (0, 0, 0)))

    painted(756, 12, (40, 180, 400, 550), 0)
    painted(744, 12, xs, 0)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawCentredString(284, 747, "Delivery")
    for x, y, said in zip(xs, (741, 735, 735, 741), ("Action", "Lead officer", "Due date", "Update"), strict=False):
        canvas.drawString(x + 6, y, said)
    canvas.setFont("Helvetica", 9)
    y = 732.0
    for number, row in enumerate(ROWS):
        painted(y, 24, xs, 1 + number % 2)
        for x, said in zip(xs, (row[1], f"Service Manager {'ABC'[number % 3]}", row[3], row[4]), strict=False):
            for at, line in enumerate(said.split("|")):
                canvas.drawString(x + 6, y - 10 - 10 * at, line)
        y -= 24
        canvas.line(40, y, 550, y)
    canvas.save()
    (plan,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [column.field for column in plan.columns] == ["action", "owner", "deadline", "progress"]
    assert [row.cells[1].text for row in plan.rows] == [f"Service Manager {'ABC'[at % 3]}" for at in range(len(ROWS))]


def in_letters(canvas: Canvas, x: float, y: float, said: str) -> None:
    """Each letter drawn by itself where the one before ends, as browsers print figures."""
    for letter in said:
        canvas.drawString(x, y, letter)
        x += canvas.stringWidth(letter)


def page_of(tmp_path: Path, days: tuple[str, ...], *, ruled: bool) -> list[str]:
    canvas = Canvas(str(tmp_path / "days.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    for at, day in enumerate(days):
        in_letters(canvas, 100, 700 - 24 * at, day)
        in_letters(canvas, 142.1, 700 - 24 * at, f"{at + 30} Mar")
        if ruled:
            canvas.line(138, 690 - 24 * at, 138, 712 - 24 * at)
    canvas.save()
    with open_document(tmp_path / "days.pdf") as document:
        return [word.text for word in document.page(1).words]


def test_letters_of_two_columns_drawn_over_each_other_are_parted(tmp_path: Path) -> None:
    words = page_of(tmp_path, ("30/11/2014", "Jan 14", "Feb 14", "March", "April"), ruled=False)
    assert words[:3] == ["30/11/2014", "30", "Mar"]


def test_a_rule_through_a_day_drawn_letter_by_letter_cuts_where_the_next_text_begins(tmp_path: Path) -> None:
    words = page_of(tmp_path, ("30/11/2014", "Jan 14", "Feb 14", "March", "April"), ruled=True)
    assert words[:3] == ["30/11/2014", "30", "Mar"]


def test_a_rule_through_a_word_drawn_letter_by_letter_leaves_it_whole(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "days.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    in_letters(canvas, 100, 700, "Commissioning")
    canvas.line(140, 690, 140, 712)
    canvas.save()
    with open_document(tmp_path / "days.pdf") as document:
        assert [word.text for word in document.page(1).words] == ["Commissioning"]
