"""Tables inside cells: lines that hang together but draw more than one table, taken apart.

Where rectangles fill a rectangle without gaps, lines meet inside it in T and + only; an L is a corner of the frame.
An L inside a group of lines is therefore the corner of another table within one of its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.lines import SNAP, Line, Lines, extent, folded
from schemas.geometry import Box

_TURN = 4.0
"""How far a line must go on beyond a crossing to be more than its end."""


@dataclass(frozen=True, slots=True)
class _Corner:
    """An end of a horizontal stretch: whether an upright goes on from it upwards and downwards, and how far."""

    up: float | None
    down: float | None


def taken_apart(lines: Lines) -> list[Lines]:
    """The group's outer table first, then the tables within its cells, each as lines of its own."""
    frames = _frames(lines, extent(lines))
    if not frames:
        return [lines]
    inner = [lines_within(lines, frame) for frame in frames]
    outer = _without(lines, frames)
    return [group for group in [outer, *inner] if group.across and group.down]


def _frames(lines: Lines, around: Box) -> list[Box]:
    """Boxes of inner tables, largest first, none within another."""
    found: list[Box] = []
    for line in lines.across:
        for start, end in line.stretches:
            found += _frames_at(lines.down, line.at, start, end, around)
    kept: list[Box] = []
    for frame in sorted(found, key=lambda box: (-box.width * box.height, box.y0, box.x0)):
        if not any(frame.overlap(other) > 0 for other in kept):
            kept.append(frame)
    return sorted(kept, key=lambda box: (box.y0, box.x0))


def _frames_at(down: Sequence[Line], y: float, start: float, end: float, around: Box) -> list[Box]:
    left, right = _corner(down, start, y), _corner(down, end, y)
    if start - around.x0 <= SNAP and around.x1 - end <= SNAP:
        return []
    found = []
    if _is_l(left, right, upward=False) and y - around.y0 > SNAP:
        depth = min(side.down for side in (left, right) if side.down is not None)
        found.append(Box(start, y, end, depth))
    if _is_l(left, right, upward=True) and around.y1 - y > SNAP:
        top = max(side.up for side in (left, right) if side.up is not None)
        found.append(Box(start, top, end, y))
    return [box for box in found if box.height > _TURN and _columns(down, box) >= 1]


def _is_l(left: _Corner, right: _Corner, *, upward: bool) -> bool:
    """Whether an end of the stretch is an L open to that side, and the other end has an upright there too."""
    if upward:
        ls = [side.up is not None and side.down is None for side in (left, right)]
        return any(ls) and left.up is not None and right.up is not None
    ls = [side.down is not None and side.up is None for side in (left, right)]
    return any(ls) and left.down is not None and right.down is not None


def _corner(down: Sequence[Line], x: float, y: float) -> _Corner:
    up = below = None
    for line in down:
        if abs(line.at - x) > SNAP:
            continue
        for start, end in line.stretches:
            if start - SNAP <= y <= end + SNAP:
                up = start if y - start > _TURN else up
                below = end if end - y > _TURN else below
    return _Corner(up, below)


def _columns(down: Sequence[Line], box: Box) -> int:
    """Uprights inside the box that stay within its height."""
    return sum(
        box.x0 + SNAP < line.at < box.x1 - SNAP
        and any(start >= box.y0 - SNAP and end <= box.y1 + SNAP for start, end in line.stretches)
        for line in down
    )


def lines_within(lines: Lines, box: Box) -> Lines:
    """The stretches that lie wholly inside the box."""
    return Lines(
        folded(
            [(line.at, a, b) for line in lines.across for a, b in line.stretches if _inside_across(line.at, a, b, box)]
        ),
        folded([(line.at, a, b) for line in lines.down for a, b in line.stretches if _inside_down(line.at, a, b, box)]),
    )


def _without(lines: Lines, boxes: Sequence[Box]) -> Lines:
    return Lines(
        folded(
            [
                (line.at, a, b)
                for line in lines.across
                for a, b in line.stretches
                if not any(_inside_across(line.at, a, b, box) for box in boxes)
            ]
        ),
        folded(
            [
                (line.at, a, b)
                for line in lines.down
                for a, b in line.stretches
                if not any(_inside_down(line.at, a, b, box) for box in boxes)
            ]
        ),
    )


def _inside_across(y: float, a: float, b: float, box: Box) -> bool:
    return box.y0 - SNAP <= y <= box.y1 + SNAP and a >= box.x0 - SNAP and b <= box.x1 + SNAP


def _inside_down(x: float, a: float, b: float, box: Box) -> bool:
    return box.x0 - SNAP <= x <= box.x1 + SNAP and a >= box.y0 - SNAP and b <= box.y1 + SNAP
