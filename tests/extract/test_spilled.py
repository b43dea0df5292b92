"""Headings of groups typed into the first cell of a row, over the borders of the next ones."""

from __future__ import annotations

import pytest

from extract.page import Page, Rule
from extract.tables.finding import tables_on
from schemas.geometry import Box
from tests.extract.typeset import words_at

XS, YS = [40.0, 80.0, 200.0, 300.0], [50.0, 70.0, 90.0, 110.0]
Entry = tuple[float, float, str]


def row(*entries: Entry) -> list[list[str]]:
    rules = [Rule(Box(40.0, y, 300.0, y), True, "000000", False) for y in YS]
    rules += [Rule(Box(x, 50.0, x, 110.0), False, "000000", False) for x in XS]
    plain = [(44.0, 55.0, "No."), (84.0, 55.0, "Action"), (204.0, 55.0, "Owner")]
    plain += [(44.0, 95.0, "1."), (84.0, 95.0, "Map the gullies"), (204.0, 95.0, "Chief officer")]
    (table,) = tables_on(Page(1, 600.0, 800.0, tuple(words_at(*plain, *entries)), rules=tuple(rules)))
    return [[cell.text, str(cell.column_span)] for cell in table.cells if cell.row == 1 and cell.text]


def test_a_heading_over_borders_is_one_text() -> None:
    assert row((44.0, 75.0, "Objective 1: Safer streets")) == [["Objective 1: Safer streets", "2"]]


@pytest.mark.parametrize(("second", "expected"), [(80.5, ["Priority 1: Safety"]), (84.0, ["Priority", "1: Safety"])])
def test_a_border_may_lie_between_its_words(second: float, expected: list[str]) -> None:
    """A text of its own begins where those above and below it do."""
    plain = [(44.0, 95.0, "1."), (84.0, 95.0, "Map the gullies"), (84.0, 55.0, "Action"), (84.0, 115.0, "Ask all")]
    heading = [(39.0, 75.0, "Priority"), (second, 75.0, "1: Safety")]
    ys = [50.0, 70.0, 90.0, 110.0, 130.0]
    rules = [Rule(Box(30.0, y, 300.0, y), True, "000000", False) for y in ys]
    rules += [Rule(Box(x, 50.0, x, 130.0), False, "000000", False) for x in (30.0, 80.0, 200.0, 300.0)]
    page = Page(1, 600.0, 800.0, tuple(words_at(*plain, *heading, (204.0, 55.0, "Owner"))), rules=tuple(rules))
    (table,) = tables_on(page)
    assert [cell.text for cell in table.cells if cell.row == 1 and cell.text] == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([(44.0, 75.0, "1."), (84.0, 75.0, "Map all of it")], ["1.", "Map all of it"]),
        ([(44.0, 75.0, "Objective 1:"), (204.0, 75.0, "Chief")], ["Objective", "1:", "Chief"]),
        ([(84.0, 75.0, "Map the gullies of all wards now")], ["Map the gullies of all wards", "now"]),
    ],
    ids=["no word across a border", "other texts in the row", "not from the first column on"],
)
def test_other_texts_stay_in_their_cells(entries: list[Entry], expected: list[str]) -> None:
    assert [text for text, _ in row(*entries)] == expected


@pytest.mark.parametrize("rest", [[], [(44.0, 80.0, "ward")]], ids=["one line", "the rest below in the first cell"])
def test_a_heading_may_run_over_all_columns(rest: list[Entry]) -> None:
    heading = (44.0, 70.0, "Goal 3: Safer streets and roads for each of us, in every")
    assert row(heading, *rest) == [[" ".join([heading[2], *(text for _, _, text in rest)]), "3"]]


def test_a_row_of_texts_that_keep_to_their_cells_is_no_heading() -> None:
    assert len(row((44.0, 75.0, "1."), (84.0, 75.0, "Map all of it"), (204.0, 75.0, "Chief"))) == 3
