"""Loads the vocabulary files that the prose readers share a form with: lists of phrases in named tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

Phrases = Mapping[str, tuple[str, ...]]

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
    """A pattern of any of the phrases, the longest first, blanks as wide as printed; without brackets around."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Text as phrases are compared: case, punctuation and white space folded; `&`, `/`, brackets and hyphens kept."""
    return _FOLD.sub(" ", text.replace("’", "'")).strip(" -").casefold()
