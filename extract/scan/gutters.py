"""Stripes that white gutters part into cells: gaps seen through several painted rows at one place are sides of columns.

What belongs here: painted rows of one breadth below one another, the gaps that agree in them, and the cells between. In
one area by itself gaps are judged in `gaps`; rows that are as white as the paper show none, and their columns are told
by those of the painted ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.scan.fills import Area
from extract.scan.rules import DrawnRule
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Picture

    Light = npt.NDArray[np.float32]  # the lightness of an area, row by row

_SIDE_POINTS = 3.0  # by which rows of one table begin and end alike
_NARROWEST_POINTS = 150.0
_INSET_POINTS, _SMOOTH_POINTS = 1.5, 1.0
_THICKNESS_POINTS = (0.7, 4.5)
_HALO_POINTS, _FLANK_POINTS = 1.5, 5.0
_BLANK = 75  # of a hundred columns beside a gutter, by lightness; letters take fewer than the rest
_LEAST_STEP, _FAINTEST = 6.0, 2.5  # of 255; a gutter by itself, and where others tell its place
_ABOVE_GRAIN = 6.0  # times the usual difference of a column of points from the shade
_HALF = 0.5  # of the step from the shade to the gutter
_ALL_ALONG, _MOSTLY = 0.85, 0.8  # of the height; no line of letters is so high
_AGREEING = 2
_SAME_POINTS = 1.5
_LEAST_CELL_POINTS = 8.0
_LINE_POINTS = 9.0

Gap = tuple[float, float]
"""Where a gap begins and ends, in pixels."""


@dataclass(frozen=True, slots=True)
class _Stack:
    """Painted rows of one table, and the gutters that several of them show."""

    areas: tuple[Area, ...]
    gutters: tuple[Gap, ...]

    @property
    def box(self) -> Box:
        whole = self.areas[0].box
        for area in self.areas:
            whole = whole.union(area.box)
        return whole


def into_cells(
    picture: Picture, areas: Sequence[Area], rules: Sequence[DrawnRule]
) -> tuple[list[Area], list[DrawnRule]]:
    """The areas, those of striped tables with gutters as cells, and the rules without what is seen of the gutters."""
    found, left = list(areas), list(rules)
    for stack in _stacks(picture, areas):
        rows = _next_to_each_other(stack.areas, picture.scale)
        cells = {area: _cells(picture, box, stack.gutters) for area, box in rows.items()}
        found = [replace(area, box=box) for area in found for box in cells.get(area, [area.box])]
        cut = [area.box for area in stack.areas if len(cells[area]) > 1]
        left = [piece for rule in left for piece in _outside(rule, cut, stack, picture.scale)]
    return found, left


def _stacks(picture: Picture, areas: Sequence[Area]) -> list[_Stack]:
    groups: list[list[Area]] = []
    reach = _SIDE_POINTS * picture.scale
    for area in areas:
        if area.round or area.box.width < _NARROWEST_POINTS * picture.scale:
            continue
        for group in groups:
            if abs(group[0].box.x0 - area.box.x0) <= reach and abs(group[0].box.x1 - area.box.x1) <= reach:
                group.append(area)
                break
        else:
            groups.append([area])
    found = []
    for group in groups:
        gutters = _agreed(picture, group) if len(group) >= _AGREEING else []
        if gutters:
            found.append(_Stack(tuple(group), tuple(gutters)))
    return found


def _next_to_each_other(areas: Sequence[Area], scale: float) -> dict[Area, Box]:
    """The boxes of a table's painted rows, the paler of two carried on to the other where no line of text fits between
    them: a pale row is found in part."""
    rows = sorted(areas, key=lambda area: area.box.y0)
    boxes = {area: area.box for area in rows}
    for upper, lower in pairwise(rows):
        top, foot = boxes[upper].y1, boxes[lower].y0
        if not 0 < foot - top <= _LINE_POINTS * scale:
            continue
        if _lightness(upper.colour) > _lightness(lower.colour):
            boxes[upper] = replace(boxes[upper], y1=foot)
        else:
            boxes[lower] = replace(boxes[lower], y0=top)
    return boxes


def _lightness(colour: str) -> int:
    return sum(int(colour[at : at + 2], 16) for at in (0, 2, 4))


def _agreed(picture: Picture, group: Sequence[Area]) -> list[Gap]:
    """The gaps that two areas of a group show at one place, at least."""
    seen = sorted(gap for area in group for gap in _gaps(picture, area.box, upright=True))
    clusters: list[list[Gap]] = []
    for gap in seen:
        if clusters and sum(gap) - sum(clusters[-1][0]) <= 2 * _SAME_POINTS * picture.scale:
            clusters[-1].append(gap)
        else:
            clusters.append([gap])
    return [
        (min(start for start, _ in cluster), max(end for _, end in cluster))
        for cluster in clusters
        if len(cluster) >= _AGREEING
    ]


def _light(picture: Picture, box: Box, *, upright: bool) -> Light:
    """How light a box of the picture is, smoothed a little, and turned so that what is sought stands upright."""
    import cv2
    import numpy as np

    part = picture.pixels[round(box.y0) : round(box.y1), round(box.x0) : round(box.x1)].min(axis=2)
    size = round(_SMOOTH_POINTS * picture.scale) | 1
    even = cv2.blur(part.astype(np.float32), (size, size)) if part.size else part.astype(np.float32)
    return np.asarray(even if upright else even.T, dtype=np.float32)


def _inner(box: Box, scale: float, *, upright: bool) -> Box:
    """A box without its edges at the ends of what is sought."""
    inset = _INSET_POINTS * scale
    return (
        Box(box.x0, box.y0 + inset, box.x1, box.y1 - inset)
        if upright
        else Box(box.x0 + inset, box.y0, box.x1 - inset, box.y1)
    )


def _gaps(picture: Picture, box: Box, *, upright: bool) -> list[Gap]:
    """The stripes lighter than an area that cross it from side to side."""
    import numpy as np

    scale = picture.scale
    light = _light(picture, _inner(box, scale, upright=upright), upright=upright)
    if not light.size:
        return []
    usual, shade = np.median(light, axis=0), float(np.median(light))
    edge = round(_LEAST_CELL_POINTS * scale)
    step = float(usual[edge:-edge].max(initial=shade)) - shade
    if step < max(_LEAST_STEP, _ABOVE_GRAIN * float(np.median(np.abs(usual - shade)))):
        return []
    bound = shade + _HALF * step
    changes = np.diff(np.asarray(usual >= bound, dtype=np.int8), prepend=0, append=0)
    ends = zip(np.flatnonzero(changes == 1).tolist(), np.flatnonzero(changes == -1).tolist(), strict=True)
    thinnest, thickest = (points * scale for points in _THICKNESS_POINTS)
    origin = box.x0 if upright else box.y0
    return [
        (origin + start, origin + end)
        for start, end in ends
        if thinnest <= end - start <= thickest
        and edge <= start
        and end <= usual.size - edge
        and float((light[:, start:end].max(axis=1) >= bound).mean()) >= _ALL_ALONG
        and not _is_halo(usual, start, end, shade - _HALF * step, round(_HALO_POINTS * scale))
    ]


def _is_halo(usual: Light, start: int, end: int, dark: float, reach: int) -> bool:
    """Whether a dark line runs beside a gap: paint that ends before a rule leaves paper on both sides of it."""
    return bool(usual[max(0, start - reach) : end + reach].min() < dark)


def _cells(picture: Picture, box: Box, gutters: Sequence[Gap]) -> list[Box]:
    """The cells of a painted row: cut at the gutters seen in it, and its parts at level gaps, as in a header of two
    levels, whose lower cells may show further gutters."""
    found = []
    for part in _parted(picture, box, gutters):
        gaps = _gaps(picture, part, upright=False) if part != box else []
        if not gaps:
            found.append(part)
            continue
        stops = [part.y0, *(y for gap in gaps for y in gap), part.y1]
        for top, foot in zip(stops[::2], stops[1::2], strict=True):
            found += _parted(picture, Box(part.x0, top, part.x1, foot), gutters)
    return found


def _parted(picture: Picture, box: Box, gutters: Sequence[Gap]) -> list[Box]:
    least = _LEAST_CELL_POINTS * picture.scale
    seen = [
        gap for gap in gutters if box.x0 + least < gap[0] and gap[1] < box.x1 - least and _is_seen(picture, box, gap)
    ]
    stops = [box.x0, *(x for gap in seen for x in gap), box.x1]
    return [Box(left, box.y0, right, box.y1) for left, right in zip(stops[::2], stops[1::2], strict=True)]


def _is_seen(picture: Picture, box: Box, gap: Gap) -> bool:
    """Whether a row is lighter in a gutter than beside it, along most of its height."""
    import numpy as np

    reach = _FLANK_POINTS * picture.scale
    around = Box(gap[0] - reach, box.y0, gap[1] + reach, box.y1)
    light = _light(picture, _inner(around, picture.scale, upright=True), upright=True)
    if not light.size:
        return False
    first, last = round(reach), round(reach + gap[1] - gap[0])
    usual = np.median(light, axis=0)
    at = first + int(usual[first : last + 1].argmax())
    beside = float(np.percentile(np.concatenate([usual[: first // 2], usual[-(first // 2) :]]), _BLANK))
    step = float(usual[at]) - beside
    return step >= _FAINTEST and float((light[:, at] >= beside + _HALF * step).mean()) >= _MOSTLY


def _outside(rule: DrawnRule, cut: Sequence[Box], stack: _Stack, scale: float) -> list[DrawnRule]:
    """The parts of a rule that neither lie in rows that are parted into cells nor run along a gutter of their table."""
    near, whole = _SIDE_POINTS * scale, stack.box
    x, y = rule.box.centre
    if rule.horizontal:
        return [] if any(box.y0 < y < box.y1 and box.x0 - near <= x <= box.x1 + near for box in cut) else [rule]
    if not whole.x0 < x < whole.x1:
        return [rule]
    gutters = [(whole.x0, whole.x0), *stack.gutters, (whole.x1, whole.x1)]
    in_gutter = any(start - near <= x <= end + near for start, end in gutters)
    spans = [(whole.y0, whole.y1)] if in_gutter else sorted((box.y0, box.y1) for box in cut)
    stops = [rule.box.y0, *(y for span in spans for y in (span[0] - near, span[1] + near)), rule.box.y1]
    return [
        replace(rule, box=replace(rule.box, y0=top, y1=foot))
        for top, foot in zip(stops[::2], stops[1::2], strict=True)
        if foot - top > near
    ]
