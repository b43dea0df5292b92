"""A grid from lines: elementary cells between neighbouring lines, merged where no border is drawn between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.lines import SNAP, Line, Lines, extent
from schemas.geometry import Box

_DRAWN = 0.6
_REACH = 6.0
"""How far an open side (no outer border) must reach beyond the outermost line to be a column or row of its own."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its place, its spans, its box, and whether a border closes it above and below."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Column positions, row positions, and the cells between them in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grid_of(lines: Lines, *, sides: bool = True) -> Grid | None:
    """The grid that a group of lines draws; null where it draws no two cells.

    With `sides`, lines that reach beyond the outermost crossing ones open a row or column there.
    """
    around = extent(lines)
    xs = _positions([line.at for line in lines.down], around.x0, around.x1, sides)
    ys = _positions([line.at for line in lines.across], around.y0, around.y1, sides)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    return cut(xs, ys, lines)


def _positions(found: Sequence[float], first: float, last: float, sides: bool) -> tuple[float, ...]:
    positions = sorted(found)
    if sides and (not positions or positions[0] - first > _REACH):
        positions.insert(0, first)
    if sides and last - positions[-1] > _REACH:
        positions.append(last)
    return tuple(positions)


def cut(xs: Sequence[float], ys: Sequence[float], lines: Lines) -> Grid:
    """Merge the elementary cells of a raster that no drawn border parts."""
    across = _borders(lines.across, ys, xs)
    down = _borders(lines.down, xs, ys)
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if not taken[row][column]:
                wide = _width(down, taken, row, column, columns)
                high = _height(across, down, taken, row, column, wide, rows)
                for at in range(row, row + high):
                    taken[at][column : column + wide] = [True] * wide
                cells.append(_cell(xs, ys, across, row, column, high, wide))
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _borders(lines: Sequence[Line], positions: Sequence[float], stops: Sequence[float]) -> list[list[bool]]:
    """For each position and each stretch between stops: whether a border is drawn there."""
    drawn = []
    places = [line.at for line in lines]
    for position in positions:
        near = bisect_left(places, position - SNAP)
        close = [line for line in lines[near : near + 3] if abs(line.at - position) <= SNAP]
        drawn.append([any(line.covers(start, end) >= _DRAWN for line in close) for start, end in pairwise(stops)])
    return drawn


def _width(down: list[list[bool]], taken: list[list[bool]], row: int, column: int, columns: int) -> int:
    wide = 1
    while column + wide < columns and not down[column + wide][row] and not taken[row][column + wide]:
        wide += 1
    return wide


def _height(
    across: list[list[bool]],
    down: list[list[bool]],
    taken: list[list[bool]],
    row: int,
    column: int,
    wide: int,
    rows: int,
) -> int:
    high = 1
    while row + high < rows:
        below = row + high
        bordered = any(across[below][at] for at in range(column, column + wide))
        parted = any(down[at][below] for at in range(column + 1, column + wide))
        if bordered or parted or any(taken[below][column : column + wide]):
            break
        if not _closed(down, below, column, wide):
            break
        high += 1
    return high


def _closed(down: list[list[bool]], row: int, column: int, wide: int) -> bool:
    """Whether the row below has the same sides, so that the merged cell stays a rectangle with borders."""
    return (column == 0 or down[column][row]) and (column + wide == len(down) - 1 or down[column + wide][row])


def _cell(
    xs: Sequence[float], ys: Sequence[float], across: list[list[bool]], row: int, column: int, high: int, wide: int
) -> GridCell:
    reach = range(column, column + wide)
    return GridCell(
        row=row,
        column=column,
        row_span=high,
        column_span=wide,
        box=Box(xs[column], ys[row], xs[column + wide], ys[row + high]),
        open_top=not any(across[row][at] for at in reach),
        open_bottom=not any(across[row + high][at] for at in reach),
    )
