"""Pieces of drawing folded to what a reader sees: border pieces to one rule, strips of a gradient to one fill.

Word and Excel draw a border cell by cell, a dotted line dot by dot, a double line twice and a gradient as dozens of
thin boxes. Pure geometry on `extract.pdfium.drawn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.page import Rule
from extract.pdfium.drawn import Area, Line
from extract.pdfium.records import quick_box
from schemas.geometry import Box, around

_SAME_LEVEL = 0.8  # points two pieces of one line may differ across it
_GAP = 2.0  # points between two pieces of one line: a corner square, a hairline
_DASH_GAP = 5.0
_DASH = 8.0  # points; a piece this short is a dash or dot when more follow
_DOT, _SQUARE = 3.0, 0.3  # points: the widest dot, and how much higher or wider it may be
_LEVEL_DOTS, _FEWEST_DOTS = 0.2, 4
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
    dots = [line for line in every if _is_dot(line.box)]
    if dots:
        every = [*(line for line in every if not _is_dot(line.box)), *_dotted(dots)]
    level = _doubles_folded(_joined(line for line in every if line.horizontal))
    upright = _doubles_folded(_joined(_turned_line(line) for line in every if not line.horizontal))
    return (*level, *map(_turned, upright))


def _is_dot(box: Box) -> bool:
    """Whether a piece is as high as wide: Chromium's dotted borders are small squares, down as well as along."""
    across = box.x1 - box.x0
    return across <= _DOT and abs(across - (box.y1 - box.y0)) <= _SQUARE


def _dotted(dots: Sequence[Line]) -> list[Line]:
    """The lines that dots draw, level ones first; dots that stand alone draw none."""
    level, rest = _runs_of_dots(dots)
    upright, _ = _runs_of_dots([_turned_line(dot) for dot in rest])
    return [*level, *(replace(_turned_line(line), horizontal=False) for line in upright)]


def _runs_of_dots(dots: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Dots of one colour and height that follow each other closely, as one dashed line each; and the dots left over."""
    found: list[Line] = []
    rest: list[Line] = []
    run: list[Line] = []
    for dot in sorted(dots, key=lambda dot: (dot.colour, round(dot.box.y0, 1), dot.box.x0)):
        if run and not _follows(run[-1], dot):
            _end_run(run, found, rest)
            run = []
        run.append(dot)
    _end_run(run, found, rest)
    return found, rest


def _follows(before: Line, dot: Line) -> bool:
    level = before.colour == dot.colour and abs(dot.box.y0 - before.box.y0) <= _LEVEL_DOTS
    return level and dot.box.x0 - before.box.x1 <= _DASH_GAP


def _end_run(run: Sequence[Line], found: list[Line], rest: list[Line]) -> None:
    if len(run) < _FEWEST_DOTS:
        rest.extend(run)
        return
    first, last = run[0].box, run[-1].box
    box = quick_box(first.x0, min(first.y0, last.y0), last.x1, max(first.y1, last.y1))
    found.append(Line(box, True, run[0].colour, run[0].order, True))


def _as_line(box: Box, colour: str, order: int) -> Line:
    return Line(box, box.x1 - box.x0 >= box.y1 - box.y0, colour, order)


def _swap(box: Box) -> Box:
    return quick_box(box.y0, box.x0, box.y1, box.x1)


def _turned_line(line: Line) -> Line:
    return Line(_swap(line.box), line.horizontal, line.colour, line.order, line.dashed)


def _turned(rule: Rule) -> Rule:
    return Rule(_swap(rule.box), False, rule.colour, rule.dashed)


def _joined(lines: Iterable[Line]) -> Iterator[Rule]:
    """Level lines with the pieces of one border put together."""
    for group in _levels(lines):
        yield from _runs(group)


def _levels(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines of one colour at one height, a piece at most `_SAME_LEVEL` from the one before."""
    ordered = sorted(
        [(line.colour, (line.box.y0 + line.box.y1) / 2, line.box.x0, at, line) for at, line in enumerate(lines)]
    )
    group: list[Line] = []
    before, level = "", 0.0
    for colour, middle, _, _, line in ordered:
        if group and (colour != before or middle - level > _SAME_LEVEL):
            yield group
            group = []
        group.append(line)
        before, level = colour, middle
    if group:
        yield group


def _runs(group: list[Line]) -> Iterator[Rule]:
    """The pieces of one level that touch, or follow one another as dashes do, as one rule each."""
    if len(group) == 1:
        yield from _rule(group)
        return
    run: list[Line] = []
    end = width = 0.0
    for x0, x1, _, line in sorted([(line.box.x0, line.box.x1, at, line) for at, line in enumerate(group)]):
        if run and x0 - end > (_DASH_GAP if x1 - x0 <= _DASH and width <= _DASH else _GAP):
            yield from _rule(run)
            run = []
        end = x1 if not run or x1 > end else end
        width = x1 - x0
        run.append(line)
    yield from _rule(run)


def _rule(run: list[Line]) -> Iterator[Rule]:
    if len(run) == 1:
        line = run[0]
        if line.box.x1 - line.box.x0 >= _SHORTEST:
            yield Rule(line.box, True, line.colour, line.dashed)
        return
    boxes = [line.box for line in run]
    x0, x1 = min([box.x0 for box in boxes]), max([box.x1 for box in boxes])
    if x1 - x0 < _SHORTEST:
        return
    dotted = len(run) >= 4 and _is_dotted([box.x1 - box.x0 for box in boxes], x1 - x0)
    box = quick_box(x0, min([box.y0 for box in boxes]), x1, max([box.y1 for box in boxes]))
    yield Rule(box, True, run[0].colour, dotted or any([line.dashed for line in run]))


def _is_dotted(pieces: Sequence[float], whole: float) -> bool:
    short = sum([piece <= _DASH for piece in pieces])
    return short >= 0.8 * len(pieces) and sum(pieces) < 0.9 * whole


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
    a, b = before.box, area.box
    across = abs(a.x0 - b.x0) <= _EDGE and abs(a.x1 - b.x1) <= _EDGE
    down = abs(a.y0 - b.y0) <= _EDGE and abs(a.y1 - b.y1) <= _EDGE
    if across == down or before.colour is None or area.colour is None or area.round or area.ragged:
        return False
    if down:
        a, b = _swap(a), _swap(b)
    touches = min(abs(b.y0 - a.y1), abs(a.y0 - b.y1)) <= _TOUCH or a.overlap(b) > 0
    return touches and b.height <= _STRIP and a.height <= _STRIP and _near(before.colour, area.colour)


def _near(one: str, other: str) -> bool:
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= _STEP for i in (0, 2, 4))


def _gradient(run: list[Area]) -> list[Area]:
    if len(run) < _LEAST_STRIPS or len({area.colour for area in run}) < _LEAST_SHADES:
        return run
    box = around(area.box for area in run)
    middle = run[len(run) // 2]
    return [replace(middle, box=box, order=run[0].order, solid=all(area.solid for area in run))]


def _doubles_folded(rules: Iterable[Rule]) -> list[Rule]:
    """Level rules with the two of a double line put together."""
    kept: list[Rule] = []
    for _, _, _, rule in sorted([(rule.box.y0, rule.box.x0, at, rule) for at, rule in enumerate(rules)]):
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
    near = b.y0 - a.y1 <= _DOUBLE_GAP and b.y1 - a.y0 <= _DOUBLE_THICK
    return near and abs(a.x0 - b.x0) <= _DOUBLE_ENDS and abs(a.x1 - b.x1) <= _DOUBLE_ENDS
