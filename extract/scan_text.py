"""Text in a page's picture, by RapidOCR: lines found, cut where a rule runs through them, each piece recognised.

The engine's own lines run across cell borders; here the drawn rules cut them first, so that no piece holds the words of
two cells. The models come inside the rapidocr package; nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extract.scan_drawing import Drawn, DrawnRule, find_ink
from extract.scan_spaces import blanks, parted, without_specks
from schemas.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from extract.scan_image import Picture, Pixels

_NARROWEST = 4.0
_SAMPLE = 6
_LINE_SIDE = 1700  # pixels at the longer side in which lines are sought; recognition sees the full picture
_SIGN_GAP_POINTS = 1.5
_SIGN_HEIGHT_POINTS = (4.5, 24.0)
_SIGN_WIDTH = 6.0
_SIGN_INK = 0.15
_MARK_SATURATION = 70  # a coloured shape is a mark, not a sign
_LOOK_SIDE = 1000  # enough to see which way up a page lies
_LEAST_SCORE = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """A recognised run of text on one line of one cell: its box in pixels, and its words with box and score."""

    box: Box
    words: tuple[tuple[str, Box, float], ...]


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

    def pieces(self, picture: Picture, drawn: Drawn) -> list[Piece]:
        """All text of the picture in reading order, cut at the drawn rules."""
        bare = _without_rules(picture.pixels, drawn)
        found = self._lines(bare, _LINE_SIDE)
        lines = reading_order([*found, *missed(bare, found, picture.scale)])
        boxes = [part for box in lines for part in cut_at(box, drawn.rules)]
        read = self._recognised(picture.pixels, boxes)
        return [piece for piece in read if piece.words]

    def legibility(self, picture: Picture) -> float:
        """How well the longest lines read, 0 to 1: the mean score of a sample; 0 where nothing is found."""
        boxes = self._lines(picture.pixels, _LOOK_SIDE)
        level = [box for box in boxes if box.width > 2 * box.height]
        if len(level) * 2 < len(boxes) or not level:
            return 0.0
        sample = sorted(level, key=lambda box: (-box.width, box.y0, box.x0))[:_SAMPLE]
        scores = [score for piece in self._recognised(picture.pixels, sample) for _, _, score in piece.words]
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

    def _recognised(self, pixels: Pixels, boxes: Sequence[Box]) -> list[Piece]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        crops = [_crop(pixels, box) for box in boxes]
        if not crops:
            return []
        out = self._ocr._load_rec_model()(TextRecInput(img=crops, return_word_box=True))
        return [
            Piece(box, words_of(text, score, info, box, crop))
            for box, crop, text, score, info in zip(boxes, crops, out.txts, out.scores, out.word_results, strict=True)
        ]


@cache
def _engine(threads: int) -> Engine:
    return Engine(threads)


def _around(corners: npt.NDArray[np.float32]) -> Box:
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Box(left, top, right, bottom)


def _without_rules(pixels: Pixels, drawn: Drawn) -> Pixels:
    """The picture with its rules painted over by their surroundings, so that lines of text do not grow into them."""
    import numpy as np

    cleaned = pixels.copy()
    height, width = pixels.shape[:2]
    for rule in drawn.rules:
        x0, y0, x1, y1 = (round(side) for side in (rule.box.x0, rule.box.y0, rule.box.x1, rule.box.y1))
        area = cleaned[max(0, y0) : min(height, y1), max(0, x0) : min(width, x1)]
        if area.size:
            area[:] = np.uint8(255)
    return cleaned


def missed(pixels: Pixels, found: Sequence[Box], scale: float) -> list[Box]:
    """Signs as tall as text that no found line holds: lone digits and letters, which the line finder passes over."""
    import cv2
    import numpy as np

    ink = find_ink(pixels, scale)
    for box in found:
        ink[max(0, int(box.y0)) : round(box.y1), max(0, int(box.x0)) : round(box.x1)] = 0
    reach = max(3, round(_SIGN_GAP_POINTS * scale))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 3)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, dtype=np.uint8), connectivity=8)
    low, high = (round(side * scale) for side in _SIGN_HEIGHT_POINTS)
    pad = max(2, round(scale))
    coloured = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)[:, :, 1]
    return [
        Box(left - pad, top - pad, left + width + pad, top + height + pad)
        for left, top, width, height, area in stats[1:count].tolist()
        if low <= height <= high
        and width <= _SIGN_WIDTH * height
        and area >= _SIGN_INK * width * height
        and float(coloured[top : top + height, left : left + width].mean()) < _MARK_SATURATION
    ]


def cut_at(box: Box, rules: Sequence[DrawnRule]) -> list[Box]:
    """A line's box in the pieces that the upright rules through its middle leave, left to right."""
    _, middle = box.centre
    edges = [
        (rule.box.x0, rule.box.x1)
        for rule in rules
        if not rule.horizontal
        and rule.box.y0 <= middle <= rule.box.y1
        and box.x0 + _NARROWEST < (rule.box.x0 + rule.box.x1) / 2 < box.x1 - _NARROWEST
    ]
    pieces, left = [], box.x0
    for start, end in sorted(edges):
        pieces.append(Box(left, box.y0, start, box.y1))
        left = end
    pieces.append(Box(left, box.y0, box.x1, box.y1))
    return [piece for piece in pieces if piece.width >= _NARROWEST]


def reading_order(boxes: Sequence[Box]) -> list[Box]:
    """Line by line from the top, left to right; boxes whose middles lie in one another's height share a line."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.centre[1], box.x0)):
        line = lines[-1] if lines else []
        if line and line[0].y0 <= box.centre[1] <= line[0].y1 and box.y0 <= line[0].centre[1] <= box.y1:
            line.append(box)
        else:
            lines.append([box])
    return [box for line in lines for box in sorted(line, key=lambda box: box.x0)]


def _crop(pixels: Pixels, box: Box) -> Pixels:
    height, width = pixels.shape[:2]
    left, top = max(0, int(box.x0)), max(0, int(box.y0))
    return pixels[top : max(top + 1, min(height, round(box.y1))), left : max(left + 1, min(width, round(box.x1)))]


def words_of(text: str, score: float, info: Any, box: Box, crop: Pixels) -> tuple[tuple[str, Box, float], ...]:
    """The words of one recognised piece, each with the part of the piece's box that it covers.

    `info` is the engine's: for each sign the step of the recogniser that gave it, of `line_txt_len` steps in all. Where
    the steps do not fit the text, the width is shared out evenly over the signs.
    """
    if score < _LEAST_SCORE:
        return ()
    edges = _edges(text, info)
    gaps = blanks(crop)
    words = []
    at = 0
    for word in text.split():
        middles = [(left + right) / 2 for left, right in edges[at : at + len(word)]]
        for start, end in pairwise([0, *parted(word, middles, gaps), len(word)]):
            left, right = edges[at + start][0], edges[at + end - 1][1]
            placed = Box(box.x0 + left * box.width, box.y0, box.x0 + right * box.width, box.y1)
            words.append((without_specks(word[start:end]), placed, float(score)))
        at += len(word)
    return tuple(words)


def _edges(text: str, info: Any) -> list[tuple[float, float]]:
    """The left and right edge of each sign that is no space, as shares of the piece's width."""
    steps = [step for word in info.word_cols for step in word] if info is not None else []
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    if len(steps) != len(places):
        return [(at / len(text), (at + 1) / len(text)) for at in places]
    length = float(info.line_txt_len)
    return [(min(step / length, 1.0), min((step + 1) / length, 1.0)) for step in steps]
