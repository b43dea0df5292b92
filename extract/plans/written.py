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

from extract.page import Page, Word
from extract.plans.below_labels import (
    runs_below_label,
    said_before_labels,
    said_more,
    taken_by_label,
    with_begun_label,
)
from extract.plans.cards import Cards, cards_on
from extract.plans.entries import Card, Entry, banner_of, card_of, parts, within
from extract.plans.grid import strips
from extract.plans.heads import is_bare_number
from extract.plans.label_cards import is_form, sided_cards
from extract.plans.labels import heads_form, is_numbered, segments, stands_above
from extract.plans.record import records
from extract.prose.lines import Line, lines
from extract.tables.celltext import cell_text
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, around
from schemas.verbatim import Method

_FEWEST = 3
"""Labels of a form that is whole."""
_STEP, _BELOW = 1.65, 2.4
"""In font sizes: how far below a line the next one of the same text stands, and one below its label."""
_SAME_SIZE, _LARGER = 0.5, 1.0
"""Points by which type of one size may differ, and a label be larger than its text."""
_TEXT_LARGER = 0.3
"""In sizes of a bold label: by how much what stands below it may be larger."""
_NEARER = 0.85
"""Share of the step from the line above: what is as near to the line below belongs to that."""
_SAME_START = 2.0
"""Points within which texts of one column begin."""
_FAR = 1.2
"""In font sizes: the widest gap between what a label says and the next one."""
_BANNER = 30
"""Words of a heading above a form."""
_LONGEST = 5
"""Words of a label that nobody knows."""
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
class _Run:
    """Entries that nothing else stands between; `row` are those of the last line."""

    entries: list[Entry] = field(default_factory=list)
    row: list[Entry] = field(default_factory=list)
    drawn: list[Table] = field(default_factory=list)


def written(page: Page, tables: Sequence[Table], free: Sequence[Table]) -> tuple[Written, ...]:
    """The forms of a page, from the top, outside its `tables` but for those that are `free`, no tables of a plan."""
    sided = sided_cards(page, tables, free)
    taken = [table for card in sided for table in card.drawn]
    rest = [table for table in free if not any(table is one for one in taken)]
    cards = [card for table in rest if (card := card_of(page, table)) is not None]
    plain_text = [table for table in rest if _is_no_grid(page, table) and not any(table in one.drawn for one in cards)]
    beside = cards_on(page.words)
    if beside is not None:
        return _of_cards(page, beside, tables)
    left_out = [*plain_text, *taken]
    grids = [table for table in tables if parts(table) > 1 and not any(table is one for one in left_out)]
    loose = replace(page, words=tuple(word for word in page.words if not _is_in(word, sided))) if sided else page
    flow: list[Line | Card] = list(lines(loose, [_above(table, plain_text) for table in grids]))
    for card in sorted((*cards, *sided), key=lambda card: card.box.y0):
        foot = card.box.y1 - 1.0
        below = (at for at, one in enumerate(flow) if isinstance(one, Line) and one.box.y0 >= foot)
        flow.insert(next(below, len(flow)), card)
    found = [run for run in _runs(flow) if any(entry.label for entry in run.entries)]
    return tuple(_made(page, run, plain_text) for run in found)


def _is_in(word: Word, cards: Sequence[Card]) -> bool:
    return any(card.box.holds_middle(word.box) for card in cards)


def _of_cards(page: Page, beside: Cards, tables: Sequence[Table]) -> tuple[Written, ...]:
    """The forms of cards side by side, instead of the tables that they were taken for."""
    flow = [line for words in beside.words for line in lines(replace(page, words=words))]
    there = [table for table in tables if table.box.overlap(beside.box) > 0.0]
    found = [run for run in _runs(flow) if any(entry.label for entry in run.entries)]
    return tuple(_made(page, run, there) for run in found)


def _is_no_grid(page: Page, table: Table) -> bool:
    """Whether the lines of a table say more after labels than its cells do: its columns are no more than labels. What
    reads as a label at the beginning of a value ("Area for improvement | Cause of concern: ...") is part of that."""
    inner = within(page, table)
    marked = {word.box.y0 for word in inner.words if word.bold or word.text[-1:] == ":"}
    if len(marked) < max(_FEWEST, _LABELLED * len({cell.row for cell in table.cells if cell.text})):
        return False
    own = lines(inner)
    found = [entry for run in _runs(own) for entry in run.entries if entry.label]
    if len(found) < _FEWEST or len({entry.label[0].box.y0 for entry in found}) < _LABELLED * len(own):
        return False
    told = records(strips(table))
    forms = [strip for strip in told.strips if is_form(strip)] if told is not None else []
    names = told.labels if told is not None else ()
    pairs = [pair for strip in forms for pair in zip(names, strip.pieces, strict=True) if pair[1].cell.places]
    words = sum(len(name.split()) + len(piece.text.split()) for name, piece in pairs)
    begun = {piece.text.partition(":")[0] for _, piece in pairs}
    found = [entry for entry in found if " ".join(word.text for word in entry.label).rstrip(":") not in begun]
    return len(found) > len(pairs) or sum(len(entry.label) + len(entry.said) for entry in found) > words


def _above(table: Table, plain_text: Sequence[Table]) -> Table:
    """The table down to where text begins that was taken for another one."""
    box = table.box
    ends = [one.box.y0 for one in plain_text if box.y0 < one.box.y0 < box.y1 and one.box.overlap(box) > 0.0]
    return replace(table, box=replace(box, y1=min(ends))) if ends else table


def _runs(flow: Sequence[Line | Card]) -> Iterator[_Run]:
    """The forms of a page, cut where other text stands between them."""
    run = _Run()
    heads: list[Line] = []
    ahead: Line | None = None
    last: Line | None = None
    for at, one in enumerate(flow):
        after = flow[at + 1] if at + 1 < len(flow) else None
        entries = _entries(one, run, after) or _in_paragraph(one, run, None if heads else last, after)
        if not entries and isinstance(one, Line):
            if _leads(flow[max(at - 1, 0) : at + 2], one):
                ahead = one
            elif heads or last is None or not _goes_on(last, one, _reach(run.row)) or not said_more(run.row, one):
                heads.append(one)
            last = one
            continue
        entries = entries if heads or ahead or isinstance(one, Line) else taken_by_label(run.row, last, entries)
        if heads and not _is_banner(heads):
            first = not run.entries
            yield run
            run = _Run(_opening(heads) or (_rest(heads, entries, flow[at : at + 2]) if first else []))
        elif heads:
            run.entries.append(_banner(heads))
        if ahead is not None:
            entries[0].said[:0] = ahead.words
        heads, ahead = [], None
        run.row = entries
        run.entries += entries
        run.drawn += () if isinstance(one, Line) else one.drawn
        last = one if isinstance(one, Line) else None
    yield run


def _in_paragraph(one: Line | Card, run: _Run, last: Line | None, after: Line | Card | None) -> list[Entry]:
    """What a line says from its first label on, where it goes on with the text of the line above."""
    if isinstance(one, Card) or last is None or not _goes_on(last, one):
        return []
    return said_before_labels(run.row, one, after.words if isinstance(after, Line) else ())


def _opening(heads: Sequence[Line]) -> list[Entry]:
    """The heading of the first form below other text: from the last line on that begins a numbered one, or the bold
    lines right above the form."""
    starts = [at for at, head in enumerate(heads) if heads_form(head.words)]
    plain = [at for at, head in enumerate(heads) if not head.bold]
    found = heads[starts[-1] :] if starts else heads[plain[-1] + 1 :] if plain else _together(heads)
    return [_banner(found)] if found and _is_banner(found) else []


def _together(heads: Sequence[Line]) -> Sequence[Line]:
    """The last of the lines that go on with each other: a title above them is none of theirs."""
    apart = [at for at, (one, other) in enumerate(pairwise(heads), start=1) if not _goes_on(one, other)]
    return heads[apart[-1] :] if apart else ()


def _banner(heads: Sequence[Line]) -> Entry:
    return banner_of([word for head in heads for word in head.words])


def _rest(heads: Sequence[Line], entries: Sequence[Entry], flow: Sequence[Line | Card]) -> list[Entry]:
    """The lines right above the first label of a page that begin where what labels say begins: the rest of what one on
    the page before says. Where that runs on below its label, they begin there, with a small letter."""
    said = entries[0].said or [word for one in flow[1:] if isinstance(one, Line) for word in one.words]
    starts = [said[0].box.x0] if said else []
    if heads[0].words[0].text[:1].islower() and entries[0].label and runs_below_label(entries[0]):
        starts.append(entries[0].label[0].box.x0)
    found: list[Line] = []
    below = flow[0].box
    for line in reversed(heads):
        far = all(abs(line.box.x0 - start) > _SAME_START for start in starts)
        if far or below.y0 - line.box.y1 > _FAR * line.size:
            break
        found.insert(0, line)
        below = line.box
    return [Entry((), [word for line in found for word in line.words], rest=True)] if found else []


def _leads(near: Sequence[Line | Card], line: Line) -> bool:
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


def _entries(one: Line | Card, run: _Run, after: Line | Card | None) -> list[Entry]:
    """What a card says, or a line that begins with a label; nothing for any other line. Labels without a colon that
    say nothing are headings, unless they stand above what they say or in line with those above."""
    if isinstance(one, Card):
        return list(one.entries)
    found = [Entry(label, said) for label, said in segments(one.words)]
    found = with_begun_label(found, after.words if isinstance(after, Line) else ())
    if _heads_columns(found):
        return []
    if not found or not found[0].label:
        return [Entry(one.words)] if _looks_like_label(one, run, after) or _numbers_form(one, after) else []
    if any(entry.said for entry in found) or found[0].label[-1].text.endswith(":"):
        return found
    below = _text_below(one, after)
    is_card = len(found) == 1 or bool(_above_their_text(run))
    if below is not None and is_card and all(stands_above(entry.label, below.words) for entry in found):
        return found
    if _looks_like_label(one, run, after):
        return [Entry(one.words)]
    return found if len(found) == 1 and _in_line_with_labels(one, run) else []


def _heads_columns(found: Sequence[Entry]) -> bool:
    """Whether labels side by side, without a colon, mostly say nothing: the header of a table, no form."""
    said = sum(bool(entry.said) for entry in found)
    marked = any(entry.label and entry.label[-1].text.endswith(":") for entry in found)
    return len(found) > _FEWEST and not marked and 2 * said < len(found)


def _text_below(line: Line, after: Line | Card | None) -> Line | None:
    """The next line where it stands as near as text below its label, and is no label itself."""
    near = isinstance(after, Line) and _goes_on(line, after, _BELOW) and line.size <= after.size + _LARGER
    return after if isinstance(after, Line) and near and not after.bold else None


def _looks_like_label(line: Line, run: _Run, after: Line | Card | None) -> bool:
    """Whether a line that names nothing known is a label by its look: bold, short, in line with labels above it that
    stand above what they say, with text below it."""
    short = line.bold and len(line.words) <= _LONGEST and len(line.pieces) == 1 and not heads_form(line.words)
    alike = [entry for entry in _above_their_text(run) if _in_line_with(line, entry.label[0])]
    return short and len(alike) >= _FEWEST - 1 and _text_below(line, after) is not None


def _above_their_text(run: _Run) -> list[Entry]:
    return [
        entry for entry in run.entries if entry.label and entry.said and entry.label[-1].box.y1 < entry.said[0].box.y0
    ]


def _numbers_form(line: Line, after: Line | Card | None) -> bool:
    """Whether a bold line is a label with its number alone ("Recommendation 3"), right above the first label of the
    form that it counts."""
    if not line.bold or after is None or not is_numbered(line.words):
        return False
    first = after.entries[0].label if isinstance(after, Card) else next(segments(after.words))[0]
    near = after.box.y0 - line.box.y1 <= _FAR * line.size
    return bool(first) and near and abs(first[0].box.x0 - line.box.x0) <= _SAME_START


def _in_line_with_labels(line: Line, run: _Run) -> bool:
    return any(_in_line_with(line, entry.label[0]) for entry in run.entries if entry.label)


def _in_line_with(line: Line, word: Word) -> bool:
    return abs(line.box.x0 - word.box.x0) <= _SAME_START and abs(line.size - word.size) <= _SAME_SIZE


def _reach(row: Sequence[Entry]) -> float:
    """How far below the last line its text may go on: further below labels that have said nothing yet."""
    return _STEP if any(entry.said for entry in row) else _BELOW


def _goes_on(before: Line, line: Line, reach: float = _STEP) -> bool:
    """Whether a line goes on with the text of the line before it, and heads no form. Below a bold label may stand plain
    text in larger type."""
    same = line.page == before.page and line.column == before.column and not heads_form(line.words)
    step = (line.box.y0 + line.box.y1 - before.box.y0 - before.box.y1) / 2
    larger = _TEXT_LARGER * before.size if before.bold and not line.bold else _LARGER
    return same and 0 < step <= reach * max(line.size, before.size) and line.size <= before.size + larger


def _is_banner(heads: Sequence[Line]) -> bool:
    """Whether the lines above a form are its heading: bold, larger, or numbered ("Recommendation 3: ...")."""
    words = [word for head in heads for word in head.words]
    together = all(_goes_on(one, other) for one, other in pairwise(heads))
    return together and len(words) <= _BANNER and (heads_form(words) or all(head.bold for head in heads))


def _made(page: Page, run: _Run, plain_text: Sequence[Table]) -> Written:
    """The entries as a table of labels beside what they say, a heading across both; some may stand in what was taken
    for a table and is `plain_text`."""
    cells: list[TableCell] = []
    for row, entry in enumerate(_without_title(run.entries)):
        if entry.label or entry.rest:
            cells += [
                _cell(entry.label, row, 0, beside=entry.said),
                _cell(entry.said, row, 1, fill=entry.fill, beside=entry.label),
            ]
        else:
            cells.append(_cell(entry.said, row, 0, across=2, fill=entry.fill))
    box = around([cell.box for cell in cells])
    drawn = (*run.drawn, *(table for table in plain_text if table.box.overlap(box) > 0.0))
    method: Method = drawn[0].method if drawn else "prose"
    table = Table(page.number, box, tuple(cells), method, min([one.confidence for one in drawn], default=1.0))
    return Written(table, drawn, records(strips(table)) is not None)


def _without_title(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries without what stands above the first of several forms, but above no other: it heads them all."""
    names = [" ".join(word.text for word in entry.label) for entry in entries]
    names = ["1" if is_bare_number(name) else name for name in names]
    alone = len(names) > 1 and not (names[0] or entries[0].rest) and all(names[1:]) and names.count(names[1]) > 1
    return entries[1:] if alone else entries


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
