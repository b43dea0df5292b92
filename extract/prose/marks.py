"""The bullet, number or letter that starts a list item.

Knows only signs and where they stand; what an item says is not looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.prose.lines import Line
from schemas.quick import quick

# Signs that are always bullets, private-use glyphs of symbol fonts among them, and those that only are when apart.
_BULLETS = "•●○▪▫■□◼◻◾◆◇◦‣⁃∙·➢➤►▶▸❖✓✔☑→\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf071\uf02d"
_NAMELESS = re.compile(r"[\x80-\x9f\ue000-\uf8ff]")  # what a symbol font's sign is where no name is known for it
_MAYBE = frozenset({"-", "–", "—", "−", "─", "―", "*", "o", "§", "Ø", "ü", "v", "q", "¾"})
_GLUED = re.compile(rf"([{re.escape(_BULLETS)}])\s*(?=\S)")
_GLUED_NUMBER = re.compile(r"(\d{1,3}[.)])(?=[A-Za-z][a-z])")  # "10.Ensure": a tab that the number left no room for
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.):]?\)?:?")
_BARE = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}")
_GAP = 0.6
_PLAIN = re.compile(r"[^\w]+")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# Stands for a bullet that is drawn and not written.
DRAWN = "•"


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """`kind` strong: starts an item wherever it stands; weak: only where a new item can start.

    `words` is how many words of the line it takes, `rest` the line's text after it.
    """

    kind: Literal["none", "weak", "strong"]
    text: str = ""
    words: int = 0
    rest: str = ""
    bullet: bool = False


def mark_of(line: Line) -> Mark:
    """The mark at the start of the line; kind "none" when there is none."""
    if line.dotted:
        return Mark("strong", DRAWN, 0, line.text, bullet=True)
    words = line.words
    first = words[0].text
    if glued := _GLUED.match(first):
        return Mark("strong", glued[1], 0, line.text[glued.end() :].strip(), bullet=True)
    if glued := _GLUED_NUMBER.match(first):
        return Mark("weak", glued[1], 0, line.text[glued.end() :].strip())
    if len(words) == 1:
        return Mark("strong", first, 1, "", bullet=True) if first in _BULLETS else Mark("none")
    gap = (words[1].box.x0 - words[0].box.x1) / (words[0].size or 1.0)
    rest = line.text[len(first) :].strip()
    if first in _BULLETS or _NAMELESS.fullmatch(first) or (first in _MAYBE and _apart(first, gap)):
        return Mark("strong", first, 1, rest, bullet=True)
    if first[0] in "0123456789(abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" and _NUMBER.fullmatch(first):
        return _numbered(first, gap, rest)
    return Mark("none")


def _apart(first: str, gap: float) -> bool:
    return gap > (0.2 if first in "-–—−─―*" else _GAP)


def _numbered(first: str, gap: float, rest: str) -> Mark:
    """A number, letter or roman numeral: needs punctuation, levels or a wide gap, else it is a word."""
    if first.isalpha():
        return Mark("none")
    wide = gap > _GAP
    if _BARE.fullmatch(first):
        levels = first.count(".")
        if wide or levels >= 1:
            return Mark("strong" if wide else "weak", first, 1, rest)
        return Mark("none")
    bracket = first.endswith((")", "):"))
    if wide or (bracket and first.startswith("(")):
        return Mark("strong" if wide else "weak", first, 1, rest)
    if first[0].isupper() and not bracket:
        return Mark("none")
    return Mark("weak", first, 1, rest)


def follows(mark: str, before: str) -> bool:
    """Whether a number or letter is the next after another ("b." after "a.", "10." after "9.")."""
    one, other = _PLAIN.sub("", mark), _PLAIN.sub("", before)
    if one.isdigit() and other.isdigit():
        return int(one) == int(other) + 1
    if len(one) == len(other) == 1 and one.isalpha() and other.isalpha():
        return ord(one) == ord(other) + 1
    return (
        one.casefold() in _ROMAN
        and other.casefold() in _ROMAN
        and _ROMAN.index(one.casefold()) == _ROMAN.index(other.casefold()) + 1
    )
