"""Where a painted area ends, which text near its sides hides.

What belongs here: growing an area already found, by its shade and by the cell around it. Finding areas is `fills`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.scan.rules import DrawnRule
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_MOSTLY = 0.55  # of a line of points; bold letters cover fewer
_TAKEN_POINTS = 16.0  # what text at its side may take from an area: a line and the white above it
_MOST_OF_ROW = 0.6  # of its breadth; the rest has the colours of ratings
_MOST_OF_CELL = 0.7  # of its breadth; a letter hides the rest, and a painted cell beside a bare one has less of both
_BAND = 5  # widths to a height: a row of its own, whose text may hide its end
_PARTLY = 0.15  # of a band's height; tall bold letters and their blur leave as much, the paper has nothing of its shade
_LETTER_POINTS = 6.5
_NEAR_POINTS = 3.0
_WIDE_POINTS = 8.0
_ROW_POINTS = 6.0
_BEYOND_POINTS = 20.0  # a rule that goes on so far beside an area parts rows, of which the area is one column


def to_its_edges(box: Box, of_shade: npt.NDArray[np.bool_], scale: float) -> Box:
    """An area without what text near its sides took from it: grown over each row and column beside it that is mostly
    of its shade."""
    top, bottom = _grown(of_shade[:, int(box.x0) : int(box.x1)].mean(axis=1), box.y0, box.y1, scale)
    shares = of_shade[int(top) : int(bottom)].mean(axis=0)
    left, right = _grown(shares, box.x0, box.x1, scale)
    if right - left >= _BAND * (bottom - top):
        left, right = _along(shares, left, right, scale)
        # What is of the shade below a part of a band, as a rating's column is, is not so below the whole of it.
        top, bottom = _grown(of_shade[:, int(left) : int(right)].mean(axis=1), box.y0, box.y1, scale)
    return Box(left, top, right, bottom)


def _along(shares: npt.NDArray[np.float64], start: float, end: float, scale: float) -> tuple[float, float]:
    """A low band's stretch on over its text, which leaves a part of each column in its shade."""
    import numpy as np

    wide = round(_LETTER_POINTS * scale) | 1
    gone = np.convolve(shares, np.ones(wide) / wide, mode="same") < _PARTLY
    before, after = np.flatnonzero(gone[: int(start)]), np.flatnonzero(gone[int(end) :])
    first, last = int(before[-1]) + 1 if before.size else 0, int(end) + int(after[0]) if after.size else shares.size
    own = np.flatnonzero(shares[first:last] >= _PARTLY)
    return min(start, first + float(own[0])), max(end, first + float(own[-1]) + 1)


def _grown(shares: npt.NDArray[np.float64], start: float, end: float, scale: float) -> tuple[float, float]:
    """A stretch with the lines on both sides that are of the shade, by their shares of it, and the text between."""
    most = round(_TAKEN_POINTS * scale)
    before, after = shares[max(0, int(start) - most) : int(start)][::-1], shares[int(end) : int(end) + most]
    return start - _reach(before), end + _reach(after)


def _reach(shares: npt.NDArray[np.float64]) -> int:
    """How far out the last line lies that is mostly of the shade, where each one up to it is so in part."""
    reach = 0
    for number, share in enumerate(shares.tolist(), start=1):
        if share < _PARTLY:
            break
        if share >= _MOSTLY:
            reach = number
    return reach


def united(boxes: Sequence[Box], scale: float) -> list[Box]:
    """Areas of one shade with those made one that overlap and begin and end alike across: paint of one row, which the
    light over a bent sheet shows in parts. Rows next to each other do not overlap."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        same = next((at for at, other in enumerate(whole) if _goes_on(other, box, _WIDE_POINTS * scale)), None)
        if same is None:
            whole.append(box)
        else:
            whole[same] = whole[same].union(box)
    return whole


def _goes_on(area: Box, box: Box, reach: float) -> bool:
    return box.y0 < area.y1 and abs(area.x0 - box.x0) <= reach and abs(area.x1 - box.x1) <= reach


def to_its_cell(box: Box, rules: Sequence[DrawnRule], scale: float) -> Box:
    """An area carried on to the sides of the cell that it ends in, where it covers most of that or is a low
    band: between two level rules no paint ends where no upright stands; a band to the foot of its row, too."""
    is_band = box.width >= _BAND * box.height
    box = _to_its_row(box, rules, scale) if is_band else box
    reach, y = _NEAR_POINTS * scale, box.centre[1]
    uprights = [rule.box.centre[0] for rule in rules if not rule.horizontal and rule.box.y0 <= y <= rule.box.y1]
    if not uprights:
        return box
    left = max((x for x in uprights if x <= box.x0 + reach), default=box.x0)
    right = min((x for x in uprights if x >= box.x1 - reach), default=box.x1)
    if not is_band and box.width < _MOST_OF_CELL * (right - left):
        return box
    first = left if _is_between(box, left, box.x0, rules, reach) else box.x0
    last = right if _is_between(box, box.x1, right, rules, reach) else box.x1
    return Box(min(first, box.x0), box.y0, max(last, box.x1), box.y1)


def _to_its_row(box: Box, rules: Sequence[DrawnRule], scale: float) -> Box:
    """A band that covers most of the level rules above and below it, and more than half of the row between them: it is
    the paint of the whole row, a part of which lies in another light."""
    near, wide = _NEAR_POINTS * scale, _WIDE_POINTS * scale
    around = [rule.box for rule in rules if rule.horizontal]
    levels = [
        one.centre[1]
        for one in around
        if one.x0 <= box.x0 + wide and one.x1 >= box.x1 - wide and box.width >= _MOST_OF_ROW * one.width
    ]
    above, below = [y for y in levels if y <= box.y0 + near], [y for y in levels if y >= box.y1 - near]
    if not (above and below):
        return box
    top, foot = max(above), min(below)
    starts_or_ends = abs(top - box.y0) <= near or abs(foot - box.y1) <= near
    return Box(box.x0, top, box.x1, foot) if starts_or_ends and 2 * box.height > foot - top else box


def _is_between(box: Box, start: float, end: float, rules: Sequence[DrawnRule], reach: float) -> bool:
    """Whether level rules run along the top and the foot of a band over a stretch beside it."""
    return end - start > reach and all(
        any(
            rule.horizontal
            and abs(rule.box.centre[1] - y) <= reach
            and rule.box.x0 <= start + reach
            and rule.box.x1 >= end - reach
            for rule in rules
        )
        for y in (box.y0, box.y1)
    )


def by_rows(box: Box, rules: Sequence[DrawnRule], scale: float, *, within: bool = False) -> list[Box]:
    """An area cut at the level rules through it that go on beside it: cells of one colour below one another look like
    one area, and a typed page tells them apart. With `within`, at rules from side to side that end there, too: a gap
    between two cells painted one by one."""
    near, row, beyond = (points * scale for points in (_NEAR_POINTS, _ROW_POINTS, _BEYOND_POINTS))
    cuts = [
        rule.box.centre[1]
        for rule in rules
        if rule.horizontal
        and box.y0 + row <= rule.box.centre[1] <= box.y1 - row
        and rule.box.x0 <= box.x0 + near
        and rule.box.x1 >= box.x1 - near
        and (within or max(box.x0 - rule.box.x0, rule.box.x1 - box.x1) >= beyond)
    ]
    stops = [box.y0, *sorted(cuts), box.y1]
    return [Box(box.x0, top, box.x1, bottom) for top, bottom in pairwise(stops) if bottom - top >= row]
