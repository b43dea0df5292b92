"""Names of years: "2012/13", "FY 13/14", "academic year 2012-13", "2012-2014", "next financial year".

A pair is the financial year, or in a school's plan the academic one; a lone year is the calendar's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Named, Token
from normalise.grammar.phrases import phrase_at
from normalise.grammar.setting import Setting, settle_year, short_year

_LEADING = frozenset(("of", "end", "this", "next", "current", "each", "every", "the"))
_SHORT = re.compile(r"\d\d")


def year_pair(year: int, setting: Setting, flags: tuple[str, ...] = ()) -> Named:
    """ "2012/13" by its first year."""
    return _academic(year, flags) if setting.school else _financial(year, flags)


def _academic(year: int | None, flags: tuple[str, ...] = ()) -> Named:
    return Named("season_or_term", "year", 9, 20, "year.academic", year=year, pair=year is not None, flags=flags)


def _financial(year: int | None, flags: tuple[str, ...] = ()) -> Named:
    return Named("financial_year", "year", 4, 15, "year.financial", year=year, pair=year is not None, flags=flags)


def years_range(first: int, last: int, setting: Setting) -> Named | None:
    """Whole calendar years from one to another, null where the second does not follow the first."""
    if not first < last <= first + 50:
        return None
    flags = ("ambiguous_year",) if last == first + 1 else ()
    if flags and setting.school:
        return _academic(first, flags)
    return Named("range", "year", 1, 12 * (last - first + 1), "year.range", year=first, flags=flags)


def pair_at(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[int, int] | None:
    """The first year of a pair written at `at` and where it ends: "2012/13", "12-13", "'12/'13", "2012/2013"."""
    at = _past_apostrophe(tokens, at)
    if at + 2 >= len(tokens) or tokens[at].kind != "number" or tokens[at + 1].text not in "/-":
        return None
    there = _past_apostrophe(tokens, at + 2)
    if there >= len(tokens) or tokens[there].kind != "number":
        return None
    first, second = tokens[at].text, tokens[there].text
    year = int(first) if len(first) == 4 else short_year(first, setting.anchor) if _SHORT.fullmatch(first) else None
    if year is None or not _follows(year, second):
        return None
    if there + 2 < len(tokens) and tokens[there + 1].text in "/-." and tokens[there + 2].kind == "number":
        return None
    return year, there + 1


def _follows(year: int, second: str) -> bool:
    """Whether the second number of a pair is the year after: "2012/13", "2012/2013", "2007/8"."""
    return len(second) != 3 and int(second) == (year + 1) % 10 ** len(second)


def _past_apostrophe(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].text in ("'", "’") else at


def year_at(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[int, int, bool] | None:
    """A lone year at `at`: the year, where it ends, whether a slip was put right. Two digits need an apostrophe."""
    there = _past_apostrophe(tokens, at)
    if there >= len(tokens) or tokens[there].kind != "number":
        return None
    digits = tokens[there].text
    if len(digits) == 2 and there > at:
        year = short_year(digits, setting.anchor)
        return (year, there + 1, False) if year else None
    if len(digits) in (3, 4, 5):
        settled, slipped = settle_year(digits, setting.anchor)
        return (settled, there + 1, slipped) if settled else None
    return None


def named_year(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """A year by its kind: "financial year 2012/13", "FY13/14", "2012/13 academic year", "next financial year"."""
    hit = phrase_at(tokens, at, lexicon().named)
    if hit is None or not hit[0].value.endswith(("_year", "_year_end")):
        return []
    phrase, end = hit
    kind = phrase.value
    after = end
    while after < len(tokens) and tokens[after].lower in ("of", "(", "-", ":", ","):
        after += 1
    year, stop, flags = _which(tokens, after, setting, ending=kind == "financial_year_end")
    if stop == 0:
        stop = end
    if year is None and (kind == "dated_academic_year" or _stray(tokens, at, end)):
        return []
    named = _of_kind(kind.removeprefix("dated_"), year, flags)
    when = Chunk("when", at, stop, named=named)
    return [Chunk("end_of", at, at), when] if kind == "financial_year_end" else [when]


def _stray(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Two letters without a year stand for one only after a word that leads to it: "end of FY", not "fy 3 May"."""
    return end == at + 1 and len(tokens[at].lower) == 2 and (at == 0 or tokens[at - 1].lower not in _LEADING)


def _which(
    tokens: Sequence[Token], at: int, setting: Setting, *, ending: bool
) -> tuple[int | None, int, tuple[str, ...]]:
    """The year that follows the word, where it ends (0: none follows), and flags.

    With `ending` a lone year is the one that the financial year ends in.
    """
    pair = pair_at(tokens, at, setting)
    if pair:
        return pair[0], pair[1], ()
    lone = year_at(tokens, at, setting) or _short_after(tokens, at, setting)
    if lone and ending:
        return lone[0] - 1, lone[1], ()
    return (lone[0], lone[1], ("ambiguous_year",)) if lone else (None, 0, ())


def _short_after(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[int, int, bool] | None:
    """ "FY25": two figures right after the letters."""
    if (
        at >= len(tokens)
        or tokens[at - 1].lower != "fy"
        or not tokens[at].glued
        or not _SHORT.fullmatch(tokens[at].text)
    ):
        return None
    year = short_year(tokens[at].text, setting.anchor)
    return (year, at + 1, False) if year else None


def _of_kind(kind: str, year: int | None, flags: tuple[str, ...]) -> Named:
    if kind == "calendar_year":
        return Named("range", "year", 1, 12, "year.calendar", year=year)
    named = _academic(year, flags) if kind == "academic_year" else _financial(year, flags)
    # "Financial year 2013" may begin or end in 2013.
    return replace(named, first=0, last=0) if flags else named
