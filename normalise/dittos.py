"""Cells that stand for another one: a ditto mark, "As above", "See 1.2".

Who does it, by when, its rating and its status are taken from the cell above or from the row of that number, where it
says something itself, and the row says so in a finding; other columns are left as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from normalise.finding_texts import finding
from schemas.verbatim import Cell, Field, Plan, Row

_READ: frozenset[Field | None] = frozenset(["owner", "deadline", "rag", "status"])
_BY_NUMBER: frozenset[Field | None] = frozenset(["owner", "deadline"])
_LONGEST = 40
_EDGES = " \n.:;()"


def without_dittos(plan: Plan) -> Plan:
    """The plan with such cells filled; the plan itself where there are none."""
    places = [at for at, column in enumerate(plan.columns) if column.field in _READ]
    if all(_stands_for(row.cells[at].text) is None for row in plan.rows for at in places):
        return plan
    rows: list[Row] = []
    for row in plan.rows:
        filled = row
        for at in places:
            filled = _filled(filled, at, _source(plan, rows, row.cells[at].text, at))
        rows.append(filled)
    return replace(plan, rows=tuple(rows))


def _filled(row: Row, at: int, source: Cell | None) -> Row:
    if source is None:
        return row
    own = row.cells[at]
    cell = replace(source, places=own.places, confidence=min(own.confidence, source.confidence), carried=False)
    told = finding("stands_for_another", f"{own.text} = {source.text}", own.places[0] if own.places else None)
    return replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :]), findings=(*row.findings, told))


def _source(plan: Plan, above: Sequence[Row], text: str, at: int) -> Cell | None:
    """The cell that a text stands for; null where it stands for none, or for one that says nothing itself."""
    meant = _stands_for(text)
    if meant is None:
        return None
    if meant:
        rows = _numbered(plan, meant) if plan.columns[at].field in _BY_NUMBER else []
        found = rows[0].cells[at] if len(rows) == 1 else None
    else:
        found = above[-1].cells[at] if above else None
    return found if found is not None and found.text and _stands_for(found.text) is None else None


def _numbered(plan: Plan, number: str) -> list[Row]:
    """The rows of that number."""
    columns = [at for at, column in enumerate(plan.columns) if column.field == "number"]
    return [row for row in plan.rows if any(row.cells[at].text.strip(_EDGES).casefold() == number for at in columns)]


def _stands_for(text: str) -> str | None:
    """The number of the row that a text points to, empty for the one above; null for a text that says something."""
    said = text.strip().casefold()
    if not said or len(said) > _LONGEST:
        return None
    if said in _above() or said.strip(_EDGES) in _above():
        return ""
    pointed = _pointer().fullmatch(said)
    return pointed[1].strip(_EDGES) if pointed else None


@cache
def _above() -> frozenset[str]:
    return frozenset(_vocabulary()["above"])


@cache
def _pointer() -> re.Pattern[str]:
    words, things = (
        "|".join(re.escape(phrase) for phrase in sorted(_vocabulary()[name], key=len, reverse=True))
        for name in ("words", "things")
    )
    return re.compile(rf"(?:{words}) (?:(?:{things}) ?)?([a-z]{{0,2}}\d+(?:\.\d+)*[a-z]?\.?)(?: above| below)?\W*")


@cache
def _vocabulary() -> Mapping[str, list[str]]:
    text = (resources.files("schemas") / "vocabulary" / "dittos.toml").read_text(encoding="utf-8")
    data: Mapping[str, list[str]] = tomllib.loads(text)
    return data
