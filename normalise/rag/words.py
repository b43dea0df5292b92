"""The RAG vocabulary, ready to match: words, letters and symbols that state a colour, and what moves between two.

What a whole cell states is decided in `normalise.rag`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from schemas.meaning import Rag


@dataclass(frozen=True, slots=True)
class RagWords:
    """`colours` maps a word to its colour, `letters` a lone letter, `symbols` a character; all text is lower-case."""

    colours: dict[str, Rag]
    letters: dict[str, Rag]
    symbols: dict[str, Rag]
    pairs: dict[frozenset[Rag], Rag]
    colour: re.Pattern[str]
    letters_only: re.Pattern[str]
    letter_first: re.Pattern[str]
    forward: re.Pattern[str]
    moved_to: re.Pattern[str]
    past: re.Pattern[str]
    past_of_another: re.Pattern[str]
    after_another: re.Pattern[str]
    past_after: re.Pattern[str]
    movement_only: re.Pattern[str]
    prose_before: re.Pattern[str]
    prose_after: re.Pattern[str]
    not_colours: re.Pattern[str]
    not_applicable: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _by_word(listed: dict[Rag, list[str]]) -> dict[str, Rag]:
    return {word: colour for colour, words in listed.items() for word in words}


@lru_cache(maxsize=1)
def rag_words() -> RagWords:
    """The vocabulary of `rag.toml`, read once."""
    data = tomllib.loads(resources.files("schemas").joinpath("vocabulary", "rag.toml").read_text(encoding="utf-8"))
    colours, letters, symbols = _by_word(data["words"]), _by_word(data["letters"]), _by_word(data["symbols"])
    forward, past, prose = data["movement"]["forward"], data["movement"]["past"], data["prose"]
    letter = f"(?:{_either([*letters, *colours])})"
    arrow = rf"(?:\s*(?:{_either(forward)})\s*|\s*[/\\&+,\-–]\s*|\s+)"
    moved = rf"(?:[\s(\[,;:.\-–]*\b(?:{_either([*forward, *past])})\b[\s):\-–]*)"
    return RagWords(
        colours=colours,
        letters=letters,
        symbols=symbols,
        pairs={frozenset(pair): name for name, pair in data["pairs"].items()},
        colour=re.compile(
            rf"(?<![\w'])(?:(?:{_either(data['shades'])})[\s-])?({_either([*colours])})(?![\w'])|([{''.join(symbols)}])"
        ),
        letters_only=re.compile(rf"[\s(\[=:\-–]*{moved}?{letter}(?:(?:{arrow}|{moved}){letter})*[\s)\].*]*"),
        letter_first=re.compile(rf"[(\[]?({_either([*letters])})[)\]]?\s*(?:[-–:=(]|\n)\s*(?=\w)"),
        forward=re.compile(rf"[\s)(,.;:]*(?:{_either(forward)})[\s(,:]*"),
        moved_to=re.compile(rf"(?:{_either([word for word in forward if ' ' in word])})[\s(,:]*$"),
        past=re.compile(rf"(?<!\w)(?:{_either(past)})[\s:.(\-–]*$"),
        past_of_another=re.compile(rf"[\s(,;\-–]*(?:{_either(past)})[\s:.(]*(?:{_either([*colours])})(?!\w)"),
        after_another=re.compile(rf"(?<!\w)(?:{_either([*colours])})[\s)(,]*(?:{_either(forward)})[\s(,:]*$"),
        past_after=re.compile(rf"[\s)(\-–]*(?:{_either(data['movement']['after'])})(?=\s*(?:$|[).;,]))"),
        movement_only=re.compile(
            rf"(?:(?<!\w)(?:{_either([*forward, *past, *data['movement']['leftover']])})(?!\w)|[\W_])*"
        ),
        prose_before=re.compile(rf"(?<!\w)(?:{_either(prose['before'])})[\s:(=\-–'\"]*$"),
        prose_after=re.compile(rf"[\s)'\"\-–]*(?:{_either(prose['after'])})(?!\w)"),
        not_colours=re.compile(rf"(?<!\w)(?:{_either(data['not_colours'])})(?!\w)"),
        not_applicable=frozenset(data["not_applicable"]),
    )
