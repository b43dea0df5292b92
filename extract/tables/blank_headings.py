"""Painted headings without a text: LibreOffice paints no more than a strip of such a cell, thin enough to be a rule.

What belongs here: such strips in line with the painted headings right of them. Left as rules they would make the row of
headings wider at one of its edges than at the other, and the first column, mostly that of numbers, would be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.page import Fill, Rule
from schemas.geometry import Box

_APART = 5.0
"""Points: the widest white gap between painted headings."""
_FEWEST = 2
"""Painted headings of one colour and height beside such a strip."""
_OVER = 0.5


def with_blank_headings(fills: Sequence[Fill], rules: Sequence[Rule]) -> tuple[Sequence[Fill], Sequence[Rule]]:
    """The fills with a cell for each such strip, as high as the heading beside it, and the rules without the strips."""
    colours = {fill.colour for fill in fills}
    strips = [rule for rule in rules if rule.horizontal and rule.colour in colours]
    cells = {rule.box: cell for rule in strips if (cell := _cell(rule, fills)) is not None}
    if not cells:
        return fills, rules
    return [*fills, *cells.values()], [rule for rule in rules if rule.box not in cells]


def _cell(rule: Rule, fills: Sequence[Fill]) -> Fill | None:
    """The heading that a rule of its colour is the strip of; null where no row of painted headings goes on with it."""
    box = rule.box
    inside = [fill for fill in fills if fill.colour == rule.colour and _lies_beside(box, fill.box)]
    beside = min(inside, key=lambda fill: fill.box.x0, default=None)
    if beside is None or beside.box.x0 - box.x1 > _APART or len(inside) < _FEWEST:
        return None
    return replace(beside, box=Box(box.x0, beside.box.y0, box.x1, beside.box.y1))


def _lies_beside(strip: Box, cell: Box) -> bool:
    """Whether a strip lies left of a cell, at a height that it has, and is much lower."""
    level = cell.y0 - _OVER <= strip.y0 and strip.y1 <= cell.y1 + _OVER
    return level and strip.x1 <= cell.x0 + _OVER and 2 * strip.height < cell.height
