"""The year of periods that head columns: months and quarters that run on from column to column leave theirs out.

A single month without a year is the first that ends after the paper's day. Columns are one run of periods: that day
lies within the run or before it, and each period is the first from the run's beginning on. A paper of the run's last
quarter may as well plan for the next: then no year is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from normalise.deadlines import deadline

_LATE = 0.75


def day_for(times: Sequence[str], written: dt.date | None) -> dt.date | None:
    """The day from which the years of these headings follow, null where they do not; `written` is the paper's own."""
    starts = [deadline(time).start for time in times]
    dated = next((start for start in starts if start is not None), None)
    if all(starts):
        return written
    if dated is not None:
        begun = (_begins(times[0], year) for year in (dated.year, dated.year - 1))
        return next((day for day in begun if day is not None and day <= dated), None)
    return _within(times, written) if written is not None else None


def _begins(time: str, year: int) -> dt.date | None:
    return deadline(time, document_date=dt.date(year, 1, 1)).start


def _within(times: Sequence[str], written: dt.date) -> dt.date | None:
    """The beginning of the run that the paper's day lies in or before."""
    for year in (written.year - 1, written.year, written.year + 1):
        begins = _begins(times[0], year)
        ends = deadline(times[-1], document_date=begins).end if begins else None
        if begins and ends and ends >= written:
            return None if written > begins + _LATE * (ends - begins) else begins
    return None
