"""Hyphens at line ends: those that a typesetter put into a word, and those that belong to it.

"participa-/tion" is one word, "multi-/agency" keeps its hyphen. What is told by the words alone: the whole is a word
that plans or English use, or the rest is an ending, and the rest is no word by itself. In doubt the hyphen stays, as
printed. The endings are data: `vocabulary/broken_words.toml`; the words are those of all vocabularies, and the list of
English words last.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from extract.wordlist import is_one_word, uses

_HEAD = re.compile(r"([A-Za-z]{2,})-$")
_REST = re.compile(r"([a-z]{2,}|[A-Z]{2,}\b)")
_SHORTEST, _LEAST_REST = 4, 3
"""Letters of a whole word, as shorter ones are written with a hyphen as often, and of the rest of a name, unlike
"Betws-yn-Rhos"."""
_VOCABULARIES = (
    "base_date", "claims", "common_words", "cover", "deadlines", "headers", "owners", "places", "rag", "rag_key",
    "roles", "status", "themes", "time_headings",
)  # fmt: skip


def is_put_in(before: str, after: str) -> bool:
    """Whether the hyphen that ends `before` only parts a word that goes on with `after`."""
    head, rest = _HEAD.search(before), _REST.match(after)
    if head is None or rest is None:
        return False
    if rest[1].isupper() and not head[1].isupper():
        return False
    first, second = head[1].lower(), rest[1].lower()
    words, data = _words(), _data()
    if len(first) + len(second) < _SHORTEST or first in data["always_hyphenated"]:
        return False
    if _is_closed(first, second) or _is_half_a_name(head[1], second):
        return True
    if first + second not in words:
        if second in _endings() and first not in words:
            return True
        return first not in data["hyphenated"] and is_one_word(head[1], second, sure=second not in _endings())
    return second not in words or not (first in words or first in data["hyphenated"])


def _is_closed(first: str, second: str) -> bool:
    """Whether the hyphen stands inside the beginning of a word that nobody writes with one, not behind it, as in
    "outcome-focused", and not before a word of its own, as in "pre-sentence", which begins like "present"."""
    whole, words = first + second, _words()
    if second in words and whole not in words:
        return False
    return any(whole.startswith(word) and len(first) < len(word) for word in _data()["closed"])


def _is_half_a_name(head: str, rest: str) -> bool:
    """Whether neither part is a word and a capital begins the first, as in half a name ("Nata-rajan"): a second name
    has a capital, too, and behind a name or a first part stands a word ("Ofsted-led", "Intra-agency")."""
    known = any(part in _words() or uses(part) for part in (head.lower(), rest))
    return head[0].isupper() and head[1:].islower() and len(rest) >= _LEAST_REST and not known


@cache
def _words() -> frozenset[str]:
    """Every word of the vocabularies, but for what stands there as an ending or in another language."""
    folder = resources.files("schemas") / "vocabulary"
    texts = (folder.joinpath(f"{name}.toml").read_text(encoding="utf-8") for name in _VOCABULARIES)
    found = frozenset(word for text in texts for word in re.findall(r"[a-z]{2,}", text.lower()))
    return found - _endings() - frozenset(_data()["not_english"])


@cache
def _endings() -> frozenset[str]:
    return frozenset(_data()["tails"]) - frozenset(_data()["words_too"])


@cache
def _data() -> dict[str, list[str]]:
    text = (resources.files("schemas") / "vocabulary" / "broken_words.toml").read_text(encoding="utf-8")
    data: dict[str, list[str]] = tomllib.loads(text)
    return data
