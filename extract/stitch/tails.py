"""The end of a row that a page break cuts off where no line is drawn around it: text at the top of the next page.

Nothing on that page shows a table there, only the columns of the page before do. Text is taken for such a tail when
each piece of it stands in one of these columns and begins where that column's text begins. Text in the first column
alone is not: that is where prose begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.page import Word
from extract.plans.events import Sheet
from extract.plans.grid import column_spans
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from extract.tables.text_lines import Run, TextLine, placed, text_lines
from schemas.geometry import Box
from schemas.verbatim import Paragraph

_SAME_START = 2.5
_OVER = 1.0
_WITHIN = 0.9
"""Points that text may stand off its column's start, or reach over its edge; line heights between lines of one row."""
_INDENT = 40.0
_BULLET = re.compile(r"^[•●▪◦‣○■□➢➤\uf0b7·*–-](?:\s|$)")
_CERTAINTY = 0.9
_MOST_LINES = 12
"""More lines are a page of their own in these columns (`extract.tables.known_columns`)."""


def tail(table: Table, before: Sheet, after: Sheet) -> tuple[Table, tuple[Paragraph, ...]] | None:
    """The lines at the top of the page `after` that end the last row of a table of the page `before`.

    Gives them as a table of one row without borders, with the paragraphs they were read as; null where there are none.
    """
    top = min((block.top for block in after.blocks), default=after.height)
    over = sorted((one for one in after.text if one.place.box.y1 <= top + _OVER), key=lambda one: one.place.box.y0)
    if not over:
        return None
    spans = column_spans(table)
    starts = _starts(table, spans, before.words)
    taken: list[TextLine] = []
    listed = False
    for line in text_lines(placed(_inside(after.words, over))):
        listed = listed or any(bool(_BULLET.match(run.text)) for run in line.runs)
        apart = bool(taken) and line.y0 - taken[-1].y1 > _WITHIN * (line.y1 - line.y0)
        placed_runs = [_column(run, spans, starts, listed=listed) for run in line.runs]
        if apart or None in placed_runs:
            break
        taken.append(line)
    used = tuple(one for one in over if taken and one.place.box.y0 < taken[-1].y1)
    words = [word for line in taken for run in line.runs for word in run.words]
    if not used or len(taken) > _MOST_LINES or len(_inside(after.words, used)) > len(words):
        return None
    found = _row(table, after.number, taken, spans, starts)
    return (found, used) if any(cell.text for cell in found.cells[1:]) else None


def _inside(words: Sequence[Word], paragraphs: Sequence[Paragraph]) -> list[Word]:
    boxes = [one.place.box for one in paragraphs]
    sides = [(2 * box.x0, 2 * box.y0, 2 * box.x1, 2 * box.y1) for box in boxes]
    foot = max([box.y1 for box in boxes], default=0.0)
    near = [(word, box.x0 + box.x1, box.y0 + box.y1) for word in words if (box := word.box).y0 <= foot]
    return [word for word, x, y in near if any([y0 <= y <= y1 and x0 <= x <= x1 for x0, y0, x1, y1 in sides])]


def _starts(table: Table, spans: Sequence[tuple[float, float]], words: Sequence[Word]) -> list[float | None]:
    """Where the text of each column begins; null for a column without any."""
    found: list[float | None] = [None] * len(spans)
    lefts = [left for left, _ in spans]
    for word in words:
        x, y = word.box.centre
        if table.box.y0 <= y <= table.box.y1:
            column = bisect_right(lefts, x) - 1
            if column >= 0 and x <= spans[column][1]:
                start = found[column]
                found[column] = word.box.x0 if start is None else min(start, word.box.x0)
    return found


def _column(
    run: Run, spans: Sequence[tuple[float, float]], starts: Sequence[float | None], *, listed: bool
) -> int | None:
    """The column in which a run stands as that column's text does: at its start, or set in below `listed` points."""
    for column, ((left, right), start) in enumerate(zip(spans, starts, strict=True)):
        reach = min(_INDENT, right - left) if listed else _SAME_START
        if start is not None and start - _SAME_START <= run.x0 <= start + reach and run.x0 < right:
            return column if left - _OVER <= run.x0 and run.x1 <= right + _OVER else None
    return None


def _row(
    table: Table,
    page: int,
    lines: Sequence[TextLine],
    spans: Sequence[tuple[float, float]],
    starts: Sequence[float | None],
) -> Table:
    held: dict[int, list[Word]] = {}
    for line in lines:
        for run in line.runs:
            column = _column(run, spans, starts, listed=True)
            if column is not None:
                held.setdefault(column, []).extend(run.words)
    box = Box(spans[0][0], lines[0].y0, spans[-1][1], lines[-1].y1)
    cells = []
    for column, (left, right) in enumerate(spans):
        own, place = held.get(column, []), Box(left, box.y0, right, box.y1)
        bold = bool(own) and all(word.bold for word in own)
        cells.append(TableCell(cell_text(own, place), 0, column, 1, 1, place, bold=bold, open_top=True))
    return Table(page, box, tuple(cells), table.method, round(_CERTAINTY * table.confidence, 3))
