"""Fonts that do not name their characters: their letters learnt from what OCR reads where their glyphs stand."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

import extract
from extract.page import Word
from extract.pdfium.alphabet import Glyph
from extract.pdfium.document import open_document
from extract.scan.alphabets import Votes, alphabets_of, count_votes
from schemas.geometry import Box

FONT = "AAAAAA+Own"


def set_in(text: str, *, as_one: str = "", x: float = 50.0, y: float = 100.0) -> list[Glyph]:
    """The glyphs of a line of text in a font whose codes are 1,000 below the letters'; `as_one` is a ligature's."""
    found: list[Glyph] = []
    at = 0
    while at < len(text):
        letters = as_one if as_one and text.startswith(as_one, at) else text[at]
        code = -(1000 + sum(map(ord, letters)))
        found.append(Glyph(FONT, code, Box(x, y, x + 5.0, y + 10.0), letters == " "))
        x, at = x + 5.0, at + len(letters)
    return found


def read_as(text: str, glyphs: list[Glyph]) -> list[Word]:
    """What OCR makes of the glyphs: words, each as wide as those between two blanks."""
    words: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.blank:
            words.append([])
        else:
            words[-1].append(glyph)
    return [Word(said, own[0].box.union(own[-1].box), size=10.0) for said, own in zip(text.split(), words, strict=True)]


def spelt(glyphs: list[Glyph], votes: Votes) -> str:
    known = alphabets_of(votes).get(FONT, {})
    return "".join(known.get(glyph.code, ("?", 0.0))[0] for glyph in glyphs)


def test_letters_are_what_most_words_say() -> None:
    votes: Votes = {}
    for line, said in (("the lead officer", "the lead officer"), ("each officer reads", "each 0fficer reads")):
        glyphs = set_in(line)
        count_votes(votes, glyphs, read_as(said, glyphs))
    assert spelt(set_in("the officer reads"), votes) == "the officer reads"


@pytest.mark.parametrize("as_one", ["ti", "ff", "ffi"])
def test_letters_of_a_ligature_are_those_left_beside_known_ones(as_one: str) -> None:
    text = "staff ratio office notice offer an action of a fine son"
    glyphs = set_in(text, as_one=as_one)
    votes: Votes = {}
    count_votes(votes, glyphs, read_as(text, glyphs))
    assert spelt(glyphs, votes) == text


def test_a_letter_read_once_in_no_word_is_not_known() -> None:
    glyphs = set_in("fine jxst")
    votes: Votes = {}
    count_votes(votes, glyphs, read_as("fine fxst", glyphs))
    assert spelt(glyphs, votes) == "fine ????"


def test_digits_count_where_they_are_read_once() -> None:
    glyphs = set_in("by 31/10/2012")
    votes: Votes = {}
    count_votes(votes, glyphs, read_as("by 31/10/2012", glyphs))
    assert spelt(glyphs, votes) == "by 31/10/2012"


@given(st.lists(st.sampled_from(["review", "audit", "plan", "staff", "lead", "by", "2012"]), min_size=1, max_size=12))
def test_no_letter_is_known_that_was_not_read(words: list[str]) -> None:
    text = " ".join(words)
    glyphs = set_in(text)
    votes: Votes = {}
    count_votes(votes, glyphs, read_as(text, glyphs))
    assert {letter for letter, _ in alphabets_of(votes).get(FONT, {}).values()} <= {*text, " "}
    assert all(one in ("?", letter) for one, letter in zip(spelt(glyphs, votes), text, strict=True))


def nameless(folder: Path, pages: list[list[tuple[float, float, str]]], drawing: str = "") -> Path:
    """A paper in a font whose codes are glyphs' numbers and that has no map to Unicode; texts by their place."""
    face = TTFont("Vera", "Vera.ttf").face
    pdf = pikepdf.new()
    program = pdf.make_stream(Path(face.filename).read_bytes())
    widths = [[face.charToGlyph[char], [face.charWidths[char]]] for char in range(32, 127)]
    described = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Vera, Flags=4, FontFile2=program, ItalicAngle=0
    )
    described.FontBBox, described.Ascent, described.Descent = [-183, -236, 1287, 928], 928, -236
    described.CapHeight, described.StemV = 729, 80
    letters = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name.Vera)
    letters.CIDSystemInfo = pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
    letters.W = [part for pair in widths for part in pair]
    letters.FontDescriptor, letters.CIDToGIDMap = pdf.make_indirect(described), pikepdf.Name.Identity
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name.Vera)
    font.Encoding, font.DescendantFonts = pikepdf.Name("/Identity-H"), [pdf.make_indirect(letters)]
    for texts in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        shown = [
            f"BT /F 11 Tf {x} {y} Td <{''.join(f'{face.charToGlyph[ord(one)]:04x}' for one in text)}> Tj ET"
            for x, y, text in texts
        ]
        page.Contents = pdf.make_stream("\n".join([drawing, *shown]).encode())
    target = folder / "nameless.pdf"
    pdf.save(target)
    return target


def test_a_page_is_spelt_by_the_alphabet_of_its_font(tmp_path: Path) -> None:
    text = "Ensure that the action is done"
    path = nameless(tmp_path, [[(50, 700, text)]])
    with open_document(path) as document:
        assert document.page(1).unnamed >= len(text.replace(" ", ""))
        glyphs = document.nameless_glyphs(1)
        assert [glyph.blank for glyph in glyphs] == [letter == " " for letter in text]
        document.alphabets = {"Vera": {glyph.code: (one, 0.9) for glyph, one in zip(glyphs, text, strict=True)}}
        page = document.page(1)
    assert [word.text for word in page.words] == text.split()
    assert (page.text_layer, page.unnamed) == ("ocr", 0)
    assert {word.confidence for word in page.words} == {0.9}


def test_a_plan_in_a_font_without_names_is_read(tmp_path: Path) -> None:
    heads = ["Recommendation", "Lead officer", "By when"]
    rows = [
        ["Review the case files", "Head of Audit", "31 March 2013"],
        ["Train all staff again", "Head of Finance", "30 June 2014"],
        ["Audit the new files", "Chief Officer", "15 July 2025"],
    ]
    xs, ys = [40, 240, 400, 550], [720, 690, 660, 630, 600]
    drawing = "".join(f"{x} {ys[-1]} m {x} {ys[0]} l S\n" for x in xs)
    drawing += "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    texts = [(40, 760, "Action plan of the review")]
    texts += [
        (x + 5, y - 20, text)
        for y, row in zip(ys, [heads, *rows], strict=False)
        for x, text in zip(xs, row, strict=False)
    ]
    paper = extract.read(nameless(tmp_path, [texts], drawing))
    assert paper.text_layer == "ocr"
    assert [[cell.text for cell in row.cells] for plan in paper.plans for row in plan.rows] == rows
