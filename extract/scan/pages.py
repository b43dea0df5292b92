"""A page without usable text, read from its picture: rendered, set straight, its rules and colours found, its text
recognised. From here on it is a page like any other, marked `ocr`.

What belongs here is the order of work. The picture is prepared in `scan_image`, lines and colours are found in
`scan_drawing`, text is read in `scan_text`. Boxes are those of the page set straight: a skew of up to three degrees is
taken out of the coordinates. Everything runs offline on the models inside the rapidocr package.
"""

from __future__ import annotations

from extract.page import Page, Word
from extract.pdfium.document import Document
from extract.scan.drawing import Drawn, find_drawing
from extract.scan.image import Picture, laid_level, render, straighten, turned
from extract.scan.text import Engine, Piece

DOTS_PER_INCH = 200
MOST_PAGES = 45
"""Pages of one paper that are read by OCR; what is over is left unread and said to be, so that a pack of scans ends
with the rows of its first pages and not at the limit of time with none (docs/adr/0036)."""


def read(document: Document, number: int, *, threads: int | None = None) -> Page:
    """Read one page by OCR. `threads` bounds the engine's own (null: one for each core).

    Raises UnreadablePdf when the page cannot be rendered.
    """
    engine = Engine.shared(threads)
    picture = straighten(laid_level(render(document.path, number, DOTS_PER_INCH)))
    drawn = find_drawing(picture)
    sheet = engine.sheet(picture, drawn)
    if engine.is_upside_down(sheet):
        picture = turned(picture, 180)
        drawn = find_drawing(picture)
        sheet = sheet.turned_over(picture, drawn)
    words = tuple(_words(engine.pieces(sheet), picture))
    return Page(
        number=number,
        width=picture.width,
        height=picture.height,
        words=words,
        rules=drawn.rules_in_points(picture.scale),
        fills=drawn.fills_in_points(picture.scale),
        text_layer="ocr",
        evidence=_evidence(picture, drawn, words),
    )


def _words(pieces: list[Piece], picture: Picture) -> list[Word]:
    """Recognised pieces as words in reading order, sizes in points."""
    return [
        Word(
            text=word.text,
            box=picture.in_points(word.box),
            size=round(2 * word.size / picture.scale) / 2,
            confidence=round(word.score, 3),
        )
        for piece in pieces
        for word in piece.words
    ]


def _evidence(picture: Picture, drawn: Drawn, words: tuple[Word, ...]) -> str:
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    return (
        f"read by OCR at {DOTS_PER_INCH} dpi, turned {picture.turn}, straightened by {picture.skew:.2f} degrees, "
        f"{len(words)} words at {sure:.2f}, {len(drawn.rules)} rules"
    )
