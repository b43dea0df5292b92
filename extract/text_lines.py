"""Words as printed lines, and the lines' runs of text: what alignment is judged on.

A run is text without a gap wider than a space would be; columns are told by the gaps between runs. Turned words have no
place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.page import Word
from schemas.geometry import Box

_SAME_LINE = 0.45
_AT_EDGE = 0.8
_HEIGHT = 1.1
"""In font sizes: what a line takes up at least; its letters' own boxes may be lower."""
_RUN_GAP = 0.42
"""In font sizes: a space is a quarter, a little more in justified text; narrow columns stand hardly further apart."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together on a line."""

    x0: float
    x1: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line: its runs from the left, and the height that its font takes up."""

    y0: float
    y1: float
    size: float
    runs: tuple[Run, ...]

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return self.runs[-1].x1

    @property
    def bold(self) -> bool:
        return all(word.bold for run in self.runs for word in run.words)

    def parted(self, edges: Sequence[float]) -> TextLine:
        """The line with its runs cut where a column edge falls between two words; a line of one run stays whole."""
        if len(self.runs) < 2:
            return self
        runs: list[Run] = []
        for run in self.runs:
            first = 0
            for at in range(1, len(run.words)):
                before, after = run.words[at - 1].box.x1, run.words[at].box.x0
                if any(before - _AT_EDGE <= x <= after + _AT_EDGE for x in edges):
                    runs.append(_run(run.words[first:at]))
                    first = at
            runs.append(_run(run.words[first:]) if first else run)
        return TextLine(self.y0, self.y1, self.size, tuple(runs))

    def within(self, x0: float, x1: float) -> TextLine | None:
        """The part of the line whose runs lie in the strip; null when none does."""
        runs = tuple(run for run in self.runs if x0 <= (run.x0 + run.x1) / 2 <= x1)
        return TextLine(self.y0, self.y1, self.size, runs) if runs else None


def text_lines(words: Iterable[Word]) -> list[TextLine]:
    """The level words as lines from the top."""
    level = sorted((word for word in words if not word.turned), key=_middle)
    lines: list[list[Word]] = []
    middle = 0.0
    for word in level:
        if lines and _middle(word) - middle <= _SAME_LINE * (word.size or word.box.height):
            lines[-1].append(word)
        else:
            lines.append([word])
            middle = _middle(word)
    return [_line(line) for line in lines]


def _middle(word: Word) -> float:
    return (word.box.y0 + word.box.y1) / 2


def _line(words: list[Word]) -> TextLine:
    words.sort(key=lambda word: word.box.x0)
    size = max(word.size for word in words) or 1.0
    runs: list[list[Word]] = [[words[0]]]
    end = words[0].box.x1
    for word in words[1:]:
        if word.box.x0 - end > _RUN_GAP * size:
            runs.append([word])
        else:
            runs[-1].append(word)
        end = max(end, word.box.x1)
    y0, y1 = min(word.box.y0 for word in words), max(word.box.y1 for word in words)
    pad = max(_HEIGHT * size - (y1 - y0), 0.0) / 2
    return TextLine(
        y0 - pad,
        y1 + pad,
        size,
        tuple(_run(tuple(run)) for run in runs),
    )


def _run(words: tuple[Word, ...]) -> Run:
    return Run(words[0].box.x0, max(word.box.x1 for word in words), words)


def lines_in(lines: Sequence[TextLine], box: Box) -> list[TextLine]:
    """The lines whose middle lies between the box's top and bottom, cut to its sides."""
    found = []
    for line in lines:
        if box.y0 <= (line.y0 + line.y1) / 2 <= box.y1:
            part = line.within(box.x0 - 1.0, box.x1 + 1.0)
            if part is not None:
                found.append(part)
    return found
