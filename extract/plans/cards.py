"""Forms that stand side by side, as cards do: whose words are whose.

Read across the page, the labels of one card would name what another says. The labels tell: where the same ones begin
at two places of the line and more, each place is the left side of a card, whatever is drawn or painted around it. What
a card says is read in `written`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from extract.headers.words import plain
from extract.page import Word
from extract.plans.labels import numbered_label, segments
from extract.prose.rows import APART, Piece, rows_of
from schemas.geometry import Box, around

_FEWEST = 3
"""Labels that two cards share."""
_SAME_START = 2.0
"""Points within which the labels of a card begin."""
_SAME_SIDE = 6.0
"""The same with its heading, which may stand in a painted bar of its own."""
_LARGEST = 1.5
"""In font sizes of a form: the type of its heading; a larger one heads them all."""
_FAR = 2.5
"""In font sizes: how far below the last label its text still goes on, and above the first its heading stands."""

_Row = Sequence[Sequence[Word]]
"""The pieces of a line, from the left."""


@dataclass(slots=True)
class _Side:
    """Where labels begin at one place of the line: what they say, and the rows they stand in."""

    x: float
    labels: list[tuple[str, int]] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.labels)


@dataclass(frozen=True, slots=True)
class Cards:
    """Forms side by side: the words of each, row by row of cards, and the box around all."""

    words: tuple[tuple[Word, ...], ...]
    box: Box


def cards_on(words: Sequence[Word]) -> Cards | None:
    """The cards of a page, without words where text runs through between them; null where none stand side by side."""
    if not _may_repeat_labels(words):
        return None
    rows = [_pieces(row.pieces) for row in rows_of([word for word in words if not word.turned])]
    sides = _sides(rows)
    if len(sides) < 2:
        return None
    first = min(at for side in sides for _, at in side.labels)
    end = _end(rows, sides, max(at for side in sides for _, at in side.labels))
    inside = rows[first:end]
    box = around(word.box for row in inside for piece in row for word in piece)
    if any(_runs_through(row, side.x) for row in inside for side in sides[1:]):
        return Cards((), box)
    columns = [_forms(side, rows, end, right) for side, right in _with_right_ends(sides)]
    found = [form for level in zip_longest(*columns, fillvalue=()) for form in level if form]
    return Cards(tuple(found), box)


def _may_repeat_labels(words: Sequence[Word]) -> bool:
    """Whether what labels end with, bold type or a colon, returns at other places of the line as often as two cards
    need: cheap to ask, and false of nearly all pages."""
    places: dict[str, list[float]] = {}
    for word in words:
        if word.bold or word.text[-1:] == ":":
            places.setdefault(word.text, []).append(word.box.x0)
    again = (len(xs) for xs in places.values() if max(xs) - min(xs) > _SAME_START)
    return sum(again) >= 2 * _FEWEST


def _pieces(pieces: Sequence[Piece]) -> _Row:
    """The words of a row in pieces with a wide gap between them, however wide most of its gaps are."""
    found: list[list[Word]] = []
    for word in sorted((word for piece in pieces for word in piece.words), key=lambda word: word.box.x0):
        if found and word.box.x0 - found[-1][-1].box.x1 <= APART * word.size:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _sides(rows: Sequence[_Row]) -> list[_Side]:
    """The left sides of cards that share labels, from the left."""
    found: list[_Side] = []
    for at, row in enumerate(rows):
        for piece in row:
            label = numbered_label(piece) or next(segments(piece), ((), []))[0]
            if not label:
                continue
            side = next((one for one in found if abs(one.x - piece[0].box.x0) <= _SAME_SIDE), None)
            if side is None:
                found.append(side := _Side(piece[0].box.x0))
            side.x = min(side.x, piece[0].box.x0)
            side.labels.append((_name(label), at))
    alike = [one for one in found if any(_are_alike(one, other) for other in found if other is not one)]
    return sorted(alike, key=lambda side: side.x)


def _name(label: Sequence[Word]) -> str:
    """A label in plain letters, without its number."""
    return plain(" ".join(word.text for word in label if not any(map(str.isdigit, word.text))))


def _are_alike(one: _Side, other: _Side) -> bool:
    level = one.labels[0][1] <= other.labels[-1][1] and other.labels[0][1] <= one.labels[-1][1]
    return level and len(one.names & other.names) >= _FEWEST


def _end(rows: Sequence[_Row], sides: Sequence[_Side], last: int) -> int:
    """Where the text of the last labels ends."""
    for at in range(last + 1, len(rows)):
        first = rows[at][0][0]
        far = first.box.y0 - rows[at - 1][0][0].box.y1 > _FAR * first.size
        if far or any(_runs_through(rows[at], side.x) for side in sides[1:]):
            return at
    return len(rows)


def _runs_through(row: _Row, x: float) -> bool:
    return any(piece[0].box.x0 < x - _SAME_START and piece[-1].box.x1 > x + _SAME_START for piece in row)


def _with_right_ends(sides: Sequence[_Side]) -> list[tuple[_Side, float]]:
    return [*((one, other.x - _SAME_START) for one, other in pairwise(sides)), (sides[-1], float("inf"))]


def _forms(side: _Side, rows: Sequence[_Row], end: int, right: float) -> list[tuple[Word, ...]]:
    """The forms of one side, each from its first label, or the heading above that, to the next such."""
    own = [
        [word for piece in row if side.x - _SAME_START <= piece[0].box.x0 < right for word in piece]
        for row in rows[:end]
    ]
    opening = side.labels[0][0]
    starts = [_with_heading(own, at) for name, at in side.labels if name == opening]
    return [tuple(word for line in own[top:foot] for word in line) for top, foot in pairwise([*starts, end])]


def _with_heading(lines: Sequence[Sequence[Word]], at: int) -> int:
    """Where a form begins whose first label stands on a line: there, or at the bold lines right above it."""
    start = at
    for above in range(at - 1, -1, -1):
        if not lines[above]:
            continue
        word, below = lines[above][0], lines[start][0]
        near = below.box.y0 - word.box.y1 <= _FAR * below.size and word.size <= _LARGEST * below.size
        if not near or not all(one.bold for one in lines[above]):
            break
        start = above
    return start
