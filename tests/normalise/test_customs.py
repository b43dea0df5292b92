"""How a paper's own dates tell the order of day and month, and whether digits after a month are its day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.customs import Customs, customs_of
from normalise.deadlines import deadline
from schemas.verbatim import Cell, Column, Plan, Row


def _plan(*texts: str) -> Plan:
    columns = (Column("Action", "action"), Column("Due", "deadline"))
    rows = tuple(Row((Cell("Write to the clerk", ()), Cell(text, ()))) for text in texts)
    return Plan("Plan", columns, rows, 1, 1, "ruled")


@pytest.mark.parametrize(
    ("texts", "month_first", "day_after_month"),
    [
        (("10/8/2025", "2/28/2026"), True, False),
        (("10/8/2025", "28/2/2026", "2/28/2026"), False, False),
        (("10/8/2025", "5/1/2026"), False, False),
        (("March 3, 2025", "June 25", "July 16"), False, True),
        (("May 9", "June 25"), False, True),
        (("June 25", "July 26"), False, False),
        (("June 25", "3 July"), False, False),
        (("May 9", "Sept-25"), False, False),
    ],
)
def test_customs_follow_from_what_only_makes_sense_one_way(
    texts: tuple[str, ...], month_first: bool, day_after_month: bool
) -> None:
    assert customs_of([_plan(*texts)]) == Customs(month_first, day_after_month)


def test_a_date_that_may_be_either_follows_the_others_and_says_so() -> None:
    found = deadline("10/8/2025", customs=Customs(month_first=True))
    assert (found.end, found.flags) == (dt.date(2025, 10, 8), ("month_first",))
    assert deadline("10/8/2025").end == dt.date(2025, 8, 10)


def test_digits_after_a_month_are_its_day_where_others_are() -> None:
    found = deadline("July 16", customs=Customs(day_after_month=True))
    assert (found.kind, found.end, found.flags) == ("date", None, ("year_missing",))
    assert deadline("July 26").end == dt.date(2026, 7, 31)
    assert deadline("July 2026", customs=Customs(day_after_month=True)).end == dt.date(2026, 7, 31)


@given(st.dates(dt.date(2005, 1, 1), dt.date(2040, 12, 31)))
def test_every_day_written_with_the_month_first_is_that_day(day: dt.date) -> None:
    assert deadline(f"{day.month}/{day.day}/{day.year}", customs=Customs(month_first=True)).end == day
