"""What a person's name looks like: its words, initials and short forms, and the words that no name has.

Whether a piece of a cell is a person is decided in `normalise.owners.parts`.
"""

from __future__ import annotations

import re

from normalise.owners.titles import title_heads
from normalise.owners.vocabulary import owner_words

_NAME = re.compile(
    r"(?:[A-Z]\.){1,2}[A-Z][a-z'’-]\w+|(?:[A-Z]\.?){1,3}|"
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’]*\.?)(?:-[A-ZÀ-ÖØ-Þ]?[\w'’]+)*|O'[A-Z]\w+|"
    r"(?:a[dlnrstz]|e[ln]|u[dlr])-[A-ZÀ-ÖØ-Þ][\w'’]+"
)
"""A word of a name; the last line is the Arabic article before a surname ("al-Rashid", "ul-Haq")."""
_PARTICLES = frozenset(
    {
        *("de", "van", "der", "von", "le", "la", "da", "dos", "di", "del", "el", "st", "den", "ten", "ter", "du", "af"),
        *("bin", "binti", "binte", "bint", "ibn", "ben", "abu", "al", "ul", "ur"),
        *("ap", "ab", "ferch", "verch", "nic", "mac", "ni", "ní", "nì", "mhic", "uí", "ua"),
    }
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


def name_length(tokens: list[str]) -> int:
    """How many tokens from the start read as a name."""
    count = 0
    for token in tokens[:4]:
        surname = count > 0 and len(tokens[count - 1].strip(".")) == 1
        if not (_NAME.fullmatch(token) or token.casefold() in _PARTICLES):
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
    return all(_NAME.fullmatch(token) or token.casefold() in _PARTICLES for token in tokens) and tokens[0][:1].isupper()
