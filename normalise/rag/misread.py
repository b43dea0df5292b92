"""Ratings that OCR read a letter wrong: "Gree n", "Arnber", "Rec" in a rating cell of a scan.

What belongs here: which single colour a doubtful word can stand for. The word itself stays as it was read, and that it
was taken for another is told by whoever asks. Typed cells are never read so: there, what is written is meant.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from normalise.rag.words import rag_words
from schemas.meaning import Rag

_LONGEST, _MOST_PARTS = 8, 4
_SHORTEST = 3
_CUT = 2
"""Letters that may be missing at the end of a word that the side of its cell cut off."""


@dataclass(frozen=True, slots=True)
class _Misreadings:
    """`mixed` are signs taken for others, in the order to replace them; `near` words of which one letter may be wrong;
    `own` words that are what they say, however near to a colour."""

    mixed: tuple[tuple[str, str], ...]
    near: frozenset[str]
    own: frozenset[str]


@cache
def _misreadings() -> _Misreadings:
    text = resources.files("schemas").joinpath("vocabulary", "rag.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["misread"]
    mixed = tuple((wrong, right) for right, listed in data["mixed"].items() for wrong in listed)
    return _Misreadings(mixed, frozenset(data["near"]), frozenset(data["own"]))


def colours_like(text: str) -> frozenset[Rag]:
    """The colours that the words of a scanned rating cell may be: one where only one fits, none where they say
    something else."""
    parts = text.split()
    said = "".join(sign for sign in "".join(parts).casefold() if sign.isalnum() or sign in "|!")
    if not _SHORTEST <= len(said) <= _LONGEST or len(parts) > _MOST_PARTS or said in _misreadings().own:
        return frozenset()
    plain = _plain(said)
    return frozenset(colour for word, colour in rag_words().colours.items() if _fits(word, plain))


def _fits(word: str, said: str) -> bool:
    from rapidfuzz.distance import OSA

    plain = _plain(word)
    if said == plain or (plain.startswith(said) and len(said) >= len(plain) - _CUT):
        return True
    return word in _misreadings().near and OSA.distance(plain, said, score_cutoff=1) <= 1


def _plain(text: str) -> str:
    """A word with signs that look alike written as one of them."""
    for wrong, right in _misreadings().mixed:
        text = text.replace(wrong, right)
    return text
