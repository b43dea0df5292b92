"""Coloured and shaded areas in a page's picture: cells with a rating, headings with a band behind them.

An area is a rectangle of one hue, or of one grey clearly darker than the paper, large enough to be a cell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan_image import Picture, Pixels

_SMALLEST_FILL_POINTS = 6.0
_SATURATED = 60
_FILLED_SHARE = 0.55
_SHADE = 12
_BAND_POINTS = 9.0
_BAND_SHARE = 0.6
_LETTER_POINTS = 4.5  # wider than the strokes of letters, narrower than a cell


def find_fills(picture: Picture) -> tuple[tuple[Box, str], ...]:
    import cv2
    import numpy as np

    smooth = cv2.medianBlur(picture.pixels, 5)
    hsv = cv2.cvtColor(smooth, cv2.COLOR_BGR2HSV)
    coloured = ((hsv[:, :, 1] > _SATURATED) & (hsv[:, :, 2] > 90)).astype(np.uint8)
    found: list[tuple[Box, str]] = []
    for hues in _hue_masks(hsv[:, :, 0], coloured):
        found.extend(_rectangles(hues, smooth, picture.scale))
    for shade, whole in _shade_masks(hsv[:, :, 2], coloured, picture.scale):
        areas = _rectangles(whole, smooth, picture.scale)
        found.extend(one for one in areas if _is_band(one[0], shade, picture.scale) and not _at_edge(one[0], picture))
    return tuple(sorted(found, key=lambda item: (item[0].y0, item[0].x0, item[1])))


def _shade_masks(
    value: npt.NDArray[np.uint8], coloured: npt.NDArray[np.uint8], scale: float
) -> list[tuple[Pixels, Pixels]]:
    """Masks of greys darker than the paper: as they are, and with text taken out of them and filled in within them."""
    import cv2
    import numpy as np

    paper = int(np.argmax(np.bincount(value.ravel(), minlength=256)))
    bounds = (0, 80, 140, 190, paper - _SHADE)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (round(_LETTER_POINTS * scale),) * 2)
    masks = []
    for low, high in pairwise(bounds):
        if low >= high:
            break
        shade = ((value >= low) & (value < high) & (coloured == 0)).astype(np.uint8)
        whole = cv2.morphologyEx(shade, cv2.MORPH_CLOSE, kernel)
        masks.append((shade, np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel), dtype=np.uint8)))
    return masks


def _is_band(box: Box, shade: Pixels, scale: float) -> bool:
    """Whether an area is of one shade and as high as a line of a table, and no word whose letters ran together."""
    inside = shade[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    return box.height >= _BAND_POINTS * scale and float(inside.mean()) >= _BAND_SHARE


def _at_edge(box: Box, picture: Picture) -> bool:
    """Whether an area touches the picture's edge, as the shadow of a scanner's lid does."""
    height, width = picture.pixels.shape[:2]
    return box.x0 <= 2 or box.y0 <= 2 or box.x1 >= width - 2 or box.y1 >= height - 2


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
