"""Words of scans that were set right: findings keep the string that recognition gave."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.misread import with_misread
from extract.page import Misread, Page
from extract.scan.spoilt import unspoilt
from extract.scan.text import ReadWord
from schemas.geometry import Box, Place
from schemas.verbatim import Cell, ExtractedPaper, Plan, Row

BOX = Box(10, 10, 110, 30)


def page(*words: Misread, number: int = 1) -> Page:
    return Page(number, 400, 400, misread=words)


def paper(*cells: Cell) -> ExtractedPaper:
    return ExtractedPaper((), "ocr", plans=(Plan("", (), (Row(cells),), 1, 1, "rules"),))


def read(text: str, score: float = 0.9) -> ReadWord:
    return ReadWord(text, Box(0, 0, 10, 10), 10, score)


def test_a_word_set_right_keeps_what_recognition_gave() -> None:
    (word,) = unspoilt([read("n’eeds")], dirty=True)
    assert (word.text, word.given) == ("needs", "n’eeds")


def test_what_was_given_first_is_kept_through_a_second_change() -> None:
    assert read(".néeds").set_right("néeds").set_right("needs").given == ".néeds"


def test_wide_forms_of_signs_are_the_same_signs() -> None:
    assert read("（IRO）").set_right("(IRO)") == replace(read("(IRO)"), given="")


@given(st.text(min_size=1, max_size=8), st.booleans())
def test_a_word_is_as_read_or_says_what_was_read(text: str, dirty: bool) -> None:
    (word,) = unspoilt([read(text)], dirty=dirty)
    assert word.text == text or word.given == text


def test_the_row_in_which_the_word_stands_has_the_finding() -> None:
    word = Misread("n’eeds", "needs", Box(20, 15, 50, 25))
    told = with_misread(paper(Cell("needs", (Place(1, BOX),))), [page(word)])
    (finding,) = told.plans[0].rows[0].findings
    assert (finding.code, finding.severity, finding.place) == ("word_set_right", "info", Place(1, word.box))
    assert "'n’eeds' for 'needs'" in finding.message
    assert not told.findings


def test_a_word_in_no_row_is_told_of_the_paper_and_once() -> None:
    below, other = Misread("'plan", "plan", Box(20, 200, 50, 210)), Misread("beeni", "been", Box(20, 15, 50, 25))
    told = with_misread(paper(Cell("been", (Place(2, BOX),), carried=True)), [page(below), page(other, number=2)])
    assert [finding.place for finding in told.findings] == [Place(1, below.box), Place(2, other.box)]
    assert not told.plans[0].rows[0].findings


def test_a_paper_without_such_words_is_as_it_was() -> None:
    made = paper(Cell("needs", (Place(1, BOX),)))
    assert with_misread(made, [page()]) is made
