"""The colour that a cell of a plan states: by its words, a mark drawn in it, the ink of a lone sign, or its fill.

A fill that the whole row shares may be banding; then it states nothing, and that is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from normalise.rag.cell import rag
from normalise.rag.misread import colours_like
from schemas.colour import colour_name, is_colourful
from schemas.meaning import Rag, Status
from schemas.records import RagSource
from schemas.verbatim import Cell

_SIGN_LENGTH = 2


@dataclass(frozen=True, slots=True)
class CellColour:
    """What a cell says of colour and status. `text` is its words, or its colour as RRGGBB; `doubts` finding codes."""

    rag: Rag | None
    source: RagSource
    text: str | None
    status: Status | None
    doubts: tuple[str, ...] = ()


def read_colour(cell: Cell, row: Sequence[Cell], legend: Mapping[str, str]) -> CellColour:
    """Read one cell of `row`; `legend` is the paper's own key."""
    words = cell.text.strip()
    banding = _is_banding(cell, row)
    fill = None if banding else cell.fill
    reading = rag(words, fill=fill, legend=legend)
    if reading.rag is not None:
        return CellColour(reading.rag, reading.rag_source, words or cell.fill, reading.status, reading.flags)
    if "choice_unclear" in reading.flags:
        return CellColour(None, "none", words, None, reading.flags)
    drawn = cell.mark or (cell.ink if len(words) <= _SIGN_LENGTH else None)
    if drawn:
        marked = rag("", fill=drawn, legend=legend)
        if marked.rag is not None:
            return CellColour(marked.rag, "mark", words or drawn, reading.status or marked.status, marked.flags)
    scanned = any(other.confidence < 1.0 for other in row)
    if scanned and reading.status is None and (like := colours_like(words)):
        return _misread(words, like, legend)
    doubts = list(reading.flags)
    if banding and cell.fill and colour_name(cell.fill):
        doubts.append("rag_row_fill")
    elif fill and not words and not reading.status and is_colourful(fill) and not colour_name(fill):
        doubts.append("rag_fill_unnamed")
    return CellColour(None, "none", words or cell.fill, reading.status, tuple(doubts))


def _misread(words: str, like: frozenset[Rag], legend: Mapping[str, str]) -> CellColour:
    """What a scanned cell with a letter or two read wrong says: the colour where only one fits, else none."""
    if len(like) > 1:
        return CellColour(None, "none", words, None, ("rag_unsure",))
    (colour,) = like
    return CellColour(colour, "text", words, rag(colour, legend=legend).status, ("rag_misread",))


def _is_banding(cell: Cell, row: Sequence[Cell]) -> bool:
    """Whether the cell's fill is that of most other cells of its row: then it is no rating of its own."""
    others = [other.fill for other in row if other is not cell]
    return cell.fill is not None and len(others) > 1 and others.count(cell.fill) * 2 > len(others)
