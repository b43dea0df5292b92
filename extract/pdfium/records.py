"""Words, boxes and tags made several times faster than their constructors do it.

A frozen dataclass sets each field through `object.__setattr__`; on a page of 350 words that alone costs a third of what
PDFium takes to read the text. Here the values are set on a plain class with the same slots, which then becomes the
frozen one: the result is an ordinary `Word`, `Box` or `Tag`, equal to and hashed like any other. Used only where a
page has hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from extract.page import Tag, Word
from schemas.geometry import Box

Look = tuple[float, bool, str, int, int | None]
"""What words of one text object share: size, bold, colour, turn, marked content."""


class _Box:
    __slots__ = ("x0", "x1", "y0", "y1")
    x0: float
    y0: float
    x1: float
    y1: float


class _Word:
    __slots__ = ("bold", "box", "colour", "confidence", "mcid", "size", "text", "turned")
    text: str
    box: Box
    size: float
    bold: bool
    colour: str
    turned: int
    mcid: int | None
    confidence: float


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
    box: Any = _Box()
    box.x0, box.y0, box.x1, box.y1 = x0, y0, x1, y1
    box.__class__ = Box  # same slots, so Python allows it
    return box  # type: ignore[no-any-return]


def quick_word_boxes(first: Sequence[float], last: Sequence[float], x: float, y: float) -> list[Box]:
    """The box of each word of a page shown as drawn, whose origin is at `x`, `y`, from the left, top, right and foot of
    its first and of its last letter, one after the other."""
    made = []
    for a0, b0, a1, b1, c0, d0, c1, d1 in zip(*[iter(first)] * 4, *[iter(last)] * 4, strict=True):
        box = _Box()
        box.x0, box.x1 = (a0 if a0 < c0 else c0) + x, (a1 if a1 > c1 else c1) + x
        box.y0, box.y1 = y - (b0 if b0 > d0 else d0), y - (b1 if b1 < d1 else d1)
        box.__class__ = Box  # type: ignore[assignment]  # same slots, so Python allows it
        made.append(box)
    return cast(list[Box], made)


def quick_words(texts: Iterable[str], boxes: Iterable[Box], looks: Iterable[Look]) -> list[Word]:
    """`Word(text, box, *look)` for each."""
    made = []
    for text, box, look in zip(texts, boxes, looks, strict=True):
        word = _Word()
        word.text, word.box = text, box
        word.size, word.bold, word.colour, word.turned, word.mcid = look
        word.confidence = 1.0
        word.__class__ = Word  # type: ignore[assignment]  # same slots, so Python allows it
        made.append(word)
    return cast(list[Word], made)


def quick_tag(
    kind: str, node: int, mcids: tuple[int, ...], children: tuple[Tag, ...], spans: tuple[int, int], position: int
) -> Tag:
    """`Tag(kind, node, mcids, children, *spans, position)`."""
    made = _Tag(kind, node, mcids, children, spans, position)
    made.__class__ = Tag  # type: ignore[assignment]  # same slots, so Python allows it
    return cast(Tag, made)
