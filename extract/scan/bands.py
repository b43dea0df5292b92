"""Rules that painted areas hide or stand for: lines in a dark band, sides of coloured cells.

Within an area of one shade a rule is whatever long thin run is lighter or darker than that shade. The side of an area
is a rule only where rules around it show that cells are drawn with such sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.scan.channels import greatest, least
from extract.scan.fills import Area, is_pale
from extract.scan.rules import DrawnRule, find_rules, meet, strokes
from extract.scan.traced import Trace, trace
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Picture, Pixels

_CELL_POINTS = (16.0, 9.0)
_INSET_POINTS = 1.0
_THROUGH = 0.85  # share of a low band's height; a letter fills less
_USUAL_POINTS = (32.0, 20.0)
_TOUCH_POINTS = 3.0
_STRIP_POINTS = 1.0
_FLANK_POINTS = 4.0
_DITHERED = 60, 0.25  # so far from the shade lie so many points of an area only where a threshold made dots of it
_SEEN_STEP = 3  # of 255: a line's median over the height of its band against what lies beside it
_LETTER_STEP = 40
_LETTER_ROWS = 0.04
_SURE_NOISE = 6.0
_SAME_LINE = 0.35
_SURELY_SAME = 0.5
_PARTS = 16
_ROW_POINTS = 12.0
_MOST_OF_RULE, _COLOURLESS = 0.8, 16
_WIDE = 5  # a band, not the stain that a word leaves
_UNBROKEN, _BROKEN, _TOUCHED = 0.82, 0.55, 0.12
_CLEAR_POINTS, _DARKER = 1.0, 1.6  # a stem is so far from both level rules, or so much darker than the rule elsewhere
_ALONG = 0.85
_JOINED_POINTS = 1.5  # what is nearer becomes one rule with the side
_BESIDE_POINTS, _BESIDE = 5.0, 0.8


def rules_within(picture: Picture, fills: Sequence[Area]) -> list[DrawnRule]:
    """Lines lighter or darker than the area they lie in, level and upright."""
    found = []
    for area in fills:
        if area.box.width >= _CELL_POINTS[0] * picture.scale and area.box.height >= _CELL_POINTS[1] * picture.scale:
            found += _within(picture, area.box)
    return found


def _within(picture: Picture, area: Box) -> list[DrawnRule]:
    import numpy as np

    inset, scale = round(_INSET_POINTS * picture.scale), picture.scale
    left, top = max(0, round(area.x0) + inset), max(0, round(area.y0) + inset)
    grey = picture.pixels[top : round(area.y1) - inset, left : round(area.x1) - inset].astype(np.int16)
    if not grey.size:
        return []
    apart = grey - np.median(grey, axis=(0, 1)).astype(np.int16)
    if float((np.abs(apart).max(axis=2) > _DITHERED[0]).mean()) > _DITHERED[1]:
        return []
    found = []
    for depth in (np.maximum(least(apart), 0), np.maximum(-greatest(apart), 0)):
        found += _both_ways(np.asarray(depth, dtype=np.uint8), scale)
    return [_moved(rule, left, top) for rule in found]


def _both_ways(depth: Pixels, scale: float) -> list[DrawnRule]:
    height, width = depth.shape
    level = find_rules(depth, scale, horizontal=True, least=min(_USUAL_POINTS[0] * scale, _THROUGH * width))
    upright = find_rules(depth, scale, horizontal=False, least=min(_USUAL_POINTS[1] * scale, _THROUGH * height))
    return [*level, *upright]


def without_letters(picture: Picture, fills: Sequence[Area], rules: Sequence[DrawnRule]) -> list[DrawnRule]:
    """The rules, uprights without those stretches between two level rules or edges of dark bands in which only the stem
    of a letter stands where the rule would, or light letters do: a heading over all columns interrupts it."""
    depth = strokes(picture.pixels, picture.scale)
    dark = [area for area in fills if not is_pale(area)]
    kept = [rule for rule in rules if rule.horizontal]
    for rule in rules:
        if not rule.horizontal:
            seen = _stretches_seen(depth, dark, rules, rule, picture.scale)
            kept += [stretch for stretch in seen if not _is_between_letters(picture, dark, stretch.box)]
    return kept


def _is_between_letters(picture: Picture, dark: Sequence[Area], stretch: Box) -> bool:
    """Whether a stretch of an upright is what lies between the light letters of a dark band."""
    reach = _TOUCH_POINTS * picture.scale
    bands = (area.box for area in dark if area.box.width >= _WIDE * area.box.height)
    return any(_holds(band, stretch, reach) for band in bands) and _trace(picture, stretch)[0] == "letters"


def _stretches_seen(
    depth: Pixels, dark: Sequence[Area], rules: Sequence[DrawnRule], rule: DrawnRule, scale: float
) -> list[DrawnRule]:
    box, reach = rule.box, _TOUCH_POINTS * scale
    passed = _levels(dark, rules, box.centre[0], 0)
    levels = sorted(level for level in passed if box.y0 + reach < level < box.y1 - reach)
    whole = trace(depth, box, scale, horizontal=False)
    kept = []
    for top, bottom in pairwise([box.y0, *levels, box.y1]):
        stretch = Box(box.x0, top, box.x1, bottom)
        inner = Box(box.x0, top + reach / 2, box.x1, bottom - reach / 2)
        seen = trace(depth, inner, scale, horizontal=False) if inner.height > reach else None
        if (
            seen is None
            or not whole
            or any(area.box.holds_middle(stretch) for area in dark)
            or _is_line(seen, whole, scale)
        ):
            kept.append(DrawnRule(stretch, False))
    return kept


def _is_line(seen: Trace, whole: Trace, scale: float) -> bool:
    """Whether an upright goes on over a stretch: unbroken, or in pieces that nothing touches. A lone stem is clear of
    both level rules."""
    if seen.solid >= _UNBROKEN or seen.depth < _SAME_LINE * whole.depth:
        return seen.depth >= _SAME_LINE * whole.depth
    ends = min(seen.first / scale, seen.length - seen.last / scale)
    is_stem = ends >= _CLEAR_POINTS or seen.depth >= _DARKER * whole.depth
    return not is_stem and seen.either <= _TOUCHED and seen.solid >= _BROKEN


def continued(picture: Picture, fills: Sequence[Area], rules: Sequence[DrawnRule]) -> list[DrawnRule]:
    """Upright rules on to the next level rules and bands' edges, as far as a faint trace of them is seen; through a
    band also where no rule is seen in it at all and no letter stands in the way."""
    found: list[DrawnRule] = []
    for rule in rules:
        if rule.horizontal:
            continue
        for down in (False, True):
            found += _onwards(picture, fills, rules, rule.box, down=down)
    return found


def _onwards(
    picture: Picture, fills: Sequence[Area], rules: Sequence[DrawnRule], box: Box, *, down: bool
) -> list[DrawnRule]:
    """The stretches by which an upright goes on from one of its ends."""
    x = box.centre[0]
    at = box.y1 if down else box.y0
    reach = _TOUCH_POINTS * picture.scale
    levels = [
        level for level in _levels(fills, rules, x, reach) if (level > at + reach if down else level < at - reach)
    ]
    found, own, unbroken = [], _trace(picture, box)[1], True
    for level in sorted(levels, reverse=not down):
        stretch = Box(box.x0, min(at, level), box.x1, max(at, level))
        at = level
        if stretch.height <= reach:
            goes_on = unbroken
        elif unbroken:
            goes_on = unbroken = _goes_through(picture, fills, rules, stretch, own)
        else:  # beyond a row over all columns
            goes_on = stretch.height >= _ROW_POINTS * picture.scale and _is_same_line(picture, stretch, own)
        if goes_on:
            found.append(DrawnRule(stretch, False))
    return found


def through_areas(picture: Picture, fills: Sequence[Area], rules: Sequence[DrawnRule]) -> list[DrawnRule]:
    """Level rules that end at or in a dark cell on to its other side, where a line is seen in it: rows of one colour
    below one another look like one cell else."""
    flat = replace(picture, pixels=picture.pixels.swapaxes(0, 1))
    dark = [area.box for area in fills if not is_pale(area) and not area.round]
    level = [rule.box for rule in rules if rule.horizontal]
    rest = [stretch for box in level for area in dark for stretch in _rest_within(box, area, picture.scale)]
    return [DrawnRule(stretch, True) for stretch in rest if _trace(flat, _flipped(stretch))[0] == "line"]


def _rest_within(level: Box, area: Box, scale: float) -> list[Box]:
    """What of an area lies beyond the end of a level rule that ends at its side or within it, clear of its corners."""
    near = _TOUCH_POINTS * scale
    if not area.y0 + near < level.centre[1] < area.y1 - near:
        return []
    rest = []
    if level.x0 < area.x0 <= level.x1 + near:
        rest.append(Box(max(area.x0, level.x1), level.y0, area.x1, level.y1))
    if level.x1 > area.x1 >= level.x0 - near:
        rest.append(Box(area.x0, level.y0, min(area.x1, level.x0), level.y1))
    return [box for box in rest if box.width > near]


def _flipped(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _is_same_line(picture: Picture, stretch: Box, own: float) -> bool:
    trace, step = _trace(picture, stretch)
    return trace == "line" and step >= _SURELY_SAME * own


def _levels(fills: Sequence[Area], rules: Sequence[DrawnRule], x: float, reach: float) -> list[float]:
    """The heights at which level rules and edges of areas pass a place across."""
    drawn = [
        rule.box.centre[1] for rule in rules if rule.horizontal and rule.box.x0 - reach <= x <= rule.box.x1 + reach
    ]
    wide = [area.box for area in fills if area.box.width >= _WIDE * area.box.height]
    edges = [y for box in wide if box.x0 - reach <= x <= box.x1 + reach for y in (box.y0, box.y1)]
    return [*drawn, *edges]


def _goes_through(
    picture: Picture, fills: Sequence[Area], rules: Sequence[DrawnRule], stretch: Box, own: float
) -> bool:
    """Whether a rule that is `own` from the shade beside it goes on over a stretch."""
    trace, step = _trace(picture, stretch)
    reach = _TOUCH_POINTS * picture.scale
    dark = [area.box for area in fills if not is_pale(area) and area.box.width > 2 * area.box.height]
    bands = [box for box in dark if _holds(box, stretch, reach)]
    if trace == "line":
        return bool(bands) or step >= _SAME_LINE * own
    if trace == "letters":
        return False
    return bool(bands) and not any(
        not rule.horizontal and _runs_in(rule, band, reach) for band in bands for rule in rules
    )


def _holds(band: Box, stretch: Box, reach: float) -> bool:
    """Whether a stretch lies in a band, clear of its ends."""
    x, y = stretch.centre
    return band.x0 + reach < x < band.x1 - reach and band.y0 <= y <= band.y1


def _runs_in(rule: DrawnRule, band: Box, reach: float) -> bool:
    shared = min(rule.box.y1, band.y1) - max(rule.box.y0, band.y0)
    return band.x0 + reach < rule.box.centre[0] < band.x1 - reach and shared >= 0.5 * band.height


def _trace(picture: Picture, stretch: Box) -> tuple[str, float]:
    """What stands where an upright would run: "line", "letters" or "blank"; and how far it is from the shade beside."""
    import numpy as np

    window, core, beside = _window(picture, stretch)
    if not window.size:
        return "letters", 0.0
    profile = np.median(window, axis=0)
    step = float(np.abs(profile[core] - np.median(profile[beside])).max())
    noise = 1.5 * float(np.median(np.abs(window - profile)))
    if step >= max(_SEEN_STEP, _SURE_NOISE * noise / window.shape[0] ** 0.5) and _all_along(window, core, beside, step):
        return "line", step
    lettered = (np.abs(window[:, core] - float(np.median(window))).max(axis=1) > _LETTER_STEP).mean()
    return "letters" if lettered > _LETTER_ROWS else "blank", step


def _all_along(
    window: npt.NDArray[np.float64], core: npt.NDArray[np.intp], beside: npt.NDArray[np.intp], step: float
) -> bool:
    """Whether what is seen runs on from end to end; the stem of a letter in a low row covers half of it."""
    import cv2
    import numpy as np

    apart = np.abs(window[:, core] - np.median(window[:, beside])).max(axis=1)
    even = cv2.blur(apart.astype(np.float32).reshape(-1, 1), (1, max(1, window.shape[0] // _PARTS))).ravel()
    return bool((even >= step / 2).mean() >= _ALONG)


def _window(
    picture: Picture, stretch: Box
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The grey around an upright, which of its columns are the rule's, and which lie beside it."""
    import numpy as np

    scale, inset = picture.scale, round(_INSET_POINTS * picture.scale)
    near, far = max(1, round(_STRIP_POINTS * scale)), round(_FLANK_POINTS * scale)
    x = round(stretch.centre[0])
    left = max(0, x - far)
    rows = picture.pixels[max(0, round(stretch.y0) + inset) : max(0, round(stretch.y1) - inset), left : x + far + 1]
    away = np.abs(np.arange(rows.shape[1]) - (x - left))
    return rows.mean(axis=2), np.flatnonzero(away <= near), np.flatnonzero(away > near)


def _moved(rule: DrawnRule, right: int, down: int) -> DrawnRule:
    box = rule.box
    return replace(rule, box=Box(box.x0 + right, box.y0 + down, box.x1 + right, box.y1 + down))


def sides(fills: Sequence[Area], rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """The sides of areas as wide and high as a cell, of the directions in which rules run within the frame that hangs
    together with the area: where a cell is dark, its border is not seen beside it. A frame alone parts no columns."""
    found = []
    for area in fills:
        box = area.box
        if box.width < _CELL_POINTS[0] * scale or box.height < _CELL_POINTS[1] * scale or is_pale(area):
            continue
        around = hanging_together(box, rules, scale)
        ways = {rule.horizontal for rule in around if rule.horizontal or _part_within(around, False, scale)}
        found += [side for side in outline(box) if side.horizontal in ways and not _is_drawn(side, around, scale)]
    return found


def _part_within(rules: Sequence[DrawnRule], horizontal: bool, scale: float) -> bool:
    """Whether rules of a direction run at more places than the two ends of the rules that cross them."""
    places = [_run(rule)[0] for rule in rules if rule.horizontal == horizontal]
    ends = [end for rule in rules if rule.horizontal != horizontal for end in _run(rule)[1:]]
    near = _ROW_POINTS * scale
    return bool(places) and (not ends or any(min(ends) + near < at < max(ends) - near for at in places))


def along_rules(fills: Sequence[Area], rules: Sequence[DrawnRule], scale: float) -> list[Area]:
    """The areas, each band that covers most of the level rule at its top or foot carried on to both ends of that rule
    where pale areas of no colour lie in the rest: paint of one row, which a shadow shows in two shades."""
    found = list(fills)
    for band in fills:
        if band in found and is_pale(band) and band.box.width >= _WIDE * band.box.height:
            whole = _to_ends(band.box, rules, scale)
            rest = [other for other in found if other != band and _is_rest_of(other, band.box, whole)]
            if rest:
                found = [area for area in found if area not in rest]
                found[found.index(band)] = replace(band, box=whole)
    return found


def _to_ends(band: Box, rules: Sequence[DrawnRule], scale: float) -> Box:
    near = _TOUCH_POINTS * scale
    for rule in (rule.box for rule in rules if rule.horizontal):
        beside = min(abs(rule.centre[1] - y) for y in (band.y0, band.y1)) <= near
        begins_or_ends = abs(rule.x0 - band.x0) <= near or abs(rule.x1 - band.x1) <= near
        if beside and begins_or_ends and rule.width > band.width >= _MOST_OF_RULE * rule.width:
            return Box(min(rule.x0, band.x0), band.y0, max(rule.x1, band.x1), band.y1)
    return band


def _is_rest_of(area: Area, band: Box, whole: Box) -> bool:
    """Whether most of a pale area without colour lies where a band was carried on to."""
    shades = [int(area.colour[at : at + 2], 16) for at in (0, 2, 4)]
    if not is_pale(area) or max(shades) - min(shades) > _COLOURLESS or area.box.overlap(band):
        return False
    return area.box.overlap(whole) >= _ALONG * area.box.width * area.box.height


def _is_drawn(side: DrawnRule, rules: Sequence[DrawnRule], scale: float) -> bool:
    """Whether a rule runs right beside a side, nearer than any cell is wide: it stands for that side."""
    at, start, end = _run(side)
    for rule in rules:
        level, first, last = _run(rule)
        near = _JOINED_POINTS * scale < abs(level - at) <= _BESIDE_POINTS * scale
        shared = min(last, end) - max(first, start)
        if rule.horizontal == side.horizontal and near and shared >= _BESIDE * (end - start):
            return True
    return False


def _run(rule: DrawnRule) -> tuple[float, float, float]:
    """Where a rule lies across its direction, where it begins and where it ends."""
    box = rule.box
    return (box.centre[1], box.x0, box.x1) if rule.horizontal else (box.centre[0], box.y0, box.y1)


def outline(box: Box) -> list[DrawnRule]:
    """The four sides of a box."""
    level = [DrawnRule(Box(box.x0, y, box.x1, y), True) for y in (box.y0, box.y1)]
    return [*level, *(DrawnRule(Box(x, box.y0, x, box.y1), False) for x in (box.x0, box.x1))]


def hanging_together(box: Box, rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """The rules that meet the box, those that meet them, and so on."""
    found: list[DrawnRule] = []
    left, reached = list(rules), [box]
    while reached:
        at = reached.pop()
        near = [rule for rule in left if meet(rule.box, at, scale)]
        left = [rule for rule in left if not meet(rule.box, at, scale)]
        found += near
        reached += [rule.box for rule in near]
    return found
