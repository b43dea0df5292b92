"""A scanned page with good text behind its picture: the text is kept, rules and colours are found in the picture.

Cheaper than OCR by far, and right where the scanner's own reading was. Whether the text is good is judged in
`extract.textlayer`; pages without it are read by `extract.scan.pages`.
"""

from __future__ import annotations

import math
from dataclasses import replace

from extract.page import Page, Word
from extract.pdfium.document import Document
from extract.scan.drawing import find_drawing
from extract.scan.image import render, straighten
from extract.textlayer import LAYER
from schemas.geometry import Box

_DOTS_PER_INCH = 150  # enough for rules; text is not read


def has_layer(page: Page) -> bool:
    """Whether a page's words stand behind a picture that holds its rules."""
    return page.text_layer == "native" and page.evidence.startswith(LAYER)


def with_drawing(document: Document, page: Page) -> Page:
    """The page with the rules and colours of its picture, set straight, words with it.

    Raises UnreadablePdf when the page cannot be rendered.
    """
    picture = straighten(render(document.path, page.number, _DOTS_PER_INCH))
    drawn = find_drawing(picture)
    return replace(
        page,
        words=tuple(_turned(word, picture.skew, page) for word in page.words),
        rules=(*page.rules, *drawn.rules_in_points(picture.scale)),
        fills=(*page.fills, *drawn.fills_in_points(picture.scale)),
        evidence=f"{page.evidence}, straightened by {picture.skew:.2f} degrees, {len(drawn.rules)} rules found",
    )


def _turned(word: Word, degrees: float, page: Page) -> Word:
    """A word moved as the picture was turned: counter-clockwise about the middle of the page, its box upright."""
    if not degrees:
        return word
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    middle_x, middle_y = page.width / 2, page.height / 2
    x, y = word.box.centre
    x, y = x - middle_x, y - middle_y
    x, y = cosine * x + sine * y + middle_x, cosine * y - sine * x + middle_y
    across, down = word.box.width / 2, min(word.box.height, 1.3 * word.size) / 2
    return replace(word, box=Box(x - across, y - down, x + across, y + down))
