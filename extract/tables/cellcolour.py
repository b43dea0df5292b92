"""The colour of a cell: the fill behind it, a mark drawn in it, the ink of its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extract.page import Fill, Page, Word
from schemas.colour import colour_name, oklab
from schemas.geometry import Box

_COVERED = 0.5
_WHITE = 0.97
_CHROMATIC = 0.06
_SMALLEST_MARK = 3.0
_SMALLEST_SPOT = 5.0
_INSIDE = 0.8
_BAR, _EDGE = 3.0, 1.0
"""Times as long as high a bar is at least; points."""


class CellPaint:
    """The fills of a page, asked cell by cell."""

    def __init__(self, page: Page) -> None:
        self._painted = [
            (fill.box.x0, fill.box.y0, fill.box.x1, fill.box.y1, fill)
            for fill in sorted(page.fills, key=lambda fill: fill.order)
        ]
        self._marks = {id(fill) for fill in page.fills if _may_mark(fill) and not _is_bar(fill, page.fills)}
        self._dots = page.dots

    def of(self, cell: Box) -> tuple[str | None, str | None]:
        """The cell's fill and mark as RRGGBB; null where there is none, or white."""
        left, top, right, bottom = cell.x0, cell.y0, cell.x1, cell.y1
        covering = _COVERED * max(cell.width * cell.height, 1e-6)
        fill: str | None = None
        mark: str | None = None
        for x0, y0, x1, y1, painted in self._painted:
            if x0 >= right or x1 <= left or y0 >= bottom or y1 <= top:
                continue
            across = (x1 if x1 < right else right) - (x0 if x0 > left else left)
            shared = across * ((y1 if y1 < bottom else bottom) - (y0 if y0 > top else top))
            if shared >= covering and not painted.round:
                fill = painted.colour
            elif id(painted) in self._marks and shared >= _INSIDE * (x1 - x0) * (y1 - y0):
                mark = painted.colour
        return _shown(fill), mark

    def dots(self, cell: Box) -> tuple[Box, ...]:
        """The signs of lists that are drawn in the cell."""
        return tuple(dot for dot in self._dots if cell.holds_middle(dot)) if self._dots else ()

    def ink(self, words: Sequence[Word]) -> str | None:
        """The colour of the words when it is a colour, and the same for most of them."""
        used = {word.colour for word in words}
        if not any(map(is_chromatic, used)):
            return None
        colours = [word.colour for word in words if is_chromatic(word.colour)]
        if len(colours) * 2 <= len(words) or not colours:
            return None
        return max(sorted(set(colours)), key=colours.count)


def _may_mark(painted: Fill) -> bool:
    """Whether a fill may be a mark: a small coloured shape, about as wide as high; a grey one as round as a spot."""
    narrow, wide = sorted((painted.box.width, painted.box.height))
    if is_chromatic(painted.colour):
        return narrow >= _SMALLEST_MARK and wide <= 4 * narrow
    return narrow >= _SMALLEST_SPOT and wide <= 1.5 * narrow and colour_name(painted.colour) == "grey"


def _is_bar(painted: Fill, fills: Sequence[Fill]) -> bool:
    """Whether a shape is the part done of a bar that shows how far something is: it lies at the left of one as high and
    much longer."""
    box = painted.box
    return any(
        abs(other.box.x0 - box.x0) <= _EDGE
        and abs(other.box.y0 - box.y0) <= _EDGE
        and abs(other.box.y1 - box.y1) <= _EDGE
        and other.box.width >= max(_BAR * box.height, box.width + _EDGE)
        for other in fills
    )


@lru_cache(maxsize=4096)
def is_chromatic(colour: str) -> bool:
    """Whether a colour is more than a shade of grey."""
    lab = oklab(colour)
    return lab is not None and (lab[1] ** 2 + lab[2] ** 2) ** 0.5 >= _CHROMATIC


@lru_cache(maxsize=4096)
def _shown(colour: str | None) -> str | None:
    lab = oklab(colour) if colour else None
    return colour if lab is not None and lab[0] < _WHITE else None
