"""A grid of columns and rows that text told: cells merged where text lies across, refused where it is no table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf

from extract.tables.grid import Grid, cut
from extract.tables.rules import SNAP, Lines, Piece
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_CELL, _WHOLE = 0.6, 0.8
"""Share of the table's width below which a fill is that of a cell, and share of a column's width that it takes up."""
_LETTERS = re.compile(r"[A-Za-z]{2}")
_LEADING = 0.8
"""In line heights: the widest gap between two lines of one text."""


def filled_grid(
    xs: Sequence[float],
    ys: Sequence[float],
    lines: Sequence[TextLine],
    parts: Sequence[Piece] = (),
    closed: frozenset[float] = frozenset(),
    painted: Sequence[Box] = (),
    *,
    sparse: bool = False,
) -> Grid | None:
    """A grid with columns where no text lies across; null where it does not read as a table.

    Rows run over all columns, but those told by `parts` only where these are drawn, and none through a cell that one of
    the fills (`painted`) paints as a whole. Of the first and the last position only those in `closed` are borders.
    """
    ends = {ys[0], ys[-1]} - closed
    parts = sorted([*parts, *_below_header(xs, ys, lines, parts)])
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
        for x, after in pairwise(xs[1:])
        if not _lies_across(row, x, after)
    ]
    down += [(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    filled = [len({bisect_right(xs, (run.x0 + run.x1) / 2) for line in row for run in line.runs}) for row in rows]
    used = [count for count in filled if count]
    if not sparse and (len(used) < 2 or sum(count >= 2 for count in used) < 0.5 * len(used)):
        return None
    across = [piece for piece in _across(xs, ys, parts) if piece[0] not in ends]
    return cut(xs, ys, Lines(tuple(_around(painted, across, xs, lines)), tuple(down)))


def _around(
    painted: Sequence[Box], across: Sequence[Piece], xs: Sequence[float], lines: Sequence[TextLine]
) -> list[Piece]:
    """The borders without their stretches through cells painted as a whole, which are narrower than the table.

    Spreadsheets paint cells of one colour together, so a fill without one text of its own is no such cell.
    """
    cells = [box for box in painted if box.width < _CELL * (xs[-1] - xs[0]) and _holds_one_text(box, lines)]
    found: list[Piece] = []
    for y, start, end in across:
        through = [box for box in cells if box.y0 < y - SNAP and y + SNAP < box.y1]
        columns = [(a, b) for a, b in pairwise(xs) if a >= start - SNAP and b <= end + SNAP] if through else []
        free = [(a, b) for a, b in columns if not any(_fills(box, a, b) for box in through)]
        found += [(y, start, end)] if len(free) == len(columns) else [(y, a, b) for a, b in free]
    return found


def _holds_one_text(box: Box, lines: Sequence[TextLine]) -> bool:
    inside = [line for line in lines if box.y0 < (line.y0 + line.y1) / 2 < box.y1 and line.within(box.x0, box.x1)]
    return bool(inside) and all(
        below.y0 - above.y1 <= _LEADING * (below.y1 - below.y0) for above, below in pairwise(inside)
    )


def _fills(box: Box, left: float, right: float) -> bool:
    return min(box.x1, right) - max(box.x0, left) >= _WHOLE * (right - left)


def _heads_group(row: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether a row is one bold line at the left, which heads the rows below it."""
    return len(row) == 1 and len(row[0].runs) == 1 and row[0].bold and row[0].runs[0].x1 < xs[-1] and row[0].x0 < xs[1]


def _levels_of(parts: Sequence[Piece]) -> list[float]:
    levels: list[float] = []
    for y, _, _ in parts:
        if not levels or y - levels[-1] > SNAP:
            levels.append(y)
    return levels


def _below_header(
    xs: Sequence[float], ys: Sequence[float], lines: Sequence[TextLine], parts: Sequence[Piece]
) -> list[Piece]:
    """The rest of a level that parts some columns below bold headings only, where plain text, or the number of a group,
    begins below it in the others: headings merged over two rows show nothing in the second."""
    found: list[Piece] = []
    for y in _levels_of(parts):
        top, bottom = max([at for at in ys if at < y], default=y), min([at for at in ys if at > y], default=y)
        over = [line for line in lines if ys[0] < (line.y0 + line.y1) / 2 < y]
        if not over or not all(line.bold for line in over):
            continue
        beside = [line for line in lines if top < (line.y0 + line.y1) / 2 < bottom]
        for left, right in pairwise(xs):
            own = [part for line in beside if (part := line.within(left, right)) is not None]
            if own and own[0].y0 + own[0].y1 > 2 * y and not (own[0].bold and _is_heading(own[0])):
                found.append((y, left, right))
    return found


def _is_heading(line: TextLine) -> bool:
    """Whether a line says more than a number."""
    return any(_LETTERS.search(run.text) for run in line.runs)


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


def _lies_across(row: Sequence[TextLine], x: float, after: float) -> bool:
    """Whether text lies across a column's side; a heading too long for its column does not, where the next column,
    which ends at `after`, has text of its own beside it."""
    return any(
        run.x0 + 1.0 < x < run.x1 - 1.0 and not (right < after and run.x1 - x < x - run.x0)
        for line in row
        for run, right in zip(line.runs, [*(run.x0 for run in line.runs[1:]), inf], strict=True)
    )
