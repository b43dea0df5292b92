"""What the characters of a text object share: size, weight, colour, turn, marked content, and whether any ink is used.

What belongs here: asking PDFium once for each text object of a page, all calls of one kind in one `map`.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from extract.pdfium import calls as pdfium
from extract.pdfium.answers import FLOAT, WHOLE, Answers
from extract.pdfium.calls import Pointer, pointer
from extract.pdfium.objects import Paint, paint_of
from extract.pdfium.records import Look
from extract.pdfium.space import UPRIGHT, Matrix, combine

_BOLD_NAME = re.compile(rb"bold|black|heavy|demi|[-,](?:bd|blk|hv)", re.IGNORECASE)
_NAMELESS = re.compile(rb"^(?:[A-Z]{6}\+)?(?:cid)?(?:font)?\+?[A-Z]{0,3}[-_+]?[A-Z]?\d*(?:_\d+)?$", re.IGNORECASE)
"""A font's name that names no family ("F1", "CIDFont+F2")."""
_SIGN_NAME = re.compile(rb"(wingdings|webdings)[ _-]?([23]?)", re.IGNORECASE)
_BOLD_WEIGHT = 600
_UNSEEN_MODES = frozenset({3, 7})  # neither filled nor stroked; 7 only adds to the clip
_STROKED_MODES = frozenset({1, 2, 5, 6})
_BOLD_MODE = 2  # filled and stroked: how a bold letter is faked
_ASKED = 8  # objects of a font whose character map is asked for; a map is there or it is not


@dataclass(slots=True)
class Ink:
    """`handle` is the text object; `look` its words' size, weight, colour, turn and marked content; `unseen`: drawn in
    no ink; `unmapped`: its font does not say which characters its glyphs are; `signs`: the name of a font whose letters
    are pictures, empty for an ordinary one; `lean`: how far level letters are slanted to the right, in their height."""

    handle: int
    look: Look
    unseen: bool
    unmapped: bool
    signs: str
    lean: float


def read_inks(
    text_page: Pointer, matrix: Matrix, objects: Iterable[int], chars: Iterable[int], *, marked: bool
) -> dict[int, Ink]:
    """The ink of each text object, asked at the first of `chars` that it draws; `objects` go with `chars` by place.

    Marked content is asked for only in a file that has any (`marked`).
    """
    first_of: dict[int, int] = {}
    for item, char in zip(objects, chars, strict=True):
        if item not in first_of:
            first_of[item] = char
    pointers, firsts = list(map(pointer, first_of)), list(first_of.values())
    fonts = list(map(pdfium.text_font, pointers))
    mcids: Iterable[int] = map(pdfium.object_mcid, pointers) if marked else repeat(-1, len(fonts))
    modes = map(pdfium.text_mode, pointers)
    unmapped = _unmapped(text_page, fonts, firsts)
    looks = {font: _font_look(font) for font in dict.fromkeys(fonts)}
    sizes = _sizes_and_turns(text_page, matrix, pointers, firsts)
    columns = zip(first_of, pointers, sizes, _fills(pointers), fonts, modes, mcids, unmapped, strict=True)
    inks: dict[int, Ink] = {}
    for handle, at, (size, turned, lean), paint, font, mode, mcid, nameless in columns:
        bold, signs = looks[font]
        if mode == 0 and paint is not None:
            colour, unseen = paint.colour, False
        else:
            colour, unseen = _uncommon(at, mode, paint)
            bold = bold or mode == _BOLD_MODE
        look = (size, bold, colour, turned, mcid if mcid >= 0 else None)
        inks[handle] = Ink(handle, look, unseen, nameless, signs, lean)
    return inks


def _uncommon(handle: Pointer, mode: int, paint: Paint | None) -> tuple[str, bool]:
    """Colour, and whether unseen, of text that is not plainly filled in one colour."""
    if mode in _UNSEEN_MODES:
        return "000000", True
    if mode in _STROKED_MODES and (paint is None or mode in (1, 5)):
        found = pdfium.stroke_colour(handle, *pdfium.integer_at)
        paint = paint_of(tuple(pdfium.integers)) if found else paint
    if paint is not None:
        return paint.colour, False
    transparent = bool(pdfium.fill_colour(handle, *pdfium.integer_at)) and pdfium.integers[3] == 0
    return "000000", transparent


def _unmapped(text_page: Pointer, fonts: Sequence[int], firsts: Sequence[int]) -> list[bool]:
    """Whether each object's first character has no name; of each font a few are asked, and all where these differ."""
    places: dict[int, list[int]] = {}
    for place, font in enumerate(fonts):
        places.setdefault(font, []).append(place)
    found = [False] * len(fonts)
    for own in places.values():
        asked = {place: pdfium.char_unmapped(text_page, firsts[place]) == 1 for place in own[:_ASKED]}
        if any(asked.values()):
            for place in own:
                found[place] = pdfium.char_unmapped(text_page, firsts[place]) == 1
    return found


_colours = Answers(WHOLE, 4, pointers=4)
_sizes = Answers(FLOAT, 1)
_matrices = Answers(FLOAT, 6)


def _fills(handles: list[Pointer]) -> list[Paint | None]:
    """The fill of each object; null for a pattern and for full transparency."""
    found, values = _colours.of(pdfium.fill_colour, handles)
    colours = list(zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True))
    paints = {key: paint_of(key) for key in dict.fromkeys(colours)}
    return [paints[key] if known else None for key, known in zip(colours, found, strict=True)]


def _sizes_and_turns(
    text_page: Pointer, matrix: Matrix, handles: list[Pointer], firsts: list[int]
) -> Iterable[tuple[float, int, float]]:
    """Font size in points as seen, the turn of the baseline, and the lean of each object."""
    _, nominal = _sizes.of(pdfium.text_size, handles)
    _, values = _matrices.of(pdfium.char_matrix, firsts, text_page)
    keys = list(zip(nominal, values[0::6], values[1::6], values[2::6], values[3::6], strict=True))
    known = {key: _size_and_turn(*key, matrix) for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]


def _size_and_turn(size: float, a: float, b: float, c: float, d: float, matrix: Matrix) -> tuple[float, int, float]:
    level = matrix[:4] == UPRIGHT and b == 0.0 and a > 0.0
    if level and c == 0.0:
        return round(size * abs(d), 2), 0, 0.0
    along = combine((a, b, c, d, 0.0, 0.0), matrix)
    turn = round(math.degrees(math.atan2(along[1], along[0])) / 90.0) % 4 * 90
    across = abs(a * d - b * c) / (math.hypot(a, b) or 1.0)  # slanted letters are as high as upright ones
    return round(size * across, 2), turn, max(c / d, 0.0) if level and d > 0.0 else 0.0


def _font_look(font: int) -> tuple[bool, str]:
    """Whether a font is bold, and its name when its letters are pictures.

    A name tells the weight better than the stem width does: Ghostscript writes one of its own for all fonts.
    """
    name = ctypes.create_string_buffer(256)
    pdfium.font_name(font, ctypes.addressof(name), 256)
    signs = _SIGN_NAME.search(name.value)
    bold = bool(_BOLD_NAME.search(name.value))
    if not bold and _NAMELESS.match(name.value):
        bold = pdfium.font_weight(font) >= _BOLD_WEIGHT
    return bold, b"".join(signs.groups()).decode("ascii").lower() if signs else ""
