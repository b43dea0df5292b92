"""What the words of a progress or status cell say about how far the action is.

Only words: colours are read in `normalise.rag.cell`, days in `normalise.rag.status_dates`. The phrases are data
(`status.toml`); here stands which of several phrases in one cell wins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from normalise.rag.status_phrases import Rule, mend_spelling, plain, status_words
from schemas.meaning import Status

# What opens a cell is its verdict ("Completed. Further training planned"); tried in this order.
_OPENING = ("partly_done", "not_started", "no_data", "late_again", "trouble", "embedded", "opening_done", "on_track")
# Without a verdict at the start, the first of these that is found anywhere.
_ANYWHERE = (
    "no_data",
    "resumed",
    "embedded",
    "opening_done",
    "late_again",
    "trouble",
    "on_track",
    "partly_done",
    "not_started",
)
# And then, weaker and weaker: work going on, something done, words of work, something that has happened.
_OTHERWISE = ("going_on", "subject_done", "subject_set_up", "going_weakly", "perfect", "recurring", "has_happened")
# After "Ongoing" or "Partly done" only these can still say more.
_MORE = ("late_again", "trouble", "on_track", "embedded")
_SHORT = 15
_VERDICT_WORDS = 4
_TICK = re.compile(r"^[✓✔☑✅🗸\s]+(?=\w)")
_LEAD_IN = re.compile(
    r"^(?:(?:c|ca|circa|approx|approximately|about|around)[ ;.]+(?=\d)|"
    r"(?:e ?\.?g\.?|i\.e\.?|marked|rated|shown as)[ ;:=,]+|"
    r"(?:current |latest )?(?:status|progress|position|updated?|rag|brag)(?: rating| status)? ?[;:=]+ ?|"
    r"\(?(?:\d{1,2}[./ ]){2}\d{2,4}\)?[ ;,]+)+"
)
# "See appendix B" points elsewhere; what it says beside that must be a plain verdict.
_POINTER = re.compile(r"(?:please )?(?:see|refer|as per|as described|shown|not applicable|n / a) (?!no\b)")
_SUBJECT = re.compile(
    r"^(?:(?:the|this|these|all|our|both|overall) )*(?:actions?|recommendations?|work|projects?|tasks?|milestones?|"
    r"programme|it|everything|we|implementation|delivery) (?:is|are|remains?|has been|have been|continues to be) "
    r"(?:now |currently |still |all )*"
)
# Words of a whole cell that are no verdict at the end of a longer one.
_NO_VERDICTS = frozenset(
    {"yes", "no", "none", "new", "some", "good", "part", "live", "ok", "c", "y", "risk", "next year"}
)
_DAY_OR_MONTH = re.compile(
    r"[ ;,(]*\b(?:on |in |at |from |as at |as of |by )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?'?(?:\d{2,4})?)[) ]*$"
)


@lru_cache(maxsize=65536)
def read_status(text: str) -> Status | None:
    """The status that the words say, or None where they say none (empty, "N/A", "Partly agreed", a bare colour)."""
    said, ticked = _bare(text)
    return _read(said)[0] or ("completed" if ticked else None)


def states_verdict(text: str) -> bool:
    """Whether a text is a verdict and nothing more ("In progress", "N/A"), as a form offers it."""
    said, _ = _bare(text)
    status, by_verdict = _read(said) if said else (None, False)
    return said in status_words().whole or (status is not None and by_verdict and len(said.split()) <= _VERDICT_WORDS)


def is_only_told(text: str) -> bool:
    """Whether a text says no more than that something has been done ("Leaflet printed"): whether that was all there
    was to do, its words do not say."""
    said, ticked = _bare(text)
    return not ticked and _read(said) == ("completed", False)


def is_unread(text: str) -> bool:
    """Whether a text says something and no status can be told from it; "N/A" and "noted" say nothing of one."""
    said, ticked = _bare(text)
    return any(map(str.isalnum, said)) and not ticked and said not in status_words().whole and _read(said)[0] is None


def _bare(text: str) -> tuple[str, bool]:
    """What a text says behind ticks, labels and days that open it, and whether it is ticked."""
    said = mend_spelling(plain(text))
    return _LEAD_IN.sub("", _TICK.sub("", said)), _TICK.match(said) is not None


@lru_cache(maxsize=65536)
def _read(said: str) -> tuple[Status | None, bool]:
    """The status, and whether a verdict says so: without one it is what can be told from work going on or done."""
    words = status_words()
    if not said or said in words.whole:
        return words.whole.get(said), True
    first = _DAY_OR_MONTH.sub("", said.split(" ; ", 1)[0])
    if said_first := words.whole.get(first):
        given_up = (first == "closed" or said_first == "not_started") and _found(words.rules["superseded"], said)
        return ("superseded" if given_up else _whole_opening(said_first, said)), True
    verdict = _by_rules(said)
    points = verdict is None and _POINTER.match(said) is not None
    status, by_verdict = (verdict, True) if verdict or points else (_faintly(said), False)
    if status != "completed" or not _found(words.rules["tentative"], said):
        return status, by_verdict
    firm = [part for part in said.split(" ; ") if not _found(words.rules["tentative"], part)]
    return _read(" ; ".join(firm)) if " ; ".join(firm) != said else (None, by_verdict)


def _whole_opening(first: Status, said: str) -> Status:
    if first == "completed":
        return _completed(said)
    if first == "not_started":
        return _first(("trouble",), said.partition(" ; ")[2]) or first
    return _first(_MORE, said) or first if first == "in_progress" else first


def _by_rules(said: str) -> Status | None:
    rules = status_words().rules
    if _found(rules["superseded"], said):
        return "superseded"
    if _found(rules["recovered"], said):
        return "on_track"
    if _POINTER.match(said):
        return _first(_ANYWHERE, said)
    if _opens(rules["on_track"], _SUBJECT.sub("", said)):
        return "on_track"
    for name in _OPENING:
        if _opens(rules[name], said):
            return _opened(name, said)
    return _after_all(said) or _closing(said) or _first(_ANYWHERE, said)


def _closing(said: str) -> Status | None:
    """A verdict that closes the cell ("Recurring action - completed for this year", "Chased in May - overdue")."""
    *before, last = said.split(" ; ")
    if not before or last in _NO_VERDICTS:
        return None
    if _opens(status_words().rules["opening_done"], last):
        return _completed(said)
    return status_words().whole.get(last)


def _faintly(said: str) -> Status | None:
    """What no verdict says: work going on, or something done, unless that was a step and more is still to come."""
    rules = status_words().rules
    faint = _first(_OTHERWISE, said) or _past_tense(said)
    return "in_progress" if faint == "completed" and _found(rules["pending"], said) else faint


def _after_all(said: str) -> Status | None:
    """A late action that was done in the end ("was delayed but the work has now been done"), or one under way that
    has a step still to start."""
    rules = status_words().rules
    if _found(rules["late_again"], said):
        return _first(("done_after_all",), said)
    later = rules["not_started"].phrases.search(said)
    begun = later is not None and _found(rules["has_happened"], said[: later.start()])
    return "in_progress" if begun and _first(_ANYWHERE, said) == "not_started" else None


def _past_tense(said: str) -> Status | None:
    """The weakest evidence: a short cell that tells what was done."""
    return _first(("past_tense",), said) if len(said.split()) <= _SHORT else None


def _opened(name: str, said: str) -> Status:
    if name == "opening_done":
        return _completed(said)
    if name == "not_started":
        return _first(("trouble",), said.partition(" ; ")[2]) or "not_started"
    if name == "partly_done":
        return _first(_MORE, said) or "in_progress"
    if name == "trouble":
        return _first(("resumed",), said) or "at_risk"
    if name == "late_again":
        return _first(("done_after_all",), said) or "overdue"
    return status_words().rules[name].status


def _completed(said: str) -> Status:
    """Completed, or embedded when that is said too; in progress when the rest says what is still to do."""
    rules = status_words().rules
    spoilt = rules["opening_done"].spoilt
    if spoilt is not None and spoilt.search(said):
        return "in_progress"
    return "embedded" if _found(rules["embedded"], said) else "completed"


def _first(names: tuple[str, ...], said: str) -> Status | None:
    rules = status_words().rules
    for name in names:
        if _found(rules[name], said):
            return _completed(said) if name == "opening_done" else rules[name].status
    return None


def _opens(rule: Rule, said: str) -> bool:
    return rule.phrases.match(said) is not None


def _found(rule: Rule, said: str) -> bool:
    """Whether any of the phrases stands in the text without words before it that take it back."""
    hits = rule.phrases.finditer(said)
    if rule.unless is None:
        return next(hits, None) is not None
    return any(rule.unless.search(said, 0, hit.start()) is None for hit in hits)
