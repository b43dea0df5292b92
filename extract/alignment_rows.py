"""Rows of a table told by its text where no rule parts them, so that wrapped lines stay in their row.

A row begins after a gap larger than the line spacing, or on a line where the columns that hold one line per row have an
entry again. Columns are known here; they are found in `alignment`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.text_lines import TextLine

_GAP = 0.35
"""In line heights: how much larger than the usual step a gap between rows is."""
_NUMBER = re.compile(r"^[-+(]?[£$€]?\s?[-+(]?\d[\d,.]*\s?(?:%|[kmb]n?|pp)?[)*]?$|^[-–—]$|^n/?a$|^nil$", re.IGNORECASE)
_RUNS_ON = re.compile(r"^[a-z(&/,;]")


def row_starts(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int]:
    """The numbers of the lines that begin a row; `lines` from the top, `xs` the column positions. Always holds 0."""
    if len(lines) < 2:
        return [0] if lines else []
    filled = [_columns(line, xs) for line in lines]
    by_gap = _after_gaps(lines, filled)
    if by_gap is not None:
        return by_gap
    if _one_line_each(lines, filled):
        return _full_lines(lines, filled)
    return _by_anchor(lines, filled, len(xs) - 1)


def one_row_a_line(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Whether every line, but for wrapped first entries, is a row of figures."""
    if len(lines) < 2:
        return False
    rows = [line for line in lines if len(_columns(line, xs)) >= 2]
    if len(rows) < 2 or len(rows) < 0.5 * len(lines):
        return False
    counts = [_numbers(line, xs) for line in rows]
    return all(count >= 1 for count in counts) and sum(counts) >= 0.6 * sum(len(_columns(x, xs)) - 1 for x in rows)


def _numbers(line: TextLine, xs: Sequence[float]) -> int:
    return sum(bool(_NUMBER.match(text)) for text in _texts(line, xs).values())


def _texts(line: TextLine, xs: Sequence[float]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for run in line.runs:
        column = bisect_right(xs, (run.x0 + run.x1) / 2) - 1
        texts[column] = f"{texts[column]} {run.text}" if column in texts else run.text
    return texts


def _columns(line: TextLine, xs: Sequence[float]) -> set[int]:
    return {bisect_right(xs, (run.x0 + run.x1) / 2) - 1 for run in line.runs}


def _after_gaps(lines: Sequence[TextLine], filled: Sequence[set[int]]) -> list[int] | None:
    """Rows parted by gaps, when the gaps between lines fall into two clear sizes; null when they do not."""
    steps = [(b.y0 + b.y1 - a.y0 - a.y1) / 2 for a, b in pairwise(lines)]
    height = sorted(line.y1 - line.y0 for line in lines)[len(lines) // 2]
    within = [step for step in steps if step <= 1.5 * height]
    usual = sorted(within)[len(within) // 4] if within else height * 1.15
    limit = usual + _GAP * height
    starts = [0] + [at for at, step in enumerate(steps, 1) if step > limit]
    if len(starts) < 2:
        return None
    blocks = [filled[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if all(len(block) == 1 for block in blocks):
        return starts
    leading = sum(len(block[0]) >= max(len(columns) for columns in block) for block in blocks)
    several = sum(sum(len(columns) >= 2 for columns in block) >= 2 for block in blocks)
    wrapped = [step for step in steps if step <= limit]
    clear = min(step for step in steps if step > limit) - max(wrapped, default=0.0) > 0.2 * height
    return starts if clear and (leading >= 0.5 * len(blocks) or several == 0) else None


def _one_line_each(lines: Sequence[TextLine], filled: Sequence[set[int]]) -> bool:
    most = max(len(columns) for columns in filled)
    return sum(len(columns) >= max(2, 0.6 * most) for columns in filled) >= 0.75 * len(lines)


def _full_lines(lines: Sequence[TextLine], filled: Sequence[set[int]]) -> list[int]:
    """Every line with two entries or more begins a row; a lone entry goes on the row above, or stands for a group."""
    starts = [0]
    for at in range(1, len(lines)):
        lone = len(filled[at]) < 2
        if not lone or (0 in filled[at] and not _RUNS_ON.match(lines[at].runs[0].text) and lines[at].bold):
            starts.append(at)
    return starts


def _by_anchor(lines: Sequence[TextLine], filled: Sequence[set[int]], columns: int) -> list[int]:
    """Rows begin where the columns with fewest lines have an entry after a line without."""
    counts = [sum(column in here for here in filled) for column in range(columns)]
    fewest = min((count for count in counts if count >= 2), default=0)
    anchors = {column for column, count in enumerate(counts) if 2 <= count <= 1.3 * fewest}
    starts = [0]
    for at in range(1, len(lines)):
        fresh = (filled[at] & anchors) - filled[at - 1]
        again = filled[at] >= anchors and len(filled[at]) == max(len(here) for here in filled)
        first = min(lines[at].runs, key=lambda run: run.x0).text
        if ((fresh and len(fresh) * 2 >= len(anchors)) or again) and not _RUNS_ON.match(first):
            starts.append(at)
    return starts
