"""The outlines of a path: its points, its straight pieces, the surface it encloses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat

from extract.pdfium import calls as pdfium
from extract.pdfium.calls import Pointer, pointer
from extract.pdfium.objects import read_points
from extract.pdfium.space import IDENTITY, Matrix, combine, place_box
from schemas.geometry import Box

Point = tuple[float, float]

_LINE, _BEZIER, _MOVE = 0, 1, 2
_SAMPLES = (0.25, 0.5, 0.75)  # along a curve; a circle of four curves then encloses 97 % of its surface
_SHARES = tuple(((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3) for t in _SAMPLES)
"""What each of a curve's four points counts for at these."""
_MOST_SEGMENTS = 5000  # a map has tens of thousands in one path, a table's borders never


@dataclass
class Outline:
    """One piece of a path between two moves, on the page as seen; curves stand as points along them."""

    points: list[Point]
    straight: list[tuple[Point, Point]]

    @cached_property
    def box(self) -> Box:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Box(min(xs), min(ys), max(xs), max(ys))

    @cached_property
    def surface(self) -> float:
        """What it encloses, in square points (the last point joined to the first)."""
        ring = [*self.points, self.points[0]]
        return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def read_outlines(path: Pointer, matrix: Matrix) -> list[Outline]:
    """The outlines of a path object; `matrix` takes its points to the page as seen. Empty for a path of map size."""
    count = pdfium.count_segments(path)
    if count > _MOST_SEGMENTS:
        return []
    outlines: list[Outline] = []
    curve: list[Point] = []
    for kind, point, closes in _segments(path, count, matrix):
        if kind == _MOVE or not outlines:
            outlines.append(Outline([point], []))
            continue
        outline = outlines[-1]
        if kind == _BEZIER:
            curve.append(point)
            if len(curve) == 3:
                outline.points.extend(_along(outline.points[-1], *curve))
                curve = []
        else:
            outline.straight.append((outline.points[-1], point))
            outline.points.append(point)
        if closes and outline.points[-1] != outline.points[0]:
            outline.straight.append((outline.points[-1], outline.points[0]))
    return outlines


def read_rectangle(path: Pointer, matrix: Matrix) -> Box | None:
    """The box of a path that is a rectangle with level sides and nothing else; null for any other, asked cheaply."""
    count = pdfium.count_segments(path)
    if count not in (4, 5):
        return None
    segments = list(map(pointer, map(pdfium.path_segment, repeat(path, count), range(count))))
    if any(map(pdfium.segment_type, segments[1:4])):
        return None
    values = read_points(segments)
    (x0, x1, x2, x3), (y0, y1, y2, y3) = values[0:8:2], values[1:8:2]
    level = x0 == x3 and x1 == x2 and y0 == y1 and y2 == y3
    upright = x0 == x1 and x2 == x3 and y0 == y3 and y1 == y2
    if not (level or upright) or values[8:] not in ([], [x0, y0]):
        return None
    placed = within(path, matrix)
    if not (placed[1] == 0.0 == placed[2] or placed[0] == 0.0 == placed[3]):
        return None
    return place_box(placed, min(x0, x2), min(y0, y2), max(x0, x2), max(y0, y2))


def within(item: Pointer, matrix: Matrix) -> Matrix:
    """What takes an object's own points to the page as seen."""
    own = pdfium.matrix(item)
    return matrix if own == IDENTITY else combine(own, matrix)


def _segments(path: Pointer, count: int, matrix: Matrix) -> Iterator[tuple[int, Point, int]]:
    """Kind, end point on the page, and whether (1) it closes its outline, of each segment."""
    a, b, c, d, e, f = matrix
    segments = list(map(pointer, map(pdfium.path_segment, repeat(path, count), range(count))))
    values = read_points(segments)
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(values[0::2], values[1::2], strict=True)]
    kinds, closes = map(pdfium.segment_type, segments), map(pdfium.segment_closes, segments)
    return zip(kinds, points, closes, strict=True)


def _along(start: Point, one: Point, two: Point, end: Point) -> list[Point]:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = start, one, two, end
    points = [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in _SHARES]
    points.append(end)
    return points
