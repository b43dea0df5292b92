"""Of several states or colours that a cell offers beside boxes, the one that is ticked.

Options are choices where each of them is a verdict of its own, and not all of them the same: "☒ Policy agreed ☐ Policy
published" is a list of jobs, of which it is not told whether the action is done. A cell that holds nothing but the
states that a form offers has its ticks drawn; which one is meant is not in its words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from normalise.boxes import Offer, offer
from normalise.rag.status import read_status, states_verdict
from normalise.rag.words import rag_words

_LONGEST_FORM, _FEWEST = 160, 3
"""Characters that such a list may have, and states that it must have, unless they are "Yes" and "No"."""
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
        return Chosen("", unclear=True) if _is_form(text) else None
    options = [_verdict(option) for option in found.options]
    if None in options or (len(options) > 1 and len({read_status(option or "") or option for option in options}) == 1):
        return Chosen("", unclear=True) if found.plain else None
    return _of(found)


def _is_form(text: str) -> bool:
    """Whether a text is the list of states that a form offers, side by side and without a sign of which is meant."""
    if len(text) > _LONGEST_FORM or _form().fullmatch(text.strip().casefold()) is None:
        return False
    offered = set(_choice().findall(text.casefold()))
    return len(offered) >= _FEWEST or offered.issuperset(_choices()["answers"])


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"{_choice().pattern}(?:[\s/|,;]+{_choice().pattern})+")


@cache
def _choice() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, sorted(_choices()["words"], key=len, reverse=True))) + r")(?!\w)")


@cache
def _choices() -> Mapping[str, list[str]]:
    text = (resources.files("schemas") / "vocabulary" / "ticks.toml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return data["choices"]


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
    if words.casefold() == "n":
        return "No"
    for part in (words, _FIRST.split(option, maxsplit=1)[0].strip()):
        if part and (states_verdict(part) or rag_words().letters_only.fullmatch(part.casefold())):
            return part
    return None
