"""Owners and days on both sides of a page break: two parts of one, or two."""

from __future__ import annotations

import pytest

from extract.plans.grid import Piece, Strip
from extract.stitch.rows import JOIN, Habit, Setting, judge
from schemas.geometry import Box, Place
from schemas.verbatim import Cell

FIELDS = ("owner", "deadline")
BOTH = ("owner is whole as in other rows", "deadline is whole as in other rows")
SEEN = (
    Habit(1.0, seen=frozenset(["ajones", "bsmithajones", "headofhousing"])),
    Habit(1.0, seen=frozenset(["within3months"])),
)


@pytest.mark.parametrize(
    ("before", "after", "evidence"),
    [
        (("Head of", "within 3"), ("Housing", "months"), BOTH),
        (("B Smith and", "within 3"), ("A Jones", "months"), ("owner runs on", BOTH[1])),
        (("B Smith", "within 3 months"), ("A Jones", "within 3 months"), ()),
    ],
    ids=["the rest of each", "a text that says that it goes on", "what other rows have by itself, though one has both"],
)
def test_what_other_rows_have_by_itself_is_no_rest(
    before: tuple[str, str], after: tuple[str, str], evidence: tuple[str, ...]
) -> None:
    first, second = (
        Strip(page, 0.0, 20.0, tuple(Piece(Cell(text, ())) for text in texts))
        for page, texts in enumerate((before, after), 1)
    )
    assert judge(first, second, Setting(FIELDS, SEEN)).evidence == evidence


PLAN = ("number", "action", "owner", "progress", "rag")
LONG = ("", "Recruit a midwife to the team", "Director of Midwifery", "The post has been agreed", "")


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        (("13", "", "", "", "Amber"), LONG, True),
        (("13", "", "Ann Gill", "", "Amber"), LONG, False),
        (("13", "Recruit", "", "", "Amber"), LONG, False),
        (("13", "", "", "", "Amber"), ("14", *LONG[1:]), False),
    ],
    ids=["all else stands there", "each has an owner", "it says what to do", "another number"],
)
def test_texts_of_one_line_stay_where_a_row_begins_and_longer_ones_go_to_the_next_page(
    before: tuple[str, ...], after: tuple[str, ...], cut: bool
) -> None:
    first, second = (
        Strip(page, 0.0, 20.0, tuple(Piece(Cell(text, ())) for text in texts))
        for page, texts in enumerate((before, after), 1)
    )
    verdict = judge(first, second, Setting(PLAN, (Habit(1.0),) * 5))
    assert ("only what the row above has not" in verdict.evidence) is cut
    assert (verdict.score >= JOIN) is cut


@pytest.mark.parametrize("closed", [True, False], ids=["the action has a border below", "nothing has"])
def test_a_break_that_leaves_only_the_groups_cells_open_cuts_no_action(closed: bool) -> None:
    """Both rows are of group 2, whose cells go on; the owner of the first ends in a word that may go on."""
    page = (Place(1, Box(0.0, 0.0, 10.0, 10.0)),)
    first = Strip(1, 0.0, 20.0, tuple(
        Piece(Cell(text, page), open_bottom=at == 0 or not closed)
        for at, text in enumerate(("2", "Audit the permit checks", "Virtual School Head", "Oct 22"))
    ))  # fmt: skip
    second = Strip(2, 0.0, 20.0, tuple(
        Piece(Cell(text, ())) for text in ("", "Cost the cemetery records", "Section 151 Officer", "")
    ))  # fmt: skip
    setting = Setting(("number", "action", "owner", "deadline"), (Habit(0.8), Habit(1.0), Habit(1.0), Habit(0.9)))
    assert (judge(first, second, setting).score >= JOIN) is not closed
