"""Charts, whose numbers and names line up as tables do: told by the scale at their side, and by how little they hold.

Only grids that rules do not draw whole are asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.page import Word
from extract.tables.table import TableCell
from schemas.geometry import Box, around

_TICK = re.compile(r"[£$€]?(\d[\d,]*(?:\.\d+)?)(?:%|k|m)?", re.IGNORECASE)
_FEWEST_TICKS = 4
_ZEROS = frozenset(["0", "0%", "£0", "£0k", "£0m"])
_IN_LINE, _EVEN = 1.5, 1.0
"""Points by which the numbers of a scale may end apart, and the steps between them differ."""
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 4


def scales(words: Sequence[Word]) -> list[Box]:
    """The scales up the side of charts: numbers one below the other in even steps down to 0, as even on the page; most
    have no text beside them."""
    zeros = [word for word in words if word.text in _ZEROS]
    ticks = [(word, value) for word in words if (value := _value(word.text)) is not None] if zeros else []
    found = []
    for zero in zeros:
        over = [(zero.box.y0 - word.box.y0, value, word) for word, value in ticks if _is_over(word, zero)]
        scale = [zero, *_scale(sorted(over, key=lambda one: one[0]))]
        if len(scale) >= _FEWEST_TICKS and 2 * sum(_has_text_beside(word, words) for word in scale) <= len(scale):
            found.append(around(word.box for word in scale))
    return found


def is_of_scale(box: Box, scale: Box) -> bool:
    """Whether a grid holds a scale, or stands right of it, as high at most: the bars of the chart."""
    if box.holds_middle(scale):
        return True
    step = (scale.y1 - scale.y0) / _FEWEST_TICKS
    beside = scale.y0 - step <= box.y0 and box.y1 <= scale.y1 + step
    return beside and scale.x0 <= box.x0


def is_scattered(cells: Sequence[TableCell]) -> bool:
    """Whether no row of several fills more than half of three columns or more that hold text: a table has its headings,
    or one full row; what stands around a chart has none. Columns of paint alone are the months of a plan."""
    written = [cell for cell in cells if cell.text]
    columns = len({at for cell in written for at in range(cell.column, cell.column + cell.column_span)})
    filled: Counter[int] = Counter()
    for cell in written:
        filled.update(dict.fromkeys(range(cell.row, cell.row + cell.row_span), cell.column_span))
    return columns >= _FEWEST_COLUMNS and len(filled) >= _FEWEST_ROWS and 2 * max(filled.values()) <= columns


def _value(text: str) -> float | None:
    tick = _TICK.fullmatch(text)
    return float(tick[1].replace(",", "")) if tick else None


def _is_over(word: Word, zero: Word) -> bool:
    ends = min(abs(word.box.x1 - zero.box.x1), abs(word.box.x0 - zero.box.x0)) <= _IN_LINE
    return ends and word.box.y1 <= zero.box.y0 + _EVEN


def _has_text_beside(tick: Word, words: Sequence[Word]) -> bool:
    """Whether words stand on the line of a number, right of it, as they do in a table of scores."""
    level = (word for word in words if abs(word.box.y1 - tick.box.y1) <= _EVEN and word.box.x0 > tick.box.x1)
    return any(word.text[:1].isalpha() for word in level)


def _scale(over: Sequence[tuple[float, float, Word]]) -> list[Word]:
    """The words from the one right above the zero on that stand in even steps and count on in even ones."""
    found: list[Word] = []
    for height, value, word in over:
        step, first = over[0][0], over[0][1]
        count = len(found) + 1
        if not first or abs(height - count * step) > _EVEN or abs(value - count * first) > first / 100:
            break
        found.append(word)
    return found
