"""What the project found in a paper, flattened to compare with the truth.

What belongs here: the step from `extract.read`'s records to rows of fields, and what counts as the same text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from schemas.verbatim import Cell, ExtractedPaper, Row

Fields = dict[str, tuple[str, ...]]

_GLYPHS = re.compile(r"[●■•▪◦○\uf0b7\uf0a7]|(?:^|(?<=\s))[-–](?=\s)")
_JOINTS = re.compile(r"([/\-–])\s+")


@dataclass(frozen=True, slots=True)
class RagCell:
    """What stands in a RAG cell: its words, and the colour behind or in it (RRGGBB)."""

    text: str
    colour: str | None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row: texts by field in column order, RAG cells in column order; `own` are the texts not carried from above.

    `estimate` is the extraction's own confidence in the row, 0..1.
    """

    fields: Fields
    texts: tuple[str, ...]
    own: tuple[str, ...]
    rags: tuple[RagCell, ...]
    section: str
    estimate: float

    @property
    def whole(self) -> str:
        return " ".join(self.texts)

    @property
    def is_bare_number(self) -> bool:
        """Whether the row says nothing but its number (a form's empty last rows): counted neither way."""
        numbers = [text for text in self.fields.get("number", ()) if text]
        return bool(numbers) and [text for text in self.texts if text] == numbers


@cache
def squashed(text: str) -> str:
    """The text as it is compared: one space between words, no bullets or drawn marks, no colon at the end."""
    return _JOINTS.sub(r"\1", " ".join(_GLYPHS.sub(" ", text).split())).rstrip(" :")


def rows(paper: ExtractedPaper) -> list[FoundRow]:
    """Every row of every plan, in order."""
    found = []
    for plan in paper.plans:
        fields: list[str] = [column.field or "other" for column in plan.columns]
        found += [_row(fields, row) for row in plan.rows]
    return [row for row in found if not row.is_bare_number]


def _row(names: Sequence[str], row: Row) -> FoundRow:
    """A row; a section that stands in a column of its own is the row's section all the same."""
    placed = list(zip(names, row.cells, strict=True))
    heading = [row.section] if row.section else [cell for name, cell in placed if name == "section"]
    kept = [(name, cell) for name, cell in placed if name != "section"]
    by_field: dict[str, list[str]] = {}
    for name, cell in kept:
        by_field.setdefault(name, []).append(squashed(cell.text))
    return FoundRow(
        fields={name: tuple(texts) for name, texts in by_field.items()},
        texts=tuple(squashed(cell.text) for _, cell in kept),
        own=tuple(squashed(cell.text) for _, cell in kept if not cell.carried),
        rags=tuple(_rag(cell, row.cells) for name, cell in kept if name == "rag"),
        section=" ".join(squashed(cell.text) for cell in heading),
        estimate=row.confidence,
    )


def _rag(cell: Cell, row: Sequence[Cell]) -> RagCell:
    """What a reader takes for the cell's colour: not the band that the whole row lies on."""
    text = squashed(cell.text)
    fills = [other.fill for other in row if other is not cell]
    banding = cell.fill is not None and len(fills) > 1 and fills.count(cell.fill) * 2 > len(fills)
    return RagCell(text, (None if banding else cell.fill) or cell.mark or (None if text else cell.ink))
