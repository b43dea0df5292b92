"""Trackers and forms hold more than actions: totals, measures in figures, values that read as labels."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
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
