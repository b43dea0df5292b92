"""A page without usable text, read from its picture: rendered, set straight, its rules and colours found, its text
recognised. From here on it is a page like any other, marked `ocr`.

What belongs here is the order of work. The picture is prepared in `scan_image`, lines and colours are found in
`scan_drawing`, text is read in `scan_text`. Boxes are those of the page set straight: a skew of up to three degrees is
taken out of the coordinates. Everything runs offline on the models inside the rapidocr package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from extract.page import Fill, Misread, Page, Rule, Word
from extract.pdfium.document import Document
from extract.scan.drawing import Drawn, find_drawing
from extract.scan.image import Picture, laid_level, render, straighten, turned
from extract.scan.one_shade import by_blanks
from extract.scan.screens import without_screens
from extract.scan.text import Engine, Piece, ReadWord
from extract.scan.weight import bold_lines
from schemas.geometry import Box

DOTS_PER_INCH = 200
# What a recogniser makes of the edge of a coloured disc; "C" may also be written on one (complete).
_ROUND = frozenset("O0oQDCc")
_ON_DISC = 0.3
_AS_LARGE = 0.8
_ASIDE = 0.2
_FIRST_EASTERN = 0x2E80  # the recogniser knows Chinese and Japanese, too
_SAME_SIZE, _OF_USUAL = 0.5, 0.11  # points, and of the usual size; by so much one line's size is measured as another's
_FEW, _DOUBTFUL, _LARGE = 2, 0.7, 1.3
_RUN = 3  # words on a line
_BARS, _ON_RULE, _IN_MIDDLE = frozenset("1lI|!"), 2.5, 0.2
_WITHIN = 0.8  # of a sign
MOST_PAGES = 45
"""Pages of one paper that are read by OCR; what is over is left unread and said to be, so that a pack of scans ends
with the rows of its first pages and not at the limit of time with none (docs/adr/0036)."""


def read(document: Document, number: int, *, threads: int | None = None) -> Page:
    """Read one page by OCR. `threads` bounds the engine's own (null: one for each core).

    Raises UnreadablePdf when the page cannot be rendered.
    """
    engine = Engine.shared(threads)
    picture = straighten(laid_level(without_screens(render(document.path, number, DOTS_PER_INCH))))
    drawn = find_drawing(picture)
    sheet = engine.sheet(picture, drawn)
    if engine.is_upside_down(sheet):
        picture = turned(picture, 180)
        drawn = find_drawing(picture)
        sheet = sheet.turned_over(picture, drawn)
    fills = drawn.fills_in_points(picture.scale)
    discs = [fill.box for fill in fills if fill.round]
    pieces = engine.pieces(sheet)
    read = _words(pieces, picture)
    usual = sorted(word.size for word in read)[len(read) // 2] if read else 0.0
    block = _block(pieces, picture.scale)
    rules = drawn.rules_in_points(picture.scale)
    lines = uprights(rules, fills)
    words = tuple(
        word
        for word in read
        if not is_outline(word, discs)
        and not is_scrawl(word, usual, block)
        and not is_rest_of_rule(word, lines, usual)
        and not is_seen_twice(word, read)
    )
    return Page(
        number=number,
        width=picture.width,
        height=picture.height,
        words=words,
        rules=rules,
        fills=by_blanks(fills, words, rules),
        text_layer="ocr",
        evidence=_evidence(picture, drawn, words),
        turn=picture.turn // 90,
        skew=picture.skew,
        misread=_misread(pieces, picture),
    )


def _misread(pieces: Sequence[Piece], picture: Picture) -> tuple[Misread, ...]:
    """The words that were set right, with what recognition gave."""
    return tuple(
        Misread(word.given, word.text, picture.in_points(word.box))
        for piece in pieces
        for word in piece.words
        if word.given not in ("", word.text)
    )


def _words(pieces: list[Piece], picture: Picture) -> list[Word]:
    """Recognised pieces as words in reading order, sizes in points; those next to the usual one are the usual one."""
    sizes = sorted(_half_points(word, picture) for piece in pieces for word in piece.words)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    reach = max(_SAME_SIZE, _OF_USUAL * usual)
    return [
        Word(
            text=word.text,
            box=picture.in_points(word.box),
            size=usual if abs(_half_points(word, picture) - usual) <= reach else _half_points(word, picture),
            bold=bold,
            turned=word.turned,
            confidence=round(word.score, 3),
        )
        for piece, bold in zip(pieces, bold_lines([piece.words for piece in pieces]), strict=True)
        for word in piece.words
    ]


def _half_points(word: ReadWord, picture: Picture) -> float:
    return round(2 * word.size / picture.scale) / 2


def is_outline(word: Word, discs: Sequence[Box]) -> bool:
    """Whether a round letter is the edge of a disc or a part of it, and no letter written in its middle."""
    if word.text not in _ROUND:
        return False
    disc = max(discs, key=word.box.overlap, default=None)
    if disc is None or word.box.overlap(disc) < _ON_DISC * word.box.width * word.box.height:
        return False
    (x, y), (at_x, at_y) = word.box.centre, disc.centre
    if abs(x - at_x) > _ASIDE * disc.width or abs(y - at_y) > _ASIDE * disc.height:
        return True
    return word.box.height > _AS_LARGE * disc.height and word.text not in "Cc"


def _block(pieces: Sequence[Piece], scale: float) -> tuple[float, float]:
    """From where to where across the page runs of words stand, in points; the whole of it where there are none."""
    runs = [piece.box for piece in pieces if len(piece.words) >= _RUN]
    return min([box.x0 / scale for box in runs], default=-inf), max([box.x1 / scale for box in runs], default=inf)


def is_scrawl(word: Word, usual: float, block: tuple[float, float] = (-inf, inf)) -> bool:
    """Whether what was read is a stroke of a pen, the edge of a punched hole or a part of a stamp: signs of a script
    that no plan is written in, or one or two much larger than the page's `usual` type that are doubtful or stand in the
    margin, beside the `block` of its text."""
    if all(ord(sign) >= _FIRST_EASTERN for sign in word.text):
        return True
    aside = word.box.x1 < block[0] or word.box.x0 > block[1]
    return len(word.text) <= _FEW and word.size > _LARGE * usual and (aside or word.confidence < _DOUBTFUL)


def uprights(rules: Sequence[Rule], fills: Sequence[Fill]) -> list[Box]:
    """The upright rules and the sides of painted areas, as boxes without a width."""
    sides = [side for fill in fills for side in (replace(fill.box, x1=fill.box.x0), replace(fill.box, x0=fill.box.x1))]
    return [*(rule.box for rule in rules if not rule.horizontal), *sides]


def is_rest_of_rule(word: Word, lines: Sequence[Box], usual: float) -> bool:
    """Whether a stroke is what was left of one of the upright `lines`: a doubtful one on it, or that has not the page's
    `usual` size; a sure one through whose middle it runs, or near it and not of that size. As a heading it would make a
    column of its own, beside a row a line of another size."""
    if not _BARS.issuperset(word.text):
        return False
    x, y = word.box.centre
    doubtful, unusual = word.confidence < _DOUBTFUL, not usual / _LARGE <= word.size <= _LARGE * usual
    reach = _ON_RULE if doubtful or unusual else _IN_MIDDLE * word.box.width
    return (doubtful and unusual) or any(
        abs(line.x0 - x) <= reach and line.y0 - _ON_RULE <= y <= line.y1 + _ON_RULE for line in lines
    )


def is_seen_twice(word: Word, words: Sequence[Word]) -> bool:
    """Whether a sign lies within a larger word that is it or has it: a stroke of what was found as a whole already."""
    if len(word.text) > 1:
        return False
    least = _WITHIN * word.box.width * word.box.height
    return any(
        word.text in other.text and other.box.height > word.box.height and other.box.overlap(word.box) >= least
        for other in words
    )


def _evidence(picture: Picture, drawn: Drawn, words: tuple[Word, ...]) -> str:
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    return (
        f"read by OCR at {DOTS_PER_INCH} dpi, turned {picture.turn}, straightened by {picture.skew:.2f} degrees, "
        f"{len(words)} words at {sure:.2f}, {len(drawn.rules)} rules"
    )
