"""The phrases of the themes, ready to find in a text: their small language, the index, and the longest that wins.

What the phrases found say about an action is weighed in `normalise.themes`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal, TypedDict, cast

_TOKEN = re.compile(r"[a-z0-9]+|[.;:!?\n•]")
_QUIET = str.maketrans({"’": "\u0001", "'": "\u0001", "‘": "\u0001"})
_GAP = 6
# Pseudo themes: a phrase that only hides others, and a group's words (their name after the mark).
NOTHING = "-"
GROUP = "@"

Kind = Literal["subject", "means"]


class _Theme(TypedDict, total=False):
    kind: Kind
    decisive: list[str]
    strong: list[str]
    fair: list[str]
    weak: list[str]
    pairs: list[tuple[str, str, float]]
    outweighs: list[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one theme as tokens.

    A token ending in "*" is a beginning, "..." a gap of some tokens, one in capitals stands for capitals only ("SEND").
    """

    theme: str
    weight: float
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups whose words together give a theme."""

    theme: str
    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: tokens `start` to before `end` of the text, its words there, and the tokens that are its own."""

    theme: str
    weight: float
    start: int
    end: int
    words: str
    own: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """All phrases by how they begin: with two whole words, with one, or with the first letters of one."""

    kinds: dict[str, Kind]
    by_two: dict[tuple[str, str], tuple[Phrase, ...]]
    by_word: dict[str, tuple[Phrase, ...]]
    by_start: dict[str, tuple[Phrase, ...]]
    pairs: tuple[Pair, ...]
    outweighs: dict[str, frozenset[str]]
    verbs: frozenset[str]
    whole: frozenset[str]
    not_actors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as tokens with their places; marks that end a sentence are tokens too. `capitals` are short forms."""

    tokens: tuple[str, ...]
    capitals: frozenset[int]
    spans: tuple[tuple[int, int], ...]
    original: str


_WEIGHTS = {"decisive": 3.0, "strong": 2.0, "fair": 1.2, "weak": 0.6}


def expand(phrase: str) -> list[str]:
    """Every way to read "(a|b) c (d )?e"."""
    opening = phrase.find("(")
    if opening < 0:
        return [phrase]
    depth, closing = 0, opening
    for closing in range(opening, len(phrase)):
        depth += {"(": 1, ")": -1}.get(phrase[closing], 0)
        if depth == 0:
            break
    options = _options(phrase[opening + 1 : closing])
    rest = phrase[closing + 1 :]
    if rest.startswith("?"):
        options, rest = [*options, ""], rest[1:]
    tails = expand(rest)
    return [phrase[:opening] + one + tail for option in options for one in expand(option) for tail in tails]


def _options(inside: str) -> list[str]:
    options, depth = [""], 0
    for mark in inside:
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += mark
    return options


def _tokens(phrase: str) -> tuple[str, ...]:
    plain = phrase.replace("'", "").replace("&", " ").replace("-", " ").replace(":", " ")
    return tuple(plain.split())


@lru_cache(maxsize=1)
def theme_words() -> ThemeWords:
    """The vocabulary of `themes.toml`, read once."""
    data = tomllib.loads(resources.files("schemas").joinpath("vocabulary", "themes.toml").read_text(encoding="utf-8"))
    themes = cast(dict[str, _Theme], data["theme"])
    listed = [(NOTHING, 0.0, phrase) for phrase in data["nothing"]]
    listed += [(f"{GROUP}{name}", 0.0, phrase) for name, phrases in data["group"].items() for phrase in phrases]
    for name, theme in themes.items():
        for strength, weight in _WEIGHTS.items():
            listed += [(name, weight, phrase) for phrase in cast(dict[str, list[str]], theme).get(strength, [])]
    by_two: dict[tuple[str, str], list[Phrase]] = {}
    by_word: dict[str, list[Phrase]] = {}
    by_start: dict[str, list[Phrase]] = {}
    for name, weight, written in listed:
        for one in expand(written):
            phrase = Phrase(name, weight, _tokens(one))
            first, *rest = (token.lower() for token in phrase.tokens)
            if first.endswith("*"):
                by_start.setdefault(first[:-1][:3], []).append(phrase)
            elif rest and rest[0].isalnum():
                by_two.setdefault((first, rest[0]), []).append(phrase)
            else:
                by_word.setdefault(first, []).append(phrase)
    return ThemeWords(
        kinds={name: theme["kind"] for name, theme in themes.items()},
        by_two={key: tuple(phrases) for key, phrases in by_two.items()},
        by_word={key: tuple(phrases) for key, phrases in by_word.items()},
        by_start={key: tuple(phrases) for key, phrases in by_start.items()},
        pairs=tuple(Pair(name, *pair) for name, theme in themes.items() for pair in theme.get("pairs", [])),
        outweighs={name: frozenset(theme["outweighs"]) for name, theme in themes.items() if "outweighs" in theme},
        verbs=frozenset(data["verbs"]),
        whole=frozenset(token.lower() for _, _, written in listed for one in expand(written) for token in _tokens(one)),
        not_actors=frozenset(data["not_actors"]),
    )


def read_text(text: str) -> Text:
    """Tokens of a text: lower case, apostrophes left out, hyphens dividing."""
    lowered = text.translate(_QUIET).lower()
    if len(lowered) != len(text):
        lowered = "".join(one if len(one) == 1 else "?" for one in (mark.lower() for mark in text.translate(_QUIET)))
    tokens: list[str] = []
    spans: list[tuple[int, int]] = []
    goes_on = -1
    known = theme_words().whole
    for hit in _TOKEN.finditer(lowered):
        start, end = hit.span()
        if start == goes_on and hit[0].isalnum():
            # "children's" stands in the phrases without its apostrophe; "scrutiny's" is scrutiny all the same.
            tokens[-1] += hit[0] if hit[0] != "s" or tokens[-1] + "s" in known else ""
            spans[-1] = (spans[-1][0], end)
        else:
            tokens.append(hit[0])
            spans.append((start, end))
        goes_on = end + 1 if hit[0].isalnum() and lowered[end : end + 1] == "\u0001" else -1
    capitals = frozenset(index for index, (start, end) in enumerate(spans) if text[start:end].isupper())
    return Text(tuple(tokens), capitals, tuple(spans), text)


def find(text: Text) -> list[Found]:
    """The phrases of a text in reading order, without those that share words with a longer one."""
    words = theme_words()
    found: list[Found] = []
    for index, (token, following) in enumerate(pairwise((*text.tokens, ""))):
        for phrase in _candidates(words, token, following):
            own = _match(phrase.tokens, text, index)
            if own:
                span = text.original[text.spans[index][0] : text.spans[own[-1]][1]]
                found.append(Found(phrase.theme, phrase.weight, index, own[-1] + 1, span, own))
    return _longest(found)


def _candidates(words: ThemeWords, token: str, following: str) -> tuple[Phrase, ...]:
    return (
        *words.by_two.get((token, following), ()),
        *words.by_word.get(token, ()),
        *words.by_start.get(token[:3], ()),
        *(words.by_start.get(token[:2], ()) if len(token) > 2 else ()),
    )


def _match(phrase: tuple[str, ...], text: Text, index: int) -> tuple[int, ...]:
    """The tokens that the phrase takes if it starts here; those in its gaps are not its own."""
    own: list[int] = []
    tokens = text.tokens
    at = index
    for place, wanted in enumerate(phrase):
        if wanted == "...":
            rest = phrase[place + 1 :]
            for skip in range(at, min(at + _GAP + 1, len(tokens))):
                if tail := _match(rest, text, skip):
                    return (*own, *tail)
                if not tokens[skip].isalnum():
                    return ()
            return ()
        if at >= len(tokens) or not _same(wanted, text, at):
            return ()
        own.append(at)
        at += 1
    return tuple(own)


def _same(wanted: str, text: Text, at: int) -> bool:
    token = text.tokens[at]
    if wanted[0].isupper():
        return at in text.capitals and token == wanted.lower()
    return token.startswith(wanted[:-1]) if wanted.endswith("*") else token == wanted


def _longest(found: list[Found]) -> list[Found]:
    """Of phrases that share tokens the one with most words stays, of equal ones the unbroken and the heavier.

    Words of groups neither hide nor are hidden.
    """
    kept = [one for one in found if one.theme.startswith(GROUP)]
    rank_at: dict[int, tuple[int, bool, float]] = {}
    for one in sorted(found, key=_rank, reverse=True):
        rank = _rank(one)
        if one.theme.startswith(GROUP) or any(rank_at.get(at, rank) > rank for at in one.own):
            continue
        rank_at |= dict.fromkeys(one.own, rank)
        kept.append(one)
    return sorted((one for one in kept if one.theme != NOTHING), key=lambda each: (each.start, each.end, each.theme))


def _rank(one: Found) -> tuple[int, bool, float]:
    return len(one.own), one.end - one.start == len(one.own), one.weight or 9.0
