"""Labels that stand before what they name: "Lead: Head of Housing", or "Lead" in bold with the name beside it.

What belongs here: which words of a line are a label. A label is known by the vocabulary and marked by its colon or a
bold face of its own; with both, a word nobody knows is one, too. What is made of labels is told in `written`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extract.headers.vocabulary import heading
from extract.page import Word

_LONGEST = 5
"""Words of a label."""
_APART = 1.2
"""In font sizes: a gap between words that is no space, after which a label may begin."""
_SMALLER = 0.5
_BOLD = 0.3
"""Share of the words in bold that name a field: the face has said that they are a label."""
_BEFORE, _DASHES = frozenset("|•–;"), frozenset("–—-")
_NUMBERED = re.compile(r"(.*[A-Za-z])\W*\b[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?")

Segment = tuple[tuple[Word, ...], list[Word]]
"""A label, empty at the start of a line that begins without one, and the words after it."""


def is_label(text: str, share: float = 1.0) -> bool:
    """Whether a text names a field, with so many of its words."""
    if not text[:1].isalnum() or text[:1].islower() or len(text.split()) > _LONGEST:
        return False
    one = heading(text.rstrip(" :"))
    return bool(one.field) and one.share >= share


def segments(words: Sequence[Word]) -> Iterator[Segment]:
    """A line cut at its labels: each with the words after it, first those before any label."""
    label: tuple[Word, ...] = ()
    said: list[Word] = []
    at = 0
    while at < len(words):
        count = _length(words, at)
        if not count:
            said.append(words[at])
            at += 1
            continue
        if label or said:
            yield label, _without_sign(said)
        label, said, at = tuple(words[at : at + count]), [], at + count
    if label or said:
        yield label, said


def heads_form(words: Sequence[Word]) -> bool:
    """Whether a line begins with a label that has a number of its own ("Recommendation 3: ...", or "Action 3" in bold),
    which names a form."""
    return bool(numbered_label(words))


def numbered_label(words: Sequence[Word]) -> Sequence[Word]:
    """The words of such a label at the start of a line, with its number; none where there is none."""
    label = words[: up_to_colon(words)] or list(takewhile(lambda word: word.bold, words)) or _up_to_dash(words)
    return label if is_numbered(label) else ()


def _up_to_dash(words: Sequence[Word]) -> Sequence[Word]:
    """The words before a dash between spaces; none where there is none so near to the start."""
    label = list(takewhile(lambda word: word.text not in _DASHES, words[: _LONGEST + 1]))
    return label if len(label) < len(words[: _LONGEST + 1]) else ()


def is_numbered(words: Sequence[Word]) -> bool:
    """Whether words are a label with a number of its own and nothing else."""
    found = _NUMBERED.fullmatch(_text(words))
    return found is not None and is_label(found[1])


def stands_above(row: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a line is a label above what it names: a heading that looks unlike the text below."""
    return is_label(_text(row)) and looks_unlike(row, after)


def looks_unlike(row: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether words are set as a label above others is: bold, in capitals, smaller or in a colour of their own."""
    bold = _are_bold(row) and not _are_bold(after)
    return bold or _text(row).isupper() or row[0].size < after[0].size - _SMALLER or row[0].colour != after[0].colour


def _length(words: Sequence[Word], at: int) -> int:
    """How many words from here on are a label; 0 where none begins."""
    if at and not _may_begin(words[at - 1], words[at]):
        return 0
    return _in_bold(words, at) or _with_colon(words[at : at + _LONGEST + 1])


def _may_begin(before: Word, word: Word) -> bool:
    """Whether a label may begin right of another word: after a wide gap or a sign, or where bold type begins."""
    gap = word.box.x0 - before.box.x1
    return before.text[-1:] in _BEFORE or gap > _APART * word.size or (word.bold and not before.bold)


def _with_colon(words: Sequence[Word]) -> int:
    count = up_to_colon(words)
    text = _text(words[:count])
    if not count or not text[:1].isalnum() or text[:1].islower() or _NUMBERED.fullmatch(text):
        return 0
    alone_bold = _are_bold(words[:count]) and not _are_bold(words)
    return count if alone_bold or is_label(text) else 0


def up_to_colon(words: Sequence[Word]) -> int:
    """How many of the words end with the first colon; 0 where none does so near to the start."""
    return next((at + 1 for at, word in enumerate(words[:_LONGEST]) if word.text.endswith(":")), 0)


def _in_bold(words: Sequence[Word], at: int) -> int:
    """The words of one bold run that name a field. What is bold after a colon is so, too, where plain words follow."""
    end = at
    while end < len(words) and words[end].bold and (end == at or not _is_wide(words[end - 1], words[end])):
        end += 1
    inner = any(word.text.endswith(":") for word in words[at : end - 1])
    text = _text(words[at:end])
    if _NUMBERED.fullmatch(text) or (inner and (end == len(words) or words[end].bold)):
        return 0
    return end - at if is_label(text, _BOLD) else 0


def _is_wide(before: Word, word: Word) -> bool:
    return word.box.x0 - before.box.x1 > _APART * word.size


def _without_sign(said: list[Word]) -> list[Word]:
    """Without the sign that parts it from the next label."""
    return said[:-1] if said and said[-1].text in _BEFORE else said


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words).rstrip(" :")


def _are_bold(words: Sequence[Word]) -> bool:
    return all(word.bold for word in words)
