"""Texts in turned letters that are longer than their cell is high.

A theme down the side of its rows runs out of its cell into the next one, or out of the table. What belongs here: words
of one such text kept together, in the cell that its upper or its lower end tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from extract.page import Word
from extract.tables.grid import Grid
from extract.tables.text_lines import Placed
from schemas.geometry import Box

_UP, _DOWN = 270, 90
_SPACE, _SAME = 0.5, 0.2
"""In font sizes: the widest space between words of one text, and how far they may stand beside each other."""

_Text = list[Word]
"""The words of a text from the upper one down."""


def kept_together(words: Sequence[Word], found: Placed, grids: Sequence[Grid]) -> Placed:
    """The words by the height of their middles, those of a text in several cells by that of the one at its upper end,
    or at its lower one, where so each text has a cell of its own, and only so."""
    texts = turned_texts(words)
    moved: dict[int, float] = {}
    for grid in grids if any(len(text) > 1 for text in texts) else ():
        for column in _columns(texts, grid):
            if all(_cell(text[0], grid) == _cell(text[-1], grid) for text in column):
                continue
            ends = [[text[end] for text in column] for end in (0, -1)]
            told = [end for end in ends if _have_cells(end, grid, words)]
            if len(told) == 1:
                for text, anchor in zip(column, told[0], strict=True):
                    moved.update((id(word), anchor.box.centre[1]) for word in text)
    if not moved:
        return found
    return sorted(((moved.get(id(word), y), x, word) for y, x, word in found), key=itemgetter(0))


def turned_texts(words: Sequence[Word]) -> list[_Text]:
    """The turned texts, in the order in which they are written."""
    texts: list[_Text] = []
    last: Word | None = None
    for word in words:
        if word.turned in (_UP, _DOWN):
            if last is None or not _goes_on(last, word):
                texts.append([word])
            elif word.turned == _UP:
                texts[-1].insert(0, word)
            else:
                texts[-1].append(word)
        last = word
    return texts


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word follows another one on its turned line."""
    if word.turned != before.turned or abs(word.box.centre[0] - before.box.centre[0]) > _SAME * word.size:
        return False
    gap = before.box.y0 - word.box.y1 if word.turned == _UP else word.box.y0 - before.box.y1
    return -_SAME * word.size <= gap <= _SPACE * word.size


def _columns(texts: Sequence[_Text], grid: Grid) -> list[list[_Text]]:
    """The texts of which a part stands in a table, those of each column from the top."""
    within = [text for text in texts if any(_cell(word, grid) is not None for word in text)]
    columns = [[text for text in within if left <= text[0].box.centre[0] < right] for left, right in pairwise(grid.xs)]
    return [sorted(column, key=lambda text: text[0].box.y0) for column in columns if column]


def _have_cells(ends: Sequence[Word], grid: Grid, words: Sequence[Word]) -> bool:
    """Whether each of some words has a cell of its own, in which nothing level stands."""
    cells = [_cell(word, grid) for word in ends]
    own = {cell for cell in cells if cell is not None}
    return len(own) == len(cells) and not any(
        cell.holds(*word.box.centre) for cell in own for word in words if not word.turned
    )


def _cell(word: Word, grid: Grid) -> Box | None:
    return next((cell.box for cell in grid.cells if cell.box.holds(*word.box.centre)), None)
