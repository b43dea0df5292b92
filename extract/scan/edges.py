"""Where a painted area ends, which text near its sides hides.

What belongs here: growing an area already found. Finding areas is `fills`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_MOSTLY = 0.55  # of a line of points; bold letters cover fewer
_TAKEN_POINTS = 8.0  # what text at its side may take from an area
_BAND = 5  # widths to a height: a row of its own, whose text may hide its end
_PARTLY = 0.15  # of a band's height; tall bold letters and their blur leave as much, the paper has nothing of its shade
_LETTER_POINTS = 6.5


def to_its_edges(box: Box, of_shade: npt.NDArray[np.bool_], scale: float) -> Box:
    """An area without what text near its sides took from it: grown over each row and column beside it that is mostly
    of its shade."""
    top, bottom = _grown(of_shade[:, int(box.x0) : int(box.x1)].mean(axis=1), box.y0, box.y1, scale)
    shares = of_shade[int(top) : int(bottom)].mean(axis=0)
    left, right = _grown(shares, box.x0, box.x1, scale)
    if right - left >= _BAND * (bottom - top):
        left, right = _along(shares, left, right, scale)
    return Box(left, top, right, bottom)


def _along(shares: npt.NDArray[np.float64], start: float, end: float, scale: float) -> tuple[float, float]:
    """A low band's stretch on over its text, which leaves a part of each column in its shade."""
    import numpy as np

    wide = round(_LETTER_POINTS * scale) | 1
    gone = np.convolve(shares, np.ones(wide) / wide, mode="same") < _PARTLY
    before, after = np.flatnonzero(gone[: int(start)]), np.flatnonzero(gone[int(end) :])
    first, last = int(before[-1]) + 1 if before.size else 0, int(end) + int(after[0]) if after.size else shares.size
    own = np.flatnonzero(shares[first:last] >= _PARTLY)
    return min(start, first + float(own[0])), max(end, first + float(own[-1]) + 1)


def _grown(shares: npt.NDArray[np.float64], start: float, end: float, scale: float) -> tuple[float, float]:
    """A stretch with the lines on both sides that are of the shade, by their shares of it."""
    first, last, most = int(start), int(end), round(_TAKEN_POINTS * scale)
    for _ in range(most):
        first -= first > 0 and bool(shares[first - 1] >= _MOSTLY)
        last += last < shares.size and bool(shares[last] >= _MOSTLY)
    return float(first), float(last)
