"""Text that hangs out below a table: the rest of a merged cell that a page break cuts.

A browser prints a cell over several rows whole on the page where it begins, and draws borders only around the rows
that stand there: its last lines hang below the last rule, and the table goes on on the next page. What belongs here:
how far down such a grid reaches, so that these lines are its cells'. Cheap to ask: nothing is looked at unless a word
stands right below the grid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from extract.page import Word
from extract.tables.grid import Grid
from extract.tables.text_lines import Placed
from schemas.geometry import Box

_STEP = 1.5
"""In font sizes: the widest step between two lines of one text."""
_SAME_STEP, _SAME_START, _SAME_SIZE = 0.12, 1.5, 0.2
"""In font sizes, how far steps between lines of one text differ; points, between their starts and their sizes."""
_LOW = 0.8
"""Share of a page's height below which a page break cuts what stands there, however it goes on."""
_CLOSED = (".", ":", ";", "?", "!")


def lowered(grid: Grid, words: Placed, height: float) -> Grid:
    """The grid down to the foot of what hangs below it; as it is where anything else stands there. `words` are those of
    a page so many points high, from the top."""
    foot = grid.ys[-1]
    first = bisect_left(words, foot, key=lambda item: item[0])
    hung = _hung(words, first, foot)
    if not hung:
        return grid
    columns: dict[int, list[Word]] = {}
    owners = grid.owners()[-1]
    for x, word in hung:
        if not grid.xs[0] <= x <= grid.xs[-1]:
            return grid
        columns.setdefault(owners[min(bisect_right(grid.xs, x), len(owners)) - 1], []).append(word)
    if foot < _LOW * height and not all(below[0].text[:1].islower() for below in columns.values()):
        return grid
    top = min(grid.cells[number].box.y0 for number in columns)
    start = bisect_left(words, top, 0, first, key=lambda item: item[0])
    for number, below in columns.items():
        box = grid.cells[number].box
        inside = [word for y, x, word in words[start:first] if box.holds(x, y)]
        if not _goes_on(inside, below, box):
            return grid
    return _down_to(grid, max(word.box.y1 for _, word in hung), frozenset(columns))


def _hung(words: Placed, first: int, foot: float) -> list[tuple[float, Word]]:
    """The words below a grid, line by line, up to where a gap is wider than within one text."""
    found: list[tuple[float, Word]] = []
    last = foot
    for y, x, word in words[first:]:
        if y - last > _STEP * word.size:
            break
        found.append((x, word))
        last = y
    return found


def _goes_on(inside: Sequence[Word], below: Sequence[Word], box: Box) -> bool:
    """Whether lines below a cell's foot are set as those in it, in the same step, and go on with an open sentence."""
    lines, more = _lines(inside), _lines(below)
    if len(lines) < 2 or lines[-1][-1].text.endswith(_CLOSED):
        return False
    last, size = lines[-1][0], lines[-1][0].size
    step = _middle(last) - _middle(lines[-2][0])
    previous = last
    for line in more:
        word = line[0]
        level = abs(_middle(word) - _middle(previous) - step) <= _SAME_STEP * size
        alike = abs(word.size - size) <= _SAME_SIZE and word.bold == last.bold
        if not level or not alike or line[-1].box.x1 > box.x1 or abs(word.box.x0 - last.box.x0) > _SAME_START:
            return False
        previous = word
    return step <= _STEP * size


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words in lines from the top, each from the left."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and _middle(word) < lines[-1][0].box.y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.x0) for line in lines]


def _middle(word: Word) -> float:
    return word.box.centre[1]


def _down_to(grid: Grid, foot: float, cut: frozenset[int]) -> Grid:
    """The grid with its last row down to `foot`, cells that the page cuts open below."""
    before = grid.ys[-1]
    cells = [
        replace(cell, box=replace(cell.box, y1=foot), open_bottom=cell.open_bottom or number in cut)
        if cell.box.y1 == before
        else cell
        for number, cell in enumerate(grid.cells)
    ]
    return replace(grid, ys=(*grid.ys[:-1], foot), cells=tuple(cells))
