"""Lines that are drawn as rules are, and border nothing: they strike words out, underline them in a cell, stand in the
margin beside lines that a writer changed, or part the head and the foot of a page from its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from extract.page import Fill, Rule, Word
from extract.tables.rules import SNAP, Piece
from extract.tables.text_lines import Run, TextLine
from schemas.geometry import Box

_ENDS, _SPACE = 1.5, 0.4
"""Points by which a stroke may begin or end beside the first or last letter, and of the font size, how much further it
reaches with the space at the end of a line."""
_HIGHEST, _LOWEST = 0.3, 0.75
"""Of a word's height, between which a stroke runs."""
_MARGIN = 1.0
"""Points by which a bar in the margin stands apart from all else."""
_CLOSE, _UNDER, _FREE, _MEETS = 0.7, 0.35, 2.0, 0.5
"""Points by which an underline is longer or shorter than its words; of their height, how far it runs below them; and
points that the sides of a cell reach beyond it, above and below, and within which it meets them."""

_LOW = 0.4
"""In font sizes: how far from the foot of its text an underline is drawn."""
_HEAD, _SAME, _BESIDE = 0.12, 0.6, 8.0
"""Share of the page's height within which its head and its foot stand; points by which their rules differ, and by which
their text stands apart from them."""


def without_page_rules(rules: Sequence[Rule], words: Sequence[Word], height: float) -> Sequence[Rule]:
    """The rules without that right below the head of a page and that right above its foot: the first and the last,
    alone of their kind from side to side, which no upright meets."""
    level = sorted((rule.box for rule in rules if rule.horizontal), key=lambda box: box.y0)
    if len(level) < 2 or level[0].y1 > _HEAD * height or level[-1].y0 < (1.0 - _HEAD) * height:
        return rules
    first, last = level[0], level[-1]
    alike = [box for box in level if max(abs(box.x0 - first.x0), abs(box.x1 - first.x1)) <= _SAME]
    sides = [rule.box for rule in rules if not rule.horizontal]
    met = any(side.y0 <= box.y1 + _FREE and side.y1 >= box.y0 - _FREE for side in sides for box in (first, last))
    if alike != [first, last] or met:
        return rules
    head = min((first.y0 - word.box.y1 for word in words if word.box.centre[1] < first.y0), default=height)
    foot = min((word.box.y0 - last.y1 for word in words if word.box.centre[1] > last.y1), default=height)
    return [rule for rule in rules if rule.box not in (first, last)] if max(head, foot) <= _BESIDE else rules


def without_strikes(rules: Sequence[Rule], words: Sequence[Word]) -> Sequence[Rule]:
    """The rules without those that run through words, or between the sides of a cell right below words, from where
    one begins to where one ends.

    What borders a row in a drawn grid meets the sides of its cells; an underline, as links have it, keeps to its words.
    """
    level = [rule for rule in rules if rule.horizontal]
    if not level:
        return rules
    by_start = sorted(words, key=attrgetter("box.x0"))
    starts = [word.box.x0 for word in by_start]
    sides = [rule.box for rule in rules if not rule.horizontal]
    no_rows = {
        id(rule) for rule in level if _strikes(rule, by_start, starts) or _underlines(rule, by_start, starts, sides)
    }
    return [rule for rule in rules if id(rule) not in no_rows] if no_rows else rules


def without_change_bars(rules: Sequence[Rule], words: Sequence[Word], fills: Sequence[Fill]) -> Sequence[Rule]:
    """The rules without uprights in the margin: all words, fills and level rules keep to one side of them, apart. The
    side of a table meets its level rules, or is as high as another side."""
    upright = [rule.box for rule in rules if not rule.horizontal]
    drawn = [*(rule.box for rule in rules if rule.horizontal), *(fill.box for fill in fills)]
    bars = _beyond(upright, drawn) if upright and drawn else []
    if bars:
        bars = _beyond(bars, [word.box for word in words])
        sides = {(round(box.y0), round(box.y1)) for box in upright if box not in bars}
        bars = [box for box in bars if (round(box.y0), round(box.y1)) not in sides]
    return [rule for rule in rules if rule.horizontal or rule.box not in bars] if bars else rules


def without_underlines(across: Sequence[Piece], lines: Sequence[TextLine]) -> list[Piece]:
    """Level rules without those right below a text, as long as that: an underlined heading borders no row.
    One that begins and ends where two others do that no such text has borders a row of their column."""
    under = [piece for piece in across if any(_lies_under(piece, run, line) for line in lines for run in line.runs)]
    kept = [piece for piece in across if piece not in under] if under else across
    return [piece for piece in across if piece not in under or sum(_is_below(piece, other) for other in kept) > 1]


def _beyond(bars: Sequence[Box], boxes: Sequence[Box]) -> list[Box]:
    """The bars left or right of all boxes."""
    left, right = min(box.x0 for box in boxes) - _MARGIN, max(box.x1 for box in boxes) + _MARGIN
    return [bar for bar in bars if bar.x1 < left or bar.x0 > right]


def _strikes(rule: Rule, words: Sequence[Word], starts: Sequence[float]) -> bool:
    return _keeps_to_words(rule, words, starts, _ENDS, (_HIGHEST, _LOWEST), space=_SPACE)


def _underlines(rule: Rule, words: Sequence[Word], starts: Sequence[float], sides: Sequence[Box]) -> bool:
    if not sides or not _keeps_to_words(rule, words, starts, _CLOSE, (_LOWEST, 1.0 + _UNDER)):
        return False
    top, bottom = rule.box.y0 - _FREE, rule.box.y1 + _FREE
    beside = [side for side in sides if side.y0 <= top and bottom <= side.y1]
    meets = any(abs(side.x1 - rule.box.x0) <= _MEETS or abs(side.x0 - rule.box.x1) <= _MEETS for side in beside)
    return not meets and any(side.x1 < rule.box.x0 for side in beside) and any(side.x0 > rule.box.x1 for side in beside)


def _keeps_to_words(
    rule: Rule,
    words: Sequence[Word],
    starts: Sequence[float],
    ends: float,
    level: tuple[float, float],
    space: float = 0.0,
) -> bool:
    """Whether a word begins where the rule does, and another, or the same, ends there or so much of a font size before
    its end; both have the rule at so much of their height."""
    box = rule.box
    first, last = bisect_left(starts, box.x0 - ends), bisect_right(starts, box.x0 + ends)
    if not any(_is_level(rule, word, level) for word in words[first:last]):
        return False
    end = bisect_right(starts, box.x1)
    return any(
        -ends <= box.x1 - word.box.x1 <= ends + space * word.size and _is_level(rule, word, level)
        for word in words[first:end]
    )


def _is_level(rule: Rule, word: Word, level: tuple[float, float]) -> bool:
    middle = (rule.box.y0 + rule.box.y1) / 2
    return level[0] <= (middle - word.box.y0) / (word.box.height or 1.0) <= level[1]


def _is_below(piece: Piece, other: Piece) -> bool:
    """Whether two level rules begin and end at the same places."""
    return max(abs(piece[1] - other[1]), abs(piece[2] - other[2])) <= SNAP


def _lies_under(piece: Piece, run: Run, line: TextLine) -> bool:
    y, x0, x1 = piece
    close = abs(y - line.y1) <= _LOW * line.size
    return close and abs(run.x0 - x0) <= _ENDS and abs(run.x1 - x1) <= _ENDS
