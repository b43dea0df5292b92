"""What follows when a person puts a cell right: everything that was read from it, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from normalise.corrected.paper import follow
from schemas.records import (
    Action,
    CellBox,
    ClaimRecord,
    Document,
    HeaderField,
    HeaderText,
    OwnerRecord,
    PageRecord,
    PaperRecords,
    PlanRecord,
    Update,
)

PAPER, PLAN = "d" * 64, "p" * 20
KEYS: dict[str, Any] = {"document_id": PAPER, "plan_id": PLAN}
ACTION = Action(
    **KEYS, action_id="a1", row=1, section="Health", recommendation="Improve health assessments", action="Train staff",
    owner_text="J Smith", deadline_text="within 3 months", deadline_kind="relative", deadline_start=None,
    deadline_end=dt.date(2012, 9, 28), deadline_precision="month", deadline_qualifier="by",
    deadline_rule="relative", base_date=dt.date(2012, 6, 28), progress="Done", rag="green", rag_source="fill",
    rag_text="00B050", status="completed", method="rules", confidence=0.9,
    boxes=(CellBox("deadline", 3, 1.0, 2.0, 3.0, 4.0),),
)  # fmt: skip
PAPERS = PaperRecords(
    Document(
        document_id=PAPER, file_name="a.pdf", source_uri="a.pdf", outcome="plans", meeting_date=dt.date(2012, 10, 1)
    ),
    pages=(PageRecord(document_id=PAPER, page=1, outcome="plan", evidence="x"),),
    plans=(
        PlanRecord(
            **{**KEYS, "first_page": 1, "last_page": 1, "method": "rules", "confidence": 0.9},
            base_date=dt.date(2012, 6, 28), base_date_source="prose",
            headers=(
                HeaderField("Action", "action"), HeaderField("When", "deadline"), HeaderField("Progress", "progress"),
                HeaderField("RAG", "rag"), HeaderField("New date", "revised_deadline"),
            ),
        ),
    ),
    actions=(ACTION, replace(ACTION, action_id="a2", row=2, section="Care", owner_text=None)),
    updates=(
        Update(**KEYS, action_id="a1", position=1, as_at=dt.date(2012, 8, 1), text="Begun", rag="amber"),
        Update(
            **KEYS, action_id="a1", position=2, as_at=dt.date(2012, 9, 1), text="Done", rag="green", status="completed"
        ),
    ),
    owners=(OwnerRecord(**KEYS, action_id="a1", position=1, kind="person", name="J Smith", text="J Smith"),),
    claims=(
        ClaimRecord(
            document_id=PAPER, plan_id=PLAN, text="Two actions are green", subject="actions", stated=2, rag="green",
            found=2, verdict="agrees", page=2,
        ),
    ),
)  # fmt: skip


def put_right(paper: PaperRecords = PAPERS, **values: Any) -> PaperRecords:
    """The paper with these values in its first row, and what follows from them."""
    return follow(paper, replace(paper, actions=(replace(paper.actions[0], **values), *paper.actions[1:])))


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("By 27.10.12", "date", dt.date(2012, 10, 27)),
        ("within 6 months", "relative", dt.date(2012, 12, 28)),
        (None, "none", None),
        ("mañana?", "unparseable", None),
    ],
)
def test_a_deadline_text_is_read_again(text: str | None, kind: str, end: dt.date | None) -> None:
    action, other = put_right(deadline_text=text).actions
    assert (action.deadline_kind, action.deadline_end) == (kind, end)
    assert other == PAPERS.actions[1]


def test_doubts_about_a_deadline_are_those_of_its_words_now() -> None:
    doubted = put_right(deadline_text="mañana?")
    (finding,) = doubted.findings
    assert (finding.code, finding.page, finding.box) == ("deadline_unparseable", 3, (1.0, 2.0, 3.0, 4.0))
    assert doubted.actions[0].flags == ("deadline_unparseable",)
    again = put_right(doubted, deadline_text="27 October 2012")
    assert (again.findings, again.actions[0].flags) == ((), ())


def test_a_column_for_revised_dates_still_counts() -> None:
    paper = replace(PAPERS, actions=(replace(ACTION, other=(HeaderText("New date", "1 March 2013"),)),))
    assert put_right(paper, deadline_text="By 27.10.12").actions[0].deadline_revised_end == dt.date(2013, 3, 1)


def test_a_day_set_by_hand_leaves_the_words() -> None:
    action = put_right(deadline_end=dt.date(2012, 9, 30)).actions[0]
    assert (action.deadline_text, action.deadline_end) == ("within 3 months", dt.date(2012, 9, 30))
    assert (action.deadline_kind, action.deadline_rule) == ("relative", "correction")


def test_a_day_for_words_that_could_not_be_read_is_a_date() -> None:
    unread = replace(
        PAPERS, actions=(replace(ACTION, deadline_text="soon-ish", deadline_kind="unparseable", deadline_end=None,
                deadline_precision=None),),
    )  # fmt: skip
    action = put_right(unread, deadline_end=dt.date(2012, 9, 30)).actions[0]
    assert (action.deadline_kind, action.deadline_precision) == ("date", "day")
    assert action.deadline_start == action.deadline_end == dt.date(2012, 9, 30)


def test_words_and_a_day_set_together_both_hold() -> None:
    action = put_right(deadline_text="By Christmas", deadline_end=dt.date(2012, 12, 20)).actions[0]
    assert (action.deadline_text, action.deadline_end) == ("By Christmas", dt.date(2012, 12, 20))


def test_another_base_date_of_the_plan_moves_what_counts_from_it() -> None:
    plan = replace(PAPERS.plans[0], base_date=dt.date(2012, 7, 31))
    before = put_right(deadline_text="within 3 calendar months")
    moved = follow(before, replace(before, plans=(plan,)))
    assert before.actions[0].deadline_end == dt.date(2012, 9, 28)
    assert (moved.actions[0].deadline_end, moved.actions[0].base_date) == (dt.date(2012, 10, 31), dt.date(2012, 7, 31))
    assert moved.plans[0].base_date_source is None


def test_owners_are_read_again() -> None:
    paper = put_right(owner_text="Jane Jones\nJohn Brown")
    assert [(owner.kind, owner.name or owner.role, owner.position) for owner in paper.owners] == [
        ("person", "Jane Jones", 1), ("person", "John Brown", 2)
    ]  # fmt: skip
    assert put_right(owner_text=None).owners == ()


def test_a_colour_set_by_hand_goes_to_the_newest_update_and_the_counts() -> None:
    paper = put_right(rag="red")
    assert [update.rag for update in paper.updates] == ["amber", "red"]
    assert (paper.claims[0].found, paper.claims[0].verdict) == (1, "differs")
    assert [finding.code for finding in paper.findings] == ["claim_differs"]
    back = follow(paper, replace(paper, actions=(replace(paper.actions[0], rag="green"), paper.actions[1])))
    assert (back.claims[0].verdict, back.findings) == ("agrees", ())


@pytest.mark.parametrize(
    ("was", "values", "source"),
    [
        (("green", "fill"), {"rag": None}, "none"),
        (("green", "fill"), {"rag": "red"}, "fill"),
        ((None, "none"), {"rag": "red"}, None),
        ((None, "none"), {"rag": "red", "rag_source": "mark"}, "mark"),
        ((None, "none"), {"rag_text": "Amber"}, "text"),
        (("green", "fill"), {"rag_text": "FF0000"}, "fill"),
    ],
)
def test_the_source_of_a_colour_is_what_stated_it(
    was: tuple[Any, Any], values: dict[str, Any], source: str | None
) -> None:
    paper = replace(PAPERS, actions=(replace(ACTION, rag=was[0], rag_source=was[1]),), updates=(), claims=())
    assert put_right(paper, **values).actions[0].rag_source == source


def test_progress_gives_its_status_again_and_the_newest_update_says_it() -> None:
    paper = put_right(progress="Not started")
    assert (paper.actions[0].status, paper.actions[0].rag) == ("not_started", "green")
    assert [update.text for update in paper.updates] == ["Begun", "Not started"]


def test_a_status_of_its_own_column_stays() -> None:
    headers = (*PAPERS.plans[0].headers, HeaderField("Status", "status"))
    paper = replace(PAPERS, plans=(replace(PAPERS.plans[0], headers=headers),))
    assert put_right(paper, progress="Not started").actions[0].status == "completed"


def test_themes_follow_the_words_unless_they_are_set() -> None:
    assert put_right(action="Recruit more foster carers").actions[0].themes
    assert put_right(action="Recruit more foster carers", themes=("thresholds",)).actions[0].themes == ("thresholds",)


@pytest.mark.parametrize(
    ("values", "name", "code"),
    [
        ({"authority_name": "Croydon"}, "Croydon", "E09000008"),
        ({"authority_code": "E06000034"}, "Thurrock", "E06000034"),
        ({"authority_name": "Narnia"}, "Narnia", None),
    ],
)
def test_an_authority_is_that_of_every_row(values: dict[str, Any], name: str, code: str | None) -> None:
    paper = follow(PAPERS, replace(PAPERS, document=replace(PAPERS.document, **values)))
    assert (paper.document.authority_name, paper.document.authority_code) == (name, code)
    rows = (*paper.pages, *paper.plans, *paper.actions, *paper.updates, *paper.owners, *paper.claims)
    assert {row.authority_code for row in rows} == {code}


def test_what_nobody_touched_is_the_same() -> None:
    assert follow(PAPERS, PAPERS) == PAPERS
