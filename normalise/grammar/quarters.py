"""Quarters: "Q3 2012/13", "Qtr 3", "third quarter", "Q1/2 2013". Financial, unless the heading says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from normalise.grammar.days import has_its_year, year_after_name
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, ChunkKind, Named, Token
from normalise.grammar.setting import Setting
from normalise.grammar.year_names import named_year, pair_at

_LINKS: dict[str, ChunkKind] = {"/": "and", "&": "and", "and": "and", ",": "and", "-": "to", "to": "to", "or": "and"}


def quarter(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """One or more quarters named from `at` on."""
    first = _one(tokens, at)
    if first is None:
        return []
    chunks: list[Chunk] = []
    number, end = first
    start = at
    while (more := _another(tokens, end)) is not None:
        link, following, there = more
        chunks.append(_chunk(number, start, end, None, setting))
        chunks.append(Chunk(_LINKS[tokens[link].lower], link, link + 1))
        number, start, end = following, link + 1, there
    return [*chunks, _with_year(tokens, number, start, end, setting)]


def _one(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A quarter's number and where it ends: a word for quarter and a number, or the other way about."""
    entries = lexicon()
    words = entries.sets["quarter"]
    if tokens[at].lower in words:
        return _numbered(tokens, at + 1)
    number = entries.ordinals.get(tokens[at].lower) or (4 if _last_of_year(tokens, at) else None)
    here = at + 1
    if tokens[at].kind == "number" and tokens[at].text in ("1", "2", "3", "4"):
        here += 1
        number = int(tokens[at].text) if here <= len(tokens) and tokens[here - 1].lower in _ENDINGS else None
    if number and here < len(tokens) and tokens[here].lower in words and tokens[here].lower not in ("q", "quarters"):
        return number, here + 1
    return None


_ENDINGS = frozenset(("st", "nd", "rd", "th"))


def _last_of_year(tokens: Sequence[Token], at: int) -> bool:
    """ "Last quarter of 2012/13"; without a year the last quarter may be the one gone by."""
    ahead = [token.lower for token in tokens[at : at + 4]]
    return ahead[0] == "last" and len(ahead) == 4 and ahead[2] == "of" and tokens[at + 3].kind == "number"


def _numbered(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    here = at
    while here < len(tokens) and tokens[here].text in (".", "-", ":", "'") and here < at + 1:
        here += 1
    if here >= len(tokens):
        return None
    number = lexicon().numbers.get(tokens[here].lower, 0)
    if tokens[here].kind == "number":
        number = int(tokens[here].text) if len(tokens[here].text) == 1 else 0
    return (number, here + 1) if 1 <= number <= 4 else None


def _another(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """ "/2", "- Q3", "and 4" after a quarter: the link, the number, where it ends."""
    if at + 1 >= len(tokens) or tokens[at].lower not in _LINKS:
        return None
    named = _one(tokens, at + 1) if tokens[at + 1].lower in lexicon().sets["quarter"] else None
    if named:
        return at, named[0], named[1]
    digit = tokens[at + 1]
    if digit.kind != "number" or digit.text not in ("1", "2", "3", "4"):
        return None
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if after is not None and after.kind != "break" and _begins_more(after):
        return None
    return at, int(digit.text), at + 2


def _begins_more(token: Token) -> bool:
    entries = lexicon()
    word = token.lower
    return word in _ENDINGS or word in entries.months or word in entries.units or word in "/."


def _with_year(tokens: Sequence[Token], number: int, start: int, end: int, setting: Setting) -> Chunk:
    """The last quarter of a list with the year after it, which the others share."""
    here = end
    while here < len(tokens) and tokens[here].lower in ("of", "in", "for", ",", "(", "-", "the", ":", "."):
        here += 1
    bracketed = here > end and tokens[here - 1].text == "("
    if (unsure := _either_year(tokens, here, setting)) is not None:
        named = Named("quarter", "quarter", 0, 0, "quarter", year=unsure[0], flags=("ambiguous_year",))
        return Chunk("when", start, unsure[1], named=named)
    found = _year(tokens, here, setting) if here < len(tokens) and not has_its_year(tokens, start, end) else None
    if found is None:
        return _chunk(number, start, end, None, setting)
    year, stop = found
    if bracketed and stop < len(tokens) and tokens[stop].text == ")":
        stop += 1
    return _chunk(number, start, stop, year, setting)


def _either_year(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[int, int] | None:
    """ "Q2 FY25": a financial year named by one of its two years, and where it ends."""
    whole = named_year(tokens, at, setting) if at < len(tokens) else []
    named = whole[-1].named if whole else None
    if named is None or named.year is None or named.first:
        return None
    return named.year, whole[-1].last


def _year(tokens: Sequence[Token], at: int, setting: Setting) -> tuple[int, int] | None:
    pair = pair_at(tokens, at, setting)
    if pair:
        return pair
    whole = named_year(tokens, at, setting)
    if whole and whole[-1].named and whole[-1].named.year:
        return whole[-1].named.year, whole[-1].last
    year = year_after_name(tokens, at, setting)
    return (year.value, year.end) if year else None


def _chunk(number: int, start: int, end: int, year: int | None, setting: Setting) -> Chunk:
    first = setting.quarter_start + 3 * (number - 1)
    rule = "quarter" if setting.quarter_start == 4 else "quarter.heading"
    return Chunk("when", start, end, named=Named("quarter", "quarter", first, first + 2, rule, year=year))
