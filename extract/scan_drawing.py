"""Rules in a page's picture, found by shape, and all that is drawn on it; areas are found in `scan_fills`.

A rule is a long thin run of ink: what survives opening with a long flat kernel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.page import Fill, Rule
from extract.scan_fills import find_fills
from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan_image import Picture, Pixels

_ACROSS_POINTS = 32.0
_DOWN_POINTS = 20.0
_THICKEST_POINTS = 4.0
_STROKE_POINTS = 4.0
_STROKE_DEPTH = 45
_FAINTEST = 10
_SURE_POINTS = 220.0  # no row of letters runs on so long without a gap
_BESIDE_POINTS = (1.0, 3.2)
_LETTERS = 0.5
_CELL_POINTS = (16.0, 9.0)
_ALONE_POINTS = 90.0
_MEETING_POINTS = 3.0
_PARALLEL = 0.97  # letters leave gaps; the second line of a double rule does not
_ASIDE_POINTS = 1.5
_BREAK_POINTS = 9.0
_BRIDGE_POINTS = 0.8  # gaps of specks and faint print within a rule
_STEP_POINTS = 0.8  # steps of a rule that is not quite level


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A rule in pixels."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a picture, in pixels; colours as RRGGBB."""

    rules: tuple[DrawnRule, ...] = ()
    fills: tuple[tuple[Box, str], ...] = ()

    def rules_in_points(self, scale: float) -> tuple[Rule, ...]:
        """The rules as those of a page: lines through the middle of their ink."""
        return tuple(Rule(_line(rule, scale), rule.horizontal) for rule in self.rules)

    def fills_in_points(self, scale: float) -> tuple[Fill, ...]:
        return tuple(
            Fill(Box(*(round(side / scale, 1) for side in (box.x0, box.y0, box.x1, box.y1))), colour, order)
            for order, (box, colour) in enumerate(self.fills)
        )


def _line(rule: DrawnRule, scale: float) -> Box:
    box = rule.box
    if rule.horizontal:
        middle = round((box.y0 + box.y1) / 2 / scale, 1)
        return Box(round(box.x0 / scale, 1), middle, round(box.x1 / scale, 1), middle)
    middle = round((box.x0 + box.x1) / 2 / scale, 1)
    return Box(middle, round(box.y0 / scale, 1), middle, round(box.y1 / scale, 1))


def find_drawing(picture: Picture) -> Drawn:
    """The rules and coloured areas of a picture set straight."""
    depth = _strokes(picture.pixels, picture.scale)
    rules = (*_rules(depth, picture.scale, horizontal=True), *_rules(depth, picture.scale, horizontal=False))
    fills = find_fills(picture)
    edges = [edge for box, _ in fills for edge in _edges(box, picture.scale)]
    held = _held((*rules, *edges), picture.scale)
    across = merged([rule for rule in held if rule.horizontal], picture.scale)
    down = merged([rule for rule in held if not rule.horizontal], picture.scale)
    return Drawn((*across, *down), fills)


def _edges(box: Box, scale: float) -> list[DrawnRule]:
    """The sides of an area as wide and high as a cell: where a cell is dark, its border is not seen beside it."""
    if box.width < _CELL_POINTS[0] * scale or box.height < _CELL_POINTS[1] * scale:
        return []
    return [
        DrawnRule(Box(box.x0, box.y0, box.x1, box.y0), True),
        DrawnRule(Box(box.x0, box.y1, box.x1, box.y1), True),
        DrawnRule(Box(box.x0, box.y0, box.x0, box.y1), False),
        DrawnRule(Box(box.x1, box.y0, box.x1, box.y1), False),
    ]


def _held(rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """Rules without the short ones that meet no other: those are strokes of letters, underlines, specks in a row."""
    reach = _MEETING_POINTS * scale
    return [
        rule
        for rule in rules
        if max(rule.box.width, rule.box.height) >= _ALONE_POINTS * scale
        or any(other.horizontal != rule.horizontal and _meet(rule.box, other.box, reach) for other in rules)
    ]


def _meet(one: Box, other: Box, reach: float) -> bool:
    return (
        one.x0 - reach <= other.x1
        and other.x0 - reach <= one.x1
        and one.y0 - reach <= other.y1
        and other.y0 - reach <= one.y1
    )


def find_ink(pixels: Pixels, scale: float) -> Pixels:
    """1 where there are thin dark strokes (text and rules), whatever the shade around them."""
    import numpy as np

    return np.asarray(_strokes(pixels, scale) > _STROKE_DEPTH, dtype=np.uint8)


def _strokes(pixels: Pixels, scale: float) -> Pixels:
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


def _rules(depth: Pixels, scale: float, *, horizontal: bool) -> list[DrawnRule]:
    """Rules of one direction: stretches no point of which is as light as the paper, however faint the whole.

    The opening keeps the lightest point of each stretch as long as a rule, so that noise, dark here and light there,
    falls away and a faint line of even grey stays.
    """
    import cv2
    import numpy as np

    length = round((_ACROSS_POINTS if horizontal else _DOWN_POINTS) * scale)
    bridge, steps = max(2, round(_BRIDGE_POINTS * scale)), max(2, round(_STEP_POINTS * scale))
    smooth = np.asarray(cv2.GaussianBlur(depth, (3, 3), 0), dtype=np.uint8)
    thick = _morph(cv2.MORPH_DILATE, smooth, 2, not horizontal)
    even = _morph(cv2.MORPH_OPEN, _morph(cv2.MORPH_CLOSE, thick, bridge, horizontal), length, horizontal)
    runs = np.asarray(even > _FAINTEST, dtype=np.uint8)
    joined = _morph(cv2.MORPH_CLOSE, _morph(cv2.MORPH_DILATE, runs, steps, not horizontal), bridge * 2, horizontal)
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for left, top, width, height, _area in stats[1:count].tolist():
        thick, long = (height, width) if horizontal else (width, height)
        thick -= steps
        if thick > _THICKEST_POINTS * scale or long < 4 * thick:
            continue
        box = Box(left, top, left + width, top + height)
        if long >= _SURE_POINTS * scale or not _in_letters(depth, box, scale, horizontal):
            found.append(DrawnRule(box, horizontal))
    return merged(found, scale)


def _in_letters(depth: Pixels, box: Box, scale: float, horizontal: bool) -> bool:
    """Whether ink stands along most of one side of a short run: then it is a row of letters, not a rule."""
    ink = depth > _STROKE_DEPTH
    if not horizontal:
        ink, box = ink.T, Box(box.y0, box.x0, box.y1, box.x1)
    near, far = round(_BESIDE_POINTS[0] * scale), round(_BESIDE_POINTS[1] * scale)
    left, right, middle = int(box.x0), int(box.x1), round((box.y0 + box.y1) / 2)
    sides = (
        ink[max(0, middle - far) : max(0, middle - near), left:right],
        ink[middle + near : middle + far, left:right],
    )
    return any(side.size and _LETTERS < float(side.any(axis=0).mean()) < _PARALLEL for side in sides)


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
