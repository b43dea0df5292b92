"""Whether a band between two levels is one row, and rows that ratings tell beside merged cells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.page import Word
from extract.tables.bands import Stack
from extract.tables.grid_parts import beside_merged, is_one_row, with_painted_rows
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

XS = (40.0, 140.0, 240.0, 340.0, 440.0)
TOP, BOTTOM = 100.0, 196.0
STACK = Stack(XS[0], XS[-1], (TOP, BOTTOM), (), ruled=frozenset([TOP, BOTTOM]))


def column(at: int, count: int, first: float) -> list[Word]:
    """So many lines of twelve points in a column."""
    tops = [first + 12.0 * line for line in range(count)]
    return [Word("carers", Box(XS[at] + 4.0, y, XS[at] + 40.0, y + 12.0), 10.0) for y in tops]


def middle(count: int) -> float:
    return (TOP + BOTTOM - 12.0 * count) / 2


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([(0, 3, middle(3)), (1, 7, middle(7)), (2, 1, middle(1)), (3, 2, middle(2))], True),
        ([(0, 3, TOP), (1, 7, TOP), (2, 1, TOP), (3, 2, TOP)], False),
        ([(0, 2, middle(2)), (1, 2, middle(2)), (2, 2, middle(2)), (3, 2, middle(2))], False),
        ([(0, 3, middle(3)), (1, 7, middle(7))], False),
        ([(0, 2, 106.0), (0, 2, 166.0), (1, 7, middle(7)), (2, 1, middle(1))], False),
    ],
    ids=["all in the middle", "from the top", "of one height", "two columns", "two texts in a column"],
)
def test_texts_in_the_middle_of_a_band_are_one_row(texts: list[tuple[int, int, float]], expected: bool) -> None:
    words = [word for at, count, first in texts for word in column(at, count, first)]
    assert is_one_row(TOP, BOTTOM, STACK, text_lines(placed(words)), XS, ()) == expected


@pytest.mark.parametrize(("apart", "at"), [(1.0, 0), (1.0, 2), (12.0, 0)], ids=["merged", "across all", "fills apart"])
def test_painted_ratings_part_rows_beside_a_text_that_runs_past_them(apart: float, at: int) -> None:
    """The merged text has a line at the border; one of a column in the middle is struck out by no border."""
    ratings = (Box(340.0, TOP, 360.0, 140.0), Box(340.0, 140.0 + apart, 360.0, BOTTOM))
    lines = text_lines(placed([*column(at, 3, 122.0), *column(1, 1, 110.0), *column(1, 1, 170.0)]))
    stack = Stack(XS[0], XS[-1], (TOP, BOTTOM), (), fills=ratings)
    found = with_painted_rows(stack, lines)
    assert found.ys == stack.ys
    assert found.pieces == (((140.0, 112.0, 440.0),) if apart < 2 and not at else ())


@pytest.mark.parametrize("bold", [True, False], ids=["a header", "a row"])
def test_a_level_below_the_header_parts_the_merged_columns_from_their_headings(*, bold: bool) -> None:
    """The paint of a later group shows which columns are merged; only a header ends above the first group."""
    heads = [replace(word, bold=bold) for at in range(4) for word in column(at, 1, 100.0)]
    body = [word for at in range(4) for word in column(at, 2, 114.0)]
    parts = [(160.0, XS[1], XS[-1])]
    levels, pieces = beside_merged(
        [100.0, 113.0, 140.0, 190.0], [100.0, 140.0, 190.0], parts, XS, text_lines(placed([*heads, *body]))
    )
    assert (113.0 in levels) is bold
    assert ((113.0, XS[1], XS[-1]) in pieces) is not bold
