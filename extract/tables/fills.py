"""Cells told by painted areas: bands, coloured cells with white gaps between them, headers on a colour.

What belongs here: fills as stand-ins for rules. The colour a cell shows in the end is read in `cellcolour`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from extract.page import Fill, Page
from extract.tables.grid import Grid, GridCell, cut
from extract.tables.highlights import apart, in_row, key_in_line, starts_alike, words_on_colour
from extract.tables.pieced import put_together
from extract.tables.rules import SNAP, Lines, Piece, mended
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_CELL_WIDTH, _CELL_HEIGHT = 8.0, 6.0
_BACKGROUND = 0.6
_MARK, _TOUCH = 22.0, 1.5
_WHITE_GAP = 6.5
"""Points between painted cells that are a gap in white, not a cell of its own."""
_SIDE = 8.0
_NEXT_ROW, _LINES_OF_ROW, _FIRST_LINES = 2.0, 12, 3
_HEADING, _NEXT_LINE = 2.0, 0.6
"""In line heights: how far headings stand above painted cells, and their lines apart."""
_FEW_HEADINGS, _MOST_HEADINGS = 3, 0.6
_ONE_ROW, _HEADER_EDGES = 4, 3
"""Cells from which a single painted row is the rest of a table; edges of a header of two levels."""
_FEWEST_LEVELS = 3
"""Levels of a group of rules from which it is rows, which may have their header in paint above them."""
_WHOLE = 0.9
"""Share of a table's height that cells painted at its side cover to be a column of it."""
_STRIP = 16.0
"""Points: how high the paint of one line is at most."""
_FOOT, _NUMBER_WIDTH = 0.92, 30.0
"""Share of the page's height below which its number stands, and the widest fill behind that, in points."""
_TILED = 0.8
"""Share of a block that its painted cells cover, white gaps apart."""


def cell_fills(page: Page) -> list[Fill]:
    """Fills that may be cells: neither marks nor specks nor the page's background, nor what its number stands on. One
    that is painted again over a watermark is one."""
    found = [
        fill
        for fill in put_together(list({(fill.box, fill.colour): fill for fill in page.fills}.values()))
        if not fill.round
        and fill.box.width >= _CELL_WIDTH
        and fill.box.height >= _CELL_HEIGHT
        and fill.box.width * fill.box.height < _BACKGROUND * page.width * page.height
        and not _is_under_number(fill.box, page)
    ]
    words = words_on_colour(found) | key_in_line(found) | _unseen(found)
    return [
        fill
        for fill in found
        if fill.box not in words and (max(fill.box.width, fill.box.height) > _MARK or not _alone(fill, found))
    ]


def _unseen(fills: Sequence[Fill]) -> set[Box]:
    """What is painted behind a line of text in the colour of the cell that it stands in, above and below it free:
    AbiWord does so."""
    lines = [fill for fill in fills if fill.box.height <= _STRIP]
    cells = [fill for fill in fills if fill.box.height > _STRIP] if lines else []
    by_colour: dict[str, list[Box]] = {}
    for cell in cells:
        by_colour.setdefault(cell.colour, []).append(cell.box)
    return {line.box for line in lines if any(_holds_line(cell, line.box) for cell in by_colour.get(line.colour, ()))}


def _holds_line(cell: Box, line: Box) -> bool:
    within = cell.x0 <= line.x0 and line.x1 <= cell.x1
    return within and cell.y0 + _TOUCH < line.y0 and line.y1 < cell.y1 - _TOUCH


def _is_under_number(box: Box, page: Page) -> bool:
    """Whether nothing but the page's number stands on a fill at the page's foot, with no other fill beside it."""
    if box.y0 < _FOOT * page.height or box.width > _NUMBER_WIDTH:
        return False
    if any(fill.box.y0 < box.y1 and box.y0 < fill.box.y1 and fill.box != box for fill in page.fills):
        return False
    held = [word.text for word in page.words if box.overlap(word.box) > 0.0]
    return len(held) == 1 and held[0].isdecimal()


def _alone(fill: Fill, others: Iterable[Fill]) -> bool:
    """Whether a small fill touches no other but the painted cell it lies in, and has none of its own height beside it:
    a square drawn in a cell."""
    return not any(
        other is not fill
        and not _lies_in(fill.box, other.box)
        and (max(apart(other.box, fill.box)) <= _TOUCH or in_row(other.box, fill.box) or starts_alike(other, fill))
        for other in others
    )


def _lies_in(inner: Box, outer: Box) -> bool:
    """Whether a fill leaves some of the other one free on all its sides."""
    level = outer.x0 + _TOUCH < inner.x0 and inner.x1 < outer.x1 - _TOUCH
    return level and outer.y0 + _TOUCH < inner.y0 and inner.y1 < outer.y1 - _TOUCH


def with_painted_sides(group: Lines, fills: Sequence[Fill], lines: Callable[[], Sequence[TextLine]]) -> Lines:
    """The rules of a group with those of the painted cells at its sides, a column in line with its rows from top to
    bottom, or a header in line with its columns from side to side: styles paint the first column and the headings over
    without a rule on the outer side."""
    box = group.box()
    levels = [y for y, _, _ in group.across]
    near = [fill.box for fill in fills if _touches(fill.box, box)]
    beside = [one for one in near if _near(levels, one.y0) and _near(levels, one.y1)]
    across, down = list(group.across), list(group.down)
    for column in (
        [one for one in beside if one.x1 <= box.x0 + SNAP],
        [one for one in beside if one.x0 >= box.x1 - SNAP],
    ):
        outer = {round(one.x0 if one.x1 <= box.x0 + SNAP else one.x1) for one in column}
        if len(outer) == 1 and sum(one.height for one in column) >= _WHOLE * box.height:
            across += [(y, one.x0, one.x1) for one in column for y in (one.y0, one.y1)]
            down += [(x, one.y0, one.y1) for one in column for x in (one.x0, one.x1)]
    above = [one for one in near if abs(one.y1 - box.y0) <= SNAP]
    header = _painted_header(group, above, [fill.box for fill in fills] if above else [], lines)
    across, down = across + list(header.across), down + list(header.down)
    return Lines(tuple(mended(across)), tuple(mended(down))) if len(down) > len(group.down) else group


def _painted_header(
    group: Lines, row: Sequence[Box], fills: Sequence[Box], lines: Callable[[], Sequence[TextLine]]
) -> Lines:
    """The rules of cells painted side by side right above a group, as wide as that, with headings in its columns, which
    rules draw or the sides of the cells painted in it."""
    box = group.box()
    inner = [x for one in fills if box.holds_middle(one) for x in (one.x0, one.x1)]
    xs = sorted([box.x0, *(at for at, _, _ in group.down), *inner, box.x1])
    in_line = all(_near(xs, x) for one in row for x in (one.x0, one.x1)) and len({round(one.y0) for one in row}) == 1
    if not in_line or sum(one.width for one in row) < _WHOLE * box.width or len(group.across) < _FEWEST_LEVELS:
        return Lines((), ())
    runs = _runs_between(lines(), row[0].y0, row[0].y1)
    if not runs or not _parts_text(runs, sorted({round(x, 1) for x in xs})):
        return Lines((), ())
    sides = [x for x in xs if _free(runs, x)]
    return Lines(((row[0].y0, box.x0, box.x1),), tuple((x, row[0].y0, row[0].y1) for x in sides))


def _touches(fill: Box, box: Box) -> bool:
    """Whether a fill stands at the left, the right or the top of a box."""
    return min(abs(fill.x1 - box.x0), abs(fill.x0 - box.x1), abs(fill.y1 - box.y0)) <= SNAP


def borders_by_fill(grid: Grid, fills: Iterable[Fill]) -> Lines:
    """Edges of fills that stand in for missing rules of a drawn grid.

    Bands that reach from column line to column line part rows; fills from row line to row line that begin or end at a
    column line part columns, and so do those that touch them. Shading behind a paragraph or a word does neither, nor
    do the strips of one colour, one for each line, that some programs paint a cell in, level or turned.
    """
    boxes = [(fill.box, fill.colour) for fill in fills]
    rows = _in_rows([box for box, _ in boxes if grid.box.holds_middle(box)])
    across, down = _of_two_levels(grid, rows)
    for row in rows:
        x0, x1, top, bottom = row[0].x0, row[-1].x1, row[0].y0, row[0].y1
        in_columns = _near(grid.xs, x0) and _near(grid.xs, x1)
        in_rows = _near(grid.ys, top) and _near(grid.ys, bottom)
        if in_columns and not in_rows:
            inner = [y for y in (top, bottom) if not _near(grid.ys, y, _CELL_HEIGHT)]
            across += [(y, x0, x1) for y in inner] if inner and not _is_piece(row, grid, boxes) else []
        elif in_rows and (_near(grid.xs, x0) or _near(grid.xs, x1)):
            sides = sorted({x for box in row for x in (box.x0, box.x1)})
            down += [(x, top, bottom) for x in sides if not _near(grid.xs, x, _CELL_WIDTH)]
    if across or down:
        lines = [(box.y0, box.y1, box.x0, box.x1, colour) for box, colour in boxes if box.height <= _STRIP]
        turned = [(box.x0, box.x1, box.y0, box.y1, colour) for box, colour in boxes if box.width <= _STRIP]
        across = [piece for piece in across if not _parts_one_colour(piece, grid.xs, lines)]
        down = [piece for piece in down if not _parts_one_colour(piece, grid.ys, turned)]
    return Lines(tuple(across), tuple(sorted(down)))


def _of_two_levels(grid: Grid, rows: Sequence[Sequence[Box]]) -> tuple[list[Piece], list[Piece]]:
    """The borders of headings under others that span them: painted cells below fewer ones of the same width, from the
    grid's top to its first level."""
    across: list[Piece] = []
    down: list[Piece] = []
    for over in rows:
        x0, x1, level = over[0].x0, over[-1].x1, over[0].y1
        for under in rows:
            same = abs(under[0].x0 - x0) <= SNAP and abs(under[-1].x1 - x1) <= SNAP
            close = abs(over[0].y0 - grid.ys[0]) <= SNAP and abs(under[0].y0 - level) <= _TOUCH
            if same and close and abs(under[0].y1 - grid.ys[1]) <= SNAP and len(under) > len(over):
                across.append((level, x0, x1))
                down += [(x, over[0].y0, under[0].y1) for x in (x0, x1)]
                down += [(box.x1, under[0].y0, under[0].y1) for box in under[:-1]]
    return across, [piece for piece in down if not _near(grid.xs, piece[0], _CELL_WIDTH)]


def _is_piece(row: Sequence[Box], grid: Grid, boxes: Sequence[tuple[Box, str]]) -> bool:
    """Whether fills of one height, side by side, are pieces of cells: the first is one of several of one colour, from
    side to side, that cover a drawn cell, one of them no higher than a line of text. Those from end to end are rows
    below a header, and where rules draw no rows."""
    cell = next((cell for cell in grid.cells if cell.box.holds_middle(row[0])), None)
    whole = _near(grid.xs[:1], row[0].x0) and _near(grid.xs[-1:], row[-1].x1)
    if cell is None or (whole and (cell.row or len(grid.ys) <= _FEWEST_LEVELS)):
        return False
    width, height = _WHOLE * cell.box.width, _TILED * cell.box.height
    inside = [(one, colour) for one, colour in boxes if cell.box.holds_middle(one) and one.width >= width]
    heights = [one.height for one, _ in inside]
    covered = len(heights) > 1 and min(heights) <= _STRIP and sum(heights) >= height
    return covered and len({colour for _, colour in inside}) == 1


_Strip = tuple[float, float, float, float, str]
"""A fill no wider than a line of text: where it begins and ends across the line, and along it, and its colour."""


def _parts_one_colour(piece: Piece, sides: Sequence[float], strips: Sequence[_Strip]) -> bool:
    """Whether strips of one colour, as wide as a line, meet at an edge of paint in some of a grid's columns (or rows),
    whose `sides` these are: the ratings of two rows are as high as these."""
    at, start, end = piece
    if _near(sides[:1], start) and _near(sides[-1:], end):
        return False
    along = [one for one in strips if abs(one[2] - start) <= SNAP and abs(one[3] - end) <= SNAP]
    before = {colour for _, last, _, _, colour in along if abs(last - at) <= _TOUCH}
    return any(colour in before for first, _, _, _, colour in along if abs(first - at) <= _TOUCH)


def _in_rows(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes of one height that touch, side by side."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (round(box.y0), round(box.y1), box.x0)):
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and abs(last.x1 - box.x0) <= _TOUCH
            and max(abs(last.y0 - box.y0), abs(last.y1 - box.y1)) <= 1.0
        ):
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _near(positions: Sequence[float], at: float, reach: float = SNAP) -> bool:
    """Whether one of the positions, which are sorted, lies within reach."""
    after = bisect_left(positions, at)
    return any([abs(position - at) <= reach for position in positions[max(after - 1, 0) : after + 1]])


def painted_grids(fills: Sequence[Fill], lines: Sequence[TextLine]) -> tuple[list[Grid], list[Fill]]:
    """The tables that cells of paint draw without a gap but white ones, and the fills that are left over."""
    found: list[Grid] = []
    left: list[Fill] = []
    groups = _groups(fills)
    sides = [(min(fill.box.x0 for fill in group), max(fill.box.x1 for fill in group)) for group in groups]
    for number, group in enumerate(groups):
        boxes = [fill.box for fill in group]
        xs, ys = _edges(boxes, upright=True), _edges(boxes, upright=False)
        area = (xs[-1] - xs[0]) * (ys[-1] - ys[0])
        several = (len(xs) > 2 and len(ys) > 2) or len(xs) > _ONE_ROW
        tiled = several and sum(box.width * box.height for box in boxes) >= _TILED * area
        alike = sum(abs(sides[number][0] - a) <= _SIDE and abs(sides[number][1] - b) <= _SIDE for a, b in sides)
        if (
            tiled
            and alike == 1
            and not _goes_on(lines, xs, ys)
            and not (len(ys) <= _HEADER_EDGES and _all_bold(lines, ys))
        ):
            found.append(_headed(_cell_by_cell(boxes, xs, ys, lines), lines))
        else:
            left += group
    return found, left


def _headed(grid: Grid, lines: Sequence[TextLine]) -> Grid:
    """The grid with the headings that stand on bare paper right above it, in most of its columns."""
    xs, top = grid.xs, grid.ys[0]
    start, filled = top, set()
    for line in reversed([line for line in lines if line.y0 + line.y1 < 2 * top]):
        part = line.within(xs[0], xs[-1])
        apart = start - line.y1 > (_HEADING if start == top else _NEXT_LINE) * (line.y1 - line.y0)
        if apart or part is None or not all(_free([(run.x0, run.x1) for run in part.runs], x) for x in xs):
            break
        filled |= {bisect_right(xs, (run.x0 + run.x1) / 2) - 1 for run in part.runs}
        start = line.y0
    if len(filled) < max(_FEW_HEADINGS, _MOST_HEADINGS * (len(xs) - 1)):
        return grid
    start -= 1.0
    cells = [
        GridCell(0, column, 1, 1, Box(left, start, right, top), open_top=True)
        for column, (left, right) in enumerate(pairwise(xs))
    ]
    cells += [replace(cell, row=cell.row + 1) for cell in grid.cells]
    return Grid(xs, (start, *grid.ys), tuple(cells))


def _all_bold(lines: Sequence[TextLine], ys: Sequence[float]) -> bool:
    """Whether painted rows are a header: bold throughout."""
    return all(line.bold for line in lines if ys[0] < (line.y0 + line.y1) / 2 < ys[-1])


def _goes_on(lines: Sequence[TextLine], xs: Sequence[float], ys: Sequence[float]) -> bool:
    """Whether plain rows follow a block of painted cells (which is the header then), or stand above a single row."""
    under = (part for line in lines if line.y0 + line.y1 > 2 * ys[-1] and (part := line.within(xs[0], xs[-1])))
    edge = ys[-1]
    for below in islice(under, _FIRST_LINES):
        if below.y0 - edge > _NEXT_ROW * (below.y1 - below.y0):
            break
        if _is_row(below, xs):
            return True
        edge = below.y1
    if len(ys) > 2:
        return False
    parts = (part for line in reversed(lines) if line.y0 + line.y1 < 2 * ys[0] and (part := line.within(xs[0], xs[-1])))
    return any(_is_row(part, xs) for part in islice(parts, _LINES_OF_ROW))


def _is_row(line: TextLine, xs: Sequence[float]) -> bool:
    return len(line.runs) > 1 and all(_free([(run.x0, run.x1) for run in line.runs], x) for x in xs)


def _groups(fills: Sequence[Fill]) -> list[list[Fill]]:
    """Fills that stand side by side, or one below the other."""
    groups: list[list[Fill]] = []
    for fill in sorted(fills, key=lambda fill: (fill.box.y0, fill.box.x0)):
        near = [group for group in groups if any(_neighbours(other.box, fill.box) for other in group)]
        merged = [member for group in near for member in group] + [fill]
        groups = [group for group in groups if group not in near] + [merged]
    return groups


def _neighbours(one: Box, other: Box) -> bool:
    across, down = apart(one, other)
    return across <= _WHITE_GAP and down <= _WHITE_GAP


def _edges(group: Sequence[Box], *, upright: bool) -> list[float]:
    """Where cells begin and end, the two sides of a white gap as one place in its middle."""
    places = sorted(at for box in group for at in ((box.x0, box.x1) if upright else (box.y0, box.y1)))
    runs: list[list[float]] = []
    for at in places:
        if runs and at - runs[-1][0] <= _WHITE_GAP:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(run[0] + run[-1]) / 2 for run in runs]


def _cell_by_cell(group: Sequence[Box], xs: Sequence[float], ys: Sequence[float], lines: Sequence[TextLine]) -> Grid:
    """The raster of the fills' edges; a strip without paint is parted like its neighbours where no text lies across."""
    across: list[Piece] = [(ys[0], xs[0], xs[-1]), (ys[-1], xs[0], xs[-1])]
    down: list[Piece] = [(xs[0], ys[0], ys[-1]), (xs[-1], ys[0], ys[-1])]
    painted = [[False] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for box in group:
        left, right = _snapped(xs, box.x0), _snapped(xs, box.x1)
        top, bottom = _snapped(ys, box.y0), _snapped(ys, box.y1)
        across += [(y, xs[left], xs[right]) for y in (ys[top], ys[bottom])]
        down += [(x, ys[top], ys[bottom]) for x in (xs[left], xs[right])]
        if right - left < len(xs) - 1:
            for row in range(top, bottom):
                painted[row][left:right] = [True] * (right - left)
    for row in range(len(ys) - 1):
        runs = _runs_between(lines, ys[row], ys[row + 1])
        for column in range(len(xs) - 1):
            if not painted[row][column]:
                across += [(y, xs[column], xs[column + 1]) for y in (ys[row], ys[row + 1])]
                sides = [x for x in (xs[column], xs[column + 1]) if _free(runs, x)]
                down += [(x, ys[row], ys[row + 1]) for x in sides if _parts_text(runs, xs)]
    return cut(xs, ys, Lines(tuple(across), tuple(down)))


def _snapped(positions: Sequence[float], at: float) -> int:
    return min(range(len(positions)), key=lambda number: abs(positions[number] - at))


def _runs_between(lines: Sequence[TextLine], top: float, bottom: float) -> list[tuple[float, float]]:
    return [(run.x0, run.x1) for line in lines if top < (line.y0 + line.y1) / 2 < bottom for run in line.runs]


def _free(runs: Sequence[tuple[float, float]], x: float) -> bool:
    return not any(start + 1.0 < x < end - 1.0 for start, end in runs)


def _parts_text(runs: Sequence[tuple[float, float]], xs: Sequence[float]) -> bool:
    """Whether text stands in two columns; a lone text is a heading over all of them."""
    return len({bisect_right(xs, (start + end) / 2) for start, end in runs}) != 1
