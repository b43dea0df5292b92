"""Words, boxes and tags made three times faster than their constructors do it.

A frozen dataclass sets each field through `object.__setattr__`; on a page of 350 words that alone costs a third of what
PDFium takes to read the text. Here the values are set on a plain class with the same slots, which then becomes the
frozen one: the result is an ordinary `Word`, `Box` or `Tag`, equal to and hashed like any other. Used only where a
page has hundreds.
"""

from __future__ import annotations

from typing import cast

from extract.page import Tag, Word
from schemas.geometry import Box


class _Box:
    __slots__ = ("x0", "x1", "y0", "y1")

    def __init__(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1


class _Word:
    __slots__ = ("bold", "box", "colour", "confidence", "mcid", "size", "text", "turned")

    def __init__(
        self, text: str, box: Box, size: float, bold: bool, colour: str, turned: int, mcid: int | None
    ) -> None:
        self.text = text
        self.box = box
        self.size = size
        self.bold = bold
        self.colour = colour
        self.turned = turned
        self.mcid = mcid
        self.confidence = 1.0


class _Tag:
    __slots__ = ("children", "column_span", "kind", "mcids", "node", "position", "row_span")

    def __init__(
        self,
        kind: str,
        node: int,
        mcids: tuple[int, ...],
        children: tuple[Tag, ...],
        spans: tuple[int, int],
        position: int,
    ) -> None:
        self.kind = kind
        self.node = node
        self.mcids = mcids
        self.children = children
        self.row_span, self.column_span = spans
        self.position = position


def quick_box(x0: float, y0: float, x1: float, y1: float) -> Box:
    """`Box(x0, y0, x1, y1)`."""
    made = _Box(x0, y0, x1, y1)
    made.__class__ = Box  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(Box, made)


def quick_word(text: str, box: Box, size: float, bold: bool, colour: str, turned: int, mcid: int | None) -> Word:
    """`Word(text, box, size, bold, colour, turned, mcid)`."""
    made = _Word(text, box, size, bold, colour, turned, mcid)
    made.__class__ = Word  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(Word, made)


def quick_tag(
    kind: str, node: int, mcids: tuple[int, ...], children: tuple[Tag, ...], spans: tuple[int, int], position: int
) -> Tag:
    """`Tag(kind, node, mcids, children, *spans, position)`."""
    made = _Tag(kind, node, mcids, children, spans, position)
    made.__class__ = Tag  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(Tag, made)
