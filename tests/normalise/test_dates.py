"""Dates on covers and in running text."""

from __future__ import annotations

import datetime as dt

import pytest

from normalise.dates import date_spans, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 October 2012", dt.date(2012, 10, 9)),
        ("Tuesday, 13th March 2013", dt.date(2013, 3, 13)),
        ("09/10/12", dt.date(2012, 10, 9)),
        ("1February 2013", dt.date(2013, 2, 1)),
        ("Date: Tuesday 5 November 2024 at 7.00 pm", dt.date(2024, 11, 5)),
        ("14:00 on Monday 3rd February 2020", dt.date(2020, 2, 3)),
        ("2025-03-13", dt.date(2025, 3, 13)),
        ("l3th March 2O13", dt.date(2013, 3, 13)),
        ("March 2013", None),
        ("13 March", None),
        ("to be confirmed", None),
        ("", None),
    ],
)
def test_cover_date(text: str, expected: dt.date | None) -> None:
    assert read_date(text) == expected


def test_month_and_missing_year_only_on_request() -> None:
    assert read_date("March 2013", month_end=True) == dt.date(2013, 3, 31)
    assert read_date("13 March", document_date=dt.date(2012, 10, 9)) == dt.date(2013, 3, 13)


def test_spans_say_where_a_date_stands() -> None:
    text, spans = date_spans("Between 23 January and 3 February 2012 it was inspected.")
    assert [text[span.first : span.last] for span in spans] == ["23 January", "3 February 2012"]
    assert [span.start for span in spans] == [dt.date(2012, 1, 23), dt.date(2012, 2, 3)]
    assert [span.dated for span in spans] == [True, True]
