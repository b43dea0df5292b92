"""Words from awkward text: no spaces, letters placed singly, raised ordinals, signs, turned lines, rules between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extract.page import Tag, Word
from extract.pdfium.document import open_document
from extract.pdfium.glyphs import clean
from extract.pdfium.letters import _goes_on
from extract.pdfium.records import quick_box, quick_tag, quick_word_boxes, quick_words
from schemas.geometry import Box
from tests.extract.drawn import drawn

Draw = Callable[[Canvas], None]
SENTENCE = "Review all case files quickly"


def _placed(gap: float, by: Callable[[str], list[str]]) -> Draw:
    """Draw the sentence piece by piece, with `gap` of the font size for a space that is not drawn."""

    def draw(canvas: Canvas) -> None:
        x = 20.0
        for word in SENTENCE.split():
            for piece in by(word):
                canvas.drawString(x, 200, piece)
                x += canvas.stringWidth(piece, "Helvetica", 10)
            x += gap * 10

    return draw


@pytest.mark.parametrize("gap", [0.15, 0.18, 0.22, 0.25, 0.3, 0.6])
@pytest.mark.parametrize("by", [lambda word: [word], list], ids=["words", "letters"])
def test_words_drawn_without_spaces(tmp_path: Path, gap: float, by: Callable[[str], list[str]]) -> None:
    assert [word.text for word in drawn(tmp_path, _placed(gap, by)).words] == SENTENCE.split()


@pytest.mark.parametrize("lean", [0.0, 0.2, 0.3333])
def test_slanted_letters_keep_their_size_and_the_space_between_words(tmp_path: Path, lean: float) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setTextTransform(1, 0, lean, 1, 20, 200)
        text.textOut("Care leavers")
        canvas.drawText(text)

    care, leavers = drawn(tmp_path, draw).words
    assert (care.text, leavers.text, care.size, care.turned) == ("Care", "leavers", 10.0, 0)
    space = leavers.box.x0 - care.box.x1
    assert space == pytest.approx(2.78, abs=0.5)  # Helvetica's space at 10 points


def _ordinal(gap: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 200, "By 21")
        canvas.setFontSize(6)
        canvas.drawString(20 + canvas.stringWidth("By 21", "Helvetica", 10) + gap, 204, "st")
        canvas.setFontSize(10)
        canvas.drawString(90, 200, "May")

    return draw


@pytest.mark.parametrize("gap", [0.0, 1.0, 3.0])
def test_raised_ordinals_join_their_number(tmp_path: Path, gap: float) -> None:
    assert [word.text for word in drawn(tmp_path, _ordinal(gap)).words] == ["By", "21st", "May"]


def test_a_street_is_no_ordinal(tmp_path: Path) -> None:
    page = drawn(tmp_path, lambda canvas: canvas.drawString(20, 200, "12 st Johns"))
    assert [word.text for word in page.words] == ["12", "st", "Johns"]


def _cells(canvas: Canvas) -> None:
    canvas.drawString(20, 200, "Amber")
    edge = 20 + canvas.stringWidth("Amber", "Helvetica", 10) + 0.5
    canvas.drawString(edge + 0.5, 200, "31/03/2013")
    canvas.line(edge, 100, edge, 300)


def test_a_column_rule_parts_a_word(tmp_path: Path) -> None:
    left, right = drawn(tmp_path, _cells).words
    assert (left.text, right.text) == ("Amber", "31/03/2013")
    assert left.box.x1 <= right.box.x0


def test_a_word_too_long_for_its_cell_stays_whole(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 200, "Safeguarding")
        edge = 20 + canvas.stringWidth("Safeguard", "Helvetica", 10)
        canvas.drawString(20 + canvas.stringWidth("Safeguarding", "Helvetica", 10) + 0.5, 200, "Complete")
        canvas.line(edge, 100, edge, 300)

    assert [word.text for word in drawn(tmp_path, draw).words] == ["Safeguarding", "Complete"]


def test_a_rule_through_a_letter_parts_nothing(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 20)
        canvas.drawString(20, 200, "MMMM")
        canvas.line(20 + 25, 100, 20 + 25, 300)

    assert [word.text for word in drawn(tmp_path, draw).words] == ["MMMM"]


@pytest.mark.parametrize(("turn", "turned"), [(90, 270), (-90, 90), (180, 180), (0, 0)])
def test_turned_headings(tmp_path: Path, turn: int, turned: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(250, 200)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "Lead officer")

    words = drawn(tmp_path, draw).words
    assert [(word.text, word.turned) for word in words] == [("Lead", turned), ("officer", turned)]
    upright = words[0].box.width > words[0].box.height
    assert upright is (turned % 180 == 0)


@pytest.mark.parametrize("turn", [90, -90])
def test_words_in_pieces_on_their_side_are_whole(tmp_path: Path, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(150, 200)
        canvas.rotate(turn)
        x = 0.0
        for piece in ("partner o", "rganisations an", "d schools", "."):
            canvas.drawString(x, 0, piece)
            x += canvas.stringWidth(piece, "Helvetica", 10)

    assert [word.text for word in drawn(tmp_path, draw).words] == ["partner", "organisations", "and", "schools."]


@pytest.mark.parametrize(("foot", "goes_on"), [(62.1, True), (75.0, False)])
def test_a_piece_on_its_side_goes_on_though_letters_of_it_reach_below_its_line(*, foot: float, goes_on: bool) -> None:
    """Boxes of the ink, read from the foot of the page up; those of the next line begin further right."""
    first = Word("m", Box(54.5, 448.8, 60.3, 456.4), 8.5, True, turned=270)
    second = Word("oney", Box(foot - 7.6, 429.0, foot, 448.8), 8.5, True, turned=270)
    assert _goes_on(first, second) is goes_on


def test_a_word_whose_first_letter_is_clipped_to_itself_is_seen(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 200, "The")
        for x, text, clip in ((40.0, "p", (40, 5.5)), (45.56, "otentia", None), (75.58, "l", (75.58, 2.2))):
            canvas.saveState()
            if clip is not None:
                path = canvas.beginPath()
                path.rect(clip[0], 190, clip[1], 20)
                canvas.clipPath(path, stroke=0)
            canvas.drawString(x, 200, text)
            canvas.restoreState()

    assert [word.text for word in drawn(tmp_path, draw).words] == ["The", "potential"]


def _summed(folder: Path, text: str, shown: str, turn: int) -> str:
    """What is read of a line in which each quote and dash is named by the sum of its two bytes; `shown` has `text`'s
    letters as they are drawn."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    font.Encoding = pikepdf.Name.WinAnsiEncoding
    pdf = pikepdf.new()
    codes = dict(zip(shown.encode("cp1252"), text, strict=True))
    lines = "".join(f"<{code:02x}> <{ord(letter):04x}>\n" for code, letter in codes.items())
    ranges = "1 begincodespacerange <00> <ff> endcodespacerange"
    table = f"{len(codes)} beginbfchar\n{lines}endbfchar"
    font.ToUnicode = pdf.make_stream(f"/CMapName /Own def\n{ranges}\n{table}".encode())
    page = pdf.add_blank_page(page_size=(400, 400))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    matrix = {0: "1 0 0 1", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}[turn]
    drawing = f"BT /F 10 Tf {matrix} 200 200 Tm <{shown.encode('cp1252').hex()}> Tj ET"
    page.Contents = pdf.make_stream(drawing.encode())
    pdf.save(folder / "paper.pdf")
    with open_document(folder / "paper.pdf") as document:
        return " ".join(word.text for word in document.page(1).words)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("children9s views", "children’s views"),
        ("8Lockdown 39 in 2", "‘Lockdown 3’ in 2"),
        ("all9 3 by 18", "all’ – by 18"),
        ("<Be heard= by", "“Be heard” by"),
        ("covid19 in 2019", "covid19 in 2019"),
    ],
)
def test_quotes_named_by_the_sum_of_their_bytes_are_told_by_their_ink(
    tmp_path: Path, text: str, shown: str, turn: int
) -> None:
    assert _summed(tmp_path, text, shown, turn) == shown


def test_hidden_words_are_not_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 300, "Covered")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(10, 290, 200, 30, stroke=0, fill=1)
        canvas.drawString(20, 250, "Pale")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(20, 305, "Title")
        canvas.saveState()
        text = canvas.beginText(20, 200)
        text.setTextRenderMode(3)
        text.textOut("Machine")
        canvas.drawText(text)
        canvas.restoreState()
        path = canvas.beginPath()
        path.rect(0, 100, 100, 100)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(20, 150, "Inside")
        canvas.drawString(20, 50, "Outside")

    assert [word.text for word in drawn(tmp_path, draw).words] == ["Title", "Inside"]


def test_bold_by_font_or_by_stroke(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(20, 300, "Font")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(20, 280, "Plain")
        text = canvas.beginText(20, 260)
        text.setTextRenderMode(2)
        text.textOut("Stroked")
        canvas.drawText(text)

    assert [word.bold for word in drawn(tmp_path, draw).words] == [True, False, True]


def test_sizes_are_those_seen(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(2, 2)
        canvas.drawString(10, 50, "Twice")

    (word,) = drawn(tmp_path, draw).words
    assert word.size == 20.0


@pytest.mark.parametrize(
    ("text", "signs", "read"),
    [
        ("ﬁnancial", "", "financial"),
        ("eﬃcient", "", "efficient"),
        ("ac\u7400\u6900on", "", "action"),
        ("o\u6600\ucf00cer", "", "officer"),
        ("\uf0b7", "", "•"),
        ("\uf0fc", "", "✓"),
        ("co\u00adordinate", "", "coordinate"),
        ("co\u00ad", "", "co-"),
        ("long\ufffe", "", "long-"),
        ("non\u2011executive", "", "non-executive"),
        ("SMT\u037e", "", "SMT;"),
        ("l", "wingdings", "●"),
        ("R", "wingdings2", "☑"),
        ("\uf0a3", "wingdings2", "☐"),
        ("p", "wingdings3", "▲"),
        ("a", "webdings", "✓"),
        ("l", "", "l"),
        ("£5,000", "", "£5,000"),
        ("¿5,000", "", "£5,000"),
        ("Ynys Môn", "", "Ynys Môn"),
    ],
)
def test_glyphs_by_name(text: str, signs: str, read: str) -> None:
    assert clean(text, signs) == read


@given(st.text(st.sampled_from("af l\u2011\u200b\ufb01\u7400\u6900\ucf00\x02\uf0b7é"), min_size=1, max_size=9))
def test_long_text_is_cleaned_as_its_words_are(part: str) -> None:
    longer = part + " ." * 100
    assert clean(longer) == "".join(map(clean, part)) + " ." * 100


def test_quick_records_are_the_ordinary_ones() -> None:
    box = quick_box(1.0, 2.0, 3.0, 4.0)
    assert quick_word_boxes([0.5, 7.0, 1.0, 6.0], [2.0, 8.0, 2.5, 5.5], 0.5, 10.0) == [Box(1.0, 2.0, 3.0, 4.5)]
    (word,) = quick_words(["a"], [box], [(10.0, True, "FF0000", 90, 3)])
    plain = Word("a", Box(1.0, 2.0, 3.0, 4.0), 10.0, True, "FF0000", 90, 3)
    assert (word, hash(word), type(word), type(word.box)) == (plain, hash(plain), Word, Box)
    tag, ordinary = quick_tag("TD", 7, (1,), (), (2, 3), 4), Tag("TD", 7, (1,), (), 2, 3, 4)
    assert (tag, hash(tag), type(tag)) == (ordinary, hash(ordinary), Tag)
    with pytest.raises(AttributeError):
        word.text = "b"  # type: ignore[misc]  # frozen


def test_a_soft_hyphen_that_is_drawn_is_a_hyphen(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        canvas.setFont("Vera", 10)
        canvas.drawString(20, 200, "a walk\u00adin centre")

    assert [word.text for word in drawn(tmp_path, draw).words] == ["a", "walk-in", "centre"]


def test_ligatures_of_a_font_without_names_are_those_of_tex(tmp_path: Path) -> None:
    """A font whose letters are drawn, as TeX makes them: its ligatures are control characters to everybody else."""
    pdf = pikepdf.new()
    letters = range(27, 123)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 600, 700],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(
            {f"/c{code}": pdf.make_stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f") for code in letters}
        ),
        Encoding=pikepdf.Dictionary(
            Differences=[27, *(pikepdf.Name(f"/c{code}") for code in letters)],
        ),
        FirstChar=27,
        LastChar=122,
        Widths=[500] * len(letters),
    )
    page = pdf.add_blank_page(page_size=(500, 400))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /F 10 Tf 20 200 Td (sta\\033) Tj 60 0 Td (\\034ve) Tj ET")
    pdf.save(tmp_path / "tex.pdf")
    with open_document(tmp_path / "tex.pdf") as document:
        assert [word.text for word in document.page(1).words] == ["staff", "five"]
