"""Headers that stand apart from rows: turned headings high above the first level, bold ones that no rule parts from
the first row, plain ones above a drawn grid, and headers at the foot of a page.

All belong to a table that is told elsewhere: its columns by the rows below, or by those of the next page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from extract.page import Word
from extract.tables.alignment import rivers
from extract.tables.bands import Stack
from extract.tables.cuts import Held, cut_row
from extract.tables.grid import Grid, GridCell
from extract.tables.grid_filled import filled_grid
from extract.tables.rules import SNAP
from extract.tables.text_lines import Placed, TextLine, placed, text_lines, texts_by_column
from schemas.geometry import Box

_NEAR, _HIGH, _OVER, _TALL = 16.0, 10.0, 2.0, 60.0
"""Points: how far above the first level turned headings end, how high one is at least, and what is left above it."""
_FEWEST, _DEEPEST, _LONGEST, _FEW_LEVELS = 3, 4, 12, 4
"""Headings of a header, and its lines; lines of a row below one; levels of a table in which a band may hold any
number."""
_MOST, _EXPLAINED = 0.6, 0.6
"""Share of a drawn grid's columns that have a heading, and of the words of headings that no bold type tells which the
vocabulary knows."""
_APART, _CLOSE, _STRIP, _LARGER = 1.0, 0.6, 0.2, 0.5
"""Of the font size, how far apart headings stand; of a line's height, how far the lines of one do, and how far at least
rows that no rule parts; points by which the type of a title above them is larger."""


def with_turned_headings(stack: Stack, turned: Sequence[Box], lines: Sequence[TextLine]) -> Stack:
    """The stack with a level above headings that are turned on their side and end right above its first level, and
    above the level ones of their row, which stand where they will in the height that the turned ones need."""
    top = stack.ys[0]
    inside = [box for box in turned if stack.x0 - SNAP <= box.x0 and box.x1 <= stack.x1 + SNAP]
    over = [box for box in inside if 0 <= top + SNAP - box.y1 <= _NEAR]
    if not over or max(box.height for box in over) < _HIGH:
        return stack
    level = min(box.y0 for box in over)
    level = min([level, *_beside_turned(stack, level, lines)]) - _OVER
    return replace(stack, ys=(level, *stack.ys), ruled=stack.ruled | {level})


def _beside_turned(stack: Stack, level: float, lines: Sequence[TextLine]) -> list[float]:
    """Where the last line above turned headings begins: bold ones side by side, nothing between them and the rows."""
    above = [
        line for line in lines if line.y1 <= stack.ys[0] and (part := line.within(stack.x0, stack.x1)) and part.runs
    ]
    last = above[-1] if above else None
    if last is None or not last.bold or len(last.runs) < _FEWEST or last.y1 < level - _TALL:
        return []
    return [last.y0]


def with_headings_apart(stack: Stack, lines: Sequence[TextLine]) -> Stack:
    """The stack with a level below the headings of a plan that share the first band with the row below them, no rule
    between: bold ones, or plain ones with more room below them than between their lines. So with bold ones over a row
    that ends at the first rule."""
    top, foot = stack.ys[:2]
    if top in stack.ruled and (levels := _over_first_row(stack, lines)):
        return replace(stack, ys=(*levels, *stack.ys), ruled=stack.ruled | {*levels})
    parts = (line.within(stack.x0, stack.x1) for line in lines if top < (line.y0 + line.y1) / 2 < foot)
    band = [part for part in parts if part is not None]
    header = _header(band, len(stack.ys))
    if not _are_headings(header, band[len(header) :], _edges(header, stack.x0, stack.x1) if header else ()):
        return stack
    level = (header[-1].y1 + band[len(header)].y0) / 2
    return replace(stack, ys=(top, level, *stack.ys[1:]), ruled=stack.ruled | {level})


def _over_first_row(stack: Stack, lines: Sequence[TextLine]) -> tuple[float, ...]:
    """The levels above and below bold headings of a plan that have one row between them and the first rule; empty where
    nothing stands there, or more than a row: its lines follow each other closely."""
    parts = (line.within(stack.x0, stack.x1) for line in lines if line.y0 + line.y1 < 2 * stack.ys[0])
    over = [part for part in parts if part is not None]
    row = list(takewhile(lambda line: not line.bold, over[: -_LONGEST - 1 : -1]))[::-1]
    rest = over[: len(over) - len(row)]
    header = list(takewhile(lambda line: line.bold, rest[: -_DEEPEST - 1 : -1]))[::-1] if row else []
    close = all(b.y0 - a.y1 <= _CLOSE * (b.y1 - b.y0) for a, b in pairwise([*row[:1], *row]))
    several = min((max(len(line.runs) for line in part) for part in (header, row) if part), default=0) >= _FEWEST
    if not header or not several or not close or stack.ys[0] - row[-1].y1 > _NEAR:
        return ()
    if not _are_headings(header, row, _edges(header, stack.x0, stack.x1)):
        return ()
    return header[0].y0 - 1.0, (header[-1].y1 + row[0].y0) / 2


def with_header_parted(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with its first row cut below such headings, and the words of its cells."""
    cells = [number for number, cell in enumerate(grid.cells) if cell.row == 0]
    if not len(cells) == len(grid.xs) - 1 >= _FEWEST:
        return grid, held
    row = text_lines(placed(word for number in cells for word in held.get(number, ())))
    header = _header(row, len(grid.ys))
    if not _are_headings(header, row[len(header) :], grid.xs):
        return grid, held
    return cut_row(grid, 0, [(header[-1].y1 + row[len(header)].y0) / 2], held)


def _are_headings(header: Sequence[TextLine], below: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether lines name the columns of a plan, one each, and what stands below them does not, nor only says in
    brackets what to write: that would be what the headings say more. Plain lines do so in most of their words."""
    texts = texts_by_column(header, xs) if header else []
    if not texts or not all(texts) or not _reads_as_plan(texts):
        return False
    said = texts_by_column(below, xs)
    if all(text.startswith("(") for text in said if text) or _reads_as_plan(said):
        return False
    if all(line.bold for line in header):
        return True
    from extract.headers.fields import read_headings

    explained = [one.explained for one in read_headings(texts).headings]
    return sum(explained) >= _EXPLAINED * len(explained)


def _header(band: Sequence[TextLine], levels: int) -> list[TextLine]:
    """The first lines of a band that are bold as those below them are not, or have its widest strip free of text right
    below them where there are levels enough for the other rows to be drawn; none where they are too many, or too few of
    them stand side by side."""
    header = list(takewhile(lambda line: line.bold, band[: _DEEPEST + 1]))
    header = header or (_above_gap(band) if levels > _FEW_LEVELS else [])
    if not 0 < len(header) < min(len(band), _DEEPEST + 1) or max(len(line.runs) for line in header) < _FEWEST:
        return []
    return header


def _above_gap(band: Sequence[TextLine]) -> list[TextLine]:
    """The first lines of a band that has its widest strip free of text right below them; none where it has no strip."""
    gaps = [line.y0 - max(other.y1 for other in band[:at]) for at, line in enumerate(band[: _DEEPEST + 1]) if at]
    if not gaps or max(gaps) <= _STRIP * (band[0].y1 - band[0].y0):
        return []
    return list(band[: gaps.index(max(gaps)) + 1])


def with_bare_header(grid: Grid, words: Placed) -> Grid:
    """A drawn grid with the headings of its columns that stand right above its first rule, where they name those of a
    plan; as it is where there are none. `words` are the page's, from the top."""
    top = grid.ys[0]
    end = bisect_left(words, top, key=_height)
    if not end or top - words[end - 1][2].box.y1 > _NEAR:
        return grid
    start = bisect_left(words, top - _TALL, 0, end, key=_height)
    lines = text_lines([item for item in words[start:end] if grid.xs[0] <= item[1] <= grid.xs[-1]])
    block = _last_block(lines)
    across = [at for at, line in enumerate(block) if not _keeps_to_columns(line, grid.xs)]
    header = block[across[-1] + 1 :] if across else block
    if not header or top - header[-1].y1 > _NEAR:
        return grid
    texts = texts_by_column(header, grid.xs)
    if len([text for text in texts if text]) < max(_FEWEST, _MOST * len(texts)) or not _reads_as_plan(texts):
        return grid
    level = header[0].y0 - 1.0
    columns = len(grid.xs) - 1
    head = [GridCell(0, at, 1, 1, Box(grid.xs[at], level, grid.xs[at + 1], top)) for at in range(columns)]
    below = [replace(cell, row=cell.row + 1) for cell in grid.cells]
    borders = ((False,) * columns, *grid.across) if grid.across else ()
    return Grid(grid.xs, (level, *grid.ys), (*head, *below), borders)


def _height(item: tuple[float, float, Word]) -> float:
    return item[0]


def _keeps_to_columns(line: TextLine, xs: Sequence[float]) -> bool:
    """Whether every run of the line stands in one column; a title above headings does not."""
    return all(bisect_right(xs, run.x0 + _OVER) == bisect_left(xs, run.x1 - _OVER) for run in line.runs)


def _edges(header: Sequence[TextLine], x0: float, x1: float) -> list[float]:
    """The sides of columns that headings tell, which stand wide apart."""
    free = [river for river in rivers(header, x0, x1) if river.x1 - river.x0 >= _APART * header[0].size]
    return [x0, *(river.border for river in free), x1]


def header_at_foot(lines: Sequence[TextLine]) -> Grid | None:
    """The last lines of a page as a grid of one row, where they name the columns of a plan; null where they do not."""
    header = _last_block(lines)
    if max((len(line.runs) for line in header), default=0) < _FEWEST:
        return None
    x0, x1 = min(line.x0 for line in header) - _OVER, max(line.x1 for line in lines) + _OVER
    xs = _edges(header, x0, x1)
    texts = texts_by_column(header, xs)
    if not all(texts) or not _reads_as_plan(texts):
        return None
    return filled_grid(xs, [header[0].y0 - 1.0, max(line.y1 for line in header) + 1.0], header, sparse=True)


def _last_block(lines: Sequence[TextLine]) -> list[TextLine]:
    """The last lines above the footer that follow each other closely and are bold as the last one is, or have several
    entries."""
    block: list[TextLine] = []
    for line in reversed(lines):
        if not block and line.is_footer:
            continue
        if block and (block[0].y0 - line.y1 > _CLOSE * (line.y1 - line.y0) or line.size > block[0].size + _LARGER):
            break
        if len(block) == _DEEPEST or not (line.bold or len(line.runs) > 1) or (block and line.bold != block[0].bold):
            break
        block.insert(0, line)
    return block


def _reads_as_plan(headings: Sequence[str]) -> bool:
    from extract.headers.fields import map_headers

    return len(headings) >= _FEWEST and map_headers(list(headings)) is not None
