"""Light on the paper: a picture as if lit evenly, where a shadow or a fading lamp makes it differ from place to place.

What belongs here: what is light and what is paint. Painted areas are found in `fills`, in the picture so evened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.scan.image import Picture, Pixels

_LIGHT_POINTS = 4.0
_PAINTED_POINTS = (110.0, 220.0, 440.0)
_AT_ONCE = 0.4  # of how far the paper's shades are apart
_UNEVEN = 12
_DARKEST_PAPER = 90.0


def evenly_lit(picture: Picture) -> Picture:
    """The picture as if lit evenly, where a shadow or a fading lamp makes its paper differ from place to place."""
    import cv2
    import numpy as np

    height, width = picture.pixels.shape[:2]
    paper = _paper(picture)
    if paper is None:
        return picture
    gain = 255.0 / np.maximum(cv2.resize(paper, (width, height)).astype(np.float32), _DARKEST_PAPER)
    return replace(picture, pixels=np.clip(picture.pixels * gain, 0, 255).astype(np.uint8))


def _paper(picture: Picture) -> Pixels | None:
    """The paper's shade from place to place, some points to a pixel; null where it is the same, or cannot be told.

    It is the lightest shade within some lines of text, white gaps between painted cells among it. Light fades slowly:
    where the shade changes at once, something painted is larger than the place looked at, and a larger one is tried.
    """
    import cv2
    import numpy as np

    cell = round(_LIGHT_POINTS * picture.scale) | 1
    lightest = cv2.dilate(cv2.medianBlur(picture.pixels, 5), np.ones((cell, cell), np.uint8))
    light = cv2.medianBlur(np.ascontiguousarray(lightest[cell // 2 :: cell, cell // 2 :: cell]), 3)
    edge = round(_PAINTED_POINTS[0] / _LIGHT_POINTS) // 4
    for size in (round(points / _LIGHT_POINTS) | 1 for points in _PAINTED_POINTS):
        kernel = np.ones((size, size), np.uint8)
        paper = cv2.morphologyEx(light, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
        inner = paper[edge:-edge, edge:-edge]
        apart = int(np.ptp(inner, axis=(0, 1)).max()) if inner.size else 0
        if apart < _UNEVEN:
            return None
        steps = cv2.morphologyEx(inner, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
        if int(steps.max()) <= _AT_ONCE * apart:
            return np.asarray(cv2.GaussianBlur(paper, (0, 0), edge), dtype=np.uint8)
    return None
