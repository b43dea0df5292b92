"""Inks the pieces of a table on a ReportLab canvas: fills, rules in many styles, words, drawn marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from samples.maker.grid import Look, Piece
from samples.maker.wrap import font_of, wide

Segment = tuple[float, float, float, float]

_GAP = 1.2  # points of white around a cell drawn without rules


def draw_pieces(canvas: Canvas, pieces: Sequence[Piece], look: Look, height: float) -> None:
    """Draw the pieces of one page; `height` is the page's, as ReportLab measures upwards."""
    for piece in pieces:
        if piece.fill:
            _fill(canvas, piece, look, height)
    _rules(canvas, pieces, look, height)
    for piece in pieces:
        _shape(canvas, piece, look, height)
        _words(canvas, piece, look, height)


def _fill(canvas: Canvas, piece: Piece, look: Look, height: float) -> None:
    gap = _GAP if look.rules == "gaps" else 0.0
    canvas.setFillColor(HexColor(f"#{piece.fill}"))
    wide, tall = piece.x1 - piece.x0 - 2 * gap, piece.y1 - piece.y0 - 2 * gap
    canvas.rect(piece.x0 + gap, height - piece.y1 + gap, wide, tall, stroke=0, fill=1)


def _rules(canvas: Canvas, pieces: Sequence[Piece], look: Look, height: float) -> None:
    if look.rules in ("none", "gaps") or not pieces:
        return
    canvas.setStrokeColor(HexColor(f"#{look.rule_colour}"))
    canvas.setFillColor(HexColor(f"#{look.rule_colour}"))
    canvas.setLineWidth(look.rule_width)
    canvas.setDash(*((2.5, 2) if look.rules == "dashed" else ()))
    for segment in _segments(pieces, look):
        _segment(canvas, segment, look, height)
    canvas.setDash()


def _segments(pieces: Sequence[Piece], look: Look) -> Iterable[Segment]:
    """The edges to draw, each once: down, across, or both, as the style wants."""
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    top, bottom = min(piece.y0 for piece in pieces), max(piece.y1 for piece in pieces)
    if look.rules == "outline":
        return [
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ]
    found: dict[Segment, None] = {}
    for piece in pieces:
        if look.rules != "columns":
            if look.closed_cuts or not piece.cut_above:
                found[piece.x0, piece.y0, piece.x1, piece.y0] = None
            if look.closed_cuts or not piece.cut_below:
                found[piece.x0, piece.y1, piece.x1, piece.y1] = None
        if look.rules != "rows":
            found[piece.x0, piece.y0, piece.x0, piece.y1] = None
            found[piece.x1, piece.y0, piece.x1, piece.y1] = None
    return found if look.rules == "pieces" else _merged(found)


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """Segments that touch end to end on one line, as one."""
    across: dict[float, list[tuple[float, float]]] = {}
    down: dict[float, list[tuple[float, float]]] = {}
    for x0, y0, x1, y1 in segments:
        if y0 == y1:
            across.setdefault(round(y0, 1), []).append((x0, x1))
        else:
            down.setdefault(round(x0, 1), []).append((y0, y1))
    found = [(start, y, end, y) for y, spans in across.items() for start, end in _joined(spans)]
    return found + [(x, start, x, end) for x, spans in down.items() for start, end in _joined(spans)]


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 0.2:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _segment(canvas: Canvas, segment: Segment, look: Look, height: float) -> None:
    x0, y0, x1, y1 = segment
    if look.rules == "rectangles":
        half = look.rule_width / 2
        canvas.rect(x0 - half, height - y1 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half, stroke=0, fill=1)
    elif look.rules == "double":
        for shift in (-0.9, 0.9):
            along, up = (0.0, shift) if y0 == y1 else (shift, 0.0)
            canvas.line(x0 + along, height - y0 + up, x1 + along, height - y1 + up)
    else:
        canvas.line(x0, height - y0, x1, height - y1)


def _shape(canvas: Canvas, piece: Piece, look: Look, height: float) -> None:
    cell = piece.cell
    if cell.shape is None or piece.cut_above or piece.repeated:
        return
    size = look.size * 1.1
    x, y = (piece.x0 + piece.x1) / 2, height - piece.y0 - look.padding - size / 2
    canvas.setFillColor(HexColor(f"#{cell.shape_colour}"))
    if cell.shape == "circle":
        canvas.circle(x, y, size / 2, stroke=0, fill=1)
    else:
        canvas.rect(x - size / 2, y - size / 2, size, size, stroke=0, fill=1)


def _words(canvas: Canvas, piece: Piece, look: Look, height: float) -> None:
    header = piece.kind == "header"
    font = font_of(piece.cell, look, header=header)
    canvas.setFont(font, look.size)
    canvas.setFillColor(HexColor(f"#{look.header_ink if header else piece.cell.ink}"))
    if piece.cell.turned:
        _turned(canvas, piece, look, height)
        return
    for position, text in enumerate(piece.texts):
        base = height - piece.y0 - look.padding - position * look.pitch - look.size * 0.92
        if piece.cell.centred:
            canvas.drawCentredString((piece.x0 + piece.x1) / 2, base, text.text)
            continue
        if text.lead:
            canvas.drawString(piece.x0 + look.padding, base, text.lead)
        _line(canvas, piece.x0 + look.padding + text.indent, base, text.text, font, look)


def _line(canvas: Canvas, x: float, base: float, text: str, font: str, look: Look) -> None:
    if not look.by_word:
        canvas.drawString(x, base, text)
        return
    for word in text.split(" "):
        canvas.drawString(x, base, word)
        x += wide(f"{word} ", font, look.size)


def _turned(canvas: Canvas, piece: Piece, look: Look, height: float) -> None:
    """Words that run upwards, line after line to the right."""
    for position, text in enumerate(piece.texts):
        canvas.saveState()
        canvas.translate(
            piece.x0 + look.padding + look.size * 0.92 + position * look.pitch, height - piece.y1 + look.padding
        )
        canvas.rotate(90)
        canvas.drawString(0, 0, text.text)
        canvas.restoreState()
