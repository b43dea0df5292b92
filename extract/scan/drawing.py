"""All that is drawn on a page's picture: rules and painted areas, and the rules that only those areas show.

Rules are found in `scan_rules`, areas in `scan_fills`. A rule in or beside a dark area is not seen as a dark line on
light paper; what stands for it is found in `scan_bands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.page import Fill, Rule
from extract.scan.bands import (
    along_rules,
    continued,
    hanging_together,
    outline,
    rules_within,
    sides,
    through_areas,
    without_letters,
)
from extract.scan.dotted import dotted_rules
from extract.scan.edges import by_rows, to_its_cell
from extract.scan.ends import with_ends
from extract.scan.fills import Area, find_fills, is_pale
from extract.scan.gaps import by_columns, gaps_within, without_gaps
from extract.scan.ghosts import streaks, without_ghosts, without_streaks
from extract.scan.gutters import into_cells
from extract.scan.joints import along_joints
from extract.scan.rules import DrawnRule, low_uprights, meet, merged, rules_on, strokes
from extract.scan.traced import trace
from schemas.geometry import Box

if TYPE_CHECKING:
    from extract.scan.image import Picture

_ALONE_POINTS = 90.0
_SIDE = 2.0  # points
_ALONG = 0.7
_MOST_OF_STEP = 1.5  # blur leaves no stroke beside an area that is deeper, against the area's shade
_NEARLY_ALL, _SAME_SHADE = 0.9, 12  # of an area, and of 255
_BAND = 5  # widths to a height
_LEVEL_POINTS = 2.0
_FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a picture, in pixels; `streaks` are lines that the scanner drew, `dotted` the rows of dots that
    are rules or parts of them."""

    rules: tuple[DrawnRule, ...] = ()
    fills: tuple[Area, ...] = ()
    streaks: tuple[DrawnRule, ...] = ()
    dotted: tuple[DrawnRule, ...] = ()

    def rules_in_points(self, scale: float) -> tuple[Rule, ...]:
        """The rules as those of a page: lines through the middle of their ink."""
        return tuple(Rule(_line(rule, scale), rule.horizontal) for rule in self.rules)

    def fills_in_points(self, scale: float) -> tuple[Fill, ...]:
        """The areas as those of a page, larger ones painted first."""
        return tuple(
            Fill(_in_points(area.box, scale), area.colour, order, area.round) for order, area in enumerate(self.fills)
        )


def _in_points(box: Box, scale: float) -> Box:
    return Box(*(round(side / scale, 1) for side in (box.x0, box.y0, box.x1, box.y1)))


def _line(rule: DrawnRule, scale: float) -> Box:
    box = rule.box
    if rule.horizontal:
        middle = round((box.y0 + box.y1) / 2 / scale, 1)
        return Box(round(box.x0 / scale, 1), middle, round(box.x1 / scale, 1), middle)
    middle = round((box.x0 + box.x1) / 2 / scale, 1)
    return Box(middle, round(box.y0 / scale, 1), middle, round(box.y1 / scale, 1))


def find_drawing(picture: Picture) -> Drawn:
    """The rules and coloured areas of a picture set straight."""
    scale = picture.scale
    fills = find_fills(picture)
    usual = _both_ways(rules_on(picture.pixels, scale), scale)
    low = low_uprights(picture.pixels, [rule for rule in usual if rule.horizontal], scale)
    found = _both_ways([*usual, *low], scale)
    dirt = streaks(picture, found)
    dark = without_ghosts(picture, without_streaks(found, dirt, scale))
    seen = without_streaks([*dark, *rules_within(picture, fills)], dirt, scale)
    told = without_letters(picture, fills, _both_ways(seen, scale))
    dotted = dotted_rules(picture.pixels, scale)
    held = _held(_both_ways([*told, *dotted, *gaps_within(picture, fills)], scale), fills, scale)
    further = [*continued(picture, fills, held), *through_areas(picture, fills, held)]
    held = _held(_both_ways([*held, *further], scale), fills, scale)
    fills = tuple(
        replace(area, box=box)
        for area in fills
        for box in ([area.box] if is_pale(area) else by_rows(area.box, held, scale, within=True))
    )
    held = _without_cell_sides(picture, held, fills)
    fills = tuple(replace(area, box=to_its_cell(area.box, held, scale)) for area in fills)
    beside = [*sides(fills, held, scale), *along_joints(fills, held, scale)]
    drawn = tuple(with_ends(_both_ways([*held, *beside], scale), scale))
    rows = [replace(area, box=box) for area in fills for box in by_rows(area.box, drawn, scale)]
    rows, kept = into_cells(picture, along_rules(clear_of_bands(without_parts(rows)), drawn, scale), drawn)
    kept = without_gaps(picture, rows, kept)
    cells = tuple(cell for row in rows for cell in by_columns(picture, row))
    return Drawn(tuple(kept), cells, tuple(dirt), tuple(dotted))


def without_parts(areas: Sequence[Area]) -> list[Area]:
    """The areas without parts of larger ones of their shade: where the light changes, paint is found a second time, in
    part, and what rules leave of that ends within a row."""
    kept: list[Area] = []
    for area in sorted(areas, key=lambda area: -area.box.width * area.box.height):
        least = _NEARLY_ALL * area.box.width * area.box.height
        if area.round or not any(_alike(area, other) and area.box.overlap(other.box) >= least for other in kept):
            kept.append(area)
    found = set(kept)
    return [area for area in dict.fromkeys(areas) if area in found]


def clear_of_bands(areas: Sequence[Area]) -> list[Area]:
    """The areas, those that begin within a low band of their shade and go on below it from its foot on: a cell of one
    shade with the headings above it takes its top from their text."""
    bands = [area for area in areas if not area.round and area.box.width >= _BAND * area.box.height]
    found = []
    for area in areas:
        over = [band.box.y1 for band in bands if _alike(area, band) and _hangs_from(area.box, band.box)]
        found.append(replace(area, box=replace(area.box, y0=max(over))) if over and not area.round else area)
    return found


def _hangs_from(box: Box, band: Box) -> bool:
    within = band.x0 <= box.centre[0] <= band.x1 and box.width < band.width
    return within and band.y0 <= box.y0 < band.y1 < box.y1


def _alike(one: Area, other: Area) -> bool:
    return all(abs(here - there) <= _SAME_SHADE for here, there in zip(_shades(one), _shades(other), strict=True))


def _shades(area: Area) -> tuple[int, ...]:
    return tuple(int(area.colour[at : at + 2], 16) for at in (0, 2, 4))


def _both_ways(rules: Sequence[DrawnRule], scale: float) -> list[DrawnRule]:
    """The rules made whole, level ones first."""
    across = merged([rule for rule in rules if rule.horizontal], scale)
    return [*across, *merged([rule for rule in rules if not rule.horizontal], scale)]


def _held(rules: Sequence[DrawnRule], fills: Sequence[Area], scale: float) -> list[DrawnRule]:
    """Rules without the short ones that do not run from one other to the next, or to an area: those are strokes of
    letters below one another, underlines, specks in a row."""
    edges = [edge for area in fills for edge in outline(area.box)]
    return [
        rule
        for rule in rules
        if max(rule.box.width, rule.box.height) >= _ALONE_POINTS * scale
        or all(
            any(other.horizontal != rule.horizontal and meet(end, other.box, scale) for other in (*rules, *edges))
            or any(area.box.holds_middle(end) for area in fills if not is_pale(area))
            or _ends_with_others(end, rule, rules, scale)
            for end in _ends(rule)
        )
    ]


def _without_cell_sides(picture: Picture, rules: Sequence[DrawnRule], fills: Sequence[Area]) -> list[DrawnRule]:
    """The rules without those of a direction that run along sides of areas only: such a side is told by its area, and
    what is seen of a rule there is its blur. A table that draws rules has some elsewhere, too."""
    scale = picture.scale
    edges = [(edge, _MOST_OF_STEP * _step(area)) for area in fills for edge in outline(area.box)]
    beside = [rule for rule in rules if _is_side(rule, [edge for edge, _ in edges], scale)]
    if not beside:
        return list(rules)
    depth, blurred = strokes(picture.pixels, scale), set[DrawnRule]()
    for rule in beside:
        seen = trace(depth, rule.box, scale, horizontal=rule.horizontal)
        strong = [edge for edge, most in edges if seen is None or most >= seen.depth]
        if _is_side(rule, strong, scale):
            blurred.add(rule)
    own = [rule for rule in rules if rule not in blurred]
    kept = set(own)
    for horizontal in (True, False):
        hung: set[DrawnRule] = set()
        for rule in own:
            if rule.horizontal == horizontal and rule not in hung:
                hung.update(hanging_together(rule.box, rules, scale))
        kept.update(rule for rule in hung if rule.horizontal == horizontal)
    return [rule for rule in rules if rule in kept]


def _step(area: Area) -> int:
    """How far an area's shade is from white paper's, 0 to 255."""
    return 255 - min(_shades(area))


def _is_side(rule: DrawnRule, edges: Sequence[DrawnRule], scale: float) -> bool:
    """Whether most of a rule runs along sides of areas."""
    near = [edge.box for edge in edges if edge.horizontal == rule.horizontal and _aside(rule, edge) <= _SIDE * scale]
    box = rule.box
    if rule.horizontal:
        along = sum(max(0.0, min(box.x1, edge.x1) - max(box.x0, edge.x0)) for edge in near)
    else:
        along = sum(max(0.0, min(box.y1, edge.y1) - max(box.y0, edge.y0)) for edge in near)
    return along >= _ALONG * max(box.width, box.height)


def _aside(rule: DrawnRule, edge: DrawnRule) -> float:
    at = 1 if rule.horizontal else 0
    return abs(rule.box.centre[at] - edge.box.centre[at])


def _ends_with_others(end: Box, rule: DrawnRule, rules: Sequence[DrawnRule], scale: float) -> bool:
    """Whether other rules of the direction begin or end at the same height: a row that a page break cuts is open."""
    reach = _LEVEL_POINTS * scale
    at = end.centre[0] if rule.horizontal else end.centre[1]
    level = [
        other
        for other in rules
        if other.horizontal == rule.horizontal
        and other is not rule
        and any(abs((far.centre[0] if rule.horizontal else far.centre[1]) - at) <= reach for far in _ends(other))
    ]
    return len({round(other.box.centre[1 if rule.horizontal else 0] / reach) for other in level}) >= _FEWEST_OTHERS


def _ends(rule: DrawnRule) -> tuple[Box, Box]:
    box = rule.box
    if rule.horizontal:
        return Box(box.x0, box.y0, box.x0, box.y1), Box(box.x1, box.y0, box.x1, box.y1)
    return Box(box.x0, box.y0, box.x1, box.y0), Box(box.x0, box.y1, box.x1, box.y1)
