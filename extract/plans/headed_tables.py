"""Small tables of who and when, each below a heading that says what is to be done, as forms in one table.

Web pages and word processors set an action as a heading with a table of labels below it ("Owner | ...", "Due | ...").
The heading stands outside the table, so the form has nothing to do; here it becomes a row across the form, which
`record` reads. A heading over a table that names its action itself stays a heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.headers.neighbours_what import WHAT
from extract.headers.vocabulary import heading
from extract.page import Word
from extract.plans.heads import is_bare_number
from extract.plans.labels import is_label, numbered_label
from extract.prose.rows import Row, rows_of
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, around

_COLUMNS = (2, 4, 6)
_FEWEST = 2
_WHO_AND_WHEN = frozenset(["owner", "deadline"])
_NEAR, _STEP = 3.0, 1.8
"""In font sizes: how far above its table a heading ends at most, and the step between two lines of it."""
_LINES = 8
"""Lines of a heading and of what stands below it."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A table and the words of the heading above it."""

    table: Table
    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The heading's own."""
        return around([word.box for word in self.words])


def is_headless_form(table: Table) -> bool:
    """Whether a table has labels for who and when, and none for what."""
    if table.column_count not in _COLUMNS:
        return False
    labels = [cell.text for cell in table.cells if not cell.column % 2 and cell.text]
    fields = {heading(text.rstrip(" :")).alone for text in labels if is_label(text)}
    return fields >= _WHO_AND_WHEN and fields.isdisjoint(WHAT)


def with_headings(tables: Sequence[Table], words: Sequence[Word], *, known: bool) -> tuple[Table, ...]:
    """The tables of a page with forms that follow each other below such headings as one; a form alone only where the
    page before has them (`known`)."""
    rows = rows_of([word for word in words if not word.turned])
    found: list[list[_Form]] = []
    for table in sorted(tables, key=lambda table: table.box.y0):
        form = _form(table, rows, tables) if is_headless_form(table) else None
        if form is None:
            continue
        if found and _follows(found[-1][-1], form, words):
            found[-1].append(form)
        else:
            found.append([form])
    joined = [forms for forms in found if len(forms) >= (1 if known else _FEWEST)]
    taken = {id(form.table) for forms in joined for form in forms}
    rest = [table for table in tables if id(table) not in taken]
    return tuple(sorted([*rest, *map(_joined, joined)], key=lambda table: (table.box.y0, table.box.x0)))


def _form(table: Table, rows: Sequence[Row], tables: Sequence[Table]) -> _Form | None:
    """The table with the bold or larger lines right above it, or the numbered heading with the text below it there;
    null where neither stands."""
    box = table.box
    above = [row for row in rows if row.pieces[0].box.y1 <= box.y0 + 1.0 and row.x0 < box.x1 and row.x1 > box.x0]
    inside = [word for row in rows for word in _words(row) if box.holds_middle(word.box)]
    size = min(word.size for word in inside)
    taken: list[Sequence[Word]] = []
    top = box.y0
    for row in reversed(above[-_LINES:]):
        own = _words(row)
        step = (_STEP if taken else _NEAR) * own[0].size
        apart = top - own[0].box.y1 > step or any(one.box.holds_middle(own[0].box) for one in tables)
        if apart or (taken and _stands_out(taken[0], size) and not _stands_out(own, size)):
            break
        taken[:0], top = [own], own[0].box.y0
    if not taken or not _stands_out(taken[0], size):
        return None
    numbered = numbered_label(taken[0]) or is_bare_number(" ".join(word.text for word in taken[0]))
    plain = [own for own in taken if not _stands_out(own, size)]
    return _Form(table, tuple(word for own in taken for word in own)) if numbered or not plain else None


def _words(row: Row) -> list[Word]:
    return [word for piece in row.pieces for word in piece.words]


def _stands_out(words: Sequence[Word], size: float) -> bool:
    return all(word.bold for word in words) or words[0].size > size + 1.0


def _follows(before: _Form, form: _Form, words: Sequence[Word]) -> bool:
    """Whether nothing but the heading stands between two forms."""
    foot, top = before.table.box.y1, form.box.y0
    return not any(foot < word.box.centre[1] < top for word in words)


def _joined(forms: Sequence[_Form]) -> Table:
    """One table of all these forms, each below its heading across all columns."""
    columns = max(form.table.column_count for form in forms)
    cells: list[TableCell] = []
    row = 0
    for form in forms:
        box = form.box
        cells.append(TableCell(cell_text(form.words, box), row, 0, 1, columns, box, bold=True))
        cells += [replace(cell, row=cell.row + row + 1) for cell in form.table.cells]
        row += form.table.row_count + 1
    first = forms[0].table
    return replace(first, box=around([cell.box for cell in cells]), cells=tuple(cells), header_rows=0)
