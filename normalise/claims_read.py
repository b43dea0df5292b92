"""What a stated count is a count of: its colour, status, time band and part of the plan, from the claim's words.

The check against rows stands in `normalise.claims`.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast

from schemas.meaning import Rag, Status
from schemas.verbatim import Claim

# Periods are compared by the day they would end on, counted from this one.
_ANCHOR = dt.date(2001, 1, 1)

Band = tuple[Literal["after", "day"], dt.date]
Counted = Literal["action", "recommendation"]

_COLOURS = {
    "red": "red",
    "amber": "amber",
    "yellow": "amber",
    "green": "green",
    "blue": "blue",
    "grey": "grey",
    "gray": "grey",
}
_COLOUR = re.compile(r"\b(red|amber|yellow|green|blue|gr[ae]y)(?:\s?[/-]\s?(red|amber|green))?\b", re.IGNORECASE)
# "Complete (green) or complete and checked (blue)" counts a state, not a colour.
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:from|was|were|previously|formerly)\s+$", re.IGNORECASE)
_SAID_OF_COLOUR = re.compile(
    r"\b(?:are|is|was|were|been|be|have|has|marked|rated|rag|graded|shown|as|at|now|currently|status|coded|flagged|moved|from|to|also|a|the|of|actions?)\b",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(r"recommendation|areas? (?:for|of)", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:(?:within|in|over|inside)\s+(?:the\s+next\s+)?(?:\d{1,2}|\w+)\s+(?:months?|weeks?|days?|years?)|(?:\d{1,2}|[a-z]+)[\s-](?:month|week|year)s?(?=\s)"
    r"|immediate(?:ly)?|(?:due\s+)?(?:by|before)\s+(?:the\s+end\s+of\s+)?[\w.\s/]{3,24}?\d{2,4}|(?:short|medium|long)[\s-]term)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = (
    *("no", "none", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBER = rf"(?:{'|'.join(_NUMBER_WORDS)}|thirty|forty|fifty|sixty|seventy|eighty|ninety|both)"
_COUNT = re.compile(rf"\b(?:\d{{1,3}}(?:\s?%|\s?\([^)]*\))?|{_NUMBER}(?:[\s-]{_NUMBER})?)\b", re.IGNORECASE)
_BEING = re.compile(r"\b(?:are|is|was|were|have been|has been|marked|rated|remain|remains)\b", re.IGNORECASE)
_DOING = re.compile(
    r"\b(?:completed|implemented|closed|delivered|achieved|addressed|finished|signed off|met|actioned|resolved)\s*$",
    re.IGNORECASE,
)
# What may follow a count without telling a state.
_NO_STATE = re.compile(
    r"\b(?:in|on|within) the (?:\w+ )?plan\b|\bin total\b"
    r"|\b(?:were|was|have been) (?:identified|made|raised|agreed|proposed)\b.*"
    r"|\(\s*\d+(?:\.\d+)?\s*(?:%|per cent)?\s*\)|\(\s*\d+ (?:out )?of (?:the )?\d+\s*\)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)", re.IGNORECASE
)
_OUTSTANDING = re.compile(
    r"\b(?:outstanding|remain(?:s|ing)?|not (?:yet )?(?:been )?completed?|incomplete|yet to be completed|still open)\b",
    re.IGNORECASE,
)


@cache
def _vocabulary(table: str, key: str) -> tuple[str, ...]:
    text = (resources.files("schemas") / "vocabulary" / "claims.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[table][key])


@cache
def _noun() -> re.Pattern[str]:
    """What a plan counts, longest first."""
    phrases = (*_vocabulary("counted", "plural"), *_vocabulary("counted", "singular"))
    joined = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a claim counts. `open_only`: those not completed, whatever their state. Null fields: not said."""

    rag: Rag | None
    status: Status | None
    band: Band | None
    counted: Counted
    words: frozenset[str]
    open_only: bool = False
    everything: bool = False


def meant(claim: Claim) -> Meant:
    """Read a claim's own words; nothing is taken from the paper's key."""
    predicate = _predicate(claim)
    colour = _colour(predicate) or _colour(claim.text)
    status = _status(predicate, colour)
    return Meant(
        rag=colour,
        status=status,
        band=band_in(claim.subject) or band_in(claim.text),
        counted="recommendation" if _INSPECTORS.search(claim.subject) else "action",
        words=words_of(_COLOUR.sub(" ", _noun().split(claim.subject, maxsplit=1)[0])),
        open_only=colour is None and status != "overdue" and bool(_OUTSTANDING.search(predicate)),
        everything=bool(re.match(r"\W*all\b", claim.text, re.IGNORECASE)) and claim.out_of is None,
    )


def words_of(text: str) -> frozenset[str]:
    """The words that tell one part of a plan from another."""
    small = _vocabulary("parts", "small")
    return frozenset(word for word in re.findall(r"[a-z']+", text.casefold()) if word not in small)


@lru_cache(maxsize=4096)
def band_of(deadline_text: str) -> Band | None:
    """A deadline as a time band: a period (by the day it would end) or a day. Null where it names neither."""
    from normalise.deadlines import deadline

    due = deadline(deadline_text, base_date=_ANCHOR)
    if due.end is None:
        return None
    return ("after", due.end) if due.kind in {"relative", "immediate"} else ("day", due.end)


def band_in(text: str) -> Band | None:
    """The time band that a count names ("to be completed within six months", "three month ...")."""
    for found in _TIME.finditer(text):
        phrase = re.sub(r"^due\s+", "", found.group(), flags=re.IGNORECASE).replace("-", " ")
        if _NUMBERED.match(phrase):
            phrase = f"within {phrase}" if phrase.endswith("s") else f"within {phrase}s"
        if band := band_of(phrase):
            return band
    return None


def _predicate(claim: Claim) -> str:
    """What is said of the counted: the words after it, else those inside its name or before it."""
    before, named, after = _around_subject(claim)
    after = _TIME.sub(" ", _NO_STATE.sub(" ", after))
    inside = _noun().split(named, maxsplit=1)[0]
    if _state().search(inside) and not _state().search(after):
        return inside
    if re.search(r"[a-z]{3}", after, re.IGNORECASE):
        return after
    return inside if re.search(r"[a-z]{2}", inside, re.IGNORECASE) else _last_words(before)


def _around_subject(claim: Claim) -> tuple[str, str, str]:
    """The claim's text before, in and after what is counted; the count itself stands for it where it is left out."""
    words = claim.subject.split()
    for first in range(len(words)):
        named = " ".join(words[first:])
        before, found, after = claim.text.partition(named)
        counts = list(_COUNT.finditer(before))
        if found and not _BEING.search(before, counts[-1].end() if counts else 0):
            return before, named, _after_count(after, claim.stated)
    count = _COUNT.search(claim.text)
    return (claim.text[: count.start()], "", claim.text[count.end() :]) if count else ("", "", claim.text)


def _after_count(after: str, stated: int | None) -> str:
    """What follows the count itself, where what is counted was named first: "of 18 actions due by May, 14 were ..."."""
    for later in _COUNT.finditer(after):
        if after.lstrip().startswith(",") or later.group().casefold() in {str(stated), _worded(stated)}:
            return after[later.end() :]
    return after


def _worded(number: int | None) -> str | None:
    words = _NUMBER_WORDS[2:]
    return words[number] if number is not None and number < len(words) else None


def _last_words(before: str) -> str:
    """What stands before a count as its state: "Completed:", or "completed" of "We have completed 41 of the"."""
    kept = re.sub(rf"(?:\s+(?:a|total|of|the|all|\d+|{_NUMBER}))*\s*$", "", before, flags=re.IGNORECASE)
    if kept.endswith((":", "–", "=")):
        return re.split(r"[:;]\s", kept[:-1])[-1]
    if _state().fullmatch(kept.strip()):
        return kept.strip()
    done = _DOING.search(kept)
    return done.group() if done else ""


def _colour(text: str) -> Rag | None:
    named = list(_COLOUR.finditer(text))
    found = [one for one in named if not _PAST.search(text[: one.start()])] if len(named) > 1 else named
    several = {one[1].casefold() for one in found}
    if not found or (len(several) > 1 and _OR.search(text, found[0].end(), found[-1].start())):
        return None
    first = _COLOURS[found[0][1].casefold()]
    if found[0][2]:
        pair = {first, _COLOURS[found[0][2].casefold()]}
        name = "amber-green" if pair == {"amber", "green"} else "amber-red" if pair == {"amber", "red"} else None
        return cast("Rag | None", name)
    return cast(Rag, first)


def _status(text: str, colour: Rag | None) -> Status | None:
    """The state that the words give; none where they give no state of things counted ("have been accepted")."""
    from normalise.rag.cell import rag

    if colour is not None or not text:
        text = _COLOUR.sub(" ", text)
        if not _SAID_OF_COLOUR.sub(" ", text).strip(" .,;:()\"'-–"):
            return None
    return rag(_present(text)).status if _state().search(text) else None


@cache
def _state() -> re.Pattern[str]:
    phrases = (*_vocabulary("state", "phrases"), *_vocabulary("state", "verbs"))
    joined = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


_SAID_TO_BE = re.compile(
    r"\b(?:reported|recorded|assessed|judged|considered|regarded|described)\s+as\s+(?:being\s+)?", re.I
)


def _present(text: str) -> str:
    """The words as a cell would say them today: "remained open", "had been met", "were reported as being complete"."""
    said = _SAID_TO_BE.sub("", text)
    return re.sub(r"\bremained\b", "remains", re.sub(r"\bhad\b", "have", said, flags=re.I), flags=re.I)
