"""The picture of a page: rendered, turned, set straight. Arrays are OpenCV's (rows, columns, blue-green-red bytes)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import UnreadablePdf
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

POINTS_PER_INCH = 72
PIXEL_CAP = 16_000_000
"""A page is rendered with no more pixels than this, whatever its size: an A3 page at 200 dpi has 7.7 million."""
_WIDEST_SKEW = 3.0
_SKEW_WIDTH = 900
_STROKE, _MARGIN = 9, 18  # of the pixels of that width: thicker than letters' strokes; what shadows at an edge reach
_WORDS_SCALE = 100 / 72
_WORD_HEIGHT = (3.0, 20.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: `scale` pixels a point, `turn` and `skew` in degrees as taken out so far."""

    pixels: Pixels
    scale: float
    turn: int = 0
    skew: float = 0.0

    @property
    def width(self) -> float:
        return float(self.pixels.shape[1] / self.scale)

    @property
    def height(self) -> float:
        return float(self.pixels.shape[0] / self.scale)

    def in_points(self, box: Box) -> Box:
        """A box of pixels as points, to a tenth."""
        return Box(*(round(side / self.scale, 1) for side in (box.x0, box.y0, box.x1, box.y1)))


def render(path: Path, number: int, dots_per_inch: int) -> Picture:
    """The page as a reader sees it. Raises UnreadablePdf when PDFium cannot draw it."""
    import numpy as np
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(dots_per_inch / POINTS_PER_INCH, (PIXEL_CAP / max(width * height, 1.0)) ** 0.5)
            pixels = np.ascontiguousarray(page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3])
            page.close()
    except (pypdfium2.PdfiumError, MemoryError) as error:
        raise UnreadablePdf(f"Page {number} of {path.name} cannot be drawn", page=number) from error
    return Picture(pixels, scale)


def turned(picture: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by a multiple of 90 degrees."""
    import numpy as np

    pixels = np.ascontiguousarray(np.rot90(picture.pixels, k=-degrees // 90))
    return replace(picture, pixels=pixels, turn=(picture.turn + degrees) % 360)


def laid_level(picture: Picture) -> Picture:
    """The picture with its lines of text running across: turned by a quarter where words are higher than wide.

    Which of the two ways up is then right is for who can read to say.
    """
    import cv2
    import numpy as np

    shrink = _WORDS_SCALE / picture.scale
    grey = cv2.cvtColor(picture.pixels, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    letters = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8))
    _, ink = cv2.threshold(letters, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    words = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(words, dtype=np.uint8), connectivity=8)
    wide, high = stats[1:count, cv2.CC_STAT_WIDTH], stats[1:count, cv2.CC_STAT_HEIGHT]
    shorter, longer = np.minimum(wide, high), np.maximum(wide, high)
    low, top = _WORD_HEIGHT[0] * _WORDS_SCALE, _WORD_HEIGHT[1] * _WORDS_SCALE
    is_word = (shorter >= low) & (shorter <= top) & (longer >= 2 * shorter) & (longer <= 12 * shorter)
    upright = int((is_word & (high > wide)).sum())
    return turned(picture, 90) if upright > int(is_word.sum()) - upright else picture


def straighten(picture: Picture) -> Picture:
    """The picture with its skew of up to three degrees taken out; corners that come free are white."""
    import cv2
    import numpy as np

    angle = _skew(picture.pixels)
    if abs(angle) < 0.05:
        return picture
    height, width = picture.pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    pixels = cv2.warpAffine(picture.pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return replace(picture, pixels=np.asarray(pixels, dtype=np.uint8), skew=picture.skew + angle)


def _skew(pixels: Pixels) -> float:
    """The angle in degrees by which to turn the picture so that its lines lie level: coarse search, then fine.

    Of all angles the right one gives the sharpest steps between text lines and gaps in the sums over pixel rows. Only
    strokes count: the dark margins that a copier leaves lie level, whichever way the sheet does.
    """
    import cv2
    import numpy as np

    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    shrunk = cv2.resize(
        grey, None, fx=_SKEW_WIDTH / grey.shape[1], fy=_SKEW_WIDTH / grey.shape[1], interpolation=cv2.INTER_AREA
    )
    strokes = cv2.morphologyEx(shrunk, cv2.MORPH_BLACKHAT, np.ones((_STROKE, _STROKE), np.uint8))
    _, found = cv2.threshold(strokes, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    found[:, :_MARGIN] = found[:, -_MARGIN:] = 0
    found[:_MARGIN] = found[-_MARGIN:] = 0
    ink = found.astype(np.float32)

    def sharpness(angle: float) -> float:
        height, width = ink.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        sums = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
        return float(np.square(np.diff(sums)).sum())

    coarse = max(np.arange(-_WIDEST_SKEW, _WIDEST_SKEW + 0.01, 0.25), key=sharpness)
    fine = max(np.arange(coarse - 0.25, coarse + 0.251, 0.05), key=sharpness)
    return round(float(fine), 3) if sharpness(float(fine)) > 1.02 * sharpness(0.0) else 0.0
