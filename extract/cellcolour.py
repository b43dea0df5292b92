"""The colour of a cell: the fill behind it, a mark drawn in it, the ink of its words."""

from __future__ import annotations

from collections.abc import Sequence

from extract.page import Fill, Page, Word
from schemas.colour import oklab
from schemas.geometry import Box

_COVERED = 0.5
_WHITE = 0.97
_CHROMATIC = 0.06
_SMALLEST_MARK = 3.0


class CellPaint:
    """The fills of a page, asked cell by cell."""

    def __init__(self, page: Page) -> None:
        self._fills = sorted(page.fills, key=lambda fill: fill.order)

    def of(self, cell: Box) -> tuple[str | None, str | None]:
        """The cell's fill and mark as RRGGBB; null where there is none, or white."""
        area = max(cell.width * cell.height, 1e-6)
        fill: str | None = None
        mark: str | None = None
        for painted in self._fills:
            shared = painted.box.overlap(cell)
            if shared >= _COVERED * area and not painted.round:
                fill = painted.colour
            elif _is_mark(painted, cell, shared):
                mark = painted.colour
        return _shown(fill), mark

    def ink(self, words: Sequence[Word]) -> str | None:
        """The colour of the words when it is a colour, and the same for most of them."""
        colours = [word.colour for word in words if is_chromatic(word.colour)]
        if len(colours) * 2 <= len(words) or not colours:
            return None
        return max(sorted(set(colours)), key=colours.count)


def _is_mark(painted: Fill, cell: Box, shared: float) -> bool:
    """A small coloured shape inside the cell: most of the shape in the cell, little of the cell in the shape."""
    box = painted.box
    small = min(box.width, box.height) >= _SMALLEST_MARK and max(box.width, box.height) <= 4 * min(
        box.width, box.height
    )
    return small and shared >= 0.8 * box.width * box.height and is_chromatic(painted.colour)


def is_chromatic(colour: str) -> bool:
    """Whether a colour is more than a shade of grey."""
    lab = oklab(colour)
    return lab is not None and (lab[1] ** 2 + lab[2] ** 2) ** 0.5 >= _CHROMATIC


def _shown(colour: str | None) -> str | None:
    lab = oklab(colour) if colour else None
    return colour if lab is not None and lab[0] < _WHITE else None
