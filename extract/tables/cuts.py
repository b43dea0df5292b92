"""A grid cut once more, at rows or columns that nothing draws, with the words of its cells.

Where to cut is for others to say (`lattice`, `figures`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.page import Word
from extract.tables.grid import Grid, GridCell
from schemas.geometry import Box

Held = dict[int, list[Word]]
"""The words of each cell, by the cell's number."""


def cut_column(
    grid: Grid,
    column: int,
    edges: Sequence[float],
    held: Held,
    spans: Callable[[Sequence[Word], Sequence[float]], bool],
) -> tuple[Grid, Held]:
    """The grid with a column cut at `edges`; a cell of it for whose words and edges `spans` says so spans the parts."""
    last = len(edges)
    xs = (*grid.xs[: column + 1], *edges, *grid.xs[column + 1 :])
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        own = held.get(number, [])
        if cell.column != column or cell.column_span > 1 or spans(own, edges):
            moved = last if cell.column > column else 0
            grown = last if cell.column <= column < cell.column + cell.column_span else 0
            words[len(cells)] = own
            cells.append(replace(cell, column=cell.column + moved, column_span=cell.column_span + grown))
            continue
        for part in range(last + 1):
            box = Box(xs[column + part], cell.box.y0, xs[column + part + 1], cell.box.y1)
            words[len(cells)] = [word for word in own if bisect_right(edges, word.box.centre[0]) == part]
            cells.append(replace(cell, column=column + part, box=box))
    return Grid(xs, grid.ys, tuple(cells)), {number: own for number, own in words.items() if own}


def cut_row(grid: Grid, row: int, levels: Sequence[float], held: Held) -> tuple[Grid, Held]:
    """The grid with a row cut at new levels; no cell may span into or out of the row."""
    ys = (*grid.ys[: row + 1], *levels, *grid.ys[row + 1 :])
    last = len(levels)
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        own = held.get(number, [])
        if cell.row != row:
            moved = last if cell.row > row else 0
            words[len(cells)] = own
            cells.append(replace(cell, row=cell.row + moved))
            continue
        for part in range(last + 1):
            words[len(cells)] = [word for word in own if bisect_right(levels, word.box.centre[1]) == part]
            cells.append(
                replace(
                    cell,
                    row=row + part,
                    box=Box(cell.box.x0, ys[row + part], cell.box.x1, ys[row + part + 1]),
                    open_top=cell.open_top and part == 0,
                    open_bottom=cell.open_bottom and part == last,
                )
            )
    return Grid(grid.xs, ys, tuple(cells)), {number: own for number, own in words.items() if own}


def cut_spans(grid: Grid, held: Held, parts: Callable[[Sequence[Word], Sequence[float]], bool]) -> tuple[Grid, Held]:
    """The grid with cells merged over several rows cut at the edges of these, where `parts` says so of a cell's words
    and the edges inside it."""
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        own = held.get(number, [])
        levels = grid.ys[cell.row + 1 : cell.row + cell.row_span]
        if not levels or not parts(own, levels):
            words[len(cells)] = own
            cells.append(cell)
            continue
        for part in range(cell.row_span):
            top, bottom = grid.ys[cell.row + part], grid.ys[cell.row + part + 1]
            words[len(cells)] = [word for word in own if bisect_right(levels, word.box.centre[1]) == part]
            box = Box(cell.box.x0, top, cell.box.x1, bottom)
            cells.append(replace(cell, row=cell.row + part, row_span=1, box=box))
    return Grid(grid.xs, grid.ys, tuple(cells)), {number: own for number, own in words.items() if own}
