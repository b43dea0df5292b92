"""Words outside tables put together into lines, and lines put into reading order.

A line keeps its pieces (runs of words with a wide gap between them), because the fronts of reports say "REPORT TO:",
a tab, and then to whom. Columns of prose are read one after the other; labels with values beside them
are no columns and stay on one line. Paragraphs are made of lines in `extract.prose_blocks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from statistics import median

from extract.page import Page, Word
from extract.table import Table
from schemas.geometry import Box

# Shares of the font size: less than GLUED between two words is no space, more than APART parts two pieces.
GLUED = 0.06
APART = 1.2
# A word more than this many times the size of another never shares its line (a drop capital, a logo).
SIZES_APART = 2.2
GUTTER = 9.0
# Sides of a drawn bullet in points.
DOT = (2.0, 8.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose.

    `depth` is 0 at the top of the page and 1 at its foot, `reach` where its right end stands in the same way between
    the page's edges; `column` numbers the column of prose it stands in (0: the
    whole width); `bold` when every word with a letter or digit is; `ruled` when a rule wider than the text parts it
    from the line above; `dotted` when a bullet is drawn, not written, before it.
    """

    page: int
    box: Box
    pieces: tuple[Piece, ...]
    text: str
    size: float
    bold: bool
    depth: float
    reach: float
    column: int = 0
    ruled: bool = False
    dotted: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for piece in self.pieces for word in piece.words)

    @property
    def measured(self) -> bool:
        """Whether sizes are as printed; those of a scanned line are taken from its picture and vary."""
        return self.pieces[0].words[0].confidence >= 1.0


@dataclass(frozen=True, slots=True)
class _Row:
    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        return self.pieces[0].box.x0

    @property
    def x1(self) -> float:
        return self.pieces[-1].box.x1


def lines(page: Page, tables: Sequence[Table] = ()) -> tuple[Line, ...]:
    """The page's lines in reading order, each word outside `tables` in exactly one of them.

    A table of a single column is a box around prose, and its words count as prose. Turned words come last.
    """
    words = _outside(page.words, tables)
    found: list[Line] = []
    for turned in sorted({word.turned for word in words}):
        rows = _rows([word for word in words if word.turned == turned])
        ordered = _in_reading_order(rows, 0) if turned == 0 else ((0, row) for row in rows)
        found.extend(_line(page, row, column) for column, row in ordered)
    return tuple(_with_drawing(found, page))


def joined_text(words: Sequence[Word]) -> str:
    """The words' text; no space where two words touch."""
    if not words:
        return ""
    parts = [words[0].text]
    for before, word in pairwise(words):
        touches = -0.3 * word.size < word.box.x0 - before.box.x1 < GLUED * word.size and not word.turned
        parts.append(word.text if touches else f" {word.text}")
    return "".join(parts)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all; ValueError when there is none."""
    first, *rest = boxes
    return reduce(Box.union, rest, first)


def _outside(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    boxes = [table.box for table in tables if table.column_count > 1]
    visible = [word for word in words if word.text.strip()]
    if not boxes:
        return visible
    return [word for word in visible if not any(box.holds(*word.box.centre) for box in boxes)]


def _reading_frame(word: Word) -> Box:
    """The word's box as seen with the page turned so that the word stands upright."""
    box = word.box
    if word.turned == 90:
        return Box(box.y0, -box.x1, box.y1, -box.x0)
    if word.turned == 270:
        return Box(-box.y1, box.x0, -box.y0, box.x1)
    if word.turned == 180:
        return Box(-box.x1, -box.y1, -box.x0, -box.y0)
    return box


def _same_line(word: Word, box: Box, other: Word, other_box: Box) -> bool:
    sizes = sorted((word.size, other.size))
    if sizes[0] > 0 and sizes[1] / sizes[0] > SIZES_APART:
        return False
    shared = min(box.y1, other_box.y1) - max(box.y0, other_box.y0)
    return shared >= 0.5 * min(box.height, other_box.height)


def _rows(words: Sequence[Word]) -> list[_Row]:
    framed = sorted(((word, _reading_frame(word)) for word in words), key=lambda pair: (pair[1].centre[1], pair[1].x0))
    groups: list[list[tuple[Word, Box]]] = []
    tallest: list[tuple[Word, Box]] = []
    for pair in framed:
        if groups and _same_line(*pair, *tallest[-1]):
            groups[-1].append(pair)
            if pair[1].height > tallest[-1][1].height:
                tallest[-1] = pair
        else:
            groups.append([pair])
            tallest.append(pair)
    return [_row(group) for group in groups]


def _row(group: list[tuple[Word, Box]]) -> _Row:
    group.sort(key=lambda pair: pair[1].x0)
    gaps = [after[1].x0 - before[1].x1 for before, after in pairwise(group)]
    usual = median(gaps) if len(gaps) > 3 else 0.0
    pieces: list[list[Word]] = [[group[0][0]]]
    for (before, _), (word, _), gap in zip(group, group[1:], gaps, strict=False):
        if gap > max(APART * min(before.size, word.size), 2.5 * usual):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return _Row(tuple(Piece(tuple(run), around(w.box for w in run), joined_text(run)) for run in pieces))


def _line(page: Page, row: _Row, column: int) -> Line:
    box = around(piece.box for piece in row.pieces)
    words = [word for piece in row.pieces for word in piece.words]
    told = [word for word in words if any(map(str.isalnum, word.text))]
    return Line(
        page=page.number,
        box=box,
        pieces=row.pieces,
        text=" ".join(piece.text for piece in row.pieces),
        size=_usual_size(words),
        bold=bool(told) and all(word.bold for word in told),
        depth=min(1.0, max(0.0, box.centre[1] / page.height)) if page.height > 0 else 0.0,
        reach=min(1.0, max(0.0, box.x1 / page.width)) if page.width > 0 else 1.0,
        column=column,
    )


def _with_drawing(found: Sequence[Line], page: Page) -> Iterator[Line]:
    """The lines, marked where a rule parts them from the line above (an underline does not) or a bullet is drawn."""
    across = [rule.box for rule in page.rules if rule.horizontal and rule.box.width > 60]
    drawn = [*(rule.box for rule in page.rules), *(fill.box for fill in page.fills)]
    dots = [box for box in drawn if _is_dot(box)]
    above: Line | None = None
    for line in found:
        ruled = above is not None and any(_parts(box, above, line) for box in across)
        dotted = any(_stands_before(box, line) for box in dots)
        yield replace(line, ruled=ruled, dotted=dotted) if ruled or dotted else line
        above = line


def _parts(rule: Box, above: Line, line: Line) -> bool:
    left, right = min(above.box.x0, line.box.x0), max(above.box.x1, line.box.x1)
    between = above.box.centre[1] < rule.y0 < line.box.centre[1]
    return between and rule.x0 < left + 2 and rule.x1 > right - 2 and rule.width > right - left + 6


def _is_dot(box: Box) -> bool:
    """As small and as square as a bullet (browsers draw theirs)."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    return DOT[0] <= short and long <= DOT[1] and long <= 1.3 * short


def _stands_before(dot: Box, line: Line) -> bool:
    level = line.box.y0 < dot.centre[1] < line.box.y1
    return level and 0 < line.box.x0 - dot.x1 < 2.5 * line.size


def _usual_size(words: Sequence[Word]) -> float:
    weight: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        weight[size] = weight.get(size, 0) + len(word.text)
    return max(weight, key=lambda size: (weight[size], size))


def _in_reading_order(rows: Sequence[_Row], column: int) -> Iterator[tuple[int, _Row]]:
    """Rows with the number of their column; a stretch of two columns is read left column first."""
    stretch = _columns(rows)
    if stretch is None:
        yield from ((column, row) for row in rows)
        return
    first, end, gutter = stretch
    yield from ((column, row) for row in rows[:first])
    yield from _in_reading_order(list(_side(rows[first:end], gutter, left=True)), 2 * column + 1)
    yield from _in_reading_order(list(_side(rows[first:end], gutter, left=False)), 2 * column + 2)
    yield from _in_reading_order(rows[end:], column)


def _side(rows: Sequence[_Row], gutter: float, *, left: bool) -> Iterator[_Row]:
    for row in rows:
        kept = tuple(piece for piece in row.pieces if (piece.box.centre[0] < gutter) == left)
        if kept:
            yield _Row(kept)


def _columns(rows: Sequence[_Row]) -> tuple[int, int, float] | None:
    """The longest stretch of rows that is prose in two columns: first row, end, middle of the gutter."""
    best: tuple[int, int, float] | None = None
    if sum(len(row.pieces) > 1 for row in rows) < 4:
        return None
    for first, row in enumerate(rows):
        if best is not None and first < best[1]:
            continue
        for before, after in pairwise(row.pieces):
            end, gutter = _follow(rows, first, (before.box.x1, after.box.x0))
            longer = best is None or end - first > best[1] - best[0]
            if longer and _both_are_prose(rows[first:end], gutter):
                best = first, end, gutter
    return best


def _follow(rows: Sequence[_Row], first: int, gutter: tuple[float, float]) -> tuple[int, float]:
    """How far down no piece crosses the gutter, and where its middle then is."""
    for number in range(first, len(rows)):
        narrowed = reduce(_narrowed, rows[number].pieces, gutter)
        if narrowed[1] - narrowed[0] < GUTTER:
            return number, sum(gutter) / 2
        gutter = narrowed
    return len(rows), sum(gutter) / 2


def _narrowed(gutter: tuple[float, float], piece: Piece) -> tuple[float, float]:
    low, high = gutter
    if piece.box.x1 <= low or piece.box.x0 >= high:
        return gutter
    if high - piece.box.x1 >= piece.box.x0 - low:
        return max(low, piece.box.x1), high
    return low, min(high, piece.box.x0)


def _both_are_prose(rows: Sequence[_Row], gutter: float) -> bool:
    left, right = list(_side(rows, gutter, left=True)), list(_side(rows, gutter, left=False))
    return _is_prose(left) and _is_prose(right)


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Most lines fill the column's width and hold several words: not labels, numbers or a list of names."""
    if len(rows) < 4:
        return False
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    filled = median((row.x1 - row.x0) / width for row in rows)
    wordy = median(sum(len(piece.words) for piece in row.pieces) for row in rows)
    single = sum(len(row.pieces) == 1 for row in rows) / len(rows)
    return filled >= 0.62 and wordy >= 4 and single >= 0.7
