"""Pages that ReportLab draws and PDFium reads, for tests of the page model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extract.page import Page
from extract.pdfium.document import open_document


def drawn(folder: Path, draw: Callable[[Canvas], None]) -> Page:
    """One page of 500 by 400 points, in Helvetica of 10 points unless `draw` says otherwise."""
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(500, 400))
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    with open_document(path) as document:
        return document.page(1)
