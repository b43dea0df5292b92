"""Every table of a page: grids found by lines, by fills, by alignment and by tags, the best of them kept.

The door is `tables`. What a line or a grid is stands in `lines` and `grid`; words become text in `celltext`.
"""

from __future__ import annotations

import dataclasses
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extract.alignment import river_columns, words_in
from extract.cellcolour import CellPaint, is_chromatic
from extract.celltext import cell_text
from extract.grid import Grid, GridCell, cut, grid_of
from extract.lines import SNAP, Line, Lines, cell_fills, fill_lines, folded, groups, ruled_lines
from extract.nesting import taken_apart
from extract.page import Fill, Page, Word
from extract.table import Table, TableCell
from schemas.geometry import Box
from schemas.verbatim import Method

_TABLE_CONFIDENCE = 0.5
_FEWEST_BANDS = 3
_SIDE = 8.0
_RATING_WIDTH = 10.0


def tables(path: str | os.PathLike[str], *, pages: Iterable[int] | None = None) -> list[Table]:
    """Every table of a PDF, of any kind, in reading order. `pages` (from 1) limits the search.

    Raises the PaperErrors of `extract.pdfium.open_document`.
    """
    from extract.pdfium import open_document

    with open_document(path) as document:
        numbers = range(1, document.page_count + 1) if pages is None else sorted(set(pages))
        return [
            table
            for number in numbers
            for table in tables_on(document.page(number))
            if table.confidence >= _TABLE_CONFIDENCE
        ]


def tables_on(page: Page) -> list[Table]:
    """The tables of one page from the top, nested ones after the table that holds them.

    A single column of boxes is given too, with a confidence under one half.
    """
    if not page.words or not (page.rules or page.fills):
        return []
    fills = cell_fills(page)
    paint = CellPaint(page)
    found: list[tuple[Grid, Method]] = []
    ruled = ruled_lines(page.rules)
    for group in groups(ruled):
        for part in taken_apart(group):
            grid = _ruled_grid(part, fills)
            if grid is not None:
                found.append((grid, "rules"))
    found += [(grid, "rules") for grid in _row_ruled(page, ruled, [grid.box for grid, _ in found])]
    found += [(grid, "fills") for grid in _filled(page, fills, [grid.box for grid, _ in found])]
    ordered = sorted(found, key=lambda item: (-item[0].box.width * item[0].box.height, item[0].box.y0))
    return _tables(page, ordered, paint)


def _ruled_grid(group: Lines, fills: Sequence[Fill]) -> Grid | None:
    """The grid that rules draw, with the borders that only a change of fill shows."""
    if len(group.across) + len(group.down) < 3:
        return None
    grid = grid_of(group)
    if grid is None:
        return None
    across, down = _fill_borders(grid, fills)
    if not across and not down:
        return grid
    pieces_across = [(line.at, a, b) for line in group.across for a, b in line.stretches] + across
    pieces_down = [(line.at, a, b) for line in group.down for a, b in line.stretches] + down
    return grid_of(Lines(folded(pieces_across), folded(pieces_down)))


def _fill_borders(
    grid: Grid, fills: Sequence[Fill]
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Edges of fills that fit between two column lines (rows told by banding) or two row lines."""
    across, down = [], []
    for fill in fills:
        box = fill.box
        if not grid.box.holds(*box.centre):
            continue
        fits_columns = _near(grid.xs, box.x0) and _near(grid.xs, box.x1)
        fits_rows = _near(grid.ys, box.y0) and _near(grid.ys, box.y1)
        if fits_columns and not fits_rows:
            across += [(y, box.x0, box.x1) for y in (box.y0, box.y1) if not _near(grid.ys, y)]
        elif fits_rows and not fits_columns:
            down += [(x, box.y0, box.y1) for x in (box.x0, box.x1) if not _near(grid.xs, x)]
    return across, down


def _near(positions: Sequence[float], at: float) -> bool:
    return any(abs(position - at) <= SNAP for position in positions)


def _row_ruled(page: Page, ruled: Lines, taken: Sequence[Box]) -> Iterator[Grid]:
    """Tables with rules between their rows only: columns are told by the rivers between their words."""
    pieces = [
        (line.at, start, end)
        for line in ruled.across
        for start, end in line.stretches
        if not any(box.y0 - SNAP <= line.at <= box.y1 + SNAP and start < box.x1 and end > box.x0 for box in taken)
    ]
    for band in _same_width(pieces):
        ys = [at for at, _, _ in band]
        box = Box(min(a for _, a, _ in band), ys[0], max(b for _, _, b in band), ys[-1])
        grid = _banded(page.words, box, ys)
        if grid is not None:
            yield grid


def _same_width(pieces: Sequence[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    """Rules of the same left and right end, three or more, from the top."""
    bands: list[list[tuple[float, float, float]]] = []
    for piece in sorted(pieces):
        for band in bands:
            if abs(band[0][1] - piece[1]) <= _SIDE and abs(band[0][2] - piece[2]) <= _SIDE:
                band.append(piece)
                break
        else:
            bands.append([piece])
    return [band for band in bands if len(band) >= _FEWEST_BANDS]


def _banded(words: Sequence[Word], box: Box, ys: Sequence[float]) -> Grid | None:
    """A grid of known rows whose columns are rivers; null where there are no two columns in most rows."""
    inside = words_in(words, box)
    rows: list[list[Word]] = [[] for _ in range(len(ys) - 1)]
    for word in inside:
        rows[min(max(bisect_right(ys, word.box.centre[1]) - 1, 0), len(rows) - 1)].append(word)
    xs = river_columns(rows, box)
    if len(xs) < 3:
        return None
    full = tuple(Line(y, ((box.x0, box.x1),)) for y in ys)
    sides = tuple(Line(x, _uncrossed(rows, ys, x)) for x in xs)
    grid = cut(xs, ys, Lines(full, tuple(line for line in sides if line.stretches)))
    filled = sum(len({bisect_right(xs, word.box.centre[0]) for word in row}) >= 2 for row in rows)
    return grid if filled * 2 > sum(map(bool, rows)) else None


def _uncrossed(rows: Sequence[Sequence[Word]], ys: Sequence[float], x: float) -> tuple[tuple[float, float], ...]:
    """The stretches of y in which no word lies across x."""
    free = [
        (ys[at], ys[at + 1])
        for at, row in enumerate(rows)
        if not any(word.box.x0 + 1 < x < word.box.x1 - 1 for word in row)
    ]
    return tuple(free)


def _filled(page: Page, fills: Sequence[Fill], taken: Sequence[Box]) -> Iterator[Grid]:
    """Tables drawn by fills alone: cells with white gaps, or bands with rivers between their words."""
    free = [fill for fill in fills if not any(box.overlap(fill.box) > 0.5 * _area(fill.box) for box in taken)]
    if len(free) < 2:
        return
    for group in groups(fill_lines(free)):
        grid = grid_of(group, sides=False)
        if grid is None:
            continue
        if len(grid.xs) > 2:
            yield grid
        elif len(grid.ys) > _FEWEST_BANDS:
            banded = _banded(page.words, grid.box, grid.ys)
            if banded is not None:
                yield banded


def _area(box: Box) -> float:
    return max(box.width * box.height, 1e-6)


def _tables(page: Page, grids: Sequence[tuple[Grid, Method]], paint: CellPaint) -> list[Table]:
    """Words into cells, from the innermost table out, so that each word reaches one cell only."""
    owned: dict[int, tuple[int, int]] = {}
    middles = [((box := word.box).x0 + box.x1, box.y0 + box.y1) for word in page.words]
    for depth, (grid, _) in enumerate(grids):
        place = _Places(grid)
        left, right, top, bottom = (2 * side for side in (grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]))
        for at, (x, y) in enumerate(middles):
            if left <= x <= right and top <= y <= bottom:
                cell = place.of(x / 2, y / 2)
                if cell is not None:
                    owned[at] = (depth, cell)
    texts: dict[tuple[int, int], list[Word]] = {}
    for at, key in owned.items():
        texts.setdefault(key, []).append(page.words[at])
    made = []
    for depth, (grid, method) in enumerate(grids):
        words = {cell: texts[depth, cell] for cell in range(len(grid.cells)) if (depth, cell) in texts}
        table = _table(page, grid, method, words, paint)
        if table is not None:
            made.append(table)
    return sorted(made, key=lambda table: (table.box.y0, table.box.x0, -table.box.height))


class _Places:
    """Finds the cell of a grid that holds a point of the grid's box."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.owner = {
            (row, column): number
            for number, cell in enumerate(grid.cells)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def of(self, x: float, y: float) -> int | None:
        """The number of the cell, null where none is."""
        grid = self.grid
        row = min(bisect_right(grid.ys, y), len(grid.ys) - 1) - 1
        column = min(bisect_right(grid.xs, x), len(grid.xs) - 1) - 1
        return self.owner.get((row, column))


def _table(page: Page, grid: Grid, method: Method, words: dict[int, list[Word]], paint: CellPaint) -> Table | None:
    """The grid as a table without its empty rows and columns; null where it holds no two filled cells."""
    if len(words) < 2:
        return None
    cells = []
    for number, cell in enumerate(grid.cells):
        inside = words.get(number, [])
        cells.append(_table_cell(cell, inside, paint))
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    made, rows, columns = _without_empty(cells, rows, columns)
    if rows < 1 or len(made) < 2:
        return None
    confidence = _confidence(made, rows, columns)
    return Table(page.number, grid.box, tuple(made), method, confidence)


def _table_cell(cell: GridCell, words: Sequence[Word], paint: CellPaint) -> TableCell:
    fill, mark = paint.of(cell.box)
    return TableCell(
        text=cell_text(words, cell.box),
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        box=cell.box,
        fill=fill,
        mark=mark,
        ink=paint.ink(words),
        bold=bool(words) and all(word.bold for word in words),
        open_top=cell.open_top,
        open_bottom=cell.open_bottom,
        confidence=min((word.confidence for word in words), default=1.0),
    )


def _without_empty(cells: Sequence[TableCell], rows: int, columns: int) -> tuple[list[TableCell], int, int]:
    """Drop rows and columns that hold neither text nor colour, and those no cell begins or ends in (slivers)."""
    row_used = _used([(cell.row, cell.row_span, _shows(cell)) for cell in cells], rows)
    column_used = _used([(cell.column, cell.column_span, _shows(cell)) for cell in cells], columns)
    new_row, new_column = _renumbered(row_used), _renumbered(column_used)
    kept = []
    for cell in cells:
        down = sum(row_used[cell.row : cell.row + cell.row_span])
        along = sum(column_used[cell.column : cell.column + cell.column_span])
        if down and along:
            kept.append(
                dataclasses.replace(
                    cell, row=new_row[cell.row], column=new_column[cell.column], row_span=down, column_span=along
                )
            )
    return kept, sum(row_used), sum(column_used)


def _shows(cell: TableCell) -> bool:
    """Whether a reader sees something in the cell: words, a mark, or a colour wide enough to be a rating."""
    coloured = cell.fill is not None and is_chromatic(cell.fill) and cell.box.width >= _RATING_WIDTH
    return bool(cell.text or cell.mark or coloured)


def _used(spans: Sequence[tuple[int, int, bool]], count: int) -> list[bool]:
    """For each row (or column): whether a cell that shows something stands in it alone, or begins in it."""
    used = [False] * count
    for start, span, shows in spans:
        if shows and span == 1:
            used[start] = True
    for start, span, shows in spans:
        if shows and not any(used[start : start + span]):
            used[start] = True
    return used


def _renumbered(used: Sequence[bool]) -> list[int]:
    numbers, count = [], 0
    for flag in used:
        numbers.append(count)
        count += flag
    return numbers


def _confidence(cells: Sequence[TableCell], rows: int, columns: int) -> float:
    """How surely the grid is a table: filled cells, and more than one row and column."""
    if rows < 2 or columns < 2:
        return 0.4
    filled = sum(bool(cell.text) for cell in cells) / len(cells)
    return round(min(1.0, 0.6 + 0.5 * filled), 2)
