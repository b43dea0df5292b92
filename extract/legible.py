"""Whether a text layer is text: how many of its words could be words at all.

A scanner's text layer may be noise, and a font with a wrong character map gives letters that mean nothing; both look
like text to a machine. Judged on many words at once, never on one; the common words are data in `common_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_LEAST_TOKENS = 30  # fewer say nothing
_TEXT = 0.9
_RUINED = 0.55
_SPOKEN = 0.04  # tables of names and money have 0.02 to 0.06 of the commonest words, prose 0.25 to 0.45
_EDGES = "\"'‘’“”()[]{}<>.,;:!?•▪●■-–—…*/&%£#=+|"
_SHAPE = re.compile(r"[a-zà-ÿŵŷŴŶ]+(?:['’./&-][a-zà-ÿŵŷ]+)*['’]?(?:s|d|t)?", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyà-ÿŵŷ]", re.IGNORECASE)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvxz]{6,}", re.IGNORECASE)
_ODD_CASE = re.compile(r"[a-z][A-Z]")
_LONGEST_CAPITALS = 7


class Legibility(NamedTuple):
    """Of the tokens with letters: how many, which share could be words, which share are the commonest words; `distinct`
    is the share that could be words with each counted once, however often it stands there."""

    tokens: int
    plausible: float
    common: float
    distinct: float

    @property
    def is_text(self) -> bool:
        """False only when enough was seen to be sure that it is none. Real papers have 0.95 or more plausible words; an
        abbreviation that heads every row ("Cllr") is one odd word, not twenty."""
        if self.tokens < _LEAST_TOKENS or self.distinct >= _TEXT:
            return True
        return self.plausible >= _TEXT or (self.plausible >= _RUINED and self.common >= _SPOKEN)

    @property
    def is_clean(self) -> bool:
        """Whether it is text with so few faults that reading the picture again would gain nothing."""
        return self.tokens < _LEAST_TOKENS or self.plausible >= _TEXT


def speaks(texts: Sequence[str]) -> bool:
    """Whether one word in ten is among the commonest: surely text, and found out for next to nothing."""
    common, half = _common_words(), len(texts) // 2
    found = sum(map(common.__contains__, texts[:half]))
    return found * 10 >= len(texts) or (found + sum(map(common.__contains__, texts[half:]))) * 10 >= len(texts)


def legibility(texts: Iterable[str]) -> Legibility:
    """Count over the words of a page."""
    tokens = [token for token in (text.strip(_EDGES) for text in texts) if _counts(token)]
    if not tokens:
        return Legibility(0, 1.0, 0.0, 1.0)
    common = _common_words()
    could_be = {token: _plausible(token) for token in tokens}
    plausible = sum(could_be[token] for token in tokens)
    known = sum(token.lower() in common for token in tokens)
    distinct = sum(could_be.values()) / len(could_be)
    return Legibility(len(tokens), plausible / len(tokens), known / len(tokens), distinct)


def _counts(token: str) -> bool:
    """Numbers, dates, money, codes and addresses are no evidence either way."""
    return (
        any(character.isalpha() for character in token)
        and not any(character.isdigit() for character in token)
        and "@" not in token
        and "www" not in token
        and "://" not in token
    ) or (len(token) > 1 and not any(character.isalnum() for character in token))


def _plausible(token: str) -> bool:
    if not _SHAPE.fullmatch(token):
        return False
    if token.isupper() and len(token) <= _LONGEST_CAPITALS:
        return True
    return bool(_VOWEL.search(token)) and not _CONSONANTS.search(token) and len(_ODD_CASE.findall(token)) <= 1


@cache
def _common_words() -> frozenset[str]:
    text = files("schemas").joinpath("vocabulary", "common_words.toml").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)
    return frozenset(word for words in listed.values() for word in words)
