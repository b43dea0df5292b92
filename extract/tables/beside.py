"""Stacks and uprights made wider by the text that stands in line with their rows.

A style paints all columns but the first, or draws rules between columns only; a writer paints nothing but the ratings.
What belongs here: how far to the left and right such a table reaches. Its columns are told in `grid_bands`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Fill
from extract.tables.alignment import rivers
from extract.tables.bands import Stack
from extract.tables.rules import SNAP, Lines, Piece
from extract.tables.text_lines import Run, TextLine

_LABEL = re.compile(r"^[A-Z]{0,3}[-. ]?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?[.):]?$")
_PADDING = 4.0
_ALIGNED = 1.6
_OVER = 1.0
_TOP = 0.8
"""In line heights: how far below the top of its row a text may begin."""
_IN_LINE = 0.6
_NARROW, _NARROW_WIDTH = 0.2, 120.0
"""Of the text's width, and in points: how wide a column of ratings may be."""
_FEWEST_FILLS, _FEWEST_LINES = 2, 3
_BESIDE = 2
"""Entries that a column beside uprights has at least."""
_HEADED = 4.0
"""In line heights: how far above the first painted row a header may stand."""
_NEXT_HEADING = 1.3
"""In line heights: how far above the first row, and above each other, the lines of a header stand."""


def with_columns_beside(
    group: Lines,
    drawn: Sequence[Piece],
    marks: Sequence[Fill],
    fills: Sequence[Fill],
    lines: Callable[[], Sequence[TextLine]],
) -> Lines:
    """Uprights that no level rule of the page meets, with the columns left and right of them: entries, paint or discs
    on two levels at least, and no text over the outermost upright, which then stands between two columns."""
    if not {*group.across}.isdisjoint(drawn):
        return group
    box = group.box()
    inside = (line for line in lines() if box.y0 < (line.y0 + line.y1) / 2 < box.y1)
    runs = [(run.x0, run.x1) for line in inside for run in line.parted([box.x0, box.x1], lone=True).runs]
    painted = [*fills, *(mark for mark in marks if mark.round)]
    paint = [fill.box for fill in painted if fill.box.y1 > box.y0 - SNAP and fill.box.y0 < box.y1]
    runs += [(one.x0, one.x1) for one in paint if one.x1 <= box.x0 + SNAP or one.x0 >= box.x1 - SNAP]
    if any(start < x - SNAP and x + SNAP < end for start, end in runs for x in (box.x0, box.x1)):
        return group
    left = [start for start, end in runs if end <= box.x0 + SNAP]
    right = [end for start, end in runs if start >= box.x1 - SNAP]
    sides = [min([*left, *(one.x0 for one in paint)]) - _OVER] if len(left) >= _BESIDE else []
    sides += [max([*right, *(one.x1 for one in paint)]) + _OVER] if len(right) >= _BESIDE else []
    if not sides:
        return group
    down = tuple(sorted([*group.down, *((x, box.y0, box.y1) for x in sides)]))
    return Lines(tuple((y, down[0][0], down[-1][0]) for y, _, _ in group.across), down)


def with_text_beside(stack: Stack, lines: Sequence[TextLine]) -> Stack:
    """The stack with the column of text right before it, or with all columns beside a column of ratings."""
    if stack.ruled or stack.uprights or not stack.fills:
        return stack
    level = [line for line in lines if stack.ys[0] <= (line.y0 + line.y1) / 2 <= stack.ys[-1]]
    numbered = _numbered(level, stack) if _is_headed(stack, lines) else []
    level = [line.parted([stack.x0]) if line in numbered else line for line in level]
    numbered = _numbered(level, stack) if numbered else []
    inside = [line for line in level if len(line.runs) > 1 or not _crosses(line, stack)]
    if any(_crosses(line, stack) for line in inside):
        return stack
    beyond = [line for line in inside if line.x0 < stack.x0 - _OVER or line.x1 > stack.x1 + _OVER]
    if beyond and _is_rating_column(stack, beyond):
        whole = [*beyond, *_headings_over(stack, lines)]
        return _reaching(stack, min(line.x0 for line in whole), max(line.x1 for line in whole))
    first = [line for line in beyond if line.x0 < stack.x0 - _OVER]
    if len(first) == len(beyond) and _is_first_column(stack, first, inside, numbered):
        behind = [line.runs[1].x0 - _OVER for line in numbered][:1]
        return _reaching(stack, min(line.x0 for line in first), stack.x1, behind)
    heading = _heading_before(stack, lines)
    if first and heading is not None and _stand_below(heading, first, stack.x0):
        return _reaching(stack, min(line.x0 for line in first), stack.x1)
    return stack


def _heading_before(stack: Stack, lines: Sequence[TextLine]) -> Run | None:
    """The last heading before a stack, in line with those right above it; null where none of them stands there."""
    runs = [run for line in _headings_over(stack, lines) for run in line.runs if run.x1 <= stack.x0 + _OVER]
    return max(runs, key=lambda run: run.x0, default=None)


def _stand_below(heading: Run, lines: Sequence[TextLine], edge: float) -> bool:
    """Whether all text before an edge begins where a heading does, or is a number before that: cells merged over
    several rows, in the middle of these."""
    runs = [run for line in lines for run in line.runs if run.x1 <= edge + _OVER]
    below = [run for run in runs if abs(run.x0 - heading.x0) <= _ALIGNED]
    rest = [run for run in runs if run not in below]
    return len(below) >= _BESIDE and all(run.x1 < heading.x0 and _LABEL.match(run.text) for run in rest)


def _is_headed(stack: Stack, lines: Sequence[TextLine]) -> bool:
    """Whether a header stands at the top of a stack, or above the first row, which may have no paint. Without one the
    columns of the page before tell more than numbers do."""
    top = stack.ys[0]
    near = (line for line in lines if line.y0 < stack.ys[1] and top - line.y1 <= _HEADED * (line.y1 - line.y0))
    return any(line.bold and len(line.runs) > 1 for line in near)


def _numbered(lines: Sequence[TextLine], stack: Stack) -> list[TextLine]:
    """The lines that begin with a number apart from more text before the stack."""
    several = (line for line in lines if len(line.runs) > 1 and line.runs[1].x0 < stack.x0)
    return [line for line in several if _LABEL.match(line.runs[0].text)]


def _headings_over(stack: Stack, lines: Sequence[TextLine]) -> list[TextLine]:
    """The bold lines of several headings that stand right above a stack, one above the other: the last heading may be
    wider than what stands below it."""
    found: list[TextLine] = []
    edge = stack.ys[0]
    for line in reversed([line for line in lines if line.y1 <= edge]):
        if not line.bold or edge - line.y1 > _NEXT_HEADING * (line.y1 - line.y0):
            break
        found += [line] if len(line.runs) >= _FEWEST_LINES and not _crosses(line, stack) else []
        edge = line.y0
    return found


def _crosses(line: TextLine, stack: Stack) -> bool:
    return any(run.x0 < x - _OVER and run.x1 > x + _OVER for run in line.runs for x in (stack.x0, stack.x1))


def _reaching(stack: Stack, left: float, right: float, inner: Sequence[float] = ()) -> Stack:
    x0 = left - _PADDING if left < stack.x0 else stack.x0
    x1 = right + _PADDING if right > stack.x1 else stack.x1
    sides = [x for x in (stack.x0, stack.x1, *inner) if x0 < x < x1]
    return replace(stack, x0=x0, x1=x1, edges=tuple(sorted([*stack.edges, *sides, *sides])))


def _is_rating_column(stack: Stack, lines: Sequence[TextLine]) -> bool:
    """Whether a stack is one narrow column of cells, one below the other, with several columns of text beside it."""
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    if stack.x1 - stack.x0 > min(_NARROW_WIDTH, _NARROW * width):
        return False
    cells = [box for box in stack.fills if box.width >= _IN_LINE * (stack.x1 - stack.x0)]
    if len(cells) < _FEWEST_FILLS or len(lines) < _FEWEST_LINES:
        return False
    free = rivers(lines, min(line.x0 for line in lines) - _OVER, max(line.x1 for line in lines) + _OVER)
    return any(river.x1 <= stack.x0 or river.x0 >= stack.x1 for river in free)


def _is_first_column(
    stack: Stack, first: Sequence[TextLine], inside: Sequence[TextLine], numbers: Sequence[TextLine]
) -> bool:
    """Whether the text before a stack is a column in line with its rows, or one behind a column of `numbers`: it begins
    at one place, at the top of rows."""
    starts = [line.runs[line in numbers].x0 for line in first]
    if not starts or max(starts) - min(starts) > _ALIGNED:
        return False
    if numbers and max(line.x0 for line in numbers) - min(line.x0 for line in numbers) > _ALIGNED:
        return False
    tops = [_top_of_row(top, bottom, inside) for top, bottom in pairwise(stack.ys)]
    begun = sum(any(0 <= line.y0 - top + _OVER <= _TOP * (line.y1 - line.y0) for line in first) for top in tops)
    return begun > 1 or (begun == 1 and (len(tops) < _FEWEST_LINES or bool(_LABEL.match(first[0].runs[0].text))))


def _top_of_row(top: float, bottom: float, lines: Sequence[TextLine]) -> float:
    """Where the text of a band begins."""
    return min((line.y0 for line in lines if top < (line.y0 + line.y1) / 2 < bottom), default=top)
