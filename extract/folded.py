"""Pieces of drawing folded to what a reader sees: border pieces to one rule, strips of a gradient to one fill.

Word and Excel draw a border cell by cell, a dotted line dot by dot, a double line twice and a gradient as dozens of
thin boxes. Pure geometry on `extract.drawn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.drawn import Area, Line
from extract.page import Rule
from schemas.geometry import Box

_SAME_LEVEL = 0.8  # points two pieces of one line may differ across it
_GAP = 2.0  # points between two pieces of one line: a corner square, a hairline
_DASH_GAP = 5.0
_DASH = 8.0  # points; a piece this short is a dash or dot when more follow
_SHORTEST = 3.0
_EDGE = 0.6  # points that the strips of a gradient may differ at their ends
_TOUCH = 0.7
_STRIP = 10.0  # points a strip is high at most
_STEP = 48  # of 255 from one strip to the next
_LEAST_STRIPS, _LEAST_SHADES = 5, 4
_DOUBLE_GAP, _DOUBLE_ENDS, _DOUBLE_THICK = 3.0, 4.0, 6.0
_NEIGHBOURS = 12


def rules_of(lines: Sequence[Line], areas: Sequence[Area]) -> tuple[Rule, ...]:
    """All rules of a page, from strokes and thin areas: level ones first, each kind from the top left."""
    every = [*lines, *(_as_line(area.box, area.colour, area.order) for area in areas if area.thin and area.colour)]
    level = _doubles_folded(_joined(line for line in every if line.horizontal))
    upright = _doubles_folded(_joined(_turned_line(line) for line in every if not line.horizontal))
    return (*level, *map(_turned, upright))


def _as_line(box: Box, colour: str, order: int) -> Line:
    return Line(box, box.width >= box.height, colour, order)


def _swap(box: Box) -> Box:
    return Box(box.y0, box.x0, box.y1, box.x1)


def _turned_line(line: Line) -> Line:
    return line._replace(box=_swap(line.box))


def _turned(rule: Rule) -> Rule:
    return Rule(_swap(rule.box), False, rule.colour, rule.dashed)


def _joined(lines: Iterable[Line]) -> Iterator[Rule]:
    """Level lines with the pieces of one border put together."""
    for group in _levels(lines):
        yield from _runs(group)


def _levels(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines of one colour at one height, a piece at most `_SAME_LEVEL` from the one before."""
    ordered = sorted(lines, key=lambda line: (line.colour, (line.box.y0 + line.box.y1) / 2, line.box.x0))
    group: list[Line] = []
    level = 0.0
    for line in ordered:
        middle = (line.box.y0 + line.box.y1) / 2
        if group and (line.colour != group[-1].colour or middle - level > _SAME_LEVEL):
            yield group
            group = []
        group.append(line)
        level = middle
    if group:
        yield group


def _runs(group: list[Line]) -> Iterator[Rule]:
    """The pieces of one level that touch, or follow one another as dashes do, as one rule each."""
    run: list[Line] = []
    end = 0.0
    for line in sorted(group, key=lambda line: (line.box.x0, line.box.x1)):
        short = bool(run) and max(line.box.width, run[-1].box.width) <= _DASH
        if run and line.box.x0 - end > (_DASH_GAP if short else _GAP):
            yield from _rule(run)
            run = []
        end = max(end, line.box.x1) if run else line.box.x1
        run.append(line)
    yield from _rule(run)


def _rule(run: list[Line]) -> Iterator[Rule]:
    if not run:
        return
    box = run[0].box
    for line in run[1:]:
        box = box.union(line.box)
    if box.width < _SHORTEST:
        return
    pieces = sum(line.box.width <= _DASH for line in run)
    dotted = len(run) >= 4 and pieces >= 0.8 * len(run) and sum(line.box.width for line in run) < 0.9 * box.width
    yield Rule(box, True, run[0].colour, dotted or any(line.dashed for line in run))


def strips_folded(areas: Sequence[Area]) -> list[Area]:
    """Areas with the strips of each gradient put together to one, in the colour of its middle strip."""
    folded: list[Area] = []
    run: list[Area] = []
    for area in areas:
        if run and not _continues(run[-1], area):
            folded.extend(_gradient(run))
            run = []
        run.append(area)
    return [*folded, *_gradient(run)]


def _continues(before: Area, area: Area) -> bool:
    """Whether an area is the next strip: same extent one way, touching the other way, nearly the same colour."""
    if before.colour is None or area.colour is None or area.round or area.ragged:
        return False
    a, b = before.box, area.box
    across = abs(a.x0 - b.x0) <= _EDGE and abs(a.x1 - b.x1) <= _EDGE
    down = abs(a.y0 - b.y0) <= _EDGE and abs(a.y1 - b.y1) <= _EDGE
    if across == down:
        return False
    if down:
        a, b = _swap(a), _swap(b)
    touches = min(abs(b.y0 - a.y1), abs(a.y0 - b.y1)) <= _TOUCH or a.overlap(b) > 0
    return touches and b.height <= _STRIP and a.height <= _STRIP and _near(before.colour, area.colour)


def _near(one: str, other: str) -> bool:
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= _STEP for i in (0, 2, 4))


def _gradient(run: list[Area]) -> list[Area]:
    shades = len({area.colour for area in run})
    if len(run) < _LEAST_STRIPS or shades < _LEAST_SHADES:
        return run
    box = run[0].box
    for area in run[1:]:
        box = box.union(area.box)
    middle = run[len(run) // 2]
    return [middle._replace(box=box, order=run[0].order, solid=all(area.solid for area in run))]


def _doubles_folded(rules: Iterable[Rule]) -> list[Rule]:
    """Level rules with the two of a double line put together."""
    kept: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.box.y0, rule.box.x0)):
        for place in range(len(kept) - 1, max(len(kept) - _NEIGHBOURS, 0) - 1, -1):
            if _is_double(kept[place], rule):
                other = kept[place]
                kept[place] = Rule(other.box.union(rule.box), True, other.colour, other.dashed and rule.dashed)
                break
        else:
            kept.append(rule)
    return kept


def _is_double(one: Rule, two: Rule) -> bool:
    a, b = one.box, two.box
    ends = abs(a.x0 - b.x0) <= _DOUBLE_ENDS and abs(a.x1 - b.x1) <= _DOUBLE_ENDS
    return ends and b.y0 - a.y1 <= _DOUBLE_GAP and b.y1 - a.y0 <= _DOUBLE_THICK
