"""Where the header of a plan stands in a table: rows tried by what they say, how they look and what is below them.

A table may hold no header (it goes on from the page before), one, or several (two plans drawn as one table), under a
title row of the full width, of one, two or three lines. The result is the table cut into blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.headers.cells import fields_by_cells, plan_by_cells
from extract.headers.fields import Reading, read_headings
from extract.headers.look import Look, look
from extract.headers.vocabulary import heading, names_time, vocabulary
from extract.headers.words import is_period, known_share
from extract.plans.block import Block, of_forms, of_matrix
from extract.plans.columns import (
    column_groups,
    grouped_spans,
    grouped_strips,
    grouped_texts,
    heading_pieces,
    settled,
    used,
)
from extract.plans.grid import Piece, Strip, column_spans, strips
from extract.plans.inner_headings import with_inner_headings
from extract.plans.leading import lead_of, leads, with_leads_below
from extract.stitch.columns import same_header
from extract.stitch.rows import comes_next, plain_text
from extract.tables.table import Table

_TELLING = frozenset(["action", "recommendation", "owner", "deadline"])
_ENOUGH = frozenset(["action", "owner", "deadline"])
# The share of a header's words that are heading words as they stand; broken and misspelt ones are not.
_KNOWN = 0.35
# Fields that a heading names whatever stands above it; "Support" below "Who is responsible" is a person.
_OF_ITSELF = frozenset(
    ["number", "recommendation", "action", "owner", "deadline", "progress", "rag", "status", "cost", "completed_date",
     "start_date", "revised_deadline", "priority", "success_measure"]
)  # fmt: skip
# How much less of each heading need be explained for each point that speaks for a plan beyond a few, and at most.
_GIVEN, _MOST_GIVEN, _PLAIN = 0.05, 0.15, 1.8
_CLEAR, _DEEPEST, _TITLE_ROWS, _FAR = 4.5, 3, 3, 800
_CALENDAR = 3
"""Headings that are months, quarters or years from which on they are a calendar."""
_LETTERS = re.compile(r"^(?:[A-Z]\W?\s)+[A-Z]\W?$", re.IGNORECASE)
"""Two letters and more, each alone."""
# What no heading is: a number or day alone, the rest of a phrase, a point of a list, the end of a clause; a sentence.
_BODY = re.compile(r"^\W*\d[\d./-]*\W*$|^the\s|^[•●▪■◦‣]|^[a-z][^.]*[a-z]{4}\W?[.;]$")
_SENTENCE = re.compile(r"^(?:\S+\s+){4,}\S+(?<!\.)(?<!\bno)(?<!\bref)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    depth: int
    texts: tuple[str, ...]
    reading: Reading
    score: float


def blocks(table: Table) -> tuple[Block, ...]:
    """The table cut at every header of a plan that is found in it; a single block without header when there is none."""
    rows = with_leads_below(with_inner_headings(strips(table)))
    spans = column_spans(table)
    whole = of_forms(table, rows) or of_matrix(table, rows)
    if whole is not None:
        return (whole,)
    found = _headers(rows, table.header_rows)
    if not found:
        return (_headless(table, rows, spans),)
    done: list[Block] = []
    if found[0].start > _TITLE_ROWS:
        done.append(_headless(table, rows[: found[0].start], spans))
    for number, one in enumerate(found):
        end = found[number + 1].start if number + 1 < len(found) else len(rows)
        above = rows[: one.start] if number == 0 and one.start <= _TITLE_ROWS else ()
        done += _halves(_block(table, rows, spans, one, end, above))
    return tuple(done)


def _halves(block: Block) -> tuple[Block, ...]:
    """The block as the two plans that stand side by side in it, where its headings say the same twice: what is to be
    done, by whom and when."""
    half, odd = divmod(len(block.fields), 2)
    if odd or not {*block.fields[:half]} >= _ENOUGH or block.fields[:half] != block.fields[half:]:
        return (block,)
    return tuple(_columns(block, slice(start, start + half)) for start in (0, half))


def _columns(block: Block, kept: slice) -> Block:
    """The block with some of its columns, and the rows that say something in them."""
    head, body, above = (
        tuple(replace(strip, pieces=strip.pieces[kept]) for strip in own)
        for own in (block.header_strips, block.body, block.above)
    )
    return replace(
        block,
        body=tuple(strip for strip in body if any(piece.shows for piece in strip.pieces)),
        spans=block.spans[kept],
        header=block.header[kept],
        fields=block.fields[kept],
        header_strips=head,
        above=above,
    )


def _block(
    table: Table,
    rows: tuple[Strip, ...],
    spans: Sequence[tuple[float, float]],
    one: _Found,
    end: int,
    above: tuple[Strip, ...],
) -> Block:
    """One header with its strips: the columns that a reader sees, fields corrected by the cells."""
    body, head = rows[one.start + one.depth : end], rows[one.start : one.start + one.depth]
    groups = used(column_groups(body, len(one.texts)), head, body)
    texts = grouped_texts(one.texts, groups)
    reading = read_headings(grouped_texts(_clues(head), groups))
    body = grouped_strips(body, groups)
    head = tuple(replace(strip, pieces=heading_pieces(strip, groups)) for strip in head)
    looks = _looks(body, len(groups))
    fields = fields_by_cells(reading, looks)
    evidence = plan_by_cells(reading, fields, looks) if body else reading.plan
    block = Block(
        table, body, grouped_spans(spans, groups), texts, fields, head, grouped_strips(above, groups), evidence
    )
    return _with_lead(block)


def _with_lead(block: Block) -> Block:
    """The block with the labels above its header as columns left of the others."""
    lead = lead_of(block.above) if block.body else None
    if lead is None:
        return block
    texts = (*lead.texts, *block.header)
    fields = read_headings(texts).fields[: len(lead.texts)]
    beside = ((block.spans[0][0], block.spans[0][0]),) * len(lead.texts)
    return replace(
        block,
        body=lead.beside(block.body),
        spans=(*beside, *block.spans),
        header=texts,
        fields=(*fields, *block.fields),
        header_strips=lead.above(block.header_strips),
        above=lead.rest,
    )


def with_cells(opening: Block, body: Sequence[Strip]) -> Block:
    """A block that holds only a header, its fields corrected by the cells that a later page brings."""
    reading = read_headings(_clues(opening.header_strips))
    return replace(opening, fields=fields_by_cells(reading, _looks(body, len(opening.spans))))


def _looks(body: Sequence[Strip], columns: int) -> list[Look]:
    """What the cells of each column look like in rows that say several things; group headings say one."""
    telling = [strip for strip in body if sum(piece.shows for piece in strip.pieces) > 1] or body
    return [look([strip.pieces[at].cell for strip in telling if strip.pieces[at].first]) for at in range(columns)]


def _headless(table: Table, rows: tuple[Strip, ...], spans: Sequence[tuple[float, float]]) -> Block:
    groups, whole = settled(column_groups(rows, table.column_count), rows)
    return Block(table, grouped_strips(rows, groups), grouped_spans(spans, whole))


def _headers(rows: tuple[Strip, ...], hint: int) -> list[_Found]:
    """All headers of plans, from the top. Below anything but title rows only what looks like a header is tried."""
    found: list[_Found] = []
    at, below_body = 0, False
    while at < len(rows):
        best = _best_at(rows, at, hint, strict=below_body)
        if best is None or (below_body and not _stands_out(rows, best, found)):
            below_body = below_body or at >= _TITLE_ROWS or sum(piece.shows for piece in rows[at].pieces) > 1
            at += 1
        else:
            end = found[-1].start + found[-1].depth if found else 0
            found.append(_with_group(rows, best) if end < best.start else best)
            below_body = True
            at += best.depth
    return found


def _with_group(rows: tuple[Strip, ...], one: _Found) -> _Found:
    """The header with the row above it, where that holds no more than a heading over some of its columns."""
    above, head = rows[one.start - 1], rows[one.start]
    shown = [at for at, piece in enumerate(above.pieces) if piece.shows]
    if len(shown) != 1 or shown[0] == 0:
        return one
    piece = above.pieces[shown[0]]
    spans = piece.across > 1 and piece.bold and all(below.bold for below in head.pieces if below.shows)
    if not (spans or _same_look(head, above)):
        return one
    strips = rows[one.start - 1 : one.start + one.depth]
    reading = read_headings(_clues(strips))
    return _Found(one.start - 1, one.depth + 1, _texts(strips), reading, one.score) if reading.is_plan else one


def _stands_out(rows: tuple[Strip, ...], one: _Found, found: Sequence[_Found]) -> bool:
    """Whether a header further down looks like one: the first once more, all bold, or filled unlike the row below."""
    if found and [plain_text(text) for text in one.texts] == [plain_text(text) for text in found[0].texts]:
        return True
    shown = [piece for piece in rows[one.start].pieces if piece.shows]
    if all(piece.bold for piece in shown):
        return True
    plain = frozenset(piece.cell.fill for strip in rows[one.start + one.depth :][:1] for piece in strip.pieces)
    return bool(plain) and all(piece.cell.fill and piece.cell.fill not in plain for piece in shown)


def _best_at(rows: tuple[Strip, ...], start: int, hint: int, *, strict: bool) -> _Found | None:
    """The best header that begins at this strip. `strict` further down, where body rows must not pass for headers."""
    shown = [piece for piece in rows[start].pieces if piece.shows]
    if len(shown) < 2 or sum(len(piece.text) for piece in shown) > _FAR or not _all_headings(rows[start]):
        return None
    if start + 1 < len(rows) and leads(rows[start], rows[start + 1]):
        return None
    least = max(piece.down for piece in shown)
    tried = []
    for depth in range(1, min(_DEEPEST, len(rows) - start) + 1):
        if depth > 1 and not _deeper(rows, start, depth, hint):
            break
        texts = _texts(rows[start : start + depth])
        reading = read_headings(_clues(rows[start : start + depth]))
        if depth >= min(least, _DEEPEST) and reading.is_plan and _headlike(reading, strict=strict):
            tried.append(_Found(start, depth, texts, reading, reading.plan - 0.2 * depth))
    if tried and _counts_on(rows, start):
        return None
    looks = [one for one in tried if one.depth > 1 and _goes_deeper(rows, one, hint)]
    return looks[-1] if looks else max(tried, key=lambda one: one.score, default=None)


def _counts_on(rows: tuple[Strip, ...], start: int) -> bool:
    """Whether the first text is a label that the column counts on ("Year 1", "Year 2"), over other texts than these: a
    row like those below it, however much its questions read like headings."""
    at, first = next((at, piece.text) for at, piece in enumerate(rows[start].pieces) if piece.shows)
    texts = rows[start].texts[at + 1 :]
    return any(
        strip.texts[at] and comes_next(first, strip.texts[at]) and not same_header(texts, strip.texts[at + 1 :])
        for strip in rows[start + 1 :]
    )


def _all_headings(strip: Strip) -> bool:
    """Nothing that only stands in a body, and enough words that headings are made of; the months of a calendar beside
    them, and a heading that a narrow column broke into letters, tell nothing either way."""
    shown = [piece.text for piece in strip.pieces if piece.shows]
    months = {piece.text: piece.across for piece in strip.pieces if piece.shows and is_period(piece.text)}
    calendar = sum(months.values()) >= _CALENDAR
    shown = [text for text in shown if not (calendar and text in months) and not _LETTERS.match(text)]
    stopped = [text for text in shown if text.endswith((".", ".\n"))]
    if len(shown) < 2 or any(map(_BODY.search, shown)) or any(map(_SENTENCE.search, stopped)):
        return False
    return known_share(shown, vocabulary().known) >= _KNOWN


def _deeper(rows: tuple[Strip, ...], start: int, depth: int, hint: int) -> bool:
    """Whether the header may take a row more: a heading spans columns or rows, or the look says so; a banner never."""
    last, after = rows[start + depth - 2 : start + depth]
    if after.pieces[0].across > 1 and [piece.shows for piece in after.pieces].count(True) == 1 and after.texts[0]:
        return False
    if any(piece.shows and piece.across > 1 for piece in last.pieces):
        return True
    if any(piece.first and piece.down >= 2 for piece in rows[start].pieces):
        return depth <= max(piece.down for piece in rows[start].pieces)
    return start + depth <= hint or _same_look(rows[start], after) or _is_rest(last, after)


def _goes_deeper(rows: tuple[Strip, ...], one: _Found, hint: int) -> bool:
    """Whether the look says that the header's last row belongs to it, and its words do not speak against that."""
    before, last = rows[one.start + one.depth - 2], rows[one.start + one.depth - 1]
    if _is_rest(before, last):
        return True
    return _all_headings(last) and (one.start + one.depth <= hint or _same_look(rows[one.start], last))


def _is_rest(before: Strip, strip: Strip) -> bool:
    """Whether the strip is the last line of headings longer than the others, each painted as far as its own text
    reaches: words on the header's colour, below words on the same colour, beside cells without it."""
    above = {piece.cell.fill for piece in before.pieces if piece.shows}
    if len(above) != 1 or None in above:
        return False
    alike = [
        one.shows and piece.cell.fill in above and piece.bold == one.bold
        for one, piece in zip(before.pieces, strip.pieces, strict=True)
        if piece.shows
    ]
    plain = [piece.cell.fill for piece in strip.pieces if not piece.shows]
    return bool(alike) and all(alike) and bool(plain) and not above & {*plain}


def _same_look(head: Strip, strip: Strip) -> bool:
    """Filled as the header is, in every column, and as bold."""
    fills = {piece.cell.fill for piece in (*head.pieces, *strip.pieces)}
    bold = all(piece.bold for piece in strip.pieces if piece.shows)
    return len(fills) == 1 and None not in fills and bold == all(piece.bold for piece in head.pieces if piece.shows)


def _texts(head: Sequence[Strip]) -> tuple[str, ...]:
    """The heading of each column, from the top line down; a merged heading counts for every column it spans."""
    return tuple(" ".join(lines) for lines in _lines(head))


def _clues(head: Sequence[Strip]) -> tuple[str, ...]:
    """What a column's field is read from: the lowest heading below one that spans several columns, where it says all
    ("Who" below "Progress"); else all of them."""
    grouped = [any(strip.pieces[at].across > 1 for strip in head[:-1]) for at in range(len(head[0].pieces))]
    return tuple(
        lines[-1] if group and len(lines) > 1 and _says_all(lines[-1]) else " ".join(lines)
        for lines, group in zip(_under_groups(list(_lines(head)), head), grouped, strict=True)
    )


def _under_groups(lines: list[list[str]], head: Sequence[Strip]) -> list[list[str]]:
    """The headings with the group's own where it stands over its first column only, as no border shows how far it
    reaches: over the columns right of it that have a lower heading and no upper one."""
    if len(head) < 2:
        return lines
    group = ""
    found: list[list[str]] = []
    for at, own in enumerate(lines):
        upper = head[0].pieces[at].text
        lower = any(strip.pieces[at].text for strip in head[1:])
        if upper or head[0].pieces[at].cell.text:
            group = upper if lower and head[0].pieces[at].across == 1 else ""
        alone = bool(group) and not upper and lower and len(own) == 1 and not _says_all(own[0])
        found.append([group, *own] if alone else own)
    return found


def _says_all(text: str) -> bool:
    one = heading(text)
    return one.share == 1.0 and one.candidates[0].score >= _CLEAR and one.candidates[0].field in _OF_ITSELF


def _lines(head: Sequence[Strip]) -> Iterator[list[str]]:
    """The different headings over each column, from the top."""
    for column in range(len(head[0].pieces)):
        texts = [strip.pieces[column].cell.text for strip in head if _begins_in(head, strip.pieces[column])]
        yield list(dict.fromkeys(text for text in texts if text))


def _begins_in(head: Sequence[Strip], piece: Piece) -> bool:
    """Whether the cell begins within these strips (and not above them)."""
    return piece.first or any(other.first and other.cell is piece.cell for strip in head for other in strip.pieces)


def _headlike(reading: Reading, *, strict: bool) -> bool:
    """Headings are made of heading words: how much of each filled cell the vocabulary explains, a time aside ("2024").
    The more the columns together speak for a plan, the less need be, and phrases of one heading add up ("Cynnydd /
    Progress"); of two columns each must be one, as a label and what it says would read like that, too."""
    explained = [one.explained if reading.plan >= _PLAIN else one.share for one in reading.headings]
    shares = [share for one, share in zip(reading.headings, explained, strict=True) if not names_time(one.words, share)]
    telling = [share for field, share in zip(reading.fields, explained, strict=True) if field in _TELLING]
    given = 0.0 if strict else max(0.0, min(_MOST_GIVEN, _GIVEN * (reading.plan - _PLAIN)))
    least, each = (0.65 if strict else 0.53) - given, 0.5 - given
    low = len(shares) == 2 and min(telling, default=1.0) < each
    return not low and len(shares) > 1 and sum(shares) > least * len(shares) and sum(telling) >= each * len(telling)
