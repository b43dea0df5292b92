"""Rules and coloured areas in a page's picture, found by shape; text is read elsewhere.

A rule is a long thin run of ink: what survives opening with a long flat kernel. A coloured area is a rectangle of one
saturated colour (or one light grey, as of a shaded heading) large enough to be a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.page import Fill, Rule
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan_image import Picture, Pixels

_ACROSS_POINTS = 22.0
_DOWN_POINTS = 16.0
_THICKEST_POINTS = 3.0
_STROKE_POINTS = 4.0
_STROKE_DEPTH = 45
_ASIDE_POINTS = 1.5
_BREAK_POINTS = 9.0
_BRIDGE_POINTS = 0.8  # gaps of specks and faint print within a rule
_STEP_POINTS = 0.8  # steps of a rule that is not quite level
_SMALLEST_FILL_POINTS = 6.0
_SATURATED = 60
_FILLED_SHARE = 0.55


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
    ink = find_ink(picture.pixels, picture.scale)
    rules = (*_rules(ink, picture.scale, horizontal=True), *_rules(ink, picture.scale, horizontal=False))
    return Drawn(rules, _fills(picture))


def find_ink(pixels: Pixels, scale: float) -> Pixels:
    """1 where there are thin dark strokes (text and rules), whatever the shade around them.

    The darkest channel would show coloured cells as ink; the lightest does not. Against its closing by a kernel wider
    than any stroke, areas vanish and strokes stay (black-hat transform).
    """
    import cv2
    import numpy as np

    lightest = np.asarray(pixels.max(axis=2), dtype=np.uint8)
    size = max(5, round(_STROKE_POINTS * scale) | 1)
    strokes = cv2.morphologyEx(lightest, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (size, size)))
    return np.asarray(strokes > _STROKE_DEPTH, dtype=np.uint8)


def _rules(ink: Pixels, scale: float, *, horizontal: bool) -> list[DrawnRule]:
    import cv2

    length = round((_ACROSS_POINTS if horizontal else _DOWN_POINTS) * scale)
    bridge, steps = max(2, round(_BRIDGE_POINTS * scale)), max(2, round(_STEP_POINTS * scale))
    thick = _morph(cv2.MORPH_DILATE, ink, 2, not horizontal)
    runs = _morph(cv2.MORPH_OPEN, _morph(cv2.MORPH_CLOSE, thick, bridge, horizontal), length, horizontal)
    joined = _morph(cv2.MORPH_CLOSE, _morph(cv2.MORPH_DILATE, runs, steps, not horizontal), bridge * 2, horizontal)
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = []
    for left, top, width, height, _area in stats[1:count].tolist():
        thick, long = (height, width) if horizontal else (width, height)
        thick -= steps
        if thick <= _THICKEST_POINTS * scale and long >= 4 * thick:
            found.append(DrawnRule(Box(left, top, left + width, top + height), horizontal))
    return merged(found, scale)


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


def _fills(picture: Picture) -> tuple[tuple[Box, str], ...]:
    import cv2
    import numpy as np

    smooth = cv2.medianBlur(picture.pixels, 5)
    hsv = cv2.cvtColor(smooth, cv2.COLOR_BGR2HSV)
    coloured = ((hsv[:, :, 1] > _SATURATED) & (hsv[:, :, 2] > 90)).astype(np.uint8)
    found: list[tuple[Box, str]] = []
    for hues in _hue_masks(hsv[:, :, 0], coloured):
        found.extend(_rectangles(hues, smooth, picture.scale))
    return tuple(sorted(found, key=lambda item: (item[0].y0, item[0].x0, item[1])))


def _hue_masks(hue: npt.NDArray[np.uint8], coloured: npt.NDArray[np.uint8]) -> list[Pixels]:
    """Masks of neighbouring hues (OpenCV's 0 to 179), so that cells of different colours stay apart."""
    import numpy as np

    bounds = ((0, 8), (8, 24), (24, 34), (34, 90), (90, 130), (130, 170), (170, 180))
    masks = [(coloured & (hue >= low) & (hue < high)).astype(np.uint8) for low, high in bounds]
    red = masks[0] | masks.pop()
    return [red.astype(np.uint8), *masks[1:]]


def _rectangles(mask: Pixels, pixels: Pixels, scale: float) -> list[tuple[Box, str]]:
    import cv2
    import numpy as np

    gap = max(3, round(1.2 * scale))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (gap, gap)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(closed, dtype=np.uint8), connectivity=4)
    found = []
    smallest = _SMALLEST_FILL_POINTS * scale
    for label, (left, top, width, height, area) in enumerate(stats[1:count].tolist(), start=1):
        if width < smallest or height < smallest or area < _FILLED_SHARE * width * height:
            continue
        inside = (labels[top : top + height, left : left + width] == label) & (
            mask[top : top + height, left : left + width] > 0
        )
        blue, green, red = np.median(pixels[top : top + height, left : left + width][inside], axis=0).astype(int)
        found.append((Box(left, top, left + width, top + height), f"{red:02X}{green:02X}{blue:02X}"))
    return found
