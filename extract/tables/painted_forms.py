"""Forms of which only the labels are painted, with what these say beside them.

A word processor that draws no borders leaves such a form no more than the colour of its labels. In a row there may be
a second one, right of what the first says; in the next form it stands elsewhere, since columns are as wide as their
texts. What belongs here: labels one below the other, and where one form ends and the next begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.page import Fill
from extract.tables.alignment import column_rivers
from extract.tables.grid import Grid
from extract.tables.grid_filled import filled_grid
from extract.tables.rules import SNAP, Piece
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_SAME = 1.0
_FEWEST_LABELS, _WITH_VALUES = 3, 0.6
_NEXT = 6.5
"""Points between the labels of one form."""

_Row = tuple[Box, Box | None]
"""A label, and the second one in its row."""


def labelled_grids(
    fills: Sequence[Fill], lines: Sequence[TextLine], rules: Sequence[Piece]
) -> tuple[list[Grid], list[Fill]]:
    """Forms whose labels alone are painted, with what these say beside them, and the other fills. Labels of another
    width are those of another form; where rules run between them, these tell more."""
    found: list[Grid] = []
    left = list(fills)
    for column in _columns(fills):
        boxes = [fill.box for fill in column]
        if len(column) < _FEWEST_LABELS or any(_parts(rule, boxes) for rule in rules):
            continue
        beside = [fill for fill in fills if fill not in column and any(_in_row(fill.box, box) for box in boxes)]
        rows = _rows(column, beside)
        if not rows or _are_ratings(boxes, lines):
            continue
        grids = _forms(rows, lines) if beside else [_with_values(rows, lines)]
        if grids and None not in grids:
            found += [grid for grid in grids if grid is not None]
            left = [fill for fill in left if fill not in column and fill not in beside]
    return found, left


def _columns(fills: Sequence[Fill]) -> list[list[Fill]]:
    """Fills of one width, one right below the other."""
    columns: list[list[Fill]] = []
    for fill in sorted(fills, key=lambda fill: (fill.box.y0, fill.box.x0)):
        for column in reversed(columns):
            last = column[-1].box
            same = max(abs(last.x0 - fill.box.x0), abs(last.x1 - fill.box.x1)) <= _SAME
            if same and -_SAME <= fill.box.y0 - last.y1 <= _NEXT:
                column.append(fill)
                break
        else:
            columns.append([fill])
    return columns


def _rows(labels: Sequence[Fill], beside: Sequence[Fill]) -> list[_Row]:
    """The labels, each with the one other painted cell of its row; empty where anything else is painted beside them."""
    seconds: dict[int, Box] = {}
    colour = {fill.colour for fill in (*labels, *beside)}
    for fill in beside:
        own = [at for at, label in enumerate(labels) if _in_row(fill.box, label.box)]
        level = len(own) == 1 and own[0] not in seconds and _is_level(fill.box, labels[own[0]].box)
        if not level or len(colour) > 1 or fill.box.x0 <= labels[0].box.x1 + _NEXT:
            return []
        seconds[own[0]] = fill.box
    return [(label.box, seconds.get(at)) for at, label in enumerate(labels)]


def _is_level(one: Box, other: Box) -> bool:
    return max(abs(one.y0 - other.y0), abs(one.y1 - other.y1)) <= _SAME


def _are_ratings(boxes: Sequence[Box], lines: Sequence[TextLine]) -> bool:
    """Whether text stands left of most painted cells: a label is the first of its row, a rating is not."""
    level = [[line for line in lines if box.y0 < (line.y0 + line.y1) / 2 < box.y1] for box in boxes]
    after = sum(any(line.runs[0].x1 <= box.x0 for line in beside) for box, beside in zip(boxes, level, strict=True))
    return 2 * after > len(boxes)


def _parts(rule: Piece, boxes: Sequence[Box]) -> bool:
    y, start, end = rule
    return boxes[0].y0 - SNAP <= y <= boxes[-1].y1 + SNAP and start < boxes[0].x1 and end > boxes[0].x0


def _in_row(one: Box, other: Box) -> bool:
    return min(one.y1, other.y1) - max(one.y0, other.y0) > _SAME


def _forms(rows: Sequence[_Row], lines: Sequence[TextLine]) -> list[Grid | None]:
    """The forms that rows with second labels are, these at one place in each: the next one begins with the label that
    the first did, or where its own second label stands. None where a label is not bold."""
    said = [[_within(box, lines) for box in row if box is not None] for row in rows]
    if not all(label and all(line.bold for line in label) for row in said for label in row):
        return []
    names = [" ".join(run.text for line in row[0] for run in line.runs) for row in said]
    starts, last = [0], -1
    place = 0.0
    for at, (_, second) in enumerate(rows):
        if second is None:
            continue
        if last >= 0 and abs(second.x0 - place) > _SAME:
            starts.append(next((one for one in range(last + 1, at) if names[one] == names[0]), at))
        last, place = at, second.x0
    return [_with_values(rows[a:b], lines) for a, b in pairwise([*starts, len(rows)])]


def _within(box: Box, lines: Sequence[TextLine]) -> list[TextLine]:
    """The parts of lines that stand in a box."""
    parted = [line.parted([box.x0, box.x1], lone=True) for line in _beside(box, lines)]
    return [part for line in parted if (part := line.within(box.x0, box.x1)) is not None]


def _beside(box: Box, lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines level with a box."""
    heights = [line.y0 + line.y1 for line in lines]
    return lines[bisect_left(heights, 2 * box.y0) : bisect_right(heights, 2 * box.y1)]


def _with_values(rows: Sequence[_Row], lines: Sequence[TextLine]) -> Grid | None:
    """The grid of one column of labels and one of values, and of two more for second ones; null where the text beside
    them is no such column."""
    labels = [label for label, _ in rows]
    sides = sorted({x for _, second in rows if second is not None for x in (second.x0, second.x1)})
    x0, x1 = labels[0].x0, max(box.x1 for box in labels)
    values: list[list[TextLine]] = []
    held: list[TextLine] = []
    reach = x1
    for label, second in rows:
        own = [line.parted([x1, *sides], lone=True) if second else line for line in _beside(label, lines)]
        runs = [run for line in own for run in line.runs if run.x1 > x0]
        if any(run.x0 < x1 - _SAME and run.x1 > x1 + _SAME for run in runs) or not any(run.x1 <= x1 for run in runs):
            return None
        reach = max([reach, *(run.x1 for run in runs)])
        right = second.x0 if second is not None else float("inf")
        values.append([part for line in own if (part := line.within(x1, right)) is not None])
        held += own
    said = [row for row in values if row]
    if len(said) < _WITH_VALUES * len(rows) or column_rivers(said, x1, reach):
        return None
    ys = [labels[0].y0, *((one.y1 + other.y0) / 2 for one, other in pairwise(labels)), labels[-1].y1]
    xs = [x0, x1, *_places(sides), reach + _SAME]
    return filled_grid(xs, ys, held, closed=frozenset((ys[0], ys[-1])))


def _places(sides: Sequence[float]) -> list[float]:
    """Sides of cells, those at one place as one."""
    return [x for at, x in enumerate(sides) if not at or x - sides[at - 1] > _SAME]
