"""Bullets: filled discs and squares before a line of text, told by their shape.

The recogniser knows no such sign: it reads an "e" or an "o", or passes them over, and two points of a list become one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.scan.rules import strokes
from schemas.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

SIGN = "•"
_SIDE_POINTS = (1.9, 6.0)
_STROKE_POINTS = 8.0  # wider than any bullet
_DEPTH = 60
_SQUARE = 0.75
_FILLED = 0.66  # of the box around it; a disc fills 0.79, a blurred one 0.7
_SOLID = 0.75  # of its own depth, throughout its inner half: no letter is
_APART_POINTS = 1.3
_SPECKS, _SPECKED = 0.15, 0.5  # what specks beside a bullet may add to it, and of its height
_FIRST_POINTS = 7.0  # without text to its left
_TEXT_POINTS = 30.0  # within which its line begins
_TEXT_SIDE_POINTS = 3.0
_SATURATED = 60


def find_bullets(pixels: Pixels, scale: float) -> tuple[Box, ...]:
    """The boxes of bullets, in pixels, from the top."""
    import cv2
    import numpy as np

    depth = strokes(pixels, scale, _STROKE_POINTS)
    ink = np.asarray(depth > _DEPTH, dtype=np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    low, high = (side * scale for side in _SIDE_POINTS)
    boxes = [
        Box(left, top, left + width, top + height)
        for left, top, width, height, area in stats[1:count].tolist()
        if low <= min(width, height) >= _SQUARE * max(width, height)
        and max(width, height) <= high
        and area >= _FILLED * width * height
    ]
    return tuple(
        box
        for box in boxes
        if _is_solid(depth, box) and _leads_a_line(ink, box, scale) and not _is_coloured(pixels, box)
    )


def _is_solid(depth: Pixels, box: Box) -> bool:
    wide, high = box.width / 4, box.height / 4
    inner = depth[round(box.y0 + high) : round(box.y1 - high), round(box.x0 + wide) : round(box.x1 - wide)]
    whole = depth[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    return bool(inner.size) and int(inner.min()) >= _SOLID * int(whole.max())


def _leads_a_line(ink: Pixels, box: Box, scale: float) -> bool:
    """Whether a shape stands apart, with nothing before it and text after it that is as high as it, at least."""
    apart, first, text, side = (
        round(points * scale) for points in (_APART_POINTS, _FIRST_POINTS, _TEXT_POINTS, _TEXT_SIDE_POINTS)
    )
    left, top, right, bottom = (int(edge) for edge in (box.x0, box.y0, box.x1, box.y1))
    own = int(ink[top:bottom, left:right].sum())
    around = ink[max(0, top - apart) : bottom + apart, max(0, left - apart) : right + apart]
    before = ink[top:bottom, max(0, left - first) : left].any(axis=1)
    after = ink[max(0, top - side) : bottom + side, right + apart : right + text].any(axis=1)
    alone = int(around.sum()) <= (1 + _SPECKS) * own and before.mean() <= _SPECKED
    return bool(alone and int(after.sum()) > bottom - top)


def _is_coloured(pixels: Pixels, box: Box) -> bool:
    """A disc of a colour is a mark that says how things stand."""
    part = pixels[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)].reshape(-1, 3).astype(int)
    return int((part.max(axis=1) - part.min(axis=1)).mean()) >= _SATURATED


def without_bullets(pixels: Pixels, bullets: Sequence[Box]) -> Pixels:
    """The picture with its bullets painted over by what lies around them."""
    import numpy as np

    cleaned = pixels.copy() if bullets else pixels
    for box in bullets:
        top, bottom, left, right = (max(0, int(box.y0) - 3), int(box.y1) + 3, max(0, int(box.x0) - 3), int(box.x1) + 3)
        ring = np.concatenate([cleaned[top, left:right], cleaned[min(bottom, pixels.shape[0]) - 1, left:right]])
        cleaned[top:bottom, left:right] = np.median(ring, axis=0)
    return cleaned
