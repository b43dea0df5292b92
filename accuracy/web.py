"""Produces papers as web pages that Chromium prints: tables in several styles of CSS."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from accuracy import tables
from accuracy.records import Block, Bookmark, Break, Heading, KeyBlock, OtherTable, Pairs, Paper, PlanBlock, Style, Text
from samples.maker.grid import Cell, Line, Look
from samples.maker.programs import page_to_pdf

GLYPHS = {"circle": "●", "square": "■"}
MARGIN = 14  # millimetres
ROOM = {False: (210 - 2 * MARGIN) / 25.4 * 72, True: (297 - 2 * MARGIN) / 25.4 * 72}


def produce(paper: Paper, target: Path) -> None:
    """Write the paper; the pages of its rows are Chromium's to choose, so none are given."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.html"
        source.write_text("\n".join(_document(paper)), encoding="utf-8")
        page_to_pdf(source, target, tagged=paper.style.tagged)


def _document(paper: Paper) -> Iterator[str]:
    yield f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{_safe(paper.front.title)}</title>"
    yield f"<style>{_css(paper.style)}</style></head><body><div class='portrait'>"
    wide = False
    for block in paper.blocks:
        if isinstance(block, Break):
            wide = block.wide
            yield f"</div><div class='{'landscape' if wide else 'portrait'}'>"
        else:
            yield from _block(block, paper, wide)
    yield "</div></body></html>"


def _css(style: Style) -> str:
    footer = f'"{style.footer} " counter(page)' if style.footer else "counter(page)"
    return f"""
@page {{ size: A4 portrait; margin: {MARGIN}mm; @bottom-center {{ content: {footer}; font: 8pt sans-serif; }} }}
@page wide {{ size: A4 landscape; }}
.portrait, .landscape {{ break-before: page; }} .portrait:first-child {{ break-before: auto; }}
.landscape {{ page: wide; }}
body {{ margin: 0; font: 10.5pt "{style.font_name}", sans-serif; }}
h1 {{ font-size: 15pt; }} h2 {{ font-size: 12pt; break-after: avoid; }} .centred {{ text-align: center; }}
.lead {{ margin-left: 12mm; text-indent: -12mm; }} .lead b {{ display: inline-block; width: 12mm; text-indent: 0;
  font-weight: normal; }}
table {{ border-collapse: collapse; table-layout: fixed; margin: 3mm 0; }}
th, td {{ vertical-align: top; text-align: left; }}
.pairs td {{ padding: 1mm 2mm; }} .pairs.ruled td {{ border: 0.75pt solid #000; }}
ul {{ margin: 0; padding-left: 4mm; }} p.cell {{ margin: 0 0 1mm; }}
.turned {{ writing-mode: vertical-rl; transform: rotate(180deg); }}
"""


def _block(block: Block, paper: Paper, wide: bool) -> Iterator[str]:
    look = tables.measured(paper.style.look, paper.style.font_name)
    plain = replace(look, rules="grid", band="", base="", size=9)
    match block:
        case Heading():
            tag = f"h{block.level}"
            yield f"<{tag} class='{'centred' if block.centred else ''}'>{_safe(block.text)}</{tag}>"
        case Text():
            yield _text(block)
        case Pairs():
            rows = "".join(
                f"<tr><td><b>{_safe(label)}</b></td><td>{_safe(text)}</td></tr>" for label, text in block.pairs
            )
            yield f"<table class='pairs {'ruled' if block.ruled else ''}'>{rows}</table>"
        case OtherTable():
            yield from _table(block.lines, plain, wide)
        case KeyBlock():
            lines = [
                Line((Cell(fill=line.fill), Cell(f"{line.rag.capitalize()} - {line.meaning}"))) for line in block.key
            ]
            yield from _table(lines, plain, wide)
        case PlanBlock():
            yield from _table(tables.lines(paper.plans[block.plan], turned=paper.style.turned_headers), look, wide)
        case Break() | Bookmark():
            return


def _text(block: Text) -> str:
    text = _safe(block.text)
    if block.lead == "•":
        return f"<ul><li>{text}</li></ul>"
    if block.lead:
        return f"<p class='lead'><b>{_safe(block.lead)}</b>{text}</p>"
    return f"<p><strong>{text}</strong></p>" if block.bold else f"<p>{text}</p>"


def _table(lines: Sequence[Line], look: Look, wide: bool) -> Iterator[str]:
    fitted, widths = _fitted(lines, look, ROOM[wide])
    separate = "border-collapse:separate;border-spacing:1.5pt;" if look.rules == "gaps" else ""
    look_of_table = f"font-size:{fitted.size}pt;line-height:{look.leading};{_outline(look)}"
    yield f"<table style='{separate}width:{sum(widths):.1f}pt;{look_of_table}'>"
    yield "<colgroup>" + "".join(f"<col style='width:{width:.1f}pt'>" for width in widths) + "</colgroup>"
    heads = [line for line in lines if line.kind == "header"]
    yield f"<thead style='display:{'table-header-group' if look.repeat_header else 'table-row-group'}'>"
    for index, line in enumerate(heads):
        yield _row(lines, index, line, fitted, 0)
    yield "</thead><tbody>"
    body = 0
    for index, line in enumerate(lines[len(heads) :], len(heads)):
        body += line.kind == "row"
        yield _row(lines, index, line, fitted, body)
    yield "</tbody></table>"


def _fitted(lines: Sequence[Line], look: Look, room: float) -> tuple[Look, list[float]]:
    count = sum(cell.span for cell in lines[0].cells)
    while look.size > 5.5:
        widths = tables.shares(lines, look, room - count * 3)
        if widths:
            return look, [width + 3 for width in widths]
        look = replace(look, size=look.size - 0.5, padding=max(look.padding - 0.5, 1.5))
    return look, [room / count] * count


def _row(lines: Sequence[Line], index: int, line: Line, look: Look, body: int) -> str:
    cells = []
    for column, cell in line.placed():
        if column in line.follows:
            continue
        down = 1
        while index + down < len(lines) and column in lines[index + down].follows:
            down += 1
        cells.append(_cell(cell, line, look, down, body))
    avoid = "" if look.cuttable else " style='break-inside:avoid'"
    return f"<tr{avoid}>{''.join(cells)}</tr>"


def _cell(cell: Cell, line: Line, look: Look, down: int, body: int) -> str:
    tag = "th" if line.kind == "header" else "td"
    fill = cell.fill or {"header": look.header_fill, "section": look.section_fill}.get(line.kind, "")
    if not fill and line.kind == "row":
        fill = look.base if body % 2 else look.band
    ink = look.header_ink if line.kind == "header" else cell.shape_colour or cell.ink
    style = f"padding:{look.padding}pt;color:#{ink};{_borders(look)}" + (f"background:#{fill};" if fill else "")
    style += "text-align:center;" if cell.centred or cell.shape else ""
    spans = (f" colspan='{cell.span}'" if cell.span > 1 else "") + (f" rowspan='{down}'" if down > 1 else "")
    inner = GLYPHS[cell.shape] if cell.shape else _inner(cell)
    return f"<{tag}{spans} style='{style}'>{inner}</{tag}>"


def _inner(cell: Cell) -> str:
    """The cell's text: one paragraph a line, points as a list."""
    if cell.turned:
        return f"<div class='turned'>{_safe(cell.text)}</div>"
    if "\n" not in cell.text:
        return f"<b>{_safe(cell.text)}</b>" if cell.bold else _safe(cell.text)
    found: list[str] = []
    for line in cell.text.split("\n"):
        if line.startswith("• "):
            found.append(f"<ul><li>{_safe(line.removeprefix('• '))}</li></ul>")
        else:
            found.append(f"<p class='cell'>{_safe(line)}</p>")
    return "".join(found).replace("</ul><ul>", "")


def _borders(look: Look) -> str:
    kind = {"double": "double", "dashed": "dashed"}.get(look.rules, "solid")
    width = max(look.rule_width, 2.5) if look.rules == "double" else max(look.rule_width, 0.5)
    line = f"{width}pt {kind} #{look.rule_colour}"
    if look.rules in ("none", "gaps", "outline"):
        return ""
    if look.rules == "rows":
        return f"border-top:{line};border-bottom:{line};"
    return f"border-left:{line};border-right:{line};" if look.rules == "columns" else f"border:{line};"


def _outline(look: Look) -> str:
    return f"border:{look.rule_width}pt solid #{look.rule_colour};" if look.rules == "outline" else ""


def _safe(text: str) -> str:
    return html.escape(text, quote=False)
