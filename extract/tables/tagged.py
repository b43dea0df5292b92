"""Tables as the file itself calls them: Table, TR, TH, TD of the structure tree, placed on the page.

What belongs here: rows, columns and spans by the tags, the words of each cell by its marked content, cell boxes by
words and rules, and how well all this agrees with what is seen. Whether to believe it is for
`extract.tables.arbiter` to say: writers use tables for layout, and some lose spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from extract.page import Page, Tag, Word
from extract.tables.cellcolour import CellPaint
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from extract.tables.tagged_edges import Extent, edges, rule_positions
from schemas.geometry import Box, around

_GROUPS = frozenset({"THead", "TBody", "TFoot"})
_CELLS = frozenset({"TD", "TH"})
_WIDEST = 60  # columns; a span that makes a table wider is a writer's mistake
_OVERLAP = 2.0  # points that words of neighbouring rows or columns may share: fonts reach above and below their line
_LAYOUT = 0.3  # confidence of what is most likely no table to a reader


@dataclass(slots=True)
class _Cell:
    tag: Tag
    row: int
    column: int
    words: list[Word] = field(default_factory=list)

    @property
    def row_end(self) -> int:
        return self.row + self.tag.row_span

    @property
    def column_end(self) -> int:
        return self.column + self.tag.column_span


def tables(page: Page, wanted: Callable[[Box], bool] | None = None) -> list[Table]:
    """The tagged tables of a page in the order of the tags, a nested one after the one that holds it; with `wanted`,
    only those whose box is.

    `confidence` is that of `agrees`. Empty for a page without tags.
    """
    tags = [tag for root in page.tags for tag in _tables_below(root)]
    if not tags:
        return []
    by_mcid: dict[int, list[Word]] = {}
    for word in page.words:
        if word.mcid is not None:
            by_mcid.setdefault(word.mcid, []).append(word)
    paint = CellPaint(page)
    made = (_table(tag, page, by_mcid, paint, wanted) for tag in tags)
    return [table for table in made if table is not None]


def agrees(table: Table, page: Page) -> float:
    """How well a tagged table agrees with what is seen, 0 to 1.

    Of the borders between its rows and columns: the share that no word stands across; less for words inside the table
    that no cell holds. Under 0.5 where it is most likely layout: one column, one row, or mostly one filled cell a row.
    """
    if table.row_count < 2 or table.column_count < 2 or _is_layout(table):
        return _LAYOUT
    held = _held(table, page)
    borders = [*_crossings(table, held, level=True), *_crossings(table, held, level=False)]
    kept = sum(borders) / len(borders) if borders else 0.0
    inside = [word for word in page.words if table.box.holds_middle(word.box)]
    found = sum(len(words) for words in held)
    return round(kept * min(found / len(inside), 1.0), 3) if inside else 0.0


def _tables_below(tag: Tag) -> Iterator[Tag]:
    if tag.kind == "Table":
        yield tag
    for child in tag.children:
        yield from _tables_below(child)


def _rows_of(table: Tag) -> list[Tag]:
    rows = []
    for child in table.children:
        if child.kind == "TR":
            rows.append(child)
        elif child.kind in _GROUPS:
            rows.extend(grandchild for grandchild in child.children if grandchild.kind == "TR")
    return rows


def _table(
    tag: Tag,
    page: Page,
    by_mcid: dict[int, list[Word]],
    paint: CellPaint,
    wanted: Callable[[Box], bool] | None,
) -> Table | None:
    cells = _laid_out(_rows_of(tag))
    for cell in cells:
        cell.words = [word for mcid in _mcids(cell.tag) for word in by_mcid.get(mcid, ())]
    if sum(bool(cell.words) for cell in cells) < 2:
        return None
    _move_over_gaps(cells)
    row_edges, column_edges = _edges(cells, page)
    box = Box(column_edges[0], row_edges[0], column_edges[-1], row_edges[-1])
    if wanted is not None and not wanted(box):
        return None
    made = [_placed(cell, row_edges, column_edges, paint) for cell in cells]
    made += _painted(cells, row_edges, column_edges, paint)
    table = Table(page.number, box, tuple(made), "tags", 0.0, _header_rows(cells))
    return replace(table, confidence=agrees(table, page))


def _laid_out(rows: Sequence[Tag]) -> list[_Cell]:
    """Cells in the grid, as browsers lay out a table: the next column that no cell above spans into.

    A child without content on this page (an empty cell) is not in the tree but its place is counted, one column wide.
    """
    cells: list[_Cell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column, expected = 0, 0
        for child in row.children:
            if child.kind not in _CELLS:
                continue
            for _ in range(child.position - expected):
                column = _next_free(taken, number, column) + 1
            expected = child.position + 1
            column = _next_free(taken, number, column)
            cell = _Cell(_clamped(child, len(rows) - number, _WIDEST - column), number, column)
            taken.update((r, c) for r in range(number, cell.row_end) for c in range(column, cell.column_end))
            column = cell.column_end
            cells.append(cell)
    return cells


def _move_over_gaps(cells: Sequence[_Cell]) -> None:
    """Put cells right of the column they were counted into where the rows that fill all columns have theirs: Chromium
    tags no empty cell, so that those after it stand one column further left in the tags than on the page."""
    count = max(cell.column_end for cell in cells)
    rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        for row in range(cell.row, cell.row_end):
            rows.setdefault(row, []).append(cell)
    whole = {row for row, held in rows.items() if sum(cell.tag.column_span for cell in held) == count}
    if len(whole) == len(rows):
        return
    extents: list[list[Extent]] = [[] for _ in range(count)]
    for cell in cells:
        if cell.words and cell.row in whole and cell.tag.column_span == 1:
            box = around(word.box for word in cell.words)
            extents[cell.column].append((box.x0, box.x1))
    hulls = [_hull(column) for column in extents]
    for row in sorted(rows.keys() - whole):
        own = sorted((cell for cell in rows[row] if cell.row == row), key=lambda cell: cell.column, reverse=True)
        free = count
        for cell in own:
            cell.column = _column_of(cell, hulls, free)
            free = cell.column


def _column_of(cell: _Cell, hulls: Sequence[Extent | None], free: int) -> int:
    """The column at or right of its own, left of `free`, that a cell's words stand in; its own where none is."""
    if not cell.words or cell.tag.column_span > 1:
        return cell.column
    box = around(word.box for word in cell.words)
    within = [
        column
        for column in range(cell.column, free)
        if (hull := hulls[column]) is not None and box.x0 < hull[1] and hull[0] < box.x1
    ]
    return cell.column if not within or cell.column in within else within[0]


def _next_free(taken: set[tuple[int, int]], row: int, column: int) -> int:
    while (row, column) in taken:
        column += 1
    return column


def _clamped(tag: Tag, rows_left: int, columns_left: int) -> Tag:
    """A cell whose spans stay inside the table (a row span may reach over the page's end)."""
    rows, columns = max(min(tag.row_span, rows_left), 1), max(min(tag.column_span, columns_left), 1)
    if (rows, columns) == (tag.row_span, tag.column_span):
        return tag
    return replace(tag, row_span=rows, column_span=columns)


def _mcids(tag: Tag) -> Iterator[int]:
    """Marked content of a cell, without that of tables inside it."""
    yield from tag.mcids
    for child in tag.children:
        if child.kind != "Table":
            yield from _mcids(child)


def _edges(cells: Sequence[_Cell], page: Page) -> tuple[list[float], list[float]]:
    """Row edges (y) and column edges (x), by the words of cells of one row or column and by the rules between."""
    filled = [(cell, around(word.box for word in cell.words)) for cell in cells if cell.words]
    whole = around(box for _, box in filled)
    row_count = max(cell.row_end for cell in cells)
    column_count = max(cell.column_end for cell in cells)
    rows: list[list[Extent]] = [[] for _ in range(row_count)]
    columns: list[list[Extent]] = [[] for _ in range(column_count)]
    for cell, box in filled:
        if cell.tag.row_span == 1:
            rows[cell.row].append((box.y0, box.y1))
        if cell.tag.column_span == 1:
            columns[cell.column].append((box.x0, box.x1))
    across, down = (rule_positions(page.rules, whole, level=level) for level in (True, False))
    return (
        edges([_hull(extents) for extents in rows], across, whole.y0, whole.y1),
        edges([_hull(extents) for extents in columns], down, whole.x0, whole.x1),
    )


def _hull(extents: Sequence[Extent]) -> Extent | None:
    return (min(low for low, _ in extents), max(high for _, high in extents)) if extents else None


def _placed(cell: _Cell, rows: Sequence[float], columns: Sequence[float], paint: CellPaint) -> TableCell:
    box = Box(columns[cell.column], rows[cell.row], columns[cell.column_end], rows[cell.row_end])
    fill, mark = paint.of(box)
    return TableCell(
        text=cell_text(cell.words, box),
        row=cell.row,
        column=cell.column,
        row_span=cell.tag.row_span,
        column_span=cell.tag.column_span,
        box=box,
        fill=fill,
        mark=mark,
        ink=paint.ink(cell.words),
        bold=bool(cell.words) and all(word.bold for word in cell.words),
        confidence=min((word.confidence for word in cell.words), default=1.0),
        node=cell.tag.node,
    )


def _painted(
    cells: Sequence[_Cell], rows: Sequence[float], columns: Sequence[float], paint: CellPaint
) -> Iterator[TableCell]:
    """The cells that no tag tells of, since they hold no words, and that a colour or a mark fills."""
    taken = {
        (r, c) for cell in cells for r in range(cell.row, cell.row_end) for c in range(cell.column, cell.column_end)
    }
    for row, column in product(range(len(rows) - 1), range(len(columns) - 1)):
        if (row, column) not in taken:
            box = Box(columns[column], rows[row], columns[column + 1], rows[row + 1])
            fill, mark = paint.of(box)
            if fill or mark:
                yield TableCell("", row, column, 1, 1, box, fill, mark)


def _header_rows(cells: Sequence[_Cell]) -> int:
    """Leading rows of heading cells; a first column of heading cells makes no header row."""
    last = max(cell.row_end for cell in cells)
    for row in range(last):
        here = [cell for cell in cells if cell.row <= row < cell.row_end]
        if not here or any(cell.tag.kind != "TH" for cell in here):
            return row if row < last else 0
    return 0


def _is_layout(table: Table) -> bool:
    """Most rows fill one cell only."""
    filled = [0] * table.row_count
    for cell in table.cells:
        if cell.text:
            filled[cell.row] += 1
    rows = [count for count in filled if count]
    return sum(count == 1 for count in rows) * 2 > len(rows)


def _held(table: Table, page: Page) -> list[list[Word]]:
    """The words that each cell's text is made of, found by their marked content's place in the tags."""
    owner: dict[int, int] = {}
    nodes = {cell.node: place for place, cell in enumerate(table.cells) if cell.node is not None}
    for root in page.tags:
        _claim(root, None, nodes, owner)
    held: list[list[Word]] = [[] for _ in table.cells]
    for word in page.words:
        if word.mcid in owner:
            held[owner[word.mcid]].append(word)
    return held


def _claim(tag: Tag, cell: int | None, nodes: dict[int, int], owner: dict[int, int]) -> None:
    if tag.kind == "Table":
        cell = None
    cell = nodes.get(tag.node, cell)
    if cell is not None:
        owner.update(dict.fromkeys(tag.mcids, cell))
    for child in tag.children:
        _claim(child, cell, nodes, owner)


def _crossings(table: Table, held: Sequence[Sequence[Word]], *, level: bool) -> list[bool]:
    """For each border between two rows (`level`) or columns: whether no words stand across it."""
    count = table.row_count if level else table.column_count
    before: list[float] = [float("-inf")] * count
    after: list[float] = [float("inf")] * count
    for cell, words in zip(table.cells, held, strict=True):
        if not words:
            continue
        box = around(word.box for word in words)
        start, span = (cell.row, cell.row_span) if level else (cell.column, cell.column_span)
        low, high = (box.y0, box.y1) if level else (box.x0, box.x1)
        before[start + span - 1] = max(before[start + span - 1], high)
        after[start] = min(after[start], low)
    reach = [max(before[: place + 1]) for place in range(count)]
    return [end <= start + _OVERLAP for end, start in zip(reach[:-1], after[1:], strict=True)]
