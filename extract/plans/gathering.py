"""Tables of many pages to action plans: which block of which table goes on with which.

A plan opens with a header that reads as one, and takes in the blocks that follow with the same header or, without
one, the same columns. It closes where another plan, another report or another title begins. Rows are made in
`extract.plans.rows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.headers.fields import read_headings
from extract.plans.block import Block
from extract.plans.cut_forms import last_strips, rests, with_beginning
from extract.plans.draft import Draft, Part
from extract.plans.events import Sheet, events, is_title, names_other_list, parted
from extract.plans.grid import Strip, strips
from extract.plans.header import blocks, with_cells
from extract.plans.record import more_records
from extract.plans.sections import kind_of, names_group, section_cell
from extract.stitch.columns import alike, below_headings, matched, named_alike, placed, same_header, same_to_the_point
from extract.stitch.recut import recut
from extract.stitch.rows import comes_next, plain_text
from extract.stitch.tails import tail
from extract.tables.table import Table
from schemas.verbatim import Paragraph

_FAR = 3
_FEW_WORDS = 8
_HEADINGS, _SHORT_HEADING = 3, 3
"""Headings of another table, and the words of one."""
_TOLD = ("recommendation", "action", "owner", "deadline")
_TOP = 2.0
_BLANK = 0.6
"""In heights of a row: a gap below it that is a blank row."""


def drafts(sheets: Sequence[Sheet]) -> tuple[Draft, ...]:
    """All plans of the pages, in order, each with its parts. Pages must come in order; gaps are allowed."""
    return tuple(draft for draft in begun(sheets) if draft.holds_rows)


def begun(sheets: Sequence[Sheet]) -> tuple[Draft, ...]:
    """The same with those of which nothing stands there but a header, at the foot of a page as it may be."""
    done: list[Draft] = []
    pending: list[Paragraph] = []
    before: Sheet | None = None
    for sheet in sheets:
        if before is not None and not pending:
            sheet = _with_tail(done, before, sheet)
        before = sheet
        pending = _take_sheet(sheet, done, pending)
    merged: list[Draft] = []
    for draft in done:
        if draft.opening.forms:
            merged += with_beginning(draft, sheets, done)
        elif len(draft.parts) > 1:
            draft.opening = with_cells(draft.opening, [strip for part in draft.parts for strip in part.strips])
    return tuple(draft for draft in done if not any(draft is one for one in merged))


def _take_sheet(sheet: Sheet, done: list[Draft], pending: list[Paragraph]) -> list[Paragraph]:
    """Take the page's blocks into plans; gives the paragraphs that stand below the last of them."""
    seen: list[Table] = []
    settled: list[Table] = []
    for event in events(sheet):
        if isinstance(event, Paragraph):
            pending.append(event)
        elif not any(event.table is table for table in settled):
            fresh = not any(event.table is table for table in seen)
            seen.append(event.table)
            again, whole = _recut(done, event, sheet, pending) if fresh else ((), False)
            settled += [event.table] if whole else []
            pending = _take(again or (event,), event.table, sheet, done, pending)
    return pending


def _with_tail(done: list[Draft], before: Sheet, sheet: Sheet) -> Sheet:
    """Let the plan that ends the page before go on with the rest of its last row; gives the page without that."""
    if not done or done[-1].last_page != before.number or sheet.number != before.number + 1:
        return sheet
    found = tail(done[-1].parts[-1].table, before, sheet)
    if found is None:
        return sheet
    table, used = found
    if not _appended(blocks(table)[0], table, sheet, done, ()):
        return sheet
    return replace(sheet, text=tuple(one for one in sheet.text if one not in used))


def _take(
    found: Sequence[Paragraph | Block], table: Table, sheet: Sheet, done: list[Draft], pending: list[Paragraph]
) -> list[Paragraph]:
    """Put the blocks of a table into the plan they belong to, or open plans with them; gives the paragraphs that
    still wait for a block."""
    for event in found:
        if isinstance(event, Paragraph):
            pending = [*pending, event]
        elif _appended(event, table, sheet, done, pending) or _opened(event, table, sheet, done, pending):
            pending = []
    return pending


def _appended(block: Block, table: Table, sheet: Sheet, done: Sequence[Draft], pending: Sequence[Paragraph]) -> bool:
    """Let the last plan go on with a block, where it does."""
    if not done or not _is_near(done[-1], sheet):
        return False
    block = _more_forms(done[-1], _under_known_header(done[-1].opening, block))
    places = _continues(done[-1], block, pending)
    if places is None:
        return False
    rows = below_headings(placed(block.above, places) + placed(block.body, places), done[-1].opening.header)
    if rows and not any(part.strips for part in done[-1].parts):
        done[-1].opening = with_cells(done[-1].opening, rows)
    cut = rests(last_strips(done[-1]), rows) if done[-1].opening.forms else 0
    done[-1].parts.append(Part(sheet.number, rows, table, tuple(pending), cut))
    return True


def _under_known_header(opening: Block, block: Block) -> Block:
    """The block with the plan's own header, where that is printed again and rows below it were taken for more of it."""
    depth = len(opening.header_strips)
    if not 0 < depth < len(block.header_strips) or len(opening.header) != len(block.header):
        return block
    above = block.header_strips[:depth]
    texts = tuple(
        " ".join(dict.fromkeys(filter(None, column))) for column in zip(*(s.texts for s in above), strict=True)
    )
    if [plain_text(text) for text in texts] != [plain_text(text) for text in opening.header]:
        return block
    body = block.header_strips[depth:] + block.body
    return replace(block, header=opening.header, fields=opening.fields, header_strips=above, body=body)


def _more_forms(draft: Draft, block: Block) -> Block:
    """Forms in the columns of the plan of forms, where they have no other labels: the rest of one that a page break
    cuts, its first label perhaps read as a header, and others that lack a label."""
    opening = draft.opening
    if not opening.forms or (block.header and block.top > block.table.box.y0 + _TOP):
        return block
    rows = strips(block.table) if block.header else block.body
    before = last_strips(draft)[-1:] if block.page > draft.last_page else ()
    found = more_records(rows, opening.header, *before)
    if not found:
        return block
    return replace(block, header=(), fields=(), header_strips=(), above=(), body=found, spans=opening.spans)


def _opened(block: Block, table: Table, sheet: Sheet, done: list[Draft], pending: Sequence[Paragraph]) -> bool:
    """Open a plan with a block whose header reads as one."""
    if not block.header or block.evidence < 0:
        return False
    talk = _talk(block)
    before = [*pending, *(Paragraph(section_cell(strip).text, section_cell(strip).places[0]) for strip in talk)]
    rows = tuple(strip for strip in block.above if strip not in talk) + block.body
    done.append(Draft(block, sheet.report, [Part(sheet.number, rows, table, tuple(before))]))
    return True


def _talk(block: Block) -> list[Strip]:
    """What stands above a header and heads no group: prose, and all that a blank row parts from the header, as the
    title of a sheet is."""
    tops = [strip.top for strip in (*block.above, *block.header_strips)][1:]
    apart = [
        top - strip.bottom > _BLANK * (strip.bottom - strip.top) for strip, top in zip(block.above, tops, strict=False)
    ]
    return [strip for at, strip in enumerate(block.above) if _is_talk(strip) or any(apart[at:])]


def _is_talk(strip: Strip) -> bool:
    """Prose that the rules of a table run above, too: one text of more than a sentence."""
    return sum(piece.shows for piece in strip.pieces) == 1 and not names_group(section_cell(strip).text)


def _is_near(draft: Draft, sheet: Sheet) -> bool:
    return draft.report == sheet.report and sheet.number - draft.last_page <= _FAR


def _recut(
    done: Sequence[Draft], block: Block, sheet: Sheet, pending: Sequence[Paragraph]
) -> tuple[tuple[Paragraph | Block, ...], bool]:
    """The block's table, or its rows of it, cut at the columns of the last plan, where only then it goes on with that
    plan; and whether it is the table."""
    if not done or not _is_near(done[-1], sheet) or _continues(done[-1], block, pending) is not None:
        return (), False
    for table in (block.table, block.rows_only()):
        again = recut(table, sheet.words, done[-1].opening.spans)
        found = tuple(parted(blocks(again))) if again is not None else ()
        first = next((event for event in found if isinstance(event, Block)), None)
        if first is None or len(first.spans) != len(done[-1].opening.spans):
            continue
        if _continues(done[-1], first, pending) is not None:
            return found, table is block.table
    return (), False


def _continues(draft: Draft, block: Block, pending: Sequence[Paragraph]) -> tuple[int | None, ...] | None:
    """Where the block's columns stand in the plan, when it goes on with it."""
    opening = draft.opening
    if not block.header:
        return _goes_on_headless(draft, block, pending)
    if any(is_title(paragraph) and not _is_own(paragraph, draft) for paragraph in pending):
        return None
    if same_header(opening.header, block.header):
        return None if _renamed(opening, block) else tuple(range(len(opening.header)))
    named = named_alike(opening.header, block.header)
    if named is not None and not _says_more(block, named):
        return named
    places = matched(opening.spans, block.spans)
    return places if places is not None and block.fields == opening.fields and None not in places else None


def _renamed(opening: Block, block: Block) -> bool:
    """Whether a column of otherwise the same header has a name of its own, and says what, who or when where the plan's
    does not: another table of the same form."""
    columns = zip(opening.header, block.header, opening.fields, block.fields, strict=True)
    return any(
        field in _TOLD and known != field and not alike(plain_text(name), plain_text(other))
        for name, other, known, field in columns
    )


def _says_more(block: Block, places: Sequence[int | None]) -> bool:
    """Whether something stands below in a column that none of the places names."""
    beside = [at for at in range(len(block.spans)) if at not in places]
    return any(strip.pieces[at].shows for strip in block.body for at in beside)


def _goes_on_headless(draft: Draft, block: Block, pending: Sequence[Paragraph]) -> tuple[int | None, ...] | None:
    """A block without a header goes on with the plan of the same columns, on this page or the one before; a heading
    above it (the title of a slide printed again) does not matter, unless it names a list of another kind. After prose
    the columns must agree to the point, or the rows count on. The plan's last table may have other widths than its
    first, and goes on in these to the point, where rules draw them, or nearly so where its own header named them."""
    if block.page - draft.last_page > 1 or not block.body:
        return None
    if any(names_other_list(paragraph) and not _is_own(paragraph, draft) for paragraph in pending):
        return None
    last = draft.spans_of(draft.parts[-1])
    known = [draft.opening.spans, *([last] if block.table.method == "rules" else [])]
    exact = any(same_to_the_point(spans, block.spans) for spans in known)
    places = tuple(range(len(block.spans))) if exact else matched(draft.opening.spans, block.spans)
    if places is None and draft.parts[-1].table.header_rows:
        places = matched(last, block.spans)
    rows = placed(block.body, places) if places is not None else ()
    if places is None or _is_other_table(rows, draft, headed=any(one.heading for one in pending)):
        return None
    prose = any(_is_prose(paragraph) for paragraph in pending)
    return places if exact or not prose or _counts_on(draft, rows) else None


def _counts_on(draft: Draft, rows: Sequence[Strip]) -> bool:
    """Whether the first number of some rows comes next after the plan's last."""
    at = draft.shape.column("number")
    if at is None:
        return False
    before = [strip.pieces[at].text for part in draft.parts for strip in part.strips if strip.pieces[at].text]
    after = [strip.pieces[at].text for strip in rows if strip.pieces[at].text]
    return bool(before and after) and comes_next(before[-1], after[0])


def _is_prose(paragraph: Paragraph) -> bool:
    return not paragraph.heading and len(paragraph.text.split()) > _FEW_WORDS


def _is_own(paragraph: Paragraph, draft: Draft) -> bool:
    """The plan's own title printed again."""
    return any(plain_text(paragraph.text) == plain_text(title.text) for title in draft.parts[0].before)


def _is_other_table(rows: Sequence[Strip], draft: Draft, *, headed: bool) -> bool:
    """A headerless block whose first strip is the header of a table of another kind: bold as not all below is. Below a
    heading of its own it need not be known as such ("Name | Role | Date")."""
    first = rows[0]
    if kind_of(first, draft.shape) in ("header", "section", "empty"):
        return False
    bold = [piece.bold for piece in first.pieces if piece.shows]
    below = [piece.bold for row in rows[1:] for piece in row.pieces if piece.shows]
    if len(bold) < 2 or not all(bold) or (below and all(below)):
        return False
    told = headed and len(bold) >= _HEADINGS and all(len(text.split()) <= _SHORT_HEADING for text in first.texts)
    return told or sum(one.against for one in read_headings(first.texts).headings) >= 1.0
