"""Plans written as headings below which labels say who and when, and headings that make no plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.headed_items import headed_plans
from extract.prose.paragraphs import read
from schemas.verbatim import Plan
from tests.extract.typeset import pages

SITES = ("Hall", "Yard", "Office")
ROWS = (
    ("The register of assets was out of date.", "Check the register each month", "Head of Estates", "5 May 2024"),
    ("Few wardens knew the rules.", "Train all wardens of the hall", "Town Clerk", "June 2024"),
    ("Nobody compared prices.", "Ask for three quotations", "Cllr Hart / Clerk", "Within 3 months"),
)
FORMS = {
    "response": "** Recommendation {n}: {what}\n\nResponse: {act}\n\nLead officer: {who}\n\nCompletion date: {when}\n",
    "no label": "** Recommendation {n}: {what}\n\n{act}\n\nLead officer: {who}\n\nCompletion date: {when}\n",
    "text below": "** Recommendation {n}\n\n{what}\n\n{act}\n\nLead officer: {who}. Completion date: {when}\n",
    "one paragraph": "Recommendation {n}: {what} Response: {act} Lead: {who} By: {when}\n",
}


def plans(*texts: str) -> tuple[Plan, ...]:
    return headed_plans(read(pages(*texts)).blocks)[0]


def written(form: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    return "\n".join(
        ["# Answer to the review", ""]
        + [form.format(n=n, what=what, act=act, who=who, when=when) for n, (what, act, who, when) in enumerate(rows, 1)]
    )


def said(plan: Plan) -> list[dict[str, str]]:
    return [
        {column.field or "": cell.text for column, cell in zip(plan.columns, row.cells, strict=True)}
        for row in plan.rows
    ]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_counted_headings_are_recommendations(form: str) -> None:
    (plan,) = plans(written(form))
    assert said(plan) == [
        {"number": str(n), "recommendation": what, "action": act, "owner": who, "deadline": when}
        for n, (what, act, who, when) in enumerate(ROWS, 1)
    ]
    assert plan.title == "Answer to the review"


def test_a_heading_is_the_action_where_nothing_else_is() -> None:
    (plan,) = plans(written("** {n}. {act}\n\nOwner: {who} | Due: {when}\n\n{what}\n"))
    assert [(row["number"], row["action"], row["owner"], row[""]) for row in said(plan)] == [
        (f"{n}.", act, who, what) for n, (what, act, who, _) in enumerate(ROWS, 1)
    ]


def test_texts_without_labels_before_and_after_them_are_kept_together() -> None:
    (plan,) = plans(written("** {n}. {act}\n\n{what}\n\nOwner: {who}\n\nDue: {when}\n\nNote {n} on it.\n"))
    texts = {text for row in said(plan) for cell in row.values() for text in cell.split("\n")}
    assert {what for what, _, _, _ in ROWS} | {f"Note {n} on it." for n in (1, 2, 3)} <= texts


def test_short_headings_are_sections() -> None:
    names = ("Buildings", "People and training", "Buying")
    text = "# Plan\n\n" + "\n".join(
        f"** {name}\n\n{act}.\n\nOwner: {who}\n\nDeadline: {when}\n"
        for name, (_, act, who, when) in zip(names, ROWS, strict=True)
    )
    assert [(row["section"], row["action"]) for row in said(plans(text)[0])] == [
        (name, f"{act}.") for name, (_, act, _, _) in zip(names, ROWS, strict=True)
    ]


def test_short_headings_below_greater_ones_share_their_section() -> None:
    item = "** {name}\n\n{act}.\n\nOwner: {who}\n\nDeadline: {when}\n"
    parts = [
        f"# Part {part}\n\n" + "\n".join(item.format(name=SITES[n], act=a, who=o, when=d) for n, (_, a, o, d) in told)
        for part, told in (("one", list(enumerate(ROWS))), ("two", list(enumerate(ROWS))))
    ]
    (plan,) = plans("The plan is this.\n\n" + "\n".join(parts))
    assert [column.field for column in plan.columns].count("section") == 1
    assert [row["section"] for row in said(plan)][-3:] == [f"Part two\n{site}" for site in SITES]


def test_what_follows_the_plan_is_none_of_it() -> None:
    text = (
        written(FORMS["response"]) + "\n\nThe committee thanked the officers for their work.\n\n** Next meeting\n\nMay."
    )
    blocks = read(pages(text)).blocks
    (plan,), rest = headed_plans(blocks)
    assert len(plan.rows) == len(ROWS)
    assert said(plan)[-1]["deadline"] == "Within 3 months"
    assert "The committee thanked the officers for their work." in {block.text for block in rest}


def test_a_counted_heading_at_the_head_of_a_page_is_no_running_header() -> None:
    four = [FORMS["text below"].format(n=n, what=w, act=a, who=o, when=d) for n, (w, a, o, d) in enumerate(ROWS * 4, 1)]
    texts = ["\n".join(four[at : at + 4]) for at in range(0, 12, 4)]
    (plan,) = plans(*texts)
    assert [row["number"] for row in said(plan)] == [str(n) for n in range(1, 13)]


def test_headings_that_come_back_are_labels() -> None:
    form = "# Recommendation {n}\n\n{what}\n\n** Council response\n\n{act}\n\nOwner: {who}\n\nDue: {when}\n"
    (plan,) = plans("# Answer\n\nThe council has read the review.\n\n" + written(form).partition("\n")[2])
    assert [(column.header, column.field) for column in plan.columns][1:3] == [
        ("", "recommendation"),
        ("Council response", "action"),
    ]
    assert [(row["recommendation"], row["action"]) for row in said(plan)] == [(what, act) for what, act, _, _ in ROWS]


@pytest.mark.parametrize(
    "text",
    [
        written(FORMS["response"], ROWS[:2]),
        written("** Recommendation {n}: {what}\n\nResponse: {act}\n\nLead officer: {who}\n"),
        written("** Part {n}\n\n{what}\n\n{act}\n"),
        written("** {act}\n\nOwner: {who}\n\nDue: {when}\n\nNext to {what}\n\nOwner: {who}\n\nDue: {when}\n"),
    ],
    ids=["two headings", "nobody says when", "no labels", "two in one"],
)
def test_what_is_no_plan(text: str) -> None:
    assert not plans(text)


@given(st.lists(st.sampled_from(["** Part {n}", "Text {n}.", "Lead: Clerk {n}", "Due: May", "# Title"]), max_size=14))
def test_each_block_is_in_a_plan_or_left_once(lines: list[str]) -> None:
    text = "\n\n".join(line.format(n=n) for n, line in enumerate(lines, 1))
    blocks = read(pages(text)).blocks
    found, rest = headed_plans(blocks)
    kept = [block for block in blocks if any(block is one for one in rest)]
    assert kept == rest
    assert found or len(rest) == len(blocks)
