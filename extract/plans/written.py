"""Forms written out: "Lead: Head of Housing", in lines of text, in boxes, or in the cells of a card.

A form drawn as a table has its labels in cells of their own, and `extract.plans.record` reads it. Here a label and what
it says share a line or a cell; both are put into a table of two columns, whatever drew them, and `record` reads that.
What belongs here: finding the labels and where what they say ends. A label is known by its colon, and by what the
vocabulary knows or a bold face shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.headers.vocabulary import heading, vocabulary
from extract.headers.words import plain
from extract.page import Page, Word
from extract.plans.grid import strips
from extract.plans.record import records
from extract.prose.lines import Line, lines
from extract.prose.rows import rows_of
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, around
from schemas.verbatim import Method

_FEWEST = 3
"""Labels of a form that is whole."""
_LONGEST = 5
"""Words of a label."""
_APART = 1.2
"""In font sizes: a gap between words that is no space, after which a label may begin."""
_STEP = 1.65
"""In font sizes: how far below a line the next one of the same text stands."""
_BEFORE = frozenset("|•–;")
_NUMBERED = re.compile(r"(.*[A-Za-z])\W*\b([A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)")
_BANNER = 30
"""Words of a heading above a form."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table of labels and what they say; `drawn` are the tables in whose cells some of them stand; `whole` when it
    holds an action with who and when."""

    table: Table
    drawn: tuple[Table, ...]
    whole: bool


@dataclass(slots=True)
class _Entry:
    """A label with what it says, or a heading across the form when there is no label."""

    label: tuple[Word, ...]
    said: list[Word] = field(default_factory=list)
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class _Card:
    """A drawn table of labels with what its cells say."""

    table: Table
    entries: tuple[_Entry, ...]


@dataclass(slots=True)
class _Run:
    """Entries that nothing else stands between."""

    entries: list[_Entry] = field(default_factory=list)
    drawn: list[Table] = field(default_factory=list)


def may_hold_forms(page: Page, tables: Sequence[Table]) -> bool:
    """Whether labels enough for a form stand on a page: words that headings are made of, with a colon, or at the start
    of cells."""
    known = vocabulary().known
    ends = [word.text for word in page.words if word.text[-1:] == ":"]
    if len({plain(text.rstrip(":")) for text in ends} & known.keys()) >= _FEWEST:
        return True
    return any(len({_first(cell.text) for cell in table.cells} & known.keys()) >= _FEWEST for table in tables)


def _first(text: str) -> str:
    """The first of several words; nothing where there is one at most."""
    words = text.split(None, 2)
    return plain(words[0]) if len(words) > 1 else ""


def written(page: Page, tables: Sequence[Table]) -> tuple[Written, ...]:
    """The forms of a page, from the top; cards that are tables of a plan already must not be among the `tables`."""
    cards = [card for table in tables if (card := _card(page, table)) is not None]
    around_them = [table for table in tables if _parts(table) > 1]
    flow: list[Line | _Card] = list(lines(page, around_them))
    for card in cards:
        below = (at for at, one in enumerate(flow) if isinstance(one, Line) and one.box.y0 >= card.table.box.y1 - 1.0)
        flow.insert(next(below, len(flow)), card)
    return tuple(_made(page, run) for run in _runs(flow) if any(entry.label for entry in run.entries))


def _parts(table: Table) -> int:
    """The most cells with text in a row; a box around text has one, and its lines are read like any."""
    rows = [sum(bool(cell.text) for cell in table.cells if cell.row == at) for at in range(table.row_count)]
    return max(rows, default=0)


def _card(page: Page, table: Table) -> _Card | None:
    """A table all of whose cells open with labels, stand below one, or head the form across all of it."""
    if _parts(table) < 2:
        return None
    rows = [[cell for cell in table.cells if cell.row == at and cell.text] for at in range(table.row_count)]
    entries: list[_Entry] = []
    above: list[TableCell] = []
    for row in (sorted(row, key=lambda cell: cell.column) for row in rows if row):
        own = _beneath(page, above, row) if above else None
        if own is not None:
            above = []
        elif above:
            return None
        elif _is_head(row):
            above = row
        else:
            own = _of_row(page, row, table.column_count)
            if own is None:
                return None
        entries += own or []
    return _Card(table, tuple(entries)) if any(entry.label for entry in entries) else None


def _is_head(row: Sequence[TableCell]) -> bool:
    """Whether the cells of a row are nothing but labels, which belong to the cells of the row below."""
    return len(row) > 1 and all(_is_label(cell.text) for cell in row)


def _is_label(text: str) -> bool:
    one = heading(text.rstrip(" :")) if len(text.split()) <= _LONGEST else None
    return one is not None and bool(one.field) and one.share == 1.0


def _beneath(page: Page, heads: Sequence[TableCell], row: Sequence[TableCell]) -> list[_Entry] | None:
    """What stands below labels, each in the columns of its own; null where anything stands elsewhere."""
    under = [[cell for cell in row if cell.column == head.column] for head in heads]
    if sum(map(len, under)) < len(row):
        return None
    return [
        _Entry(
            tuple(_words(page, head)),
            [word for cell in cells for word in _words(page, cell)],
            next((cell.fill for cell in cells), None),
        )
        for head, cells in zip(heads, under, strict=True)
    ]


def _of_row(page: Page, row: Sequence[TableCell], columns: int) -> list[_Entry] | None:
    """What the cells of a row say; null where one that has no label stands beside others."""
    entries: list[_Entry] = []
    for cell in row:
        lines_of = rows_of(_words(page, cell))
        own = list(_of_lines([[word for piece in line.pieces for word in piece.words] for line in lines_of]))
        if not own or not (own[0].label or cell.column_span == columns):
            return None
        entries += [_Entry(one.label, one.said, cell.fill) for one in own]
    return entries


def _words(page: Page, cell: TableCell) -> list[Word]:
    return [word for word in page.words if cell.box.holds(*word.box.centre)]


def _of_lines(rows: Sequence[Sequence[Word]]) -> Iterator[_Entry]:
    """What the lines of one cell say: text before the first label is a heading."""
    if len(rows) > 1 and _stands_above(rows[0], rows[1]):
        yield _Entry(tuple(rows[0]), [word for row in rows[1:] for word in row])
        return
    entry: _Entry | None = None
    for row in rows:
        for label, said in _segments(row):
            if label or entry is None:
                if entry is not None:
                    yield entry
                entry = _Entry(label)
            entry.said += said
    if entry is not None:
        yield entry


def _stands_above(row: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether a line is a label above what it names: a heading that looks unlike the text below."""
    text = " ".join(word.text for word in row)
    if not _is_label(text):
        return False
    bold = all(word.bold for word in row) and not all(word.bold for word in after)
    return bold or text.isupper() or row[0].size < after[0].size - 0.5 or row[0].colour != after[0].colour


def _runs(flow: Iterable[Line | _Card]) -> Iterator[_Run]:
    """The forms of a page, cut where other text stands between them."""
    run = _Run()
    heads: list[Line] = []
    last: Line | None = None
    for one in flow:
        entries = _entries(one)
        if not entries and isinstance(one, Line):
            if run.entries and not heads and last is not None and _goes_on(last, one):
                run.entries[-1].said += one.words
            else:
                heads.append(one)
            last = one
            continue
        if heads and not _is_banner(heads):
            yield run
            run = _Run()
        elif heads:
            run.entries.append(_Entry((), [word for head in heads for word in head.words]))
        heads = []
        run.entries += entries
        run.drawn += [] if isinstance(one, Line) else [one.table]
        last = one if isinstance(one, Line) else None
    yield run


def _entries(one: Line | _Card) -> list[_Entry]:
    """What a card says, or a line that begins with a label; nothing for any other line."""
    if isinstance(one, _Card):
        return list(one.entries)
    found = [_Entry(label, said) for label, said in _segments(one.words)]
    return found if found and found[0].label else []


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the text of the line before it."""
    same = line.page == before.page and line.column == before.column
    step = (line.box.y0 + line.box.y1 - before.box.y0 - before.box.y1) / 2
    return same and 0 < step <= _STEP * max(line.size, before.size) and line.size <= before.size + 1.0


def _is_banner(heads: Sequence[Line]) -> bool:
    """Whether the lines above a form are its heading: bold, larger, or numbered ("Recommendation 3: ...")."""
    words = [word for head in heads for word in head.words]
    together = all(_goes_on(one, other) for one, other in pairwise(heads))
    numbered = _label(words[: _LONGEST + 1], numbered=True) > 0
    return together and len(words) <= _BANNER and (numbered or all(head.bold for head in heads))


def _segments(words: Sequence[Word]) -> Iterator[tuple[tuple[Word, ...], list[Word]]]:
    """A line cut at its labels: each with the words after it, first those before any label."""
    label: tuple[Word, ...] = ()
    said: list[Word] = []
    at = 0
    while at < len(words):
        count = _label(words[at:]) if _may_begin(words, at) else 0
        if not count:
            said.append(words[at])
            at += 1
            continue
        if label or said:
            yield label, _bare(said)
        label, said, at = tuple(words[at : at + count]), [], at + count
    if label or said:
        yield label, said


def _bare(said: list[Word]) -> list[Word]:
    """Without the sign that parts it from the next label."""
    return said[:-1] if said and said[-1].text in _BEFORE else said


def _may_begin(words: Sequence[Word], at: int) -> bool:
    """Whether a label may begin here: at the line's start, after a wide gap or a sign, or where bold type begins."""
    if at == 0:
        return True
    before, word = words[at - 1], words[at]
    gap = word.box.x0 - before.box.x1
    return before.text[-1] in _BEFORE or gap > _APART * word.size or (word.bold and not before.bold)


def _label(words: Sequence[Word], *, numbered: bool = False) -> int:
    """How many words, the last with a colon, are a label at the start of these; 0 where they are none.

    One with a number of its own heads a form ("Recommendation 3:"), and is asked for by `numbered`.
    """
    count = next((at + 1 for at, word in enumerate(words[:_LONGEST]) if word.text.endswith(":")), 0)
    text = " ".join(word.text for word in words[:count]).rstrip(" :")
    if not count or not text[:1].isalnum() or text[:1].islower():
        return 0
    match = _NUMBERED.fullmatch(text)
    if (match is not None) != numbered:
        return 0
    one = heading(match[1] if match else text)
    bold = all(word.bold for word in words[:count]) and not all(word.bold for word in words)
    return count if (one.field and one.share == 1.0) or (bold and not numbered) else 0


def _made(page: Page, run: _Run) -> Written:
    """The entries as a table of labels beside what they say, a heading across both."""
    cells: list[TableCell] = []
    for row, entry in enumerate(run.entries):
        said = _cell(entry.said, row, 1 if entry.label else 0, entry.fill, entry.label)
        cells += [_cell(entry.label, row, 0, None, entry.said), said] if entry.label else [said]
    method: Method = run.drawn[0].method if run.drawn else "prose"
    confidence = min([table.confidence for table in run.drawn], default=1.0)
    table = Table(page.number, around([cell.box for cell in cells]), tuple(cells), method, confidence)
    return Written(table, tuple(run.drawn), records(strips(table)) is not None)


def _cell(words: Sequence[Word], row: int, column: int, fill: str | None, beside: Sequence[Word]) -> TableCell:
    """A cell of words; an empty one stands right of what is `beside` it."""
    if words:
        box = around([word.box for word in words])
    else:
        edge = around([word.box for word in beside])
        box = Box(edge.x1, edge.y0, edge.x1, edge.y1)
    text = cell_text(words, box)
    is_label = column == 0 and bool(beside)
    return TableCell(
        text.rstrip(" :") if is_label else text,
        row,
        column,
        1,
        1 if beside else 2,
        box,
        fill=fill,
        bold=bool(words) and all(word.bold for word in words),
        confidence=min([word.confidence for word in words], default=1.0),
    )
