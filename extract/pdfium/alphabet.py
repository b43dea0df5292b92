"""Fonts that do not name their characters: their glyphs on a page, and the text that they spell by a known alphabet.

PDFium gives such a character by its code in the font ("$UHDIRU" for "Areafor": the glyphs' numbers). Which letter each
code is, is learnt elsewhere, from what OCR reads where the glyphs stand (`extract.scan.alphabets`).
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from extract.pdfium import calls as pdfium
from extract.pdfium.calls import Pointer, pointer
from extract.pdfium.lost_ligatures import LOST
from extract.pdfium.space import Matrix, place_box
from schemas.geometry import Box

Letter = tuple[str, float]
"""A character, or those of a ligature, and how surely a code stands for it (0 to 1)."""
Alphabets = Mapping[str, Mapping[int, Letter]]
"""By a font's name in the file, the letters of its codes."""

_SHARE = 0.1
"""Of a font's characters on a page: from so many without a name on, its other codes are no characters either."""
_PRIVATE = 0xE000
"""The first of the characters that Unicode keeps for private use (to F8FF)."""
_INK = 0.1
"""Points; PDFium gives a space the width of its advance and next to no height."""

_sides = (ctypes.c_double * 4)()
_left, _right, _bottom, _top = (pointer(ctypes.addressof(_sides) + offset) for offset in (0, 8, 16, 24))


class Glyph(NamedTuple):
    """A character of a font that does not name it. `box`: its place on the page as shown; `blank`: it has no ink."""

    font: str
    code: int
    box: Box
    blank: bool


class Spelt(NamedTuple):
    """A page's text with an entry for each of PDFium's characters; `sure` goes with it, 0 for what has no name.
    `learnt`: some of its fonts have an alphabet; `several`: the letters that stand as one character in the text."""

    text: str
    sure: list[float]
    learnt: bool
    several: Mapping[int, str]


def nameless_glyphs(text_page: Pointer, count: int, matrix: Matrix) -> list[Glyph]:
    """The glyphs of fonts that do not name them, in PDFium's order; `matrix` takes drawing space to the shown page."""
    fonts = _fonts(text_page, count)
    without = Counter(font for char, font in enumerate(fonts) if font and _code(text_page, char) < 0)
    total = Counter(fonts)
    nameless = {font for font, found in without.items() if found >= _SHARE * total[font]}
    return [_glyph(text_page, char, font, matrix) for char, font in enumerate(fonts) if font in nameless]


def spell(text_page: Pointer, count: int, alphabets: Alphabets) -> Spelt:
    """The page's text, the codes of fonts with an alphabet as letters; a code that it lacks is U+FFFD."""
    fonts = _fonts(text_page, count)
    found = [_letter(text_page, char, alphabets.get(font)) for char, font in enumerate(fonts)]
    ligatures = sorted({letters for letters, _ in found if len(letters) > 1})
    stand_in = {letters: chr(_PRIVATE + at) for at, letters in enumerate(ligatures)}
    return Spelt(
        text="".join(stand_in.get(letters, letters) for letters, _ in found),
        sure=[sure for _, sure in found],
        learnt=not alphabets.keys().isdisjoint(fonts),
        several={ord(one): letters for letters, one in stand_in.items()},
    )


def _letter(text_page: Pointer, char: int, alphabet: Mapping[int, Letter] | None) -> Letter:
    code = _code(text_page, char)
    if alphabet is None:
        return chr(abs(code)), float(code >= 0)
    return alphabet.get(code, (LOST, 0.0))


def _code(text_page: Pointer, char: int) -> int:
    """A character's code; below zero where PDFium has no name for it, so that one it has is never taken for that."""
    code = pdfium.char_unicode(text_page, char)
    return -code if pdfium.char_unmapped(text_page, char) == 1 else code


def _fonts(text_page: Pointer, count: int) -> list[str]:
    """The name of each character's font; empty for what PDFium made up, as spaces between words."""
    objects = [pdfium.char_object(text_page, char) for char in range(count)]
    handles = {item: pdfium.text_font(pointer(item)) if item else 0 for item in {*objects}}
    names = {font: _name(font) if font else "" for font in {*handles.values()}}
    return [names[handles[item]] for item in objects]


def _name(font: int) -> str:
    name = ctypes.create_string_buffer(256)
    pdfium.font_name(font, ctypes.addressof(name), 256)
    return name.value.decode("utf-8", errors="replace")


def _glyph(text_page: Pointer, char: int, font: str, matrix: Matrix) -> Glyph:
    pdfium.char_loose_box(text_page, char, pdfium.float_at[0])
    left, top, right, bottom = pdfium.floats[:4]
    pdfium.char_box(text_page, char, _left, _right, _bottom, _top)
    blank = min(_sides[1] - _sides[0], _sides[3] - _sides[2]) < _INK
    return Glyph(font, _code(text_page, char), place_box(matrix, left, bottom, right, top), blank)
