"""Second opinions on doubtful tables: what other libraries make of the same page.

What belongs here: the protocol that an engine fills, when it is asked, and what agreement counts for. One module for
each engine stands beside this one. Engines are slow (100 ms a page and more), so they are asked only about tables
told by alignment alone, and about pages where the headings of a plan stand over no table.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from extract.page import Page
from extract.tables.table import Table
from extract.tables.text_lines import placed, text_lines
from schemas.errors import UnreadablePdf, UsageError
from schemas.verbatim import Method

_DOUBTFUL = 0.75
_AGREED, _RAISED = 0.8, 0.85
_FOUND = 0.55
_HEADINGS = 3


class Engine(Protocol):
    """A library that reads tables. `read` gives those of a page and raises UnreadablePdf for any failure."""

    name: Method

    def read(self, path: Path, page: Page) -> list[Table]: ...


def engines() -> tuple[Engine, ...]:
    """The engines in the order in which they are asked. Raises UsageError where they are not installed."""
    if find_spec("camelot") is None or find_spec("pdfplumber") is None:
        raise UsageError("Second opinions come from camelot and pdfplumber: pip install 'bywhen[opinions]'")
    from extract.tables.second_opinion_camelot import Camelot
    from extract.tables.second_opinion_pdfplumber import Pdfplumber

    return Camelot(), Pdfplumber()


def consulted(
    path: str | os.PathLike[str], page: Page, found: Sequence[Table], asked: Sequence[Engine] | None = None
) -> list[Table]:
    """The tables of a page after doubtful ones were compared with other engines' reading.

    Agreement raises a table's confidence. Where no table was found under headings of a plan, the first engine's table
    that has these headings is taken; its method says whose it is.
    """
    doubtful = [table for table in found if table.method == "alignment" and table.confidence < _DOUBTFUL]
    missed = not found and _has_plan_headings(page)
    if not doubtful and not missed:
        return list(found)
    readings = [_reading(engine, Path(path), page) for engine in (engines() if asked is None else asked)]
    if missed:
        return next((plans for reading in readings if (plans := _plans(reading))), [])
    others = [table for reading in readings for table in reading]
    return [_weighed(table, others) if table in doubtful else table for table in found]


def _reading(engine: Engine, path: Path, page: Page) -> list[Table]:
    """An engine's tables; none where it failed, for its opinion is not needed."""
    try:
        return engine.read(path, page)
    except UnreadablePdf:
        return []


def _weighed(table: Table, others: Sequence[Table]) -> Table:
    best = max((agreement(table, other) for other in others), default=0.0)
    return replace(table, confidence=max(table.confidence, _RAISED)) if best >= _AGREED else table


def agreement(one: Table, other: Table) -> float:
    """How many neighbours in a row two readings share, as F1; 0.0 where they have none in common."""
    ours, theirs = _neighbours(one), _neighbours(other)
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def _neighbours(table: Table) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for row in table.rows:
        texts = [squashed for text in row if (squashed := re.sub(r"\W", "", text).lower())]
        pairs.update(pairwise(texts))
    return pairs


def _has_plan_headings(page: Page) -> bool:
    from extract.headers.fields import map_headers

    return any(
        len(line.runs) >= _HEADINGS and map_headers([run.text for run in line.runs]) is not None
        for line in text_lines(placed(page.words))
    )


def _plans(tables: Sequence[Table]) -> list[Table]:
    from extract.headers.fields import map_headers

    return [
        replace(table, confidence=_FOUND)
        for table in tables
        if table.row_count > 1 and table.column_count >= _HEADINGS and map_headers(table.rows[0]) is not None
    ]
