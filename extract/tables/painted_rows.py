"""Rows of paint where a writer paints less than cells: shading that ends with each text, labels without their values.

Word and Writer shade the paragraph as well as the cell. A heading of one line beside one of two is then painted half as
high as its row, and a form may show nothing but the colour of its labels. What belongs here: fills made as high or as
wide as the rows they stand for. What tables these draw is told in `fills` and `grid_bands`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Fill
from extract.tables.bands import Stack, side_by_side
from extract.tables.rules import SNAP
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_SAME, _FEWEST = 1.0, 3
_HIGHEST = 6.0
"""In heights of the lowest fill of a row: how high the others may be."""
_NEXT = 6.5
"""Points between the labels of one form."""
_NEAR_HEADER, _HEADINGS = 2.2, 3
"""In line heights how far a band may stand below a header, and how many headings that has."""
_LARGER = 1.1  # a title's type, in that of the headings below it
_WRAPS = 0.5
"""In line heights: how far below another the next line of a cell stands."""
_SAME_EDGE, _OTHER_EDGES = 2.0, 0.5
"""Points within which cells of two rows end at one place, and the share of a row's that end elsewhere."""


def evened(fills: Sequence[Fill], lines: Sequence[TextLine]) -> list[Fill]:
    """The fills, those of one row that begin at one height, or are of one colour and have one middle, made as high as
    the highest, where nothing stands above or below them, nor beyond others that end with them: there the row ends
    beside a merged cell."""
    done = list(fills)
    boxes = [fill.box for fill in fills]
    middles = [Box(box.x0, box.centre[1], box.x1, box.y1) for box in boxes]
    centred = [row for row in side_by_side(middles) if len({fills[at].colour for at in row}) == 1]
    for row in [*side_by_side(boxes), *centred]:
        top, bottom = min(done[at].box.y0 for at in row), max(done[at].box.y1 for at in row)
        lowest = min(done[at].box.height for at in row)
        if len(row) < _FEWEST or bottom - top > _HIGHEST * lowest:
            continue
        rests = {at: _beyond(done[at].box, top, bottom) for at in row}
        used = [box for at in row if any(_is_used(rest, fills, lines) for rest in rests[at]) for box in [done[at].box]]
        for at in row:
            if rests[at] and not any(_ends_alike(done[at].box, box) for box in used):
                done[at] = replace(done[at], box=replace(done[at].box, y0=top, y1=bottom))
    return done


def _beyond(box: Box, top: float, bottom: float) -> list[Box]:
    """What is left of a row above and below a cell of it."""
    rests = (Box(box.x0, top, box.x1, box.y0), Box(box.x0, box.y1, box.x1, bottom))
    return [rest for rest in rests if rest.height > _SAME]


def _ends_alike(box: Box, other: Box) -> bool:
    return abs(box.y0 - other.y0) <= _SAME and abs(box.y1 - other.y1) <= _SAME


def _is_used(rest: Box, fills: Sequence[Fill], lines: Sequence[TextLine]) -> bool:
    """Whether text stands in a box, or another fill reaches into it."""
    inner = Box(rest.x0 + _SAME, rest.y0 + _SAME / 2, rest.x1 - _SAME, rest.y1 - _SAME / 2)
    if any(fill.box.overlap(inner) > 0.0 for fill in fills):
        return True
    heights = [line.y0 + line.y1 for line in lines]
    within = lines[bisect_left(heights, 2 * rest.y0) : bisect_right(heights, 2 * rest.y1)]
    return any(run.x0 < inner.x1 and run.x1 > inner.x0 for line in within for run in line.runs)


def apart(stack: Stack, lines: Sequence[TextLine] = ()) -> list[tuple[Stack, float]]:
    """A stack of paint cut before every painted row whose cells end elsewhere than those above (the header of another
    table, the labels of a form), and before every band of headings below a title, each part with the height at which
    the next one begins. Such a row has a gap above it, or its title across."""
    if stack.uprights:
        return [(stack, float("inf"))]
    cuts: list[float] = []
    known: list[float] = []
    reach = 0.0
    title: Box | None = None
    label: float | None = None
    for row in side_by_side(stack.fills):
        boxes = [stack.fills[at] for at in row]
        xs = [(one.x1 + other.x0) / 2 for one, other in pairwise(boxes)]
        fresh = [x for x in xs if all(abs(x - other) > _SAME_EDGE for other in known)]
        titled = title is not None and bool(known) and _heads(title, boxes)
        below = boxes[0].y0 - reach > _NEXT
        whole = _FEWEST - 1 if known else _FEWEST
        share = len(fresh) / (len(xs) or 1)
        new = (share > _OTHER_EDGES or (share and _is_titled(lines, reach, boxes[0]))) and not (
            not known and _is_below_header(title, lines)
        )
        other = (new or label is not None) and len(xs) >= whole
        if reach and (((below or titled) and other) or (below and _has_headings(boxes, stack, lines, reach))):
            cuts += [label] if label is not None and known else []
            cuts.append(
                (title.y0 if title is not None and titled else _opening(stack, lines, reach, boxes[0].y0)) - _SAME
            )
            known, fresh, label = [], xs, None
        elif below and len(known) >= whole and _is_label(boxes, stack, known):
            label = boxes[0].y0 - _SAME
        known += fresh
        reach = max(reach, *(box.y1 for box in boxes))
        title = boxes[0] if len(boxes) == 1 else None
    return _cut(stack, cuts) if cuts else [(stack, float("inf"))]


def _is_titled(lines: Sequence[TextLine], reach: float, row: Box) -> bool:
    """Whether a title no smaller than the bold headings side by side right below it stands between paint and the next
    row of it, which may hold these headings."""
    between = [line for line in lines if reach < (line.y0 + line.y1) / 2 < row.y1]
    return any(
        line.bold and len(line.runs) == 1 and under.bold and len(under.runs) > 1 and line.size >= under.size
        for line, under in pairwise(between)
    )


def in_frames(stack: Stack, frames: Sequence[Box]) -> list[tuple[Stack, float]]:
    """A stack of paint that stands in several frames one below the other, cut where each begins; nothing where some of
    it stands elsewhere. A frame is one card, in which labels may stand above what they say."""
    holding = [frame for frame in frames if any(frame.holds_middle(fill) for fill in stack.fills)]
    if len(holding) < 2 or not all(any(frame.holds_middle(fill) for frame in holding) for fill in stack.fills):
        return []
    return _cut(stack, sorted(frame.y0 - _SAME for frame in holding)[1:])


def _has_headings(row: Sequence[Box], stack: Stack, lines: Sequence[TextLine], reach: float) -> bool:
    """Whether one band from side to side holds several headings, below a title on bare paper: another table, whose
    cells were painted over as one or seen so in a scan."""
    band = row[0]
    if len(row) > 1 or band.x0 - stack.x0 > _NEXT or stack.x1 - band.x1 > _NEXT:
        return False
    over = [line for line in lines if reach < (line.y0 + line.y1) / 2 < band.y0]
    held = [line for line in lines if band.y0 < (line.y0 + line.y1) / 2 < band.y1]
    larger = bool(over) and all(over[-1].size > _LARGER * line.size for line in held)
    titled = bool(over) and over[-1].bold and (larger or len(over[-1].runs) == 1)
    return titled and all(line.bold for line in held) and max((len(line.runs) for line in held), default=0) >= _FEWEST


def _is_below_header(band: Box | None, lines: Sequence[TextLine]) -> bool:
    """Whether a painted band stands right below bold headings side by side: it heads the first group of their table."""
    over = [line for line in lines if band is not None and line.y1 <= band.y0 + _SAME]
    if band is None or not over or band.y0 - over[-1].y1 > _NEAR_HEADER * (over[-1].y1 - over[-1].y0):
        return False
    return over[-1].bold and max(len(line.runs) for line in over[-2:]) >= _HEADINGS


def _cut(stack: Stack, cuts: Sequence[float]) -> list[tuple[Stack, float]]:
    """The parts of a stack between its cuts; where no paint begins between two cuts, there is no part."""
    cuts = sorted(cuts)
    starts = sorted({bisect_right(cuts, box.y0) for box in stack.fills})
    tops, bottoms = [0.0, *cuts], [*cuts, float("inf")]
    ends = [*(tops[at] for at in starts[1:]), bottoms[-1]]
    return [(_between(stack, tops[at], end), end) for at, end in zip(starts, ends, strict=True)]


def _opening(stack: Stack, lines: Sequence[TextLine], reach: float, top: float) -> float:
    """Where the table of a painted row begins: there, or at the highest level from which on rows lead to it. A lone
    line right below one of several texts is the rest of a cell, no text above the table."""
    alone: list[float] = []
    row: TextLine | None = None
    for line in (line for line in lines if reach < (line.y0 + line.y1) / 2 < top):
        wraps = row is not None and not line.bold and line.y0 - row.y1 < _WRAPS * (line.y1 - line.y0)
        if len(line.runs) > 1 or wraps:
            row = line
        else:
            alone.append(line.y1)
    return min([y for y in stack.ys if max([reach + _NEXT, *alone]) < y < top], default=top)


def _is_label(row: Sequence[Box], stack: Stack, known: Sequence[float]) -> bool:
    """Whether one cell alone is painted, from the stack's left side to where no column ends."""
    first = row[0]
    begins = len(row) == 1 and abs(first.x0 - stack.x0) <= _SAME_EDGE and first.x1 < stack.x1 - _NEXT
    return begins and all(abs(first.x1 - x) > _NEXT for x in known)


def _heads(title: Box, row: Sequence[Box]) -> bool:
    """Whether a painted cell stands right above a row and as wide as that."""
    close = abs(row[0].y0 - title.y1) <= _NEXT
    return close and abs(title.x0 - row[0].x0) <= _NEXT and abs(title.x1 - row[-1].x1) <= _NEXT


def _between(stack: Stack, top: float, bottom: float) -> Stack:
    """What of a stack lies between two heights, as wide as its own paint, whose rows from end to end are levels, too;
    where there are none, the edges of its paint are."""
    fills = tuple(box for box in stack.fills if top <= box.y0 < bottom)
    x0, x1 = min(box.x0 for box in fills), max(box.x1 for box in fills)
    rows = [[fills[at] for at in row] for row in side_by_side(fills)]
    whole = [row for row in rows if row[0].x0 - x0 <= _NEXT and x1 - row[-1].x1 <= _NEXT]
    ys = [y for y in stack.ys if top <= y < bottom]
    ys += [y for row in whole for y in (row[0].y0, row[0].y1) if all(abs(y - at) > SNAP for at in ys)]
    if len(ys) < 2:
        ys = [min(box.y0 for box in fills), max(box.y1 for box in fills)]
    return replace(
        stack,
        x0=x0,
        x1=x1,
        ys=tuple(sorted(ys)),
        pieces=tuple(piece for piece in stack.pieces if top <= piece[0] < bottom),
        edges=tuple(sorted(x for box in fills for x in (box.x0, box.x1) if x0 + SNAP < x < x1 - SNAP)),
        fills=fills,
        parted=tuple(y for y in stack.parted if top <= y < bottom),
    )
