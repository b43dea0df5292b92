"""Sheets whose columns go on on further pages: two pages laid side by side and read as one.

A spreadsheet too wide for its paper is printed in parts, the same rows on each: equal heights tell them. What belongs
here: whether a page has the further columns of another, and the page that both make. Which pages are tried is told in
`extract.spreads`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import TypeVar

from extract.page import Fill, Page, Rule, Word
from extract.tables.table import Table, TableCell
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box, Place

_SAME, _NEAR = 1.2, 4.0
"""Points by which the same level differs from page to page, and from a level at which the first line stands."""
_ROWS, _UNEVEN, _SHARED = 3, 2.0, 0.9
"""Rows that tell a table, points by which some are higher than others, and the share of levels that both pages have."""
_LINES, _MOST, _OFF, _LEVEL, _HALF = 4, 0.5, 0.1, 0.22, 0.75
"""Lines of text that tell rows where no border does; the share of them that stand at one height on both pages, and the
share that may stand off; of the step between lines, how far signs of another font move one, and what is off."""
_PLACE, _IN_STEP = 0.1, 0.6
"""Of a step, how far lines in step may be from it, and the share of the lines that tell nothing where they are."""
_HEADER_ROWS, _SEVERAL, _LONG, _SHORTEST, _KNOWN = 4, 2, 60, 3, 0.6
"""Rows that a header has at most, and letters of a heading; letters by which one is known again; the share of their
words that are those of headings."""
_AGAIN = 3
"""First columns that are printed again on every page, at most."""
_BESIDE = 16.0
"""Points between the parts where no border parts their columns."""
_ASKS = frozenset(["action", "recommendation"])
"""What the first part of a sheet says, so that a further one does not."""
_SEAM, _OVER = 1.0, 2.0
_Drawn = TypeVar("_Drawn", Word, Rule, Fill)


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a part of a spread begins (`x`), the page it is printed on, and how far it was moved to the right."""

    x: float
    page: int
    moved: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Pages side by side as one `page`, where each further one begins, and where the last one ends."""

    page: Page
    seams: tuple[Seam, ...] = ()
    end: float = 0.0


@dataclass(frozen=True, slots=True)
class Headed:
    """A table with the texts of its rows, and which of the first ones are headings."""

    table: Table
    rows: Sequence[Sequence[str]]
    headings: Sequence[int]


class Sheet:
    """A page with its table, if a grid tells one there, and its lines of text, made once."""

    def __init__(self, page: Page, table: Table | None) -> None:
        self.page = page
        self.table = table
        self._headed: Headed | None = None
        self._lines: list[TextLine] | None = None
        self._tops: list[float] | None = None

    def headed(self, table: Table) -> Headed:
        """The rows of a table of the page, made once for its own."""
        if table is not self.table:
            return Headed(table, table.rows, _heading_rows(table))
        if self._headed is None:
            self._headed = Headed(table, table.rows, _heading_rows(table))
        return self._headed

    def begins_at(self, top: float) -> bool:
        """Whether a bold word may stand on a first line below this height."""
        if self._tops is None:
            self._tops = sorted(word.box.y0 for word in self.page.words if word.bold)
        at = bisect_left(self._tops, top - _NEAR)
        return at < len(self._tops) and self._tops[at] < top + _NEAR

    def below(self, top: float) -> list[TextLine]:
        """The lines from the top of a table on."""
        if self._lines is None:
            self._lines = text_lines(placed(self.page.words))
        return [line for line in self._lines if line.y0 > top - _SAME]


def on_paper_of(one: Page, other: Page) -> bool:
    """Whether two pages are of one size and neither was turned to be read."""
    return _is_same(one.width, other.width) and _is_same(one.height, other.height) and not (one.turn or other.turn)


def has_rows_of(left: Sheet, table: Table, right: Sheet, other: Table, *, expected: bool = False) -> bool:
    """Whether a table of another page has the rows of this one: borders at the same heights, or lines of text that
    stand at the same heights or well apart, never half a line off. Where it is not `expected`, rows must differ."""
    if not _is_same(table.box.y0, other.box.y0):
        return False
    few, many = sorted((_levels(table), _levels(other)), key=len)
    level = _is_same(few[-1], many[-1]) and sum(_nearest(y, many) <= _SAME for y in few) >= _SHARED * len(few)
    if level and (expected or _is_uneven(many)):
        return True
    if not level and table.method == other.method == "rules":
        return False
    few, many = sorted(([line.y0 for line in sheet.below(table.box.y0)] for sheet in (left, right)), key=len)
    step = _step([*few, *many])
    apart = [_nearest(y, many) / step for y in few]
    same = [y for y, by in zip(few, apart, strict=True) if by <= _LEVEL]
    off = sum(_LEVEL < by < _HALF for by in apart)
    enough = len(same) >= max(_LINES, _MOST * len(few)) and off <= _OFF * len(few)
    return enough and (expected or not _is_in_step(same, step))


def _is_in_step(lines: Sequence[float], step: float) -> bool:
    """Whether most lines stand whole steps from each other, so that any page set in this type has them."""
    places = [y / step % 1.0 for y in lines]
    shared = max(sum(min(abs(a - b), 1.0 - abs(a - b)) <= _PLACE for b in places) for a in places)
    return shared > _IN_STEP * len(places)


def _is_uneven(levels: Sequence[float]) -> bool:
    """Whether the heights of rows tell them from others: several, not all of one height."""
    heights = [lower - upper for upper, lower in pairwise(levels)]
    return len(heights) >= _ROWS and max(heights) - min(heights) >= _UNEVEN


def further_columns(left: Headed, right: Sheet, other: Table) -> int | None:
    """How many first columns are printed again on a page, where headings at one height on both pages name the columns
    of one plan together; null where they do not, or where other headings are printed on both."""
    from extract.headers.fields import read_headings
    from extract.headers.vocabulary import heading

    told = right.headed(other)
    for row in left.headings if told.headings else ():
        mine, theirs = left.rows[row], _headings_at(told, _top(left.table, row))
        if not theirs:
            continue
        again = _printed_again(left.rows, told.rows, mine, theirs)
        if again > _AGAIN:
            continue
        more = [text for text in theirs[again:] if text]
        texts = [text for text in (*mine, *more) if text]
        if not more or max(map(len, texts)) > _LONG or not all(heading(text).candidates for text in more):
            continue
        reading = read_headings([*mine, *more])
        shares = [one.share for one in reading.headings]
        known = min(shares[len(mine) :]) >= _KNOWN and sum(shares) >= _KNOWN * len(texts)
        asks = _ASKS & {one.candidates[0].field for one in reading.headings[len(mine) :]}
        if reading.is_plan and known and not asks and not _named_on(right, other, mine[again:]):
            return again
    return None


def _printed_again(
    rows: Sequence[Sequence[str]], others: Sequence[Sequence[str]], mine: Sequence[str], theirs: Sequence[str]
) -> int:
    """How many first columns have the same headings; where they have none, the same texts."""
    for at, (one, other) in enumerate(zip(mine, theirs, strict=False)):
        if _unbroken(one) != _unbroken(other) or not (one or [row[at] for row in rows] == [row[at] for row in others]):
            return at
    return min(len(mine), len(theirs))


def _unbroken(text: str) -> str:
    """A heading without spaces: where a narrow column breaks it differs from page to page."""
    return "".join(text.split())


def may_head_plan(left: Headed) -> bool:
    """Whether one of the first rows has a heading of a plan: a quick look before pages are compared."""
    from extract.headers.vocabulary import heading

    texts = [text for row in left.headings for text in left.rows[row] if 0 < len(text) <= _LONG]
    return any(heading(text).candidates for text in texts)


def _heading_rows(table: Table) -> list[int]:
    """Those of the first rows all of whose texts are bold, or on colours that no text below is on."""
    return [row for row in range(_HEADER_ROWS) if _is_heading_row(table, row)]


def _is_heading_row(table: Table, row: int) -> bool:
    cells = [cell for cell in table.cells if cell.row == row and cell.text]
    if all(cell.bold for cell in cells):
        return bool(cells)
    fills = {cell.fill for cell in cells}
    return None not in fills and fills.isdisjoint(cell.fill for cell in table.cells if cell.row > row + 1 and cell.text)


def _headings_at(told: Headed, top: float) -> list[str]:
    """The texts of the row of headings that begins at a height, those below a heading over several columns instead of
    it; none where none does."""
    table, rows = told.table, told.rows
    row = next((row for row in told.headings if _is_same(_top(table, row), top)), None)
    if row is None:
        return []
    over = [cell for cell in table.cells if cell.row == row and cell.column_span > 1 and row + 1 < len(rows)]
    grouped = {column for cell in over for column in range(cell.column, cell.column + cell.column_span)}
    return [rows[row + (column in grouped)][column] for column in range(table.column_count)]


def _named_on(right: Sheet, other: Table, headings: Sequence[str]) -> bool:
    """Whether one of the headings, or a part of it, stands on the first lines of a table of a page."""
    printed = {run.text for line in right.below(other.box.y0)[:_HEADER_ROWS] for run in line.runs}
    return any(text in whole for whole in headings for text in printed if len(text) >= _SHORTEST)


def plain_part(right: Sheet, top: float) -> Table | None:
    """What a page shows from a height on without any grid, its first line as headings; null where none begins there."""
    lines = right.below(top) if right.begins_at(top) else []
    if not lines or not _is_same(lines[0].y0 - 1.0, top):
        return None
    first = lines[0]
    box = Box(min(line.x0 for line in lines), top, max(line.x1 for line in lines), lines[-1].y1)
    begun = sorted(run.x0 for line in lines for run in line.runs)
    starts = [next(x for x in begun if x >= end) for end in (box.x0, *(run.x1 for run in first.runs[:-1]))]
    cells = [
        TableCell(run.text, 0, at, 1, 1, Box(x0, top, run.x1, first.y1), bold=first.bold)
        for at, (x0, run) in enumerate(zip(starts, first.runs, strict=True))
    ]
    return Table(right.page.number, box, tuple(cells), "alignment", 0.0)


def beside(spread: Spread, table: Table, right: Page, other: Table, again: int) -> Spread:
    """The spread with the table of another page right of its own, without the columns that are printed `again`."""
    drawn = table.method == "rules" and other.method == "rules"
    end = spread.end if spread.seams else _end(spread.page, table, drawn=drawn)
    edge = end + (0.0 if drawn else _BESIDE)
    first = min(cell.box.x0 for cell in other.cells if cell.column >= again) if again else other.box.x0
    frame = Box(first - _SEAM, other.box.y0 - _SEAM, min(other.box.x1, right.width) + _SEAM, right.height)
    moved, page = edge - first, spread.page
    page = replace(
        page,
        width=page.width + right.width,
        words=(*_left_of(page.words, end), *_moved(_begun_in(right.words, frame), frame, moved)),
        rules=(*_left_of(page.rules, end), *_moved(right.rules, frame, moved)),
        fills=(*_left_of(page.fills, end), *_moved(right.fills, frame, moved)),
        tags=(),
    )
    return Spread(page, (*spread.seams, Seam(edge, right.number, moved)), frame.x1 - _SEAM + moved)


def _end(page: Page, table: Table, *, drawn: bool) -> float:
    """Where the columns of a page end: a title that runs on over further columns draws none."""
    if not drawn:
        return max(word.box.x1 for word in page.words if word.box.y1 > table.box.y0)
    inside = [rule.box for rule in page.rules if table.box.y0 - _SEAM <= rule.box.centre[1] <= table.box.y1 + _SEAM]
    ends = Counter(round(box.x1) for box in inside)
    usual = max(ends.values())
    return float(max(x for x, count in ends.items() if _SEVERAL * count >= usual))


def as_printed(table: Table, seams: Sequence[Seam]) -> Table:
    """A table of a spread with the places where the cells of further pages are printed."""
    return replace(table, cells=tuple(_printed(cell, seams) for cell in table.cells))


def _printed(cell: TableCell, seams: Sequence[Seam]) -> TableCell:
    seam = next((seam for seam in reversed(seams) if cell.box.x0 >= seam.x - _SEAM), None)
    if seam is None:
        return cell
    box = replace(cell.box, x0=cell.box.x0 - seam.moved, x1=cell.box.x1 - seam.moved)
    return replace(cell, place=Place(seam.page, box))


def _left_of(found: Iterable[_Drawn], end: float) -> Iterator[_Drawn]:
    """What begins left of the seam, cut there."""
    for one in found:
        if one.box.x0 < end - _SEAM:
            yield one if one.box.x1 <= end else replace(one, box=replace(one.box, x1=end))


def _begun_in(words: Iterable[Word], frame: Box) -> Iterator[Word]:
    """The words that begin in the frame: others are the rest of what runs over from a column printed again."""
    return (word for word in words if frame.x0 - _OVER <= word.box.x0)


def _moved(found: Iterable[_Drawn], frame: Box, by: float) -> Iterator[_Drawn]:
    """What lies in the frame, cut at its sides and moved to the right."""
    for one in found:
        x0, x1 = max(one.box.x0, frame.x0), min(one.box.x1, frame.x1)
        if x0 <= x1 and one.box.y1 >= frame.y0 and one.box.y0 <= frame.y1:
            yield replace(one, box=Box(x0 + by, max(one.box.y0, frame.y0), x1 + by, one.box.y1))


def _is_same(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME


def _levels(table: Table) -> list[float]:
    """The heights at which rows begin or end, each once."""
    found: list[float] = []
    for y in sorted(y for cell in table.cells for y in (cell.box.y0, cell.box.y1)):
        if not found or y - found[-1] > _SAME:
            found.append(y)
    return found


def _nearest(y: float, others: Sequence[float]) -> float:
    """How far the nearest of the others is."""
    return min((abs(y - other) for other in others), default=inf)


def _step(lines: Sequence[float]) -> float:
    """The usual step from line to line."""
    ordered = sorted(lines)
    steps = sorted(lower - upper for upper, lower in pairwise(ordered) if lower - upper > _SAME)
    return steps[len(steps) // 4] if steps else _SAME


def _top(table: Table, row: int) -> float:
    return min(cell.box.y0 for cell in table.cells if cell.row == row)
