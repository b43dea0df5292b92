"""A grid cut once more, at rows or columns that nothing draws, with the words of its cells.

Where to cut is for others to say (`lattice`, `figures`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

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


def cut_row(
    grid: Grid, row: int, levels: Sequence[float], held: Held, firsts: Sequence[int] | None = None
) -> tuple[Grid, Held]:
    """The grid with a row cut at new levels, each from one of the columns `firsts` on: what stands left of that spans
    the rows. No cell may span into the row."""
    ys = (*grid.ys[: row + 1], *levels, *grid.ys[row + 1 :])
    last = len(levels)
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        own = held.get(number, [])
        if cell.row != row:
            words[len(cells)] = own
            cells.append(replace(cell, row=cell.row + (last if cell.row > row else 0)))
            continue
        inner = [row + at for at in range(1, last + 1) if firsts is None or firsts[at - 1] <= cell.column]
        for part, part_words in _parts(cell, [row, *inner, row + cell.row_span + last], ys, own):
            words[len(cells)] = part_words
            cells.append(part)
    return Grid(grid.xs, ys, tuple(cells)), {number: own for number, own in words.items() if own}


def cut_spans(grid: Grid, held: Held, inner: Callable[[GridCell, Sequence[Word]], Sequence[int]]) -> tuple[Grid, Held]:
    """The grid with cells merged over several rows cut where those rows begin that `inner` tells of a cell and its
    words."""
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        own = held.get(number, [])
        rows = inner(cell, own) if cell.row_span > 1 else ()
        for part, part_words in _parts(cell, [cell.row, *rows, cell.row + cell.row_span], grid.ys, own):
            words[len(cells)] = part_words
            cells.append(part)
    return Grid(grid.xs, grid.ys, tuple(cells)), {number: own for number, own in words.items() if own}


def cut_region(
    grid: Grid, rows: tuple[int, int], held: Held, inner: Callable[[int], Sequence[int]]
) -> tuple[Grid, Held]:
    """The grid with the cells of some rows, from the first up to the second, made anew: those of each column begin at
    the first row and at those that `inner` tells of the column. No cell may span columns, or into the rows, or out."""
    first, last = rows
    inside = [number for number, cell in enumerate(grid.cells) if first <= cell.row < last]
    outside = [number for number, cell in enumerate(grid.cells) if not first <= cell.row < last]
    cells = [grid.cells[number] for number in outside]
    words: Held = {at: held.get(number, []) for at, number in enumerate(outside)}
    for cell in [grid.cells[number] for number in inside if grid.cells[number].row == first]:
        column = (number for number in inside if grid.cells[number].column == cell.column)
        own = sorted((word for n in column for word in held.get(n, ())), key=lambda word: word.box.centre[1])
        for part, part_words in _parts(cell, [first, *inner(cell.column), last], grid.ys, own):
            words[len(cells)] = part_words
            cells.append(part)
    return Grid(grid.xs, grid.ys, tuple(cells)), {number: own for number, own in words.items() if own}


def _parts(
    cell: GridCell, rows: Sequence[int], ys: Sequence[float], own: list[Word]
) -> Iterator[tuple[GridCell, list[Word]]]:
    """A cell cut where each of `rows` begins, and the words of its parts; the last of them is where it ends."""
    if len(rows) == 2:
        yield replace(cell, row=rows[0], row_span=rows[1] - rows[0]), own
        return
    levels = [ys[row] for row in rows[1:-1]]
    for at, (row, end) in enumerate(pairwise(rows)):
        part = replace(
            cell,
            row=row,
            row_span=end - row,
            box=Box(cell.box.x0, ys[row], cell.box.x1, ys[end]),
            open_top=cell.open_top and at == 0,
            open_bottom=cell.open_bottom and at == len(levels),
        )
        yield part, [word for word in own if bisect_right(levels, word.box.centre[1]) == at]
