"""The codes of findings: what each is about, how grave it is, what it says (`vocabulary/findings.toml`).

A finding is made where the doubt arises; here is only what its code means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

Subject = Literal["deadline", "rag", "progress", "row", "plan", "claim", "correction", "paper"]


@dataclass(frozen=True, slots=True)
class FindingNote:
    """What a code means. `about` is the part of the paper that a person should look at."""

    code: str
    about: Subject
    severity: Literal["info", "warning", "error"]
    says: str


@cache
def finding_notes() -> Mapping[str, FindingNote]:
    """Every code with its note, in the order of the vocabulary."""
    text = (resources.files("schemas") / "vocabulary" / "findings.toml").read_text(encoding="utf-8")
    return {code: _note(code, entry) for code, entry in tomllib.loads(text).items()}


def _note(code: str, entry: Mapping[str, str]) -> FindingNote:
    severity = cast(Literal["info", "warning", "error"], entry["severity"])
    return FindingNote(code, cast(Subject, entry["about"]), severity, entry["says"])


def codes_about(subject: Subject) -> frozenset[str]:
    """The codes of one subject."""
    return frozenset(note.code for note in finding_notes().values() if note.about == subject)
