"""Prose on pages: words outside tables as lines, and lines as paragraphs. The door to the `prose_*` modules.

What a paragraph means is read in `cover`, `claims`, `glossary`, `ragkey` and `bullets`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.page import Page
from extract.prose.blocks import Block, blocks
from extract.prose.furniture import without_furniture
from extract.prose.lines import Line, lines
from extract.tables.table import Table
from schemas.geometry import Place
from schemas.verbatim import Paragraph

__all__ = ["Block", "Line", "Prose", "blocks", "lines", "paragraphs", "read", "without_furniture"]


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of some pages, in reading order, without running headers, footers and page numbers."""

    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return paragraphs(self.blocks)


def read(pages: Sequence[Page], tables: Mapping[int, Sequence[Table]] | None = None) -> Prose:
    """The prose of the pages, given their tables by page number. Pages together, so that what repeats is seen."""
    on = tables or {}
    kept = without_furniture([lines(page, on.get(page.number, ())) for page in pages])
    flat = tuple(line for page_lines in kept for line in page_lines)
    return Prose(flat, blocks(flat))


def paragraphs(found: Sequence[Block]) -> tuple[Paragraph, ...]:
    """Blocks as the paragraphs handed on; the place is where a paragraph begins."""
    return tuple(
        Paragraph(block.printed, Place(*block.boxes()[0]), heading=block.heading, size=block.size) for block in found
    )
