"""Words too pale for the line finder: coloured ones on a grey copy, and what a tired toner left.

What belongs here: where a table's cells hold strokes far fainter than the page's text, and pictures of pale lines made
as dark as others. Print of the other side is as pale: where there is much of it, nothing is sought.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.scan.channels import greatest
from extract.scan.rules import DrawnRule, strokes
from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan.image import Pixels

_FAINTEST, _ABOVE_GRAIN = 10, 3.0
_LETTERS_POINTS = 2.5  # from one letter of a word to the next, at most
_HEIGHT_POINTS = (4.5, 16.0)
_WIDTH = (1.3, 7.0)  # heights
_INKED = 0.12
_MOST = 60  # words in colours on one page; more are the other side of the sheet
_AROUND_POINTS = 2.0
_PALE, _DARK = 110.0, 190.0  # how far a line's darkest points are from the shade around them


def pale_words(pixels: Pixels, found: Sequence[Box], rules: Sequence[DrawnRule], scale: float) -> list[Box]:
    """Pale shapes as tall as text and as wide as a word that stand within the drawn rules and in no found line."""
    import cv2
    import numpy as np

    if not rules:
        return []
    depth = strokes(pixels, scale)
    ink = np.asarray(depth > max(_FAINTEST, _ABOVE_GRAIN * float(np.percentile(depth, 60))), dtype=np.uint8)
    around = _AROUND_POINTS * scale
    for box in found:
        _part(ink, box, around)[:] = 0
    reach = round(_LETTERS_POINTS * scale) | 1
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 3)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8), connectivity=8)
    low, high = (side * scale for side in _HEIGHT_POINTS)
    table = rules[0].box
    for rule in rules:
        table = table.union(rule.box)
    words = [
        Box(left - around, top - around, left + width + around, top + height + around)
        for left, top, width, height, area in stats[1:count].tolist()
        if low <= height <= high
        and _WIDTH[0] * height <= width <= _WIDTH[1] * height
        and area >= _INKED * width * height
        and table.holds(left + width / 2, top + height / 2)
    ]
    return words if len(words) <= _MOST else []


def deepened(crop: Pixels) -> Pixels:
    """A pale line's picture with its letters as dark against their ground as those of others; another as it is, and
    a lone sign, which may be what was left of a rule."""
    import numpy as np

    if crop.shape[1] < _WIDTH[0] * crop.shape[0]:
        return crop
    ground = np.median(crop.reshape(-1, 3), axis=0)
    apart = crop.astype(np.float32) - ground.astype(np.float32)
    deepest = float(np.percentile(greatest(np.abs(apart).astype(np.int16)), 99))
    if not 0 < deepest < _PALE:
        return crop
    return np.asarray(np.clip(ground + apart * (_DARK / deepest), 0, 255), dtype=np.uint8)


def _part(pixels: Pixels, box: Box, around: float) -> Pixels:
    return pixels[
        max(0, round(box.y0 - around)) : max(0, round(box.y1 + around)),
        max(0, round(box.x0 - around)) : max(0, round(box.x1 + around)),
    ]
