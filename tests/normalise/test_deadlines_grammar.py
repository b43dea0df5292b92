"""Days and months in every form, crossed with what is said of them: the deadline, a later one, or none."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise import deadline

FIRST, LATER = dt.date(2024, 5, 31), dt.date(2024, 9, 30)
WRITTEN = dt.date(2024, 2, 12)
FORMS = (
    "%d/%m/%Y",
    "%d.%m.%y",
    "%d %B %Y",
    "%d %b %y",
    "%Y-%m-%d",
    "%A %d %B %Y",
    "%d-%b-%y",
    "%B %Y",
    "%b-%y",
    "end of %B %Y",
)
DUE = (
    "{x}", "By {x}", "No later than {x}", "Due {x}", "To be completed by {x}", "{x} (provisional)", "{x} – on track",
    "Until {x}", "90% by {x}", "3 workshops by {x}", "Q1 target met by {x}", "Report to Cabinet {x}",
)  # fmt: skip
MOVED = (
    "{z} (revised from {x})", "{z} (was {x})", "{x} (revised to {z})", "{x}, now {z}", "Extended from {x} to {z}",
    "{x} slipped to {z}", "Extended to {z} (from {x})", "Revised to {z} (from {x})", "Original {x}, revised {z}",
    "{x}\n{z} (revised)", "{x} (expected {z})", "{x}, put back to {z}", "{x} missed, now {z}",
)  # fmt: skip
BEGUN = ("From {x}", "Starting {x}", "Not before {x}", "{x} onwards", "After {x}", "With effect from {x}")
PAST = ("Completed {x}", "Implemented {x}", "Closed {x}", "Signed off {x}", "Action completed {x}")


def days(shape: str) -> list[tuple[str, dt.date | None, dt.date | None]]:
    cells = [shape.format(x=FIRST.strftime(form), z=LATER.strftime(form)) for form in FORMS]
    found = [deadline(cell, document_date=WRITTEN, heading="Timescale") for cell in cells]
    return [(cell, read.end, read.revised_to) for cell, read in zip(cells, found, strict=True)]


@pytest.mark.parametrize("shape", DUE)
def test_a_day_is_the_deadline(shape: str) -> None:
    assert [told for told in days(shape) if told[1:] != (FIRST, None)] == []


@pytest.mark.parametrize("shape", MOVED)
def test_a_deadline_moved_keeps_its_first_day(shape: str) -> None:
    assert [told for told in days(shape) if told[1:] != (FIRST, LATER)] == []


@pytest.mark.parametrize("shape", [*BEGUN, *PAST])
def test_a_beginning_or_a_completion_is_no_deadline(shape: str) -> None:
    assert [told for told in days(shape) if told[1:] != (None, None)] == []


def test_a_week_ends_on_the_day_it_is_said_to_end() -> None:
    found = deadline("w/e 9 November 2012", heading="Timescale")
    assert (found.start, found.end) == (dt.date(2012, 11, 5), dt.date(2012, 11, 9))


@pytest.mark.parametrize(
    ("text", "forum"), [("F&GP 13th Nov 2012", "F&GP"), ("To CSB on 22.11.12", "CSB"), ("H&S 6.12.12", None)]
)
def test_short_names_of_bodies_before_their_day(text: str, forum: str | None) -> None:
    assert deadline(text, heading="Timescale").forum == forum
