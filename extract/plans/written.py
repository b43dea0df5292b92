"""Forms written out: "Lead: Head of Housing", in lines of text, in boxes, or in the cells of a card.

A form drawn as a table has its labels in cells of their own, and `extract.plans.record` reads it. Here a label and what
it says share a line or a cell, or no line shows which cells there are; both are put into a table of two columns,
whatever drew them, and `record` reads that. What belongs here: where what a label says ends, and which labels stand
together. What a label is, is told in `labels`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.headers.vocabulary import fields_named, vocabulary
from extract.headers.words import plain
from extract.page import Page, Word
from extract.plans.cards import Cards, cards_on
from extract.plans.grid import Strip, strips
from extract.plans.labels import heads_form, is_label, segments, stands_above
from extract.plans.record import records
from extract.prose.lines import Line, lines
from extract.prose.rows import Piece, rows_of
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, around
from schemas.verbatim import Method

_FEWEST = 3
"""Labels of a form that is whole."""
_BEFORE_COLON, _OPENING = 3, 4
"""Words before the one with a colon, and at the start of a cell, that may be of its label."""
_WHAT, _WHO_WHEN = frozenset(["action", "recommendation"]), frozenset(["owner", "deadline"])
_STEP = 1.65
"""In font sizes: how far below a line the next one of the same text stands."""
_APART, _SAME_SIZE = 1.2, 0.5
"""In font sizes, a gap that is no space; points by which type of one size may differ."""
_NEARER = 0.85
"""Share of the step from the line above: what is as near to the line below belongs to that."""
_SAME_START = 2.0
"""Points within which texts of one column begin."""
_BANNER = 30
"""Words of a heading above a form."""
_LABELLED = 0.4
"""Share of the lines of a table from which on those that begin with a label make it a form, whatever its cells."""


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
    """Entries that nothing else stands between; `row` are those of the last line."""

    entries: list[_Entry] = field(default_factory=list)
    row: list[_Entry] = field(default_factory=list)
    drawn: list[Table] = field(default_factory=list)


def may_hold_forms(page: Page, plans: Sequence[Table], free: Sequence[Table]) -> bool:
    """Whether labels enough for a form stand on a page outside its tables of plans: words that headings are made of,
    with a colon, or at the start of cells, some of which say what is to be done, and some by whom or when."""
    known = vocabulary().known
    ends = [at for at, word in enumerate(page.words) if word.text[-1:] == ":"]
    loose = [at for at in ends if not any(table.box.holds(*page.words[at].box.centre) for table in plans)]
    labelled = [[word.text for word in page.words[max(0, at - _BEFORE_COLON) : at + 1]] for at in loose]
    openings = [[cell.text.split(None, _OPENING)[:_OPENING] for cell in table.cells] for table in free]
    enough = len({plain(texts[-1].rstrip(":")) for texts in labelled} & known.keys()) >= _FEWEST or any(
        len({plain(texts[0]) for texts in table if len(texts) > 1} & known.keys()) >= _FEWEST for table in openings
    )
    if not enough:
        return False
    said = [*labelled, *(texts for table in openings for texts in table)]
    fields = frozenset[str]().union(*(fields_named(texts, least=0.0) for texts in said if texts))
    return not fields.isdisjoint(_WHAT) and not fields.isdisjoint(_WHO_WHEN)


def written(page: Page, tables: Sequence[Table], free: Sequence[Table]) -> tuple[Written, ...]:
    """The forms of a page, from the top, outside its `tables` but for those that are `free`, no tables of a plan."""
    cards = [card for table in free if (card := _card(page, table)) is not None]
    plain_text = [table for table in free if _is_no_grid(page, table) and not any(table is one.table for one in cards)]
    grids = [table for table in tables if _parts(table) > 1 and not any(table is one for one in plain_text)]
    beside = cards_on(page.words)
    if beside is not None:
        return _of_cards(page, beside, tables)
    kept = [_above(table, plain_text) for table in grids]
    flow: list[Line | _Card] = list(lines(page, kept))
    for card in cards:
        below = (at for at, one in enumerate(flow) if isinstance(one, Line) and one.box.y0 >= card.table.box.y1 - 1.0)
        flow.insert(next(below, len(flow)), card)
    found = [run for run in _runs(flow) if any(entry.label for entry in run.entries)]
    return tuple(_made(page, run, plain_text) for run in found)


def _of_cards(page: Page, beside: Cards, tables: Sequence[Table]) -> tuple[Written, ...]:
    """The forms of cards side by side, instead of the tables that they were taken for."""
    flow = [line for words in beside.words for line in lines(replace(page, words=words))]
    there = [table for table in tables if table.box.overlap(beside.box) > 0.0]
    found = [run for run in _runs(flow) if any(entry.label for entry in run.entries)]
    return tuple(_made(page, run, there) for run in found)


def _is_no_grid(page: Page, table: Table) -> bool:
    """Whether the lines of a table say more after labels than its cells do: its columns are no more than labels."""
    inner = _within(page, table)
    marked = {word.box.y0 for word in inner.words if word.bold or word.text[-1:] == ":"}
    if len(marked) < max(_FEWEST, _LABELLED * len({cell.row for cell in table.cells if cell.text})):
        return False
    own = lines(inner)
    found = [entry for run in _runs(own) for entry in run.entries if entry.label]
    if len(found) < _FEWEST or len({entry.label[0].box.y0 for entry in found}) < _LABELLED * len(own):
        return False
    told = records(strips(table))
    forms = [strip for strip in told.strips if _is_form(strip)] if told is not None else []
    labels = sum(bool(piece.cell.places) for strip in forms for piece in strip.pieces)
    words = sum(len(piece.text.split()) for strip in forms for piece in strip.pieces)
    return len(found) > labels or sum(len(entry.said) for entry in found) > words


def _within(page: Page, table: Table) -> Page:
    """The page with the words of a table only."""
    return replace(page, words=tuple(word for word in page.words if table.box.holds(*word.box.centre)))


def _is_form(strip: Strip) -> bool:
    """Whether a strip of forms is one, and no heading above it."""
    return sum(bool(piece.text) for piece in strip.pieces) > 1


def _above(table: Table, plain_text: Sequence[Table]) -> Table:
    """The table down to where text begins that was taken for another one."""
    box = table.box
    ends = [one.box.y0 for one in plain_text if box.y0 < one.box.y0 < box.y1 and one.box.overlap(box) > 0.0]
    return replace(table, box=replace(box, y1=min(ends))) if ends else table


def _in_line(pieces: Sequence[Piece]) -> list[Word]:
    return [word for piece in pieces for word in piece.words]


def _parts(table: Table) -> int:
    """The most cells with text in a row; a box around text has one, and its lines are read like any."""
    rows = [sum(bool(cell.text) for cell in table.cells if cell.row == at) for at in range(table.row_count)]
    return max(rows, default=0)


def _card(page: Page, table: Table) -> _Card | None:
    """A table all of whose cells open with labels, stand below one, or head the form across all of it."""
    if _parts(table) < 2:
        return None
    page = _within(page, table)
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
    return len(row) > 1 and all(is_label(cell.text) for cell in row)


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
    top, foot = min(cell.box.y0 for cell in row), max(cell.box.y1 for cell in row)
    level = [word for word in page.words if top <= word.box.centre[1] <= foot]
    for cell in row:
        lines_of = rows_of([word for word in level if cell.box.holds(*word.box.centre)])
        own = list(_of_lines([_in_line(line.pieces) for line in lines_of]))
        if not own or not (own[0].label or cell.column_span == columns):
            return None
        entries += [_Entry(one.label, one.said, cell.fill) for one in own]
    return entries


def _words(page: Page, cell: TableCell) -> list[Word]:
    return [word for word in page.words if cell.box.holds(*word.box.centre)]


def _of_lines(rows: Sequence[Sequence[Word]]) -> Iterator[_Entry]:
    """What the lines of one cell say: text before the first label is a heading."""
    if len(rows) > 1 and stands_above(rows[0], rows[1]):
        yield _Entry(tuple(rows[0]), [word for row in rows[1:] for word in row])
        return
    entry: _Entry | None = None
    for row in rows:
        for label, said in segments(row):
            if label or entry is None:
                if entry is not None:
                    yield entry
                entry = _Entry(label)
            entry.said += said
    if entry is not None:
        yield entry


def _runs(flow: Sequence[Line | _Card]) -> Iterator[_Run]:
    """The forms of a page, cut where other text stands between them."""
    run = _Run()
    heads: list[Line] = []
    ahead: Line | None = None
    last: Line | None = None
    for at, one in enumerate(flow):
        entries = _entries(one, run)
        if not entries and isinstance(one, Line):
            if _leads(flow[max(at - 1, 0) : at + 2], one):
                ahead = one
            elif heads or last is None or not _goes_on(last, one) or not _said_more(run.row, one):
                heads.append(one)
            last = one
            continue
        if heads and not _is_banner(heads):
            yield run
            run = _Run()
        elif heads:
            run.entries.append(_Entry((), [word for head in heads for word in head.words]))
        if ahead is not None:
            entries[0].said[:0] = ahead.words
        heads, ahead = [], None
        run.row = entries
        run.entries += entries
        run.drawn += [] if isinstance(one, Line) else [one.table]
        last = one if isinstance(one, Line) else None
    yield run


def _leads(near: Sequence[Line | _Card], line: Line) -> bool:
    """Whether a line is the first of what the label below it says, which stands in the middle of its text: it begins
    right of that label, and nearer to it than to the line above."""
    before, after = near[0], near[-1]
    if after is line or not isinstance(after, Line):
        return False
    label, said = next(segments(after.words), ((), []))
    if not label or line.box.x0 < label[-1].box.x1 or (said and abs(said[0].box.x0 - line.box.x0) > _SAME_START):
        return False
    over = line.box.y0 - before.box.y0 if isinstance(before, Line) and before is not line else _STEP * line.size
    return 0 < after.box.y0 - line.box.y0 < min(_NEARER * over, line.size)


def _entries(one: Line | _Card, run: _Run) -> list[_Entry]:
    """What a card says, or a line that begins with a label; nothing for any other line. Labels without a colon that
    say nothing are headings, unless one stands in line with those above it."""
    if isinstance(one, _Card):
        return list(one.entries)
    found = [_Entry(label, said) for label, said in segments(one.words)]
    if not found or not found[0].label:
        return []
    if any(entry.said for entry in found) or found[0].label[-1].text.endswith(":"):
        return found
    above = [entry.label[0] for entry in run.entries if entry.label]
    return found if len(found) == 1 and any(_in_line_with(one, word) for word in above) else []


def _in_line_with(line: Line, word: Word) -> bool:
    return abs(line.box.x0 - word.box.x0) <= _SAME_START and abs(line.size - word.size) <= _SAME_SIZE


def _said_more(row: Sequence[_Entry], line: Line) -> bool:
    """Add a line to what the labels of the line above say, each piece of it to the text it stands below, else to the
    last, which may run on below its label; whether the line goes on with any."""
    found: list[tuple[_Entry, Piece]] = []
    for piece in line.pieces:
        below = [entry for entry in row if entry.said and entry.said[0].box.x0 <= piece.box.x0 + _SAME_START]
        host = below[-1] if below else next((entry for entry in row[-1:] if _runs_below_label(entry)), None)
        if host is None:
            return False
        found.append((host, piece))
    for host, piece in found:
        host.said += piece.words
    return bool(found)


def _runs_below_label(entry: _Entry) -> bool:
    """Whether the text follows its label as words follow each other: its next line may begin where the label does."""
    if not entry.label:
        return True
    last = entry.label[-1]
    wide = bool(entry.said) and entry.said[0].box.x0 - last.box.x1 > _APART * last.size
    return last.text.endswith(":") and not wide


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the text of the line before it, and heads no form."""
    same = line.page == before.page and line.column == before.column and not heads_form(line.words)
    step = (line.box.y0 + line.box.y1 - before.box.y0 - before.box.y1) / 2
    return same and 0 < step <= _STEP * max(line.size, before.size) and line.size <= before.size + 1.0


def _is_banner(heads: Sequence[Line]) -> bool:
    """Whether the lines above a form are its heading: bold, larger, or numbered ("Recommendation 3: ...")."""
    words = [word for head in heads for word in head.words]
    together = all(_goes_on(one, other) for one, other in pairwise(heads))
    return together and len(words) <= _BANNER and (heads_form(words) or all(head.bold for head in heads))


def _made(page: Page, run: _Run, plain_text: Sequence[Table]) -> Written:
    """The entries as a table of labels beside what they say, a heading across both; some may stand in what was taken
    for a table and is `plain_text`."""
    cells: list[TableCell] = []
    for row, entry in enumerate(run.entries):
        if entry.label:
            cells += [_cell(entry.label, row, 0), _cell(entry.said, row, 1, fill=entry.fill, beside=entry.label)]
        else:
            cells.append(_cell(entry.said, row, 0, across=2, fill=entry.fill))
    box = around([cell.box for cell in cells])
    drawn = (*run.drawn, *(table for table in plain_text if table.box.overlap(box) > 0.0))
    method: Method = drawn[0].method if drawn else "prose"
    table = Table(page.number, box, tuple(cells), method, min([one.confidence for one in drawn], default=1.0))
    return Written(table, drawn, records(strips(table)) is not None)


def _cell(
    words: Sequence[Word],
    row: int,
    column: int,
    *,
    across: int = 1,
    fill: str | None = None,
    beside: Sequence[Word] = (),
) -> TableCell:
    """A cell of words, a label without its colon; an empty one stands right of what is `beside` it."""
    box = around([word.box for word in words or beside])
    if not words:
        box = Box(box.x1, box.y0, box.x1, box.y1)
    text = cell_text(words, box)
    return TableCell(
        text.rstrip(" :") if column == 0 and across == 1 else text,
        row,
        column,
        1,
        across,
        box,
        fill=fill,
        bold=bool(words) and all(word.bold for word in words),
        confidence=min([word.confidence for word in words], default=1.0),
    )
