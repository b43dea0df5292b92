"""Rows of a form told by its labels: bold ones down the left, what they say beside them.

Cards of a web page have a border around each and none between their lines, so that a label's line is all that begins a
row. A label may be wrapped: its second line follows as closely as lines of a text do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.text_lines import TextLine

_FEWEST, _COLUMNS = 3, 3
_LONGEST, _SPACE = 8, 0.3
"""Words of a label; in font sizes, a space between words."""
_LEADING, _STEP, _PIXEL = 0.05, 0.8, 0.8
"""In line heights: how much further below another a label stands than the next line of it, and the least step between
two lines; points by which a step is longer that was rounded up to whole pixels."""


def label_levels(lines: Sequence[TextLine], xs: Sequence[float], ys: Sequence[float]) -> list[float] | None:
    """The levels `ys` and those that the labels of a form of two columns tell between them, `lines` from the top; null
    where no two levels have one between them."""
    if len(xs) != _COLUMNS:
        return None
    usual = _usual_step(lines, xs)
    levels = list(ys)
    for top, bottom in pairwise(ys):
        band = [line for line in lines if top < (line.y0 + line.y1) / 2 < bottom]
        starts = _label_rows(band, xs, usual) if len(band) >= _FEWEST else ()
        levels += [(band[at - 1].y1 + band[at].y0) / 2 for at in starts]
    return sorted(levels) if len(levels) > len(ys) else None


def _label_rows(lines: Sequence[TextLine], xs: Sequence[float], usual: float) -> list[int]:
    """The numbers of the lines that begin a row after the first; none where the first column holds anything but bold
    labels, or the second is bold as well."""
    own = [(at, part) for at, line in enumerate(lines) if (part := line.within(xs[0], xs[1])) is not None]
    beside = [part for line in lines if (part := line.within(xs[1], xs[2])) is not None]
    if len(own) < _FEWEST or own[0][0] or not all(part.bold for _, part in own):
        return []
    if sum(part.bold for part in beside) * 2 > len(beside) or any(_words(part) > _LONGEST for _, part in own):
        return []
    least = usual + _LEADING * (own[0][1].y1 - own[0][1].y0)
    apart = {at for (_, above), (at, part) in pairwise(own) if part.y0 - above.y0 > least}
    right = max((part.x1 for part in beside), default=0.0)
    anew = {at for at, _ in own[1:] if _begins_anew(lines[at - 1], lines[at], xs, right)} if apart else set()
    return sorted(apart | anew) or [at for at, _ in own[1:]]


def _begins_anew(above: TextLine, line: TextLine, xs: Sequence[float], right: float) -> bool:
    """Whether what stands beside a label is no next line of the text above it: that had room for its first word, which
    does not begin in lower case."""
    text, before = line.within(xs[1], xs[2]), above.within(xs[1], xs[2])
    if text is None or before is None:
        return False
    word = text.runs[0].words[0]
    return not word.text[:1].islower() and before.x1 + _SPACE * line.size + word.box.width <= right


def _usual_step(lines: Sequence[TextLine], xs: Sequence[float]) -> float:
    """How far below another the next line of a text stands, rounded up to whole pixels as it may be, as lines without
    a label tell; 0.0 where there are none."""
    steps: list[float] = []
    for above, line in pairwise(lines):
        if line.within(xs[0], xs[1]) is None and above.within(xs[1], xs[2]) is not None:
            steps.append(line.y0 - above.y0)
    steps = sorted(step for step in steps if step > _STEP * (lines[0].y1 - lines[0].y0))
    return max((step for step in steps if step <= steps[len(steps) // 4] + _PIXEL), default=0.0)


def _words(line: TextLine) -> int:
    return sum(len(run.words) for run in line.runs)
