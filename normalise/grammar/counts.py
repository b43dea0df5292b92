"""Counts in words and figures: "3", "three", "three (3)", "2-4", "six to twelve", "a"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Token
from normalise.grammar.phrases import match

_MOST = 3
_BETWEEN = frozenset(("-", "to", "or", "/", "and"))


@dataclass(frozen=True, slots=True)
class Count:
    """From `low` to `high`, the same when there is one number; `end` is the token after it."""

    low: int
    high: int
    end: int


def count_at(tokens: Sequence[Token], at: int) -> Count | None:
    """A count, or a range of counts, at `at`."""
    low = _one(tokens, at)
    if low is None:
        return None
    value, end = low
    if end + 1 < len(tokens) and tokens[end].lower in _BETWEEN:
        high = _one(tokens, end + 1)
        if high and high[0] > value:
            return _to_the_last(tokens, Count(value, high[0], high[1]))
    return Count(value, value, end)


def _to_the_last(tokens: Sequence[Token], count: Count) -> Count:
    """ "3/6/12 months" reaches from the first to the last."""
    while count.end + 1 < len(tokens) and tokens[count.end].text == "/":
        more = _one(tokens, count.end + 1)
        if more is None or more[0] <= count.high:
            break
        count = Count(count.low, more[0], more[1])
    return count


def _one(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number":
        if len(token.text) > _MOST or _decimal(tokens, at):
            return None
        return int(token.text), _past_repeat(tokens, at + 1)
    for word in (f"{token.lower} {tokens[at + 1].lower}" if at + 1 < len(tokens) else "", token.lower):
        number = lexicon().numbers.get(word)
        if number is not None:
            return number, _past_repeat(tokens, at + 1 + (" " in word))
    compound = _hyphened(tokens, at)
    return (compound, at + 3) if compound else None


def _hyphened(tokens: Sequence[Token], at: int) -> int:
    """ "twenty-eight"."""
    if at + 2 < len(tokens) and match(tokens, at, (tokens[at].lower, tokens[at + 2].lower)):
        return lexicon().numbers.get(f"{tokens[at].lower} {tokens[at + 2].lower}", 0)
    return 0


def _decimal(tokens: Sequence[Token], at: int) -> bool:
    if at + 2 >= len(tokens) or tokens[at + 1].text not in ".,":
        return False
    return tokens[at + 2].glued and tokens[at + 2].kind == "number"


def _past_repeat(tokens: Sequence[Token], at: int) -> int:
    """Past the same number said again in brackets: "three (3)"."""
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
        inner = tokens[at + 1]
        if inner.kind == "number" or inner.lower in lexicon().numbers:
            return at + 3
    return at
