"""Rows of a group that no rule parts: actions below each other beside a recommendation merged over them.

The merged text runs past the gaps between the actions, so that no gap goes through the whole band; the columns right
of it have them all the same. What belongs here: where rules beside merged cells are left out. Bands come from
`grid_bands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from extract.tables.alignment_rows import steps_between, texts_of
from extract.tables.bands import Stack
from extract.tables.rules import SNAP, Piece
from extract.tables.text_lines import TextLine

_FEWEST_RIGHT, _MOST_LEADING = 3, 2
"""Columns right of the merged ones that tell rows; columns that may be merged."""
_MOST_FILLED = 0.6
"""Share of those columns in which a row begins."""
_STEP, _LEVEL = 0.3, 0.5
"""In line heights: how much wider the gap between rows is than one between lines, and how far entries of a row may
stand above or below each other."""


def left_out(ys: Sequence[float], stack: Stack, lines: Sequence[TextLine], xs: Sequence[float]) -> list[Piece]:
    """The rules that bands leave out between their rows, each from the merged cell on or over all columns."""
    found: list[Piece] = []
    for top, bottom in pairwise(ys):
        if stack.painted(top, bottom):
            continue
        if any(top + SNAP < y < bottom - SNAP for y, _, _ in stack.pieces):
            continue
        band = [line for line in lines if top < (line.y0 + line.y1) / 2 < bottom]
        found += _cuts(band, xs)
    return found


def _cuts(band: Sequence[TextLine], xs: Sequence[float]) -> list[Piece]:
    """The cuts of a band beside as many merged columns as leave most rows."""
    found: list[list[Piece]] = [[]]
    for leading in range(1, min(_MOST_LEADING, len(xs) - 1 - _FEWEST_RIGHT) + 1):
        right = [part for line in band if (part := line.within(xs[leading], xs[-1])) is not None]
        if not right:
            continue
        starts, apart = _starts(right, xs, leading)
        begun = _begun(band, xs[: leading + 1], [right[at] for at in starts], apart)
        if begun is not None and not all(begun):
            cuts = ((right[at - 1].y1 + right[at].y0) / 2 for at in starts[1:])
            found.append([(y, xs[0 if own else leading], xs[-1]) for y, own in zip(cuts, begun[1:], strict=True)])
    return max(found, key=len)


def _starts(right: Sequence[TextLine], xs: Sequence[float], leading: int) -> tuple[list[int], float]:
    """The lines that begin a row, after a wide gap and in most columns, and how wide such a gap is at least; the first
    alone where no gap tells."""
    height = sorted(line.y1 - line.y0 for line in right)[len(right) // 2]
    least = max(2, ceil(_MOST_FILLED * (len(xs) - 1 - leading)))
    reach, gaps = right[0].y1, [0.0]
    for line in right[1:]:
        gaps.append(line.y0 - reach)
        reach = max(reach, line.y1)
    full = [len(texts_of(line, xs)) >= least for line in right]
    for limit in steps_between(gaps[1:], height, _STEP):
        starts = [0, *(at for at in range(1, len(right)) if gaps[at] > limit and full[at])]
        if len(starts) > 1 and full[0]:
            return starts, limit
    return [0], 0.0


def _begun(
    band: Sequence[TextLine], xs: Sequence[float], starts: Sequence[TextLine], apart: float
) -> list[bool] | None:
    """For each row whether a text begins in a leading column beside it; null where one begins beside none. Texts of a
    column are further `apart` than the lines of one."""
    begun = [False] * len(starts)
    for left, end in pairwise(xs):
        own = [part for line in band if (part := line.within(left, end)) is not None]
        for at, line in enumerate(own):
            if at and line.y0 - own[at - 1].y1 <= apart:
                continue
            beside = [n for n, row in enumerate(starts) if abs(row.y0 - line.y0) <= _LEVEL * (line.y1 - line.y0)]
            if not beside:
                return None
            begun[beside[0]] = True
    return begun if begun[0] else None
