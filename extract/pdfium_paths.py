"""Rules, fills and images from a page's drawing, in painting order, through PDFium.

What belongs here: telling lines from areas and giving each its box and colour, also inside form XObjects. Which of them
can be seen is judged in `extract.visible`; what they border is no business of this module.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract import pdfium_calls as pdfium
from extract.page import Fill, Image, Rule
from extract.pdfium_space import Matrix, combine, place, place_box
from schemas.geometry import Box

_THIN = 3.0  # points; Word's thickest ordinary border is 2.25, a filled row is never this low
_STRAIGHT = 0.6  # points a line may lean and still count as level
_DEEPEST_FORM = 12
_LINE, _BEZIER, _MOVE = 0, 1, 2

Point = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """What a page paints, in painting order."""

    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


def read_drawing(page: int, matrix: Matrix) -> Drawing:
    """Everything drawn on a loaded page but text; `matrix` takes drawing space to page space."""
    drawing = Drawing()
    for order, (item, kind, placed) in enumerate(_objects(page, matrix)):
        if kind == pdfium.PATH:
            _read_path(drawing, item, placed, order)
        elif kind == pdfium.IMAGE:
            bounds = pdfium.bounds(item)
            if bounds:
                drawing.images.append(Image(place_box(placed, *bounds), order))
    return drawing


def _objects(page: int, matrix: Matrix) -> Iterator[tuple[int, int, Matrix]]:
    for index in range(pdfium.count_objects(page)):
        yield from _unfold(pdfium.page_object(page, index), matrix, 0)


def _unfold(item: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    kind = pdfium.object_type(item)
    if kind != pdfium.FORM:
        yield item, kind, matrix
    elif depth < _DEEPEST_FORM:
        inner = combine(pdfium.matrix(item), matrix)
        for index in range(pdfium.form_count(item)):
            yield from _unfold(pdfium.form_object(item, index), inner, depth + 1)


def _read_path(drawing: Drawing, item: int, matrix: Matrix, order: int) -> None:
    bounds = pdfium.bounds(item)
    if bounds is None or not pdfium.draw_mode(item, pdfium.integer_at[0], pdfium.integer_at[1]):
        return
    filled, stroked = pdfium.integers[0], pdfium.integers[1]
    box = place_box(matrix, *bounds)
    if filled:
        _read_filled(drawing, item, matrix, box, order)
    if stroked:
        _read_stroked(drawing, item, matrix, order)


def _read_filled(drawing: Drawing, item: int, matrix: Matrix, box: Box, order: int) -> None:
    rgba = pdfium.colour(pdfium.fill_colour, item)
    if rgba is None or rgba[3] == 0:
        return
    colour = pdfium.hex_on_white(rgba)
    if min(box.width, box.height) <= _THIN:
        drawing.rules.append(Rule(box, box.width >= box.height, colour))
        return
    for outline, curved in _outlines(item, matrix):
        if len(outline) > 2:
            part = _around(outline)
            if min(part.width, part.height) <= _THIN:
                drawing.rules.append(Rule(part, part.width >= part.height, colour))
            else:
                drawing.fills.append(Fill(part, colour, order, curved))


def _read_stroked(drawing: Drawing, item: int, matrix: Matrix, order: int) -> None:
    rgba = pdfium.colour(pdfium.stroke_colour, item)
    if rgba is None or rgba[3] == 0:
        return
    colour, dashed = pdfium.hex_on_white(rgba), pdfium.dash_count(item) > 0
    width = pdfium.floats[0] if pdfium.stroke_width(item, pdfium.float_at[0]) else 0.0
    for outline, curved in _outlines(item, matrix):
        if curved:
            continue
        for start, end in itertools.pairwise(outline):
            rule = _stroke(start, end, width, colour, dashed)
            if rule:
                drawing.rules.append(rule)


def _stroke(start: Point, end: Point, width: float, colour: str, dashed: bool) -> Rule | None:
    (x0, y0), (x1, y1) = start, end
    half = width / 2
    if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) > abs(y1 - y0):
        middle = (y0 + y1) / 2
        return Rule(Box(min(x0, x1), middle - half, max(x0, x1), middle + half), True, colour, dashed)
    if abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) > abs(x1 - x0):
        middle = (x0 + x1) / 2
        return Rule(Box(middle - half, min(y0, y1), middle + half, max(y0, y1)), False, colour, dashed)
    return None


def _outlines(item: int, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
    """The path's pieces between moves: their points (closed where the path says so) and whether any part is curved."""
    matrix = combine(pdfium.matrix(item), matrix)
    points: list[Point] = []
    curved = False
    at, floats = pdfium.float_at, pdfium.floats
    for index in range(pdfium.count_segments(item)):
        segment = pdfium.path_segment(item, index)
        kind = pdfium.segment_type(segment)
        if kind == _MOVE and points:
            yield points, curved
            points, curved = [], False
        pdfium.segment_point(segment, at[0], at[1])
        points.append(place(matrix, floats[0], floats[1]))
        curved = curved or kind == _BEZIER
        if pdfium.segment_closes(segment):
            points.append(points[0])
    if points:
        yield points, curved


def _around(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
