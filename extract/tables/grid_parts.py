"""Rows that rules and fills tell in some columns only, beside merged cells and columns without paint.

What belongs here: which of such levels part all columns, which part some, and what a band between two whole levels is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.tables.bands import Stack
from extract.tables.rules import SNAP, Piece, clusters
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_CORE = 0.4
_SIGN, _SQUARE = 16.0, 0.25
"""In font sizes: how far from the middle of a line no border between rows can lie; of a sign, its width in points and
how much wider than high it may be."""
_LEADING = 0.5
"""In line heights: a gap between two lines that is wider than within a text."""
_FEWEST_IN_MIDDLE, _WITHIN, _OFF_MIDDLE = 3, 0.8, 0.3
"""Texts that stand in the middle of a row, and, in line heights, how far lines of one stand apart, and how far it may
stand from the middle."""
_MOST, _NARROW, _SHARED = 0.5, 0.2, 3
"""Shares of the width: what parts rows though not all of it, and how wide a rating is; entries of a line that show
where a row begins."""


def with_painted_rows(stack: Stack, lines: Sequence[TextLine]) -> Stack:
    """The stack with levels where a fill of some columns begins or ends between two lines of text of all others.

    A square no larger than a letter or two is a sign in a cell, and so is what touches neither rule of its row. Where
    a rule parts most columns there, or most are painted so, the others are merged, unless their text tells otherwise
    (`with_unmerged`); so are the first ones where lines of theirs alone stand between two such fills.
    """
    more: list[float] = []
    parts: list[Piece] = []
    boxes = [box for box in stack.fills if not _is_sign(box) and not _is_within_row(box, stack)]
    for y in sorted(at for box in boxes for at in (box.y0, box.y1)):
        known = [*stack.ys, *more, *stack.parted, *(at for at, _, _ in parts)]
        if _near(known, y):
            continue
        through = [line for line in lines if lies_through(line, y)]
        if through:
            parts += _beside_first(y, through, stack, boxes, lines)
        elif _covered(y, stack.pieces) < _MOST * (stack.x1 - stack.x0):
            more.append(y)
    if not more and not parts:
        return stack
    return replace(stack, ys=tuple(sorted([*stack.ys, *more])), pieces=tuple(sorted([*stack.pieces, *parts])))


def _beside_first(
    y: float, through: Sequence[TextLine], stack: Stack, boxes: Sequence[Box], lines: Sequence[TextLine]
) -> list[Piece]:
    """The border of rows between two narrow fills of one column, right of the columns whose lines lie through it; none
    where lines of further columns do, or those are half of the width."""
    over = max(run.x1 for line in through for run in line.runs)
    narrow = [box for box in boxes if over < box.x0 and box.width < _NARROW * (stack.x1 - stack.x0)]
    meet = any(abs(one.y1 - y) <= SNAP and _follows(one, other) for one in narrow for other in narrow)
    if not meet or over > stack.x0 + _MOST * (stack.x1 - stack.x0):
        return []
    start = min((run.x0 for line in lines for run in line.runs if run.x0 > over), default=stack.x1)
    return [(y, (over + start) / 2, stack.x1)]


def _covered(y: float, pieces: Sequence[Piece]) -> float:
    """How wide the pieces at a level are together."""
    reach, covered = float("-inf"), 0.0
    for start, end in sorted((start, end) for at, start, end in pieces if abs(at - y) <= SNAP):
        covered += max(0.0, end - max(start, reach))
        reach = max(reach, end)
    return covered


def _is_sign(box: Box) -> bool:
    return max(box.width, box.height) <= _SIGN and abs(box.width - box.height) <= _SQUARE * box.height


def _is_within_row(box: Box, stack: Stack) -> bool:
    """Whether rules run above and below a fill, and it touches neither, nor another fill of its column: a word on a
    colour of its own."""
    over = max((y for y in stack.ys if y <= box.y0 + SNAP), default=None)
    under = min((y for y in stack.ys if y >= box.y1 - SNAP), default=None)
    if over not in stack.ruled or under not in stack.ruled or over is None or under is None:
        return False
    alone = not any(_follows(box, other) or _follows(other, box) for other in stack.fills)
    return alone and box.y0 - over > SNAP and under - box.y1 > SNAP


def _follows(box: Box, other: Box) -> bool:
    """Whether a fill stands right above another of its width."""
    return max(abs(box.x0 - other.x0), abs(box.x1 - other.x1), abs(box.y1 - other.y0)) <= SNAP


def lies_through(line: TextLine, y: float) -> bool:
    """Whether a border at a height would strike a line of text out."""
    return abs(line.y0 + line.y1 - 2 * y) < 2 * _CORE * line.size


def _near(positions: Sequence[float], at: float) -> bool:
    return any(abs(position - at) <= SNAP for position in positions)


def is_one_row(
    top: float, bottom: float, stack: Stack, band: Sequence[TextLine], xs: Sequence[float], parts: Sequence[Piece]
) -> bool:
    """Whether a band is no more than a row: `parts` tell its rows, the text of every column stands in the middle of it,
    or a narrow cell of its height is painted that holds one line, as a rating is, or, below a rule, none: neighbours of
    one colour would have a rule between them."""
    if _parts_rows(parts, top, bottom, xs) or _stands_in_middle(top, bottom, band, xs):
        return True
    narrow = [
        box for box in stack.marks(top, bottom) if box.width < _NARROW * (xs[-1] - xs[0]) and box.x0 > xs[1] - SNAP
    ]
    held = {sum(line.within(box.x0, box.x1) is not None for line in band) for box in narrow}
    return 1 in held or (0 in held and top in stack.ruled)


def _parts_rows(parts: Sequence[Piece], top: float, bottom: float, xs: Sequence[float]) -> bool:
    """Whether pieces between two levels, put together, run over most of the width: rows beside a merged cell."""
    inside = [(start, end) for y, start, end in parts if top + SNAP < y < bottom - SNAP]
    covered = sum(b - a for a, b in pairwise(xs) if any(start <= (a + b) / 2 <= end for start, end in inside))
    return covered >= _MOST * (xs[-1] - xs[0])


def _stands_in_middle(top: float, bottom: float, band: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether three columns and more hold one text each, of different heights, in the middle between two levels."""
    texts: dict[int, tuple[float, float]] = {}
    for line in band:
        for run in line.runs:
            column = bisect_right(xs, (run.x0 + run.x1) / 2)
            y0, y1 = texts.get(column, (line.y0, line.y0))
            if line.y0 - y1 > _WITHIN * (line.y1 - line.y0):
                return False
            texts[column] = y0, max(y1, line.y1)
    heights = {round((y1 - y0) / (band[0].y1 - band[0].y0)) for y0, y1 in texts.values()}
    off = max((abs(y0 + y1 - top - bottom) / 2 for y0, y1 in texts.values()), default=0.0)
    return len(texts) >= _FEWEST_IN_MIDDLE and len(heights) > 1 and off <= _OFF_MIDDLE * (band[0].y1 - band[0].y0)


def with_unmerged(parts: Sequence[Piece], xs: Sequence[float], lines: Sequence[TextLine]) -> list[Piece]:
    """The pieces, carried on over columns that they leave out and in which a text begins in line with the row below:
    a style paints all but its first column, or a merged cell ends there."""
    levels = [sum(at for at, _, _ in group) / len(group) for group in clusters(sorted(parts))]
    more: list[Piece] = []
    for y in levels:
        drawn = [(start, end) for at, start, end in parts if abs(at - y) <= SNAP]
        under = next((line for line in lines if line.y0 + line.y1 > 2 * y), None)
        if under is None or len(under.runs) < _SHARED:
            continue
        for left, right in pairwise(xs):
            if not any(start <= (left + right) / 2 <= end for start, end in drawn):
                more += [(y, left, right)] if _begins_anew(under, left, right, lines) else []
    return sorted([*parts, *more])


def beside_merged(
    levels: Sequence[float],
    drawn: Sequence[float],
    parts: Sequence[Piece],
    xs: Sequence[float],
    lines: Sequence[TextLine],
) -> tuple[list[float], list[Piece]]:
    """The levels that are `drawn`, and those that text tells as pieces right of the columns merged over several rows,
    where the paint of other groups shows which are; both as they are where it shows none. What parts the first of
    them is a header of two levels."""
    begun = {round(min(start for _, start, _ in group)) for group in clusters(sorted(parts)) if group[0][0] > drawn[1]}
    left = begun.pop() if len(begun) == 1 else xs[0]
    told = [y for y in levels if all(abs(y - at) > SNAP for at in drawn) and not _is_below_header(y, drawn[0], lines)]
    if not told or left <= xs[0] + SNAP or left > xs[0] + _MOST * (xs[-1] - xs[0]):
        return list(levels), list(parts)
    pieces = with_unmerged([(y, left, xs[-1]) for y in told], xs, lines)
    return [y for y in levels if y not in told], sorted([*parts, *pieces])


def _is_below_header(y: float, top: float, lines: Sequence[TextLine]) -> bool:
    """Whether all lines from the top of a table down to a height are bold headings, and what follows is plain."""
    inside = sorted((line for line in lines if line.y0 + line.y1 > 2 * top), key=lambda line: line.y0)
    over = [line for line in inside if line.y0 + line.y1 < 2 * y]
    plain = not all(line.bold for line in inside[len(over) : len(over) + 1])
    return plain and any(len(line.runs) >= _SHARED for line in over) and all(line.bold for line in over)


def through_all(xs: Sequence[float], painted: Sequence[Piece], lines: Sequence[TextLine]) -> list[Piece]:
    """The edges of painted cells as borders of whole rows, where no text lies in their way.

    What is painted over most of the width are rows; the columns beside them are merged there, unless a text begins.
    """
    free = [piece for piece in painted if not any(lies_through(line, piece[0]) for line in lines)]
    rows = [piece for piece in free if _covered(piece[0], free) >= _MOST * (xs[-1] - xs[0])]
    return [
        *with_unmerged(rows, xs, lines),
        *((y, xs[0], xs[-1]) for y, start, end in free if (y, start, end) not in rows),
    ]


def _begins_anew(under: TextLine, left: float, right: float, lines: Sequence[TextLine]) -> bool:
    """Whether a line has a text in a column, and none stands there right above it."""
    if under.within(left, right) is None:
        return False
    over = [line for line in lines if line.y0 + line.y1 < under.y0 + under.y1 and line.within(left, right) is not None]
    return not over or under.y0 - over[-1].y1 > _LEADING * (under.y1 - under.y0)
