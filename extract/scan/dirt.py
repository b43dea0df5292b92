"""Specks: taken out of a page's picture and of its lines' pictures, and out of what was read on a page that has many.

What belongs here: what is too small and in the wrong place to be a part of a sign. Larger strokes of pens and stamps
are judged in `pages`, lone dots among words in `words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.scan.channels import greatest
from extract.scan.rules import find_ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]
    Ink = npt.NDArray[np.bool_]

_SPECK_POINTS = (1.6, 2.4)  # how large a speck is at most, and how far a dot of a text is from other ink
_STOP_POINTS = 4.0, 6.0  # how far a stop is from the sign before it, aside and below the arm of a "7" or a "T"
_DIRTY = 10  # specks by themselves on a page; a clean one has none, or a few of its own dots
_PARTS, _STREWN = 8, 5  # of a page across and down; specks out of the column and the row of parts that have most
_INK, _LEAST_INK = 0.3, 24
_LOWEST = 6  # pixels from the line along the low letters' tops to the one at their feet, to tell places by
_DOT = 0.36  # of the height of low letters; full stops and the dots of an "i" have 0.2, and half a pixel of blur around
_SLACK = 0.12
_UNDERLINE = 1.2  # of a line's height; no letter and no dash has so long a stroke
_STEM = 0.8
_OVER = 0.33  # above the low letters' tops; what is higher is above a letter that is tall itself
_LONG = 1.3
_FEW_SIGNS = 3
_NEXT = 0.6  # of the height of low letters: what lies between a sign and the stop behind it; behind a "1" half of it
_BESIDE = 0.35  # what lies between a hyphen and its letters; a blank between words, with a speck in it, is wider
_ACCENTED = 0.01
_LEADING = re.compile(r"^[.,·:;]+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture without its specks, and whether it had many."""

    pixels: Pixels
    dirty: bool


def without_dirt(pixels: Pixels, scale: float) -> Cleaned:
    """The picture without specks that stand apart from all other ink: the recogniser takes them for stops, and lines
    of two columns with one between them for one line."""
    import cv2
    import numpy as np

    largest, apart = (round(side * scale) for side in _SPECK_POINTS)
    aside, over = (round(side * scale) for side in _STOP_POINTS)
    ink = find_ink(pixels, scale)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = np.asarray(stats[:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1) <= largest)
    cleaned, specks = pixels, list[tuple[int, int]]()
    for label in (np.flatnonzero(small[1:count]) + 1).tolist():
        left, top, width, height, area = stats[label].tolist()
        window = slice(max(0, top - apart), top + height + apart), slice(max(0, left - apart), left + width + apart)
        before = slice(max(0, top - over), top), slice(max(0, left - aside), left + width)
        if int(ink[window].sum()) == area and not ink[before].any():
            cleaned = pixels.copy() if cleaned is pixels else cleaned
            inner = slice(max(0, top - 2), top + height + 2), slice(max(0, left - 2), left + width + 2)
            cleaned[inner] = np.median(pixels[window], axis=(0, 1))
            specks.append((left * _PARTS // ink.shape[1], top * _PARTS // ink.shape[0]))
    return Cleaned(cleaned, len(specks) >= _DIRTY and _are_strewn(specks))


def _are_strewn(specks: Sequence[tuple[int, int]]) -> bool:
    """Whether specks lie all over the sheet, by the parts across and down in which they are: where most lie in one
    column and one row of parts, a threshold made dots of what is painted there."""
    across, down = (Counter(places).most_common(1)[0][0] for places in zip(*specks, strict=True))
    return len([x for x, y in specks if x != across and y != down]) >= _STREWN


def without_stray_dots(crop: Pixels) -> Pixels:
    """A line's picture without dots where no sign has one: neither at the foot of the line, nor above a stem, nor above
    another dot. The lines of a few signs are not told by their letters, and are left."""
    import cv2
    import numpy as np

    if crop.shape[1] < _FEW_SIGNS * crop.shape[0]:
        return crop
    ground = np.median(crop.reshape(-1, 3), axis=0).astype(np.int16)
    depth = greatest(np.abs(crop.astype(np.int16) - ground))
    ink = without_underlines(np.asarray(depth > max(_LEAST_INK, _INK * float(np.percentile(depth, 99)))))
    top_line, foot = letter_line(ink)
    if foot - top_line < _LOWEST:
        return crop
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    largest = _DOT * (foot - top_line) + 1
    cleaned = crop
    for label, (left, top, width, height, area) in enumerate(stats[1:count].tolist(), start=1):
        if max(width, height) > largest:
            continue
        near = slice(max(0, top - 1), top + height + 1), slice(max(0, left - 1), left + width + 1)
        dot = slice(left, left + width), (top, top + height)
        if int(ink[near].sum()) == area and not _has_its_place(ink, *dot, top_line, foot):
            cleaned = crop.copy() if cleaned is crop else cleaned
            around = slice(max(0, top - 2), top + height + 2), slice(max(0, left - 2), left + width + 2)
            cleaned[around][(labels[around] == label) | (labels[around] == 0)] = ground
    return cleaned


def without_underlines(ink: Ink) -> Ink:
    """A line's ink without strokes along it that are longer than those of any sign."""
    import cv2
    import numpy as np

    length = round(_UNDERLINE * ink.shape[0]) | 1
    if ink.shape[1] <= length:
        return ink
    runs = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    return np.asarray(ink & (runs == 0))


def letter_line(ink: Ink) -> tuple[int, int]:
    """The row along the tops of a line's low letters, and the one after its letters' feet: where the ink comes and goes
    most at once."""
    import numpy as np

    sums = ink.sum(axis=1).astype(np.int64)
    steps = np.diff(sums, prepend=0, append=0)
    foot = int(np.argmin(steps[sums.size * 2 // 5 :])) + sums.size * 2 // 5
    return int(np.argmax(steps[: max(1, foot)])), foot


def _has_its_place(ink: Ink, across: slice, rows: tuple[int, int], top_line: int, foot: int) -> bool:
    """Whether a dot is a stop's, a comma's, an "i"'s, the upper one of a colon, an apostrophe or a hyphen."""
    (top, bottom), low = rows, foot - top_line
    slack = max(1.5, _SLACK * low)
    if abs(bottom - foot) <= slack or (top < foot < bottom and bottom - top > across.stop - across.start):
        return _follows(ink[max(0, top_line) : foot], across, _NEXT * low)
    if top > top_line and across.stop - across.start > bottom - top:
        return _joins(ink[top_line:foot], across, _BESIDE * low)
    bare = top < top_line and bottom <= top_line + low / 2 and not ink[bottom + 1 : foot, across].any()
    if bare and _joins(ink[top_line:foot], across, _BESIDE * low):
        return True  # an apostrophe within a word
    reach = slice(max(0, across.start - round(_SLACK * low)), across.stop + round(_SLACK * low))
    below = ink[max(bottom + 1, top_line) : foot, reach].any(axis=1)
    if bottom <= top_line + slack and bottom >= top_line - _OVER * low:
        return bool(below.size and below.mean() >= _STEM)
    if bottom <= top_line + low / 2 and bottom - top >= _LONG * (across.stop - across.start):
        return True  # an apostrophe
    if bottom > foot:
        return False
    lower = ink[foot - round(_DOT * low) : foot, across].any()
    between = ink[bottom + 1 : foot - round(_DOT * low) - 1, across].any()
    return bool(lower and not between)


def _follows(ink: Ink, across: slice, reach: float) -> bool:
    """Whether a stop stands right behind a sign, or nearer to the one before it than to the one after it."""
    import numpy as np

    columns = np.flatnonzero(ink.any(axis=0))
    before, after = columns[columns < across.start], columns[columns >= across.stop]
    back = across.start - int(before[-1]) if before.size else across.start
    ahead = int(after[0]) - across.stop + 1 if after.size else ink.shape[1]
    return bool(back <= max(reach, ahead))


def _joins(ink: Ink, across: slice, reach: float) -> bool:
    """Whether letters stand right before a short stroke and right behind it: within a word."""
    near = round(reach)
    before, after = slice(max(0, across.start - near), across.start), slice(across.stop, across.stop + near)
    return bool(ink[:, before].any() and ink[:, after].any())


def without_read_specks(word: str) -> str:
    """A word of a page with many specks, without stops before its letters, and with one for two at its end."""
    plain = _LEADING.sub("", word)
    return plain[:-1] if plain.endswith("..") and not plain.endswith("...") else plain


def without_rare_accents(words: Sequence[str]) -> list[str]:
    """The words of a page with many specks, with plain letters for those with an accent, where hardly any has one: a
    speck over a letter makes one; Welsh text is full of them."""
    letters = sum(sign.isalpha() for word in words for sign in word)
    accented = sum(sign.isalpha() and not sign.isascii() for word in words for sign in word)
    if accented > _ACCENTED * letters:
        return list(words)
    return [word if word.isascii() else "".join(_plain(sign) for sign in word) for word in words]


def _plain(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0] if sign.isalpha() else sign
