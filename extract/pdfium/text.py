"""Words with boxes from a page's text, through PDFium: the text in one call, then two boxes a word.

What belongs here: cutting PDFium's text into words and giving each its box and ink. Words that PDFium cut or joined
wrongly are mended in `pdfium_letters`; what cannot be seen is dropped in `extract.pdfium.visible`.

All calls of one kind are made in one `map`, which halves their price against a loop.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, repeat
from types import MappingProxyType
from typing import NamedTuple

from extract.page import Word
from extract.pdfium import calls as pdfium
from extract.pdfium.alphabet import Alphabets, Spelt, spell
from extract.pdfium.answers import FLOAT, Answers
from extract.pdfium.calls import pointer
from extract.pdfium.ink import Ink, read_inks
from extract.pdfium.pieces import Sides, moved
from extract.pdfium.records import quick_word_boxes, quick_words
from extract.pdfium.space import UPRIGHT, Matrix, place_box
from extract.pdfium.summed import shows_sums
from schemas.geometry import Box

_WORD = re.compile(r"([^\s\x00\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe])")
_TEX_LIGATURES = {0x1B + at: chr(0xFB00 + at) for at in range(5)}
_TEX = tuple(map(chr, _TEX_LIGATURES))
"""Characters that are no letters for any other font: fonts that TeX draws as pictures have no names, and its own
encoding keeps its ligatures there."""
_PLAIN_WORD, _NO_LETTERS = re.compile(r"(\S+)"), ("\x00", "\x02", "\ufffe")
"""A word of a text in which PDFium names every letter and breaks no word by a hyphen: the same, sought faster."""
_BELOW = 0.2
"""Share of a letter's box that lies below the baseline, in most fonts."""


@dataclass(slots=True)
class Writing:
    """The words of a page in PDFium's order, as columns of equal length.

    `firsts` and `lasts` number a word's first and last character in PDFium's list; `breaks`: PDFium began a line with
    the word. `known` holds every ink once, by its text object; `sums`: signs may be named by the sum of their bytes.
    """

    words: list[Word]
    inks: list[Ink]
    firsts: list[int]
    lasts: list[int]
    breaks: list[bool]
    known: dict[int, Ink]
    sums: bool

    def sides(self) -> tuple[list[float], list[float]]:
        """Where each word begins and where it ends."""
        boxes = [word.box for word in self.words]
        return [box.x0 for box in boxes], [box.x1 for box in boxes]


class _Cut(NamedTuple):
    """The gaps of a text with its words between them, of each word its first and last character and its object, and
    whether the text shows sums of bytes."""

    parts: list[str]
    firsts: list[int]
    lasts: list[int]
    objects: list[int]
    sums: bool


class TextReader:
    """Reads one loaded text page; `matrix` takes drawing space to page space, of which `height` is the height; `forms`,
    set before words are read, are the matrices to page space of text objects inside forms; `alphabets` are those of
    fonts that have no names of their own for their characters."""

    def __init__(
        self, text_page: int, matrix: Matrix, height: float = 0.0, alphabets: Alphabets = MappingProxyType({})
    ) -> None:
        self.handle = pointer(text_page)
        self.matrix = matrix
        self.height = height
        self.alphabets = alphabets
        self.forms: Mapping[int, Matrix] = {}
        self.count = max(pdfium.count_chars(text_page), 0)

    @cached_property
    def _moved(self) -> dict[int, Sides]:
        """The letters whose boxes lie elsewhere for PDFium, as parts of ligatures do on turned pages and in forms."""
        if self.matrix[:4] == UPRIGHT and not self.forms:
            return {}
        return moved(self.handle, self.text(), self.count, (self.matrix, self.height), self.forms)

    @cached_property
    def spelt(self) -> Spelt:
        """The page's text by the alphabets of its fonts."""
        return spell(self.handle, self.count, self.alphabets)

    def letters(self, first: int, last: int) -> str:
        """The characters from one to another, both included."""
        if self.alphabets:
            return self.spelt.text[first : last + 1]
        letters = "".join(chr(pdfium.char_unicode(self.handle, char)) for char in range(first, last + 1))
        return letters.translate(_TEX_LIGATURES)

    def text(self) -> str:
        """The page's text in PDFium's order, one character for each it could name."""
        if not self.count:
            return ""
        if self.alphabets:
            return self.spelt.text
        buffer = array("H", bytes(4 * self.count + 4))
        written = pdfium.get_text(self.handle, 0, self.count, buffer.buffer_info()[0])
        text = buffer[: max(written - 1, 0)].tobytes().decode("utf-16-le", errors="replace")
        return text.translate(_TEX_LIGATURES) if any([sign in text for sign in _TEX]) else text

    @cached_property
    def _cut(self) -> _Cut:
        """The text as words."""
        text = self.text()
        word = _WORD if any([sign in text for sign in _NO_LETTERS]) else _PLAIN_WORD
        parts = word.split(text)  # gap, word, gap, ..., word, gap
        edges = list(accumulate(map(len, parts)))
        firsts, lasts = edges[0:-1:2], [end - 1 for end in edges[1::2]]
        if len(text) != self.count:
            firsts = list(map(pdfium.char_of_text, repeat(self.handle), firsts))
            lasts = list(map(pdfium.char_of_text, repeat(self.handle), lasts))
        objects = list(map(pdfium.char_object, repeat(self.handle), firsts))
        return _Cut(parts, firsts, lasts, objects, shows_sums(text))

    @property
    def objects(self) -> frozenset[int]:
        """The text objects that words begin in."""
        return frozenset(self._cut.objects)

    def writing(self, *, marked: bool = True) -> Writing:
        """The words as PDFium cuts them; `marked` when the file has marked content."""
        parts, firsts, lasts, objects, sums = self._cut
        gaps = parts[0:-1:2]
        ends_line = {gap: gap[-1:] == "\n" for gap in {*gaps}}
        breaks = list(map(ends_line.__getitem__, gaps))
        known = read_inks(self.handle, self.matrix, objects, firsts, marked=marked)
        inks = list(map(known.__getitem__, objects))
        boxes = self._boxes(firsts, lasts)
        if any(ink.lean for ink in known.values()):
            boxes = [_straightened(box, ink.lean) if ink.lean else box for box, ink in zip(boxes, inks, strict=True)]
        words = quick_words(parts[1::2], boxes, [ink.look for ink in inks])
        if self.alphabets:
            sure = [min(self.spelt.sure[first : last + 1]) for first, last in zip(firsts, lasts, strict=True)]
            words = [
                word if one == 1.0 else replace(word, confidence=one) for word, one in zip(words, sure, strict=True)
            ]
        return Writing(words, inks, firsts, lasts, breaks, known, sums)

    def boxes(self, chars: list[int]) -> list[Box]:
        """The box of each character on the page as seen: as wide as its advance, as high as its font."""
        sides = self._loose(chars)
        return [
            place_box(self.matrix, sides[i], sides[i + 3], sides[i + 2], sides[i + 1]) for i in range(0, len(sides), 4)
        ]

    def _boxes(self, firsts: list[int], lasts: list[int]) -> list[Box]:
        """The box of each word, from the loose boxes of its first and last character."""
        first, last = self._loose(firsts), self._loose(lasts)
        if self.matrix[:4] == UPRIGHT:
            return quick_word_boxes(first, last, *self.matrix[4:])
        lefts, tops, rights, feet = (zip(first[at::4], last[at::4], strict=True) for at in range(4))
        return list(
            map(place_box, repeat(self.matrix), map(min, lefts), map(min, feet), map(max, rights), map(max, tops))
        )

    def _loose(self, chars: list[int]) -> list[float]:
        """Left, top, right, bottom of each character in drawing space, one after the other."""
        found = _sides.of(pdfium.char_loose_box, chars, self.handle)[1]
        for at, char in enumerate(chars) if self._moved else ():
            if char in self._moved:
                found[4 * at : 4 * at + 4] = self._moved[char]
        return found


_sides = Answers(FLOAT, 4)


def _straightened(box: Box, lean: float) -> Box:
    """The box of slanted letters without what leans over its sides: Word slants a font that has no italic, and such
    words overlap, so that no space would be seen between them."""
    below = _BELOW * box.height * lean
    return Box(box.x0 + below, box.y0, max(box.x1 - box.height * lean + below, box.x0 + below), box.y1)
