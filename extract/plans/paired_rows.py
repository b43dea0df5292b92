"""Rows printed on two lines of cells, each line in columns of its own: "Action | Lead | Date" over "Progress | RAG".

The header has the same two lines, and what stands left of both (a reference) spans them or stands on the first. Put
side by side, the cells of both lines are one row of an ordinary table. A header on two levels, whose lower headings
divide the upper ones, is none of these: its rows have one line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from extract.headers.fields import read_headings
from extract.headers.vocabulary import heading
from extract.tables.table import Table, TableCell

_FEWEST, _MOST = 2, 0.6
"""Second lines that a table has at least, and their share of the first lines."""
_BELOW = frozenset(["progress", "rag", "status", "comments", "evidence", "success_measure", "completed_date"])
"""What the second line tells, or a part of it."""
_EDGE = 3.0
_HEADER = 2
"""Lines of the header."""

_Line = Literal["first", "second", "group"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """How rows of two lines stand in a table: the columns in which the cells of each line begin, the columns of the
    grid, and its left and right in points; and what line each of its rows is."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    columns: int
    x0: float
    x1: float
    lines: tuple[_Line, ...] = ()

    def is_alike(self, other: Pairs) -> bool:
        """Whether both lines stand as they do in another table."""
        return (self.first, self.second, self.columns) == (other.first, other.second, other.columns)


def pairs_of(table: Table, before: Pairs | None) -> Pairs | None:
    """How the rows of a table stand on two lines, as its own header tells, or that of the page `before` where the
    grid is the same and each line shows which it is; null where they do not."""
    top, below = _row(table, 0), [cell for cell in _row(table, 1) if cell.text]
    if below and top and _is_header(top, below):
        first, second = (tuple(cell.column for cell in line) for line in (top, below))
        found = Pairs(first, second, table.column_count, table.box.x0, table.box.x1)
        goes_on = before is not None and found.is_alike(before)
        cut = goes_on and before is not None and before.lines[-1] == "first"
        found = replace(found, lines=_lines(table, found, cut))
    elif before is None or not _is_same_grid(table, before) or {*before.first} == {*before.second}:
        return None
    else:
        found, goes_on = replace(before, lines=_lines(table, before)), False
    seconds = found.lines.count("second")
    told = seconds >= _FEWEST and seconds >= _MOST * found.lines.count("first")
    return found if goes_on or told else None


def with_pairs_beside(table: Table, pairs: Pairs) -> Table:
    """The table with the second line of each row right of its first."""
    lines = pairs.lines
    news = [line != "second" or not at or lines[at - 1] != "first" for at, line in enumerate(lines)]
    rows = [number - 1 for number in accumulate(news)]
    cells = [
        _beside(cell, rows[cell.row], pairs) if lines[cell.row] == "second" else _alone(cell, rows[cell.row], pairs)
        for cell in table.cells
        if lines[cell.row] != "second" or cell.column >= pairs.second[0]
    ]
    headed = int(bool(table.header_rows))
    return replace(table, cells=tuple(sorted(cells, key=lambda one: (one.row, one.column))), header_rows=headed)


def _alone(cell: TableCell, row: int, pairs: Pairs) -> TableCell:
    """A cell of a first line, or a group's heading over the whole width, which is as wide as both lines now."""
    across = cell.column_span + len(pairs.second) * (cell.column_span == pairs.columns)
    return replace(cell, row=row, row_span=1, column_span=across)


def _beside(cell: TableCell, row: int, pairs: Pairs) -> TableCell:
    first = bisect_right(pairs.second, cell.column) - 1
    end = bisect_left(pairs.second, cell.column + cell.column_span)
    return replace(cell, row=row, column=pairs.columns + first, column_span=max(1, end - first))


def _row(table: Table, row: int) -> list[TableCell]:
    return [cell for cell in table.cells if cell.row == row]


def _is_header(top: Sequence[TableCell], below: Sequence[TableCell]) -> bool:
    """Whether the upper headings are those of a plan by themselves, and each of the lower ones names something else."""
    named = [heading(cell.text) for cell in below]
    fields = [one.alone for one in named]
    if _BELOW.isdisjoint(fields) or not all(one.candidates and one.candidates[0].whole for one in named):
        return False
    reading = read_headings([cell.text for cell in top])
    return reading.is_plan and {*reading.fields}.isdisjoint(fields)


def _is_same_grid(table: Table, pairs: Pairs) -> bool:
    sides = abs(table.box.x0 - pairs.x0), abs(table.box.x1 - pairs.x1)
    return table.column_count == pairs.columns and max(sides) <= _EDGE


def _lines(table: Table, pairs: Pairs, cut: bool = False) -> tuple[_Line, ...]:
    """What line of its pair each row of the table is, or a group's heading: by the cells that span both, by the columns
    in which its cells begin, and where these do not tell, by the row above. `cut`: below the header stands the second
    line of the last row of the page before."""
    rows: list[list[TableCell]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    lines: list[_Line] = []
    for at, cells in enumerate(rows):
        before = "first" if cut and at == _HEADER else lines[-1] if lines else "group"
        lines.append(_line(cells, rows[at - 1] if at else [], before, pairs))
    return tuple(lines)


def _line(cells: Sequence[TableCell], above: Sequence[TableCell], before: _Line, pairs: Pairs) -> _Line:
    if len(cells) == 1 and cells[0].column_span == pairs.columns:
        return "group"
    if any(cell.row_span == 2 for cell in above):
        return "second"
    if any(cell.row_span == 2 for cell in cells) or any(cell.text for cell in cells if cell.column < pairs.second[0]):
        return "first"
    starts = tuple(cell.column for cell in cells if cell.column >= pairs.second[0])
    if starts == pairs.second and starts != pairs.first:
        return "second"
    return "second" if before == "first" and starts == pairs.second else "first"
