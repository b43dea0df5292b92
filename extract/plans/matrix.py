"""Plans laid out as a matrix: what is to be done in the columns of terms or of partners, not of actions.

"Theme | Short term | Medium term | Long term", or three boxes "First 30 days", "By 60 days", "By 90 days": each cell is
an action, due when its column says, or by whom. The cells must be instructions: a table of milestones or figures by
year looks the same but for these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.headers.fields import read_headings
from extract.headers.look import reads_as_owner
from extract.headers.words import is_period
from extract.plans.grid import Piece, Strip
from extract.prose.time_headings import is_instruction, is_time_heading

_FEWEST_COLUMNS, _FEWEST_ACTIONS = 2, 3
_MOST = 0.7
"""Share of the texts that are instructions."""
_BULLET = "•●▪■◦‣·o-– "

_Told = Literal["deadline", "owner"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as rows: the headings of its other columns and two without a name, their fields, and a strip for each
    action; `plan` as in `extract.headers.fields.Reading`."""

    header: tuple[str, ...]
    fields: tuple[str, ...]
    head: Strip
    strips: tuple[Strip, ...]
    plan: float


def matrix_of(rows: Sequence[Strip]) -> Matrix | None:
    """The table as a matrix of actions; null where it is none."""
    if len(rows) < 2 or any(piece.across > 1 or piece.down > 1 for piece in rows[0].pieces):
        return None
    found = _headings(rows[0])
    if found is None:
        return None
    told, field = found
    texts = [part for row in rows[1:] for at in told for part in _parts(row.pieces[at].text)]
    if len(texts) < _FEWEST_ACTIONS or sum(map(is_instruction, texts)) < _MOST * len(texts):
        return None
    others = [at for at in range(len(rows[0].pieces)) if at not in told]
    names = tuple(rows[0].texts[at] for at in others)
    reading = read_headings((*names, "action", field))
    if not reading.is_plan or "action" in reading.fields[: len(others)] or field in reading.fields[: len(others)]:
        return None
    fields = tuple(
        "section" if not at and known in ("other", "number") else known for at, known in enumerate(reading.fields)
    )
    head = replace(rows[0], pieces=(*(rows[0].pieces[at] for at in others), Piece(), Piece()))
    strips = tuple(strip for row in rows[1:] for strip in _rows(row, rows[0], told, others))
    return Matrix((*names, "", ""), fields, head, strips, reading.plan)


def _headings(head: Strip) -> tuple[list[int], _Told] | None:
    """The columns headed by times, or by who acts, and which of both; null where fewer than two are."""
    times = [at for at, text in enumerate(head.texts) if text and (is_time_heading(text) or is_period(text))]
    if len(times) >= _FEWEST_COLUMNS:
        return times, "deadline"
    owners = [at for at, text in enumerate(head.texts) if text and _names_someone(text)]
    return (owners, "owner") if len(owners) >= _FEWEST_COLUMNS else None


def _names_someone(text: str) -> bool:
    """Whether a heading is no heading but a name."""
    return read_headings((text,)).fields == ("other",) and reads_as_owner(text)


def _rows(row: Strip, head: Strip, told: Sequence[int], others: Sequence[int]) -> Iterator[Strip]:
    """A strip for each action of a row."""
    carried = False
    for at in told:
        for part in _parts(row.pieces[at].text):
            own = [row.pieces[other] for other in others]
            beside = [replace(piece, cell=replace(piece.cell, carried=carried or piece.cell.carried)) for piece in own]
            action = replace(row.pieces[at], cell=replace(row.pieces[at].cell, text=part))
            value = Piece(replace(head.pieces[at].cell, fill=None, carried=True))
            yield replace(row, pieces=(*beside, action, value))
            carried = True


def _parts(text: str) -> list[str]:
    """The actions of a cell: its lines where each is an instruction, else all of it."""
    lines = [line for line in text.split("\n") if line.strip(_BULLET)]
    several = len(lines) > 1 and all(is_instruction(line.lstrip(_BULLET)) for line in lines)
    return lines if several else [text] if text else []
