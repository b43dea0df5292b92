"""Rows that say more of the action above them, on tables laid out by hand."""

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

HEADER = ("Ref", "Action", "Lead", "By when")
NEWS = ("Four posts are filled and two are out to advert.", "The template is drafted.", "All plans are up to date.")


def action(number: int) -> tuple[str, ...]:
    return f"1.{number}", f"Fit new locks to block {number}", "Head of Estates", "May 2025"


def table(rows: Sequence[Sequence[str]], page: int = 1) -> Table:
    """A row of one text spans all columns, one of two all but the first with the second."""
    cells = []
    for at, row in enumerate(rows):
        y, end = 40.0 + 20 * at, len(HEADER)
        for column, text in enumerate(row):
            span = end - column if column == len(row) - 1 else 1
            box = Box(40.0 + 100 * column, y, 40.0 + 100 * (column + span), y + 20)
            cells.append(TableCell(text, at, column, 1, span, box, bold=row is HEADER))
    return Table(page, Box(40.0, 40.0, 440.0, 40.0 + 20 * len(rows)), tuple(cells), "rules")


def plan(*tables: Table) -> Plan:
    (draft,) = drafts([Sheet(one.page, 595.0, blocks(one)) for one in tables])
    return made(draft, {one.page: 595.0 for one in tables})


def told(found: Plan) -> list[tuple[str, ...]]:
    """Of each row its number, its section, and what stands right of the columns of the header."""
    return [
        (row.cells[0].text, row.section.text if row.section else "", *(cell.text for cell in row.cells[len(HEADER) :]))
        for row in found.rows
    ]


@pytest.mark.parametrize(
    ("label", "field", "header"),
    [
        ("Progress:", "progress", "Progress"),
        ("Latest note:", "progress", "Latest note"),
        ("Comments -", "comments", "Comments"),
        ("Evidence of impact:", "evidence", "Evidence of impact"),
    ],
)
def test_a_labelled_row_below_each_action_is_a_cell_of_it(label: str, field: str, header: str) -> None:
    rows = [row for at, news in enumerate(NEWS) for row in (action(at), (f"{label} {news}",))]
    found = plan(table([HEADER, *rows]))
    assert told(found) == [(f"1.{at}", "", news) for at, news in enumerate(NEWS)]
    assert (found.columns[-1].field, found.columns[-1].header) == (field, header)
    assert not any(row.findings for row in found.rows)


def test_a_label_in_a_cell_of_its_own_is_the_heading() -> None:
    rows = [row for at, news in enumerate(NEWS) for row in (action(at), ("Progress update", news))]
    assert told(plan(table([HEADER, *rows]))) == [(f"1.{at}", "", news) for at, news in enumerate(NEWS)]


def test_groups_keep_their_headings_and_some_actions_have_no_news() -> None:
    group, news = ("Theme 1: Homes",), (f"Progress: {NEWS[0]}",)
    found = plan(table([HEADER, group, action(1), news, action(2), ("Theme 2: Streets",), action(3), news]))
    assert told(found) == [
        ("1.1", "Theme 1: Homes", NEWS[0]),
        ("1.2", "Theme 1: Homes", ""),
        ("1.3", "Theme 2: Streets", NEWS[0]),
    ]


def test_labels_with_a_day_keep_it() -> None:
    rows = [row for at, news in enumerate(NEWS) for row in (action(at), (f"Update May 202{at}: {news}",))]
    found = plan(table([HEADER, *rows]))
    assert [row.cells[-1].text for row in found.rows] == [f"May 202{at}: {news}" for at, news in enumerate(NEWS)]
    assert found.columns[-1].header == "Update"


def test_two_labels_are_two_columns() -> None:
    below = (("Progress: Begun.",), ("Evidence: A report.",))
    found = plan(table([HEADER, action(1), *below, action(2), *below]))
    assert told(found) == [("1.1", "", "Begun.", "A report."), ("1.2", "", "Begun.", "A report.")]


def test_what_a_page_parts_from_its_action_goes_on_with_it() -> None:
    news = [(f"Progress: {text}",) for text in NEWS]
    first = table([HEADER, action(1), news[0], action(2)])
    found = plan(first, table([HEADER, news[1], action(3), news[2]], 2))
    assert told(found) == [(f"1.{at}", "", text) for at, text in enumerate(NEWS, start=1)]
    (join,) = found.rows[1].joins
    assert (join.first_page, join.second_page) == (1, 2)


def test_a_row_without_a_label_below_each_action_leaves_a_finding() -> None:
    rows = [row for at, news in enumerate(NEWS) for row in (action(at), (news,))]
    found = plan(table([HEADER, *rows]))
    assert told(found) == [(f"1.{at}", "", news) for at, news in enumerate(NEWS)]
    assert found.columns[-1].field is None
    assert [finding.code for row in found.rows for finding in row.findings] == ["row_told_below"] * 3


@pytest.mark.parametrize(
    "rows",
    [
        [("Outcome: Homes are safe",), action(1), action(2), ("Outcome: Streets are clean",), action(3)],
        [action(1), action(2), action(3), ("Progress: This theme is on track.",), action(4), action(5)],
        [("Homes",), action(1), ("Streets",), action(2), ("Parks",), action(3)],
        [action(1), ("Theme 2: Streets",), action(2), ("Theme 3: Parks",), action(3), ("Theme 4: Schools",)],
    ],
)
def test_what_heads_or_sums_up_a_group_is_no_cell(rows: list[tuple[str, ...]]) -> None:
    assert len(plan(table([HEADER, *rows])).columns) == len(HEADER)
