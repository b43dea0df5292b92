"""Figures that are no dates: quantities, list numbers, codes, labels with their numbers, and what cannot be told.

Asked after every calendar rule has declined. A number that is left over here makes the reading of dates beside it
doubtful, so only what is surely something else is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalise.grammar.days import after_suffix
from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Token

_QUANTITY = frozenset(("%", "+", "x", "plus"))
_MONEY = frozenset("£$€#")
_JOINED = frozenset((".", ",", ":"))
_LETTERS = 2
_SOME = 2


def numbers_item(tokens: Sequence[Token], at: int) -> bool:
    """ "1)" or, with "2." on a later line, "1." at the start of a line: the number of a list's item."""
    if at + 1 >= len(tokens) or (at and tokens[at - 1].text in "([") or len(tokens[at].text) > 2:
        return False
    if tokens[at + 1].text == ")":
        return not any(token.text == "(" for token in tokens[:at])
    starts = [here for here in range(len(tokens) - 1) if _starts_item(tokens, here)]
    return len(starts) > 1 and at in starts


def _starts_item(tokens: Sequence[Token], at: int) -> bool:
    lone = (
        tokens[at].kind == "number"
        and tokens[at + 1].text == "."
        and not (at + 2 < len(tokens) and tokens[at + 2].glued)
    )
    return lone and (at == 0 or tokens[at - 1].kind == "break")


def reference_end(tokens: Sequence[Token], at: int) -> int:
    """Where "5.1" ends that numbers an action among others ("5.1 - July; 5.2 - Sept"), 0 where it is a number."""
    if not _is_reference(tokens, at) or sum(_is_reference(tokens, here) for here in range(len(tokens))) < _SOME:
        return 0
    return at + 3


def _is_reference(tokens: Sequence[Token], at: int) -> bool:
    """Two small figures around a point, with "for" before them or a dash or colon and a word after them."""
    if at + 2 >= len(tokens) or tokens[at].kind != "number" or tokens[at + 1].text != "." or (at and tokens[at].glued):
        return False
    minor = tokens[at + 2]
    if minor.kind != "number" or not minor.glued or max(len(tokens[at].text), len(minor.text)) > _LETTERS:
        return False
    if at and tokens[at - 1].lower == "for":
        return at + 3 >= len(tokens) or not tokens[at + 3].glued or tokens[at + 3].text in ",;"
    opens = at == 0 or tokens[at - 1].text in (";", ",") or tokens[at - 1].kind == "break"
    told = at + 4 < len(tokens) and tokens[at + 3].text in "-:" and tokens[at + 4].kind == "word"
    return opens and told


def unread_number(tokens: Sequence[Token], at: int) -> Chunk:
    """A number that is no date: a day still to find its month, a quantity, or something not understood."""
    end, joined = _whole(tokens, at)
    if _is_code(tokens, at) or _counts(tokens, at, end):
        return Chunk("filler", at, end)
    day = not joined and len(tokens[at].text) <= 2 and 1 <= int(tokens[at].text) <= 31
    return Chunk("day_number" if day else "number", at, end, tokens[at].text)


def _whole(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    """Where the number ends, its decimals ("2.5"), ratio ("1:1") or letters ("5s", "3a") included."""
    end = after_suffix(tokens, at + 1)
    joined = False
    while end + 1 < len(tokens) and tokens[end].text in _JOINED and tokens[end + 1].glued:
        if tokens[end].glued and tokens[end + 1].kind == "number":
            end, joined = end + 2, True
        else:
            break
    if end < len(tokens) and tokens[end].kind == "word" and tokens[end].glued and len(tokens[end].text) <= _LETTERS:
        end += 1
    return end, joined


def _is_code(tokens: Sequence[Token], at: int) -> bool:
    """ "S47", "Y6", "KS2": figures that hang on to letters."""
    if at > 1 and tokens[at].glued and tokens[at - 1].text == "-" and tokens[at - 1].glued:
        # "Covid-19", "Gaps-2"
        name = tokens[at - 2]
        return name.kind == "word" and len(name.text) > _LETTERS and name.lower not in lexicon().known
    if at == 0 or not tokens[at].glued or tokens[at - 1].kind != "word":
        return False
    return tokens[at - 1].lower not in lexicon().months and tokens[at - 1].lower not in lexicon().sets["quarter"]


def _counts(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "20 audits", "50%", "£5k", "1:1 supervision"."""
    following = tokens[end] if end < len(tokens) else None
    if following is not None and (following.text in _QUANTITY or _is_noun(following)):
        return True
    if following is not None and following.lower in lexicon().months:
        return False
    lettered = tokens[end - 1].kind == "word" and tokens[end - 1].lower not in ("st", "nd", "rd", "th")
    return lettered or (at > 0 and tokens[at - 1].text in _MONEY)


def _is_noun(token: Token) -> bool:
    """A word that a number counts: one that no date or phrase of the vocabulary begins with."""
    entries = lexicon()
    if token.kind != "word" or len(token.lower) < 3 or token.lower in entries.phrases or token.lower in entries.named:
        return False
    return not any(token.lower in table for table in (entries.months, entries.units, entries.seasons, entries.weekdays))


def labelled(tokens: Sequence[Token], at: int) -> Chunk | None:
    """ "Phase 2", "Action 3.1": the label with its number."""
    entries = lexicon()
    word = tokens[at].lower
    time = word in entries.sets["label_time"]
    if not time and word not in entries.sets["label"]:
        return None
    end = _label_number(tokens, at + 1)
    counted = word in entries.sets["label_counted"]
    if not end or (not counted and _begins_date(tokens, at + 1, end)):
        return None
    return Chunk("label", at, end, "time" if time else "")


def _label_number(tokens: Sequence[Token], at: int) -> int:
    """Where a label's number ends ("3.1.2", "2a", "1-3"), 0 where none stands there."""
    here = at
    while here < len(tokens) and tokens[here].text in (":", "no", "#", "."):
        here += 1
    if here >= len(tokens) or tokens[here].kind != "number" or len(tokens[here].text) > 2:
        return 0
    here += 1
    while here + 1 < len(tokens) and tokens[here].text in ".-/&" and tokens[here + 1].kind == "number":
        if tokens[here].text == "-" and not tokens[here].glued and _dated_there(tokens, here + 1):
            break
        here += 2
    if here < len(tokens) and tokens[here].glued and tokens[here].kind == "word" and len(tokens[here].text) == 1:
        here += 1
    return here


def _dated_there(tokens: Sequence[Token], at: int) -> bool:
    """ "Item 12 - 6/10/21": figures behind the dash that are a date of their own."""
    marks = [token.text for token in tokens[at + 1 : at + 4 : 2]]
    return len(marks) == len(set(marks)) + 1 and marks[0] in "/."


def _begins_date(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Draft 1 May", "Target: 15 Sept", "target 30/6/12": figures after a label that are a date all the same."""
    entries = lexicon()
    marks = [token.text for token in tokens[at:end] if token.kind == "mark" and token.text not in (":", "#")]
    if marks.count("/") == 2 or marks.count("-") == 2:
        return True
    if marks.count(".") == 2 and len(tokens[end - 1].text) == 2 and tokens[at - 1].lower in entries.phrases:
        return True
    here = after_suffix(tokens, end)
    while here < len(tokens) and tokens[here].lower in ("of", "-", "/"):
        here += 1
    return here < len(tokens) and tokens[here].lower in entries.months and len(marks) == 0
