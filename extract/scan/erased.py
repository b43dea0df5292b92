"""A picture without its rules, so that lines of text do not grow into them.

What belongs here: which points are a rule's own. No rule of a scan is quite level, and the box around one holds the
tops of letters that stand right below it; so each is followed piece by piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.scan.channels import greatest
from extract.scan.rules import DrawnRule

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]

_PIECE = 64  # pixels; over so many a rule leans by less than one
_CLEAR_ROWS = 3
_LEAST, _OF_DEPTH = 10, 0.35
_RULED, _OF_RULED = 0.4, 0.7  # of a piece's length; the tops of letters cover less than the rule above them


def without_rules(pixels: Pixels, rules: Sequence[DrawnRule]) -> Pixels:
    """The picture with its rules painted over by what lies beside them."""
    cleaned = pixels.copy()
    for rule in rules:
        box = rule.box
        if rule.horizontal:
            _paint_over(cleaned, round(box.x0), round(box.x1), round(box.y0), round(box.y1))
        else:
            _paint_over(cleaned.transpose(1, 0, 2), round(box.y0), round(box.y1), round(box.x0), round(box.x1))
    return cleaned


def _paint_over(pixels: Pixels, left: int, right: int, top: int, bottom: int) -> None:
    """Paint over a level rule from the rows above and below it: the lighter, or for a light line the darker of them;
    what is darker still than these usually are is a letter beside the line."""
    height = pixels.shape[0]
    above, below = max(0, top - _CLEAR_ROWS), min(height - 1, bottom + _CLEAR_ROWS - 1)
    rows = slice(max(0, top - 1), min(height, bottom + 1))
    for start in range(max(0, left), right, _PIECE):
        along = slice(start, min(right, start + _PIECE))
        if rows.start < rows.stop:
            _paint_piece(pixels[rows, along], pixels[above, along].copy(), pixels[below, along].copy())


def _paint_piece(piece: Pixels, above: Pixels, below: Pixels) -> None:
    import numpy as np

    lighter, darker = np.maximum(above, below), np.minimum(above, below)
    own = _own_rows(piece, above, below)
    if not own.any():
        return
    is_light = piece[own].mean(axis=(0, 2)) > lighter.max(axis=1)
    shade = np.minimum(*(np.median(side, axis=0) for side in (above, below))).astype(np.uint8)
    piece[own] = np.where(is_light[:, None], np.maximum(darker, shade), lighter)


def _own_rows(piece: Pixels, above: Pixels, below: Pixels) -> npt.NDArray[np.bool_]:
    """Which rows of a piece are the rule's, and their blur: those that differ from both sides along most of it."""
    import numpy as np

    sides = (greatest(np.abs(piece.astype(np.int16) - side)) for side in (above, below))
    apart = np.minimum(*sides)
    inked = (apart > max(_LEAST, _OF_DEPTH * float(np.percentile(apart, 95)))).mean(axis=1)
    own = inked >= max(_RULED, _OF_RULED * float(inked.max(initial=0.0)))
    wide = np.concatenate(([False], own, [False]))
    return np.asarray(wide[:-2] | wide[1:-1] | wide[2:])
