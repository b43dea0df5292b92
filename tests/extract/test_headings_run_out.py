"""Headings of more lines than their row is high: what hangs out of the header."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.grid import Grid, GridCell
from extract.tables.spilled import put_back
from schemas.geometry import Box

XS, YS = (0.0, 60.0, 160.0), (0.0, 15.0, 40.0)
CELLS = tuple(GridCell(r, c, 1, 1, Box(XS[c], YS[r], XS[c + 1], YS[r + 1])) for r in (0, 1) for c in (0, 1))


def word(text: str, x: float, y: float, *, bold: bool = False) -> Word:
    return Word(text, Box(x, y, x + 5.0 * len(text), y + 8.0), 9.0, bold)


@pytest.mark.parametrize(
    ("second", "bold", "header"),
    [
        (word("ref", 3, 13, bold=True), True, ["Action", "ref"]),
        (word("ref", 3, 16, bold=True), True, ["Action"]),
        (word("ref", 3, 13), True, ["Action"]),
        (word("ref", 70, 13, bold=True), True, ["Action"]),
        (word("ref", 3, 13, bold=True), False, ["Action"]),
    ],
    ids=["across the foot", "below it", "plain", "below another heading", "below plain headings"],
)
def test_what_hangs_out_of_a_header_is_of_the_heading_above(second: Word, bold: bool, header: list[str]) -> None:
    held = {
        0: [word("Action", 3, 3, bold=bold)],
        1: [word("What", 63, -6, bold=bold)],
        2: [second, word("1.1", 3, 26)],
        3: [word("Ask", 63, 26)],
    }
    _, words = put_back(Grid(XS, YS, CELLS), held)
    assert [one.text for one in words[0]] == header
    assert sum(map(len, words.values())) == 5


def test_a_cell_that_held_no_more_than_that_is_empty() -> None:
    heads = {0: [word("Action", 3, 3, bold=True)], 1: [word("What", 63, 3, bold=True)]}
    _, words = put_back(Grid(XS, YS, CELLS), {**heads, 2: [word("ref", 3, 13, bold=True)], 3: [word("Ask", 63, 26)]})
    assert sorted(words) == [0, 1, 3]
