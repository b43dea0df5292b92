"""Labels with what they say beside them, as letters, agenda fronts and lists of abbreviations set them without rules.

"Ask for:   A Clerk", "PPG   Planning Practice Guidance", "A. Officer   0300 1234   a.o@example.org": at least three
labels at one edge (two, where each ends in a colon) with their texts at another, and further columns where every row
has one.
What reads as a numbered list or as contents is none. Plans are not read from these: only the door for every table of a
paper asks for them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.tables.alignment import River
from extract.tables.grid import Grid, GridCell
from extract.tables.text_lines import Run, TextLine
from schemas.geometry import Box

_GAP, _NEXT, _NEXT_ROW = 0.8, 1.9, 3.2
"""In font sizes: the narrowest gap between a label and its text; in line heights: the widest between lines, and before
a label with its text."""
_CLOSE, _LEVEL = 0.5, 0.2
"""In line heights: the widest gap between lines of one text, and how far lines share the height of a label set in the
middle of its text."""
_SAME = 2.0
_FEWEST, _FEWEST_MARKED = 3, 2
_LONGEST, _MANY_WORDS, _DEEPEST = 6, 4, 4
"""Words of a label, and from which many are lines of prose; lines of a header."""
_MARK = re.compile(
    r"^(?:[•●▪◦‣○■□➢➤\uf0b7·*–-]|o\s)"
    r"|^\(?(?:[A-Z]{0,3}[-. ]?\d{1,3}(?:(?:\.\d{1,2}){1,3}|/\d{2,4})?|[a-zA-Z]|[ivx]{1,4})[.):]?$"
)
"""A bullet, or a number: "8.1", "(iv)", "BM 85/2021" as minutes count their items."""
_WORD = re.compile(r"[A-Za-z]{2}|^[£$€]\d|\d%$")
_NO_TEXT = re.compile(
    r"\.{4}|…{2}|_{3}|^(?:\(?pages?\s)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\)?$|^[A-Z]$|^[-+(]?[£$€]?[\d,.]+[%)kmbn]*$",
    re.IGNORECASE,
)
"""Leaders, pages and figures: contents, and tables of figures, are told elsewhere."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label and its text, which begin on a line; `before` stands to the left of the label, `after` right of the
    text."""

    at: int
    before: tuple[Run, ...]
    label: Run
    text: Run
    after: tuple[Run, ...] = ()

    def goes_with(self, other: _Entry) -> bool:
        """Whether both texts begin at one place, and both labels begin, or end, at one."""
        edges = min(abs(self.label.x0 - other.label.x0), abs(self.label.x1 - other.label.x1))
        return abs(self.text.x0 - other.text.x0) <= _SAME and edges <= _SAME


def label_lists(lines: Sequence[TextLine]) -> list[Grid]:
    """The lists among lines that no table has taken, from the top."""
    found: list[Grid] = []
    first = 0
    while first < len(lines):
        begun = [one for one in _entries(lines, first) if _WORD.search(one.label.text)]
        held = [(entries, end) for one in begun for entries, end in [_run_on(lines, one)]]
        entries, end = max((one for one in held if _is_list(one[0])), key=_count, default=([], first + 1))
        if entries and (rows := _rows(lines, entries)):
            found.append(_grid(lines, rows, end))
        first = end
    return found


def _count(held: tuple[list[_Entry], int]) -> int:
    return len(held[0])


def _entries(lines: Sequence[TextLine], at: int) -> list[_Entry]:
    """What may be a label and its text on a line."""
    line = lines[at]
    return [
        _Entry(at, line.runs[:number], label, text, line.runs[number + 2 :])
        for number, (label, text) in enumerate(pairwise(line.runs))
        if text.x0 - label.x1 >= _GAP * line.size and len(label.words) <= _LONGEST
    ]


def _run_on(lines: Sequence[TextLine], first: _Entry) -> tuple[list[_Entry], int]:
    """The labels from the first on that go with it, and where the list ends: at a line far below, or one that does not
    begin where a column does or lies across its edge."""
    found, edges = [first], [first.text.x0]
    starts = [run.x0 for run in (*first.before[:1], first.label, first.text)]
    if first.before:
        edges.append(first.label.x0)
    for at in range(first.at + 1, len(lines)):
        line = lines[at]
        entry = next((one for one in _entries(lines, at) if one.goes_with(first)), None)
        entry = entry or _beside_middle(lines, at, found[-1], first)
        far = _gap(lines, at) > (_NEXT if entry is None else _NEXT_ROW)
        if far or _crosses(line, edges):
            return found, at
        if entry is not None:
            found.append(entry)
        elif all(abs(line.x0 - start) > _SAME for start in starts) or _is_label(lines, at, first):
            return found, at
    return found, len(lines)


def _gap(lines: Sequence[TextLine], at: int) -> float:
    """How far a line stands below the one before it, in line heights; below nought where they share some height."""
    return (lines[at].y0 - lines[at - 1].y1) / (lines[at].y1 - lines[at].y0)


def _crosses(line: TextLine, edges: Sequence[float]) -> bool:
    return any(run.x0 + _SAME < edge < run.x1 for run in line.runs for edge in edges)


def _beside_middle(lines: Sequence[TextLine], at: int, last: _Entry, first: _Entry) -> _Entry | None:
    """The label of a text whose lines begin above it: it stands in the middle of them, level with none."""
    line = lines[at]
    if first.before or len(line.runs) > 1 or line.x1 > first.text.x0 or _gap(lines, at) > -_LEVEL:
        return None
    begun = at - 1
    while begun - 1 > last.at and _gap(lines, begun) <= _CLOSE and len(lines[begun - 1].runs) == 1:
        begun -= 1
    entry = _Entry(begun, (), line.runs[0], lines[begun].runs[0])
    return entry if begun > last.at and entry.goes_with(first) else None


def _is_label(lines: Sequence[TextLine], at: int, first: _Entry) -> bool:
    """Whether a line holds nothing but something at the labels' edge: a label without a text, or other text. It is the
    rest of a label where it follows closely, and the next label, or text, does not."""
    if first.before or lines[at].x1 >= first.text.x0 - _SAME:
        return False
    if _gap(lines, at) > _CLOSE or at + 1 == len(lines) or not _CLOSE < _gap(lines, at + 1) <= _NEXT_ROW:
        return True
    begun = abs(lines[at + 1].x0 - first.text.x0) <= _SAME
    return not (begun or any(one.goes_with(first) for one in _entries(lines, at + 1)))


def _is_list(entries: Sequence[_Entry]) -> bool:
    marked = all(entry.label.text.endswith(":") for entry in entries)
    if len(entries) < (_FEWEST_MARKED if marked else _FEWEST):
        return False
    if any(bool(one.before) != bool(entries[0].before) for one in entries) or not _is_column(entries):
        return False
    marks = sum(any(bool(_MARK.match(run.text)) for run in (*one.before[:1], one.label, one.text)) for one in entries)
    empty = sum(bool(_NO_TEXT.search(entry.text.text)) for entry in entries)
    return 2 * marks < len(entries) and (1 if marked else 2) * empty < len(entries)


def _is_column(entries: Sequence[_Entry]) -> bool:
    """Whether what stands left of the labels, if anything does, is one more column."""
    first = entries[0].before
    return all(abs(one.before[0].x0 - first[0].x0) <= _SAME for one in entries if first)


def _rows(lines: Sequence[TextLine], entries: Sequence[_Entry]) -> list[_Entry]:
    """The entries that begin a row: where most stand apart from the lines above them, the others go on with theirs.
    None, where lines that follow closely are prose set in columns."""
    apart = [one for one in entries[1:] if _gap(lines, one.at) > _CLOSE]
    if 2 * len(apart) > len(entries) - 1:
        return [entries[0], *apart]
    return [] if _is_prose(entries) else list(entries)


def _is_prose(entries: Sequence[_Entry]) -> bool:
    """Whether most labels are as long as lines of a column, and many begin in lower case."""
    long = sum(len(one.label.words) >= _MANY_WORDS for one in entries)
    lower = sum(one.label.text[:1].islower() for one in entries)
    return 2 * long > len(entries) and 3 * lower >= len(entries)


def _rivers(entries: Sequence[_Entry]) -> list[River]:
    """What parts the columns: before the labels, if anything stands there, before the texts, and before what stands
    right of these at one place in every row."""
    columns = [[(one.label.x1, one.text.x0) for one in entries]]
    if entries[0].before:
        columns.insert(0, [(one.before[-1].x1, one.label.x0) for one in entries])
    for run in entries[0].after:
        beside = [_begun(one, run.x0) for one in entries]
        columns.append([sides for sides in beside if sides is not None])
    met = [(max(a for a, _ in sides), min(b for _, b in sides)) for sides in columns if len(sides) == len(entries)]
    return [River(end, start) for end, start in met if end < start]


def _begun(entry: _Entry, x0: float) -> tuple[float, float] | None:
    """Where the run ends that stands before one that begins at a place, and where that begins; null where none does."""
    pairs = pairwise((entry.text, *entry.after))
    return next(((left.x1, right.x0) for left, right in pairs if abs(right.x0 - x0) <= _SAME), None)


def _header(lines: Sequence[TextLine], first: int, starts: Sequence[float]) -> int:
    """Where bold headings begin that stand above the first row, at least two of them in columns of their own."""
    begun, filled = first, set()
    while begun and first - begun < _DEEPEST and lines[begun - 1].bold:
        if _gap(lines, begun) > (_NEXT if begun == first else _CLOSE) or _crosses(lines[begun - 1], starts):
            break
        begun -= 1
        filled |= {bisect_right(starts, (run.x0 + run.x1) / 2) for run in lines[begun].runs}
    return begun if len(filled) > 1 and not lines[first].bold else first


def _grid(lines: Sequence[TextLine], rows: Sequence[_Entry], end: int) -> Grid:
    """The list as a grid: a row for each label, and one for their headings."""
    first, rivers = rows[0].at, _rivers(rows)
    begun = _header(lines, first, [river.x1 for river in rivers])
    held = lines[begun:end]
    begins = [one.at for one in rows[0 if begun < first else 1 :]]
    xs = (min(line.x0 for line in held) - 1.0, *(river.border for river in rivers), max(line.x1 for line in held) + 1.0)
    levels = [(lines[at - 1].y1 + lines[at].y0) / 2 for at in begins]
    ys = (held[0].y0 - 1.0, *levels, held[-1].y1 + 1.0)
    cells = tuple(
        GridCell(row, column, 1, 1, Box(x0, y0, x1, y1))
        for row, (y0, y1) in enumerate(pairwise(ys))
        for column, (x0, x1) in enumerate(pairwise(xs))
    )
    return Grid(xs, ys, cells)
