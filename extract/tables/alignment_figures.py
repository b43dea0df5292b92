"""Rows of figures with a label each, which may be wrapped around its figures or below them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.alignment_rows import texts_of
from extract.tables.text_lines import FIGURE, RUNS_ON, TextLine


def figure_rows(lines: Sequence[TextLine], xs: Sequence[float]) -> list[int] | None:
    """The lines that begin a row where every row is a line of figures with its label; null where that is not so.

    A label may be wrapped around its figures or below them.
    """
    texts = [texts_of(line, xs) for line in lines]
    anchors = [at for at, entries in enumerate(texts) if any(column for column in entries)]
    figures = [[bool(FIGURE.match(text)) for column, text in texts[at].items() if column] for at in anchors]
    if len(anchors) < 2 or not all(any(row) for row in figures):
        return None
    if sum(map(sum, figures)) < 0.6 * sum(map(len, figures)) or len(anchors) * 2 < len(lines):
        return None
    if 2 * min(map(len, figures)) <= max(map(len, figures)):
        return None
    starts = [0]
    for above, at in pairwise(anchors):
        lone = [number for number in range(above + 1, at) if _opens(lines, texts, above, at, number)]
        starts.append(lone[0] if lone else at)
    return starts


def _opens(lines: Sequence[TextLine], texts: Sequence[dict[int, str]], above: int, at: int, number: int) -> bool:
    """Whether a lone line of a label between two lines of figures belongs to the lower one."""
    if lines[number].bold and not lines[above].bold and not RUNS_ON.match(texts[number][0]):
        return True
    if 0 in texts[at]:
        return False
    return 0 in texts[above] or lines[at].y0 - lines[number].y0 < lines[number].y0 - lines[above].y0
