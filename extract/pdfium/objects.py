"""A page's drawing objects in painting order, those inside form XObjects unfolded, and what each is clipped to.

What belongs here: walking the objects and the colours and clips that all kinds share. Paths become rules and fills in
`pdfium_paths`, text becomes words in `pdfium_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from extract.pdfium import calls as pdfium
from extract.pdfium.answers import FLOAT, Answers
from extract.pdfium.calls import Pointer, pointer
from extract.pdfium.records import quick_box
from extract.pdfium.space import Matrix, combine, place_box
from schemas.geometry import Box

_DEEPEST_FORM = 12
_OPAQUE = 250  # of 255
_MOST_PAINTS = 4096


@dataclass(slots=True)
class Item:
    """One object: its handle, kind, place in painting order, and the matrix from its space to the page as seen.

    `clip` is the box that a form around it is clipped to, null when none is. `alpha` (0 to 255) is how far the forms
    around it let it show.
    """

    handle: Pointer
    kind: int
    order: int
    matrix: Matrix
    clip: Box | None
    alpha: int = 255


class Paint(NamedTuple):
    """A colour as it looks on white paper, and whether it hides what lies under it."""

    colour: str
    opaque: bool


@dataclass(frozen=True, slots=True)
class Items:
    """The objects of a page: those `drawn`, in painting order, and the text objects' places in that order.

    Text within a form stands in `formed` too; all other text is drawn through the page's own `matrix`.
    """

    total: int
    drawn: Sequence[Item]
    texts: dict[int, int]
    matrix: Matrix
    formed: dict[int, Item]


def read_items(page: int, matrix: Matrix, known: Set[int]) -> Items:
    """All objects of a loaded page; `matrix` takes drawing space to page space, `known` are its text objects as far as
    their letters told them, which need not be asked what they are."""
    total = pdfium.count_objects(page)
    handles = list(map(pdfium.page_object, repeat(pointer(page), total), range(total)))
    kinds = _kinds(handles, known)
    if pdfium.FORM in kinds:
        return _unfolded(handles, matrix, known)
    texts = {handle: at for at, (handle, kind) in enumerate(zip(handles, kinds, strict=True)) if kind == pdfium.TEXT}
    others = [at for at, kind in enumerate(kinds) if kind != pdfium.TEXT]
    drawn = [Item(pointer(handles[at]), kinds[at], at, matrix, None) for at in others]
    return Items(total, drawn, texts, matrix, {})


def _kinds(handles: Sequence[int], known: Set[int]) -> list[int]:
    return [pdfium.TEXT if handle in known else pdfium.object_type(pointer(handle)) for handle in handles]


def _unfolded(handles: list[int], matrix: Matrix, known: Set[int]) -> Items:
    listed = [
        (handle, Item(pointer(handle), kind, order, placed, clip, alpha))
        for order, (handle, kind, placed, clip, alpha) in enumerate(_unfold(handles, matrix, known))
    ]
    texts = {handle: item for handle, item in listed if item.kind == pdfium.TEXT}
    drawn = [item for _, item in listed if item.kind != pdfium.TEXT]
    return Items(len(listed), drawn, {handle: item.order for handle, item in texts.items()}, matrix, texts)


def _unfold(
    handles: list[int], matrix: Matrix, known: Set[int], clip: Box | None = None, alpha: int = 255, depth: int = 0
) -> Iterator[tuple[int, int, Matrix, Box | None, int]]:
    for handle, kind in zip(handles, _kinds(handles, known), strict=True):
        if kind != pdfium.FORM:
            yield handle, kind, matrix, clip, alpha
        elif depth < _DEEPEST_FORM:
            at = pointer(handle)
            inner = combine(pdfium.matrix(at), matrix)
            within = smaller(clip, clip_box(at, matrix, {}))
            children = [pdfium.form_object(handle, index) for index in range(max(pdfium.form_count(handle), 0))]
            yield from _unfold(children, inner, known, within, min(alpha, _alpha(at)), depth + 1)


def _alpha(form: Pointer) -> int:
    """How far a form lets show what is in it: presentations draw tints as black that is mostly transparent."""
    return pdfium.integers[3] if pdfium.fill_colour(form, *pdfium.integer_at) else 255


Clips = dict[tuple[int, int, Matrix], Box]
"""Boxes of clip paths that are known, by where PDFium keeps their segments, which neighbouring objects share, their
count, and the matrix."""


def clip_box(handle: Pointer, matrix: Matrix, known: Clips) -> Box | None:
    """The box around what an object is clipped to; null when it is not clipped. `known` is of one loaded page."""
    clip = pointer(pdfium.object_clip(handle))
    found: Box | None = None
    for path in range(pdfium.clip_count(clip)):
        pieces = pdfium.clip_segments(clip, path)
        if pieces > 0:
            key = pdfium.clip_segment(clip, path, 0), pieces, matrix
            box = known.get(key)
            if box is None:
                box = known[key] = _path_box(clip, path, pieces, matrix)
            found = smaller(found, box)
    return found


def _path_box(clip: Pointer, path: int, pieces: int, matrix: Matrix) -> Box:
    points = read_points(
        list(map(pointer, map(pdfium.clip_segment, repeat(clip), repeat(path, pieces), range(pieces))))
    )
    xs, ys = points[0::2], points[1::2]
    return place_box(matrix, min(xs), min(ys), max(xs), max(ys))


_points = Answers(FLOAT, 2, pointers=2)


def read_points(segments: Sequence[Pointer]) -> list[float]:
    """The end points of path segments in their own space: x, y, x, y, ..."""
    return _points.of(pdfium.segment_point, segments)[1]


def smaller(one: Box | None, other: Box | None) -> Box | None:
    """What two clips leave: their common box, without area when they have none."""
    if one is None or other is None:
        return one or other
    x0, x1 = one.x0 if one.x0 > other.x0 else other.x0, one.x1 if one.x1 < other.x1 else other.x1
    y0, y1 = one.y0 if one.y0 > other.y0 else other.y0, one.y1 if one.y1 < other.y1 else other.y1
    return quick_box(x0, y0, x1 if x1 > x0 else x0, y1 if y1 > y0 else y0)


_paints: dict[tuple[int, ...], Paint] = {}


def stroked_with(handle: Pointer) -> Paint | None:
    """The colour an object is stroked with; null for a pattern or when nothing of it shows."""
    return paint_of(tuple(pdfium.integers)) if pdfium.stroke_colour(handle, *pdfium.integer_at) else None


def paint_of(rgba: tuple[int, ...]) -> Paint | None:
    """Red, green, blue, alpha (0 to 255) as paint; null when fully transparent."""
    paint = _paints.get(rgba)
    if paint is None:
        red, green, blue, alpha = rgba
        if alpha == 0:
            return None
        if alpha < 255:
            red, green, blue = (round(255 + (part - 255) * alpha / 255) for part in (red, green, blue))
        if len(_paints) > _MOST_PAINTS:
            _paints.clear()
        paint = _paints[rgba] = Paint(f"{red:02X}{green:02X}{blue:02X}", alpha >= _OPAQUE)
    return paint
