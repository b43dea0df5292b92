"""Fills, rules and signs from every way of drawing them that council papers use."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.page import Page
from extract.pdfium.document import open_document
from schemas.geometry import Box

Draw = Callable[[Canvas], None]


def _page(tmp_path: Path, draw: Draw) -> Page:
    path = tmp_path / "paths.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with open_document(path) as document:
        return document.page(1)


def _png(picture: Image.Image) -> ImageReader:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return ImageReader(buffer)


def _light(colour: tuple[int, int, int]) -> ImageReader:
    picture = Image.new("RGB", (24, 24), "white")
    ImageDraw.Draw(picture).ellipse([1, 1, 22, 22], fill=colour)
    return _png(picture)


def _filled(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(50, 200, 100, 40, stroke=0, fill=1)


def _rounded(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0, 0)
    canvas.roundRect(50, 200, 100, 40, 6, stroke=0, fill=1)


def _wide_stroke(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.setLineWidth(40)
    canvas.line(50, 220, 150, 220)


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 200, 100, 40)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 400, 300, stroke=0, fill=1)


def _shaded(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 200, 100, 40)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.linearGradient(50, 200, 150, 200, (Color(1, 0, 0), Color(0.999, 0, 0)), extend=False)


def _pixel(canvas: Canvas) -> None:
    canvas.drawImage(_png(Image.new("RGB", (1, 1), (255, 0, 0))), 50, 200, 100, 40)


def _in_form(canvas: Canvas) -> None:
    canvas.beginForm("cell")
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 50, 20, stroke=0, fill=1)
    canvas.endForm()
    canvas.translate(50, 200)
    canvas.scale(2, 2)
    canvas.doForm("cell")


@pytest.mark.parametrize("draw", [_filled, _rounded, _wide_stroke, _clipped, _shaded, _pixel, _in_form])
def test_a_red_cell_however_it_is_painted(tmp_path: Path, draw: Draw) -> None:
    (fill,) = _page(tmp_path, draw).fills
    assert fill.box == Box(50, 60, 150, 100)
    assert (fill.colour, fill.round) == ("FF0000", False)


def _circle(canvas: Canvas) -> None:
    canvas.circle(106, 206, 6, stroke=0, fill=1)


def _triangle(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(100, 200)
    path.lineTo(112, 200)
    path.lineTo(106, 212)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _picture(canvas: Canvas) -> None:
    canvas.drawImage(_light((0, 176, 80)), 100, 200, 12, 12)


@pytest.mark.parametrize("draw", [_circle, _triangle, _picture])
def test_signs_are_round_whatever_they_are(tmp_path: Path, draw: Draw) -> None:
    def coloured(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 176 / 255, 80 / 255)
        draw(canvas)

    (sign,) = _page(tmp_path, coloured).fills
    assert sign.round and sign.colour == "00B050"
    assert sign.box.centre == pytest.approx((106, 94), abs=0.5)


def test_letterheads_and_watermarks_are_no_fills(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(_light((255, 0, 0)), 10, 285, 12, 12)
        canvas.setFillColorRGB(0.85, 0.85, 0.85)
        path = canvas.beginPath()
        path.moveTo(50, 50)
        path.lineTo(250, 250)
        path.lineTo(270, 230)
        path.lineTo(70, 30)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)

    assert _page(tmp_path, draw).fills == ()


def _stroked_box(canvas: Canvas) -> None:
    canvas.rect(50, 100, 200, 100, stroke=1, fill=0)


def _thin_boxes(canvas: Canvas) -> None:
    for x, y, width, height in (
        (50, 100, 200, 0.5),
        (50, 199.5, 200, 0.5),
        (50, 100, 0.5, 100),
        (249.5, 100, 0.5, 100),
    ):
        canvas.rect(x, y, width, height, stroke=0, fill=1)


def _box_in_box(canvas: Canvas) -> None:
    canvas.rect(50, 100, 200, 100, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(50.75, 100.75, 198.5, 98.5, stroke=0, fill=1)


def _cut_out(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 100, 200, 100)
    path.rect(50.75, 100.75, 198.5, 98.5)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def _round_corners(canvas: Canvas) -> None:
    canvas.roundRect(50, 100, 200, 100, 4, stroke=1, fill=0)


@pytest.mark.parametrize("draw", [_stroked_box, _thin_boxes, _box_in_box, _cut_out, _round_corners])
def test_a_frame_is_four_rules(tmp_path: Path, draw: Draw) -> None:
    rules = _page(tmp_path, draw).rules
    assert [rule.horizontal for rule in rules] == [True, True, False, False]
    assert [round(rule.box.centre[1]) for rule in rules[:2]] == [100, 200]
    assert [round(rule.box.centre[0]) for rule in rules[2:]] == [50, 250]


def test_dashes_and_slants(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(10, 10, 200, 200)
        canvas.setDash(3, 2)
        canvas.line(10, 250, 200, 250)

    (rule,) = _page(tmp_path, draw).rules
    assert rule.dashed and rule.horizontal


def test_white_rules_count_on_colour_only(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(50, 200, 100, 40, stroke=0, fill=1)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(50, 220, 150, 220)
        canvas.line(50, 100, 150, 100)

    (rule,) = _page(tmp_path, draw).rules
    assert rule.box.centre[1] == pytest.approx(80)


def test_see_through_colours_are_those_seen(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(Color(1, 0, 0, alpha=0.5))
        canvas.rect(50, 200, 100, 40, stroke=0, fill=1)

    (fill,) = _page(tmp_path, draw).fills
    assert fill.colour in ("FF7F7F", "FF8080")


def test_a_form_that_is_mostly_transparent_tints_what_is_in_it(tmp_path: Path) -> None:
    """Presentations paint the rows of a table black at a fifth; the words on them are seen."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("row")
        canvas.rect(50, 200, 100, 40, stroke=0, fill=1)
        canvas.endForm()
        canvas.saveState()
        canvas.setFillAlpha(0.2)
        canvas.doForm("row")
        canvas.restoreState()
        canvas.drawString(60, 215, "Review the plans")

    page = _page(tmp_path, draw)
    assert [fill.colour for fill in page.fills] == ["CCCCCC"]
    assert " ".join(word.text for word in page.words) == "Review the plans"
