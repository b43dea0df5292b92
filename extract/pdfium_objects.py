"""A page's drawing objects in painting order, those inside form XObjects unfolded, and what each is clipped to.

What belongs here: walking the objects and the colours and clips that all kinds share. Paths become rules and fills in
`pdfium_paths`, text becomes words in `pdfium_text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from extract import pdfium_calls as pdfium
from extract.pdfium_space import Matrix, combine, place
from schemas.geometry import Box

_DEEPEST_FORM = 12
_OPAQUE = 250  # of 255
_MOST_PAINTS = 4096


class Item(NamedTuple):
    """One object: its handle, kind, place in painting order, and the matrix from its space to the page as seen.

    `clip` is the box that a form around it is clipped to, null when none is.
    """

    handle: int
    kind: int
    order: int
    matrix: Matrix
    clip: Box | None


class Paint(NamedTuple):
    """A colour as it looks on white paper, and whether it hides what lies under it."""

    colour: str
    opaque: bool


def read_items(page: int, matrix: Matrix) -> list[Item]:
    """All objects of a loaded page; `matrix` takes drawing space to page space."""
    count = pdfium.count_objects(page)
    handles = list(map(pdfium.page_object, repeat(page, count), range(count)))
    kinds = map(pdfium.object_type, handles)
    if pdfium.FORM not in (listed := list(kinds)):
        return list(map(Item, handles, listed, range(count), repeat(matrix), repeat(None)))
    return [
        Item(handle, kind, order, placed, clip)
        for order, (handle, kind, placed, clip) in enumerate(_unfold(handles, matrix, None, 0))
    ]


def _unfold(
    handles: list[int], matrix: Matrix, clip: Box | None, depth: int
) -> Iterator[tuple[int, int, Matrix, Box | None]]:
    for handle in handles:
        kind = pdfium.object_type(handle)
        if kind != pdfium.FORM:
            yield handle, kind, matrix, clip
        elif depth < _DEEPEST_FORM:
            inner = combine(pdfium.matrix(handle), matrix)
            within = smaller(clip, clip_box(handle, matrix))
            children = [pdfium.form_object(handle, index) for index in range(max(pdfium.form_count(handle), 0))]
            yield from _unfold(children, inner, within, depth + 1)


def clip_box(handle: int, matrix: Matrix) -> Box | None:
    """The box around what an object is clipped to; null when it is not clipped."""
    clip = pdfium.object_clip(handle)
    found: Box | None = None
    for path in range(pdfium.clip_count(clip)):
        points = []
        for index in range(pdfium.clip_segments(clip, path)):
            segment = pdfium.clip_segment(clip, path, index)
            if pdfium.segment_point(segment, pdfium.float_at[0], pdfium.float_at[1]):
                points.append(place(matrix, pdfium.floats[0], pdfium.floats[1]))
        if points:
            found = smaller(found, around(points))
    return found


def smaller(one: Box | None, other: Box | None) -> Box | None:
    """What two clips leave: their common box, without area when they have none."""
    if one is None or other is None:
        return one or other
    x0, y0 = max(one.x0, other.x0), max(one.y0, other.y0)
    return Box(x0, y0, max(x0, min(one.x1, other.x1)), max(y0, min(one.y1, other.y1)))


def around(points: list[tuple[float, float]]) -> Box:
    """The smallest upright box around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


_paints: dict[tuple[int, ...], Paint] = {}


def filled_with(handle: int) -> Paint | None:
    """The colour an object is filled with; null for a pattern or when nothing of it shows."""
    return paint_of(pdfium.integers[:]) if pdfium.fill_colour(handle, *pdfium.integer_at) else None


def stroked_with(handle: int) -> Paint | None:
    """The colour an object is stroked with; null for a pattern or when nothing of it shows."""
    return paint_of(pdfium.integers[:]) if pdfium.stroke_colour(handle, *pdfium.integer_at) else None


def paint_of(rgba: list[int]) -> Paint | None:
    """Red, green, blue, alpha (0 to 255) as paint; null when fully transparent."""
    red, green, blue, alpha = key = tuple(rgba)
    if alpha == 0:
        return None
    paint = _paints.get(key)
    if paint is None:
        if alpha < 255:
            red, green, blue = (round(255 + (part - 255) * alpha / 255) for part in (red, green, blue))
        if len(_paints) > _MOST_PAINTS:
            _paints.clear()
        paint = _paints[key] = Paint(f"{red:02X}{green:02X}{blue:02X}", alpha >= _OPAQUE)
    return paint
