"""Tokens into chunks: at each place the rule that reads furthest wins, a calendar rule before a fixed phrase.

What no rule reads stays in the result as words and numbers, so that later steps can tell whether something was
left unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalise.grammar.counts import count_at
from normalise.grammar.days import day_month, month, year_after_name
from normalise.grammar.figures import figures
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, ChunkKind, Period, Token
from normalise.grammar.periods import period
from normalise.grammar.phrases import match, phrase_at
from normalise.grammar.quantities import labelled, numbers_item, reference_end, unread_number
from normalise.grammar.quarters import quarter
from normalise.grammar.recurrence import recurrence
from normalise.grammar.setting import Setting
from normalise.grammar.terms import (
    half_of,
    half_year,
    named_stretch,
    numbered_term,
    pointed_term,
    season,
    short_season,
    short_term,
)

_BETWEEN = frozenset(["-", ",", "(", "in", "on"])
"""What may stand between a yearly meeting and its day."""
_MARKS: dict[str, ChunkKind] = {
    "-": "to",
    "/": "and",
    "&": "and",
    "+": "and",
    ",": "and",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    ".": "stop",
    ";": "stop",
    "\n": "stop",
}


def scan(tokens: Sequence[Token], setting: Setting) -> tuple[Chunk, ...]:
    """Every token in one chunk, left to right."""
    found: list[Chunk] = []
    at = 0
    while at < len(tokens):
        chunks = _of_year(tokens, _defined(tokens, at, setting) or _read(tokens, at, setting))
        found.extend(chunks)
        at = chunks[-1].last
    return tuple(found)


def _of_year(tokens: Sequence[Token], chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, a financial year before what is named after it taken for a happening ("2020/21 budget setting")."""
    last = chunks[-1]
    following = tokens[last.last].lower if last.last < len(tokens) else ""
    yearly = last.value == "year_end" or (last.named is not None and last.named.kind == "financial_year")
    if not yearly or following not in lexicon().sets["event_of_year"]:
        return chunks
    return [Chunk("event", chunks[0].first, last.last + 1)]


def _read(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    kind = tokens[at].kind
    if kind == "number":
        return _number(tokens, at, setting)
    if kind == "word":
        return _word(tokens, at, setting)
    hit = phrase_at(tokens, at, lexicon().phrases) if kind == "mark" else None
    if hit:
        return [Chunk(hit[0].kind, at, hit[1], hit[0].value)]
    return [Chunk("stop" if kind == "break" else _MARKS.get(tokens[at].text, "filler"), at, at + 1, tokens[at].text[0])]


def calendar(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """The calendar date that begins at `at`, whatever its shape; empty where there is none."""
    token = tokens[at]
    if token.kind == "number":
        return day_month(tokens, at, setting) or quarter(tokens, at, setting) or figures(tokens, at, setting)
    if token.kind != "word":
        return []
    return _calendar_word(tokens, at, setting)


def _calendar_word(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    entries = lexicon()
    word = tokens[at].lower
    if word in entries.months:
        return month(tokens, at, setting)
    if word in entries.seasons:
        return season(tokens, at, setting)
    found: list[Chunk] = []
    if word in entries.sets["quarter"] or word in entries.ordinals or word == "last":
        found = quarter(tokens, at, setting) or half_of(tokens, at, setting)
    if not found and (word in ("term", "half", "ht") or short_term(tokens, at, setting)):
        found = numbered_term(tokens, at, setting)
    if not found and word in ("h", "half") and at + 2 < len(tokens) and tokens[at + 1].text in ("1", "2"):
        found = half_year(tokens, at, at + 2, int(tokens[at + 1].text) - 1, setting)
    if not found and word in entries.short_seasons:
        found = short_season(tokens, at, setting)
    if not found and word in entries.named:
        found = named_stretch(tokens, at, setting)
    return found


def _number(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    hit = phrase_at(tokens, at, lexicon().phrases)
    if hit:
        return [Chunk(hit[0].kind, at, hit[1], hit[0].value)]
    if _counts_revisions(tokens, at):
        return [Chunk("filler", at, at + 1)]
    if numbers_item(tokens, at):
        return [Chunk("filler", at, at + 2)]
    if end := reference_end(tokens, at):
        return [Chunk("filler", at, end)]
    found = (
        recurrence(tokens, at)
        or _half_of_number(tokens, at, setting)
        or period(tokens, at, setting, calendar)
        or calendar(tokens, at, setting)
    )
    return found or [unread_number(tokens, at)]


def _counts_revisions(tokens: Sequence[Token], at: int) -> bool:
    """ "31/01/2026 (2)": a lone figure in brackets behind a date, how often it was moved or a note's number."""
    alone = at > 1 and at + 2 == len(tokens) and len(tokens[at].text) == 1
    return alone and tokens[at - 1].text == "(" and tokens[at + 1].text == ")"


def _half_of_number(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    return half_of(tokens, at, setting) if tokens[at].text in ("1", "2") else []


def _word(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    candidates = _structured(tokens, at, setting)
    hit = phrase_at(tokens, at, lexicon().phrases)
    if hit and hit[0].value == "this_month" and tokens[at + 2 : at + 3] and phrase_at(tokens, at + 2, lexicon().named):
        # "End of a month not named", as canonical readings have it.
        return [Chunk("end_of", at, at + 2)]
    if hit and hit[0].value in ("year_end", "this_month") and _dated_after(tokens, hit[1], setting):
        return [Chunk("end_of", at, hit[1])]
    if (
        hit
        and hit[0].kind == "forum_cue"
        and tokens[hit[1] - 1].lower in ("by", "for", "at")
        and not _body(tokens, hit[1])
    ):
        return [Chunk("filler", at, hit[1] - 1)]
    if hit and hit[0].kind == "recur" and _one_of_many(tokens, at, hit[1], setting):
        return [Chunk("word", at, at + 1)]
    if hit and (not candidates or hit[1] > candidates[-1].last):
        return [labelled(tokens, at) or Chunk(hit[0].kind, at, hit[1], hit[0].value)]
    if candidates:
        return candidates
    return [labelled(tokens, at) or _weekday(tokens, at) or Chunk("word", at, at + 1)]


def _one_of_many(tokens: Sequence[Token], at: int, end: int, setting: Setting) -> bool:
    """ "The next annual audit", "Annual Council May 2024": one happening of a row, and nothing that repeats."""
    sets = lexicon().sets
    if end >= len(tokens) or tokens[end].kind != "word" or end > at + 1:
        return False
    if at and tokens[at - 1].lower in sets["pointing"]:
        return True
    here = end
    while here < len(tokens) and (tokens[here].lower in sets["yearly"] or tokens[here].lower in _BETWEEN):
        here += 1
    found = calendar(tokens, here, setting) if end < here < len(tokens) else []
    return bool(found and found[0].named and (found[0].named.year or found[0].named.day))


def _dated_after(tokens: Sequence[Token], at: int, setting: Setting) -> bool:
    return at < len(tokens) and bool(calendar(tokens, at, setting))


def _body(tokens: Sequence[Token], at: int) -> bool:
    """Whether a body may be named at `at`: "reviewed by Cabinet", not "reviewed by April"."""
    entries = lexicon()
    here = at + (at < len(tokens) and tokens[at].lower in ("the", "a"))
    if here >= len(tokens):
        return False
    word = tokens[here].lower
    if word in entries.sets["forum_acronyms"] or word in entries.sets["forum_nouns"]:
        return True
    dated = word in entries.months or word in entries.seasons or word in entries.weekdays or word in entries.phrases
    return tokens[here].text[:1].isupper() and not dated


def _structured(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """What the rules with inner structure read at a word; the first that fits."""
    found = calendar(tokens, at, setting)
    if found:
        return found
    found = recurrence(tokens, at) or period(tokens, at, setting, calendar)
    return found or pointed_term(tokens, at, setting)


def _weekday(tokens: Sequence[Token], at: int) -> Chunk | None:
    """A day of the week beside a date says nothing more."""
    return Chunk("filler", at, at + 1, "weekday") if tokens[at].lower in lexicon().weekdays else None


def _defined(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """What the heading gives a meaning: a term that it explains, or a bare count of the unit that it names."""
    for definition in setting.definitions:
        end = match(tokens, at, definition.words)
        if end and not (definition.short and _more_than(tokens, at, end)):
            return [_meant(tokens, at, end, definition.meaning, setting)]
    count = count_at(tokens, at) if setting.unit and at == 0 else None
    if count is None or setting.unit is None or count.end < len(tokens):
        return []
    return [Chunk("period", at, count.end, period=Period(count.low, count.high, setting.unit))]


def _more_than(tokens: Sequence[Token], at: int, end: int) -> bool:
    return at > 0 or any(token.kind == "word" for token in tokens[end:])


def _meant(tokens: Sequence[Token], at: int, end: int, meaning: Chunk, setting: Setting) -> Chunk:
    """The chunk that a term stands for, in the year that follows it."""
    named = meaning.named
    year = year_after_name(tokens, end, setting) if named is not None and named.fixed is None else None
    if year is None or named is None:
        return replace(meaning, first=at, last=end)
    named = replace(named, year=year.value + (year.pair and named.first < 9))
    return replace(meaning, first=at, last=year.end, named=named)
