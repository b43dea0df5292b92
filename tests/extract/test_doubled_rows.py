"""Rows of which a plan's columns hold two are two; what a row may have several of leaves it one."""

from __future__ import annotations

import dataclasses

import pytest

from extract.page import Word
from extract.plans.doubled import with_rows_apart
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Method

XS = (0.0, 30.0, 230.0, 330.0, 400.0, 440.0)
TOP, FOOT = 100.0, 200.0
Line = tuple[float, str]
"""Points below the top of the row, text."""

NUMBER: list[Line] = [(4, "1")]
TASKS: list[Line] = [(4, "Map the gullies and report"), (16, "to the board"), (34, "Train the new staff")]
LEADS: list[Line] = [(4, "Ann Gill"), (34, "Jo Pell")]
DAYS: list[Line] = [(4, "May 2019"), (34, "June 2019")]


def table(*columns: list[Line], method: Method = "fills", fill: str | None = None) -> tuple[Table, list[Word]]:
    """A header and one row of it."""
    heads = [TableCell("Head", 0, at, 1, 1, Box(XS[at], 80, XS[at + 1], TOP)) for at in range(len(columns))]
    cells, words = [], []
    for at, lines in enumerate(columns):
        text = " ".join(text for _, text in lines)
        own = fill if at == len(columns) - 1 else None
        cells.append(TableCell(text, 1, at, 1, 1, Box(XS[at], TOP, XS[at + 1], FOOT), fill=own))
        for y, text in lines:
            x = XS[at] + 2
            for part in text.split():
                words.append(Word(part, Box(x, TOP + y, x + 5 * len(part), TOP + y + 10), 10.0))
                x += 5 * len(part) + 2.5
    sure = 0.95 if method == "rules" else 0.75
    return Table(1, Box(0, 80, XS[len(columns)], FOOT), (*heads, *cells), method, sure), words


def body(found: Table) -> list[list[str]]:
    return found.rows[1:]


def test_two_days_beside_two_texts_are_two_rows() -> None:
    given, words = table([(4, "1.1"), (34, "1.2")], TASKS, LEADS, DAYS, [])
    assert body(with_rows_apart(given, words)) == [
        ["1.1", "Map the gullies and report to the board", "Ann Gill", "May 2019", ""],
        ["1.2", "Train the new staff", "Jo Pell", "June 2019", ""],
    ]


def test_a_fuller_text_beside_the_shared_number_is_merged_over_the_rows() -> None:
    whole = [(4 + 12 * at, f"{'T' if at < 1 else 't'}rusts see that all the staff") for at in range(5)]
    tasks = [(4, "Map the gullies"), (16, "and report"), (34, "Train new staff")]
    given, words = table(NUMBER, whole, tasks, [(4, "A. Gill"), (34, "J. Pell")], [(4, "May 19"), (34, "June 19")])
    found = with_rows_apart(given, words)
    assert [row[2:] for row in body(found)] == [
        ["Map the gullies and report", "A. Gill", "May 19"],
        ["Train new staff", "J. Pell", "June 19"],
    ]
    assert [cell.row_span for cell in found.cells if cell.row == 1] == [2, 2, 1, 1, 1]


def test_lines_at_the_same_heights_in_all_columns_are_rows_beside_a_shared_number() -> None:
    """Texts as wide as their column, of one line each, with one step: nothing but their heights tells rows."""
    tasks = [(4, "Map all gullies and report back to the members"), (16, "Train the staff of all teams by the spring")]
    given, words = table(NUMBER, tasks, [(4, "Ann Gill"), (16, "Jo Pell")], [(4, "May 2019"), (16, "June 2019")])
    assert [row[2:] for row in body(with_rows_apart(given, words))] == [
        ["Ann Gill", "May 2019"],
        ["Jo Pell", "June 2019"],
    ]


def test_two_discs_are_two_ratings_and_a_day_of_the_first_row_is_its_own() -> None:
    updates = [(4, "Not yet begun"), (34, "Survey sent"), (46, "to carers"), (58, "and more")]
    given, words = table(NUMBER, LEADS, [(4, "May 2019")], updates, [(4, "●"), (34, "●")])
    assert body(with_rows_apart(given, words)) == [
        ["1", "Ann Gill", "May 2019", "Not yet begun", "●"],
        ["", "Jo Pell", "", "Survey sent to carers and more", "●"],
    ]


def test_what_the_rows_share_stays_merged() -> None:
    given, words = table(NUMBER, TASKS, LEADS, DAYS, [(4, "Red")], fill="FF0000")
    found = with_rows_apart(given, words)
    assert [(cell.column, cell.row_span) for cell in found.cells if cell.row_span > 1] == [(0, 2), (4, 2)]


def test_a_merged_cell_beside_more_rows_grows_with_them() -> None:
    given, words = table([(4, "1.1"), (34, "1.2")], TASKS, LEADS, DAYS)
    more = [dataclasses.replace(cell, row=2) for cell in given.cells if cell.row == 1]
    theme = TableCell("Safety", 1, 4, 2, 1, Box(400, TOP, 440, 300))
    found = with_rows_apart(dataclasses.replace(given, cells=(*given.cells, *more, theme)), words)
    assert found.row_count == 5
    assert next(cell.row_span for cell in found.cells if cell.text == "Safety") == 4


@pytest.mark.parametrize(
    "columns",
    [
        (
            NUMBER,
            [(4, "Map the gullies and"), (16, "train the new staff")],
            LEADS[:1],
            [(4, "May 2019"), (16, "June 2019")],
        ),
        (NUMBER, TASKS, [(4, "Ann Gill and"), (16, "Jo Pell")], DAYS),
        (NUMBER, TASKS, LEADS, [(4, "31 December"), (16, "2019")]),
        (NUMBER, TASKS, LEADS, [(4, "May 2019 and"), (16, "June 2019")]),
    ],
    ids=["one text", "one lead", "one day on two lines", "a list of days"],
)
def test_one_row_stays_one(columns: tuple[list[Line], ...]) -> None:
    given, words = table(*columns)
    assert with_rows_apart(given, words) == given


def test_rows_that_rules_draw_stay_as_drawn() -> None:
    given, words = table(NUMBER, TASKS, LEADS, DAYS, method="rules")
    assert with_rows_apart(given, words) == given


def test_a_day_and_the_one_that_it_was_revised_to_are_of_one_row() -> None:
    tasks = [(4, "Write a policy:"), (16, "• reserves"), (28, "• earmarked sums")]
    leads = [(4, "Director of"), (16, "Resources")]
    given, words = table(NUMBER, tasks, leads, [(4, "Original: 31/12/23"), (16, "Revised: 30/06/24")])
    assert with_rows_apart(given, words) == given
