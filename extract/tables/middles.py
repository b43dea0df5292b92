"""Leading cells of a grid put together where their texts stand in the middle of groups of rows.

Nothing draws the cell that a recommendation or theme is merged over; the row beside its middle has the text, and the
rows above and below have none. A grid told by paint or text is looked at only where its first row has no such text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.page import Word
from extract.tables.alignment_groups import groups_about_middle
from extract.tables.cuts import Held
from extract.tables.grid import Grid, GridCell
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import around

_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 4
"""Rows below the header, and columns, of a grid that may hold such groups."""


def with_middles(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with such cells put together, and their words; as it is where its texts tell no groups."""
    rows = len(grid.ys) - 1
    used = sorted({grid.cells[at].column for at, own in held.items() if own})
    if rows <= _FEWEST_ROWS or len(used) < _FEWEST_COLUMNS or any(cell.column_span > 1 for cell in grid.cells):
        return grid, held
    first = {cell.row: held.get(at) for at, cell in enumerate(grid.cells) if cell.column == used[0] and cell.row}
    if first.get(1) or not any(first.values()):
        return grid, held
    words: dict[int, list[Word]] = {column: [] for column in used}
    for at, cell in enumerate(grid.cells):
        if cell.row and held.get(at):
            words[cell.column] += held[at]
    told = groups_about_middle([text_lines(placed(own)) for own in words.values()], grid.ys[1:])
    leading = used[max(told)] if any(told) else 0
    starts = [1, *(row for row, parted in enumerate(told, 2) if not parted), rows]
    if not leading or any(_is_amiss(cell, starts, leading) for cell in grid.cells):
        return grid, held
    return _put_together(grid, held, starts, leading)


def _is_amiss(cell: GridCell, starts: Sequence[int], leading: int) -> bool:
    """Whether a merged cell stands right of the groups, or goes on from one to the next."""
    inner = range(cell.row + 1, cell.row + cell.row_span)
    return bool(inner) and (cell.column >= leading or any(start in inner for start in starts))


def _put_together(grid: Grid, held: Held, starts: Sequence[int], leading: int) -> tuple[Grid, Held]:
    """The cells of the first columns as one from each start to the next."""
    whole: dict[tuple[int, int], list[int]] = {}
    for at, cell in enumerate(grid.cells):
        begun = max((start for start in starts if start <= cell.row), default=0) if cell.column < leading else cell.row
        whole.setdefault((begun, cell.column), []).append(at)
    cells: list[GridCell] = []
    words: Held = {}
    for numbers in whole.values():
        parts = [grid.cells[at] for at in numbers]
        own = [word for at in numbers for word in held.get(at, ())]
        if own:
            words[len(cells)] = own
        box = around([part.box for part in parts])
        down = sum(part.row_span for part in parts)
        cells.append(replace(parts[0], row_span=down, box=box, open_bottom=parts[-1].open_bottom))
    return replace(grid, cells=tuple(cells)), words
