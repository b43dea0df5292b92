"""What a drawn grid leaves out: rows that only the text tells, where rules part columns or groups of rows only.

A grid is mended after its words are known. One whose rules part its rows is left as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from extract.page import Word
from extract.tables.alignment_centred import centred_rows
from extract.tables.alignment_figures import figure_rows
from extract.tables.alignment_groups import rows_between, told_rows
from extract.tables.alignment_rows import certain_rows
from extract.tables.cuts import Held, cut_region, cut_row
from extract.tables.grid import Grid
from extract.tables.text_lines import FIGURE, TextLine, placed, text_lines

_FEW_ROWS, _MORE_ROWS = 3, 4
"""Rows of a grid, a header and two that rules part, that may be groups, and rows in one of them that show that: fewer
are paragraphs of one row."""
_FEWEST_STARTS, _SENTENCE = 3, 3
_HEADING = 12
"""Words of a heading."""
_BULLET = "o"


def mended(grid: Grid, held: Held, undrawn: Sequence[float] = ()) -> tuple[Grid, Held]:
    """The grid with the rows that its text tells, and the words in the cells of these. `undrawn` are its row positions
    that no rule draws: what rules draw is known as a row."""
    grid, held = _with_painted_rows(grid, held, undrawn) if undrawn else (grid, held)
    rows = len(grid.ys) - 1
    by_row: list[list[int]] = [[] for _ in range(rows)]
    for number, cell in enumerate(grid.cells):
        by_row[cell.row].append(number)
    headless = _is_body(by_row[0], held)
    filled = sum(any(held.get(number) for number in cells) for cells in by_row)
    parted = {row for row in range(1, rows) if _is_parted(grid, by_row[row]) and not _is_headed(by_row, row, held)}
    parted |= {0} if headless else set()
    drawn = any(row in parted and row - 1 in parted and grid.ys[row] not in undrawn for row in range(1, rows))
    for row in reversed(range(rows)):
        cells = by_row[row]
        if not _is_plain(grid, cells):
            continue
        figures = _stacked_figures(grid, cells, held)
        headed = row == 0 and all(word.bold for number in cells for word in held.get(number, ()))
        if not figures and ((drawn and (headless or filled > _FEW_ROWS)) or headed or len(cells) < 3):
            continue
        cut = _cut(grid, row, cells, held, figures=figures)
        if not drawn or filled < _FEW_ROWS or figures or len(cut[0].ys) >= len(grid.ys) + _MORE_ROWS - 1:
            grid, held = cut
    return grid, held


def _cut(grid: Grid, row: int, cells: Sequence[int], held: Held, *, figures: bool) -> tuple[Grid, Held]:
    """The grid with one plain row cut where figures, strips free of text or its lines tell rows: of the last two, where
    more are."""
    lines = text_lines(placed(word for number in cells for word in held.get(number, ())))
    told = figure_rows(lines, grid.xs) if figures else _told_rows(lines, grid.xs) if row else None
    starts = told or [0]
    columns = [text_lines(placed(held.get(number, ()))) for number in cells]
    strips = [] if figures else _of_rows(told_rows(columns, grid.ys[row], grid.ys[row + 1]), columns)
    if len(strips) + 1 < len(starts) or not strips:
        levels = [(lines[at - 1].y1 + lines[at].y0) / 2 for at in starts[1:]]
        return cut_row(grid, row, levels, held) if levels else (grid, held)
    return cut_row(grid, row, [y for y, _ in strips], held, [first for _, first in strips])


def _of_rows(strips: list[tuple[float, int]], columns: Sequence[Sequence[TextLine]]) -> list[tuple[float, int]]:
    """The strips, where they part rows: a single one beside cells that go on parts paragraphs of a row, and so do those
    that sentences run over in columns that they part, and whose first text does not begin in lower case, either."""
    telling = [lines if lines and not lines[0].runs[0].text[:1].islower() else () for lines in columns]
    over = sum(any(_leaves_open(above, below) for above, below in _parted(telling[first:], y)) for y, first in strips)
    return [] if 2 * over > len(strips) or (len(strips) == 1 and strips[0][1]) else strips


def _parted(columns: Sequence[Sequence[TextLine]], y: float) -> Iterator[tuple[str, str]]:
    """The text above and below a height, of each column that has both."""
    for lines in columns:
        above = [run.text for line in lines if line.y1 <= y for run in line.runs]
        below = [run.text for line in lines if line.y0 >= y for run in line.runs]
        if above and below:
            yield " ".join(above), below[0]


def _with_painted_rows(grid: Grid, held: Held, undrawn: Sequence[float]) -> tuple[Grid, Held]:
    """The grid with rows that only some cells draw, as painted ratings do, cut through the others, too, where their
    text says so; what is merged beside them spans the rows of its group."""
    for row, end, columns in _runs(grid, held, undrawn):
        told = rows_between(columns, grid.ys[row : end + 1])
        starts = {row + at: first for at, first in enumerate(told, 1)}
        if starts and min(starts.values()) < len(columns):
            grid, held = cut_region(grid, (row, end), held, partial(_of_column, starts))
    return grid, held


def _of_column(starts: dict[int, int], column: int) -> list[int]:
    return [row for row, first in starts.items() if first <= column]


def _runs(grid: Grid, held: Held, undrawn: Sequence[float]) -> Iterator[tuple[int, int, list[list[TextLine]]]]:
    """Rows over which a cell with words goes that no rule parts: the first, the one after the last, and the lines
    of each column in them."""
    tall = (cell for number, cell in enumerate(grid.cells) if cell.row_span > 1 and number in held)
    spans = {(cell.row, cell.row + cell.row_span) for cell in tall}
    for row, end in sorted(spans):
        inside = [(n, cell) for n, cell in enumerate(grid.cells) if cell.row < end and cell.row + cell.row_span > row]
        whole = all(row <= cell.row and cell.row + cell.row_span <= end for _, cell in inside)
        drawn = any(y not in undrawn for y in grid.ys[row + 1 : end])
        if drawn or not whole or any(cell.column_span > 1 for _, cell in inside):
            continue
        words: list[list[Word]] = [[] for _ in grid.xs[1:]]
        for number, cell in inside:
            words[cell.column] += held.get(number, ())
        yield row, end, [text_lines(placed(own)) for own in words]


def _is_plain(grid: Grid, cells: Sequence[int]) -> bool:
    """Whether a row has a cell of its own in every column."""
    return len(cells) == len(grid.xs) - 1 and all(
        grid.cells[number].row_span == 1 and grid.cells[number].column_span == 1 for number in cells
    )


def _is_parted(grid: Grid, cells: Sequence[int]) -> bool:
    """Whether rules part a row from others in half of the columns; further ones may be merged over several rows."""
    own = [number for number in cells if grid.cells[number].row_span == 1 and grid.cells[number].column_span == 1]
    return 2 * len(own) >= len(grid.xs) - 1


def _is_body(cells: Sequence[int], held: Held) -> bool:
    """Whether the first row of a grid, each of whose cells is one, says more than headings do: the table goes on from
    the page before, and its rules part rows."""
    words = [held.get(number, ()) for number in cells]
    return max(map(len, words), default=0) > _HEADING and not all(word.bold for own in words for word in own)


def _is_headed(by_row: Sequence[Sequence[int]], row: int, held: Held) -> bool:
    """Whether a row says what the first one does: a header printed again."""
    return len(by_row[row]) == len(by_row[0]) and all(
        [word.text for word in held.get(number, ())] == [word.text for word in held.get(first, ())]
        for first, number in zip(by_row[0], by_row[row], strict=True)
    )


def _stacked_figures(grid: Grid, cells: Sequence[int], held: Held) -> bool:
    """Whether most cells but the first hold figures only, one below the other."""
    stacked = 0
    for number in cells[1:]:
        words = held.get(number, ())
        if len(words) > 1 and words[-1].box.y0 > words[0].box.y1 - 1.0:
            stacked += all(FIGURE.match(word.text) for word in words)
    return stacked > 0 and 2 * stacked >= len(cells) - 1


def _told_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int] | None:
    """Rows of a body without any rule across it: three at least, each beginning with entries in half of the columns
    (or, where cells stand in the middle of their rows, with such entries), or two with entries in nearly all, the first
    of which is no bold heading in each cell."""
    if len(lines) < 2:
        return None
    centred = centred_rows(lines, xs, sure=True)
    if centred is not None and _runs_on(lines, centred, xs):
        centred = None
    starts = centred or certain_rows(lines, xs)
    ends = [*starts[1:], len(lines)] if centred else [at + 1 for at in starts]
    filled = [
        {bisect_right(xs, (run.x0 + run.x1) / 2) for line in lines[start:end] for run in line.runs}
        for start, end in zip(starts, ends, strict=True)
    ]
    if _runs_on(lines, starts, xs):
        return None
    few = 1 if len(starts) <= _FEWEST_STARTS else (len(xs) - 2) // 2
    if len(starts) > 1 and len(filled[0]) <= few:  # the rest of a row of the page before
        filled = filled[1:]
    if len(starts) < _FEWEST_STARTS:
        whole = len(starts) == 2 and all(len(columns) >= max(3, 0.7 * (len(xs) - 1)) for columns in filled)
        headed = all(line.bold for line in lines[: starts[-1]]) and not lines[starts[-1]].bold
        return starts if whole and not headed else None
    return starts if sum(len(columns) * 2 >= len(xs) - 1 for columns in filled) >= 0.8 * len(filled) else None


def _runs_on(lines: Sequence[TextLine], starts: Sequence[int], xs: Sequence[float]) -> bool:
    """Whether most lines that would begin a row go on, in some column, with a sentence of the line above (words enough
    to be none of a rating): the texts of one row, whose lines are level by chance."""
    return 2 * sum(_goes_on(lines[at - 1], lines[at], xs) for at in starts[1:]) > len(starts) - 1


def _goes_on(above: TextLine, line: TextLine, xs: Sequence[float]) -> bool:
    before = {bisect_right(xs, (run.x0 + run.x1) / 2): run.text for run in above.runs}
    return any(_leaves_open(before.get(bisect_right(xs, (run.x0 + run.x1) / 2), ""), run.text) for run in line.runs)


def _leaves_open(over: str, text: str) -> bool:
    """Whether words enough, with no sign at their end, go on in lower case, which is no bullet."""
    goes_on = text[:1].islower() and text.split()[0] != _BULLET
    return goes_on and len(over.split()) >= _SENTENCE and not over.endswith((".", ":", ";", "?", "!"))
