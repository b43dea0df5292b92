"""Columns whose heading names two things ("Timescale / progress", "Lead and target date"), taken apart.

A plan with one column for two fields becomes a plan with a column for each, under the same heading and in the same
place. Words are only shared out, never changed. A field that has a column of its own is never sought in another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from normalise.finding_texts import finding
from normalise.grammar.model import ChunkKind
from normalise.grammar.stretches import Stretch, stretches
from normalise.owners.cell import owners
from schemas.verbatim import Cell, Column, Field, Plan, Row

_ALIKE: Mapping[Field, frozenset[Field]] = {"progress": frozenset({"progress", "status"})}
"""Fields that stand for another: a plan with a status column needs no progress from elsewhere."""
_DUE_WORDS = 6
"""Words up to which the end of an action's text is its deadline."""
_NAME_WORDS = 8
"""Words up to which the end of an action's text may name its owner."""
_NAMED_KINDS = frozenset({"person", "role", "board", "organisation"})
_SAID_WITHOUT_FIGURES: frozenset[ChunkKind] = frozenset({"immediate", "ongoing", "recur", "period"})
_IN_ITS_PLACE: frozenset[ChunkKind] = frozenset({"none", "done"})
_SENTENCE = re.compile(r"\n|[.;:]\s+(?=[A-Z])|\s[-–—(]\s?")
_LABEL_WORDS = 3
"""Words up to which what stands before a colon is the name of what follows."""
_YEAR = re.compile(r"\d{4}")
_BRACKETED = re.compile(r"\([^()]*\)")
_GONE_BY = re.compile(r"\bsince\b[^.;\n]*\.?\s*$", re.IGNORECASE)
_EDGES = " \n,;:/–—-.•|"


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
        told, rest = _due_at_end(cell.text) if second == "deadline" else _owner_at_end(cell.text)
        return replace(cell, text=rest), replace(cell, text=told)
    due, rest = _due_and_rest(cell.text, all_told="owner" in (column.field, second))
    if column.field == "deadline":
        return replace(cell, text=due or rest), replace(cell, text=rest)
    return replace(cell, text=rest), replace(cell, text=due)


def _due_and_rest(text: str, *, all_told: bool) -> tuple[str, str]:
    """The deadline that a cell tells, and the words beside it; the deadline is empty where none is told.

    With `all_told` it is all that is told ("Head of HR, May 2025; Head of ICT, June 2025"), else the first.
    """
    text = text.strip()
    told = _told(stretches(text, labels=_deadline_labels(), stated=all_told), text)
    told = told if all_told else told[:1]
    ends = [0, *(stretch.end for stretch in told)]
    starts = [*(stretch.start for stretch in told), len(text)]
    parts = [_tidied(text[end:start]) for end, start in zip(ends, starts, strict=True)]
    rest = [*(part.rstrip(".") for part in parts[:-1]), parts[-1]]
    return "\n".join(text[stretch.start : stretch.end] for stretch in told), "\n".join(filter(None, rest))


def _told(found: Sequence[Stretch], text: str) -> list[Stretch]:
    """Those of the times in a cell that are its deadline: what stands apart, else what ends or begins a line in words
    that can be nothing else; without any, what is said in a deadline's place."""
    times = [stretch for stretch in found if not stretch.kinds <= _IN_ITS_PLACE]
    return (
        [stretch for stretch in times if stretch.opens and stretch.closes]
        or [stretch for stretch in times if stretch.closes and _is_time(stretch)]
        or [stretch for stretch in times if stretch.opens and _begins_line(stretch, text)]
        or [stretch for stretch in found if stretch.opens and stretch.closes]
    )


def _is_time(stretch: Stretch) -> bool:
    """Whether the words can be nothing but a time: "May" may be somebody's name."""
    return stretch.figures or stretch.led or bool(stretch.kinds & _SAID_WITHOUT_FIGURES)


def _begins_line(stretch: Stretch, text: str) -> bool:
    """Whether what follows a time is another thing: "5 Year Plan Lead" and "2025 Programme Manager" are posts."""
    named = "when" in stretch.kinds and stretch.figures and not _YEAR.fullmatch(text, stretch.start, stretch.end)
    return stretch.led or named


def _due_at_end(text: str) -> tuple[str, str]:
    """The deadline that ends an action's text ("... will be agreed. March 2026") in a few words, and the text before.
    What has been so since a day is not due on it."""
    found = () if _GONE_BY.search(text) else stretches(text, labels=_deadline_labels())
    last = found[-1] if found else None
    if last is None or any(map(str.isalnum, text[last.end :])) or not text[: last.start].strip(_EDGES):
        return "", text
    due = text[last.start : last.end]
    told = len(due.split()) <= _DUE_WORDS and _is_time(last) and (last.figures or last.opens or "period" in last.kinds)
    return (due, text[: last.start].strip(_EDGES)) if told else ("", text)


def _tidied(text: str) -> str:
    """The words beside a deadline without the marks that parted them from it; a full stop at their end stays."""
    text = text.rstrip(_EDGES.replace(".", "")).lstrip(_EDGES)
    text = text[1:].lstrip(_EDGES) if text.startswith((")", "]")) else text
    text = text[:-1].rstrip(_EDGES) if text.endswith(("(", "[")) else text
    return text[1:-1].strip(_EDGES) if _BRACKETED.fullmatch(text) else text


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


def _deadline_labels() -> frozenset[str]:
    vocabulary = _vocabulary()
    return vocabulary.names["deadline"] | vocabulary.before_label


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    heading: re.Pattern[str]
    names: Mapping[Field, frozenset[str]]
    before_label: frozenset[str]


@cache
def _vocabulary() -> _Vocabulary:
    text = (resources.files("schemas") / "vocabulary" / "double_headings.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    names = {field: frozenset(words) for field, words in data["names"].items()}
    before_label = frozenset(data["before_label"])
    return _Vocabulary(re.compile(data["parted_by"], re.IGNORECASE), names, before_label)
