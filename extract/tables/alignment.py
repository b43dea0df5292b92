"""Columns and rows told by the alignment of text, where no line is drawn between them.

A river is an upright strip that text of no row crosses. It parts columns when the text beside it lines up, left, right
or centred, from row to row; gaps of justified prose do not. Rows are told in `alignment_rows`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from extract.tables.text_lines import TextLine
from schemas.quick import quick

_ALIGNED = 1.6
_CENTRED = 3.0
_NARROW, _NARROWEST, _WIDE = 0.3, 0.25, 1.0
"""Widths of a river in font sizes: the least where much lines up, the same where rows are single lines, and where
little can line up."""
_MANY_LINES = 4
_APART = 1.5
_LINED_UP = 0.55
_PADDING = 4.0
_SAME_START, _SHARED_STARTS, _CLEAR_STARTS = 0.6, 3, 2
"""Points within which words begin at one place, on how many lines they do where a column begins, and on how many of
these the text before is clearly apart."""
_FEW_OVERLONG = 3
"""How many words begin at a place for each that runs over it."""
_SAME_GAP = 0.3
"""How far the gaps between the words of one justified line differ, in points."""
_NEXT_LINE = 1.4
"""In line heights: how far below another the next line of a cell begins."""
_DRY, _OVER = 1.5, 1.0
_FEW_ROWS = 3
_LABELS = frozenset("•●▪◦‣○■□➢➤\uf0b7·*–-o£$€")


@quick
@dataclass(frozen=True, slots=True)
class River:
    """A strip free of text from `x0` to `x1`."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def border(self) -> float:
        """Where the column right of it begins: a little before its text, which keeps its place from page to page."""
        return max(self.middle, self.x1 - _PADDING)


def rivers(lines: Sequence[TextLine], x0: float, x1: float) -> list[River]:
    """The strips between x0 and x1 that no run of the lines crosses, text on both sides, wide or narrow."""
    reach = x0
    found: list[River] = []
    for start, end in sorted((run.x0, run.x1) for line in lines for run in line.runs):
        if start > reach and found is not None and reach > x0:
            found.append(River(reach, start))
        reach = end if end > reach else reach
    return [river for river in found if river.x1 < x1]


def left_free(found: Sequence[River], line: TextLine) -> list[River]:
    """The rivers as far as the line leaves them free; one that it dries up is left out."""
    left = []
    for river in found:
        x0, x1 = river.x0, river.x1
        for run in line.runs:
            if run.x0 < x1 and run.x1 > x0:
                if run.x1 - x0 < x1 - run.x0:
                    x0 = run.x1
                else:
                    x1 = run.x0
        if x1 - x0 >= _DRY or (x0 == river.x0 and x1 == river.x1):
            left.append(River(x0, x1))
    return left


def clear_strips(lines: Sequence[TextLine]) -> list[float]:
    """The middles of strips that no word of a line of several entries crosses, and that most such lines leave clearly
    free: in the others the text on both sides stands no further apart than words do."""
    several = [line for line in lines if len(line.runs) > 1]
    if len(several) < _MANY_LINES:
        return []
    reach, found = inf, []
    for x0, x1 in sorted((word.box.x0, word.box.x1) for line in several for run in line.runs for word in run.words):
        if x0 - reach >= _DRY:
            found += [(reach + x0) / 2] if _is_clear(several, reach, x0) else []
        reach = x1 if x1 > reach or reach == inf else reach
    return found


def _is_clear(lines: Sequence[TextLine], x0: float, x1: float) -> bool:
    runs = [run for line in lines for run in line.runs]
    joined = sum(run.x0 < x0 + _DRY and run.x1 > x1 - _DRY for run in runs)
    ends = sum(-_DRY <= x0 - run.x1 <= run.words[-1].size for run in runs)
    begins = sum(-_DRY <= run.x0 - x1 <= run.words[0].size for run in runs)
    return 0 < 2 * joined <= min(ends, begins)


def column_starts(lines: Sequence[TextLine]) -> list[float]:
    """Where words of several lines begin at the very same place and no word of a line of several entries crosses it,
    but for a few that are longer than the column before it and stand alone there. A bold heading counts for two above
    plain lines.

    Spreadsheets print text up to the next column, so that nothing but the common start parts the two there.
    """
    several = [line for line in lines if len(line.runs) > 1]
    twice = _CLEAR_STARTS if _are_plain(several) else 1
    clear = sorted(run.x0 for line in several for run in line.runs[1:] * (twice if line.bold else 1))
    places = [group[0] for group in _close_by(clear) if len(group) >= _CLEAR_STARTS]
    if not places:
        return []
    begun, crossed = [0] * len(places), [0] * len(places)
    for line in several:
        for run in line.runs:
            for word in run.words:
                x0 = word.box.x0
                at = bisect_left(places, x0 - _SAME_START)
                starts = at < len(places) and places[at] <= x0 + _SAME_START
                if starts:
                    begun[at] += 1
                    at += 1
                alone = starts or word is line.runs[0].words[0]
                while at < len(places) and places[at] < word.box.x1 - _SAME_START:
                    over = alone and word.box.x1 - places[at] < places[at] - x0
                    crossed[at] += 1 if over else len(lines)
                    at += 1
    counts = zip(places, begun, crossed, strict=True)
    found = [x for x, count, over in counts if count >= max(_SHARED_STARTS, _FEW_OVERLONG * over)]
    return [x for x in found if not _is_in_phrase(x, several)]


def _is_in_phrase(x: float, lines: Sequence[TextLine]) -> bool:
    """Whether what begins at a place below a heading is the second word of one phrase in all lines ("Priority 1",
    "Priority 2")."""
    before: list[str] = []
    for line in lines:
        for run in line.runs if not line.bold else ():
            if abs(run.x0 - x) <= _SAME_START:
                return False
            before += [one.text for one, word in pairwise(run.words) if abs(word.box.x0 - x) <= _SAME_START]
    return len(before) > 1 and len({*before}) == 1


def _are_plain(lines: Sequence[TextLine]) -> bool:
    """Whether most lines are not bold, so that bold ones among them are headings."""
    return 2 * sum(line.bold for line in lines) < len(lines)


def parted_at(lines: Sequence[TextLine], starts: Sequence[float]) -> list[TextLine]:
    """The lines parted where columns start. A plain line of one run, too, where a word of it begins at the very place
    at which a run of the line right above or below does, or a heading where the line begins below another one: text
    that fills its cell up to the next one. A word too long for its column is taken to end where the next begins."""
    if not starts:
        return list(lines)
    found = []
    for at, line in enumerate(lines):
        if len(line.runs) > 1 or line.bold or len(line.runs[0].words) == 1:
            found.append(line.parted(starts).kept_before(starts))
            continue
        beside = [other for other in lines[max(at - 1, 0) : at + 2] if len(other.runs) > 1 and _is_next(line, other)]
        beside += [lines[0]] if lines[0].bold and line.begins_among(starts) else []
        shared = {x for x in starts if any(abs(run.x0 - x) <= _SAME_START for other in beside for run in other.runs)}
        own = [x for x in shared if any(abs(word.box.x0 - x) <= _SAME_START for word in line.runs[0].words[1:])]
        found.append(line.parted(own, lone=True) if own else line)
    return found


def _is_next(line: TextLine, other: TextLine) -> bool:
    return abs(line.y0 - other.y0) <= _NEXT_LINE * (line.y1 - line.y0)


def _close_by(ordered: Sequence[float]) -> list[list[float]]:
    """Values in groups within the tolerance of their least."""
    groups: list[list[float]] = []
    for value in ordered:
        if groups and value - groups[-1][0] <= _SAME_START:
            groups[-1].append(value)
        else:
            groups.append([value])
    return groups


def column_rivers(rows: Sequence[Sequence[TextLine]], x0: float, x1: float, edges: Sequence[float] = ()) -> list[River]:
    """The rivers that part columns: wide enough, and the text beside them lined up, or with fills that end in them.

    `rows` are lines in their rows, `edges` the sides of fills, each as often as it is drawn.
    """
    lines = [line for row in rows for line in row]
    if not lines:
        return []
    size = sorted(line.size for line in lines)[len(lines) // 2]
    least = size * (_NARROWEST if len(lines) == len(rows) else _NARROW)
    every = rivers(lines, x0, x1)
    wide = [river for river in every if river.x1 - river.x0 >= least]
    drawn = {river for river in every if sum(river.x0 - _OVER <= x <= river.x1 + _OVER for x in edges) > 1}
    kept = [
        river
        for river in every
        if river in drawn or (river.x1 - river.x0 >= least and _parts(river, wide, rows, x0, x1, size))
    ]
    return _without_chance(_without_labels(kept, lines, x0), drawn, rows)


def _parts(
    river: River, all_rivers: Sequence[River], rows: Sequence[Sequence[TextLine]], x0: float, x1: float, size: float
) -> bool:
    lines = [line for row in rows for line in row]
    left = max((other.middle for other in all_rivers if other.x1 < river.x0), default=x0)
    right = min((other.middle for other in all_rivers if other.x0 > river.x1), default=x1)
    before = _column(lines, left, river.middle)
    after = _column(lines, river.middle, right)
    both = sum(min(line.x0 for line in row) < river.x0 < max(line.x1 for line in row) for row in rows if row)
    if _headed(rows[0], river, _WIDE * size):
        return True
    if both < min(2, len(rows)):
        return False
    if river.x1 - river.x0 >= _WIDE * size and (lined_up(before) or lined_up(after)):
        return True
    if not lined_up(before) or not lined_up(after):
        return False
    if min(len(before), len(after)) >= _MANY_LINES or (_are_plain(lines) and _headed(rows[0], river)):
        return True
    return 2 * _far_apart(rows, river, size) >= both


def _headed(header: Sequence[TextLine], river: River, apart: float = 0.1) -> bool:
    """Whether bold headings stand on both sides of the river, so many points apart at least."""
    return all(line.bold for line in header) and _gap(header, river) >= apart


def _far_apart(rows: Sequence[Sequence[TextLine]], river: River, size: float) -> int:
    """In how many rows the text on both sides stands much further apart than words do."""
    return sum(_gap(row, river) >= _APART * size for row in rows)


def _gap(row: Sequence[TextLine], river: River) -> float:
    """How far apart a row's text on both sides of a river stands; 0.0 where one side is empty."""
    left = [run.x1 for line in row for run in line.runs if run.x1 <= river.x0 + _ALIGNED]
    right = [run.x0 for line in row for run in line.runs if run.x0 >= river.x1 - _ALIGNED]
    return min(right) - max(left) if left and right else 0.0


def _column(lines: Sequence[TextLine], left: float, right: float) -> list[tuple[float, float]]:
    """For each line with text in the strip: where that text begins and ends."""
    found = []
    for line in lines:
        runs = [run for run in line.runs if left <= (run.x0 + run.x1) / 2 <= right]
        if runs:
            found.append((runs[0].x0, runs[-1].x1))
    return found


def lined_up(entries: Sequence[tuple[float, float]]) -> bool:
    """Whether most entries of a column begin, end or centre at one place; one entry alone does."""
    if len(entries) < 2:
        return bool(entries)
    need = _LINED_UP * len(entries)
    return (
        _most([start for start, _ in entries], _ALIGNED) >= need
        or _most([end for _, end in entries], _ALIGNED) >= need
        or _most([(start + end) / 2 for start, end in entries], _CENTRED) >= need
    )


def _most(values: Sequence[float], tolerance: float) -> int:
    """The size of the largest set of values within the tolerance of its least."""
    ordered = sorted(values)
    best = first = 0
    for last, value in enumerate(ordered):
        while value - ordered[first] > tolerance:
            first += 1
        best = max(best, last - first + 1)
    return best


def _without_labels(found: Sequence[River], lines: Sequence[TextLine], x0: float) -> list[River]:
    """Leave out the river after a strip that holds bullets or currency signs only. Discs in several colours are
    ratings."""
    kept: list[River] = []
    left = x0
    for river in found:
        runs = [run for line in lines for run in line.runs if left <= (run.x0 + run.x1) / 2 <= river.middle]
        if all(run.text in _LABELS for run in runs) and len({run.words[0].colour for run in runs}) < 2:
            continue
        kept.append(river)
        left = river.middle
    return kept


def _without_chance(found: Sequence[River], drawn: Set[River], rows: Sequence[Sequence[TextLine]]) -> list[River]:
    """Leave out rivers under no heading of their own: beside a heading that stands apart from the text of its column,
    and before what justified text leaves of itself."""
    if len(rows) < _FEW_ROWS or not found:
        return list(found)
    borders = [river.middle for river in found]
    lines = [line for row in rows for line in row]
    filled = [frozenset(bisect_left(borders, (run.x0 + run.x1) / 2) for run in line.runs) for line in lines]
    headed = frozenset(column for here in filled[: len(rows[0])] for column in here)
    if 2 * len(headed) <= len(found):
        return list(found)
    below = [frozenset({at for at, here in enumerate(filled) if column in here}) for column in range(len(found) + 1)]
    left, kept = 0, []
    edges = [-inf, *borders, inf]
    for column, river in enumerate(found, 1):
        headless = left in headed and column not in headed
        if headless and _is_justified([lines[at] for at in below[column]], edges[left], edges[column + 1]):
            continue
        if river in drawn or not _is_chance(below[left], below[column], left in headed, column in headed, len(rows[0])):
            kept.append(river)
            left = column
    return kept


def _is_justified(lines: Sequence[TextLine], x0: float, x1: float) -> bool:
    """Whether the lines are of one justified text between the two places: they end alike, and where one has three words
    or more, as most have, the gaps between them are of one width."""
    words = [[word for run in line.runs for word in run.words if x0 < word.box.centre[0] < x1] for line in lines]
    gaps = [[after.box.x0 - word.box.x1 for word, after in pairwise(one)] for one in words]
    telling = [one for one in gaps if len(one) > 1]
    ends = [one[-1].box.x1 for one in words if one] or [x0]
    alike = max(ends) - min(ends) <= _ALIGNED and all(max(one) - min(one) <= _SAME_GAP for one in telling)
    return alike and 2 * len(telling) > len(gaps)


def _is_chance(left: frozenset[int], right: frozenset[int], left_headed: bool, right_headed: bool, header: int) -> bool:
    """Whether two columns, given by the numbers of the lines that fill them, are one."""
    if left_headed and not right_headed and len(right) == 1:
        return right <= left
    if left_headed == right_headed or left & right:
        return False
    return all(at < header for at in (left if left_headed else right))
