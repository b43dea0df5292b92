"""The parts of a count as patterns: numbers, what is counted, in what state.

The words are data (`schemas/vocabulary/claims.toml`); how they make a claim together stands in `extract.claims.counts`.
"""

from __future__ import annotations

import re
from functools import cache

from extract.prose.vocabulary import any_of, vocabulary

_UNITS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "both": 2,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

WORDED = rf"(?:(?:{any_of(_TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:{any_of(_UNITS)}))"
NUMBER = (
    r"(?:(?<![\w£$€.,/:-])\d{1,3}(?!\d|[.,/:]\d|\s?(?:%|per\s?cent|st\b|nd\b|rd\b|th\b|p\b))"
    rf"|\b{WORDED}\b(?!-|\s+per\s?cent))"
)
PERCENT = r"(?:(?P<{name}>\d{{1,3}}(?:\.\d{{1,2}})?)\s?(?:%|per\s?cent))"

# "Sixty per cent": the words, under a name of their own.
SAID_PERCENT = rf"(?:\b(?P<said>{WORDED})\s+per\s?cent)"

_AS_BEING = re.compile(r"\bas\s+being\s+$")
_IS_NUMBER = re.compile(rf"\d+|{WORDED}")


_LONGEST, _LONGEST_LABEL = 250, 50
"""Letters: no phrase that is sought at the end of a text, and no label, is longer, so that long texts are not gone
through for it."""


def _at_end(pattern: re.Pattern[str], text: str, longest: int = _LONGEST) -> re.Match[str] | None:
    """Where a pattern that ends with the text is found."""
    return pattern.search(text, max(0, len(text) - longest))


def value(text: str) -> int:
    """The number that `NUMBER` matched."""
    word = text.casefold().replace("-", " ").split()
    if word[0].isdigit():
        return int(word[0])
    if word[0] in _TENS:
        return _TENS[word[0]] + (_UNITS[word[1]] if len(word) > 1 else 0)
    return _UNITS[word[0]]


_DIGIT, _RUN = re.compile(r"\d"), re.compile(r"\w+")
_DIGIT_OR_WORD = re.compile(r"\d|[^\W\d]+")
_OPENING = frozenset({*_UNITS, *_TENS, "all"})
"""Number words, and the one that may stand before a number of its phrase."""


def names_number(text: str) -> bool:
    """Whether the text holds any number at all, in digits or as a word (asked word by word: a pattern of all number
    words is tried at every letter)."""
    if _DIGIT.search(text):
        return True
    words = _RUN.findall(text.lower())
    return not (_UNITS.keys().isdisjoint(words) and _TENS.keys().isdisjoint(words))


def first_number(pattern: re.Pattern[str], text: str, start: int = 0) -> re.Match[str] | None:
    """Where a pattern that begins with a number, or with "all" before one, is first found: tried at digits and number
    words only, since sought by itself it would be tried at every letter."""
    for word in _DIGIT_OR_WORD.finditer(text, start):
        said = word[0]
        if (said.isdecimal() or said.lower() in _OPENING) and (found := pattern.match(text, word.start())):
            return found
    return None


_OF = re.compile(r"of\s")
_BEFORE_LEAD = (".", ";", ",", "out", "that", "summary", "status", "position", "rating", "breakdown", "progress")


def may_lead(text: str) -> bool:
    """Whether an "of" stands where it may lead in counts ("Of the 28 actions, ..."), so that such a lead need not be
    sought at every letter."""
    lower = text.lower()
    before = (lower[: found.start()].rstrip() for found in _OF.finditer(lower))
    return any(not said or said.endswith(_BEFORE_LEAD) for said in before)


@cache
def noun(*, singular: bool = True) -> str:
    """Pattern of what a plan counts; `singular` forms, too, or plural ones only."""
    words = vocabulary("claims")["counted"]
    return rf"(?:{any_of((*words['plural'], *words['singular']) if singular else words['plural'])})\b"


@cache
def _stems() -> tuple[str, ...]:
    """The shortest of the words for what is counted, one of which is in every other."""
    words = vocabulary("claims")["counted"]
    stems: list[str] = []
    for phrase in sorted((*words["singular"], *words["plural"]), key=len):
        if not any(stem in phrase for stem in stems):
            stems.append(phrase)
    return tuple(stems)


def speaks_of_counted(text: str) -> bool:
    """Whether the text holds any word for what is counted; cheap, for texts that hold none."""
    folded = text.casefold()
    return any([stem in folded for stem in _stems()])


@cache
def _between() -> frozenset[str]:
    return frozenset(vocabulary("claims")["counted"]["between"])


@cache
def _others() -> frozenset[str]:
    return frozenset(vocabulary("claims")["counted"]["others"])


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:{any_of(vocabulary('claims')['counted']['labels'])})s?\.?\s*|[£$€#]\s?)$", re.IGNORECASE
    )


@cache
def _counted(*, singular: bool) -> re.Pattern[str]:
    named = noun(singular=singular)
    # "priority actions": a thing counted in front of another one only says which
    return re.compile(rf"\s*(?P<before>(?:[\w'’&/-]+\s+){{0,7}}?)(?P<noun>(?:{noun()}\s+)?{named})", re.IGNORECASE)


@cache
def _state() -> re.Pattern[str]:
    words = vocabulary("claims")["state"]
    return re.compile(rf"(?<![\w-])(?:{any_of(words['phrases'])})(?![\w-])")


@cache
def _doing() -> re.Pattern[str]:
    verbs = any_of(vocabulary("claims")["state"]["verbs"])
    return re.compile(rf"\b(?:{verbs})\s+(?:a\s+total\s+of\s+|all\s+)?$")


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(vocabulary('claims')['state']['future'])})\s+(?:\w+ly\s+)?$")


@cache
def _colour() -> re.Pattern[str]:
    words = vocabulary("claims")["state"]
    name, before, after = any_of(words["colours"]), any_of(words["before_colour"]), any_of(words["after_colour"])
    return re.compile(
        rf"(?:(?:\b(?:{before})|[,(–:-]|\d)\s*['\"“‘]?(?:{name})\b|\b(?:{name})['\"”’]?\s*(?:(?:{after})\b|[,.;:()/-]|$))"
    )


@cache
def _elliptic() -> re.Pattern[str]:
    words = vocabulary("claims")["state"]
    state = any_of((*words["verbs_of_being"], *words["colours"], *words["phrases"]))
    return re.compile(rf"^\s*(?:of\s+(?:them|these|which|those)\s+)?(?:{state})\b", re.IGNORECASE)


def is_elliptic(text: str) -> bool:
    """Whether the text after a number goes straight on to a state: "9 are marked green"."""
    return bool(_elliptic().match(text))


@cache
def _wish() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(vocabulary('claims')['state']['wishes'])})\b", re.IGNORECASE)


def counted_after(text: str, number: int | None = None) -> tuple[str, int] | None:
    """What a number before `text` counts, as printed, and where it ends; null when it is nothing a plan counts."""
    found = _counted(singular=number in {None, 0, 1}).match(text)
    if found is None:
        return None
    words = found["before"].casefold().split()
    if any(word in _between() or _IS_NUMBER.fullmatch(word) for word in words) or (
        words and (words[0] in _others() or words[0] == "and")
    ):
        return None
    if words and words[0].endswith("s") and not words[0].endswith(("ss", "'s", "’s", "s'", "us")):
        return None
    return text[: found.end()].strip(), found.end()


@cache
def _series() -> re.Pattern[str]:
    words = vocabulary("claims")["state"]
    state = any_of((*words["colours"], *words["phrases"]))
    return re.compile(
        rf"(?:{NUMBER}\s+(?:{state})\b[\s,;]*(?:and\s+)?){{2,}}(?P<noun>{noun(singular=False)})", re.IGNORECASE
    )


def series_in(text: str) -> tuple[int, int, str] | None:
    """Start, end and noun of "5 red, 7 amber and 20 green actions", where the noun stands for all the counts."""
    found = first_number(_series(), text)
    return (found.start(), found.end(), found["noun"]) if found else None


def is_label(before: str) -> bool:
    """Whether a number after `before` is a name ("Action 9", "Appendix 3", "£9")."""
    return _at_end(_label(), before, _LONGEST_LABEL) is not None


@cache
def _vague() -> re.Pattern[str]:
    words = any_of(vocabulary("claims")["counted"]["vague"])
    return re.compile(rf"\b(?:{words})\s+(?:of\s+)?(?:the\s+|our\s+|its\s+|all\s+|these\s+)*$", re.IGNORECASE)


def is_vague(before: str) -> bool:
    """Whether a number after `before` is only the whole of "nearly all of the 22"."""
    return _at_end(_vague(), before) is not None


def is_wish(before: str) -> bool:
    """Whether the words before a count make it no statement of what is."""
    return bool(_wish().search(before))


def has_state(text: str) -> bool:
    """Whether the text gives a colour or a state that holds now."""
    lower = text.lower()
    if _colour().search(lower):
        return True
    return any(_holds_now(lower[: found.start()]) for found in _state().finditer(lower))


def _holds_now(before: str) -> bool:
    """Whether a state after these words, in small letters, is no wish; "reported as being complete" is one that
    holds."""
    return _at_end(_AS_BEING, before) is not None or _at_end(_future(), before) is None


def ends_in_state(text: str) -> bool:
    """Whether the words right before a count say what was done to it ("we have completed 41 ...")."""
    lower = text.lower()
    found = _at_end(_doing(), lower)
    return found is not None and _at_end(_future(), lower[: found.start()]) is None


@cache
def holding() -> re.Pattern[str]:
    """A plan or report and a verb of holding, at the end of the text before a total."""
    words = vocabulary("claims")["total"]
    return re.compile(
        rf"(?:\b(?:{any_of(words['holders'])})\b[^.;:]{{0,60}}?|\band\s+)\b(?:{any_of(words['verbs'])})\s+(?:a\s+total\s+of\s+|in\s+total\s+|some\s+)?$",
        re.IGNORECASE,
    )


@cache
def in_the_plan() -> re.Pattern[str]:
    """What follows a total in "there are 45 actions in the plan"."""
    return re.compile(rf"^[^.;:]{{0,40}}?\b(?:{any_of(vocabulary('claims')['total']['places'])})\b", re.IGNORECASE)
