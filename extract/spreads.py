"""Which pages of a paper hold further columns of a table that begins on an earlier one, as wide sheets are printed.

Pages are compared only where their largest tables begin at one height, on one size of paper. How two pages are
compared and laid side by side is told in `extract.tables.sideways`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from extract.page import Page
from extract.tables.sideways import (
    Sheet,
    Spread,
    beside,
    further_columns,
    has_rows_of,
    may_head_plan,
    on_paper_of,
    plain_part,
)
from extract.tables.table import Table

_WIDE, _FAR, _LEVEL = 0.7, 20, 2.0
"""How wide the first table of a sheet is, of its widest; pages within which its further columns are looked for; points
by which their upper edges differ."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page with further columns, its table, and how many of its first columns are printed again."""

    page: int
    table: Table
    again: int


def sheets_of(
    pages: Mapping[int, Page], tables: Mapping[int, Sequence[Table]], known: Mapping[int, Sheet]
) -> dict[int, Sheet]:
    """Each page with its table; those that are `known` already and have the same table stay as they are, with the
    lines and headings read from them."""
    sheets: dict[int, Sheet] = {}
    for number, page in pages.items():
        table, sheet = _first_wide(tables[number]), known.get(number)
        if sheet is None or sheet.page is not page or sheet.table is not table:
            sheet = Sheet(page, table)
        sheets[number] = sheet
    return sheets


def spread_over(sheets: Mapping[int, Sheet]) -> dict[int, tuple[Part, ...]]:
    """For each page on which a table begins whose columns go on: the pages that have them, in order.

    Where headings tell it for one page, the rows alone do for those in the same distance that have no headings.
    """
    found: dict[int, tuple[Part, ...]] = {}
    used: set[int] = set()
    for number, sheet in sheets.items():
        if number in used or sheet.table is None:
            continue
        far = (_as_far(number, sheet.table, first, parts, sheets, used) for first, parts in list(found.items()))
        parts = next(filter(None, far), None) or _headed(number, sheet.table, sheets, used)
        if parts:
            found[number] = parts
            used |= {number, *(part.page for part in parts)}
    return found


def side_by_side(page: Page, tables: Sequence[Table], parts: Sequence[Part], pages: Mapping[int, Page]) -> Spread:
    """A page with the further columns of its table beside it."""
    spread, table = Spread(page), _first_wide(tables)
    for part in parts:
        spread = beside(spread, table, pages[part.page], part.table, part.again) if table is not None else spread
    return spread


def _headed(number: int, table: Table, sheets: Mapping[int, Sheet], used: Set[int]) -> tuple[Part, ...]:
    """The later pages whose headings go on with those of a page's table, over the same rows."""
    found: list[Part] = []
    left = sheets[number].headed(table)
    for later in range(number + 1, number + _FAR + 1) if may_head_plan(left) else ():
        other = _other(number, table, later, sheets) if later not in used else None
        again = further_columns(left, sheets[later], other) if other is not None else None
        if other is not None and again is not None and has_rows_of(sheets[number], table, sheets[later], other):
            found.append(Part(later, other, again))
    return tuple(found)


def _as_far(
    number: int, table: Table, first: int, known: Sequence[Part], sheets: Mapping[int, Sheet], used: Set[int]
) -> tuple[Part, ...]:
    """The pages as far from this one as further columns are elsewhere, where they have its rows; all or none."""
    found: list[Part] = []
    for part in known:
        later = number + part.page - first
        other = _other(number, table, later, sheets) if later not in used else None
        if other is not None and has_rows_of(sheets[number], table, sheets[later], other, expected=True):
            found.append(Part(later, other, part.again))
    return tuple(found) if len(found) == len(known) else ()


def _other(number: int, table: Table, later: int, sheets: Mapping[int, Sheet]) -> Table | None:
    """The table of a page that may go on with this one, or what stands there without a grid where it has none."""
    right = sheets.get(later)
    if right is None or not on_paper_of(sheets[number].page, right.page):
        return None
    if right.table is not None and abs(right.table.box.y0 - table.box.y0) < _LEVEL:
        return right.table
    return plain_part(right, table.box.y0)


def _first_wide(found: Sequence[Table]) -> Table | None:
    """The first table of a page that is about as wide as its widest: a sheet may be read in pieces."""
    widest = max((table.box.width for table in found), default=0.0)
    wide = (table for table in found if table.box.width >= _WIDE * widest)
    return min(wide, key=lambda table: table.box.y0, default=None)
