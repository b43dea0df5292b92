"""Cells that run on over a row whose sides are not drawn.

Word's table styles draw the sides of every other row's cells only. A merged cell that reaches into such a row is cut
there by the rest of that row, one wide region without sides. What belongs here: such a region parted where the cells
right above or below it are, and the pieces of one cell put together, wherever no border stands between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.page import Word
from extract.tables.grid import Grid, GridCell
from schemas.geometry import Box
from schemas.quick import quick

_LEADING = 0.8
"""In font sizes: the widest gap between two lines of one text, whose boxes may be those of their letters."""


@quick
@dataclass(frozen=True, slots=True)
class Region:
    """A cell with its words; `cut`: it was cut out of a wider region."""

    cell: GridCell
    words: Sequence[Word]
    cut: bool = False


def is_open(grid: Grid, level: int, left: int, right: int) -> bool:
    """Whether no border stands on a row position from one column position to another."""
    return bool(grid.across) and True not in grid.across[level][left:right]


def with_own_borders(region: Region, grid: Grid) -> Region:
    """A part of a wider region with what closes itself above and below."""
    cell = region.cell
    left, right = cell.column, cell.column + cell.column_span
    if not grid.across:
        return Region(cell, region.words, cut=True)
    top, bottom = is_open(grid, cell.row, left, right), is_open(grid, cell.row + cell.row_span, left, right)
    own = GridCell(cell.row, cell.column, cell.row_span, cell.column_span, cell.box, top, bottom)
    return Region(own, region.words, cut=True)


def sides_beyond(one: Region, regions: Sequence[Region], grid: Grid) -> list[int]:
    """The columns inside a region at which cells right above or below it are parted that run on into it."""
    cell = one.cell
    first, last = cell.column, cell.column + cell.column_span
    found: set[int] = set()
    for level, is_next in ((cell.row, _ends_at), (cell.row + cell.row_span, _begins_at)):
        beyond = [other.cell for other in regions if is_next(other.cell, level)]
        for other in beyond:
            left, right = other.column, other.column + other.column_span
            if first <= left and right <= last and right - left < last - first and is_open(grid, level, left, right):
                found.update(at for at in (left, right) if first < at < last)
    return sorted(found)


def put_together(regions: Sequence[Region], grid: Grid) -> list[Region]:
    """The regions, those joined of which one was cut out of a wider one, stand in the same columns and have no border
    between them; not two texts that stand apart, nor what stands right of a cell that begins anew."""
    done: list[Region] = []
    anew: set[int] = set()
    above: dict[tuple[int, int, int], list[int]] = {}
    for one in sorted(regions, key=lambda region: (region.cell.row, region.cell.column)):
        cell = one.cell
        near = sorted(above.get((cell.row, cell.column, cell.column_span), ()))
        at = next((at for at in near if _may_go_on(done[at], one, grid)), None)
        if at is None or cell.row in anew or not _is_one_text(done[at], one):
            anew.update(() if at is None else (cell.row,))
            at = len(done)
            done.append(one)
        else:
            done[at] = _joined(done[at], one)
        last = done[at].cell
        above.setdefault((last.row + last.row_span, last.column, last.column_span), []).append(at)
    return done


def _ends_at(cell: GridCell, level: int) -> bool:
    return cell.row + cell.row_span == level


def _begins_at(cell: GridCell, level: int) -> bool:
    return cell.row == level


def _may_go_on(above: Region, below: Region, grid: Grid) -> bool:
    one, other = above.cell, below.cell
    if not (above.cut or below.cut) or other.row != one.row + one.row_span:
        return False
    if (one.column, one.column_span) != (other.column, other.column_span):
        return False
    return is_open(grid, other.row, other.column, other.column + other.column_span)


def _is_one_text(above: Region, below: Region) -> bool:
    """Whether the text of both, if both have any, has no gap where they meet, no text begins right below a cell without
    any, and the upper one is no heading."""
    if not below.words:
        return not (above.cell.row == 0 and all(word.bold for word in above.words))
    top = min(word.box.y0 for word in below.words)
    if not above.words:
        return top - below.cell.box.y0 > _LEADING * below.words[0].size
    last = max(above.words, key=_bottom)
    return top - last.box.y1 <= _LEADING * (last.size or last.box.height)


def _bottom(word: Word) -> float:
    return word.box.y1


def _joined(above: Region, below: Region) -> Region:
    one, other = above.cell, below.cell
    cell = replace(
        one,
        row_span=one.row_span + other.row_span,
        box=Box(one.box.x0, one.box.y0, one.box.x1, other.box.y1),
        open_bottom=other.open_bottom,
    )
    return Region(cell, [*above.words, *below.words], cut=above.cut and below.cut)
