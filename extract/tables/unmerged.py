"""Cells that look merged and are not: borders left out, while the text still keeps to columns and rows.

Table styles draw a solid header band, or shade a first column, without a line between its cells. A region is cut at
positions that the rest of the grid draws, and only where what it holds lines up with the text of those columns or rows:
a merged cell's own text pays no heed to them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from extract.page import Word
from extract.tables.cuts import Held
from extract.tables.grid import Grid, GridCell
from extract.tables.run_over import Region, put_together, sides_beyond, with_own_borders
from extract.tables.text_lines import Run, TextLine, is_evenly_spaced, placed, text_lines
from schemas.geometry import Box
from schemas.quick import quick

_SAME = 3.0
_OVER = 2.0
"""Points: how far text may stand from where its column or row has it, and how far it may reach over a border."""
_FEW_COLUMNS, _MANY_COLUMNS = 3, 4
_VERY_SAME, _FEWEST_STARTS = 0.6, 2
"""Points within which texts begin at the very same place, and how many of a column must."""
_ROOM, _FEWEST_LOW = 6.0, 3
"""Points more above a text than below it that put it at the foot of its cell, and how many texts must stand so."""
_SPACE = 0.3
"""In font sizes: a space between words."""
_LEADING = 0.5
_BLANK_LINE = 1.7
"""In line heights: a gap between lines that is wider than those within a paragraph, and one than a line left blank."""


@quick
@dataclass(frozen=True, slots=True)
class _Extent:
    """Where text begins and ends along one axis."""

    start: float
    end: float

    def stands_as(self, other: _Extent) -> bool:
        """Whether both begin at the same place, or have the same middle."""
        middles = (self.start + self.end) / 2 - (other.start + other.end) / 2
        return abs(self.start - other.start) <= _SAME or abs(middles) <= _SAME


@dataclass(frozen=True)
class _Rows:
    """Where the rows of a grid begin, and the regions of the grid."""

    ys: Sequence[float]
    regions: Sequence[Region]

    @cached_property
    def texts(self) -> dict[int, list[_Extent]]:
        """Where the texts of each row stand."""
        return _extents(self.regions, upright=True)

    @cached_property
    def low(self) -> bool:
        """Whether texts stand at the foot of their row."""
        return _stands_low(self.regions)


def unmerged(grid: Grid, held: Held) -> tuple[Grid, Held]:
    """The grid with such regions cut, and the words of its cells."""
    if all(cell.row_span == 1 and cell.column_span == 1 for cell in grid.cells):
        return grid, held
    regions = [Region(cell, held.get(number, ())) for number, cell in enumerate(grid.cells)]
    if any(one.cell.column_span > 1 and one.words for one in regions):
        columns = _extents(regions, upright=False)
        regions = [part for one in regions for part in _cut_in_columns(one, grid, columns)]
    if any(one.cell.column_span > 1 for one in regions) or any(one.cut for one in regions):
        regions = _cut_as_beyond(regions, grid)
        columns = _extents(regions, upright=False)
        regions = put_together([part for one in regions for part in _cut_in_columns(one, grid, columns)], grid)
    if any(one.cell.row_span > 1 and one.words for one in regions):
        regions = _all_cut_in_rows(regions, _Rows(grid.ys, regions))
    regions.sort(key=lambda one: (one.cell.row, one.cell.column))
    cells = tuple(one.cell for one in regions)
    return Grid(grid.xs, grid.ys, cells), {at: list(one.words) for at, one in enumerate(regions) if one.words}


def _extents(regions: Iterable[Region], *, upright: bool) -> dict[int, list[_Extent]]:
    """Where the texts of each column (or row) stand, from cells of that column (or row) alone."""
    found: dict[int, list[_Extent]] = {}
    for one in regions:
        span, place = (one.cell.row_span, one.cell.row) if upright else (one.cell.column_span, one.cell.column)
        if span == 1 and one.words:
            found.setdefault(place, []).append(_extent(one.words, upright=upright))
    return found


def _extent(words: Sequence[Word], *, upright: bool) -> _Extent:
    boxes = [word.box for word in words]
    if upright:
        return _Extent(min([box.y0 for box in boxes]), max([box.y1 for box in boxes]))
    return _Extent(min([box.x0 for box in boxes]), max([box.x1 for box in boxes]))


def _cut_in_columns(one: Region, grid: Grid, columns: dict[int, list[_Extent]]) -> list[Region]:
    cell = one.cell
    if cell.column_span == 1 or not one.words:
        return [one]
    lines = text_lines(placed(one.words))
    inner = range(cell.column + 1, cell.column + cell.column_span)
    free = [at for at in inner if not _runs_over(lines, grid.xs[at], columns.get(at, ()))]
    parts = _parted(one, free, grid)
    whole = len(free) == len(inner)
    held = _hold_columns(parts, cell.column_span, whole, columns) or (whole and _keeps_to_one(one, parts, columns))
    return parts if held else [one]


def _parted(one: Region, inner: Sequence[int], grid: Grid) -> list[Region]:
    """The region cut at some of its inner columns."""
    cell, xs = one.cell, grid.xs
    parts = []
    for left, right in pairwise([cell.column, *inner, cell.column + cell.column_span]):
        box = Box(xs[left], cell.box.y0, xs[right], cell.box.y1)
        words = [word for word in one.words if left <= _column(xs, word) < right]
        parts.append(
            with_own_borders(Region(replace(cell, column=left, column_span=right - left, box=box), words), grid)
        )
    return parts


def _cut_as_beyond(regions: Sequence[Region], grid: Grid) -> list[Region]:
    """The regions from the top, each cut where cells above or below run on into it, unless text runs over a side."""
    done: list[Region] = []
    ordered = sorted(regions, key=lambda one: (one.cell.row, one.cell.column))
    for number, one in enumerate(ordered):
        sides = sides_beyond(one, [*done, *ordered[number + 1 :]], grid) if one.cell.column_span > 1 else []
        if not sides or any(_crossed(text_lines(placed(one.words)), grid.xs[at]) for at in sides):
            done.append(one)
        else:
            done += _parted(one, sides, grid)
    return done


def _keeps_to_one(one: Region, parts: Sequence[Region], columns: dict[int, list[_Extent]]) -> bool:
    """Whether the only text begins where the texts of a later column do: the rest of a row, not a heading over all."""
    filled = [part for part in parts if part.words]
    if len(filled) != 1 or filled[0].cell.column == one.cell.column:
        return False
    own = _extent(filled[0].words, upright=False)
    if _is_centred(own, one.cell.box.x0, one.cell.box.x1):
        return False
    return any(abs(own.start - other.start) <= _SAME for other in columns.get(filled[0].cell.column, ()))


def _is_centred(text: _Extent, start: float, end: float) -> bool:
    return abs(text.start - start - (end - text.end)) <= 2 * _SAME


def _hold_columns(parts: Sequence[Region], span: int, all_free: bool, columns: dict[int, list[_Extent]]) -> bool:
    """Whether text stands in several parts, most of it where its column has its text."""
    filled = [part for part in parts if part.words]
    known = [part for part in filled if part.cell.column_span == 1 and part.cell.column in columns]
    as_below = [part for part in known if _stands_as(part, columns[part.cell.column], upright=False)]
    if all_free and len(filled) == span >= _MANY_COLUMNS:
        return True
    if len(filled) < 2 or len(as_below) * 2 < len(filled):
        return False
    if len(filled) >= _FEW_COLUMNS or (all_free and span <= _FEW_COLUMNS):
        return True
    begins_later = parts[0].cell.row > 0 and not parts[0].words
    wrapped = any(_is_wrapped(part.words) for part in filled)
    return all_free and len(as_below) == len(filled) and (wrapped or begins_later)


def _is_wrapped(words: Sequence[Word]) -> bool:
    """Whether words take several lines, as a heading of a number and a title does not."""
    return max(word.box.y0 for word in words) > min(word.box.y1 for word in words)


def _stands_as(part: Region, others: Sequence[_Extent], *, upright: bool) -> bool:
    own = _extent(part.words, upright=upright)
    return any(own.stands_as(other) for other in others)


def _runs_over(lines: Sequence[TextLine], x: float, column: Sequence[_Extent]) -> bool:
    """Whether text runs over the side of a column and is not that of two cells that stand hardly a space apart, the
    second of which begins at the very place where the column's texts do."""
    over = [run for line in lines for run in line.runs if run.x0 < x - _OVER and run.x1 > x + _OVER]
    return any(not any(_begins_cell(run, at, x, column) for at in range(1, len(run.words))) for run in over)


def _begins_cell(run: Run, at: int, x: float, column: Sequence[_Extent]) -> bool:
    """Whether a word of a run begins at the very place where a column's texts do, after a space of its own width."""
    word = run.words[at]
    begun = sum(abs(word.box.x0 - text.start) <= _VERY_SAME for text in column)
    return word.box.x0 > x - _OVER and begun >= _FEWEST_STARTS and not is_evenly_spaced(run.words, at)


def _crossed(lines: Sequence[TextLine], x: float) -> bool:
    """Whether text runs over a position, as that of a merged cell does."""
    return any(run.x0 < x - _OVER and run.x1 > x + _OVER for line in lines for run in line.runs)


def _column(xs: Sequence[float], word: Word) -> int:
    return bisect_right(xs, word.box.centre[0]) - 1


def _all_cut_in_rows(regions: Iterable[Region], rows: _Rows) -> list[Region]:
    """The regions cut at rows, column by column, as the texts of one column tell the groups of the next."""
    begun: dict[int, set[int]] = {}
    done: list[Region] = []
    for one in sorted(regions, key=lambda one: (one.cell.column, one.cell.row)):
        leads = frozenset(begun.get(one.cell.column, ()))
        parts = _cut_in_rows(one, rows, leads)
        done += parts
        for part in parts:
            if part.words:
                begun.setdefault(part.cell.column + part.cell.column_span, set()).add(part.cell.row)
    return done


def _cut_in_rows(one: Region, rows: _Rows, leads: frozenset[int]) -> list[Region]:
    """The region cut before each row where a new text begins in line with that row's other texts."""
    cell, ys = one.cell, rows.ys
    if cell.row_span == 1 or not one.words:
        return [one]
    lines = text_lines(placed(one.words))
    if _is_one_text(one, lines, rows):
        return [one]
    stops = [cell.row, *_begun_rows(lines, cell, rows, leads), cell.row + cell.row_span]
    if len(stops) == 2:
        return [one]
    return [
        Region(
            replace(
                cell,
                row=top,
                row_span=bottom - top,
                box=Box(cell.box.x0, ys[top], cell.box.x1, ys[bottom]),
                open_top=cell.open_top and top == cell.row,
                open_bottom=cell.open_bottom and bottom == stops[-1],
            ),
            [word for word in one.words if top <= bisect_right(ys, word.box.centre[1]) - 1 < bottom],
        )
        for top, bottom in pairwise(stops)
    ]


def _is_one_text(one: Region, lines: Sequence[TextLine], rows: _Rows) -> bool:
    """Whether one paragraph stands in the middle of all the rows, or at their foot where others do, and the first row
    is empty: a merged cell's text. So is a heading at the foot of a header."""
    if not lines or (lines[0].y0 + lines[0].y1) / 2 < rows.ys[one.cell.row + 1]:
        return False
    if one.cell.row == 0 and all(word.bold for word in one.words):
        return True
    together = all(below.y0 - above.y1 <= _LEADING * (below.y1 - below.y0) for above, below in pairwise(lines))
    middle = together and _is_centred(_extent(one.words, upright=True), one.cell.box.y0, one.cell.box.y1)
    return middle or (together and rows.low)


def _stands_low(regions: Iterable[Region]) -> bool:
    """Whether text stands at the foot of its cell, as far as cells of one row with room to spare tell."""
    low = high = 0
    for one in regions:
        if one.cell.row_span == 1 and one.words:
            own = _extent(one.words, upright=True)
            above, below = own.start - one.cell.box.y0, one.cell.box.y1 - own.end
            low += above > below + _ROOM
            high += below > above + _ROOM
    return low >= _FEWEST_LOW and low > 2 * high


def _begun_rows(lines: Sequence[TextLine], cell: GridCell, rows: _Rows, leads: frozenset[int]) -> list[int]:
    """The rows after the cell's first in which a text begins; none when some text stands in line with no row, or goes
    on from one row to the next in the middle of a sentence.

    A text may run down over several rows where the column before it tells the groups (`leads`, where its texts begin);
    in a first column, where the gaps do: unlike within a merged cell's own text, they differ, as what they end at does.
    """
    entered = _entered_rows(lines, cell, rows.ys, leads)
    apart = [row for row, gap, _ in entered if gap]
    every = [row for row, _, _ in entered]
    if not any(goes_on for _, _, goes_on in entered) and _all_begin(lines, every, rows):
        return every if len(apart) == len(every) or (apart and len(every) >= cell.row_span - 1) else []
    led = [row for row in range(cell.row + 1, cell.row + cell.row_span) if row in leads]
    told = apart == led if leads else _are_groups(lines)
    return apart if told and _all_begin(lines, apart, rows) else []


def _are_groups(lines: Sequence[TextLine]) -> bool:
    """Whether texts one below the other name groups of rows: each begins with a capital letter or a number, and the gap
    above one at least is wider than a line left blank."""
    gaps = [(below, (below.y0 - above.y1) / (below.y1 - below.y0)) for above, below in pairwise(lines)]
    heads = [(line.runs[0].text[:1], gap) for line, gap in gaps if gap > _LEADING]
    marked = all(first.isupper() or first.isdigit() for first, _ in heads)
    return marked and max((gap for _, gap in heads), default=0.0) > _BLANK_LINE


def _entered_rows(
    lines: Sequence[TextLine], cell: GridCell, ys: Sequence[float], leads: frozenset[int]
) -> list[tuple[int, bool, bool]]:
    """The rows after the cell's first that hold text, whether it begins apart from the text above, and whether it goes
    on with that text: not apart, and no capital letter; or a bold line within the text above is its heading. Apart is
    what a gap parts, or what begins a paragraph in a group's first row."""
    entered: list[tuple[int, bool, bool]] = []
    last, below = cell.row, -math.inf
    right = max((line.x1 for line in lines), default=0.0)
    for at, line in enumerate(lines):
        row = bisect_right(ys, (line.y0 + line.y1) / 2) - 1
        if last < row < cell.row + cell.row_span:
            apart = line.y0 - below > _LEADING * (line.y1 - line.y0)
            apart = apart or (row in leads and at > 0 and _begins_paragraph(lines[at - 1], line, right))
            headed = at > 1 and lines[at - 1].bold and not (line.bold or lines[at - 2].bold)
            entered.append((row, apart, headed or (not apart and line.runs[0].text[:1].islower())))
        last, below = row, line.y1
    return entered


def _begins_paragraph(above: TextLine, line: TextLine, right: float) -> bool:
    """Whether a line begins with a capital letter, and its first word had room on the line above."""
    word = line.runs[0].words[0]
    space = _SPACE * line.size
    return word.text[:1].isupper() and above.x1 + space + word.box.width <= right


def _all_begin(lines: Sequence[TextLine], begun: Sequence[int], rows: _Rows) -> bool:
    return all(_begins_row(lines, row, rows) for row in begun)


def _begins_row(lines: Sequence[TextLine], row: int, rows: _Rows) -> bool:
    """Whether what stands in a row stands as some other text of that row does, at its foot where texts stand so."""
    inside = [line for line in lines if rows.ys[row] <= (line.y0 + line.y1) / 2 < rows.ys[row + 1]]
    own = _extent([word for line in inside for run in line.runs for word in run.words], upright=True)
    others = rows.texts.get(row, ())
    return any(own.stands_as(other) or (abs(own.end - other.end) <= _SAME and rows.low) for other in others)
