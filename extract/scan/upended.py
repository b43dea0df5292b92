"""Headings that stand on their side: which pieces of text are such, how to turn them, and where their words lie.

What belongs here: geometry of a turned piece. Reading one is `text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan.image import Pixels
    from extract.scan.text import ReadWord

UPWARDS, DOWNWARDS = 270, 90
"""Degrees by which the line of writing is turned clockwise."""
_TALL = 1.6  # widths
_OF_LINE = (0.6, 1.5)  # of a line's usual height; a lone "1" is narrower, a large letter lower


def upended(boxes: Sequence[Box]) -> list[int]:
    """The places of boxes that are as broad as a line is high and clearly taller than broad."""
    heights = sorted(box.height for box in boxes)
    line = heights[len(heights) // 2] if heights else 0.0
    return [
        at
        for at, box in enumerate(boxes)
        if box.height >= _TALL * box.width and box.width >= _OF_LINE[0] * line and box.height >= _OF_LINE[1] * line
    ]


def laid(crop: Pixels, way: int) -> Pixels:
    """The picture of a piece written upwards or downwards, turned so that it reads across."""
    import numpy as np

    return np.asarray(np.rot90(crop, -1 if way == UPWARDS else 1))


def stood(words: Sequence[ReadWord], box: Box, way: int) -> tuple[ReadWord, ...]:
    """Words of a laid piece where they stand on the page; theirs are the pixels of the laid picture, whose left top is
    that of `box`."""
    return tuple(replace(word, box=_stood(word.box, box, way), turned=way) for word in words)


def _stood(word: Box, box: Box, way: int) -> Box:
    left, top = max(0, int(box.x0)), max(0, int(box.y0))
    along, across = (word.x0 - left, word.x1 - left), (word.y0 - top, word.y1 - top)
    if way == UPWARDS:
        return Box(left + across[0], box.y1 - along[1], left + across[1], box.y1 - along[0])
    return Box(box.x1 - across[1], top + along[0], box.x1 - across[0], top + along[1])
