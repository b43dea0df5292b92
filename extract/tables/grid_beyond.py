"""What belongs to a table of bands above its first level and below its last one: lines that keep to its columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.tables.alignment import River, left_free, rivers
from extract.tables.text_lines import TextLine

_CLOSE, _WITHIN, _LOOSE, _FAR = 1.3, 1.4, 2.2, 4.5
"""In line heights: how far a line of a last row may stand from the last level, from the line above it, and, where
no rule parts rows, from the row above it: with one entry, and with several."""
_TITLE = 0.5
_ALONE = 0.9
_MOST = 0.4
_HEADER_LINES = 9
_FEW_COLUMNS, _MANY_COLUMNS = 3, 5
_LEVELS = 2
_FULL = 0.6
"""Share of the columns that a plain header fills at least."""
_LARGER = 1.2  # a title's type, in that of the headings below it
_APART, _OVER = 1.0, 2.0
"""In font sizes: how far apart two headings stand at least; points by which text reaches into a strip free of it."""


def above(
    lines: Sequence[TextLine], top: float, found: list[River], floor: float, *, loose: bool
) -> tuple[float | None, list[River]]:
    """The top of what stands right above the first level and keeps to the columns, and the rivers it leaves.

    A header, or, when `loose`, the plain row above the first painted one, which fills most columns, or bold headings
    that do without those of groups above them.
    """
    over = [line for line in lines if floor < (line.y0 + line.y1) / 2 < top]
    if loose:
        start, kept, first = _rising(over, top, found, {True: _LOOSE, False: _LOOSE})
        fewest = max(min(_FEW_COLUMNS, len(found) + 1), _MOST * len(found))
        if start is not None and first is not None and len(first.runs) >= fewest:
            before = [] if first.bold else [line for line in over if line.y1 <= first.y0]
            header, left = _over_group(before[-_HEADER_LINES:], first.y0, kept)
            return (start, kept) if header is None else (header, left)
        headings = _top_of_headings([line for line in over if start is not None and line.y0 >= start], fewest)
        if headings is not None:
            return headings - 1.0, kept
    start, kept, first = _rising(over[-_HEADER_LINES:], top, found, {True: _CLOSE, False: _TITLE})
    if first is not None and len(over) > _HEADER_LINES and first is over[-_HEADER_LINES]:
        start, kept, _ = _rising(over, top, found, {True: _CLOSE, False: _TITLE})
    if start is None:
        start, kept = _plain_header(over[-_HEADER_LINES:], top, found)
    if start is None:
        start, kept = _over_group(over[-_HEADER_LINES:], top, found)
    return start, kept


def _top_of_headings(held: Sequence[TextLine], fewest: float) -> float | None:
    """Where the first block of bold headings begins of which a line fills so many columns, only headings below it."""
    top, reach = 0.0, float("-inf")
    for line in held if all(line.bold for line in held) else ():
        top = line.y0 if line.y0 - reach > _TITLE * (line.y1 - line.y0) else top
        reach = line.y1
        if len(line.runs) >= fewest:
            return top
    return None


def _over_group(lines: Sequence[TextLine], top: float, found: list[River]) -> tuple[float | None, list[River]]:
    """The top of a bold header of most columns that the heading of the first group parts from the first level."""
    group = lines[-1] if lines else None
    if group is None or len(group.runs) > 1 or not group.bold or top - group.y1 > _LOOSE * (group.y1 - group.y0):
        return None, found
    start, kept, _ = _rising(lines[:-1], group.y0, found, {True: _LOOSE, False: 0.0})
    held = [line for line in lines[:-1] if start is not None and line.y0 >= start]
    full = max((len(line.runs) for line in held), default=0) >= max(_FEW_COLUMNS, _FULL * (len(found) + 1))
    return (start, kept) if full else (None, found)


def _plain_header(lines: Sequence[TextLine], top: float, found: list[River]) -> tuple[float | None, list[River]]:
    """The top of headings that neither stand close nor are bold: they fill most columns, further lines of a heading
    above or below the first, or all columns on two levels."""
    start, kept, _ = _rising(lines, top, found, {True: _LOOSE, False: _LOOSE})
    if start is None:
        return None, found
    held = [line for line in lines if line.y0 >= start]
    entries = max(len(line.runs) for line in held)
    together = all(b.y0 - a.y1 <= _TITLE * (b.y1 - b.y0) for a, b in pairwise(held))
    full = entries >= max(_FEW_COLUMNS, _FULL * (len(found) + 1))
    return (start, kept) if (full and together) or _is_on_levels(held, kept) else (None, found)


def _is_on_levels(held: Sequence[TextLine], found: Sequence[River]) -> bool:
    """Whether two lines of several headings fill all of many columns between them, and few of these both."""
    if len(held) != _LEVELS or min(len(line.runs) for line in held) < _LEVELS:
        return False
    edges = [(river.x0 + river.x1) / 2 for river in found]
    upper, lower = ({bisect_left(edges, (run.x0 + run.x1) / 2) for run in line.runs} for line in held)
    return len(upper | lower) == len(edges) + 1 >= _MANY_COLUMNS and len(upper & lower) <= _LEVELS


def _rising(
    lines: Sequence[TextLine], top: float, found: list[River], apart: Mapping[bool, float]
) -> tuple[float | None, list[River], TextLine | None]:
    """How far up lines keep to the columns, each not further from the next than `apart` says of bold and other ones; a
    title in larger type is none of them."""
    edge, several, start, kept, first = top, 0, None, found, None
    for line in reversed(lines):
        left = narrowed(found, line) or _overrun(found, line)
        if edge - line.y1 > apart[line.bold] * (line.y1 - line.y0) or left is None:
            break
        if first is not None and line.bold and len(line.runs) == 1 and line.size > _LARGER * first.size:
            break
        several += _fills_several(line, found)
        lone = len(line.runs) == 1 and edge - line.y1 > _TITLE * (line.y1 - line.y0)
        edge, found = min(edge, line.y0), left
        if several and not lone:
            start, kept, first = edge - 1.0, found, line
    return start, kept, first


def below(
    lines: Sequence[TextLine], bottom: float, found: list[River], limit: float | None, *, loose: bool
) -> tuple[float | None, list[River]]:
    """The bottom of what goes on below the last level, and the rivers it leaves.

    One row below a last rule, or, when `loose`, all rows that keep to the columns, group headings over them included.
    """
    edge, several, end, kept = bottom, 0, None, found
    first = bisect_left([line.y0 + line.y1 for line in lines], 2 * bottom)
    size = lines[max(first - 1, 0)].size if lines else 0.0
    for line in lines[first:]:
        left = narrowed(found, line)
        apart = _CLOSE if edge == bottom else _WITHIN
        if loose:
            apart = _FAR if len(line.runs) > max(1.0, _MOST * len(found)) else _LOOSE
        if line.y0 - edge > apart * (line.y1 - line.y0) or (limit is not None and line.y1 > limit):
            break
        if line.is_footer or line.is_foot_of(lines, size):
            break
        if left is None and not (loose and len(line.runs) == 1 and line.bold):
            break
        several += _fills_several(line, found)
        lone = len(line.runs) == 1 and line.y0 - edge > _ALONE * (line.y1 - line.y0)
        edge, found = max(edge, line.y1), found if left is None else left
        if several and left is not None and not lone:
            end, kept = edge + 1.0, found
    return end, kept


def with_empty_columns(found: list[River], header: Sequence[TextLine], body: Sequence[TextLine]) -> list[River]:
    """The rivers, and those between two bold headings of which one has no text of its own in any row."""
    if not header or not all(line.bold for line in header):
        return found
    x0, x1 = min(line.x0 for line in header), max(line.x1 for line in header)
    runs = [run for line in body for run in line.runs]
    more = []
    for river in rivers(header, x0, x1):
        if river.x1 - river.x0 < _APART * header[0].size or any(r.x0 < river.x1 and river.x0 < r.x1 for r in found):
            continue
        left = max((r.x1 for r in found if r.x1 <= river.x0), default=x0)
        right = min((r.x0 for r in found if r.x0 >= river.x1), default=x1)
        beside = [run for run in runs if left <= (run.x0 + run.x1) / 2 <= right]
        over = max((run.x1 for run in beside), default=x0)
        if beside and over < river.x1:
            more.append(River(max(over, river.x0), river.x1))
        elif beside and (under := min(run.x0 for run in beside)) > river.x0:
            more.append(River(river.x0, min(under, river.x1)))
    return sorted([*found, *more], key=lambda river: river.x0)


def _fills_several(line: TextLine, found: Sequence[River]) -> bool:
    """Whether a line has text in two columns at least: a wide space after a colon parts none."""
    if len(line.runs) < 2:
        return False
    first, last = line.runs[0].x0, line.runs[-1].x0
    return any(first < river.x0 + _OVER and river.x1 - _OVER < last for river in found)


def _overrun(found: list[River], line: TextLine) -> list[River] | None:
    """The rivers as they are where a bold line of headings in most columns runs over one of them: a long word that its
    column is too narrow for. Null where it is no such line."""
    full = len(line.runs) >= max(_FEW_COLUMNS, _FULL * (len(found) + 1))
    return found if line.bold and full and len(left_free(found, line)) == len(found) - 1 else None


def narrowed(found: Sequence[River], line: TextLine) -> list[River] | None:
    """The rivers as far as the line leaves them free; null when it dries one up."""
    left = left_free(found, line)
    return left if len(left) == len(found) else None
