"""Every code of a doubt about a deadline, with a cell that gives it; what doubts about colours and counts say."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise import deadline
from normalise.finding_texts import deadline_findings, finding
from normalise.grammar import reading
from schemas.findings import codes_about, finding_notes
from schemas.meaning import Deadline

LONG = (
    "The policy was written in line with what the board had said, then sent to all of the staff for comments, and "
    "their replies were put together by 12 March 2013, after which it goes on"
)
CELLS = {
    "deadline_unparseable": "Ref 1234",
    "deadline_without_base": "within 3 months",
    "typo_repaired": "12 Ocotber 2012",
    "ocr_repaired": "By 27.1O.12",
    "year_inferred": "12 March",
    "impossible_day": "31 June 2012",
    "year_missing": "by year end",
    "ambiguous_date": "31/10/17 (30/11/17)",
    "ambiguous_year": "summer 2012/13",
    "serial_number": "41218",
    "month_first": "05/13/2012",
    "many_words": LONG,
    "unread_number": "5 Mbxr 2012",
    "date_denied": "not by March 2013",
    "read_by_dateparser": "5th in Oct 2012",
}
WRITTEN = {"year_inferred": dt.date(2012, 10, 1)}


@pytest.mark.parametrize("code", CELLS)
def test_a_cell_gives_the_doubt(code: str) -> None:
    due = deadline(CELLS[code], document_date=WRITTEN.get(code))
    said = {one.code: one for one in deadline_findings(due, CELLS[code], None)}
    assert code in said
    assert said[code].message.startswith(finding_notes()[code].says)
    assert repr(CELLS[code]) in said[code].message


def test_every_doubt_about_a_deadline_has_a_cell() -> None:
    assert CELLS.keys() | {"end_before_start"} == codes_about("deadline")


def test_a_reading_that_ends_before_it_starts_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cell is known that gives one: whatever a rule to come may do, such days are not published."""
    wrong = Deadline("range", dt.date(2013, 3, 1), dt.date(2013, 2, 1), rule="range")
    monkeypatch.setattr(reading, "compose", lambda cell: wrong)
    due = reading.read("1 March to 1 February 2013", reading.Setting())
    assert (due.start, due.end, due.flags) == (None, None, ("end_before_start",))


def test_a_finding_has_the_severity_of_its_code() -> None:
    assert finding("rag_row_fill", None, None).severity == "warning"
    assert finding("year_inferred", None, None).severity == "info"
