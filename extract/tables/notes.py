"""Notes right below a table, which nothing but their sign tells from its last row ("* Dates are subject to review")."""

from __future__ import annotations

from collections.abc import Sequence

from extract.page import Word

_SIGN = "*"
_LEVEL, _BELOW, _NEAR, _OUT = 0.45, 0.6, 6.0, 1.0
"""In line heights: how far words of a line stand apart; how far the next text is below a note; how far above it lines
are looked at. Points by which a note may begin right of these."""


def without_note(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a page without those of its note; the same where it has none."""
    note = note_of(words)
    return [word for word in words if word not in note] if note else words


def note_of(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a page's only line that begins with a star, no further right than all lines right above and with
    none right below: points of a list are several, and one in a cell has text left of it."""
    signs = [word for word in words if word.text == _SIGN]
    if len(signs) != 1 or signs[0].turned:
        return ()
    (sign,) = signs
    height = sign.size or sign.box.height
    foot = sign.box.y1
    note = [word for word in words if abs(word.box.y1 - foot) <= _LEVEL * height]
    above = [word for word in words if foot - _NEAR * height < word.box.y1 < foot - _LEVEL * height]
    under = [word for word in words if foot + _LEVEL * height < word.box.y1 and word.box.y0 < foot + _BELOW * height]
    first = min([word.box.x0 for word in above], default=0.0)
    if under or len(note) < 2 or sign.box.x0 > min(first + _OUT, *(word.box.x0 for word in note)):
        return ()
    return note
