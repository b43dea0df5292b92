"""Papers as a clerk writes them in Word: python-docx, exported by LibreOffice with tags.

What belongs here: the look of a Word report (cover block, numbered prose, ruled table, page footer).
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from samples.maker.content import Block, Content
from samples.maker.programs import office_to_pdf

FONT = "Liberation Sans"
RAG_FILLS = {"Red": "FF0000", "Amber": "FFC000", "Green": "92D050"}
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")


def new_document(*, landscape: bool = False, size: float = 11.0, margin: float = 2.2) -> WordDocument:
    """An empty A4 document; font size in points, margins in centimetres."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    long_side, short_side = Cm(29.7), Cm(21.0)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long_side, short_side) if landscape else (short_side, long_side)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(margin)
    document.core_properties.author = "Democratic Services"
    document.core_properties.created = document.core_properties.modified = dt.datetime(2020, 1, 1)
    return document


def footer(document: WordDocument, text: str) -> None:
    """A page footer with the text and the page's number."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _sized(paragraph, f"{text}   Page ", 8)
    _page_number(paragraph)


def page_header(document: WordDocument, text: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    _sized(paragraph, text, 14, bold=True)


def cover_table(document: WordDocument, cover: dict[str, str]) -> None:
    """The cover block: labels on the left, in a ruled table."""
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, text in cover.items():
        row = table.add_row()
        fill_cell(row.cells[0], label, bold=True)
        fill_cell(row.cells[1], text, bold=True)
    set_widths(table, (5.0, 11.6))
    document.add_paragraph()


def blocks(document: WordDocument, body: Sequence[Block]) -> None:
    """Prose in order; numbered paragraphs count on from 1 where the block has no number of its own."""
    counted = 0
    for block in body:
        if block.kind == "heading":
            paragraph = document.add_paragraph()
            _sized(paragraph, block.lines[0], 12, bold=True)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Pt(8)
        elif block.kind == "numbered":
            counted += 1
            _numbered(document, block.number or f"{counted}.", block.lines[0])
        elif block.kind == "bullets":
            for line in block.lines:
                document.add_paragraph(line, style="List Bullet")
        elif block.kind == "table":
            _small_table(document, block)
        else:
            document.add_paragraph(block.lines[0])


def fill_cell(cell: _Cell, text: str, *, size: float = 10.0, bold: bool = False, fill: str = "") -> None:
    """Text into a cell: one paragraph a line, lines that begin with a bullet as list items."""
    for position, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        if line.startswith("• "):
            paragraph.style = "List Bullet"
            paragraph.paragraph_format.left_indent = Cm(0.5)
            paragraph.paragraph_format.first_line_indent = Cm(-0.45)
            line = line.removeprefix("• ")
        _with_ordinals(paragraph, line, size, bold)
    if fill:
        shade(cell, fill)


def shade(cell: _Cell, colour: str) -> None:
    """Paint the cell in RRGGBB."""
    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Fixed column widths in centimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def repeat_header(row: _Row) -> None:
    """Print the row again at the top of each page that the table runs to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def export(document: WordDocument, target: Path, *, tagged: bool = True) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        document.save(str(source))
        office_to_pdf(source, target, tagged=tagged)


def plan_table(document: WordDocument, content: Content, widths: Sequence[float]) -> None:
    """The plan as a ruled table whose header is repeated and whose rows may break over pages."""
    table = document.add_table(rows=1, cols=len(content.columns))
    table.style = "Table Grid"
    repeat_header(table.rows[0])
    for cell, column in zip(table.rows[0].cells, content.columns, strict=True):
        fill_cell(cell, column.header, bold=True, fill="D9D9D9")
    for row in content.rows:
        cells = table.add_row().cells
        for cell, column in zip(cells, content.columns, strict=True):
            text = row.text(column.name)
            fill_cell(cell, text, fill=RAG_FILLS.get(text, "") if column.field == "rag" else "")
    set_widths(table, widths)


def _small_table(document: WordDocument, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]))
    table.style = "Table Grid"
    for position, texts in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            fill_cell(cell, text, bold=block.header and position == 0)
    set_widths(table, (4.0, 12.6) if len(block.rows[0]) == 2 else (1.4, 11.4, 3.8))
    document.add_paragraph()


def _numbered(document: WordDocument, number: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(1.1)
    paragraph.paragraph_format.first_line_indent = Cm(-1.1)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.1))
    _with_ordinals(paragraph, f"{number}\t{text}", 11.0, bold=False)


def _with_ordinals(paragraph: Paragraph, text: str, size: float, bold: bool) -> None:
    """Text with the ending of an ordinal raised, as Word does it by itself ("1st")."""
    for position, piece in enumerate(_ORDINAL.split(text)):
        run = paragraph.add_run(piece)
        run.font.size, run.bold = Pt(size), bold
        run.font.superscript = position % 2 == 1 or None


def _sized(paragraph: Paragraph, text: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    run.font.color.rgb = RGBColor(0, 0, 0)


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
