"""Characters as a reader takes them: ligatures spelt out, signs of symbol fonts by their shape.

The tables are data in `schemas/vocabulary/glyphs.toml`. Nothing here knows about boxes.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_ORDINARY = ("ligatures", "upset", "windows", "plain", "private")
_PICTURES = ("wingdings", "wingdings2", "wingdings3", "webdings")
_POUNDS = re.compile(r"¿(?=\d)")
"""How the sign reads in a font of TeX that has no names for its characters."""
_LONG = 100  # characters above which a search for each glyph costs less than a look at each character


def clean(text: str, signs: str = "") -> str:
    """A word with its glyphs named. `signs`: the font of pictures that it is set in, empty for an ordinary font.

    A soft hyphen at the end of a word is where a line was broken and stays a hyphen; inside a word it is nothing.
    """
    if signs and (pictures := _pictures().get(signs)):
        return text.translate(pictures)
    if text.isascii() and "\x02" not in text:
        return text
    if text.endswith("\u00ad"):
        text = text[:-1] + "-"
    if "¿" in text:
        text = _POUNDS.sub("£", text)
    return text.translate(_ordinary()) if len(text) < _LONG else _replaced(text)


def _replaced(text: str) -> str:
    """As `translate` has it, by one quick search for each glyph: a page of text holds hardly any of them.

    Nothing that a glyph is read as holds a glyph, so the order makes no difference.
    """
    for glyph, read in _ordinary_glyphs():
        if glyph in text:
            text = text.replace(glyph, read)
    return text


@cache
def _ordinary_glyphs() -> tuple[tuple[str, str], ...]:
    return tuple((chr(glyph), read) for glyph, read in _ordinary().items())


@cache
def _ordinary() -> dict[int, str]:
    """The table for ordinary fonts."""
    return {ord(glyph): read for part in _ORDINARY for glyph, read in _listed(part).items()}


@cache
def _pictures() -> dict[str, dict[int, str]]:
    """The tables for fonts of pictures, by the font's name; letters also where Word puts them (F000 + the place)."""
    return {font: _ordinary() | _of_pictures(font) for font in _PICTURES}


def _of_pictures(font: str) -> dict[int, str]:
    placed = {ord(glyph): read for glyph, read in _listed(font).items()}
    return placed | {0xF000 + place: read for place, read in placed.items() if place < 0x100}


@cache
def unnamed_ligatures() -> tuple[str, ...]:
    """The letters that fonts draw with one glyph for which there is no character."""
    text = files("schemas").joinpath("vocabulary", "glyphs.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["unnamed"]["letters"])


@cache
def summed_ligatures() -> dict[str, tuple[str, ...]]:
    """The letters of ligatures by the letter that the two bytes of their number add up to."""
    return {summed: (read,) for summed, read in _listed("summed_ligatures").items()}


@cache
def summed_signs() -> dict[str, str]:
    """Quotes and dashes by the character that the two bytes of their number add up to."""
    return _listed("summed_signs")


def _listed(part: str) -> dict[str, str]:
    text = files("schemas").joinpath("vocabulary", "glyphs.toml").read_text(encoding="utf-8")
    listed: dict[str, dict[str, str]] = tomllib.loads(text)
    return listed[part]
