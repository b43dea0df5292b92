"""Which actions share rare words with a given one: a short list to compare in full, so that no two thousand actions are
compared with one another.

Weights are those of the vector space model: a word counts by the logarithm of its rarity among all actions
(Spärck Jones, A statistical interpretation of term specificity, 1972).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from heapq import nsmallest

_RAREST = 16
"""Words of an action that are looked up, the rarest first."""
_LOOKED_AT = 400
"""Holders of these words that are looked at; the words that come after are too common to tell anything."""
_REMEMBERED = 50_000


class Rarity:
    """How much each word tells, from the texts of all actions."""

    def __init__(self, texts: Iterable[str]) -> None:
        holding: Counter[str] = Counter()
        count = 0
        for text in texts:
            count += 1
            holding.update(set(text.split()))
        self._holding = holding
        self._squares = {word: math.log(1 + count / held) ** 2 for word, held in holding.items()}
        self.length = lru_cache(_REMEMBERED)(self._length_of)
        self.rarest = lru_cache(_REMEMBERED)(self._rarest_of)

    def weight(self, word: str) -> float:
        """The square of a word's weight, which is what two texts that hold it have in common."""
        return self._squares.get(word, 0.0)

    def _rarest_of(self, text: str) -> Sequence[str]:
        """The words that tell most of a text, each once."""
        holding = self._holding
        return sorted(set(text.split()), key=lambda word: (holding[word], word))[:_RAREST]

    def cosine(self, one: str, other: str) -> float:
        """Likeness of two texts by their weighted words, 0 to 1."""
        shared = math.fsum(map(self.weight, set(one.split()) & set(other.split())))
        lengths = self.length(one) * self.length(other)
        return min(1.0, shared / lengths) if lengths else 0.0

    def _length_of(self, text: str) -> float:
        return math.sqrt(math.fsum(map(self.weight, set(text.split()))))


class NearestTexts:
    """Texts by number, to be asked for those nearest to another text."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._holders: dict[str, list[int]] = defaultdict(list)

    def add(self, at: int, text: str) -> None:
        """Take a text under the number `at`; a number may stand for several texts."""
        for word in self._rarity.rarest(text):
            self._holders[word].append(at)

    def nearest(self, text: str, most: int, wanted: Callable[[int, float], bool] = lambda *_: True) -> list[int]:
        """The numbers of at most `most` texts, the one with most rare words in common first. `wanted` is told a number
        and the summed weight of these words."""
        scores: dict[int, float] = defaultdict(float)
        looked_at = 0
        for word in self._rarity.rarest(text):
            holders = self._holders.get(word, ())
            looked_at += len(holders)
            if looked_at > _LOOKED_AT:
                break
            weight = self._rarity.weight(word)
            for at in dict.fromkeys(holders):
                scores[at] += weight
        kept = [(-score, at) for at, score in scores.items() if wanted(at, score)]
        return [at for _, at in nsmallest(most, kept)]
