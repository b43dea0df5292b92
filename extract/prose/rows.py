"""Words that stand on one line, put together into pieces and rows.

Words mostly come in reading order, so runs of them are linked first and only the runs are sorted. Which rows are
columns, and what a row is, is decided in `extract.prose.lines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.page import Word
from schemas.geometry import Box, around
from schemas.quick import quick

# Shares of the font size: less than GLUED between two words is no space, more than APART parts two pieces.
GLUED = 0.06
APART = 1.2
# A word more than this many times the size of another never shares its line (a drop capital, a logo).
SIZES_APART = 2.2


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]
    box: Box
    text: str


@quick
@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of one line, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        return self.pieces[0].box.x0

    @property
    def x1(self) -> float:
        return self.pieces[-1].box.x1


@dataclass(slots=True)
class _Run:
    """Words linked one after the other, as seen with the page turned so that they stand upright.

    `top`, `foot` and `size` are those of the tallest word; the rest is the run as a whole.
    """

    words: list[Word]
    parts: list[str]
    x0: float
    x1: float
    top: float
    foot: float
    size: float

    @property
    def order(self) -> tuple[float, float]:
        return self.top + self.foot, self.x0


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of words that are all turned alike, from the top down; each word in one row."""
    runs = list(_runs(words))
    runs.sort(key=lambda run: run.order)
    rows: list[list[_Run]] = []
    tallest: _Run | None = None
    for run in runs:
        if tallest is not None and _level(tallest, run.top, run.foot, run.size):
            rows[-1].append(run)
            tallest = run if run.foot - run.top > tallest.foot - tallest.top else tallest
        else:
            rows.append([run])
            tallest = run
    return [_row(row) for row in rows]


def joined_text(words: Sequence[Word]) -> str:
    """The words' text; no space where two words touch."""
    return " ".join("".join(run.parts) for run in _runs(words))


def _upright(word: Word) -> tuple[float, float, float, float]:
    """Left, top, right and foot of the word with the page turned so that it stands upright."""
    box = word.box
    if word.turned == 0:
        return box.x0, box.y0, box.x1, box.y1
    if word.turned == 90:
        return box.y0, -box.x1, box.y1, -box.x0
    if word.turned == 270:
        return -box.y1, box.x0, -box.y0, box.x1
    return -box.x1, -box.y1, -box.x0, -box.y0


def _level(run: _Run, top: float, foot: float, size: float) -> bool:
    """Whether something stands on the same line as the run: half of the lower one's height is shared."""
    if size > SIZES_APART * run.size or run.size > SIZES_APART * size:
        return False
    shared = (foot if foot < run.foot else run.foot) - (top if top > run.top else run.top)
    own, other = foot - top, run.foot - run.top
    return shared >= 0.5 * (own if own < other else other)


def _runs(words: Sequence[Word]) -> Iterator[_Run]:
    """Words linked while each stands right after the one before, on its line."""
    run: _Run | None = None
    taken: list[Word] = []
    parts: list[str] = []
    end = high = low = tall = 0.0
    for word in words:
        box = word.box
        x0, top, x1, foot = _upright(word) if word.turned else (box.x0, box.y0, box.x1, box.y1)
        size = word.size
        if run is not None and -0.3 * size < (gap := x0 - end) <= APART * size:
            alike = top == high and foot == low and size == tall and foot > top
            if alike or _level(run, top, foot, size):
                if gap >= GLUED * size:
                    parts.append(" ")
                parts.append(word.text)
                taken.append(word)
                run.x1 = end = x1 if x1 > end else end
                if foot - top > low - high:
                    run.top, run.foot, run.size = high, low, tall = top, foot, size
                continue
        if run is not None:
            yield run
        taken, parts = [word], [word.text]
        run = _Run(taken, parts, x0, x1, top, foot, size)
        end, high, low, tall = x1, top, foot, size
    if run is not None:
        yield run


def _row(runs: list[_Run]) -> Row:
    """The row, runs joined where the gap between them is not wide for this row (justified lines have wide spaces)."""
    runs.sort(key=lambda run: run.x0)
    wide = 2.5 * _usual_gap(runs) if len(runs) > 1 else 0.0
    joined = [runs[0]]
    for run in runs[1:]:
        before = joined[-1]
        gap = run.x0 - before.x1
        if gap > wide and gap > APART * min(before.size, run.size):
            joined.append(run)
            continue
        if not -0.3 * run.size < gap < GLUED * run.size:
            before.parts.append(" ")
        before.parts += run.parts
        before.words += run.words
        before.x1 = max(before.x1, run.x1)
    return Row(tuple([_piece(run) for run in joined]))


def _usual_gap(runs: Sequence[_Run]) -> float:
    if runs[0].words[0].turned:
        edges = sorted([_upright(word)[::2] for run in runs for word in run.words])
    else:
        edges = sorted([((box := word.box).x0, box.x1) for run in runs for word in run.words])
    gaps = sorted([after[0] - before[1] for before, after in pairwise(edges)])
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) > 3 else 0.0


def _piece(run: _Run) -> Piece:
    return Piece(tuple(run.words), around([word.box for word in run.words]), "".join(run.parts))
