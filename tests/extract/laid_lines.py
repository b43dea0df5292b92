"""Lines of words as text boxes hold them, for tests of tables without a page."""

from __future__ import annotations

from extract.page import Word
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

Entry = tuple[float, float, str]
"""Left, top, text; a star sets it bold."""


def lines(*entries: Entry) -> list[TextLine]:
    words = []
    for x, y, text in entries:
        for part in text.lstrip("*").split():
            words.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0, text.startswith("*")))
            x += 5.0 * len(part) + 2.5
    return text_lines(placed(words))
