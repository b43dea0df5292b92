"""A merged group cell (number, recommendation, section) that a page break cuts between two actions.

The actions stay two rows; only the text that they share is put together again and given to every row of the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Literal

from extract.plans.grid import Piece, Strip
from extract.stitch.rows import continues_label, is_closed, joined_text, runs_on, siblings

_SHARED = ("recommendation", "section")

_Label = Literal["continued", "blank", "sibling", "none", "new"]


@dataclass(frozen=True, slots=True)
class Break:
    """The strips on both sides of a page break (or of a text that flows on), as they were, and whether they are one
    row."""

    before: Strip
    after: Strip
    joined: bool = False


def mended(strips: Sequence[Strip], breaks: Sequence[Break], fields: Sequence[str | None]) -> list[Strip]:
    """The strips with texts of merged cells mended that were cut at one of the breaks."""
    done = list(strips)
    for column in range(len(fields)):
        own = _numbers_actions(strips, fields, column) and _begin_large(strips, breaks, column)
        cut = [one for one in breaks if _is_cut(one, fields, column, own=own)]
        for parts in _chains([(one.before.pieces[column], one.after.pieces[column]) for one in cut]):
            done = [_renewed(strip, column, parts) for strip in done]
    return done


def _is_cut(one: Break, fields: Sequence[str | None], column: int, *, own: bool) -> bool:
    """Whether a text shared by rows goes on below a break, with no heading between; `own`: each row has a number of
    its own all the same."""
    before, after = one.before.pieces[column], one.after.pieces[column]
    if one.before.section != one.after.section:
        return False
    if one.joined:
        merged = before.down > 1 or after.down > 1
        return merged and bool(after.text) and not continues_label(after.text, before.cell.text)
    if _is_one_cell(one, column):
        return not (before.cell.text and continues_label(after.text, before.cell.text))
    if "action" not in fields or fields[column] not in _SHARED:
        return False
    label = _label(one.before, one.after, fields, column)
    if label == "new" and own:
        label = "none"
    return label != "new" and _goes_on(before, after, label)


def _is_one_cell(one: Break, column: int) -> bool:
    """Whether a cell has no border at the foot of the page, nor at the top of the next one, as most others have: what
    it says may stand on either page."""
    sides = [
        (above.open_bottom, below.open_top)
        for above, below in zip(one.before.pieces, one.after.pieces, strict=True)
        if above.cell.places and below.cell.places
    ]
    above, below = one.before.pieces[column], one.after.pieces[column]
    closed = sum(sides.count(side) for side in ((False, False), (False, True), (True, False)))
    return above.open_bottom and below.open_top and below.first and 2 * closed > len(sides)


def _numbers_actions(strips: Sequence[Strip], fields: Sequence[str | None], column: int) -> bool:
    """Whether numbers count the actions: in a group that no break cuts, each row has one of its own."""
    if "number" not in fields:
        return False
    at = fields.index("number")
    return any(
        one.pieces[column].down > 1
        and not other.pieces[column].first
        and _same_place(one.pieces[column], other.pieces[column])
        and other.pieces[at].first
        and bool(other.pieces[at].text)
        and not siblings(one.pieces[at].text, other.pieces[at].text)
        for one, other in pairwise(strips)
    )


def _begin_large(strips: Sequence[Strip], breaks: Sequence[Break], column: int) -> bool:
    """Whether no text of a column begins in lower case but where it may go on: one that does tells something."""
    cut = [one.after.pieces[column] for one in breaks]
    return not any(
        strip.pieces[column].text[:1].islower() and not any(_same_place(strip.pieces[column], one) for one in cut)
        for strip in strips
    )


def _chains(cuts: Sequence[tuple[Piece, Piece]]) -> list[list[Piece]]:
    """The parts of each text in order; a text may be cut more than once."""
    chains: list[list[Piece]] = []
    for one, other in cuts:
        whole = next((parts for parts in chains if _same_place(parts[-1], one)), None)
        if whole is None:
            chains.append([one, other])
        else:
            whole.append(other)
    return chains


def _same_place(one: Piece, other: Piece) -> bool:
    return one.cell.places[:1] == other.cell.places[:1]


def flows_on(before: Strip, after: Strip, fields: Sequence[str | None], *, drawn: bool) -> bool:
    """Whether a group's text flows from one row into the next on the same page: its sentence goes on in lower case.
    Through a border of cells that are `drawn` it does where the number says so."""
    if "action" not in fields:
        return False
    for at in (at for at, field in enumerate(fields) if field in _SHARED):
        label, piece = _label(before, after, fields, at), after.pieces[at]
        closed = label == "new" or (label == "none" and drawn and not piece.open_top)
        if not closed and piece.text[:1].islower() and runs_on(before.pieces[at].cell.text, piece.text):
            return True
    return False


def _label(before: Strip, after: Strip, fields: Sequence[str | None], shared: int) -> _Label:
    """What the number says of a shared column: the same group ("5. Cont"), nothing, a number of the same group ("5.2"
    below "5.1"), or a new one; "none" without a column of numbers, or where it stands right of the shared one and
    numbers the actions of a group."""
    if "number" not in fields or (column := fields.index("number")) > shared:
        return "none"
    label, above = after.pieces[column].text, before.pieces[column].cell.text
    if not label:
        return "blank" if above else "none"
    if continues_label(label, above):
        return "continued"
    return "sibling" if siblings(above, label) else "new"


def _goes_on(one: Piece, other: Piece, label: _Label) -> bool:
    """Whether the second part is the rest of the first; text printed again in full is not."""
    first, second = one.cell.text, other.text
    if not first or not second or continues_label(second, first):
        return False
    if (one.node is not None and one.node == other.node) or label == "continued":
        return True
    return runs_on(first, second) or (label == "blank" and not is_closed(first))


def _renewed(strip: Strip, column: int, parts: Sequence[Piece]) -> Strip:
    """The strip with the whole text, where it has one of the parts."""
    piece = strip.pieces[column]
    if not any(_same_place(piece, part) for part in parts):
        return strip
    places = tuple(dict.fromkeys(place for part in parts for place in part.cell.places))
    cell = replace(piece.cell, text=reduce(_together, [part.cell.text for part in parts]), places=places)
    if not _same_place(piece, parts[0]):
        cell = replace(cell, carried=True)
    pieces = (*strip.pieces[:column], replace(piece, cell=cell), *strip.pieces[column + 1 :])
    return replace(strip, pieces=pieces)


def _together(first: str, second: str) -> str:
    return joined_text(first, second) if first and second else first or second
