"""Pieces of drawing folded to what a reader sees: border pieces to one rule, strips of a gradient to one fill.

Word and Excel draw a border cell by cell, a dotted line dot by dot, a double line twice and a gradient as dozens of
thin boxes. Pure geometry on `extract.drawn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.drawn import Drawing, Line
from extract.page import Rule
from schemas.geometry import Box

_SAME_LEVEL = 0.8  # points two pieces of one line may differ across it
_GAP = 2.0  # points between two pieces of one line: a corner square, a hairline
_DASH_GAP = 5.0
_DASH = 8.0  # points; a piece this short is a dash or dot when more follow
_SHORTEST = 3.0


def rules_of(drawing: Drawing) -> tuple[Rule, ...]:
    """All rules of a page, level ones first, from the top and from the left."""
    lines = [*drawing.lines, *(_as_line(a.box, a.colour, a.order) for a in drawing.areas if a.thin and a.colour)]
    level = sorted(_joined(line for line in lines if line.horizontal), key=lambda rule: (rule.box.y0, rule.box.x0))
    upright = sorted(
        (_turned(rule) for rule in _joined(_turned_line(line) for line in lines if not line.horizontal)),
        key=lambda rule: (rule.box.x0, rule.box.y0),
    )
    return (*level, *upright)


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
