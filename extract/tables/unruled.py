"""Tables without rules or fills: lines whose words keep to columns from line to line.

A table begins at a line with wide gaps and runs on as long as the gaps stay free. What does not read as a table is
refused here: prose set in columns, contents lists, numbered paragraphs, labels with their values, signatures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.page import Word
from extract.tables.alignment import River, clear_strips, column_rivers, column_starts, left_free, parted_at
from extract.tables.alignment_figures import figure_rows
from extract.tables.alignment_rows import row_starts
from extract.tables.grid import Grid
from extract.tables.grid_filled import filled_grid
from extract.tables.text_lines import FIGURE, TextLine, texts_by_column

_GAP = 1.2
"""In font sizes: a gap between words that no justified line has."""
_FEWEST_GAPS = 3
_MARK = 5
_NEXT, _NEXT_ROW, _NEXT_BOXES = 1.9, 3.2, 9.0
"""In line heights: how far below another a line with one entry, and with several, may stand, and one whose entries
begin where those of the first line do."""
_SAME = 1.0
_FIRST_LINES, _WITHIN = 3, 0.6
"""How many lines of a cell may stand above the others of its row, where cells are set in the middle, and how close in
line heights."""
_LARGER, _INDENT = 1.1, 40.0
_LABEL = re.compile(r"^\(?(?:[A-Z]{0,3}[-. ]?\d{1,3}(?:\.\d{1,2}){0,3}|[a-z]|[ivx]{1,4})[.):]?$")
_LEADER = re.compile(r"\.{4}|…{2}|(?:\. ){4}|_{4}")
_PAGES = re.compile(r"^(?:\(?pages?\s)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?\)?$", re.IGNORECASE)
_SHORT = 9
_FEWEST_HEADINGS = 3
_MANY_COLUMNS, _DEEPEST = 4, 3


@dataclass(frozen=True, slots=True)
class Unruled:
    """A grid told by alignment, and how surely it is a table (0..1)."""

    grid: Grid
    confidence: float


def may_hold_columns(words: Sequence[Word]) -> bool:
    """A quick look: whether words of one line stand further apart than in prose, on a few lines at least.

    Words come in the order of the file; bullets and paragraph numbers at the start of a line do not count.
    """
    gaps = 0
    begun = True
    last: Word | None = None
    for word in words:
        if last is not None:
            here, there = word.box, last.box
            if here.y0 < there.y1 and there.y0 < here.y1:
                if here.x0 - there.x1 > _GAP * word.size and not (begun and len(last.text) <= _MARK):
                    gaps += 1
                begun = False
            else:
                gaps += here.y1 < there.y0 and here.x0 > there.x1
                begun = True
            if gaps >= _FEWEST_GAPS:
                return True
        last = word
    return False


def unruled_tables(lines: Sequence[TextLine]) -> list[Unruled]:
    """The tables among lines that no drawn table has taken, from the top."""
    found: list[Unruled] = []
    at = 0
    while at < len(lines):
        end, free = _run_on(lines, at)
        end = _next_header(lines, at, end) or end
        table = _table(lines[at:end]) if free and end - at > 1 else None
        if table is None:
            at += 1
            continue
        first = _first_of(lines, at, end, table.grid.xs)
        found.append((_table(lines[first:end]) if first < at else None) or table)
        at = end
    return found


def _next_header(lines: Sequence[TextLine], at: int, end: int) -> int | None:
    """The line within a run that names the columns of a plan below that go on beyond it: what stands above, as a stamp
    or a label beside the title does, is no part of that table. Null where there is none."""
    fewest = max(_FEWEST_HEADINGS, len(lines[at].runs) + 1)
    heads = (
        head
        for head in range(at + 1, end)
        if len(lines[head].runs) >= fewest
        and _run_on(lines, head)[0] > end
        and _reads_as_plan([run.text for run in lines[head].runs])
    )
    return next(heads, None)


def _first_of(lines: Sequence[TextLine], at: int, end: int, xs: Sequence[float]) -> int:
    """Where the first row begins: lines right above it in one column after the first, beginning where text of it does,
    are lines of a cell that stands in the middle, at the foot, or goes on from the page before."""
    starts = {round(run.x0) for line in lines[at:end] for run in line.runs if run.x0 > xs[1]}
    first = at
    while first:
        line, under = lines[first - 1], lines[first]
        near = under.y0 - line.y1 <= _WITHIN * (line.y1 - line.y0)
        crossed = any(line.x0 < x < line.x1 for x in xs)
        if not near or crossed or line.bold or len(line.runs) > 1 or round(line.x0) not in starts:
            break
        first -= 1
    return first


def _run_on(lines: Sequence[TextLine], first: int) -> tuple[int, list[River]]:
    """Where the gaps of a line stop being free, and what is left of them there."""
    start = lines[first]
    free = [
        River(a.x1, b.x0) for a, b in zip(start.runs, start.runs[1:], strict=False) if b.x0 - a.x1 > _GAP * start.size
    ]
    if not free:
        return first + 1, []
    bottom = start.y1
    starts = [run.x0 for run in start.runs[1:]]
    for at in range(first + 1, len(lines)):
        line = lines[at].parted_alone(starts) if lines[at].begins_among(starts) else lines[at]
        height = line.y1 - line.y0
        if (line.y0 - bottom > height and line.is_footer) or line.is_foot_of(lines, start.size):
            return at, free
        left = left_free(free, line)
        if len(left) < len(free) and _heads_group(lines, at, free):
            bottom = max(bottom, line.y1)
            continue
        if line.y0 - bottom > _reach(lines, at, free, start) * height:
            return at, free
        if len(left) * 2 < len(free) or not left or (len(left) < len(free) and len(line.runs) == 1):
            return at, free
        free, bottom = left, max(bottom, line.y1)
    return len(lines), free


def _reach(lines: Sequence[TextLine], at: int, free: Sequence[River], start: TextLine) -> float:
    """How far below the line above a line may stand, in line heights."""
    begun = lines[at].runs
    if len(begun) >= _FEWEST_GAPS and start.bold and not lines[at].bold:
        starts = [run.x0 for run in start.runs]
        if all(any(abs(run.x0 - x) <= _SAME for x in starts) for run in begun):
            return _NEXT_BOXES
    return _NEXT_ROW if _opens_row(lines, at, free) else _NEXT


def _opens_row(lines: Sequence[TextLine], at: int, free: Sequence[River]) -> bool:
    """Whether a line has several entries that keep to the columns, or is the lone first one of a cell of such a row."""
    for line in lines[at : at + _FIRST_LINES]:
        if line.y0 - lines[at].y1 > _WITHIN * (line.y1 - line.y0) or len(left_free(free, line)) < len(free):
            return False
        if len(line.runs) > 1:
            return True
    return False


def _may_head_group(line: TextLine) -> bool:
    return len(line.runs) == 1 and line.bold


def _heads_group(lines: Sequence[TextLine], at: int, free: Sequence[River]) -> bool:
    """Whether a lone bold line across the columns heads rows that keep to these."""
    line = lines[at]
    after = lines[at + 1] if at + 1 < len(lines) else None
    if (
        after is None
        or not _may_head_group(line)
        or len(after.runs) < 2
        or after.bold
        or line.size > _LARGER * after.size
    ):
        return False
    height = line.y1 - line.y0
    near = after.y0 - line.y1 <= _NEXT_ROW * height and line.y0 - lines[at - 1].y1 <= _NEXT_ROW * height
    return (
        near and abs(line.x0 - min(lines[at - 1].x0, after.x0)) < _INDENT and len(left_free(free, after)) == len(free)
    )


def _table(lines: Sequence[TextLine]) -> Unruled | None:
    x0, x1 = min(line.x0 for line in lines) - 2.0, max(line.x1 for line in lines) + 2.0
    begun, strips = column_starts(lines), clear_strips(lines)
    if begun or strips:
        lines = [line.parted(strips) for line in parted_at(lines, begun)]
    telling = [[line] for line in lines if not _may_head_group(line)] or [[line] for line in lines]
    found = column_rivers(telling, x0, x1, [*begun, *begun])
    if not found:
        return None
    xs = [x0, *(river.border for river in found), x1]
    if len(found) == 1 and _numbers_paragraphs(lines, xs[1]):
        return None
    starts = figure_rows(lines, xs) or row_starts(lines, xs)
    rows = [texts_by_column(lines[a:b], xs) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    confidence = _confidence(rows, lines[: starts[1] if len(starts) > 1 else 1], lines)
    if confidence <= 0:
        return None
    inner = [(max(line.y1 for line in lines[:at]) + lines[at].y0) / 2 for at in starts[1:]]
    grid = filled_grid(xs, [lines[0].y0 - 1.0, *inner, max(line.y1 for line in lines) + 1.0], lines)
    return Unruled(grid, confidence) if grid is not None else None


def _numbers_paragraphs(lines: Sequence[TextLine], border: float) -> bool:
    """Whether all that stands left of a border are labels: paragraphs with numbers, whatever their rows would be."""
    labels = [run.text for line in lines for run in line.runs if (run.x0 + run.x1) / 2 < border]
    return bool(labels) and all(map(_LABEL.match, labels))


def _confidence(rows: Sequence[Sequence[str]], header: Sequence[TextLine], lines: Sequence[TextLine]) -> float:
    """How surely rows of text are a table; 0.0 where they are none. `lines` are those of all rows."""
    columns = [[row[at] for row in rows if row[at]] for at in range(len(rows[0]))]
    if _is_list(columns) or any(_LEADER.search(text) for row in rows for text in row):
        return 0.0
    filled = sum(sum(map(bool, row)) > 1 for row in rows) / len(rows)
    if len(rows) < 2 or filled < 0.6:
        return 0.0
    headed = all(line.bold for line in header) and not all(line.bold for line in lines)
    if _reads_as_plan(_headings(rows, lines)):
        return 0.8 if headed else 0.7
    figures = sum(_share(column[1:], FIGURE) >= 0.7 for column in columns[1:])
    words = sum(len(text.split()) for row in rows for text in row) / sum(map(len, columns))
    if len(rows) >= 3 and figures and (figures > 1 or headed):
        return 0.65
    if len(columns) > _MANY_COLUMNS:
        return 0.7
    if words > _SHORT or len(lines) < 4:
        return 0.0
    if len(columns) > 2:
        return 0.6 if headed and len(rows) >= 3 else 0.5
    return 0.5 if headed and len(rows) >= 3 and all(rows[0]) else 0.0


def _headings(rows: Sequence[Sequence[str]], lines: Sequence[TextLine]) -> list[str]:
    """What stands over each column: the first row, or those of a header of several bold lines together."""
    bold = next((at for at, line in enumerate(lines) if not line.bold), 0)
    printed = sum(len(run.text.split()) for line in lines[:bold] for run in line.runs)
    depth = taken = 0
    while taken < printed and depth < _DEEPEST:
        taken += sum(len(text.split()) for text in rows[depth])
        depth += 1
    whole = depth > 1 and taken == printed
    return [" ".join(filter(None, column)) for column in zip(*rows[: depth if whole else 1], strict=True)]


def _is_list(columns: Sequence[Sequence[str]]) -> bool:
    """Whether two columns are numbered paragraphs, labels with values, or a contents list."""
    first, last = columns[0], columns[-1]
    if len(columns) == 2 and _share(first, _LABEL) >= 0.6:
        return True
    if len(columns) == 2 and sum(text.endswith(":") for text in first) >= 0.4 * len(first):
        return True
    return len(columns) <= 3 and _share(last, _PAGES) >= 0.8 and not _share(columns[-2], FIGURE)


def _share(texts: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(text)) for text in texts) / len(texts) if texts else 0.0


def _reads_as_plan(headings: Sequence[str]) -> bool:
    """Whether the first row names the columns of an action plan."""
    from extract.headers.fields import map_headers

    if not all(headings) or any(len(text.split()) > _SHORT for text in headings):
        return False
    return map_headers(list(headings)) is not None
