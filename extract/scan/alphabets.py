"""The alphabets of fonts that do not name their characters, learnt from what OCR reads where their glyphs stand.

A page of such a font is read by OCR once; each word of as many letters as glyphs stand in it is a vote for what the
glyphs' codes are, and lines laid beside each other tell what is left. The votes of a page's words outweigh what OCR
misreads, and its other pages, which have the same fonts, are then read from their own text. Only counts plain data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from extract.page import Word
from extract.pdfium.alphabet import Alphabets, Glyph, Letter
from extract.wordlist import uses

Votes = dict[tuple[str, int], Counter[str]]
"""By font and code, how often each letter, or the letters of a ligature, were read."""

_AGREED, _FEWEST = 0.6, 2
"""Share of a code's votes that its letter must have, and the fewest that count."""
_OF_A_WORD = 3
"""Votes of a word that English knows; what OCR misread is none."""
_LONGEST = 3
"""Letters of a ligature, as in "ffi"."""

Placed = list[tuple[str, list[Glyph]]]
"""What was read, with the glyphs that stand there, from the left."""


def count_votes(votes: Votes, glyphs: Sequence[Glyph], words: Iterable[Word]) -> None:
    """Add what a page's words, read by OCR, say of the glyphs that stand in them."""
    for glyph in glyphs:
        if glyph.blank:
            _vote(votes, glyph, " ", _FEWEST)
    level = [word for word in words if not word.turned]
    by_line: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if not glyph.blank:
            by_line[int(glyph.box.centre[1])].append(glyph)
    in_words = _placed(by_line, [(word.text, [word]) for word in level])
    for text, own in in_words:
        if len(own) == len(text):
            for glyph, letter in zip(own, text, strict=True):
                _vote(votes, glyph, letter, _weight(text))
    _vote_by_lines(votes, _placed(by_line, _lines(level)))
    _vote_for_ligatures(votes, [(text, own) for text, own in in_words if len(own) < len(text)])


def alphabets_of(votes: Mapping[tuple[str, int], Counter[str]]) -> Alphabets:
    """The letters that the votes agree on."""
    found: defaultdict[str, dict[int, Letter]] = defaultdict(dict)
    for (font, code), letters in votes.items():
        letter, most = max(letters.items(), key=lambda item: (item[1], item[0]))
        share = most / letters.total()
        if share >= _AGREED and most >= _FEWEST:
            found[font][code] = letter, round(share, 3)
    return dict(found)


def _vote(votes: Votes, glyph: Glyph, letters: str, weight: int) -> None:
    votes.setdefault((glyph.font, glyph.code), Counter())[letters] += weight


def _weight(text: str) -> int:
    if any(letter.isdigit() for letter in text):
        return _FEWEST
    return _OF_A_WORD if uses(text.strip(".,;:()'’").lower()) else 1


def _placed(by_line: Mapping[int, list[Glyph]], read: Iterable[tuple[str, list[Word]]]) -> Placed:
    """What was read with the glyphs whose middles lie there; what has none is left out."""
    found = []
    for text, words in read:
        top, foot = min(word.box.y0 for word in words), max(word.box.y1 for word in words)
        left, right = words[0].box.x0 - 1.0, words[-1].box.x1 + 1.0
        near = [glyph for level in range(int(top), int(foot) + 1) for glyph in by_line.get(level, ())]
        own = [glyph for glyph in near if left <= glyph.box.centre[0] <= right and top <= glyph.box.centre[1] <= foot]
        if own:
            found.append((text, sorted(own, key=lambda glyph: glyph.box.centre[0])))
    return found


def _lines(words: Sequence[Word]) -> list[tuple[str, list[Word]]]:
    """Words that follow each other on one line, their texts put together."""
    lines: list[list[Word]] = []
    for word in words:
        before = lines[-1][-1] if lines else None
        level = before is not None and before.box.y0 < word.box.centre[1] < before.box.y1
        if before is not None and level and -word.size < word.box.x0 - before.box.x1 < word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [("".join(word.text for word in line), line) for line in lines]


def _vote_by_lines(votes: Votes, placed: Placed) -> None:
    """Count letters of glyphs that are unknown yet, where all beside them on their line are as they were read."""
    known = alphabets_of(votes)
    for text, own in placed:
        spelt = [known.get(glyph.font, {}).get(glyph.code, ("", 0.0))[0] for glyph in own]
        if all(spelt):
            continue
        for what, a0, a1, b0, b1 in SequenceMatcher(None, spelt, text, autojunk=False).get_opcodes():
            if what == "replace" and a1 - a0 == b1 - b0 == 1 and not spelt[a0]:
                _vote(votes, own[a0], text[b0], _FEWEST)


def _vote_for_ligatures(votes: Votes, placed: Placed) -> None:
    """Count the letters of glyphs that have several, each where all beside it in its word are known."""
    left = placed
    while left:
        known = alphabets_of(votes)
        told = {at for at, (text, own) in enumerate(left) if _tells_ligature(votes, text, own, known)}
        if not told:
            break
        left = [one for at, one in enumerate(left) if at not in told]


def _tells_ligature(votes: Votes, text: str, own: Sequence[Glyph], known: Alphabets) -> bool:
    """Whether a word of fewer glyphs than letters tells those of its one unknown glyph, which are counted then."""
    letters = [known.get(glyph.font, {}).get(glyph.code, ("", 0.0))[0] for glyph in own]
    odd = [at for at, letter in enumerate(letters) if not letter]
    if len(odd) != 1:
        return False
    head, tail = "".join(letters[: odd[0]]), "".join(letters[odd[0] + 1 :])
    rest = text[len(head) : len(text) - len(tail)]
    if not 0 < len(rest) <= _LONGEST or text != head + rest + tail or not (len(rest) == 1 or rest.isalpha()):
        return False
    _vote(votes, own[odd[0]], rest, _weight(text))
    return True
