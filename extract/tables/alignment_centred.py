"""Rows of a table whose cells stand in the middle of their rows, or at their foot, told by text alone.

A cell of one line then stands beside the second of three lines, or between two; no line of the table begins all cells
of a row. A row is a stretch of lines in which the text of every column has the same middle. Rows that begin at their
top are told in `alignment_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.tables.text_lines import TextLine, column_of
from schemas.quick import quick

_OFFSET = (0.25, 0.75)
"""In line heights: how far below another a line begins that stands between two lines of another column."""
_MIDDLE, _WITHIN = 0.25, 0.8
"""In line heights: how far the middles of a row's columns may lie apart, and lines of one cell from each other."""
_CLEAR = 0.25
"""In line heights: how much wider than between lines of a cell the gap between two sure rows is."""
_ROW, _OFF, _ALONE, _RUNS_ON, _FULL = 0.05, 0.2, 3.0, 2.0, 1.0
"""What a row counts for, and what is taken off for each column that begins at its top instead, where only one column
has text, and where text of the row above runs on: it says so, or its line was full."""
_APART = 0.3
"""What any border costs in a table whose rows stand clearly apart."""
_LONGEST, _ACROSS = 40, -1
_FEWEST_ENDS, _FAR_MORE, _MORE = 6, 2.0, 1.2
"""Pairs of columns that begin, or end, together; how many times more than others they are to be sure, and to try."""
_SPACE, _SAME_HEIGHT = 0.5, 0.2
_CONTINUES = re.compile(r"^[a-z(&/,;]")


@quick
@dataclass(frozen=True, slots=True)
class _Part:
    """What a line holds of a column; `first` is how wide its first word and a space are."""

    column: int
    y0: float
    y1: float
    x1: float
    first: float
    runs_on: bool
    bold: bool


_Lines = Sequence[Sequence[_Part]]


def centred_rows(lines: Sequence[TextLine], xs: Sequence[float], *, sure: bool = False) -> list[int] | None:
    """The numbers of the lines that begin a row; null where no cell stands between the lines of another one, or where
    the lines make no rows of one middle each.

    With `sure`, null, too, where more speaks against the rows than for them: lines go on across their borders. Rules
    around the lines then make one row of them.
    """
    if len(lines) < 3:
        return None
    height = sorted(line.y1 - line.y0 for line in lines)[len(lines) // 2]
    parts = [_parts(line, xs) for line in lines]
    clear = _line_gap(parts, height) + _CLEAR * height
    begun, ended = _turns(parts, clear), _turns(list(reversed(parts)), clear)
    if _more(begun, ended, _FAR_MORE):
        return None
    apart = _rows_apart(lines, clear)
    found = _best(parts, xs, height, apart, low=True, sure=sure) if _more(ended, begun, _MORE) else None
    shifted = any(_OFFSET[0] * height < b.y0 - a.y0 < _OFFSET[1] * height for a, b in pairwise(lines))
    return found if found is not None or not shifted else _best(parts, xs, height, apart, low=False, sure=sure)


def _best(
    parts: _Lines, xs: Sequence[float], height: float, apart: float, *, low: bool, sure: bool
) -> list[int] | None:
    """The rows that count for most; null where they tell nothing, or not enough to be `sure`."""
    usual = _line_gap(parts, height)
    earliest = _earliest(parts, height)
    kinds = _kinds(parts)
    best: list[tuple[float, int]] = [(0.0, 0)]
    borders: dict[int, float] = {0: 0.0}
    for end in range(1, len(parts) + 1):
        choice = (float("-inf"), 0)
        for start, reach, heads in _stretches(parts, kinds, earliest[end - 1], end):
            known = best[start][0] > float("-inf")
            edge = start == 0, end == len(parts)
            worth = _worth(reach, height, edge=edge, low=low, heads=heads) if known else None
            if worth is not None:
                if start not in borders:
                    borders[start] = _border(parts, start, usual, height, xs) - apart
                choice = max(choice, (best[start][0] + worth + borders[start], start))
        best.append(choice)
    if sure and best[-1][0] <= 0.0:
        return None
    return _told(best, parts, height, low=low)


def _more(one: int, other: int, times: float) -> bool:
    """Whether columns turn together so many times more often at one end of their texts than at the other: there the
    texts stand, at the top of their cells, or at the foot, as spreadsheets put them."""
    return one >= _FEWEST_ENDS and one > times * other


def _turns(parts: _Lines, apart: float) -> int:
    """How much columns begin together, taking lines in the order given: the pairs of them that do so on one line, below
    no line of theirs or `apart` from it."""
    last: dict[int, _Part] = {}
    found = 0
    for line in parts:
        known = [(part, last.get(part.column)) for part in line]
        fresh = sum([one is None or part.y0 - one.y1 > apart or one.y0 - part.y1 > apart for part, one in known])
        found += fresh * (fresh - 1) // 2
        last.update({part.column: part for part in line})
    return found


def _told(best: Sequence[tuple[float, int]], parts: _Lines, height: float, *, low: bool) -> list[int] | None:
    """The rows of the best reading; null where too few show that cells stand in the middle: a merged cell beside rows
    that begin at their top does so by chance."""
    if best[-1][0] == float("-inf"):
        return None
    starts = [best[-1][1]]
    while starts[-1]:
        starts.append(best[starts[-1]][1])
    starts.reverse()
    rows = [parts[a:b] for a, b in pairwise([*starts, len(parts)])]
    if len(rows) == 1:
        one = next((found for found in _stretches(parts, _kinds(parts), 0, len(parts)) if not found[0]), None)
        alike = one and _worth(one[1], height, edge=(False, False), low=low, heads=one[2]) is not None
        return starts if alike and _is_uneven(rows[0], height) else None
    alone = sum(_is_alone(row) and not _heads(row) for row in rows)
    told = 3 * sum(_is_uneven(row, height) for row in rows[1:]) >= len(rows)
    return starts if told and 4 * alone <= len(rows) else None


def _parts(line: TextLine, xs: Sequence[float]) -> list[_Part]:
    found: dict[int, _Part] = {}
    above, below = _stands_off(line)
    for run in line.runs:
        across = len(line.runs) == 1 and any(run.x0 + 1.0 < x < run.x1 - 1.0 for x in xs[1:-1])
        column = _ACROSS if across else column_of(run, xs)
        known = found.get(column)
        word = run.words[0]
        bold = all(other.bold for other in run.words)
        if known is None:
            first = word.box.x1 - word.box.x0 + _SPACE * word.size
            top = line.y0 if above is None else line.y0 + word.box.y0 - above
            foot = line.y1 if above is None else line.y1 - below + word.box.y1
            found[column] = _Part(column, top, foot, run.x1, first, bool(_CONTINUES.match(word.text)), bold)
        else:
            found[column] = _Part(column, known.y0, known.y1, run.x1, known.first, known.runs_on, known.bold and bold)
    return [found[column] for column in sorted(found)]


def _stands_off(line: TextLine) -> tuple[float | None, float]:
    """From where runs of a line may begin and end further down or up than others: the tops and feet of their boxes,
    where these are those of the font. A line may be put together from two that stand a little apart."""
    boxes = [run.words[0].box for run in line.runs]
    heights = [box.y1 - box.y0 for box in boxes]
    if max(heights) - min(heights) > _SAME_HEIGHT:
        return None, 0.0
    return min([box.y0 for box in boxes]), max([box.y1 for box in boxes])


def _line_gap(parts: _Lines, height: float) -> float:
    """How far lines of one cell stand apart: no two lines of a column are closer, but for signs of another font."""
    last: dict[int, float] = {}
    gaps: list[float] = []
    for line in parts:
        for part in line:
            if part.column in last and part.y1 - last[part.column] > _WITHIN * height:
                gaps.append(part.y0 - last[part.column])
            last[part.column] = part.y1
    return min(gaps, default=0.0)


def _earliest(parts: _Lines, height: float) -> list[int]:
    """For each line the first that may stand in its row: no column of a row has a gap in it."""
    last: dict[int, tuple[int, float]] = {}
    found: list[int] = []
    for at, line in enumerate(parts):
        first = max(found[-1] if found else 0, at + 1 - _LONGEST)
        for part in line:
            above, bottom = last.get(part.column, (-1, part.y0))
            first = max(first, above + 1 if part.y0 - bottom > _WITHIN * height else 0)
            last[part.column] = (at, part.y1)
        found.append(first)
    return found


def _rows_apart(lines: Sequence[TextLine], clear: float) -> float:
    """What a border costs where several rows, headings apart, are set clearly apart, so that others are likely, too."""
    reach, wide = lines[0].y1, 0
    for above, line in pairwise(lines):
        wide += line.y0 - reach >= clear and above.bold == line.bold
        reach = max(reach, line.y1)
    return _APART if wide > 1 else 0.0


def _kinds(parts: _Lines) -> list[tuple[bool, bool]]:
    """Of each line whether it heads a group of rows, and whether all of it is bold."""
    return [(_heads([line]), all([part.bold for part in line])) for line in parts]


def _stretches(
    parts: _Lines, kinds: Sequence[tuple[bool, bool]], first: int, end: int
) -> Iterator[tuple[int, dict[int, tuple[float, float]], bool]]:
    """The stretches of lines up to `end` that may be a row, the shortest first: where each begins, the top and the foot
    of each column in it, and whether it is the heading of a group. A heading stands alone, or with other bold lines."""
    reach: dict[int, tuple[float, float]] = {}
    headed, bold = False, True
    for start in range(end - 1, first - 1, -1):
        for part in parts[start]:
            reach[part.column] = part.y0, reach[part.column][1] if part.column in reach else part.y1
        headed, bold = headed or kinds[start][0], bold and kinds[start][1]
        if start == end - 1 or bold or not headed:
            yield start, reach, headed and start == end - 1


def _worth(
    reach: dict[int, tuple[float, float]], height: float, *, edge: tuple[bool, bool], low: bool, heads: bool
) -> float | None:
    """What a row counts for; null where it is none, for a column shares neither its middle nor its top, or, where text
    stands `low`, not its foot. At an `edge`, the table's first or last row, it is a header or what a page break leaves
    of a row: that stands at either end, or at its top. `reach` is where each column begins and ends."""
    top, bottom = min([top for top, _ in reach.values()]), max([bottom for _, bottom in reach.values()])
    alone = _ALONE if len(reach) == 1 and not heads else 0.0
    first, last = edge
    if low and not first:
        cut = last and all(y0 - top <= _MIDDLE * height for y0, _ in reach.values())
        apart = any(bottom - y1 > _MIDDLE * height for _, y1 in reach.values())
        return None if apart and not cut else _ROW - alone
    off = [(y0, y1) for y0, y1 in reach.values() if abs(y0 + y1 - top - bottom) > 2 * _MIDDLE * height]
    if any([y0 - top > _MIDDLE * height and (not first or bottom - y1 > _MIDDLE * height) for y0, y1 in off]):
        return None
    return _ROW - _OFF * len(off) - alone


def _border(parts: _Lines, start: int, usual: float, height: float, xs: Sequence[float]) -> float:
    """What speaks for a border above a line: a gap wider than between lines of a cell, and no text that runs on."""
    above: dict[int, _Part] = {}
    for line in parts[max(0, start - _LONGEST) : start]:
        above.update({part.column: part for part in line})
    below: dict[int, _Part] = {}
    for line in reversed(parts[start : start + _LONGEST]):
        below.update({part.column: part for part in line})
    shared = sorted(above.keys() & below.keys())
    gap = min(part.y0 for part in parts[start]) - max(part.y1 for line in parts[:start] for part in line)
    found = max(-1.0, min(1.0, (gap - usual) / (_CLEAR * height)))
    near = [column for column in shared if below[column].y0 - above[column].y1 <= usual + _CLEAR * height]
    full = [column for column in near if above[column].x1 + below[column].first >= xs[column + 1]]
    found -= _RUNS_ON * any(below[column].runs_on for column in near)
    return found - _FULL * (2 * len(full) > len(near) > 0)


def _is_alone(row: _Lines) -> bool:
    return len({part.column for line in row for part in line}) == 1


def _heads(row: _Lines) -> bool:
    """Whether a row is a line across columns, or a bold one in the first: the heading of a group."""
    return len(row) == 1 and (
        row[0][0].column == _ACROSS or (_is_alone(row) and not row[0][0].column and row[0][0].bold)
    )


def _is_uneven(row: _Lines, height: float) -> bool:
    """Whether a column begins clearly below the top of another one in its row."""
    tops: dict[int, float] = {}
    for line in row:
        for part in line:
            tops.setdefault(part.column, part.y0)
    return max(tops.values()) - min(tops.values()) > _OFFSET[0] * height
