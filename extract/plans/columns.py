"""The columns that a reader sees, where the lines of a table make more: headings boxed inside their cell, merged pairs.

Columns that every row below the header spans together are one; a column that nobody fills is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import ne

from extract.plans.grid import Piece, Strip, keep_columns

Group = tuple[int, ...]
Span = tuple[float, float]


def column_groups(body: Sequence[Strip], width: int) -> list[Group]:
    """Neighbouring columns that all rows of the body span together, from the left; rows of one text don't count, which
    may be the headings of groups, as far as their words reach."""
    telling = [strip for strip in body if sum(piece.shows for piece in strip.pieces) > 1]
    groups: list[list[int]] = [[0]] if width else []
    for column in range(1, width):
        if telling and all(_goes_on(strip.pieces[column - 1], strip.pieces[column]) for strip in telling):
            groups[-1].append(column)
        else:
            groups.append([column])
    return [tuple(group) for group in groups]


def settled(groups: Sequence[Group], rows: Sequence[Strip]) -> tuple[list[Group], list[Group]]:
    """The groups without those that no cell has for itself, as some rows draw a border further left than others: each
    row's cell there is that of the column on its left or on its right. And the groups with these beside the neighbour
    that most rows have them with."""
    telling = [strip for strip in rows if sum(piece.shows for piece in strip.pieces) > 1]
    own: list[Group] = []
    whole: list[Group] = []
    ahead: Group = ()
    for group in groups:
        left, right = _shared(group, telling)
        if not (any(left) and any(right) and all(map(ne, left, right))):
            own.append(group)
            whole.append((*ahead, *group))
            ahead = ()
        elif sum(right) > sum(left):
            ahead = group
        else:
            whole[-1] = (*whole[-1], *group)
    return own, whole


def _shared(group: Group, rows: Sequence[Strip]) -> tuple[list[bool], list[bool]]:
    """For each row, whether its cell in the group is that of the column on its left, and on its right."""
    first, last = group[0], group[-1]
    left = [first > 0 and strip.pieces[first].cell is strip.pieces[first - 1].cell for strip in rows]
    right = [last + 1 < len(strip.pieces) and strip.pieces[last].cell is strip.pieces[last + 1].cell for strip in rows]
    return left, right


def _goes_on(left: Piece, piece: Piece) -> bool:
    """Whether a column holds no more than what its left neighbour's cell reaches into."""
    return piece.cell is left.cell and not piece.first


def used(groups: Sequence[Group], head: Sequence[Strip], body: Sequence[Strip]) -> list[Group]:
    """The groups in which something is printed: a heading that begins there, or a text or colour below it. All where
    nothing stands below: the rows on the next page may fill a column without a heading."""
    if not body:
        return list(groups)
    return [group for group in groups if any(_begins(head, at) or _filled(body, at) for at in group)]


def _begins(head: Sequence[Strip], at: int) -> bool:
    return any(strip.pieces[at].first and strip.pieces[at].cell.text for strip in head)


def _filled(body: Sequence[Strip], at: int) -> bool:
    pieces = (strip.pieces[at] for strip in body)
    return any(piece.shows or (piece.first and piece.cell.fill and piece.across == 1) for piece in pieces)


def grouped_strips(rows: Sequence[Strip], groups: Sequence[Group]) -> tuple[Strip, ...]:
    """The strips with one piece for each group."""
    return keep_columns(rows, [group[0] for group in groups])


def grouped_texts(texts: Sequence[str], groups: Sequence[Group]) -> tuple[str, ...]:
    """The heading of each group: the different ones of its columns, from the left."""
    return tuple(" ".join(dict.fromkeys(texts[at] for at in group if texts[at])) for group in groups)


def grouped_spans(spans: Sequence[Span], groups: Sequence[Group]) -> tuple[Span, ...]:
    return tuple((spans[group[0]][0], spans[group[-1]][1]) for group in groups)


def heading_pieces(strip: Strip, groups: Sequence[Group]) -> tuple[Piece, ...]:
    """The piece of a header strip that each group shows: the first with a text."""
    return tuple(
        next((strip.pieces[at] for at in group if strip.pieces[at].cell.text), strip.pieces[group[0]])
        for group in groups
    )
