"""Of several states or colours that a cell offers beside boxes, the one that is ticked.

Options are choices where each of them is a verdict of its own, and not all of them the same: "☒ Policy agreed ☐ Policy
published" is a list of jobs, of which it is not told whether the action is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from normalise.boxes import Offer, offer
from normalise.rag.status import read_status, states_verdict
from normalise.rag.words import rag_words

_FIRST = re.compile(r"[.;:\n]|\s[-–—(]")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The words of the option that is ticked, empty where none is; `unclear`: it cannot be told which one counts."""

    words: str
    unclear: bool = False


@lru_cache(maxsize=65536)
def chosen(text: str) -> Chosen | None:
    """What is ticked in a cell; null where it offers nothing to tick."""
    found = offer(text)
    if found is None:
        return None
    options = [_verdict(option) for option in found.options]
    if None in options or (len(options) > 1 and len({read_status(option or "") or option for option in options}) == 1):
        return Chosen("", unclear=True) if found.plain else None
    return _of(found)


def _of(found: Offer) -> Chosen | None:
    if found.ticked is None or len(found.ticked) > 1:
        return Chosen("", unclear=True)
    return Chosen(_verdict(found.ticked[0]) or "" if found.ticked else "")


def said(text: str) -> str:
    """The words that count in a cell: those that are ticked, all of them where nothing is offered."""
    found = chosen(text)
    return text if found is None else found.words


def _verdict(option: str) -> str | None:
    """The verdict or colour that an option is, without what is noted behind it; null for anything else."""
    words = " ".join(option.split())
    for part in (words, _FIRST.split(option, maxsplit=1)[0].strip()):
        if part and (states_verdict(part) or rag_words().letters_only.fullmatch(part.casefold())):
            return part
    return None
