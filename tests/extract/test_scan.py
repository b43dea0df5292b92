"""A page of our own making, printed to a picture, skewed and speckled: its words, rules and colours are found again."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

import extract
from extract.page import Page
from extract.pdfium.document import open_document
from extract.scan import pages as scan
from extract.scan.rules import DrawnRule, merged
from extract.scan.text import completed, cut_at, reading_order
from extract.scan.words import placed, without_specks
from schemas.geometry import Box

COLUMNS = (50, 90, 280, 390, 470, 540)
ROWS = (120, 150, 200, 250)
TEXTS = (
    ("No", "Action", "Owner", "By when", "RAG"),
    ("1", "Review the voids policy", "Head of Housing", "31.3.19", ""),
    ("2", "Train all duty staff", "Team Manager", "Within 3 months", ""),
)
FILLS = {1: "#92D050", 2: "#FF0000"}


def typed(folder: Path) -> Path:
    """A page with a ruled table, as a typed PDF."""
    path = folder / "typed.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(50, 780, "Housing improvement plan")
    for row, (top, bottom) in enumerate(pairwise(ROWS)):
        for column, (left, right) in enumerate(pairwise(COLUMNS)):
            if column == 4 and row in FILLS:
                canvas.setFillColor(HexColor(FILLS[row]))
                canvas.rect(left, 842 - bottom, right - left, bottom - top, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#000000"))
            canvas.rect(left, 842 - bottom, right - left, bottom - top, stroke=1, fill=0)
            canvas.setFont("Helvetica", 10)
            canvas.drawString(left + 4, 842 - top - 14, TEXTS[row][column])
    canvas.save()
    return path


def scanned(folder: Path, *, skew: float, turn: int = 0) -> Path:
    """The same page as a speckled picture, skewed by degrees and turned."""
    with pypdfium2.PdfDocument(typed(folder)) as pdf:
        image = pdf[0].render(scale=200 / 72).to_pil().convert("RGB")
    image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor="white").rotate(turn, expand=True)
    pixels = np.array(image)
    specks = np.random.default_rng(5).random(pixels.shape[:2]) < 0.0015
    pixels[specks] = 40
    path = folder / "scan.pdf"
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PDF", resolution=200)
    path.write_bytes(buffer.getvalue())
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    with open_document(scanned(tmp_path_factory.mktemp("scan"), skew=1.3, turn=180)) as document:
        return scan.read(document, 1)


def test_words_are_read_whichever_way_the_page_lies(page: Page) -> None:
    assert page.text_layer == "ocr"
    said = " ".join(word.text for word in page.words)
    for text in (cell for row in TEXTS for cell in row if cell):
        assert text in said


def test_the_grid_is_found_in_the_picture(page: Page) -> None:
    upright = sorted({round(rule.box.x0 / 6) for rule in page.rules if not rule.horizontal})
    level = sorted({round(rule.box.y0 / 6) for rule in page.rules if rule.horizontal})
    assert (len(upright), len(level)) == (len(COLUMNS), len(ROWS))


def test_colours_are_found_where_they_are(page: Page) -> None:
    assert len(page.fills) == 2
    assert all(fill.box.width > 50 and fill.box.height > 35 for fill in page.fills)


def test_no_word_lies_across_a_column_rule(page: Page) -> None:
    upright = [rule.box.x0 for rule in page.rules if not rule.horizontal]
    inside = [word for word in page.words if word.box.y0 > 110]
    assert not [word for word in inside for x in upright if word.box.x0 + 3 < x < word.box.x1 - 3]


def test_a_line_is_cut_at_the_rules_through_it() -> None:
    rules = [DrawnRule(Box(100, 0, 102, 50), False), DrawnRule(Box(150, 200, 152, 300), False)]
    assert cut_at(Box(10, 10, 200, 30), rules) == [Box(10, 10, 100, 30), Box(102, 10, 200, 30)]


def test_pieces_of_a_broken_rule_are_one() -> None:
    pieces = [
        DrawnRule(Box(0, 0, 100, 2), True),
        DrawnRule(Box(110, 1, 200, 3), True),
        DrawnRule(Box(400, 0, 500, 2), True),
    ]
    assert [rule.box.x1 for rule in merged(pieces, 2.78)] == [200, 500]


def test_lines_come_from_the_top_and_from_the_left() -> None:
    boxes = [Box(300, 12, 380, 30), Box(10, 10, 90, 28), Box(10, 40, 90, 60)]
    assert reading_order(boxes) == [boxes[1], boxes[0], boxes[2]]


def line_of(*widths: int, gap: int = 3, space: int = 12) -> np.ndarray:
    """A line's crop with a block of ink for each letter, words of so many letters, 30 pixels high."""
    crop = np.full((40, 20 + sum(13 * width for width in widths) + space * len(widths), 3), 255, dtype=np.uint8)
    x = 10
    for width in widths:
        for _ in range(width):
            crop[5:35, x : x + 10] = 0
            x += 10 + gap
        x += space
    return crop


@pytest.mark.parametrize(
    ("text", "letters", "words"),
    [
        ("goodcare", (4, 4), ["good", "care"]),
        ("good2024", (4, 4), ["good2024"]),
        ("to one all", (2, 3, 3), ["to", "one", "all"]),
        ("Goal 3", (4, 1), ["Goal", "3"]),
    ],
)
def test_words_are_parted_where_the_picture_shows_a_gap(text: str, letters: tuple[int, ...], words: list[str]) -> None:
    crop = line_of(*letters)
    signs = sum(not sign.isspace() for sign in text)
    middles = [(at + 0.5) * crop.shape[1] / signs for at in range(signs)]
    found = placed(text, middles, crop)
    assert [word.text for word in found] == words
    assert found[0].left == 10
    assert all(before.right < after.left for before, after in pairwise(found))


def test_a_light_word_on_dark_is_boxed_as_a_dark_one_on_light() -> None:
    crop = line_of(5)
    middles = [15.0, 28.0, 41.0, 54.0, 67.0]
    assert placed("Night", middles, crop) == placed("Night", middles, 255 - crop)


def test_a_sign_at_the_end_of_a_line_belongs_to_it() -> None:
    line = Box(10, 10, 90, 30)
    assert completed([line], [Box(91, 14, 99, 29), Box(200, 12, 209, 30)], 2.78) == [
        Box(10, 10, 99, 30),
        Box(200, 12, 209, 30),
    ]


@pytest.mark.parametrize(("read", "meant"), [("iń", "in"), ("Scrutiņy", "Scrutiny"), ("Tŷ", "Tŷ"), ("Zoë", "Zoë")])
def test_specks_read_as_accents_are_taken_off(read: str, meant: str) -> None:
    assert without_specks(read) == meant


def test_pages_over_the_most_that_ocr_reads_are_left_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = Canvas(str(tmp_path / "scans.pdf"), pagesize=(200, 200))
    for _ in range(2):
        pdf.drawInlineImage(Image.new("L", (20, 20), 200), 0, 0, 200, 200)
        pdf.showPage()
    pdf.save()
    monkeypatch.setattr(scan, "MOST_PAGES", 1)
    first, second = extract.read(tmp_path / "scans.pdf").pages
    assert first.text_layer == "ocr"
    assert second.outcome == "needs_ocr"
    assert "1 pages were read by OCR already" in second.evidence
