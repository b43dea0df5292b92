"""A page as every reader below sees it, whatever made it: words, rules, fills, images, tags.

Plain data only. Native pages are made in `extract.pdfium.document`, scanned ones in `extract.scan.pages`; coordinates
are those of `schemas.geometry`: points, origin top left, y down, after /Rotate and the crop box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.geometry import Box
from schemas.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, in reading order of its line.

    `size` is the font size in points as seen, `colour` RRGGBB, `turned` the degrees the baseline is turned clockwise
    (0, 90, 180, 270), `mcid` the marked content it was drawn in (null when untagged), `confidence` 1.0 for native text.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    colour: str = "000000"
    turned: int = 0
    mcid: int | None = None
    confidence: float = 1.0


@quick
@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on the page: a stroke, or a rectangle thin enough to be one.

    A horizontal rule has `box.y0 ~ box.y1`; `colour` RRGGBB of the ink.
    """

    box: Box
    horizontal: bool
    colour: str = "000000"
    dashed: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Fill:
    """An area painted in one colour. `order` is its place in painting order (later covers earlier).

    `round` tells a drawn circle or other curved mark from a rectangle.
    """

    box: Box
    colour: str
    order: int
    round: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture placed on the page."""

    box: Box
    order: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A node of the structure tree, as far as it touches this page.

    `kind` is the standard type after the role map (Table, TR, TH, TD, P, H1, L, LI, Lbl, LBody, Caption, ...);
    `mcids` the marked content of this page directly below it; spans only for cells; `node` numbers
    the structure element through the whole document, so that a row over two pages has one number. `position` is its
    place among all children of its parent, those without content on this page (empty cells, other pages) counted too.
    """

    kind: str
    node: int
    mcids: tuple[int, ...] = ()
    children: tuple[Tag, ...] = ()
    row_span: int = 1
    column_span: int = 1
    position: int = 0


@dataclass(frozen=True, slots=True)
class Misread:
    """A word of a scan that was set right: as recognition gave it, as it stands on the page, and where."""

    given: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `text_layer`: "native" usable text, "none" no usable text (needs OCR), "ocr" read by us.

    `evidence` says why, when the text is not usable ("no text, one image over 96 % of the page",
    "no Unicode map in 94 % of characters"). `turn`: the quarters, clockwise, by which the page was turned to be read,
    since its text lies on its side as shown; `skew`: the degrees, anticlockwise about its middle, by which a scan was
    then straightened; all coordinates are those of the page so turned. `dots` are small marks that stand alone, as
    drawn bullets do; they are not among the fills. `misread` are the words of a scan that were set right; `unnamed`:
    how many characters of words have no name in their font.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    images: tuple[Image, ...] = ()
    tags: tuple[Tag, ...] = ()
    text_layer: Literal["native", "ocr", "none"] = "native"
    evidence: str = ""
    turn: int = 0
    dots: tuple[Box, ...] = ()
    skew: float = 0.0
    misread: tuple[Misread, ...] = ()
    unnamed: int = 0
