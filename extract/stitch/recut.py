"""A table of a later page cut again, at the columns that the pages before have shown.

Where a page draws no line between two columns, its grid may run them together; the earlier pages know better. The words
decide: a cut is made only where they fall to both sides of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Word
from extract.plans.grid import column_spans
from extract.stitch.columns import Span
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from schemas.geometry import Box

_SLACK = 0.03
_STRADDLES = 1.5
_CERTAINTY = 0.9


def recut(table: Table, words: Sequence[Word], wanted: Sequence[Span]) -> Table | None:
    """The table with the wanted columns; null when its own edges are not among theirs, or words stand across a cut."""
    runs = _runs(column_spans(table), wanted)
    if runs is None:
        return None
    moved = table.box.x0 - wanted[0][0]
    edges = [(left[1] + right[0]) / 2 + moved for left, right in pairwise(wanted)]
    cells: list[TableCell] = []
    for cell in table.cells:
        first = runs[cell.column][0]
        last = runs[cell.column + cell.column_span - 1][1]
        if cell.column_span > 1 or first == last:
            cells.append(replace(cell, column=first, column_span=last - first + 1))
            continue
        own = [word for word in words if cell.box.holds_middle(word.box)]
        cuts = edges[first:last]
        if any(word.box.x0 < cut - _STRADDLES and word.box.x1 > cut + _STRADDLES for word in own for cut in cuts):
            return None
        cells.extend(_parts(cell, own, first, cuts))
    return replace(table, cells=tuple(cells), confidence=table.confidence * _CERTAINTY)


def _runs(given: Sequence[Span], wanted: Sequence[Span]) -> list[tuple[int, int]] | None:
    """For each given column the first and last wanted one that it spans; null unless one of them spans several."""
    width = wanted[-1][1] - wanted[0][0]
    moved = given[0][0] - wanted[0][0]
    if (
        len(given) >= len(wanted)
        or len(given) * 2 < len(wanted)
        or abs(given[-1][1] - wanted[-1][1] - moved) > _SLACK * width
    ):
        return None
    runs: list[tuple[int, int]] = []
    start = 0
    for left, right in given:
        ends = [at for at in range(start, len(wanted)) if abs(wanted[at][1] + moved - right) < _SLACK * width]
        if not ends or abs(wanted[start][0] + moved - left) > _SLACK * width:
            return None
        runs.append((start, ends[0]))
        start = ends[0] + 1
        if start == len(wanted) and len(runs) < len(given):
            return None
    return runs if start == len(wanted) else None


def _parts(cell: TableCell, words: Sequence[Word], first: int, cuts: Sequence[float]) -> Iterator[TableCell]:
    """The cell cut into one for each column."""
    bounds = [cell.box.x0, *cuts, cell.box.x1]
    for at, (left, right) in enumerate(pairwise(bounds)):
        box = Box(left, cell.box.y0, right, cell.box.y1)
        own = [
            word
            for word in words
            if left <= word.box.centre[0] < right or (at == len(cuts) and word.box.centre[0] >= right)
        ]
        yield replace(
            cell,
            text=cell_text(own, box),
            column=first + at,
            column_span=1,
            box=box,
            mark=cell.mark if at == len(cuts) else None,
            bold=bool(own) and all(word.bold for word in own),
        )
