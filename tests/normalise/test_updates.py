"""Progress cells with dated entries of their own."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise.updates import DatedText, dated_entries

WRITTEN = dt.date(2012, 11, 20)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oct 2012: policy drafted.\nNov 2012: agreed by SMT",
            [DatedText(day("2012-10-31"), "policy drafted."), DatedText(day("2012-11-30"), "agreed by SMT")],
        ),
        (
            "12/10/12 - Training started. 05/11/12 - All staff trained.",
            [DatedText(day("2012-10-12"), "Training started."), DatedText(day("2012-11-05"), "All staff trained.")],
        ),
        ("Update at 31.10.12: on track", [DatedText(day("2012-10-31"), "on track")]),
        ("(18.10.12) Partly completed", [DatedText(day("2012-10-18"), "Partly completed")]),
        ("As at 18.10.12\nPartly completed", [DatedText(day("2012-10-18"), "Partly completed")]),
        (
            "Good start.\n1 Nov 2012: half of staff trained",
            [DatedText(None, "Good start."), DatedText(day("2012-11-01"), "half of staff trained")],
        ),
        ("September: first draft", [DatedText(day("2012-09-30"), "first draft", inferred=True)]),
        ("December: plan reviewed", [DatedText(day("2011-12-31"), "plan reviewed", inferred=True)]),
        (
            "An audit will be carried out in December 2012.",
            [DatedText(None, "An audit will be carried out in December 2012.")],
        ),
        ("31.3.13: report to Board", [DatedText(None, "31.3.13: report to Board")]),
        ("Completed", [DatedText(None, "Completed")]),
        ("  ", []),
    ],
)
def test_cell_is_split_at_the_dates_that_open_entries(text: str, expected: list[DatedText]) -> None:
    assert list(dated_entries(text, document_date=WRITTEN)) == expected


def test_without_the_paper_s_date_a_month_alone_opens_nothing() -> None:
    assert dated_entries("September: first draft", document_date=None) == (DatedText(None, "September: first draft"),)
