"""Where rules end: at the outermost rule that they meet.

Runs of ink are widened before they are told for rules, and the skew of the sheet draws them out: a rule seen goes on
for some points beyond the border that it ends at, or stops short of it. To the makers of grids such ends are corners of
another table.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.scan.rules import DrawnRule
from schemas.geometry import Box

_BEYOND_POINTS = 8.0
_SHORT_POINTS = 2.5
_MEETS_POINTS = 3.0
_LONG = 3  # times what an end may be moved by; marks are shorter


def with_ends(rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """The rules, in pixels, each from the first to the last rule that crosses it, where these are at its ends."""
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    return [_between(rule, upright if rule.horizontal else level, scale) for rule in rules]


def _between(rule: DrawnRule, across: Sequence[DrawnRule], scale: float) -> DrawnRule:
    start, end, place = _run(rule)
    if end - start < _LONG * _BEYOND_POINTS * scale:
        return rule
    reach = _MEETS_POINTS * scale
    met = [other for first, last, other in map(_run, across) if first - reach <= place <= last + reach]
    beyond, short = _BEYOND_POINTS * scale, _SHORT_POINTS * scale
    start = min((at for at in met if start - short <= at <= start + beyond), default=start)
    end = max((at for at in met if end - beyond <= at <= end + short), default=end)
    box = rule.box
    cut = Box(start, box.y0, end, box.y1) if rule.horizontal else Box(box.x0, start, box.x1, end)
    return DrawnRule(cut, rule.horizontal)


def _run(rule: DrawnRule) -> tuple[float, float, float]:
    """Where a rule begins and ends along its direction, and where it lies across it."""
    box = rule.box
    return (box.x0, box.x1, box.centre[1]) if rule.horizontal else (box.y0, box.y1, box.centre[0])
