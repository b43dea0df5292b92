"""Rows told by the steps between lines: lines of a cell stand the very same step apart, those of two rows seldom do.

A merged cell beside the rows keeps its own step through them, so that no gap runs along the whole line; what begins off
its column's step in all other columns is a new row. Browsers round heights to whole pixels, so that a cell may have two
steps; lines of which a column or two alone have text tell both, as they begin no row.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.tables.text_lines import TextLine, column_of

_EXACT, _GRAIN = 0.06, 0.25
"""Of a step, how far one may be off it; points within which steps are counted as one."""
_CLOSE = 2.0
"""In line heights: the longest step between lines of one cell."""
_FEWEST_STEPS, _FEWEST_NEW, _SHARED = 6, 3, 0.5
_ROUNDED, _AGAIN = 0.15, 2
"""Of a step, how far off it rounding may bring one, and on how many lines of few columns it does."""


def off_step(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int]:
    """The lines on which at least three columns, half of all but those that go on, begin off the usual step.

    Columns that go on in step stand before all others. None where steps differ: boxes of letters show no steps.
    """
    tops = [_tops(line, xs) for line in lines]
    step = _usual_step(tops, max(line.y1 - line.y0 for line in lines))
    if step is None:
        return []
    steps = [step, *_rounded(tops, step)]
    last: dict[int, float] = {}
    found: list[int] = []
    for at, here in enumerate(tops):
        going = {column for column, y in here.items() if column in last and _is_step(y - last[column], steps)}
        fresh = here.keys() - going
        ordered = not going or max(going) < min(fresh, default=-1)
        if at and ordered and len(fresh) >= max(_FEWEST_NEW, (len(xs) - 1 - len(going)) / 2):
            found.append(at)
        last.update(here)
    return found


def _is_step(apart: float, steps: Sequence[float]) -> bool:
    return any(abs(apart - step) <= _EXACT * step for step in steps)


def _rounded(tops: Sequence[dict[int, float]], step: float) -> list[float]:
    """Steps a little off the usual one that lines have on which too few columns have text to begin a row."""
    last: dict[int, float] = {}
    found: list[float] = []
    for here in tops:
        if len(here) < _FEWEST_NEW:
            found += [y - last[column] for column, y in here.items() if column in last]
        last.update(here)
    off = [apart for apart in found if _EXACT * step < abs(apart - step) <= _ROUNDED * step]
    return [apart for apart in off if sum(abs(apart - other) <= _GRAIN for other in off) >= _AGAIN]


def _tops(line: TextLine, xs: Sequence[float]) -> dict[int, float]:
    """Where the first word of each column stands."""
    found: dict[int, float] = {}
    for run in line.runs:
        found.setdefault(column_of(run, xs), run.words[0].box.y0)
    return found


def _usual_step(tops: Sequence[dict[int, float]], height: float) -> float | None:
    """The step that most lines of a column stand below the one before; null where few share one."""
    last: dict[int, float] = {}
    counts: dict[int, list[float]] = {}
    for here in tops:
        for column, y in here.items():
            if column in last and y - last[column] <= _CLOSE * height:
                counts.setdefault(round((y - last[column]) / _GRAIN), []).append(y - last[column])
        last.update(here)
    shared = max(counts.values(), key=len, default=[])
    enough = len(shared) >= max(_FEWEST_STEPS, _SHARED * sum(map(len, counts.values())))
    return sum(shared) / len(shared) if enough else None
