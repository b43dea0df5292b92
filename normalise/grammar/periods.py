"""Relative periods: "within 3 months", "6-12 months", "next 12 months", "10 working days from publication".

What a period counts from decides whether it can be dated: the inspection, its report or the plan, or a day that the
words name. From anything else ("of the new contract starting") it has no end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from normalise.calendar_uk import day_of
from normalise.grammar.counts import count_at
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Named, Period, Token, Unit
from normalise.grammar.setting import Setting

Dates = Callable[[Sequence[Token], int, Setting], list[Chunk]]


@dataclass(frozen=True, slots=True)
class _Count:
    low: int
    high: int
    unit: Unit
    working: bool
    schooldays: bool
    end: int
    ahead: bool = False


def period(tokens: Sequence[Token], at: int, setting: Setting, dates: Dates) -> list[Chunk]:
    """A period counted from `at`; `dates` reads the calendar date that may follow ("3 months from 1 May 2013")."""
    count = _counted(tokens, at)
    if count is None:
        return []
    end = _past_time(tokens, count.end)
    if end < len(tokens) and tokens[end].lower in lexicon().sets["period_past"]:
        return [Chunk("filler", at, end + 1)]
    anchored, origin, stop = _anchor(tokens, end, setting, dates)
    if _is_span(tokens, at, end):
        anchored = False
    value = Period(
        count.low, count.high, count.unit, count.ahead, anchored and not count.schooldays, count.working, origin
    )
    return [Chunk("period", at, stop, period=value)]


def _counted(tokens: Sequence[Token], at: int) -> _Count | None:
    """ "3 months", "the next 6 weeks", "a year", "next quarter" after "over the"."""
    entries = lexicon()
    here = at
    ahead = tokens[here].lower in entries.sets["period_ahead"]
    if ahead:
        here += 1
    low = high = 1
    count = count_at(tokens, here)
    if count:
        low, high, here = count.low, count.high, count.end
    elif not ahead and tokens[here].lower in ("a", "an", "one"):
        here += 1
    elif not (ahead and _in_that_time(tokens, at)):
        return None
    if here < len(tokens) and tokens[here].text in "-+":
        here += 1
    adjectives, here = _adjectives(tokens, here)
    unit = entries.units.get(tokens[here].lower) if here < len(tokens) else None
    if unit is None:
        return None
    working = bool(adjectives & entries.sets["period_working"])
    return _Count(
        low,
        high,
        unit,
        working,
        bool(adjectives & entries.sets["period_uncounted"]),
        _past_bracketed_s(tokens, here + 1),
        ahead,
    )


def _in_that_time(tokens: Sequence[Token], at: int) -> bool:
    """ "over the next quarter" counts; a bare "next quarter" points at one."""
    here = at - 1
    while here >= 0 and tokens[here].lower in ("the", "course", "of"):
        here -= 1
    return here >= 0 and tokens[here].lower in lexicon().sets["period_before_next"]


def _adjectives(tokens: Sequence[Token], at: int) -> tuple[set[str], int]:
    known = lexicon().sets["period_adjectives"]
    found: set[str] = set()
    while at < len(tokens) and tokens[at].lower in known:
        found.add(tokens[at].lower)
        at += 1
    return found, at


def _past_bracketed_s(tokens: Sequence[Token], at: int) -> int:
    """Past "(s)" in "month(s)"."""
    if at + 2 < len(tokens) and (tokens[at].text, tokens[at + 1].lower, tokens[at + 2].text) == ("(", "s", ")"):
        return at + 3
    return at


def _past_time(tokens: Sequence[Token], at: int) -> int:
    """Past "time" in "6 months' time", and "period" in "a 6 month period"."""
    while at < len(tokens) and tokens[at].lower in lexicon().sets["period_time"]:
        at += 1
    return at


def _is_span(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "a 12 month programme", "at least 6 months": how long, not by when."""
    sets = lexicon().sets
    counted_from = end + 1 < len(tokens) and tokens[end].lower in sets["anchor_joins"]
    if end < len(tokens) and tokens[end].lower in sets["period_lasting"] and not counted_from:
        return True
    before = tokens[at - 1].lower if at else ""
    if before in sets["period_lasting_before"] or sets["period_extra"] & {before, *(t.lower for t in tokens[at:end])}:
        return tokens[at].lower not in sets["period_ahead"]
    return (
        _and_more(tokens[at:end])
        or before in sets["period_at_least"]
        or (before == "than" and at > 1 and tokens[at - 2].lower in sets["period_more"])
    )


def _and_more(tokens: Sequence[Token]) -> bool:
    """ "6+ months"."""
    return any(token.text == "+" for token in tokens)


def _anchor(tokens: Sequence[Token], at: int, setting: Setting, dates: Dates) -> tuple[bool, dt.date | None, int]:
    """What it counts from: whether that is the base, a day named instead, and where the words end."""
    sets = lexicon().sets
    if at >= len(tokens) or tokens[at].lower not in sets["anchor_joins"]:
        return True, None, at
    here = at + 1
    weekdays = lexicon().weekdays
    while here < len(tokens) and tokens[here].lower in ("the", "date", "of", "to", "from", *weekdays):
        here += 1
    found = dates(tokens, here, setting) if here < len(tokens) else []
    if found and found[0].named:
        back = tokens[at].lower in sets["anchor_backward"]
        return False, None if back else _day_named(found[0].named), found[-1].last
    return _anchor_words(tokens, at + 1)


def _day_named(named: Named) -> dt.date | None:
    return day_of(named.year, named.first, named.day) if named.day and named.year else None


def _anchor_words(tokens: Sequence[Token], at: int) -> tuple[bool, None, int]:
    sets = lexicon().sets
    here, strong, known = at, False, True
    while here < len(tokens) and (tokens[here].kind == "word" or (tokens[here].text in "-'/" and tokens[here].glued)):
        word = tokens[here].lower
        if here > at and word in ("by", "in", "with", "and", "or") and word not in sets["anchor"]:
            break
        if tokens[here].kind == "word":
            known = known and (word in sets["anchor"] or word in sets["anchor_joins"])
            strong = strong or (word in sets["anchor"] and word not in sets["anchor_weak"])
        here += 1
    return known and strong, None, here
