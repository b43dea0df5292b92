"""A merged group cell (number, recommendation, section) that a page break cuts between two actions.

The actions stay two rows; only the text that they share is put together again and given to every row of the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.plans_grid import Piece, Strip
from extract.stitch import joined_text, runs_on

_SHARED = ("recommendation", "section")


def mended(strips: Sequence[Strip], before: Strip, after: Strip, fields: Sequence[str | None]) -> list[Strip]:
    """The strips with group texts mended that were cut between `before` and `after` (the strips as they were)."""
    done = list(strips)
    if "action" not in fields or not _own_number_missing(after, fields):
        return done
    for column, field in enumerate(fields):
        one, other = before.pieces[column], after.pieces[column]
        if field in _SHARED and _goes_on(one, other):
            done = [_renewed(strip, column, one, other) for strip in done]
    return done


def _own_number_missing(after: Strip, fields: Sequence[str | None]) -> bool:
    return "number" not in fields or not after.pieces[fields.index("number")].text


def _goes_on(one: Piece, other: Piece) -> bool:
    if not one.cell.text or not other.text:
        return False
    return (one.node is not None and one.node == other.node) or runs_on(one.cell.text, other.text)


def _renewed(strip: Strip, column: int, one: Piece, other: Piece) -> Strip:
    """Both halves' strips get the whole text; a strip that was joined has it already."""
    piece = strip.pieces[column]
    if piece.cell.places[:1] not in (one.cell.places[:1], other.cell.places[:1]):
        return strip
    places = one.cell.places + tuple(place for place in other.cell.places if place not in one.cell.places)
    cell = replace(piece.cell, text=joined_text(one.cell.text, other.text), places=places)
    if piece.cell.places[:1] == other.cell.places[:1]:
        cell = replace(cell, carried=True)
    pieces = (*strip.pieces[:column], replace(piece, cell=cell), *strip.pieces[column + 1 :])
    return replace(strip, pieces=pieces)
