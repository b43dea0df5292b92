"""Bullets that are drawn: small squares, discs and rings before lines of text, and dots that are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.prose.paragraphs import read
from extract.tables.cellcolour import CellPaint
from extract.tables.finding import tables_on
from schemas.geometry import Box
from tests.extract.drawn import drawn

Sign = Callable[[Canvas, float, float], None]
ITEMS = ("Recruit more carers", "Review the allowances", "Audit the files")


def _square(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y, 3, 3, stroke=0, fill=1)


def _disc(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 1.5, y + 1.5, 1.5, stroke=0, fill=1)


def _ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.circle(x + 1.5, y + 1.5, 1.5, stroke=1, fill=0)


@pytest.mark.parametrize("sign", [_square, _disc, _ring])
def test_drawn_bullets_start_items(tmp_path: Path, sign: Sign) -> None:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(ITEMS):
            sign(canvas, 60, 302 - 14 * number)
            canvas.drawString(72, 300 - 14 * number, text)

    page = drawn(tmp_path, draw)
    assert len(page.dots) == len(ITEMS)
    assert [(block.mark, block.text) for block in read([page]).blocks] == [("•", text) for text in ITEMS]


@pytest.mark.parametrize("across", [True, False])
def test_dots_of_a_dotted_line_are_no_bullets(tmp_path: Path, across: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 200, ITEMS[0])
        for number in range(9):
            _square(canvas, 60 + 6 * number * across, 200 + 6 * number * (not across))

    assert drawn(tmp_path, draw).dots == ()


@pytest.mark.parametrize("sign", [_square, _disc, _ring])
def test_drawn_bullets_begin_lines_of_a_cell(tmp_path: Path, sign: Sign) -> None:
    def draw(canvas: Canvas) -> None:
        for x, width in ((40, 180), (220, 180)):
            for y in (240, 320):
                canvas.setLineWidth(1)
                canvas.rect(x, y, width, 80)
        for number, text in enumerate(ITEMS):
            sign(canvas, 60, 382 - 14 * number)
            canvas.drawString(72, 380 - 14 * number, text)
            canvas.drawString(240, 380 - 14 * number, text)
        canvas.drawString(60, 260, "Done")
        canvas.drawString(240, 260, "Open")

    (table,) = tables_on(drawn(tmp_path, draw))
    assert table.rows == [["\n".join(ITEMS), " ".join(ITEMS)], ["Done", "Open"]]


@pytest.mark.parametrize(("track", "mark"), [(80, None), (0, "00B050")])
def test_the_part_done_of_a_bar_is_no_rating(tmp_path: Path, track: float, mark: str | None) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.9, 0.9)
        canvas.rect(100, 300, track, 10, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 176 / 255, 80 / 255)
        canvas.rect(100, 300, 20, 10, stroke=0, fill=1)

    assert CellPaint(drawn(tmp_path, draw)).of(Box(80, 80, 200, 110))[1] == mark
