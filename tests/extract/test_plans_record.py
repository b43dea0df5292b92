"""Forms of one action each, read as rows of a plan."""

from __future__ import annotations

import pytest

from extract.plans.grid import strips
from extract.plans.header import blocks
from extract.plans.record import more_records
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

FORM = (
    ("Finding", "Records are incomplete"),
    ("Agreed action", "Audit the records"),
    ("Lead officer", "Chief Executive"),
    ("By when", "May 2019"),
)


def table(rows: tuple[tuple[str, ...], ...]) -> Table:
    """Cells of 100 by 20 points; a row of one text spans all columns."""
    width = max(map(len, rows))
    cells = [
        TableCell(
            text,
            at,
            column,
            1,
            width if len(row) == 1 else 1,
            Box(column * 100, at * 20, (column + 1) * 100, at * 20 + 20),
        )
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return Table(1, Box(0, 0, 100 * width, 20 * len(rows)), tuple(cells), "rules")


def test_a_form_is_a_row() -> None:
    (block,) = blocks(table(FORM))
    assert block.forms
    assert block.header == tuple(label for label, _ in FORM)
    assert block.fields == ("recommendation", "action", "owner", "deadline")
    assert [strip.texts for strip in block.body] == [tuple(value for _, value in FORM)]


def test_forms_below_each_other_are_rows() -> None:
    (block,) = blocks(table(FORM + FORM))
    assert len(block.body) == 2


def test_labels_twice_in_a_row() -> None:
    (block,) = blocks(table((FORM[0] + FORM[1], FORM[2] + FORM[3], ("Progress", "Begun", "RAG", "Green"))))
    assert block.forms
    assert block.body[0].texts[:2] == ("Records are incomplete", "Audit the records")


@pytest.mark.parametrize(
    "rows",
    [
        (("Report title", "Budget"), ("Lead officer", "A Person"), ("Date", "May 2019"), ("Ward", "All")),
        (("Finding", "Records"), ("Agreed action", "Audit"), ("Favourite colour", "Red"), ("By when", "May 2019")),
        (("Agreed action", "Audit"), ("By when", "May 2019"), ("Impact", "Good")),
    ],
)
def test_what_is_no_form_of_an_action(rows: tuple[tuple[str, str], ...]) -> None:
    assert not any(block.forms for block in blocks(table(rows)))


def test_the_rest_of_a_form_on_the_next_page() -> None:
    labels = [label for label, _ in FORM]
    (rest,) = more_records(strips(table(FORM[2:])), labels)
    assert rest.texts == ("", "", "Chief Executive", "May 2019")
    assert more_records(strips(table((("Ward", "All"), ("By when", "May")))), labels) == ()
