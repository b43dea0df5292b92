"""The day that a progress column speaks of, from its heading: "as at 31 March 2013", "(End of September)".

The date in a heading looks back: a month without a year is the last one before the paper was written, and is flagged.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from normalise.deadlines import deadline

_WORDS_BEFORE = 6
_DATED_KINDS = frozenset({"date", "month", "quarter", "range", "season_or_term"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|[./-]\d\d\b|\b'?\d\d$")
_LOOSE = re.compile(r"[()\[\]:;]|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class HeadingDate:
    """The last day of the date or period named; `inferred` when its year follows from the paper's date."""

    day: dt.date
    inferred: bool


def heading_date(heading: str, *, document_date: dt.date | None) -> HeadingDate | None:
    """The day a heading names; null where it names none, or one whose year cannot be told."""
    for text in _tails(heading):
        found = deadline(text, document_date=document_date)
        day = found.start if found.qualifier == "w/c" else found.end
        if found.kind not in _DATED_KINDS or day is None:
            continue
        if _YEAR.search(text):
            return HeadingDate(day, inferred=False)
        if document_date is not None:
            return HeadingDate(_looking_back(day, document_date), inferred=True)
    return None


def _tails(heading: str) -> list[str]:
    """Parts of a heading that may be a date: what stands in brackets or after a colon, then ever shorter ends."""
    parts = [part.strip() for part in _LOOSE.split(heading) if part.strip()]
    words = heading.split()
    ends = [" ".join(words[at:]) for at in range(min(len(words), _WORDS_BEFORE * 2))]
    return [part for part in [*parts[::-1], *ends] if re.search(r"\d|[A-Za-z]{3}", part)]


def _looking_back(day: dt.date, written: dt.date) -> dt.date:
    """The last such day on or before the paper's own."""
    while day > written:
        day += relativedelta(years=-1)
    while day + relativedelta(years=1) <= written:
        day += relativedelta(years=1)
    return _month_end(day)


def _month_end(day: dt.date) -> dt.date:
    """29 February of another year's end of February."""
    return day + relativedelta(day=31) if (day.month, day.day) == (2, 28) else day
