"""A grid from lines: elementary cells between neighbouring lines, merged where no border is drawn between them.

What belongs here: positions, borders, spans. Words are placed into cells in `tables`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.tables.rules import SNAP, Lines, Piece, clusters
from schemas.geometry import Box
from schemas.quick import quick

_SIDE = 6.0
"""How far lines must reach beyond the outermost crossing one to open a row or column there."""
_FEWEST_SIDES = 3
_UNDRAWN, _UNDRAWN_SHARE = 6.0, 0.35
"""Points, and share of a cell's side, that may be missing of its border."""

Borders = list[list[bool]]


@quick
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
    """Column positions, row positions, and the cells between them in reading order.

    `across`: for each row position and column whether a border is drawn there; empty where that is not known.
    `undrawn`: the row positions that no rule draws, but an edge of paint or the ends of uprights.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    across: Sequence[Sequence[bool]] = ()
    undrawn: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def owners(self) -> list[list[int]]:
        """For each row and column the number of the cell that covers it."""
        owner = [[0] * (len(self.xs) - 1) for _ in range(len(self.ys) - 1)]
        for number, cell in enumerate(self.cells):
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    owner[row][column] = number
        return owner


def drawn_grid(lines: Lines) -> Grid | None:
    """The grid that a group of lines draws; null where it draws no two cells."""
    around = lines.box()
    xs = _positions(lines.down, around.x0, around.x1)
    ys = _positions(lines.across, around.y0, around.y1)
    ends = _shared_ends(lines.down, xs, ys) if len(xs) > _FEWEST_SIDES else []
    if ends:
        ys = sorted([*ys, *ends])
        lines = Lines(tuple(sorted([*lines.across, *((y, xs[0], xs[-1]) for y in ends)])), lines.down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    grid = cut(xs, ys, lines)
    return replace(grid, undrawn=tuple(ends)) if len(grid.cells) > 1 else None


def _shared_ends(down: Sequence[Piece], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Heights between two row positions at which all inner uprights begin, or end, together: a row that spans all
    columns, as one that heads a group does, has no rule of its own there."""
    inner: dict[float, list[tuple[float, float]]] = {x: [] for x in xs[1:-1]}
    for at, start, end in down:
        near = min(inner, key=lambda x: abs(x - at))
        if abs(near - at) <= SNAP:
            inner[near].append((start, end))
    first = [y for pieces in list(inner.values())[:1] for piece in pieces for y in piece]
    found: list[float] = []
    for y in sorted(first):
        apart = all(abs(y - other) > _UNDRAWN for other in (*ys, *found))
        if apart and all(_ends_once(pieces, y) for pieces in inner.values()):
            found.append(y)
    return found


def _ends_once(pieces: Sequence[tuple[float, float]], y: float) -> bool:
    """Whether an upright begins or ends at a height, and does not go on there."""
    above = any(start < y - SNAP and end > y - SNAP for start, end in pieces)
    below = any(start < y + SNAP and end > y + SNAP for start, end in pieces)
    return above != below


def _positions(pieces: Sequence[Piece], first: float, last: float) -> list[float]:
    positions = [sum(at for at, _, _ in group) / len(group) for group in clusters(sorted(pieces))]
    if positions[0] - first > _SIDE:
        positions.insert(0, first)
    if last - positions[-1] > _SIDE:
        positions.append(last)
    return positions


def cut(xs: Sequence[float], ys: Sequence[float], lines: Lines) -> Grid:
    """Merge the elementary cells of a raster that no drawn border parts; positions that border nothing are dropped."""
    across, down = _borders(lines.across, ys, xs), _borders(lines.down, xs, ys)
    ys, across, down = _without_idle(ys, across, down)
    xs, down, across = _without_idle(xs, down, across)
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            wide = _width(down, taken, row, column)
            high = _height(across, down, taken, row, column, wide)
            right = column + wide
            for at in range(row, row + high):
                taken[at][column:right] = [True] * wide
            cells.append(
                GridCell(
                    row,
                    column,
                    high,
                    wide,
                    Box(xs[column], ys[row], xs[right], ys[row + high]),
                    True not in across[row][column:right],
                    True not in across[row + high][column:right],
                )
            )
    return Grid(tuple(xs), tuple(ys), tuple(cells), across)


def _borders(pieces: Sequence[Piece], positions: Sequence[float], stops: Sequence[float]) -> Borders:
    """For each position and each stretch between stops: whether a border is drawn there."""
    lengths = [b - a for a, b in pairwise(stops)]
    allowed = [min(_UNDRAWN, _UNDRAWN_SHARE * length) for length in lengths]
    missing = [lengths[:] for _ in positions]
    last = len(positions) - 1
    for at, start, end in pieces:
        near = bisect_left(positions, at)
        if near > last or (near > 0 and at - positions[near - 1] < positions[near] - at):
            near -= 1
        if abs(positions[near] - at) > SNAP:
            continue
        row = missing[near]
        for stretch in range(max(bisect_right(stops, start) - 1, 0), len(lengths)):
            left, right = stops[stretch], stops[stretch + 1]
            if left >= end:
                break
            row[stretch] -= (right if right < end else end) - (left if left > start else start)
    return [[length <= most for length, most in zip(row, allowed, strict=True)] for row in missing]


def _without_idle(
    positions: Sequence[float], along: Borders, crossing: Borders
) -> tuple[list[float], Borders, Borders]:
    """Leave out inner positions on which no border is drawn (underlines, ticks); the outer two always stay."""
    last = len(positions) - 1
    kept = [at for at in range(len(positions)) if at in (0, last) or any(along[at])]
    if len(kept) == len(positions):
        return list(positions), along, crossing
    lengths = [b - a for a, b in pairwise(positions)]
    merged = [
        [2 * sum(lengths[at] * row[at] for at in range(a, b)) > sum(lengths[a:b]) for a, b in pairwise(kept)]
        for row in crossing
    ]
    return [positions[at] for at in kept], [along[at] for at in kept], merged


def _width(down: Borders, taken: list[list[bool]], row: int, column: int) -> int:
    wide = 1
    while column + wide < len(taken[row]) and not down[column + wide][row] and not taken[row][column + wide]:
        wide += 1
    return wide


def _height(across: Borders, down: Borders, taken: list[list[bool]], row: int, column: int, wide: int) -> int:
    """How many rows a cell spans: as long as nothing borders it below and its sides go on."""
    high, right = 1, column + wide
    while row + high < len(taken):
        below = row + high
        if True in across[below][column:right] or True in taken[below][column:right]:
            break
        if wide > 1 and any([down[at][below] for at in range(column + 1, right)]):
            break
        if (column > 0 and not down[column][below]) or (right < len(down) - 1 and not down[right][below]):
            break
        high += 1
    return high
