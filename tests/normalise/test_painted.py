"""Ratings that only the paint of other cells tells."""

from __future__ import annotations

import pytest

from normalise.painted import with_painted_ratings
from normalise.rag.cell import rag
from schemas.verbatim import Cell, Column, KeyEntry, Plan, Row

GREEN, AMBER, RED, STRIPE = "00B050", "FFC000", "FF0000", "DDEBF7"
KEY = (KeyEntry(GREEN, "Green", "on track"), KeyEntry(AMBER, "Amber", "delayed"), KeyEntry(RED, "Red", "overdue"))


def plan(fields: list[str], rows: list[list[str | None]], key: tuple[KeyEntry, ...] = ()) -> Plan:
    """A plan whose cells all say something, painted so."""
    columns = tuple(Column(name.title(), name) for name in fields)  # type: ignore[arg-type]  # fields by their names
    made = tuple(Row(tuple(Cell("Begun", fill=fill) for fill in fills)) for fills in rows)
    return Plan("", columns, made, 1, 1, "rules", rag_key=key)


def ratings(found: Plan) -> list[list[str | None]]:
    at = [place for place, column in enumerate(found.columns) if column.field == "rag"]
    return [[row.cells[place].fill for place in at] for row in found.rows]


def test_the_paint_of_news_is_its_rating() -> None:
    rows = [[None, AMBER, GREEN], [None, AMBER, RED], [None, GREEN, AMBER]]
    found = with_painted_ratings(plan(["action", "progress", "progress"], rows))
    assert [column.field for column in found.columns] == ["action", "progress", "rag", "progress", "rag"]
    assert ratings(found) == [row[1:] for row in rows]
    assert {finding.code for row in found.rows for finding in row.findings} == {"rag_painted_beside"}


def test_the_paint_of_whole_rows_is_one_where_the_paper_has_a_key() -> None:
    rows: list[list[str | None]] = [[GREEN] * 3, [AMBER] * 3, [RED] * 3, [None] * 3]
    fields = ["action", "owner", "progress"]
    assert ratings(with_painted_ratings(plan(fields, rows, KEY))) == [[GREEN], [AMBER], [RED], [None]]
    assert ratings(with_painted_ratings(plan(fields, rows))) == [[]] * 4


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        (["action", "progress", "rag"], [[None, GREEN, None], [None, RED, None]]),
        (["action", "owner", "progress"], [[None, None, AMBER], [None, None, AMBER]]),
        (["action", "owner", "progress"], [[STRIPE] * 3, [None] * 3, [STRIPE] * 3]),
        (["action", "owner", "progress"], [[None, None, GREEN], [None] * 3, [None] * 3, [None, None, RED]]),
    ],
)
def test_other_paint_is_none(fields: list[str], rows: list[list[str | None]]) -> None:
    one = plan(fields, rows, KEY)
    assert with_painted_ratings(one) is one


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("complete or on track", None),
        ("on track", "on_track"),
        ("completed / on target", None),
        ("complete", "completed"),
    ],
)
def test_a_key_that_leaves_it_open_gives_no_status(meaning: str, status: str | None) -> None:
    assert rag("", fill=GREEN, legend={"green": meaning}).status == status
