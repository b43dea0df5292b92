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
    words, asked = _words(), heading.casefold()
    answered = next((full for full in ("yes", "no") if said.casefold() in words["asked"][full]), None)
    if answered is None or not _YES_OR_NO.search(asked):
        return text
    if any(part in asked for part in words["planned"]["parts"]):
        return str(words["planned"][answered])
    return answered.capitalize() if any(part in asked for part in words["asked"]["parts"]) else text


@cache
def _words() -> Mapping[str, Mapping[str, str | list[str]]]:
    path = resources.files("schemas") / "vocabulary" / "status_headings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
