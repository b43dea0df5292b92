"""Bullets that are drawn and not written: small marks, as high as wide, that stand alone.

What belongs here: which painted areas are such marks. Browsers and TeX draw the signs of lists so; dots of a dotted
line, which follow each other closely, are none. Which line of text a mark stands before is `extract.prose.lines`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extract.pdfium.drawn import Area
from schemas.geometry import Box

_SIDES = (1.2, 6.0)  # points: a smaller one is a speck, a larger one is no bullet
_SQUARE = 1.15  # times as long as wide at most
_APART = 6.0  # points between two marks of one column: no two lines of text are as close
_SAME_PLACE = 1.0


def lone_dots(areas: Iterable[Area]) -> tuple[Box, ...]:
    """The boxes of marks that stand alone, from the left and the top."""
    boxes = sorted({area.box for area in areas if _is_dot(area)}, key=lambda box: (round(box.x0), box.y0, box.x0))
    lined = {
        box
        for upright in (True, False)
        for pair in pairwise(boxes if upright else sorted(boxes, key=lambda box: (round(box.y0), box.x0, box.y0)))
        if _follow(*pair, upright=upright)
        for box in pair
    }
    return tuple(box for box in boxes if box not in lined)


def _is_dot(area: Area) -> bool:
    box = area.box
    across, down = box.x1 - box.x0, box.y1 - box.y0
    if across > _SIDES[1] or down > _SIDES[1] or (area.colour is None and not area.ragged):
        return False
    long, short = max(across, down), min(across, down)
    return _SIDES[0] <= short and long <= _SQUARE * short


def _follow(one: Box, other: Box, *, upright: bool) -> bool:
    if upright:
        return abs(one.x0 - other.x0) <= _SAME_PLACE and other.y0 - one.y1 <= _APART
    return abs(one.y0 - other.y0) <= _SAME_PLACE and other.x0 - one.x1 <= _APART
