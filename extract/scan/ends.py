"""Where rules end: at the outermost rule that they meet.

Runs of ink are widened before they are told for rules, and the skew of the sheet draws them out: a rule seen goes on
for some points beyond the border that it ends at, or stops short of it. To the makers of grids such ends are corners of
another table.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.scan.rules import DrawnRule
from schemas.geometry import Box

_BEYOND_POINTS = 12.0
_SHORT_POINTS = 2.5
_MEETS_POINTS = 3.0
_LONG = 3  # times what an end may be moved by; marks are shorter
_CROSSED = 2  # rules, at least, that a rule of a table crosses; and how many end at the border to one that goes on


def with_ends(rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """The rules, in pixels, each from the first to the last rule that crosses it, where these are at its ends, or where
    most others end at that rule: what goes on beyond it is a streak or the grain of the paper."""
    level = [rule for rule in rules if rule.horizontal]
    upright = [rule for rule in rules if not rule.horizontal]
    cut = [_between(rule, upright if rule.horizontal else level, scale) for rule in rules]
    ends = [_run(rule)[:2] for rule in cut if rule.horizontal], [_run(rule)[:2] for rule in cut if not rule.horizontal]
    return [
        _without_tails(rule, upright if rule.horizontal else level, ends[0 if rule.horizontal else 1], scale)
        for rule in cut
    ]


def _between(rule: DrawnRule, across: Sequence[DrawnRule], scale: float) -> DrawnRule:
    start, end, place = _run(rule)
    beyond, short = _BEYOND_POINTS * scale, _SHORT_POINTS * scale
    if end - start < _LONG * beyond:
        return rule
    met = _met(across, place, _MEETS_POINTS * scale)
    first = min((at for at in met if start - short <= at <= start + beyond), default=start)
    last = max((at for at in met if end - beyond <= at <= end + short), default=end)
    return _cut(rule, first, last)


def _without_tails(
    rule: DrawnRule, across: Sequence[DrawnRule], ends: Sequence[tuple[float, float]], scale: float
) -> DrawnRule:
    """A rule cut at the outermost rules that it crosses, at each end where it goes on beyond them and most do not."""
    start, end, place = _run(rule)
    met = [at for at in _met(across, place, _MEETS_POINTS * scale) if start <= at <= end]
    if len(met) < _CROSSED:
        return rule
    first, last = min(met), max(met)
    starts, stops = [one for one, _ in ends], [other for _, other in ends]
    return _cut(
        rule,
        first if _is_tail(starts, start, first, scale) else start,
        last if _is_tail(stops, end, last, scale) else end,
    )


def _is_tail(ends: Sequence[float], at: float, border: float, scale: float) -> bool:
    """Whether far fewer rules end at a place than at the border before it."""
    alike = sum(abs(end - at) <= _SHORT_POINTS * scale for end in ends)
    bordered = sum(abs(end - border) <= _BEYOND_POINTS * scale for end in ends)
    return bordered >= _CROSSED * alike


def _met(across: Sequence[DrawnRule], place: float, reach: float) -> list[float]:
    """Where rules of the other direction lie that pass a place."""
    return [at for first, last, at in map(_run, across) if first - reach <= place <= last + reach]


def _cut(rule: DrawnRule, start: float, end: float) -> DrawnRule:
    box = rule.box
    cut = Box(start, box.y0, end, box.y1) if rule.horizontal else Box(box.x0, start, box.x1, end)
    return DrawnRule(cut, rule.horizontal)


def _run(rule: DrawnRule) -> tuple[float, float, float]:
    """Where a rule begins and ends along its direction, and where it lies across it."""
    box = rule.box
    return (box.x0, box.x1, box.centre[1]) if rule.horizontal else (box.y0, box.y1, box.centre[0])
