"""A merged group cell (number, recommendation, section) that a page break cuts between two actions.

The actions stay two rows; only the text that they share is put together again and given to every row of the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Literal

from extract.plans.grid import Piece, Strip
from extract.stitch.rows import continues_label, is_closed, joined_text, runs_on, siblings

_SHARED = ("recommendation", "section")

_Label = Literal["continued", "blank", "sibling", "none", "new"]


def mended(strips: Sequence[Strip], breaks: Sequence[tuple[Strip, Strip]], fields: Sequence[str | None]) -> list[Strip]:
    """The strips with group texts mended that were cut at one of the breaks (the strips beside it, as they were)."""
    done = list(strips)
    for column, field in enumerate(fields):
        if "action" in fields and field in _SHARED:
            own = _numbers_actions(strips, fields, column)
            cut = [(before, after) for before, after in breaks if _is_cut(before, after, fields, column, own=own)]
            for parts in _chains([(before.pieces[column], after.pieces[column]) for before, after in cut]):
                done = [_renewed(strip, column, parts) for strip in done]
    return done


def _is_cut(before: Strip, after: Strip, fields: Sequence[str | None], column: int, *, own: bool) -> bool:
    """Whether a text shared by rows goes on below a break; `own`: each row has a number of its own all the same."""
    label = _label(before, after, fields, column)
    if label == "new" and own:
        label = "none"
    return label != "new" and _goes_on(before.pieces[column], after.pieces[column], label)


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


def spread(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, the last one joined with its rest of the next page: what that adds to a merged cell stands in all
    rows that the cell reaches into."""
    done = list(strips)
    last = done[-1]
    for column, piece in enumerate(last.pieces):
        for at in range(len(done) - 2, -1, -1):
            other = done[at].pieces[column]
            if piece.first or not piece.cell.text or not _same_place(other, piece):
                break
            cell = replace(piece.cell, carried=other.cell.carried)
            pieces = (*done[at].pieces[:column], replace(other, cell=cell), *done[at].pieces[column + 1 :])
            done[at] = replace(done[at], pieces=pieces)
    return done


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
    cell = replace(piece.cell, text=reduce(joined_text, [part.cell.text for part in parts]), places=places)
    if not _same_place(piece, parts[0]):
        cell = replace(cell, carried=True)
    pieces = (*strip.pieces[:column], replace(piece, cell=cell), *strip.pieces[column + 1 :])
    return replace(strip, pieces=pieces)
