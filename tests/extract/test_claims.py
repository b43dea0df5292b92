"""Counts that papers state: sentences, led lists, small tables; and numbers that count something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.claims.counts import claims
from extract.claims.words import NUMBER, first_number, has_state, value
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from tests.extract.typeset import paragraphs

Numbers = tuple[int | None, int | None, float | None]


def stated(*texts: str) -> list[Numbers]:
    return [(claim.stated, claim.out_of, claim.percent) for claim in claims(paragraphs(*texts))]


SENTENCES: list[tuple[str, list[Numbers]]] = [
    (
        "Of the 45 recommendations, 30 have been implemented, 12 are in progress and three have not yet started.",
        [(30, 45, None), (12, 45, None), (3, 45, None)],
    ),
    (
        "Progress is as follows: 64 (55 %) actions are complete and 52 (45%) are ongoing.",
        [(64, None, 55), (52, None, 45)],
    ),
    ("87% of actions are on track.", [(None, None, 87)]),
    (
        "At the end of May 64% (27 of 42) of actions were rated green, 26 per cent amber and the remaining 4 red.",
        [(27, 42, 64), (None, 42, 26), (4, 42, None)],
    ),
    ("40 per cent of recommendations (8) have been completed.", [(8, None, 40)]),
    ("There are currently 12 red actions.", [(12, None, None)]),
    ("Eleven of the fourteen milestones have been met.", [(11, 14, None)]),
    (
        "15 actions are complete; 4 actions are overdue; none is at risk.",
        [(15, None, None), (4, None, None), (0, None, None)],
    ),
    ("None of the actions are overdue.", [(0, None, None)]),
    ("Twenty-two recommendations have been closed.", [(22, None, None)]),
    (
        "The improvement plan contains 45 actions. Of these, 30 are complete and 15 are in progress.",
        [(45, None, None), (30, 45, None), (15, 45, None)],
    ),
    ("9/28 actions have been completed.", [(9, 28, None)]),
    (
        "There are 38 actions in the plan, of which 25 are blue (complete), 8 green and 5 red.",
        [(38, None, None), (25, 38, None), (8, 38, None), (5, 38, None)],
    ),
    ("Four of the six priority areas for improvement have been fully addressed.", [(4, 6, None)]),
    ("All 19 recommendations have been completed, except one.", [(19, None, None)]),
    ("Only two actions remain outstanding.", [(2, None, None)]),
    ("We have completed 41 of the 50 actions.", [(41, 50, None)]),
    ("26 of 40 (65%) actions are now complete", [(26, 40, 65)]),
    (
        "Performance against the plan: 5 red, 7 amber and 20 green actions.",
        [(5, None, None), (7, None, None), (20, None, None)],
    ),
    ("Summary: Completed: 14 actions; On track: 6 actions", [(14, None, None), (6, None, None)]),
    ("Of the actions, 14 are complete and two are off track.", [(14, None, None), (2, None, None)]),
    ("Inspectors made 14 recommendations.", [(14, None, None)]),
    (
        "78% of actions are complete, 15% on track and 7% delayed.",
        [(None, None, 78), (None, None, 15), (None, None, 7)],
    ),
    ("Out of the 20 actions, 14 are on schedule.", [(14, 20, None)]),
    ("The 40 actions are shown below. 22 are green, 12 amber.", [(22, 40, None), (12, 40, None)]),
    ("Completed actions: 18", [(18, None, None)]),
    ("Status of actions: Complete (12), In progress (7)", [(12, None, None), (7, None, None)]),
    ("Just under half of all actions (23 of 49) are complete.", [(23, 49, None)]),
    ("35 actions (90%) are on target, 4 (10%) are behind schedule", [(35, None, 90), (4, None, 10)]),
    (
        "2.3 As of May, 17 of the 24 recommendations (71%) had been implemented, with the remaining seven in progress.",
        [(17, 24, 71), (7, 24, None)],
    ),
    ("As at 31 March, 12 of the 16 actions due within three months were complete.", [(12, 16, None)]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_sentence(text: str, expected: list[Numbers]) -> None:
    assert stated(text) == expected


NO_CLAIMS = [
    "There are 54/57 social workers in post and actions are in hand.",
    "9 of the 28 schools have completed their actions.",
    "The Board agreed five actions at its meeting on 5 June 2012.",
    "All three month safeguarding areas for improvement have been addressed.",
    "The budget of £12,000 was achieved against targets.",
    "Action 9 is green.",
    "Nine children have plans whose actions are complete.",
    "By March 2013 all 12 actions will be completed.",
    "The target is that 90% of actions should be completed on time.",
    "12 green spaces were improved.",
    "Two actions were discussed.",
    "In 2012 actions were completed.",
    "Level 3 training targets were met.",
    "Four children's homes were inspected and actions completed.",
    "The committee is asked to note the 3 recommendations in paragraph 2.",
    "If ten actions are completed the rating will be green.",
    "Within 3 months actions will be completed.",
    "Of the 120 children surveyed, 90 are on track.",
    "The council has 3 objectives.",
    "Four priorities were agreed by the Board.",
    "Nearly all of the 22 actions are rated green.",
    "There were 3 actions arising from the previous meeting.",
    "An audit of 20 core assessments to assess impact of actions was completed.",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_other_numbers_are_no_claims(text: str) -> None:
    assert stated(text) == []


def test_a_led_list() -> None:
    found = claims(
        paragraphs(
            "16. In summary, of the 31 actions in the plan:",
            "• 12 are marked green, as they are done. Some of them took 3 months.",
            "• four are amber/red because staff have left",
            "15 actions are marked no data",
            "The panel meets 4 times a year.",
        )
    )
    assert [(claim.stated, claim.out_of) for claim in found] == [(12, 31), (4, 31), (15, 31)]
    assert found[0].text == "12 are marked green, as they are done."
    assert {claim.subject for claim in found} == {"actions"}


def test_a_list_with_the_state_first() -> None:
    assert stated("The current RAG status of the 18 actions is:", "Green – 12", "Amber – 4 (22%)", "Red – 2") == [
        (12, 18, None),
        (4, 18, 22),
        (2, 18, None),
    ]


def test_the_part_that_a_sentence_leans_on() -> None:
    found = claims(
        paragraphs(
            "In respect of fostering areas for improvement there were no immediate actions.",
            "All six actions to be completed within two months have been completed, except one part of the last.",
        )
    )
    assert [(claim.subject, claim.text) for claim in found] == [
        (
            "fostering actions to be completed within two months",
            "All six actions to be completed within two months have been completed",
        )
    ]


def table(texts: list[list[str]]) -> Table:
    cells = [
        TableCell(text, row, column, 1, 1, Box(60 + 90 * column, 200 + 20 * row, 150 + 90 * column, 220 + 20 * row))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    return Table(1, Box(60, 200, 400, 200 + 20 * len(texts)), tuple(cells), "rules")


def test_a_table_of_counts() -> None:
    down = table([["RAG", "Number of actions", "%"], ["Green", "9", "75%"], ["Red", "3", "25%"], ["Total", "12", ""]])
    across = table([["Action status", "Complete", "Overdue", "Total"], ["", "7", "2", "9"]])
    assert [(c.stated, c.out_of, c.percent) for c in claims((), [down])] == [(9, 12, 75), (3, 12, 25)]
    assert [(c.stated, c.out_of) for c in claims((), [across])] == [(7, 9), (2, 9)]
    assert claims((), [table([["Team", "Cases"], ["Red team", "9"], ["Green team", "3"]])]) == ()


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("No", 0), ("Twenty-one", 21), ("ninety", 90), ("both", 2), ("thirty four", 34)]
)
def test_numbers(text: str, number: int) -> None:
    assert value(text) == number
    assert NUMBER


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("are complete", True),
        ("to be completed", False),
        ("will be completed", False),
        ("rated red", True),
        ("red tape", False),
    ],
)
def test_a_state_that_holds_now(text: str, holds: bool) -> None:
    assert has_state(text) == holds


KEPT = [
    line.split(" ⇒ ")
    for line in (Path(__file__).parent / "claim_sentences.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.mark.parametrize(("text", "counts"), KEPT)
def test_sentences_written_before_the_code_had_read_them(text: str, counts: str) -> None:
    got = [
        f"{count}/{whole}" + (f"/{percent:g}%" if percent is not None else "") for count, whole, percent in stated(text)
    ]
    assert got == ([] if counts == "-" else counts.split("; "))


PARTS = [
    "Of the 28 actions",
    "9",
    " are green",
    ", ",
    "none",
    " of the ",
    "two",
    "actions",
    "45%",
    " (",
    ")",
    ":",
    "/",
    " completed",
    "\n",
    "recommendations",
]


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(PARTS)), max_size=12))
def test_any_text_gives_claims_with_their_own_words(parts: list[str]) -> None:
    text = "".join(parts)
    for claim in claims(paragraphs(text)):
        assert claim.text.split()[0] in text
        assert claim.stated is not None or claim.percent is not None
        assert claim.subject


_SCRAPS = [
    "one",
    "someone",
    "Nineteen",
    "all",
    "of",
    "the",
    "12",
    "£5",
    "1,200",
    "7th",
    "forty-two",
    "x9",
    " ",
    ".",
    "–",
]


@given(st.lists(st.sampled_from(_SCRAPS)).map("".join), st.integers(0, 9))
def test_a_number_is_found_where_its_pattern_is(text: str, start: int) -> None:
    """Tried at digits and number words only, a pattern of numbers is found where it is when sought at every letter."""
    pattern = re.compile(rf"(?:\ball\s+of\s+the\s+)?{NUMBER}|\d{{1,3}}\s?%", re.IGNORECASE)
    sought, tried = pattern.search(text, start), first_number(pattern, text, start)
    assert (sought and sought.span()) == (tried and tried.span())
