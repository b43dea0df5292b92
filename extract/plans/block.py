"""A run of a table's rows under one header: what plans are gathered from, however the table is laid out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.plans.grid import Strip
from extract.plans.matrix import matrix_of
from extract.plans.record import records
from extract.tables.table import Table


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a table's strips under one header. `header` is empty where the table goes on without one; `above`
    are strips between the top (or the block before) and the header; `spans` are the columns' left and right edges."""

    table: Table
    body: tuple[Strip, ...]
    spans: tuple[tuple[float, float], ...]
    header: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    header_strips: tuple[Strip, ...] = ()
    above: tuple[Strip, ...] = ()
    evidence: float = 0.0
    forms: bool = False
    """Whether every row is a form of its own, with the header down its left side."""

    @property
    def page(self) -> int:
        return self.table.page

    @property
    def top(self) -> float:
        """Where the block begins on its page."""
        first = self.above or self.header_strips or self.body
        return first[0].top if first else self.table.box.y0

    def rows_only(self) -> Table:
        """The table from its top down to the block's last row."""
        foot = self.body[-1].bottom if self.body else self.table.box.y1
        return replace(self.table, cells=tuple(cell for cell in self.table.cells if cell.box.centre[1] <= foot))


def of_forms(table: Table, rows: tuple[Strip, ...]) -> Block | None:
    """The table's forms as the rows of a plan; null where it has none."""
    found = records(rows)
    if found is None:
        return None
    head, fields = (found.label_strip,), found.reading.fields
    return Block(table, found.strips, found.spans, found.labels, fields, head, evidence=found.reading.plan, forms=True)


def of_matrix(table: Table, rows: tuple[Strip, ...]) -> Block | None:
    """The table's actions in columns of terms or partners as the rows of a plan; null where it has none."""
    found = matrix_of(rows)
    if found is None:
        return None
    spans = tuple((float(at), float(at + 1)) for at in range(len(found.header)))
    return Block(table, found.strips, spans, found.header, found.fields, (found.head,), evidence=found.plan)
