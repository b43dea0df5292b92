"""Whether a table on a later page has the columns of an earlier one, and which is which.

Two pages of one table rarely agree to the point: margins move, an empty column loses its border. Columns are matched by
where they stand; what cannot be matched without doubt is not matched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.plans.grid import Piece, Strip, keep_columns
from extract.stitch.rows import plain_text

Span = tuple[float, float]

_SLACK = 0.03
_SAME = 0.7
_HAIR = 0.005
_SEVERAL = 4
_FEWEST_NAMES = 3


def matched(wanted: Sequence[Span], given: Sequence[Span]) -> tuple[int | None, ...] | None:
    """For each wanted column the given one that stands in its place (null: it has none); null when they do not match.

    Every given column must find its place, and most wanted ones must be found.
    """
    if not wanted or not given:
        return None
    width = wanted[-1][1] - wanted[0][0]
    if len(wanted) == len(given) and _same_edges(wanted, given, width):
        return tuple(range(len(wanted)))
    found: list[int | None] = [None] * len(wanted)
    for number, span in enumerate(given):
        home = _home(span, wanted, width)
        if home is None or found[home] is not None:
            return None
        found[home] = number
    if sum(place is not None for place in found) < 0.7 * len(wanted) or len(given) < 2:
        return None
    return tuple(found)


def same_to_the_point(wanted: Sequence[Span], given: Sequence[Span]) -> bool:
    """Several columns, and each where it was, within a hair."""
    if len(wanted) != len(given) or len(wanted) < _SEVERAL:
        return False
    return _same_edges(wanted, given, wanted[-1][1] - wanted[0][0], _HAIR)


def _same_edges(wanted: Sequence[Span], given: Sequence[Span], width: float, share: float = _SLACK) -> bool:
    """Equal edges, after the whole table was moved sideways by a margin that differs (odd and even pages)."""
    moved = given[0][0] - wanted[0][0]
    if abs(moved) > 0.1 * width:
        return False
    slack = share * width
    return all(
        abs(one[0] - other[0] + moved) < slack and abs(one[1] - other[1] + moved) < slack
        for one, other in zip(wanted, given, strict=True)
    )


def _home(span: Span, wanted: Sequence[Span], width: float) -> int | None:
    """The only wanted column that the span lies in, or, of two beside each other, the one that holds most of it."""
    slack = _SLACK * width
    homes = [at for at, (left, right) in enumerate(wanted) if left - slack <= span[0] and span[1] <= right + slack]
    if len(homes) > 1:
        homes = [at for at in homes if _shared(span, wanted[at]) >= _SAME * (span[1] - span[0])]
    return homes[0] if len(homes) == 1 else None


def _shared(one: Span, other: Span) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def same_header(one: Sequence[str], other: Sequence[str]) -> bool:
    """The same headings, give or take a reworded or cut one."""
    if len(one) != len(other):
        return False
    pairs = [(plain_text(first), plain_text(second)) for first, second in zip(one, other, strict=True)]
    return sum(alike(first, second) for first, second in pairs) >= _SAME * len(pairs)


def names_its_column(strip: Strip, fields: Sequence[str | None], header: Sequence[str]) -> bool:
    """Another header of the plan's columns, one of them renamed ("Support agencies, Actions" below "Primary agency,
    Actions"): what is to be done is never what its column is called."""
    if sum(piece.shows for piece in strip.pieces) < 2:
        return False
    return any(
        field in ("action", "recommendation") and plain_text(piece.text) == plain_text(head) != ""
        for piece, field, head in zip(strip.pieces, fields, header, strict=True)
    )


def named_alike(wanted: Sequence[str], given: Sequence[str]) -> tuple[int | None, ...] | None:
    """For each wanted heading the column of the same one, where the given table has no others and keeps their order
    but lacks some, or has nameless columns between; null where it is no such table."""
    names = [plain_text(text) for text in given]
    found: list[int | None] = []
    start = 0
    for text in wanted:
        name = plain_text(text)
        at = names.index(name, start) if name and name in names[start:] else None
        found.append(at)
        start = start if at is None else at + 1
    taken = [at for at in found if at is not None]
    enough = len(taken) >= max(_FEWEST_NAMES, _SAME * len([text for text in wanted if plain_text(text)]))
    return tuple(found) if enough and len(taken) == sum(map(bool, names)) else None


def alike(first: str, second: str) -> bool:
    """Whether two plain headings are the same, or one is the other with more words before or behind."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > 3 and (long.startswith(short) or long.endswith(short))


def placed(rows: Sequence[Strip], places: Sequence[int | None]) -> tuple[Strip, ...]:
    """The strips with the columns of the earlier table; columns that they have not got are empty."""
    known = [place for place in places if place is not None]
    if len(known) == len(places):
        return keep_columns(rows, known)
    done: list[Strip] = []
    for strip in keep_columns(rows, known):
        left = iter(strip.pieces)
        pieces = tuple(Piece() if place is None else next(left) for place in places)
        done.append(replace(strip, pieces=pieces))
    return tuple(done)


def below_headings(rows: Sequence[Strip], header: Sequence[str]) -> tuple[Strip, ...]:
    """The rows of a later page without a heading that reaches into them: printed again above a merged cell which the
    page break cut, with no border between, it stands in one cell with the blank rest of that."""
    names = [text.split() for text in header]
    return tuple(
        replace(strip, pieces=tuple(map(_below_heading, strip.pieces, names))) if _reached(strip) else strip
        for strip in rows
    )


def _reached(strip: Strip) -> bool:
    return any(not piece.first and piece.cell.text for piece in strip.pieces)


def _below_heading(piece: Piece, name: Sequence[str]) -> Piece:
    """The piece, blank where it only reaches into the cell of its column's heading, or of the last level of it."""
    own = [] if piece.first else piece.cell.text.split()
    return replace(piece, cell=replace(piece.cell, text="", mark=None)) if own and own == name[-len(own) :] else piece
