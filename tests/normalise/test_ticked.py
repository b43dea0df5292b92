"""Years, quarters and terms with a tick under those in which an action is due."""

from __future__ import annotations

import pytest

from normalise import deadline
from normalise.ticked import with_ticked_times
from schemas.verbatim import Cell, Column, Field, Plan, Row

Headed = tuple[str, Field | None]
WHAT: list[Headed] = [("Action", "action"), ("Lead", "owner")]
YEARS: list[Headed] = [("Delivery year 22/23", "deadline"), ("Delivery year 23/24", "deadline")]


def plan(headings: list[Headed], *rows: list[str]) -> Plan:
    columns = tuple(Column(header, field) for header, field in headings)
    made = tuple(Row(tuple(Cell(text) for text in row)) for row in rows)
    return Plan("Climate action plan", columns, made, 1, 1, "rules")


def test_ticked_years_are_the_deadline_and_the_ticks_stay() -> None:
    found = with_ticked_times(
        plan([*WHAT, *YEARS], ["Fit panels", "Property", "✓", "✓"], ["Change tariff", "Finance", "✓", ""])
    )
    assert [column.field for column in found.columns] == ["action", "owner", "other", "other", "deadline"]
    assert found.columns[-1].header == "Delivery year"
    assert [[cell.text for cell in row.cells[2:]] for row in found.rows] == [
        ["✓", "✓", "22/23\n23/24"],
        ["✓", "", "22/23"],
    ]
    assert [[one.code for one in row.findings] for row in found.rows] == [["deadline_ticked"]] * 2
    due = deadline(found.rows[0].cells[-1].text)
    assert (str(due.start), str(due.end)) == ("2022-04-01", "2024-03-31")


@pytest.mark.parametrize(
    "headings", [["Short", "Medium", "Long"], ["Q1", "Q2", "Q3"], ["2024/25", "2025/26", "2026/27"]]
)
def test_terms_quarters_and_years_alone(headings: list[str]) -> None:
    found = with_ticked_times(
        plan([*WHAT, *((one, "other") for one in headings)], ["a", "b", "", "x", ""], ["c", "d", "X", "", ""])
    )
    assert [row.cells[-1].text for row in found.rows] == [headings[1], headings[0]]


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        ([*WHAT, *YEARS], [["a", "b", "✓", "done"]]),
        ([*WHAT, *YEARS, ("By when", "deadline")], [["a", "b", "✓", "✓", "May 2024"]]),
        ([*WHAT, ("Red", "other"), ("Green", "other")], [["a", "b", "✓", ""], ["c", "d", "", "✓"]]),
        ([*WHAT, *YEARS], [["a", "b", "✓", "✓"], ["c", "d", "", ""], ["e", "f", "", ""]]),
        ([*WHAT, YEARS[0]], [["a", "b", "✓"]]),
    ],
)  # fmt: skip
def test_other_columns_are_left_as_they_are(headings: list[Headed], rows: list[list[str]]) -> None:
    made = plan(headings, *rows)
    assert with_ticked_times(made) is made
