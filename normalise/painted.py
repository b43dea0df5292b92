"""Ratings told by paint where no column is for them: of the news by quarter, or of a whole row by the paper's key.

The plan gets a rating column whose cells have no words, only that paint, right of the column that wears it. Where the
paper prints no key, a row all in one colour may be banding and tells nothing (`normalise.rag.colour_cells`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.finding_texts import finding
from schemas.colour import colour_name
from schemas.verbatim import Cell, Column, Plan, Row

_NEWS = frozenset(["progress", "status", "comments"])
_FEWEST_COLOURS, _MOST = 2, 0.6
"""Different colours of ratings among the rows, and the share of rows that have one."""


def with_painted_ratings(plan: Plan) -> Plan:
    """The plan with ratings that only paint tells; the plan itself where a column is for ratings, or none are told."""
    if any(column.field == "rag" for column in plan.columns):
        return plan
    news = [at for at, column in enumerate(plan.columns) if column.field in _NEWS and _is_rated(plan.rows, at)]
    for at in reversed(news):
        plan = _with_ratings(plan, at, keyed=False)
    return plan if news or not _is_keyed(plan) else _with_ratings(plan, len(plan.columns) - 1, keyed=True)


def _is_rated(rows: Sequence[Row], at: int) -> bool:
    """Whether most cells of a column that say something are painted in the colours of ratings, and not as their row."""
    told = [row for row in rows if row.cells[at].text]
    return _are_ratings([row.cells[at].fill for row in told if not _is_painted_through(row)], len(told))


def _is_keyed(plan: Plan) -> bool:
    """Whether most rows are painted through in colours that the plan's key explains."""
    known = {(entry.colour and colour_name(entry.colour)) or entry.word.casefold() for entry in plan.rag_key}
    fills = [row.cells[0].fill for row in plan.rows if _is_painted_through(row)]
    return _are_ratings([fill for fill in fills if fill and colour_name(fill) in known], len(plan.rows))


def _is_painted_through(row: Row) -> bool:
    return len(row.cells) > 1 and len({cell.fill for cell in row.cells}) == 1 and row.cells[0].fill is not None


def _are_ratings(fills: Sequence[str | None], rows: int) -> bool:
    named = [name for fill in fills if fill and (name := colour_name(fill)) and name != "grey"]
    return len({*named}) >= _FEWEST_COLOURS and len(named) >= _MOST * rows


def _with_ratings(plan: Plan, at: int, *, keyed: bool) -> Plan:
    """The plan with a column of ratings right of another; where whole rows are painted, without their own paint."""
    columns = (*plan.columns[: at + 1], Column("", "rag"), *plan.columns[at + 1 :])
    return replace(plan, columns=columns, rows=tuple(_rated(row, at, keyed=keyed) for row in plan.rows))


def _rated(row: Row, at: int, *, keyed: bool) -> Row:
    painted = row.cells[at]
    told = painted.fill is not None and (not keyed or _is_painted_through(row))
    rating = Cell("", painted.places, fill=painted.fill if told else None)
    cells = [replace(cell, fill=None) for cell in row.cells] if keyed and told else list(row.cells)
    place = painted.places[0] if painted.places else None
    findings = (*row.findings, finding("rag_painted_beside", None, place)) if told else row.findings
    return replace(row, cells=(*cells[: at + 1], rating, *cells[at + 1 :]), findings=findings)
