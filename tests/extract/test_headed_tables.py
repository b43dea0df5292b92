"""What stands above a table of actions: the recommendation that its heading counts, the title of its slide."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import extract

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=10)
HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=15, leading=18, spaceBefore=12, spaceAfter=8)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=10, leading=12)
BOLD = ParagraphStyle("bold", fontName="Helvetica-Bold", fontSize=10, leading=12)
HEADER = ("Action", "Lead", "By when", "Progress")
ASKED = {
    "R1": "The Board should seek assurance that the policy is applied by all partners and by each of their teams.",
    "R2": "The Trust should review its arrangements for people who decline care after they have left hospital.",
}
ACTIONS = {
    "R1": [("Audit 20 cases of self-neglect and report on them", "Quality Group", "March 2023", "Audit reported")],
    "R2": [
        ("Add a step to the checklist for discharge", "Deputy Chief Nurse", "April 2023", "In use on nine wards"),
        ("Brief the teams on all wards of both sites", "Ward managers", "May 2023", "Not begun"),
    ],
}


def table(rows: list[tuple[str, ...]]) -> Table:
    cells = [[Paragraph(text, BOLD) for text in HEADER], *([Paragraph(text, CELL) for text in row] for row in rows)]
    made = Table(cells, colWidths=[170, 100, 80, 120], repeatRows=1)
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return made


def draw(target: Path, story: list[Flowable], *, wide: bool = False) -> Path:
    SimpleDocTemplate(str(target), pagesize=landscape(A4) if wide else A4).build(story)
    return target


@pytest.mark.parametrize("word", ["Recommendation ", "Area for improvement "])
def test_what_stands_below_a_counted_heading_is_the_recommendation(tmp_path: Path, word: str) -> None:
    story: list[Flowable] = [Paragraph("Safeguarding Adults Review: Action Plan", HEAD)]
    for code, rows in ACTIONS.items():
        story += [Paragraph(word + code, HEAD), Paragraph(ASKED[code], BODY), table(rows)]
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story)).plans
    assert [column.field for column in plan.columns] == ["recommendation", "action", "owner", "deadline", "progress"]
    assert [(row.cells[0].text, row.cells[0].carried) for row in plan.rows] == [
        (ASKED["R1"], False),
        (ASKED["R2"], False),
        (ASKED["R2"], True),
    ]
    assert [row.section.text if row.section else "" for row in plan.rows] == [
        word + code for code in ("R1", "R2", "R2")
    ]


def test_a_paragraph_below_another_heading_stays_prose(tmp_path: Path) -> None:
    story: list[Flowable] = [Paragraph("Safeguarding Adults Review: Action Plan", HEAD)]
    for number, (code, rows) in enumerate(ACTIONS.items(), 1):
        story += [Paragraph(f"Theme {number}", HEAD), Paragraph(ASKED[code], BODY), table(rows)]
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story)).plans
    assert [column.field for column in plan.columns] == ["action", "owner", "deadline", "progress"]


def test_a_slides_title_of_two_lines_names_the_section(tmp_path: Path) -> None:
    title = ParagraphStyle("title", fontName="Helvetica", fontSize=18, leading=22, spaceAfter=20)
    asked = {
        code: f"{number} {text[:-1]} and report to the Health and Wellbeing Board each year on what has changed"
        for number, (code, text) in enumerate(ASKED.items(), 1)
    }
    story: list[Flowable] = [Paragraph("Action Plan", ParagraphStyle("front", fontSize=40, leading=48)), PageBreak()]
    for code, rows in ACTIONS.items():
        story += [Paragraph(asked[code], title), table(rows), PageBreak()]
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story, wide=True)).plans
    assert [row.section.text if row.section else "" for row in plan.rows] == [asked["R1"], asked["R2"], asked["R2"]]


def test_headings_that_count_in_codes_of_their_own_name_sections(tmp_path: Path) -> None:
    codes = {"R1": "Cause of concern CoC1: ", "R2": "Cause of concern AFI1: "}
    story: list[Flowable] = [Paragraph("Fire and Rescue: Action Plan", HEAD)]
    for code, rows in ACTIONS.items():
        banner = Paragraph(codes[code] + ASKED[code] + " It should do so soon.", BOLD)
        cells = [[banner], [Paragraph(text, BOLD) for text in HEADER]]
        made = Table(
            [*cells, *([Paragraph(text, CELL) for text in row] for row in rows)], colWidths=[170, 100, 80, 120]
        )
        made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("SPAN", (0, 0), (-1, 0))]))
        story += [made, Paragraph("&nbsp;", BODY)]
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story)).plans
    assert [row.section.text[:22] if row.section else "" for row in plan.rows] == [
        codes["R1"][:22],
        *[codes["R2"][:22]] * 2,
    ]


def test_tables_below_headings_of_one_size_have_these_for_sections(tmp_path: Path) -> None:
    """As a sheet's blocks do that have no title above them all."""
    story: list[Flowable] = []
    for name, rows in zip(("Buildings", "Transport"), ACTIONS.values(), strict=True):
        story += [Paragraph(name, HEAD), table(rows)]
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story)).plans
    assert [row.section.text if row.section else "" for row in plan.rows] == ["Buildings", "Transport", "Transport"]


def test_a_title_that_names_a_plan_is_no_section(tmp_path: Path) -> None:
    story: list[Flowable] = []
    for name, rows in zip(("Action Plan", "Transport"), ACTIONS.values(), strict=True):
        story += [Paragraph(name, HEAD), table(rows)]
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story)).plans
    assert [row.section.text if row.section else "" for row in plan.rows] == ["", "Transport", "Transport"]


def test_a_recommendation_beside_a_table_of_its_own_is_that_of_its_rows(tmp_path: Path) -> None:
    """As tables in the cells of another are drawn: each has its header beside the merged text."""
    rows: list[list[Paragraph | str]] = []
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for code, actions in ACTIONS.items():
        style.append(("SPAN", (0, len(rows)), (0, len(rows) + len(actions))))
        rows.append([Paragraph(ASKED[code], BOLD), *(Paragraph(text, BOLD) for text in HEADER)])
        rows += [["", *(Paragraph(text, CELL) for text in action)] for action in actions]
    made = Table(rows, colWidths=[130, 130, 80, 60, 90])
    made.setStyle(TableStyle(style))
    (plan,) = extract.read(draw(tmp_path / "a.pdf", [Paragraph("Action Plan", HEAD), made])).plans
    assert [column.field for column in plan.columns] == ["recommendation", "action", "owner", "deadline", "progress"]
    assert [row.cells[0].text for row in plan.rows] == [ASKED["R1"], ASKED["R2"], ASKED["R2"]]


def test_a_banner_of_two_lines_right_below_a_low_bold_header_is_whole(tmp_path: Path) -> None:
    """The first of its lines reaches over the header's foot, as lines of a word processor do in cells without room."""
    style: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("TOPPADDING", (0, 0), (-1, -1), -1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    rows: list[list[Paragraph | str]] = [[Paragraph(text, BOLD) for text in HEADER]]
    for number, (code, actions) in enumerate(ACTIONS.items(), 1):
        style.append(("SPAN", (0, len(rows)), (-1, len(rows))))
        rows.append([Paragraph(f"Recommendation {number}: {ASKED[code]}", BOLD), "", "", ""])
        rows += [[Paragraph(text, CELL) for text in action] for action in actions]
    made = Table(rows, colWidths=[170, 100, 80, 120])
    made.setStyle(TableStyle(style))
    (plan,) = extract.read(draw(tmp_path / "a.pdf", [Paragraph("Action Plan", HEAD), made])).plans
    sections = [row.section.text if row.section else "" for row in plan.rows]
    assert sections == [f"Recommendation {n}: {ASKED[code]}" for n, code in ((1, "R1"), (2, "R2"), (2, "R2"))]


@pytest.mark.parametrize("gap", [3.0, 4.0])
def test_cells_that_are_boxes_in_a_frame_are_a_table(tmp_path: Path, gap: float) -> None:
    """As browsers draw borders with white between them."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setLineWidth(0.75)
    widths, y = (170.0, 110.0, 80.0, 120.0), 700.0
    lines = [HEADER, *(row for rows in ACTIONS.values() for row in rows)]
    width = sum(widths) + gap * (len(widths) - 1)
    canvas.rect(50.0 - gap, y - len(lines) * (40.0 + gap), width + 2 * gap, len(lines) * (40.0 + gap) + gap)
    for number, texts in enumerate(lines):
        x, foot = 50.0, y - 40.0 - number * (40.0 + gap)
        for text, own in zip(texts, widths, strict=True):
            canvas.rect(x, foot, own, 40.0)
            made = Paragraph(text, CELL if number else BOLD)
            _, height = made.wrap(own - 8.0, 40.0)
            made.drawOn(canvas, x + 4.0, foot + 36.0 - height)
            x += own + gap
    canvas.save()
    (plan,) = extract.read(tmp_path / "a.pdf").plans
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == lines[1:]


def test_labels_may_stand_above_larger_type(tmp_path: Path) -> None:
    label = ParagraphStyle("label", fontName="Helvetica-Bold", fontSize=8, leading=10, textColor=colors.purple)
    names = ("Recommendation", "Our action", "Lead", "When", "Progress")
    story: list[Flowable] = [Paragraph("Peer Challenge: Action Plan", HEAD), Paragraph("Made in May.", BODY)]
    said = [(ASKED[code], *row) for code, rows in ACTIONS.items() for row in rows]
    for texts in said:
        for name, text in zip(names, texts, strict=True):
            story += [Paragraph(name, label), Paragraph(text, CELL)]
        story.append(Spacer(1, 14))
    (plan,) = extract.read(draw(tmp_path / "a.pdf", story)).plans
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == said
