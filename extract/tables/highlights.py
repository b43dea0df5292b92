"""Colours behind words: what a highlighter marks, ratings on a ground of their own, the swatches of a key in one line.

What belongs here: which fills are no cells because they colour words. Cells told by paint stand in `fills`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from extract.page import Fill
from extract.tables.cellcolour import is_chromatic
from extract.tables.rules import SNAP
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_MARK, _TOUCH = 22.0, 1.5
_WHITE_GAP = 6.5
"""Points between painted cells that are a gap in white, not a cell of its own."""
_PILL, _WORD, _SAME_HEIGHT = 20.0, 70.0, 0.6
"""Points: how high and wide a colour behind a word is at most, and how much such colours differ in height."""
_LEVEL, _KEY = 1.0, 3
"""Points by which colours behind words of one line differ in height; how many different ones a key has at least."""


def key_in_line(fills: Sequence[Fill]) -> set[Box]:
    """The swatches of a key that is written as one line: three or more of one height, each of another colour, apart
    from each other, with no fill above or below any of them."""
    low = sorted((fill for fill in fills if _may_be_word(fill.box)), key=lambda fill: (fill.box.y0, fill.box.x0))
    found: set[Box] = set()
    for group in _levels(low):
        boxes = [fill.box for fill in group]
        told = len({fill.colour for fill in group}) == len(group) and all(is_chromatic(fill.colour) for fill in group)
        if not told or any(right.x0 - left.x1 <= _WHITE_GAP for left, right in pairwise(boxes)):
            continue
        if not any(_one_column(box, other.box) for box in boxes for other in fills):
            found.update(boxes)
    return found


def _levels(low: Sequence[Fill]) -> list[list[Fill]]:
    """Fills of one height, from the left, where there are enough for a key."""
    rows: list[list[Fill]] = []
    for fill in low:
        if rows and abs(rows[-1][0].box.y0 - fill.box.y0) + abs(rows[-1][0].box.y1 - fill.box.y1) <= _LEVEL:
            rows[-1].append(fill)
        else:
            rows.append([fill])
    return [sorted(row, key=lambda fill: fill.box.x0) for row in rows if len(row) >= _KEY]


def words_on_colour(fills: Iterable[Fill]) -> set[Box]:
    """Fills that begin at one place, all of the height of a line though the rows are of many: each holds a word."""
    boxes = [fill.box for fill in fills]
    low = sorted((box for box in boxes if _may_be_word(box)), key=lambda box: (round(box.x0), box.y0))
    found: set[Box] = set()
    for _, group in groupby(low, key=lambda box: round(box.x0)):
        column = list(group)
        steps = [below.y0 - above.y0 for above, below in pairwise(column)]
        height = max(box.height for box in column)
        even = height - min(box.height for box in column) <= _SAME_HEIGHT
        if even and steps and min(steps) > height + SNAP and max(steps) - min(steps) > height:
            found.update(column if not any(_joins(box, other) for box in column for other in boxes) else ())
    return found


def _may_be_word(box: Box) -> bool:
    return box.height <= _PILL and box.width <= _WORD


def _joins(box: Box, other: Box) -> bool:
    """Whether another fill stands right beside one, above or below it; one that it lies on does not."""
    if other is box or box.overlap(other) > 0.5 * box.width * box.height:
        return False
    return max(apart(box, other)) <= SNAP or in_row(box, other)


def without_highlights(fills: Sequence[Fill], lines: Sequence[TextLine]) -> list[Fill]:
    """Fills without those that mark words as a highlighter does: as wide as the words, and with no fill like them.

    A fill beside a wider one of its own height, or of its own colour from one height down, is a narrow cell of a
    painted row.
    """
    heights = [line.y0 + line.y1 for line in lines]
    marks: list[Fill] = []
    for fill in fills:
        box = fill.box
        if box.height <= _MARK:
            near = lines[bisect_left(heights, 2 * box.y0) : bisect_right(heights, 2 * box.y1)]
            if any(_hugs(box, line) for line in near) and not any(_one_column(box, other.box) for other in fills):
                marks.append(fill)
    if not marks:
        return list(fills)
    cells = [fill for fill in fills if fill not in marks]
    return [
        fill
        for fill in fills
        if fill not in marks or any(in_row(fill.box, other.box) or starts_alike(fill, other) for other in cells)
    ]


def _hugs(box: Box, line: TextLine) -> bool:
    words = [word.box for run in line.runs for word in run.words if box.x0 <= word.box.centre[0] <= box.x1]
    return bool(words) and abs(words[0].x0 - box.x0) <= SNAP and abs(words[-1].x1 - box.x1) <= SNAP


def _one_column(one: Box, other: Box) -> bool:
    return other is not one and abs(one.x0 - other.x0) <= _TOUCH and abs(one.x1 - other.x1) <= _TOUCH


def in_row(one: Box, other: Box) -> bool:
    """Whether two cells of a row stand side by side with a white gap between them."""
    return apart(one, other)[0] <= _WHITE_GAP and abs(one.y0 - other.y0) <= 1.0 and abs(one.y1 - other.y1) <= 1.0


def starts_alike(one: Fill, other: Fill) -> bool:
    """Whether two fills of one colour stand side by side from one height down, however far each reaches."""
    beside = 0.0 <= apart(one.box, other.box)[0] <= _WHITE_GAP
    return beside and one.colour == other.colour and abs(one.box.y0 - other.box.y0) <= 1.0


def apart(one: Box, other: Box) -> tuple[float, float]:
    return max(one.x0, other.x0) - min(one.x1, other.x1), max(one.y0, other.y0) - min(one.y1, other.y1)
