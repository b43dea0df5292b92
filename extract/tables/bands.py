"""Levels and bands: what rules and fills say of a table's rows where its columns are not drawn.

A level is a height at which rules or the edges of fills run along the whole width of a stack; between two levels lies a
band. Pieces that cover a part of the width part some columns only (merged cells, headers of two levels).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.page import Fill
from extract.tables.rules import SNAP, Piece, clusters
from schemas.geometry import Box

_SIDE = 8.0
_PIECES_APART = 24.0
_WHITE_GAP, _LEVEL = 6.5, 1.0
_SEVERAL = 4
"""How many painted cells side by side draw all columns."""
_PAINTED = 0.7
_OVER = 10.0
"""Points by which the fill of a row may be higher or lower than its band."""
_NARROW = 0.25
_SAME_UPRIGHT = 1.0
"""Points by which pieces of one rule that runs down may differ."""
_SIDES_OF_ROW, _ROWS_BELOW = 2, 0.5
"""Levels of one row, and how far below a header its first stripe may begin, as a share of all stripes' height."""
_LEAST_GAP, _FEWEST_RULES = 2.0, 3
"""Points of a gap between two rules of one height; rules that tell columns by their gaps."""
_MOST = 0.5
"""Share of a stack's width from which a rule parts rows, though a merged cell beside it goes on; share of its height
from which one parts columns."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Levels of one width, from the top, and all pieces drawn within that width; `edges` are sides of fills."""

    x0: float
    x1: float
    ys: tuple[float, ...]
    pieces: tuple[Piece, ...]
    edges: tuple[float, ...] = ()
    fills: tuple[Box, ...] = ()
    ruled: frozenset[float] = frozenset()
    """Of `ys` those that are rules."""
    uprights: tuple[float, ...] = ()
    """Where rules run down through most of the stack."""
    starts: tuple[float, ...] = ()
    """Where the words of several lines begin at one place (`alignment.column_starts`)."""
    parted: tuple[float, ...] = ()
    """Where rules run along most columns but not all: a cell beside them goes on through."""

    @property
    def tiled(self) -> bool:
        """Whether the cells of a painted header draw every column: side by side, from end to end."""
        rows = [[self.fills[at] for at in row] for row in side_by_side(self.fills)]
        return any(len(row) >= _SEVERAL and self._is_whole(row) for row in rows)

    def _is_whole(self, row: Sequence[Box]) -> bool:
        begins, ends = row[0].x0 - self.x0 <= _WHITE_GAP, self.x1 - row[-1].x1 <= _WHITE_GAP
        return begins and ends and all(right.x0 - left.x1 <= _WHITE_GAP for left, right in pairwise(row))

    def painted(self, top: float, bottom: float) -> bool:
        """Whether one row of fills covers the band."""
        return sum(box.width for box in self._beside(top, bottom)) >= _PAINTED * (self.x1 - self.x0)

    def marked(self, top: float, bottom: float) -> bool:
        """Whether a fill of some column is just as high as the band."""
        return bool(self.marks(top, bottom))

    def marks(self, top: float, bottom: float) -> list[Box]:
        """The fills of columns that are just as high as the band."""
        lowest = bottom - top - _over(top, bottom)
        return [box for box in self._beside(top, bottom) if box.height >= lowest]

    def _beside(self, top: float, bottom: float) -> list[Box]:
        middle = (top + bottom) / 2
        highest = bottom - top + _over(top, bottom)
        return [box for box in self.fills if box.y0 <= middle <= box.y1 and box.height <= highest]


def _over(top: float, bottom: float) -> float:
    return min(_OVER, (1.0 - _PAINTED) * (bottom - top))


@dataclass(frozen=True, slots=True)
class _Level:
    y: float
    x0: float
    x1: float
    pieces: tuple[Piece, ...]


def stacks(rules: Sequence[Piece], fills: Iterable[Fill], uprights: Sequence[Piece] = ()) -> list[Stack]:
    """Stacks of two levels or more, widest first; narrower ones inside a wider one are part of it.

    `uprights` are rules that run down and touch no level one; where several stand together, their ends are levels.
    """
    boxes = [fill.box for fill in fills]
    edges = [(y, box.x0, box.x1) for box in boxes for y in (box.y0, box.y1)]
    levels = _levels([*rules, *edges, *_ends(uprights)])
    groups: list[list[_Level]] = []
    for level in levels:
        for group in groups:
            if abs(group[0].x0 - level.x0) <= _SIDE and abs(group[0].x1 - level.x1) <= _SIDE:
                group.append(level)
                break
        else:
            groups.append([level])
    groups = _with_wider_headers([[*group, *_shared_ends(group, boxes)] for group in groups], boxes)
    groups.sort(key=lambda group: group[0].x0 - group[0].x1)
    kept: list[tuple[list[_Level], list[Piece]]] = []
    for group in groups:
        if not _absorbed(group, kept) and len(group) > 1:
            kept.append((group, []))
    return [_stack(group, parts, boxes, rules, uprights) for group, parts in kept]


def _with_wider_headers(groups: Sequence[list[_Level]], boxes: Sequence[Box]) -> list[list[_Level]]:
    """The groups, a row of painted headings put together with the stripes below it that have its cells but for the
    last ones, which are left unpainted."""
    found = list(groups)
    for header in groups if len(groups) > 1 else ():
        if len(header) != _SIDES_OF_ROW:
            continue
        top, foot = header[0].y, header[1].y
        cells = sorted(box.x1 for box in boxes if abs(box.y0 - top) <= SNAP and abs(box.y1 - foot) <= SNAP)
        below = [
            group
            for group in found
            if len(group) > _SIDES_OF_ROW
            and abs(group[0].x0 - header[0].x0) <= SNAP
            and 0 <= group[0].y - foot + SNAP <= _ROWS_BELOW * (group[-1].y - group[0].y)
            and header[0].x1 - group[0].x1 > _SIDE
        ]
        if len(below) == 1 and len(cells) >= _SEVERAL and _has_cells(below[0], boxes, cells):
            found = [group for group in found if group is not header and group is not below[0]]
            found.append([*header, *(_Level(one.y, one.x0, header[0].x1, one.pieces) for one in below[0])])
    return found


def _has_cells(group: Sequence[_Level], boxes: Sequence[Box], cells: Sequence[float]) -> bool:
    """Whether paint below a header ends where its cells do, as far as it reaches."""
    inside = [end for end in cells if end <= group[0].x1 + SNAP]
    own = [box.x1 for box in boxes if abs(box.y0 - group[0].y) <= SNAP]
    return len(inside) == len(own) and all(any(abs(end - x) <= SNAP for x in own) for end in inside)


def _ends(uprights: Sequence[Piece]) -> list[Piece]:
    """Levels through the ends of uprights of one height."""
    groups: list[list[Piece]] = []
    for piece in uprights:
        for group in groups:
            if abs(group[0][1] - piece[1]) <= _SIDE and abs(group[0][2] - piece[2]) <= _SIDE:
                group.append(piece)
                break
        else:
            groups.append([piece])
    levels: list[Piece] = []
    for group in groups:
        if len(group) > 1:
            levels += [(y, group[0][0], group[-1][0]) for y in (group[0][1], group[0][2])]
    return levels


def _levels(pieces: Sequence[Piece]) -> list[_Level]:
    found = []
    for cluster in clusters(sorted(pieces)):
        row: list[Piece] = []
        end = 0.0
        for piece in sorted(cluster, key=lambda piece: piece[1]):
            if row and piece[1] - end > _PIECES_APART:
                found.append(_level(row))
                row = []
            end = max(end, piece[2]) if row else piece[2]
            row.append(piece)
        found.append(_level(row))
    return found


def _level(row: Sequence[Piece]) -> _Level:
    y = sum(at for at, _, _ in row) / len(row)
    return _Level(y, row[0][1], max(end for _, _, end in row), tuple(row))


def _shared_ends(group: Sequence[_Level], boxes: Sequence[Box]) -> list[_Level]:
    """Levels at which cells merged on both sides of several rows end, with no paint between them."""
    x0, x1, ys = group[0].x0, group[0].x1, [level.y for level in group]
    below = [box for box in boxes if any(abs(box.y0 - y) <= SNAP for y in ys)]
    left = [box for box in below if abs(box.x0 - x0) <= _SIDE and box.x1 < x1 - _SIDE]
    right = [box for box in below if abs(box.x1 - x1) <= _SIDE and box.x0 > x0 + _SIDE]
    ends = {
        one.y1: _Level(one.y1, x0, x1, ((one.y1, one.x0, one.x1), (one.y1, other.x0, other.x1)))
        for one in left
        for other in right
        if abs(one.y0 - other.y0) <= SNAP and abs(one.y1 - other.y1) <= SNAP and one.x1 < other.x0
    }
    return [level for y, level in sorted(ends.items()) if all(abs(y - at) > SNAP for at in ys)]


def _absorbed(group: Sequence[_Level], kept: Sequence[tuple[list[_Level], list[Piece]]]) -> bool:
    """Put narrow levels that lie within a wide stack down as parts of it, a narrow column of paint beyond it, too."""
    for wide, parts in kept:
        top, bottom = wide[0].y, max(level.y for level in wide)
        inside = group[0].x0 >= wide[0].x0 - _SIDE and group[0].x1 <= wide[0].x1 + _SIDE
        narrow = group[0].x1 - group[0].x0 <= _NARROW * (wide[0].x1 - wide[0].x0)
        around = group[0].y <= top and max(level.y for level in group) >= bottom
        if inside and (around or any(top <= level.y and (narrow or level.y <= bottom) for level in group)):
            parts.extend(piece for level in group for piece in level.pieces)
            ends = [min(group, key=_height), max(group, key=_height)]
            beyond = [level for level in ends if not top - SNAP <= level.y <= bottom + SNAP]
            wide.extend(_Level(level.y, wide[0].x0, wide[0].x1, level.pieces) for level in beyond)
            wide.sort(key=_height)
            return True
    return False


def _height(level: _Level) -> float:
    return level.y


def _stack(
    group: Sequence[_Level],
    parts: Sequence[Piece],
    boxes: Sequence[Box],
    rules: Sequence[Piece],
    uprights: Sequence[Piece],
) -> Stack:
    x0, x1 = min(level.x0 for level in group), max(level.x1 for level in group)
    ys = tuple(sorted(level.y for level in group))
    inner = tuple(
        box
        for box in boxes
        if x0 - SNAP <= box.x0 and box.x1 <= x1 + SNAP and ys[0] - SNAP <= box.y0 and box.y1 <= ys[-1] + SNAP
    )
    return Stack(
        x0,
        x1,
        ys,
        tuple(sorted([*(piece for level in group for piece in level.pieces), *parts])),
        tuple(sorted(x for box in inner for x in (box.x0, box.x1) if x0 + SNAP < x < x1 - SNAP)),
        inner,
        frozenset(y for y in ys if any(abs(y - at) <= SNAP for at, _, _ in rules)),
        _inner_uprights(uprights, x0, x1, ys) or _gaps_in_rules(rules, x0, x1, ys),
        parted=parted_at(rules, x0, x1, ys),
    )


def _inner_uprights(uprights: Sequence[Piece], x0: float, x1: float, ys: Sequence[float]) -> tuple[float, ...]:
    """The places where rules run down most of the stack, rows that head groups between their pieces."""
    lengths: list[tuple[float, float]] = []
    for x, top, bottom in sorted(uprights):
        length = min(bottom, ys[-1]) - max(top, ys[0])
        if length <= 0 or not x0 + SNAP < x < x1 - SNAP:
            continue
        if lengths and x - lengths[-1][0] <= _SAME_UPRIGHT:
            lengths[-1] = (lengths[-1][0], lengths[-1][1] + length)
        else:
            lengths.append((x, length))
    return tuple(x for x, length in lengths if length > _MOST * (ys[-1] - ys[0]))


def _gaps_in_rules(rules: Sequence[Piece], x0: float, x1: float, ys: Sequence[float]) -> tuple[float, ...]:
    """The middles of the gaps that most level rules of a stack leave at one place, a rule for each column: as good as
    rules that run down."""
    levels: list[tuple[float, ...]] = []
    for y in ys:
        row = sorted((start, end) for at, start, end in rules if abs(at - y) <= SNAP and start < x1 and end > x0)
        if row:
            pairs = ((one, other) for (_, one), (other, _) in pairwise(row))
            levels.append(tuple((a + b) / 2 for a, b in pairs if _LEAST_GAP < b - a <= _PIECES_APART))
    found = [
        x
        for x in max(levels, key=len, default=())
        if sum(any(abs(x - at) <= _SAME_UPRIGHT for at in one) for one in levels) > _MOST * len(levels)
    ]
    return tuple(found) if len(levels) >= _FEWEST_RULES else ()


def parted_at(rules: Sequence[Piece], x0: float, x1: float, ys: Sequence[float]) -> tuple[float, ...]:
    """The heights between levels at which one rule runs along most of the width."""
    found = (
        y
        for y, start, end in rules
        if ys[0] < y < ys[-1]
        and min(end, x1) - max(start, x0) >= _MOST * (x1 - x0)
        and all(abs(y - at) > SNAP for at in ys)
    )
    return tuple(found)


def side_by_side(boxes: Sequence[Box]) -> list[list[int]]:
    """The numbers of the boxes of each row: side by side, with their upper edges at one height."""
    rows: list[list[int]] = []
    for at in sorted(range(len(boxes)), key=lambda at: (round(boxes[at].y0), boxes[at].x0)):
        last = boxes[rows[-1][-1]] if rows else None
        box = boxes[at]
        if last is not None and abs(last.y0 - box.y0) <= _LEVEL and -_LEVEL <= box.x0 - last.x1 <= _PIECES_APART:
            rows[-1].append(at)
        else:
            rows.append([at])
    return rows


def gaps(boxes: Sequence[Box]) -> list[float]:
    """The middles of the white gaps between painted cells of one row."""
    pairs = [(boxes[a], boxes[b]) for row in side_by_side(boxes) for a, b in pairwise(row)]
    return [(one.x1 + other.x0) / 2 for one, other in pairs if other.x0 - one.x1 <= _WHITE_GAP]
