"""Tables one right below the other, each with a header of its own and columns of its own widths.

A word processor fits columns to their texts, so that the next table, below the title of its recommendation, has the
same headings elsewhere. Read as one, such tables share only the columns that happen to stand in line. What belongs
here: where a page is cut between them, and its text, rules and paint in these parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.page import Fill, Word
from extract.tables.rules import SNAP, Lines
from extract.tables.text_lines import Placed, TextLine, outside, text_lines
from schemas.geometry import Box

_FEWEST_RUNS, _FEWEST = 2, 3
"""Texts apart that a header has, and headings that it shares with the one above it."""
_ELSEWHERE = 2.0
"""Points from which a heading stands elsewhere than the same one above it."""
_SAME_START = 1.6
_TITLE_LINES = 3


class PageText:
    """The lines of a page, or of a part of it, outside its tables, made only when they are asked for."""

    def __init__(self, words: Placed) -> None:
        self._words = words
        self._made: tuple[int, list[TextLine]] | None = None

    @property
    def turned(self) -> list[Box]:
        """The boxes of words that run up or down the page."""
        return [word.box for _, _, word in self._words if word.turned in (90, 270)]

    def outside(self, boxes: Sequence[Box]) -> list[TextLine]:
        """The lines of the words whose middles no box holds; more boxes than before, never others."""
        if self._made is None or self._made[0] != len(boxes):
            self._made = len(boxes), text_lines(outside(self._words, boxes))
        return self._made[1]

    def between(self, top: float, bottom: float) -> PageText:
        """The text whose middle lies between two heights, in points."""
        return PageText([item for item in self._words if top <= item[0] < bottom])


@dataclass(frozen=True, slots=True)
class Part:
    """What a page, or a part of its height, shows: rules, painted cells and text."""

    lines: Lines
    fills: Sequence[Fill]
    text: PageText


def parts(whole: Part, tables: Sequence[Box]) -> list[Part]:
    """The whole, cut above each header that has the headings of one above it at other places; `tables` are known, and
    no part of this. Nothing is cut where a rule runs down or paint reaches across."""
    cuts = [y for y in floors(whole.text.outside(tables), whole.lines, whole.fills) if not _is_crossed(y, whole)]
    if not cuts:
        return [whole]
    return [_between(whole, top, bottom) for top, bottom in pairwise([-float("inf"), *cuts, float("inf")])]


def floors(lines: Sequence[TextLine], drawn: Lines, fills: Sequence[Fill]) -> Iterator[float]:
    """The heights at which tables begin whose headings stand elsewhere than in the table above, and their titles."""
    paint = [fill.box for fill in fills]
    headers: list[TextLine] = []
    for at, line in enumerate(lines):
        if len(line.runs) < _FEWEST_RUNS or not _may_head(line, paint):
            continue
        shared = next(filter(None, (_shared(line, above) for above in reversed(headers))), [])
        moved = any(abs(x - over) > _ELSEWHERE for x, over in shared)
        if moved or (shared and _is_crossed_by(lines[at - 1], line)):
            first = _first_of_title(lines, at)
            if first and lines[first - 1] not in headers:
                yield from (_cut(lines[one - 1], lines[one], drawn) for one in sorted({first, at}))
        headers.append(line)


def _may_head(line: TextLine, paint: Sequence[Box]) -> bool:
    """Whether a line may name columns: bold, or painted all along."""
    middle = (line.y0 + line.y1) / 2
    behind = sum(box.width for box in paint if box.y0 < middle < box.y1)
    return line.bold or behind >= line.x1 - line.x0


def _shared(line: TextLine, above: TextLine) -> list[tuple[float, float]]:
    """Where the headings that two lines share begin in each, three at least and most of them; empty where they name
    other columns. Lines of the very same words share all of these: headings may touch, so that two are one run."""
    own, other = _words(line), _words(above)
    if len(own) >= _FEWEST and [word.text for word in own] == [word.text for word in other]:
        return [(a.box.x0, b.box.x0) for a, b in zip(own, other, strict=True)]
    places = {run.text: run.x0 for run in above.runs}
    both = [(run.x0, places[run.text]) for run in line.runs if run.text in places]
    return both if len(both) >= _FEWEST and 2 * len(both) > max(len(line.runs), len(above.runs)) else []


def _words(line: TextLine) -> list[Word]:
    return [word for run in line.runs for word in run.words]


def _is_crossed_by(title: TextLine, header: TextLine) -> bool:
    """Whether a plain text alone on the line above a header runs over the beginning of a heading, as a caption does
    that stands in the middle over its table."""
    alone = len(title.runs) == 1 and not title.bold
    return alone and any(title.x0 + _ELSEWHERE < run.x0 < title.x1 for run in header.runs)


def _first_of_title(lines: Sequence[TextLine], header: int) -> int:
    """The first line of what stands over a header as its title: bold lines of one text, or one that begins where no
    text of the table above does."""
    first = header
    while first and header - first < _TITLE_LINES:
        line = lines[first - 1]
        starts = {run.x0 for other in lines[max(first - _TITLE_LINES - 1, 0) : first - 1] for run in other.runs}
        begun = any(abs(line.x0 - x) <= _SAME_START for x in starts)
        if len(line.runs) > 1 or (begun and not line.bold):
            break
        first -= 1
    return first


def _cut(line: TextLine, under: TextLine, drawn: Lines) -> float:
    """The height between two lines at which a table ends: at the last rule between them, or in their middle."""
    top, bottom = (line.y0 + line.y1) / 2, (under.y0 + under.y1) / 2
    return max((y for y, _, _ in drawn.across if top < y < bottom), default=(line.y1 + under.y0) / 2)


def _is_crossed(y: float, whole: Part) -> bool:
    """Whether a rule that runs down, or a painted cell, reaches from above a height to below it."""
    sides: Iterable[tuple[float, float]] = (
        *((top, bottom) for _, top, bottom in whole.lines.down),
        *((fill.box.y0, fill.box.y1) for fill in whole.fills),
    )
    return any(top + SNAP < y < bottom - SNAP for top, bottom in sides)


def _between(whole: Part, top: float, bottom: float) -> Part:
    across = tuple(piece for piece in whole.lines.across if top - SNAP <= piece[0] <= bottom + SNAP)
    down = tuple(piece for piece in whole.lines.down if top <= (piece[1] + piece[2]) / 2 < bottom)
    fills = [fill for fill in whole.fills if top <= fill.box.centre[1] < bottom]
    return Part(Lines(across, down), fills, whole.text.between(top, bottom))
