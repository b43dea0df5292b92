"""The pages of one paper that have been read in full, with their tables and prose, each made once.

Reading is by need: triage and the search for plans say which pages; nothing is read twice. A page that fails is kept as
an empty one with its reason, so that one bad page never costs the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from extract.page import Page
from extract.pdfium.document import Document
from extract.plans.block import Block
from extract.plans.doubled import with_rows_apart
from extract.plans.form_signs import may_hold_forms
from extract.plans.headed_tables import is_headless_form, with_headings
from extract.plans.header import blocks
from extract.plans.inner import with_inner_text
from extract.plans.paired_rows import Pairs, pairs_of, with_pairs_beside
from extract.plans.sheet_headings import without_sheet_headings
from extract.plans.written import Written, written
from extract.prose import paragraphs as prose
from extract.scan.alphabets import Votes, alphabets_of, count_votes
from extract.scan.layer import has_layer, with_drawing
from extract.spreads import sheets_of, side_by_side, spread_over
from extract.tables import tagged
from extract.tables.arbiter import is_doubtful, settled
from extract.tables.finding import tables_on
from extract.tables.known_columns import Columns, in_known_columns
from extract.tables.sideways import Sheet, as_printed
from extract.tables.table import Table
from schemas.errors import UnreadablePdf
from schemas.geometry import Box
from schemas.verbatim import Paragraph

_AGREEING = 0.8
"""How well tagged tables must agree with the page to be taken where no rule or fill shows a table."""
_WHOLE = 0.8
"""Of a table's height: what known columns tell of less is not read in them to its end."""
_UNNAMED = 10
"""Characters of words without a name from which a page is read by OCR."""
_DRAWN = 0.9
"""Confidence of a table all of whose cells rules draw."""
_NEAR = 1.0


class Shelf:
    """Pages, tables and prose by page number (from 1). `ocr` as in `extract.read`; `failed` says why a page could
    not be read."""

    def __init__(self, document: Document, ocr: Literal["auto", "off", "force"], threads: int | None = None) -> None:
        self.ocr = ocr
        self.page_count = document.page_count
        self.failed: dict[int, str] = {}
        self._document = document
        self._threads = threads
        self._recognised_pages = 0
        self._votes: Votes = {}
        self._pages: dict[int, Page] = {}
        self._tables: dict[int, tuple[Table, ...]] = {}
        self._tried_on: set[int] = set()
        self._read_on: dict[int, Table] = {}
        self._further: dict[int, tuple[int, Box]] = {}
        self._laid_out = 0
        self._sheets: dict[int, Sheet] = {}
        self._blocks: dict[int, tuple[Block, ...]] = {}
        self._written: dict[int, tuple[Written, ...]] = {}
        self._formed: set[int] = set()
        self._pairs: dict[int, Pairs] = {}
        self._headed: set[int] = set()
        self._lines: dict[int, tuple[prose.Line, ...]] = {}
        self._prose: prose.Prose | None = None
        self._text: tuple[Paragraph, ...] = ()
        self._paragraphs: dict[int, list[Paragraph]] = {}

    @property
    def taken(self) -> frozenset[int]:
        return frozenset(self._pages)

    @property
    def untaken(self) -> frozenset[int]:
        return frozenset(range(1, self.page_count + 1)) - self.taken

    def take(self, numbers: Iterable[int]) -> None:
        """Read these pages in full, those that the paper has and that are not read yet."""
        wanted = [number for number in sorted(set(numbers)) if 1 <= number <= self.page_count]
        fresh = [number for number in wanted if number not in self._pages]
        for number in fresh:
            page = self._read(number)
            self._pages[number] = page
            found = with_inner_text(self._with_tags(page, tables_on(page)), page.words)
            found = tuple(self._whole(without_sheet_headings(table)) for table in found)
            if any(map(is_headless_form, found)):
                found = self._with_headings(page, found)
            self._tables[number] = tuple(with_rows_apart(table, page.words) for table in found)
            plans, free = self._plans_apart(number)
            if may_hold_forms(page, plans, free):
                self._written[number] = written(page, self._tables[number], free)
            self._prose = None
        around = {page for number in fresh for page in (number - 1, number, number + 1)}
        for number in sorted(page for page in around if any(one.whole for one in self._written.get(page, ()))):
            for near in sorted({number - 1, number, number + 1} & self._pages.keys()):
                self._take_forms(near)

    def _whole(self, table: Table) -> Table:
        """The table with rows that stand on two lines made whole, as its header or that of the page before tells."""
        pairs = pairs_of(table, self._pairs.get(table.page - 1))
        if pairs is None:
            return table
        self._pairs[table.page] = pairs
        return with_pairs_beside(table, pairs)

    def _with_headings(self, page: Page, tables: tuple[Table, ...]) -> tuple[Table, ...]:
        """The tables with those of who and when put below the headings that say what."""
        found = with_headings(tables, page.words, known=page.number - 1 in self._headed)
        if found != tables:
            self._headed.add(page.number)
        return found

    def _forms(self, number: int) -> tuple[Written, ...]:
        """The forms written out on a page, outside the tables of plans."""
        return written(self._pages[number], self._tables[number], self._plans_apart(number)[1])

    def _plans_apart(self, number: int) -> tuple[list[Table], list[Table]]:
        """The tables of plans on a page, and the others; a form is none."""
        plans = [block.table for block in self.blocks(number) if block.header and not block.forms]
        return plans, [table for table in self._tables[number] if not any(table is plan for plan in plans)]

    def _take_forms(self, number: int) -> None:
        """Let the forms written out on a page stand as tables: one on it, or on a page next to it, is whole."""
        if number in self._formed:
            return
        self._formed.add(number)
        forms = self._written[number] if number in self._written else self._forms(number)
        drawn = [table for one in forms for table in one.drawn]
        others = [table for table in self._tables[number] if not any(table is one for one in drawn)]
        tables = [*others, *(one.table for one in forms)]
        self._tables[number] = tuple(sorted(tables, key=lambda table: (table.box.y0, table.box.x0)))
        self._blocks.pop(number, None)
        self._lines.pop(number, None)
        self._prose = None

    def _read(self, number: int) -> Page:
        """A page from its own text, by OCR where needed and wanted, with the rules of a scan behind its text."""
        try:
            page = self._document.page(number, tags=False)
            if self.ocr == "force" or (self.ocr == "auto" and page.text_layer == "none"):
                return self._spelt(page) if page.unnamed else self._recognised(page)
            if self.ocr == "auto" and page.unnamed >= (1 if self._votes else _UNNAMED):
                return self._spelt(page)
            return with_drawing(self._document, page) if has_layer(page) else page
        except UnreadablePdf as error:
            self.failed[number] = error.problem
            return Page(number, 0.0, 0.0, text_layer="none", evidence=error.problem)

    def _recognised(self, page: Page) -> Page:
        """The page read by OCR; as it is, with the reason, where the paper has had as many as it may."""
        from extract.scan.pages import MOST_PAGES, read

        if self._recognised_pages >= MOST_PAGES:
            return replace(page, evidence=f"{page.evidence or 'not read'}; {MOST_PAGES} pages were read by OCR already")
        self._recognised_pages += 1
        return read(self._document, page.number, threads=self._threads)

    def _spelt(self, page: Page) -> Page:
        """The page by its fonts' alphabets, as OCR of it teaches them; as OCR reads it where these are not enough."""
        read = self._recognised(page)
        if read.text_layer != "ocr" or read.turn or page.turn:
            return read
        count_votes(self._votes, self._document.nameless_glyphs(page.number), read.words)
        self._document.alphabets = alphabets_of(self._votes)
        spelt = self._document.page(page.number, tags=False)
        return spelt if spelt.text_layer == "ocr" and spelt.unnamed < _UNNAMED else read

    def _with_tags(self, page: Page, found: Sequence[Table]) -> tuple[Table, ...]:
        """The tables of a page, doubtful ones as the structure tags have them where those agree with what is seen.

        Tags are asked last: they cost nearly as much as the text, and on most pages rules and fills say the same.
        """
        if found and not any(is_doubtful(table) for table in found):
            return tuple(found)
        tags = self._document.tags(page.number) if page.text_layer == "native" and page.words else ()
        if not tags:
            return tuple(found)
        page = replace(page, tags=tags)
        if found:
            return tuple(sorted(settled(found, page), key=lambda table: (table.box.y0, table.box.x0)))
        return tuple(table for table in tagged.tables(page) if table.confidence >= _AGREEING)

    def is_told(self, number: int, spans: Sequence[tuple[float, float]]) -> bool:
        """Whether a page need not be read in the columns of the page before: it was, or a table whose cells are all
        drawn, in the place of these columns and with as many, is the first that stands on it."""
        first = self._tables[number][0] if self._tables[number] else None
        if first is not None and _is_all_drawn(first) and first.column_count >= len(spans):
            box = first.box
            across = box.x0 <= spans[0][0] + _NEAR and box.x1 >= spans[-1][1] - _NEAR
            if across and all([word.box.y1 > box.y0 for word in self._pages[number].words]):
                self._tried_on.add(number)
        return number in self._tried_on

    def read_on(self, number: int, known: Columns, kept: Sequence[Table] = ()) -> bool:
        """Read a page again in the columns of the page before it, once; whether it holds a table in these. A table
        whose cells are all drawn stays as it is, and one of which these tell a part, unless it has fewer columns than
        these, or than show text in them: rules may draw some of them only. So do those that are `kept`, unless it puts
        others together with them."""
        if number in self._tried_on:
            return False
        self._tried_on.add(number)
        table = in_known_columns(self._pages[number], known, self._tables[number])
        if table is None:
            return False
        there = [one for one in self._tables[number] if _shares(one.box, table.box)]
        drawn = [one for one in there if _is_all_drawn(one)]
        longer = [one for one in there if table.box.height < _WHOLE * one.box.height]
        shown = len({cell.column for cell in table.cells if cell.text})
        if any(one.column_count >= len(known.xs) - 1 for one in drawn) or any(
            one.column_count >= shown for one in longer
        ):
            return False
        if kept and all(any(one is own for own in kept) for one in there):
            return False
        others = [one for one in self._tables[number] if one not in there]
        self._read_on[number] = table
        self._put(number, [*others, table])
        return True

    def lay_out(self) -> None:
        """Put tables whose columns go on on further pages together, on the page where each begins."""
        if self._laid_out == len(self._pages):
            return
        self._laid_out = len(self._pages)
        free = [number for number in sorted(self._pages) if number not in {*self._further, *self._read_on}]
        native = {number: self._pages[number] for number in free if self._pages[number].text_layer == "native"}
        self._sheets = sheets_of(native, self._tables, self._sheets)
        for first, parts in spread_over(self._sheets).items():
            spread = side_by_side(self._pages[first], self._tables[first], parts, self._pages)
            whole = [as_printed(table, spread.seams) for table in tables_on(spread.page)]
            if not any(table.further_pages == {part.page for part in parts} for table in whole):
                continue
            self._put(first, whole)
            for part in parts:
                self._further[part.page] = first, part.table.box
                beside = part.table.box
                self._put(part.page, [table for table in self._tables[part.page] if not _shares(table.box, beside)])

    def _put(self, number: int, tables: Sequence[Table]) -> None:
        """The tables of a page, instead of those that it had."""
        self._tables[number] = tuple(sorted(tables, key=lambda one: (one.box.y0, one.box.x0)))
        self._blocks.pop(number, None)
        self._lines.pop(number, None)
        self._prose = None

    def home(self, number: int) -> int:
        """The page on which the table begins whose further columns a page holds; else the page itself."""
        return self._further[number][0] if number in self._further else number

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
            known = self._read_on.get(number)
            outside = [table for table in self._tables[number] if table is known or _is_grid(table)]
            self._lines[number] = prose.lines(self._without_further(number), outside)
        return self._lines[number]

    def _without_further(self, number: int) -> Page:
        """The page without the words of columns that belong to a table of an earlier page."""
        page = self._pages[number]
        if number not in self._further:
            return page
        box = self._further[number][1]
        return replace(page, words=tuple(word for word in page.words if not box.holds_middle(word.box)))

    def prose(self) -> prose.Prose:
        """All prose of the pages read so far, running headers and footers left out."""
        if self._prose is None:
            kept = prose.without_furniture([self.lines(number) for number in sorted(self._pages)])
            flat = tuple(line for lines in kept for line in lines)
            self._prose = prose.Prose(flat, prose.blocks(flat))
            self._paragraphs = {}
            self._text = self._prose.paragraphs
            for paragraph in self._text:
                self._paragraphs.setdefault(paragraph.place.page, []).append(paragraph)
        return self._prose

    def text(self) -> tuple[Paragraph, ...]:
        """The paragraphs of all pages read so far."""
        self.prose()
        return self._text

    def paragraphs(self, number: int) -> tuple[Paragraph, ...]:
        """The paragraphs that begin on a page."""
        self.prose()
        return tuple(self._paragraphs.get(number, ()))


def _shares(one: Box, other: Box) -> bool:
    return one.overlap(other) > 0.5 * min(one.width * one.height, other.width * other.height)


def _is_all_drawn(table: Table) -> bool:
    return table.method == "rules" and (table.confidence >= _DRAWN or table.row_count == 1)


def _is_grid(table: Table) -> bool:
    """A table in which some row says two things; a box around text, whatever its borders, is prose."""
    filled = {(cell.row, cell.column) for cell in table.cells if cell.text}
    return len(filled) > len({row for row, _ in filled})
