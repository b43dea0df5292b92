"""Grids of bands that are parts of one table: one whose columns are painted, and a wider one around it or beside it.

A writer shades some columns only, or the header alone runs across all of them; each width then gives a grid of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.page import Fill
from extract.tables.bands import Stack
from extract.tables.grid import Grid
from extract.tables.grid_bands import banded_grids
from extract.tables.rules import SNAP
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_SIDE = 4.0
_SAME = 3.0
"""Points within which two grids share a side, or two positions are one."""
_INSIDE = 0.9
_BESIDE = 0.6
"""Share of the lower one's height for which two grids stand beside each other."""


def lies_over(inner: Grid, outer: Grid) -> bool:
    """Whether a grid lies within another one, has several of its columns and no others, and neither the first nor the
    last: a table inside a table stands in one cell, so that these are rules below some of its headings."""
    box, sides = inner.box, outer.xs[1:-1]
    inside = outer.box.overlap(box) >= _INSIDE * box.width * box.height
    return inside and len(inner.xs) > 2 and all(any(abs(x - at) <= _SIDE for at in sides) for x in inner.xs)


def are_parts(one: Grid, other: Grid) -> bool:
    """Whether two grids overlap and end at the same side, as two tables never do."""
    a, b = one.box, other.box
    shared = abs(a.x0 - b.x0) <= _SIDE or abs(a.x1 - b.x1) <= _SIDE
    beside = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared and a.overlap(b) > 0.0 and beside >= _BESIDE * min(a.height, b.height)


def holds(outer: Grid, inner: Grid) -> bool:
    """Whether a grid has every column and row of another one, which then is the painted part of it; where both have as
    many rows, paint may begin a little off."""
    near = _SIDE if len(outer.ys) == len(inner.ys) else _SAME
    columns = all(any(abs(x - other) <= _SAME for other in outer.xs) for x in inner.xs)
    return columns and all(any(abs(y - other) <= near for other in outer.ys) for y in inner.ys)


def united(one: Grid, other: Grid, fills: Sequence[Fill], lines: Sequence[TextLine]) -> Grid | None:
    """The table of both; null where it has not the columns of both, or no more cells than one."""
    box = one.box.union(other.box)
    xs = _merged([*one.xs, *other.xs])
    painted = tuple(fill.box for fill in fills if box.overlap(fill.box) > 0.0 and _is_inside(fill.box, box))
    narrow, wide = sorted((one, other), key=lambda grid: grid.box.width)
    ys = _merged([*wide.ys, *_as_in(wide, narrow, lines)])
    stack = Stack(box.x0, box.x1, ys, (), fills=painted, uprights=xs[1:-1])
    found = max(banded_grids(stack, lines), key=lambda grid: len(grid.cells), default=None)
    if found is None or len(found.xs) < max(len(one.xs), len(other.xs)):
        return None
    return found if len(found.cells) > max(len(one.cells), len(other.cells)) else None


def _as_in(wide: Grid, narrow: Grid, lines: Sequence[TextLine]) -> list[float]:
    """The levels of the narrower grid, those at which nothing of its own text tells them from one of the wider grid's
    as these: beside a longer text a row ends further down."""
    inner = [line for line in lines if line.within(narrow.box.x0, narrow.box.x1) is not None]
    middles = sorted((line.y0 + line.y1) / 2 for line in inner)
    known = {bisect_right(middles, y): y for y in wide.ys}
    return [known.get(bisect_right(middles, y), y) for y in narrow.ys]


def _is_inside(inner: Box, outer: Box) -> bool:
    return inner.x0 >= outer.x0 - SNAP and inner.x1 <= outer.x1 + SNAP


def _merged(positions: Sequence[float]) -> tuple[float, ...]:
    """Positions in order, those that stand together as the first of them."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > _SAME:
            found.append(position)
    return tuple(found)
