"""Words as printed lines, and the lines' runs of text: what alignment is judged on.

A run is text without a gap wider than a space would be; columns are told by the gaps between runs. Turned words have no
place here.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter, gt, itemgetter, sub

from extract.page import Word
from schemas.geometry import Box
from schemas.quick import quick

FIGURE = re.compile(r"^[-+(]?[£$€]?\s?[-+(]?\d[\d,.]*\s?(?:%|[kmb]n?|pp)?[)*]*$|^[-–—]$|^n/?a$|^nil$", re.IGNORECASE)
"""What a cell of a table of figures holds, a dash for nought among it."""
RUNS_ON = re.compile(r"^[a-z(&/,;]")
"""How a text begins that goes on with the line above it."""
_SAME_LINE = 0.45
_SMALL_START = 3
"""Words: a line may begin with a superscript, and stands where its larger words stand."""
_FOOTER = re.compile(r"(?i:\bpage \d+\b|\bnot protectively marked\b)|^\W*OFFICIAL\b")
_LETTER = re.compile(r"[A-Za-z]")
_AT_EDGE, _SAME_START = 0.8, 0.6
_PARTED = 2.0
"""Points between a word too long for its column and the next column."""
_DESCENDS, _STANDS = re.compile(r"[gjpqyQ,;()\[\]/@|{}_$§]"), re.compile(r"[A-Za-z0-9]")
_DEPTH, _BELOW = 0.21, 0.24
"""In font sizes: how far letters reach below the line they stand on, and how far the line itself does."""
_HEIGHT = 1.1
"""In font sizes: what a line takes up at least; its letters' own boxes may be lower."""
_FULL = 0.97
"""In font sizes: higher than from the foot of "p" to the top of "d"."""
_NUMBERED = re.compile(r"[-–]? ?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?(?: ?[-–])?$")
_OTHER_SIZE = 0.04
_STAMP, _STAMPED = 36.0, 3.5
"""The smallest type of a stamp, in points and as a multiple of the page's own type."""
_PAGE, _SHARED = "Page", 0.3
"""How the number of a pack's page begins, and the share of a word's box that another one lies over."""
_FEW_WORDS, _FEWEST_GAPS, _WIDEST, _SAME_GAP = 3, 3, 2.0, 0.12
_EDGE, _LEVEL = 34.0, 3.0
"""Points from the edge of the page that a browser prints in, and how far words of one of its lines stand apart."""
_DAY, _HOUR = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},$"), re.compile(r"^\d{1,2}:\d\d")
_ADDRESS = re.compile(r"^(?:https?|file)://|^about:blank$")
_PITCHES, _SAME_PITCH, _FEWEST_LETTERS = 1.3, 0.1, 12
"""Of a typewriter's font: how many letters wide a space may be, how much words may differ from the width of their
letters, and letters that tell such a font."""
_AFTER_SENTENCE, _SENTENCE_END = 0.6, re.compile(r"[A-Za-z)’”][.?!]$|\w:$")
"""In font sizes: the space that TeX, and two strokes of the bar, leave after a sentence or a colon."""
_FEWEST_SPACES, _HAIR = 3, 0.02
"""Other spaces of a line that tell how wide they are, and by how much, in font sizes, one may differ."""
_RUN_GAP = 0.42
"""In font sizes: a space is a quarter, a little more in justified text; narrow columns stand hardly further apart."""


@quick
@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together on a line."""

    x0: float
    x1: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join([word.text for word in self.words])


@quick
@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line: its runs from the left, and the height that its font takes up.

    `padded`: the boxes of its words are those of their letters, and the height is only estimated.
    """

    y0: float
    y1: float
    size: float
    runs: tuple[Run, ...]
    padded: bool = False

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return self.runs[-1].x1

    @property
    def bold(self) -> bool:
        return all([word.bold for run in self.runs for word in run.words])

    @property
    def is_footer(self) -> bool:
        """Whether the line numbers its page ("Page 3", "Page 3 of 8") or marks the paper ("OFFICIAL - SENSITIVE")."""
        text = " ".join([run.text for run in self.runs])
        lower = text.lower()
        return ("page" in lower or "prot" in lower or "OFFICIAL" in text) and bool(_FOOTER.search(text))

    def is_foot_of(self, page: Sequence[TextLine], table: float) -> bool:
        """Whether the line is the last of a page's lines, in type of another size than a table's, or no more than a
        number more than its own height below the line above."""
        if self is not page[-1]:
            return False
        apart = len(page) > 1 == len(self.runs) and self.y0 - page[-2].y1 > self.y1 - self.y0
        return abs(self.size - table) > _OTHER_SIZE * table or (apart and bool(_NUMBERED.match(self.runs[0].text)))

    def parted(self, edges: Sequence[float], *, lone: bool = False) -> TextLine:
        """The line with its runs cut where a column edge falls between two words; a line of one run stays whole, unless
        it may be cut as well (`lone`)."""
        if len(self.runs) < 2 and not lone:
            return self
        runs: list[Run] = []
        for run in self.runs:
            first = 0
            inside = [x for x in edges if run.x0 - _AT_EDGE <= x <= run.x1 + _AT_EDGE]
            for at in range(1, len(run.words)) if inside else ():
                before, after = run.words[at - 1].box.x1, run.words[at].box.x0
                if any(min(before, after) - _AT_EDGE <= x <= after + _AT_EDGE for x in inside):
                    runs.append(_run(run.words[first:at], after))
                    first = at
            runs.append(_run(run.words[first:]) if first else run)
        return TextLine(self.y0, self.y1, self.size, tuple(runs), self.padded)

    def parted_alone(self, starts: Sequence[float]) -> TextLine:
        """The line, where it is a single run, cut before the words that begin where columns do."""
        if len(self.runs) > 1 or not starts:
            return self
        words = self.runs[0].words
        x0s = [word.box.x0 for word in words]
        cuts = {at for x in starts for at, x0 in enumerate(x0s) if -_SAME_START <= x0 - x <= _SAME_START} - {0}
        runs = [_run(words[a:b]) for a, b in pairwise([0, *sorted(cuts), len(words)])]
        return TextLine(self.y0, self.y1, self.size, tuple(runs), self.padded)

    def begins_among(self, starts: Sequence[float]) -> bool:
        """Whether the line begins where a column does."""
        return _is_among(self.x0, starts)

    def kept_before(self, starts: Sequence[float]) -> TextLine:
        """The line with each run of a single word that begins where a column does and ends beyond the next start, most
        of it before that, ended there."""
        runs = [
            Run(run.x0, x - _PARTED, run.words)
            if len(run.words) == 1 and (not at or _is_among(run.x0, starts)) and (x := _overrun(run, starts))
            else run
            for at, run in enumerate(self.runs)
        ]
        return replace(self, runs=tuple(runs)) if runs != [*self.runs] else self

    def within(self, x0: float, x1: float) -> TextLine | None:
        """The part of the line whose runs lie in the strip; null when none does."""
        runs = tuple(run for run in self.runs if x0 <= (run.x0 + run.x1) / 2 <= x1)
        return TextLine(self.y0, self.y1, self.size, runs, self.padded) if runs else None


def is_evenly_spaced(words: Sequence[Word], at: int) -> bool:
    """Whether the space before a word is one like all others of its line, which are several: in prose and headings a
    word begins where a column does by chance."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(words)]
    others = [*gaps[: at - 1], *gaps[at:]]
    slack = _HAIR * words[at].size
    return len(others) >= _FEWEST_SPACES and min(others) - slack <= gaps[at - 1] <= max(others) + slack


def without_stamps(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those of a stamp across the page ("DRAFT"), or of the number that a pack's maker stamped over
    others: they belong to no line or cell."""
    words = _without_number(words)
    if max([word.size for word in words], default=0.0) < _STAMP:
        return words
    usual = sorted([word.size for word in words])[len(words) // 2]
    return [word for word in words if word.size < _STAMP or word.size < _STAMPED * usual]


def _without_number(words: Sequence[Word]) -> Sequence[Word]:
    """The words without "Page 39" where that lies over other words: it is stamped on pages of which the text reaches
    further down than in others. Anywhere else it is the page's own footer."""
    stamped: set[int] = set()
    for first in [word for word in words if word.text == _PAGE]:
        top, foot = first.box.y0, first.box.y1
        near = [one for one in words if (box := one.box).y0 < foot and box.y1 > top]
        number = next((one for one in near if one.text.isdigit() and _follows(first, one)), None)
        if number is not None and any(_lies_over(first, one) or _lies_over(number, one) for one in near):
            stamped |= {id(first), id(number)}
    return [word for word in words if id(word) not in stamped] if stamped else words


def _follows(word: Word, after: Word) -> bool:
    """Whether a word stands level with another, no more than a space right of it."""
    beside = 0 < after.box.x0 - word.box.x1 < word.size
    return beside and abs(after.box.centre[1] - word.box.centre[1]) < _LEVEL


def _lies_over(stamp: Word, word: Word) -> bool:
    """Whether two words share much of their place."""
    least = _SHARED * min(stamp.box.width * stamp.box.height, word.box.width * word.box.height)
    return word is not stamp and word.box.overlap(stamp.box) > least


def without_print_marks(words: Sequence[Word], height: float) -> Sequence[Word]:
    """The words without the lines that a browser prints on the edges of a page: the time and the title above, the
    address and the page's number below. They are lines of no table that stands beside them."""
    top = [word for word in words if word.box.y1 <= _EDGE]
    foot = height - _EDGE
    levels = [word.box.centre[1] for word, after in pairwise(top) if _DAY.match(word.text) and _HOUR.match(after.text)]
    levels += [word.box.centre[1] for word in words if word.box.y0 >= foot and _ADDRESS.match(word.text)]
    if not levels:
        return words
    return [word for word in words if all(abs(word.box.centre[1] - level) > _LEVEL for level in levels)]


Placed = Sequence[tuple[float, float, Word]]
"""Words with the middle of their boxes, (y, x, word), from the top."""


def placed(words: Iterable[Word]) -> Placed:
    """Words by the height of their middles."""
    found = [(((box := word.box).y0 + box.y1) / 2, (box.x0 + box.x1) / 2, word) for word in words]
    found.sort(key=itemgetter(0))
    return found


def outside(words: Placed, boxes: Sequence[Box]) -> Placed:
    """The words whose middles no box holds."""
    for x0, y0, x1, y1 in [(box.x0, box.y0, box.x1, box.y1) for box in boxes]:
        words = [item for item in words if not (y0 <= item[0] <= y1 and x0 <= item[1] <= x1)]
    return words


def text_lines(words: Placed) -> list[TextLine]:
    """The level words as lines from the top."""
    lines: list[list[Word]] = []
    last = tall = size = level = 0.0
    for middle, _, word in words:
        if word.turned:
            continue
        if middle == level and word.size == size and lines:
            lines[-1].append(word)  # stands as the word before it does
            continue
        level = middle
        size = word.size or word.box.height
        if lines and middle - last <= _SAME_LINE * (size if size > tall else tall):
            lines[-1].append(word)
            if size > tall and len(lines[-1]) <= _SMALL_START:
                last, tall = middle, size
        else:
            lines.append([word])
            last, tall = middle, size
    return [_line(line) for line in lines]


def column_of(run: Run, xs: Sequence[float]) -> int:
    """The column between the edges `xs` that the middle of a run stands in; the nearest for one beyond them."""
    return bisect_right(xs, (run.x0 + run.x1) / 2, 1, len(xs) - 1) - 1


def texts_by_column(lines: Sequence[TextLine], xs: Sequence[float]) -> list[str]:
    """What lines say in each column between the edges `xs`, line by line."""
    texts = [""] * (len(xs) - 1)
    for line in lines:
        for run in line.runs:
            column = column_of(run, xs)
            texts[column] = f"{texts[column]} {run.text}".strip()
    return texts


def _line(words: list[Word]) -> TextLine:
    ordered, x0s = words, [word.box.x0 for word in words]
    if any(map(gt, x0s, x0s[1:])):
        ordered = sorted(words, key=_left)
        x0s.sort()
    boxes = [word.box for word in ordered]
    x1s = [box.x1 for box in boxes]
    size = max([word.size for word in words]) or 1.0
    gap = _RUN_GAP * size
    gaps = list(map(sub, x0s[1:], x1s))
    wide = [at for at, width in enumerate(gaps, 1) if width > gap]
    if wide and (pitch := _pitch(ordered)):
        gap = _PITCHES * pitch
        wide = [at for at in wide if gaps[at - 1] > gap]
    joined = _justified(ordered, gaps, gap, size) if wide and len(words) > _FEW_WORDS else frozenset()
    cuts = [0]
    for at in wide:
        apart = x0s[at] - max(x1s[cuts[-1] : at])
        if at not in joined and apart > gap and not (apart <= _AFTER_SENTENCE * size and _ends(ordered, at)):
            cuts.append(at)
    ends = pairwise([*cuts, len(words)])
    runs = tuple([Run(x0s[a], max(x1s[a:b]), tuple(ordered[a:b])) for a, b in ends])
    return _standing(words, runs, size, min([box.y0 for box in boxes]), max([box.y1 for box in boxes]))


def _ends(words: Sequence[Word], at: int) -> bool:
    """Whether a sentence or what a colon ends stands before a word of a bold heading, other than its second one."""
    return at > 1 and bool(_SENTENCE_END.search(words[at - 1].text)) and all([word.bold for word in words])


def _pitch(words: Sequence[Word]) -> float:
    """The width that every letter of a typewriter's font takes up, and so does a space; 0.0 for other fonts."""
    first, last = words[0], words[-1]
    apart = first.box.width * len(last.text) - last.box.width * len(first.text)
    if abs(apart) > _SAME_PITCH * first.box.width:
        return 0.0
    letters = sum([len(word.text) for word in words])
    pitch = sum([word.box.x1 - word.box.x0 for word in words]) / letters
    even = all([abs(word.box.x1 - word.box.x0 - pitch * len(word.text)) <= _SAME_PITCH * pitch for word in words])
    return pitch if even and letters >= _FEWEST_LETTERS else 0.0


_left = attrgetter("box.x0")


def _standing(words: Sequence[Word], runs: tuple[Run, ...], size: float, top: float, bottom: float) -> TextLine:
    """The line of these runs; where its boxes are lower than its font, as high as that."""
    if bottom - top >= _HEIGHT * size:
        return TextLine(top, bottom, size, runs)
    bottom = _baseline(words) + _BELOW * size
    return TextLine(bottom - _HEIGHT * size, bottom, size, runs, padded=True)


def _justified(words: Sequence[Word], gaps: Sequence[float], gap: float, size: float) -> frozenset[int]:
    """The words that only justification sets wide apart from the one before: several gaps of the very same width,
    between words of letters. Columns stand apart by chance."""
    found: set[int] = set()
    first, width = 0, gaps[0]
    for at, other in enumerate((*gaps[1:], float("inf")), 1):
        if -_SAME_GAP <= other - width <= _SAME_GAP:
            continue
        if at - first >= _FEWEST_GAPS and gap < width <= _WIDEST * size:
            lettered = all(_LETTER.search(word.text) for word in words[first : at + 1])
            found.update(range(first + 1, at + 1) if lettered else ())
        first, width = at, other
    return frozenset(found)


def _baseline(words: Sequence[Word]) -> float:
    """Where a line stands, from words whose boxes are those of their letters; a box as high as the type is the font's,
    whose foot is the same for all letters."""
    level = [box.y1 for word in words if (box := word.box).y1 - box.y0 >= _FULL * word.size or _is_level(word.text)]
    found = sorted(level or [word.box.y1 - _DEPTH * word.size for word in words])
    return found[len(found) // 2]


@lru_cache(maxsize=16384)
def _is_level(text: str) -> bool:
    """Whether a word's letters stand on their line, and none reaches below it."""
    return not _DESCENDS.search(text) and bool(_STANDS.search(text))


def _overrun(run: Run, starts: Sequence[float]) -> float:
    return next((x for x in starts if run.x0 < x - _SAME_START and x < run.x1 < 2 * x - run.x0), 0.0)


def _is_among(x: float, places: Sequence[float]) -> bool:
    return any(abs(x - place) <= _SAME_START for place in places)


def _run(words: tuple[Word, ...], end: float = math.inf) -> Run:
    """Words as a run, which ends where the next one begins: a word too long for its column runs on over that."""
    return Run(words[0].box.x0, min(max(word.box.x1 for word in words), end - _PARTED), words)
