"""The phrase language of the status vocabulary: compiling it, and bringing a cell's text into the form it matches.

Which phrase wins, and everything about colours and dates, is decided elsewhere.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TypedDict, cast

from schemas.meaning import Status

_ODD_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00ad": None, "\u200b": None, "\ufeff": None})
_BREAKS = re.compile(r"[.;:!?]+(?=\s|$)|[\n\r\u2022\uf0b7–—―|]+|\s-+(?=\s)|\.{2,}")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_PER_CENT = re.compile(r"(?<=\d) ?per ?cent\b")
_SLASH = re.compile(r"(?<=[a-z])/(?=[a-z])")
_SPACE = re.compile(r"\s+")
_LONG_WORD = re.compile(r"[a-z]{5,}")
# Shorter words are too near to others to be taken for a slip of the pen.
_SLIPS_FROM = 6
# What scanners mix up: a zero or one inside a word, "ln" for "in", a word cut in two, strokes that run together.
_ZERO = re.compile(r"(?<=[a-z])0(?=[a-z])|\b0(?=[a-z]{3})|(?<=[a-z]{3})0\b")
_ONE = re.compile(r"(?<=[a-z])1(?=[a-z])")
_IN = re.compile(r"\b[l1]n(?= (?:progress|hand|place|train|part|development|draft)\b)")
_NOT = re.compile(r"\bno[l1i](?= (?:yet|started|complete|completed|due|met|begun|achieved|implemented)\b)")
_CUT_WORD = re.compile(r"\b(?=([a-z]{2,9}) ([a-z]{1,8})\b)\1 \2")
_STROKES = (
    ("n", "rt"),
    ("m", "rn"),
    ("d", "cl"),
    ("h", "li"),
    ("rn", "m"),
    ("cl", "d"),
    ("ii", "u"),
    ("vv", "w"),
    ("o", "d"),
    ("q", "g"),
    ("c", "e"),
    ("e", "c"),
    ("l", "t"),
    ("i", "l"),
)


class _Entry(TypedDict, total=False):
    """A [[rule]] as it stands in the file."""

    name: str
    status: Status
    phrases: list[str]
    deniable: bool
    unless: str
    unless_also: str
    spoilt: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to know a status: its phrases, what before one takes it back, what elsewhere in the cell spoils it."""

    status: Status
    phrases: re.Pattern[str]
    unless: re.Pattern[str] | None
    spoilt: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The status vocabulary, ready to match. `whole` maps a whole cell to its status, None for words that say none."""

    whole: dict[str, Status | None]
    rules: dict[str, Rule]
    misspelt: dict[str, tuple[str, ...]]
    spelt: frozenset[str]
    spelt_right: frozenset[str]


def _pattern(phrases: list[str], done: str) -> re.Pattern[str]:
    joined = "|".join(phrases).replace("DONE", done).replace("... ", r"(?:[^ ;]+ ){0,4}?")
    return re.compile(rf"(?<![\w'])(?:{joined})(?![\w'])")


def _rule(entry: _Entry, done: str, denials: str) -> Rule:
    unless = entry.get("unless", denials if entry.get("deniable") else "")
    unless = "|".join(filter(None, (unless, entry.get("unless_also"))))
    spoilt = entry.get("spoilt")
    return Rule(
        status=entry["status"],
        phrases=_pattern(entry["phrases"], done),
        unless=re.compile(rf"(?<!\w)(?:{unless})") if unless else None,
        spoilt=_pattern([spoilt], done) if spoilt else None,
    )


def _shortened(word: str) -> list[str]:
    """The word and what is left when any one letter is dropped: two words that share one are a slip apart."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def _misspelt(words: list[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for word in words:
        for form in dict.fromkeys(_shortened(word)):
            table[form] = (*table.get(form, ()), word)
    return table


@lru_cache(maxsize=1)
def status_words() -> StatusWords:
    """The vocabulary of `status.toml`, read once."""
    data = tomllib.loads(resources.files("schemas").joinpath("vocabulary", "status.toml").read_text(encoding="utf-8"))
    whole: dict[str, Status | None] = {}
    for status, cells in data["whole"].items():
        whole |= {plain(cell): None if status == "nothing" else cast(Status, status) for cell in cells if plain(cell)}
    before = "|".join(re.escape(word) for word in sorted(data["denials"], key=len, reverse=True))
    return StatusWords(
        whole=whole,
        rules={entry["name"]: _rule(entry, data["done"], rf"(?:{before})\s(?:\w+\s)?$") for entry in data["rule"]},
        misspelt=_misspelt(data["spelling"]),
        spelt=frozenset((*data["spelling"], *data["scanned"])),
        spelt_right=frozenset(data["spelt_right"]),
    )


def plain(text: str) -> str:
    """Lower case, straight quotes, hyphens as spaces, single spaces, sentences and lines parted by " ; "."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ODD_MARKS)
    text = _BREAKS.sub(" ; ", text)
    text = _PER_CENT.sub("%", text)
    text = _SLASH.sub(" / ", _HYPHEN.sub(" ", text)).replace(",", " , ")
    return _SPACE.sub(" ", text).strip(" ;,.*()[]\"'=")


def mend_spelling(text: str) -> str:
    """Put right the status words that are one slip of the pen or of a scanner away ("complted", "0ngoing")."""
    text = _ZERO.sub("o", _ONE.sub("l", text)) if any(mark.isdigit() for mark in text) else text
    text = _NOT.sub("not", _IN.sub("in", text))
    return _LONG_WORD.sub(lambda found: _mended(found[0]), _CUT_WORD.sub(_whole_word, text))


def _whole_word(found: re.Match[str]) -> str:
    """A status word that a scanner took for two ("complet ed")."""
    words = status_words()
    joined = found[1] + found[2]
    return joined if joined in words.spelt and not {found[1], found[2]} & words.spelt else found[0]


@lru_cache(maxsize=8192)
def _mended(word: str) -> str:
    words = status_words()
    if word in words.spelt_right:
        return word
    for form in _shortened(word) if len(word) >= _SLIPS_FROM else ():
        for meant in words.misspelt.get(form, ()):
            if meant == word or (meant[0] == word[0] and meant[-1] == word[-1]):
                return meant
    return next((meant for meant in _restroked(word) if meant in words.spelt), word)


def _restroked(word: str) -> Iterator[str]:
    """The word with one pair of strokes read otherwise ("staned" as "started")."""
    for seen, meant in _STROKES:
        for found in re.finditer(seen, word):
            yield word[: found.start()] + meant + word[found.end() :]
