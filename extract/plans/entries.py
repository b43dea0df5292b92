"""What labels say, entry by entry: in the cells of a drawn card, and in the lines of one cell.

What belongs here: an entry, and a card, whose cells open with labels or stand below one. Which entries stand together
as a form is told in `written`, labels in a column of their own in `label_columns`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.headers.vocabulary import heading
from extract.page import Page, Word
from extract.plans.labels import is_label, numbered_label, segments, stands_above
from extract.prose.rows import Piece, rows_of
from extract.tables.table import Table, TableCell
from schemas.geometry import Box


@dataclass(slots=True)
class Entry:
    """A label with what it says, or a heading across the form when there is no label; `rest` of what a label on the
    page before says."""

    label: tuple[Word, ...]
    said: list[Word] = field(default_factory=list)
    fill: str | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Labels that were told together from what they say, where they stand, and the tables that stand there."""

    box: Box
    entries: tuple[Entry, ...]
    drawn: tuple[Table, ...] = ()


def banner_of(words: Sequence[Word]) -> Entry:
    """The heading of a form: what is to be done, where its numbered label says so ("Action 3: Fit new locks")."""
    label = numbered_label(words)
    names = heading(" ".join(word.text for word in label[:-1] or label)).field if label else None
    return Entry(tuple(label), list(words[len(label) :])) if names == "action" else Entry((), list(words))


def card_of(page: Page, table: Table) -> Card | None:
    """A table all of whose cells open with labels, stand below one, or head the form across all of it."""
    if parts(table) < 2:
        return None
    page = within(page, table)
    rows = [[cell for cell in table.cells if cell.row == at and cell.text] for at in range(table.row_count)]
    entries: list[Entry] = []
    above: list[TableCell] = []
    for row, after in pairwise([*(sorted(row, key=lambda cell: cell.column) for row in rows if row), []]):
        head = _is_head(row, after, table.column_count) and (not above or _look_alike(above, row))
        own = _beneath(page, above, [] if head else row) if above else None
        if above and own is None:
            return None
        if head:
            above = row
        elif own is not None:
            above = []
        else:
            own = _of_row(page, row, table.column_count if entries or len(row) > 1 else row[0].column_span)
            if own is None:
                return None
        entries += own or []
    return Card(table.box, tuple(entries), (table,)) if any(entry.label for entry in entries) else None


def within(page: Page, table: Table) -> Page:
    """The page with the words of a table only."""
    return replace(page, words=tuple(word for word in page.words if table.box.holds_middle(word.box)))


def parts(table: Table) -> int:
    """The most cells with text in a row; a box around text has one, and its lines are read like any."""
    return max(Counter([cell.row for cell in table.cells if cell.text]).values(), default=0)


def _is_head(row: Sequence[TableCell], after: Sequence[TableCell], columns: int) -> bool:
    """Whether the cells of a row are nothing but labels, which belong to the cells of the row below: several, or one
    painted over all columns, or alone in its row above a text alone in its own."""
    first, alone = row[0], [cell for cell in after if not is_label(cell.text)]
    above = len(alone) == len(after) == 1 and alone[0].column == first.column
    painted = first.fill is not None and (first.column_span == columns or above)
    return (len(row) > 1 or painted) and all(is_label(cell.text) for cell in row)


def _look_alike(above: Sequence[TableCell], row: Sequence[TableCell]) -> bool:
    """Whether a row below labels is set as they are: what these say may read like a label, too ("Directors")."""
    return {(cell.bold, cell.fill) for cell in above} == {(cell.bold, cell.fill) for cell in row}


def _beneath(page: Page, heads: Sequence[TableCell], row: Sequence[TableCell]) -> list[Entry] | None:
    """What stands below labels, each in the columns of its own; null where anything stands elsewhere."""
    under = [[cell for cell in row if cell.column == head.column] for head in heads]
    if sum(map(len, under)) < len(row):
        return None
    return [
        Entry(
            tuple(_words(page, head)),
            [word for cell in cells for word in _words(page, cell)],
            next((cell.fill for cell in cells), None),
        )
        for head, cells in zip(heads, under, strict=True)
    ]


def _of_row(page: Page, row: Sequence[TableCell], columns: int) -> list[Entry] | None:
    """What the cells of a row say; null where one that has no label stands beside others."""
    entries: list[Entry] = []
    top, foot = min(cell.box.y0 for cell in row), max(cell.box.y1 for cell in row)
    level = [word for word in page.words if top <= word.box.centre[1] <= foot]
    for cell in row:
        lines_of = rows_of([word for word in level if cell.box.holds_middle(word.box)])
        own = list(_of_lines([_in_line(line.pieces) for line in lines_of]))
        if not own or not (own[0].label or cell.column_span == columns):
            return None
        entries += [Entry(one.label, one.said, cell.fill) for one in own]
    return entries


def _words(page: Page, cell: TableCell) -> list[Word]:
    return [word for word in page.words if cell.box.holds_middle(word.box)]


def _in_line(pieces: Sequence[Piece]) -> list[Word]:
    return [word for piece in pieces for word in piece.words]


def _of_lines(rows: Sequence[Sequence[Word]]) -> Iterator[Entry]:
    """What the lines of one cell say: text before the first label is a heading."""
    if len(rows) > 1 and stands_above(rows[0], rows[1]):
        yield from _stacked(rows)
        return
    entry: Entry | None = None
    for row in rows:
        for label, said in segments(row):
            if label or entry is None:
                if entry is not None:
                    yield entry
                entry = Entry(label)
            entry.said += said
    if entry is not None:
        yield entry


def _stacked(rows: Sequence[Sequence[Word]]) -> Iterator[Entry]:
    """What lines say each of which is a label above what it names, or goes on with that."""
    entry = Entry(tuple(rows[0]))
    for row, after in pairwise([*rows[1:], ()]):
        if entry.said and after and stands_above(row, after):
            yield entry
            entry = Entry(tuple(row))
        else:
            entry.said += row
    yield entry
