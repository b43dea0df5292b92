"""What a column's header, or the line above a table, says about the dates below it.

"Q2 = July to September", "calendar quarters", "Short term: 0-6 months", "Timescale 2012/13"; a heading that is a
deadline itself ("Within three months:") stands for cells that say nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from normalise.grammar.lexicon import lexicon
from normalise.grammar.mentions import mentions_of, spread_days
from normalise.grammar.model import Chunk, Mention, Named, Token, Unit
from normalise.grammar.reading import read
from normalise.grammar.repair import repair
from normalise.grammar.scan import scan
from normalise.grammar.setting import Definition, Setting
from normalise.grammar.spelling import mend
from normalise.grammar.tokens import tokenise
from normalise.grammar.years import settle
from schemas.meaning import Deadline, DeadlineKind

_PIECES = re.compile(r"[;,()\[\]\n]|\band\b(?=\s+\w+\s*=)|(?<=\w)\s+(?=Q\d\s*[=:])")
_EQUALS = re.compile(r"\s*(?:=|\bmeans\b(?:\s+completion)?)\s*")
_LOOSE_EQUALS = re.compile(r"\s*(?::|\bis\b|\s-\s)\s*")
_BRACKETED = re.compile(r"([A-Za-z][\w ]{0,20}?)\s*\(([^()]+)\)")
_UNIT = re.compile(r"\((?:in\s)?(months|weeks|days|years)\)|\bin\s(months|weeks|days|years)\b", re.IGNORECASE)
_TERM = re.compile(r"(?<!short )(?<!short-)(?<!medium )(?<!medium-)(?<!long )(?<!long-)\bterms?\b", re.IGNORECASE)
_REVISED_IN_BRACKETS = re.compile(r"[(\[](?:revised|amended|new|extended|rev)\b", re.IGNORECASE)
_CALENDAR_QUARTERS = re.compile(r"\bcalendar\s+(?:year\s+)?(?:quarter|qtr|q)", re.IGNORECASE)
_QUARTER = re.compile(r"(?:q|qtr|quarter)\s*([1-4])\b", re.IGNORECASE)
_TERM_WORDS = 4
_WHOLE = frozenset(("when", "period", "immediate", "recur", "ongoing", "vague"))
_BESIDE = frozenset(
    (
        "by",
        "on",
        "in",
        "from",
        "before",
        "after",
        "until",
        "end_of",
        "start_of",
        "week_commencing",
        "soft",
        "filler",
        "stop",
        "to",
        "and",
    )
)


@lru_cache(maxsize=4096)
def setting_of(heading: str, base_date: dt.date | None, document_date: dt.date | None) -> Setting:
    """The surroundings of the cells below a heading."""
    plain = Setting(base_date, document_date)
    if not heading:
        return plain
    heading = repair(heading)[0]
    words = set(re.findall(r"[a-z0-9]+", heading.lower()))
    school = bool(words & lexicon().sets["school"]) or _TERM.search(heading) is not None
    setting = replace(plain, school=school)
    quarters = 1 if _CALENDAR_QUARTERS.search(heading) else None
    definitions: list[Definition] = []
    for term, meaning in _pairs(heading):
        quarter = _QUARTER.match(term)
        if quarter:
            quarters = _quarter_start(int(quarter[1]), meaning, setting) or quarters
        elif definition := _definition(term, meaning, setting):
            definitions.append(definition)
    return replace(
        setting,
        quarter_start=quarters or 4,
        definitions=tuple(sorted(definitions, key=lambda entry: -len(entry.words))),
        year=_year(heading, setting),
        brackets_revise=_REVISED_IN_BRACKETS.search(heading) is not None,
        unit=_unit(heading),
    )


def _unit(heading: str) -> Unit | None:
    """The unit of bare numbers below "Timescale (months)"."""
    match = _UNIT.search(heading)
    return lexicon().units[(match[1] or match[2]).lower()] if match else None


def _pairs(heading: str) -> Iterator[tuple[str, str]]:
    """Terms and what the heading says they mean; with a colon or in brackets only terms known to be such."""
    for piece in _PIECES.split(heading):
        match = _EQUALS.search(piece)
        if match:
            yield re.split(r":|\s-\s", piece[: match.start()])[-1].strip(), piece[match.end() :].strip()
        elif (match := _LOOSE_EQUALS.search(piece)) and _is_term(piece[: match.start()]):
            yield piece[: match.start()].strip(), piece[match.end() :].strip()
    for match in _BRACKETED.finditer(heading):
        if _is_term(match[1]):
            yield match[1].strip(), match[2]


def _is_term(text: str) -> bool:
    """Whether a text is the name of a term, a level or a stretch of time, and nothing more."""
    words = text.lower().split()
    if words and words[0] in lexicon().sets["heading_terms"]:
        return len(words) <= _TERM_WORDS
    _, chunks = _read(text.strip(), Setting())
    return len(chunks) == 1 and chunks[0].kind in ("when", "vague", "immediate")


def _read(text: str, setting: Setting) -> tuple[tuple[Token, ...], tuple[Chunk, ...]]:
    tokens, _ = mend(tokenise(text))
    return tokens, spread_days(scan(tokens, setting))


def _quarter_start(number: int, meaning: str, setting: Setting) -> int | None:
    """The month in which the first quarter begins, from the months that one quarter is said to be."""
    tokens, chunks = _read(meaning, setting)
    named = [mention.named for mention in mentions_of(chunks, tokens) if mention.named.first]
    if not named:
        return None
    last = (named[-1].last - 1) % 12 + 1
    return (last - 3 * number) % 12 + 1


def _definition(term: str, meaning: str, setting: Setting) -> Definition | None:
    words = tuple(token.lower for token in tokenise(term))
    if not words or len(words) > _TERM_WORDS or _only_header(term):
        return None
    tokens, chunks = _read(meaning, setting)
    if any(chunk.kind in ("number", "day_number") for chunk in chunks):
        return None
    whole = next((chunk for chunk in chunks if chunk.kind in ("period", "immediate", "ongoing")), None)
    if whole is not None:
        return Definition(words, whole)
    named = _stretch(term, mentions_of(chunks, tokens), setting)
    return Definition(words, Chunk("when", 0, 0, named=named)) if named else None


def _only_header(term: str) -> bool:
    """ "Target date = March 2013" explains no term of the cells."""
    _, chunks = _read(term, Setting())
    return all(chunk.kind in ("filler", "stop") for chunk in chunks)


def _stretch(term: str, mentions: Sequence[Mention], setting: Setting) -> Named | None:
    """The months or days that a term is said to be; it keeps the kind that it has without the heading."""
    if not mentions:
        return None
    own = _own_name(term, setting)
    if all(mention.named.year is None and mention.named.fixed is None for mention in mentions):
        months = _months(mentions[0].named, mentions[-1].named)
        return _called(months, own) if months else None
    dated = settle(mentions, setting)
    starts, ends = [mention.start for mention in dated if mention.start], [m.end for m in dated if m.end]
    if not starts or not ends:
        return None
    kind: DeadlineKind = "range" if len(dated) > 1 else mentions[0].named.kind
    named = replace(mentions[0].named, kind=kind, fixed=(min(starts), max(ends)), rule="heading.dates")
    return _called(named, own)


def _own_name(term: str, setting: Setting) -> Named | None:
    """What the term would be without the heading: a defined term keeps its kind."""
    tokens, chunks = _read(term, setting)
    mentions = mentions_of(chunks, tokens)
    return mentions[0].named if mentions else None


def _months(first: Named, last: Named) -> Named | None:
    """The months from one to another, over the turn of the year where the second lies before the first."""
    if first.precision != "month" or last.precision != "month":
        return first if first == last else None
    end = last.last if last.last >= first.first else last.last + 12
    kind: DeadlineKind = "month" if first == last else "range"
    return Named(kind, "month", first.first, end, "heading.months")


def _called(named: Named, own: Named | None) -> Named:
    return replace(named, kind=own.kind, precision=own.precision) if own else named


def _year(heading: str, setting: Setting) -> Named | None:
    """A year that the heading names, alone and not as part of a date or an update."""
    _, chunks = _read(heading, setting)
    dates = [chunk.named for chunk in chunks if chunk.kind == "when"]
    if len(dates) == 1 and dates[0] is not None and dates[0].whole_year and dates[0].last <= 20:
        return dates[0]
    return None


def whole_reading(heading: str, setting: Setting) -> Deadline | None:
    """The deadline that the heading itself is ("Immediately:"), null for a heading that only holds one."""
    if not heading:
        return None
    repaired, _ = repair(heading)
    _, chunks = _read(repaired, Setting())
    if any(chunk.named is not None and chunk.named.first == 0 for chunk in chunks):
        return None
    kinds = [chunk.kind for chunk in chunks]
    if sum(kind in _WHOLE for kind in kinds) != 1 or any(kind not in _WHOLE | _BESIDE for kind in kinds):
        return None
    return read(repaired.rstrip(" :"), replace(setting, definitions=(), year=None))
