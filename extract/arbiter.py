"""Which grids of a page are tables: those of rules, of fills, of tags and of alignment, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.bands import stacks
from extract.fills import borders_by_fill, cell_fills, painted_grids, without_highlights
from extract.grid import Grid, drawn_grid
from extract.grid_bands import banded_grids
from extract.nesting import taken_apart
from extract.page import Fill, Page, Word
from extract.rules import SNAP, Lines, Piece, groups, ruled
from extract.text_lines import text_lines
from extract.unruled import may_hold_columns, unruled_tables
from schemas.geometry import Box
from schemas.verbatim import Method

_FRAME = 0.6
"""Share of the page from which a group of rules that draws no grid is a frame around the page."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A grid that may be a table, how it was found, and how surely it is one (0..1)."""

    grid: Grid
    method: Method
    confidence: float


def candidates(page: Page) -> list[Candidate]:
    """The tables of a page, none of which shares a cell with another."""
    found: list[Candidate] = []
    lines = ruled(page.rules)
    fills = cell_fills(page)
    used: set[Piece] = set()
    for group in groups(lines):
        drawn = [grid for part in taken_apart(group) if (grid := _with_fills(part, fills)) is not None]
        found += [Candidate(grid, "rules", 0.9) for grid in drawn]
        if drawn:
            used.update(group.across)
        else:
            used.update(_frame(group, page))
        used.update(group.down)
    boxes = [one.grid.box for one in found]
    free = [piece for piece in lines.across if piece not in used]
    uprights = [piece for piece in lines.down if piece not in used]
    paint = [fill for fill in fills if not any(box.overlap(fill.box) > 0.5 * _area(fill.box) for box in boxes)]
    if not free and not paint and len(uprights) < 2 and not may_hold_columns(page.words):
        return found
    text = text_lines(_outside(page.words, boxes))
    painted, paint = painted_grids(without_highlights(paint, text), text)
    found += [Candidate(grid, "fills", 0.75) for grid in painted]
    for stack in stacks(free, paint, uprights):
        method: Method = "rules" if stack.ruled else "fills"
        found += [Candidate(grid, method, 0.8 if stack.ruled else 0.75) for grid in banded_grids(stack, text)]
    if may_hold_columns(page.words):
        rest = text_lines(_outside(page.words, [one.grid.box for one in found]))
        found += [Candidate(one.grid, "alignment", one.confidence) for one in unruled_tables(rest)]
    return found


def _frame(group: Lines, page: Page) -> list[Piece]:
    """The level rules of a frame around the page; what touches its sides is not part of it."""
    box = group.box()
    if _area(box) < _FRAME * page.width * page.height:
        return []
    return [piece for piece in group.across if min(piece[0] - box.y0, box.y1 - piece[0]) <= SNAP]


def _with_fills(group: Lines, fills: Sequence[Fill]) -> Grid | None:
    """The grid that rules draw, with the borders that only a change of fill shows."""
    grid = drawn_grid(group)
    if grid is None or not fills:
        return grid
    more = borders_by_fill(grid, fills)
    if not more.across and not more.down:
        return grid
    return drawn_grid(Lines(group.across + more.across, group.down + more.down))


def _outside(words: Sequence[Word], boxes: Sequence[Box]) -> Sequence[Word]:
    """The words that no table has taken."""
    if not boxes:
        return words
    return [word for word in words if not any(box.holds(*word.box.centre) for box in boxes)]


def _area(box: Box) -> float:
    return max(box.width * box.height, 1e-6)
