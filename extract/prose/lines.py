"""Words outside tables put together into lines, and lines put into reading order.

A line keeps its pieces (runs of words with a wide gap between them), because the fronts of reports say "REPORT TO:",
a tab, and then to whom. Columns of prose are read one after the other; labels with values beside them
are no columns and stay on one line. Paragraphs are made of lines in `extract.prose.blocks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice, pairwise, takewhile
from statistics import median

from extract.page import Page, Word
from extract.prose.rows import Piece, Row, rows_of
from extract.tables.table import Table
from extract.tables.turned_texts import turned_texts
from schemas.geometry import Box, around
from schemas.quick import quick

GUTTER = 9.0
# Points from which type is display type, and how many times that of a table the type of its slide's title is.
DISPLAY, LARGER = 14.0, 1.4
# Words of a table that show its type.
FEW_WORDS = 12
LINES_OF_TITLE, STEP_OF_TITLE, SAME_SIZE = 3, 1.6, 0.1
"""Lines of one title, how far apart they stand in font sizes, and points by which their sizes may differ."""
# Sides of a drawn bullet in points.
DOT = (2.0, 8.0)


@quick
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
    words: tuple[Word, ...]
    text: str
    size: float
    bold: bool
    depth: float
    reach: float
    column: int = 0
    ruled: bool = False
    dotted: bool = False
    titles: bool = False

    @property
    def measured(self) -> bool:
        """Whether sizes are as printed; those of a scanned line are taken from its picture and vary."""
        return self.words[0].confidence >= 1.0


def lines(page: Page, tables: Sequence[Table] = ()) -> tuple[Line, ...]:
    """The page's lines in reading order, each word outside `tables` in exactly one of them.

    A table of a single column is a box around prose, and its words count as prose. Turned words come last.
    """
    words = _outside(page.words, tables)
    found: list[Line] = []
    for turned in sorted({word.turned for word in words}):
        rows = rows_of([word for word in words if word.turned == turned])
        ordered = _in_reading_order(rows, 0) if turned == 0 else ((0, row) for row in rows)
        found.extend(_line(page, row, column) for column, row in ordered)
    drawn = list(_with_drawing(found, page))
    if drawn and _is_title(drawn, page, tables):
        drawn[0] = replace(drawn[0], titles=True)
    return tuple(drawn)


def _is_title(found: Sequence[Line], page: Page, tables: Sequence[Table]) -> bool:
    """Whether the first line is set in display type above a table in small type, it may be with others right below it.
    The bullets of other slides, which are all of a paper's prose, may be larger than their titles."""
    first = found[0]
    if first.size < DISPLAY:
        return False
    own = takewhile(lambda pair: _runs_on(*pair), pairwise(found[: LINES_OF_TITLE + 1]))
    if any(line.size >= first.size for line in found[1 + sum(1 for _ in own) :]):
        return False
    below = [table.box for table in tables if table.column_count > 1 and table.box.y0 > first.box.y1]
    inner = (word for word in page.words if below[0].holds(word.box.x0, word.box.y0)) if below else iter(())
    sizes = sorted(word.size for word in islice(inner, FEW_WORDS))
    return bool(sizes) and first.size >= LARGER * sizes[len(sizes) // 2]


def _runs_on(line: Line, below: Line) -> bool:
    """Whether a line is the next of the same title."""
    step = below.box.y0 - line.box.y0
    return abs(line.size - below.size) < SAME_SIZE and 0 < step < STEP_OF_TITLE * line.size


def _outside(words: Sequence[Word], tables: Sequence[Table]) -> list[Word]:
    """The words that no table holds; a turned text that runs out of its cell is in it whole."""
    every, boxes = words, [table.box for table in tables if table.column_count > 1]
    for box in boxes:
        left, right, top, foot = 2 * box.x0, 2 * box.x1, 2 * box.y0, 2 * box.y1
        words = [
            word
            for word in words
            if not (top <= (at := word.box).y0 + at.y1 <= foot and left <= at.x0 + at.x1 <= right)
        ]
    words = [word for word in words if word.text and not word.text.isspace()]
    if not any([word.turned for word in words]):
        return words
    out = {id(word) for word in words}
    over = [text for text in turned_texts(every) if any(id(word) not in out for word in text)]
    run_out = {id(word) for text in over for word in text}
    return [word for word in words if id(word) not in run_out]


def _line(page: Page, row: Row, column: int) -> Line:
    pieces = row.pieces
    words = pieces[0].words if len(pieces) == 1 else tuple([word for piece in pieces for word in piece.words])
    box = pieces[0].box if len(pieces) == 1 else around([piece.box for piece in pieces])
    return Line(
        page=page.number,
        box=box,
        pieces=pieces,
        words=words,
        text=" ".join([piece.text for piece in pieces]),
        size=_usual_size(words),
        bold=_all_bold(words),
        depth=min(1.0, max(0.0, (box.y0 + box.y1) / 2 / page.height)) if page.height > 0 else 0.0,
        reach=min(1.0, max(0.0, box.x1 / page.width)) if page.width > 0 else 1.0,
        column=column,
    )


def _all_bold(words: Sequence[Word]) -> bool:
    if not any([word.bold for word in words]):
        return False
    return all(word.bold for word in words if any(map(str.isalnum, word.text)))


def _with_drawing(found: Sequence[Line], page: Page) -> Iterator[Line]:
    """The lines, marked where a rule parts them from the line above (an underline does not) or a bullet is drawn."""
    across = [rule.box for rule in page.rules if rule.horizontal and rule.box.x1 - rule.box.x0 > 60]
    drawn = [*(rule.box for rule in page.rules), *(fill.box for fill in page.fills)]
    dots = [*(box for box in drawn if _is_dot(box)), *page.dots]
    above: Line | None = None
    for line in found:
        ruled = above is not None and any([_parts(box, above, line) for box in across])
        dotted = any([_stands_before(box, line) for box in dots])
        yield replace(line, ruled=ruled, dotted=dotted) if ruled or dotted else line
        above = line


def _parts(rule: Box, above: Line, line: Line) -> bool:
    one, other = above.box, line.box
    if not one.y0 + one.y1 < 2 * rule.y0 < other.y0 + other.y1:
        return False
    left, right = min(one.x0, other.x0), max(one.x1, other.x1)
    return rule.x0 < left + 2 and rule.x1 > right - 2 and rule.x1 - rule.x0 > right - left + 6


def _is_dot(box: Box) -> bool:
    """As small and as square as a bullet (browsers draw theirs)."""
    across, down = box.x1 - box.x0, box.y1 - box.y0
    long, short = (across, down) if across > down else (down, across)
    return DOT[0] <= short and long <= DOT[1] and long <= 1.3 * short


def _stands_before(dot: Box, line: Line) -> bool:
    level = line.box.y0 < dot.centre[1] < line.box.y1
    return level and 0 < line.box.x0 - dot.x1 < 2.5 * line.size


def _usual_size(words: Sequence[Word]) -> float:
    size = words[0].size
    if all([word.size == size for word in words]):
        return round(size, 1)
    weight: dict[float, int] = {}
    for word in words:
        size = round(word.size, 1)
        weight[size] = weight.get(size, 0) + len(word.text)
    return max(weight, key=lambda one: (weight[one], one))


def _in_reading_order(rows: Sequence[Row], column: int) -> Iterator[tuple[int, Row]]:
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


def _side(rows: Sequence[Row], gutter: float, *, left: bool) -> Iterator[Row]:
    for row in rows:
        kept = tuple([piece for piece in row.pieces if (piece.box.x0 + piece.box.x1 < 2 * gutter) == left])
        if kept:
            yield Row(kept)


def _columns(rows: Sequence[Row]) -> tuple[int, int, float] | None:
    """The longest stretch of rows that is prose in two columns: first row, end, middle of the gutter."""
    best: tuple[int, int, float] | None = None
    wordy = [row for row in rows if len(row.pieces) > 1 and sum(len(piece.words) > 2 for piece in row.pieces) > 1]
    if len(wordy) < 4:
        return None
    for first, row in enumerate(rows):
        if best is not None and first < best[1]:
            continue
        for before, after in pairwise(row.pieces):
            if after.box.x0 - before.box.x1 < GUTTER:
                continue
            end, gutter = _follow(rows, first, (before.box.x1, after.box.x0))
            longer = end - first >= 4 and (best is None or end - first > best[1] - best[0])
            if longer and _both_are_prose(rows[first:end], gutter):
                best = first, end, gutter
    return best


def _follow(rows: Sequence[Row], first: int, gutter: tuple[float, float]) -> tuple[int, float]:
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


def _both_are_prose(rows: Sequence[Row], gutter: float) -> bool:
    sides = [[piece for piece in row.pieces if piece.box.x0 + piece.box.x1 < 2 * gutter] for row in rows]
    others = [[piece for piece in row.pieces if piece.box.x0 + piece.box.x1 >= 2 * gutter] for row in rows]
    return _is_prose([side for side in sides if side]) and _is_prose([side for side in others if side])


def _is_prose(rows: Sequence[Sequence[Piece]]) -> bool:
    """Most lines fill the column's width and hold several words: not labels, numbers or a list of names."""
    if len(rows) < 4 or sum([len(row) == 1 for row in rows]) < 0.7 * len(rows):
        return False
    if median([sum([len(piece.words) for piece in row]) for row in rows]) < 4:
        return False
    reach = [(row[0].box.x0, row[-1].box.x1) for row in rows]
    width = max([right for _, right in reach]) - min([left for left, _ in reach])
    return width > 0 and median([right - left for left, right in reach]) >= 0.62 * width
