"""What a spreadsheet prints around its cells, on tables laid out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans.sheet_headings import without_sheet_headings
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

SHEET = (("Ref", "Action", "Lead"), ("1", "Fit new locks", "Head of Estates"), ("2", "Train staff", "HR Manager"))


def table(letters: Sequence[str], numbers: Sequence[str], body: Sequence[Sequence[str]] = SHEET) -> Table:
    rows = [["", *letters], *([number, *row] for number, row in zip(numbers, body, strict=True))]
    cells = tuple(
        TableCell(text, at, column, 1, 1, Box(100.0 * column, 20.0 * at, 100.0 * column + 100, 20.0 * at + 20))
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Table(1, Box(0.0, 0.0, 100.0 * len(rows[0]), 20.0 * len(rows)), cells, "rules")


@pytest.mark.parametrize(
    ("letters", "numbers"),
    [(("A", "B", "C"), ("1", "2", "3")), (("Y", "Z", "AA"), ("24", "25", "27")), (("C", "D", "E"), ("9", "10", "11"))],
)
def test_letters_and_numbers_are_taken_off(letters: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    found = without_sheet_headings(table(letters, numbers))
    assert found.rows == [list(row) for row in SHEET]
    assert found.box == Box(100.0, 20.0, 400.0, 80.0)


@pytest.mark.parametrize(
    ("letters", "numbers"),
    [
        (("A", "B", "D"), ("1", "2", "3")),
        (("A", "B", "C"), ("1", "3", "2")),
        (("A", "B", "C"), ("1", "", "3")),
        (("R", "A", "G"), ("1", "2", "3")),
        (("Ref", "Action", "Lead"), ("1", "2", "3")),
    ],
)
def test_other_headings_stay(letters: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    one = table(letters, numbers)
    assert without_sheet_headings(one) is one
