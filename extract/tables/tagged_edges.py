"""Edges of rows and columns from what stands in them: at the drawn rule between two, halfway where none is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.page import Rule
from schemas.geometry import Box

Extent = tuple[float, float]

_OUTSIDE = 12.0  # points beyond the words and the rules through them in which the table's frame is sought
_NEAR = 12.0
_MARGIN = 2.0
_ONE_RULE = 2.6  # points within which two rules are one
_SHARE = 0.25  # of the table's other side that rules at one place must run along, together
_SLACK = 2.0


def rule_positions(rules: Sequence[Rule], whole: Box, *, level: bool) -> list[float]:
    """Where rules run along or inside a table, sorted; `level` for row borders (y), else column borders (x)."""
    found: list[tuple[float, float]] = []
    frame = _framed(whole, rules)
    low, high = (frame.y0, frame.y1) if level else (frame.x0, frame.x1)
    for rule in rules:
        if rule.horizontal is not level:
            continue
        box = rule.box
        at = (box.y0 + box.y1) / 2 if level else (box.x0 + box.x1) / 2
        if low - _OUTSIDE <= at <= high + _OUTSIDE and (run := _along(box, whole, level=level)) > 0:
            found.append((at, run))
    least = _SHARE * (whole.width if level else whole.height)
    return [at for at, run in _clustered(sorted(found)) if run >= least]


def _along(rule: Box, whole: Box, *, level: bool) -> float:
    """How far a rule runs beside a box; less than nothing where it does not reach it."""
    if level:
        return min(rule.x1, whole.x1) - max(rule.x0, whole.x0)
    return min(rule.y1, whole.y1) - max(rule.y0, whole.y0)


def _framed(whole: Box, rules: Sequence[Rule]) -> Box:
    """The box around a table's words, as wide and high as the rules that run through it."""
    x0, y0, x1, y1 = whole.x0, whole.y0, whole.x1, whole.y1
    across, down = 0.5 * whole.width, 0.5 * whole.height
    near = Box(x0 - _NEAR, y0 - _NEAR, x1 + _NEAR, y1 + _NEAR)
    for rule in rules:
        box = rule.box
        if not (box.x0 < near.x1 and near.x0 < box.x1 and box.y0 < near.y1 and near.y0 < box.y1):
            continue
        if rule.horizontal and _along(box, whole, level=True) > across:
            x0, x1 = min(x0, box.x0), max(x1, box.x1)
        elif not rule.horizontal and _along(box, whole, level=False) > down:
            y0, y1 = min(y0, box.y0), max(y1, box.y1)
    return Box(x0, y0, x1, y1)


def _clustered(found: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    places: list[list[tuple[float, float]]] = []
    for at, run in found:
        if places and at - places[-1][0][0] <= _ONE_RULE:
            places[-1].append((at, run))
        else:
            places.append([(at, run)])
    return [(sum(at for at, _ in place) / len(place), sum(run for _, run in place)) for place in places]


def edges(extents: Sequence[Extent | None], rules: Sequence[float], low: float, high: float) -> list[float]:
    """One edge more than there are rows (or columns).

    `extents` tells where the words of each stand, null where none do; `low` and `high` bound all words.
    """
    known = [place for place, extent in enumerate(extents) if extent is not None]
    if not known:
        step = (high - low) / len(extents)
        return [low + step * place for place in range(len(extents) + 1)]
    first, last = known[0], known[-1]
    result = _outer(min(low, _low(extents[first])), rules, first + 1, before=True)
    for place, following in pairwise(known):
        result += _between(extents[place], extents[following], rules, following - place)
    return _rising(result + _outer(max(high, _high(extents[last])), rules, len(extents) - last, before=False))


def _low(extent: Extent | None) -> float:
    return extent[0] if extent else float("inf")


def _high(extent: Extent | None) -> float:
    return extent[1] if extent else float("-inf")


def _outer(start: float, rules: Sequence[float], wanted: int, *, before: bool) -> list[float]:
    """The outermost edges on one side: the frame, and the borders of rows or columns without words there."""
    sign = -1.0 if before else 1.0
    beyond = sorted((rule for rule in rules if sign * (rule - start) >= -_SLACK), key=lambda rule: sign * rule)
    chosen = beyond[:wanted]
    while len(chosen) < wanted:
        chosen.append((chosen[-1] if chosen else start) + sign * (_MARGIN if not chosen else 10.0))
    return chosen[::-1] if before else chosen


def _between(one: Extent | None, two: Extent | None, rules: Sequence[float], wanted: int) -> list[float]:
    """The edges between two rows or columns with words; `wanted` counts those between them without words."""
    end, start = _high(one), _low(two)
    low, high = min(end, start), max(end, start)
    inside = [rule for rule in rules if low - _SLACK <= rule <= high + _SLACK]
    if len(inside) == wanted:
        return inside
    if wanted == 1 and inside:
        middle = (end + start) / 2
        return [min(inside, key=lambda rule: abs(rule - middle))]
    step = (start - end) / (wanted + 1)
    return [end + step * (place + 1) for place in range(wanted)]


def _rising(places: Sequence[float]) -> list[float]:
    """Edges that never go back: words of neighbours may overlap a little."""
    risen: list[float] = []
    for place in places:
        risen.append(max(place, risen[-1]) if risen else place)
    return risen
