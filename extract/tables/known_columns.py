"""A page read in the columns of the page before, where nothing on it shows a table or what it shows has other columns.

A row that is longer than a page leaves pages on which one column alone has text, and a page that a break cuts in the
middle of a row shows neither header nor levels. Its words then stand where those of the page before stood. What belongs
here: words, rules and fills of one page in known columns; whether its rows go on with a plan is judged in `plans`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.page import Page, Word
from extract.tables.alignment_groups import left_out
from extract.tables.arbiter import Candidate
from extract.tables.band_rows import band_rows
from extract.tables.bands import Stack, parted_at
from extract.tables.fills import cell_fills
from extract.tables.finding import table_of
from extract.tables.grid import Grid
from extract.tables.grid_filled import filled_grid
from extract.tables.grid_parts import with_painted_rows
from extract.tables.rules import SNAP, Piece, clusters, ruled
from extract.tables.table import Table
from extract.tables.text_lines import Run, TextLine, column_of, placed, text_lines, without_print_marks, without_stamps
from schemas.geometry import Box

_OVER = 1.5
"""Points that a word may reach over the edge of its column."""
_SAME_START, _INDENT = 1.0, 40.0
_READ_START, _SHIFTED = 2.5, 14.0
"""Points: the same of words read by OCR, which are boxed by their ink and never quite level; how far a sheet may lie
from where the one before lay in the scanner."""
_ALIKE = 80.0
"""Of a hundred: how like two running headers are when both were read by OCR."""
_STARTING = 0.75
"""Share of the runs of text that begin where text of their column began on the page before."""
_FEWEST_COLUMNS, _FEWEST_LINES = 3, 2
_LEVEL = 0.7
"""Share of the width that rules or the edges of fills cover at a height to be a border of every column."""
_BESIDE = 8.0
_APART = 1.0
_CERTAINTY = 0.9
_SLACK = 3.0
"""Points that the last line of a header may reach below it."""
_POINT = re.compile(r"^[•●▪◦‣○■□➢➤\uf0b7·*–-](?:\s|$)")
_DIGITS = str.maketrans("0123456789", "##########")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that a table has shown on its page: their edges, where the lines of each begin and what several of them
    have their middle at, and what is printed above and below the table (digits masked), which is printed on the next
    page, too. `read`: by OCR."""

    xs: tuple[float, ...]
    starts: tuple[tuple[float, ...], ...]
    around: frozenset[str]
    read: bool = False
    middles: tuple[tuple[float, ...], ...] = ()

    @property
    def near(self) -> float:
        """Points within which words begin at one place."""
        return _READ_START if self.read else _SAME_START

    def moved(self, right: float) -> Columns:
        """The columns as far to the right."""
        xs = tuple(x + right for x in self.xs)
        starts, middles = (tuple(tuple(x + right for x in one) for one in of) for of in (self.starts, self.middles))
        return replace(self, xs=xs, starts=starts, middles=middles)

    def is_around(self, line: TextLine) -> bool:
        """Whether a line is printed on both pages, beside the table; a few signs of it may be misread."""
        text = _masked(line)
        if text in self.around or not self.read:
            return text in self.around
        from rapidfuzz import fuzz

        return any(fuzz.ratio(text, other) >= _ALIKE for other in self.around)


def columns_of(page: Page, box: Box, spans: Sequence[tuple[float, float]]) -> Columns | None:
    """The columns of a table on its page; null where they are too few to tell a table by."""
    if len(spans) < _FEWEST_COLUMNS:
        return None
    xs = (spans[0][0], *((left[1] + right[0]) / 2 for left, right in pairwise(spans)), spans[-1][1])
    starts: list[list[float]] = [[] for _ in spans]
    middles: list[list[float]] = [[] for _ in spans]
    around = set()
    for line in _lines(page):
        if not box.y0 <= (line.y0 + line.y1) / 2 <= box.y1:
            around.add(_masked(line))
        for run in _cut(line, xs) or ():
            starts[column_of(run, xs)].append(run.x0)
            middles[column_of(run, xs)].append((run.x0 + run.x1) / 2)
    read = page.text_layer == "ocr"
    begun, centred = tuple(_often(sorted(one)) for one in starts), tuple(_shared(sorted(one)) for one in middles)
    return Columns(xs, begun, frozenset(around), read, centred)


def with_starts(known: Columns, earlier: Columns) -> Columns:
    """The columns with the places where text of an empty one began on an earlier page, if they stood in the same."""
    if len(earlier.xs) != len(known.xs) or any(abs(a - b) > _OVER for a, b in zip(known.xs, earlier.xs, strict=True)):
        return known
    starts = tuple(own or other for own, other in zip(known.starts, earlier.starts, strict=True))
    middles = tuple(own or other for own, other in zip(known.middles, earlier.middles, strict=True))
    return replace(known, starts=starts, middles=middles)


def in_known_columns(page: Page, known: Columns, tables: Iterable[Table] = ()) -> Table | None:
    """The lines of a page that keep to the columns as a table; null where they do not tell one. Of the `tables` that
    the page has, one of which only the header keeps to the columns is another table, and what stands above it prose
    unless that tells a table by itself."""
    table = _in_columns(page, known)
    floor = next((one.box.y0 for one in tables if table is not None and _ends_in_header(table, one)), None)
    if floor is None:
        return table
    return _in_columns(replace(page, words=tuple(word for word in page.words if word.box.y1 <= floor)), known)


def _ends_in_header(table: Table, other: Table) -> bool:
    """Whether a table begins above another one and ends with that one's header."""
    body = [cell.box.y0 for cell in other.cells if cell.row == other.header_rows]
    ends = bool(other.header_rows and body) and table.box.y1 <= min(body, default=0.0) + _SLACK
    return ends and table.box.y0 < other.box.y0 < table.box.y1


def _in_columns(page: Page, known: Columns) -> Table | None:
    lines = _lines(page)
    if known.read or page.text_layer == "ocr":
        known = _laid_over(replace(known, read=True), lines)
    lines = _kept(lines, known)
    if not _is_told(lines, known, page.dots):
        return None
    grid = _grid(page, lines, known.xs)
    return table_of(page, Candidate(grid, "alignment", _CERTAINTY)) if grid is not None else None


def _laid_over(known: Columns, lines: Sequence[TextLine]) -> Columns:
    """The columns moved to where most text of the page begins as theirs did: no two sheets lie alike in a scanner."""
    begun = [run.x0 for line in lines for run in line.runs]
    apart = [x0 - start for x0 in begun for starts in known.starts for start in starts]
    near = sorted((abs(by), by) for by in apart if abs(by) <= _SHIFTED)
    if not near:
        return known
    return known.moved(max(near, key=lambda one: (sum(abs(by - one[1]) <= known.near for _, by in near), -one[0]))[1])


def _often(ordered: Sequence[float]) -> tuple[float, ...]:
    """The places where several lines begin; all of them where none does twice."""
    return _shared(ordered) or tuple(ordered)


def _shared(ordered: Sequence[float]) -> tuple[float, ...]:
    return tuple((a + b) / 2 for a, b in pairwise(ordered) if b - a <= _SAME_START)


def _lines(page: Page) -> list[TextLine]:
    return text_lines(placed(without_print_marks(without_stamps(page.words), page.height)))


def _masked(line: TextLine) -> str:
    return " ".join(run.text for run in line.runs).translate(_DIGITS)


def _cut(
    line: TextLine, xs: Sequence[float], starts: Sequence[Sequence[float]] = (), near: float = _SAME_START
) -> tuple[Run, ...] | None:
    """What the line holds of each column, as one run; null where a word lies across an edge or beyond the columns.

    With `starts`, words no further apart than in a sentence are cut only where text of the column is known to begin.
    """
    own: list[list[Word]] = []
    home = -1
    for run in line.runs:
        at = bisect_right(xs, run.x0) - 1
        if 0 <= at < len(xs) - 1 and run.x1 < xs[at + 1]:  # all of it in one column
            if at != home:
                own.append([])
            own[-1] += run.words
            home = at
            continue
        for number, word in enumerate(run.words):
            x0, x1 = word.box.x0, word.box.x1
            column = bisect_right(xs, (x0 + x1) / 2) - 1
            if not 0 <= column < len(xs) - 1 or x0 < xs[column] - _OVER or x1 > xs[column + 1] + _OVER:
                return None
            if column != home:
                if number and starts and not _starts(x0, starts[column], near):
                    return None
                own.append([])
            own[-1].append(word)
            home = column
    return tuple(_run(words) for words in own)


def _run(words: Sequence[Word]) -> Run:
    return Run(words[0].box.x0, max(word.box.x1 for word in words), tuple(words))


def _kept(lines: Sequence[TextLine], known: Columns) -> list[TextLine]:
    """The lines from the top of the page, running headers apart, for as long as they keep to the columns; bold lines
    across them that more such lines follow are kept as they are."""
    kept: list[TextLine] = []
    held: list[TextLine] = []
    for line in lines:
        if known.is_around(line):
            continue
        runs = _cut(line, known.xs, known.starts, known.near)
        if runs is not None and not line.is_footer:
            kept += [*held, TextLine(line.y0, line.y1, line.size, runs, line.padded)]
            held = []
        elif kept and len(line.runs) == 1 and line.bold and not held and not line.is_footer:
            held = [line]
        else:
            break
    return _without_end(kept, known.xs)


def _without_end(lines: list[TextLine], xs: Sequence[float]) -> list[TextLine]:
    """The lines without lone ones of the first column that stand apart below the others: prose begins there."""
    end = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        line = lines[at]
        if len(line.runs) > 1 or column_of(line.runs[0], xs):
            break
        if line.y0 - lines[at - 1].y1 > _APART * (line.y1 - line.y0):
            end = at
    return lines[:end]


def _is_told(lines: Sequence[TextLine], known: Columns, dots: Sequence[Box]) -> bool:
    """Whether the lines stand in the columns as those of the page before did: more than the first has text, and most
    of it begins where text began, or is set in from there as the points of a list are, or has its middle there."""
    runs = [run for line in lines for run in line.runs]
    filled = {column_of(run, known.xs) for run in runs}
    if len(lines) < _FEWEST_LINES or filled <= {0}:
        return False
    points = [run.x0 for run in runs if _POINT.match(run.text)]
    points += [word.box.x0 for run in runs if _POINT.match(run.text) for word in run.words[1:2]]
    points += [run.x0 for line in lines for run in line.runs if any(_leads(dot, line, run) for dot in dots)]
    starting = sum(_begins_as_known(run, known, points) for run in runs)
    return starting >= _STARTING * len(runs)


def _begins_as_known(run: Run, known: Columns, points: Sequence[float]) -> bool:
    column = column_of(run, known.xs)
    starts = known.starts[column]
    if _starts(run.x0, starts, known.near):
        return True
    if known.middles and _starts((run.x0 + run.x1) / 2, known.middles[column], known.near):
        return True
    return _starts(run.x0, points, known.near) and any(0 < run.x0 - start <= _INDENT for start in starts)


def _leads(dot: Box, line: TextLine, run: Run) -> bool:
    """Whether a bullet that is drawn stands before the run."""
    return line.y0 < dot.centre[1] < line.y1 and 0 < run.x0 - dot.x1 < _BESIDE + _BESIDE


def _starts(x0: float, starts: Iterable[float], near: float) -> bool:
    return any(abs(x0 - start) <= near for start in starts)


def _grid(page: Page, lines: Sequence[TextLine], xs: Sequence[float]) -> Grid | None:
    """The grid of the columns and of the rows that rules, fills and text tell."""
    top, bottom = lines[0].y0 - 1.0, max(line.y1 for line in lines) + 1.0
    fills = [fill.box for fill in cell_fills(page) if _is_inside(fill.box, xs)]
    fills = [
        replace(box, y0=max(box.y0, top), y1=min(box.y1, bottom)) for box in fills if box.y0 < bottom and box.y1 > top
    ]
    rules = [piece for piece in ruled(page.rules).across if min(piece[2], xs[-1]) - max(piece[1], xs[0]) > _BESIDE]
    edges = [(y, box.x0, box.x1) for box in fills for y in (box.y0, box.y1)]
    levels: list[float] = []
    parts: list[Piece] = []
    for group in clusters(sorted([*rules, *edges])):
        y = sum(at for at, _, _ in group) / len(group)
        if not top - _BESIDE <= y <= bottom + _BESIDE:
            continue
        if _covered(group, xs) >= _LEVEL * (xs[-1] - xs[0]):
            levels.append(y)
        else:
            parts += group
    drawn = frozenset(y for y in levels if any(abs(y - at) <= SNAP for at, _, _ in rules))
    ys = _ended(levels, top, bottom)
    parted = parted_at(rules, xs[0], xs[-1], ys)
    stack = Stack(xs[0], xs[-1], ys, tuple(sorted(parts)), fills=tuple(fills), ruled=drawn, parted=parted)
    stack = with_painted_rows(stack, lines)
    ys = stack.ys
    parts = [piece for piece in stack.pieces if ys[0] < piece[0] < ys[-1] and all(abs(piece[0] - y) > SNAP for y in ys)]
    parts = sorted([*parts, *left_out(ys, stack, lines, xs)])
    return filled_grid(xs, band_rows(ys, stack, lines, xs, set(), parts), lines, parts, closed=drawn, sparse=True)


def _ended(levels: Sequence[float], top: float, bottom: float) -> tuple[float, ...]:
    """The levels with the ends of the text, where it reaches beyond them."""
    first = [] if levels and levels[0] <= top + SNAP else [top]
    last = [] if levels and levels[-1] >= bottom - SNAP else [bottom]
    return (*first, *levels, *last)


def _is_inside(box: Box, xs: Sequence[float]) -> bool:
    return box.x0 >= xs[0] - _BESIDE and box.x1 <= xs[-1] + _BESIDE


def _covered(pieces: Sequence[Piece], xs: Sequence[float]) -> float:
    """How much of the width pieces at one height cover."""
    reach, total = xs[0], 0.0
    for _, start, end in sorted(pieces, key=lambda piece: piece[1]):
        start, end = max(start, reach), min(end, xs[-1])
        if end > start:
            total += end - start
            reach = end
    return total
