"""How sure it is that two rows of an authority's papers are one action."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from publish.links.wording import Wording

SAME = 0.8
"""From this likeness on, two rows are taken for one action."""
_REWORDED = 0.55
"""Likeness of the words that is enough where the number agrees and the plans number their other actions alike."""
_EVEN = 0.03
"""Two candidates as near to one another as this are even: neither is taken."""
_FEW_WORDS = 3
"""A text of fewer words ("Monitor progress") says nothing alone; its number or section must agree."""
_SAME_NUMBER, _SAME_SECTION, _OTHER_NUMBER = 0.06, 0.03, -0.04


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two rows weighed: `words` is the likeness of the texts, `score` that of the rows, both 0 to 1."""

    words: float
    score: float
    same_number: bool
    same_section: bool

    @property
    def evidence(self) -> str:
        """What speaks for the two being one."""
        parts = [f"words {self.words:.2f}"]
        parts += ["same number"] if self.same_number else []
        parts += ["same section"] if self.same_section else []
        return "; ".join(parts)

    @property
    def is_same(self) -> bool:
        """Whether the rows by themselves are one action."""
        return self.score >= SAME

    @property
    def is_reworded(self) -> bool:
        """Whether the rows are one action if their plans number the other actions alike."""
        return self.same_number and self.words >= _REWORDED

    def is_even_with(self, other: Likeness) -> bool:
        """Whether nothing tells which of two candidates it is."""
        return abs(self.score - other.score) < _EVEN


def likeness(one: Wording, other: Wording) -> Likeness:
    """Weigh two rows. The action counts for itself and again together with its recommendation, so that neither another
    action under the same recommendation nor "As above" under another one is taken for it."""
    words = _words(one, other)
    same_number = bool(one.number) and one.number == other.number
    other_number = bool(one.number and other.number) and not same_number
    same_section = bool(one.section) and one.section == other.section
    placed = same_number * _SAME_NUMBER + same_section * _SAME_SECTION + other_number * _OTHER_NUMBER
    score = max(0.0, min(1.0, words + placed))
    if min(len(one.text.split()), len(other.text.split())) < _FEW_WORDS and not (same_number or same_section):
        score = min(score, SAME / 2)
    return Likeness(round(words, 4), round(score, 4), same_number, same_section)


def _words(one: Wording, other: Wording) -> float:
    if one.action and other.action:
        if not (one.recommendation and other.recommendation):
            return _ratio(one.action, other.action)
        return (_ratio(one.action, other.action) + _ratio(one.text, other.text)) / 2
    if one.recommendation and other.recommendation:
        return _ratio(one.recommendation, other.recommendation)
    return _ratio(one.text, other.text)


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100
