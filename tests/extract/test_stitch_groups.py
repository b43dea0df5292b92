"""A recommendation merged over several actions, cut by a page break between two of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans.events import Sheet
from extract.plans.gathering import drafts
from extract.plans.header import blocks
from extract.plans.made import made
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

HEADER = ("Ref", "Recommendation", "Action", "Lead", "By when")
ASKED = "Those who plan the care of children and those who provide it should meet"
REST = "every month and agree what is to be done."
OTHER = "Set out how foster carers are heard."


def table(page: int, rows: Sequence[tuple[str, str, int]]) -> Table:
    """Rows of a number, a recommendation merged over so many of them (0: shared with the row above), and an action."""
    cells = []
    for at, (number, asked, down) in enumerate([("Ref", "Recommendation", 1), *rows]):
        said = HEADER if at == 0 else (number, asked, f"Audit all the plans {number}", "Head of Service", "May 2019")
        for column, text in enumerate(said):
            span = max(down, 1) if column == 1 else 1
            box = Box(40.0 + 100 * column, 40.0 + 20 * at, 140.0 + 100 * column, 40.0 + 20 * (at + span))
            if column != 1 or down:
                cells.append(TableCell(text, at, column, span, 1, box, bold=at == 0))
    return Table(page, Box(40.0, 40.0, 540.0, 60.0 + 20 * len(rows)), tuple(cells), "rules")


def asked(*tables: Table) -> list[str]:
    (draft,) = drafts([Sheet(one.page, 595.0, blocks(one)) for one in tables])
    plan = made(draft, {one.page: 595.0 for one in tables})
    return [row.cells[1].text for row in plan.rows]


@pytest.mark.parametrize("numbers", [("A1", "A2", "A3", "A4", "A5"), ("1", "2", "3", "4", "5")])
def test_numbers_that_count_actions_say_nothing_of_what_these_share(numbers: Sequence[str]) -> None:
    a, b, c, d, e = numbers
    rows = asked(table(1, [(a, OTHER, 2), (b, "", 0), (c, ASKED, 1)]), table(2, [(d, REST, 2), (e, "", 0)]))
    assert rows == [OTHER, OTHER, *[f"{ASKED} {REST}"] * 3]


def test_where_each_recommendation_has_its_number_another_number_is_another_one() -> None:
    rows = asked(table(1, [("1", OTHER, 1), ("2", OTHER, 1), ("3", ASKED, 1)]), table(2, [("4", REST, 1)]))
    assert rows == [OTHER, OTHER, ASKED, REST]


def test_a_whole_text_goes_on_with_none() -> None:
    rows = asked(table(1, [("1", OTHER, 2), ("2", "", 0), ("3", OTHER, 1)]), table(2, [("4", REST, 1)]))
    assert rows == [OTHER, OTHER, OTHER, REST]


def test_where_texts_begin_in_lower_case_one_at_the_top_of_a_page_may_be_another() -> None:
    small, other = "meet every month and agree what is to be done", "hear foster carers"
    rows = asked(table(1, [("1", other, 2), ("2", "", 0), ("3", ASKED, 1)]), table(2, [("4", small, 2), ("5", "", 0)]))
    assert rows == [other, other, ASKED, small, small]
