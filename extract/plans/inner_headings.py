"""Headings of a table nested in each row of another: "Action, Lead, By when" once more beside every recommendation.

Word and its readers draw the inner tables and the outer one as a single grid, in which the outer row's cell begins
beside the inner headings. What belongs here: which rows are such headings. They are printed for each outer row and say
nothing of it, so the first, right below the heading that spans them, stand as the lower line of the header; the same
ones further down are left out, and the outer cells begin in the row below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.headers.fields import read_headings
from extract.plans.grid import Piece, Strip
from extract.stitch.rows import plain_text

_TELLING = frozenset(["action", "owner", "deadline"])
_FEWEST = 2
"""Headings of an inner table that name who, what or when."""

_Inner = tuple[int, tuple[str, ...]]
"""How many outer cells stand left of inner headings, and these as plain text."""


def with_inner_headings(rows: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips with the inner headings once, below the outer ones; the same where a table holds none."""
    inner = {at: one for at, strip in enumerate(rows) if at and (one := _inner(strip)) is not None}
    first = next((at for at, one in inner.items() if _is_group(rows[at - 1], one[0])), None)
    if first is None:
        return tuple(rows)
    count, done = inner[first][0], list[Strip]()
    outer: tuple[Piece, ...] = ()
    for at, strip in enumerate(rows):
        if at >= first and inner.get(at) == inner[first]:
            outer = tuple(replace(piece, down=piece.down - 1) for piece in strip.pieces[:count])
            if at == first:
                done.append(replace(strip, pieces=(Piece(),) * count + strip.pieces[count:]))
        else:
            done.append(replace(strip, pieces=outer + strip.pieces[len(outer) :]))
            outer = ()
    return tuple(done)


def _inner(strip: Strip) -> _Inner | None:
    """Null where the strip holds no outer cells that reach further down with headings right of them that do not."""
    count = next((at for at, piece in enumerate(strip.pieces) if not _reaches_down(piece)), 0)
    rest = strip.pieces[count:]
    if not count or any(piece.down > 1 or piece.across > 1 or not piece.first for piece in rest):
        return None
    named = read_headings([piece.text for piece in rest])
    telling = {field for field, one in zip(named.fields, named.headings, strict=True) if one.share >= 1.0} & _TELLING
    return (count, tuple(plain_text(piece.text) for piece in rest)) if len(telling) >= _FEWEST else None


def _reaches_down(piece: Piece) -> bool:
    return piece.first and piece.down > 1 and bool(piece.text)


def _is_group(strip: Strip, outer: int) -> bool:
    """Whether a heading spans all columns right of the outer ones, and all of these headings end in its row."""
    group = strip.pieces[outer]
    return group.across == len(strip.pieces) - outer > 1 and all(
        piece.first and piece.down == 1 for piece in strip.pieces[: outer + 1]
    )
