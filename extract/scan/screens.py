"""Screens: shades that a copier in black and white, or a printer, drew as dots, set back to what they stand for.

What belongs here: where dots stand as densely as no text and no dirt has them. As dots a painted band is neither an
area nor paper: its rows of dots lie level whichever way the sheet does, and no letter on it is read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Picture

    Mask = npt.NDArray[np.uint8]

_DARK, _LIGHT = 96, 160  # what lies between is a shade as it is, and the grain of it no dots
_DOT_POINTS = 1.6
_CELL_POINTS, _IN_CELL, _CELLS = 3.0, 2, 3  # a screen has dots in all cells of a square, faded type not between lines
_APART = 30  # of 255, the spread of a screen's points; grain has half of it
_FEWEST_OF_ALL = 200
_NEXT_POINTS, _LETTER_POINTS = 3.0, 9.0  # from dot to dot, and over a letter on the screen
_LEAST_POINTS = 6.0
_OF_PERIOD, _MOST_POINTS = 0.5, 0.8
_WHOLE = 0.25  # of a page: its paper is drawn as dots, too
_OF_PERIOD_WHOLE = 0.32  # less: letters stand among the dots, and are smoothed with them


def without_screens(picture: Picture) -> Picture:
    """The picture with areas of dots as even shades; the same picture where it has none."""
    import cv2
    import numpy as np

    grey = np.asarray(cv2.cvtColor(picture.pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    drawn, places = _dots(grey, picture.scale)
    sure = _sure(places, grey.shape, picture.scale)
    if not sure.any() or float(grey[sure > 0].std()) < _APART:
        return picture
    if float(sure.mean()) >= _WHOLE:
        return _whole(picture, places, sure)
    found = _around(drawn, sure, picture.scale)
    inside = int(found[places[:, 1], places[:, 0]].sum())
    if not inside:
        return picture
    period = (int(found.sum()) / inside) ** 0.5
    smooth = cv2.GaussianBlur(picture.pixels, (0, 0), min(_OF_PERIOD * period, _MOST_POINTS * picture.scale))
    pixels = np.where(found[:, :, None] > 0, smooth, picture.pixels)
    return replace(picture, pixels=np.asarray(pixels, dtype=np.uint8))


def _whole(picture: Picture, places: npt.NDArray[np.intp], sure: Mask) -> Picture:
    """The whole picture without its dots: a grey page that was made black and white by dots is one screen, and what
    is smoothed beside what is not is no letter any more."""
    import cv2
    import numpy as np

    inside = int(sure[places[:, 1], places[:, 0]].sum())
    period = (int(sure.sum()) / max(1, inside)) ** 0.5
    smooth = cv2.GaussianBlur(picture.pixels, (0, 0), _OF_PERIOD_WHOLE * period)
    return replace(picture, pixels=np.asarray(smooth, dtype=np.uint8))


def _dots(grey: Mask, scale: float) -> tuple[Mask, npt.NDArray[np.intp]]:
    """The dots and the holes as small as dots, as a mask, and their places (across, down)."""
    import cv2
    import numpy as np

    largest = round(_DOT_POINTS * scale)
    drawn, places = np.zeros_like(grey), []
    for part, ways in ((grey < _DARK, 8), (grey > _LIGHT, 4)):
        _, labels, stats, middles = cv2.connectedComponentsWithStats(part.astype(np.uint8), connectivity=ways)
        small = stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) <= largest
        small[0] = False
        drawn |= small[labels].astype(np.uint8)
        places.append(middles[small])
    return drawn, np.concatenate(places).astype(np.intp)


def _sure(places: npt.NDArray[np.intp], shape: tuple[int, ...], scale: float) -> Mask:
    """1 in squares all cells of which hold dots, in the pixels of a picture of a shape."""
    import cv2
    import numpy as np

    height, width = shape
    cell = round(_CELL_POINTS * scale)
    counts = np.zeros((height // cell + 1, width // cell + 1), np.int32)
    if len(places) >= _FEWEST_OF_ALL:
        np.add.at(counts, (places[:, 1] // cell, places[:, 0] // cell), 1)
    filled = np.asarray(counts >= _IN_CELL, dtype=np.uint8)
    squares = cv2.morphologyEx(filled, cv2.MORPH_OPEN, np.ones((_CELLS, _CELLS), np.uint8))
    return np.asarray(np.kron(squares, np.ones((cell, cell), np.uint8))[:height, :width], dtype=np.uint8)


def _around(drawn: Mask, sure: Mask, scale: float) -> Mask:
    """The areas of dots that hold a square surely of a screen, the letters on them among them."""
    import cv2
    import numpy as np

    near, letter, least = (
        np.ones((round(side * scale) | 1,) * 2, np.uint8) for side in (_NEXT_POINTS, _LETTER_POINTS, _LEAST_POINTS)
    )
    whole = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, near)
    whole = cv2.morphologyEx(cv2.morphologyEx(whole, cv2.MORPH_OPEN, near), cv2.MORPH_CLOSE, letter)
    whole = cv2.morphologyEx(whole, cv2.MORPH_OPEN, least)
    _, labels = cv2.connectedComponents(np.asarray(whole, dtype=np.uint8))
    kept = np.unique(labels[(sure > 0) & (whole > 0)])
    return np.isin(labels, kept[kept > 0]).astype(np.uint8)
