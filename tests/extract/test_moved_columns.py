"""Rows in a box whose columns only text tells, and columns whose sides move from one block of rows to the next."""

from __future__ import annotations

from itertools import pairwise

from extract.page import Fill, Page, Rule, Word
from extract.tables.finding import tables_on
from extract.upright import quarters_to_upright
from schemas.geometry import Box


def words(line: str, x: float, y: float) -> list[Word]:
    found = []
    for text in line.split():
        found.append(Word(text, Box(x, y, x + 4.5 * len(text), y + 9.0), 9.0))
        x += 4.5 * len(text) + 2.5
    return found


def across(y: float, x0: float, x1: float) -> Rule:
    return Rule(Box(x0, y, x1, y), True, "000000", False)


def down(x: float, y0: float, y1: float) -> Rule:
    return Rule(Box(x, y0, x, y1), False, "000000", False)


def test_boxes_of_rows_below_each_other_keep_their_rows() -> None:
    """Their headers and last rows are painted, which made one table of all that paint."""
    rules, fills, texts = [], [], []
    for top in (100.0, 220.0, 340.0):
        ys = [top + 16.0 * at for at in range(6)]
        rules += [across(y, 50.0, 450.0) for y in ys] + [down(x, ys[0], ys[-1]) for x in (50.0, 450.0)]
        fills += [Fill(Box(50.0, y, 450.0, y + 16.0), "D8D8D8", len(fills)) for y in (ys[0], ys[-2])]
        texts += [
            *words("Reasons against", 54.0, top + 3.0),
            *words("Yes", 360.0, top + 3.0),
            *words("No", 410.0, top + 3.0),
        ]
        for at, reason in enumerate(("Active bleeding", "Major surgery in the last days", "A fall"), 1):
            texts += [
                *words(reason, 54.0, ys[at] + 3.0),
                *words("o", 364.0, ys[at] + 3.0),
                *words("o", 412.0, ys[at] + 3.0),
            ]
        texts += words("You must tick each of these to go on", 120.0, ys[-2] + 3.0)
    found = tables_on(Page(1, 600.0, 800.0, tuple(texts), rules=tuple(rules), fills=tuple(fills)))
    assert [(table.row_count, table.column_count) for table in found] == [(5, 3)] * 3


def test_columns_that_move_between_two_blocks_of_rows_are_the_same_columns() -> None:
    rules, texts = [], []
    blocks = (
        ((50.0, 150.0, 300.0, 450.0), (100.0, 120.0, 140.0)),
        ((50.0, 170.0, 310.0, 450.0), (160.0, 180.0, 200.0)),
    )
    for xs, ys in blocks:
        rules += [across(y, 50.0, 450.0) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]
        for y, _ in pairwise(ys):
            for x in xs[:-1]:
                texts += words("Agreed plan", x + 4.0, y + 4.0)
    rules += [down(x, 140.0, 160.0) for x in (50.0, 450.0)]
    texts += words("PRIORITY 2 We listen to those who use our services and help people engage", 54.0, 144.0)
    (table,) = tables_on(Page(1, 600.0, 800.0, tuple(texts), rules=tuple(rules)))
    assert (table.row_count, table.column_count) == (5, 3)
    assert {(cell.row, cell.column_span) for cell in table.cells if cell.column_span > 1} == {(2, 3)}


def turned(text: str, x: float, y: float) -> Word:
    return Word(text, Box(x, y - 4.5 * len(text), x + 9.0, y), 9.0, turned=270)


def test_a_row_of_turned_headings_leaves_the_page_of_an_empty_form_as_it_is() -> None:
    level = [*words("Collection tool", 50.0, 40.0), *words("Our values", 50.0, 560.0)]
    row = [turned(text, 60.0 + 12.0 * at, 290.0) for at in range(20) for text in ("Harm",)]
    row += [turned("Old", 60.0 + 12.0 * at, 240.0) for at in range(20)]
    assert quarters_to_upright([*level, *row]) == 0


def test_a_table_that_lies_on_its_side_turns_its_page() -> None:
    row = [turned("Agreed", 60.0 + 12.0 * at, 290.0 + 100.0 * down) for at in range(20) for down in range(3)]
    assert quarters_to_upright([*words("Page 5", 50.0, 560.0), *row]) != 0
