"""Drawn rows of paragraphs with headings of their own, and a banner above a drawn table: nothing of them is cut."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.page import Page, Rule, Word
from extract.tables.arbiter import _runs_into
from extract.tables.finding import tables_on
from extract.tables.grid import Grid, GridCell
from extract.tables.unmerged import unmerged
from schemas.geometry import Box

HEADINGS = ("Topics", "Key learning", "Words")
XS = (40.0, 160.0, 400.0, 560.0)
PITCH = 14.0


def words(x: float, y: float, text: str, *, bold: bool = False) -> list[Word]:
    found = []
    for part in text.split():
        found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0, bold))
        x += 5.0 * len(part) + 2.5
    return found


def page(columns: Sequence[Sequence[str]], *, bold: int = 0, gaps: Sequence[int] = ()) -> Page:
    """A header and one drawn row, whose three cells hold level lines; the first ones bold, with gaps before some."""
    levels = [124.0 + PITCH * at + 8.0 * sum(gap <= at for gap in gaps) for at in range(max(map(len, columns)))]
    deep = levels[-1] + 20.0
    rules = [Rule(Box(40.0, y, 560.0, y), True, "000000", False) for y in (100.0, 120.0, deep)]
    rules += [Rule(Box(x, 100.0, x, deep), False, "000000", False) for x in XS]
    head = [
        word
        for x, text in zip(XS, ("Topics", "Key learning", "Words"), strict=False)
        for word in words(x + 4, 104.0, text)
    ]
    body = [
        word
        for x, lines in zip(XS, columns, strict=False)
        for at, line in enumerate(lines)
        for word in words(x + 4, levels[at], line, bold=at < bold)
    ]
    return Page(1, 600.0, 800.0, (*head, *body), rules=tuple(rules))


TOPICS = """Food and salad for a
summer of snacks with
levers and linkages of
a simple kind and for
shell structures as well"""
LEARNING = """Ask people what they
need and design with
care for all the users
of the new service and
write it down each time"""
NAMES = """mechanism and lever and
pivot or slot or bridge
system with an input and
process or output of
linear and rotary kind"""


def test_lines_that_are_level_by_chance_are_one_row_where_their_sentences_go_on() -> None:
    (found,) = tables_on(page([text.splitlines() for text in (TOPICS, LEARNING, NAMES)], gaps=(1, 3)))
    assert found.row_count == 2


def test_rows_without_a_rule_between_them_are_still_told() -> None:
    columns = (
        ("Audit case files", "Train all staff", "Review the policy", "Report to board"),
        ("Head of Service", "Training manager", "Policy officer", "Director of care"),
        ("May 2023", "June 2023", "July 2023", "March 2024"),
    )
    (found,) = tables_on(page(columns))
    assert found.row_count == 5


def test_a_bold_heading_in_each_cell_of_a_row_is_no_row_of_its_own() -> None:
    (found,) = tables_on(
        page((("Music", "Sing songs."), ("Art", "Draw a bust."), ("Maths", "Count in tenths.")), bold=1)
    )
    assert found.row_count == 2


@pytest.mark.parametrize(
    ("stack", "into"),
    [
        (Box(0.0, 20.0, 400.0, 560.0), True),
        (Box(0.0, 20.0, 560.0, 102.0), False),
        (Box(20.0, 80.0, 580.0, 560.0), False),
        (Box(60.0, 200.0, 200.0, 300.0), False),
    ],
    ids=["over its left half", "ends at it", "around it", "in a cell of it"],
)
def test_what_a_banner_begins_reaches_into_no_drawn_table(stack: Box, into: bool) -> None:
    assert _runs_into(stack, Box(40.0, 100.0, 560.0, 540.0)) is into


@pytest.mark.parametrize(("bold", "cells"), [(True, 1), (False, 2)])
def test_a_heading_within_a_merged_cell_stays_above_its_list(bold: bool, cells: int) -> None:
    ys, xs = (0.0, 60.0, 120.0), (0.0, 120.0, 240.0)
    boxes = [GridCell(0, 0, 2, 1, Box(0.0, 0.0, 120.0, 120.0))]
    boxes += [GridCell(row, 1, 1, 1, Box(120.0, ys[row], 240.0, ys[row + 1])) for row in (0, 1)]
    first = [
        *words(4.0, 4.0, "Well being"),
        *words(4.0, 18.0, "Eat good food"),
        *words(4.0, 46.0, "Friends", bold=bold),
    ]
    held = {
        0: [*first, *words(4.0, 64.0, "Meet people")],
        1: words(124.0, 4.0, "Places"),
        2: words(124.0, 64.0, "Codes"),
    }
    done, _ = unmerged(Grid(xs, ys, tuple(boxes)), held)
    assert len([cell for cell in done.cells if cell.column == 0]) == cells
