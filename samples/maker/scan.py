"""A paper as it comes off an office scanner: pictures only, a little askew, grey, with specks.

What belongs here: what a scanner does to a page. It never reads the page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a scan looks: `skew` in degrees clockwise, grey `noise` (standard deviation, of 255), `specks` a page.

    `paper` is the grey of clean paper, `bilevel` black and white only, `turned` pages lie on their side,
    `faulty_layer` puts unseen rubbish over the picture, as a bad text recogniser leaves it.
    """

    dpi: int = 200
    skew: float = 0.7
    noise: float = 3.0
    specks: int = 60
    paper: int = 247
    quality: int = 45
    colour: bool = False
    bilevel: bool = False
    turned: bool = False
    faulty_layer: bool = False


def scan(source: Path, target: Path, scanner: Scanner, *, seed: int = 1) -> None:
    """Write a PDF that holds nothing but one picture a page of `source`."""
    random = np.random.default_rng(seed)
    canvas = Canvas(str(target), invariant=True)
    for clean in _rendered(source, scanner.dpi):
        page = _worn(clean, scanner, random)
        if scanner.turned:
            page = page.transpose(Image.Transpose.ROTATE_90)
        width, height = page.width * 72 / scanner.dpi, page.height * 72 / scanner.dpi
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(_packed(page, scanner)), 0, 0, width, height)
        if scanner.faulty_layer:
            _rubbish(canvas, height, random)
        canvas.showPage()
    canvas.save()


def _rendered(source: Path, dpi: int) -> Iterator[Image.Image]:
    pdf = pypdfium2.PdfDocument(source)
    try:
        for page in pdf:
            yield page.render(scale=dpi / 72).to_pil()
    finally:
        pdf.close()


def _worn(page: Image.Image, scanner: Scanner, random: np.random.Generator) -> Image.Image:
    """The page turned, greyed and specked; pages lean a little more or less."""
    lean = scanner.skew * float(random.uniform(0.8, 1.2))
    kind = "RGB" if scanner.colour else "L"
    turned = page.convert(kind).rotate(-lean, resample=Image.Resampling.BICUBIC, fillcolor="white")
    shade = np.asarray(turned, dtype=np.float32) * (scanner.paper / 255)
    shade = np.maximum(shade, 24) + random.normal(0, scanner.noise, shade.shape)
    for x, y in random.integers(0, (page.width, page.height), (scanner.specks, 2)):
        size = int(random.integers(1, 4))
        shade[y : y + size, x : x + size] = random.integers(20, 140)
    if scanner.bilevel:
        shade = np.where(shade > 140, 255, 0)
    return Image.fromarray(np.clip(shade, 0, 255).astype(np.uint8), mode=kind)


def _rubbish(canvas: Canvas, height: float, random: np.random.Generator) -> None:
    """Unseen lines of what a bad recogniser makes of a page."""
    text = canvas.beginText(50, height - 60)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    for _ in range(45):
        marks = random.choice(list("lI1|rnm0Oo~^.,:;'vwiji "), 60)
        text.textLine("".join(marks))
    canvas.drawText(text)


def _packed(page: Image.Image, scanner: Scanner) -> io.BytesIO:
    stream = io.BytesIO()
    if scanner.bilevel:
        page.convert("1").save(stream, "PNG", optimize=True)
    else:
        page.save(stream, "JPEG", quality=scanner.quality, optimize=True)
    stream.seek(0)
    return stream
