"""Words, boxes and tags made several times faster than their constructors do it.

A frozen dataclass sets each field through `object.__setattr__`; on a page of 350 words that alone costs a third of what
PDFium takes to read the text. Here the values are set on a plain class with the same slots, which then becomes the
frozen one: the result is an ordinary `Word`, `Box` or `Tag`, equal to and hashed like any other. Used only where a
page has hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from extract.page import Tag, Word
from schemas.geometry import Box

Look = tuple[float, bool, str, int, int | None]
"""What words of one text object share: size, bold, colour, turn, marked content."""


class _Box:
    __slots__ = ("x0", "x1", "y0", "y1")

    def __init__(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1


class _Word:
    __slots__ = ("bold", "box", "colour", "confidence", "mcid", "size", "text", "turned")

    def __init__(self, text: str, box: Box, look: Look) -> None:
        self.text = text
        self.box = box
        self.size, self.bold, self.colour, self.turned, self.mcid = look
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


def quick_boxes(x0: Iterable[float], y0: Iterable[float], x1: Iterable[float], y1: Iterable[float]) -> list[Box]:
    """A `Box` for each set of four sides, given as four columns."""
    made = list(map(_Box, x0, y0, x1, y1))
    for box in made:
        box.__class__ = Box  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(list[Box], made)


def quick_words(texts: Iterable[str], boxes: Iterable[Box], looks: Iterable[Look]) -> list[Word]:
    """`Word(text, box, *look)` for each."""
    made = list(map(_Word, texts, boxes, looks))
    for word in made:
        word.__class__ = Word  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(list[Word], made)


def quick_tag(
    kind: str, node: int, mcids: tuple[int, ...], children: tuple[Tag, ...], spans: tuple[int, int], position: int
) -> Tag:
    """`Tag(kind, node, mcids, children, *spans, position)`."""
    made = _Tag(kind, node, mcids, children, spans, position)
    made.__class__ = Tag  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(Tag, made)
