"""Headings that reach into rows, and rows that read like headings, on tables laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans.events import Sheet
from extract.plans.gathering import drafts
from extract.plans.grid import Piece, Strip
from extract.plans.header import blocks
from extract.plans.made import made
from extract.stitch.rows import Habit, Setting, judge
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Cell

HEADER = ("Area", "Code", "Corrective action", "Due date")
WIDE = 120.0


def table(page: int, rows: Sequence[Sequence[str]], down: int = 1) -> Table:
    """A table whose first cell reaches over so many rows; the header is bold."""
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            high = down if (at, column) == (0, 0) else 1
            if column == 0 and 0 < at < down:
                continue
            box = Box(40.0 + WIDE * column, 40.0 + 30 * at, 40.0 + WIDE * (column + 1), 40.0 + 30 * (at + high))
            cells.append(TableCell(text, at, column, high, 1, box, bold=row is HEADER))
    return Table(page, Box(40.0, 40.0, 40.0 + 4 * WIDE, 40.0 + 30 * len(rows)), tuple(cells), "rules")


def areas(*tables: Table) -> list[str]:
    (draft,) = drafts([Sheet(one.page, 120.0, blocks(one)) for one in tables])
    plan = made(draft, {one.page: 120.0 for one in tables})
    return [row.cells[0].text for row in plan.rows]


def test_a_heading_printed_again_is_no_text_of_the_merged_cell_below_it() -> None:
    first = table(
        1, [HEADER, ("Legal", "L1", "Adopt the policy.", "1 May 2023"), ("Buying", "B1", "Train staff.", "July 2023")]
    )
    again = [HEADER, ("", "B2", "Keep written records.", "July 2023"), ("", "B3", "Publish all tenders.", "July 2023")]
    later = [*again, ("Safety", "S1", "Test every bus.", "May 2023")]
    assert areas(first, table(2, later, down=3)) == ["Legal", "Buying", "Buying", "Buying", "Safety"]


def test_a_rating_that_ends_its_heading_by_chance_stays() -> None:
    header = ("RAG", "Code", "Corrective action", "Due date")
    rows = [header, ("G", "B2", "Keep written records.", "July 2023"), ("A", "B3", "Train all staff.", "July 2023")]
    assert areas(table(1, [header, ("R", "L1", "Adopt the policy.", "1 May 2023")]), table(2, rows)) == ["R", "G", "A"]


def test_rows_that_count_on_and_ask_questions_are_no_header() -> None:
    rows = [
        ("", "Autumn", "Spring", "Summer"),
        ("Year 1", "What do we need to do?", "Who will lead the way?", "How will we know?"),
        ("Year 2", "What is good news?", "Who is a neighbour?", "How do people pray?"),
    ]
    assert drafts([Sheet(1, 595.0, blocks(table(1, rows)))]) == ()


FIELDS = ("number", "action", "owner", "deadline")
USUAL = (Habit(1.0), Habit(1.0, 0.5), Habit(0.9), Habit(0.9))


def strip(page: int, *texts: str) -> Strip:
    return Strip(page, 0.0, 20.0, tuple(Piece(Cell(text, ())) for text in texts))


@pytest.mark.parametrize(("points", "joins"), [("a. Ask the board.\nb. Tell staff", True), ("b. Tell staff", False)])
def test_a_list_in_a_cell_goes_on_with_its_next_letter(points: str, joins: bool) -> None:
    found = judge(
        strip(2, "43", points, "a. Clerk\nb. Head", ""), strip(3, "", "c. Confirm the pay range.", "c. Chair", ""),
        Setting(FIELDS, USUAL),
    )  # fmt: skip
    assert any("next letter" in words for words in found.evidence) is joins


@pytest.mark.parametrize(("days", "anew"), [("30 May 2023\n30 June 2023", False), ("30 May 2023", True)])
def test_another_day_is_no_other_row_where_a_cell_has_several(days: str, anew: bool) -> None:
    before = strip(1, "7", "Send procedures that name every duty in written", "Clerk", days)
    after = strip(2, "", "contracts and the signed forms.", "", "31 January 2024")
    once = judge(before, strip(2, "", "contracts and the signed forms.", "", ""), Setting(FIELDS, USUAL)).score
    assert (judge(before, after, Setting(FIELDS, USUAL)).score < once - 1.5) is anew
