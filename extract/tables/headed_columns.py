"""Lines of text as the painted cells of a header cut them.

A word processor that draws no borders still paints the headings, and each painted cell is as wide as its column. What
stands below is then cut where these cells end, however close the texts of two columns come to each other, and however
wide justification sets the words of one apart. What belongs here: which lines keep to such columns. Rows and the
table's end are told in `grid_bands`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.page import Word
from extract.tables.bands import side_by_side
from extract.tables.text_lines import Run, TextLine, is_evenly_spaced
from schemas.geometry import Box

_FEWEST = 3
"""Painted cells that a header has at least."""
_GAP, _SAME = 6.5, 1.2
"""Points between two painted cells at most, and within which texts begin or end at one place."""
_OVER = 0.5
"""Share of a word too long for its column that may stand in the next one."""
_PARTED = 2.0
"""Points that are kept free right of what ends in the next column."""
_SPACE = 0.42
"""In font sizes: words further apart than this stand apart in any column."""


@dataclass(frozen=True, slots=True)
class _Header:
    """Painted cells side by side, those that stand below other headings in place of these, and the heights at which
    they end and their table does at the latest."""

    first: Sequence[Box]
    cells: Sequence[Box]
    foot: float
    end: float = float("inf")

    def fits(self, row: Sequence[Box]) -> bool:
        """Whether painted cells below begin and end where those of the header do."""
        begun, ended = [box.x0 for box in self.cells], [box.x1 for box in self.cells]
        return all(_is_near(begun, box.x0) and _is_near(ended, box.x1) for box in row)


def _is_near(places: Sequence[float], at: float) -> bool:
    return any(abs(place - at) <= _GAP for place in places)


@dataclass(frozen=True, slots=True)
class _Column:
    """The sides of a heading's painted cell, and where texts begin below it."""

    x0: float
    x1: float
    starts: tuple[float, ...] = ()

    def begins(self, word: Word) -> bool:
        """Whether a word stands where texts of the column begin."""
        return any(abs(word.box.x0 - x) <= _SAME for x in self.starts)

    def holds(self, words: Sequence[Word]) -> bool:
        """Whether words end in the column, but for one too long for it."""
        over = max(word.box.x1 for word in words) - self.x1
        return over <= _SAME or (len(words) == 1 and self.begins(words[0]) and over < _OVER * words[0].box.width)

    def is_filled(self, words: Sequence[Word]) -> bool:
        """Whether words reach from where texts begin to as near to the other side, as those of a justified line do."""
        inset = words[0].box.x0 - self.x0
        return self.begins(words[0]) and abs(self.x1 - inset - words[-1].box.x1) <= _SAME


def in_headed_columns(lines: Sequence[TextLine], fills: Sequence[Box]) -> list[TextLine]:
    """The lines, those below a painted header that keep to its columns cut at these."""
    done = list(lines)
    for header in _headers(fills):
        top = min(box.y0 for box in header.cells)
        levels = [(line.y0 + line.y1) / 2 for line in lines]
        headings = [line for line, y in zip(lines, levels, strict=True) if top < y < header.foot]
        below = [at for at, y in enumerate(levels) if header.foot < y < header.end]
        own = [lines[at] for at in below] if headings else []
        columns, whole = ([_column(one, headings, own) for one in part] for part in (header.cells, header.first))
        if own and all(_cut(line, columns) or _cut(line, whole) for line in headings):
            for at in below:
                done[at] = _cut(lines[at], columns) or lines[at]
    return done


def _headers(fills: Sequence[Box]) -> Iterator[_Header]:
    """The painted rows of three cells and more, each with what is painted below it until something begins elsewhere."""
    rows = [[fills[at] for at in row] for row in side_by_side(fills)]
    last: _Header | None = None
    for at, row in enumerate(rows):
        if last is not None and (row[0].y0 < last.foot or last.fits(row)):
            continue
        if last is not None:
            yield replace(last, end=row[0].y0)
        last = _header(row, rows[at + 1 : at + 2])
    if last is not None:
        yield last


def _header(row: Sequence[Box], below: Sequence[Sequence[Box]]) -> _Header | None:
    """A painted row as a header; null where its cells are few."""
    cells, foot = row, max(box.y1 for box in row)
    under = [box for other in below if other[0].y0 < foot + _GAP for box in other]
    parted = [one for one in cells if sum(_stands_in(box, one) for box in under) > 1]
    if parted and all(any(_stands_in(box, one) for one in cells) for box in under):
        inner = [box for box in under if any(_stands_in(box, one) for one in parted)]
        cells = sorted([*(one for one in cells if one not in parted), *inner], key=_left)
        foot = max(foot, under[0].y1)
    apart = all(right.x0 - left.x1 >= -_SAME for left, right in pairwise(cells))
    return _Header(row, cells, foot) if apart and len(cells) >= _FEWEST else None


def _left(box: Box) -> float:
    return box.x0


def _stands_in(box: Box, heading: Box) -> bool:
    """Whether a painted cell lies between the sides of a heading above it."""
    return heading.x0 - _SAME <= box.x0 and box.x1 <= heading.x1 + _SAME


def _column(cell: Box, headings: Sequence[TextLine], below: Sequence[TextLine]) -> _Column:
    """A painted cell as a column, with where its headings begin and where several texts below do that stand apart."""
    told = [run.x0 for line in headings for run in line.runs if cell.x0 - _SAME <= run.x0 < cell.x1]
    begun = sorted(run.x0 for line in below for run in line.runs if cell.x0 - _SAME <= run.x0 < cell.x1)
    return _Column(cell.x0, cell.x1, (*told, *(a for a, b in pairwise(begun) if b - a <= _SAME)))


def _cut(line: TextLine, columns: Sequence[_Column]) -> TextLine | None:
    """The line with the texts of each column as runs of their own; null where one lies over a column's side."""
    held = _by_column(line, columns)
    if len(line.runs) == 1 and len(held) > 1 and _lies_across(line, held):
        return None
    runs: list[Run] = []
    for at, texts in held.items():
        column, words = columns[at], tuple(word for text in texts for word in text)
        if not column.holds(words):
            return None
        runs += [_run(text, column) for text in ([words] if column.is_filled(words) else texts)]
    return replace(line, runs=tuple(runs)) if runs else None


def _lies_across(line: TextLine, held: dict[int, list[list[Word]]]) -> bool:
    """Whether a line without a gap is one text, some words of which begin where columns do by chance: it is bold, as
    what heads a group is, or there the spaces are those between all of its words."""
    begun = [texts[0][0] for texts in held.values()][1:]
    words = line.runs[0].words
    return line.bold or all(is_evenly_spaced(words, at) for at in range(1, len(words)) if words[at] in begun)


def _by_column(line: TextLine, columns: Sequence[_Column]) -> dict[int, list[list[Word]]]:
    """The words of a line by the column that they begin in, those of each in texts that stand apart; empty where the
    text of a column begins elsewhere than others do, right behind that of the column before."""
    lefts = [column.x0 - _SAME for column in columns]
    held: dict[int, list[list[Word]]] = {}
    before: Word | None = None
    for word, opens in ((word, word is run.words[0]) for run in line.runs for word in run.words):
        at = max(bisect_right(lefts, word.box.x0) - 1, 0)
        fresh = at not in held
        close = before is not None and word.box.x0 - before.box.x1 <= _SPACE * line.size
        if fresh and close and not columns[at].begins(word):
            return {}
        if fresh or opens:
            held.setdefault(at, []).append([])
        held[at][-1].append(word)
        before = word
    return held


def _run(words: Sequence[Word], column: _Column) -> Run:
    """Words as a run, which ends in their column."""
    end = max(word.box.x1 for word in words)
    return Run(words[0].box.x0, column.x1 - _PARTED if end > column.x1 + _SAME else end, tuple(words))
