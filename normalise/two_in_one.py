"""Columns whose heading names two things ("Timescale / progress", "Lead and target date"), taken apart.

A plan with one column for two fields becomes a plan with a column for each, under the same heading and in the same
place. Words are only shared out, never changed. A field that has a column of its own is never sought in another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from normalise.deadlines import deadline
from normalise.finding_texts import finding
from normalise.owners.cell import owners
from schemas.meaning import Deadline
from schemas.verbatim import Cell, Column, Field, Plan, Row

_ALIKE: Mapping[Field, frozenset[Field]] = {"progress": frozenset({"progress", "status"})}
"""Fields that stand for another: a plan with a status column needs no progress from elsewhere."""
_UNREAD = ("none", "unparseable")
_DUE_WORDS = 6
"""Words up to which the first line of a cell is its deadline, whatever days the lines below it name."""
_NAME_WORDS = 8
"""Words up to which the end of an action's text may name its owner."""
_NAMED_KINDS = frozenset({"person", "role", "board", "organisation"})
_SAID_WITHOUT_FIGURES = frozenset({"immediate", "ongoing", "recurring"})
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"\n|[.;:]\s+(?=[A-Z])|\s[-–—(]\s?")
_LABEL_WORDS = 3
"""Words up to which what stands before a colon is the name of what follows."""
_GONE_BY = re.compile(r"\bsince\b[^.;\n]*\.?\s*$", re.IGNORECASE)
_EDGES = " \n,;:/–—-."


def parted(plan: Plan) -> Plan:
    """The plan with a column for each field that its headings name; the plan itself where each names one."""
    for at in reversed(range(len(plan.columns))):
        while (second := _second_field(plan, plan.columns[at])) is not None:
            plan = _with_column(plan, at, second)
    return plan


def _second_field(plan: Plan, column: Column) -> Field | None:
    vocabulary = _vocabulary()
    if column.field not in vocabulary.names:
        return None
    own = {column.field}
    named = [_named(part) for part in vocabulary.heading.split(column.header)]
    if column.field not in named:
        return None
    others = [field for field in named if field is not None and field not in own]
    if column.field == "action":
        others = [field for field in ("deadline", "owner") if field in others and "deadline" in others]
    there = {other.field for other in plan.columns}
    free = [field for field in others if not there & _ALIKE.get(field, frozenset({field}))]
    second = next(iter(free if column.field == "action" else others), None)
    if second not in free or (column.field != "action" and "deadline" not in (column.field, second)):
        return None
    return second


def _named(part: str) -> Field | None:
    words = set(re.findall(r"[a-z]+", part.casefold()))
    return next((field for field, names in _vocabulary().names.items() if words & names), None)


def _with_column(plan: Plan, at: int, second: Field) -> Plan:
    column = plan.columns[at]
    columns = (*plan.columns[: at + 1], replace(column, field=second), *plan.columns[at + 1 :])
    return replace(plan, columns=columns, rows=tuple(_shared_row(row, at, column, second) for row in plan.rows))


def _shared_row(row: Row, at: int, column: Column, second: Field) -> Row:
    """The row with the cell's words shared out; a finding where none of them is the second thing."""
    first, other = _shared(row.cells[at], column, second)
    cells = (*row.cells[:at], first, other, *row.cells[at + 1 :])
    if other.text or not first.text:
        return replace(row, cells=cells)
    place = first.places[0] if first.places else None
    told = finding("cell_not_shared_out", f"{column.header} ({second}): {first.text}", place)
    return replace(row, cells=cells, findings=(*row.findings, told))


def _shared(cell: Cell, column: Column, second: Field) -> tuple[Cell, Cell]:
    """The cell's words for the column's own field and for the second one; what is no deadline is the other thing."""
    if column.field == "action":
        told, rest = _labelled(*_due_at_end(cell.text), cell.text) if second == "deadline" else _owner_at_end(cell.text)
        return replace(cell, text=rest), replace(cell, text=told)
    due, rest = _labelled(*_due_and_rest(cell.text), cell.text)
    if column.field == "deadline":
        return replace(cell, text=due or rest), replace(cell, text=rest)
    return replace(cell, text=rest), replace(cell, text=due)


def _due_and_rest(text: str) -> tuple[str, str]:
    """The part of a cell that tells its deadline, and the part beside it; the deadline is empty where none is told."""
    whole = _read(text)
    if whole is None:
        return "", text
    cuts = [found.span() for found in _vocabulary().cell.finditer(text)]
    first, _, others = text.partition("\n")
    if others and len(first.split()) <= _DUE_WORDS and _read(first) is not None:
        return first.strip(_EDGES), others.strip()
    for start, end in reversed(cuts):
        if _read(text[end:]) == whole and text[:start].strip(_EDGES):
            return _bare(text[end:]), text[:start].strip(_EDGES)
    for start, end in cuts:
        if _read(text[:start]) == whole and text[end:].strip(_EDGES):
            return text[:start].strip(_EDGES), _bare(text[end:])
    return text, ""


def _due_at_end(text: str) -> tuple[str, str]:
    """The deadline that ends an action's text ("... will be agreed. March 2026"), and the text before it: of its last
    few words, the fewest that say the same as all of them. What has been so since a day is not due on it."""
    if _GONE_BY.search(text):
        return "", text
    cuts = [cut for cut in _vocabulary().cell.finditer(text) if not _ends_in_label(text[: cut.end()])]
    tails = [(text[: cut.start()].strip(), _bare(text[cut.end() :])) for cut in cuts]
    told = [
        (before, due, _read(due)) for before, due in tails if before.strip(_EDGES) and len(due.split()) <= _DUE_WORDS
    ]
    told = [one for one in told if one[2] is not None and (one[2][0] in _SAID_WITHOUT_FIGURES or _DIGIT.search(one[1]))]
    same = [(before, due) for before, due, read in told if read == told[0][2]]
    return (same[-1][1], same[-1][0]) if same else ("", text)


def _labelled(due: str, rest: str, text: str) -> tuple[str, str]:
    """The deadline with the name that the cell gives it ("Officer: Jo Smith Due date: | March 2026"), and the rest."""
    words = rest.rstrip(":").split(" ")
    for start in reversed(range(max(0, len(words) - _LABEL_WORDS), len(words)) if due else ()):
        label, before = " ".join(words[start:]), words[start - 1].lower() if start else ""
        whole = label[:1].isupper() and before not in _vocabulary().before_label
        if whole and _named(label) == "deadline" and f"{label}: {due}" in text:
            return f"{label}: {due}", " ".join(words[:start]).rstrip(_EDGES)
    return due, rest


def _ends_in_label(text: str) -> bool:
    """Whether a text ends with the name of what follows ("... Timescale: | March 2026")."""
    last = _SENTENCE.split(text)[-1].strip()
    return last.endswith(":") and len(last.split()) <= _LABEL_WORDS and _named(last) is not None


def _owner_at_end(text: str) -> tuple[str, str]:
    """The post, person or body that ends an action's text as its last sentence or line, and the text before it."""
    cuts = [cut for cut in _SENTENCE.finditer(text) if not _ends_in_label(text[: cut.end()])]
    cut = cuts[-1] if cuts else None
    name = _bare(text[cut.end() :]) if cut else ""
    known = cut is not None and len(name.split()) <= _NAME_WORDS and {owner.kind for owner in owners(name)}
    return (name, text[: cut.start()].strip()) if cut and known and known <= _NAMED_KINDS else ("", text)


def _bare(text: str) -> str:
    """What stands behind a cut, without the bracket that the cut opened."""
    text = text.strip(_EDGES)
    return text[:-1].rstrip(_EDGES) if text.endswith(")") and text.count(")") > text.count("(") else text


def _read(text: str) -> tuple[object, ...] | None:
    due: Deadline = deadline(text)
    return None if due.kind in _UNREAD else (due.kind, due.start, due.end, due.recurrence)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    heading: re.Pattern[str]
    cell: re.Pattern[str]
    names: Mapping[Field, frozenset[str]]
    before_label: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    text = (resources.files("schemas") / "vocabulary" / "double_headings.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    names = {field: frozenset(words) for field, words in data["names"].items()}
    before_label = frozenset(data["before_label"])
    return _Vocabulary(
        re.compile(data["parted_by"], re.IGNORECASE), re.compile(data["cell_parted_by"]), names, before_label
    )
