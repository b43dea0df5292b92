"""Words put right before they are looked up: slips of the pen in long words, months broken over two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Token

_ONE_SLIP, _TWO_SLIPS = 6, 9


def mend(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], bool]:
    """The tokens with misspelt vocabulary put right, and whether anything was."""
    known = lexicon().known
    found: list[Token] = []
    mended = False
    for at, token in enumerate(tokens):
        if token.kind == "word" and token.lower not in known:
            if _closes_month(found, token):
                _join(found, token)
                continue
            meant = meant_by(token.lower) or (_month_beside_figures(token.lower) if _figures(tokens, at) else None)
            if meant is not None:
                token, mended = replace(token, lower=meant), True
        found.append(token)
    return tuple(found), mended


def _closes_month(found: Sequence[Token], token: Token) -> bool:
    """ "Septem-" and "ber" on the next line."""
    return _opening(found, token) > 0


def _opening(found: Sequence[Token], token: Token) -> int:
    """How many tokens back the first part of a broken month lies, 0 when there is none."""
    for back in (1, 2, 3):
        if back > len(found):
            return 0
        part = found[-back]
        if part.kind == "word":
            whole = part.lower + token.lower
            return back if len(whole) > 5 and whole in lexicon().months else 0
        if part.text not in ("-", "\n"):
            return 0
    return 0


def _join(found: list[Token], token: Token) -> None:
    back = _opening(found, token)
    part = found[-back]
    del found[-back:]
    found.append(replace(part, text=part.text + token.text, lower=part.lower + token.lower, end=token.end))


def _figures(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day stands before the word or a year after it."""
    before = at > 0 and tokens[at - 1].kind == "number"
    return before or (at + 1 < len(tokens) and tokens[at + 1].kind == "number" and len(tokens[at + 1].text) == 4)


@lru_cache(maxsize=4096)
def _month_beside_figures(word: str) -> str | None:
    """A badly spelt month ("Feburay 2013"): the figures beside it make up for a letter more."""
    if len(word) < _ONE_SLIP:
        return None
    months = [month for month in lexicon().months if len(month) >= _ONE_SLIP and month[0] == word[0]]
    near = [month for month in months if _slips_between(word, month) <= (3 if len(month) > 7 else 2)]
    return near[0] if len(near) == 1 else None


@lru_cache(maxsize=16384)
def meant_by(word: str) -> str | None:
    """The word of the vocabulary that an unknown one is a slip of, null where none is near."""
    entries = lexicon()
    slip = entries.slips.get(word)
    if slip is not None:
        return slip
    if len(word) < _ONE_SLIP or word in entries.sets["never"]:
        return None
    near = [target for target in entries.targets if _close(word, target)]
    return near[0] if len(near) == 1 else None


def _close(word: str, target: str) -> bool:
    allowed = 2 if len(target) >= _TWO_SLIPS else 1
    if word[0] != target[0] or abs(len(word) - len(target)) > allowed:
        return False
    return _slips_between(word, target) <= allowed


def _slips_between(word: str, target: str) -> int:
    """Letters changed, added, left out or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(target) + 1))
    for i, letter in enumerate(word, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(target, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == target[j - 2] and word[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
