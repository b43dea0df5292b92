"""Draws the second family: as a web page (for Chromium and for LibreOffice), and with ReportLab's own tables."""

from __future__ import annotations

import html
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from accuracy.second.grid import Box, Design, Look, Piece, Sheet
from samples.maker.programs import page_to_pdf


def web(design: Design, target: Path) -> None:
    """Printed by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.html"
        source.write_text("\n".join(_page(design)), encoding="utf-8")
        page_to_pdf(source, target, tagged=len(design.name) % 2 == 0)


def office(design: Design, target: Path) -> None:
    """Opened as a Writer document and exported by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.html"
        source.write_text("\n".join(_page(design)), encoding="utf-8")
        profile = (Path(folder) / "profile").as_uri()
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--infilter=HTML (StarWriter)",
             "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        source.with_suffix(".pdf").replace(target)


def _page(design: Design) -> Iterator[str]:
    look = design.look
    size = "A4 landscape" if look.wide else "A4 portrait"
    yield "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>Paper</title><style>"
    place = "middle" if look.middle else "top"
    sides = "justify" if look.justified else "left"
    yield f"@page {{ size: {size}; margin: 16mm 14mm;"
    yield "@bottom-right { content: 'Page ' counter(page); font: 8pt sans-serif } }"
    yield f"body {{ font: {look.size + 1}pt '{look.family}'; margin: 0 }} h1 {{ font-size: 15pt }}"
    yield "h2 { font-size: 12pt; break-after: avoid } table { border-collapse: collapse; width: 100%;"
    yield f"margin: 4pt 0 8pt; font-size: {look.size}pt; table-layout: fixed }}"
    yield f"td, th {{ padding: {look.padding}pt; vertical-align: {place}; text-align: {sides}; {_border(look)} }}"
    yield STYLES.get(look.lines, "")
    yield f"tr {{ break-inside: {'auto' if look.broken else 'avoid'} }}"
    yield f"th {{ {_band(look)} hyphens: auto; text-align: left }}"
    yield ".turned { writing-mode: vertical-rl; transform: rotate(180deg) } .beside { display: flex; gap: 12pt }"
    yield f"</style></head><body><h1>{html.escape(design.pieces[0].text)}</h1>"
    for piece in design.pieces[1:]:
        yield from _piece(piece, look)
    yield "</body></html>"


# What web pages do to tables beyond plain borders, as rules of a style sheet.
_APART = "table { border-collapse: separate; border-spacing: 0 4pt } td, th { border: 0.75pt solid #aaa }"
STYLES = {
    "dots": "td, th { border: 1pt dotted #555 }",
    "boxes": _APART,
    "rounded": _APART + " td:first-child { border-radius: 6pt 0 0 6pt } td:last-child { border-radius: 0 6pt 6pt 0 }",
    "white": "td, th { border: 2.25pt solid #fff } td { background: #e9edf4 }",
    "bars": "td { border-bottom: 0.5pt solid #ccc } td:first-child { border-left: 5pt solid #00703c }",
    "shadow": "td, th { border-top: 0.75pt solid #dee2e6 } table { box-shadow: 0 2pt 6pt #bbb }",
    "foot": "td, th { border: 0.75pt solid #777; vertical-align: bottom }",
    "middle": "td, th { border: 0.75pt solid #777; vertical-align: middle }",
}


def _border(look: Look) -> str:
    return {
        "all": "border: 0.75pt solid #444;",
        "dotted": "border: 0.75pt dotted #444;",
        "rows": "border-bottom: 0.75pt solid #777;",
    }.get(look.lines, "")


def _band(look: Look) -> str:
    rule = "border-bottom: 1.5pt solid #000;" if look.lines == "header" else ""
    return f"background: #{look.band}; color: {'#fff' if is_dark(look.band) else '#000'}; {rule}" if look.band else rule


def is_dark(colour: str) -> bool:
    """Whether white letters are wanted on a colour."""
    return bool(colour) and sum(int(colour[at : at + 2], 16) for at in (0, 2, 4)) < 380


def _piece(piece: Piece, look: Look) -> Iterator[str]:
    if piece.kind == "heading":
        yield f"<h2>{html.escape(piece.text)}</h2>"
    elif piece.kind == "text":
        yield f"<p>{html.escape(piece.text)}</p>"
    elif piece.kind == "page":
        yield "<div style='break-before: page; page-break-before: always'></div>"
    elif piece.kind == "space":
        yield "<p style='margin: 4pt'></p>"
    elif piece.kind == "tables":
        tables = ["\n".join(_table(sheet, look)) for sheet in piece.sheets]
        yield tables[0] if len(tables) == 1 else "<div class='beside'>" + "".join(tables) + "</div>"


def _table(sheet: Sheet, look: Look) -> Iterator[str]:
    total = sum(sheet.widths)
    yield "<table" + (" style='border: 1pt solid #000'" if look.lines == "outside" else "") + "><colgroup>"
    yield "".join(f"<col style='width: {100 * width / total:.1f}%'>" for width in sheet.widths) + "</colgroup>"
    for at, row in enumerate(sheet.rows):
        if sheet.top and at in (0, sheet.top):
            yield (
                ("<thead>" if sheet.repeated else "<tbody>")
                if at == 0
                else ("</thead><tbody>" if sheet.repeated else "")
            )
        striped = look.zebra and at >= sheet.top and (at - sheet.top) % 2 == 1
        yield "<tr>" + "".join(_cell(box, look.zebra if striped else "", middle=look.middle) for box in row) + "</tr>"
    yield "</tbody></table>" if sheet.top else "</table>"


def _cell(box: Box, stripe: str, *, middle: bool) -> str:
    tag = "th" if box.head else "td"
    fill = box.fill or ("" if box.head else stripe)
    style = (f"background: #{fill};" if fill else "") + (f"color: #{box.ink};" if box.ink else "")
    inner = html.escape(box.text).replace("\n", "<br>")
    inner = f"<b>{inner}</b>" if box.bold and not box.head else inner
    inner = f"<span class='turned'>{inner}</span>" if box.turned else inner
    place = "" if middle else " valign='top'"
    spans = (
        place
        + (f" colspan='{box.across}'" if box.across > 1 else "")
        + (f" rowspan='{box.down}'" if box.down > 1 else "")
    )
    return f"<{tag}{spans}" + (f" style='{style}'" if style else "") + f">{inner}</{tag}>"


def platypus(design: Design, target: Path) -> None:
    """ReportLab's flowing tables, which cut long rows at a page's end."""
    look = design.look
    size = landscape(A4) if look.wide else A4
    body = ParagraphStyle(
        "body", fontName="Helvetica", fontSize=look.size, leading=look.size * 1.2, alignment=4 if look.justified else 0
    )
    bold = ParagraphStyle("bold", parent=body, fontName="Helvetica-Bold", alignment=0)
    title = ParagraphStyle("title", parent=bold, fontSize=14, leading=18)
    heading = ParagraphStyle("heading", parent=bold, fontSize=12, leading=15, spaceBefore=8, spaceAfter=4)
    story: list[Flowable] = [Paragraph(html.escape(design.pieces[0].text), title)]
    for piece in design.pieces[1:]:
        if piece.kind in ("heading", "text"):
            story.append(Paragraph(html.escape(piece.text), heading if piece.kind == "heading" else body))
        if piece.sheets:
            story += [*_tables(piece.sheets, look, size[0] - 80, body, bold), Spacer(1, 6)]
        if piece.kind == "space":
            story.append(Spacer(1, 6))
    SimpleDocTemplate(
        str(target), pagesize=size, leftMargin=40, rightMargin=40, topMargin=46, bottomMargin=46, invariant=1
    ).build(story)


def _tables(
    sheets: Sequence[Sheet], look: Look, room: float, body: ParagraphStyle, bold: ParagraphStyle
) -> list[Flowable]:
    """One table, or several beside each other."""
    share = (room - 12 * (len(sheets) - 1)) / len(sheets)
    made = [_flowing(sheet, look, share, body, bold) for sheet in sheets]
    if len(made) == 1:
        return made
    beside = Table([made], colWidths=[room / len(made)] * len(made))
    beside.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return [beside]


def _flowing(sheet: Sheet, look: Look, room: float, body: ParagraphStyle, bold: ParagraphStyle) -> Table:
    total, columns = sum(sheet.widths), len(sheet.widths)
    cells: list[list[object]] = [[""] * columns for _ in sheet.rows]
    taken = [[False] * columns for _ in sheet.rows]
    styles: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.middle else "TOP"),
        *_ruling(look),
    ]
    styles += [
        (side, (0, 0), (-1, -1), look.padding)
        for side in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    ]
    for at, row in enumerate(sheet.rows):
        column = 0
        for box in row:
            while taken[at][column]:
                column += 1
            for down in range(box.down):
                for across in range(box.across):
                    taken[at + down][column + across] = True
            end = (column + box.across - 1, at + box.down - 1)
            styles += [("SPAN", (column, at), end)] if (box.across, box.down) != (1, 1) else []
            stripe = look.zebra if look.zebra and at >= sheet.top and (at - sheet.top) % 2 == 1 else ""
            fill = box.fill or (look.band if box.head else stripe)
            styles += [("BACKGROUND", (column, at), end, colors.HexColor(f"#{fill}"))] if fill else []
            ink = box.ink or ("FFFFFF" if box.head and is_dark(look.band) else "000000")
            style = bold if box.head or box.bold else body
            if box.turned:
                tall = box.down * (look.size * 1.2 + 2 * look.padding)
                cells[at][column] = _Turned(box.text, look.size, tall)
                continue
            text = html.escape(box.text).replace("\n", "<br/>")
            cells[at][column] = Paragraph(f"<font color='#{ink}'>{text}</font>", style)
    widths = [room * width / total for width in sheet.widths]
    return Table(
        cells,
        colWidths=widths,
        repeatRows=sheet.top if sheet.repeated else 0,
        style=styles,
        splitInRow=int(look.broken),
    )


class _Turned(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A line of text from the bottom up, in type that fits the room down its cell."""

    def __init__(self, text: str, size: float, room: float) -> None:
        super().__init__()
        width = stringWidth(text, "Helvetica-Bold", size)
        self.text, self.size = text, size * min(1.0, room / width)

    def wrap(self, *_room: float) -> tuple[float, float]:
        return self.size * 1.2, self.size * 1.2

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.setFont("Helvetica-Bold", self.size)
        self.canv.rotate(90)
        self.canv.drawRightString(self.size, -self.size, self.text)
        self.canv.restoreState()


def _ruling(look: Look) -> list[tuple[object, ...]]:
    everywhere = ((0, 0), (-1, -1))
    known: dict[str, list[tuple[object, ...]]] = {
        "all": [("GRID", *everywhere, 0.6, colors.black)],
        "dotted": [("GRID", *everywhere, 0.6, colors.black, 0, (1, 2))],
        "rows": [("LINEBELOW", *everywhere, 0.6, colors.grey)],
        "outside": [("BOX", *everywhere, 0.8, colors.black)],
        "header": [("LINEBELOW", (0, 0), (-1, 0), 1.2, colors.black)],
    }
    return known.get(look.lines, [])
