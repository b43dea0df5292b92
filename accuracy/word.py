"""Produces papers as Word documents that LibreOffice exports: tables in the styles that clerks use.

What belongs here: python-docx, and the XML it has no words for (borders, spans, turned text).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Cell

from accuracy import tables
from accuracy.records import Block, Bookmark, Break, Heading, KeyBlock, OtherTable, Pairs, Paper, PlanBlock, Text
from samples.maker import word as clerk
from samples.maker.grid import Cell, Line, Look

GLYPHS = {"circle": "●", "square": "■"}
BORDERS = {"double": "double", "dashed": "dashed"}


def produce(paper: Paper, target: Path) -> None:
    """Write the paper; the pages of its rows are LibreOffice's to choose, so none are given."""
    document = clerk.new_document(size=10.5)
    document.styles["Normal"].font.name = paper.style.font_name
    if paper.style.header:
        clerk.page_header(document, paper.style.header)
    clerk.footer(document, paper.style.footer)
    for block in paper.blocks:
        _put(document, block, paper)
    clerk.export(document, target, tagged=paper.style.tagged)


def _put(document: WordDocument, block: Block, paper: Paper) -> None:
    look = tables.measured(paper.style.look, paper.style.font_name)
    match block:
        case Heading() | Bookmark():
            _heading(document, block)
        case Text():
            _text(document, block)
        case Pairs():
            _pairs(document, block)
        case OtherTable():
            _table(document, block.lines, replace(look, rules="grid", band="", base="", size=9), paper)
        case KeyBlock():
            lines = [
                Line((Cell(fill=line.fill), Cell(f"{line.rag.capitalize()}: {line.meaning}"))) for line in block.key
            ]
            _table(document, lines, replace(look, rules="grid", band="", base="", size=8.5), paper)
        case Break():
            _break(document, wide=block.wide)
        case PlanBlock():
            lines = tables.lines(paper.plans[block.plan], turned=paper.style.turned_headers)
            _table(document, lines, look, paper)


def _heading(document: WordDocument, block: Heading | Bookmark) -> None:
    if isinstance(block, Bookmark):
        return
    paragraph = document.add_paragraph()
    run = paragraph.add_run(block.text)
    run.bold, run.font.size = True, Pt(14 if block.level == 1 else 12)
    paragraph.paragraph_format.keep_with_next = True
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _text(document: WordDocument, block: Text) -> None:
    if block.lead == "•":
        document.add_paragraph(block.text, style="List Bullet")
        return
    paragraph = document.add_paragraph()
    if block.lead:
        paragraph.paragraph_format.left_indent = Cm(1.2)
        paragraph.paragraph_format.first_line_indent = Cm(-1.2)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.2))
        paragraph.add_run(f"{block.lead}\t")
    paragraph.add_run(block.text).bold = block.bold


def _pairs(document: WordDocument, block: Pairs) -> None:
    if block.ruled:
        clerk.cover_table(document, dict(block.pairs))
        return
    for label, text in block.pairs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(4.5))
        paragraph.add_run(f"{label}\t").bold = True
        paragraph.add_run(text)


def _break(document: WordDocument, *, wide: bool) -> None:
    section = document.sections[-1]
    is_wide = section.orientation == WD_ORIENT.LANDSCAPE
    if wide == is_wide:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    height, width = section.page_height, section.page_width
    turned = document.add_section(WD_SECTION.NEW_PAGE)
    turned.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    turned.page_width, turned.page_height = height, width


def _table(document: WordDocument, lines: Sequence[Line], look: Look, paper: Paper) -> None:
    section = document.sections[-1]
    room = sum(side.pt * sign for side, sign in _sides(section) if side)
    fitted, widths = _fitted(lines, look, room)
    table = document.add_table(rows=len(lines), cols=len(widths))
    _borders(table, fitted)
    clerk.set_widths(table, [width / 28.35 for width in widths])
    grid = [list(row.cells) for row in table.rows]
    body = 0
    for index, line in enumerate(lines):
        body += line.kind == "row"
        _row(table, grid, index, line, fitted, striped=body % 2 == 0)
    for index, line in enumerate(lines):
        _merge(grid, index, line)
    document.add_paragraph()


def _sides(section: Section) -> list[tuple[Length | None, int]]:
    return [(section.page_width, 1), (section.left_margin, -1), (section.right_margin, -1)]


def _fitted(lines: Sequence[Line], look: Look, room: float) -> tuple[Look, list[float]]:
    """The look in a size at which no word is broken, and the widths in points."""
    count = sum(cell.span for cell in lines[0].cells)
    while look.size > 5.5:
        padded = replace(look, padding=6.6)  # Word's own cell margins, and a little for its own widths of letters
        widths = tables.shares(lines, padded, room)
        if widths:
            return look, widths
        look = replace(look, size=look.size - 0.5)
    return look, [room / count] * count


def _row(table: Table, grid: list[list[_Cell]], index: int, line: Line, look: Look, *, striped: bool) -> None:
    properties = table.rows[index]._tr.get_or_add_trPr()
    if line.kind == "header" and look.repeat_header:
        properties.append(OxmlElement("w:tblHeader"))
    if not look.cuttable:
        properties.append(OxmlElement("w:cantSplit"))
    for column, cell in line.placed():
        if column not in line.follows:
            _cell(grid[index][column], cell, line, look, striped=striped)


def _cell(target: _Cell, cell: Cell, line: Line, look: Look, *, striped: bool) -> None:
    text = GLYPHS[cell.shape] if cell.shape else cell.text
    fill = cell.fill or {"header": look.header_fill, "section": look.section_fill}.get(line.kind, "")
    if not fill and line.kind == "row":
        fill = look.band if striped else look.base
    clerk.fill_cell(target, text, size=look.size, bold=cell.bold or line.kind == "header", fill=fill)
    ink = look.header_ink if line.kind == "header" else cell.shape_colour or cell.ink
    for paragraph in target.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(ink)
        if cell.centred or cell.shape:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if cell.turned:
        _turn(target)


def _merge(grid: list[list[_Cell]], index: int, line: Line) -> None:
    for column, cell in line.placed():
        if cell.span > 1:
            grid[index][column].merge(grid[index][column + cell.span - 1])
        if column in line.follows:
            _continue(grid[index][column])
            above = grid[index - 1][column]
            if not _merged_down(above):
                _continue(above, first=True)


def _merged_down(cell: _Cell) -> bool:
    return cell._tc.get_or_add_tcPr().find(qn("w:vMerge")) is not None


def _continue(cell: _Cell, *, first: bool = False) -> None:
    element = OxmlElement("w:vMerge")
    element.set(qn("w:val"), "restart" if first else "continue")
    cell._tc.get_or_add_tcPr().append(element)


def _turn(cell: _Cell) -> None:
    element = OxmlElement("w:textDirection")
    element.set(qn("w:val"), "btLr")
    cell._tc.get_or_add_tcPr().append(element)


def _borders(table: Table, look: Look) -> None:
    """The table's borders, by which sides the rule style draws."""
    sides: dict[str, tuple[str, ...]] = {
        "rows": ("top", "bottom", "insideH"),
        "columns": ("left", "right", "insideV"),
        "outline": ("top", "left", "bottom", "right"),
        "none": (),
        "gaps": (),
    }
    drawn = sides.get(look.rules, ("top", "left", "bottom", "right", "insideH", "insideV"))
    borders: Any = OxmlElement("w:tblBorders")
    for side in drawn:
        element = OxmlElement(f"w:{side}")
        values = (BORDERS.get(look.rules, "single"), str(max(2, round(look.rule_width * 8))), look.rule_colour)
        for key, value in zip(("val", "sz", "color"), values, strict=True):
            element.set(qn(f"w:{key}"), value)
        borders.append(element)
    table._tbl.tblPr.append(borders)
