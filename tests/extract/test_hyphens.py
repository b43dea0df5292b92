"""Hyphens at the ends of lines: those of a broken word go, those of the word stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.blocks import run_on
from extract.prose.hyphens import is_put_in
from extract.stitch.rows import joined_text

BROKEN = [
    "participa-tion",
    "safe-guarding",
    "child-ren",
    "Dir-ector",
    "Septem-ber",
    "deci-sions",
    "inter-vention",
    "vulner-able",
    "timeli-ness",
    "explain-ing",
    "chronol-ogies",
    "ma-ternity",
    "mis-use",
    "ser-vice",
    "cam-paign",
    "under-taken",
    "super-vision",
    "Nata-rajan",
    "out-come",
    "re-sources",
    "Di-rector",
    "analys-is",
]
OWN = [
    "multi-agency",
    "long-term",
    "post-inspection",
    "self-assessment",
    "co-ordination",
    "follow-up",
    "front-line",
    "re-design",
    "child-centred",
    "post-natal",
    "well-being",
    "on-going",
    "under-developed",
    "Ofsted-led",
    "Thurrock-wide",
    "Southend-on",
    "Betws-yn",
    "Intra-agency",
    "Agri-environment",
    "outcome-focused",
    "time-scales",
    "up-date",
    "over-view",
    "re-launched",
    "pre-sentence",
    "re-presented",
]


@pytest.mark.parametrize("word", BROKEN)
def test_a_broken_word_is_one(word: str) -> None:
    first, rest = word.split("-")
    assert run_on([f"Improve {first}-", f"{rest} of all"]) == f"Improve {first}{rest} of all"
    assert joined_text(f"Improve {first}-", f"{rest} of all") == f"Improve {first}{rest} of all"


@pytest.mark.parametrize("word", OWN)
def test_a_hyphen_of_the_word_stays(word: str) -> None:
    first, rest = word.split("-")
    assert run_on([f"Improve {first}-", f"{rest} work"]) == f"Improve {word} work"


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_lines_are_judged(before: str, after: str) -> None:
    assert not is_put_in(before, after) or (before.endswith("-") and after[0].islower())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("all timescales and accountabilitie", "s for delivery", "all timescales and accountabilities for delivery"),
        ("the Service Manag", "er and team", "the Service Manager and team"),
        ("the Service", "Manager and team", "the Service Manager and team"),
        ("foster care", "less often", "foster care less often"),
        ("agree a plan", "e. Train all staff", "agree a plan\ne. Train all staff"),
        ("what to hold on to", "o Train all staff", "what to hold on to o Train all staff"),
        ("by 19/07/201", "2", "by 19/07/2012"),
        ("19/07/2012", "2 officers", "19/07/2012 2 officers"),
        ("Room 201", "2", "Room 201 2"),
    ],
)
def test_a_word_that_a_page_break_parts_is_one(first: str, second: str, expected: str) -> None:
    assert joined_text(first, second) == expected


def test_a_heading_in_capitals_is_one_word_too() -> None:
    assert run_on(["INTENDED OUT-", "COME"]) == "INTENDED OUTCOME"
    assert run_on(["Led by NHS-", "FUNDED Teams"]) == "Led by NHS- FUNDED Teams"
    assert not is_put_in("Multi-", "AGENCY")
