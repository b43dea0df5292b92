"""Signs that the line finder passes over: lone digits and letters, dark on light and light on dark.

What belongs here: where such signs stand, and which found line they go on. Reading them is `text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.scan.fills import is_pale
from extract.scan.rules import find_ink
from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan.drawing import Drawn
    from extract.scan.image import Pixels

_SIGN_GAP_POINTS = 1.5
_SIGN_HEIGHT_POINTS = (4.5, 24.0)
_SIGN_WIDTH = 6.0
_SIGN_INK = 0.15
_MARK_SATURATION = 70  # a coloured shape is a mark, not a sign
_FEW_LETTERS = 0.1  # of a dark area; a heading's band has more


def cropped(pixels: Pixels, box: Box) -> Pixels:
    """The part of a picture within a box, a pixel at least."""
    height, width = pixels.shape[:2]
    left, top = max(0, int(box.x0)), max(0, int(box.y0))
    return pixels[top : max(top + 1, min(height, round(box.y1))), left : max(left + 1, min(width, round(box.x1)))]


def missed(pixels: Pixels, found: Sequence[Box], scale: float) -> list[Box]:
    """Signs as tall as text that no found line holds: lone digits and letters, which the line finder passes over."""
    import cv2
    import numpy as np

    ink = find_ink(pixels, scale)
    for box in found:
        ink[max(0, int(box.y0)) : round(box.y1), max(0, int(box.x0)) : round(box.x1)] = 0
    reach = max(3, round(_SIGN_GAP_POINTS * scale))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 3)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8), connectivity=8)
    low, high = (round(side * scale) for side in _SIGN_HEIGHT_POINTS)
    pad = max(2, round(scale))
    coloured = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)[:, :, 1]
    return [
        Box(left - pad, top - pad, left + width + pad, top + height + pad)
        for left, top, width, height, area in stats[1:count].tolist()
        if low <= height <= high
        and width <= _SIGN_WIDTH * height
        and area >= _SIGN_INK * width * height
        and not _is_mark(coloured, left, top, width, height, 2 * pad)
    ]


def missed_on_dark(pixels: Pixels, found: Sequence[Box], drawn: Drawn, scale: float) -> list[Box]:
    """Light signs on dark areas that no found line touches: a rating's letter on a cell that a threshold made black."""
    signs = []
    for area in drawn.fills:
        within = [line for line in found if line.overlap(area.box)]
        lettered = sum(line.overlap(area.box) for line in within) / (area.box.width * area.box.height)
        if not is_pale(area) and not area.round and lettered <= _FEW_LETTERS:
            left, top = max(0, int(area.box.x0)), max(0, int(area.box.y0))
            own = [_moved(line, -left, -top) for line in within]
            signs += [_moved(box, left, top) for box in missed(255 - cropped(pixels, area.box), own, scale)]
    return signs


def _moved(box: Box, across: float, down: float) -> Box:
    return Box(box.x0 + across, box.y0 + down, box.x1 + across, box.y1 + down)


def _is_mark(coloured: Pixels, left: int, top: int, width: int, height: int, ring: int) -> bool:
    """Whether a shape has a colour that what lies around it has not; a letter on a coloured cell is no mark."""
    inside = coloured[top : top + height, left : left + width]
    around = coloured[max(0, top - ring) : top + height + ring, max(0, left - ring) : left + width + ring]
    beside = (float(around.sum()) - float(inside.sum())) / max(1, around.size - inside.size)
    return float(inside.mean()) >= _MARK_SATURATION > beside


def completed(lines: Sequence[Box], signs: Sequence[Box], scale: float) -> list[Box]:
    """The lines, made longer by the signs that stand right at their ends, and the other signs by themselves."""
    whole, alone = list(lines), []
    reach = _SIGN_GAP_POINTS * scale
    for sign in signs:
        for at, line in enumerate(whole):
            if line.y0 <= sign.centre[1] <= line.y1 and line.x0 - reach <= sign.x1 and sign.x0 <= line.x1 + reach:
                whole[at] = Box(min(line.x0, sign.x0), line.y0, max(line.x1, sign.x1), line.y1)
                break
        else:
            alone.append(sign)
    return [*whole, *alone]
