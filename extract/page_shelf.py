"""The pages of one paper that have been read in full, with their tables and prose, each made once.

Reading is by need: triage and the search for plans say which pages; nothing is read twice. A page that fails is kept as
an empty one with its reason, so that one bad page never costs the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from extract import prose
from extract.page import Page
from extract.pdfium import Document
from extract.plans_header import Block, blocks
from extract.table import Table
from extract.tables import tables_on
from schemas.errors import UnreadablePdf
from schemas.verbatim import Paragraph


class Shelf:
    """Pages, tables and prose by page number (from 1). `ocr` as in `extract.read`; `failed` says why a page could
    not be read."""

    def __init__(self, document: Document, ocr: Literal["auto", "off", "force"], threads: int | None = None) -> None:
        self.ocr = ocr
        self.page_count = document.page_count
        self.failed: dict[int, str] = {}
        self._document = document
        self._threads = threads
        self._pages: dict[int, Page] = {}
        self._tables: dict[int, tuple[Table, ...]] = {}
        self._blocks: dict[int, tuple[Block, ...]] = {}
        self._lines: dict[int, tuple[prose.Line, ...]] = {}
        self._prose: prose.Prose | None = None
        self._paragraphs: dict[int, list[Paragraph]] = {}

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(self._pages)

    @property
    def untaken(self) -> frozenset[int]:
        return frozenset(range(1, self.page_count + 1)) - self.taken

    def take(self, numbers: Iterable[int]) -> None:
        """Read these pages in full, those that the paper has and that are not read yet."""
        for number in sorted(set(numbers)):
            if number in self._pages or not 1 <= number <= self.page_count:
                continue
            page = self._read(number)
            self._pages[number] = page
            self._tables[number] = tuple(tables_on(page))
            self._prose = None

    def _read(self, number: int) -> Page:
        """A page from its own text, or by OCR where that is needed and wanted."""
        try:
            page = self._document.page(number)
            if self.ocr == "force" or (self.ocr == "auto" and page.text_layer == "none" and page.images):
                from extract.scan import read

                return read(self._document, number, threads=self._threads)
        except UnreadablePdf as error:
            self.failed[number] = error.problem
            return Page(number, 0.0, 0.0, text_layer="none", evidence=error.problem)
        return page

    def page(self, number: int) -> Page:
        return self._pages[number]

    def height(self, number: int) -> float:
        return self._pages[number].height

    def tables(self, number: int) -> tuple[Table, ...]:
        return self._tables[number]

    def blocks(self, number: int) -> tuple[Block, ...]:
        """The tables of a page cut at the headers of plans."""
        if number not in self._blocks:
            self._blocks[number] = tuple(block for table in self._tables[number] for block in blocks(table))
        return self._blocks[number]

    def lines(self, number: int) -> tuple[prose.Line, ...]:
        """The lines of a page outside its tables, running headers and footers included."""
        if number not in self._lines:
            outside = [table for table in self._tables[number] if _is_grid(table)]
            self._lines[number] = prose.lines(self._pages[number], outside)
        return self._lines[number]

    def prose(self) -> prose.Prose:
        """All prose of the pages read so far, running headers and footers left out."""
        if self._prose is None:
            kept = prose.without_furniture([self.lines(number) for number in sorted(self._pages)])
            flat = tuple(line for lines in kept for line in lines)
            self._prose = prose.Prose(flat, prose.blocks(flat))
            self._paragraphs = {}
            for paragraph in self._prose.paragraphs:
                self._paragraphs.setdefault(paragraph.place.page, []).append(paragraph)
        return self._prose

    def paragraphs(self, number: int) -> tuple[Paragraph, ...]:
        """The paragraphs that begin on a page."""
        self.prose()
        return tuple(self._paragraphs.get(number, ()))


def _is_grid(table: Table) -> bool:
    """A table in which some row says two things; a box around text, whatever its borders, is prose."""
    return any(sum(bool(text) for text in row) > 1 for row in table.rows)
