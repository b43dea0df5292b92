"""Coloured and shaded areas in a page's picture: cells with a rating, headings on a band, rows striped in grey.

Two ways to find them: areas as large as a cell in the picture without its text (a median over more than a letter's
height wipes text and rules away), and small coloured marks by their hue.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.scan.channels import greatest
from extract.scan.edges import to_its_edges, united
from extract.scan.light import evenly_lit
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Picture, Pixels

_TEXT_POINTS = 9.0  # the side of the median: more than a line's strokes, less than a cell
_LETTER_POINTS = 6.5  # more than the widest gap within a word
_SMOOTH_POINTS = 5.0
_MAJORITY_POINTS = 7.0
_AREA_SCALE = 100 / 72  # pixels a point in which areas are sought
_FLAT = 2  # steps between neighbours within an area; specks and noise are gone by then
_SHADES_APART = 6  # the least by which one shade of a scan differs from the next (a pale band on white has 8)
_SURE_NOISE = 4.0
_LEAST_AREA = (9.0, 6.0)
_STROKE_POINTS = 4.0
_LINE_POINTS = 9.0  # what a line of text may take out of an area
_EVEN_ROWS = 2.5
_COVERED = 0.7
_SURE_SIDE = 60.0
_CELL_SIDE = 16.0
_EVEN, _EVEN_SHARE = 0.5, 0.5  # painted areas with text have 0.78 and more, stains of letters 0.41 and less
_CLEAR = 24
_TOLD = 12  # from here on a shade is told from the paper's point by point
_FAR = 80
_NEAR_SHADE = 0.25  # of what parts the shade from the paper's
_DENSE = 0.5
_UNLIKE = 40
_SIDE_COVERED = 0.5
_SMALLEST_MARK_POINTS = 6.0
_SATURATED = 60
_DARKEST = 60
_FILLED_SHARE = 0.55
_ROUND_SHARE = (0.68, 0.86)  # a circle fills 0.79 of the square around it
_ALIKE = 60
_INSIDE = 0.6
_MOST_SHADES = 24
_PALE = 160
_SIDE_POINTS = (1.5, 4.0)  # from a side outwards: beyond a rule, before a shadow has faded
_SIDES = 2
_PAPER_SHARE = 0.05  # of the page, at least, without text and what lies near it
_MOST_PARTS = 400
_EDGE = 3
_LIGHTEST = 85  # of a hundred parts, by lightness; letters and their blur cover fewer than the rest


@dataclass(frozen=True, slots=True)
class Area:
    """A painted area in pixels; `colour` RRGGBB."""

    box: Box
    colour: str
    round: bool = False


def find_fills(picture: Picture) -> tuple[Area, ...]:
    """All painted areas, the larger ones first."""
    lit = evenly_lit(picture)
    found = [*_marks(lit), *_areas(lit)]
    kept: list[Area] = []
    for area in sorted(found, key=lambda area: (-_surface(area.box), area.box.y0, area.box.x0)):
        if not any(_part_of(area, other) for other in kept):
            kept.append(area)
    return tuple(kept)


def is_pale(area: Area) -> bool:
    """Whether a dark rule would be seen on the area, and so beside it."""
    return max(int(area.colour[at : at + 2], 16) for at in (0, 2, 4)) >= _PALE


def _areas(picture: Picture) -> list[Area]:
    """Areas of one shade that is not the paper's, as rectangles."""
    import cv2
    import numpy as np

    scale = min(_AREA_SCALE, picture.scale)
    shrink = scale / picture.scale
    small = cv2.resize(picture.pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    bare = _bare(np.asarray(small, dtype=np.uint8), scale)
    shades = _shades(bare, _shade_step(np.asarray(small, dtype=np.uint8)))
    seen = np.asarray(cv2.medianBlur(np.asarray(small, dtype=np.uint8), 3), dtype=np.uint8)
    paper, others = shades[0], shades[1:]
    found = []
    for shade in others:
        reach = _nearest(shade, shades)
        low, high = (np.clip(shade + way, 0, 255).astype(float).tolist() for way in (-reach, reach))
        mask = np.asarray(cv2.inRange(bare, np.array(low), np.array(high)) > 0, dtype=np.uint8)
        step, of_shade = int(np.abs(shade - paper).max()), _of_shade(seen, shade, shades)
        if step >= _FAR:
            mask |= _mostly(of_shade, scale)
        told = [
            to_its_edges(box, of_shade, scale) if step >= _TOLD else box
            for box in _rectangles(mask, scale)
            if not _at_edge(box, bare, picture.skew)
            and _tells(box, shade, paper, scale)
            and _is_painted(box, seen, shade, paper, scale)
        ]
        found += [Area(_scaled(box, 1 / shrink), _hexed(shade, paper)) for box in united(told, scale)]
    return found


def _mostly(of_shade: npt.NDArray[np.bool_], scale: float) -> Pixels:
    """1 where most of what lies around is of a shade, as on a dark band with light letters; text is less dense."""
    import cv2
    import numpy as np

    share = cv2.blur(of_shade.astype(np.float32), (round(_TEXT_POINTS * scale) | 1,) * 2)
    return np.asarray(share >= _DENSE, dtype=np.uint8)


def _of_shade(
    pixels: Pixels, shade: npt.NDArray[np.int16], shades: Sequence[npt.NDArray[np.int16]]
) -> npt.NDArray[np.bool_]:
    """Where a picture has a shade, blur and noise allowed for; of two shades that differ clearly, the nearer."""
    import numpy as np

    apart = [int(np.abs(shade - other).max()) for other in shades]
    reach = min([_NEAR_SHADE * apart[0], *(other / 2 for other in apart if other >= _UNLIKE)])
    return np.asarray(greatest(np.abs(pixels.astype(np.int16) - shade)) <= reach)


def _tells(box: Box, shade: npt.NDArray[np.int16], paper: npt.NDArray[np.int16], scale: float) -> bool:
    """Whether an area is large or far from the paper's shade: a small pale spot is what is left of letters."""
    step = int(abs(shade - paper).max())
    wide = min(box.width, 6 * box.height) / scale
    return wide >= _SURE_SIDE or (step >= _CLEAR and wide >= _CELL_SIDE) or step >= _FAR


def _is_painted(
    box: Box, seen: Pixels, shade: npt.NDArray[np.int16], paper: npt.NDArray[np.int16], scale: float
) -> bool:
    """Whether the lightest parts of a pale area have its shade, most of it has, and it ends at once somewhere.

    Between letters that left a stain the lightest parts are paper, and where print shows through the sheet no shade is
    that of most points; a shadow on the paper fades.
    """
    import numpy as np

    if int(abs(shade - paper).max()) >= _FAR:
        return True
    inside = seen[int(box.y0) + 1 : max(int(box.y0) + 2, int(box.y1) - 1), int(box.x0) + 1 : int(box.x1)]
    if not _is_even(inside, shade, paper):
        return False
    lightest = np.percentile(inside.reshape(-1, 3), _LIGHTEST, axis=0) if inside.size else shade
    if np.abs(lightest - shade).max() >= np.abs(lightest - paper).max():
        return False
    near, far = round(_SIDE_POINTS[0] * scale), round(_SIDE_POINTS[1] * scale)
    beside = [_usual(seen, part) for part in _beside(box, near, far)]
    bare = [side for side in beside if side is not None and np.abs(side - paper).max() < np.abs(side - shade).max()]
    changes = [side for side in beside if side is not None and np.abs(side - shade).max() >= abs(shade - paper).max()]
    return bool(bare) or len(changes) >= _SIDES


def _is_even(inside: Pixels, shade: npt.NDArray[np.int16], paper: npt.NDArray[np.int16]) -> bool:
    """Whether most points of an area are as far from the paper as its shade is; letters take fewer."""
    import numpy as np

    way = (shade - paper).astype(np.float32)
    far = (inside.astype(np.float32) - paper) @ way / max(float(way @ way), 1.0)
    return not far.size or float((np.abs(far - 1.0) <= _EVEN).mean()) >= _EVEN_SHARE


def _beside(box: Box, near: int, far: int) -> list[Box]:
    """Strips along the four sides of a box, outside of it."""
    return [
        Box(box.x0, box.y0 - far, box.x1, box.y0 - near),
        Box(box.x0, box.y1 + near, box.x1, box.y1 + far),
        Box(box.x0 - far, box.y0, box.x0 - near, box.y1),
        Box(box.x1 + near, box.y0, box.x1 + far, box.y1),
    ]


def _usual(pixels: Pixels, box: Box) -> npt.NDArray[np.float64] | None:
    """The usual shade within a box; null where that lies outside the picture."""
    import numpy as np

    part = pixels[max(0, int(box.y0)) : max(0, int(box.y1)), max(0, int(box.x0)) : max(0, int(box.x1))]
    return np.asarray(np.median(part, axis=(0, 1)), dtype=np.float64) if part.size else None


def _bare(pixels: Pixels, scale: float) -> Pixels:
    """The picture without text and rules: dark strokes closed, light ones on dark opened, as the shade around asks."""
    import cv2
    import numpy as np

    around = cv2.medianBlur(pixels, round(_TEXT_POINTS * scale) | 1).astype(np.int16)
    smooth = cv2.medianBlur(pixels, 3)
    kernel = np.ones((round(_LETTER_POINTS * scale) | 1,) * 2, np.uint8)
    light, dark = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, kernel), cv2.morphologyEx(smooth, cv2.MORPH_OPEN, kernel)
    nearer = (greatest(np.abs(light - around)) <= greatest(np.abs(dark - around))).astype(np.uint8)
    is_light = cv2.medianBlur(nearer, round(_MAJORITY_POINTS * scale) | 1) > 0
    chosen = np.where(is_light[:, :, None], light, dark).astype(np.uint8)
    return np.asarray(cv2.medianBlur(chosen, round(_SMOOTH_POINTS * scale) | 1), dtype=np.uint8)


def _shade_step(pixels: Pixels) -> float:
    """The least by which a shade must differ to be told from noise, which lightens plain paper more than text."""
    import cv2
    import numpy as np

    noise = np.abs(pixels[:, :, 1].astype(np.int16) - cv2.medianBlur(pixels, 5)[:, :, 1])
    return max(_SHADES_APART, _SURE_NOISE * float(np.percentile(noise, 70)))


def _shades(bare: Pixels, step: float) -> list[npt.NDArray[np.int16]]:
    """The shades of the flat parts of a picture without text, the paper's first, then by surface.

    The paper is the lightest of those with a good part of the page: a table of grey cells may be larger than what is
    left white around it.
    """
    import cv2
    import numpy as np

    steps = greatest(np.asarray(cv2.morphologyEx(bare, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)), np.uint8))
    flat = np.asarray(steps <= _FLAT, dtype=np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(flat, connectivity=4)
    parts = stats[1:count, cv2.CC_STAT_AREA]
    kept: list[npt.NDArray[np.int16]] = []
    large = 0
    for label in (np.argsort(-parts, kind="stable")[:_MOST_PARTS] + 1).tolist():
        left, top, width, height, area = stats[label].tolist()
        if area < _LEAST_AREA[0] * _LEAST_AREA[1]:
            break
        window = slice(top, top + height), slice(left, left + width)
        colour = np.median(bare[window][labels[window] == label], axis=0).astype(np.int16)
        if all(int(np.abs(colour - other).max()) >= step for other in kept):
            kept.append(colour)
            large += area >= _PAPER_SHARE * flat.size
    paper = max(kept[:large] or kept, key=lambda shade: int(shade.sum()), default=np.full(3, 255, dtype=np.int16))
    return [paper, *(shade for shade in kept[:_MOST_SHADES] if shade is not paper)]


def _nearest(shade: npt.NDArray[np.int16], shades: Sequence[npt.NDArray[np.int16]]) -> int:
    """How far a point may be from a shade to be of it: half way to the next one, ten at most."""
    import numpy as np

    apart = [int(np.abs(shade - other).max()) for other in shades if other is not shade]
    return max(2, min(10, (min(apart, default=20) - 1) // 2))


def _rectangles(mask: Pixels, scale: float) -> list[Box]:
    """The rectangles that a mask is made of: each connected part cut where its rows change their width."""
    import cv2
    import numpy as np

    lines, strokes = (np.ones((round(side * scale) | 1,) * 2, np.uint8) for side in (_LINE_POINTS, _STROKE_POINTS))
    whole = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, lines), cv2.MORPH_OPEN, strokes)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(whole, dtype=np.uint8), connectivity=4)
    found = []
    for label, (left, top, width, height, _area) in enumerate(stats[1:count].tolist(), start=1):
        if width < _LEAST_AREA[0] * scale or height < _LEAST_AREA[1] * scale:
            continue
        part = labels[top : top + height, left : left + width] == label
        found += [
            Box(left + box.x0, top + box.y0, left + box.x1, top + box.y1)
            for box in _bands(part, scale)
            if box.width >= _LEAST_AREA[0] * scale and box.height >= _LEAST_AREA[1] * scale
        ]
    return found


def _bands(part: npt.NDArray[np.bool_], scale: float) -> list[Box]:
    """Runs of rows that begin and end alike, as boxes that are mostly covered."""
    import numpy as np

    starts = part.argmax(axis=1)
    ends = part.shape[1] - part[:, ::-1].argmax(axis=1)
    steps = np.maximum(np.abs(np.diff(starts)), np.abs(np.diff(ends))) > _EVEN_ROWS * scale
    cuts = [0, *(np.flatnonzero(steps) + 1).tolist(), part.shape[0]]
    found = []
    for top, bottom in pairwise(cuts):
        left, right = int(np.median(starts[top:bottom])), int(np.median(ends[top:bottom]))
        covered = np.flatnonzero(part[top:bottom, left:right].mean(axis=1) >= _SIDE_COVERED)
        if covered.size and float(part[top:bottom, left:right][covered].mean()) >= _COVERED:
            found.append(Box(left, top + int(covered[0]), right, top + int(covered[-1]) + 1))
    return found


def _at_edge(box: Box, pixels: Pixels, skew: float) -> bool:
    """Whether an area touches the picture's edge as it was before it was set straight by `skew` degrees: the shadow of
    a scanner's lid does, and what light fades into."""
    height, width = pixels.shape[:2]
    if box.x0 <= 2 or box.y0 <= 2 or box.x1 >= width - 2 or box.y1 >= height - 2:
        return True
    lean = math.radians(skew)
    for x, y in ((box.x0, box.y0), (box.x1, box.y0), (box.x0, box.y1), (box.x1, box.y1)):
        aside, below = x - width / 2, y - height / 2
        across = abs(aside * math.cos(lean) - below * math.sin(lean))
        down = abs(aside * math.sin(lean) + below * math.cos(lean))
        if across >= width / 2 - _EDGE or down >= height / 2 - _EDGE:
            return True
    return False


def _hexed(shade: npt.NDArray[np.int16], paper: npt.NDArray[np.int16]) -> str:
    """A shade as it would be on white paper."""
    blue, green, red = (
        min(255, round(int(one) * 255 / max(int(white), 1))) for one, white in zip(shade, paper, strict=True)
    )
    return f"{red:02X}{green:02X}{blue:02X}"


def _scaled(box: Box, factor: float) -> Box:
    return Box(box.x0 * factor, box.y0 * factor, box.x1 * factor, box.y1 * factor)


def _surface(box: Box) -> float:
    return round(box.width * box.height)


def _part_of(area: Area, larger: Area) -> bool:
    """Whether an area is a part of one already found, or a stain that letters leave on it, and not drawn on it."""
    return (
        _apart(area.colour, larger.colour) <= _ALIKE
        and area.box.overlap(larger.box) >= _INSIDE * _surface(area.box)
        and not area.round
    )


def _apart(one: str, other: str) -> int:
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (0, 2, 4))


def _marks(picture: Picture) -> list[Area]:
    """Shapes of a strong hue, however small."""
    import cv2
    import numpy as np

    smooth = cv2.medianBlur(picture.pixels, 5)
    hsv = cv2.cvtColor(smooth, cv2.COLOR_BGR2HSV)
    coloured = ((hsv[:, :, 1] > _SATURATED) & (hsv[:, :, 2] > _DARKEST)).astype(np.uint8)
    if not coloured.any():
        return []
    return [mark for hues in _hue_masks(hsv[:, :, 0], coloured) for mark in _shapes(hues, smooth, picture.scale)]


def _hue_masks(hue: npt.NDArray[np.uint8], coloured: npt.NDArray[np.uint8]) -> list[Pixels]:
    """Masks of neighbouring hues (OpenCV's 0 to 179), so that cells of different colours stay apart."""
    import numpy as np

    bounds = ((0, 8), (8, 24), (24, 34), (34, 90), (90, 130), (130, 170), (170, 180))
    masks = [(coloured & (hue >= low) & (hue < high)).astype(np.uint8) for low, high in bounds]
    red = masks[0] | masks.pop()
    return [np.asarray(red, dtype=np.uint8), *masks[1:]]


def _shapes(mask: Pixels, pixels: Pixels, scale: float) -> list[Area]:
    import cv2
    import numpy as np

    gap = max(3, round(1.2 * scale))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (gap, gap)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(closed, dtype=np.uint8), connectivity=4)
    found = []
    smallest = _SMALLEST_MARK_POINTS * scale
    for label, (left, top, width, height, area) in enumerate(stats[1:count].tolist(), start=1):
        share = area / (width * height)
        if width < smallest or height < smallest or share < _FILLED_SHARE:
            continue
        inside = (labels[top : top + height, left : left + width] == label) & (
            mask[top : top + height, left : left + width] > 0
        )
        blue, green, red = np.median(pixels[top : top + height, left : left + width][inside], axis=0).astype(int)
        is_round = _ROUND_SHARE[0] <= share <= _ROUND_SHARE[1] and 0.8 <= width / height <= 1.25
        found.append(Area(Box(left, top, left + width, top + height), f"{red:02X}{green:02X}{blue:02X}", is_round))
    return found
