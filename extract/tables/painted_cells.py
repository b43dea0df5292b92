"""Painted cells among text: where they end, whether text stands in them, and which are the ratings of a row.

What belongs here: one fill and the text around it. How the fills of a row become the row is told in `painted_rows`, and
what tables they draw in `grid_bands`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.alignment import River
from extract.tables.text_lines import TextLine
from schemas.geometry import Box

_EDGE, _PADDING = 2.0, 6.0
"""Points by which text may reach over an edge, and by which it may begin after it."""
_RATING, _WIDE_RATING = 60.0, 90.0
"""Points: how wide a rating is, among others of its row and by itself."""


def ends_at(box: Box, x: float) -> bool:
    return min(abs(box.x0 - x), abs(box.x1 - x)) <= 1.0


def holds_text(box: Box, lines: Sequence[TextLine]) -> bool:
    level = [line for line in lines if box.y0 <= (line.y0 + line.y1) / 2 <= box.y1]
    return any(line.within(box.x0, box.x1) is not None for line in level)


def ratings_of(marks: Sequence[Box]) -> list[Box]:
    """The cells of a row that are painted by themselves and narrow; one alone may be wider, as no stripe is."""
    narrow = [box for box in marks if box.width <= _WIDE_RATING]
    return narrow if len(narrow) == 1 else [box for box in narrow if box.width <= _RATING]


def lies_inside(river: River, box: Box) -> bool:
    """Whether a river runs through a painted cell, not along its side or right before the text of the cell."""
    return box.x0 + _EDGE < river.x0 and box.x0 + _PADDING < river.x1 < box.x1 - _EDGE


def stands_clear(box: Box, lines: Sequence[TextLine]) -> bool:
    """Whether no text beside it reaches into a painted cell: a heading over several columns may."""
    level = [line for line in lines if box.y0 <= (line.y0 + line.y1) / 2 <= box.y1]
    return bool(level) and not any(run.x0 < box.x1 and box.x0 < run.x1 for line in level for run in line.runs)
