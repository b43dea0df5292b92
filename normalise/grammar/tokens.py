"""Text into tokens. Every character is kept: tokens carry offsets and whether they stand apart.

Finer than a sentence tokeniser: a date such as "14.9.12" comes as five tokens, "Q3" as two. The contract is spaCy's
(words and the white space between them, nothing lost), so a `spacy.tokens.Doc` can be built from the result.
"""

from __future__ import annotations

import re

from normalise.grammar.model import Token, TokenKind

_PIECE = re.compile(r"\n+|[^\W\d_]+(?:['’](?!\d)[^\W\d_]*)?|\d+|\S")


def tokenise(text: str) -> tuple[Token, ...]:
    """Split a text; apostrophes stay in their word ("months'"), line breaks are tokens."""
    found: list[Token] = []
    end = 0
    for match in _PIECE.finditer(text):
        piece = match.group()
        start = match.start()
        found.append(Token(piece, _plain(piece), start, match.end(), _kind(piece), start == end and start > 0))
        end = match.end()
    return tuple(found)


def _plain(piece: str) -> str:
    lower = piece.lower()
    return lower.replace("’", "'") if "’" in lower else lower


def _kind(piece: str) -> TokenKind:
    first = piece[0]
    if first.isdecimal():
        return "number"
    if first == "\n":
        return "break"
    return "word" if first.isalpha() else "mark"
