"""Every table of a page, as cells with text, colours and borders.

The doors are `tables` (a file) and `tables_on` (a page). What belongs here: words and paint into the cells of the grids
that `arbiter` chose, innermost first, so that each word reaches one cell. Where grids come from stands in `arbiter`.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Page, Word
from extract.tables.arbiter import Candidate, candidates, settled
from extract.tables.cellcolour import CellPaint, is_chromatic
from extract.tables.celltext import cell_text
from extract.tables.charts import is_scattered
from extract.tables.figures import figured
from extract.tables.grid import Grid, GridCell
from extract.tables.group_headings import with_levels
from extract.tables.hanging import lowered
from extract.tables.label_lists import label_lists
from extract.tables.lattice import mended
from extract.tables.lists import is_list
from extract.tables.lone_headers import with_bare_header, with_header_parted
from extract.tables.middles import with_middles
from extract.tables.notes import without_note
from extract.tables.spilled import put_back
from extract.tables.table import Table, TableCell
from extract.tables.text_lines import Placed, outside, placed, text_lines, without_print_marks, without_stamps
from extract.tables.turned_texts import kept_together
from extract.tables.units import with_units
from extract.tables.unmerged import unmerged
from extract.upright import shown_table
from schemas.geometry import Box

_SURE, _TOLD = 0.5, 0.85
"""Confidence of what is a table, and of one at most whose rows are told by their text where rules part columns only."""
_RATING_WIDTH, _SEVERAL, _MANY_COLUMNS = 10.0, 2, 4
_BLANK = 14.0
"""Points from which an empty column is a column that nothing was written into."""


def tables(
    path: str | os.PathLike[str], *, pages: Iterable[int] | None = None, second_opinions: bool = False
) -> list[Table]:
    """Every table of a PDF, of any kind, in reading order. `pages` (from 1) limits the search.

    `second_opinions` asks other engines about doubtful tables, at about a second for each such page (docs/adr/0024).
    Raises the PaperErrors of `extract.pdfium.document.open_document`, UsageError where those engines are not installed.
    """
    from extract.pdfium.document import open_document
    from extract.tables.second_opinion import consulted

    found: list[Table] = []
    with open_document(path) as document:
        for number in range(1, document.page_count + 1) if pages is None else sorted(set(pages)):
            page = document.page(number)
            told = consulted(path, page, tables_on(page)) if second_opinions else tables_on(page)
            told = [table for table in told if table.confidence >= _SURE]
            found += [shown_table(table, page) for table in (*told, *_lists_on(page, told))]
    return found


def _lists_on(page: Page, found: Sequence[Table]) -> list[Table]:
    """The lists of labels with their texts on a page, outside its tables."""
    lines = text_lines(outside(placed(_of_tables(page)), [table.box for table in found]))
    made = [table_of(page, Candidate(grid, "alignment", _SURE)) for grid in label_lists(lines)]
    return [table for table in made if table is not None]


def tables_on(page: Page) -> list[Table]:
    """The tables of one page from the top, nested ones after the table that holds them.

    What may be a table but more likely is none (boxes one below the other) comes with a confidence under one half.
    """
    if not page.words:
        return []
    own = _of_tables(page)
    noteless = without_note(own)
    words = placed(own)
    paint = CellPaint(page)
    found = candidates(page, words)
    chosen = sorted(
        (_whole(one, words, page.height, found) if one.method == "rules" else one for one in found),
        key=lambda one: (one.grid.box.width * one.grid.box.height, one.grid.box.y0),
    )
    grids = [one.grid for one in chosen]
    held_by = _shared_out(kept_together(own, words if noteless is own else placed(noteless), grids), grids)
    made = []
    for one, held in zip(chosen, held_by, strict=True):
        table = _table(page.number, one, held, paint)
        if table is not None:
            made.append(table)
    if page.tags:
        made = settled(made, page)
    return sorted(made, key=lambda table: (table.box.y0, table.box.x0, -table.box.height))


def _whole(one: Candidate, words: Placed, height: float, found: Sequence[Candidate]) -> Candidate:
    """A grid of rules with what belongs to it above its first and below its last, unless that is another table's."""
    grid = with_bare_header(lowered(one.grid, words, height), words)
    if grid is one.grid or any(_touches(other.grid.box, grid.box, one.grid.box) for other in found):
        return one
    return replace(one, grid=grid)


def _touches(other: Box, whole: Box, part: Box) -> bool:
    """Whether a table shares more with a grid made larger than with the grid as it was."""
    return other.overlap(whole) > other.overlap(part) and other != part


def _of_tables(page: Page) -> Sequence[Word]:
    """The words that may stand in a table: no stamp across the page, no line printed on its edge."""
    return without_print_marks(without_stamps(page.words), page.height)


def table_of(page: Page, one: Candidate) -> Table | None:
    """A grid of the page that is known for a table with its text, colours and borders; null where it is empty."""
    words = placed(_of_tables(page))
    return _table(page.number, one, _shared_out(words, [one.grid])[0], CellPaint(page), fewest=1)


def _shared_out(words: Placed, grids: Sequence[Grid]) -> list[dict[int, list[Word]]]:
    """For each grid the words of its cells; a word goes to the first grid that has a cell for it."""
    shared: list[dict[int, list[Word]]] = []
    for grid in grids:
        held: defaultdict[int, list[Word]] = defaultdict(list)
        xs, ys = grid.xs, grid.ys
        left, right, columns = xs[0], xs[-1], len(xs) - 1
        levels = [y for y, _, _ in words]
        edges = [bisect_left(levels, ys[0]), *(bisect_left(levels, y) for y in ys[1:-1]), bisect_right(levels, ys[-1])]
        passed: list[tuple[float, float, Word]] = []
        for own, (first, last) in zip(grid.owners(), pairwise(edges), strict=True):
            for item in words[first:last]:
                x = item[1]
                if left <= x <= right:
                    held[own[bisect_right(xs, x, 0, columns) - 1]].append(item[2])
                else:
                    passed.append(item)
        shared.append(dict(held))
        words = [*words[: edges[0]], *passed, *words[edges[-1] :]]
    return shared


def _table(page: int, one: Candidate, words: dict[int, list[Word]], paint: CellPaint, fewest: int = 2) -> Table | None:
    """The grid as a table without its empty rows and columns; null where it holds too few filled cells: two, or one
    where it may be the rest of a row whose only long cell runs over several pages."""
    if len(words) < fewest and not (words and one.drawn and _may_be_rest(one.grid, words)):
        return None
    grid, words = with_levels(one.grid, words)
    confidence = one.confidence
    if one.drawn or one.painted or one.method == "fills":
        undrawn = grid.undrawn
        grid, words = unmerged(*put_back(grid, words))
        drawn = len(grid.ys)
        grid, words = mended(grid, words, undrawn)
        confidence = min(confidence, _TOLD) if len(grid.ys) > drawn else confidence
        grid, words = with_header_parted(grid, words)
    grid, words = with_units(*figured(grid, words))
    grid, words = (grid, words) if one.drawn else with_middles(grid, words)
    cells = [_cell(cell, words.get(number, ()), paint) for number, cell in enumerate(grid.cells)]
    if not one.drawn and (is_list(cells) or is_scattered(cells)):
        return None
    rows = _used([(cell.row, cell.row_span, _shows(cell)) for cell in cells], len(grid.ys) - 1)
    columns = _used([(cell.column, cell.column_span, _shows(cell)) for cell in cells], len(grid.xs) - 1)
    blank = {cell.column for cell in cells if cell.column_span == 1 and cell.box.width >= _BLANK}
    columns = [used or at in blank for at, used in enumerate(columns)]
    made = _renumbered(cells, rows, columns)
    if sum(columns) < 2 or sum(rows) < 2:
        confidence = min(confidence, 0.45)
    return Table(page, grid.box, tuple(made), one.method, round(confidence, 3), _header_rows(made, sum(rows)))


def _may_be_rest(grid: Grid, words: Iterable[int]) -> bool:
    """Whether the only filled cell is one of many, or of a few but not the first: a label alone, nothing beside it, is
    no rest of what the form before says."""
    return len(grid.xs) > _MANY_COLUMNS or (len(grid.xs) > _SEVERAL and all(grid.cells[at].column for at in words))


def _cell(cell: GridCell, words: Sequence[Word], paint: CellPaint) -> TableCell:
    fill, mark = paint.of(cell.box)
    return TableCell(
        text=cell_text(words, cell.box, paint.dots(cell.box)),
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        box=cell.box,
        fill=fill,
        mark=mark,
        ink=paint.ink(words),
        bold=bool(words) and all([word.bold for word in words]),
        open_top=cell.open_top,
        open_bottom=cell.open_bottom,
        confidence=min([word.confidence for word in words], default=1.0),
    )


def _shows(cell: TableCell) -> bool:
    """Whether a reader sees something in the cell: words, a mark, or a colour wide enough to be a rating."""
    coloured = cell.fill is not None and is_chromatic(cell.fill) and cell.box.width >= _RATING_WIDTH
    return bool(cell.text or cell.mark or coloured)


def _used(spans: Sequence[tuple[int, int, bool]], count: int) -> list[bool]:
    """For each row (or column): whether it is one of the fewest such that each cell that shows something has one of its
    own. Where the sides of cells move a little from one block of rows to the next, the strip between is none."""
    used = [False] * count
    for end, start in sorted({(start + span, start) for start, span, shows in spans if shows}):
        if not any(used[start:end]):
            used[end - 1] = True
    return used


def _renumbered(cells: Sequence[TableCell], rows: Sequence[bool], columns: Sequence[bool]) -> list[TableCell]:
    if all(rows) and all(columns):
        return list(cells)
    kept = []
    for cell in cells:
        down = sum(rows[cell.row : cell.row + cell.row_span])
        along = sum(columns[cell.column : cell.column + cell.column_span])
        if down and along:
            row, column = sum(rows[: cell.row]), sum(columns[: cell.column])
            kept.append(replace(cell, row=row, column=column, row_span=down, column_span=along))
    return kept


def _header_rows(cells: Sequence[TableCell], rows: int) -> int:
    """How many leading rows look like headings: all their text bold, or on a fill that the rows below have not."""
    count = 0
    while count < min(rows - 1, 3):
        row = [cell for cell in cells if cell.row == count and cell.text]
        if row and not (all(cell.bold for cell in row) or (all(cell.fill for cell in row) and _stands_out(cells, row))):
            break
        if len(row) < 2 and count:
            break
        count += 1
    return count


def _stands_out(cells: Sequence[TableCell], row: Sequence[TableCell]) -> bool:
    below = {cell.fill for cell in cells if cell.row > row[0].row + 1 and cell.text}
    return row[0].fill not in below
