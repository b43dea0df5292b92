"""Rows of a table whose columns are not drawn: its levels, and what the text between two of them tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.alignment_figures import figure_rows
from extract.tables.alignment_groups import repeated_rows
from extract.tables.alignment_rows import LABEL, row_starts
from extract.tables.band_headings import heading_below, is_paragraph, spans
from extract.tables.bands import Stack
from extract.tables.grid_parts import is_one_row
from extract.tables.rules import Piece
from extract.tables.text_lines import Run, TextLine

_FEW_LEVELS, _FEWEST_NUMBERS = 4, 3


def between(lines: Sequence[TextLine], top: float, bottom: float) -> list[TextLine]:
    """The lines whose middle lies between two levels."""
    return [line for line in lines if top < (line.y0 + line.y1) / 2 < bottom]


def band_rows(
    ys: Sequence[float],
    stack: Stack,
    lines: Sequence[TextLine],
    xs: Sequence[float],
    whole: set[float | None],
    parts: Sequence[Piece] = (),
) -> list[float]:
    """Row positions: the levels, and what text tells between them, but not right below the levels of `whole`, not where
    `parts` part the rows of most columns, and not in a paragraph."""
    found = [ys[0]]
    bands = [between(lines, top, bottom) for top, bottom in pairwise(ys)]
    painted = [stack.painted(top, bottom) for top, bottom in pairwise(ys)]
    striped = [paint and not spans(band) for paint, band in zip(painted, bands, strict=True)]
    headed = [paint and spans(band) for paint, band in zip(painted, bands, strict=True)]
    banded, last = sum(striped[1:]) > 1, len(bands) - 1
    for number, ((top, bottom), band) in enumerate(zip(pairwise(ys), bands, strict=True)):
        single = len(band) < 2 or is_paragraph(band, stack)
        if (painted[number] if number == 0 else banded and not painted[number]) and (heading := heading_below(band)):
            found.append((band[heading - 1].y1 + band[heading].y0) / 2)
        elif not single and not is_one_row(top, bottom, stack, band, xs, parts):
            band, sides = _beside_groups(band, xs)
            parted = any(top < y < bottom for y in stack.parted)
            starts = [0] if parted or top in whole else figure_rows(band, sides)
            ruled = all(_is_closed(at, ys, stack, headed) for at in (number, number + 1))
            if starts is None and not painted[number] and not (ruled and (len(ys) > _FEW_LEVELS or 0 == number < last)):
                beside = banded and not parts and number > 0 and any(striped[max(number - 1, 1) : number + 2])
                starts = row_starts(band, sides, careful=beside or stack.marked(top, bottom), ruled=ruled)
            told = [(band[at - 1].y1 + band[at].y0) / 2 for at in (starts or [0])[1:]]
            again = [] if parted else repeated_rows(band, sides, top, bottom)
            found += again if len(again) > len(told) else told
        found.append(bottom)
    return found


def _beside_groups(band: Sequence[TextLine], xs: Sequence[float]) -> tuple[list[TextLine], Sequence[float]]:
    """A band and its columns without the first, where the second has the numbers of the rows: what stands left of these
    names groups of them, and its lines lie anywhere between the rows'."""
    first = [line.within(xs[0] - 1.0, xs[1]) for line in band]
    right = [line.within(xs[1], xs[-1] + 1.0) for line in band]
    numbers = [part.runs for line in right if line is not None and (part := line.within(xs[1], xs[2]))]
    named = [part.runs for part in first if part is not None]
    if not named or any(map(_is_number, named)) or len(numbers) < _FEWEST_NUMBERS or not all(map(_is_number, numbers)):
        return list(band), xs
    return [line for line in right if line is not None], xs[1:]


def _is_number(runs: Sequence[Run]) -> bool:
    return len(runs) == 1 and bool(LABEL.match(runs[0].text))


def _is_closed(at: int, ys: Sequence[float], stack: Stack, headed: Sequence[bool]) -> bool:
    """Whether a level ends a row: a rule does, and among many rules so does the side of a painted group heading."""
    if ys[at] in stack.ruled:
        return True
    beside = headed[max(at - 1, 0) : at + 1]
    return any(beside) and 2 * len(stack.ruled) > len(ys)
