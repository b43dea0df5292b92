"""A scan with good text behind it: rules and colours from the picture, words from the text, both set straight."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.page import Page
from extract.pdfium.document import open_document
from extract.scan.layer import has_layer, with_drawing
from extract.tables.finding import tables_on

ROWS = (
    ("No", "What we will do and why it matters", "Lead"),
    ("1", "Review all of the files that are held by the team and report to the board", "Head of Service"),
    ("2", "Train the staff who are new in post so that they know what to do", "Team Manager"),
)
COLUMNS = (50, 90, 420, 545)


def _words(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 9)
    for row, texts in enumerate(ROWS):
        for left, text in zip(COLUMNS, texts, strict=False):
            canvas.drawString(left + 4, 700 - 30 * row, text)


def _scan(folder: Path, skew: float) -> Path:
    """The table as a picture turned by `skew` degrees, with its words unseen where they stand in the picture."""
    typed = Canvas(str(folder / "typed.pdf"), pagesize=(595, 842))
    _words(typed)
    for row in range(4):
        typed.line(50, 715 - 30 * row, 545, 715 - 30 * row)
    for x in COLUMNS:
        typed.line(x, 625, x, 715)
    typed.save()
    with pypdfium2.PdfDocument(folder / "typed.pdf") as pdf:
        picture = pdf[0].render(scale=150 / 72).to_pil().convert("RGB")
    turned = io.BytesIO()
    picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor="white").save(turned, "PNG")
    canvas = Canvas(str(folder / "scan.pdf"), pagesize=(595, 842))
    canvas.drawImage(ImageReader(turned), 0, 0, 595, 842)
    canvas.translate(297.5, 421)
    canvas.transform(*_turn(skew))
    canvas.translate(-297.5, -421)
    canvas._code.append("3 Tr")
    _words(canvas)
    canvas.save()
    return folder / "scan.pdf"


def _turn(degrees: float) -> tuple[float, float, float, float, float, float]:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return cosine, sine, -sine, cosine, 0.0, 0.0


@pytest.mark.parametrize("skew", [0.0, -1.6])
def test_the_table_is_whole_again(tmp_path: Path, skew: float) -> None:
    with open_document(_scan(tmp_path, skew)) as document:
        page = document.page(1)
        assert has_layer(page) and not page.rules
        (table,) = tables_on(with_drawing(document, page))
    assert [tuple(" ".join(text.split()) for text in row) for row in table.rows] == list(ROWS)


def test_typed_pages_have_no_layer() -> None:
    assert not has_layer(Page(1, 595, 842))
    assert not has_layer(Page(1, 595, 842, text_layer="none", evidence="no text"))
