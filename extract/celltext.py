"""The words of a cell as its text: lines in order, wrapped lines run on, a new line before a bullet or after a gap.

A word broken by a narrow column without a hyphen ("TIMESCA / LE") is made whole where no further letter could have
stood on its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.page import Word
from extract.prose_blocks import run_on
from schemas.geometry import Box

_BULLET = re.compile(r"^(?:[•●▪◦‣○■□➢➤\uf0b7·*–-]|o|\(?[a-z0-9]{1,3}[.)])$")
_SAME_LINE = 0.5
_PARAGRAPH_STEP = 1.45
_BROKEN_ROOM = 0.75


def cell_text(words: Sequence[Word], box: Box) -> str:
    """The text of a cell, given its words in any order and its box."""
    if not words:
        return ""
    if sum(word.turned in (90, 270) for word in words) * 2 > len(words):
        return " ".join(word.text for word in _turned_order(words))
    lines = lines_of(words)
    paragraphs: list[list[str]] = []
    step = _usual_step(lines)
    for at, line in enumerate(lines):
        text = " ".join(word.text for word in line)
        if not paragraphs or _starts_paragraph(lines[at - 1], line, step):
            paragraphs.append([text])
        elif _breaks_word(lines[at - 1], line, box):
            paragraphs[-1][-1] += text
        else:
            paragraphs[-1].append(text)
    return "\n".join(run_on(paragraph) for paragraph in paragraphs)


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words as lines from the top, each line from the left."""
    placed = sorted([(word.box.y0 + word.box.y1, word.box.x0, at) for at, word in enumerate(words)])
    lines: list[list[Word]] = []
    last, height = 0.0, 0.0
    for middle, _, at in placed:
        word = words[at]
        tall = max(word.box.height, 1.0)
        if lines and (middle - last) / 2 <= _SAME_LINE * min(tall, height):
            lines[-1].append(word)
            height = max(height, tall)
        else:
            lines.append([word])
            last, height = middle, tall
    return [line if len(line) == 1 else sorted(line, key=_left) for line in lines]


def _left(word: Word) -> float:
    return word.box.x0


def _height(line: Sequence[Word]) -> float:
    return max(word.box.height for word in line)


def _usual_step(lines: Sequence[Sequence[Word]]) -> float:
    steps = sorted(b[0].box.y0 - a[0].box.y0 for a, b in pairwise(lines))
    return steps[len(steps) // 4] if steps else 0.0


def _starts_paragraph(before: Sequence[Word], line: Sequence[Word], step: float) -> bool:
    if _BULLET.match(line[0].text) and len(line) > 1 and not _BULLET.match(before[-1].text):
        return True
    return line[0].box.y0 - before[0].box.y0 > max(_PARAGRAPH_STEP * step, 1.1 * _height(line))


def _breaks_word(before: Sequence[Word], line: Sequence[Word], box: Box) -> bool:
    """Whether the only word of a line was broken for want of room, and goes on on the next line."""
    if len(before) != 1 or not before[0].text[-1:].isalpha() or not line[0].text[:1].isalpha():
        return False
    word = before[0]
    letter = word.box.width / len(word.text)
    padding = max(word.box.x0 - box.x0, 0.0)
    room = box.x1 - padding - word.box.x1
    same_case = word.text.isupper() == line[0].text.isupper() or line[0].text.islower()
    return len(word.text) >= 4 and same_case and room < _BROKEN_ROOM * letter and _is_tail(word.text, line[0].text)


def _is_tail(head: str, tail: str) -> bool:
    return (tail.islower() or head.isupper()) and len(tail.rstrip(".,:;")) <= 5


def _turned_order(words: Sequence[Word]) -> list[Word]:
    """Words that run up (270) or down (90) the page, in reading order."""
    upward = sum(word.turned == 270 for word in words) * 2 > len(words)
    if upward:
        return sorted(words, key=lambda word: (round(word.box.x0), -word.box.y1))
    return sorted(words, key=lambda word: (-round(word.box.x1), word.box.y0))
