"""Times that are ticked: a column for each year, quarter or term, and a tick under those in which an action is due.

The plan gets one column of deadlines, whose cells hold the ticked headings as printed, in the place of the ticks; the
ticks stay where they are. A plan whose deadlines stand in a column of their own, and columns in which anything but
ticks stands, are left as they are: ratings by quarter are no deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from normalise.deadlines import deadline
from normalise.finding_texts import finding
from schemas.verbatim import Cell, Column, Field, Plan, Row

_TICK = re.compile(r"[✓✔√☑☒✕✖✗✘×xX●•■▪◼◆*Yy]|[Yy]es")
_FREE: frozenset[Field | None] = frozenset([None, "other", "deadline", "progress", "section"])
"""Fields that the words of such a heading may have been read as."""
_FEWEST, _MOST_ROWS = 2, 0.5
_UNREAD = ("none", "unparseable")


def with_ticked_times(plan: Plan) -> Plan:
    """The plan with the deadlines that its ticks tell; the plan itself where nothing is ticked."""
    ticked = _ticked_columns(plan)
    if len(ticked) < _FEWEST or _has_deadlines(plan, ticked):
        return plan
    shared = _shared_words([plan.columns[at].header for at in ticked])
    times = {at: plan.columns[at].header[len(shared) :].strip() for at in ticked}
    if any(deadline(time).kind in _UNREAD for time in times.values()):
        return plan
    told = sum(any(row.cells[at].text for at in ticked) for row in plan.rows)
    if told < _MOST_ROWS * len(plan.rows):
        return plan
    columns = [replace(column, field="other") if at in times else column for at, column in enumerate(plan.columns)]
    rows = tuple(_with_deadline(row, times) for row in plan.rows)
    return replace(plan, columns=(*columns, Column(shared.strip(), "deadline")), rows=rows)


def _ticked_columns(plan: Plan) -> list[int]:
    """The columns that may name a time and in which nothing but ticks stands."""
    found = []
    for at, column in enumerate(plan.columns):
        texts = {row.cells[at].text.strip() for row in plan.rows} - {""}
        if column.header and column.field in _FREE and texts and all(map(_TICK.fullmatch, texts)):
            found.append(at)
    return found


def _has_deadlines(plan: Plan, ticked: Sequence[int]) -> bool:
    """Whether another column says when."""
    others = [at for at, column in enumerate(plan.columns) if column.field == "deadline" and at not in ticked]
    return any(row.cells[at].text for row in plan.rows for at in others)


def _shared_words(headings: Sequence[str]) -> str:
    """The words that all these headings begin with: one that stands over them ("Delivery year 22/23")."""
    words = zip(*(heading.split(" ") for heading in headings), strict=False)
    return "".join(f"{first} " for first, *_ in takewhile(lambda each: len(set(each)) == 1, words))


def _with_deadline(row: Row, times: dict[int, str]) -> Row:
    cells = {at: row.cells[at] for at in times if row.cells[at].text}
    text = "\n".join(times[at] for at in cells)
    places = tuple(place for cell in cells.values() for place in cell.places)
    due = Cell(text, places, carried=bool(cells) and all(cell.carried for cell in cells.values()))
    told = (finding("deadline_ticked", text.replace("\n", ", "), places[0] if places else None),) if cells else ()
    return replace(row, cells=(*row.cells, due), findings=(*row.findings, *told))
