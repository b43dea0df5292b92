"""Letters that recognition took for others: mended where one word of English alone can have been written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.scan.alike import are_english, with_letter_for_another
from extract.scan.spoilt import unspoilt
from extract.scan.text import ReadWord
from extract.wordlist import uses
from schemas.geometry import Box


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("teedback", "feedback"),
        ("systern.", "system."),
        ("ldentified", "Identified"),
        ("iead", "lead"),
        ("piace,", "place,"),
    ],
)
def test_an_unknown_word_that_is_one_letter_from_one_known_word_is_that(read: str, written: str | None) -> None:
    assert with_letter_for_another(read) == written


@pytest.mark.parametrize(
    "text", ["plans", "sate", "Thorn", "Chiel", "PARIS", "oider", "tean", "c4c", "19/09/202", "co-op"]
)
def test_known_words_names_figures_and_doubtful_ones_stay(text: str) -> None:
    assert with_letter_for_another(text) is None


def test_another_language_is_left() -> None:
    assert are_english(["council", "plan", "agreed", "March", "teedback", "report", "team", "board", "panel"])
    assert not are_english(["cynllun", "gweithredu", "cyngor", "plan", "arweiniol"])


def test_a_word_set_right_is_less_sure_and_says_what_was_read() -> None:
    word = ReadWord("teedback", Box(0, 0, 50, 10), 10, 0.99)
    (plain,) = unspoilt([word], dirty=False, english=True)
    assert (plain.text, plain.given, plain.score) == ("feedback", "teedback", 0.6)
    assert unspoilt([word], dirty=False, english=False) == (word,)


@given(st.from_regex(r"[a-z]{4,12}", fullmatch=True))
def test_what_is_written_for_a_word_is_known_and_no_known_word_is_changed(text: str) -> None:
    written = with_letter_for_another(text)
    assert written is None or (uses(written.lower()) and not uses(text))
