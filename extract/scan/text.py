"""Text in a page's picture, by RapidOCR: lines found, cut where a rule runs through them, each piece recognised.

The engine's own lines run across cell borders; here the drawn rules cut them first, so that no piece holds the words of
two cells. The models come inside the rapidocr package; nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from extract.scan.alike import are_english
from extract.scan.bullets import SIGN, find_bullets, without_bullets
from extract.scan.dirt import without_dirt, without_rare_accents, without_read_specks, without_stray_dots
from extract.scan.dotted import clear_dotted
from extract.scan.drawing import Drawn
from extract.scan.erased import without_rules
from extract.scan.gaps import seams
from extract.scan.pale import deepened, pale_words
from extract.scan.rules import DrawnRule
from extract.scan.signs import completed, cropped, missed, missed_on_dark
from extract.scan.spoilt import unspoilt
from extract.scan.upended import DOWNWARDS, UPWARDS, laid, stood, upended
from extract.scan.words import full_columns, full_rows, inked_columns, is_speck, placed, without_dots, without_specks
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan.image import Picture, Pixels

_NARROWEST = 4.0
_OVERLAP = 2.0
_COVERED = 0.6
_SAMPLE = 6
_MOST_LINES, _MOST_WIDTHS = 6, 60.0  # in a batch; heights of a line that the batch is long in all
_LINE_SIDE = 1700  # pixels at the longer side in which lines are sought; recognition sees the full picture
_WELL_READ = 9  # widths to a height: lines of some words, not too long to be skewed
_SURE_SCORE = 0.9
_LEAST_SCORE = 0.4
_FEW, _LEAST_ALONE = 2, 0.5  # so few signs by themselves are grain or a mark where they read worse
_SURE_TURNED = 0.7
_BULLET_EMS = 3.5  # a bullet and the indent behind it


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word with its box, the size of its type and the breadth of its strokes in pixels; `score` 0 to 1, `turned` as
    of a page's words; `given` is what was read where `text` is that set right."""

    text: str
    box: Box
    size: float
    score: float
    stroke: float = 0.0
    turned: int = 0
    given: str = ""

    def set_right(self, text: str) -> ReadWord:
        """The word with another text, and what was read first, unless it is the same signs in another width."""
        given = self.given or ("" if normalize("NFKC", self.text) == text else self.text)
        return replace(self, text=text, given=given)


@dataclass(frozen=True, slots=True)
class Piece:
    """A recognised run of text on one line of one cell: its box in pixels, and its words."""

    box: Box
    words: tuple[ReadWord, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture without its rules, specks and bullets, and the boxes of its pieces of text and of its bullets, in
    pixels; `dirty` where it had many specks."""

    bare: Pixels
    lines: tuple[Box, ...] = ()
    bullets: tuple[Box, ...] = ()
    dirty: bool = False

    @classmethod
    def of(cls, picture: Picture, drawn: Drawn) -> Sheet:
        """The sheet before its lines are sought; `drawn` is what is drawn on the picture."""
        bare = without_rules(picture.pixels, (*drawn.rules, *drawn.streaks))
        clear_dotted(bare, drawn.dotted)
        clean = without_dirt(bare, picture.scale)
        bullets = find_bullets(clean.pixels, picture.scale)
        return cls(without_bullets(clean.pixels, bullets), bullets=bullets, dirty=clean.dirty)

    def turned_over(self, picture: Picture, drawn: Drawn) -> Sheet:
        """The same pieces in the picture turned by half; `drawn` is what is drawn there."""
        height, width = picture.pixels.shape[:2]
        lines = tuple(Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0) for box in self.lines)
        return replace(Sheet.of(picture, drawn), lines=lines)


class Engine:
    """RapidOCR with its models loaded. One a process: `Engine.shared`."""

    def __init__(self, threads: int) -> None:
        from rapidocr import RapidOCR

        self._ocr = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Global.log_level": "error",
                "Global.max_side_len": 6000,
                "Global.use_cls": False,
                "Global.text_score": 0.0,
            }
        )

    @staticmethod
    def shared(threads: int | None = None) -> Engine:
        """The process's engine, made on first use."""
        return _engine(threads or os.cpu_count() or 1)

    def sheet(self, picture: Picture, drawn: Drawn) -> Sheet:
        """Where the picture has text, cut at the drawn rules."""
        sheet = Sheet.of(picture, drawn)
        found = self._lines(sheet.bare, _LINE_SIDE)
        signs = [*missed(sheet.bare, found, picture.scale), *missed_on_dark(sheet.bare, found, drawn, picture.scale)]
        found = completed(found, signs, picture.scale)
        lines = joined([*found, *pale_words(sheet.bare, found, drawn.rules, picture.scale)])
        edges = [*drawn.rules, *seams(drawn.fills, picture.scale)]
        parts = [part for box in lines for part in cut_at(box, edges, inked_columns(cropped(sheet.bare, box)))]
        return replace(sheet, lines=tuple(clear_of_bands(part, sheet.bare) for part in parts))

    def is_upside_down(self, sheet: Sheet) -> bool:
        """Whether a sample of lines reads better turned over; asked only where it does not read well as it is."""
        sample = sorted(sheet.lines, key=lambda box: (abs(box.width - _WELL_READ * box.height), box.y0, box.x0))[
            :_SAMPLE
        ]
        crops = [cropped(sheet.bare, box) for box in sample]
        upright = self._legibility(crops)
        return upright < _SURE_SCORE and upright < self._legibility([crop[::-1, ::-1] for crop in crops])

    def pieces(self, sheet: Sheet) -> list[Piece]:
        """All text of the picture in reading order."""
        boxes = reading_order(sheet.lines)
        crops = [deepened(cropped(sheet.bare, box)) for box in boxes]
        if sheet.dirty:
            crops = [without_stray_dots(crop) for crop in crops]
        read = self._recognised(crops)
        pieces = [
            Piece(box, words_of(text, score, info, box, crop, dirty=sheet.dirty))
            for box, crop, (text, score, info) in zip(boxes, crops, read, strict=True)
        ]
        for at in upended(boxes):
            pieces[at] = self._turned(pieces[at], crops[at])
        english = are_english(word.text for piece in pieces for word in piece.words)
        pieces = [replace(piece, words=unspoilt(piece.words, dirty=sheet.dirty, english=english)) for piece in pieces]
        shown = with_bullets([piece for piece in pieces if piece.words], sheet.bullets)
        return _unaccented(shown) if sheet.dirty else shown

    def _turned(self, piece: Piece, crop: Pixels) -> Piece:
        """A piece as it reads on its side, upwards or downwards, where it reads well so and better than as it is."""
        ways = (UPWARDS, DOWNWARDS)
        pictures = [laid(crop, way) for way in ways]
        read = zip(ways, pictures, self._recognised(pictures), strict=True)
        way, picture, (text, score, info) = max(read, key=lambda one: one[2][1])
        if score < max([_SURE_TURNED, *(word.score for word in piece.words)]):
            return piece
        return Piece(piece.box, stood(words_of(text, score, info, piece.box, picture), piece.box, way))

    def _legibility(self, crops: Sequence[Pixels]) -> float:
        """How well lines read, 0 to 1: their mean score."""
        scores = [score for _, score, _ in self._recognised(crops)]
        return sum(scores) / len(scores) if scores else 0.0

    def _lines(self, pixels: Pixels, side: int) -> list[Box]:
        """The boxes of lines, sought in the picture shrunk to `side` pixels at its longer side."""
        import cv2

        shrink = min(1.0, side / max(pixels.shape[:2]))
        small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        found = self._ocr(small, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        return reading_order([_around(corners / shrink) for corners in found.boxes])

    def _recognised(self, crops: Sequence[Pixels]) -> list[tuple[str, float, Any]]:
        """Text, score and places of signs of each crop."""
        import numpy as np
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return []
        whole = [np.ascontiguousarray(crop) for crop in crops]
        read: list[tuple[str, float, Any]] = [("", 0.0, None)] * len(whole)
        for batch in batches([crop.shape[1] / crop.shape[0] for crop in whole]):
            out = self._ocr._load_rec_model()(TextRecInput(img=[whole[at] for at in batch], return_word_box=True))
            for at, *found in zip(batch, out.txts, out.scores, out.word_results, strict=True):
                read[at] = (found[0], found[1], found[2])
        return read


def batches(widths: Sequence[float]) -> list[list[int]]:
    """The places of lines that are recognised at once, narrow ones first; `widths` are in heights.

    All lines of a batch are made as wide as its widest, and the network gives 18,000 figures for each step along them:
    six lines of prose over a landscape page took half a gigabyte (docs/adr/0510).
    """
    found: list[list[int]] = []
    for at in sorted(range(len(widths)), key=lambda at: widths[at]):
        lines = len(found[-1]) + 1 if found else _MOST_LINES + 1
        if lines > _MOST_LINES or lines * widths[at] > _MOST_WIDTHS:
            found.append([])
        found[-1].append(at)
    return found


@cache
def _engine(threads: int) -> Engine:
    return Engine(threads)


def _around(corners: npt.NDArray[np.float32]) -> Box:
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Box(left, top, right, bottom)


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes without overlaps along a line, and without those that lie mostly in others: the finder sees the end of a
    line twice at times, or one line in two ways."""
    whole: list[Box] = []
    for box in reading_order(boxes):
        last = whole[-1] if whole else None
        if last and min(last.x1, box.x1) - max(last.x0, box.x0) >= _OVERLAP and _share_line(last, box):
            whole[-1] = last.union(box)
        else:
            whole.append(box)
    kept: list[Box] = []
    for box in sorted(whole, key=lambda box: -box.width * box.height):
        if not any(box.overlap(other) > _COVERED * box.width * box.height for other in kept):
            kept.append(box)
    return reading_order(kept)


def _share_line(one: Box, other: Box) -> bool:
    return one.y0 <= other.centre[1] <= one.y1 and other.y0 <= one.centre[1] <= other.y1


def cut_at(box: Box, rules: Sequence[DrawnRule], inked: Sequence[bool]) -> list[Box]:
    """A line's box in the pieces that the upright rules through its middle leave, left to right.

    `inked` tells for each column of the box whether letters stand there: a rule that leans has a wide box, and where
    a cell has no margin the first letter stands in it.
    """
    _, middle = box.centre
    edges = [
        (rule.box.x0, rule.box.x1)
        for rule in rules
        if not rule.horizontal
        and rule.box.y0 <= middle <= rule.box.y1
        and box.x0 + _NARROWEST < (rule.box.x0 + rule.box.x1) / 2 < box.x1 - _NARROWEST
    ]
    pieces, left = [], box.x0
    for edge in sorted(edges):
        start, end = _blank_within(edge, inked, max(0, int(box.x0)))
        pieces.append(Box(left, box.y0, start, box.y1))
        left = end
    pieces.append(Box(left, box.y0, box.x1, box.y1))
    return [piece for piece in pieces if piece.width >= _NARROWEST]


def _blank_within(edge: tuple[float, float], inked: Sequence[bool], origin: int) -> tuple[float, float]:
    """The widest part of a rule's box without letters: there the rule was; the whole box where it holds none."""
    start, end = round(edge[0]) - origin, round(edge[1]) - origin
    stops = [start - 1, *(at for at in range(max(0, start), min(end, len(inked))) if inked[at]), end]
    before, after = max(pairwise(stops), key=lambda pair: pair[1] - pair[0])
    if after - before < 2:
        return edge
    return edge[0] if before < start else before + 1.0 + origin, edge[1] if after == end else float(after + origin)


def clear_of_bands(box: Box, pixels: Pixels) -> Box:
    """A line's box without what it has of a band or a rule at its top and foot, or of a painted cell at its sides: rows
    and columns inked from end to end."""
    crop = cropped(pixels, box)
    top, foot = _ends_of(full_rows(crop), crop.shape[0] // 3)
    left, right = _ends_of(full_columns(crop), min(crop.shape[0], crop.shape[1] // 3))
    return Box(box.x0 + left, box.y0 + top, box.x1 - right, box.y1 - foot) if top or foot or left or right else box


def _ends_of(full: Sequence[bool], most: int) -> tuple[int, int]:
    """How many lines are full in a row from the first one, and from the last one back; `most` at most."""
    first = next((at for at in range(most) if not full[at]), most)
    last = next((at for at in range(most) if not full[-1 - at]), most)
    return first, last


def reading_order(boxes: Sequence[Box]) -> list[Box]:
    """Line by line from the top, left to right; boxes whose middles lie in one another's height share a line."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.centre[1], box.x0)):
        line = lines[-1] if lines else []
        if line and _share_line(line[0], box):
            line.append(box)
        else:
            lines.append([box])
    return [box for line in lines for box in sorted(line, key=lambda box: box.x0)]


def words_of(
    text: str, score: float, info: Any, box: Box, crop: Pixels, *, dirty: bool = False
) -> tuple[ReadWord, ...]:
    """The words of one recognised piece, in the pixels of the page; `dirty` where the page had many specks.

    `info` is the engine's: for each sign the step of the recogniser that gave it, of `line_txt_len` steps in all. Where
    the steps do not fit the text, the width is shared out evenly over the signs.
    """
    if score < (_LEAST_SCORE if len(text.strip()) > _FEW else _LEAST_ALONE) or not text.strip():
        return ()
    width = crop.shape[1]
    middles = [(left + right) / 2 * width for left, right in _edges(text, info)]
    text, middles = without_dots(text, middles)
    left, top = max(0, int(box.x0)), max(0, int(box.y0))
    found = placed(text, middles, crop)
    plain = [without_read_specks(word.text) if dirty else word.text for word in found]
    return tuple(
        ReadWord(
            word.text,
            Box(left + word.left, top + word.top, left + word.right, top + word.bottom),
            word.size,
            float(score),
            word.stroke,
        ).set_right(without_specks(text))
        for text, word in zip(plain, found, strict=True)
        if not is_speck(text)
    )


def with_bullets(pieces: Sequence[Piece], bullets: Sequence[Box]) -> list[Piece]:
    """The pieces, each with the bullet that stands before it on its line as its first word."""
    found = list(pieces)
    for bullet in bullets:
        behind = [at for at, piece in enumerate(found) if _leads(bullet, piece)]
        if behind:
            at = min(behind, key=lambda at: found[at].box.x0)
            first = found[at].words[0]
            sign = ReadWord(SIGN, Box(bullet.x0, first.box.y0, bullet.x1, first.box.y1), first.size, 1.0)
            found[at] = Piece(found[at].box.union(bullet), (sign, *found[at].words))
    return found


def _unaccented(pieces: Sequence[Piece]) -> list[Piece]:
    plain = iter(without_rare_accents([word.text for piece in pieces for word in piece.words]))
    return [Piece(piece.box, tuple(word.set_right(next(plain)) for word in piece.words)) for piece in pieces]


def _leads(bullet: Box, piece: Piece) -> bool:
    first = piece.words[0]
    return bullet.x1 <= first.box.x0 + _OVERLAP <= bullet.x1 + _BULLET_EMS * first.size and (
        first.box.y0 <= bullet.centre[1] <= first.box.y1
    )


def _edges(text: str, info: Any) -> list[tuple[float, float]]:
    """The left and right edge of each sign that is no space, as shares of the piece's width."""
    steps = [step for word in info.word_cols for step in word] if info is not None else []
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    if len(steps) != len(places):
        return [(at / len(text), (at + 1) / len(text)) for at in places]
    length = float(info.line_txt_len)
    return [(min(step / length, 1.0), min((step + 1) / length, 1.0)) for step in steps]
