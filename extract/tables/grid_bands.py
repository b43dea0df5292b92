"""Tables whose columns are not drawn: row rules, bands of fill, a coloured header over plain rows.

Columns are the rivers that run through neighbouring bands of a stack; a header above the first level and rows below the
last one belong to the table when they keep to its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.tables.alignment import River, column_rivers, column_starts, parted_at, rivers
from extract.tables.alignment_groups import left_out
from extract.tables.alignment_labels import label_levels
from extract.tables.band_headings import (
    begins_again,
    ends_in_title,
    heads_group,
    heads_groups_only,
    is_headed,
    is_title,
    levels_about_titles,
    several,
    starts_of_headings,
    texts,
    title_within,
    without_headings,
)
from extract.tables.band_rows import band_rows, between
from extract.tables.bands import Stack, gaps
from extract.tables.grid import Grid
from extract.tables.grid_beyond import above, below, with_empty_columns
from extract.tables.grid_filled import filled_grid
from extract.tables.grid_parts import beside_merged, with_painted_rows, with_unmerged
from extract.tables.painted_cells import ends_at, holds_text, lies_inside, ratings_of, stands_clear
from extract.tables.rules import SNAP
from extract.tables.text_lines import TextLine

_EDGE, _PADDING = 2.0, 6.0
"""Points by which text may reach over an edge, and by which it may begin after it."""
_WITHIN, _TITLE = 1.4, 0.5
"""In line heights: how far a line of a row may stand from the one above it, and how close lines of one text do."""
_LARGER = 1.1
_MOST_TITLES, _FEW_LEVELS = 2, 4
_SAME, _BEYOND = 6.0, 6.0
_PADDED = 1.0  # points by which the text of cells stands off their sides at least


def banded_grids(stack: Stack, lines: Sequence[TextLine]) -> list[Grid]:
    """The tables that a stack of levels holds."""
    own = [
        part for line in _near_lines(lines, stack) if (part := line.within(stack.x0 - 1.0, stack.x1 + 1.0)) is not None
    ]
    stack = _without_foot(with_painted_rows(stack, own), own)
    edges = sorted([*_steady(stack.edges), *gaps(stack.fills)])
    if edges:
        own = _parted(own, edges, stack)
        plain = [line for line in own if not line.bold]
        starts = _beside(edges, sorted([*column_starts(plain), *starts_of_headings(stack, own)]))
        own = [line if line.bold or _runs_over(line, edges, starts) else line.parted_alone(starts) for line in own]
        stack = _with_paragraphs_apart(stack, own, edges)
    bands = [between(own, top, bottom) for top, bottom in pairwise(stack.ys)]
    if titled := levels_about_titles(bands):
        stack = replace(stack, ys=tuple(sorted([*stack.ys, *titled])))
        bands = [between(own, top, bottom) for top, bottom in pairwise(stack.ys)]
    if heads_groups_only(stack, bands):
        return []
    found: list[Grid] = []
    first = 0
    while first < len(bands):
        if is_title(bands, first) or _is_prose(bands[first], edges):
            first += 1
            continue
        last, after = _reach(bands, first, stack, own)
        title = title_within(bands, last + 1)
        grid = _grid(stack, own if title is None else [line for line in own if line.y1 <= title], bands, first, last)
        if grid is None:
            first += 1
        else:
            found.append(grid)
            first = after
    return found


def _with_paragraphs_apart(stack: Stack, lines: Sequence[TextLine], edges: Sequence[float]) -> Stack:
    """The stack with a level below plain lines that run over several sides of painted cells above a row of their band:
    text between two parts of a table, no rule below it."""
    more: list[float] = []
    for band in (between(lines, top, bottom) for top, bottom in pairwise(stack.ys[1:])):
        row = next((at for at, line in enumerate(band) if len(line.runs) > 1), 0)
        under = [x for x in edges if band and band[0].x0 + _PADDING < x < band[0].x1 - _EDGE]
        if row and not band[0].bold and under and under[-1] - under[0] > _SAME:
            more.append((band[row - 1].y1 + band[row].y0) / 2)
    return replace(stack, ys=tuple(sorted([*stack.ys, *more]))) if more else stack


def _near_lines(lines: Sequence[TextLine], stack: Stack) -> list[TextLine]:
    """The lines from the last that runs out of a stack above it to the first that does so below."""
    found: list[TextLine] = []
    for line in lines:
        if not _runs_beyond(line, stack):
            found.append(line)
        elif line.y0 + line.y1 > 2 * stack.ys[-1]:
            break
        else:
            found = []
    return found


def _without_foot(stack: Stack, lines: Sequence[TextLine]) -> Stack:
    """The stack without its last level, where no more than prose stands between that and the rows: a rule at the foot
    of the page. Prose begins further left than the text of padded cells does."""
    if len(stack.ys) <= _FEW_LEVELS or not {stack.ys[-2], stack.ys[-1]} <= stack.ruled:
        return stack
    last = between(lines, *stack.ys[-2:])
    first = min((line.x0 for line in between(lines, stack.ys[0], stack.ys[-2])), default=stack.x0)
    prose = all(len(line.runs) == 1 and line.x0 < first - _PADDED for line in last)
    return replace(stack, ys=stack.ys[:-1]) if last and prose else stack


def _runs_beyond(line: TextLine, stack: Stack) -> bool:
    """Whether a heading above or below a stack runs out of it on the right: it is no part of what is painted there."""
    beside = stack.ys[0] < (line.y0 + line.y1) / 2 < stack.ys[-1]
    out = any(run.x0 < stack.x1 - _BEYOND and run.x1 > stack.x1 + _BEYOND for run in line.runs)
    return out and not beside and (line.bold or len(line.runs) == 1)


def _is_prose(band: Sequence[TextLine], edges: Sequence[float]) -> bool:
    """Whether a band holds paragraphs over the sides of painted cells; the rest of a cell keeps to its column."""
    return len(band) > _MOST_TITLES and not several(band) and any(_runs_over(line, edges, ()) for line in band)


def _runs_over(line: TextLine, edges: Sequence[float], starts: Sequence[float]) -> bool:
    """Whether a line runs over the side of painted cells with no word that begins where the column does: a paragraph
    between rows, of which other words begin so by chance."""
    begun = [word.box.x0 for run in line.runs for word in run.words]
    met = [x for x in starts if any(abs(x - x0) <= 1.0 for x0 in begun)]
    inside = [edge for edge in edges if line.x0 + _PADDING < edge < line.x1 - _EDGE]
    return not all(any(x - _PADDING <= edge <= x + _EDGE for x in met) for edge in inside)


def _beside(edges: Sequence[float], starts: Sequence[float]) -> list[float]:
    """The places where text of columns begins right of the side of painted cells."""
    return [x for x in starts if any(x - _PADDING <= edge <= x + _EDGE for edge in edges)]


def _parted(lines: Sequence[TextLine], xs: Sequence[float], stack: Stack) -> list[TextLine]:
    """The lines cut at column edges, but for bold ones that head groups, with their numbers beside them."""
    return [line if line.bold and heads_group([line], stack) else line.parted(xs) for line in lines]


def _steady(edges: Sequence[float]) -> list[float]:
    """Edges that several fills share."""
    found: list[float] = []
    for at in range(1, len(edges)):
        if edges[at] - edges[at - 1] <= 1.0 and (not found or edges[at] - found[-1] > 1.0):
            found.append(edges[at])
    return found


def _reach(bands: Sequence[Sequence[TextLine]], first: int, stack: Stack, lines: Sequence[TextLine]) -> tuple[int, int]:
    """The last band to which the rivers of the first run on without most of them drying up, and where to go on."""
    headings = [texts(bands[first]), texts(_block(_over(lines, stack.ys[first]), stack.ys[first]))]
    held = without_headings(bands[first], stack)
    count = _wide(rivers(held, stack.x0, stack.x1), held)
    for at in range(first + 1, len(bands)):
        if ends_in_title(bands[at]):
            return at - 1, at
        if begins_again(bands, at, headings) or is_title(bands, at) or title_within(bands, at) is not None:
            return at - 1, at + 1
        if bands[at] and not heads_group(bands[at], stack):
            more = [*held, *without_headings(bands[at], stack)]
            left = len(rivers(more, stack.x0, stack.x1))
            if held and count and (left == 0 or (left * 2 < count and several(held) >= 2)):
                return at - 1, at
            held, count = more, _wide(rivers(more, stack.x0, stack.x1), more)
    return len(bands) - 1, len(bands)


def _wider(
    lines: Sequence[TextLine], bands: Sequence[Sequence[TextLine]], stack: Stack, levels: Sequence[float]
) -> list[list[River]]:
    """The columns when the text right above or below few levels is a row, too."""
    over = _block(_over(lines, levels[0]), levels[0])
    under = _block([line for line in lines if line.y0 + line.y1 > 2 * levels[-1]], levels[-1])
    tried = [rows for rows in ([over, *bands], [*bands, under], [over, *bands, under]) if all(rows)]
    return [_columns(rows, stack) for rows in tried]


def _over(lines: Sequence[TextLine], level: float) -> list[TextLine]:
    return [line for line in reversed(lines) if line.y0 + line.y1 < 2 * level]


def _blocks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines in groups that follow each other without a gap."""
    blocks: list[list[TextLine]] = []
    for line in lines:
        if blocks and line.y0 - blocks[-1][-1].y1 <= _TITLE * line.size:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _block(lines: Sequence[TextLine], level: float) -> list[TextLine]:
    """Lines in order from a level that follow each other without a gap or a title in larger type."""
    block: list[TextLine] = []
    edge = level
    for line in lines:
        title = bool(block) and line.size > _LARGER * block[0].size
        if title or min(abs(line.y0 - edge), abs(line.y1 - edge)) > _WITHIN * (line.y1 - line.y0):
            break
        block.append(line)
        edge = line.y0 if line.y1 < level else line.y1
    return block if several(block) else []


def _wide(found: Sequence[River], lines: Sequence[TextLine]) -> int:
    """How many rivers are wider than any space."""
    size = max((line.size for line in lines), default=0.0)
    return sum(river.x1 - river.x0 >= size for river in found)


def _grid(
    stack: Stack, lines: Sequence[TextLine], bands: Sequence[Sequence[TextLine]], first: int, last: int
) -> Grid | None:
    levels = list(stack.ys[first : last + 2])
    if first and bands[first] and not any(several(band) for band in bands[first : last + 1]):
        return None  # text between two tables of one width
    stack, lines, bands = _narrowed_stack(stack, lines, bands, levels)
    floor = stack.ys[first - 1] if first else 0.0
    limit = stack.ys[last + 2] if last + 2 < len(stack.ys) else None
    found = _columns(bands[first : last + 1], stack)
    if len(levels) < _FEW_LEVELS:
        own = [line for line in lines if line.y0 + line.y1 > 2 * floor]
        found = max([found, *_wider(own, bands[first : last + 1], stack, levels)], key=len)
    ratings = [box for a, b in pairwise(levels) for box in ratings_of(stack.marks(a, b))]
    found = [river for river in found if not any(lies_inside(river, box) for box in ratings)]
    if not found and not stack.uprights:
        return None
    lines = _parted(lines, [river.x1 for river in found], stack)
    told = found
    painted = levels[0] not in stack.ruled
    if painted and is_headed(bands[first : last + 1], stack):
        floor = levels[0]
    top, found = above(lines, levels[0], found, floor, loose=painted)
    loose = levels[-1] not in stack.ruled or len(levels) < 3 or sum(level in stack.ruled for level in levels) < 2
    bottom, left = below(lines, levels[-1], found, limit, loose=loose)
    if not loose and left_out(levels, stack, lines, _positions(stack, found, told, lines, (), set())):
        loose = True  # rules of groups: several rows may follow the last
        bottom, left = below(lines, levels[-1], found, limit, loose=True)
    if bottom is not None and loose:
        rows = _blocks(between(lines, levels[-1], bottom))
        more = _columns([*bands[first : last + 1], *rows], stack)
        if len(more) > len(left):
            bottom, left = below(lines, levels[-1], more, limit, loose=loose)
    ys = [*([] if top is None else [top]), *levels, *([] if bottom is None else [bottom])]
    found = with_empty_columns(left, between(lines, *ys[:2]), between(lines, ys[1], ys[-1]))
    edges = sorted([*_steady(stack.edges), *(x for box in ratings for x in (box.x0, box.x1))])
    clear = {x for box in ratings if stands_clear(box, lines) for x in (box.x0, box.x1)}
    xs = _positions(stack, found, told, lines, edges, clear)
    parts = [piece for piece in stack.pieces if ys[0] < piece[0] < ys[-1] and not _near(ys, piece[0])]
    whole = {ys[0] if top is not None and levels[0] in stack.ruled else None, levels[-1] if not loose else None}
    labelled = label_levels(between(lines, ys[0], ys[-1]), xs, ys)
    begun = parts = sorted([*parts, *left_out(ys[1:], stack, lines, xs)])
    parts = with_unmerged(parts, xs, lines) if labelled is None else []
    levels = labelled or band_rows(ys, stack, lines, xs, whole, parts)
    levels, parts = beside_merged(levels, ys, begun if parts else [], xs, lines)
    return filled_grid(xs, levels, lines, parts, closed=stack.ruled, painted=stack.fills)


def _narrowed_stack(
    stack: Stack, lines: Sequence[TextLine], bands: Sequence[Sequence[TextLine]], levels: Sequence[float]
) -> tuple[Stack, Sequence[TextLine], Sequence[Sequence[TextLine]]]:
    """The stack with the paint and the column edges of one table of it, its lines parted at them."""
    top, bottom = levels[0], levels[-1]
    whole = [line for line in lines if line.bold and heads_group([line], stack)]
    starts = column_starts([line for line in between(lines, top, bottom) if line not in whole])
    edges, fills = stack.edges, stack.fills
    if top > stack.ys[0] or bottom < stack.ys[-1]:
        fills = tuple(box for box in stack.fills if box.y0 < bottom - SNAP and box.y1 > top + SNAP)
        edges = tuple(sorted(x for box in fills for x in (box.x0, box.x1) if stack.x0 + SNAP < x < stack.x1 - SNAP))
    stack = replace(stack, edges=edges, fills=fills)
    if not starts:
        return stack, lines, bands
    sides = _steady(edges)
    whole += [line for line in lines if not line.bold and len(line.runs) == 1 and _runs_over(line, sides, starts)]
    drawn = _beside(sides, starts)
    parted = [part if part.bold else part.parted_alone(drawn) for part in parted_at(lines, starts)]
    lines = [line if line in whole else part for line, part in zip(lines, parted, strict=True)]
    bands = [between(lines, top, bottom) for top, bottom in pairwise(stack.ys)]
    return replace(stack, starts=tuple(starts)), lines, bands


def _near(positions: Sequence[float], at: float) -> bool:
    return any(abs(position - at) <= SNAP for position in positions)


def _columns(bands: Sequence[Sequence[TextLine]], stack: Stack) -> list[River]:
    """The rivers of all bands, or those of the body where a header of two levels lies across some; where nothing parts
    the rows of the body, its lines."""
    rows = [without_headings(band, stack) for band in bands if band and not heads_group(band, stack)]
    if len(rows) == 1:
        rows = [[line] for line in rows[0]]
    edges = [*stack.edges, *stack.starts, *stack.starts]
    found = column_rivers(rows, stack.x0, stack.x1, edges)
    more: list[River] = []
    if len(rows) >= 3 and rivers(rows[0], stack.x0, stack.x1):
        header = texts(rows[0])
        more = column_rivers([row for row in rows[1:] if texts(row) != header], stack.x0, stack.x1, edges)
        found = more if len(more) > len(found) else _with_painted(found, more, stack.edges)
    elif len(rows) == 2 and stack.tiled:
        more = column_rivers([[line] for line in rows[1]], stack.x0, stack.x1, edges)
    if not stack.tiled:
        return found
    drawn = [*stack.edges, *stack.uprights]
    kept = [river for river in (_clipped(one, drawn) for one in found) if river is not None]
    under = [river for river in (_clipped(one, drawn) for one in more) if river is not None]
    return sorted([*kept, *_apart_from(kept, under)], key=lambda river: river.x0)


def _apart_from(found: Sequence[River], more: Sequence[River]) -> list[River]:
    """The rivers of the body that none of those found meets, as where the heading over two columns fills the strip."""
    return [river for river in more if all(river.x1 < one.x0 or one.x1 < river.x0 for one in found)]


def _with_painted(found: Sequence[River], more: Sequence[River], edges: Sequence[float]) -> list[River]:
    """The rivers with those of the body in which cells end that are painted in most of its rows."""
    apart = _apart_from(found, more)
    most = max((sum(one.x0 <= x <= one.x1 for x in edges) for one in found), default=0)
    painted = [river for river in apart if 2 * sum(river.x0 <= x <= river.x1 for x in edges) > most > 1]
    return sorted([*found, *painted], key=lambda river: river.x0)


def _clipped(river: River, drawn: Sequence[float]) -> River | None:
    """A river as wide as what is drawn in it, where painted headings draw every column: justified text of one line
    leaves other strips free. Null where nothing is drawn in it, or before the text right of it."""
    inner = [x for x in drawn if river.x0 - _EDGE <= x <= river.x1 + _EDGE]
    if not inner:
        return river if any(river.x1 - _PADDING <= x <= river.x1 for x in drawn) else None
    return River(max(river.x0, min(inner) - _EDGE), min(river.x1, max(inner) + _EDGE))


def _positions(
    stack: Stack,
    found: Sequence[River],
    told: Sequence[River],
    lines: Sequence[TextLine],
    edges: Sequence[float],
    clear: set[float],
) -> list[float]:
    """Column positions: the sides, uprights, and for each other river the fill edges within it, or its middle.

    Fills that end beyond all text (at `edges`) stand for columns that show a colour only; so do those within a river
    (`told`) that a heading narrows, and ratings that no text beside them reaches into (`clear`).
    """
    xs = [stack.x0, *stack.uprights, stack.x1]
    for river in found:
        if any(river.x0 - _EDGE <= x <= river.x1 + _EDGE for x in stack.uprights):
            continue
        inner: list[float] = []
        for x in stack.edges:
            if river.x0 - _EDGE <= x <= river.x1 + _EDGE and (not inner or x - inner[-1] > _SAME):
                inner.append(x)
        xs += inner or [river.border]
    inside = [line for line in lines if stack.ys[0] <= (line.y0 + line.y1) / 2 <= stack.ys[-1]]
    first = min((line.x0 for line in inside), default=stack.x0)
    last = max((line.x1 for line in inside), default=stack.x1)
    for x in edges:
        outside = not first <= x <= last and not all(holds_text(box, inside) for box in stack.fills if ends_at(box, x))
        told_beside = any(river.x0 - _EDGE <= x <= river.x1 + _EDGE for river in told)
        if (outside or told_beside or x in clear) and all(abs(x - other) > _SAME for other in xs):
            xs.append(x)
    return sorted(xs)
