"""The deadline vocabulary as look-up tables: what a word is, and which phrases begin with it.

Loads `schemas/vocabulary/deadlines.toml` once. How words combine is not known here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from normalise.grammar.model import ChunkKind, Unit
from normalise.grammar.tokens import tokenise

_Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words and what it stands for; `value` is the recurrence, precision or body that it names."""

    words: tuple[str, ...]
    kind: ChunkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Season:
    """A season's months, and the months of the school term of the same name; the winter has no term of its own."""

    name: str
    months: tuple[int, int]
    term: tuple[int, int]
    halves: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every table of the vocabulary, keyed by lower-case word; phrases by their first word, longest first."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, Unit]
    seasons: Mapping[str, Season]
    short_seasons: Mapping[str, Season]
    every: Mapping[str, Unit]
    phrases: Mapping[str, tuple[Phrase, ...]]
    named: Mapping[str, tuple[Phrase, ...]]
    sets: Mapping[str, frozenset[str]]
    named_months: Mapping[str, tuple[int, int]]
    known: frozenset[str]
    targets: tuple[str, ...]
    slips: Mapping[str, str]
    pointers: Mapping[str, int]


# Tables whose every list is a chunk kind of its own name.
_KINDS = ("qualifier", "link", "revision", "cue")
# Lists that share a chunk kind and differ in its value.
_VALUED: Mapping[str, tuple[ChunkKind, str]] = {
    "vague_month": ("vague", "month"),
    "vague_day": ("vague", "day"),
    "vague_year": ("vague", "year"),
    "vague_years_end": ("vague", "year_end"),
    "end_of_this_month": ("vague", "this_month"),
    "throughout": ("in", "throughout"),
    "done_in_part": ("done", "partly"),
    "forward_named": ("forward", "name"),
    "forward_again": ("forward", "again"),
}


@cache
def lexicon() -> Lexicon:
    """The vocabulary, read once a process."""
    return _build(load())


def load() -> dict[str, Any]:
    """The vocabulary file as it stands."""
    path = resources.files("schemas") / "vocabulary" / "deadlines.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def all_phrases(table: _Table) -> Iterator[Phrase]:
    """Every phrase of the vocabulary with its meaning."""
    yield from _phrases(table)
    yield from _names(table)


def _build(table: _Table) -> Lexicon:
    phrases = _by_first(_phrases(table))
    named = _by_first(_names(table))
    words = {
        "months": _numbered(table["month"]),
        "weekdays": _numbered(table["weekday"]),
        "numbers": _numbered(table["number"]),
        "ordinals": _numbered(table["ordinal"]),
    }
    units = cast(Mapping[str, Unit], _reversed(table["unit"]))
    every = cast(Mapping[str, Unit], _reversed(table["every"]))
    seasons = dict(_seasons(table))
    sets = dict(_sets(table))
    known = {word for group in (*words.values(), units, every, seasons) for word in group}
    known.update(word for group in (phrases, named) for entries in group.values() for p in entries for word in p.words)
    known.update(*sets.values())
    return Lexicon(
        **words,
        units=units,
        every=every,
        seasons=seasons,
        short_seasons={word: seasons[name] for word, name in _reversed(table["short_season"]).items()},
        phrases=phrases,
        named=named,
        sets=sets,
        named_months=dict(_named_months(table)),
        known=frozenset(known),
        targets=tuple(_strings(_sub(table, "spelling")["targets"])),
        pointers=_numbered(table["pointer"]),
        slips=cast(Mapping[str, str], _sub(table, "spelling")["slips"]),
    )


def _sub(table: _Table, name: str) -> _Table:
    return cast(_Table, table[name])


def _strings(value: object) -> tuple[str, ...]:
    return tuple(cast("list[str]", value))


def _numbered(value: object) -> Mapping[str, int]:
    return {word: int(key) for key, words in cast(_Table, value).items() for word in _strings(words)}


def _reversed(value: object) -> Mapping[str, str]:
    return {word: key for key, words in cast(_Table, value).items() for word in _strings(words)}


def _seasons(table: _Table) -> Iterator[tuple[str, Season]]:
    halves = _sub(table, "half_term")
    for name, entry in _sub(table, "season").items():
        spec = cast(_Table, entry)
        season = Season(
            name,
            months=_pair(spec["months"]),
            term=_pair(spec["term"]),
            halves=tuple(_pair(half) for half in cast("list[object]", halves.get(name, []))),
        )
        for word in _strings(spec["words"]):
            yield word, season


def _pair(value: object) -> tuple[int, int]:
    first, last = cast("list[int]", value)
    return first, last


def _named_months(table: _Table) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, entry in _sub(table, "named_term").items():
        months = cast(_Table, entry)["months"]
        if months:
            yield name, _pair(months)


def _sets(table: _Table) -> Iterator[tuple[str, frozenset[str]]]:
    """Tables that only ask whether a word is in them."""
    for name, (outer, inner) in _SETS.items():
        yield name, frozenset(_strings(_sub(table, outer)[inner]))


_SETS = {
    "school": ("academic_year", "heading"),
    "anchor": ("anchor", "words"),
    "heading_terms": ("heading", "terms"),
    "anchor_weak": ("anchor", "weak"),
    "anchor_joins": ("anchor", "joins"),
    "anchor_backward": ("anchor", "backward"),
    "label": ("label", "words"),
    "label_time": ("label", "time"),
    "label_counted": ("label", "counted"),
    "time_of_day": ("filler", "time_of_day"),
    "never": ("spelling", "never"),
    "forum_between": ("forum", "between"),
    "forum_openers": ("forum", "openers"),
    "forum_acronyms": ("forum", "acronyms"),
    "forum_nouns": ("forum", "nouns"),
    "forum_never": ("forum", "never"),
    "forum_acts": ("forum", "acts"),
    "event_noun": ("event_noun", "words"),
    "event_of_year": ("event_noun", "of_year"),
    "event_dated": ("event_noun", "dated"),
    "event_of_a_year": ("event_noun", "of_a_year"),
    "event_by_law": ("event_noun", "set_by_law"),
    "yearly": ("event_noun", "yearly"),
    "pointing": ("pointing", "words"),
    "settled": ("settled", "words"),
    "reviewing": ("settled", "reviewing"),
    "settled_open": ("settled", "open"),
    "participle": ("settled", "participle"),
    "event_for_year": ("event_noun", "for_year"),
    "forum_meets": ("forum", "meets"),
    "each": ("repeat", "each"),
    "negation": ("negation", "words"),
    "quarter": ("quarter", "words"),
    "calendar_quarter": ("quarter", "calendar"),
    "period_ahead": ("period", "ahead"),
    "period_adjectives": ("period", "adjectives"),
    "period_working": ("period", "working"),
    "period_uncounted": ("period", "uncounted"),
    "period_at_least": ("period", "at_least"),
    "period_more": ("period", "more"),
    "period_lasting": ("period", "lasting"),
    "period_time": ("period", "time"),
    "period_before_next": ("period", "before_next"),
    "period_past": ("period", "past"),
    "period_lasting_before": ("period", "lasting_before"),
    "period_extra": ("period", "extra"),
    "verb_after": ("verb", "after"),
    "holiday": ("holiday", "words"),
}


def _names(table: _Table) -> Iterator[Phrase]:
    """Names of terms, feasts and years: the kind says which, the value which of them."""
    for name, entry in _sub(table, "named_term").items():
        yield from _listed(cast(_Table, entry)["words"], "when", f"term:{name}")
    for name, words in _sub(table, "feast").items():
        yield from _listed(words, "when", f"feast:{name}")
    for name, words in _sub(table, "unnamed").items():
        yield from _listed(words, "when", f"unnamed:{name}")
    yield from _listed(_sub(table, "academic_year")["words"], "when", "academic_year")
    yield from _listed(_sub(table, "academic_year")["dated"], "when", "dated_academic_year")
    yield from _listed(_sub(table, "financial_year")["words"], "when", "financial_year")
    yield from _listed(_sub(table, "financial_year")["end"], "when", "financial_year_end")
    yield from _listed(_sub(table, "calendar_year")["words"], "when", "calendar_year")


def _phrases(table: _Table) -> Iterator[Phrase]:
    for name in _KINDS:
        for kind, words in _sub(table, name).items():
            yield from _listed(words, *_VALUED.get(kind, (cast(ChunkKind, kind), "")))
    for name, words in _sub(table, "recurrence").items():
        yield from _listed(words, "recur", name)
    yield from _listed(_sub(table, "filler")["words"], "filler", "")
    yield from _listed(_sub(table, "forum")["verbs"], "forum_cue", "")
    yield from _listed(_sub(table, "first_week")["words"], "soft", "first_week")
    yield from _listed(_sub(table, "first_week")["last"], "end_of", "last_week")


def _listed(words: object, kind: ChunkKind, value: str) -> Iterator[Phrase]:
    for text in _strings(words):
        yield Phrase(tuple(token.lower for token in tokenise(text)), kind, value)


def _by_first(phrases: Iterator[Phrase]) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    return {word: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for word, entries in found.items()}


KINDS: frozenset[str] = frozenset(get_args(ChunkKind))
