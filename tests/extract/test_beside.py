"""Text in line with painted rows that stands outside the paint."""

from __future__ import annotations

import itertools

import pytest

from extract.page import Fill, Word
from extract.tables.bands import Stack
from extract.tables.beside import with_columns_beside, with_text_beside
from extract.tables.grid_bands import banded_grids
from extract.tables.rules import Lines
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

SIZE = 10.0
Entry = tuple[float, float, str]
"""Left, top, text."""


def lines(*entries: Entry, bold: bool = False) -> list[TextLine]:
    words = []
    for x, y, text in entries:
        for part in text.split():
            words.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), SIZE, bold))
            x += 5.0 * len(part) + 2.5
    return text_lines(placed(words))


def cells(xs: list[float], ys: list[float]) -> tuple[Box, ...]:
    return tuple(Box(a, c, b, d) for a, b in itertools.pairwise(xs) for c, d in itertools.pairwise(ys))


def stack(xs: list[float], ys: list[float]) -> Stack:
    inner = tuple(x for x in xs[1:-1] for _ in (0, 1))
    return Stack(xs[0], xs[-1], tuple(ys), (), inner, cells(xs, ys))


ROWS = [(100.0, "A1"), (140.0, "A2"), (180.0, "A3")]


def test_a_first_column_without_paint_is_part_of_the_table() -> None:
    text = lines(*((20, y + 4, label) for y, label in ROWS), *((104, y + 4, "Map the gullies") for y, _ in ROWS))
    found = with_text_beside(stack([100, 200, 300], [100, 140, 180, 220]), text)
    assert (found.x0, found.x1) == (16.0, 300)


def test_numbers_and_the_text_behind_them_are_two_columns() -> None:
    """The text ends right before the paint, no further from it than words stand apart."""
    text = lines(
        (20, 104, "R1"),
        (40, 104, "Plans come late and x"),
        (40, 116, "are old"),
        (20, 184, "R2"),
        (40, 184, "Ask all"),
        *((152, y + 4, "Map the gullies") for y, _ in ROWS),
        *((254, y + 4, "Jo Pell") for y, _ in ROWS),
    )
    given = stack([150, 250, 300], [100, 140, 180, 220])
    assert with_text_beside(given, text) == given
    header = lines((40, 86, "Asked"), (152, 86, "Action"), (254, 86, "Owner"), bold=True)
    found = with_text_beside(given, [*header, *text])
    assert found.x0 == 16.0
    assert found.edges.count(39.0) == 2
    (grid,) = banded_grids(found, text)
    assert len(grid.xs) == 5


@pytest.mark.parametrize(
    "beside",
    [
        [(20, 108, "Prose"), (31, 150, "that runs"), (24, 190, "beside")],
        [(20, 104, "Prose that runs into the painted rows")],
        [(20, 60, "Above")],
    ],
    ids=["at no one place", "over the side", "not in line"],
)
def test_other_text_beside_paint_is_not(beside: list[Entry]) -> None:
    given = stack([100, 200, 300], [100, 140, 180, 220])
    text = lines(*beside, *((104.0, y + 20, "Map the gullies") for y, _ in ROWS))
    assert with_text_beside(given, text) == given


def test_ratings_alone_in_paint_tell_the_rows_of_all_columns() -> None:
    ys = [100.0, 160.0, 200.0, 260.0]
    ratings = stack([400, 440], ys)
    text = lines(
        *((20, top + 12, "Map all gullies") for top in ys[:3]),
        *((20, top + 24, "in the ward") for top in ys[:3]),
        *((200, top + 18, "Chief officer") for top in ys[:3]),
        *((404, top + 18, "Amber") for top in ys[:3]),
    )
    (grid,) = banded_grids(with_text_beside(ratings, text), text)
    assert grid.ys == (100.0, 160.0, 200.0, 260.0) and len(grid.xs) == 4


@pytest.mark.parametrize(("bold", "expected"), [(True, 494.0), (False, 464.0)])
def test_the_last_heading_may_be_wider_than_its_column(bold: bool, expected: float) -> None:
    ys = [100.0, 140.0, 180.0, 220.0]
    ratings = stack([400, 440], ys)
    rows = [
        entry
        for y in ys[:3]
        for entry in ((20.0, y + 4, "Map gullies"), (200.0, y + 4, "Chief"), (445.0, y + 4, "Yes"))
    ]
    headings = [(20.0, "Action"), (200.0, "Owner"), (404.0, "RAG"), (445.0, "Finished?")]
    header = lines(*((x, 84.0, text) for x, text in headings), bold=bold)
    found = with_text_beside(ratings, [*header, *lines(*rows)])
    assert (found.x0, found.x1) == (16.0, expected)


UPRIGHTS = Lines(((100, 150, 350), (240, 150, 350)), tuple((x, 100, 240) for x in (150.0, 250.0, 300.0, 350.0)))
INNER = [(160.0, y, "Map") for y, _ in ROWS]


def test_rules_between_columns_only_leave_the_outer_columns_to_their_text_and_discs() -> None:
    text = lines(*((20, y, label) for y, label in ROWS), *INNER, (356, 100, "RAG"))
    discs = [Fill(Box(360, y, 368, y + 8), "00aa00", 0, round=True) for y, _ in ROWS]
    found = with_columns_beside(UPRIGHTS, (), discs, (), lambda: text)
    assert [round(x) for x, _, _ in found.down] == [19, 150, 250, 300, 350, 372]
    assert {(start, end) for _, start, end in found.across} == {(19.0, found.down[-1][0])}


def test_the_paint_of_a_header_tells_how_far_the_outer_columns_reach() -> None:
    text = lines(*((20, y, label) for y, label in ROWS), *INNER)
    header = Fill(Box(10, 90, 400, 100), "003366", 0)
    assert with_columns_beside(UPRIGHTS, (), (), [header], lambda: text).down[0][0] == 9.0


@pytest.mark.parametrize("entry", [(140, 140, "Map the gullies"), (20, 300, "Below")])
def test_text_across_the_outermost_upright_or_none_beside_it_leaves_it_the_side(entry: Entry) -> None:
    text = lines(*((20, y, label) for y, label in ROWS[: entry[1] < 300]), *INNER, entry)
    assert with_columns_beside(UPRIGHTS, (), (), (), lambda: text) == UPRIGHTS


def test_uprights_that_level_rules_close_have_no_columns_beside_them() -> None:
    text = lines(*((20, y, label) for y, label in ROWS), *INNER)
    assert with_columns_beside(UPRIGHTS, UPRIGHTS.across, (), (), lambda: text) == UPRIGHTS
