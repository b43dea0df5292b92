"""Who and when at the end of the actions of a table, on columns and rows made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from extract.plans.closed_cells import with_closings
from schemas.geometry import Box, Place
from schemas.verbatim import Cell, Column, Field, Row

PLACE = Place(1, Box(40.0, 40.0, 140.0, 60.0))
LOCKS = "Review the locks of all blocks"
STAFF = "Recruit two wardens"
GUIDE = "Publish a guide for tenants"


def told(fields: Sequence[Field], rows: Sequence[Sequence[str]]) -> tuple[list[str | None], list[list[str]], list[Row]]:
    columns = [Column(field.title(), field) for field in fields]
    cells = [Row(tuple(Cell(text, (PLACE,), fill="FFFF00") for text in row)) for row in rows]
    found, made = with_closings(columns, cells)
    return [column.field for column in found], [[cell.text for cell in row.cells] for row in made], list(made)


def test_who_at_the_end_of_actions_becomes_a_column() -> None:
    fields, texts, rows = told(
        ["action"], [[f"{LOCKS} (Head of Estates)"], [f"{STAFF} (Housing Manager)"], [f"{GUIDE} – Director of Housing"]]
    )
    assert fields == ["action", "owner"]
    assert texts == [[LOCKS, "Head of Estates"], [STAFF, "Housing Manager"], [GUIDE, "Director of Housing"]]
    assert all(row.cells[1].places == (PLACE,) and row.cells[1].fill is None for row in rows)


def test_when_becomes_a_column_where_the_plan_has_none() -> None:
    ends = ("Head of Estates, May 2025", "Housing Manager, by 5 June 2025", "Director of Housing")
    fields, texts, _ = told(["action"], [[f"{LOCKS} ({end})"] for end in ends])
    assert fields == ["action", "owner", "deadline"]
    assert [row[1:] for row in texts] == [
        ["Head of Estates", "May 2025"],
        ["Housing Manager", "by 5 June 2025"],
        ["Director of Housing", ""],
    ]


def test_each_line_that_names_its_owner_is_an_action() -> None:
    both = f"{LOCKS} (Head of Estates)\n{STAFF} (Housing Manager)"
    _, texts, rows = told(["deadline", "action"], [["By May 2025", both], ["June", f"{GUIDE} (Housing Manager)"]])
    assert texts == [
        ["By May 2025", LOCKS, "Head of Estates"],
        ["By May 2025", STAFF, "Housing Manager"],
        ["June", GUIDE, "Housing Manager"],
    ]
    assert [row.cells[0].carried for row in rows] == [False, True, False]


def test_a_cell_one_line_of_which_names_nobody_is_one_action() -> None:
    both = f"{LOCKS} in two steps\n{STAFF} (Housing Manager)"
    rows = [[both], [f"{GUIDE} (Director of Housing)"], [f"{STAFF} (Head of Estates)"]]
    assert told(["action"], rows)[1][0] == [f"{LOCKS} in two steps\n{STAFF}", "Housing Manager"]


def test_actions_stay_as_they_are() -> None:
    owned = [[f"{LOCKS} (Head of Estates)", "A. Bell"]] * 3
    assert told(["action", "owner"], owned)[1] == owned
    few = [[f"{LOCKS} (Head of Estates)"], [STAFF], [GUIDE], [f"{GUIDE} (Housing Manager)"]]
    assert told(["action"], few)[1] == few
    timed = [["June", f"{LOCKS} (Head of Estates, May 2025)"]] * 3
    assert told(["deadline", "action"], timed)[1] == timed
