"""Tables inside cells: lines that hang together but draw more than one table, taken apart.

Where rectangles fill a rectangle without gaps, lines meet inside it in T and + only; an L is a corner of the frame.
An L inside a group of lines is therefore the corner of another table within one of its cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.grid import Grid
from extract.tables.rules import SNAP, Lines, Piece
from schemas.geometry import Box

_TURN = 4.0
"""How far a line must go on beyond a crossing to be more than its end."""

_MOST = 0.9
"""Share of a table that lies in the cell that holds it, and of a group of lines from which a box is its frame, the
inner one of a double line."""

Ends = tuple[float | None, float | None]
"""How far uprights at one end of a level piece go up and down from it; null where none goes that way."""


def lies_across(box: Box, other: Grid) -> bool:
    """Whether a box lies in a grid but in no cell of it: rules between cells that stand apart are no table inside."""
    most = _MOST * box.width * box.height
    return other.box.overlap(box) > most and all(cell.box.overlap(box) < most for cell in other.cells)


def taken_apart(lines: Lines) -> list[Lines]:
    """The group's outer table first, then the tables within its cells, each as lines of its own."""
    lines = _without_boxes(lines)
    frames = _frames(lines, lines.box())
    if not frames:
        return [lines]
    inner = [_within(lines, [frame], inside=True) for frame in frames]
    return [group for group in [_within(lines, frames, inside=False), *inner] if group.across and group.down]


def _frames(lines: Lines, around: Box) -> list[Box]:
    """Boxes of inner tables, none within another, from the top."""
    found: list[Box] = []
    for y, start, end in lines.across:
        if start - around.x0 > SNAP and around.x1 - end > SNAP:
            found += _frames_at(lines.down, y, start, end, around)
    kept: list[Box] = []
    for frame in sorted(found, key=lambda box: (-box.width * box.height, box.y0, box.x0)):
        if not any(frame.overlap(other) > 0 for other in kept):
            kept.append(frame)
    return sorted(kept, key=lambda box: (box.y0, box.x0))


def _frames_at(down: Sequence[Piece], y: float, start: float, end: float, around: Box) -> list[Box]:
    left, right = _ends(down, start, y), _ends(down, end, y)
    found = []
    if left[1] is not None and right[1] is not None and (left[0] is None or right[0] is None) and y - around.y0 > SNAP:
        found.append(Box(start, y, end, min(left[1], right[1])))
    if left[0] is not None and right[0] is not None and (left[1] is None or right[1] is None) and around.y1 - y > SNAP:
        found.append(Box(start, max(left[0], right[0]), end, y))
    return [box for box in found if box.height > _TURN and _parted(down, box)]


def _ends(down: Sequence[Piece], x: float, y: float) -> Ends:
    up = below = None
    for at, start, end in down:
        if abs(at - x) <= SNAP and start - SNAP <= y <= end + SNAP:
            up = start if y - start > _TURN else up
            below = end if end - y > _TURN else below
    return up, below


def _parted(down: Sequence[Piece], box: Box) -> bool:
    """Whether an upright inside the box stays within its height."""
    return any(box.x0 + SNAP < x < box.x1 - SNAP and y0 >= box.y0 - SNAP and y1 <= box.y1 + SNAP for x, y0, y1 in down)


def _without_boxes(lines: Lines) -> Lines:
    """The lines without boxes of one column drawn in a cell, around its paragraphs: a level runs from side to side of
    two uprights of one extent, which no others share."""
    around = lines.box()
    inner = [(x0, x1) for _, x0, x1 in lines.across if x0 - around.x0 > SNAP and around.x1 - x1 > SNAP]
    most = _MOST * around.width * around.height
    alone = (_box_alone(lines.down, x0, x1) for x0, x1 in dict.fromkeys(inner))
    boxes = [box for box in alone if box is not None and box.width * box.height < most]
    left = _within(lines, boxes, inside=False) if boxes else lines
    return left if left.across and left.down else lines


def _box_alone(down: Sequence[Piece], x0: float, x1: float) -> Box | None:
    sides = [piece for piece in down if min(abs(piece[0] - x0), abs(piece[0] - x1)) <= SNAP]
    if len(sides) != 2 or not _alike(*sides):
        return None
    if any(_alike(piece, sides[0]) for piece in down if piece not in sides):
        return None
    return Box(x0, sides[0][1], x1, sides[0][2])


def _alike(one: Piece, other: Piece) -> bool:
    """Whether two uprights begin at one height and end at one."""
    return abs(one[1] - other[1]) <= SNAP and abs(one[2] - other[2]) <= SNAP


def _within(lines: Lines, boxes: Sequence[Box], *, inside: bool) -> Lines:
    """The pieces that lie wholly inside one of the boxes, or those that do not."""
    return Lines(
        tuple(piece for piece in lines.across if any(_holds_across(box, piece) for box in boxes) is inside),
        tuple(piece for piece in lines.down if any(_holds_down(box, piece) for box in boxes) is inside),
    )


def _holds_across(box: Box, piece: Piece) -> bool:
    y, x0, x1 = piece
    return box.y0 - SNAP <= y <= box.y1 + SNAP and x0 >= box.x0 - SNAP and x1 <= box.x1 + SNAP


def _holds_down(box: Box, piece: Piece) -> bool:
    x, y0, y1 = piece
    return box.x0 - SNAP <= x <= box.x1 + SNAP and y0 >= box.y0 - SNAP and y1 <= box.y1 + SNAP
