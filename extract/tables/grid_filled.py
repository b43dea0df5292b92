"""A grid of columns and rows that text told: cells merged where text lies across, refused where it is no table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.tables.grid import Grid, cut
from extract.tables.rules import SNAP, Lines, Piece
from extract.tables.text_lines import TextLine


def filled_grid(
    xs: Sequence[float],
    ys: Sequence[float],
    lines: Sequence[TextLine],
    parts: Sequence[Piece] = (),
    closed: frozenset[float] = frozenset(),
    *,
    sparse: bool = False,
) -> Grid | None:
    """A grid with columns where no text lies across; null where it does not read as a table.

    Rows run over all columns, but those told by `parts` only where these are drawn. Of the first and the last position
    only those in `closed` are borders.
    """
    ends = {ys[0], ys[-1]} - closed
    ys = sorted([*ys, *_levels_of(parts)])
    rows: list[list[TextLine]] = [[] for _ in range(len(ys) - 1)]
    for line in lines:
        at = bisect_right(ys, (line.y0 + line.y1) / 2) - 1
        part = line.within(xs[0] - 1.0, xs[-1] + 1.0) if 0 <= at < len(rows) else None
        if part is not None:
            rows[at].append(part)
    bold = all(line.bold for row in rows for line in row)
    down = [
        (x, ys[at], ys[at + 1])
        for at, row in enumerate(rows)
        if bold or closed or not _heads_group(row, xs)
        for x in xs[1:-1]
        if not _lies_across(row, x)
    ]
    down += [(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    filled = [len({bisect_right(xs, (run.x0 + run.x1) / 2) for line in row for run in line.runs}) for row in rows]
    used = [count for count in filled if count]
    if not sparse and (len(used) < 2 or sum(count >= 2 for count in used) < 0.5 * len(used)):
        return None
    return cut(xs, ys, Lines(tuple(piece for piece in _across(xs, ys, parts) if piece[0] not in ends), tuple(down)))


def _heads_group(row: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether a row is one bold line at the left, which heads the rows below it."""
    return len(row) == 1 and len(row[0].runs) == 1 and row[0].bold and row[0].runs[0].x1 < xs[-1] and row[0].x0 < xs[1]


def _levels_of(parts: Sequence[Piece]) -> list[float]:
    levels: list[float] = []
    for y, _, _ in parts:
        if not levels or y - levels[-1] > SNAP:
            levels.append(y)
    return levels


def _across(xs: Sequence[float], ys: Sequence[float], parts: Sequence[Piece]) -> list[Piece]:
    """Full rows, and partial ones as whole cells."""
    pieces: list[Piece] = []
    for y in ys:
        drawn = [(a, b) for at, a, b in parts if abs(at - y) <= SNAP]
        if not drawn:
            pieces.append((y, xs[0], xs[-1]))
        for left, right in pairwise(xs):
            if sum(max(0.0, min(b, right) - max(a, left)) for a, b in drawn) >= 0.6 * (right - left):
                pieces.append((y, left, right))
    return pieces


def _lies_across(row: Sequence[TextLine], x: float) -> bool:
    return any(run.x0 + 1.0 < x < run.x1 - 1.0 for line in row for run in line.runs)
