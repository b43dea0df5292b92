"""Tables of figures in which only the figures tell some columns and rows, as spreadsheets print budgets.

Rules or fills part groups of columns and blocks of rows there; inside them figures stand in columns of their own and
every line is a row. Cells that hold words are left as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice, pairwise

from extract.page import Word
from extract.prose.dates import DATE
from extract.tables.cuts import Held, cut_column, cut_row, cut_spans
from extract.tables.grid import Grid, GridCell
from extract.tables.text_lines import FIGURE, RUNS_ON, TextLine, placed, text_lines

_FEWEST_LINES = 3
_FEWEST_CROWDED = 2
_MOST = 0.6
_CROSSES = 1.0
_APART = 0.6
"""In font sizes: a gap between figures that is no space."""


def figured(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with the columns and rows that figures tell, and the words in the cells of these."""
    crowded = (words for words in held.values() if len(words) >= _FEWEST_LINES and _is_crowded(words))
    apart = (words for words in held.values() if len(words) > 1 and _stand_apart(words))
    if (
        next(islice(crowded, _FEWEST_CROWDED - 1, None), None) is None
        and next(islice(apart, _FEWEST_LINES - 1, None), None) is None
    ):
        return grid, held
    ys = grid.ys
    grid, held = cut_spans(grid, held, lambda cell, words: _listed_rows(cell, words, ys))
    for column in reversed(range(len(grid.xs) - 1)):
        edges = _figure_columns(grid, column, held)
        if edges:
            grid, held = cut_column(grid, column, edges, held, _spans)
    for row in reversed(range(len(grid.ys) - 1)):
        levels = _figure_rows(grid, row, held)
        if levels:
            grid, held = cut_row(grid, row, levels, held)
    return grid, held


def _stand_apart(words: Sequence[Word]) -> bool:
    """Whether a cell holds figures side by side, wider apart than words are."""
    if not (FIGURE.match(words[0].text) and FIGURE.match(words[-1].text)):
        return False
    return any(b.box.x0 - a.box.x1 > _APART * a.size and a.box.y1 > b.box.y0 for a, b in pairwise(words))


def _is_crowded(words: Sequence[Word]) -> bool:
    """Whether a cell of three words or more holds figures on several lines and hardly anything else; asked of three
    words first."""
    if words[-1].box.y0 < words[0].box.y1:
        return False
    begins, ends = FIGURE.match(words[0].text), FIGURE.match(words[-1].text)
    if not (begins or ends) or not ((begins and ends) or FIGURE.match(words[len(words) // 2].text)):
        return False
    return _mostly_figures(words)


def _listed_rows(cell: GridCell, words: Sequence[Word], ys: Sequence[float]) -> Sequence[int]:
    """The rows after its first of a merged cell that holds labels for each of them: more lines than rows, none cut by
    a row's edge."""
    lines = text_lines(placed(words))
    inner = range(cell.row + 1, cell.row + cell.row_span)
    whole = len(lines) > len(inner) + 1 and not any(
        line.y0 + _CROSSES < ys[row] < line.y1 - _CROSSES for line in lines for row in inner
    )
    return inner if whole else ()


def _mostly_figures(words: Sequence[Word]) -> bool:
    """Whether most words are figures, and not those of days ("14 December / 2025")."""
    if sum(bool(FIGURE.match(word.text)) for word in words) < _MOST * len(words):
        return False
    return DATE.search(" ".join([word.text for word in words])) is None


def _figure_columns(grid: Grid, column: int, held: Held) -> list[float]:
    """Where a column of the grid is cut: between figures that stand side by side on most of its lines."""
    lines: list[list[Word]] = []
    for number, cell in enumerate(grid.cells):
        if cell.column == column and cell.column_span == 1 and number in held:
            lines += [[word for run in line.runs for word in run.words] for line in text_lines(placed(held[number]))]
    rows = [line for line in lines if all(FIGURE.match(word.text) for word in line)]
    several = sum(_stand_apart(row) for row in rows if len(row) > 1)
    if several < _FEWEST_LINES or several < _MOST * len(rows):
        return []
    groups = _strips(rows)
    ends = [max(word.box.x1 for word in group) for group in groups]
    starts = [min(word.box.x0 for word in group) for group in groups]
    alone = all(len({id(word) for word in group}.intersection(map(id, row))) <= 1 for group in groups for row in rows)
    return [(end + start) / 2 for end, start in zip(ends, starts[1:], strict=False)] if alone else []


def _strips(rows: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The figures by the strip that they stand in: what overlaps, line above line, is one strip."""
    groups: list[list[Word]] = []
    reach = 0.0
    for word in sorted([word for row in rows for word in row], key=lambda word: word.box.x0):
        if groups and word.box.x0 < reach:
            groups[-1].append(word)
        else:
            groups.append([word])
            reach = word.box.x1
        reach = max(reach, word.box.x1)
    return groups


def _spans(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a cell is one heading over the parts: no figures, and one run of words that reaches over an edge."""
    lines = text_lines(placed(words))
    if not lines or any(FIGURE.match(word.text) for word in words):
        return False
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    across = any(x0 + _CROSSES < edge < x1 - _CROSSES for edge in edges)
    parts = {bisect_right(edges, (run.x0 + run.x1) / 2) for line in lines for run in line.runs}
    return len(parts) == 1 or (across and all(len(line.runs) == 1 for line in lines))


def _figure_rows(grid: Grid, row: int, held: Held) -> list[float]:
    """Where a row of the grid is cut: above each line of figures, where most of its cells hold several lines, and
    most of these figures line by line. A row with one entry in most cells is one row."""
    cells = [number for number, cell in enumerate(grid.cells) if cell.row == row]
    if any(grid.cells[number].row_span > 1 for number in cells) or any(
        cell.row < row < cell.row + cell.row_span for cell in grid.cells
    ):
        return []
    tall = [number for number in cells if number in held and held[number][-1].box.y0 > held[number][0].box.y1 - 1.0]
    figures = sum(_mostly_figures(held[number]) for number in tall)
    filled = sum(number in held for number in cells)
    if figures < 2 or figures < _MOST * len(tall) or 2 * len(tall) < filled:
        return []
    lines = text_lines(placed(word for number in cells for word in held.get(number, ())))
    starts = _row_lines(lines, grid.xs)
    return [(lines[at - 1].y1 + lines[at].y0) / 2 for at in starts[1:]]


def _row_lines(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int]:
    """The lines that begin a row: all but the wrapped lines of a label."""
    entries = [{bisect_right(xs, (run.x0 + run.x1) / 2) for run in line.runs} for line in lines]
    starts = [0]
    for above, at in pairwise(range(len(lines))):
        lone = len(entries[at]) == 1 and not FIGURE.match(lines[at].runs[0].text)
        wrapped = lone and entries[at] <= entries[above] and _goes_on(lines, entries, above, at)
        if not wrapped:
            starts.append(at)
    return starts


def _goes_on(lines: Sequence[TextLine], entries: Sequence[set[int]], above: int, at: int) -> bool:
    """Whether a line of one label goes on with the label above it."""
    if lines[at].bold != lines[above].bold:
        return False
    if len(entries[above]) == 1:
        return True
    return bool(RUNS_ON.match(lines[at].runs[0].text))
