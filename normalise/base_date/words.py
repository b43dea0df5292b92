"""The words by which a paper speaks of its inspection, from `schemas/vocabulary/base_date.toml`, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any


def about(lower: str) -> bool:
    """Whether a text speaks of an inspection."""
    return patterns()["inspection"].search(lower) is not None


def of_register(title: str, words: str) -> bool:
    """Whether the inspection is of those that the register knows, by its title where that names one."""
    named = title.lower() if about(title.lower()) else words
    return patterns()["registered"].search(named) is not None


def framework_of(lower: str) -> str | None:
    """The framework that the paper names first."""
    found = [(match.start(), name) for name, pattern in _frameworks().items() if (match := pattern.search(lower))]
    return min(found)[1] if found else None


def last_of(lower: str, table: str) -> int:
    """Where the last word of a table begins, -1 when none is there."""
    return max((match.start() for match in patterns()[table].finditer(lower)), default=-1)


@cache
def _table() -> Mapping[str, Any]:
    path = resources.files("schemas") / "vocabulary" / "base_date.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in _table().items() if isinstance(words, list)}


@cache
def _frameworks() -> Mapping[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in _table()["framework"].items()}


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    alternatives = (
        re.escape(word).replace(r"\*", r"\w*") + ("" if not word[-1].isalnum() else r"\b") for word in words
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + ")")
