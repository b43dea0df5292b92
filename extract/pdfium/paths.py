"""Areas, lines and pictures from a page's drawing, in painting order, through PDFium.

What belongs here: telling lines from areas and signs from rectangles, each with its box and colour. The outlines of a
path are read in `pdfium_outline`; strips are folded in `extract.pdfium.folded`, what cannot be seen is dropped in
`extract.pdfium.visible`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.pdfium import calls as pdfium
from extract.pdfium.answers import FLOAT, WHOLE, Answers
from extract.pdfium.drawn import THIN, Area, Drawing, Line, Picture
from extract.pdfium.objects import Clips, Item, Paint, clip_box, paint_of, smaller, stroked_with
from extract.pdfium.outline import Outline, Point, read_outlines, read_rectangle, within
from extract.pdfium.records import quick_box
from extract.pdfium.space import Matrix, place_box, scale_of
from schemas.geometry import Box

_LEAN = 0.6  # points a line may lean and still count as level
_SIGN_SIDES = (4.0, 45.0)  # points; smaller is a dot of a dotted line, larger is no sign in a cell
_RING_SIDES = (1.2, 6.0)  # points; a ring drawn for a bullet
_SIGN_SHAPE = 2.5  # a sign is at most this many times longer than wide
_FULL = 0.93  # share of its box that a rectangle, even with round corners, fills
_PARTLY = 0.35  # share that a triangle, arrow or tick fills at least


def read_drawing(items: Sequence[Item]) -> Drawing:
    """Everything drawn but text."""
    drawing = Drawing()
    paints = iter(_painted([item for item in items if item.kind == pdfium.PATH]))
    for item, box in zip(items, _seen_boxes(items), strict=True):
        if item.kind == pdfium.PATH:
            painted = next(paints)
            if box is not None:
                _read_path(drawing, item, box, *painted)
        elif box and item.kind == pdfium.IMAGE:
            drawing.pictures.append(_picture(item, box))
        elif box and item.kind == pdfium.SHADING:
            drawing.areas.append(Area(box, None, item.order))
    return drawing


_sides = Answers(FLOAT, 4, pointers=4)
_modes = Answers(WHOLE, 2, pointers=2)
_colours = Answers(WHOLE, 4, pointers=4)


def _seen_boxes(items: Sequence[Item]) -> Iterator[Box | None]:
    """Where each object lies on the page, cut by its clip and those of the forms around it; null when nothing is
    left."""
    handles = [item.handle for item in items]
    found, sides = _sides.of(pdfium.object_bounds, handles)
    clips = list(map(pdfium.clip_count, map(pdfium.object_clip, handles)))
    known: Clips = {}
    for at, (item, clips_own) in enumerate(zip(items, clips, strict=True)):
        if not found[at]:
            yield None
            continue
        box, clip = place_box(item.matrix, *sides[4 * at : 4 * at + 4]), item.clip
        if clips_own > 0:
            clip = smaller(clip, clip_box(item.handle, item.matrix, known))
        yield box if clip is None else _cut(box, clip)


def _painted(items: Sequence[Item]) -> Iterator[tuple[bool, bool, bool, Paint | None]]:
    """Of each path whether it is filled, whether stroked, whether its fill is a pattern, and the fill's colour."""
    handles = [item.handle for item in items]
    known, modes = _modes.of(pdfium.draw_mode, handles)
    plain, rgba = _colours.of(pdfium.fill_colour, handles)
    for at, item in enumerate(items):
        red, green, blue, alpha = rgba[4 * at : 4 * at + 4]
        paint = paint_of((red, green, blue, min(alpha, item.alpha))) if plain[at] else None
        yield bool(known[at] and modes[2 * at]), bool(known[at] and modes[2 * at + 1]), not plain[at], paint


def _picture(item: Item, box: Box) -> Picture:
    sized = pdfium.image_size(item.handle, pdfium.integer_at[0], pdfium.integer_at[1])
    pixels = (max(pdfium.integers[0], pdfium.integers[1]),) if sized else ()
    return Picture(box, item.order, not pdfium.object_blends(item.handle), *pixels)


def _cut(box: Box, clip: Box) -> Box | None:
    if box.x0 > clip.x1 or box.x1 < clip.x0 or box.y0 > clip.y1 or box.y1 < clip.y0:
        return None
    return smaller(box, clip)


def _read_path(
    drawing: Drawing, item: Item, box: Box, filled: bool, stroked: bool, patterned: bool, paint: Paint | None
) -> None:
    outlines: list[Outline] | None = None
    if filled and paint is not None and (box.x1 - box.x0 <= THIN or box.y1 - box.y0 <= THIN):
        drawing.areas.append(Area(box, paint.colour, item.order, paint.opaque))
    elif filled and paint is not None and not stroked and (whole := read_rectangle(item.handle, item.matrix)):
        seen = _cut(whole, box)
        if seen is not None and whole.x1 > whole.x0 and whole.y1 > whole.y0:
            solid = paint.opaque and not pdfium.object_blends(item.handle)
            drawing.areas.append(Area(seen, paint.colour, item.order, solid))
    elif filled and (paint is not None or patterned):
        outlines = read_outlines(item.handle, within(item.handle, item.matrix))
        drawing.areas.extend(_areas(outlines, item, paint, box))
    if stroked and (stroke := stroked_with(item.handle)) is not None:
        if not filled and _is_ring(box):
            drawing.areas.append(Area(box, None, item.order, ragged=True))
        placed = within(item.handle, item.matrix)
        _read_strokes(drawing, item, stroke, box, placed, outlines or read_outlines(item.handle, placed))


def _areas(outlines: list[Outline], item: Item, paint: Paint | None, clip: Box) -> Iterable[Area]:
    colour = paint.colour if paint else None
    solid = paint is not None and paint.opaque and not pdfium.object_blends(item.handle)
    if len(outlines) == 2 and (bands := _frame(*outlines)):
        return [Area(band, colour, item.order, solid) for band in bands]
    found = (_area(outline, colour, item.order, solid, clip) for outline in outlines)
    return [area for area in found if area]


def _area(outline: Outline, colour: str | None, order: int, solid: bool, clip: Box) -> Area | None:
    whole = outline.box
    box = _cut(whole, clip)
    if box is None or whole.width <= 0 or whole.height <= 0:
        return None
    share = outline.surface / (whole.width * whole.height)
    if share >= _FULL:
        return Area(box, colour, order, solid)
    long, short = max(box.width, box.height), min(box.width, box.height)
    sign = _SIGN_SIDES[0] <= short and long <= _SIGN_SIDES[1] and long <= _SIGN_SHAPE * short
    if sign and share >= _PARTLY:
        return Area(box, colour, order, round=True)
    return Area(box, None, order, ragged=True)


def _frame(one: Outline, other: Outline) -> list[Box]:
    """The four bands of a rectangle with a rectangle cut out of it; empty when the two are anything else."""
    outer, inner = (one, other) if one.surface >= other.surface else (other, one)
    a, b = outer.box, inner.box
    full = all(o.surface >= _FULL * o.box.width * o.box.height > 0 for o in (outer, inner))
    if not full or not (a.x0 <= b.x0 and a.y0 <= b.y0 and b.x1 <= a.x1 and b.y1 <= a.y1):
        return []
    bands = [
        Box(a.x0, a.y0, a.x1, b.y0),
        Box(a.x0, b.y1, a.x1, a.y1),
        Box(a.x0, b.y0, b.x0, b.y1),
        Box(b.x1, b.y0, a.x1, b.y1),
    ]
    return [band for band in bands if band.width > 0 and band.height > 0]


def _is_ring(box: Box) -> bool:
    across, down = box.x1 - box.x0, box.y1 - box.y0
    return _RING_SIDES[0] <= across <= _RING_SIDES[1] and _RING_SIDES[0] <= down <= _RING_SIDES[1]


def _read_strokes(
    drawing: Drawing, item: Item, paint: Paint, clip: Box, placed: Matrix, outlines: list[Outline]
) -> None:
    width = pdfium.floats[0] if pdfium.stroke_width(item.handle, pdfium.float_at[0]) else 0.0
    width *= scale_of(placed)
    dashed = pdfium.dash_count(item.handle) > 0
    for outline in outlines:
        for start, end in outline.straight:
            stroke = _stroke(start, end, width)
            box = _cut(stroke[0], clip) if stroke else None
            if stroke is None or box is None:
                continue
            if width > THIN and not dashed:
                drawing.areas.append(Area(box, paint.colour, item.order, paint.opaque))
            else:
                drawing.lines.append(Line(box, stroke[1], paint.colour, item.order, dashed))


def _stroke(start: Point, end: Point, width: float) -> tuple[Box, bool] | None:
    """The box of a stroke along an axis and whether it is level; null for a slanted one."""
    (x0, y0), (x1, y1) = start, end
    half = width / 2
    across, down = abs(x1 - x0), abs(y1 - y0)
    if down <= _LEAN and across > down:
        middle = (y0 + y1) / 2
        return quick_box(min(x0, x1), middle - half, max(x0, x1), middle + half), True
    if across <= _LEAN and down > across:
        middle = (x0 + x1) / 2
        return quick_box(middle - half, min(y0, y1), middle + half, max(y0, y1)), False
    return None
