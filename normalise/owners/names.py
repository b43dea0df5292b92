"""What a person's name looks like: its words, initials and short forms, and the words that no name has.

Whether a piece of a cell is a person is decided in `normalise.owners.parts`.
"""

from __future__ import annotations

import re

from normalise.owners.titles import title_heads
from normalise.owners.vocabulary import owner_words

_NAME = re.compile(
    r"(?:[A-Z]\.){1,2}[A-Z][a-z'’-]\w+|(?:[A-Z]\.?){1,3}|"
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’]*\.?)(?:-[A-ZÀ-ÖØ-Þ]?[\w'’]+)*|O'[A-Z]\w+"
)
INITIALS = re.compile(
    r"[A-Z]{2,3}|[A-Z]{1,2}-[A-Z]{1,2}|(?:[A-Z]\.\s?){2,3}|[A-Z][a-z]?[A-Z]|[A-Z]{2}[a-z]|[A-Z]{1,2}(?:Mc|Mac|O')[A-Z]"
)
INITIAL = re.compile(r"[A-Z]\.?")
ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z&][A-Za-z&]*s?|[A-Z]{2,}\d*")


def unit_word(tokens: list[str]) -> bool:
    """Whether any token is a word of functions; short forms count in capitals only ("SEN", but not Mr Sen)."""
    words = owner_words()
    for token in tokens:
        word = token.casefold().strip(".,'\"")
        if word in words.unit_words and (len(word) > 3 or token.isupper() or word in words.short_words):
            return True
    return False


def unit_like(tokens: list[str]) -> bool:
    """Whether any token is a word of functions or of bodies, whatever its case."""
    words = owner_words()
    ends = words.team_ends | words.board_ends | words.organisation_words
    return any(token.casefold() in words.unit_words or token.casefold() in ends for token in tokens)


def _is_name_word(token: str) -> bool:
    """Whether a token is shaped like a word of a name, or is one in small letters, or a surname after its article."""
    words = owner_words()
    article, _, surname = token.partition("-")
    tied = article in words.articles and bool(_NAME.fullmatch(surname))
    return tied or bool(_NAME.fullmatch(token)) or token.casefold() in words.particles


def name_length(tokens: list[str]) -> int:
    """How many tokens from the start read as a name."""
    count = 0
    for token in tokens[:4]:
        surname = count > 0 and len(tokens[count - 1].strip(".")) == 1
        if not _is_name_word(token):
            break
        if count and title_heads([token]) and not surname:
            break
        if count and unit_like([token]) and count > 1:
            break
        count += 1
    return count


def looks_like_name(tokens: list[str]) -> bool:
    """Whether up to four tokens are shaped like the words of one name."""
    if not 1 <= len(tokens) <= 4:
        return False
    return all(_is_name_word(token) for token in tokens) and tokens[0][:1].isupper()
