"""Opening PDFs and reading the page model: words, rules, fills, turns, and every way a file can be no PDF."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extract import read
from extract.page import Page
from extract.pdfium.document import open_document
from schemas.errors import DamagedPdf, EmptyFile, EncryptedPdf, HtmlNotPdf, MissingFile, NotAPdf, UnreadablePdf


def _draw(path: Path, encrypt: StandardEncryption | None = None) -> Path:
    canvas = Canvas(str(path), pagesize=(400, 300), encrypt=encrypt)
    canvas.bookmarkPage("one")
    canvas.addOutlineEntry("Agenda item 7", "one", level=0)
    canvas.setFillColorRGB(1, 0.75, 0)
    canvas.rect(50, 200, 100, 40, stroke=0, fill=1)
    canvas.circle(300, 220, 10, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.line(40, 180, 360, 180)
    canvas.rect(200, 50, 0.5, 100, stroke=0, fill=1)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(55, 210, "By June")
    canvas.setFillColorRGB(1, 0, 0)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(55, 100, "Late")
    canvas.showPage()
    canvas.save()
    return path


def _changed(source: PdfDocument, path: Path) -> Path:
    buffer = io.BytesIO()
    source.save(buffer)
    source.close()
    path.write_bytes(buffer.getvalue())
    return path


def _read(path: Path) -> Page:
    with open_document(path) as document:
        return document.page(1)


def test_words_carry_box_size_weight_and_colour(tmp_path: Path) -> None:
    by, june, late = _read(_draw(tmp_path / "a.pdf")).words
    assert (by.text, june.text, late.text) == ("By", "June", "Late")
    assert by.bold and not late.bold
    assert (by.size, late.size) == (12.0, 10.0)
    assert late.colour == "FF0000"
    assert by.box.x0 == pytest.approx(55, abs=1)
    assert by.box.y0 < 300 - 210 < by.box.y1
    assert june.box.x0 > by.box.x1


def test_drawing_tells_rules_from_fills_and_circles(tmp_path: Path) -> None:
    page = _read(_draw(tmp_path / "a.pdf"))
    assert [(fill.colour, fill.round) for fill in page.fills] == [("FFBF00", False), ("FFBF00", True)]
    assert page.fills[0].box.y0 == pytest.approx(60, abs=0.1)
    assert page.fills[1].box.width == pytest.approx(20, abs=0.2)
    assert {rule.horizontal for rule in page.rules} == {True, False}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_page_is_seen_upright(tmp_path: Path, rotate: int) -> None:
    source = PdfDocument(_draw(tmp_path / "a.pdf"))
    source[0].set_rotation(rotate)
    page = _read(_changed(source, tmp_path / "turned.pdf"))
    assert (page.width, page.height) == ((300, 400) if rotate % 180 else (400, 300))
    assert {word.turned for word in page.words} == {rotate}
    for word in page.words:
        assert 0 <= word.box.x0 < word.box.x1 <= page.width
        assert 0 <= word.box.y0 < word.box.y1 <= page.height


def test_outline_text_and_metadata(tmp_path: Path) -> None:
    with open_document(_draw(tmp_path / "a.pdf")) as document:
        (mark,) = document.outline()
        assert (mark.level, mark.title, mark.page) == (1, "Agenda item 7", 1)
        assert "By June" in document.text(1)
        assert "Producer" in document.metadata()
        with pytest.raises(UnreadablePdf):
            document.page(2)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"Dear all, the plan is attached.", NotAPdf),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><body>Sign in</body></html>", HtmlNotPdf),
        (b"%PDF-1.7\n%%EOF", DamagedPdf),
        (b"%PDF-1.4\n" + bytes(range(256)) * 20, DamagedPdf),
    ],
)
def test_what_is_no_pdf_is_named(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    with pytest.raises(error):
        open_document(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        open_document(tmp_path / "none.pdf")


def test_password_is_asked_for_and_used(tmp_path: Path) -> None:
    path = _draw(tmp_path / "a.pdf", encrypt=StandardEncryption("open sesame", canPrint=1))
    with pytest.raises(EncryptedPdf) as caught:
        open_document(path)
    assert caught.value.__cause__ is not None
    with open_document(path, password="open sesame") as document:
        assert "Late" in document.text(1)


def test_a_file_without_pages_needs_no_password_after_one_that_does(tmp_path: Path) -> None:
    locked = _draw(tmp_path / "locked.pdf", encrypt=StandardEncryption("open sesame", canPrint=1))
    with pytest.raises(EncryptedPdf):
        open_document(locked)
    bare = tmp_path / "bare.pdf"
    bare.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(DamagedPdf):
        open_document(bare)


def test_truncated_file_is_rows_or_our_error(tmp_path: Path) -> None:
    whole = _draw(tmp_path / "a.pdf").read_bytes()
    for share in (0.2, 0.5, 0.8, 0.95):
        path = tmp_path / "cut.pdf"
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            assert _read(path).number == 1
        except (DamagedPdf, UnreadablePdf) as error:
            assert "cut.pdf" in str(error) or "page" in str(error).lower()


def test_crop_box_moves_the_origin(tmp_path: Path) -> None:
    source = PdfDocument(_draw(tmp_path / "a.pdf"))
    source[0].set_cropbox(50, 50, 350, 250)
    page = _read(_changed(source, tmp_path / "cropped.pdf"))
    assert (page.width, page.height) == (300, 200)
    assert page.words[0].box.x0 == pytest.approx(5, abs=1)


def test_what_is_typed_into_a_form_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=(400, 300))
    canvas.drawString(20, 250, "Owner")
    canvas.acroForm.textfield(name="owner", value="Head of Housing", x=100, y=240, width=200, height=20)
    canvas.linkURL("https://example.org", (10, 10, 50, 50))
    canvas.save()
    with open_document(tmp_path / "form.pdf") as document:
        assert "Head of Housing" in document.text(1)
        assert [word.text for word in document.page(1).words] == ["Owner", "Head", "of", "Housing"]


def test_pages_asked_for_in_any_order_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "many.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    for number in range(12):
        canvas.drawString(20, 250, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    with open_document(path) as document:
        forward = [document.page(number) for number in range(1, 13)]
        assert [document.page(number) for number in range(12, 0, -1)] == forward[::-1]
        assert [document.text(number) for number in (5, 12, 5)] == ["Page 5", "Page 12", "Page 5"]


def test_files_attached_to_a_paper_are_named_and_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.pdf"
    pdf = PdfDocument(_draw(tmp_path / "a.pdf"))
    pdf.new_attachment("Action plan.pdf").set_data(b"%PDF-1.4")
    pdf.save(path)
    pdf.close()
    (finding,) = read(path, ocr="off").findings
    assert finding.code == "files_attached" and "Action plan.pdf" in finding.message
    assert not read(tmp_path / "a.pdf", ocr="off").findings
