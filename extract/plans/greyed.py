"""Ratings by colour on a sheet that was copied or scanned without colour: several greys, none of which says anything.

What belongs here: whether a plan's rating columns have lost their colours. What a colour means is for `normalise`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.tables.cellcolour import is_chromatic
from schemas.colour import oklab
from schemas.verbatim import Cell, Column, Finding, Row

_APART = 0.06  # of OKLab's lightness; amber and green copied in grey differ by 0.07 and more


def without_lost_colours(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows without the greys of their rating columns, and a finding that says so, where these columns have several
    greys and no colour. One grey by itself may mean what a key says."""
    rating = [at for at, column in enumerate(columns) if column.field == "rag"]
    cells = [row.cells[at] for row in rows for at in rating]
    greys = [cell for cell in cells if cell.fill]
    shown = [colour for cell in cells for colour in (cell.fill, cell.mark, cell.ink) if colour]
    if not greys or any(is_chromatic(colour) for colour in shown) or _spread(greys) < _APART:
        return tuple(rows), ()
    place = next((place for cell in greys for place in cell.places), None)
    message = "The ratings are shown in several shades of grey: the page was copied or scanned without its colours"
    return tuple(_plain(row, rating) for row in rows), (Finding("warning", "rag_colours_lost", message, place),)


def _plain(row: Row, rating: Sequence[int]) -> Row:
    return replace(
        row, cells=tuple(replace(cell, fill=None) if at in rating else cell for at, cell in enumerate(row.cells))
    )


def _spread(cells: Sequence[Cell]) -> float:
    """How far the darkest fill is from the lightest, 0..1."""
    lights = [lab[0] for cell in cells if cell.fill and (lab := oklab(cell.fill))]
    return max(lights, default=0.0) - min(lights, default=0.0)
