"""Lists that line up in two columns, and tables of numbers and texts."""

from __future__ import annotations

import pytest

from extract.tables.lists import is_list
from extract.tables.table import TableCell
from schemas.geometry import Box


def cells(*rows: tuple[str, ...]) -> list[TableCell]:
    return [
        TableCell(text, row, column, 1, 1, Box(90.0 * column, 20.0 * row, 90.0 * column + 90, 20.0 * row + 20))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("Recommendations", ""), ("151.", "Complete the framework."), ("152.", "Provide regular scrutiny.")],
        [("•", "Train staff"), ("•", "Audit files"), ("", "and report")],
        [("a)", "Train staff"), ("b)", "Audit files")],
    ],
)
def test_marks_and_texts_are_a_list(rows: list[tuple[str, ...]]) -> None:
    assert is_list(cells(*rows))


@pytest.mark.parametrize(
    "rows",
    [
        [("No", "Recommendation"), ("1.", "Train staff"), ("2.", "Audit files")],
        [("1.", "Train staff", "Head of Service"), ("2.", "Audit files", "Team manager")],
        [("1.", "Train staff")],
        [("4.1", "The board met in May."), ("4.2", "It will meet again.")],
        [("2019", "Opened"), ("2020", "Closed")],
    ],
)
def test_what_more_is_said_makes_a_table(rows: list[tuple[str, ...]]) -> None:
    assert not is_list(cells(*rows))
