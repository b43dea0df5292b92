"""Where something is on a page.

Points (1/72 inch), origin at the top left of the page as a reader sees it (after /Rotate and the crop
box), x to the right, y down. Nothing here knows about words, cells or tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom in points; `x0 <= x1` and `y0 <= y1`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def overlap(self, other: Box) -> float:
        """Area shared with `other`, in square points; 0.0 where they only touch."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        down = min(self.y1, other.y1) - max(self.y0, other.y0)
        return across * down if across > 0 and down > 0 else 0.0

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside, edges included."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; ValueError when there is none."""
    first, *rest = boxes
    x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
    for box in rest:
        x0 = box.x0 if box.x0 < x0 else x0
        y0 = box.y0 if box.y0 < y0 else y0
        x1 = box.x1 if box.x1 > x1 else x1
        y1 = box.y1 if box.y1 > y1 else y1
    return Box(x0, y0, x1, y1)


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page; pages count from 1."""

    page: int
    box: Box
