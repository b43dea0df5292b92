"""The letters and numbers that a spreadsheet prints around its cells, taken off a table before its header is sought.

Excel and LibreOffice Calc print them on request ("Row and column headings"): A, B, C above the cells, counted from any
letter, and the numbers of the rows left of them, which skip the rows that are hidden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.tables.table import Table, TableCell
from schemas.geometry import around

_FEWEST = 3
"""Columns and rows of a sheet that has such headings."""


def without_sheet_headings(table: Table) -> Table:
    """The table without the letters above its columns and the numbers left of its rows, if it has both."""
    top = [cell for cell in table.cells if cell.row == 0]
    side = [cell for cell in table.cells if cell.column == 0]
    if min(len(top), len(side)) <= _FEWEST or top[0].text or side[0] is not top[0]:
        return table
    letters = [_place(cell.text) for cell in top[1:]]
    numbers = [int(cell.text) if cell.text.isdecimal() else 0 for cell in side[1:]]
    following = all(after - before == 1 for before, after in pairwise(letters))
    if not letters[0] or not following or not _count_up(numbers) or any(map(_is_merged, (*top, *side))):
        return table
    cells = tuple(
        replace(cell, row=cell.row - 1, column=cell.column - 1) for cell in table.cells if cell.row and cell.column
    )
    return replace(table, cells=cells, box=around([cell.box for cell in cells]), header_rows=0)


def _is_merged(cell: TableCell) -> bool:
    return cell.row_span > 1 or cell.column_span > 1


def _count_up(numbers: Sequence[int]) -> bool:
    return all(0 < before < after for before, after in pairwise(numbers))


def _place(text: str) -> int:
    """The place of the column with such letters (A is 1, Z 26, AA 27); 0 for any other text."""
    if not re.fullmatch("[A-Z]{1,3}", text):
        return 0
    place = 0
    for letter in text:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place
