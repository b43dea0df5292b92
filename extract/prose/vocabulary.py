"""Loads the vocabulary files that the prose readers share a form with: lists of phrases in named tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

Phrases = Mapping[str, tuple[str, ...]]
_Tree = dict[str, "_Tree"]
"""Phrases by their letters; the empty text where one ends."""

_FOLD = re.compile(r"[^\w&/()'-]+")


@cache
def vocabulary(name: str) -> Mapping[str, Phrases]:
    """The tables of `schemas/vocabulary/NAME.toml`, each a mapping from a word to its list of phrases."""
    text = (files("schemas") / "vocabulary" / f"{name}.toml").read_text(encoding="utf-8")
    return {
        table: {key: tuple(str(phrase) for phrase in phrases) for key, phrases in entries.items()}
        for table, entries in tomllib.loads(text).items()
    }


def any_of(phrases: Iterable[str]) -> str:
    """A pattern of the longest of the phrases that fits, blanks as wide as printed; without brackets around. Phrases
    share their beginnings, so that few are tried at a letter."""
    tree: _Tree = {}
    for phrase in phrases:
        below = tree
        for letter in phrase:
            below = below.setdefault(letter, {})
        below[""] = {}
    return _ways(tree)


def _ways(tree: _Tree) -> str:
    """The ways on from a place in the phrases, its end last."""
    ways: list[str] = []
    for letter, below in tree.items():
        rest = _ways(below) if len(below) < 2 else f"(?:{_ways(below)})"
        ways.append((r"\s+" if letter == " " else re.escape(letter)) + rest if letter else "")
    return "|".join(sorted(ways, key=bool, reverse=True))


@cache
def other_list() -> re.Pattern[str]:
    """What the heading above a list of another kind names: decisions, meetings to come."""
    return re.compile(rf"\b(?:{any_of(vocabulary('plan_lines')['other_lists']['names'])})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text as phrases are compared: case, punctuation and white space folded; `&`, `/`, brackets and hyphens kept."""
    return _FOLD.sub(" ", text.replace("’", "'")).strip(" -").casefold()
