"""Actions in columns of terms or partners, on tables laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans.events import Sheet
from extract.plans.gathering import drafts
from extract.plans.header import blocks
from extract.plans.made import made
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Plan

LOCKS, STAFF, GUIDE, REVIEW = (
    "Review the locks of all blocks",
    "Recruit two wardens",
    "Publish a guide for tenants",
    "Audit a tenth of all visits",
)


def plans(rows: Sequence[Sequence[str]]) -> list[Plan]:
    cells = tuple(
        TableCell(
            text, at, column, 1, 1, Box(40.0 + 100 * column, 40.0 + 20 * at, 140.0 + 100 * column, 60.0 + 20 * at)
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    table = Table(1, Box(40.0, 40.0, 40.0 + 100 * len(rows[0]), 40.0 + 20 * len(rows)), cells, "rules")
    return [made(draft, {1: 842.0}) for draft in drafts([Sheet(1, 842.0, blocks(table))])]


def told(rows: Sequence[Sequence[str]]) -> list[dict[str | None, str]]:
    (plan,) = plans(rows)
    fields = [column.field for column in plan.columns]
    return [dict(zip(fields, (cell.text for cell in row.cells), strict=True)) for row in plan.rows]


def test_each_cell_below_a_term_is_an_action_that_is_due_then() -> None:
    found = told([("Theme", "Short term", "Medium term"), ("Homes", LOCKS, STAFF), ("Streets", "", GUIDE)])
    assert found == [
        {"section": "Homes", "action": LOCKS, "deadline": "Short term"},
        {"section": "Homes", "action": STAFF, "deadline": "Medium term"},
        {"section": "Streets", "action": GUIDE, "deadline": "Medium term"},
    ]


def test_lines_that_are_instructions_are_actions_of_their_own() -> None:
    found = told([("First 30 days", "By 60 days"), (f"• {LOCKS}\n• {STAFF}", f"{GUIDE}\nand a map of each block")])
    assert [(row["action"], row["deadline"]) for row in found] == [
        (f"• {LOCKS}", "First 30 days"),
        (f"• {STAFF}", "First 30 days"),
        (f"{GUIDE}\nand a map of each block", "By 60 days"),
    ]


def test_partners_who_head_columns_are_the_owners() -> None:
    head = ("Recommendation", "County Council", "Integrated Care Board", "Timescale")
    found = told([head, ("Make homes safe", LOCKS, STAFF, "May 2025"), ("Speak up", GUIDE, REVIEW, "June 2025")])
    assert [(row["owner"], row["action"], row["deadline"]) for row in found] == [
        ("County Council", LOCKS, "May 2025"),
        ("Integrated Care Board", STAFF, "May 2025"),
        ("County Council", GUIDE, "June 2025"),
        ("Integrated Care Board", REVIEW, "June 2025"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Theme", "2024/25", "2025/26"), ("Homes", "1,200 locks", "1,400 locks"), ("Streets", "12 lamps", "14 lamps")],
        [("Stage", "Short term", "Long term"), ("Homes", "More locks", "No complaints"), ("Roads", "Lamps", "Bridges")],
        [("Theme", "Short term", "Notes"), ("Homes", LOCKS, "Begun"), ("Streets", GUIDE, "Not yet")],
    ],
)
def test_what_does_not_tell_to_do_things_by_term_is_no_matrix(rows: list[tuple[str, ...]]) -> None:
    assert plans(rows) == []
