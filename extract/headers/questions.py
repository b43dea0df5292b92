"""Headings that ask ("How will we tell that it has worked?"): what they ask for, by the question word and what follows.

Each question word has an ordered list in `schemas/vocabulary/headers.toml`: the first line with a cue among the
heading's words says the field; a line without cues says what is meant otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The field that a question asks for when one of the cues (" words in a row ") stands in it."""

    field: str
    cues: tuple[str, ...]


def read_rules(lists: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[Asked, ...]]:
    """The rules of the file ("field: cue, cue") by question word; a key may name several ("is has was")."""
    return {opener: tuple(map(_rule, lines)) for openers, lines in lists.items() for opener in openers.split()}


def cue_words(rules: Mapping[str, Sequence[Asked]]) -> list[str]:
    """Every word the rules know, to keep the repair of misspelt words away from them."""
    cues = (word for asked in rules.values() for one in asked for cue in one.cues for word in cue.split())
    return sorted({*rules, *cues})


def asked_for(words: Sequence[str], rules: Mapping[str, Sequence[Asked]]) -> str | None:
    """The field that a heading's plain words ask for; null when they are no question, or one that says nothing."""
    if len(words) < 2:
        return None
    text = f" {' '.join(words)} "
    return next((one.field for one in rules.get(words[0], ()) if not one.cues or _among(one.cues, text)), None)


def _among(cues: Sequence[str], text: str) -> bool:
    return any(cue in text for cue in cues)


def _rule(line: str) -> Asked:
    field, _, cues = line.partition(":")
    return Asked(field.strip(), tuple(f" {cue.strip()} " for cue in cues.split(",") if cue.strip()))
