"""Produces papers with ReportLab, the table drawn by hand, so that every row's pages are known.

What belongs here: laying blocks out on pages, and what can be done to a page (turned, cropped, stamped).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from accuracy import tables
from accuracy.records import (
    Block,
    Bookmark,
    Break,
    Heading,
    KeyBlock,
    OtherTable,
    Pairs,
    Paper,
    PlanBlock,
    Style,
    Text,
)
from samples.maker.grid import Cell, Laid, Line, Look, RuleStyle
from samples.maker.writer import PageStyle, PaperWriter

Pages = list[list[list[int]]]  # plan -> row -> pages
SMALLEST = 5.5
CROP = 28.0


class StampedWriter(PaperWriter):
    """A writer whose pages may be stored sideways, cropped, or stamped with a word."""

    def __init__(self, target: Path, style: PageStyle, look: Style, *, title: str) -> None:
        self.stamps = look
        super().__init__(target, style, title=title)

    def begun(self) -> None:
        width, height = self.size
        if self.stamps.sideways and self.wide:
            self.canvas.setPageRotation(90)  # ReportLab turns the page box by itself
            self.canvas.translate(height, 0)
            self.canvas.rotate(90)
        if self.stamps.cropped and not (self.stamps.sideways and self.wide):
            self.canvas.setPageSize((width + 2 * CROP, height + 2 * CROP))
            self.canvas.setCropBox((CROP, CROP, width + CROP, height + CROP))
            self.canvas.translate(CROP, CROP)
        if self.stamps.watermark:
            self._stamp(width, height)
        if self.stamps.hidden_text:
            self._hide(height)

    def _hide(self, height: float) -> None:
        """Words that nobody sees: white on white, and under a white box."""
        self.canvas.saveState()
        self.canvas.setFont("Helvetica", 9)
        self.canvas.setFillGray(1)
        self.canvas.drawString(60, height - 30, "TEMPLATE DO NOT EDIT THIS LINE")
        self.canvas.setFillGray(0)
        self.canvas.drawString(60, height - 42, "Old title of an earlier version of this paper")
        self.canvas.setFillGray(1)
        self.canvas.rect(50, height - 48, 320, 16, stroke=0, fill=1)
        self.canvas.restoreState()

    def _stamp(self, width: float, height: float) -> None:
        self.canvas.saveState()
        self.canvas.setFillGray(0.88)
        self.canvas.setFont("Helvetica-Bold", 110)
        self.canvas.translate(width / 2, height / 2)
        self.canvas.rotate(45)
        self.canvas.drawCentredString(0, -30, self.stamps.watermark)
        self.canvas.restoreState()


def produce(paper: Paper, target: Path) -> Pages:
    """Write the paper; gives the pages of each row of each plan."""
    look = paper.style.look
    family = (look.font, look.bold_font, look.italic_font)
    page_style = PageStyle(family, size=10.5, footer=paper.style.footer, header=paper.style.header)
    writer = StampedWriter(target, page_style, paper.style, title=paper.front.title)
    pages: Pages = [[] for _ in paper.plans]
    for block in paper.blocks:
        _put(writer, block, paper, pages)
    writer.close()
    return pages


def _put(writer: PaperWriter, block: Block, paper: Paper, pages: Pages) -> None:
    look = paper.style.look
    match block:
        case Heading() | Text():
            _words(writer, block)
        case Pairs():
            _pairs(writer, block, look)
        case OtherTable():
            _table(writer, block.lines, replace(look, band="", base="", rules=_sober(look)))
            writer.space(6)
        case KeyBlock():
            _key(writer, block, look)
        case Break():
            writer.new_page(wide=block.wide)
        case Bookmark():
            writer.bookmark(block.title)
        case PlanBlock():
            pages[block.plan] = _plan(writer, paper, block.plan)


def _words(writer: PaperWriter, block: Heading | Text) -> None:
    if isinstance(block, Heading):
        writer.heading(block.text, size=15 if block.level == 1 else 12, centred=block.centred)
    else:
        writer.paragraph(block.text, indent=34 if block.lead else 0, lead=block.lead, bold=block.bold)


def _plan(writer: PaperWriter, paper: Paper, number: int) -> list[list[int]]:
    """Draw a plan's table; gives the pages of each of its rows."""
    plan = paper.plans[number]
    lines = tables.lines(plan, turned=paper.style.turned_headers)
    laid = _table(writer, lines, paper.style.look, broken=paper.style.broken_headers)
    return [_own_pages(laid, index, plan.merged_columns) for index in tables.row_lines(plan, lines)]


def _own_pages(laid: Laid, line: int, merged: frozenset[int]) -> list[int]:
    """The pages of a row's own cells (a merged cell runs on over other rows' pages)."""
    own = (piece for piece in laid.pieces if piece.line == line and piece.column not in merged and not piece.repeated)
    return sorted({piece.page for piece in own})


def _table(writer: PaperWriter, lines: Sequence[Line], look: Look, *, broken: bool = False) -> Laid:
    """A table in the largest type, not above the look's own, that breaks no word."""
    while look.size > SMALLEST:
        widths = tables.shares(lines, look, writer.width, broken=broken)
        if widths:
            return writer.table(lines, widths, look)
        look = replace(look, size=look.size - 0.5, padding=max(look.padding - 0.5, 1.5))
    count = sum(cell.span for cell in lines[0].cells)
    return writer.table(lines, [1.0] * count, look)


def _sober(look: Look) -> RuleStyle:
    return look.rules if look.rules in ("grid", "rows", "rectangles", "pieces") else "grid"


def _pairs(writer: PaperWriter, block: Pairs, look: Look) -> None:
    if not block.ruled:
        for label, text in block.pairs:
            writer.paragraph(text, indent=110, lead=label)
        return
    lines = [Line((Cell(label, bold=True), Cell(text))) for label, text in block.pairs]
    writer.table(lines, (3, 7), Look(look.font, look.bold_font, look.italic_font, size=10, padding=4))


def _key(writer: PaperWriter, block: KeyBlock, look: Look) -> None:
    """A small table: a patch of colour and what it means."""
    lines = [Line((Cell(line.rag.capitalize(), fill=line.fill), Cell(line.meaning))) for line in block.key]
    small = Look(look.font, look.bold_font, look.italic_font, size=8, padding=2.5)
    writer.paragraph("Key")
    writer.table(lines, (1, 4), small)
