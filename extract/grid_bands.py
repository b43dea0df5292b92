"""Tables whose rows are ruled or filled across but whose columns are not drawn.

Bands are the strips between rules of one width. Columns are the rivers that run through neighbouring bands; a header
above the first rule and a last row below the last one belong to the table when they keep to its columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.alignment import River, column_rivers, rivers
from extract.alignment_rows import one_row_a_line, row_starts
from extract.grid import Grid, cut
from extract.rules import Lines, Piece, clusters
from extract.text_lines import TextLine

_SIDE = 8.0
_PIECES_APART = 24.0
_EDGE = 2.0
_CLOSE = 1.3
"""In line heights: how far from its neighbour a line of a header above the rules, or of a last row below, may stand."""
_WITHIN = 0.9
_DRY = 1.5
_HEADER_LINES = 9


@dataclass(frozen=True, slots=True)
class Stack:
    """Rules of one width, from the top, with the pieces they are drawn in."""

    x0: float
    x1: float
    ys: tuple[float, ...]
    pieces: tuple[Piece, ...]


def stacks(across: Iterable[Piece]) -> list[Stack]:
    """Rules in stacks of the same left and right end, two rules or more."""
    found: list[list[tuple[float, float, float, list[Piece]]]] = []
    for level in clusters(sorted(across)):
        for pieces in _side_by_side(level):
            y = sum(at for at, _, _ in pieces) / len(pieces)
            x0, x1 = pieces[0][1], max(end for _, _, end in pieces)
            for stack in found:
                if abs(stack[0][1] - x0) <= _SIDE and abs(stack[0][2] - x1) <= _SIDE:
                    stack.append((y, x0, x1, pieces))
                    break
            else:
                found.append([(y, x0, x1, pieces)])
    return [
        Stack(
            min(x0 for _, x0, _, _ in stack),
            max(x1 for _, _, x1, _ in stack),
            tuple(y for y, _, _, _ in stack),
            tuple(piece for _, _, _, pieces in stack for piece in pieces),
        )
        for stack in found
        if len(stack) > 1
    ]


def _side_by_side(level: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in sorted(level, key=lambda piece: piece[1]):
        if rows and piece[1] - rows[-1][-1][2] <= _PIECES_APART:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def banded_grids(stack: Stack, lines: Sequence[TextLine], edges: Sequence[float] = ()) -> list[Grid]:
    """The tables that a stack of rules holds; `edges` are sides of fills, which may part columns too."""
    own = [part for line in lines if (part := line.within(stack.x0 - 1.0, stack.x1 + 1.0)) is not None]
    bands = [_between(own, top, bottom) for top, bottom in pairwise(stack.ys)]
    found: list[Grid] = []
    first = 0
    while first < len(bands):
        last = _reach(bands, first, stack)
        grid = _grid(stack, own, bands, first, last, edges)
        if grid is None:
            first += 1
        else:
            found.append(grid)
            first = last + 1
    return found


def _between(lines: Sequence[TextLine], top: float, bottom: float) -> list[TextLine]:
    return [line for line in lines if top < (line.y0 + line.y1) / 2 < bottom]


def _reach(bands: Sequence[Sequence[TextLine]], first: int, stack: Stack) -> int:
    """The last band to which the rivers of the first run on without most of them drying up."""
    held: list[TextLine] = list(bands[first])
    count = len(rivers(held, stack.x0, stack.x1)) if held else 0
    last = first
    for at in range(first + 1, len(bands)):
        if bands[at] and not _spans(bands[at]):
            more = [*held, *bands[at]]
            left = len(rivers(more, stack.x0, stack.x1))
            if held and count and (left == 0 or (left * 2 < count and _several(held) >= 2)):
                break
            held, count = more, left
        last = at
    return last


def _several(lines: Sequence[TextLine]) -> int:
    return sum(len(line.runs) > 1 for line in lines)


def _spans(band: Sequence[TextLine]) -> bool:
    """Whether a band may be a group heading: one or two lines without a gap."""
    return len(band) <= 2 and all(len(line.runs) == 1 for line in band)


def _grid(
    stack: Stack,
    lines: Sequence[TextLine],
    bands: Sequence[Sequence[TextLine]],
    first: int,
    last: int,
    edges: Sequence[float],
) -> Grid | None:
    ys = list(stack.ys[first : last + 2])
    found = _columns(bands[first : last + 1], stack)
    if not found:
        return None
    floor = stack.ys[first - 1] if first else 0.0
    limit = stack.ys[last + 2] if last + 2 < len(stack.ys) else None
    top, found = _above(lines, ys[0], found, floor)
    bottom, found = _below(lines, ys[-1], found, limit)
    ys = [*([] if top is None else [top]), *ys, *([] if bottom is None else [bottom])]
    xs = _positions(stack, found, [x for x in edges if stack.x0 < x < stack.x1])
    return filled_grid(xs, with_text_rows(ys, lines, xs), lines)


def _columns(bands: Sequence[Sequence[TextLine]], stack: Stack) -> list[River]:
    """The rivers of all bands, or those of the body where a header of two levels lies across some."""
    rows = [band for band in bands if band and not _spans(band)]
    if len(rows) == 1:
        rows = [[line] for line in rows[0]]
    found = column_rivers(rows, stack.x0, stack.x1)
    if len(rows) >= 3:
        more = column_rivers(rows[1:], stack.x0, stack.x1)
        if len(more) > len(found) and len(_gaps_of(rows[0], stack)) >= 1:
            return more
    return found


def _gaps_of(band: Sequence[TextLine], stack: Stack) -> list[River]:
    return rivers(band, stack.x0, stack.x1)


def _positions(stack: Stack, found: Sequence[River], edges: Sequence[float]) -> list[float]:
    """Column positions: the sides, and for each river the fill edges within it, or its middle."""
    xs = [stack.x0]
    for river in found:
        drawn = [x for x in edges if river.x0 - _EDGE <= x <= river.x1 + _EDGE]
        inner: list[float] = []
        for x in sorted(drawn):
            if not inner or x - inner[-1] > 4.0:
                inner.append(x)
        xs += inner or [river.middle]
    return [*xs, stack.x1]


def _above(lines: Sequence[TextLine], top: float, found: list[River], floor: float) -> tuple[float | None, list[River]]:
    """The top of a header that stands right above the first rule and keeps to the columns, and the rivers it leaves."""
    edge, several, start, kept = top, 0, None, found
    for line in reversed([line for line in lines if floor < (line.y0 + line.y1) / 2 < top][-_HEADER_LINES:]):
        left = narrowed(found, line)
        if edge - line.y1 > 0.6 * (line.y1 - line.y0) or left is None:
            break
        several += len(line.runs) > 1
        edge, found = min(edge, line.y0), left
        if several:
            start, kept = edge - 1.0, found
    return start, kept


def _below(
    lines: Sequence[TextLine], bottom: float, found: list[River], limit: float | None
) -> tuple[float | None, list[River]]:
    """The bottom of a last row without a rule below it, and the rivers it leaves."""
    edge, several, end, kept = bottom, 0, None, found
    for line in lines[bisect_left([line.y0 + line.y1 for line in lines], 2 * bottom) :]:
        left = narrowed(found, line)
        apart = _CLOSE if edge == bottom else _WITHIN
        if line.y0 - edge > apart * (line.y1 - line.y0) or left is None or (limit is not None and line.y1 > limit):
            break
        several += len(line.runs) > 1
        edge, found = max(edge, line.y1), left
        if several:
            end, kept = edge + 1.0, found
    return end, kept


def narrowed(found: Sequence[River], line: TextLine) -> list[River] | None:
    """The rivers as far as the line leaves them free; null when it dries one up."""
    left = []
    for river in found:
        x0, x1 = river.x0, river.x1
        for run in line.runs:
            if run.x0 < x1 and run.x1 > x0:
                if run.x1 - x0 < x1 - run.x0:
                    x0 = run.x1
                else:
                    x1 = run.x0
        if x1 - x0 < _DRY:
            return None
        left.append(River(x0, x1))
    return left


def with_text_rows(ys: Sequence[float], lines: Sequence[TextLine], xs: Sequence[float]) -> list[float]:
    """Row positions, with those added that figures line by line tell inside a band, or all text where bands are few."""
    found = [ys[0]]
    few = len(ys) <= 4
    for top, bottom in pairwise(ys):
        band = _between(lines, top, bottom)
        band = [part for line in band if (part := line.within(xs[0] - 1.0, xs[-1] + 1.0)) is not None]
        if len(band) > 1 and (one_row_a_line(band, xs) or (few and len(band) > 3 and len(xs) > 3)):
            starts = row_starts(band, xs)
            found += [(band[at - 1].y1 + band[at].y0) / 2 for at in starts[1:]]
        found.append(bottom)
    return found


def filled_grid(xs: Sequence[float], ys: Sequence[float], lines: Sequence[TextLine]) -> Grid | None:
    """A grid with full rows and with columns where no text lies across; null where it does not read as a table."""
    rows: list[list[TextLine]] = [[] for _ in range(len(ys) - 1)]
    for line in lines:
        at = bisect_right(ys, (line.y0 + line.y1) / 2) - 1
        part = line.within(xs[0] - 1.0, xs[-1] + 1.0) if 0 <= at < len(rows) else None
        if part is not None:
            rows[at].append(part)
    down = [(x, ys[at], ys[at + 1]) for x in xs[1:-1] for at, row in enumerate(rows) if not _lies_across(row, x)]
    down += [(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    filled = [len({bisect_right(xs, (run.x0 + run.x1) / 2) for line in row for run in line.runs}) for row in rows]
    used = [count for count in filled if count]
    if len(used) < 2 or sum(count >= 2 for count in used) < 0.5 * len(used):
        return None
    return cut(xs, ys, Lines(tuple((y, xs[0], xs[-1]) for y in ys), tuple(down)))


def _lies_across(row: Sequence[TextLine], x: float) -> bool:
    return any(run.x0 + 1.0 < x < run.x1 - 1.0 for line in row for run in line.runs)
