"""Whether the text of a page is usable, and which of its words: a verdict with its evidence.

A page is a typed one, a picture with a text layer behind it (a scanner's), or needs OCR. Pure judgement on plain data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from extract.legible import legibility, speaks
from extract.page import Word
from extract.pdfium.drawn import Drawing
from schemas.geometry import Box

LAYER = "text layer behind pictures"
_PICTURE_PAGE = 0.5  # share of a page that is picture, from which it may be a scan
_UNMAPPED = 0.3  # share of characters without a Unicode map that spoils a page
_STAMP = 12  # words; a page number, a date and a file name stamped on a scan
_MARGIN = 0.09  # of the page's height, where stamps stand
_OUTLINES = 60  # shapes that are neither rectangles nor lines: letters turned into drawings


class Verdict(NamedTuple):
    """The words to go on with, whether they are usable, and why not (or what is special)."""

    words: tuple[Word, ...]
    layer: Literal["native", "ocr", "none"]
    evidence: str


def judge(seen: Sequence[Word], hidden: Sequence[Word], drawing: Drawing, page: Box, unmapped: float) -> Verdict:
    """`hidden` are words behind pictures, `unmapped` the share of characters whose font does not name them."""
    share = _picture_share(drawing, page)
    if unmapped >= _UNMAPPED:
        return Verdict(tuple(seen), "none", f"no Unicode map in {unmapped:.0%} of characters")
    if share >= _PICTURE_PAGE and len(hidden) > len(seen):
        return _scanned(seen, hidden, share)
    if not seen:
        return _wordless(drawing, share)
    if share >= _PICTURE_PAGE and _is_stamp(seen, page):
        return Verdict(tuple(seen), "none", f"{len(seen)} words at the edge, pictures over {share:.0%} of the page")
    texts = [word.text for word in seen]
    known = None if speaks(texts) else legibility(texts)
    if known and not known.is_text:
        wrong = 1 - known.plausible
        return Verdict(tuple(seen), "none", f"{wrong:.0%} of {known.tokens} words cannot be words")
    return Verdict(tuple(seen), "native", "")


def _scanned(seen: Sequence[Word], hidden: Sequence[Word], share: float) -> Verdict:
    """A picture with a text layer behind it: good enough, or to be read again."""
    known = legibility(word.text for word in hidden)
    if known.is_clean:
        return Verdict((*hidden, *seen), "native", f"{LAYER} over {share:.0%} of the page")
    wrong = 1 - known.plausible
    return Verdict(tuple(seen), "none", f"text layer behind a picture is faulty: {wrong:.0%} of {known.tokens} words")


def _wordless(drawing: Drawing, share: float) -> Verdict:
    if drawing.pictures:
        return Verdict((), "none", f"no text, {_count(len(drawing.pictures))} over {share:.0%} of the page")
    shapes = sum(area.ragged or area.round for area in drawing.areas)
    if shapes >= _OUTLINES:
        return Verdict((), "none", f"no text, {shapes} drawn shapes that may be letters")
    return Verdict((), "native", "no text and nothing that could hold any")


def _count(pictures: int) -> str:
    return "one image" if pictures == 1 else f"{pictures} images"


def _picture_share(drawing: Drawing, page: Box) -> float:
    """The share of the page that pictures cover; strips of one scan add up, pictures over one another do not."""
    boxes = {picture.box for picture in drawing.pictures}
    surface = page.width * page.height
    return min(sum(box.overlap(page) for box in boxes) / surface, 1.0) if surface > 0 else 0.0


def _is_stamp(seen: Sequence[Word], page: Box) -> bool:
    """Few words, and all of them at the top or bottom edge."""
    margin = _MARGIN * page.height
    return len(seen) <= _STAMP and all(word.box.y1 <= margin or word.box.y0 >= page.height - margin for word in seen)
