"""What a doubt about a reading says to a person: one sentence for each code, with the verbatim text beside it."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.findings import finding_notes
from schemas.geometry import Place
from schemas.meaning import Deadline
from schemas.verbatim import Finding

_DATED = frozenset(["date", "month", "quarter", "season_or_term", "financial_year", "range"])
"""Kinds of deadlines that name days."""


def finding(code: str, text: str | None, place: Place | None) -> Finding:
    """The finding of a code: its sentence, then the words it is about."""
    return Finding(finding_notes()[code].severity, code, sentence(code, text), place)


def sentence(code: str, text: str | None) -> str:
    """The sentence for a code, with the words it is about."""
    said = finding_notes()[code].says
    return f"{said}: {text!r}" if text else said


def deadline_findings(due: Deadline, text: str | None, place: Place | None) -> Iterator[Finding]:
    """The doubts about a deadline: what could not be read, what was put right, what has nothing to count from."""
    if due.kind == "unparseable":
        yield finding("deadline_unparseable", text, place)
    if due.kind in ("relative", "immediate") and due.end is None and due.base_date is None:
        yield finding("deadline_without_base", text, place)
    if due.kind in _DATED and not (due.start or due.end or due.revised_to or due.flags):
        yield finding("deadline_without_days", text, place)
    for flag in due.flags:
        yield finding(flag, text, place)
