"""What a page paints besides text, before it is folded and what cannot be seen is dropped. Plain data.

Not part of the page model: readers see `Rule`, `Fill` and `Image` of `extract.page`. The records are not frozen: they
live no longer than the reading of their page, and a map has thousands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.geometry import Box

THIN = 3.0  # points; Word's thickest ordinary border is 2.25, a filled row is never this low


@dataclass(slots=True)
class Area:
    """A filled shape. `colour` RRGGBB, null for a pattern or a shading; `solid`: hides what lies under its box;
    `round`: a sign such as a circle, triangle or tick; `ragged`: any other shape, of which only the outer box is known.
    """

    box: Box
    colour: str | None
    order: int
    solid: bool = False
    round: bool = False
    ragged: bool = False

    @property
    def thin(self) -> bool:
        box = self.box
        return box.x1 - box.x0 <= THIN or box.y1 - box.y0 <= THIN


@dataclass(slots=True)
class Line:
    """A straight stroke along an axis, as thick as its box."""

    box: Box
    horizontal: bool
    colour: str
    order: int
    dashed: bool = False


@dataclass(slots=True)
class Picture:
    """An image. `solid`: nothing shines through; `pixels`: of the longer side of its data."""

    box: Box
    order: int
    solid: bool
    pixels: int = 1000


@dataclass(slots=True)
class Drawing:
    """What a page paints besides text, each list in painting order."""

    areas: list[Area] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
