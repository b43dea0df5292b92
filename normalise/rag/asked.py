"""What a short answer says under a heading that asks: "Y" below "Done? Y/N", "35" below "% complete".

The words that such headings are made of stand in `schemas/vocabulary/status_headings.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_SHARE = re.compile(r"\d{1,3}(?:\.\d+)?")
_PER_CENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_YES_OR_NO = re.compile(r"\?|\by ?/ ?n\b|\byes ?/ ?no\b")


def answer(heading: str, text: str) -> str:
    """The cell's text as its heading makes it read; the text itself where that changes nothing."""
    said = text.strip()
    if _SHARE.fullmatch(said) and float(said) <= 100 and _PER_CENT.search(heading):
        return f"{said}%"
    words = _words()
    asked = heading.casefold()
    if _YES_OR_NO.search(asked) and any(part in asked for part in words["parts"]):
        return next((full.capitalize() for full in ("yes", "no") if said.casefold() in words[full]), text)
    return text


@cache
def _words() -> Mapping[str, frozenset[str]]:
    path = resources.files("schemas") / "vocabulary" / "status_headings.toml"
    asked = tomllib.loads(path.read_text(encoding="utf-8"))["asked"]
    return {name: frozenset(words) for name, words in asked.items()}
