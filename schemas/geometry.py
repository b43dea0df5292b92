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
        if self.x0 >= other.x1 or other.x0 >= self.x1 or self.y0 >= other.y1 or other.y0 >= self.y1:
            return 0.0
        across = (self.x1 if self.x1 < other.x1 else other.x1) - (self.x0 if self.x0 > other.x0 else other.x0)
        down = (self.y1 if self.y1 < other.y1 else other.y1) - (self.y0 if self.y0 > other.y0 else other.y0)
        return across * down if across > 0 and down > 0 else 0.0

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside, edges included."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def holds_middle(self, other: Box) -> bool:
        """Whether the middle of `other` lies inside, edges included."""
        return self.x0 <= (other.x0 + other.x1) / 2 <= self.x1 and self.y0 <= (other.y0 + other.y1) / 2 <= self.y1

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
        if box.x0 < x0:
            x0 = box.x0
        if box.y0 < y0:
            y0 = box.y0
        if box.x1 > x1:
            x1 = box.x1
        if box.y1 > y1:
            y1 = box.y1
    return Box(x0, y0, x1, y1)


@quick
@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page; pages count from 1."""

    page: int
    box: Box
