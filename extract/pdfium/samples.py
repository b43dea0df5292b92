"""Colours that only show when a page is painted: shadings, patterns, and pictures that stand for a fill or a sign.

What belongs here: painting a small part of a page and taking its commonest colour. Asked only for shapes whose colour
cannot be read, so that an ordinary page is never painted.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import replace

import pypdfium2.raw as raw

from extract.pdfium import calls as pdfium
from extract.pdfium.drawn import THIN, Area, Drawing, Picture
from extract.pdfium.space import Space
from schemas.geometry import Box

_SIDE = 16  # pixels each way; enough for the commonest colour of a cell
_STEP = 24  # shades of a channel that count as one colour
_SIGN = (5.0, 26.0)  # points; a picture of this size and about as wide as high may be a traffic light
_SIGN_SHAPE = 1.6
_HEAD = 0.08  # of the page's height: pictures above are letterheads
_PLAIN_PIXELS = 4  # a picture of so few pixels is a fill
_COLOURED = 60  # of 255 between the strongest and the weakest channel
_MOST = 300

_Colour = tuple[int, int, int]


def paint_sampled(page: int, space: Space, drawing: Drawing) -> None:
    """Name the colours of areas and pictures that have none yet; signs and fills among pictures become areas."""
    wanted = [place for place, area in enumerate(drawing.areas) if area.colour is None and not area.ragged]
    for place in wanted[:_MOST]:
        area = drawing.areas[place]
        colour = _commonest(_pixels(page, space, area.box)) if _large(area.box) else None
        if colour:
            drawing.areas[place] = replace(area, colour=_hex(colour))
    found = [_from_picture(page, space, picture) for picture in drawing.pictures[:_MOST]]
    made = [area for area in found if area]
    if made:
        drawing.areas = sorted([*drawing.areas, *made], key=lambda area: area.order)


def _large(box: Box) -> bool:
    return min(box.width, box.height) > THIN


def _from_picture(page: int, space: Space, picture: Picture) -> Area | None:
    """The fill or the sign that a picture is, if it is one."""
    box = picture.box
    if not _large(box):
        return None
    if picture.pixels <= _PLAIN_PIXELS:
        colour = _commonest(_pixels(page, space, box))
        return Area(box, _hex(colour), picture.order, picture.solid) if colour else None
    low, high = _SIGN
    long, short = max(box.width, box.height), min(box.width, box.height)
    if not (low <= short and long <= high and long <= _SIGN_SHAPE * short) or box.y1 < _HEAD * space.height:
        return None
    strong = _commonest(pixel for pixel in _pixels(page, space, box) if max(pixel) - min(pixel) >= _COLOURED)
    return Area(box, _hex(strong), picture.order, round=True) if strong else None


def _pixels(page: int, space: Space, box: Box) -> list[_Colour]:
    """A part of the page painted on white, as red, green and blue of its pixels."""
    across, down = _SIDE / box.width, _SIDE / box.height
    bitmap = raw.FPDFBitmap_Create(_SIDE, _SIDE, 0)
    if not bitmap:
        return []
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, _SIDE, _SIDE, 0xFFFFFFFF)
        pdfium.render(
            pdfium.handle(bitmap),
            page,
            round(-box.x0 * across),
            round(-box.y0 * down),
            round(space.width * across),
            round(space.height * down),
            0,
            0,
        )
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), _SIDE * raw.FPDFBitmap_GetStride(bitmap))
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return [(data[at + 2], data[at + 1], data[at]) for at in range(0, len(data), 4)]


def _commonest(pixels: Iterable[_Colour]) -> _Colour | None:
    """The middle one of the pixels in the commonest shade; null when there are none."""
    by_shade: dict[_Colour, list[_Colour]] = {}
    for red, green, blue in pixels:
        by_shade.setdefault((red // _STEP, green // _STEP, blue // _STEP), []).append((red, green, blue))
    if not by_shade:
        return None
    most = max(by_shade.values(), key=len)
    return sorted(most)[len(most) // 2]


def _hex(colour: _Colour) -> str:
    return "{:02X}{:02X}{:02X}".format(*colour)
