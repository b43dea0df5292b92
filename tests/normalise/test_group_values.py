"""Owners and deadlines that the heading of a group tells for its rows."""

from __future__ import annotations

import pytest

from normalise import deadline
from normalise.group_values import due_said, owner_said, with_group_values
from schemas.verbatim import Cell, Column, Field, Plan, Row


@pytest.mark.parametrize(
    ("heading", "due"),
    [
        ("Actions to be completed by 31 March 2024", "to be completed by 31 March 2024"),
        ("Priority 1: Front door (by March 2025)", "by March 2025"),
        ("Phase 1 – to be completed by September 2024", "to be completed by September 2024"),
        ("Theme 2 – Timescale: 6 months", "Timescale: 6 months"),
        ("Actions due in Q1 2024/25", "due in Q1 2024/25"),
        ("Immediate actions", "Immediate"),
        ("Within three months:", "Within three months"),
        ("Short term (0-6 months)", "Short term (0-6 months)"),
        ("First 100 days", "First 100 days"),
        ("Longer term: by December 2026", "Longer term: by December 2026"),
    ],
)
def test_a_heading_that_sets_a_deadline(heading: str, due: str) -> None:
    assert due_said(heading) == due
    assert deadline(due).kind not in ("none", "unparseable")


@pytest.mark.parametrize(
    "heading",
    [
        "Actions completed by 31 March 2024",
        "November 2023",
        "2024/25",
        "Improvement Plan 2024/25",
        "Recommendations made by March 2024",
        "Action plan – to be reviewed by March 2025",
        "Recommendations of the review, March 2023",
        "Since April 2024",
        "Children in care for 12 months or more",
        "Timely assessments within 45 working days",
        "Priority 3: Within county placements",
        "0-5 years",
        "By May 2024 or by June 2024, as agreed",
    ],
)
def test_other_headings_set_none(heading: str) -> None:
    assert due_said(heading) is None


@pytest.mark.parametrize(
    ("heading", "owner"),
    [
        ("Priority 1: Front door Lead: Head of Service, Front Door", "Head of Service, Front Door"),
        ("Priority 2 (Lead: Jo Smith)", "Jo Smith"),
        ("Theme 1 – Practice – Lead Officer: Jane Doe – Timescale: March 2025", "Jane Doe"),
        ("Priority 1 Lead – Principal Social Worker", "Principal Social Worker"),
        ("Lead: TBC", None),
        ("1. Leadership: Governance", None),
        ("Lead Director: Helen Smith; Operational lead: Jo Poe", None),
        ("Information lead – Governance Board", None),
    ],
)
def test_the_lead_of_a_group(heading: str, owner: str | None) -> None:
    assert owner_said(heading) == owner


def grouped(fields: list[Field], *rows: tuple[str, list[str]]) -> Plan:
    columns = tuple(Column(field.title(), field) for field in fields)
    made = tuple(Row(tuple(map(Cell, texts)), section=Cell(section)) for section, texts in rows)
    return Plan("Improvement plan", columns, made, 1, 1, "rules")


def test_rows_take_what_their_group_says_and_say_so() -> None:
    found = with_group_values(
        grouped(
            ["number", "action"],
            ("Lead: Head of HR\nActions due by May 2024", ["1", "Train"]),
            ("Priority 2", ["2", "Recruit"]),
        )
    )
    assert [column.field for column in found.columns] == ["number", "action", "owner", "deadline"]
    assert [[cell.text for cell in row.cells[2:]] for row in found.rows] == [
        ["Head of HR", "due by May 2024"],
        ["", ""],
    ]
    assert [[one.code for one in row.findings] for row in found.rows] == [["owner_of_group", "deadline_of_group"], []]


def test_what_rows_say_themselves_is_not_sought_above_them() -> None:
    plan = grouped(
        ["action", "owner", "deadline"], ("Lead: Head of HR. Due by May 2024", ["Train", "Jo Poe", "June 2024"])
    )
    assert with_group_values(plan) is plan
