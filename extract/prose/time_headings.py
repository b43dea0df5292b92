"""Tells headings that name a time ("Within three months:") and headings of what needs to improve.

Only whether a heading is one, and its words; what day it means is read by `normalise`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.prose.dates import DATE
from extract.prose.vocabulary import any_of, folded, vocabulary

LONGEST = 16

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SEASON = "spring|summer|autumn|winter|easter|christmas"
_YEAR = r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?"
_DATE = (
    rf"(?:(?:{DATE.pattern})|(?:the )?(?:{_SEASON})(?: term| half term)?(?: {_YEAR})?|{_YEAR}"
    rf"|(?:q[1-4]|quarter (?:[1-4]|one|two|three|four))(?:[ ,]*(?:of )?{_YEAR})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})|(?:{_MONTHS})(?![a-z])"
    r"|financial year|the year|academic year|school year)"
)
_BEFORE_DATE = " {DATE}"
_RUN_IN = re.compile(r"\s*([^:]{4,80}?)\s*(?::|\s[–—-]\s)\s*(?=\S)")
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{4,60}?)\s*[)\]][.;,]?\s*$")
_WORD = re.compile(r"[^\W_]+")
_FOOTNOTE = re.compile(r"[?:.]?\d?$")
_TAKEN = re.compile(r"\bactions? (?:already )?(?:taken|undertaken)\b", re.IGNORECASE)
"""What has been done ("Immediate actions taken") is nothing to be done."""
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_ALNUM = re.compile(r"[^\w/'-]+")


@cache
def _time() -> re.Pattern[str]:
    """Any phrase of a time. The pattern of a date is as long as all else: it stands there once, after all phrases that
    end in a date, so that the first use in a process takes a fifth of the time."""
    words = vocabulary("time_headings")["time"]
    number = rf"(?:\d{{1,3}}|{'|'.join(sorted(words['numbers'], key=len, reverse=True))})"
    unit = rf"(?:{'|'.join(sorted(words['units'], key=len, reverse=True))})"
    span = rf"{number}\s*(?:to|and|[-–/])\s*{number}"
    phrases = sorted(words["phrases"], key=len, reverse=True)
    patterns = {
        phrase: re.escape(phrase.removesuffix(_BEFORE_DATE))
        .replace(r"\{N\}\ to\ \{N\}", span)
        .replace(r"\{N\}", number)
        .replace(r"\{UNIT\}", unit)
        .replace(r"\ ", r"[\s-]+")
        for phrase in phrases
    }
    dated = "|".join(pattern for phrase, pattern in patterns.items() if phrase.endswith(_BEFORE_DATE))
    others = "|".join(pattern for phrase, pattern in patterns.items() if not phrase.endswith(_BEFORE_DATE))
    return re.compile(rf"(?<![\w-])(?:{others}|(?:{dated})[\s-]+{_DATE})(?![\w-])", re.IGNORECASE)


def promises(text: str) -> bool:
    """Whether a heading says that something will be done ("By June 2025 we will:"), so that actions stand below it."""
    return _promise().search(text) is not None


@cache
def _promise() -> re.Pattern[str]:
    """Words that only say that something will be done."""
    return re.compile(rf"\b(?:{any_of(vocabulary('time_headings')['time']['promises'])})\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_time_heading(text: str) -> bool:
    """Whether the text names a time and says nothing else ("For completion within 3 months of the inspection:"), to its
    end: "Within 60 days of the date of that" is the first line of a sentence."""
    if len(text) > 12 * LONGEST:
        return False
    plain = " ".join(text.replace("’", "'").split())
    if not plain or len(plain.split()) > LONGEST or (plain.endswith((".", ";")) and len(plain.split()) > 5):
        return False
    found = [match for match in _time().finditer(plain)]
    if not found or _TAKEN.search(plain) or folded(plain).strip(" :") in vocabulary("time_headings")["time"]["virtues"]:
        return False
    told = _promise().sub(" ", plain) if plain.endswith(":") else plain
    rest = _ALNUM.sub(" ", _time().sub(" ", told)).casefold().split()
    fillers = frozenset(vocabulary("time_headings")["time"]["fillers"])
    if not all(word in fillers or word.isdigit() for word in rest):
        return False
    return plain.casefold().rpartition(" ")[2] not in vocabulary("time_headings")["prose"]["open"]


def run_in_time(text: str) -> tuple[str, str] | None:
    """Time and text of "Within three months: improve ..."; null for any other text, and for a key that says what times
    mean ("Short-term - 2020; Medium-term - 2025")."""
    found = _RUN_IN.match(text)
    if found is None or not is_time_heading(found[1]):
        return None
    if any(more and is_time_heading(more[1]) for more in map(_RUN_IN.match, text[found.end() :].split(";")[1:])):
        return None
    return text[: found.end()].strip(), text[found.end() :].strip()


def closing_time(text: str) -> str | None:
    """The time in brackets at the end of an item: "improve the timeliness of ... (within three months)"."""
    found = _IN_BRACKETS.search(text)
    return found[1] if found and is_time_heading(found[1]) else None


def is_improvement_heading(text: str) -> bool:
    """Whether the text heads a list of what needs to improve (a footnote's number at its end does not count)."""
    if len(text) > 12 * LONGEST or (begun := _WORD.search(text)) is None or begun[0].lower() not in _first_words():
        return False
    said = _FOOTNOTE.sub("", folded(text)).strip(" ?")
    return said in _improvement_headings() or _is_scoped(text, said)


def _is_scoped(text: str, said: str) -> bool:
    """Whether it is such a heading with what it is about, and no sentence: short, without a full stop or a verb."""
    if text.rstrip().endswith((".", ";", ",")) or len(words := said.split()) > LONGEST:
        return False
    return _openings().match(said) is not None and _sentence_words().isdisjoint(words)


@cache
def _first_words() -> frozenset[str]:
    words = vocabulary("time_headings")["improve"]
    return frozenset(begun[0] for phrase in (*words["headings"], *words["openings"]) if (begun := _WORD.search(phrase)))


@cache
def _openings() -> re.Pattern[str]:
    words = vocabulary("time_headings")["improve"]
    return re.compile(rf"(?:{any_of(words['openings'])}) (?:{any_of(words['scopes'])}) \w")


@cache
def _sentence_words() -> frozenset[str]:
    return frozenset(vocabulary("time_headings")["improve"]["said"])


@cache
def _improvement_headings() -> frozenset[str]:
    return frozenset(vocabulary("time_headings")["improve"]["headings"])


@cache
def improvement_headings() -> frozenset[str]:
    """All headings over what should be done, as the vocabulary writes them."""
    words = vocabulary("time_headings")["improve"]
    return frozenset([*words["headings"], *words["bare"]])


def is_bare_recommendations(text: str) -> bool:
    """Whether the text is only "Recommendations", which heads a list to be done or one to be decided."""
    return len(text) <= LONGEST and folded(text).strip(" :") in vocabulary("time_headings")["improve"]["bare"]


def names_inspection(text: str) -> bool:
    """Whether a heading speaks of an inspection or review."""
    said = f" {folded(text)} "
    return any(f" {word} " in said for word in vocabulary("time_headings")["improve"]["reports"])


def ends_improvements(text: str) -> bool:
    """Whether a heading begins another part of a report than what needs to improve."""
    said = folded(text)
    return any(f"{said} ".startswith(f"{first} ") for first in vocabulary("time_headings")["improve"]["ends"])


def leads_in_improvements(text: str) -> bool:
    """Whether a sentence ending in a colon leads in a list of an inspection's recommendations."""
    if not text.rstrip().endswith((":", ":-", ": -")):
        return False
    words = vocabulary("time_headings")["improve"]
    last = f" {folded(_SENTENCE.split(text.strip())[-1])} "
    return any(f" {phrase} " in last for phrase in words["about"]) and any(f" {by} " in last for by in words["said_by"])


def is_decision(text: str) -> bool:
    """Whether an item is what a committee is asked to decide."""
    first, _, rest = folded(text).partition(" ")
    words = vocabulary("time_headings")["improve"]["decisions"]
    return first in words or f"{first} {rest.partition(' ')[0]}" in words


def says_none(text: str) -> bool:
    """Whether the text says that nothing is to be done ("There are no areas for priority action")."""
    said = f"{folded(text)} "
    return any(said.startswith(f"{first} ") for first in vocabulary("time_headings")["improve"]["none"])


def is_instruction(text: str) -> bool:
    """Whether the text starts as an instruction does ("ensure that ...")."""
    return folded(text).partition(" ")[0] in vocabulary("time_headings")["improve"]["instructions"]


def speaks_of_plan(text: str) -> bool:
    """Whether a heading or lead speaks of improvement, recommendations, actions or the like."""
    said = text.casefold()
    return any(stem in said for stem in vocabulary("time_headings")["plan"]["stems"])


def asks_someone(text: str) -> bool:
    """Whether a text says what someone should do ("Staff must ...", "to ensure that ...")."""
    return _asking().search(text) is not None


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(vocabulary('time_headings')['prose']['asking'])})\b")
