"""Labels beside what they say, or the tables drawn there: which of both a page's forms are read from.

A drawn form whose cells a reader sees is read as a table (`record`); where its fills or gaps cut it otherwise, the
labels say more. The labels are found in `label_columns`; what is made of them is told in `written`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.page import Page
from extract.plans.entries import Card, Entry, parts
from extract.plans.grid import Strip, strips
from extract.plans.label_columns import label_columns, may_hold_columns
from extract.plans.record import records
from extract.tables.table import Table
from schemas.geometry import around
from schemas.verbatim import Method

_FEWEST = 3
"""Labels of a form that is whole."""
_BY_TEXT = frozenset[Method](["alignment", "prose", "camelot", "pdfplumber"])
_CELLS = 3
"""Cells for each label beyond which a table is more than a form: one of the label, and what it says, cut in two."""


def sided_cards(page: Page, tables: Sequence[Table], free: Sequence[Table]) -> list[Card]:
    """The labels that stand in a column beside what they say, where no table drawn there has as many."""
    if not may_hold_columns(page.words):
        return []
    grids = [table.box for table in tables if parts(table) > 1 and not any(table is one for one in free)]
    words = [word for word in page.words if not any(box.holds_middle(word.box) for box in grids)]
    found: list[Card] = []
    for card in label_columns(words):
        there = tuple(table for table in free if table.box.overlap(card.box) > 0.0)
        drawn = [table for table in there if table.method not in _BY_TEXT]
        lesser = [table for table in drawn if not _tells_as_much(table, card)]
        if len(lesser) == len(drawn):
            found.append(replace(card, drawn=there))
        else:
            found += [one for table in lesser if (one := _part_of(card, table)) is not None]
    return found


def _tells_as_much(table: Table, card: Card) -> bool:
    """Whether a drawn table gives forms that have as many labels as stand on its height, or more cells than these."""
    own = _on_height(card, table)
    cells = [cell for cell in table.cells if cell.text]
    told = records(strips(table))
    if told is not None:
        forms = [strip for strip in told.strips if is_form(strip)]
        return sum(bool(piece.cell.places) for strip in forms for piece in strip.pieces) >= len(own)
    return max(len({cell.row for cell in cells}), len(cells) / _CELLS) > len(own)


def _part_of(card: Card, table: Table) -> Card | None:
    """The labels on the height of one table as a card of their own; null where they are too few for a form."""
    own = _on_height(card, table)
    words = [word for entry in own for word in (*entry.label, *entry.said)]
    return Card(around(word.box for word in words), tuple(own), (table,)) if len(own) >= _FEWEST else None


def _on_height(card: Card, table: Table) -> list[Entry]:
    """The labels of a card that stand on the height of a table."""
    return [
        entry for entry in card.entries if entry.label and table.box.y0 <= entry.label[0].box.centre[1] <= table.box.y1
    ]


def is_form(strip: Strip) -> bool:
    """Whether a strip of forms is one, and no heading above it."""
    return sum(bool(piece.text) for piece in strip.pieces) > 1
