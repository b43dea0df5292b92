"""How often: "every 6 weeks", "6 monthly", "twice a year", "each September". Fixed words ("quarterly") are phrases.

Intervals are named as the labelled corpus names them: every three months is quarterly, every six twice a year.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalise.grammar.counts import count_at
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Token
from normalise.grammar.phrases import phrase_at

_EVERY = {
    (1, "day"): "daily",
    (1, "week"): "weekly",
    (2, "week"): "fortnightly",
    (1, "fortnight"): "fortnightly",
    (1, "month"): "monthly",
    (3, "month"): "quarterly",
    (6, "month"): "twice a year",
    (12, "month"): "annually",
    (1, "quarter"): "quarterly",
    (1, "year"): "annually",
}
_TIMES = {
    (1, "day"): "daily",
    (1, "week"): "weekly",
    (1, "month"): "monthly",
    (1, "quarter"): "quarterly",
    (1, "year"): "annually",
    (1, "term"): "termly",
    (1, "half term"): "half-termly",
    (2, "term"): "half-termly",
    (3, "year"): "termly",
    (4, "year"): "quarterly",
    (6, "year"): "half-termly",
    (12, "year"): "monthly",
    (2, "year"): "twice a year",
}


def recurrence(tokens: Sequence[Token], at: int) -> list[Chunk]:
    """A repetition with a number in it, or "every" before a date; empty where there is none."""
    return _every(tokens, at) or _adverb(tokens, at) or _times(tokens, at)


def _every(tokens: Sequence[Token], at: int) -> list[Chunk]:
    """ "every 6 weeks", "each Monday", "every September" (the date itself is read after it)."""
    if tokens[at].lower not in ("every", "each") or at + 1 >= len(tokens):
        return []
    entries = lexicon()
    following = tokens[at + 1].lower
    if following in entries.weekdays:
        return [Chunk("recur", at, at + 2, "weekly")]
    if following in entries.months or following in entries.seasons or phrase_at(tokens, at + 1, entries.named):
        return [Chunk("recur", at, at + 1, "annually")]
    count = count_at(tokens, at + 1)
    if count is None:
        return _every_meeting(tokens, at)
    if count.end >= len(tokens):
        return []
    unit = entries.units.get(tokens[count.end].lower)
    if unit is None:
        return []
    return [Chunk("recur", at, count.end + 1, _named(count.low, count.high, unit))]


def _every_meeting(tokens: Sequence[Token], at: int) -> list[Chunk]:
    """ "Every FGB meeting", "each board meeting": repeats without saying how often."""
    for here in range(at + 2, min(at + 5, len(tokens))):
        if tokens[here].lower in ("meeting", "meetings"):
            return [Chunk("recur", at, here + 1)]
    return []


def _named(low: int, high: int, unit: str) -> str:
    if low != high:
        return f"every {low}-{high} {unit}s"
    return _EVERY.get((low, unit)) or f"every {low} {unit}s"


def _adverb(tokens: Sequence[Token], at: int) -> list[Chunk]:
    """ "6 monthly", "six-weekly", "3-yearly"."""
    count = count_at(tokens, at)
    if count is None:
        return []
    here = count.end + (count.end < len(tokens) and tokens[count.end].text == "-")
    unit = lexicon().every.get(tokens[here].lower) if here < len(tokens) else None
    return [Chunk("recur", at, here + 1, _named(count.low, count.high, unit))] if unit else []


def _times(tokens: Sequence[Token], at: int) -> list[Chunk]:
    """ "once a month", "twice per term", "3 times a year", "2 x per year"."""
    times, here = _how_many(tokens, at)
    if not times:
        return []
    each = lexicon().sets["each"]
    if here < len(tokens) and tokens[here].lower in ("in",):
        here += 1
    if here < len(tokens) and tokens[here - 1].lower in ("x", "×") and tokens[here].lower not in each:
        here -= 1
    elif here + 1 >= len(tokens) or tokens[here].lower not in each:
        return []
    unit, end = _span(tokens, here + 1)
    if not unit:
        return []
    names = {1: "once", 2: "twice", 3: "three times"}
    how = _TIMES.get((times, unit)) or f"{names.get(times, f'{times} times')} a {unit}"
    return [Chunk("recur", at, end, how)]


def _how_many(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    if tokens[at].lower in ("once", "twice"):
        return (1 if tokens[at].lower == "once" else 2), at + 1
    count = count_at(tokens, at)
    if count is None or count.low != count.high or count.end >= len(tokens):
        return 0, at
    return (count.low, count.end + 1) if tokens[count.end].lower in ("times", "time", "x", "×") else (0, at)


def _span(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    unit = lexicon().units.get(tokens[at].lower)
    if unit:
        return unit, at + 1
    if tokens[at].lower in ("academic", "school", "financial", "calendar") and at + 1 < len(tokens):
        return _span(tokens, at + 1)
    if tokens[at].lower == "term":
        return "term", at + 1
    if tokens[at].lower == "half" and at + 1 < len(tokens) and tokens[at + 1].lower in ("term", "-"):
        return "half term", at + (3 if tokens[at + 1].text == "-" else 2)
    return ("year", at + 1) if tokens[at].lower == "annum" else ("", at)
