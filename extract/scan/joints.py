"""Level rules that are lost between painted cells, where one cell ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence

from extract.scan.fills import Area
from extract.scan.rules import DrawnRule
from schemas.geometry import Box

_TOUCH_POINTS = 3.0


def along_joints(fills: Sequence[Area], rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """Level rules that end where two cells of a column meet, on to the other side of these: between two colours a thin
    rule is lost, and rows that end at different places are those of different tables."""
    near = _TOUCH_POINTS * scale
    level = [rule.box for rule in rules if rule.horizontal]
    found = []
    for upper, lower in _joints([area.box for area in fills if not area.round], near):
        cell = Box(max(upper.x0, lower.x0), upper.y1, min(upper.x1, lower.x1), max(upper.y1, lower.y0))
        for rule in level:
            if abs(rule.centre[1] - cell.centre[1]) > near:
                continue
            if rule.x0 < cell.x0 - near and abs(rule.x1 - cell.x0) <= near:
                found.append(DrawnRule(Box(rule.x1, rule.y0, cell.x1, rule.y1), True))
            if rule.x1 > cell.x1 + near and abs(rule.x0 - cell.x1) <= near:
                found.append(DrawnRule(Box(cell.x0, rule.y0, rule.x0, rule.y1), True))
    return found


def _joints(boxes: Sequence[Box], near: float) -> list[tuple[Box, Box]]:
    """The boxes that end where others of the same sides begin."""
    return [
        (upper, lower)
        for upper in boxes
        for lower in boxes
        if abs(upper.y1 - lower.y0) <= near
        and upper is not lower
        and max(abs(upper.x0 - lower.x0), abs(upper.x1 - lower.x1)) <= near
    ]
