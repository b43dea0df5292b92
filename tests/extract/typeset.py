"""Pages set from plain text, for tests: what stands in which column of the text stands there on the page.

A character is 6 points wide and a line 14 points high, so that spaces in the text become gaps on the page. A line
starting with "# " is set larger, one starting with "** " bold; "---" draws a rule across the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import dedent

from extract.page import Fill, Page, Rule, Word
from schemas.geometry import Box, Place
from schemas.verbatim import Paragraph

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, STEP, SIZE = 54.0, 72.0, 14.0, 12.0


def words_at(*entries: tuple[float, float, str]) -> list[Word]:
    """Words in ten points, five points a letter: each text with where it begins and its top."""
    found = []
    for x, y, text in entries:
        for part in text.split():
            found.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 10.0), 10.0))
            x += 5.0 * len(part) + 2.5
    return found


def page(text: str, number: int = 1, *, top: float = TOP, fills: Iterable[Fill] = ()) -> Page:
    """One page of the text, dedented; blank lines become space."""
    words: list[Word] = []
    rules: list[Rule] = []
    for row, line in enumerate(dedent(text).strip("\n").split("\n")):
        y = top + row * STEP
        if line.startswith("---"):
            rules.append(Rule(Box(LEFT - 6, y + 7, WIDTH - LEFT, y + 7), horizontal=True))
        else:
            words.extend(_set(line, y))
    return Page(number, WIDTH, HEIGHT, tuple(words), tuple(rules), tuple(fills))


def pages(*texts: str) -> list[Page]:
    """Pages numbered from 1."""
    return [page(text, number) for number, text in enumerate(texts, start=1)]


def paragraphs(*texts: str, heading: bool = False) -> list[Paragraph]:
    """Paragraphs one below the other on one page."""
    return [
        Paragraph(text, Place(1, Box(LEFT, TOP + 30 * n, WIDTH - LEFT, TOP + 30 * n + 12)), heading)
        for n, text in enumerate(texts)
    ]


def _set(line: str, y: float) -> Iterator[Word]:
    large, bold = line.lstrip().startswith("# "), line.lstrip().startswith("** ")
    plain = line.replace("# ", "", 1) if large else line.replace("** ", "", 1) if bold else line
    size = 1.5 * SIZE if large else SIZE
    for found in re.finditer(r"\S+", plain):
        x0 = LEFT + found.start() * size / 2
        yield Word(found.group(), Box(x0, y, x0 + len(found.group()) * size / 2, y + size), size, bold)
