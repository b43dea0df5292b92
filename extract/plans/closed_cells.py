"""Who and when that cells say at their end: "Fit new locks (Head of Estates, May 2025)", where no column names owners.

What an item of a list in prose says so is told in `extract.prose.closings`; here it becomes columns of the plan. A cell
whose lines each end so holds as many actions, each with an owner of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.prose.closings import Closing, closing
from schemas.verbatim import Cell, Column, Row

_FEWEST, _MOST = 3, 0.6
"""Actions that name someone at their end: the fewest that make a column of owners, and their share."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A row, or one line of its action, with what that says at its end; null where it names nobody there."""

    row: Row
    text: str
    closed: Closing | None
    first: bool = True


def with_closings(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Columns and rows with who, and perhaps when, taken from the end of each action into columns without a heading; as
    they are where a column names owners, or too few actions do. A cell of several such actions gives a row for each, of
    which all but the first carry the other cells."""
    fields = [column.field for column in columns]
    if "owner" in fields or fields.count("action") != 1:
        return tuple(columns), tuple(rows)
    at = fields.index("action")
    parts = [part for row in rows for part in _parts(row, at, timed="deadline" in fields)]
    owned = sum(part.closed is not None for part in parts)
    if owned < _FEWEST or owned < _MOST * sum(bool(part.text) for part in parts):
        return tuple(columns), tuple(rows)
    dated = any(part.closed and part.closed.deadline for part in parts)
    added = (Column("", "owner"), Column("", "deadline")) if dated else (Column("", "owner"),)
    return (*columns, *added), tuple(_row(part, at, len(added)) for part in parts)


def _parts(row: Row, at: int, *, timed: bool) -> Iterator[_Part]:
    """The actions of a row: the lines of its cell where each names someone at its end, else the cell as it is."""
    text = row.cells[at].text
    lines = text.split("\n")
    closed = [_closed(line, timed=timed) for line in lines]
    if len(lines) > 1 and all(closed):
        for number, (line, one) in enumerate(zip(lines, closed, strict=True)):
            yield _Part(row, line, one, first=not number)
    else:
        yield _Part(row, text, _closed(text, timed=timed))


def _closed(text: str, *, timed: bool) -> Closing | None:
    """What a text says at its end; nothing where it names a time as well in a plan with a column of deadlines: one of
    them would hide the other."""
    found = closing(text)
    return None if found is None or (timed and found.deadline) else found


def _row(part: _Part, at: int, added: int) -> Row:
    """The row of an action, with the cells that are added; what it says stands where its action does."""
    row, closed = part.row, part.closed
    action = row.cells[at]
    cells = [cell if part.first else replace(cell, carried=bool(cell.text) or cell.carried) for cell in row.cells]
    cells[at] = replace(action, text=closed.text if closed else part.text)
    told = (closed.owner, closed.deadline) if closed else ("", "")
    own = [replace(action, text=text, fill=None, mark=None, ink=None) if text else Cell() for text in told[:added]]
    return replace(
        row, cells=(*cells, *own), joins=row.joins if part.first else (), findings=row.findings if part.first else ()
    )
