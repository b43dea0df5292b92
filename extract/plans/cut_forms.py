"""Forms that a page break cuts: above all the first of a plan, as what forms begin with is told from what comes back.

A plan of forms is known by the first page that holds whole ones. Where that page begins in the middle of a form, the
label at its top comes back in every form and passes for the first; only the lines at the foot of the page before, too
few to be a form by themselves, tell what forms begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.headers.fields import read_headings
from extract.plans.block import Block
from extract.plans.draft import Draft, Part
from extract.plans.events import Sheet
from extract.plans.grid import Strip, strips
from extract.plans.record import is_rest, more_records


def with_beginning(draft: Draft, sheets: Sequence[Sheet], done: Sequence[Draft]) -> list[Draft]:
    """Give a plan of forms those right before its first whole one: what a page break leaves of a form on either side
    may have too few labels to be read as one. Gives the drafts that such a part of a form was taken for."""
    taken = [part.table for one in done for part in one.parts]
    merged: list[Draft] = []
    for block in _blocks_before(draft.opening, sheets):
        part_of = _lone_form(block, done)
        rows = more_records(strips(block.table), draft.opening.header)
        if not rows or (part_of is None and (block.header or any(table is block.table for table in taken))):
            break
        first = draft.parts[0]
        draft.parts[0] = replace(first, before=(), cut=rests(rows, first.strips))
        ahead = part_of.parts[0].before if part_of is not None else ()
        draft.parts.insert(0, Part(block.page, rows, block.table, (*ahead, *first.before)))
        merged += [part_of] if part_of is not None else []
    if draft.parts[0].page < draft.opening.page:
        _read_again(draft, _places(draft))
    return merged


def rests(before: Sequence[Strip], rows: Sequence[Strip]) -> int:
    """How many strips are the rest of the last ones before: of one form, or of all that stood beside each other."""
    most = min(len(before), len(rows))
    cut = next((cut for cut in range(most, 0, -1) if all(map(is_rest, before[-cut:], rows[:cut]))), 0)
    return cut if all(any(piece.shows for piece in strip.pieces) for strip in before[len(before) - cut :]) else 0


def last_strips(draft: Draft) -> tuple[Strip, ...]:
    """Those of the last part that has any."""
    return next((part.strips for part in reversed(draft.parts) if part.strips), ())


def _blocks_before(opening: Block, sheets: Sequence[Sheet]) -> Iterator[Block]:
    """The blocks above a plan's first, on its page and the one before, from the nearest up."""
    near = [sheet for sheet in sheets if opening.page - 1 <= sheet.number <= opening.page]
    found = [block for sheet in near for block in sorted(sheet.blocks, key=lambda block: block.top)]
    return reversed([block for block in found if (block.page, block.top) < (opening.page, opening.top)])


def _lone_form(block: Block, done: Sequence[Draft]) -> Draft | None:
    """The draft that a block is all of, where that is one form only, with labels enough to pass for a whole one."""
    return next((one for one in done if one.opening is block and block.forms and not one.holds_rows), None)


def _places(draft: Draft) -> list[int]:
    """The plan's labels in the order of its first form, where a page break leaves only the last of them on the page
    before: what was taken for the first ones is the rest of that form."""
    count, strips_before = len(draft.opening.header), draft.parts[0].strips
    first = [at for at, piece in enumerate(strips_before[0].pieces) if piece.cell.places]
    start = min(first, default=0)
    is_last = len(strips_before) == 1 and first == list(range(start, count))
    return [*range(start, count), *range(start)] if is_last else list(range(count))


def _read_again(draft: Draft, places: Sequence[int]) -> None:
    """Read the parts again under the labels in another order, each with what it goes on with on the page before."""
    opening, parts = draft.opening, list[Part]()
    header = tuple(opening.header[at] for at in places)
    for part in draft.parts:
        before = parts[-1].strips if parts else ()
        rows = more_records(strips(part.table), header, *(before[-1:] if parts and parts[-1].page < part.page else ()))
        if not rows:
            return
        parts.append(replace(part, strips=rows, cut=rests(before, rows)))
    heads = tuple(replace(strip, pieces=tuple(strip.pieces[at] for at in places)) for strip in opening.header_strips)
    draft.opening = replace(opening, header=header, fields=read_headings(header).fields, header_strips=heads)
    draft.parts = parts
