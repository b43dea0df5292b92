"""Stated counts against rows: by colour, status, part, time band and recommendation, with rounding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.claims import CountedRow, check
from normalise.claims_read import band_in, meant
from schemas.geometry import Box, Place
from schemas.meaning import Rag, Status
from schemas.verbatim import Claim

PLACE = Place(3, Box(0, 0, 1, 1))


def claim(
    text: str,
    subject: str = "actions",
    stated: int | None = None,
    out_of: int | None = None,
    percent: float | None = None,
) -> Claim:
    return Claim(text, PLACE, subject, stated, out_of, percent)


def rows(*groups: tuple[int, CountedRow]) -> list[CountedRow]:
    return [row for count, row in groups for _ in range(count)]


PLAN = rows(
    (4, CountedRow(rag="green", status="completed", section="Health", deadline_text="Within 3 months")),
    (3, CountedRow(rag="amber", status="in_progress", section="Health", deadline_text="Within six months")),
    (2, CountedRow(rag="red", status="overdue", section="Services for Care Leavers", deadline_text="Within 3 months")),
    (1, CountedRow(rag="green", status="embedded", section="Services for Care Leavers", deadline_text="Immediate")),
)


@pytest.mark.parametrize(
    ("stated", "verdict", "found"),
    [
        (claim("5 are green", stated=5, out_of=10), "agrees", 5),
        (claim("4 are green", stated=4, out_of=10), "differs", 5),
        (claim("5 are green", stated=5, out_of=12), "differs", 5),
        (claim("3 actions are rated amber", stated=3), "agrees", 3),
        (claim("5 actions have been completed", stated=5), "agrees", 5),
        (claim("two actions are overdue", stated=2), "agrees", 2),
        (claim("none is overdue", stated=0), "differs", 2),
        (claim("50% of actions are complete", percent=50.0), "agrees", 5),
        (claim("33% of health actions are amber", "health actions", percent=33.0), "differs", 3),
        (claim("43% of health actions are amber", "health actions", percent=43.0), "agrees", 3),
        (claim("The plan has 10 actions", stated=10), "agrees", 10),
        (claim("four of the seven health actions are complete", "health actions", 4, 7), "agrees", 4),
        (claim("All care leavers actions", "care leavers actions", 3), "agrees", 3),
        (
            claim("6 actions to be completed within three months", "actions to be completed within three months", 6),
            "agrees",
            6,
        ),
        (claim("4 of the 6 three month actions are done", "three month actions", 4, 6), "agrees", 4),
        (claim("one immediate action is complete", "immediate action", 1), "agrees", 1),
        (claim("five actions remain outstanding", stated=5), "agrees", 5),
    ],
)
def test_verdict(stated: Claim, verdict: str, found: int) -> None:
    (checked,) = check([stated], PLAN)
    assert (checked.verdict, checked.found) == (verdict, found)
    assert (checked.finding is not None) == (verdict == "differs")


@pytest.mark.parametrize(
    ("text", "rag", "status"),
    [
        ("32 were amber", "amber", None),
        ("five actions were amber and are green now", "green", None),
        ("only three actions remained amber", "amber", None),
        ("14 actions have been accepted", None, None),
        ("38 were reported as being complete", None, "completed"),
        ("18 of the 24 actions had been met", None, "completed"),
        ("the actions (20 of 30) have been delivered", None, "completed"),
        ("To date, over half of the actions (19 of 36) are rated green", "green", None),
        ("of 18 actions due for completion by December 2013, 14 were completed on time", None, "completed"),
        ("not started 14", None, "not_started"),
    ],
)
def test_the_words_give_colour_or_state_and_nothing_more(text: str, rag: Rag | None, status: Status | None) -> None:
    read = meant(claim(text, stated=14))
    assert (read.rag, read.status) == (rag, status)


def test_a_state_inside_the_name_counts_where_nothing_else_is_said() -> None:
    read = meant(claim("There are 3 overdue actions and 5 actions due in the next quarter", "overdue actions", 3))
    assert read.status == "overdue"


def test_the_finding_says_by_how_much() -> None:
    (checked,) = check([claim("3 of the 10 actions are red", stated=3, out_of=10)], PLAN)
    assert checked.finding is not None
    assert checked.finding.code == "claim_differs"
    assert checked.finding.place == PLACE
    assert "states 3 of 10, the rows give 2 of 10 (-1)" in checked.finding.message


def test_rows_in_another_paper_cannot_be_checked() -> None:
    (checked,) = check([claim("9 are marked green, as completed", stated=9, out_of=28)], [])
    assert (checked.verdict, checked.found, checked.rag, checked.status) == (
        "not_checkable",
        None,
        "green",
        "completed",
    )


def test_rows_without_a_status_are_checked_by_their_number_only() -> None:
    bare = [CountedRow("recommendation", section="Fostering", deadline_text="Within six months")] * 4
    five_of_nine = claim(
        "Five of the nine fostering areas for improvement have been completed", "fostering areas for improvement", 5, 9
    )
    five_of_four = claim("Three of the four areas for improvement have been completed", "areas for improvement", 3, 4)
    first, second = check([five_of_nine, five_of_four], bare)
    assert (first.verdict, first.found) == ("differs", 4)
    assert first.finding is not None
    assert "speaks of 9, the plan has 4 such rows (-5)" in first.finding.message
    assert (second.verdict, second.found) == ("not_checkable", None)


def test_recommendations_with_several_actions_count_once_and_when_all_are_done() -> None:
    plan = [
        CountedRow("action", status="completed", recommendation="1"),
        CountedRow("action", status="completed", recommendation="1"),
        CountedRow("action", status="completed", recommendation="2"),
        CountedRow("action", status="in_progress", recommendation="2"),
    ]
    total = claim("The plan answers two recommendations", "recommendations", 2)
    done = claim("one recommendation has been completed", "recommendation", 1)
    actions = claim("three actions are complete", "actions", 3)
    assert [checked.verdict for checked in check([total, done, actions], plan)] == ["agrees"] * 3


@pytest.mark.parametrize(
    ("text", "subject", "rag", "status"),
    [
        ("9 are marked green, as completed", "actions", "green", "completed"),
        ("2 are amber/green, as some parts are still to be completed", "actions", "amber-green", "in_progress"),
        ("10 are amber indicating that most is done but further action is required", "actions", "amber", "in_progress"),
        ("1 is marked amber/red as staff sickness means that activity is on hold", "actions", "amber-red", "at_risk"),
        ("2 actions are marked no data", "actions", None, "no_data"),
        ("three actions have moved from amber to green", "actions", "green", None),
        ("There are currently 12 red actions.", "actions", "red", None),
        ("We have completed 41 of the 50 actions.", "actions", None, "completed"),
        ("and three have not yet started.", "recommendations", None, "not_started"),
        ("Inspectors made 14 recommendations.", "recommendations", None, None),
        ("15 on track", "actions", None, "on_track"),
    ],
)
def test_what_is_counted(text: str, subject: str, rag: Rag | None, status: Status | None) -> None:
    found = meant(claim(text, subject))
    assert (found.rag, found.status) == (rag, status)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to be completed within six months", "due within 6 months"),
        ("three month", "within three months"),
        ("immediate", "Immediately"),
        ("due by March 2013", "by 31.3.13"),
    ],
)
def test_bands_written_differently_are_one(one: str, other: str) -> None:
    assert band_in(f"actions {one} ") == band_in(f"actions {other}") is not None


@given(
    st.text(max_size=80),
    st.text(max_size=30),
    st.one_of(st.none(), st.integers(0, 40)),
    st.one_of(st.none(), st.integers(0, 40)),
    st.one_of(st.none(), st.floats(0, 100)),
    st.integers(0, 10),
)
def test_any_claim_gets_a_verdict(
    text: str, subject: str, stated: int | None, out_of: int | None, percent: float | None, kept: int
) -> None:
    (checked,) = check([claim(text, subject, stated, out_of, percent)], PLAN[:kept])
    assert checked.found is None or 0 <= checked.found <= kept
    assert (checked.finding is not None) == (checked.verdict == "differs")
