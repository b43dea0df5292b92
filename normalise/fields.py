"""A plan's row seen by field: which cells hold the owner, the deadline, the colour, and what is left over.

Verbatim only; what the texts mean is read elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.records import CellBox, HeaderText
from schemas.verbatim import Cell, Column, Field, Row

PUBLISHED_FIELDS: frozenset[Field] = frozenset(
    {
        "number",
        "section",
        "recommendation",
        "action",
        "owner",
        "deadline",
        "progress",
        "rag",
        "status",
        "success_measure",
        "evidence",
        "priority",
        "resources",
        "cost",
    }
)
"""Fields with a column of their own in `actions`; the cells of every other go to `other` under their heading."""


@dataclass(frozen=True, slots=True)
class FieldedRow:
    """A row with its plan's columns."""

    columns: tuple[Column, ...]
    row: Row

    def cells(self, *fields: Field) -> list[tuple[Column, Cell]]:
        """The cells of these fields with their columns, left to right."""
        return [pair for pair in zip(self.columns, self.row.cells, strict=True) if pair[0].field in fields]

    def text(self, *fields: Field) -> str | None:
        """The words of these fields, each cell on a line of its own; null when they are all empty."""
        return "\n".join(cell.text for _, cell in self.cells(*fields) if cell.text) or None

    def section(self) -> str | None:
        """The heading the row stands under, then the row's own section column."""
        above = self.row.section.text if self.row.section else ""
        return "\n".join(filter(None, (above, self.text("section")))) or None

    def other(self, *also: Field) -> tuple[HeaderText, ...]:
        """What stands in columns without a published field, and in those of the fields in `also`."""
        return tuple(
            HeaderText(column.header, cell.text)
            for column, cell in zip(self.columns, self.row.cells, strict=True)
            if cell.text and (column.field not in PUBLISHED_FIELDS or column.field in also)
        )

    def pages(self) -> tuple[int, ...]:
        """The pages the row itself stands on; cells carried down from above do not count."""
        own = [cell for cell in self.row.cells if not cell.carried] or list(self.row.cells)
        return tuple(sorted({place.page for cell in own for place in cell.places}))

    def boxes(self) -> tuple[CellBox, ...]:
        """Page and box of every cell, by field (by heading where there is none)."""
        cells = [
            (column.field or column.header, cell) for column, cell in zip(self.columns, self.row.cells, strict=True)
        ]
        if self.row.section is not None:
            cells.insert(0, ("section", self.row.section))
        return tuple(
            CellBox(
                name, place.page, *(round(side, 1) for side in (place.box.x0, place.box.y0, place.box.x1, place.box.y1))
            )
            for name, cell in cells
            for place in cell.places
        )
