"""Cells of one colour below one another, which a picture shows as one area, parted where the rows beside them end.

What belongs here: tables without level rules. Where a level rule goes on beside an area, `edges` cuts it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Fill, Rule, Word
from schemas.geometry import Box

_SIDE = 3.0  # points by which the cells of one column begin and end alike
_ROW = 6.0  # points; no row is lower
_AS_HIGH = 0.85  # of the blank between rows that are known, which the scanner has stretched here and there
_BROADEST = 0.25  # of the breadth of the text; a rating's column is narrow
_COLUMNS = 2  # in which each row has words
_GUTTER = 3.0


def by_blanks(fills: Sequence[Fill], words: Sequence[Word], rules: Sequence[Rule]) -> tuple[Fill, ...]:
    """The fills, those of a narrow column parted at blanks over the whole breadth of the text beside it that are as
    high as the blank at the ends of areas of that column: there one row ends and the next begins. Where a rule does so,
    the blank around it tells nothing: between the lines of a cell it may be as high.

    Blanks between the paragraphs of one cell are none of these: each part has words in two columns.
    """
    found: list[Fill] = []
    for fill in fills:
        found += _parted(fill, fills, words, rules) if _may_hold_rows(fill, words, rules) else [fill]
    return tuple(replace(fill, order=order) for order, fill in enumerate(found))


def _may_hold_rows(fill: Fill, words: Sequence[Word], rules: Sequence[Rule]) -> bool:
    box = fill.box
    if fill.round or box.height < 2 * _ROW or not words:
        return False
    breadth = max(word.box.x1 for word in words) - min(word.box.x0 for word in words)
    return box.width <= _BROADEST * breadth and not any(
        rule.horizontal and rule.box.width > box.width and box.y0 + _ROW < rule.box.y0 < box.y1 - _ROW for rule in rules
    )


def _parted(fill: Fill, fills: Sequence[Fill], words: Sequence[Word], rules: Sequence[Rule]) -> list[Fill]:
    box = fill.box
    ruled = [rule.box.y0 for rule in rules if rule.horizontal and rule.box.x0 < box.x0 and box.x1 < rule.box.x1]
    column = [
        other.box for other in fills if abs(other.box.x0 - box.x0) <= _SIDE and abs(other.box.x1 - box.x1) <= _SIDE
    ]
    blanks = _blanks(words)
    known = [
        high - low
        for low, high in blanks
        if not any(low - _SIDE <= y <= high + _SIDE for y in ruled)
        for cell in column
        for y in (cell.y0, cell.y1)
        if low <= y <= high
    ]
    if not known:
        return [fill]
    least = _AS_HIGH * min(known)
    cuts = [
        (low + high) / 2 for low, high in blanks if high - low >= least and low > box.y0 + _ROW and high < box.y1 - _ROW
    ]
    stops = [box.y0, *cuts, box.y1]
    if not all(_is_row(words, top, bottom) for top, bottom in pairwise(stops)):
        return [fill]
    return [replace(fill, box=Box(box.x0, top, box.x1, bottom)) for top, bottom in pairwise(stops)]


def _blanks(words: Sequence[Word]) -> list[tuple[float, float]]:
    """The heights at which no word of the page stands, between two words."""
    blanks, foot = [], 0.0
    for word in sorted(words, key=lambda word: word.box.y0):
        if foot and word.box.y0 > foot:
            blanks.append((foot, word.box.y0))
        foot = max(foot, word.box.y1)
    return blanks


def _is_row(words: Sequence[Word], top: float, bottom: float) -> bool:
    """Whether words stand in two columns or more between two heights."""
    columns, end = 0, None
    for word in sorted(words, key=lambda word: word.box.x0):
        if top <= word.box.centre[1] <= bottom:
            columns += end is None or word.box.x0 - end > max(_GUTTER, word.size)
            end = word.box.x1 if end is None else max(end, word.box.x1)
    return columns >= _COLUMNS
