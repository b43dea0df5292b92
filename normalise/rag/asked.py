"""What a short answer says under a heading that asks: "Y" below "Done? Y/N", "35" below "% complete".

That an action is not done says neither that it has begun nor that it has not: "N" below "Done?" says no status. The
words that such headings are made of stand in `schemas/vocabulary/status_headings.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from normalise.rag.chosen import said as ticked_words

_SHARE = re.compile(r"\d{1,3}(?:\.\d+)?")
_PER_CENT = re.compile(r"%|\bper ?cent", re.IGNORECASE)
_YES_OR_NO = re.compile(r"\?|\by ?/ ?n\b|\byes ?/ ?no\b")
_WORDS = re.compile(r"[a-z]+")


def answer(heading: str, text: str) -> str:
    """The cell's text as its heading makes it read; the text itself where that changes nothing, none for a bare "No"
    that leaves open how far the action is."""
    said = ticked_words(text).strip()
    if (share := share_of(heading, said)) != said:
        return share
    words, asked = _words(), heading.casefold()
    answered = next((full for full in ("yes", "no") if said.casefold() in words["asked"][full]), None)
    if answered is None or not (_YES_OR_NO.search(asked) or _asks(asked)):
        return text
    for meant in ("planned", "begun"):
        if any(part in asked for part in words[meant]["parts"]):
            return str(words[meant][answered])
    if not any(part in asked for part in words["asked"]["parts"]):
        return text
    return answered.capitalize() if answered == "yes" else ""


def share_of(heading: str, text: str) -> str:
    """The text, a bare number up to 100 below a heading of percentages as one of them."""
    share = _SHARE.fullmatch(text.strip()) and float(text) <= 100 and _PER_CENT.search(heading)
    return f"{text.strip()}%" if share else text


def asks(heading: str) -> bool:
    """Whether a heading asks whether an action is done, with or without a question mark."""
    asked = heading.casefold()
    return _asks(asked) or (
        _YES_OR_NO.search(asked) is not None and any(part in asked for part in _words()["asked"]["parts"])
    )


def _asks(asked: str) -> bool:
    """Whether a heading without a question mark is made of nothing but the words of one ("Action completed")."""
    found = _WORDS.findall(asked)
    return any(part in asked for part in _words()["asked"]["parts"]) and set(found) <= set(_words()["asked"]["whole"])


@cache
def _words() -> Mapping[str, Mapping[str, str | list[str]]]:
    path = resources.files("schemas") / "vocabulary" / "status_headings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
