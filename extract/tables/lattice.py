"""What a drawn grid leaves out: rows that only the text tells, where rules part columns or groups of rows only.

A grid is mended after its words are known. One whose rules part its rows is left as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.tables.alignment_centred import centred_rows
from extract.tables.alignment_figures import figure_rows
from extract.tables.alignment_rows import certain_rows
from extract.tables.cuts import Held, cut_row
from extract.tables.figures import FIGURE
from extract.tables.grid import Grid
from extract.tables.text_lines import TextLine, placed, text_lines

_FEW_ROWS = 3
_FEWEST_STARTS = 3


def mended(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with the rows that its text tells, and the words in the cells of these."""
    rows = len(grid.ys) - 1
    by_row: list[list[int]] = [[] for _ in range(rows)]
    for number, cell in enumerate(grid.cells):
        by_row[cell.row].append(number)
    plain = {row for row in range(1, rows) if _is_plain(grid, by_row[row]) and not _is_headed(by_row, row, held)}
    for row in reversed(range(rows)):
        cells = by_row[row]
        if not _is_plain(grid, cells):
            continue
        figures = _stacked_figures(grid, cells, held)
        alone = not plain.intersection((row - 1, row + 1))
        if not figures and ((rows > _FEW_ROWS and not alone) or row == 0 or len(cells) < 3):
            continue
        lines = text_lines(placed(word for number in cells for word in held.get(number, ())))
        starts = figure_rows(lines, grid.xs) if figures else _told_rows(lines, grid.xs)
        if starts and len(starts) > 1:
            levels = [(lines[at - 1].y1 + lines[at].y0) / 2 for at in starts[1:]]
            grid, held = cut_row(grid, row, levels, held)
    return grid, held


def _is_plain(grid: Grid, cells: Sequence[int]) -> bool:
    """Whether a row has a cell of its own in every column."""
    return len(cells) == len(grid.xs) - 1 and all(
        grid.cells[number].row_span == 1 and grid.cells[number].column_span == 1 for number in cells
    )


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
    (or, where cells stand in the middle of their rows, with such entries), or two with entries in nearly all."""
    if len(lines) < 2:
        return None
    centred = centred_rows(lines, xs, sure=True)
    starts = centred or certain_rows(lines, xs)
    ends = [*starts[1:], len(lines)] if centred else [at + 1 for at in starts]
    filled = [
        {bisect_right(xs, (run.x0 + run.x1) / 2) for line in lines[start:end] for run in line.runs}
        for start, end in zip(starts, ends, strict=True)
    ]
    if len(starts) > 1 and len(filled[0]) == 1:  # the rest of a row of the page before
        filled = filled[1:]
    if len(starts) < _FEWEST_STARTS:
        whole = len(starts) == 2 and all(len(columns) >= max(3, 0.7 * (len(xs) - 1)) for columns in filled)
        return starts if whole else None
    return starts if sum(len(columns) * 2 >= len(xs) - 1 for columns in filled) >= 0.8 * len(filled) else None
