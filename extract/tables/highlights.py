"""Colours behind words: what a highlighter marks, ratings on a ground of their own, the swatches of a key.

What belongs here: which fills are no cells because they colour words. Cells told by paint stand in `fills`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise

from extract.page import Fill, Word
from extract.tables.cellcolour import is_chromatic
from extract.tables.grid import Grid, GridCell
from extract.tables.rules import SNAP
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_MARK, _TOUCH = 22.0, 1.5
_WHITE_GAP = 6.5
"""Points between painted cells that are a gap in white, not a cell of its own."""
_PILL, _WORD, _SAME_HEIGHT = 20.0, 70.0, 0.6
"""Points: how high and wide a colour behind a word is at most, and how much such colours differ in height."""
_KEY, _BESIDE, _NEXT_WORD = 3, 40.0, 1.5
"""How many swatches a key has at least; points from a swatch to its text; line heights from word to word in that."""


def key_in_line(fills: Sequence[Fill]) -> set[Box]:
    """The swatches of a key that is written as one line, apart from each other, with no fill above or below any."""
    found: set[Box] = set()
    for group in _alike(fills, lambda box: (box.y0, box.y1)):
        boxes = [fill.box for fill in group]
        gaps = all(right.x0 - left.x1 > _WHITE_GAP for left, right in pairwise(boxes))
        if gaps and not any(_one_column(box, other.box) for box in boxes for other in fills):
            found.update(boxes)
    return found


def keys_below(fills: Sequence[Fill], words: Sequence[Word]) -> list[Grid]:
    """Keys whose swatches stand below each other, nothing else in their column and one text beside each: the ratings
    of a column have a row beside them. Such a key is a table of its own, however near the plan it stands."""
    found = []
    for group in _alike(fills, lambda box: (box.x0, box.x1)):
        boxes = [fill.box for fill in group]
        told = [_beside(box, words) for box in boxes]
        if all(told) and sum(_one_column(boxes[0], other.box) for other in fills) + 1 == len(boxes):
            found.append(_key_grid(boxes, [word for text in told for word in text]))
    return found


def _key_grid(boxes: Sequence[Box], told: Sequence[Word]) -> Grid:
    x0, x1 = boxes[0].x0, boxes[0].x1
    xs = (x0, (x1 + min(word.box.x0 for word in told)) / 2, max(word.box.x1 for word in told) + SNAP)
    ys = (boxes[0].y0, *((above.y1 + below.y0) / 2 for above, below in pairwise(boxes)), boxes[-1].y1)
    rows, columns = list(enumerate(pairwise(ys))), list(enumerate(pairwise(xs)))
    cells = [GridCell(row, at, 1, 1, Box(a, top, b, foot)) for row, (top, foot) in rows for at, (a, b) in columns]
    return Grid(xs, ys, tuple(cells))


def _alike(fills: Sequence[Fill], sides: Callable[[Box], tuple[float, float]]) -> list[list[Fill]]:
    """Fills whose sides are at the same places, in reading order, where they are enough for a key and each is of its
    own colour."""
    groups: list[list[Fill]] = []
    low = [fill for fill in fills if _may_be_word(fill.box) and is_chromatic(fill.colour)]
    for fill in sorted(low, key=lambda fill: sides(fill.box)):
        first = sides(groups[-1][0].box) if groups else (0.0, 0.0)
        if groups and max(abs(a - b) for a, b in zip(first, sides(fill.box), strict=True)) <= _TOUCH:
            groups[-1].append(fill)
        else:
            groups.append([fill])
    told = [group for group in groups if len(group) >= _KEY and len({fill.colour for fill in group}) == len(group)]
    return [sorted(group, key=lambda fill: (fill.box.y0, fill.box.x0)) for group in told]


def _beside(box: Box, words: Sequence[Word]) -> list[Word]:
    """The text that begins right beside a fill, empty where something else stands at its height."""
    level = [word for word in words if box.y0 < word.box.centre[1] < box.y1 and not box.holds_middle(word.box)]
    level.sort(key=lambda word: word.box.x0)
    if not level or not -_TOUCH <= level[0].box.x0 - box.x1 <= _BESIDE:
        return []
    close = all(b.box.x0 - a.box.x1 <= _NEXT_WORD * a.box.height for a, b in pairwise(level))
    return level if close else []


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
    chips = _chips(fills, lines)
    if chips:
        fills, marks = [fill for fill in fills if fill.box not in chips], [one for one in marks if one.box not in chips]
    if not marks:
        return list(fills)
    cells = [fill for fill in fills if fill not in marks]
    return [
        fill
        for fill in fills
        if fill not in marks or any(in_row(fill.box, other.box) or starts_alike(fill, other) for other in cells)
    ]


def _chips(fills: Sequence[Fill], lines: Sequence[TextLine]) -> set[Box]:
    """Fills that begin at one place and are each as wide as its word and the same room on both sides: ratings in chips,
    of widths of their own and with nothing right beside them, which say nothing of rows."""
    low = sorted((fill.box for fill in fills if _may_be_word(fill.box)), key=lambda box: (round(box.x0), box.y0))
    heights = [line.y0 + line.y1 for line in lines]
    found: set[Box] = set()
    for _, group in groupby(low, key=lambda box: round(box.x0)):
        column = list(group)
        if max(box.width for box in column) - min(box.width for box in column) <= _TOUCH:
            continue
        rooms = [
            _room(box, lines[bisect_left(heights, 2 * box.y0) : bisect_right(heights, 2 * box.y1)]) for box in column
        ]
        told = [room for room in rooms if room is not None]
        same = len(told) == len(rooms) and all(max(side) - min(side) <= _TOUCH for side in zip(*told, strict=True))
        if same and not any(_borders(box, fill.box) for box in column for fill in fills):
            found.update(column)
    return found


def _borders(box: Box, other: Box) -> bool:
    """Whether another fill begins where one ends, on its line: a cell of its row, and no chip."""
    return abs(other.x0 - box.x1) <= _TOUCH and other.y0 < box.centre[1] < other.y1


def _room(box: Box, lines: Sequence[TextLine]) -> tuple[float, float] | None:
    """How far the words on a fill stand from its sides; null where there are none, or more lines than one."""
    words = [[word.box for run in line.runs for word in run.words if box.holds_middle(word.box)] for line in lines]
    held = [line for line in words if line]
    return (held[0][0].x0 - box.x0, box.x1 - held[0][-1].x1) if len(held) == 1 else None


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
