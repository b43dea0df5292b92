"""A paper as it comes off an office scanner: pictures only, a little askew, grey, with specks.

What belongs here: what a scanner does to a page. It never reads the page.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from samples.maker.programs import render


@dataclass(frozen=True, slots=True)
class Scanner:
    """How a scan looks: `skew` in degrees clockwise, grey `noise` (standard deviation, of 255), `specks` a page."""

    dpi: int = 200
    skew: float = 0.7
    noise: float = 3.0
    specks: int = 60
    paper: int = 247
    quality: int = 45


def scan(source: Path, target: Path, scanner: Scanner, *, seed: int = 1) -> None:
    """Write a PDF that holds nothing but one picture a page of `source`."""
    random = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        pages = [_worn(Image.open(path), scanner, random) for path in render(source, Path(folder), dpi=scanner.dpi)]
    canvas = Canvas(str(target), invariant=True)
    for page in pages:
        width, height = page.width * 72 / scanner.dpi, page.height * 72 / scanner.dpi
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(_jpeg(page, scanner.quality)), 0, 0, width, height)
        canvas.showPage()
    canvas.save()


def _worn(page: Image.Image, scanner: Scanner, random: np.random.Generator) -> Image.Image:
    """The page turned, greyed and specked; alternate pages lean a little more or less."""
    lean = scanner.skew * float(random.uniform(0.8, 1.2))
    turned = page.convert("L").rotate(-lean, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned, dtype=np.float32) * (scanner.paper / 255)
    grey = np.maximum(grey, 24) + random.normal(0, scanner.noise, grey.shape)
    for x, y in zip(
        random.integers(0, page.width, scanner.specks), random.integers(0, page.height, scanner.specks), strict=True
    ):
        size = int(random.integers(1, 4))
        grey[y : y + size, x : x + size] = random.integers(20, 140)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _jpeg(page: Image.Image, quality: int) -> io.BytesIO:
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=quality, optimize=True)
    stream.seek(0)
    return stream
