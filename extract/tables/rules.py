"""Drawn rules made ready for a grid: double rules one, broken rules whole, and the groups that hang together.

What belongs here: straight pieces and their joints. Which of them make a table is judged in `grid` and `arbiter`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.page import Rule
from schemas.geometry import Box

SNAP = 2.6
"""Points within which parallel rules are one: double rules, borders of neighbouring cells, a fill and its border."""
REACH = 3.0
"""Points a rule may fall short of the rule it meets, as scans and borders drawn cell by cell do."""
_DOUBLE, _CORNER = 3.0, 0.6
_GAP = 4.0
_SHORTEST = 4.0
_GAP_BETWEEN_BOXES, _FEWEST_SIDES = 8.0, 4
_CELLS_APART, _EVEN = 8.0, 1.0
"""Points of white between cells drawn as boxes and around them, and by which it may differ."""
_SIDES, _FEWEST_PAIRS, _PAIRED = 2, 2, 0.6
"""Sides of the white between two cells, how many such pairs tell it, and their share of all lines."""
_ROUND = 9.0
"""Points that the rounding of a corner takes off its sides."""
_OPEN_ROW, _FEWEST_INNER = 45.0, 2

Piece = tuple[float, float, float]
"""Position across, start and end along."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Unbroken pieces of a page or a part of it: `across` (y, x0, x1) and `down` (x, y0, y1), sorted by position."""

    across: tuple[Piece, ...]
    down: tuple[Piece, ...]

    def box(self) -> Box:
        """The box around all pieces."""
        xs = [x for _, a, b in self.across for x in (a, b)] + [at for at, _, _ in self.down]
        ys = [y for _, a, b in self.down for y in (a, b)] + [at for at, _, _ in self.across]
        return Box(min(xs), min(ys), max(xs), max(ys))


def ruled(rules: Iterable[Rule]) -> Lines:
    """The rules of a page as unbroken pieces."""
    across: list[Piece] = []
    down: list[Piece] = []
    for rule in rules:
        box = rule.box
        if rule.horizontal:
            if box.x1 - box.x0 >= _SHORTEST:
                more = _corner(box.y1 - box.y0)
                across.append(((box.y0 + box.y1) / 2, box.x0 - more, box.x1 + more))
        elif box.y1 - box.y0 >= _SHORTEST:
            more = _corner(box.x1 - box.x0)
            down.append(((box.x0 + box.x1) / 2, box.y0 - more, box.y1 + more))
    return _without_spacing(_without_frames(Lines(tuple(mended(across)), tuple(mended(down)))))


def _without_frames(lines: Lines) -> Lines:
    """The lines without frames that stand a few points off a table, whose cells are boxes of their own: a line above or
    below it, and two at its sides. A page may cut them."""
    ends = list(pairwise(lines.across))
    tops = [one for one, other in ends if _is_around(one, other, other[0] - one[0])]
    feet = [other for one, other in ends if _is_around(other, one, other[0] - one[0])]
    framed: list[Piece] = []
    for end, starts in (*((top, True) for top in tops), *((foot, False) for foot in feet)):
        corners = [(x, end[0]) for x in end[1:]]
        sides = [one for one in lines.down if any(_meets(one, corner, starts) for corner in corners)]
        framed += [end, *sides] if len(sides) == len(corners) else []
    if not framed:
        return lines
    kept = [tuple(one for one in own if one not in framed) for own in (lines.across, lines.down)]
    return Lines(kept[0], kept[1])


def _meets(side: Piece, corner: tuple[float, float], starts: bool) -> bool:
    """Whether an upright begins, or ends, at a corner."""
    return abs(side[0] - corner[0]) <= REACH and abs((side[1] if starts else side[2]) - corner[1]) <= REACH


def _is_around(frame: Piece, inner: Piece, gap: float) -> bool:
    """Whether a line stands as far from another one as it reaches beyond that at both ends."""
    gaps = (gap, inner[1] - frame[1], frame[2] - inner[2])
    return min(gaps) > SNAP and max(gaps) <= _CELLS_APART and max(gaps) - min(gaps) <= _EVEN


def _without_spacing(lines: Lines) -> Lines:
    """The lines of cells that are boxes of their own with white between them: both sides of the white are one line,
    in its middle. Most lines of the page come in pairs then, across and down."""
    xs, ys = _pairs(lines.down), _pairs(lines.across)
    if not xs or not ys:
        return lines
    across = [(_moved(y, ys), _moved(x0, xs), _moved(x1, xs)) for y, x0, x1 in lines.across]
    down = [(_moved(x, xs), _moved(y0, ys), _moved(y1, ys)) for x, y0, y1 in lines.down]
    return Lines(tuple(mended(across)), tuple(mended(down)))


def _pairs(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Where lines stand in pairs, each a cell's side and that of the next cell; none where most stand alone."""
    runs: list[list[float]] = []
    for group in clusters(pieces):
        if runs and group[0][0] - runs[-1][-1] <= _CELLS_APART:
            runs[-1].append(group[0][0])
        else:
            runs.append([group[0][0]])
    double = [(run[0], run[-1]) for run in runs if len(run) > 1]
    told = len(double) >= max(_FEWEST_PAIRS, _PAIRED * len(runs)) and all(len(run) <= _SIDES for run in runs)
    return double if told else []


def _moved(at: float, pairs: Sequence[tuple[float, float]]) -> float:
    """A place on a line of a pair, or right beside it, in the middle of the two."""
    return next(((a + b) / 2 for a, b in pairs if a - SNAP <= at <= b + SNAP), at)


def _corner(thick: float) -> float:
    """How far a double rule falls short of the middle of the one it meets: Word leaves the corner between them open."""
    return _CORNER * thick if thick >= _DOUBLE else 0.0


def mended(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces that lie on one line and touch, or nearly, as one; sorted by position."""
    found: list[Piece] = []
    for group in clusters(sorted(pieces)):
        found += _joined(group)
    return sorted(found)


def clusters(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Sorted pieces in groups that lie within SNAP of the group's first."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and piece[0] - groups[-1][0][0] <= SNAP:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _joined(group: Sequence[Piece]) -> list[Piece]:
    if len(group) == 1:
        return list(group)
    found: list[Piece] = []
    weight = at = start = end = 0.0
    for position, first, last in sorted(group, key=lambda piece: piece[1]):
        length = last - first
        if weight and first - end <= _GAP:
            end = max(end, last)
            at += position * length
            weight += length
            continue
        if weight:
            found.append((at / weight, start, end))
        weight, at, start, end = length, position * length, first, last
    found.append((at / weight, start, end))
    return found


def groups(lines: Lines) -> list[Lines]:
    """The pieces in groups that hang together by crossing or touching; pieces that meet none are left out."""
    members = _members(lines)
    lone = [piece for across, down in members for piece in down if not across]
    if lone:
        squared = _squared(lines, lone)
        members = _members(squared) if squared is not lines else members
        lone = [piece for across, down in members for piece in down if not across]
    found = _over_open_rows([Lines(tuple(a), tuple(d)) for a, d in members if a and d])
    if lone and not found:
        return _of_columns(lone)
    return [_with_uprights_below(group, lone) for group in found] if lone else found


def _of_columns(lone: Sequence[Piece]) -> list[Lines]:
    """Uprights alone that begin and end together, where nothing else is drawn: the columns of a table that fills its
    page from edge to edge."""
    tops, feet = [top for _, top, _ in lone], [foot for _, _, foot in lone]
    if len(lone) < _FEWEST_SIDES or max(max(tops) - min(tops), max(feet) - min(feet)) > SNAP:
        return []
    down = tuple(sorted(lone))
    sides = down[0][0], down[-1][0]
    return [Lines(((min(tops), *sides), (max(feet), *sides)), down)]


def _members(lines: Lines) -> list[tuple[list[Piece], list[Piece]]]:
    """The pieces across and down of each group."""
    across, down = lines.across, lines.down
    parent = list(range(len(across) + len(down)))
    places = [at for at, _, _ in across]
    for number, (x, y0, y1) in enumerate(down, len(across)):
        for one in range(bisect_left(places, y0 - REACH), bisect_right(places, y1 + REACH)):
            if across[one][1] - REACH <= x <= across[one][2] + REACH:
                parent[_root(parent, one)] = _root(parent, number)
    members: dict[int, tuple[list[Piece], list[Piece]]] = {}
    for number in range(len(parent)):
        pair = members.setdefault(_root(parent, number), ([], []))
        if number < len(across):
            pair[0].append(across[number])
        else:
            pair[1].append(down[number - len(across)])
    return list(members.values())


def _squared(lines: Lines, lone: Sequence[Piece]) -> Lines:
    """The lines with rounded corners made square, where uprights that touch nothing end at such corners above and
    below; the lines themselves where none do."""
    across, down = list(lines.across), list(lines.down)
    places = [at for at, _, _ in lines.across]
    for x, y0, y1 in lone:
        ends = [_corners(lines.across, places, x, y0), _corners(lines.across, places, x, y1)]
        if all(ends):
            for one in {*ends[0], *ends[1]}:
                y, start, end = across[one]
                across[one] = (y, min(start, x), max(end, x))
            top, foot = (lines.across[found[0]][0] for found in ends)
            down[down.index((x, y0, y1))] = (x, min(top, y0), max(foot, y1))
    if across == list(lines.across):
        return lines
    return Lines(tuple(mended(across)), tuple(mended(down)))


def _corners(across: Sequence[Piece], places: Sequence[float], x: float, y: float) -> list[int]:
    """The level pieces that end a rounded corner away from a place."""
    near = range(bisect_left(places, y - _ROUND), bisect_right(places, y + _ROUND))
    return [one for one in near if min(abs(across[one][1] - x), abs(across[one][2] - x)) <= _ROUND]


def _over_open_rows(found: list[Lines]) -> list[Lines]:
    """Groups of the same columns joined over a row that no upright crosses: a heading in a table open at its sides."""
    joined: list[Lines] = []
    for group in sorted(found, key=lambda one: one.box().y0):
        above = next((one for one in joined if _goes_on(one, group) or _is_next_row(one, group)), None)
        if above is not None:
            joined.remove(above)
            group = Lines(tuple(sorted(above.across + group.across)), tuple(sorted(above.down + group.down)))
        joined.append(group)
    return joined


def _with_uprights_below(group: Lines, lone: Sequence[Piece]) -> Lines:
    """A group with the uprights below it that touch no level rule: columns alone drawn on, in line with all of its own,
    after a row that no upright crosses."""
    xs = _inner_places(group)
    if len(xs) < _FEWEST_INNER:
        return group
    box, across, down = group.box(), list(group.across), list(group.down)
    foot = max(end for x, _, end in group.down if box.x0 + REACH < x < box.x1 - REACH)
    for pieces in _of_one_start(lone):
        start = pieces[0][1]
        inner = [x for x, _, _ in pieces if box.x0 + REACH < x < box.x1 - REACH]
        in_line = len(inner) == len(xs) and all(abs(at - x) <= SNAP for at, x in zip(inner, xs, strict=True))
        if in_line and 0 < start - foot <= _OPEN_ROW:
            across.append((start, box.x0, box.x1))
            down += pieces
            foot = max(end for _, _, end in pieces)
    return group if len(down) == len(group.down) else Lines(tuple(across), tuple(sorted(down)))


def _inner_places(group: Lines) -> list[float]:
    """The places of a group's uprights, those at its sides left out."""
    box = group.box()
    places = [cluster[0][0] for cluster in clusters(group.down)]
    return [x for x in places if box.x0 + REACH < x < box.x1 - REACH]


def _of_one_start(lone: Sequence[Piece]) -> list[list[Piece]]:
    """Uprights that begin at one height, from the left, the highest first."""
    rows: list[list[Piece]] = []
    for piece in sorted(lone, key=lambda piece: piece[1]):
        if rows and piece[1] - rows[-1][0][1] <= SNAP:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row) for row in rows]


def _is_next_row(above: Lines, below: Lines) -> bool:
    """Whether both have the very same columns and hardly a gap between them: rows drawn as boxes of their own."""
    if not 0 < below.across[0][0] - above.across[-1][0] <= _GAP_BETWEEN_BOXES:
        return False
    upper, lower = ([group[0][0] for group in clusters(one.down)] for one in (above, below))
    return len(upper) == len(lower) >= _FEWEST_SIDES and all(
        abs(a - b) <= SNAP for a, b in zip(upper, lower, strict=True)
    )


def _goes_on(above: Lines, below: Lines) -> bool:
    upper, lower = above.across[-1], below.across[0]
    if not 0 < lower[0] - upper[0] <= _OPEN_ROW or max(abs(upper[1] - lower[1]), abs(upper[2] - lower[2])) > REACH:
        return False
    places = [x for x, _, _ in above.down]
    shared = [x for x, _, _ in below.down if any(abs(x - other) <= SNAP for other in places)]
    inner = [x for x in shared if upper[1] + REACH < x < upper[2] - REACH]
    return len(inner) > 1 and len(inner) == len(below.down)


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at
