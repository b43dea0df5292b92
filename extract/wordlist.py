"""The words of English and how often each is written: whether two scraps of letters at a line's end are one word.

What belongs here: the judgement on letters alone. Whether a line had room for more is seen where the words stand
(`tables/celltext`), and a printed hyphen is weighed in `prose/hyphens`; both ask here last, since the list takes an
eighth of a second to read.

Source of the counts: the English list of pyspellchecker (160,000 words of films' subtitles, the least at 50 uses), in
American spelling where that differs, names of people and places among them.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from importlib import resources
from typing import cast

_HEAD, _TAIL = re.compile(r"[A-Za-z]+$"), re.compile(r"[A-Za-z]+")
_LIKELIER = 1000.0
"""How many times likelier one word must be than two that follow each other by chance, where both are words."""
_OF_ONE_LETTER, _SHORT = "ai", 6
"""Words of one letter; letters of a word up to which its ending says nothing."""
_OTHER_FORMS = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("ies", "y"), ("s", ""))
"""Endings of words that the list may only have in another form: American spelling, the singular."""


def is_one_word(head: str, tail: str, *, sure: bool = False) -> bool:
    """Whether the letters that end one line and those that begin the next are one word: it is a known one, of one case,
    and one of the two is none, or, unless it must be `sure`, both so rare that they hardly ever follow each other."""
    rest = _TAIL.match(tail) if head[-1:].isalpha() else None
    begun = _HEAD.search(head) if rest is not None else None
    if begun is None or rest is None or not _is_of_one_case(begun[0], rest[0]):
        return False
    first, second = begun[0].lower(), rest[0].lower()
    apart = uses(first) * uses(second)
    if sure and apart:
        return False
    whole = uses(first + second)
    if whole == 0 or (len(first) == 1 and uses(second)):
        return False
    return not apart or whole * _total() > _LIKELIER * apart


def may_be_two(head: str, tail: str) -> bool:
    """Whether the letters that end one text and those that begin the next can be two words: both are known, the second
    begins with a capital as a name does, or letters do not meet there."""
    begun, rest = _HEAD.search(head), _TAIL.match(tail)
    if begun is None or rest is None or rest[0][0].isupper():
        return True
    return bool(uses(begun[0].lower()) and uses(rest[0].lower()))


def is_written_as_one(head: str, tail: str) -> bool:
    """Whether letters that stand next to each other are one word: they make a known one, or one of the two is none."""
    begun, rest = _HEAD.search(head), _TAIL.match(tail)
    if begun is None or rest is None:
        return False
    first, second = begun[0].lower(), rest[0].lower()
    return bool(uses(first + second)) or not (uses(first) and uses(second))


def uses(word: str) -> int:
    """How often a word in small letters is written in the list's texts; 0 for what is no word."""
    if len(word) == 1 and word not in _OF_ONE_LETTER:
        return 0
    return _counts().get(word) or max((_counts().get(other, 0) for other in _other_forms(word)), default=0)


def _other_forms(word: str) -> list[str]:
    return [f"{word[: -len(own)]}{other}" for own, other in _OTHER_FORMS if len(word) > _SHORT and word.endswith(own)]


def _is_of_one_case(head: str, tail: str) -> bool:
    return tail.islower() if len(head) == 1 or not head.isupper() else tail.isupper()


@cache
def _counts() -> dict[str, int]:
    packed = resources.files("spellchecker").joinpath("resources", "en.json.gz").read_bytes()
    return cast(dict[str, int], json.loads(gzip.decompress(packed)))


@cache
def _total() -> int:
    return sum(_counts().values())
