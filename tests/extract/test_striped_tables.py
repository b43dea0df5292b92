"""Tables below each other with a rule below their headers and every other row painted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extract.page import Fill, Page, Rule, Word
from extract.tables.bands import stacks
from extract.tables.finding import tables_on
from extract.tables.painted_rows import apart
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

BAND = "EAF1DD"
FIGURES = (40.0, 260.0, 330.0, 400.0)
PLAN = (40.0, 200.0, 310.0, 400.0)


def words(text: str, x: float, y: float, *, bold: bool = False, size: float = 10.0) -> list[Word]:
    """Words half their size a letter, as high as their size."""
    made: list[Word] = []
    for word in text.split():
        width = size / 2 * len(word)
        made.append(Word(word, Box(x, y, x + width, y + size), size, bold))
        x += width + 0.3 * size
    return made


def striped(y: float, xs: Sequence[float], rows: Sequence[Sequence[str]]) -> tuple[list[Fill], Rule, list[Word]]:
    """A bold header, a rule below it, and rows as high as their lines, every other one painted cell by cell."""
    texts = [word for x, text in zip(xs, rows[0], strict=False) for word in words(text, x + 2, y, bold=True)]
    fills: list[Fill] = []
    top = y + 15
    for at, values in enumerate(rows[1:]):
        parts = [text.split("\n") for text in values]
        for x, lines in zip(xs, parts, strict=False):
            texts += [word for down, line in enumerate(lines) for word in words(line, x + 2, top + 11 * down)]
        foot = top + 3 + 11 * max(map(len, parts))
        if at % 2:
            fills += [Fill(Box(a, top - 1, b, foot - 1), BAND, at) for a, b in pairwise(xs)]
        top = foot
    return fills, Rule(Box(xs[0], y + 12, xs[-1], y + 13), True), texts


@pytest.mark.parametrize("first", ["Fit new locks", "Fit new locks in\nall of the blocks"])
def test_a_striped_table_below_another_begins_with_its_header_and_without_its_title(first: str) -> None:
    figures = [("Name", "Q1", "Q2"), *((name, "12.5", "14.0") for name in ("Homes", "Roads", "Parks", "Bins"))]
    above = striped(100, FIGURES, figures)
    actions = (first, "Recruit two wardens", "Publish a guide", "Audit all visits", "Map the gaps")
    rows = [("Action", "Owner", "Due"), *((action, "Head of Estates", "May 2025") for action in actions)]
    below = striped(215, PLAN, rows)
    title = words("Action plan", 46, 193, bold=True, size=16.0)
    page = Page(1, 600.0, 800.0, (*above[2], *title, *below[2]), (above[1], below[1]), (*above[0], *below[0]))
    headers = [[cell.text for cell in table.cells if cell.row == 0] for table in tables_on(page)]
    assert headers == [["Name", "Q1", "Q2"], ["Action", "Owner", "Due"]]


def test_a_striped_table_with_a_title_that_shares_an_edge_with_the_one_above_is_its_own() -> None:
    actions = ("Fit new locks", "Recruit two wardens", "Publish a guide", "Audit all visits")
    rows = [("Action", "Owner", "Due"), *((action, "Head of Estates", "May 2025") for action in actions)]
    above = striped(100, PLAN, rows)
    answers = [
        ("Name", "Comment", "Answer"),
        *((name, "Late", "Noted by the panel") for name in ("Bell", "Gill", "Shaw")),
    ]
    below = striped(215, (PLAN[0], PLAN[1], 260.0, PLAN[3]), answers)
    title = [
        *words("* Dates may be moved by the panel that meets in June.", 42, 174),
        *words("Answers", 42, 195, bold=True, size=11),
    ]
    page = Page(1, 600.0, 800.0, (*above[2], *title, *below[2]), (), (*above[0], *below[0]))
    found = [[cell.text for cell in table.cells if cell.column == 1] for table in tables_on(page)]
    assert found == [["Owner", *["Head of Estates"] * 4], ["Comment", *["Late"] * 3]]


def test_tables_with_painted_headings_below_titles_of_their_own_that_share_edges_are_two() -> None:
    rows = [("Ref", "Action", "Lead", "Due"), *(("1", "Fit new locks in all", "Head of Estates", "May 2025"),) * 3]
    edges = ((40.0, 70.0, 200.0, 310.0, 400.0), (40.0, 70.0, 220.0, 310.0, 400.0))
    texts: list[Word] = []
    fills: list[Fill] = []
    for y, xs in zip((120.0, 215.0), edges, strict=True):
        paint, _, own = striped(y, xs, rows)
        title = words(f"Group {y:.0f} of homes", 42, y - 20, bold=True)
        fills += [*(Fill(Box(a, y - 1, b, y + 12), "4F81BD", 0) for a, b in pairwise(xs)), *paint]
        texts += [*title, *own]
    (stack,) = stacks((), fills)
    parts = [part for part, _ in apart(stack, text_lines(placed(texts)))]
    assert [round(part.ys[0]) for part in parts] == [119, 214]
