"""Which bands of text are no rows of a table: titles of the next one, headings of groups, prose across all columns.

Where tables end and rows part is told in `grid_bands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.tables.bands import Stack
from extract.tables.text_lines import TextLine

_CLOSE, _TITLE = 1.3, 0.5
"""In line heights: how far a title may stand from the row above it, of the same type and of a larger one."""
_TITLES, _MOST_TITLES = 2, 4
_LARGER = 1.1
_FEWEST_HEADINGS = 3
_WIDE = 0.7
_NEW_ROW = 0.4
"""In line heights: how far below a header a group heading on the same colour stands."""
_SAME_START, _OVER = 2.0, 2.0


def heads_groups_only(stack: Stack, bands: Sequence[Sequence[TextLine]]) -> bool:
    """Whether nothing but group headings is painted: the rows between them are told by their text alone."""
    wide = _WIDE * (stack.x1 - stack.x0)
    if stack.ruled or stack.uprights or any(box.width < wide for box in stack.fills):
        return False
    painted = [
        band for (top, bottom), band in zip(pairwise(stack.ys), bands, strict=True) if stack.painted(top, bottom)
    ]
    return bool(painted) and all(band and spans(band) for band in painted)


def begins_again(bands: Sequence[Sequence[TextLine]], at: int, headings: Sequence[Sequence[str]]) -> bool:
    """Whether lone lines (the caption of one table, the title of the next) stand over the same headings again, in the
    band below or right under them."""
    titles = next((number for number, line in enumerate(bands[at]) if len(line.runs) > 1), len(bands[at]))
    if not 0 < titles <= _MOST_TITLES:
        return False
    under = bands[at][titles:] or (bands[at + 1] if at + 1 < len(bands) else [])
    return bool(several(under)) and texts(under) in headings


def texts(band: Sequence[TextLine]) -> list[str]:
    return sorted(run.text for line in band for run in line.runs)


def ends_in_title(band: Sequence[TextLine]) -> bool:
    """Whether the band's last line, alone after a gap, is the title of what follows."""
    if len(band) < 2 or len(band[-1].runs) > 1 or not band[-1].bold:
        return False
    larger = band[-1].size > max(line.size for line in band[:-1])
    gap = band[-1].y0 - max(line.y1 for line in band[:-1])
    return gap > (_TITLE if larger else _CLOSE) * (band[-1].y1 - band[-1].y0)


def is_title(bands: Sequence[Sequence[TextLine]], at: int) -> bool:
    """Whether a band holds nothing but a line or two in larger type than the rows on both sides: a heading and the
    title of what follows."""
    if not 1 <= len(bands[at]) <= _TITLES or any(len(line.runs) > 1 for line in bands[at]):
        return False
    beside = [line for band in (*bands[max(at - 1, 0) : at], *bands[at + 1 : at + 2]) for line in band]
    return bool(beside) and min(line.size for line in bands[at]) > _LARGER * max(line.size for line in beside)


def levels_about_titles(bands: Sequence[Sequence[TextLine]]) -> list[float]:
    """The heights above titles in larger type, and between these and the bold headings of a table right below, where no
    rule parts them from these or from the rows above; not below a paragraph, which parts the tables itself."""
    found: list[float] = []
    for band in bands:
        for at, line in enumerate(band):
            first = at
            while first and len(band[first - 1].runs) == 1 and band[first - 1].size > _LARGER * line.size:
                first -= 1
            below_rows = not first or len(band[first - 1].runs) > 1
            if first < at and below_rows and _heads_table(line):
                found += [(over.y1 + under.y0) / 2 for over, under in pairwise(band[max(first - 1, 0) : first + 1])]
                found.append((band[at - 1].y1 + line.y0) / 2)
    return found


def _heads_table(line: TextLine) -> bool:
    """Whether a line may hold the headings of a table."""
    return line.bold and len(line.runs) >= _FEWEST_HEADINGS


def title_within(bands: Sequence[Sequence[TextLine]], at: int) -> float | None:
    """Where in a band, which ends one table, the title of the next stands, in larger type, with headings below it that
    have no rule above them; null where it holds none."""
    band = bands[at] if at < len(bands) else ()
    usual = max((line.size for line in bands[at - 1]), default=0.0)
    titles = [number for number, line in enumerate(band) if len(line.runs) == 1 and line.size > _LARGER * usual > 0]
    under = band[titles[-1] + 1 :] if titles else []
    if not several(under) or max(line.size for line in under) >= band[titles[-1]].size:
        return None
    return band[titles[0]].y0


def several(lines: Sequence[TextLine]) -> int:
    return sum(len(line.runs) > 1 for line in lines)


def spans(band: Sequence[TextLine]) -> bool:
    """Whether a band may be a group heading: one or two lines without a gap."""
    return len(band) <= 2 and all(len(line.runs) == 1 for line in band)


def heads_group(band: Sequence[TextLine], stack: Stack) -> bool:
    """Whether a band is no row of all columns: a group heading (a line or two without a gap, or bold with its number
    beside it where most of the width is one painted cell or it runs over sides that several painted cells share), or a
    paragraph over most of the width."""
    if spans(band) or is_paragraph(band, stack):
        return True
    if len(band) > 2 or any(len(line.runs) > 2 or not line.bold for line in band):
        return False
    y = (band[0].y0 + band[0].y1) / 2
    wide = _WIDE * (stack.x1 - stack.x0)
    if any(box.y0 <= y <= box.y1 and box.width >= wide for box in stack.fills):
        return True
    over = [x for x in stack.edges for line in band for run in line.runs if run.x0 < x - _OVER and run.x1 > x + _OVER]
    return len(band) == 1 and any(other - x <= _SAME_START for x, other in pairwise(sorted(over)))


def is_paragraph(band: Sequence[TextLine], stack: Stack) -> bool:
    wide = max((line.x1 - line.x0 for line in band), default=0.0)
    return wide >= _WIDE * (stack.x1 - stack.x0) and all(len(line.runs) == 1 for line in band)


def without_headings(band: Sequence[TextLine], stack: Stack) -> list[TextLine]:
    """A band of several rows without the bold lines that head groups of them."""
    if all(line.bold for line in band):
        return list(band[: heading_below(band) or None])
    return [line for line in band if not line.bold or not heads_group([line], stack)]


def is_headed(bands: Sequence[Sequence[TextLine]], stack: Stack) -> bool:
    """Whether the bands open with bold headings, perhaps below a bold title of their own, and not with a group's."""
    opening = bands[1] if len(bands) > 1 and bands[0] and spans(bands[0]) and bands[0][0].bold else bands[0]
    headed = len(opening) > 0 and len(opening[0].runs) > 1 and all(line.bold for line in opening)
    return headed and not heads_group(opening, stack)


def heading_below(band: Sequence[TextLine]) -> int:
    """Where a group heading begins that lies on one colour with the header above it; 0 where none does."""
    at = len(band)
    while at > 1 and len(band[at - 1].runs) == 1 and band[at - 1].bold and band[at - 1].x0 - band[0].x0 <= _SAME_START:
        at -= 1
    if at == len(band) or len(band[at - 1].runs) < 2 - (at > 1):
        return 0
    left = [line.y1 for line in band[:at] if line.x0 - band[0].x0 <= _SAME_START]
    apart = band[at].y0 - max(line.y1 for line in band[:at])
    height = band[at].y1 - band[at].y0
    return at if apart >= _NEW_ROW * height and band[at].y0 - max(left) >= _NEW_ROW * height else 0


def starts_of_headings(stack: Stack, lines: Sequence[TextLine]) -> list[float]:
    """Where the bold headings begin in a row of painted cells that draws every column, most lines below it plain."""
    if not stack.tiled:
        return []
    top, foot = stack.ys[:2]
    header = [line for line in lines if top < (line.y0 + line.y1) / 2 < foot and line.bold]
    below = [line.bold for line in lines if line.y0 + line.y1 > 2 * foot]
    return [run.x0 for line in header for run in line.runs] if 2 * sum(below) < len(below) else []
