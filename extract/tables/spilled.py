"""Text that runs over the borders of its cell: a heading typed into the first cell of an empty row, and headings of
more lines than their row is high.

Spreadsheets show such a text whole, over the borders of the empty cells beside its own. Only rows that hold one line
and nothing else but the rest of it in the first cell are put together here; a text over a border in a row of several
texts stays where its words stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Word
from extract.tables.cuts import Held
from extract.tables.grid import Grid, GridCell

_OVER, _CROSSES = 1.0, 0.2
"""Points by which a word must reach over a border at its side, and above it."""
_SEVERAL = 3
"""Texts that show where those of a column begin."""
_SPACE = 0.6
"""In font sizes: the widest gap between the words of one text."""


def put_back(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with the cells that such a text runs over put together, and the header's words in its cells."""
    rows: list[list[int]] = [[] for _ in grid.ys]
    for number, own in held.items():
        if own:
            rows[grid.cells[number].row].append(number)
    spilled = {}
    for numbers in rows:
        if len(numbers) > 1 and _is_level(numbers, held):
            numbers.sort(key=lambda number: grid.cells[number].column)
            words, rest = _lines(numbers, held)
            if _is_one_line([grid.cells[number] for number in numbers], words) and (
                _lies_over([grid.cells[number].box.x1 for number in numbers[:-1]], words)
                or (len(numbers) < len(grid.xs) - 1 and any(_begins_off(number, grid, held) for number in numbers[1:]))
            ):
                spilled[numbers[0]] = numbers, [*words, *rest]
    grid, held = _united(grid, held, spilled) if spilled else (grid, held)
    return grid, _with_whole_headings(grid, held)


def _with_whole_headings(grid: Grid, held: Held) -> Held:
    """The words of the cells, with those that lie across the foot of a bold header, right below words of a heading that
    begins where they do, in that heading. What reaches over several columns is a line of its own."""
    count = Counter(grid.cells[number].row for number, words in held.items() if words)
    first = min((row for row, filled in count.items() if filled > 1), default=0)
    heads = [number for number, cell in enumerate(grid.cells) if cell.row == first and held.get(number)]
    if not all(word.bold for number in heads for word in held[number]):
        return held
    moved = dict(held)
    below = (number for number, cell in enumerate(grid.cells) if cell.row == first + 1 and cell.column_span == 1)
    for number in [number for number in below if number in held]:
        top = grid.cells[number].box.y0
        out = [
            word for word in held[number] if word.bold and word.box.y0 < top - _CROSSES and word.box.y1 > top + _OVER
        ]
        for word in out:
            head = next((one for one in heads if _hangs_below(word, held[one], grid.cells[one])), None)
            if head is not None:
                moved[head] = [*moved[head], word]
                moved[number] = [one for one in moved[number] if one is not word]
    return {number: words for number, words in moved.items() if words}


def _hangs_below(word: Word, heading: Sequence[Word], cell: GridCell) -> bool:
    """Whether a word is of the line after the last of a heading, in the same column."""
    gap = word.box.y0 - max(one.box.y1 for one in heading)
    within = cell.box.x0 <= word.box.centre[0] <= cell.box.x1
    return within and -2 * _OVER <= gap <= _SPACE * word.size


def _is_level(numbers: Sequence[int], held: Held) -> bool:
    """Whether all that stands in some cells, but for the first one, may be of one line."""
    top = held[numbers[0]][0].box
    for number in numbers[1:]:
        own = held[number]
        if own[-1].box.y0 >= top.y1 or own[0].box.y1 <= top.y0:
            return False
    return True


def _lines(numbers: Sequence[int], held: Held) -> tuple[list[Word], list[Word]]:
    """The words of the first line from the left, and those below it, which the first cell alone holds."""
    foot = held[numbers[0]][0].box.y1
    rest = [word for word in held[numbers[0]] if word.box.y0 >= foot]
    words = [word for number in numbers for word in held[number] if word.box.y0 < foot]
    return sorted(words, key=_start), rest


def _start(word: Word) -> float:
    return word.box.x0


def _is_one_line(cells: Sequence[GridCell], words: Sequence[Word]) -> bool:
    """Whether the filled cells of a row stand side by side from the first column on, and hold one line."""
    if cells[0].column or any(cell.row_span > 1 for cell in cells):
        return False
    if any(left.box.x1 != right.box.x0 for left, right in pairwise(cells)):
        return False
    return all(_is_next(left, right) for left, right in pairwise(words))


def _lies_over(sides: Sequence[float], words: Sequence[Word]) -> bool:
    """Whether a word lies across a border."""
    return any(word.box.x0 + _OVER < x < word.box.x1 - _OVER for x in sides for word in words)


def _begins_off(number: int, grid: Grid, held: Held) -> bool:
    """Whether a cell's text begins nearer to its border than, or not where, any other text of its column does."""
    own = grid.cells[number]
    begun = [
        min(word.box.x0 for word in words)
        for other, words in held.items()
        if words and other != number and grid.cells[other].column == own.column
    ]
    start = min(word.box.x0 for word in held[number])
    return len(begun) >= _SEVERAL and all(abs(start - x) > _OVER for x in begun)


def _is_next(word: Word, after: Word) -> bool:
    """Whether a word follows another one on its line."""
    level = after.box.y0 < word.box.centre[1] < after.box.y1
    return level and -_OVER <= after.box.x0 - word.box.x1 <= _SPACE * word.size


def _united(grid: Grid, held: Held, spilled: Mapping[int, tuple[Sequence[int], list[Word]]]) -> tuple[Grid, Held]:
    gone = frozenset(number for numbers, _ in spilled.values() for number in numbers[1:])
    cells: list[GridCell] = []
    words: Held = {}
    for number, cell in enumerate(grid.cells):
        if number in spilled:
            numbers, words[len(cells)] = spilled[number]
            last = grid.cells[numbers[-1]]
            span = last.column + last.column_span - cell.column
            cell = replace(cell, column_span=span, box=cell.box.union(last.box))
        elif number in held and number not in gone:
            words[len(cells)] = held[number]
        if number not in gone:
            cells.append(cell)
    return replace(grid, cells=tuple(cells)), words
