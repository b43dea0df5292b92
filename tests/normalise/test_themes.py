"""Themes: rows with their answers, the forty names, and what must hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalise.themes import read_themes, themes
from normalise.themes_phrases import expand, theme_words

NAMES = frozenset(theme_words().kinds)


def test_there_are_forty_themes() -> None:
    assert len(NAMES) == 40


def test_a_recommendation_lends_its_subject() -> None:
    given = themes("Ensure that case records contain an up to date chronology", "Commission training for managers")
    assert set(given) == {"recording_and_chronologies", "training"}


def test_the_words_that_gave_a_theme_are_kept() -> None:
    (reading,) = read_themes("", "Respond sooner to notices of Private Fostering.")
    assert (reading.theme, reading.evidence) == ("private_fostering", ("Private Fostering",))


def test_an_action_without_a_clear_theme_gets_none() -> None:
    assert themes("", "Report to Cabinet in July.") == []
    assert themes("", "") == []


def test_the_phrase_language() -> None:
    assert sorted(expand("(a|b c) d (e )?f")) == ["a d e f", "a d f", "b c d e f", "b c d f"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_gives_at_most_three_themes(recommendation: str, action: str) -> None:
    found = themes(recommendation, action)
    assert len(found) <= 3
    assert len(set(found)) == len(found)
    assert NAMES.issuperset(found)
