"""Rows and words of typeset plans: groups between rules, typewriters' fonts, tight columns."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.page import Word
from extract.tables.alignment_groups import repeated_rows
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box
from tests.extract.drawn import drawn

XS = (40, 200, 340, 430, 520)
HEADER = ("Recommendation", "Action", "Lead", "By when")
GROUPS = (
    ("Visit every child in time", ("Set up a weekly meeting|Al Roe|May 2019", "Audit ten files|Bo Lee|Q3")),
    ("Raise the quality of plans", ("Train the staff|Jo Pell|June 2019", "Write a guide|Cy Marsh|", "Ask carers||Q4")),
    ("Publish a neglect strategy", ("Agree it with partners|Ed Obi|July 2019", "Test it|Al Roe|Q2")),
    ("Reduce the time of waiting", ("Recruit two officers|Fay Mo|May 2020", "Cut delay|Bo Lee|Q1")),
)
ROWS = [[recommendation, *action.split("|")] for recommendation, actions in GROUPS for action in actions]


def test_rows_that_repeat_their_recommendation_between_rules_of_groups_are_rows(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 790, "Improvement action plan")
    canvas.setFont("Helvetica-Bold", 9)
    for x, said in zip(XS, HEADER, strict=False):
        canvas.drawString(x, 750, said)
    canvas.line(38, 744, 530, 744)
    canvas.setFont("Helvetica", 9)
    y = 730
    for number, row in enumerate(ROWS):
        for x, said in zip(XS, row, strict=False):
            canvas.drawString(x, y, said)
        y -= 24
        if number + 1 == len(ROWS) or ROWS[number + 1][0] != row[0]:
            canvas.line(38, y + 15, 530, y + 15)
    canvas.save()
    (plan,) = extract.read(tmp_path / "plan.pdf", ocr="off").plans
    assert [[cell.text for cell in row.cells] for row in plan.rows] == ROWS


def words(y: float, *entries: tuple[float, str], pitch: float = 5.0, height: float = 12.0) -> list[Word]:
    found = []
    for x, said in entries:
        for one in said.split():
            found.append(Word(one, Box(x, y, x + pitch * len(one), y + height), 10.0))
            x += pitch * (len(one) + 0.5)
    return found


@pytest.mark.parametrize("again", ["Raise the quality", "Improve the quality"])
def test_only_a_sentence_said_again_parts_a_band(again: str) -> None:
    band = text_lines(
        placed(
            [
                *words(10, (0, "Raise the quality"), (100, "Train"), (200, "Al"), (300, "May")),
                *words(40, (0, again), (100, "Audit"), (200, "Bo"), (300, "June")),
            ]
        )
    )
    expected = [31.0] if again.startswith("Raise") else []
    assert repeated_rows(band, (-1, 99, 199, 299, 400), 5, 60) == pytest.approx(expected)


@pytest.mark.parametrize(("widths", "runs"), [((6.0, 6.0), 2), ((6.0, 4.5), 4)])
def test_a_space_of_a_typewriter_is_as_wide_as_a_letter(widths: tuple[float, float], runs: int) -> None:
    """Three words a letter apart and one further off; letters of other widths tell no typewriter."""
    x, line = 0.0, []
    for at, said in enumerate(("Ensure", "foster", "carers")):
        width = widths[at % 2] * len(said)
        line.append(Word(said, Box(x, 0, x + width, 11), 10.0))
        x += width + 6.0
    line.append(Word("Invite", Box(x + 20, 0, x + 56, 11), 10.0))
    (found,) = text_lines(placed(line))
    assert len(found.runs) == runs


@pytest.mark.parametrize("said", ["Head", "Agency", "progress"])
def test_boxes_as_high_as_the_type_stand_alike_whatever_their_letters(said: str) -> None:
    (line,) = text_lines(placed(words(100, (0, said), height=10.0)))
    assert line.y1 == pytest.approx(112.4)


def test_two_long_headings_that_touch_are_two_words(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200 - canvas.stringWidth("TIMESCALES"), 300, "TIMESCALES")
        for y, said in enumerate(("ACCOUNTABLE", "Head", "Service Manager", "Al Roe", "Jo Pell")):
            canvas.drawString(200, 300 - 20 * y, said)

    said = [word.text for word in drawn(tmp_path, draw).words]
    assert said[:2] == ["TIMESCALES", "ACCOUNTABLE"]


SIDES = (40.0, 150.0, 300.0, 400.0, 480.0, 555.0)
PLAN = (
    ("Visit every child", "Set up a weekly meeting", "Al Roe", "May 2019", "Green"),
    ("Raise the quality", "Train the staff of teams", "Jo Pell", "June 2019", "Amber"),
    ("Publish a strategy", "Agree it with partners", "Ed Obi", "July 2019", "Red"),
    ("Reduce the waiting", "Recruit two officers", "Fay Mo", "May 2020", "Green"),
)
HEADINGS = ("Recommendation", "Action", "Lead", "By when", "RAG")


def opened(folder: Path) -> Canvas:
    canvas = Canvas(str(folder / "plan.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 800, "Improvement action plan")
    return canvas


def written(canvas: Canvas, y: float, entries: tuple[str, ...], font: str = "Helvetica") -> None:
    canvas.setFont(font, 9)
    canvas.setFillColorRGB(0, 0, 0)
    for x, said in zip(SIDES, entries, strict=False):
        canvas.drawString(x + 5, y, said)


def read(folder: Path, canvas: Canvas) -> list[list[str]]:
    canvas.save()
    (plan,) = extract.read(folder / "plan.pdf", ocr="off").plans
    return [[cell.text for cell in row.cells] for row in plan.rows]


def test_the_inner_line_of_a_double_frame_is_no_box_in_a_cell(tmp_path: Path) -> None:
    canvas = opened(tmp_path)
    canvas.setLineWidth(0.7)
    for number in range(7):
        y = 750 - 30 * number
        canvas.line(*((40, y + 1.5, 555, y + 1.5) if 0 < number < 6 else (44, y + 1.5, 551, y + 1.5)))
        canvas.line(44, y - 1.5, 551, y - 1.5)
    for x in SIDES[1:-1]:
        canvas.line(x, 756, x, 721)
        canvas.line(x, 690, x, 569)
    for x in (44, 551):
        canvas.line(x, 751, x, 569)
    written(canvas, 730, HEADINGS, "Helvetica-Bold")
    written(canvas, 700, ("Workforce",), "Helvetica-Bold")
    for number, row in enumerate(PLAN, 2):
        written(canvas, 730 - 30 * number, row)
    assert read(tmp_path, canvas) == [[*row] for row in PLAN]


def test_columns_on_one_ground_with_ratings_painted_on_it_are_told_by_their_text(tmp_path: Path) -> None:
    canvas = opened(tmp_path)
    for number in range(5):
        canvas.setFillColorRGB(*((0.8, 0.8, 0.8) if not number else (0.88, 0.94, 0.85)))
        canvas.rect(40, 720 - 30 * number, 515, 30, stroke=0, fill=1)
        for left, right in ((360, 400), (515, 555)) if number else ():
            canvas.setFillColorRGB(1.0, 0.2 * number, 0)
            canvas.rect(left, 720 - 30 * number, right - left, 30, stroke=0, fill=1)
    rows = [(row[0], row[1], row[2], row[4][0], "Begun in time", row[4][0]) for row in (HEADINGS, *PLAN)]
    rows[0] = ("Recommendation", "Action", "Lead", "RAG", "Update", "RAG")
    for number, row in enumerate(rows):
        canvas.setFont("Helvetica" if number else "Helvetica-Bold", 9)
        canvas.setFillColorRGB(0, 0, 0)
        for x, said in zip((45, 145, 290, 365, 405, 520), row, strict=True):
            canvas.drawString(x, 732 - 30 * number, said)
    assert read(tmp_path, canvas) == [[*row] for row in rows[1:]]


@pytest.mark.parametrize("band", [True, False], ids=["a painted group first", "a painted row first"])
def test_bold_headings_apart_from_the_first_paint_are_those_of_its_table(tmp_path: Path, band: bool) -> None:
    canvas = opened(tmp_path)
    top = 763 if band else 742
    written(canvas, top + 17, ("", "", "Delivery", "September 2018"), "Helvetica-Bold")
    written(canvas, top, HEADINGS, "Helvetica-Bold")
    written(canvas, top - 11, ("", "", "officer"), "Helvetica-Bold")
    if band:
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        canvas.rect(40, 712, 515, 30, stroke=0, fill=1)
        written(canvas, 716, ("Workforce",), "Helvetica-Bold")
    for number, row in enumerate(PLAN):
        if number % 2 == band:
            canvas.setFillColorRGB(0.9, 0.93, 0.97)
            for left, right in itertools.pairwise(SIDES):
                canvas.rect(left, 682 - 30 * number, right - left, 30, stroke=0, fill=1)
        written(canvas, 694 - 30 * number, row)
    assert read(tmp_path, canvas) == [[*row] for row in PLAN]
