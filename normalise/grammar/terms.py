"""Terms, half-terms, seasons and feasts: "Autumn term 2012", "Aut 1", "Summer 2013", "by Easter", "end of term".

Months of each are data; a season's word means the term when "term" stands beside it or the heading is a school's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from normalise.calendar_uk import whole_months
from normalise.grammar.days import Year, after_suffix, half_term_end, has_its_year, year_after_name
from normalise.grammar.lexicon import Season, lexicon
from normalise.grammar.model import Chunk, Named, Token
from normalise.grammar.phrases import phrase_at
from normalise.grammar.setting import Setting
from normalise.grammar.year_names import named_year, pair_at
from schemas.meaning import DeadlineKind, Precision

_HALVES = {"1": 0, "one": 0, "first": 0, "2": 1, "two": 1, "second": 1}
_NUMBERED_TERMS = {"4": (3, 3), "5": (4, 5), "6": (6, 7)}


def season(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """A season, term or half-term that begins with its season's word."""
    entry = lexicon().seasons[tokens[at].lower]
    end, is_term, half = _qualities(tokens, at + 1)
    if end < len(tokens) and tokens[end].lower in lexicon().sets["holiday"]:
        return [Chunk("when", at, end + 1, named=_unknown("term.holiday"))]
    if half is None and not (is_term or setting.school):
        named = Named("season_or_term", "term", *entry.months, rule="season")
    elif half is None or not entry.halves:
        named = Named("season_or_term", "term", *entry.term, rule="term")
    else:
        named = Named("season_or_term", "term", *entry.halves[half], rule="term.half")
    return [_dated(tokens, at, end, named, entry, setting)]


def _qualities(tokens: Sequence[Token], at: int) -> tuple[int, bool, int | None]:
    """Past "term", "half term", "1", "first half": where they end, whether it is a term, which half of it."""
    here, is_term, half = at, False, None
    while here < len(tokens):
        half_end = half_term_end(tokens, here)
        if half_end:
            here, is_term, half = half_end, True, 0 if half is None else half
        elif tokens[here].lower in ("term", "terms"):
            here, is_term = here + 1, True
        elif half_at := _half_number(tokens, here):
            half, here = half_at[0], half_at[1]
        elif tokens[here].text in "-(" and _more_qualities(tokens, here + 1):
            here += 1
        else:
            break
    return here, is_term or half is not None or any(token.lower == "terms" for token in tokens), half


def _more_qualities(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].lower in ("term", "half") or ((half := _half_number(tokens, at)) is not None and half[1] > 0)
    )


def _half_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "1" or "2" after a season, or "first half": which half, and where it ends."""
    half = _HALVES.get(tokens[at].lower)
    if half is None:
        return None
    end = after_suffix(tokens, at + 1)
    if end < len(tokens) and tokens[end].lower == "half":
        return half, end + 1
    if end < len(tokens) and (tokens[end].text in "./" or tokens[end].lower in lexicon().months):
        return None
    if end < len(tokens) and tokens[end].text == ")":
        end += 1
    return half, end


def _dated(tokens: Sequence[Token], at: int, end: int, named: Named, entry: Season, setting: Setting) -> Chunk:
    year = None if has_its_year(tokens, at, end) else year_after_name(tokens, end, setting)
    if year is None:
        return Chunk("when", at, end, named=named)
    value, flags = _season_year(year, named, entry)
    return Chunk("when", at, year.end, named=replace(named, year=value, flags=flags))


def _season_year(year: Year, named: Named, entry: Season) -> tuple[int, tuple[str, ...]]:
    """Of two years the autumn lies in the first, spring and the summer term in the second."""
    flags = ("typo_repaired",) if year.slipped else ()
    if not year.pair or named.first >= 9:
        return year.value, flags
    if entry.name == "summer" and named.rule == "season":
        return year.value, (*flags, "ambiguous_year")
    return year.value + 1, flags


def half_of(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """ "first half of the autumn term", "second half of spring term 2013"."""
    half = _HALVES.get(tokens[at].lower)
    here = after_suffix(tokens, at + 1)
    if half is None or here >= len(tokens) or tokens[here].lower != "half":
        return []
    here += 1
    while here < len(tokens) and tokens[here].lower in ("of", "the", "term", "-"):
        here += 1
    entry = lexicon().seasons.get(tokens[here].lower) if here < len(tokens) else None
    if entry is None or not entry.halves:
        return half_year(tokens, at, here, half, setting)
    end, _, _ = _qualities(tokens, here + 1)
    named = Named("season_or_term", "term", *entry.halves[half], rule="term.half")
    return [_dated(tokens, at, end, named, entry, setting)]


def half_year(tokens: Sequence[Token], at: int, here: int, half: int, setting: Setting) -> list[Chunk]:
    """ "First half of 2014/15", "H2 14/15", "second half of 2015": six months of a financial or calendar year."""
    if setting.school or here >= len(tokens):
        return []
    pair = pair_at(tokens, here, setting)
    year = Year(*pair, pair=True) if pair else year_after_name(tokens, here, setting)
    if year is None:
        return []
    first = (4 if year.pair else 1) + 6 * half
    named = Named("range", "month", first, first + 5, rule="year.half", year=year.value)
    return [Chunk("when", at, year.end, named=named)]


def named_stretch(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """Terms with a name of their own, feasts, and years by their kind."""
    hit = phrase_at(tokens, at, lexicon().named)
    if hit is None:
        return []
    what, _, name = hit[0].value.partition(":")
    if what == "feast":
        return _feast(tokens, at, hit[1], name, setting)
    if what == "unnamed":
        kind, _, precision = name.partition(":")
        named = Named(cast(DeadlineKind, kind), cast(Precision, precision), 0, 0, "unnamed")
        return [Chunk("when", at, hit[1], named=named)]
    if what == "term":
        return _named_term(tokens, at, hit[1], name, setting)
    return named_year(tokens, at, setting)


def _feast(tokens: Sequence[Token], at: int, end: int, name: str, setting: Setting) -> list[Chunk]:
    if end < len(tokens) and (tokens[end].lower in lexicon().sets["holiday"] or tokens[end].lower in ("term", "half")):
        return [Chunk("when", at, end + 1, named=_unknown("term.holiday"))]
    year = year_after_name(tokens, end, setting)
    value = None if year is None else year.value + (year.pair and name == "easter")
    named = Named("season_or_term", "day", 1, 1, "feast", feast=name, year=value)
    return [Chunk("when", at, year.end if year else end, named=named)]


def _named_term(tokens: Sequence[Token], at: int, end: int, name: str, setting: Setting) -> list[Chunk]:
    short = tokens[at].text in ("MT", "Mt", "mt")
    months = lexicon().named_months.get(name)
    year = year_after_name(tokens, end, setting)
    if short and (tokens[at].text != "MT" or not (year or setting.school)):
        return []
    stop = year.end if year else end
    if months is None:
        return [Chunk("when", at, stop, named=_unknown("term.named"))]
    value = None if year is None else year.value + (year.pair and months[0] < 9)
    return [Chunk("when", at, stop, named=Named("season_or_term", "term", *months, rule="term.named", year=value))]


def _unknown(rule: str) -> Named:
    """A stretch whose dates no convention fixes: its kind is known, its days are not."""
    return Named("season_or_term", "term", 0, 0, rule)


def short_season(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """ "Sum 1 2020", "Sp2": a season cut short, with the number of its half-term."""
    half = _half_number(tokens, at + 1) if at + 1 < len(tokens) else None
    entry = lexicon().short_seasons[tokens[at].lower]
    if half is None or tokens[at + 1].text not in ("1", "2"):
        return []
    named = Named("season_or_term", "term", *entry.halves[half[0]], rule="term.half")
    return [_dated(tokens, at, half[1], named, entry, setting)]


def numbered_term(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """ "HT3" of the six halves; "Term 5" of a year of six terms, whose first three may as well be of three."""
    halves = half_term_end(tokens, at) or (at + 1 if tokens[at].lower == "ht" else 0)
    here = halves or at + 1
    if here >= len(tokens) or tokens[here].text not in ("1", "2", "3", "4", "5", "6"):
        return []
    months = _halves()[int(tokens[here].text) - 1] if halves else _NUMBERED_TERMS.get(tokens[here].text)
    year = year_after_name(tokens, here + 1, setting)
    end = year.end if year else here + 1
    if months is None:
        return [Chunk("when", at, end, named=_unknown("term.numbered"))]
    value = None if year is None else year.value + (year.pair and months[0] < 9)
    return [Chunk("when", at, end, named=Named("season_or_term", "term", *months, rule="term.numbered", year=value))]


def short_term(tokens: Sequence[Token], at: int, setting: Setting) -> bool:
    """ "T1 2025/26": the first term of a school year, where a year or a school's heading says so."""
    number = at + 1
    if tokens[at].lower != "t" or number >= len(tokens) or not tokens[number].glued:
        return False
    return setting.school or year_after_name(tokens, number + 1, setting) is not None


def _halves() -> Sequence[tuple[int, int]]:
    """The six half-terms of a school year in their order."""
    seasons = {entry.name: entry for entry in lexicon().seasons.values() if entry.halves}
    return [half for name in ("autumn", "spring", "summer") for half in seasons[name].halves]


def pointed_term(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """ "this term", "next half term", "the current academic year", "term": told by the paper's own date."""
    step = lexicon().pointers.get(tokens[at].lower)
    here = at if step is None else at + 1
    if here >= len(tokens):
        return []
    end, kind = _pointed(tokens, here, pointed=step is not None)
    if not kind:
        return []
    edge = 0 if at and _starts(tokens, at) else 1
    fixed = _stretch_after(setting.document_date, kind, step or 0, edge)
    named = _POINTED[kind]
    if fixed is None:
        return [Chunk("when", at, end, named=named)]
    return [Chunk("when", at, end, named=_fixed(named, fixed))]


def _pointed(tokens: Sequence[Token], at: int, *, pointed: bool) -> tuple[int, str]:
    end = half_term_end(tokens, at)
    if end:
        return end, "half_term"
    if tokens[at].lower == "term" and not (at and tokens[at - 1].lower in ("short", "medium", "long", "longer")):
        return at + 1, "term"
    hit = phrase_at(tokens, at, lexicon().named)
    if hit and (pointed or len(tokens[at].lower) > 2) and hit[0].value in ("academic_year", "financial_year"):
        return hit[1], hit[0].value
    return 0, ""


_POINTED = {
    "half_term": _unknown("term.pointed"),
    "term": _unknown("term.pointed"),
    "academic_year": Named("season_or_term", "year", 0, 0, "year.pointed"),
    "financial_year": Named("financial_year", "year", 0, 0, "year.pointed"),
}


def _fixed(named: Named, stretch: tuple[dt.date, dt.date]) -> Named:
    return replace(named, fixed=stretch, flags=("year_inferred",))


def _starts(tokens: Sequence[Token], at: int) -> bool:
    """Whether "start of" stands before: then the one whose start is still to come is meant."""
    before = [token.lower for token in tokens[max(0, at - 3) : at]]
    return bool({"start", "beginning"} & set(before))


def _stretch_after(document_date: dt.date | None, kind: str, step: int, edge: int) -> tuple[dt.date, dt.date] | None:
    """The first stretch of that kind that ends (`edge` 0: starts) on or after the paper's date, or the one after it."""
    if document_date is None:
        return None
    months = _stretches(kind)
    years = range(document_date.year - 1, document_date.year + 3)
    spans = sorted(whole_months(year, *pair) for year in years for pair in months)
    following = [span for span in spans if span[edge] >= document_date]
    # The start that is still to come is that of the next stretch already.
    return following[step if edge else max(0, step - 1)]


def _stretches(kind: str) -> Sequence[tuple[int, int]]:
    if kind == "academic_year":
        return [(9, 20)]
    if kind == "financial_year":
        return [(4, 15)]
    terms = {season.term: season for season in lexicon().seasons.values() if season.halves}
    return list(terms) if kind == "term" else [half for season in terms.values() for half in season.halves]
