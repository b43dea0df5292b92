"""Plans in lists whose items say who and when after labels, and lists that are no plan."""

from __future__ import annotations

import pytest

from extract.prose.labelled_items import labelled_plans
from extract.prose.paragraphs import read
from schemas.verbatim import Plan
from tests.extract.typeset import pages

ITEMS = (
    ("Fit locks to the stores", "Head of Estates", "5 May 2024"),
    ("Train all wardens of the hall", "Town Clerk", "June 2024"),
    ("Ask for three quotations (two by post)", "Cllr Hart / Clerk", "Ongoing"),
)
FORMS = {
    "below": "{n}.  {act}\n    Lead: {who}\n    By when: {when}",
    "one line below": "{n}.  {act}\n    Lead: {who}  By when: {when}",
    "brackets": "{n}.  {act} (Lead: {who}; By when: {when})",
    "after a stop": "{n}.  {act}. Lead: {who}. By when: {when}.",
    "parted by bars": "{n}.  {act} | Lead: {who} | By when: {when}",
    "paragraphs": "{n}.  {act}\n\n    Lead: {who}\n\n    By when: {when}\n",
}


def plans(*texts: str) -> tuple[Plan, ...]:
    return labelled_plans(read(pages(*texts)).blocks)[0]


def written(form: str, title: str = "Actions agreed", items: tuple[tuple[str, str, str], ...] = ITEMS) -> str:
    lines = [form.format(n=at, act=act, who=who, when=when) for at, (act, who, when) in enumerate(items, start=1)]
    return "\n".join([f"** {title}", "", *lines])


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_items_with_labels_are_rows(form: str) -> None:
    (plan,) = plans(written(form))
    assert [(column.header, column.field) for column in plan.columns] == [
        ("", "number"),
        ("", "action"),
        ("Lead", "owner"),
        ("By when", "deadline"),
    ]
    stop = "." if "}. Lead" in form else ""
    assert [tuple(cell.text for cell in row.cells) for row in plan.rows] == [
        (f"{at}.", act + stop, who, when) for at, (act, who, when) in enumerate(ITEMS, start=1)
    ]
    assert plan.title == "Actions agreed"


def test_an_item_that_a_page_cuts_and_one_without_who() -> None:
    first = "** Actions\n\n•  Fit locks to the stores\n   Lead: Head of Estates\n   Due: 5 May\n•  Train all wardens"
    rest = "of the hall before the winter\n   Lead: Town Clerk\n   Due: June"
    more = "\n•  Write to the bank\n   Due: July\n" + "".join(
        f"•  Visit the site at {place}\n   Lead: Clerk\n   Due: May\n" for place in ("Ash", "Elm", "Oak")
    )
    (plan,) = plans(first, rest + more)
    said = [tuple(cell.text for cell in row.cells) for row in plan.rows]
    assert said[1] == ("Train all wardens of the hall before the winter", "Town Clerk", "June")
    assert said[2] == ("Write to the bank", "", "July")
    assert len(said) == 6


def test_what_a_label_at_the_end_of_a_line_names_stands_below_it() -> None:
    lines = [f"{at}.  Visit the site at {place} - Lead: Clerk - Due:\n    {due}" for at, place, due in PLACES]
    (plan,) = plans("\n".join(["** Actions", "", *lines]))
    assert [(row.cells[2].text, row.cells[3].text) for row in plan.rows] == [("Clerk", due) for _, _, due in PLACES]


def test_a_label_that_comes_twice_keeps_what_it_says_each_time() -> None:
    form = "{n}.  {act}\n    Lead: {who}\n    Lead: Deputy {n}\n    By when: {when}"
    (plan,) = plans(written(form))
    assert [row.cells[2].text for row in plan.rows] == [f"{who}\nDeputy {n}" for n, (_, who, _) in enumerate(ITEMS, 1)]


PLACES = ((1, "Ash", "June 2024"), (2, "Elm", "-"), (3, "Oak", "July 2024"))


def test_the_last_word_of_the_text_is_no_part_of_a_label() -> None:
    items = (("Report to the Board", "Panel Lead", "May"), ("Brief each Manager", "Clerk", "June"), ITEMS[0])
    (plan,) = plans(written("{n}.  {act} Lead: {who} By when: {when}", items=items))
    assert [row.cells[1].text for row in plan.rows] == [act for act, _, _ in items]


@pytest.mark.parametrize(
    "text",
    [
        written(FORMS["below"], title="Forward plan of key decisions"),
        written(FORMS["below"], items=ITEMS[:2]),
        written("{n}.  {act}\n    Lead: {who}"),
        written("{act}\nLead: {who}\nBy when: {when}"),
        "1.  Note: the hall is closed\n2.  Contact: the clerk, by May\n3.  Time: 7 pm",
    ],
    ids=["decisions to come", "two items", "nobody says when", "no list", "labels of other things"],
)
def test_what_is_no_plan(text: str) -> None:
    assert not plans(text)


def test_blocks_of_a_plan_are_read_once() -> None:
    blocks = read(pages(written(FORMS["below"]) + "\n\nNothing else was said of it.")).blocks
    (plan,), rest = labelled_plans(blocks)
    assert len(plan.rows) == 3
    assert [block.text for block in rest] == ["Actions agreed", "Nothing else was said of it."]


def test_counted_headings_between_items_are_sections_not_labels() -> None:
    """ "Recommendation 2: ..." reads like a label; what it says is not of the item above."""
    groups = {1: ITEMS[:2], 2: ITEMS[2:], 3: ITEMS[1:]}
    lines = ["** Actions agreed in May", ""]
    for number, items in groups.items():
        lines += ["", f"** Recommendation {number}: make the hall safe for all {number} clubs", ""]
        lines += [
            FORMS["below"].format(n=at, act=act, who=who, when=when) for at, (act, who, when) in enumerate(items, 1)
        ]
    (plan,) = plans("\n".join(lines))
    assert [column.field for column in plan.columns] == ["number", "section", "action", "owner", "deadline"]
    assert [(row.cells[1].text[:16], row.cells[1].carried, row.cells[3].text) for row in plan.rows] == [
        (f"Recommendation {number}", at > 0, who)
        for number, items in groups.items()
        for at, (_, who, _) in enumerate(items)
    ]


def test_items_of_inner_lists_stand_below_those_of_the_outer_one() -> None:
    """An outer item says neither who nor when; one without inner items would be lost, so there is no plan then."""
    outer = "{n}.  Councillors asked for better {what} of the hall.\n"
    inner = "    a.  Publish the rota on the door. [Head of Estates; 5 May 2024]\n"
    inner += "    b.  Train the wardens. [Town Clerk; June 2024]\n"
    (plan,) = plans(
        "** Actions agreed\n\n" + "".join(outer.format(n=n, what=w) + inner for n, w in ((1, "care"), (2, "use")))
    )
    assert [column.field for column in plan.columns] == ["number", "recommendation", "action", "owner", "deadline"]
    assert [row.cells[1].text for row in plan.rows] == [
        *["Councillors asked for better care of the hall."] * 2,
        *["Councillors asked for better use of the hall."] * 2,
    ]
    assert [row.cells[0].text for row in plan.rows] == ["1. a.", "1. b.", "2. a.", "2. b."]
    assert [row.cells[1].carried for row in plan.rows] == [False, True, False, True]
    tops = [row.cells[at].places[0].box.y0 for row in plan.rows[:2] for at in (1, 2)]
    assert tops[0] == tops[2] < tops[1] < tops[3]
    assert [tuple(cell.text for cell in row.cells[2:]) for row in plan.rows[:2]] == [
        ("Publish the rota on the door.", "Head of Estates", "5 May 2024"),
        ("Train the wardens.", "Town Clerk", "June 2024"),
    ]
    alone = outer.format(n=1, what="care") + outer.format(n=2, what="use") + inner + outer.format(n=3, what="light")
    assert plans("** Actions agreed\n\n" + alone) == ()
