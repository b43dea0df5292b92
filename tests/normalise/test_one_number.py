"""Plans with several columns of numbers: one of them numbers the rows."""

from __future__ import annotations

import pytest

from normalise.one_number import with_one_number
from schemas.verbatim import Cell, Column, Plan, Row


@pytest.mark.parametrize(
    ("numbers", "fields"),
    [
        ([("1", "1.1"), ("1", "1.2"), ("2", "2.1")], ["other", "number"]),
        ([("1.1", "para 34"), ("1.2", "para 34"), ("1.3", "")], ["number", "other"]),
        ([("1", "a"), ("2", "b")], ["number", "other"]),
        ([("", "1"), ("", "2")], ["other", "number"]),
    ],
)
def test_the_column_that_tells_most_rows_apart_numbers_them(numbers: list[tuple[str, str]], fields: list[str]) -> None:
    columns = (Column("Rec", "number"), Column("Ref", "number"), Column("Action", "action"))
    rows = tuple(Row((Cell(one), Cell(other), Cell("Train staff"))) for one, other in numbers)
    found = with_one_number(Plan("Plan", columns, rows, 1, 1, "rules"))
    assert [column.field for column in found.columns] == [*fields, "action"]
    assert found.rows is rows


def test_a_single_number_stays() -> None:
    plan = Plan("Plan", (Column("Ref", "number"), Column("Action", "action")), (), 1, 1, "rules")
    assert with_one_number(plan) is plan
