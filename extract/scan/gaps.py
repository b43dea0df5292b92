"""White gaps between pale cells: too faint in a scan's noise to be seen as runs, sure when looked at as a whole.

What belongs here: a pale area and the stripes lighter than it that cross it from side to side, told by the usual
lightness of each of its rows and columns of points. Other rules within areas are found in `bands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.scan.fills import Area, is_pale
from extract.scan.rules import DrawnRule
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Picture

_LEAST_POINTS = 24.0
_THICKEST_POINTS = 4.0
_LEAST_STEP = 3.0  # of 255
_OF_BEST = 0.5
_ALONG_POINTS = 6.0
_CROSSED = 0.7
_LIT = 0.4
_BOUND = 40


def gaps_within(picture: Picture, fills: Sequence[Area]) -> list[DrawnRule]:
    """The gaps that cross pale areas of several rows, as rules in pixels.

    A striped row has none that part rows; the columns of a striped table are told by its text, since the gaps are not
    seen in its white rows.
    """
    found = []
    for area in fills:
        box = area.box
        if is_pale(area) and min(box.width, box.height) >= _LEAST_POINTS * picture.scale:
            found += _gaps(picture, box)
    return found


def _gaps(picture: Picture, box: Box) -> list[DrawnRule]:
    import numpy as np

    left, top = max(0, round(box.x0)), max(0, round(box.y0))
    part = picture.pixels[top : round(box.y1), left : round(box.x1)].min(axis=2).astype(np.int16)
    lighter = np.clip(part - np.int16(np.median(part)), -_BOUND, _BOUND).astype(np.float32)
    level = [
        DrawnRule(Box(box.x0, top + start, box.x1, top + end), True) for start, end in _stripes(lighter, picture.scale)
    ]
    upright = [
        DrawnRule(Box(left + start, box.y0, left + end, box.y1), False)
        for start, end in _stripes(lighter.T, picture.scale)
    ]
    return [*level, *upright] if level else []


def _stripes(lighter: npt.NDArray[np.float32], scale: float) -> list[tuple[int, int]]:
    """The first and last row of each stripe of rows that are light along nearly all of their length."""
    import numpy as np

    usual = lighter.mean(axis=1)  # noise goes both ways; between lines of text there is less ink, but no more light
    least = max(_LEAST_STEP, _OF_BEST * float(usual.max(initial=0.0)))
    high = np.concatenate(([0], (usual >= least).astype(np.int8), [0]))
    starts, ends = np.flatnonzero(np.diff(high) == 1), np.flatnonzero(np.diff(high) == -1)
    edge, thickest = _THICKEST_POINTS * scale, _THICKEST_POINTS * scale
    return [
        (start, end)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if end - start <= thickest
        and start > edge
        and end < lighter.shape[0] - edge
        and _crosses(lighter[start:end], float(usual[start:end].max()), scale)
    ]


def _crosses(stripe: npt.NDArray[np.float32], step: float, scale: float) -> bool:
    """Whether a stripe is light from end to end, and not in one part of it only."""
    import cv2
    import numpy as np

    part = np.ascontiguousarray(stripe.mean(axis=0)).reshape(1, -1)
    along = cv2.blur(part, (max(3, round(_ALONG_POINTS * scale)), 1))
    return bool((along >= _LIT * step).mean() >= _CROSSED)
