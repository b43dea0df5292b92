"""Tables nested in each row of another one: their headings are printed once for each, and are no rows of the plan."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans.events import Sheet
from extract.plans.gathering import drafts
from extract.plans.grid import strips
from extract.plans.header import blocks
from extract.plans.inner_headings import with_inner_headings
from extract.plans.made import made
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Plan

INNER = ("Action", "Lead", "By when")
GROUPS = (
    (
        "1",
        "Records are incomplete",
        (("Audit the records", "Head of Audit", "May 2019"), ("Train staff", "HR", "June 2019")),
    ),
    (
        "2",
        "Visits are late",
        (("Set up a rota", "Team Manager", "July 2019"), ("Report monthly", "Head of Care", "May 2020")),
    ),
)


def cell(text: str, row: int, column: int, down: int = 1, across: int = 1) -> TableCell:
    box = Box(50 + 100 * column, 60 + 20 * row, 50 + 100 * (column + across), 60 + 20 * (row + down))
    return TableCell(text, row, column, down, across, box)


def nested(inner: Sequence[str] = INNER, groups: Sequence[tuple[str, str, Sequence[Sequence[str]]]] = GROUPS) -> Table:
    """Number and recommendation beside inner headings and two rows each, as one grid."""
    cells = [cell("Ref", 0, 0), cell("Recommendation", 0, 1), cell("Actions agreed", 0, 2, across=3)]
    row = 1
    for number, text, rows in groups:
        cells += [cell(number, row, 0, len(rows) + 1), cell(text, row, 1, len(rows) + 1)]
        for texts in (inner, *rows):
            cells += [cell(text, row, 2 + at) for at, text in enumerate(texts)]
            row += 1
    return Table(1, Box(50, 60, 550, 60 + 20 * row), tuple(cells), "rules")


def plan_of(table: Table) -> Plan:
    (draft,) = drafts([Sheet(1, 842.0, tuple(blocks(table)))])
    return made(draft, {1: 842.0})


@pytest.mark.parametrize("groups", [GROUPS, GROUPS[:1]])
def test_inner_headings_are_the_lower_line_of_the_header(
    groups: Sequence[tuple[str, str, Sequence[Sequence[str]]]],
) -> None:
    plan = plan_of(nested(groups=groups))
    assert [column.field for column in plan.columns] == ["number", "recommendation", "action", "owner", "deadline"]
    rows = [(number, text, *texts) for number, text, rows in groups for texts in rows]
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == rows


def test_what_stands_right_of_a_merged_cell_is_a_row_where_it_names_no_fields() -> None:
    groups = [(number, text, (("Appoint an auditor", "Leader", "March 2019"), *rows)) for number, text, rows in GROUPS]
    cells = nested(groups=groups).cells
    flat = [
        cell("Ref", 0, 0), cell("Recommendation", 0, 1), *(cell(text, 0, 2 + at) for at, text in enumerate(INNER)),
        *(one for one in cells if one.row and one.text not in INNER),
    ]  # fmt: skip
    plan = plan_of(Table(1, Box(50, 60, 550, 60 + 180), tuple(flat), "rules"))
    assert [row.cells[2].text for row in plan.rows].count("Appoint an auditor") == 2


def test_inner_headings_that_no_heading_spans_are_kept() -> None:
    cells = [one for one in nested().cells if one.row]
    head = [cell(text, 0, at) for at, text in enumerate(("Ref", "Recommendation", "Actions agreed", "", ""))]
    table = Table(1, Box(50, 60, 550, 240), (*head, *cells), "rules")
    assert with_inner_headings(strips(table)) == strips(table)
