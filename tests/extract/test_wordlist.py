"""Two scraps of letters, one word or two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.wordlist import is_one_word, may_be_two, uses

BROKEN = "IMMEDI|ATE MON|THS Doctor/Nur|se Lewi|s/Alison A|lison organ|isation foster|ing accountabilitie|s Lon|don"
TWO = "any|one with|in may|be the|rapist an|other on|going E|and D|are LAC|k Mc|Allister LSCB|to By|27 2012|and"


@pytest.mark.parametrize("parts", BROKEN.split())
def test_a_broken_word_is_one(parts: str) -> None:
    assert is_one_word(*parts.split("|"))


@pytest.mark.parametrize("parts", TWO.split())
def test_two_words_stay_two(parts: str) -> None:
    assert not is_one_word(*parts.split("|"))


def test_to_be_sure_one_of_both_must_be_no_word() -> None:
    assert is_one_word("plan", "ned") and not is_one_word("plan", "ned", sure=True)
    assert is_one_word("MON", "THS", sure=True)


def test_scraps_that_are_no_words_are_not_two_words() -> None:
    assert may_be_two("with", "in") and may_be_two("Paul", "Chadwick") and may_be_two("board.", "on")
    assert not may_be_two("q", "uaiter") and not may_be_two("Whitloc", "k")


@given(st.text(max_size=12), st.text(max_size=12))
def test_only_known_words_are_made(head: str, tail: str) -> None:
    if is_one_word(head, tail):
        assert any(uses((head[at:] + tail[:end]).lower()) for at in range(len(head)) for end in range(1, len(tail) + 1))
