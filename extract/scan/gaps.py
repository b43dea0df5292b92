"""White gaps between pale cells: too faint in a scan's noise to be seen as runs, sure when looked at as a whole.

What belongs here: a pale area and the stripes lighter than it that cross it from side to side, told by the usual
lightness of each of its rows and columns of points. Other rules within areas are found in `bands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
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
_HIGHEST_POINTS, _BAND = 40.0, 5  # a row of headings, in widths to a height
_INSET_POINTS, _AROUND_POINTS, _EVEN_POINTS = 1.5, 3.0, 2.5
_LEAST_BAND_STEP = 14.0
_NARROWEST_POINTS, _AS_WIDE = 8.0, 0.8
_MEETING_POINTS = 3.0


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


def without_gaps(picture: Picture, areas: Sequence[Area], rules: Sequence[DrawnRule]) -> list[DrawnRule]:
    """The rules without light uprights of a band by itself that go on neither above nor below it: gaps between cells
    painted one by one, some of which are seen. They would make a table of the band, apart from the rows below."""
    reach = _MEETING_POINTS * picture.scale
    bands = [area.box for area in areas if not area.round and area.box.width >= _BAND * area.box.height]
    kept = []
    for rule in rules:
        inside = [band for band in bands if not rule.horizontal and _is_within(rule.box, band, reach)]
        joined = any(other is not rule and _meets_within(rule.box, other, reach) for other in rules)
        if not inside or joined or not _is_light(picture, rule.box, inside[0]):
            kept.append(rule)
    return kept


def _is_within(upright: Box, band: Box, reach: float) -> bool:
    return (
        band.x0 + reach < upright.centre[0] < band.x1 - reach
        and band.y0 - reach <= upright.y0
        and upright.y1 <= band.y1 + reach
    )


def _meets_within(upright: Box, other: DrawnRule, reach: float) -> bool:
    """Whether a rule goes on where the upright ends, or crosses it."""
    (x, y), box = other.box.centre, other.box
    if other.horizontal:
        return upright.y0 + reach < y < upright.y1 - reach and box.x0 - reach <= upright.centre[0] <= box.x1 + reach
    return abs(x - upright.centre[0]) <= reach and box.y0 <= upright.y1 + reach and upright.y0 - reach <= box.y1


def _is_light(picture: Picture, upright: Box, band: Box) -> bool:
    """Whether an upright is lighter than the band around it."""
    import numpy as np

    rows = slice(max(0, round(upright.y0)), round(upright.y1))
    around = picture.pixels[rows, max(0, round(band.x0)) : round(band.x1)].min(axis=2)
    own = picture.pixels[rows, max(0, int(upright.x0)) : int(upright.x1) + 1].min(axis=2)
    if not own.size:
        return False
    return float(np.median(own, axis=0).max()) > float(np.median(around))


def by_columns(picture: Picture, area: Area) -> list[Area]:
    """A low band in the cells that light gaps part it into, as cells painted one by one; itself where it has none."""
    box, scale = area.box, picture.scale
    if area.round or box.height > _HIGHEST_POINTS * scale or box.width < _BAND * box.height:
        return [area]
    gaps = _gaps_along(picture, box)
    if _is_narrow(box, gaps, scale):
        widest = max(end - start for start, end in gaps)
        gaps = [(start, end) for start, end in gaps if end - start >= _AS_WIDE * widest]
        gaps = [] if _is_narrow(box, gaps, scale) else gaps
    stops = [box.x0, *(float(edge) for gap in gaps for edge in gap), box.x1]
    return [replace(area, box=Box(x0, box.y0, x1, box.y1)) for x0, x1 in zip(stops[::2], stops[1::2], strict=True)]


def _is_narrow(box: Box, gaps: Sequence[tuple[int, int]], scale: float) -> bool:
    """Whether gaps of a band leave a part as narrow as a letter: then some are white letters as high as the band."""
    stops = [box.x0, *(edge for gap in gaps for edge in gap), box.x1]
    parts = [end - start for start, end in zip(stops[::2], stops[1::2], strict=True)]
    return bool(gaps) and min(parts) < _NARROWEST_POINTS * scale


def _gaps_along(picture: Picture, box: Box) -> list[tuple[int, int]]:
    """Where a band is light from its top to its foot: no letter of its text is as high."""
    import cv2
    import numpy as np

    scale, height = picture.scale, picture.pixels.shape[0]
    inset, around = round(_INSET_POINTS * scale), round(_AROUND_POINTS * scale)
    left, top = max(0, round(box.x0) + inset), max(0, round(box.y0) + inset)
    across = slice(left, round(box.x1) - inset)
    part = picture.pixels[top : round(box.y1) - inset, across].min(axis=2).astype(np.float32)
    beside = picture.pixels[[max(0, round(box.y0) - around), min(height - 1, round(box.y1) + around)], across]
    if not part.size:
        return []
    shade = float(np.median(part))
    paper = float(np.median(beside.min(axis=2), axis=1).max())  # a stripe of the table may lie on the other side
    step = paper - shade
    if step < _LEAST_BAND_STEP:
        return []
    even = cv2.blur(part, (1, round(_EVEN_POINTS * scale) | 1))
    light = (even.min(axis=0) >= shade + _LIT * step).astype(np.int8)
    changes = np.diff(light, prepend=0, append=0)
    ends = zip(np.flatnonzero(changes == 1).tolist(), np.flatnonzero(changes == -1).tolist(), strict=True)
    return [
        (left + start, left + end)
        for start, end in ends
        if end - start <= _THICKEST_POINTS * scale and start > 0 and end < light.size
    ]


def seams(cells: Sequence[Area], scale: float) -> list[DrawnRule]:
    """The gaps between cells of one row of paint, as uprights: no line of text runs over them."""
    row = sorted(cells, key=lambda cell: (cell.box.y0, cell.box.y1, cell.box.x0))
    return [
        DrawnRule(Box(one.box.x1, one.box.y0, other.box.x0, one.box.y1), False)
        for one, other in pairwise(row)
        if (one.box.y0, one.box.y1) == (other.box.y0, other.box.y1)
        and 0 < other.box.x0 - one.box.x1 <= _THICKEST_POINTS * scale
    ]
