"""Draws the second family as Word documents that LibreOffice exports: the borders, fills and spans of a clerk's table.

What belongs here: python-docx. Web pages and ReportLab's tables are drawn in `draw`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell

from accuracy.second.draw import is_dark
from accuracy.second.grid import Box, Design, Look, Sheet
from samples.maker import word as clerk

_SIDES = {
    "rows": ("top", "bottom", "insideH"),
    "outside": ("top", "left", "bottom", "right"),
    "header": ("top", "bottom"),
    "none": (),
}
_EVERY = ("top", "left", "bottom", "right", "insideH", "insideV")
_ROOM = {True: 26.3, False: 17.6}
"""Centimetres between the margins of a page, wide or not."""


def word(design: Design, target: Path) -> None:
    """Saved by python-docx, exported by LibreOffice."""
    look = design.look
    document = clerk.new_document(landscape=look.wide, size=look.size + 1, margin=1.7)
    document.styles["Normal"].font.name = look.family
    clerk.footer(document, "Page ")
    for piece in design.pieces:
        if piece.kind in ("title", "heading"):
            _heading(document, piece.text, 15 if piece.kind == "title" else 12)
        elif piece.kind == "page":
            document.add_page_break()
        elif piece.kind in ("text", "space"):
            document.add_paragraph(piece.text)
        for sheet in piece.sheets:
            _table(document, sheet, look)
            document.add_paragraph()
    clerk.export(document, target, tagged=len(design.name) % 2 == 0)


def _heading(document: WordDocument, text: str, size: float) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)
    paragraph.paragraph_format.keep_with_next = True


def _table(document: WordDocument, sheet: Sheet, look: Look) -> None:
    table = document.add_table(rows=len(sheet.rows), cols=len(sheet.widths))
    _borders(table, look)
    total = sum(sheet.widths)
    clerk.set_widths(table, [_ROOM[look.wide] * width / total for width in sheet.widths])
    grid = [list(row.cells) for row in table.rows]
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(sheet.rows):
        properties = table.rows[at]._tr.get_or_add_trPr()
        if at < sheet.top and sheet.repeated:
            properties.append(OxmlElement("w:tblHeader"))
        if not look.broken:
            properties.append(OxmlElement("w:cantSplit"))
        striped = bool(look.zebra) and at >= sheet.top and (at - sheet.top) % 2 == 1
        column = 0
        for box in row:
            while (at, column) in taken:
                column += 1
            taken |= {(at + down, column + across) for down in range(box.down) for across in range(box.across)}
            cell = grid[at][column]
            if (box.down, box.across) != (1, 1):
                cell = cell.merge(grid[at + box.down - 1][column + box.across - 1])
            _cell(cell, box, look, look.zebra if striped else "")


def _cell(cell: _Cell, box: Box, look: Look, stripe: str) -> None:
    fill = box.fill or (look.band if box.head else stripe)
    clerk.fill_cell(cell, box.text, size=look.size, bold=box.bold or box.head, fill=fill)
    ink = box.ink or ("FFFFFF" if box.head and is_dark(look.band) else "000000")
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER if look.middle else WD_ALIGN_VERTICAL.TOP
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(look.padding / 2)
        if look.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(ink)
    if box.turned:
        turned = OxmlElement("w:textDirection")
        turned.set(qn("w:val"), "btLr")
        cell._tc.get_or_add_tcPr().append(turned)


def _borders(table: Table, look: Look) -> None:
    borders: Any = OxmlElement("w:tblBorders")
    for side in _SIDES.get(look.lines, _EVERY):
        element = OxmlElement(f"w:{side}")
        for key, value in (("val", "dotted" if look.lines == "dotted" else "single"), ("sz", "6"), ("color", "444444")):
            element.set(qn(f"w:{key}"), value)
        borders.append(element)
    table._tbl.tblPr.append(borders)
