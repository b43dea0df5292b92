"""Letters of ligatures on turned pages and in forms."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from extract.page import Page
from extract.pdfium.document import open_document
from extract.pdfium.pieces import _put_back
from extract.pdfium.space import Space, place_box


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_box_on_the_page_as_shown_is_put_back_where_it_was_drawn(quarters: int) -> None:
    space = Space(10.0, 20.0, 605.0, 862.0, quarters)
    shown = place_box(space.matrix, 104.0, 180.0, 113.0, 183.0)
    above = (shown.x0, space.height - shown.y0, shown.x1, space.height - shown.y1)
    assert _put_back(above, space.matrix, space.height) == pytest.approx((104.0, 183.0, 113.0, 180.0))


_FI = r"/Span <</ActualText (fi)>> BDC (\001) Tj EMC"
"""One glyph that the file says the letters of, as browsers do."""


def in_form(folder: Path, placed: str, letters: str) -> Page:
    """A page whose text stands in a form of a quarter of its size; `letters` draws it, `placed` the form."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    names = [1, pikepdf.Name.fi]
    font.Encoding = pikepdf.Dictionary(BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=names)
    fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    form = pdf.make_stream(
        letters.encode("ascii"),
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Form,
            "/BBox": [0, 0, 4000, 4000],
            "/Resources": fonts,
        },
    )
    page = pdf.add_blank_page(page_size=(300, 300))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    page.Contents = pdf.make_stream(f"q {placed} cm /X Do Q".encode("ascii"))
    target = folder / "paper.pdf"
    pdf.save(target)
    with open_document(target) as document:
        return document.page(1)


@pytest.mark.parametrize(
    ("matrix", "corner", "turn"), [("1 0 0 1", (150.0, 152.0), 0), ("0 1 -1 0", (142.0, 150.0), 270)]
)
def test_letters_of_a_ligature_in_a_form_stand_where_they_are_drawn(
    tmp_path: Path, matrix: str, corner: tuple[float, float], turn: int
) -> None:
    letters = f"BT /F 40 Tf {matrix} 400 400 Tm (Of) Tj {_FI} (cer) Tj ET"
    (word,) = in_form(tmp_path, "0.25 0 0 0.25 50 50", letters).words
    assert word.text == "Officer"
    assert (word.box.x0, word.box.y1) == pytest.approx(corner, abs=2.5)
    assert word.turned == turn


def test_a_ligature_that_ends_a_word_in_a_form_ends_it_there(tmp_path: Path) -> None:
    (word,) = in_form(tmp_path, "0.25 0 0 0.25 50 50", f"BT /F 40 Tf 400 400 Td (sta) Tj {_FI} ET").words
    assert word.text == "stafi"
    assert (word.box.x0, word.box.x1) == pytest.approx((150.0, 150.0 + 10 * (0.5 + 0.278 + 0.556 + 0.5)), abs=1.0)


@pytest.mark.parametrize(("matrix", "rotate"), [("0 1 -1 0", 90), ("-1 0 0 -1", 180), ("0 -1 1 0", 270)])
def test_a_ligature_on_a_page_that_is_shown_turned_stays_in_its_word(tmp_path: Path, matrix: str, rotate: int) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    names = [1, pikepdf.Name.fi]
    encoding = pikepdf.Dictionary(BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=names)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, Encoding=encoding
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(f"BT /F 10 Tf {matrix} 150 150 Tm (Of) Tj {_FI} (cer of) Tj ET".encode())
    page.Rotate = rotate
    pdf.save(tmp_path / "paper.pdf")
    with open_document(tmp_path / "paper.pdf") as document:
        officer, of = document.page(1).words
    assert (officer.text, of.text) == ("Officer", "of")
    assert officer.turned == 0
    assert officer.box.width == pytest.approx(10 * (0.778 + 0.278 + 0.5 + 0.5 + 0.556 + 0.333), abs=1.0)
