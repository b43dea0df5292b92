"""Produces plans as spreadsheets that LibreOffice prints: wide, small, the heading as a print title.

What belongs here: openpyxl.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accuracy import tables
from accuracy.front import long_date
from accuracy.records import Paper, Plan, PlanBlock
from samples.maker.grid import Cell, Line, Look
from samples.maker.programs import office_to_pdf
from samples.maker.wrap import wrap

GLYPHS = {"circle": "●", "square": "■"}
ROOM = 1000.0  # points across; the print is then made to fit one page
POINTS_A_UNIT = 5.6  # of a column's width
STYLES = {"double": "double", "dashed": "dashed"}


def produce(paper: Paper, target: Path) -> None:
    """Write the paper; the pages of its rows are LibreOffice's to choose, so none are given."""
    book = Workbook()
    book.remove(book.active)
    for block in paper.blocks:
        if isinstance(block, PlanBlock):
            _sheet(book.create_sheet(f"Plan {block.plan + 1}"), paper.plans[block.plan], paper)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.xlsx"
        book.save(source)
        office_to_pdf(source, target, tagged=paper.style.tagged)


def _sheet(sheet: Worksheet, plan: Plan, paper: Paper) -> None:
    look = replace(tables.measured(paper.style.look, "Liberation Sans"), size=10.0, padding=3.0, band="", base="")
    lines = tables.lines(plan, turned=paper.style.turned_headers)
    widths = tables.shares(lines, look, ROOM) or [ROOM / len(plan.columns)] * len(plan.columns)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width / POINTS_A_UNIT
    top = _titles(sheet, plan, paper)
    for index, line in enumerate(lines, top):
        _row(sheet, index, line, widths, look)
    _merge(sheet, lines, top)
    heads = sum(line.kind == "header" for line in lines)
    if look.repeat_header:
        sheet.print_title_rows = f"{top}:{top + heads - 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.center.text = f"{paper.style.footer} Page &P of &N"


def _titles(sheet: Worksheet, plan: Plan, paper: Paper) -> int:
    """The lines above the table; gives the row that the table begins on."""
    facts = paper.front
    for row, text in enumerate(
        (f"{facts.official_name} - {facts.committee}", plan.title, long_date(facts.meeting_date)), 1
    ):
        sheet.cell(row, 1, text).font = Font(name=paper.style.font_name, bold=True, size=13 if row < 3 else 11)
    return 5


def _row(sheet: Worksheet, index: int, line: Line, widths: Sequence[float], look: Look) -> None:
    tall = 1
    for column, cell in line.placed():
        if column not in line.follows:
            _cell(sheet.cell(index, column + 1), cell, line, look)
            room = sum(widths[column : column + cell.span]) - 8
            if not cell.turned:
                tall = max(tall, len(wrap(cell.text, room, look.bold_font, look.size * 1.08)))
    turned = any(cell.turned for cell in line.cells)
    sheet.row_dimensions[index].height = max(tall * look.size * 1.3 + 4, 80 if turned else 0)
    for column in range(len(widths)):
        _border(sheet.cell(index, column + 1), look)


def _cell(target: SheetCell, cell: Cell, line: Line, look: Look) -> None:
    text = GLYPHS[cell.shape] if cell.shape else cell.text
    target.value = text or None
    target.data_type = "s" if text else "n"
    fill = cell.fill or {"header": look.header_fill, "section": look.section_fill}.get(line.kind, "")
    ink = look.header_ink if line.kind == "header" else cell.shape_colour or cell.ink
    target.font = Font(name="Liberation Sans", size=look.size, bold=cell.bold or line.kind == "header", color=ink)
    target.alignment = Alignment(
        wrap_text=True,
        vertical="top",
        horizontal="center" if cell.centred else "left",
        textRotation=90 if cell.turned else 0,
    )
    if fill:
        target.fill = PatternFill("solid", start_color=fill)


def _border(target: SheetCell, look: Look) -> None:
    if look.rules in ("none", "gaps", "outline"):
        return
    side = Side(style=STYLES.get(look.rules, "thin"), color=look.rule_colour)
    none = Side()
    across = none if look.rules == "columns" else side
    down = none if look.rules == "rows" else side
    target.border = Border(left=down, right=down, top=across, bottom=across)


def _merge(sheet: Worksheet, lines: Sequence[Line], top: int) -> None:
    for index, line in enumerate(lines, top):
        for column, cell in line.placed():
            if cell.span > 1:
                _join(sheet, index, column, index, column + cell.span - 1)
            elif column not in line.follows:
                last = index
                while last - top + 1 < len(lines) and column in lines[last - top + 1].follows:
                    last += 1
                if last > index:
                    _join(sheet, index, column, last, column)


def _join(sheet: Worksheet, row: int, column: int, last_row: int, last_column: int) -> None:
    sheet.merge_cells(start_row=row, start_column=column + 1, end_row=last_row, end_column=last_column + 1)
