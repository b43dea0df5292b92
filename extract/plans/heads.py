"""Headings of forms that say themselves what is to be done: "Action 3", "1.2" or nothing before it.

Cards often name the action in bold at their top and have labels for who and when only. What belongs here: the heading
of one form as a number and a text. Whether a form's heading is its action is told in `record`, by what its labels lack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.headers.vocabulary import heading
from extract.plans.grid import Piece, Strip

_NUMBERED = re.compile(
    r"(?:(?P<label>[A-Za-z]+(?: [A-Za-z]+)?)\s+)?(?P<number>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)[.:)]?\s+(?:[–—-]\s+)?"
    r"(?P<text>\S.*)",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?[.:)]?")
_FEWEST_WORDS = 3
_FEWEST_NUMBERS = 2
_FEWEST_ANSWERED, _LONGEST_TITLE = 3, 8
"""Forms that tell what their headings are; words of one that only names what its form is about."""


@dataclass(frozen=True, slots=True)
class Head:
    """A form's number, empty where it has none, what is to be done, and whether that is an action or what asks for
    one."""

    number: Piece
    what: Piece
    field: str


def head_of(banners: Sequence[Strip]) -> Head | None:
    """The heading of a form; null where it has none or several, or one too short to say anything."""
    if len(banners) != 1:
        return None
    piece = next(piece for piece in banners[0].pieces if piece.shows)
    found = _NUMBERED.fullmatch(piece.text)
    label = heading(found["label"] or "").alone if found else "other"
    if found is None or (found["label"] and label not in ("action", "recommendation", "number")):
        return Head(Piece(), piece, "action") if len(piece.text.split()) >= _FEWEST_WORDS else None
    number, what = (replace(piece, cell=replace(piece.cell, text=found[name])) for name in ("number", "text"))
    enough = len(what.text.split()) >= _FEWEST_WORDS
    return Head(number, what, "recommendation" if label == "recommendation" else "action") if enough else None


def are_recommendations(banners: Sequence[Sequence[Strip]]) -> bool:
    """Whether the headings of forms that name their actions say what these answer: each form has one, with a number of
    its own, and most are as long as sentences are."""
    heads = [head_of(above) for above in banners]
    numbers = {head.number.text for head in heads if head is not None and head.number.text}
    if len(heads) < _FEWEST_ANSWERED or len(numbers) < len(heads):
        return False
    long = sum(len(head.what.text.split()) > _LONGEST_TITLE or head.what.text.endswith(".") for head in heads if head)
    return 2 * long > len(heads)


def with_bare_numbers(rows: Sequence[Strip]) -> Sequence[Strip]:
    """The rows of forms with each number that stands as a label put where it belongs: with a text beside it, before
    that text as the heading of a form; else below a label without a name."""
    bare = [row for row in rows if _is_number(row)]
    if len(bare) < _FEWEST_NUMBERS or len({row.texts[0] for row in bare}) < len(bare):
        return rows
    return [_headed(row) if _is_number(row) else row for row in rows]


def is_bare_number(text: str) -> bool:
    """Whether a label is no more than a number."""
    return _BARE.fullmatch(text) is not None


def _is_number(row: Strip) -> bool:
    return len(row.pieces) == 2 and is_bare_number(row.texts[0])


def _headed(row: Strip) -> Strip:
    number, value = row.pieces
    if not value.shows:
        return replace(row, pieces=(replace(number, cell=replace(number.cell, text="")), number))
    places = (*number.cell.places, *value.cell.places)
    whole = replace(value, cell=replace(value.cell, text=f"{number.text} {value.text}", places=places), across=2)
    return replace(row, pieces=(whole, replace(whole, first=False)))
