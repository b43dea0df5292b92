"""Words put right before they are looked up: slips of the pen in long words, months broken over two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Token

_ONE_SLIP, _TWO_SLIPS = 6, 9
_SHORTEST_MONTH = 3
_ENDINGS = ("st", "nd", "rd", "th")
_LONGEST_ENDING = 3
_PARTING = frozenset(("of", "-", "/", "."))
# Letters that hang on to numbers with a meaning of their own: "5s", "4k", "2a".
_NO_ENDINGS = frozenset(("s", "k", "m", "a", "b", "c", "x", "am", "pm"))


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
            meant = (
                meant_by(token.lower)
                or month_meant(token.lower, *_figures_beside(tokens, at))
                or _stretch_meant(tokens, at, found)
            )
            if meant is not None:
                token, mended = replace(token, lower=meant), True
        found.append(token)
    return _with_ordinals(found, mended)


def _with_ordinals(tokens: list[Token], mended: bool) -> tuple[tuple[Token, ...], bool]:
    """ "24t January", "5tth of May": the ending of a day's number put right before a month."""
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        if not (token.glued and token.kind == "word" and tokens[at - 1].kind == "number"):
            continue
        following = tokens[at + 1 + (tokens[at + 1].lower == "of" and at + 2 < len(tokens))]
        if following.lower in lexicon().months and _is_ending(token.lower):
            tokens[at], mended = replace(token, lower="th"), True
    return tuple(tokens), mended


def _is_ending(word: str) -> bool:
    if word in _ENDINGS or len(word) > _LONGEST_ENDING or word in _NO_ENDINGS:
        return False
    return any(_slips_between(word, ending) <= 1 for ending in _ENDINGS)


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


def _figures_beside(tokens: Sequence[Token], at: int) -> tuple[bool, bool]:
    """Whether a day's number stands before the word, and whether a year stands after it."""
    back = at - 1
    while back > 0 and (tokens[back].lower in _PARTING or (tokens[back].kind == "word" and tokens[back].glued)):
        back -= 1
    day = back >= 0 and tokens[back].kind == "number" and len(tokens[back].text) <= 2
    ahead = at + 1
    while ahead < len(tokens) and tokens[ahead].text in ("-", "/", ".", ",", "'"):
        ahead += 1
    year = ahead < len(tokens) and tokens[ahead].kind == "number" and len(tokens[ahead].text) in (2, 4)
    return day, year and (day or len(tokens[ahead].text) == 4)


@lru_cache(maxsize=4096)
def month_meant(word: str, day: bool, year: bool) -> str | None:
    """The month that a badly spelt word must be between the figures of a date; null where two are as near.

    Between a day and a year any slip will do ("27th nay 2014"); beside only one of them the first letter must stand.
    """
    if not (day or year) or len(word) < _SHORTEST_MONTH or word in lexicon().sets["never"]:
        return None
    both = day and year
    near: dict[int, set[int]] = {}
    for month, number in lexicon().months.items():
        if not both and (len(month) < _SHORTEST_MONTH + 1 or month[0] != word[0]):
            continue
        slips = _slips_between(word, month)
        if slips <= _allowed(month, both):
            near.setdefault(slips, set()).add(number)
    nearest = near[min(near)] if near else set()
    return _full_name(nearest.pop()) if len(nearest) == 1 else None


def _stretch_meant(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> str | None:
    """A badly spelt season, feast or "term" ("Sprring term 2013", "Autumn trm"), by what stands beside it."""
    word = tokens[at].lower
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if before and before[-1].lower in lexicon().seasons and _slips_between(word, "term") <= 1:
        return "term"
    if following is None or len(word) <= _SHORTEST_MONTH or word in lexicon().sets["never"]:
        return None
    if following.lower == "term" or (following.kind == "number" and len(following.text) == 4):
        near = [name for name in _stretches() if _slips_between(word, name) <= 1]
        return near[0] if len(near) == 1 else None
    return None


@lru_cache(maxsize=1)
def _stretches() -> tuple[str, ...]:
    """Names of seasons and feasts, long enough for a slip to leave them known."""
    entries = lexicon()
    named = [phrase for phrases in entries.named.values() for phrase in phrases]
    feasts = [phrase.words[0] for phrase in named if phrase.value.startswith("feast:")]
    return tuple(dict.fromkeys(name for name in (*entries.seasons, *feasts) if len(name) > _ONE_SLIP - 1))


@lru_cache(maxsize=4096)
def resembles_stretch(word: str) -> bool:
    """Whether a word may be the name of a month, season, feast or quarter written badly, too badly to say which."""
    names = (*lexicon().months, *_stretches(), "quarter", "term")
    return any(_slips_between(word, name) <= (2 if len(name) > _SHORTEST_MONTH + 1 else 1) for name in names)


def _allowed(month: str, both: bool) -> int:
    if len(month) > _ONE_SLIP + 1:
        return 3
    return 2 if len(month) >= _ONE_SLIP else 1 if both or len(month) > _SHORTEST_MONTH else 0


def _full_name(number: int) -> str:
    return max((name for name, other in lexicon().months.items() if other == number), key=len)


@lru_cache(maxsize=16384)
def meant_by(word: str) -> str | None:
    """The word of the vocabulary that an unknown one is a slip of, null where none is near."""
    entries = lexicon()
    slip = entries.slips.get(word)
    if slip is not None:
        return slip
    if len(word) < _ONE_SLIP - 1 or word in entries.sets["never"]:
        return None
    near = [target for target in entries.targets if _close(word, target)]
    return near[0] if len(near) == 1 else None


def _close(word: str, target: str) -> bool:
    allowed = 2 if len(target) >= _TWO_SLIPS else 1
    if abs(len(word) - len(target)) > allowed or len(target) < _ONE_SLIP:
        return False
    return _slips_between(word, target) <= (allowed if word[0] == target[0] else 1)


def _slips_between(word: str, target: str) -> int:
    """Letters changed, added, left out or swapped with their neighbour (optimal string alignment)."""
    return OSA.distance(word, target)
