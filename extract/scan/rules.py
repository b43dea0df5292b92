"""Rules in a page's picture, found by shape: long thin runs of ink, what survives opening with a long flat kernel.

What belongs here: one depth map (how much a point differs from what lies around it) to rules of one direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan.image import Pixels

_ACROSS_POINTS = 32.0
_DOWN_POINTS = 20.0
_THICKEST_POINTS = 4.0
_STROKE_POINTS = 4.0
_STROKE_DEPTH = 45
_FAINTEST = 10
_OF_PEAK = 0.45  # what is paler beside a dark rule is its blur
_BESIDE_POINTS = (1.0, 3.2)
_LETTERS = 0.5
_MEETING_POINTS = 3.0
_PARALLEL = 0.97  # letters leave gaps; the second line of a double rule does not
_LONG_POINTS = 150.0
_DARK = 60
_GAPS = 0.1  # of the true rules of fifteen scans 95 in 100 have 0.08 or less, half of the rows of letters 0.13
_ASIDE_POINTS = 1.5
_BREAK_POINTS = 5.0
_BRIDGE_POINTS = 0.8  # gaps of specks and faint print within a rule
_STEP_POINTS = 0.8  # steps of a rule that is not quite level


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


def strokes(pixels: Pixels, scale: float) -> Pixels:
    """How much darker each point is than what lies around its stroke; 0 on areas of one shade.

    The darkest channel would show coloured cells as ink; the lightest does not. Against its closing by a kernel wider
    than any stroke, areas vanish and strokes stay (black-hat transform).
    """
    import cv2
    import numpy as np

    lightest = np.asarray(pixels.max(axis=2), dtype=np.uint8)
    size = max(5, round(_STROKE_POINTS * scale) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    return np.asarray(cv2.morphologyEx(lightest, cv2.MORPH_BLACKHAT, kernel), dtype=np.uint8)


def find_rules(depth: Pixels, scale: float, *, horizontal: bool, least: float | None = None) -> list[DrawnRule]:
    """Rules of one direction: stretches no point of which is as light as the paper, however faint the whole.

    The opening keeps the lightest point of each stretch as long as a rule, so that noise, dark here and light there,
    falls away and a faint line of even grey stays. `least` pixels long, where not as long as usual.
    """
    import cv2
    import numpy as np

    length = round(least or (_ACROSS_POINTS if horizontal else _DOWN_POINTS) * scale)
    bridge, steps = max(2, round(_BRIDGE_POINTS * scale)), max(2, round(_STEP_POINTS * scale))
    smooth = np.asarray(cv2.GaussianBlur(depth, (3, 3), 0), dtype=np.uint8)
    thick = _morph(cv2.MORPH_DILATE, smooth, 2, not horizontal)
    even = _morph(cv2.MORPH_OPEN, _morph(cv2.MORPH_CLOSE, thick, bridge, horizontal), length, horizontal)
    peak = _morph(cv2.MORPH_DILATE, even, round(2 * _THICKEST_POINTS * scale), not horizontal)
    runs = np.asarray((even > _FAINTEST) & (even > _OF_PEAK * peak), dtype=np.uint8)
    joined = _morph(cv2.MORPH_CLOSE, _morph(cv2.MORPH_DILATE, runs, steps, not horizontal), bridge * 2, horizontal)
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for left, top, width, height, _area in stats[1:count].tolist():
        thick, long = (height, width) if horizontal else (width, height)
        thick -= steps
        if thick > _THICKEST_POINTS * scale or long < max(4 * thick, length):
            continue
        box = Box(left, top, left + width, top + height)
        if not _in_letters(depth, box, scale, horizontal) and not _is_gappy(depth, box, scale, horizontal):
            found.append(DrawnRule(box, horizontal))
    return merged(found, scale)


def _in_letters(depth: Pixels, box: Box, scale: float, horizontal: bool) -> bool:
    """Whether ink stands along most of one side of a short run: then it is a row of letters, not a rule."""
    ink = depth > _STROKE_DEPTH
    if not horizontal:
        ink, box = ink.T, Box(box.y0, box.x0, box.y1, box.x1)
    middle, half = (box.y0 + box.y1) / 2, box.height / 2
    near = round(max(_BESIDE_POINTS[0] * scale, half))
    far = round(_BESIDE_POINTS[1] * scale)
    left, right, at = int(box.x0), int(box.x1), round(middle)
    sides = (ink[max(0, at - far) : max(0, at - near), left:right], ink[at + near : at + far, left:right])
    return any(side.size and _LETTERS < float(side.any(axis=0).mean()) < _PARALLEL for side in sides)


def _is_gappy(depth: Pixels, box: Box, scale: float, horizontal: bool) -> bool:
    """Whether a short dark run is pale at one place in ten: letters set close, whose gaps were bridged."""
    import numpy as np

    if max(box.width, box.height) >= _LONG_POINTS * scale:
        return False
    part = depth[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)].max(axis=0 if horizontal else 1)
    even = np.convolve(part.astype(np.float32), np.full(3, 1 / 3), "same")
    usual = float(np.median(even))
    return usual > _DARK and float((even < usual / 2).mean()) > _GAPS


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
