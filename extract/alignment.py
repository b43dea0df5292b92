"""Columns and rows from the alignment of words, where no line is drawn between them.

A river is a strip that (nearly) no row's text crosses. It parts columns only when it is wider than a space and both of
its sides are used by most rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.page import Word
from schemas.geometry import Box

_NARROWEST_RIVER = 0.75
"""In heights of the text: a space is about a quarter, a gap of justified text rarely over half."""
_CROSSING_ROWS = 0.12
_USED_ROWS = 0.4


def words_in(words: Sequence[Word], box: Box) -> list[Word]:
    """The words whose middle lies in the box."""
    return [word for word in words if box.holds(*word.box.centre)]


def river_columns(rows: Sequence[Sequence[Word]], box: Box) -> tuple[float, ...]:
    """Column positions for rows of words: the box's sides and a line before each column's text; two when one column."""
    used = [row for row in rows if row]
    if len(used) < 2:
        return (box.x0, box.x1)
    size = sorted(word.box.height for row in used for word in row)[sum(map(len, used)) // 2]
    separators = [
        start_of_next - 1.0
        for gap_start, start_of_next in _gaps(used, box, max(1.0, _CROSSING_ROWS * len(used)))
        if start_of_next - gap_start >= _NARROWEST_RIVER * size
    ]
    return (box.x0, *_worthy(separators, used, box), box.x1)


def _gaps(rows: Sequence[Sequence[Word]], box: Box, allowed: float) -> list[tuple[float, float]]:
    """Strips inside the box that at most `allowed` rows cross, as (start, end)."""
    events: list[tuple[float, int]] = []
    for row in rows:
        for start, end in _stretches(row):
            events += [(start, 1), (end, -1)]
    crossing, gaps, opened = 0, [], None
    for at, change in sorted(events, key=lambda event: (event[0], -event[1])):
        before, crossing = crossing, crossing + change
        if before >= allowed > crossing and box.x0 < at < box.x1:
            opened = at
        elif crossing >= allowed > before and opened is not None:
            gaps.append((opened, at))
            opened = None
    return gaps


def _stretches(row: Sequence[Word]) -> list[tuple[float, float]]:
    """The row's text as stretches of x, words of one line closed up over their spaces."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted((word.box.x0, word.box.x1) for word in row):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _worthy(separators: Sequence[float], rows: Sequence[Sequence[Word]], box: Box) -> list[float]:
    """Separators with a column on their right that enough rows use."""
    kept: list[float] = []
    for at, separator in enumerate(separators):
        right = separators[at + 1] if at + 1 < len(separators) else box.x1
        using = sum(any(separator <= word.box.centre[0] <= right for word in row) for row in rows)
        if using >= _USED_ROWS * len(rows):
            kept.append(separator)
    return kept
