"""One action through the papers of an authority."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.links.nearest import Rarity
from publish.links.threads import Followed, follow
from publish.links.wording import Wording, plain

JUNE, NOVEMBER = dt.date(2012, 6, 4), dt.date(2012, 11, 12)
PLAN = (
    ("1.1", "Train all social workers in writing chronologies"),
    ("1.2", "Audit forty case files each quarter and report what was found to the board"),
    ("2.1", "Recruit six permanent social workers to the assessment team"),
    ("2.2", "Agree thresholds for early help with schools and health visitors"),
    ("3", "Publish a sufficiency strategy for placements of looked after children"),
)


def row(paper: str, day: dt.date | None, number: str, action: str, recommendation: str = "") -> Wording:
    return Wording(
        document_id=paper,
        authority_code="E06000001",
        meeting_date=day,
        plan_id=f"plan of {paper}",
        action_id=f"{paper}/{number or action}",
        number=number,
        section="",
        recommendation=plain(recommendation),
        action=plain(action),
    )


def rows(paper: str, day: dt.date | None, plan: tuple[tuple[str, str], ...] = PLAN) -> list[Wording]:
    return [row(paper, day, number, action) for number, action in plan]


def followed(wordings: list[Wording]) -> Followed:
    return follow(wordings, Rarity(one.text for one in wordings))


def pairs(found: Followed) -> set[tuple[str, str]]:
    return {(link.action_id, link.other_action_id) for link in found.links}


def test_every_action_is_followed_to_the_later_paper() -> None:
    found = followed([*rows("b", NOVEMBER), *rows("a", JUNE)])
    assert pairs(found) == {(f"b/{number}", f"a/{number}") for number, _ in PLAN}
    assert all(link.score == 1 and "same number" in link.evidence for link in found.links)


def test_a_thread_has_one_key_in_all_papers() -> None:
    third = rows("c", dt.date(2013, 3, 1))
    found = followed([*rows("a", JUNE), *rows("b", NOVEMBER), *third])
    threads = {link.thread_id for link in found.links}
    assert len(threads) == len(PLAN)
    assert pairs(found) >= {("b/3", "a/3"), ("c/3", "b/3")}


def test_papers_without_a_day_come_last() -> None:
    assert pairs(followed([*rows("a", None), *rows("b", NOVEMBER)])) == {(f"a/{n}", f"b/{n}") for n, _ in PLAN}


def test_numbers_may_change_where_the_words_stay() -> None:
    renumbered = tuple((f"{at}", action) for at, (_, action) in enumerate(reversed(PLAN), start=7))
    found = followed([*rows("a", JUNE), *rows("b", NOVEMBER, renumbered)])
    assert len(found.links) == len(PLAN)
    assert all(link.score >= 0.9 for link in found.links)


def test_a_reworded_action_is_told_by_its_number_where_the_others_kept_theirs() -> None:
    reworded = (*PLAN[:4], ("3", "A strategy for sufficiency of placements for children looked after, to be published"))
    assert ("b/3", "a/3") in pairs(followed([*rows("a", JUNE), *rows("b", NOVEMBER, reworded)]))
    alone = [row("a", JUNE, *PLAN[4]), row("b", NOVEMBER, *reworded[4])]
    assert not followed(alone).links


def test_another_action_under_the_same_recommendation_is_another() -> None:
    asked = "Ensure that all children in need have an up to date plan that sets out what must change and by when"
    before = [row("a", JUNE, "1", "Write guidance on plans", asked)]
    after = [row("b", NOVEMBER, "1", "Managers to sample ten files a month", asked)]
    assert not followed([*before, *after]).links


def test_two_rows_alike_stay_apart_with_the_row_reported() -> None:
    twice = (("", "Monitor performance at team meetings"), ("", "Monitor performance at team meetings."))
    found = followed([*rows("a", JUNE, twice), *rows("b", NOVEMBER, twice)])
    assert not found.links
    assert len(found.uncertain) == 2


@pytest.mark.parametrize(("number", "links"), [("4", 1), ("", 0)])
def test_two_words_say_nothing_without_a_number(number: str, links: int) -> None:
    found = followed([row("a", JUNE, number, "Review policy"), row("b", NOVEMBER, number, "Review policy")])
    assert len(found.links) == links


@given(st.integers(0, 2**32), st.sets(st.integers(0, len(PLAN) - 1)))
def test_order_of_papers_and_dropped_rows_change_no_link(seed: int, dropped: set[int]) -> None:
    later = tuple(entry for at, entry in enumerate(PLAN) if at not in dropped)
    papers = [rows("a", JUNE), rows("b", NOVEMBER, later)]
    random.Random(seed).shuffle(papers)
    found = followed([one for paper in papers for one in paper])
    assert pairs(found) == {(f"b/{number}", f"a/{number}") for number, _ in later}
