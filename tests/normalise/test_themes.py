"""Themes: rows with their answers, the forty names, and what must hold for any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.themes.phrases import expand, theme_words
from normalise.themes.reading import read_themes, themes

NAMES = frozenset(theme_words().kinds)
ROWS = [
    line.split("|")
    for line in (Path(__file__).parent / "theme_rows.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "themes.jsonl"
Row = tuple[str, str, set[str], set[str]]


def _f1(rows: list[Row]) -> tuple[float, list[str]]:
    """The F1 over rows, themes under `also` counting neither way, and the rows not wholly right."""
    hit = wanted = given = 0
    wrong = []
    for recommendation, action, expected, also in rows:
        got = set(themes(recommendation, action)) - (also - expected)
        hit, wanted, given = hit + len(got & expected), wanted + len(expected), given + len(got)
        if got != expected:
            wrong.append(f"{recommendation} | {action}: {sorted(got)}")
    return 2 * hit / (wanted + given), wrong


def _set(names: str) -> set[str]:
    return {name for name in names.split(",") if name}


def test_rows_of_many_services_have_the_themes_a_reader_would_give() -> None:
    score, wrong = _f1([(r, a, _set(expected), _set(also)) for r, a, expected, also in ROWS])
    assert score > 0.92, wrong


def test_every_theme_is_found_in_some_row() -> None:
    expected = {name for row in ROWS for name in _set(row[2])}
    found = {name for row in ROWS for name in themes(row[0], row[1]) if name in _set(row[2])}
    assert found == expected == NAMES


@pytest.mark.skipif(not CORPUS.exists(), reason="the labelled corpus is not here")
def test_the_labelled_corpus_is_read() -> None:
    entries = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    score, wrong = _f1([(e["recommendation"], e["action"], set(e["themes"]), set(e.get("also", []))) for e in entries])
    assert score > 0.92, wrong


def test_a_short_form_in_capitals_is_no_verb() -> None:
    assert themes("", "SEND strategy refresh") == ["send"]
    assert "send" not in themes("", "Send the minutes of core groups to parents")


def test_an_apostrophe_glues_no_words() -> None:
    assert themes("", "Produce a quarterly residents' newsletter") == ["communications"]
    assert themes("", "Strengthen scrutiny's role") == ["partnership_and_governance"]


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
