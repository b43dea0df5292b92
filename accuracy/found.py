"""What the project found in a paper, flattened to compare with the truth.

What belongs here: the step from `extract.read`'s records to rows of fields, and what counts as the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.verbatim import Cell, ExtractedPaper

Fields = dict[str, tuple[str, ...]]

_GLYPHS = re.compile(r"[●■•▪◦○\uf0b7\uf0a7]|(?:^|(?<=\n))\s*[-–]\s")
_JOINTS = re.compile(r"([/\-–])\s+")


@dataclass(frozen=True, slots=True)
class RagCell:
    """What stands in a RAG cell: its words, and the colour behind or in it (RRGGBB)."""

    text: str
    colour: str | None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row: texts by field in column order, RAG cells in column order; `own` are the texts not carried from above."""

    fields: Fields
    texts: tuple[str, ...]
    own: tuple[str, ...]
    rags: tuple[RagCell, ...]
    section: str

    @property
    def whole(self) -> str:
        return " ".join(self.texts)


@cache
def squashed(text: str) -> str:
    """The text as it is compared: one space between words, no bullets or drawn marks, none after a slash or hyphen."""
    return _JOINTS.sub(r"\1", " ".join(_GLYPHS.sub(" ", text).split()))


def rows(paper: ExtractedPaper) -> list[FoundRow]:
    """Every row of every plan, in order."""
    found = []
    for plan in paper.plans:
        fields: list[str] = [column.field or "other" for column in plan.columns]
        found += [_row(fields, row.cells, row.section) for row in plan.rows]
    return found


def _row(fields: list[str], cells: tuple[Cell, ...], section: Cell | None) -> FoundRow:
    by_field: dict[str, list[str]] = {}
    for field, cell in zip(fields, cells, strict=True):
        by_field.setdefault(field, []).append(squashed(cell.text))
    return FoundRow(
        fields={field: tuple(texts) for field, texts in by_field.items()},
        texts=tuple(squashed(cell.text) for cell in cells),
        own=tuple(squashed(cell.text) for cell in cells if not cell.carried),
        rags=tuple(_rag(cell) for field, cell in zip(fields, cells, strict=True) if field == "rag"),
        section=squashed(section.text) if section else "",
    )


def _rag(cell: Cell) -> RagCell:
    text = squashed(cell.text)
    return RagCell(text, cell.fill or cell.mark or (None if text else cell.ink))
