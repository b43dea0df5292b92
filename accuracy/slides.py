"""Produces plans as PowerPoint slides that LibreOffice exports: banded fills, white gaps, the heading repeated or not.

What belongs here: python-pptx. A row never runs over two slides, so every row's page is known.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Emu, Pt

from accuracy import tables
from accuracy.drawn import Pages
from accuracy.front import long_date
from accuracy.records import Break, Heading, Paper, Plan, PlanBlock, Text
from samples.maker.grid import Cell, Line, Look
from samples.maker.programs import office_to_pdf
from samples.maker.wrap import wrap

WIDTH, HEIGHT = 960.0, 540.0  # points: sixteen to nine
LEFT, TOP, BOTTOM = 36.0, 84.0, 510.0
INSET = 7.2  # PowerPoint's own cell margin, left and right
GLYPHS = {"circle": "●", "square": "■"}
BLANK = 6


def produce(paper: Paper, target: Path) -> Pages:
    """Write the paper; gives the slide of each row."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _title_slide(deck, paper)
    _prose(deck, paper)
    pages = [_plan(deck, paper.plans[place], paper) for place in _planned(paper)]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.pptx"
        deck.save(str(source))
        office_to_pdf(source, target, tagged=paper.style.tagged)
    return pages


def _planned(paper: Paper) -> Iterator[int]:
    return (block.plan for block in paper.blocks if isinstance(block, PlanBlock))


def _title_slide(deck: Deck, paper: Paper) -> None:
    facts = paper.front
    slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    _words(slide, facts.official_name, 60, 34)
    _words(slide, facts.title, 160, 28)
    _words(slide, f"{facts.committee}, {long_date(facts.meeting_date)}", 260, 18)


def _prose(deck: Deck, paper: Paper) -> None:
    """A slide of points from the report's prose."""
    before = paper.blocks[: next((i for i, block in enumerate(paper.blocks) if isinstance(block, Break)), 0)]
    points = [block.text for block in before if isinstance(block, Text) and block.lead][:3]
    titles = [block.text for block in before if isinstance(block, Heading) and block.level == 2]
    if points and titles:
        slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
        _words(slide, titles[0], 30, 26)
        _words(slide, "\n".join(f"• {point}" for point in points), 110, 15)


def _words(slide: Slide, text: str, top: float, size: float) -> None:
    frame = slide.shapes.add_textbox(Pt(LEFT), Pt(top), Pt(WIDTH - 2 * LEFT), Pt(60)).text_frame
    frame.word_wrap = True
    for position, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.font.size = Pt(size)


def _plan(deck: Deck, plan: Plan, paper: Paper) -> list[list[int]]:
    """The plan over as many slides as it needs; gives the slide of each row."""
    lines = tables.lines(replace(plan, empty_numbers=0))
    heads = [line for line in lines if line.kind == "header"]
    look, widths = _fitted(lines, paper.style.look)
    pages: list[list[int]] = []
    for place, chunk in enumerate(_chunks(lines[len(heads) :], heads, widths, look)):
        slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
        _words(slide, plan.title if place == 0 else f"{plan.title} (continued)", 24, 22)
        shown = [*heads, *chunk] if place == 0 or look.repeat_header else chunk
        _table(slide, shown, widths, look)
        pages += [[len(deck.slides)] for line in chunk if line.kind == "row"]
    return pages


def _fitted(lines: Sequence[Line], look: Look) -> tuple[Look, list[float]]:
    look = replace(tables.measured(look, "Carlito"), padding=INSET + 1, size=max(look.size, 9.0), cuttable=False)
    room = WIDTH - 2 * LEFT
    while look.size > 5.5:
        widths = tables.shares(lines, look, room)
        if widths and max(_height(line, widths, look) for line in lines) < (BOTTOM - TOP) * 0.6:
            return look, widths
        look = replace(look, size=look.size - 0.5)
    count = sum(cell.span for cell in lines[0].cells)
    return look, tables.shares(lines, look, room) or [room / count] * count


def _height(line: Line, widths: Sequence[float], look: Look) -> float:
    """A generous guess of the height that LibreOffice gives the row."""
    tall = 1
    for column, cell in line.placed():
        room = sum(widths[column : column + cell.span]) - 2 * INSET - 3
        tall = max(tall, len(wrap(cell.text, room, look.bold_font, look.size)))
    return tall * look.size * 1.22 + 10


def _chunks(body: Sequence[Line], heads: Sequence[Line], widths: Sequence[float], look: Look) -> Iterator[list[Line]]:
    """The rows of each slide; a section row is never the last of its slide."""
    top = TOP + sum(_height(line, widths, look) for line in heads)
    chunk: list[Line] = []
    y = top
    for index, line in enumerate(body):
        tall = _height(line, widths, look)
        if line.kind == "section" and index + 1 < len(body):
            tall += _height(body[index + 1], widths, look)
        if chunk and y + tall > BOTTOM:
            yield chunk
            chunk, y = [], top
        chunk.append(line)
        y += _height(line, widths, look)
    if chunk:
        yield chunk


def _table(slide: Slide, lines: Sequence[Line], widths: Sequence[float], look: Look) -> None:
    frame = slide.shapes.add_table(len(lines), len(widths), Pt(LEFT), Pt(TOP), Pt(sum(widths)), Pt(20 * len(lines)))
    table: Table = frame.table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    body = 0
    for index, line in enumerate(lines):
        table.rows[index].height = Pt(_height(line, widths, look) - 6)
        body += line.kind == "row"
        for column, cell in line.placed():
            if column not in line.follows:
                _cell(table.cell(index, column), cell, line, look, body)
    _merge(table, lines)


def _merge(table: Table, lines: Sequence[Line]) -> None:
    for index, line in enumerate(lines):
        for column, cell in line.placed():
            if cell.span > 1:
                table.cell(index, column).merge(table.cell(index, column + cell.span - 1))
            if column in line.follows:
                table.cell(index - 1, column).merge(table.cell(index, column))


def _cell(target: _Cell, cell: Cell, line: Line, look: Look, body: int) -> None:
    frame = target.text_frame
    frame.word_wrap = True
    text = GLYPHS[cell.shape] if cell.shape else cell.text
    ink = look.header_ink if line.kind == "header" else cell.shape_colour or cell.ink
    for position, words in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words
        run.font.size, run.font.bold = Pt(look.size), cell.bold or line.kind != "row"
        run.font.color.rgb = RGBColor.from_string(ink)
    fill = cell.fill or {"header": look.header_fill or "D9D9D9", "section": look.section_fill}.get(line.kind, "")
    fill = fill or ((look.base if body % 2 else look.band) or "F2F2F2" if look.rules == "gaps" else "FFFFFF")
    target.fill.solid()
    target.fill.fore_color.rgb = RGBColor.from_string(fill)
    if look.rules != "gaps":
        _lined(target, look)


def _lined(target: _Cell, look: Look) -> None:
    """Borders in the rule's colour on the sides that the style draws; the slide's own white gaps otherwise."""
    sides = {"rows": "TB", "columns": "LR"}.get(look.rules, "LRTB")
    if look.rules in ("none", "outline"):
        return
    properties = target._tc.get_or_add_tcPr()
    for side in sides:
        line = properties.makeelement(qn(f"a:ln{side}"), {"w": str(int(Emu(Pt(max(look.rule_width, 0.5)))))})
        solid = line.makeelement(qn("a:solidFill"), {})
        solid.append(solid.makeelement(qn("a:srgbClr"), {"val": look.rule_colour}))
        line.append(solid)
        properties.insert(
            0 if side == "L" else len([child for child in properties if child.tag.startswith(qn("a:ln"))]), line
        )
