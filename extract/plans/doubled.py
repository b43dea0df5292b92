"""Rows of a plan that hold two of what a row has one of: two numbers, days or ratings, one below the other.

Where rules draw all cells, such a row is as it was drawn. Where rows were worked out from paint, a few rules or the
text alone, two days beside the beginnings of two texts are two rows, whatever has hidden what parts them. Nothing here
finds tables or knows which of them is a plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extract.headers.look import holds_date, reads_as_deadline, reads_as_number, reads_as_rag
from extract.page import Word
from extract.prose.vocabulary import any_of, vocabulary
from extract.stitch.rows import runs_on
from extract.tables.cellcolour import is_chromatic
from extract.tables.celltext import Line, cell_text, lines_of
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, around

_DRAWN = 0.9
"""Confidence of a table all of whose cells rules draw."""
_FEWEST_COLUMNS = 3
_MOST_WORDS = 40
"""Words of a cell that may hold several days."""
_ANEW = re.compile(r"^(?:[A-Z0-9“\"‘'(£]|[•●▪◦‣○■□➢➤\uf0b7·*–-])")
_LEFT_OPEN = re.compile(r"(?:[,/&(–-]|\b(?:and|or|of|for|to|in|with|by|from|the))$", re.IGNORECASE)
_DISC = re.compile(r"[●■◆▲▼★⬤]")
"""A sign that shows a rating by its colour, alone in its cell."""
_YEAR = re.compile(r"^\W*(?:19|20)\d\d\W*$")
_WIDER, _SPACE = 0.2, 0.25
"""In font sizes: how much wider the step from row to row is than one from line to line, and what a space takes up."""
_CERTAIN, _SOME = 2, 1
"""Points of evidence for a new row: a first word that had room on the line above, a wide step; a capital letter."""
_REACH, _LEVEL = 2.0, 3.0
"""Points by which lines of one row may stand higher or lower than each other."""
_CERTAINTY = 0.9


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number, day or rating, perhaps of several lines."""

    text: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Unit:
    """The rows of a table from `first` up to `end` that one cell with several entries takes up, and the words of each
    column in them."""

    first: int
    end: int
    box: Box
    cells: tuple[TableCell, ...]
    words: dict[int, list[Word]]

    @property
    def lines(self) -> dict[int, list[Line]]:
        return {column: lines_of(words) for column, words in self.words.items() if words}


@dataclass(frozen=True, slots=True)
class _Parting:
    """Where the rows of a unit part, the column of the text that says so, and whether they share one number."""

    cuts: tuple[float, ...]
    text: int
    numbered: bool


def with_rows_apart(table: Table, words: Sequence[Word]) -> Table:
    """The table with every row parted that holds several numbers, days or ratings beside as many texts."""
    if table.column_count < _FEWEST_COLUMNS or (table.method == "rules" and table.confidence >= _DRAWN):
        return table
    doubled = [cell for cell in table.cells if cell.row and cell.column_span == 1 and _may_be_several(cell.text)]
    for first, end in _apart({(cell.row, cell.row + cell.row_span) for cell in doubled}):
        unit = _unit(table, first, end, words)
        parting = _parting(unit) if unit is not None else None
        if unit is not None and parting is not None:
            table = _parted(table, unit, parting)
    return table


def _apart(spans: Set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rows that are not some of other ones, from the foot up: what is cut moves only those below."""
    return sorted(
        (one for one in spans if not any(a <= one[0] and one[1] <= b for a, b in spans - {one})), reverse=True
    )


def _may_be_several(text: str) -> bool:
    """Whether a text may be several numbers, days or ratings, one after the other."""
    parts = text.split()
    if not 2 <= len(parts) <= _MOST_WORDS:
        return False
    return all(map(reads_as_number, parts)) or all(map(_is_rating, parts)) or len(_days(text)) > 1


def _is_rating(text: str) -> bool:
    return reads_as_rag(text) or bool(_DISC.fullmatch(text))


def _days(text: str) -> list[str]:
    parts = re.split(r"(?<=\d)\s+(?!of\b)", text)
    return [part for part in parts if reads_as_deadline(part)]


def _unit(table: Table, first: int, end: int, words: Sequence[Word]) -> _Unit | None:
    """What stands in some rows of a table; null where one of their cells reaches over several columns."""
    own = [cell for cell in table.cells if first <= cell.row and cell.row + cell.row_span <= end]
    if any(cell.column_span > 1 for cell in own):
        return None
    box = around(cell.box for cell in own)
    inside = [word for word in words if box.holds_middle(word.box)]
    held: dict[int, list[Word]] = {}
    for cell in own:
        held.setdefault(cell.column, [])
        held[cell.column] += [word for word in inside if cell.box.holds_middle(word.box)]
    return _Unit(first, end, box, tuple(own), held)


def _parting(unit: _Unit) -> _Parting | None:
    """Where the rows of a unit part, as its fullest text tells, or, where that may be merged beside a number that they
    share, one right of it; null where it is one row."""
    lines = unit.lines
    known = {column: found for column, own in lines.items() if (found := _entries(own))}
    count = max((len(found) for found in known.values()), default=0)
    texts = [column for column, own in lines.items() if column not in known and len(own) >= count]
    if count < 2 or not texts:
        return None
    telling = next(column for column, found in known.items() if len(found) == count)
    numbered = any(len(found) == 1 and reads_as_number(found[0].text) for found in known.values())
    least = _CERTAIN + (numbered and not _line_for_line([lines[telling], *(lines[column] for column in texts)]))
    first = max(texts, key=lambda column: sum(len(line[2]) for line in lines[column]))
    for column in (first, *(other for other in texts if numbered and other > first)):
        right = max(cell.box.x1 for cell in unit.cells if cell.column == column)
        cuts = [_between(lines[column], above, below, right, least) for above, below in pairwise(known[telling])]
        told = tuple(cut for cut in cuts if cut is not None)
        if len(told) == len(cuts):
            others = [own for other, own in lines.items() if other not in (column, telling)]
            return _Parting(told, column, numbered) if any(_is_in_each(own, told) for own in others) else None
    return None


def _line_for_line(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether every line of an entry's column stands beside a line of two texts and more, and none of these has others:
    texts of several lines would not break at the same heights."""
    first, *others = columns
    alike = (
        len(own) == len(first) and all(abs(one[0] - other[0]) <= _LEVEL for one, other in zip(first, own, strict=True))
        for own in others
    )
    return len(others) > 1 and all(alike)


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """The numbers, ratings or days that a column's lines are; nothing where they say anything else."""
    texts = [_text(line) for line in lines]
    if all(map(reads_as_number, texts)) or all(map(_is_rating, texts)):
        return [_Entry(text, _middle(line), _middle(line)) for text, line in zip(texts, lines, strict=True)]
    found: list[_Entry] = []
    for text, line in zip(texts, lines, strict=True):
        last = found[-1] if found else None
        if last is None or (_is_day(last.text) and not _YEAR.match(text) and not _goes_with(last.text, text)):
            found.append(_Entry(text, _middle(line), _middle(line)))
        else:
            found[-1] = _Entry(f"{last.text} {text}", last.top, _middle(line))
    return found if all(reads_as_deadline(entry.text) for entry in found) else []


def _goes_with(one: str, other: str) -> bool:
    """Whether a day goes on with the one above it, or one of the two says that it was or is now the other's."""
    was, now = _was(), _now()
    revised = bool(now.match(other)) and not now.match(one)
    return runs_on(one, other) or revised or (bool(was.match(one)) != bool(was.match(other)))


@cache
def _was() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{any_of(vocabulary('deadlines')['revision']['back'])})\b", re.IGNORECASE)


@cache
def _now() -> re.Pattern[str]:
    words = vocabulary("deadlines")["revision"]
    said = [phrase for key in ("forward", "forward_named", "forward_again", "weak") for phrase in words[key]]
    return re.compile(rf"^\W*(?:{any_of(said)})(?!\w)", re.IGNORECASE)


def _is_day(text: str) -> bool:
    """Whether a text is a whole deadline: a date with more than its year, or one word for there being none."""
    return not _YEAR.match(text) and (holds_date(text) or (reads_as_deadline(text) and len(text.split()) == 1))


def _text(line: Line) -> str:
    return " ".join(word.text for word in line[2])


def _middle(line: Line) -> float:
    return line[0]


def _between(lines: Sequence[Line], above: _Entry, below: _Entry, right: float, least: int) -> float | None:
    """Where between two entries a text ends and another begins; null where no signs enough show it."""
    usual = min(other[0] - one[0] for one, other in pairwise(lines))
    best, found = least - 1, None
    for one, other in pairwise(lines):
        y = (one[0] + other[0]) / 2
        if not above.bottom < y < below.top:
            continue
        signs = _signs(one, other, usual, right) + (abs(other[0] - below.top) <= _LEVEL)
        if signs > best or (signs == best and found is not None):
            best, found = signs, y
    return found


def _signs(one: Line, other: Line, usual: float, right: float) -> int:
    """How much speaks for a new text that begins with the second of two lines."""
    first, last = other[2][0], one[2][-1]
    if runs_on(_text(one), _text(other)) or not _ANEW.match(first.text):
        return -_CERTAIN
    room = last.box.x1 + first.box.width + 2 * _SPACE * first.size < right
    wide = other[0] - one[0] > usual + _WIDER * first.size
    return _SOME + _CERTAIN * (room + wide)


def _is_in_each(lines: Sequence[Line], cuts: Sequence[float]) -> bool:
    """Whether lines stand between all cuts, none of which parts a sentence."""
    slots = [_text_between(lines, top, foot) for top, foot in pairwise([0.0, *cuts, float("inf")])]
    whole = (_ANEW.match(other) and not _LEFT_OPEN.search(one) for one, other in pairwise(slots))
    return all(slots) and all(whole)


def _text_between(lines: Sequence[Line], top: float, foot: float) -> str:
    return " ".join(_text(line) for line in lines if top < line[0] <= foot)


def _parted(table: Table, unit: _Unit, parting: _Parting) -> Table:
    """The table with the rows of a unit cut anew."""
    more = len(parting.cuts) + 1 - (unit.end - unit.first)
    cells = [_moved(cell, unit, more) for cell in table.cells if cell not in unit.cells]
    for column in sorted({cell.column for cell in unit.cells}):
        cells += _column(unit, column, parting)
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _moved(cell: TableCell, unit: _Unit, more: int) -> TableCell:
    """A cell in its place beside more rows, or below them."""
    if cell.row >= unit.end:
        return replace(cell, row=cell.row + more)
    return replace(cell, row_span=cell.row_span + more) if cell.row + cell.row_span > unit.first else cell


def _column(unit: _Unit, column: int, parting: _Parting) -> list[TableCell]:
    """The cells of one column: one merged over all rows, or one for each."""
    own = [cell for cell in unit.cells if cell.column == column]
    if len(own) == 1 and _is_merged(own[0], unit, parting):
        return [replace(own[0], row=unit.first, row_span=len(parting.cuts) + 1)]
    made: list[TableCell] = []
    for at, (top, foot) in enumerate(pairwise([unit.box.y0, *parting.cuts, unit.box.y1])):
        box = replace(own[0].box, y0=top, y1=foot)
        like = max(own, key=lambda cell: min(cell.box.y1, foot) - max(cell.box.y0, top))
        held = [word for word in unit.words[column] if top < word.box.centre[1] <= foot]
        bold = bool(held) and all(word.bold for word in held)
        sure = min(like.confidence, _CERTAINTY)
        text = cell_text(held, box)
        made.append(replace(like, text=text, row=unit.first + at, row_span=1, box=box, bold=bold, confidence=sure))
    return made


def _is_merged(cell: TableCell, unit: _Unit, parting: _Parting) -> bool:
    """Whether what stands in a column belongs to all rows: in the middle of them, on one colour, or beside the number
    that they share, on its side of what each row has of its own."""
    lines = unit.lines.get(cell.column, [])
    if not lines or _is_in_each(lines, parting.cuts):
        return False
    middle = (lines[0][0] + lines[-1][0]) / 2
    if abs(middle - unit.box.centre[1]) <= _LEVEL + _REACH or (cell.fill is not None and is_chromatic(cell.fill)):
        return True
    apart = (column for column, own in unit.lines.items() if _is_in_each(own, parting.cuts))
    first = min(apart, default=parting.text)
    return parting.numbered and cell.column < min(first, parting.text) and lines[0][0] < parting.cuts[0]
