"""Cells that stand for another: ditto marks and pointers to a row's number."""

from __future__ import annotations

import pytest

from normalise.dittos import without_dittos
from schemas.verbatim import Cell, Column, Field, Plan, Row


def column(field: Field, texts: list[str]) -> Plan:
    columns = (Column("No", "number"), Column("Action", "action"), Column("Column", field))
    rows = tuple(Row((Cell(f"1.{at}"), Cell("Train"), Cell(text))) for at, text in enumerate(texts, start=1))
    return Plan("Plan", columns, rows, 1, 1, "rules")


@pytest.mark.parametrize("mark", ['"', "”", "''", "〃", "Ditto", "-do-", "As above", "as above.", "Same as above"])
@pytest.mark.parametrize("field", ["owner", "deadline", "rag", "status"])
def test_a_mark_stands_for_the_cell_above(mark: str, field: Field) -> None:
    found = without_dittos(column(field, ["First", mark, mark, "Other"]))
    assert [row.cells[2].text for row in found.rows] == ["First", "First", "First", "Other"]
    assert [[one.code for one in row.findings] for row in found.rows] == [
        [],
        ["stands_for_another"],
        ["stands_for_another"],
        [],
    ]


@pytest.mark.parametrize("text", ["See 1.2", "As 1.2 above", "as action 1.2", "Same as 1.2", "as per 1.2"])
def test_a_pointer_stands_for_the_row_of_its_number(text: str) -> None:
    found = without_dittos(column("owner", [text, "Head of HR"]))
    assert [row.cells[2].text for row in found.rows] == ["Head of HR", "Head of HR"]


@pytest.mark.parametrize(
    ("field", "texts"),
    [
        ("owner", ['"', "Head of HR"]),
        ("owner", ["See 1.9", "Head of HR"]),
        ("owner", ["Head of HR", "See above"]),
        ("owner", ["", '"']),
        ("status", ["Complete", "See 1.1"]),
        ("progress", ["Policy agreed", '"']),
        ("deadline", ["As 1.2", "As 1.1"]),
    ],
)
def test_what_points_nowhere_stays(field: Field, texts: list[str]) -> None:
    found = without_dittos(column(field, texts))
    assert [row.cells[2].text for row in found.rows] == texts
    assert not any(row.findings for row in found.rows)
