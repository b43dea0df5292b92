"""Counts in small tables: a colour or state beside, or above, the number of actions in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.claims.words import has_state, noun
from extract.tables.table import Table, TableCell
from schemas.geometry import Place
from schemas.verbatim import Claim, Paragraph

MOST_ROWS = 12
_NUMBER = re.compile(r"(\d{1,3})(?:\s*\(\s*(\d{1,3}(?:\.\d+)?)\s*%\s*\))?")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")
_TOTAL = re.compile(r"(?:grand\s+)?total.*|all(?:\s+actions)?|overall", re.IGNORECASE)


def claims_of_table(table: Table, paragraphs: Sequence[Paragraph] = ()) -> Iterator[Claim]:
    """The claims of a table that counts actions by state; nothing for any other table.

    What it counts must be named in the table or in the paragraph right above it.
    """
    if table.row_count < 2 or table.column_count < 2 or table.row_count > MOST_ROWS:
        return
    subject = _subject(table, paragraphs)
    if subject is None:
        return
    at = {(cell.row, cell.column): cell for cell in table.cells}
    yield from _down(table, at, subject) or _across(table, at, subject)


def _subject(table: Table, paragraphs: Sequence[Paragraph]) -> str | None:
    above = [
        paragraph.text
        for paragraph in paragraphs
        if paragraph.place.page == table.page and 0 <= table.box.y0 - paragraph.place.box.y1 < 60
    ]
    heads = [cell.text for cell in table.cells if cell.row == 0 or cell.column == 0]
    for text in [*heads, *above]:
        if found := re.search(noun(), text, re.IGNORECASE):
            return found.group()
    return None


def _states(cells: Sequence[TableCell]) -> list[TableCell]:
    return [cell for cell in cells if len(cell.text.split()) <= 6 and has_state(cell.text.strip())]


def _down(table: Table, at: Mapping[tuple[int, int], TableCell], subject: str) -> list[Claim]:
    """States in the first column, numbers beside them."""
    labels = [cell for cell in table.cells if cell.column == 0]
    states = _states(labels)
    if len(states) < 2:
        return []
    whole = next(
        (_number(at, cell.row, table.column_count)[0] for cell in labels if _TOTAL.fullmatch(cell.text.strip())), None
    )
    found = []
    for cell in states:
        stated, percent = _number(at, cell.row, table.column_count)
        if stated is not None or percent is not None:
            found.append(_claim(table, cell, stated, percent, whole, subject))
    return found


def _number(at: Mapping[tuple[int, int], TableCell], row: int, columns: int) -> tuple[int | None, float | None]:
    """The one count of the row and its percentage; nulls where the row holds several counts."""
    texts = [at[row, column].text.strip() for column in range(1, columns) if (row, column) in at]
    counts = [found for text in texts if (found := _NUMBER.fullmatch(text))]
    percents = [float(found[1]) for text in texts if (found := _PERCENT.fullmatch(text))]
    if len(counts) > 1:
        return None, None
    if counts and counts[0][2]:
        percents.append(float(counts[0][2]))
    return (int(counts[0][1]) if counts else None), (percents[0] if len(percents) == 1 else None)


def _across(table: Table, at: Mapping[tuple[int, int], TableCell], subject: str) -> list[Claim]:
    """States in the first row, numbers in the only row below."""
    if table.row_count > 3:
        return []
    heads = [cell for cell in table.cells if cell.row == 0]
    states = _states(heads)
    if len(states) < 2 or len(states) < len(heads) / 2:
        return []
    below = {cell.column: at.get((table.row_count - 1, cell.column)) for cell in heads}
    numbers = {column: _NUMBER.fullmatch(cell.text.strip()) for column, cell in below.items() if cell is not None}
    total = next((numbers.get(cell.column) for cell in heads if _TOTAL.fullmatch(cell.text.strip())), None)
    found = []
    for cell in states:
        number = numbers.get(cell.column)
        if number is not None:
            percent = float(number[2]) if number[2] else None
            found.append(_claim(table, cell, int(number[1]), percent, int(total[1]) if total else None, subject))
    return found


def _claim(
    table: Table, cell: TableCell, stated: int | None, percent: float | None, whole: int | None, subject: str
) -> Claim:
    said = [cell.text.strip()]
    if stated is not None:
        said.append(str(stated))
    if percent is not None:
        said.append(f"{percent:g}%")
    return Claim(" | ".join(said), Place(table.page, cell.box), subject, stated, whole, percent)
