"""Who and when at the end of an item, without labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.prose.bullets import plans as timed_plans
from extract.prose.closings import closing
from extract.prose.labelled_items import labelled_plans
from extract.prose.paragraphs import read
from tests.extract.typeset import pages

SAID = (
    ("Fit locks (Head of Estates, by May 2024).", ("Fit locks", "Head of Estates", "by May 2024")),
    ("Fit locks [Head of Estates – 5 May 2024]", ("Fit locks", "Head of Estates", "5 May 2024")),
    ("Fit locks (by 5/5/24 – Town Clerk)", ("Fit locks", "Town Clerk", "by 5/5/24")),
    ("Fit locks – Director of Housing, end of May 2024", ("Fit locks", "Director of Housing", "end of May 2024")),
    ("Fit locks (Head of HR, Town Clerk)", ("Fit locks", "Head of HR, Town Clerk", "")),
    ("Fit locks (Town Clerk by end of June)", ("Fit locks", "Town Clerk", "by end of June")),
    ("Fit locks (see page 3)", None),
    ("Fit locks (May 2024)", None),
    ("Fit locks [Town Clerk; Quarter 1, 2026/27]", ("Fit locks", "Town Clerk", "Quarter 1, 2026/27")),
    ("Review of locks (OAS; W-00-14-42024; various reviews; expected issue date: FY 2015)", None),
    ("(Town Clerk)", None),
    ("Fit locks", None),
)


@pytest.mark.parametrize(("text", "said"), SAID, ids=[text for text, _ in SAID])
def test_who_and_when_at_the_end(text: str, said: tuple[str, str, str] | None) -> None:
    found = closing(text)
    assert (found and (found.text, found.owner, found.deadline)) == said


@given(st.text(max_size=60))
def test_what_is_parted_stands_in_the_text(text: str) -> None:
    found = closing(text)
    assert found is None or all(part in text for part in (found.text, found.owner, found.deadline))


def test_items_that_close_with_who_and_when_are_rows() -> None:
    items = [(act, who, when) for act, (who, when) in zip(ACTS, WHOM, strict=True)]
    text = "** What we will do\n\n" + "\n".join(f"{n}.  {a} ({o}, {d})" for n, (a, o, d) in enumerate(items, 1))
    (plan,), _ = labelled_plans(read(pages(text)).blocks)
    assert [tuple(cell.text for cell in row.cells[1:]) for row in plan.rows] == items


def test_who_and_when_that_a_page_cuts_from_their_item() -> None:
    lines = [
        f"{n}.  {act}\n    [{who} – {when}]" for n, (act, (who, when)) in enumerate(zip(ACTS, WHOM, strict=True), 1)
    ]
    first, rest = "\n".join(["** Plan", "", *lines]).rsplit("\n", 1)
    (plan,), left = labelled_plans(read(pages(first, f"** {rest.strip()}")).blocks)
    assert [tuple(cell.text for cell in row.cells[1:]) for row in plan.rows] == [
        (act, *told) for act, told in zip(ACTS, WHOM, strict=True)
    ]
    assert [block.text for block in left] == ["Plan"]


ACTS = ("Check the register each month", "Train all wardens", "Review the rents of the hall")
WHOM = (("Head of Estates", "May 2024"), ("Town Clerk", "June 2024"), ("Clerk", "within 3 months"))


@pytest.mark.parametrize(
    "items",
    [
        ("The hall and its clubs (Head of Estates, 2018)", "Rents (Town Clerk, 2019)", "Locks (Director, May 2020)"),
        ("Check the register (Head of Estates)", "Train all wardens (Town Clerk)", "Review the rents (Clerk)"),
    ],
    ids=["a list of papers", "nobody says when"],
)
def test_lists_that_are_no_plan(items: tuple[str, ...]) -> None:
    assert not labelled_plans(read(pages("** Notes\n\n" + "\n".join(f"•  {one}" for one in items))).blocks)[0]


def test_owners_of_items_below_what_will_be_done_by_a_time() -> None:
    text = "# Recovery plan\n\nThe actions are these.\n\n" + "\n\n".join(
        f"** {time}\n\n" + "\n".join(f"•  {act} ({who})" for act, (who, _) in zip(ACTS, WHOM, strict=True))
        for time in ("By the end of June 2025 we will:", "Within a year the council will:")
    )
    (plan,) = timed_plans(read(pages(text)).blocks)
    assert [column.field for column in plan.columns] == ["deadline", "action", "owner"]
    assert [tuple(cell.text for cell in row.cells[1:]) for row in plan.rows] == [
        (act, who) for _ in range(2) for act, (who, _) in zip(ACTS, WHOM, strict=True)
    ]
