"""Words with boxes from a page's text, through PDFium: the text in one call, then two boxes a word.

What belongs here: cutting PDFium's text into words and finding box, size, weight, colour and turn of each. What cannot
be seen is dropped elsewhere (`extract.visible`).
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass

from extract import pdfium_calls as pdfium
from extract.page import Word
from extract.pdfium_space import Matrix, combine, place_box

_WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?")
_LINE_END_HYPHEN = str.maketrans({"\x02": "-", "\ufffe": "-"})
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_FAR = 3.0  # a gap of this many font sizes inside one word means that PDFium ran two places together


@dataclass(frozen=True, slots=True)
class _Look:
    """What all characters of one text object share."""

    size: float
    bold: bool
    colour: str
    turned: int
    mcid: int | None


class TextReader:
    """Reads the words of one loaded text page; `matrix` takes drawing space to page space."""

    def __init__(self, text_page: int, matrix: Matrix) -> None:
        self._page = text_page
        self._matrix = matrix
        self._looks: dict[int, _Look] = {}
        self._bold: dict[int, bool] = {}
        self.count = pdfium.count_chars(text_page)

    def text(self) -> str:
        """The page's text in PDFium's order, one character for each it could name."""
        if self.count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (2 * self.count + 2))()
        written = pdfium.get_text(self._page, 0, self.count, ctypes.addressof(buffer))
        return bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")

    def words(self) -> list[Word]:
        text = self.text()
        aligned = len(text) == self.count
        words = []
        for match in _WORD.finditer(text):
            first, last = match.start(), match.end() - 1
            if not aligned:
                first, last = pdfium.char_of_text(self._page, first), pdfium.char_of_text(self._page, last)
            word = self._word(match.group(), first, last)
            if word is not None:
                words.append(word)
        return words

    def _word(self, text: str, first: int, last: int) -> Word | None:
        item = pdfium.char_object(self._page, first)
        look = self._looks.get(item) or self._look(item, first)
        at, floats = pdfium.float_at[0], pdfium.floats
        if not pdfium.char_loose_box(self._page, first, at):
            return None
        left, top, right, bottom = floats[:4]
        if last > first and pdfium.char_loose_box(self._page, last, at):
            left2, top2, right2, bottom2 = floats[:4]
            left, right = min(left, left2), max(right, right2)
            bottom, top = min(bottom, bottom2), max(top, top2)
        box = place_box(self._matrix, left, bottom, right, top)
        if not text.isascii():
            text = text.translate(_LINE_END_HYPHEN)
        return Word(text.replace("\x02", "-"), box, look.size, look.bold, look.colour, look.turned, look.mcid)

    def _look(self, item: int, char: int) -> _Look:
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if pdfium.char_matrix(self._page, char, pdfium.float_at[0]):
            a, b, c, d = pdfium.floats[:4]
        size = 0.0
        if pdfium.text_size(item, pdfium.float_at[0]):
            size = pdfium.floats[0] * math.hypot(c, d)
        rgba = pdfium.colour(pdfium.fill_colour, item)
        mcid = pdfium.object_mcid(item)
        look = _Look(
            size=round(size, 2),
            bold=self._is_bold(pdfium.text_font(item)),
            colour=pdfium.hex_on_white(rgba) if rgba else "000000",
            turned=_turn(combine((a, b, c, d, 0.0, 0.0), self._matrix)),
            mcid=mcid if mcid >= 0 else None,
        )
        self._looks[item] = look
        return look

    def _is_bold(self, font: int) -> bool:
        known = self._bold.get(font)
        if known is None:
            name = ctypes.create_string_buffer(256)
            pdfium.font_name(font, ctypes.addressof(name), 256)
            known = bool(_BOLD_NAME.search(name.value)) or pdfium.font_weight(font) >= _BOLD_WEIGHT
            self._bold[font] = known
        return known


def _turn(matrix: Matrix) -> int:
    """How far the baseline is turned on the page as seen, clockwise, to the nearest quarter."""
    degrees = math.degrees(math.atan2(matrix[1], matrix[0]))
    return round(degrees / 90.0) % 4 * 90
