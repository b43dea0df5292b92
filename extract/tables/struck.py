"""Lines that strike words out: they are drawn as rules are, and border nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.page import Rule, Word

_ENDS = 1.5
"""Points by which a stroke may begin or end beside the first or last letter."""
_HIGHEST, _LOWEST = 0.3, 0.75
"""Of a word's height, between which a stroke runs."""


def without_strikes(rules: Sequence[Rule], words: Sequence[Word]) -> Sequence[Rule]:
    """The rules without those that run through words, from where one begins to where one ends."""
    level = [rule for rule in rules if rule.horizontal]
    if not level:
        return rules
    by_start = sorted(words, key=lambda word: word.box.x0)
    starts = [word.box.x0 for word in by_start]
    struck = {id(rule) for rule in level if _strikes(rule, by_start, starts)}
    return [rule for rule in rules if id(rule) not in struck] if struck else rules


def _strikes(rule: Rule, words: Sequence[Word], starts: Sequence[float]) -> bool:
    """Whether a word that the rule runs through begins where it does, and another, or the same, ends there."""
    box = rule.box
    first, last = bisect_left(starts, box.x0 - _ENDS), bisect_right(starts, box.x0 + _ENDS)
    if not any(_runs_through(rule, word) for word in words[first:last]):
        return False
    end = bisect_right(starts, box.x1)
    return any(abs(word.box.x1 - box.x1) <= _ENDS and _runs_through(rule, word) for word in words[first:end])


def _runs_through(rule: Rule, word: Word) -> bool:
    middle = (rule.box.y0 + rule.box.y1) / 2
    return _HIGHEST <= (middle - word.box.y0) / (word.box.height or 1.0) <= _LOWEST
