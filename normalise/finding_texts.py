"""What a doubt about a reading says to a person: one sentence for each code, with the verbatim text beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from tomllib import loads

from schemas.geometry import Place
from schemas.meaning import Deadline
from schemas.verbatim import Finding


@cache
def messages() -> Mapping[str, str]:
    """Finding code -> sentence, from `schemas/vocabulary/findings.toml`."""
    text = (resources.files("schemas") / "vocabulary" / "findings.toml").read_text(encoding="utf-8")
    return {str(code): str(sentence) for code, sentence in loads(text)["messages"].items()}


def sentence(code: str, text: str | None) -> str:
    """The sentence for a code, with the words it is about."""
    said = messages().get(code, code.replace("_", " ").capitalize())
    return f"{said}: {text!r}" if text else said


def deadline_findings(due: Deadline, text: str | None, place: Place | None) -> Iterator[Finding]:
    """The doubts about a deadline: what could not be read, what was put right, what has nothing to count from."""
    if due.kind == "unparseable":
        yield Finding("warning", "deadline_unparseable", sentence("deadline_unparseable", text), place)
    if due.kind in ("relative", "immediate") and due.end is None and due.base_date is None:
        yield Finding("info", "deadline_without_base", sentence("deadline_without_base", text), place)
    for flag in due.flags:
        yield Finding("info", flag, sentence(flag, text), place)
