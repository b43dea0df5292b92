"""Sheets too wide for their paper: further columns of the same rows on later pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.page import Page, Rule, Word
from extract.plans.grid import strips
from extract.spreads import sheets_of, side_by_side, spread_over
from extract.tables.finding import tables_on
from extract.tables.sideways import as_printed
from schemas.geometry import Box

HEIGHTS = (18.0, 40.0, 28.0, 36.0, 28.0)
LEFT = (("No", "Action", "Owner"), ("1", "Map the need", "Director"), ("2", "Write it down", "Lead"))
LEFT += (("3", "Train the staff", "Manager"), ("4", "Report to the board", "Director"))
RIGHT = (("By when", "Progress"), ("May 2024", "On track"), ("June 2024", "Delayed"), ("July 2024", "Not started"))
RIGHT += (("May 2025", "On track"),)


def sheet(number: int, rows: tuple[tuple[str, ...], ...], *, drawn: bool = True, heights: tuple[float, ...]) -> Page:
    """A page with a table of columns 110 points wide from its top left corner."""
    words, rules, y = [], [], 40.0
    right = 40.0 + 110.0 * len(rows[0])
    for row, height in zip(rows, heights, strict=True):
        for at, text in enumerate(row):
            x = 44.0 + 110.0 * at
            for word in text.split():
                words.append(Word(word, Box(x, y + 3.0, x + 5.0 * len(word), y + 14.0), 9.0, bold=y == 40.0))
                x += 5.0 * len(word) + 2.5
        rules.append(Rule(Box(40.0, y, right, y), horizontal=True))
        y += height
    rules.append(Rule(Box(40.0, y, right, y), horizontal=True))
    rules += [Rule(Box(x, 40.0, x, y), horizontal=False) for x in (40.0 + 110.0 * at for at in range(len(rows[0]) + 1))]
    return Page(number, 595.0, 842.0, tuple(words), tuple(rules) if drawn else ())


def found_in(*pages: Page) -> dict[int, list[tuple[int, int]]]:
    known = {page.number: page for page in pages}
    spread = spread_over(sheets_of(known, {page.number: tables_on(page) for page in pages}, {}))
    return {first: [(part.page, part.again) for part in parts] for first, parts in spread.items()}


@pytest.mark.parametrize("drawn", [True, False])
def test_columns_on_a_later_page_belong_to_the_rows_of_the_first(drawn: bool) -> None:
    one, two = (sheet(at, rows, drawn=drawn, heights=HEIGHTS) for at, rows in ((1, LEFT), (2, RIGHT)))
    assert found_in(one, two) == {1: [(2, 0)]}
    tables = {1: tables_on(one), 2: tables_on(two)}
    parts = spread_over(sheets_of({1: one, 2: two}, tables, {}))[1]
    spread = side_by_side(one, tables[1], parts, {1: one, 2: two})
    (table,) = [as_printed(table, spread.seams) for table in tables_on(spread.page)]
    assert [[text for text in row if text] for row in table.rows] == [
        [*a, *b] for a, b in zip(LEFT, RIGHT, strict=True)
    ]
    assert table.further_pages == {2} and table.last_page == 2
    place = next(piece.cell.places[0] for piece in strips(table)[1].pieces if piece.text == "On track")
    assert place.page == 2 and place.box.holds(155.0, 65.0)


def test_a_first_column_printed_again_is_left_out() -> None:
    again = tuple((row[0], *more) for row, more in zip(LEFT, RIGHT, strict=True))
    assert found_in(sheet(1, LEFT, heights=HEIGHTS), sheet(2, again, heights=HEIGHTS)) == {1: [(2, 1)]}


def test_pages_without_headings_follow_as_far_as_those_with() -> None:
    pages = [sheet(1, LEFT, heights=HEIGHTS), sheet(3, RIGHT, heights=HEIGHTS)]
    pages += [sheet(2, LEFT[1:3], heights=(30.0, 30.0)), sheet(4, RIGHT[1:3], heights=(30.0, 30.0))]
    assert found_in(*sorted(pages, key=lambda page: page.number)) == {1: [(3, 0)], 2: [(4, 0)]}


@pytest.mark.parametrize(
    "other",
    [
        sheet(2, LEFT, heights=HEIGHTS),  # the same headings: another table or more rows
        sheet(2, RIGHT, heights=(18.0, 28.0, 40.0, 28.0, 36.0)),  # other rows
        replace(sheet(2, RIGHT, heights=HEIGHTS), width=842.0),  # other paper
        sheet(2, RIGHT, heights=tuple(2 * height for height in HEIGHTS)),
    ],
)
def test_other_tables_are_left_alone(other: Page) -> None:
    assert found_in(sheet(1, LEFT, heights=HEIGHTS), other) == {}


def test_a_header_printed_again_but_for_a_broken_word_is_no_further_part() -> None:
    """A narrow column breaks "RAG" on one page and not on the other."""
    one = tuple((*row, end) for row, end in zip(LEFT, ("RA G", "", "", "", ""), strict=True))
    other = tuple((*row, end) for row, end in zip(LEFT, ("RAG", "", "", "", ""), strict=True))
    assert found_in(sheet(1, one, heights=HEIGHTS), sheet(2, other, heights=HEIGHTS)) == {}


def test_rows_of_one_height_tell_nothing() -> None:
    even = (20.0,) * 5
    assert found_in(sheet(1, LEFT, heights=even), sheet(2, RIGHT, heights=even)) == {}


def test_a_page_compared_before_keeps_its_lines_until_its_table_is_another() -> None:
    one, two = (sheet(at, rows, drawn=True, heights=HEIGHTS) for at, rows in ((1, LEFT), (2, RIGHT)))
    tables = {1: tables_on(one), 2: tables_on(two)}
    first = sheets_of({1: one}, tables, {})
    again = sheets_of({1: one, 2: two}, tables, first)
    assert again[1] is first[1] and set(again) == {1, 2}
    assert sheets_of({1: one}, {1: tables_on(one)}, first)[1] is not first[1]
