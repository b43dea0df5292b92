"""Every code of a doubt about a deadline, with a cell that gives it; what doubts about colours and counts say."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise import deadline
from normalise.finding_texts import deadline_findings, finding
from schemas.findings import codes_about, finding_notes

LONG = (
    "The policy was written in line with what the board had said, then sent to all of the staff for comments, and "
    "their replies were put together by 12 March 2013, after which it goes on"
)
CELLS = {
    "deadline_unparseable": "Ref 1234",
    "deadline_without_base": "within 3 months",
    "deadline_without_days": "Term 2",
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
    "end_before_start": "From 1 March 2013 to 1 January 2013",
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
    assert CELLS.keys() == codes_about("deadline")


@pytest.mark.parametrize("text", ["From 1 March 2013 to 1 January 2013", "Sept 2013 - Jan 2013", "1.4.13 to 1.3.13"])
def test_days_of_a_stretch_written_backwards_are_withheld(text: str) -> None:
    due = deadline(text)
    assert (due.kind, due.start, due.end, due.flags) == ("range", None, None, ("end_before_start",))


@pytest.mark.parametrize("text", ["June 2013 - March 2014", "Sept - Jan 2013", "between March 2014 and January 2014"])
def test_days_of_other_stretches_are_not(text: str) -> None:
    due = deadline(text)
    assert due.start is not None and due.end is not None and not due.flags


def test_a_finding_has_the_severity_of_its_code() -> None:
    assert finding("rag_row_fill", None, None).severity == "warning"
    assert finding("year_inferred", None, None).severity == "info"
