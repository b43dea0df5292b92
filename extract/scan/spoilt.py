"""Words that a speck beside or between letters spoilt: told by the words of English, and set as they stand without it.

What belongs here: what a speck adds to what was read, on pages that have many. Letters read as other letters are judged
in `alike`. Names and figures are never in the list of words, so that they stay as read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.scan.alike import with_letter_for_another
from extract.wordlist import uses

if TYPE_CHECKING:
    from extract.scan.text import ReadWord

_KNOWN = 200  # uses; the list has scraps such as "th" and "nd" that are written less often
_MOST_SURE = 0.6  # of a word that was set right
_QUOTE = "['’‘`´]"
_QUOTED = re.compile(rf"{_QUOTE}([a-z]{{3,}})([,;:.)]?)")
_QUOTE_WITHIN = re.compile(rf"([a-z]+){_QUOTE}([a-z]{{3,}})([,;:.)]?)")
_STROKE_AT_END = re.compile(r"([a-z]{4,})[il]([,;:.)]?)")
_CAPITAL_FOR_L = re.compile(r"([A-Z]?[a-z]*l)I([a-z]*)([,;:.)]?)")
_FIGURE_FIRST = re.compile(r"1([a-z]{3,})([,;:.)]?)")


def unspoilt(words: Sequence[ReadWord], *, dirty: bool, english: bool = False) -> tuple[ReadWord, ...]:
    """The words of a line as they stand without specks, those set right with a low score; `dirty` where the page has
    many specks. A figure "1" before letters is an "I" on any page, a capital "I" behind an "l" is one more, and where
    the page's words are `english` a letter may be read for another."""
    closed = sum(len(re.findall(_QUOTE, word.text)) for word in words) > 1
    return tuple(_set_right(word, dirty=dirty, closed=closed, english=english) for word in words)


def _set_right(word: ReadWord, *, dirty: bool, closed: bool, english: bool) -> ReadWord:
    plain = _with_capital(word.text) or (_without_speck(word.text, closed=closed) if dirty else None)
    if plain is None and english:
        plain = with_letter_for_another(word.text)
    return word if plain is None else replace(word.set_right(plain), score=min(word.score, _MOST_SURE))


def _without_speck(text: str, *, closed: bool) -> str | None:
    """A word without the quote or the stroke at its end that a speck was read as; null where it holds none."""
    if (found := _QUOTED.fullmatch(text)) and not closed:
        return "".join(found.groups()) if _is_known(found[1]) else None
    if found := _QUOTE_WITHIN.fullmatch(text):
        whole = found[1] + found[2]
        return whole + found[3] if _is_known(whole) else None
    found = _STROKE_AT_END.fullmatch(text)
    if found is None or uses(text.rstrip(",;:.)")) or text[len(found[1]) - 1] == text[len(found[1])]:
        return None
    return "".join(found.groups()) if _is_known(found[1]) else None


def _with_capital(text: str) -> str | None:
    """A word with a capital for a figure before its letters, or an "l" for a capital behind one ("ClIr"), where no word
    has it; null where neither stands there."""
    if found := _CAPITAL_FOR_L.fullmatch(text):
        return f"{found[1]}l{found[2]}{found[3]}"
    found = _FIGURE_FIRST.fullmatch(text)
    return f"I{found[1]}{found[2]}" if found and _is_known(f"i{found[1]}") else None


def _is_known(word: str) -> bool:
    return uses(word.lower()) >= _KNOWN
