"""Headings of a table nested in each row of another: "Action, Lead, By when" once more beside every recommendation.

Word and its readers draw the inner tables and the outer one as a single grid, in which the outer row's cell begins
beside the inner headings. What belongs here: which rows are such headings. They are printed for each outer row and say
nothing of it, so the first stands as the lower line of the header, the others are left out, and the outer cells begin
in the row below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.headers.fields import read_headings
from extract.plans.grid import Piece, Strip
from extract.stitch.rows import plain_text

_TELLING = frozenset(["action", "owner", "deadline"])
_FEWEST = 2
"""Headings of an inner table that name who, what or when; and how often they are printed where none is above them."""

_Inner = tuple[int, tuple[str, ...]]
"""How many outer cells stand left of inner headings, and these as plain text."""


def with_inner_headings(rows: Sequence[Strip]) -> tuple[Strip, ...]:
    """The strips with the inner headings once, below the outer ones; the same where a table holds none."""
    inner = {at: one for at, strip in enumerate(rows) if at and (one := _inner(strip)) is not None}
    times = Counter(inner.values())
    kept = {at: one for at, one in inner.items() if _is_below_group(rows, at, one[0]) or times[one] >= _FEWEST}
    kept = {at: one for at, one in kept.items() if any(_says_much(strip) for strip in rows[:at])}
    if not kept:
        return tuple(rows)
    first, done = min(kept), list[Strip]()
    outer: tuple[Piece, ...] = ()
    for at, strip in enumerate(rows):
        if at in kept:
            outer = tuple(replace(piece, down=piece.down - 1) for piece in strip.pieces[: kept[at][0]])
            if at == first and _has_group(rows[:at], kept[at][0]):
                done.append(replace(strip, pieces=(Piece(),) * len(outer) + strip.pieces[len(outer) :]))
        else:
            done.append(replace(strip, pieces=outer + strip.pieces[len(outer) :]) if outer else strip)
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


def _says_much(strip: Strip) -> bool:
    return sum(piece.shows for piece in strip.pieces) > 1


def _is_below_group(rows: Sequence[Strip], at: int, outer: int) -> bool:
    return _has_group(rows[at - 1 : at], outer)


def _has_group(rows: Sequence[Strip], outer: int) -> bool:
    """Whether a heading above spans all columns right of the outer ones, whose own headings end in its row."""
    return any(
        strip.pieces[outer].first
        and strip.pieces[outer].across == len(strip.pieces) - outer > 1
        and all(piece.first and piece.down == 1 for piece in strip.pieces[: outer + 1])
        for strip in rows
    )
