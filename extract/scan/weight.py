"""How heavy letters are: bold type in a picture, by the breadth of its strokes against those of the page's usual type.

What belongs here: the measure of one word, and which lines of a page are bold by it. Headings, headers and titles of
groups are told by bold type in typed pages; without it the readers of tables miss them on scans.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_BOLD = 1.22  # times the usual breadth; of 204 bold words nine in ten have it, of 3,427 others one in forty
_BESIDE_BOLD = 1.12  # the same for figures before or below a bold heading, which have few strokes
# Headings side by side are heavier together than chance makes any row: of 75 rows of three lines and more that are bold
# in their typed twins 68 are told so, 50 by each line itself, and none of 496 others.
_FEWEST_TOGETHER, _TOGETHER, _ALSO_BOLD, _ALIKE = 3, 1.12, 1.05, 0.88
_YEAR = 4  # figures
_NEXT_LINE, _WRAPPED = 1.8, 1.5  # heights of a line from the top of one to that of the next; rows stand further apart
_SMALL = 0.75  # of the usual size: what is set smaller is blurred more, and looks bold for it
_FEWEST_LETTERS = 2
_FULL = 98  # of a hundred parts: how dark ink is


class _Read(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def size(self) -> float: ...
    @property
    def stroke(self) -> float: ...
    @property
    def box(self) -> Box: ...


def breadth(depth: npt.NDArray[np.int16], inked: npt.NDArray[np.bool_]) -> float:
    """The mean breadth of the strokes in a word's picture, in pixels; `depth` is how far a point is from the paper.

    The ink is shared out over the runs that a line across meets, and over those that a line down does: stems are met by
    the first, bars by the second. Half tones count in part, so that blur does not widen a stroke.
    """
    import numpy as np

    padded = np.pad(inked, 1).astype(np.int8)
    runs = max(int((np.diff(padded, axis=1) == 1).sum()), int((np.diff(padded, axis=0) == 1).sum()))
    darkest = float(np.percentile(depth, _FULL)) if depth.size else 0.0
    return float(np.clip(depth / darkest, 0.0, 1.0).sum()) / runs if runs and darkest > 0 else 0.0


def bold_lines(lines: Sequence[Sequence[_Read]]) -> list[bool]:
    """Which lines of a page are bold as wholes: one word by itself may be heavy by a stain."""
    words = [word for line in lines for word in line if _is_measured(word)]
    if not words:
        return [False] * len(lines)
    size = _middle([word.size for word in words])
    usual = _middle([_weight(word, size) for word in words])
    bold = [_is_bold([word for word in line if _is_measured(word)], usual, size) for line in lines]
    for row in _rows(lines):
        if _is_bold_row([lines[at] for at in row], usual, size):
            bold = [heavy or at in row for at, heavy in enumerate(bold)]
    for at, (number, heading) in enumerate(pairwise(lines)):
        if bold[at + 1] and _leads(number, heading):
            bold[at] = _is_bold(number, usual, size, _BESIDE_BOLD)
    headings = [line for line, heavy in zip(lines, bold, strict=True) if heavy]
    return [heavy or _ends_one(line, headings, usual, size) for line, heavy in zip(lines, bold, strict=True)]


def _rows(lines: Sequence[Sequence[_Read]]) -> list[range]:
    """The places of lines that stand side by side, as those of a row of headings do."""
    rows: list[range] = []
    for at, line in enumerate(lines):
        first = lines[rows[-1].start] if rows else ()
        if line and first and first[0].box.y0 <= line[0].box.centre[1] <= first[0].box.y1:
            rows[-1] = range(rows[-1].start, at + 1)
        else:
            rows.append(range(at, at + 1))
    return rows


def _is_bold_row(row: Sequence[Sequence[_Read]], usual: float, size: float) -> bool:
    """Whether lines side by side are bold together: all of them heavier than usual, and nearly alike."""
    measured = [[word for word in line if _is_measured(word)] for line in row]
    told = [words for words in measured if words]
    if len(told) < _FEWEST_TOGETHER:
        return False
    mean = _mean([word for words in told for word in words], size)
    least = max(_ALSO_BOLD * usual, _ALIKE * mean)
    return mean >= _TOGETHER * usual and all(_mean(words, size) >= least for words in told)


def _mean(words: Sequence[_Read], size: float) -> float:
    """The breadth of strokes in ems over the letters of some words."""
    return sum(len(word.text) * _weight(word, size) for word in words) / sum(len(word.text) for word in words)


def _lacks_letters(line: Sequence[_Read]) -> bool:
    """Whether a line is figures: too few strokes to be judged by themselves."""
    return not any(_is_measured(word) for word in line)


def _ends_one(line: Sequence[_Read], headings: Sequence[Sequence[_Read]], usual: float, size: float) -> bool:
    """Whether a line right below a bold heading is the end of it: a year, words nearly as heavy, or a letter broken off
    its last word."""
    if _is_broken_off(line):
        return any(_is_below(line, one, _WRAPPED) for one in headings)
    if _lacks_letters(line):
        bold = _is_year(line) and _is_bold(line, usual, size, _BESIDE_BOLD)
        return bold and any(_is_below(line, one, _NEXT_LINE) for one in headings)
    words = [word for word in line if _is_measured(word)]
    return _is_bold(words, usual, size, _BESIDE_BOLD) and any(_is_below(line, one, _WRAPPED) for one in headings)


def _is_below(line: Sequence[_Read], heading: Sequence[_Read], most: float) -> bool:
    """Whether a line stands right below a heading, `most` heights of a line at most from top to top."""
    first, last, above = line[0].box, line[-1].box, heading[0].box
    low, within = first.y0 - above.y0, above.x0 <= (first.x0 + last.x1) / 2 <= heading[-1].box.x1
    return within and above.height / 2 < low <= most * above.height


def _is_year(number: Sequence[_Read]) -> bool:
    return sum(sign.isdigit() for word in number for sign in word.text) >= _YEAR


def _is_broken_off(line: Sequence[_Read]) -> bool:
    """Whether a line is one letter, as the end of a word is that its column is too narrow for. How heavy it is cannot
    be told by its few strokes."""
    return len(line) == 1 and len(line[0].text) == 1 and line[0].text.isalpha()


def _leads(number: Sequence[_Read], heading: Sequence[_Read]) -> bool:
    """Whether figures stand alone before a heading on its line."""
    beside = bool(number) and heading[0].box.y0 <= number[0].box.centre[1] <= heading[0].box.y1
    return beside and number[-1].box.x1 <= heading[0].box.x0 and _lacks_letters(number)


def _is_bold(words: Sequence[_Read], usual: float, size: float, least: float = _BOLD) -> bool:
    if not any(word.text for word in words) or max(word.size for word in words) < _SMALL * size:
        return False
    return _mean(words, size) >= least * usual


def _weight(word: _Read, size: float) -> float:
    """The breadth of a word's strokes in ems; sizes near the usual one are the usual one, measured with an error."""
    return word.stroke / (size if _SMALL * size <= word.size <= size / _SMALL else word.size)


def _is_measured(word: _Read) -> bool:
    return word.stroke > 0 and word.size > 0 and sum(sign.isalpha() for sign in word.text) >= _FEWEST_LETTERS


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
