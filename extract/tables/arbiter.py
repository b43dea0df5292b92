"""Which grids of a page are tables: those of rules, of fills, of tags and of alignment, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.page import Fill, Page
from extract.tables.bands import Stack, stacks
from extract.tables.beside import with_columns_beside, with_text_beside
from extract.tables.blank_headings import with_blank_headings
from extract.tables.charts import is_of_scale, scales
from extract.tables.fills import borders_by_fill, cell_fills, painted_grids, with_painted_sides
from extract.tables.grid import Grid, drawn_grid
from extract.tables.grid_bands import banded_grids
from extract.tables.grid_parts import through_all
from extract.tables.headed_columns import in_headed_columns
from extract.tables.highlights import keys_below, without_highlights
from extract.tables.lone_headers import header_at_foot, with_headings_apart, with_turned_headings
from extract.tables.nesting import lies_across, taken_apart
from extract.tables.painted_forms import labelled_grids
from extract.tables.painted_rows import apart, evened, in_frames
from extract.tables.rules import REACH, SNAP, Lines, Piece, clusters, groups, ruled
from extract.tables.stacked import PageText, Part, parts
from extract.tables.struck import without_change_bars, without_page_rules, without_strikes, without_underlines
from extract.tables.table import Table
from extract.tables.text_lines import Placed, TextLine
from extract.tables.united import are_parts, holds, lies_over, united
from extract.tables.unruled import may_hold_columns, unruled_tables
from schemas.geometry import Box, around
from schemas.verbatim import Method

_FRAME = 0.6
"""Share of the page from which a group of rules that draws no grid is a frame around the page."""
_FEW_COLUMNS, _FULLER_LINES, _FULLER_SHARE = 3, 3, 0.25
"""Columns of a grid that may be no more than the frame of a table, and the lines with more entries that show it."""
_RATED_COLUMNS, _MORE, _SIDES = 5, 1.5, 2
_FEW_LEVELS = 3
"""Levels of a grid that rules give a header and a body, and no rows."""
_BESIDE, _WIDER = 40.0, 20.0
_INSIDE, _GRAZED = 0.9, 0.05
_AGREEING = 0.9
_DOUBTFUL = 0.45
_CERTAIN = 0.78
"""Confidence from which a grid by geometry is not given up for a tagged table."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A grid that may be a table, how it was found, how surely it is one (0..1), whether rules drew all of it, and
    whether paint told some of its rows."""

    grid: Grid
    method: Method
    confidence: float
    drawn: bool = False
    painted: bool = False


def candidates(page: Page, words: Placed) -> list[Candidate]:
    """The tables of a page, none of which shares a cell with another; `words` are the page's, from the top."""
    fills, drawn = with_blank_headings(cell_fills(page), page.rules)
    rules = without_page_rules(drawn, page.words, page.height)
    lines = ruled(without_strikes(without_change_bars(rules, page.words, fills), page.words))
    text = PageText(words)
    found, boxed, coarse, used = _drawn(page, lines, fills, text)
    found = [one for one in found if not any(_is_part(one.grid, other.grid) for other in found)]
    keys = [key for key in keys_below(fills, page.words) if not any(key.box.overlap(one.grid.box) for one in found)]
    found += [Candidate(key, "fills", 0.75) for key in keys]
    for box in [one for one in boxed if len(one.grid.ys) > _FEW_LEVELS and not _is_parted_by(fills, one.grid.box)]:
        found += _in_box(box, text.outside([one.grid.box for one in found]))
    columns = may_hold_columns(page.words)
    whole = Part(lines, fills, text)
    stacked = parts(whole, [one.grid.box for one in found]) if columns else [whole]
    found += [one for part in stacked for one in _united(_banded(part, used, found), part.fills, part.text)]
    found = _with_coarse(found, coarse, text)
    for box in boxed:
        if not any(other.grid.box.overlap(box.grid.box) for other in found):
            found += _in_box(box, text.outside([other.grid.box for other in found])) or [box]
    if columns:
        boxes = [one.grid.box for one in found]
        for part in stacked:
            rest = part.text.outside(boxes)
            for told in unruled_tables(rest):
                found.append(Candidate(_with_paint(told.grid, part.fills, rest), "alignment", told.confidence))
        header = header_at_foot(text.outside([one.grid.box for one in found]))
        if header is not None and not any(one.grid.box.y1 > header.box.y0 for one in found):
            found.append(Candidate(header, "alignment", _DOUBTFUL))
    return _without_charts(found, page)


def _without_charts(found: list[Candidate], page: Page) -> list[Candidate]:
    """The grids but those of charts, which rules draw no more of than their frame."""
    told = [one for one in found if not one.drawn]
    charts = scales(page.words) if told else []
    return [one for one in found if one.drawn or not any(is_of_scale(one.grid.box, scale) for scale in charts)]


def settled(found: Sequence[Table], page: Page) -> list[Table]:
    """The tables by geometry weighed against those that the file's tags tell, where these agree with what is seen.

    What rules draw stands. A doubtful grid gives way to a tagged table in its place; one that geometry has not found
    is added.
    """
    from extract.tables import tagged

    kept = list(found)
    certain = [one.box for one in found if not is_doubtful(one)]
    for table in tagged.tables(page, lambda box: not any(_is_in_place_of(box, other) for other in certain)):
        if table.confidence < _AGREEING:
            continue
        there = [one for one in kept if _is_in_place_of(table.box, one.box)]
        if all(is_doubtful(one) for one in there):
            kept = [one for one in kept if one not in there] + [_in_columns(table, there)]
    return kept


def _is_in_place_of(box: Box, other: Box) -> bool:
    return other.overlap(box) > 0.5 * min(_area(other), _area(box))


def is_doubtful(table: Table) -> bool:
    """Whether a table by geometry is given up for one that the tags tell."""
    return table.confidence < _CERTAIN


def _in_columns(table: Table, there: Sequence[Table]) -> Table:
    """A tagged table with the column edges of the one by geometry, where it has the same columns: those keep their
    places from page to page, edges told by words do not."""
    if len(there) != 1 or there[0].column_count != table.column_count:
        return table
    xs = [there[0].box.x1] * (table.column_count + 1)
    for cell in there[0].cells:
        xs[cell.column] = min(xs[cell.column], cell.box.x0)
    cells = [
        replace(cell, box=Box(xs[cell.column], cell.box.y0, xs[cell.column + cell.column_span], cell.box.y1))
        for cell in table.cells
    ]
    return replace(table, box=Box(xs[0], table.box.y0, xs[-1], table.box.y1), cells=tuple(cells))


def _finer(grid: Grid, fills: Sequence[Fill], text: PageText, outside_tables: Sequence[TextLine]) -> Grid:
    """A grid of paint, read by the text on it where one ground lies behind several columns, ratings painted on it."""
    if len(grid.xs) - 1 > _RATED_COLUMNS or (len(grid.xs) - 1 <= _FEW_COLUMNS and not _is_coarse(grid, text)):
        return grid
    by_text = _with_paint(grid, fills, outside_tables)
    more = 2.0 if len(grid.xs) - 1 <= _FEW_COLUMNS else _MORE
    return by_text if len(by_text.xs) - 1 >= more * (len(grid.xs) - 1) else grid


def _with_paint(grid: Grid, fills: Sequence[Fill], text: Sequence[TextLine]) -> Grid:
    """A grid told by text with the columns and rows that fills in it or right beside it tell."""
    box = grid.box
    reach = Box(box.x0 - _BESIDE, box.y0 - _BESIDE, box.x1 + _BESIDE, box.y1 + _BESIDE)
    boxes = tuple(fill.box for fill in fills if reach.overlap(fill.box) > 0.9 * _area(fill.box))
    if len(boxes) < 2:
        return grid
    box = around([box, *boxes])
    edges = tuple(sorted(x for other in boxes for x in (other.x0, other.x1) if box.x0 < x < box.x1))
    painted = banded_grids(Stack(box.x0, box.x1, (box.y0, box.y1), (), edges, boxes), text)
    return max([grid, *painted], key=lambda one: len(one.cells))


def _drawn(
    page: Page, lines: Lines, fills: Sequence[Fill], text: PageText
) -> tuple[list[Candidate], list[Candidate], list[tuple[Candidate, int]], set[Piece]]:
    """The grids that rules draw, those of one column (boxes, or rows whose columns are not drawn), coarse ones, whose
    rules are free for readings of so many columns at least, and used pieces."""
    found: list[Candidate] = []
    boxed: list[Candidate] = []
    coarse: list[tuple[Candidate, int]] = []
    used: set[Piece] = set()
    for group in groups(lines):
        group = with_columns_beside(group, lines.across, page.fills, fills, lambda: text.outside([]))
        drawn = [grid for part in taken_apart(group) if (grid := _with_fills(part, fills, text)) is not None]
        wide = [Candidate(grid, "rules", 0.9, drawn=True) for grid in drawn if len(grid.xs) > 2]
        boxed += [Candidate(grid, "rules", 0.9, drawn=True) for grid in drawn if len(grid.xs) == 2]
        least = _least_columns(wide[0].grid, group, fills, text) if len(wide) == 1 else 0
        if least:
            coarse += [(wide[0], least)]
            continue
        found += wide
        used.update(group.across if drawn else _frame(group, page))
        if drawn or not (_tiles(group.box(), fills) or _is_cut_frame(group)):
            used.update(group.down)
    return found, boxed, coarse, used


def _is_part(grid: Grid, other: Grid) -> bool:
    """Whether a grid is some cells of another with borders all around, or lies across cells that stand apart."""
    return len(grid.cells) < len(other.cells) and (holds(other, grid) or lies_across(grid.box, other))


def _is_coarse(grid: Grid, text: PageText) -> bool:
    """Whether a grid of few columns holds lines of more entries than these."""
    columns = len(grid.xs) - 1
    if columns > _FEW_COLUMNS:
        return False
    inside = _within(grid.box, text.outside([]))
    return sum(len(line.runs) > columns for line in inside) >= max(_FULLER_LINES, _FULLER_SHARE * len(inside))


def _is_painted_finer(grid: Grid, fills: Sequence[Fill]) -> bool:
    """Whether fills side by side tell at least twice the columns of a grid of few."""
    columns = len(grid.xs) - 1
    inside = [fill.box for fill in fills if grid.box.overlap(fill.box) > _INSIDE * _area(fill.box)]
    if columns > _FEW_COLUMNS or len(inside) < 2 * columns:
        return False
    return len({round(box.x0 / SNAP) for box in inside}) >= 2 * columns


def _least_columns(grid: Grid, group: Lines, fills: Sequence[Fill], text: PageText) -> int:
    """How many columns another reading of a grid's place must have to be better; 0 where the grid stands.

    One column more may be no more than the numbers of a list.
    """
    columns = len(grid.xs) - 1
    if _is_coarse(grid, text) or _is_painted_finer(grid, fills):
        return 2 * columns
    return columns if _is_headed_box(grid, group) else 0


def _is_headed_box(grid: Grid, group: Lines) -> bool:
    """Whether rules draw a box and a level or two in it, and only the paint of its header tells columns."""
    inner = [x for x, _, _ in group.down if grid.xs[0] + SNAP < x < grid.xs[-1] - SNAP]
    return not inner and len(clusters(sorted(group.across))) <= _FEW_LEVELS


def _is_cut_frame(group: Lines) -> bool:
    """Whether a group is a frame that a page break cuts: two sides of one height, and the rule that closes one end."""
    if len(group.across) != 1 or len(group.down) != _SIDES:
        return False
    (_, start, end), (left, *one), (right, *other) = group.across[0], *group.down
    same = all(abs(a - b) <= REACH for a, b in zip(one, other, strict=True))
    return same and abs(left - start) <= REACH and abs(right - end) <= REACH


def _tiles(box: Box, fills: Sequence[Fill]) -> bool:
    inside = tuple(fill.box for fill in fills if box.overlap(fill.box) > _INSIDE * _area(fill.box))
    return Stack(box.x0, box.x1, (box.y0, box.y1), (), fills=inside).tiled


def _with_coarse(found: list[Candidate], coarse: Sequence[tuple[Candidate, int]], text: PageText) -> list[Candidate]:
    """Each coarse grid, unless fills, rules and text together tell columns enough in its place, and more of them or of
    rows: of two with as many, the one that knows which rules end beside a merged cell. None that reaches into a table
    that rules draw whole: rules of a page's layout."""
    for one, least in coarse:
        if any(other.drawn and _runs_into(one.grid.box, other.grid.box) for other in found):
            continue
        rivals = [other for other in found if other.grid.box.overlap(one.grid.box) > 0.0]
        finer = [*rivals, *_in_box(one, text.outside([]))]
        best = max(finer, key=lambda other: (len(other.grid.xs) - 1) * (len(other.grid.ys) - 1), default=one)
        if len(best.grid.xs) - 1 < least or len(best.grid.cells) <= len(one.grid.cells):
            best = one
        found = [other for other in found if other not in rivals] + [best]
    return found


def _within(box: Box, lines: Sequence[TextLine]) -> list[TextLine]:
    """The parts of the lines inside a box."""
    level = [line for line in lines if box.y0 <= (line.y0 + line.y1) / 2 <= box.y1]
    return [part for line in level if (part := line.within(box.x0, box.x1)) is not None]


def _is_parted_by(fills: Sequence[Fill], box: Box) -> bool:
    """Whether paint in a box tells columns: it begins or ends inside."""
    inside = (fill.box for fill in fills if box.holds_middle(fill.box))
    return any(fill.x0 > box.x0 + REACH or fill.x1 < box.x1 - REACH for fill in inside)


def _in_box(one: Candidate, text: Sequence[TextLine]) -> list[Candidate]:
    """What the rows of a box hold when their columns are not drawn."""
    box = one.grid.box
    inside = _within(box, text)
    stack = Stack(box.x0, box.x1, one.grid.ys, (), ruled=frozenset(one.grid.ys), uprights=one.grid.xs[1:-1])
    return [Candidate(grid, "rules", 0.8) for grid in banded_grids(with_headings_apart(stack, inside), inside)]


def _banded(part: Part, used: set[Piece], taken: Sequence[Candidate]) -> list[Candidate]:
    """The tables of free rules and fills."""
    lines, fills, text = part.lines, part.fills, part.text
    boxes = [one.grid.box for one in taken]
    across = [piece for piece in lines.across if piece not in used]
    across = without_underlines(across, text.outside(boxes)) if across else across
    down = [piece for piece in lines.down if piece not in used]
    paint = [fill for fill in fills if not any(box.overlap(fill.box) > 0.5 * _area(fill.box) for box in boxes)]
    if not stacks(across, paint, down):
        return []
    outside_tables = text.outside(boxes)
    paint = evened(without_highlights(paint, outside_tables), outside_tables)
    outside_tables = in_headed_columns(outside_tables, [fill.box for fill in paint])
    labelled, paint = labelled_grids(paint, outside_tables, across)
    painted, left = painted_grids(paint, outside_tables)
    painted = [_finer(grid, paint, text, outside_tables) for grid in painted]
    paint = left
    found = [Candidate(grid, "fills", 0.75) for grid in [*labelled, *painted]]
    whole = stacks(across, paint, down)
    frames = [group.box() for group in groups(lines) if len(group.across) > 1 and len(group.down) > 1]
    for stack, limit in (part for one in whole for part in in_frames(one, frames) or apart(one, outside_tables)):
        method: Method = "rules" if 2 * len(stack.ruled) > len(stack.ys) else "fills"
        near = _before_wider_paint([line for line in outside_tables if line.y1 <= limit], stack, paint)
        stack = with_headings_apart(with_turned_headings(with_text_beside(stack, near), text.turned, near), near)
        grids = banded_grids(stack, near)
        sure, on_paint = 0.8 if stack.ruled else 0.75, bool(stack.fills)
        found += [Candidate(grid, method, sure, painted=on_paint) for grid in grids]
    found = [one for one in found if not any(_runs_into(one.grid.box, box) for box in boxes)]
    return [one for one in found if not any(_is_finer(other.grid, one.grid) for other in found)]


def _runs_into(box: Box, taken: Box) -> bool:
    """Whether a stack reaches into a table that is known, and neither lies in the other."""
    shared = box.overlap(taken)
    return _GRAZED * _area(taken) < shared < _INSIDE * min(_area(taken), _area(box))


def _before_wider_paint(lines: Sequence[TextLine], stack: Stack, paint: Sequence[Fill]) -> Sequence[TextLine]:
    """The lines up to the first below a stack that stands on paint that reaches beyond it: the header of another
    table."""
    boxes = [fill.box for fill in paint if fill.box.y0 > stack.ys[-1] - SNAP]
    wider = [box for box in boxes if box.x0 < stack.x0 - _WIDER or box.x1 > stack.x1 + _WIDER]
    middles = [(line.y0 + line.y1) / 2 for line in lines] if wider else []
    painted = (at for at, y in enumerate(middles) if y > stack.ys[-1] and any(box.y0 < y < box.y1 for box in wider))
    return lines[: next(painted, len(lines))]


def _is_finer(grid: Grid, other: Grid) -> bool:
    """Whether a grid is of the same place as another and has more cells."""
    shared = grid.box.overlap(other.box)
    same = shared > _INSIDE * max(_area(grid.box), _area(other.box))
    return same and len(grid.cells) > len(other.cells)


def _united(found: Sequence[Candidate], fills: Sequence[Fill], text: PageText) -> list[Candidate]:
    """The tables of bands, those that are parts of one table put together."""
    whole: list[Candidate] = []
    for one in found:
        if any(lies_over(one.grid, other.grid) for other in found if other is not one):
            continue
        part = next((other for other in whole if are_parts(one.grid, other.grid)), None)
        grid = _whole_grid(one.grid, part.grid, fills, text) if part is not None else None
        if part is not None and grid is not None:
            whole[whole.index(part)] = Candidate(grid, part.method, min(part.confidence, one.confidence))
        else:
            whole.append(one)
    return whole


def _whole_grid(one: Grid, other: Grid, fills: Sequence[Fill], text: PageText) -> Grid | None:
    """The grid of which both are parts, which may be one of them; null where there is none."""
    if holds(one, other):
        return one
    return other if holds(other, one) else united(one, other, fills, text.outside([]))


def _frame(group: Lines, page: Page) -> list[Piece]:
    """The level rules of a frame around the page; what touches its sides is not part of it."""
    box = group.box()
    if _area(box) < _FRAME * page.width * page.height:
        return []
    return [piece for piece in group.across if min(piece[0] - box.y0, box.y1 - piece[0]) <= SNAP]


def _with_fills(group: Lines, fills: Sequence[Fill], text: PageText) -> Grid | None:
    """The grid that rules draw, with the borders that only a change of fill shows."""
    group = with_painted_sides(group, fills, lambda: text.outside([])) if fills and group.down else group
    grid = drawn_grid(group)
    if grid is None or not fills:
        return grid
    more = borders_by_fill(grid, fills)
    if not more.across and not more.down:
        return grid
    across = group.across + more.across
    if len(grid.ys) <= _FEW_LEVELS and len(grid.xs) > _FEW_COLUMNS and more.across:
        across += tuple(through_all(grid.xs, more.across, _within(grid.box, text.outside([]))))
    whole = drawn_grid(Lines(across, group.down + more.down))
    if whole is None:
        return None
    told = tuple(y for y in whole.ys if all(abs(y - at) > SNAP for at in grid.ys))
    return replace(whole, undrawn=(*whole.undrawn, *told))


def _area(box: Box) -> float:
    return max(box.width * box.height, 1e-6)
