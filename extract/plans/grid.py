"""A table as strips: one for each physical row, with the cell that reaches into every column.

Strips are what headers are found in, sections told from and page breaks mended on; they become `schemas.verbatim.Row`s
when a plan is finished. Nothing here knows what a column means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.tables.table import Table, TableCell
from schemas.geometry import Box, Place, around
from schemas.quick import quick
from schemas.verbatim import Cell, Finding, Join

_NOTHING = Cell()


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """A cell as one row sees it. `first` is false in the rows and columns that a merged cell only reaches into;
    `across` counts the columns and `down` the rows of the whole cell."""

    cell: Cell = _NOTHING
    first: bool = True
    across: int = 1
    down: int = 1
    bold: bool = False
    open_top: bool = False
    open_bottom: bool = False
    node: int | None = None

    @property
    def text(self) -> str:
        """The text where the cell begins, nothing where it only reaches into."""
        return self.cell.text if self.first else ""

    @property
    def shows(self) -> bool:
        """Whether a reader sees something here: text or a drawn mark."""
        return self.first and bool(self.cell.text or self.cell.mark)


_NO_PIECE = Piece()


@quick
@dataclass(frozen=True, slots=True)
class Strip:
    """A row of a table on its page, joined with what a page break cut from it."""

    page: int
    top: float
    bottom: float
    pieces: tuple[Piece, ...]
    joins: tuple[Join, ...] = ()
    findings: tuple[Finding, ...] = ()
    section: Cell | None = None
    confidence: float = 1.0

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(piece.text for piece in self.pieces)


def strips(table: Table) -> tuple[Strip, ...]:
    """The rows of a table from the top down, each with a piece for every column."""
    width, height = table.column_count, table.row_count
    grid = [[_NO_PIECE] * width for _ in range(height)]
    for cell in table.cells:
        piece = _piece(table.page, cell)
        reached = piece if cell.row_span == cell.column_span == 1 else replace(piece, first=False)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = reached
        grid[cell.row][cell.column] = piece
    edges = _row_edges(table, height)
    return tuple(
        Strip(table.page, *edges[number], tuple(pieces), confidence=table.confidence)
        for number, pieces in enumerate(grid)
    )


def _piece(page: int, cell: TableCell) -> Piece:
    verbatim = Cell(
        text=cell.text.strip(),
        places=(cell.place or Place(page, cell.box),),
        fill=cell.fill,
        mark=cell.mark,
        ink=cell.ink,
        confidence=cell.confidence,
    )
    return Piece(
        verbatim,
        across=cell.column_span,
        down=cell.row_span,
        bold=cell.bold,
        open_top=cell.open_top,
        open_bottom=cell.open_bottom,
        node=cell.node,
    )


def _row_edges(table: Table, rows: int) -> list[tuple[float, float]]:
    """Top and bottom of every row, from its unmerged cells where there are any."""
    own: list[list[Box]] = [[] for _ in range(rows)]
    for cell in table.cells:
        if cell.row_span == 1:
            own[cell.row].append(cell.box)
    edges: list[tuple[float, float]] = []
    for row in range(rows):
        reach = (
            own[row] or [cell.box for cell in table.cells if cell.row <= row < cell.row + cell.row_span] or [table.box]
        )
        edges.append((min([box.y0 for box in reach]), max([box.y1 for box in reach])))
    return edges


def column_spans(table: Table) -> tuple[tuple[float, float], ...]:
    """Left and right of every column, from its unmerged cells where there are any."""
    alone: list[list[Box]] = [[] for _ in range(table.column_count)]
    for cell in table.cells:
        if cell.column_span == 1:
            alone[cell.column].append(cell.box)
    spans: list[tuple[float, float]] = []
    for column, own in enumerate(alone):
        if own:
            middle = len(own) // 2
            spans.append((sorted([box.x0 for box in own])[middle], sorted([box.x1 for box in own])[middle]))
            continue
        starts = [cell.box.x0 for cell in table.cells if cell.column == column]
        ends = [cell.box.x1 for cell in table.cells if cell.column + cell.column_span == column + 1]
        left = min(starts, default=spans[-1][1] if spans else table.box.x0)
        spans.append((left, max(max(ends, default=left), left)))
    return tuple(spans)


def keep_columns(rows: Sequence[Strip], columns: Sequence[int]) -> tuple[Strip, ...]:
    """The strips with these columns only, a merged cell's text moved to the first of its columns that is kept."""
    if rows and list(columns) == list(range(len(rows[0].pieces))):
        return tuple(rows)
    return tuple(replace(row, pieces=_kept(row.pieces, columns)) for row in rows)


def _kept(pieces: tuple[Piece, ...], columns: Sequence[int]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    for at, column in enumerate(columns):
        piece = pieces[column]
        before = columns[at - 1] if at else -1
        lost = next((p for p in pieces[before + 1 : column] if p.first and p.cell is piece.cell and p.shows), None)
        kept.append(lost if lost is not None and not piece.first else piece)
    return tuple(kept)


def strip_box(strip: Strip) -> Box:
    """The box around all cells of the strip."""
    boxes = [place.box for piece in strip.pieces for place in piece.cell.places]
    found = around(boxes) if boxes else Box(0, strip.top, 0, strip.bottom)
    return Box(found.x0, strip.top, found.x1, strip.bottom)
