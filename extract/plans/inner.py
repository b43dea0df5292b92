"""Tables inside a cell of another: for a plan, what they hold is text of that cell, and they are no plans of their own.

Whether a table holds another is told by boxes alone. `extract.tables` gives both as they stand; only the rows of plans
are put together here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.page import Word
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

_COLUMNS = 3
"""A grid of fewer columns around a table is a frame or a layout, not the row that the table belongs to."""
_SHARE = 0.7
"""Of the outer table's width: a cell that is wider holds what stands under the row, a group heading or a table."""
_EDGE = 1.5


def with_inner_text(tables: Sequence[Table], words: Sequence[Word]) -> tuple[Table, ...]:
    """The tables of a page without those inside a cell, whose words are added to that cell's text, line by line."""
    held: dict[int, list[tuple[TableCell, int]]] = {}
    for at, table in enumerate(tables):
        around = [
            (number, cell)
            for number, outer in enumerate(tables)
            if outer is not table
            and _holds(outer.box, table.box)
            and outer.column_count >= _COLUMNS
            and (cell := _cell_around(outer, table.box)) is not None
        ]
        if around:
            number, cell = min(around, key=lambda one: one[1].box.width * one[1].box.height)
            held.setdefault(number, []).append((cell, at))
    if not held:
        return tuple(tables)
    inside = {at for cells in held.values() for _, at in cells}
    return tuple(
        _filled(table, [cell for cell, _ in held[at]], words) if at in held else table
        for at, table in enumerate(tables)
        if at not in inside
    )


def _cell_around(outer: Table, box: Box) -> TableCell | None:
    found = (cell for cell in outer.cells if _holds(cell.box, box))
    return next((cell for cell in found if cell.box.width <= _SHARE * outer.box.width), None)


def _filled(table: Table, cells: Sequence[TableCell], words: Sequence[Word]) -> Table:
    """The table with the words that stand in these cells, whatever table inside has them."""
    places = {(cell.row, cell.column) for cell in cells}
    return replace(
        table,
        cells=tuple(
            replace(cell, text=cell_text([word for word in words if cell.box.holds_middle(word.box)], cell.box))
            if (cell.row, cell.column) in places
            else cell
            for cell in table.cells
        ),
    )


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x0 - _EDGE <= inner.x0
        and outer.y0 - _EDGE <= inner.y0
        and inner.x1 <= outer.x1 + _EDGE
        and inner.y1 <= outer.y1 + _EDGE
    )
