"""Painted cells that a word processor paints in pieces, put together.

Word paints the shade of a cell as its two side margins, a strip for each line between them, and what is left above and
below, each right against the next and in one colour. Told by where they meet: the margins are of one height, and the
strips fill the place between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Fill
from schemas.geometry import Box, around

_MARGIN, _LEAST = 12.0, 6.0
"""Points: how wide a margin is at most, and how high at least."""
_MEETS = 0.6
"""Points between pieces that are painted against each other."""
_FILLED = 0.95
"""Share of the place between the margins that the strips cover."""


def put_together(fills: Sequence[Fill]) -> list[Fill]:
    """The fills, with those that are pieces of a cell as one, in the order of the first."""
    beside = _margins(fills)
    if not beside:
        return list(fills)
    by_colour: dict[str, list[Fill]] = defaultdict(list)
    for fill in fills:
        by_colour[fill.colour].append(fill)
    for own in by_colour.values():
        own.sort(key=lambda fill: fill.box.x0)
    used: set[int] = set()
    made: list[Fill] = []
    for left, right in beside:
        pieces = _cell(left, right, by_colour[left.colour])
        if pieces and not any(id(piece) in used for piece in pieces):
            used.update(id(piece) for piece in pieces)
            made.append(replace(left, box=around(piece.box for piece in pieces)))
    return sorted([*(fill for fill in fills if id(fill) not in used), *made], key=lambda fill: fill.order)


def _margins(fills: Iterable[Fill]) -> list[tuple[Fill, Fill]]:
    """Narrow fills of one colour and height, each with the next to its right."""
    levels: dict[tuple[str, float, float], list[Fill]] = defaultdict(list)
    for fill in fills:
        if fill.box.width <= _MARGIN and fill.box.height >= _LEAST:
            levels[fill.colour, round(fill.box.y0, 1), round(fill.box.y1, 1)].append(fill)
    return [pair for level in levels.values() for pair in pairwise(sorted(level, key=lambda fill: fill.box.x0))]


def _cell(left: Fill, right: Fill, fills: Sequence[Fill]) -> list[Fill]:
    """The pieces of the cell with these margins, among fills of its colour from the left; empty where it is none."""
    inner = Box(left.box.x1, left.box.y0, right.box.x0, left.box.y1)
    lines = [fill for fill in _between(inner, fills) if inner.y0 - _MEETS <= fill.box.y0 and _ends_in(fill.box, inner)]
    if sum(fill.box.height for fill in lines) < _FILLED * inner.height:
        return []
    whole = Box(left.box.x0, inner.y0, right.box.x1, inner.y1)
    rest = [fill for fill in _between(whole, fills) if _adjoins(fill.box, whole)]
    return [left, *lines, right, *rest]


def _between(place: Box, fills: Sequence[Fill]) -> list[Fill]:
    """The fills that begin and end where a place does, from side to side."""
    first = bisect_left(fills, place.x0 - _MEETS, key=lambda fill: fill.box.x0)
    last = bisect_left(fills, place.x0 + _MEETS, key=lambda fill: fill.box.x0)
    return [fill for fill in fills[first:last] if abs(fill.box.x1 - place.x1) <= _MEETS]


def _ends_in(box: Box, place: Box) -> bool:
    return box.y1 <= place.y1 + _MEETS


def _adjoins(box: Box, whole: Box) -> bool:
    """Whether a fill is painted right above a place, or right below."""
    return min(abs(box.y1 - whole.y0), abs(box.y0 - whole.y1)) <= _MEETS
