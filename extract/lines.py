"""Drawn lines made ready for a grid: double rules one, broken rules whole, and the edges of cell-like fills as lines.

A line is a position with the stretches that are drawn on it. Nothing here knows about tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.page import Fill, Page, Rule
from schemas.geometry import Box

SNAP = 2.6
"""Points within which two parallel rules are one: double rules, borders of neighbouring cells, fills and borders."""
_GAP = 4.0
_SHORTEST = 4.0
_CELL_WIDTH, _CELL_HEIGHT = 8.0, 6.0
_BACKGROUND = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """A horizontal line at y (or a vertical one at x) with its drawn stretches, sorted and apart."""

    at: float
    stretches: tuple[tuple[float, float], ...]

    @property
    def start(self) -> float:
        return self.stretches[0][0]

    @property
    def end(self) -> float:
        return self.stretches[-1][1]

    def covers(self, start: float, end: float) -> float:
        """The share of the stretch that is drawn."""
        if end <= start:
            return 0.0
        drawn = sum(max(0.0, min(end, b) - max(start, a)) for a, b in self.stretches)
        return drawn / (end - start)


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a page or of a part of it: `across` from the top, `down` from the left."""

    across: tuple[Line, ...]
    down: tuple[Line, ...]


def ruled_lines(rules: Iterable[Rule]) -> Lines:
    """The drawn rules as lines."""
    across, down = [], []
    for rule in rules:
        box = rule.box
        if rule.horizontal and box.width >= _SHORTEST:
            across.append(((box.y0 + box.y1) / 2, box.x0, box.x1))
        elif not rule.horizontal and box.height >= _SHORTEST:
            down.append(((box.x0 + box.x1) / 2, box.y0, box.y1))
    return Lines(folded(across), folded(down))


def cell_fills(page: Page) -> list[Fill]:
    """Fills that may be cells: neither specks nor the page's background."""
    return [
        fill
        for fill in page.fills
        if not fill.round
        and fill.box.width >= _CELL_WIDTH
        and fill.box.height >= _CELL_HEIGHT
        and fill.box.width * fill.box.height < _BACKGROUND * page.width * page.height
    ]


def fill_lines(fills: Iterable[Fill]) -> Lines:
    """The edges of fills as lines."""
    across, down = [], []
    for fill in fills:
        box = fill.box
        across += [(box.y0, box.x0, box.x1), (box.y1, box.x0, box.x1)]
        down += [(box.x0, box.y0, box.y1), (box.x1, box.y0, box.y1)]
    return Lines(folded(across), folded(down))


def folded(pieces: Sequence[tuple[float, float, float]]) -> tuple[Line, ...]:
    """Pieces (position, start, end) as lines: those within SNAP of a line's first piece are one line."""
    lines: list[Line] = []
    group: list[tuple[float, float, float]] = []
    for piece in sorted(pieces):
        if group and piece[0] - group[0][0] > SNAP:
            lines.append(_line(group))
            group = []
        group.append(piece)
    if group:
        lines.append(_line(group))
    return tuple(lines)


def _line(group: Sequence[tuple[float, float, float]]) -> Line:
    length = sum(end - start for _, start, end in group)
    at = sum(at * (end - start) for at, start, end in group) / length if length else group[0][0]
    stretches: list[tuple[float, float]] = []
    for start, end in sorted((start, end) for _, start, end in group):
        if stretches and start - stretches[-1][1] <= _GAP:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return Line(at, tuple(stretches))


def groups(lines: Lines) -> list[Lines]:
    """The lines in groups that hang together by crossing or touching, each stretch in one group; from the top."""
    pieces = [(True, line.at, a, b) for line in lines.across for a, b in line.stretches]
    first_down = len(pieces)
    pieces += [(False, line.at, a, b) for line in lines.down for a, b in line.stretches]
    parent = list(range(len(pieces)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one in range(first_down):
        _, y, x0, x1 = pieces[one]
        for other in range(first_down, len(pieces)):
            _, x, y0, y1 = pieces[other]
            if x0 - SNAP <= x <= x1 + SNAP and y0 - SNAP <= y <= y1 + SNAP:
                parent[root(one)] = root(other)
    members: dict[int, list[tuple[bool, float, float, float]]] = {}
    for at, piece in enumerate(pieces):
        members.setdefault(root(at), []).append(piece)
    found = [
        Lines(
            folded([piece[1:] for piece in group if piece[0]]),
            folded([piece[1:] for piece in group if not piece[0]]),
        )
        for group in members.values()
    ]
    return sorted(found, key=lambda group: (extent(group).y0, extent(group).x0))


def extent(lines: Lines) -> Box:
    """The box around all lines."""
    xs = [x for line in lines.across for x in (line.start, line.end)] + [line.at for line in lines.down]
    ys = [y for line in lines.down for y in (line.start, line.end)] + [line.at for line in lines.across]
    return Box(min(xs), min(ys), max(xs), max(ys))
