"""A table found on a page: cells with spans, boxes and fills. Plain data; how it was found is told by `method`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.geometry import Box, Place, around
from schemas.quick import quick
from schemas.verbatim import Method


@quick
@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; `row` and `column` count from 0 and name its top left corner in the grid.

    Colours as in `schemas.verbatim.Cell`. `open_top` and `open_bottom` say that no border closes the cell
    on that side (a row cut by the page break has an open bottom here and an open top on the next page). `place` is
    where the cell is printed, if not at its box on the table's page: on a further page of a sheet too wide for one.
    """

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    fill: str | None = None
    mark: str | None = None
    ink: str | None = None
    bold: bool = False
    open_top: bool = False
    open_bottom: bool = False
    confidence: float = 1.0
    node: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page.

    `rows` is the grid as text: a merged cell's text at its top left, "" elsewhere. `header_rows` is the
    number of leading rows that are headings as far as the look of the table tells (tags, bold, fill), 0 when unknown.
    `confidence` in 0..1: how certain the grid is.
    """

    page: int
    box: Box
    cells: tuple[TableCell, ...]
    method: Method
    confidence: float = 1.0
    header_rows: int = 0

    @property
    def further_pages(self) -> frozenset[int]:
        """The pages besides its own that hold cells of the table."""
        return frozenset(cell.place.page for cell in self.cells if cell.place is not None)

    @property
    def last_page(self) -> int:
        """The last of the pages that follow each other from the table's own on and hold cells of it."""
        pages, last = self.further_pages, self.page
        while last + 1 in pages:
            last += 1
        return last

    @property
    def row_count(self) -> int:
        return max([cell.row + cell.row_span for cell in self.cells], default=0)

    @property
    def column_count(self) -> int:
        return max([cell.column + cell.column_span for cell in self.cells], default=0)

    @property
    def rows(self) -> list[list[str]]:
        """The grid as lists of text, all rows of equal length."""
        blank = [""] * self.column_count
        grid = [blank.copy() for _ in range(self.row_count)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


def table_of(page: int, method: Method, rows: Sequence[Sequence[tuple[str, Box]]], confidence: float) -> Table | None:
    """A table of plain rows, each cell a text and its box; null when there are none."""
    cells = tuple(
        TableCell(" ".join(text.split()), at, column, 1, 1, box, confidence=confidence)
        for at, row in enumerate(rows)
        for column, (text, box) in enumerate(row)
    )
    if not cells:
        return None
    return Table(page, around(cell.box for cell in cells), cells, method, confidence)
