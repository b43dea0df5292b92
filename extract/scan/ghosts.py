"""What looks like a rule and was never drawn: the other side of the sheet showing through, far fainter than the rules
of this side, and the streaks that dirt on the scanner's glass draws from edge to edge.

What belongs here: which rules are of the page by how dark they are and by what they run through. Where they lie and end
is judged in `drawing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.scan.rules import DrawnRule, strokes
from extract.scan.traced import trace

if TYPE_CHECKING:
    from extract.scan.image import Picture

_FAINT = 0.2  # of the depth of the page's strong rules; print shows through with a tenth, pale grey rules have a third
_STRONG = 0.9  # of all rules by their length; the darkest may be a stroke of the pen
_SAME_END_POINTS = 3.0
_ON_STREAK_POINTS = 2.0
_THROUGH, _UNBROKEN = 0.97, 0.7  # of the picture's side


def without_ghosts(picture: Picture, rules: Sequence[DrawnRule]) -> list[DrawnRule]:
    """Dark rules without faint ones that do not run from the side of a strong rule to the side of one: a table's own
    pale rules end where its dark ones do."""
    depth = strokes(picture.pixels, picture.scale)
    seen = [(rule, trace(depth, rule.box, picture.scale, horizontal=rule.horizontal)) for rule in rules]
    measured = sorted((found.depth, found.length) for _, found in seen if found)
    bound = _FAINT * _at_share(measured, _STRONG)
    strong = [rule for rule, found in seen if found is None or found.depth >= bound]
    reach = _SAME_END_POINTS * picture.scale
    return [rule for rule, found in seen if found is None or found.depth >= bound or _ends_with(rule, strong, reach)]


def streaks(picture: Picture, rules: Sequence[DrawnRule]) -> list[DrawnRule]:
    """The rules that run through the picture from edge to edge, margins and all, maybe broken: no table does."""
    height, width = picture.pixels.shape[:2]
    found = []
    for rule in rules:
        along = [other.box for other in rules if _lies_on(other, rule, picture.scale)]
        side = width if rule.horizontal else height
        starts, ends = zip(*((box.x0, box.x1) if rule.horizontal else (box.y0, box.y1) for box in along), strict=True)
        inked = sum(ends) - sum(starts)
        if max(ends) - min(starts) >= _THROUGH * side and inked >= _UNBROKEN * side:
            found.append(rule)
    return found


def without_streaks(rules: Sequence[DrawnRule], seen: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """The rules without those that lie on a streak."""
    return [rule for rule in rules if not any(_lies_on(rule, streak, scale) for streak in seen)]


def _lies_on(rule: DrawnRule, other: DrawnRule, scale: float) -> bool:
    at = 1 if rule.horizontal else 0
    aside = abs(rule.box.centre[at] - other.box.centre[at])
    return rule.horizontal == other.horizontal and aside <= _ON_STREAK_POINTS * scale


def _at_share(measured: Sequence[tuple[float, float]], share: float) -> float:
    """The value below which a share of the lengths lies; values in order."""
    left = share * sum(length for _, length in measured)
    for value, length in measured:
        left -= length
        if left <= 0:
            return value
    return 0.0


def _ends_with(rule: DrawnRule, others: Sequence[DrawnRule], reach: float) -> bool:
    """Whether both ends lie at ends of other rules of its direction, or at rules across it."""
    places = [x for other in others for x in _places(other, rule.horizontal)]
    ends = _places(rule, rule.horizontal)
    return all(any(abs(end - place) <= reach for place in places) for end in ends)


def _places(rule: DrawnRule, horizontal: bool) -> tuple[float, ...]:
    """Where a rule ends along a direction, or where it lies if it runs across it."""
    box = rule.box
    if rule.horizontal != horizontal:
        return (box.centre[0] if horizontal else box.centre[1],)
    return (box.x0, box.x1) if horizontal else (box.y0, box.y1)
