"""Which pages have usable text: typed ones, scans with and without a text layer, fonts without names, noise."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import reportlab
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.legible import legibility, speaks
from extract.page import Page
from extract.pdfium.document import open_document

PROSE = (
    "The local authority should make sure that all children who are looked after have a plan that is kept up to date. "
    "Managers will review the quality of the work of every team each month and report to the board. Social workers "
    "must see children alone and record what they say, so that their views shape the decisions that are made. "
)
FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"


def _read(path: Path) -> Page:
    with open_document(path) as document:
        return document.page(1)


def _drawn(tmp_path: Path, layer: str, stamp: str = "", mode: int = 3, share: float = 1.0) -> Page:
    """A page that is an image, with words behind it and a stamp on top."""
    path = tmp_path / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    picture = io.BytesIO()
    Image.new("L", (300, 420), 230).save(picture, "PNG")
    canvas.drawImage(ImageReader(picture), 0, 842 * (1 - share), 595, 842 * share)
    words = layer.split()
    canvas.saveState()
    for line in range(0, len(words), 10):
        text = canvas.beginText(60, 780 - 1.4 * line)
        text.setTextRenderMode(mode)
        text.textOut(" ".join(words[line : line + 10]))
        canvas.drawText(text)
    canvas.restoreState()
    canvas.drawString(280, 20, stamp)
    canvas.showPage()
    canvas.save()
    return _read(path)


def test_a_bare_scan_needs_ocr(tmp_path: Path) -> None:
    page = _drawn(tmp_path, "")
    assert page.text_layer == "none" and "one image over 100%" in page.evidence and len(page.images) == 1


def test_a_stamped_scan_needs_ocr(tmp_path: Path) -> None:
    page = _drawn(tmp_path, "", stamp="Page 57")
    assert page.text_layer == "none" and "words at the edge" in page.evidence


def test_a_good_layer_is_kept_with_its_evidence(tmp_path: Path) -> None:
    page = _drawn(tmp_path, PROSE, stamp="Page 57")
    assert page.text_layer == "native" and "behind pictures" in page.evidence
    assert {"authority", "57"} <= {word.text for word in page.words}


def test_a_faulty_layer_is_refused(tmp_path: Path) -> None:
    noise = " ".join(word[:1] + "~" + word[2:] + "|;" for word in PROSE.split())
    page = _drawn(tmp_path, noise)
    assert page.text_layer == "none" and "faulty" in page.evidence


def test_text_on_a_background_picture_is_text(tmp_path: Path) -> None:
    page = _drawn(tmp_path, PROSE, mode=0)
    assert page.text_layer == "native" and not page.evidence


def test_a_blank_page_needs_no_ocr(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "blank.pdf"))
    canvas.showPage()
    canvas.save()
    page = _read(tmp_path / "blank.pdf")
    assert page.text_layer == "native" and page.words == () and "nothing" in page.evidence


def test_a_font_without_unicode_map_needs_ocr(tmp_path: Path) -> None:
    page = _read(_unmapped(tmp_path / "cid.pdf"))
    assert page.text_layer == "none" and "no Unicode map in 100%" in page.evidence


def _unmapped(path: Path) -> Path:
    """Text by glyph numbers in an embedded font, as printers' drivers write it."""
    face = TTFont("Vera", str(FONT)).face
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    data = FONT.read_bytes()
    file = pdf.make_stream(data)
    file.Length1 = len(data)
    box = Array([-200, -250, 1300, 950])
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Vera, Flags=4, FontBBox=box, FontFile2=file)
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Vera,
        CIDSystemInfo=system,
        FontDescriptor=descriptor,
        DW=600,
        CIDToGIDMap=Name.Identity,
    )
    outer = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Vera, Encoding=Name("/Identity-H"))
    outer.DescendantFonts = Array([pdf.make_indirect(inner)])
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(outer)))
    glyphs = "".join(f"{face.charToGlyph[ord(character)]:04X}" for character in PROSE[:80])
    page.Contents = pdf.make_stream(f"BT /F1 10 Tf 40 700 Td <{glyphs}> Tj ET".encode())
    pdf.save(path)
    return path


def test_letters_moved_along_the_alphabet_are_no_text() -> None:
    moved = "".join(chr((ord(c) - 97 + 7) % 26 + 97) if c.islower() else c for c in PROSE)
    assert legibility(PROSE.split()).is_clean and not legibility(moved.split()).is_text


def test_an_abbreviation_in_every_row_is_one_odd_word() -> None:
    names = ["Draycott", "Lovell", "Oyelaran", "Jarvis", "Pettifer", "Sandhu", "Inglis", "Quigley", "Mbeki", "Fenwick"]
    rows = [word for name in names for word in ("Cllr", name, "Present", "Apologies")]
    known = legibility(rows)
    assert known.plausible < 0.9 and known.is_text


@pytest.mark.parametrize(
    "texts",
    [
        ["£1,200", "31/03/2013", "4.5%", "Q3", "2012/13"] * 20,
        ["Councillor", "Patel", "Okafor", "Bronwen", "Llywelyn", "Smith", "McDonald", "O’Brien"] * 10,
        ["SMT", "DCS", "LSCB", "CAF", "MASH", "IRO", "QA"] * 10,
        ["Mae’r", "awdurdod", "lleol", "yn", "gwneud", "cynnydd", "da", "gyda’i", "gynllun", "gwella"] * 5,
    ],
    ids=["numbers", "names", "acronyms", "welsh"],
)
def test_lists_without_sentences_are_text(texts: list[str]) -> None:
    assert legibility(texts).is_text


@given(st.lists(st.text(min_size=1, max_size=8), max_size=40))
def test_shares_stay_shares(texts: list[str]) -> None:
    known = legibility(texts)
    assert 0.0 <= known.common <= known.plausible + 1e-9 <= 1.0 + 1e-9 or known.tokens == 0
    assert isinstance(speaks(texts), bool)
