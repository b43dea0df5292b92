"""What figures count ("£", "£'000", "%"), set at the foot of their headings, as a row of a table of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.page import Word
from extract.tables.cuts import Held, cut_row
from extract.tables.grid import Grid
from extract.tables.text_lines import FIGURE

_UNIT = re.compile(
    r"^\(?(?:[£$€]?['‘’]?0?00['‘’]?s?|[£$€]\s?['‘’]?(?:0?00)?['‘’]?(?:s|k|m|bn|million)?|%)\)?$", re.IGNORECASE
)
_FEWEST, _HEADER = 2, 3
"""Columns that a row of units has at least, and the first rows that may be one."""
_APART, _LEVEL = 0.6, 1.0
"""In line heights: a gap between a heading and what is no part of it; points by which units of one row stand apart."""


def with_units(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with the units below its headings as a row of their own: they stand at one height below all headings of
    the row, above figures, and apart from some. Where each follows right after its heading, it is part of that."""
    units = {
        number: words[-1].box
        for number, words in held.items()
        if grid.cells[number].row < _HEADER and _UNIT.match(words[-1].text)
    }
    for row in sorted({grid.cells[number].row for number in units}) if len(units) >= _FEWEST else ():
        cells = [number for number, cell in enumerate(grid.cells) if cell.row <= row < cell.row + cell.row_span]
        own = [number for number in cells if number in units]
        if any(grid.cells[number].row_span > 1 for number in cells) or not _count_figures(grid, own, held):
            continue
        top, foot = min(units[number].y0 for number in own), max(units[number].y0 for number in own)
        over = [word.box for at in cells for word in held.get(at, ())[: -1 if at in units else None]]
        ends = [max(word.box.y1 for word in held[at][:-1]) for at in own if len(held[at]) > 1]
        apart = ends and top - min(ends) > _APART * (units[own[0]].y1 - units[own[0]].y0)
        if apart and max(box.centre[1] for box in over) <= top and foot - top <= _LEVEL:
            return cut_row(grid, row, [(max(box.y1 for box in over) + top) / 2], held)
    return grid, held


def _count_figures(grid: Grid, numbers: Sequence[int], held: Held) -> bool:
    """Whether cells that end in a unit, enough for a row of them, stand above figures."""
    columns = {grid.cells[number].column: grid.cells[number].row for number in numbers}
    under: dict[int, tuple[int, Word]] = {}
    for number, words in held.items():
        cell = grid.cells[number]
        if cell.row > columns.get(cell.column, cell.row):
            under[cell.column] = min(under.get(cell.column, (cell.row, words[0])), (cell.row, words[0]), key=_row)
    return len(numbers) >= _FEWEST <= sum(bool(FIGURE.match(word.text)) for _, word in under.values())


def _row(found: tuple[int, Word]) -> int:
    return found[0]
