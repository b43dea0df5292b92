"""Dotted and dashed rules in a page's picture: small strokes that follow each other at even steps.

What belongs here: rows of strokes told as rules. Unbroken ones are found in `rules`; what letters and dirt leave lies
neither so close nor so evenly. Leaders of a contents list are no rules: text stands right before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.scan.rules import DrawnRule, find_ink, strokes
from schemas.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Pixels

    Stats = npt.NDArray[np.int32]  # a row for each stroke: left, top, width, height, points

_THICK_POINTS, _DASH_POINTS, _GAP_POINTS = 3.0, 14.0, 4.5
_LONG_POINTS, _OF_DASH = (
    4.0,
    0.6,
)  # longer dashes have gaps of so much of them at most; lines that begin with "I" leave more
_ARM_POINTS, _LINE_POINTS = 2.0, 1.2  # of a dash that another crosses; most letters have more ink
_LEAST_POINTS = 0.5  # grain is finer, and short
_ACROSS_POINTS, _DOWN_POINTS = 32.0, 20.0
_FAINT, _SMOOTH_POINTS = 30, 1.5  # of 255; letters are deeper
_LEAN_POINTS = 1.0  # of a row of strokes on a page set straight
_FEWEST = 8
_EVEN = 0.25  # of the usual step: by how much most others may differ
_MOST = 0.7
_ASIDE = 0.75  # of a row's own ink; rules that cross it leave less beside it, and shades drawn as dots more
_LIKE = 2.0  # of the usual length of its strokes
_BEFORE_POINTS, _LETTER_POINTS, _STEM_POINTS = (8.0, 1.5), (8.0, 4.0), 3.5


def dotted_rules(pixels: Pixels, scale: float) -> list[DrawnRule]:
    """The dotted and dashed rules of a picture set straight, level ones first."""
    import cv2
    import numpy as np

    ink = find_ink(pixels, scale)
    level = list(_level(ink, scale, _ACROSS_POINTS))
    turned = list(_level(np.ascontiguousarray(ink.T), scale, _DOWN_POINTS))
    if level or turned:  # others of the table may be fainter, or partly so
        on_side = np.ascontiguousarray(pixels.transpose(1, 0, 2))
        level += _level(_faint_ink(pixels, scale), scale, _ACROSS_POINTS)
        turned += _level(_faint_ink(on_side, scale), scale, _DOWN_POINTS)
    if level:
        stem = np.ones((round(_STEM_POINTS * scale), 1), np.uint8)
        letters = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, stem), dtype=np.uint8)
        level = [rule for rule in level if not _leads_on(letters, rule, scale)]
    return [
        *(DrawnRule(box, True) for box in level),
        *(DrawnRule(Box(box.y0, box.x0, box.y1, box.x1), False) for box in turned),
    ]


def _faint_ink(pixels: Pixels, scale: float) -> Pixels:
    """1 where there is ink as pale as grain is, of dashes along the picture: smoothed along these, grain is paler."""
    import cv2
    import numpy as np

    even = np.asarray(cv2.blur(pixels, (round(_SMOOTH_POINTS * scale), 1)), dtype=np.uint8)
    return np.asarray(strokes(even, scale) > _FAINT, dtype=np.uint8)


def _level(ink: Pixels, scale: float, least: float) -> Iterator[Box]:
    """Rows of strokes along the picture."""
    import cv2
    import numpy as np

    strokes = _strokes(ink, scale)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    small = np.asarray(stats[:, cv2.CC_STAT_WIDTH] <= _DASH_POINTS * scale)
    small[0] = False
    if int(small.sum()) < _FEWEST:
        return
    reach = np.ones((1, round(_GAP_POINTS * scale)), np.uint8)
    runs = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, reach)
    found, rows, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(runs, dtype=np.uint8), connectivity=8)
    of_row = rows[stats[:, 1] + stats[:, 3] // 2, stats[:, 0] + stats[:, 2] // 2] * small
    for row, (left, top, width, height, _area) in enumerate(boxes[1:found].tolist(), start=1):
        long, low = width >= least * scale, height <= (_THICK_POINTS + _LEAN_POINTS) * scale
        box, own = Box(left, top, left + width, top + height), np.flatnonzero(of_row == row)
        if long and low and _is_even(stats[own], scale) and _is_alone(labels, stats, own, box, scale):
            yield box


def _strokes(ink: Pixels, scale: float) -> Pixels:
    """1 where strokes are that run along the picture, short ones and unbroken ones; of two that cross each other, the
    arms of the one that does."""
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sides = stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1]
    thick = _THICK_POINTS * scale
    longest, shortest = sides.max(axis=1), sides.min(axis=1)
    coarse = (shortest >= _LEAST_POINTS * scale) | (longest >= _LONG_POINTS * scale)
    thin = np.asarray((sides[:, 1] <= thick) & coarse)
    lines = stats[:, cv2.CC_STAT_AREA] <= _LINE_POINTS * scale * sides.sum(axis=1)
    crossed = np.asarray((longest <= _DASH_POINTS * scale) & (shortest > thick) & lines)
    thin[0] = crossed[0] = False
    strokes = np.asarray(thin[labels], dtype=np.uint8)
    if not crossed.any():
        return strokes
    arm = np.ones((1, round(_ARM_POINTS * scale)), np.uint8)
    arms = cv2.morphologyEx(np.asarray(crossed[labels], dtype=np.uint8), cv2.MORPH_OPEN, arm)
    return np.asarray(strokes | arms, dtype=np.uint8)


def _is_even(strokes: Stats, scale: float) -> bool:
    """Whether strokes follow each other at steps that are mostly the same; blur joins some with the next."""
    import numpy as np

    if len(strokes) < _FEWEST:
        return False
    steps = np.diff(np.sort(strokes[:, 0] + strokes[:, 2] / 2))
    usual, dash = float(np.median(steps)), float(np.median(strokes[:, 2]))
    if dash > _LONG_POINTS * scale and usual - dash > _OF_DASH * dash:
        return False
    return bool((np.abs(steps - usual) <= _EVEN * usual + 1.0).mean() >= _MOST)


def _is_alone(labels: Stats, stats: Stats, own: npt.NDArray[np.intp], row: Box, scale: float) -> bool:
    """Whether hardly any strokes like those of a row (`own`) stand right above and below it: shades drawn as dots have
    rows all over. Letters that stand close to a rule are longer than its dots."""
    import numpy as np

    beside, lengths = round(_GAP_POINTS * scale), stats[:, 2]
    top, foot, along = int(row.y0), int(row.y1), slice(int(row.x0), int(row.x1))
    like = np.asarray(lengths <= _LIKE * float(np.median(lengths[own])))
    inked = int(stats[own, 4].sum())
    return int(like[labels[max(0, top - beside) : foot + beside, along]].sum()) - inked <= _ASIDE * inked


def clear_dotted(pixels: Pixels, rules: Sequence[DrawnRule]) -> None:
    """Paint dotted rules over, dots and all, with the lightest of what lies right beside them."""
    for rule in rules:
        box, turned = rule.box, pixels if rule.horizontal else pixels.transpose(1, 0, 2)
        if not rule.horizontal:
            box = Box(box.y0, box.x0, box.y1, box.x1)
        top, foot = max(1, round(box.y0)), min(turned.shape[0] - 2, round(box.y1))
        along = slice(round(box.x0), round(box.x1))
        turned[top - 1 : foot + 1, along] = turned[[top - 2, foot + 1], along].max(axis=0)


def _leads_on(letters: Pixels, row: Box, scale: float) -> bool:
    """Whether text stands right before a row of dots, on the line at whose foot it runs."""
    high, low = (max(0, round(row.y1 - points * scale)) for points in _LETTER_POINTS)
    before = slice(*(max(0, round(row.x0 - points * scale)) for points in _BEFORE_POINTS))
    return bool(letters[high:low, before].any())
