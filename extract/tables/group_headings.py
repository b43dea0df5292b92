"""Headings of a group printed above those of its columns, with no rule between them: one cell becomes two levels.

What belongs here: bold header cells over several columns whose first lines lie across these and whose other lines
keep to them. Cells whose lines all keep to columns are cut in `unmerged`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Word
from extract.tables.cuts import Held
from extract.tables.grid import Grid, GridCell
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

_FIRST_ROWS = 3
_OVER, _MOST_LINES = 3.0, 8
"""Points by which text lies across a border, and lines of a header."""


def with_levels(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with such a header row cut in two, the headings beside the groups merged over both, and the words of
    its cells."""
    for row in range(min(_FIRST_ROWS, len(grid.ys) - 1)):
        cells = [number for number, cell in enumerate(grid.cells) if cell.row <= row < cell.row + cell.row_span]
        wide = [number for number in cells if grid.cells[number].column_span > 1 and held.get(number)]
        if not wide or any(grid.cells[number].row_span > 1 for number in cells):
            continue
        levels = {number: level for number in wide if (level := _level(grid, grid.cells[number], held[number]))}
        if levels:
            return _cut(grid, row, levels, held)
    return grid, held


def _level(grid: Grid, cell: GridCell, words: Sequence[Word]) -> float | None:
    """Where the headings of a group's columns begin below its own; null where the cell holds no such two."""
    if not all(word.bold for word in words):
        return None
    lines = text_lines(placed(words))
    inner = grid.xs[cell.column + 1 : cell.column + cell.column_span]
    first = next((at for at, line in enumerate(lines) if not _lies_across(line, inner)), 0)
    if not 0 < first < len(lines) <= _MOST_LINES or any(_lies_across(line, inner) for line in lines[first:]):
        return None
    filled = {bisect_right(inner, (run.x0 + run.x1) / 2) for line in lines[first:] for run in line.runs}
    return (lines[first - 1].y1 + lines[first].y0) / 2 if len(filled) > len(inner) else None


def _lies_across(line: TextLine, inner: Sequence[float]) -> bool:
    return any(run.x0 < x - _OVER and run.x1 > x + _OVER for run in line.runs for x in inner)


def _cut(grid: Grid, row: int, levels: dict[int, float], held: Held) -> tuple[Grid, Held]:
    """The grid with a row cut at the highest of the levels, in the cells that have one."""
    at = min(levels.values())
    ys = (*grid.ys[: row + 1], at, *grid.ys[row + 1 :])
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        own = held.get(number, [])
        if number not in levels:
            below, over = cell.row > row, cell.row <= row < cell.row + cell.row_span
            words[len(cells)] = own
            cells.append(replace(cell, row=cell.row + below, row_span=cell.row_span + over))
            continue
        for part, part_words in _parts(grid, cell, at, levels[number], own):
            words[len(cells)] = part_words
            cells.append(part)
    return Grid(grid.xs, ys, tuple(cells), undrawn=grid.undrawn), {n: own for n, own in words.items() if own}


def _parts(
    grid: Grid, cell: GridCell, at: float, level: float, own: Sequence[Word]
) -> Iterator[tuple[GridCell, list[Word]]]:
    """The heading of the group, and those of its columns."""
    box = cell.box
    yield (
        replace(cell, box=Box(box.x0, box.y0, box.x1, at), open_bottom=True),
        [word for word in own if word.box.centre[1] < level],
    )
    last = cell.column + cell.column_span - 1
    for column, (left, right) in enumerate(pairwise(grid.xs[cell.column : last + 2]), cell.column):
        held = [
            word
            for word in own
            if word.box.centre[1] >= level
            and min(max(bisect_right(grid.xs, word.box.centre[0]) - 1, cell.column), last) == column
        ]
        part = replace(cell, row=cell.row + 1, column=column, column_span=1, box=Box(left, at, right, box.y1))
        yield replace(part, open_top=True), held
