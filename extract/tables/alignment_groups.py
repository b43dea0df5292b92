"""Rows that no rule parts, between known columns: told by strips that run free of text, beside merged cells, too.

Padding keeps rows further apart than the lines of a cell, wherever in their rows the cells stand. A recommendation
merged over several actions runs past their gaps; the columns right of it have them all the same, and where it stands
says which rows it belongs to. Bands come from `grid_bands`, drawn columns from `lattice`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.tables.bands import Stack
from extract.tables.rules import SNAP, Piece
from extract.tables.text_lines import TextLine

_FEWEST_RIGHT, _MOST_LEADING = 3, 2
"""Columns right of the merged ones that tell rows; columns that may be merged."""
_STEP, _NEW_TEXT, _LEVEL, _MIDDLE, _NEAR_MIDDLE = 0.3, 0.2, 0.5, 0.75, 0.4
"""In line heights: how much wider than between lines a strip between rows is, and one between texts that may be merged,
how far entries of a row may stand above or below each other, and the middle of a merged text from that of its rows,
where strips tell these and where they do not."""
_CLEAR_STEP, _LARGEST_STEP, _STEADY = 0.18, 0.45, 0.05
"""In line heights: how much wider it is at least and at most where gaps of one size differ no more than so."""
_EXACT = 0.25
"""Share of that distance within which a lone text tells a group beside rows of another."""
_EVEN, _WIDEST = 0.25, 0.6
"""In line heights: how far apart texts of a row begin that begin together, and lines of a text stand at most."""
_SAME = 0.1
"""In line heights: how much lines of one font differ in height, or of one row in level."""
_SPACE = 0.3
"""In font sizes: a space between words."""
_FEWEST_TOLD = 3
"""Texts of which the last may belong to rows of the next page."""
_SENTENCE = 3
"""Words of a line that is not written twice in one cell."""
_CLOSEST = 10
"""One gap in so many may be closer than lines of a text are: signs of another font."""

Columns = Sequence[Sequence[TextLine]]
"""The lines of each column, from the top."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between two strips: where they begin and end, in how many columns, and where each column's text does."""

    y0: float
    y1: float
    texts: tuple[tuple[float, float], ...]


def left_out(ys: Sequence[float], stack: Stack, lines: Sequence[TextLine], xs: Sequence[float]) -> list[Piece]:
    """The rules that bands leave out between their rows, each from the merged cell on or over all columns."""
    found: list[Piece] = []
    for top, bottom in pairwise(ys):
        if stack.painted(top, bottom):
            continue
        if any(top + SNAP < y < bottom - SNAP for y, _, _ in stack.pieces):
            continue
        band = [line for line in lines if top < (line.y0 + line.y1) / 2 < bottom]
        columns = [[part for line in band if (part := line.within(*sides)) is not None] for sides in pairwise(xs)]
        found += [(y, xs[first], xs[-1]) for y, first in told_rows(columns, top, bottom, merged=True)]
    return found


def told_rows(columns: Columns, top: float, bottom: float, *, merged: bool = False) -> list[tuple[float, int]]:
    """The borders of rows between two levels, and the first column that each parts; with `merged` only beside cells
    merged over some of them. Of several readings the one with most rows, and then with fewest merged columns."""
    height = _usual_height(columns)
    tried = (_told_apart(columns, top, bottom, apart, merged=merged) for apart in _steps(columns, height))
    return next((found for found in tried if found), [])


def _told_apart(columns: Columns, top: float, bottom: float, apart: float, *, merged: bool) -> list[tuple[float, int]]:
    """The same, where texts further apart than so much are two."""
    height = _usual_height(columns)
    found: list[tuple[float, int]] = []
    most = max(0, min(_MOST_LEADING, len(columns) - _FEWEST_RIGHT))
    for leading in range(1 if merged else 0, most + 1):
        rows = _rows(columns[leading:], apart)
        if len(rows) <= max(1, len(found)):
            continue
        borders = [(above.y1 + below.y0) / 2 for above, below in pairwise(rows)]
        begun = _begun(columns[:leading], rows, [top, *borders, bottom], apart, height)
        if begun is not None and not (leading and all(begun)):
            found = [(y, 0 if own else leading) for y, own in zip(borders, begun[1:], strict=True)]
    return found


def repeated_rows(band: Sequence[TextLine], xs: Sequence[float], top: float, bottom: float) -> list[float]:
    """The borders of rows between two levels that all begin with the same sentence in one column, as plans repeat a
    recommendation beside each of its actions; empty where none does, for no cell says it twice."""
    said = [run.text for line in band for run in line.runs if len(run.words) >= _SENTENCE]
    if len({*said}) == len(said):
        return []
    columns = [[part for line in band if (part := line.within(*sides)) is not None] for sides in pairwise(xs)]
    borders = [y for y, first in told_rows(columns, top, bottom) if not first]
    for lines in columns:
        begun = [_first_below(lines, y) for y in (top, *borders)]
        if borders and len({*begun}) == 1 and begun[0].count(" ") >= _SENTENCE - 1:
            return borders
    return []


def _first_below(lines: Sequence[TextLine], y: float) -> str:
    return next((line.runs[0].text for line in lines if line.y0 + line.y1 > 2 * y), "")


def rows_between(columns: Columns, borders: Sequence[float]) -> list[int]:
    """The first column that each of the inner borders of rows parts, where most columns are known to have text in each
    row and the strip free of text at each border is one between rows; empty where text tells otherwise. Where no text
    has two lines in a row, there is no gap between lines of a text."""
    height = _usual_height(columns)
    gap = _line_gap(columns, height) if _hold_lines(columns, borders) else 0.0
    apart = gap + _STEP * height
    for leading in range(max(0, min(_MOST_LEADING, len(columns) - _FEWEST_RIGHT)) + 1):
        own = columns[leading:]
        if any(_strip(own, y) <= apart for y in borders[1:-1]):
            continue
        rows = [_between(own, top, bottom) for top, bottom in pairwise(borders)]
        if min(len(row.texts) for row in rows) < max(2, sum(map(bool, own)) // 2 + 1):
            continue
        begun = _begun(columns[:leading], rows, borders, apart, height)
        if begun is not None:
            return [0 if one else leading for one in begun[1:]]
    return []


def _hold_lines(columns: Columns, borders: Sequence[float]) -> bool:
    """Whether two lines of a column stand in one row."""
    rows = [[bisect_right(borders, (line.y0 + line.y1) / 2) for line in lines] for lines in columns]
    return any(len(set(own)) < len(own) for own in rows)


def groups_about_middle(columns: Columns, borders: Sequence[float]) -> list[int]:
    """The first column that each of the inner borders of known rows parts, where texts of leading columns stand in the
    middle of groups of rows, as texts of the others do in their rows; empty where they do not."""
    height = _usual_height(columns)
    apart = _line_gap(columns, height) + _STEP * height
    for leading in range(max(0, min(_MOST_LEADING, len(columns) - _FEWEST_RIGHT)), 0, -1):
        rows = [_between(columns[leading:], top, bottom) for top, bottom in pairwise(borders)]
        if any(len(row.texts) < 2 for row in rows) or not _keep_to_middle(rows, height):
            continue
        texts = [_own_texts(lines, rows, apart, height) for lines in columns[:leading] if lines]
        each = [_tiled(own, borders, _NEAR_MIDDLE * height) for own in texts]
        begun = each[0] if each and all(told == each[0] for told in each) else None
        if begun is not None and not all(begun):
            return [0 if own else leading for own in begun[1:]]
    return []


def _keep_to_middle(rows: Sequence[_Block], height: float) -> bool:
    """Whether texts of different heights have one middle in more rows than they begin together in."""
    told = 0
    for row in rows:
        tops = [y0 for y0, _ in row.texts]
        middles = [(y0 + y1) / 2 for y0, y1 in row.texts]
        level, centred = (max(at) - min(at) <= _EVEN * height for at in (tops, middles))
        told += centred - level
    return told > 0


def _strip(columns: Columns, y: float) -> float:
    """How high the strip free of text is in which a height lies: a border between rows parts no lines of a cell."""
    over = [line.y1 for lines in columns for line in lines if line.y0 + line.y1 < 2 * y]
    under = [line.y0 for lines in columns for line in lines if line.y0 + line.y1 >= 2 * y]
    return min(under, default=y) - max(over, default=y)


def _between(columns: Columns, top: float, bottom: float) -> _Block:
    held = [[line for line in lines if top < (line.y0 + line.y1) / 2 < bottom] for lines in columns]
    return _block({at: (lines[0].y0, lines[-1].y1) for at, lines in enumerate(held) if lines})


def _usual_height(columns: Columns) -> float:
    heights = sorted(line.y1 - line.y0 for lines in columns for line in lines)
    return heights[len(heights) // 2] if heights else 0.0


def _line_gap(columns: Columns, height: float) -> float:
    """How far lines of a text stand apart; a bullet of another font makes its line higher than others are."""
    gaps = _gaps(columns, height)
    return min(max(gaps[len(gaps) // _CLOSEST], -height / 2), _WIDEST * height) if gaps else 0.0


def _gaps(columns: Columns, height: float) -> list[float]:
    """The gaps between lines below each other, of the usual height where there are such, from the smallest."""
    pairs = [pair for lines in columns for pair in pairwise(lines)]
    plain = [pair for pair in pairs if all(abs(line.y1 - line.y0 - height) <= _SAME * height for line in pair)]
    return sorted(below.y0 - above.y1 for above, below in plain or pairs)


def _steps(columns: Columns, height: float) -> list[float]:
    """The gaps from which on texts may stand apart: halfway from that between lines of a text to the next wider one,
    where it is clear and most wider ones are as wide, as in cells with hardly any padding; else a step above it."""
    gaps, gap = _gaps(columns, height), _line_gap(columns, height)
    near = _STEADY * height
    steady = [one for one in gaps if abs(one - gap) <= near]
    wider = [one - gap for one in gaps if near < one - gap < _LARGEST_STEP * height]
    clear = [one for one in wider if one - wider[0] <= near and one >= _CLEAR_STEP * height]
    two = len(steady) >= _FEWEST_TOLD and 2 * len(wider) <= 3 * len(clear) and bool(clear)
    return [*([gap + clear[0] / 2] if two else []), gap + _STEP * height]


def _own_texts(
    lines: Sequence[TextLine], rows: Sequence[_Block], apart: float, height: float
) -> list[tuple[float, float]]:
    """Where the texts of a column begin and end: further apart than lines of a text, a little less where the first word
    of the second had room on the line above, or where one begins level with each row: one text keeps its step."""
    texts: list[tuple[float, float]] = []
    right = max((line.x1 for line in lines), default=0.0)
    gaps = sorted(below.y0 - above.y1 for above, below in pairwise(lines))
    close = min(apart, gaps[len(gaps) // 2] + _NEW_TEXT * height) if gaps else apart
    level = _level_with(lines, rows, max([apart - _STEP * height, *gaps[:1]]) + _SAME * height, height)
    for at, line in enumerate(lines):
        gap = line.y0 - texts[-1][1] if texts else float("inf")
        if gap > apart or at in level or (gap > close and _had_room(lines[at - 1], line, right)):
            texts.append((line.y0, line.y1))
        else:
            texts[-1] = (texts[-1][0], max(texts[-1][1], line.y1))
    return texts


def _level_with(lines: Sequence[TextLine], rows: Sequence[_Block], step: float, height: float) -> set[int]:
    """The lines that stand further than a step below the one above and level with a row; empty unless each row after
    the first has one."""
    apart = [at for at in range(1, len(lines)) if lines[at].y0 - lines[at - 1].y1 > step]
    tops = [[at for at in apart if abs(row.y0 - lines[at].y0) <= _SAME * height] for row in rows[1:]]
    return {at for found in tops for at in found} if all(tops) else set()


def _had_room(above: TextLine, line: TextLine, right: float) -> bool:
    words = line.runs[0].words
    return bool(words) and above.x1 + _SPACE * line.size + words[0].box.width <= right


def _rows(columns: Columns, apart: float) -> list[_Block]:
    """The rows that strips part, each with text in most columns that hold any; what has text in fewer, paragraphs of a
    cell, belongs to the row that is nearer. None where some row has no such neighbour. Where there are several, lines
    of two columns that begin together are a row as well: its other cells are blank, or merged with those above."""
    blocks = _blocks(columns, apart)
    most = max(2, sum(map(bool, columns)) // 2 + 1)
    full = [len(block.texts) >= most for block in blocks]
    if sum(full) > 1:
        full = [one or _begins_level(block) for one, block in zip(full, blocks, strict=True)]
    rows: list[_Block] = []
    loose: _Block | None = None
    for block, whole in zip(blocks, full, strict=True):
        if whole:
            rows.append(block if loose is None else _joined(loose, block))
            loose = None
        elif rows and loose is None:
            rows[-1] = _joined(rows[-1], block)
        else:
            loose = block if loose is None else _joined(loose, block)
    return rows


def _begins_level(block: _Block) -> bool:
    """Whether texts of a block, two at least, all begin together."""
    tops = [y0 for y0, _ in block.texts]
    return len(tops) > 1 and max(tops) - min(tops) <= _SAME * (block.texts[0][1] - block.texts[0][0])


def _blocks(columns: Columns, apart: float) -> list[_Block]:
    """What stands between strips higher than `apart` that run through all columns."""
    every = sorted((line.y0, line.y1, at) for at, lines in enumerate(columns) for line in lines)
    found: list[_Block] = []
    texts: dict[int, tuple[float, float]] = {}
    reach = float("-inf")
    for y0, y1, at in every:
        if texts and y0 - reach > apart:
            found.append(_block(texts))
            texts = {}
        start, end = texts.get(at, (y0, y1))
        texts[at] = min(start, y0), max(end, y1)
        reach = max(reach, y1)
    return [*found, _block(texts)] if texts else found


def _block(texts: dict[int, tuple[float, float]]) -> _Block:
    each = tuple(texts.values())
    return _Block(min((y0 for y0, _ in each), default=0.0), max((y1 for _, y1 in each), default=0.0), each)


def _joined(above: _Block, below: _Block) -> _Block:
    return _Block(above.y0, below.y1, above.texts)


def _begun(
    leading: Columns, rows: Sequence[_Block], borders: Sequence[float], apart: float, height: float
) -> list[bool] | None:
    """For each row whether a text of the leading columns begins beside it; null where these tell no rows, or others
    than each other. What stands at the top of its rows, in their middle or at their foot does so in all columns."""
    if not leading:
        return [True] * len(rows)
    texts = [_own_texts(lines, rows, apart, height) for lines in leading]
    if not any(texts):
        return None
    for told in (_from_top, _about_middle, _in_first, _to_foot):
        each = [told(own, rows, borders, height) for own in texts if own]
        if all(begun == each[0] for begun in each) and each[0] is not None:
            return each[0]
    return None


_Texts = Sequence[tuple[float, float]]


def _from_top(texts: _Texts, rows: Sequence[_Block], _: Sequence[float], height: float) -> list[bool] | None:
    """Groups whose text begins where their first row does."""
    begun = [False] * len(rows)
    for y0, _end in texts:
        beside = [at for at, row in enumerate(rows) if abs(row.y0 - y0) <= _LEVEL * height]
        if not beside:
            return None
        begun[beside[0]] = True
    return begun if begun[0] and _stand(rows, height, 0.0) else None


def _to_foot(texts: _Texts, rows: Sequence[_Block], borders: Sequence[float], height: float) -> list[bool] | None:
    """Groups whose text ends where their last row does; or stands in their first one, where the first of all has one
    and no text is higher than its row. The last of several may go on on the next page."""
    beside = [next((at for at, row in enumerate(rows) if abs(row.y1 - y1) <= _LEVEL * height), None) for _, y1 in texts]
    if len(beside) > 1 and beside[-1] is None:
        beside[-1] = len(rows) - 1
    known = [at for at in beside if at is not None]
    if len(known) < len(beside) or not _stand(rows, height, 1.0):
        return None
    if known[0] == 0 and all(y0 > borders[at] for (y0, _), at in zip(texts, known, strict=True)):
        return [at in known for at in range(len(rows))]
    return [at == 0 or at - 1 in known for at in range(len(rows))] if known[-1] == len(rows) - 1 else None


def _about_middle(texts: _Texts, rows: Sequence[_Block], borders: Sequence[float], height: float) -> list[bool] | None:
    """Groups whose text stands in the middle of their rows, as texts do in most rows."""
    begun = _tiled(texts, borders, _MIDDLE * height)
    return begun if _stand(rows, height, 0.5) else None


def _in_first(texts: _Texts, rows: Sequence[_Block], _: Sequence[float], height: float) -> list[bool] | None:
    """One text in the middle of the first row, as those beside it are, above the second: below it cells are blank."""
    (y0, y1), *more = texts
    level = abs(y0 + y1 - rows[0].y0 - rows[0].y1) <= 2 * _EVEN * height and y1 <= rows[1].y0
    return [True, *(False for _ in rows[1:])] if level and not more and _stand(rows, height, 0.5) else None


def _tiled(texts: _Texts, borders: Sequence[float], near: float) -> list[bool] | None:
    """For each row whether a group begins with it, of which a text is in the middle, taken from the top, or else from
    the foot, where the rows above go on with a group of the page before."""
    begun = _tiled_down(texts, borders, near)
    if begun is not None:
        return begun
    ended = _tiled_down([(-y1, -y0) for y0, y1 in reversed(texts)], [-y for y in reversed(borders)], near, lone=_EXACT)
    return [True, *reversed(ended[1:])] if ended is not None else None


def _tiled_down(texts: _Texts, borders: Sequence[float], near: float, lone: float = 0.0) -> list[bool] | None:
    """Such groups from the first row on; rows left below several begin one whose text stands on the next page, and the
    last of several may have its middle there, or its text at its top: what a page cuts has no middle yet. A `lone` text
    leaves rows where it stands within that share of `near`."""
    begun = [False] * (len(borders) - 1)
    first, exact = 0, False
    for number, (y0, y1) in enumerate(texts, 1):
        ends = range(first + 1, len(borders))
        off = [(abs(borders[first] + borders[end] - y0 - y1) / 2, end) for end in ends if borders[end] > (y0 + y1) / 2]
        top = number > 1 and y0 - borders[first] <= near
        cut = number == len(texts) and (top or number >= _FEWEST_TOLD) and bool(off) and y0 >= borders[first]
        if not off or (min(off)[0] > near and not cut):
            return None
        begun[first] = True
        exact = min(off)[0] <= lone * near
        first = min(off)[1] if min(off)[0] <= near else len(begun)
    if first == len(begun):
        return begun
    begun[first] = True
    return begun if len(texts) > 1 or exact else None


def _stand(rows: Sequence[_Block], height: float, share: float) -> bool:
    """Whether the texts of most rows stand so: all begin (0), have their middle (0.5) or end (1) together."""
    told = 0
    for row in rows:
        at = [y0 + share * (y1 - y0) for y0, y1 in row.texts]
        told += max(at) - min(at) <= 2 * _EVEN * height
    return 2 * told > len(rows)
