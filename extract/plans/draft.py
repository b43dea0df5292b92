"""A plan while its parts are gathered from the pages of a paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice

from extract.plans.block import Block
from extract.plans.grid import Strip, column_spans
from extract.plans.sections import Shape, kind_of
from extract.tables.table import Table
from schemas.verbatim import Paragraph


@dataclass(frozen=True, slots=True)
class Part:
    """A block's strips in the columns of its plan. `before` are the paragraphs between it and the part before;
    `cut` counts the strips at its start that are known to be the rest of as many at the end of the part before."""

    page: int
    strips: tuple[Strip, ...]
    table: Table
    before: tuple[Paragraph, ...] = ()
    cut: int = 0


@dataclass(slots=True)
class Draft:
    """A plan while its parts are gathered."""

    opening: Block
    report: int
    parts: list[Part] = field(default_factory=list)

    @property
    def shape(self) -> Shape:
        return Shape(self.opening.fields, self.opening.header, forms=self.opening.forms)

    @property
    def last_page(self) -> int:
        return self.parts[-1].table.last_page

    @property
    def holds_rows(self) -> bool:
        """Whether the plan has a row; one form alone may be the front of a report."""
        shape, strips = self.shape, (strip for part in self.parts for strip in part.strips)
        rows = (strip for strip in strips if kind_of(strip, shape) == "action")
        return next(islice(rows, int(self.opening.forms), None), None) is not None

    def spans_of(self, part: Part) -> tuple[tuple[float, float], ...]:
        """The plan's columns on the page of a part."""
        own = column_spans(part.table)
        return own if len(own) == len(self.opening.spans) else self.opening.spans
