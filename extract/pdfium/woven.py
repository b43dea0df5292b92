"""Entries of two columns that are drawn over each other, letter by letter, parted again.

A day wider than its column runs into the text beside it; where each letter is drawn by itself, PDFium puts those of
cut/11/201340 Mar"). What belongs here: whose letter is whose, and where a column begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.page import Word
from extract.pdfium import calls as pdfium
from extract.pdfium.text import TextReader, Writing
from schemas.geometry import Box

_TOUCHES = 0.03  # of the font size: how near the end of a letter the next one of its word begins
_SAME_START, _FEWEST_STARTS = 0.3, 4  # points; other lines with a word that begins there
_COLUMNS = 2
_GAP_IN_LINE = 0.42  # of the font size: words of one text stand no further apart

_Entry = list[tuple[int, Box]]


def unweave(reader: TextReader, writing: Writing, places: Sequence[int]) -> bool:
    """Part such words among those at `places` in place; whether there were any."""
    found = [(place, entries) for place in places if len(entries := _entries(reader, writing, place)) > 1]
    for place, entries in reversed(found):
        whole, ink, breaks = writing.words[place], writing.inks[place], writing.breaks[place]
        texts = ["".join(reader.letters(char, char) for char, _ in entry) for entry in entries]
        boxes = [entry[0][1].union(entry[-1][1]) for entry in entries]
        parts = [replace(whole, text=text, box=box) for text, box in zip(texts, boxes, strict=True)]
        writing.words[place : place + 1] = parts
        writing.inks[place : place + 1] = [ink] * len(parts)
        # One character stands for each entry: between its first and its last there are letters of the other.
        writing.firsts[place : place + 1] = writing.lasts[place : place + 1] = [entry[0][0] for entry in entries]
        writing.breaks[place : place + 1] = [breaks] + [False] * (len(parts) - 1)
    return bool(found)


def _entries(reader: TextReader, writing: Writing, place: int) -> list[_Entry]:
    """The two entries of a word whose letters stand over each other: each goes on the entry that ends where it begins,
    and the second begins where words of other lines do; empty where it is one word."""
    first, last = writing.firsts[place], writing.lasts[place]
    chars = list(range(first, last + 1))
    if len({pdfium.char_object(reader.handle, char) for char in chars}) < len(chars):
        return []
    near = _TOUCHES * writing.words[place].size
    entries: list[_Entry] = []
    for letter in zip(chars, reader.boxes(chars), strict=True):
        own = next((entry for entry in entries if abs(letter[1].x0 - entry[-1][1].x1) <= near), None)
        if own is None:
            entries.append([letter])
        else:
            own.append(letter)
    if len(entries) != _COLUMNS or entries[1][0][0] > entries[0][-1][0]:
        return []
    return entries if begins_column(writing.words, entries[1][0][1].x0) else []


def begins_column(words: Sequence[Word], x: float) -> bool:
    """Whether words of several lines begin at a place, and hardly any of them right after another one."""
    begun = [word for word in words if abs(word.box.x0 - x) <= _SAME_START]
    if len(begun) < _FEWEST_STARTS:
        return False
    near = [word for word in words if x - _GAP_IN_LINE * word.size <= word.box.x1 <= x]
    inside = sum(any(abs(word.box.y1 - other.box.y1) < 1.0 for other in near) for word in begun)
    return _FEWEST_STARTS * inside <= len(begun)
