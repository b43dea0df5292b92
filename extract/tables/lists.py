"""Numbered and bulleted lists that line up as tables do: marks in a first column, text in a second.

Only grids that rules do not draw are asked; a ruled table of numbers and texts is a table. So may be one of numbered
paragraphs ("8.10"), which papers set in tables, and tag as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tables.table import TableCell

_MARK = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|[•●▪◦‣○■□➢➤\uf0b7·*–-]")
_FEWEST = 2


def is_list(cells: Sequence[TableCell]) -> bool:
    """Whether the cells are a list of two columns, perhaps below headings: a mark and a text in each row, no heading
    that names both columns."""
    if any(cell.column + cell.column_span > 2 for cell in cells):
        return False
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        if text := cell.text.strip():
            rows.setdefault(cell.row, {})[cell.column] = text
    full = [row for row in rows.values() if len(row) == 2]
    return len(full) >= _FEWEST and all(_MARK.fullmatch(row[0]) for row in full)
