"""What a group's heading says for all of its rows: who leads ("Priority 1: Front door. Lead: Head of Service") and when
they are due ("Actions to be completed by 31 March 2024").

Only where the plan's rows say nothing of the kind themselves, and each row says in a finding where it comes from. An
owner needs a label; a time needs words that make it a deadline, and no others but those of such a heading, unless it
stands at its end apart from them. A month or year alone is a group's name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources

from normalise.fields import FieldedRow
from normalise.finding_texts import finding
from normalise.grammar.stretches import Stretch, stretches
from normalise.owners.cell import owners
from schemas.geometry import Place
from schemas.verbatim import Cell, Column, Field, Plan, Row

_NAME_WORDS, _HEADING_WORDS = 16, 25
_UNKNOWN = frozenset(["unknown"])
_WORD = re.compile(r"[a-z]+")
_EDGES = " \t,;.:|/–—-"


def with_group_values(plan: Plan) -> Plan:
    """The plan with the owners and deadlines that its group headings tell; the plan itself where they tell none."""
    return _with_field(
        _with_field(plan, "owner", "owner_of_group", owner_said), "deadline", "deadline_of_group", due_said
    )


def _with_field(plan: Plan, field: Field, code: str, said: Callable[[str], str | None]) -> Plan:
    own = [at for at, column in enumerate(plan.columns) if column.field == field]
    if any(row.cells[at].text for row in plan.rows for at in own):
        return plan
    told = [_told(plan, row, said) for row in plan.rows]
    if not any(told):
        return plan
    rows = [_with_cell(plan, row, text, code) for row, text in zip(plan.rows, told, strict=True)]
    return replace(plan, columns=(*plan.columns, Column("", field)), rows=tuple(rows))


def _told(plan: Plan, row: Row, said: Callable[[str], str | None]) -> str | None:
    """What the nearest of the headings above a row says."""
    lines = (FieldedRow(plan.columns, row).section() or "").split("\n")
    return next(filter(None, map(said, reversed(lines))), None)


def _with_cell(plan: Plan, row: Row, text: str | None, code: str) -> Row:
    places = tuple(_places(plan, row)) if text else ()
    found = (finding(code, text, places[0] if places else None),) if text else ()
    return replace(row, cells=(*row.cells, Cell(text or "", places, carried=True)), findings=(*row.findings, *found))


def _places(plan: Plan, row: Row) -> Iterable[Place]:
    cells = [cell for _, cell in FieldedRow(plan.columns, row).cells("section")]
    return [place for cell in ([row.section] if row.section else cells) for place in cell.places]


@lru_cache(maxsize=4096)
def owner_said(heading: str) -> str | None:
    """The owner that a heading names after a label; null where it has no such label, or several."""
    hits = list(_owner_label().finditer(heading))
    if len(hits) != 1:
        return None
    name = heading[hits[0].end() :]
    if hits[0]["open"] and ")" in name:
        name = name[: name.index(")")]
    name = _other_label().split(name, maxsplit=1)[0].strip(_EDGES)
    if not name or len(name.split()) > _NAME_WORDS:
        return None
    return name if {owner.kind for owner in owners(name)} - _UNKNOWN else None


@lru_cache(maxsize=4096)
def due_said(heading: str) -> str | None:
    """The deadline that a heading sets its rows; null where it sets none, or several."""
    words = _vocabulary()
    labels = frozenset(word for phrase in words["due"] for word in phrase.split())
    if len(heading.split()) > _HEADING_WORDS:
        return None
    found = [one for one in stretches(heading, labels=labels) if _sets_a_deadline(one, heading)]
    return heading[found[0].start : found[0].end] if len(found) == 1 else None


def _sets_a_deadline(stretch: Stretch, heading: str) -> bool:
    """Whether a time is the deadline of all below a heading: led in by what makes it one, with no words beside it but a
    heading's own, or at its end apart from others; or a stretch of months or "immediate" that is the whole heading."""
    before, after = heading[: stretch.start].casefold(), heading[stretch.end :].casefold()
    beside, behind = _WORD.findall(before), _WORD.findall(after)
    if not stretch.led:
        counted = "period" in stretch.kinds and "year" not in heading.casefold() and not beside + behind
        named = stretch.kinds == {"immediate"} or ("vague" in stretch.kinds and stretch.kinds & {"when", "period"})
        return counted or bool(named and _fillers().issuperset(beside + behind))
    led = _due().match(heading, stretch.start) is not None and not _is_gone_by(beside)
    return led and (_fillers().issuperset(beside + behind) or (stretch.opens and not behind))


def _is_gone_by(before: Sequence[str]) -> bool:
    """Whether what stands before the time says what was done by then ("Actions completed by 31 March")."""
    done = [at for at, word in enumerate(before) if word in _vocabulary()["done"]]
    return any(not at or before[at - 1] != "be" for at in done)


@cache
def _due() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either('due')})(?!\w)", re.IGNORECASE)


@cache
def _owner_label() -> re.Pattern[str]:
    """A label with a colon, or with a dash where nothing but a number or a mark stands before it."""
    label = rf"(?i:{_either('owner')})"
    return re.compile(
        rf"(?:(?:^|(?P<open>[(\[])|[\s|,;.–—-]){label}\s*[:=]|(?:^|[\d|,;.–—-])\s*{label}\s+[-–—])\s*(?=[A-Z])"
    )


@cache
def _other_label() -> re.Pattern[str]:
    return re.compile(rf"[\s(|;,.–—-]+(?:{_either('others')})(?:\s*[:=]|\s+[-–—]\s)|\n", re.IGNORECASE)


def _either(name: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(_vocabulary()[name], key=len, reverse=True))


@cache
def _vocabulary() -> Mapping[str, list[str]]:
    data: Mapping[str, Mapping[str, list[str]]] = _load("double_headings")
    return data["group"]


@cache
def _fillers() -> frozenset[str]:
    data: Mapping[str, Mapping[str, list[str]]] = _load("time_headings")
    return frozenset(data["time"]["fillers"])


def _load(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    text = (resources.files("schemas") / "vocabulary" / f"{name}.toml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return data
