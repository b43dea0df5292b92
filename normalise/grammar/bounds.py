"""From a stretch of the calendar and the word before it to first and last day in time; periods counted out.

Conventions 7 to 13 of the labelled corpus. Which dates of a cell count is settled before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from normalise.calendar_uk import add_days, add_months, add_working_days, monday_of
from normalise.grammar.model import Mention, Period
from schemas.meaning import Precision, Qualifier

_ONE_DAY = dt.timedelta(1)
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_PRECISIONS: dict[str, Precision] = {"month": "month", "quarter": "month", "year": "year"}
_QUALIFIERS: dict[str, Qualifier] = {
    "by": "by",
    "on": "on",
    "from": "from",
    "after": "from",
    "from end": "from",
    "before": "before",
    "w/c": "w/c",
    "end of": "end of",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day in time; `opening` is the first day named, even where `start` is not given."""

    start: dt.date | None
    end: dt.date | None
    opening: dt.date | None = None


def qualifier_of(mention: Mention) -> Qualifier | None:
    """The qualifier as the corpus names it."""
    return _QUALIFIERS.get(mention.qualifier) if mention.qualifier else None


def bounds_of(mention: Mention) -> Bounds:
    """What a dated mention means as a deadline; all null where its days are not known."""
    start, end = mention.start, mention.end
    if start is None or end is None:
        return Bounds(None, None)
    said = mention.qualifier
    if said == "before":
        return _before(mention, start)
    if said == "after":
        return _opening(end + _ONE_DAY if end < dt.date.max else end)
    if said in ("from", "from end"):
        return _opening(start if said == "from" else end)
    if said in ("w/c", "w/e"):
        return _week(end, ends=said == "w/e")
    if said == "start of":
        return _beginning(mention, start, end)
    if said in ("by", "end of", "until") or mention.named.precision == "day":
        return _ending(start, end)
    return Bounds(start, end, start)


def _before(mention: Mention, start: dt.date) -> Bounds:
    """The day before; none before a holiday, whose days each authority sets for itself."""
    if mention.named.rule == "term.half_by_holiday":
        return Bounds(None, None)
    return _ending(start, start - _ONE_DAY if start > dt.date.min else start)


def _opening(day: dt.date) -> Bounds:
    return Bounds(day, None, day)


def _ending(opening: dt.date, end: dt.date) -> Bounds:
    return Bounds(None, end, min(opening, end))


def _week(day: dt.date, *, ends: bool) -> Bounds:
    """Monday to Sunday; a week that is said to end on a day ends on it."""
    monday = monday_of(day)
    return Bounds(monday, day if ends else add_days(monday, 6), monday)


def _beginning(mention: Mention, start: dt.date, end: dt.date) -> Bounds:
    """The start of a term or year is a day; that of a month is "early" in it, and early is ignored."""
    return Bounds(start, end, start) if mention.named.precision == "month" else _ending(start, start)


def precision_of(period: Period) -> Precision:
    """How fine a count of this unit speaks."""
    return _PRECISIONS.get(period.unit, "day")


def count_out(period: Period, base: dt.date | None) -> Bounds:
    """A period from its origin, else from the base; null where it counts from something else."""
    origin = period.origin or (base if period.anchored else None)
    if origin is None:
        return Bounds(None, None)
    end = _after(origin, period.high, period)
    if period.low != period.high:
        return Bounds(_after(origin, period.low, period), end)
    return Bounds(origin if period.ahead else None, end)


def _after(origin: dt.date, count: int, period: Period) -> dt.date | None:
    if period.unit in _MONTHS:
        return add_months(origin, count * _MONTHS[period.unit])
    if period.unit == "hour":
        return add_days(origin, -(-count // 24))
    if period.working and period.unit == "day":
        return add_working_days(origin, count)
    return add_days(origin, count * _DAYS[period.unit])
