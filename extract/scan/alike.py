"""Words of a scan in which one letter was read for another that looks like it ("teedback", "systern").

What belongs here: words that English does not know and that are a known one with one such letter changed, where there
is one such word only. Which letters look alike is data (`letters_alike.toml`). Names, capitals and figures are left,
and so is what is read on pages of another language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from extract.wordlist import uses

_WORD = re.compile(r"([a-z]{4,})([,;:.)]?)")
_SHORT = 4
_KNOWN = 200  # uses; rarer words are as likely to be no words
_MOSTLY = 0.85  # of a page's words


def with_letter_for_another(text: str) -> str | None:
    """The one word of English that a word in small letters was written as; null where it is known, or none, or several
    are."""
    found = _WORD.fullmatch(text)
    if found is None or uses(found[1]):
        return None
    known = {word for word in _changed(found[1]) if uses(word) >= _KNOWN}
    if len(known) != 1:
        return None
    word = known.pop()
    return (word.capitalize() if found[1][0] == "l" and word[0] == "i" else word) + found[2]  # a small "i" has a dot


def are_english(texts: Iterable[str]) -> bool:
    """Whether English knows nearly all of the words in small letters."""
    words = [found[1] for text in texts if (found := _WORD.fullmatch(text))]
    return sum(bool(uses(word)) for word in words) >= _MOSTLY * len(words)


def _changed(word: str) -> Iterable[str]:
    """The word with one letter, or one pair of letters, changed for each that it may have been."""
    for read, written in _letters()["short" if len(word) <= _SHORT else "long"].items():
        for at in range(len(word)):
            if word.startswith(read, at):
                yield from (word[:at] + letters + word[at + len(read) :] for letters in written)


@cache
def _letters() -> Mapping[str, Mapping[str, Sequence[str]]]:
    listed: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("schemas").joinpath("vocabulary", "letters_alike.toml").read_text(encoding="utf-8")
    )
    return listed
