"""Trackers and forms hold more than actions: totals, measures in figures, values that read as labels."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

import extract
from schemas.verbatim import Plan

BODY = getSampleStyleSheet()["BodyText"]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold")]
ACTIONS = [
    ("Fit new locks to all blocks", "Head of Estates", "May 2025"),
    ("Train all staff of the front desk", "HR Manager", "June 2025"),
    ("Write a guide for new tenants", "Housing Manager", "July 2025"),
]


def read(folder: Path, *tables: Table) -> tuple[Plan, ...]:
    path = folder / "plan.pdf"
    story: list[Flowable] = [Paragraph("Improvement plan", BODY)]
    for table in tables:
        story += [table, Spacer(1, 20)]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)
    return extract.read(path, ocr="off").plans


def test_rows_that_count_those_above_are_no_actions(tmp_path: Path) -> None:
    totals = [["", "Total actions", "3", ""], ["", "Completed", "1", ""], ["", "% complete", "33%", ""]]
    rows = [[str(at), *action] for at, action in enumerate(ACTIONS, 1)]
    (plan,) = read(tmp_path, Table([["Ref", "Action", "Owner", "Due"], *rows, *totals], style=GRID))
    assert [row.cells[1].text for row in plan.rows] == [action for action, _, _ in ACTIONS]
    assert all(any(text in found.message for found in plan.findings) for text in ("Total actions", "% complete"))


def test_measures_in_figures_speak_against_no_action_with_who_and_when(tmp_path: Path) -> None:
    rows = [[*action, f"{40 + at}%", f"{60 + at}%", f"{50 + at}%"] for at, action in enumerate(ACTIONS)]
    head = ["Priority action", "Lead", "Timescale", "KPI baseline", "Target", "Latest"]
    (plan,) = read(tmp_path, Table([head, *rows], style=GRID))
    assert [row.cells[0].text for row in plan.rows] == [action for action, _, _ in ACTIONS]


def test_figures_of_indicators_are_no_plan(tmp_path: Path) -> None:
    rows = [[name, f"{40 + at}%", f"{60 + at}%", f"{50 + at}%"] for at, (name, _, _) in enumerate(ACTIONS)]
    assert read(tmp_path, Table([["KPI", "Baseline", "Target", "Latest"], *rows], style=GRID)) == ()


def test_a_value_that_begins_with_a_label_is_one_value(tmp_path: Path) -> None:
    asked = ["All locks should work", "Cause of concern: staff were not trained in time", "Tenants should know more"]
    forms = [
        Table(
            [["Area for improvement", what], ["Action", do], ["Responsible officer", who], ["Target date", when]],
            colWidths=[150, 300],
            style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (0, -1), "Helvetica-Bold")],
        )
        for what, (do, who, when) in zip(asked, ACTIONS, strict=True)
    ]
    (plan,) = read(tmp_path, *forms)
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == [
        (what, *action) for what, action in zip(asked, ACTIONS, strict=True)
    ]


def test_a_sign_right_beside_a_date_keeps_its_colour(tmp_path: Path) -> None:
    path = tmp_path / "signs.pdf"
    canvas = Canvas(str(path), pagesize=(500, 300))
    rows = [("Action", "Owner", "Due by", "RAG"), *((*action, "\x6c") for action in ACTIONS)]
    for at, (what, who, when, sign) in enumerate(rows):
        y = 250 - 24 * at
        for x0, x1 in pairwise((40.0, 220.0, 330.0, 380.0, 420.0)):
            canvas.rect(x0, y - 8, x1 - x0, 24)
        canvas.setFillColor("black")
        canvas.setFont("Helvetica", 9)
        canvas.drawString(44, y, what)
        canvas.drawString(224, y, who)
        canvas.drawRightString(380, y, when)
        canvas.setFont("ZapfDingbats" if at else "Helvetica", 12 if at else 9)
        canvas.setFillColor("#00B050" if at else "black")
        canvas.drawString(380, y, sign)
    canvas.save()
    (plan,) = extract.read(path, ocr="off").plans
    assert [(row.cells[2].text, row.cells[3].ink) for row in plan.rows] == [(when, "00B050") for _, _, when in ACTIONS]


def test_pages_of_further_columns_are_those_whose_rows_end_where_these_do(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    canvas = Canvas(str(path), pagesize=(500, 400))
    what = [f"{action}\nof site {at}" for at in range(3) for action, _, _ in ACTIONS]
    news = [f"{at} visits made so far" for at in range(9)]
    for first, last in ((0, 6), (6, 9)):
        for head, cells in (
            (("Action", "Owner", "Due date"), [(one, "Head of Estates", "May 2025") for one in what]),
            (("Progress update", "RAG", "Evidence"), [(one, "Green", "Minutes") for one in news]),
        ):
            for at, row in enumerate((head, *cells[first:last])):
                canvas.setFont("Helvetica" if at else "Helvetica-Bold", 9)
                for x, text in zip((40.0, 240.0, 360.0), row, strict=True):
                    canvas.rect(x, 300 - 40 * at, 200 if x == 40.0 else 120 if x == 240.0 else 100, 40)
                    for down, line in enumerate(text.split("\n")):
                        canvas.drawString(x + 3, 328 - 40 * at - 11 * down, line)
            canvas.showPage()
    canvas.save()
    (plan,) = extract.read(path, ocr="off").plans
    told = [(row.cells[0].text.split(), row.cells[3].text) for row in plan.rows]
    assert told == [(one.split(), said) for one, said in zip(what, news, strict=True)]


def test_subtotals_are_no_actions(tmp_path: Path) -> None:
    rows = [*ACTIONS[:2], ("Sub-total", "2 actions", ""), ACTIONS[2], ("Sub-total", "1 actions", "")]
    (plan,) = read(tmp_path, Table([["Action", "Lead", "Timescale"], *rows], style=GRID))
    assert [row.cells[0].text for row in plan.rows] == [action for action, _, _ in ACTIONS]


def test_what_is_told_of_a_group_below_its_name_goes_with_that(tmp_path: Path) -> None:
    rows = [["Action", "Owner", "Due"]]
    for at, action in enumerate(ACTIONS, 1):
        rows += [[f"R{at}. Better homes", "", ""], ["Response: Accepted", "", ""], [*action]]
    spans = [("SPAN", (0, at), (-1, at)) for at, row in enumerate(rows) if at and not row[1]]
    (plan,) = read(tmp_path, Table(rows, style=[*GRID, *spans]))
    assert [row.section.text if row.section else "" for row in plan.rows] == [
        f"R{at}. Better homes\nResponse: Accepted" for at in (1, 2, 3)
    ]
