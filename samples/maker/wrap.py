"""Breaks a cell's text into lines that fit its width."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase.pdfmetrics import stringWidth

from samples.maker.grid import Cell, Look, TextLine


def font_of(cell: Cell, look: Look, *, header: bool = False) -> str:
    """The font a cell is set in."""
    if cell.bold or header:
        return look.bold_font
    return look.italic_font if cell.italic else look.font


def wrap(text: str, width: float, font: str, size: float, bullet: str = "•") -> list[TextLine]:
    """Lines no wider than `width` points; a line that begins with a bullet hangs."""
    found: list[TextLine] = []
    for paragraph in text.split("\n"):
        lead, words = "", paragraph
        if paragraph.startswith("• "):
            lead, words = bullet, paragraph.removeprefix("• ")
        indent = size * 1.1 if lead else 0.0
        for position, line in enumerate(_broken(words, width - indent, font, size)):
            found.append(TextLine(line, indent, lead if position == 0 else ""))
    return found


def _broken(text: str, width: float, font: str, size: float) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if not line or wide(joined, font, size) <= width:
            line = joined
        else:
            lines.append(line)
            line = word
        while wide(line, font, size) > width and len(line) > 1:
            fit = _fitting(line, width, font, size)
            lines.append(line[:fit])
            line = line[fit:]
    return [*lines, line]


def _fitting(word: str, width: float, font: str, size: float) -> int:
    """How many characters of a word too long for its cell stand on the first line (at least one)."""
    slash = word.rfind("/", 0, len(word) - 1)
    if slash > 0 and wide(word[: slash + 1], font, size) <= width:
        return slash + 1
    fit = 1
    while fit < len(word) and wide(word[: fit + 1], font, size) <= width:
        fit += 1
    return fit


@cache
def wide(text: str, font: str, size: float) -> float:
    """The width of a text in points."""
    return float(stringWidth(text, font, size))
