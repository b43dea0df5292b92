"""Lone bold lines that head a group of rows told by their text: where such a heading begins, and where one stands so
close below a row that it seems to end it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.text_lines import TextLine

_LINE_SPACE = 0.6
"""In line heights: how large a gap between the lines of one heading may be."""
_FEWEST_COLUMNS = 3


def first_of_heading(lines: Sequence[TextLine], filled: Sequence[frozenset[int]], last: int) -> int:
    """Where a lone bold heading of one or more lines begins."""
    at = last
    while at and filled[at - 1] == {0} and lines[at - 1].bold:
        if lines[at].y0 - lines[at - 1].y1 > _LINE_SPACE * (lines[at].y1 - lines[at].y0):
            break
        at -= 1
    return at


def headings_at_foot(lines: Sequence[TextLine], filled: Sequence[frozenset[int]], starts: Sequence[int]) -> list[int]:
    """Where lone bold lines begin that end a row, below plain ones, and head the group that begins with the next: a
    painted heading leaves its gap below itself. Rows most of which end so have such lines of their own."""
    found: list[int] = []
    for start, end in pairwise(starts):
        heads = lines[end - 1].bold and filled[end - 1] == {0} and len(filled[end]) >= _FEWEST_COLUMNS
        at = first_of_heading(lines, filled, end - 1) if heads and not lines[end].bold else start
        if at > start and not any(line.bold for line in lines[start:at]):
            found.append(at)
    return found if 2 * len(found) <= len(starts) else []
