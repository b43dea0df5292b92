"""Fixed phrases of the vocabulary, found in tokens: the longest that fits, articles and hyphens passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from normalise.grammar.lexicon import Phrase
from normalise.grammar.model import Token

_ARTICLES = frozenset(("the", "a", "an"))


def phrase_at(tokens: Sequence[Token], at: int, phrases: Mapping[str, tuple[Phrase, ...]]) -> tuple[Phrase, int] | None:
    """The longest phrase that begins at `at`, and where it ends."""
    for phrase in phrases.get(tokens[at].lower, ()):
        end = match(tokens, at, phrase.words)
        if end:
            return phrase, end
    return None


def match(tokens: Sequence[Token], at: int, words: Sequence[str]) -> int:
    """Where a run of words that begins at `at` ends, 0 when it is not there."""
    here, count = at, len(tokens)
    for position, word in enumerate(words):
        while here < count and tokens[here].lower != word and position and _passed_over(tokens, here):
            here += 1
        if here >= count or tokens[here].lower != word:
            return 0
        here += 1
    return here


def _passed_over(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.lower in _ARTICLES or (token.text == "-" and token.glued) or token.kind == "break"
