"""Rules in a page's picture, found by shape: long thin runs of ink, what survives opening with a long flat kernel.

What belongs here: one depth map (how much a point differs from what lies around it) to rules of one direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.scan.channels import greatest
from extract.scan.traced import Trace, trace
from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan.image import Pixels

_ACROSS_POINTS = 32.0
_DOWN_POINTS = 20.0
_LOW_ROW_POINTS = (9.0, 20.0)
_ENDS_POINTS = 2.0
_STROKE_DEPTH = 45
_FAINTEST = 10
_ABOVE_GRAIN = 1.6  # of the usual depth of runs in the grain of the paper
_OF_PEAK = 0.45  # what is paler beside a dark rule is its blur
_MEETING_POINTS = 3.0
_EDGE_POINTS = 6.0
_ASIDE_POINTS = 1.5
_BREAK_POINTS = 5.0
_BLUR_POINTS = 1.0
_STEP_POINTS = 0.8  # steps of a rule that is not quite level


@dataclass(frozen=True, slots=True)
class Search:
    """A way to look for rules, in points: up to how thick strokes are told from areas, how thick a rule may be, by how
    much runs are widened so that the steps of a slanting one hang together, which gaps are bridged; whether what is
    sought lies `between` rules that draw its ends out and letters that touch it."""

    stroke: float
    thickest: float
    widened: float
    bridged: float
    between: bool = False


USUAL = Search(stroke=4.0, thickest=4.0, widened=0.7, bridged=0.8)
"""Finds faint rules in noise; wider searches let them run together with what lies near."""
SEARCHES = (
    USUAL,
    Search(stroke=7.0, thickest=6.5, widened=0.7, bridged=0.8),  # double rules of thick lines
    Search(stroke=4.0, thickest=4.0, widened=1.1, bridged=1.5),  # broken into steps, in black and white
)
LOW = replace(USUAL, between=True)


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A rule in pixels."""

    box: Box
    horizontal: bool


def meet(one: Box, other: Box, scale: float) -> bool:
    """Whether two boxes of pixels touch, nearly."""
    reach = _MEETING_POINTS * scale
    return (
        one.x0 - reach <= other.x1
        and other.x0 - reach <= one.x1
        and one.y0 - reach <= other.y1
        and other.y0 - reach <= one.y1
    )


def find_ink(pixels: Pixels, scale: float) -> Pixels:
    """1 where there are thin dark strokes (text and rules), whatever the shade around them."""
    import numpy as np

    return np.asarray(strokes(pixels, scale) > _STROKE_DEPTH, dtype=np.uint8)


def strokes(pixels: Pixels, scale: float, widest: float = USUAL.stroke) -> Pixels:
    """How much darker each point is than what lies around its stroke; 0 on areas of one shade.

    The darkest channel would show coloured cells as ink; the lightest does not. Against its closing by a kernel wider
    than any stroke (`widest`, in points), areas vanish and strokes stay (black-hat transform).
    """
    import cv2
    import numpy as np

    lightest = greatest(pixels)
    size = max(5, round(widest * scale) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    return np.asarray(cv2.morphologyEx(lightest, cv2.MORPH_BLACKHAT, kernel), dtype=np.uint8)


def rules_on(pixels: Pixels, scale: float) -> list[DrawnRule]:
    """The rules of a picture, level and upright, as all searches find them."""
    found = []
    for search in SEARCHES:
        depth = strokes(pixels, scale, search.stroke)
        for horizontal in (True, False):
            found += find_rules(depth, scale, horizontal=horizontal, search=search)
    return found


def low_uprights(pixels: Pixels, level: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """Uprights of rows lower than a usual rule is long, from one level rule to the next: what a form has in some of its
    rows only. Stems of letters end clear of the rules."""
    reach, (lowest, highest) = round(_ENDS_POINTS * scale), (points * scale for points in _LOW_ROW_POINTS)
    heights = sorted(rule.box.centre[1] for rule in level)
    rows = [(top, foot) for top, foot in pairwise(heights) if lowest <= foot - top <= highest]
    depth = strokes(pixels, scale) if rows else pixels
    found = []
    for top, foot in rows:  # one by one: over a low title the grain draws the upright of one row on to that of the next
        first = max(0, int(top) - 2 * reach)
        part = depth[first : int(foot) + 2 * reach]
        for rule in find_rules(part, scale, horizontal=False, least=lowest, search=LOW):
            box = replace(rule.box, y0=rule.box.y0 + first, y1=rule.box.y1 + first)
            if all(any(_ends_at(box, y, other.box, reach) for other in level) for y in (box.y0, box.y1)):
                found.append(DrawnRule(box, False))
    return found


def _ends_at(upright: Box, y: float, level: Box, reach: float) -> bool:
    return abs(level.centre[1] - y) <= reach and level.x0 - reach <= upright.centre[0] <= level.x1 + reach


def find_rules(
    depth: Pixels, scale: float, *, horizontal: bool, least: float | None = None, search: Search = USUAL
) -> list[DrawnRule]:
    """Rules of one direction: stretches no point of which is as light as the paper, however faint the whole.

    `least` pixels long, where not as long as usual.
    """
    import cv2

    length = round(least or (_ACROSS_POINTS if horizontal else _DOWN_POINTS) * scale)
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        _runs(depth, scale, length, search, horizontal=horizontal), connectivity=8
    )
    wider = max(2, round(_STEP_POINTS * scale)) + max(2, round(search.widened * scale)) - 2
    found = []
    for left, top, width, height, _area in stats[1:count].tolist():
        thick, long = (height, width) if horizontal else (width, height)
        thick -= wider
        if thick > search.thickest * scale or long < max((2 if search.between else 4) * thick, length):
            continue
        box = Box(left, top, left + width, top + height)
        seen = trace(depth, box, scale, horizontal=horizontal)
        if seen and search.between:
            box = _within(box, seen, scale, horizontal=horizontal)
            seen = trace(depth, box, scale, horizontal=horizontal)
        if seen and seen.is_rule and not _at_edge(box, depth, scale):
            found.append(DrawnRule(_within(box, seen, scale, horizontal=horizontal), horizontal))
    return merged(found, scale)


def _within(box: Box, seen: Trace, scale: float, *, horizontal: bool) -> Box:
    """The box of a run between its first and its last ink, and as high as the run itself: a search for double rules
    takes letters in that stand right below one."""
    blur = round(_BLUR_POINTS * scale)
    top, foot = seen.top - blur, seen.foot + blur
    if horizontal:
        return Box(box.x0 + seen.first, max(box.y0, top), box.x0 + seen.last, min(box.y1, foot))
    return Box(max(box.x0, top), box.y0 + seen.first, min(box.x1, foot), box.y0 + seen.last)


def _runs(depth: Pixels, scale: float, length: int, search: Search, *, horizontal: bool) -> Pixels:
    """1 where ink goes on for the length of a rule.

    The opening keeps the lightest point of each stretch as long as a rule, so that noise, dark here and light there,
    falls away and a faint line of even grey stays.
    """
    import cv2
    import numpy as np

    widened, bridge, steps = (
        max(2, round(points * scale)) for points in (search.widened, search.bridged, _STEP_POINTS)
    )
    smooth = np.asarray(cv2.GaussianBlur(depth, (3, 3), 0), dtype=np.uint8)
    thick = _morph(cv2.MORPH_DILATE, smooth, widened, not horizontal)
    even = _morph(cv2.MORPH_OPEN, _morph(cv2.MORPH_CLOSE, thick, bridge, horizontal), length, horizontal)
    peak = _morph(cv2.MORPH_DILATE, even, round(2 * search.thickest * scale), not horizontal)
    faintest = max(_FAINTEST, _ABOVE_GRAIN * float(np.median(even)))
    runs = np.asarray((even > faintest) & (even > _OF_PEAK * peak), dtype=np.uint8)
    runs &= 1 - _morph(cv2.MORPH_OPEN, runs, round(search.thickest * scale) + widened, not horizontal)
    return _morph(cv2.MORPH_CLOSE, _morph(cv2.MORPH_DILATE, runs, steps, not horizontal), bridge * 2, horizontal)


def _at_edge(box: Box, depth: Pixels, scale: float) -> bool:
    """Whether a run lies along the picture's edge, as the shadow of a lid and the edge of the sheet do."""
    height, width = depth.shape
    reach = _EDGE_POINTS * scale
    (x, y), level = box.centre, box.width > box.height
    return not reach < (y if level else x) < (height if level else width) - reach


def merged(rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """Rules of one direction with the pieces of a broken one made whole, from the top left."""
    whole: list[DrawnRule] = []
    for rule in sorted(rules, key=_start):
        for at, other in enumerate(whole):
            if _continues(other, rule, scale):
                whole[at] = DrawnRule(other.box.union(rule.box), rule.horizontal)
                break
        else:
            whole.append(rule)
    return sorted(whole, key=lambda rule: (rule.box.y0, rule.box.x0))


def _start(rule: DrawnRule) -> tuple[float, float]:
    return (rule.box.x0, rule.box.y0) if rule.horizontal else (rule.box.y0, rule.box.x0)


def _continues(rule: DrawnRule, piece: DrawnRule, scale: float) -> bool:
    """Whether `piece` goes on where `rule` breaks off: on the same line, after a gap no cell could fill."""
    (x, y), (at_x, at_y) = rule.box.centre, piece.box.centre
    aside = abs(y - at_y) if rule.horizontal else abs(x - at_x)
    gap = piece.box.x0 - rule.box.x1 if rule.horizontal else piece.box.y0 - rule.box.y1
    return aside <= _ASIDE_POINTS * scale and gap <= _BREAK_POINTS * scale


def _morph(operation: int, pixels: Pixels, size: int, horizontal: bool) -> Pixels:
    """A morphological operation with a kernel of `size` pixels along one direction."""
    import cv2
    import numpy as np

    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, 1) if horizontal else (1, size))
    return np.asarray(cv2.morphologyEx(pixels, operation, kernel), dtype=np.uint8)
