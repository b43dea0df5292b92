"""Words with boxes from a page's text, through PDFium: the text in one call, then two boxes a word.

What belongs here: cutting PDFium's text into words and giving each its box and ink. Words that PDFium cut or joined
wrongly are mended in `pdfium_letters`; what cannot be seen is dropped in `extract.visible`.

All calls of one kind are made in one `map`, which halves their price against a loop.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import count, repeat

from extract import pdfium_calls as pdfium
from extract.page import Word
from extract.pdfium_ink import Ink, read_inks
from extract.pdfium_records import quick_box, quick_word
from extract.pdfium_space import Matrix, place_box
from schemas.geometry import Box

_WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_UPRIGHT = (1.0, 0.0, 0.0, -1.0)


@dataclass(slots=True)
class Writing:
    """The words of a page in PDFium's order, as columns of equal length.

    `firsts` and `lasts` number a word's first and last character in PDFium's list; `breaks`: PDFium began a line with
    the word.
    """

    words: list[Word]
    inks: list[Ink]
    firsts: list[int]
    lasts: list[int]
    breaks: list[bool]


class TextReader:
    """Reads one loaded text page; `matrix` takes drawing space to page space."""

    def __init__(self, text_page: int, matrix: Matrix) -> None:
        self.handle = text_page
        self.matrix = matrix
        self.count = max(pdfium.count_chars(text_page), 0)

    def text(self) -> str:
        """The page's text in PDFium's order, one character for each it could name."""
        if not self.count:
            return ""
        buffer = (ctypes.c_ushort * (2 * self.count + 2))()
        written = pdfium.get_text(self.handle, 0, self.count, ctypes.addressof(buffer))
        return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")

    def writing(self) -> Writing:
        """The words as PDFium cuts them."""
        text = self.text()
        spans = [match.span() for match in _WORD.finditer(text)]
        firsts = [start for start, _ in spans]
        lasts = [end - 1 for _, end in spans]
        breaks = [text[start - 1] == "\n" for start in firsts]
        if len(text) != self.count:
            firsts = list(map(pdfium.char_of_text, repeat(self.handle), firsts))
            lasts = list(map(pdfium.char_of_text, repeat(self.handle), lasts))
        objects = list(map(pdfium.char_object, repeat(self.handle), firsts))
        known = read_inks(self.handle, self.matrix, objects, firsts)
        inks = [known[item] for item in objects]
        words = [
            quick_word(text[start:end], box, size, bold, colour, turned, mcid)
            for (start, end), box, (_, size, bold, colour, turned, mcid, _, _, _) in zip(
                spans, self._boxes(firsts, lasts), inks, strict=True
            )
        ]
        return Writing(words, inks, firsts, lasts, breaks)

    def boxes(self, chars: list[int]) -> list[Box]:
        """The box of each character on the page as seen: as wide as its advance, as high as its font."""
        sides = self._loose(chars)
        return [
            place_box(self.matrix, sides[i], sides[i + 3], sides[i + 2], sides[i + 1]) for i in range(0, len(sides), 4)
        ]

    def _boxes(self, firsts: list[int], lasts: list[int]) -> list[Box]:
        """The box of each word, from the loose boxes of its first and last character."""
        first, last = self._loose(firsts), self._loose(lasts)
        sides = zip(*(first[side::4] for side in range(4)), *(last[side::4] for side in range(4)), strict=True)
        if self.matrix[:4] != _UPRIGHT:
            return [
                place_box(self.matrix, min(left, left2), min(low, low2), max(right, right2), max(top, top2))
                for left, top, right, low, left2, top2, right2, low2 in sides
            ]
        x, y = self.matrix[4:]
        return [
            quick_box(
                (left if left < left2 else left2) + x,
                y - (top if top > top2 else top2),
                (right if right > right2 else right2) + x,
                y - (low if low < low2 else low2),
            )
            for left, top, right, low, left2, top2, right2, low2 in sides
        ]

    def _loose(self, chars: list[int]) -> list[float]:
        """Left, top, right, bottom of each character in drawing space, one after the other."""
        buffer = (ctypes.c_float * (4 * len(chars)))()
        for _ in map(pdfium.char_loose_box, repeat(self.handle), chars, count(ctypes.addressof(buffer), 16)):
            pass
        return buffer[:]
