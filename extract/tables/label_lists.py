"""Labels with what they say beside them, as letters, agenda fronts and lists of abbreviations set them without rules.

"Ask for:   A Clerk", "PPG   Planning Practice Guidance": at least three labels at one edge (two, where each ends in a
colon) with their texts at another. What reads as a numbered list or as contents is none. Plans are not read from these:
only the door for every table of a paper asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.tables.grid import Grid, GridCell
from extract.tables.text_lines import Run, TextLine
from schemas.geometry import Box

_GAP, _NEXT = 0.8, 1.9
"""In font sizes: the narrowest gap between a label and its text; in line heights: the widest between lines."""
_SAME = 2.0
_FEWEST, _FEWEST_MARKED = 3, 2
_LONGEST = 6
"""Words of a label."""
_MARK = re.compile(
    r"^(?:[•●▪◦‣○■□➢➤\uf0b7·*–-]|o\s)|^\(?(?:[A-Z]{0,3}[-. ]?\d{1,3}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivx]{1,4})[.):]?$"
)
_WORD = re.compile(r"[A-Za-z]{2}")
_NO_TEXT = re.compile(
    r"\.{4}|…{2}|_{3}|^(?:\(?pages?\s)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\)?$|^[A-Z]$|^[-+(]?[£$€]?[\d,.]+[%)kmbn]*$",
    re.IGNORECASE,
)
"""Leaders, pages and figures: contents, and tables of figures, are told elsewhere."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label and its text on a line; `before` stands to the left of the label."""

    at: int
    before: tuple[Run, ...]
    label: Run
    text: Run

    def goes_with(self, other: _Entry) -> bool:
        """Whether both texts begin at one place, and both labels begin, or end, at one."""
        edges = min(abs(self.label.x0 - other.label.x0), abs(self.label.x1 - other.label.x1))
        return abs(self.text.x0 - other.text.x0) <= _SAME and edges <= _SAME


def label_lists(lines: Sequence[TextLine]) -> list[Grid]:
    """The lists among lines that no table has taken, from the top."""
    found: list[Grid] = []
    first = 0
    while first < len(lines):
        held = [(entries, end) for one in _entries(lines, first) for entries, end in [_run_on(lines, one)]]
        entries, end = max((one for one in held if _is_list(one[0])), key=_count, default=([], first + 1))
        if entries:
            found.append(_grid(lines[first:end], entries, first))
        first = end
    return found


def _count(held: tuple[list[_Entry], int]) -> int:
    return len(held[0])


def _entries(lines: Sequence[TextLine], at: int) -> list[_Entry]:
    """What may be a label and its text on a line."""
    line = lines[at]
    return [
        _Entry(at, line.runs[:number], label, text)
        for number, (label, text) in enumerate(pairwise(line.runs))
        if text.x0 - label.x1 >= _GAP * line.size and len(label.words) <= _LONGEST and _WORD.search(label.text)
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
        if line.y0 - lines[at - 1].y1 > _NEXT * (line.y1 - line.y0) or _crosses(line, edges):
            return found, at
        entry = next((one for one in _entries(lines, at) if one.goes_with(first)), None)
        if entry is not None:
            found.append(entry)
        elif all(abs(line.x0 - start) > _SAME for start in starts) or _is_label(line, first):
            return found, at
    return found, len(lines)


def _crosses(line: TextLine, edges: Sequence[float]) -> bool:
    return any(run.x0 + _SAME < edge < run.x1 for run in line.runs for edge in edges)


def _is_label(line: TextLine, first: _Entry) -> bool:
    """Whether a line holds nothing but something at the labels' edge: a label without a text, or other text."""
    return not first.before and line.x1 < first.text.x0 - _SAME


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


def _grid(lines: Sequence[TextLine], entries: Sequence[_Entry], first: int) -> Grid:
    """The list as a grid: a row for each label."""
    ends = [max(one.label.x1 for one in entries)]
    starts = [min(one.text.x0 for one in entries)]
    if entries[0].before:
        ends.insert(0, max(one.before[-1].x1 for one in entries))
        starts.insert(0, min(one.label.x0 for one in entries))
    inner = [(end + start) / 2 for end, start in zip(ends, starts, strict=True)]
    xs = (min(line.x0 for line in lines) - 1.0, *inner, max(line.x1 for line in lines) + 1.0)
    rows = [one.at - first for one in entries[1:]]
    levels = [(lines[at - 1].y1 + lines[at].y0) / 2 for at in rows]
    ys = (lines[0].y0 - 1.0, *levels, lines[-1].y1 + 1.0)
    cells = tuple(
        GridCell(row, column, 1, 1, Box(x0, y0, x1, y1))
        for row, (y0, y1) in enumerate(pairwise(ys))
        for column, (x0, x1) in enumerate(pairwise(xs))
    )
    return Grid(xs, ys, cells)
