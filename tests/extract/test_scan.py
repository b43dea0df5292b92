"""A page of our own making, printed to a picture, skewed and speckled: its words, rules and colours are found again."""

from __future__ import annotations

import io
import math
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
from extract.scan.drawing import find_drawing
from extract.scan.erased import without_rules
from extract.scan.fills import find_fills
from extract.scan.image import Picture
from extract.scan.rules import DrawnRule, merged, rules_on
from extract.scan.signs import completed
from extract.scan.text import cut_at, reading_order
from extract.scan.words import is_speck, placed, without_dots, without_specks
from extract.upright import shown_box
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


def test_a_word_is_told_where_it_stands_on_the_page_as_shown(page: Page, tmp_path: Path) -> None:
    with open_document(typed(tmp_path)) as document:
        as_set = document.page(1)
    for text in ("voids", "months"):
        word = next(word for word in as_set.words if word.text == text)
        read = next(word for word in page.words if word.text == text)
        across, down = word.box.centre[0] - as_set.width / 2, word.box.centre[1] - as_set.height / 2
        sine, cosine = math.sin(math.radians(1.3)), math.cos(math.radians(1.3))
        x = as_set.width / 2 - (cosine * across + sine * down)
        y = as_set.height / 2 - (cosine * down - sine * across)
        assert shown_box(read.box, page).centre == pytest.approx((x, y), abs=2.5)


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
    assert cut_at(Box(10, 10, 200, 30), rules, [False] * 190) == [Box(10, 10, 100, 30), Box(102, 10, 200, 30)]


def test_letters_within_the_box_of_a_leaning_rule_stay_whole() -> None:
    inked = [False] * 95 + [True] * 3 + [False] * 92  # a "t" five pixels behind the rule, and a blank after it
    rules = [DrawnRule(Box(100, 0, 109, 900), False)]
    assert cut_at(Box(10, 10, 200, 30), rules, inked) == [Box(10, 10, 100, 30), Box(105, 10, 200, 30)]


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
        ("good2024", (4, 4), ["good", "2024"]),
        ("1st", (1, 2), ["1st"]),
        ("plan&team", (4, 1, 4), ["plan", "&", "team"]),
        ("team(IRO)", (4, 5), ["team", "(IRO)"]),
        ("S151", (1, 3), ["S151"]),
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
    assert 8 < found[0].left < 10  # with the white that a letter has at its sides
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


@pytest.mark.parametrize(
    ("read", "meant"), [("一", "-"), ("（", "("), ("iń", "in"), ("Scrutiņy", "Scrutiny"), ("Tŷ", "Tŷ"), ("Zoë", "Zoë")]
)
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


SCALE = 200 / 72


def paper(width: int = 800, height: int = 300) -> np.ndarray:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def stems(pixels: np.ndarray, left: int, top: int, *, high: int = 18) -> None:
    """A row of letters: stems three pixels wide with crossbars between them, as a recogniser's worst line has."""
    for x in range(left, left + 200, 14):
        pixels[top : top + high, x : x + 3] = 0
        pixels[top + high // 2 : top + high // 2 + 3, x : x + 11] = 0


@pytest.mark.parametrize(
    ("tops", "thick"),
    [((100,), 2), ((100, 107), 4)],
    ids=["one line", "a double rule"],
)
def test_level_rules_are_found_single_and_double(tops: tuple[int, ...], thick: int) -> None:
    pixels = paper()
    for top in tops:
        pixels[top : top + thick, 40:760] = 0
    found = [rule.box for rule in rules_on(pixels, SCALE) if rule.horizontal]
    assert found
    assert min(box.x0 for box in found) <= 45
    assert max(box.x1 for box in found) >= 755


def test_a_rule_that_goes_down_in_broken_steps_is_one() -> None:
    pixels = paper()
    for step, left in enumerate(range(40, 740, 50)):
        pixels[100 + step // 4 : 102 + step // 4, left : left + 47] = 0
    whole = merged([rule for rule in rules_on(pixels, SCALE) if rule.horizontal], SCALE)
    assert sum(rule.box.width for rule in whole) >= 600


def test_rows_of_letters_are_no_rules() -> None:
    pixels = paper()
    for top in (60, 90, 120, 150):
        stems(pixels, 100, top)
    assert not rules_on(pixels, SCALE)


def test_an_upright_stops_at_a_row_over_all_columns() -> None:
    pixels = paper(height=500)
    for top in (60, 200, 240, 400):
        pixels[top : top + 2, 60:740] = 0
    for x in (60, 300, 738):
        pixels[60:200, x : x + 2] = 0
        pixels[240:400, x : x + 2] = 0
    for x in (60, 738):
        pixels[200:240, x : x + 2] = 0
    pixels[208:232, 299:303] = 0  # the stem of a letter where the upright would run
    drawn = find_drawing(Picture(pixels, SCALE))
    middle = [rule.box for rule in drawn.rules if not rule.horizontal and abs(rule.box.x0 - 300) < 8]
    assert middle
    assert not [box for box in middle if box.y0 < 215 and box.y1 > 225]


def test_uprights_open_at_a_page_break_are_kept() -> None:
    pixels = paper()
    pixels[120:122, 60:740] = 0
    for x in (60, 300, 500, 738):
        pixels[40:122, x : x + 2] = 0
    drawn = find_drawing(Picture(pixels, SCALE))
    assert len([rule for rule in drawn.rules if not rule.horizontal]) == 4


def test_a_shadow_over_the_page_is_no_painted_area_and_a_coloured_cell_is() -> None:
    pixels = paper(1200, 1200)
    pixels[500:560, 300:420] = (80, 208, 146)
    fade = np.linspace(1.0, 0.65, 1200)[None, :, None]
    lit = (pixels * fade).astype(np.uint8)
    fills = find_fills(Picture(lit, SCALE))
    assert [fill.box.holds(360, 530) for fill in fills] == [True]


def test_light_lines_on_dark_are_painted_over_dark() -> None:
    pixels = paper(200, 100)
    pixels[20:80] = 40
    pixels[20:80, 100:102] = 250
    bare = without_rules(pixels, [DrawnRule(Box(100, 20, 102, 80), False)])
    assert bare[30:70].max() == 40


@pytest.mark.parametrize(
    ("text", "dirt"), [(".", True), ("·", True), (",.", True), ("-", False), ("...", False), ("1", False)]
)
def test_dots_by_themselves_are_dirt(text: str, dirt: bool) -> None:
    assert is_speck(text) is dirt


def test_sides_of_coloured_cells_in_one_column_are_no_column_rules() -> None:
    pixels = paper(1000, 400)
    for top in (40, 120, 200, 280, 360):
        pixels[top : top + 2, 40:960] = 0
    for top in (122, 282):
        pixels[top : top + 78, 860:958] = (30, 160, 40)
        for x in (860, 957):
            pixels[top : top + 78, x : x + 2] = 0
    drawn = find_drawing(Picture(pixels, SCALE))
    assert len([rule for rule in drawn.rules if rule.horizontal]) == 5
    assert not [rule for rule in drawn.rules if not rule.horizontal]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("existing· budgets", "existing  budgets"),
        ("Early·Help", "Early Help"),
        ("·Review", "·Review"),
        ("a · b", "a · b"),
        ("3·5", "3·5"),
    ],
)
def test_dots_behind_letters_are_specks(read: str, meant: str) -> None:
    places = [float(at) for at, sign in enumerate(read) if not sign.isspace()]
    text, kept = without_dots(read, places)
    assert text == meant
    assert kept == [float(at) for at, sign in enumerate(meant) if not sign.isspace()]
