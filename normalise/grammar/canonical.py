"""A deadline as text that reads back to the same deadline, given the base date it counts from.

Plain words where a stretch has a common name ("by October 2012"); else its kind and its days in brackets ("by a term
not named (1 September 2012 to 30 November 2012)").
"""

from __future__ import annotations

import datetime as dt

from normalise.calendar_uk import add_months, monday_of, whole_months
from schemas.meaning import Deadline

_WORDS = {"none": "-", "unparseable": "see elsewhere", "immediate": "immediate", "ongoing": "ongoing"}
_EVENTS = {
    None: "following an event",
    "by": "by an event to come, following it",
    "before": "before the event",
    "end of": "end of the event",
}
_SOME = {None: "short term", "day": "some days", "month": "some months", "quarter": "some months", "year": "some years"}
_UNNAMED = {
    ("date", "day"): "a day",
    ("month", "month"): "a month",
    ("quarter", "quarter"): "a quarter",
    ("season_or_term", "term"): "a term",
    ("season_or_term", "day"): "a feast",
    ("season_or_term", "year"): "an academic year",
    ("financial_year", "year"): "a financial year",
    ("range", "day"): "days",
    ("range", "month"): "months",
    ("range", "quarter"): "quarters",
    ("range", "term"): "terms",
    ("range", "year"): "years",
}
_ANY = {"day": "a day", "month": "a month", "quarter": "a quarter", "term": "a term", "year": "years"}
_MOST_MONTHS, _MOST_YEARS = 999, 400


def canonical(found: Deadline) -> str:
    """The deadline's canonical text. Read it with the deadline's own `base_date` and no other surroundings."""
    if found.kind in _WORDS:
        said = _WORDS[found.kind]
    elif found.kind == "event":
        said = _EVENTS.get(found.qualifier, _EVENTS[None])
    elif found.kind == "relative":
        said = _relative(found)
    elif found.kind == "recurring" and found.precision is None:
        said = ""
    else:
        said = _dated(found)
    return (
        _with_recurrence(found, said)
        if found.forum is None
        else f"Report to {found.forum}: {_with_recurrence(found, said)}"
    )


def _with_recurrence(found: Deadline, said: str) -> str:
    how = found.recurrence or ("regular" if found.kind == "recurring" else "")
    if not how:
        return said
    return f"{how} {said}".strip() if found.kind == "recurring" else f"{said}, {how}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


# Stretches of the calendar


def _dated(found: Deadline) -> str:
    said = _stretch(found)
    return f"{said} (revised to {_day(found.revised_to)})" if found.revised_to else said


def _stretch(found: Deadline) -> str:
    start, end, qualifier = found.start, found.end, found.qualifier
    if qualifier == "w/c" and start and end:
        weeks = [f"w/c {_day(start)}", f"w/c {_day(monday_of(end))}"]
        return " and ".join(dict.fromkeys(weeks))
    if start and end and qualifier:
        start += dt.timedelta(qualifier == "before")
        return f"{qualifier} {_day(start)} and {_kind(found, plural=False)} not named ({_day(end)})"
    if start and end and found.precision == "day":
        return f"{_day(start)} to {_day(end)}"
    if start and end:
        return _common(found, start, end) or f"{_kind(found)} not named ({_day(start)} to {_day(end)})"
    if qualifier == "before" and end:
        return f"before {_kind(found)} not named ({_day(end + dt.timedelta(1))})"
    lead = f"{qualifier} " if qualifier else "until " if end and found.precision != "day" else ""
    if start:
        return f"from {_month(found, start) or f'{_kind(found)} not named ({_day(start)})'}"
    if end:
        return lead + (_month(found, end) or _own_day(found, end) or f"{_kind(found)} not named ({_day(end)})")
    return f"{lead}{_kind(found)} not named"


def _kind(found: Deadline, *, plural: bool = True) -> str:
    """The name of the kind of stretch, told by its precision where the kind itself is another ("recurring")."""
    if not plural and found.precision:
        return _ANY[found.precision]
    return _UNNAMED.get((found.kind, found.precision or ""), _ANY.get(found.precision or "day", "a day"))


def _common(found: Deadline, start: dt.date, end: dt.date) -> str | None:
    """The name that a month or a financial year commonly has."""
    if found.kind == "month" and whole_months(start.year, start.month, start.month) == (start, end):
        return f"{start:%B} {start.year}"
    if found.kind == "financial_year" and whole_months(start.year, 4, 15) == (start, end):
        return f"{start.year}/{end.year % 100:02d}"
    return None


def _month(found: Deadline, day: dt.date) -> str | None:
    """The month that begins or ends on a day, where the deadline is a month's."""
    edge = whole_months(day.year, day.month, day.month)
    return f"{day:%B} {day.year}" if found.kind == "month" and day in edge else None


def _own_day(found: Deadline, day: dt.date) -> str | None:
    return _day(day) if found.kind == "date" else None


# Periods


def _relative(found: Deadline) -> str:
    said = _counted(found)
    return f"{found.qualifier} {said}" if found.qualifier else said


def _counted(found: Deadline) -> str:
    if found.end is None:
        return _SOME[found.precision]
    unit = found.precision if found.precision in ("month", "year") else "day"
    if found.base_date is not None:
        high = _count(found.base_date, found.end, unit)
        low = _count(found.base_date, found.start, unit) if found.start else None
        days = _count(found.base_date, found.start, "day") if found.start else None
        if high is not None and low is None and days is not None:
            return f"within {days} days and {_said(None, high, unit)}"
        if high is not None and (low is not None or found.start is None):
            return _said(low, high, unit)
    origin, high = _origin(found.start, found.end, unit)
    return f"{_said(0 if found.start else None, high, unit)} of {_day(origin)}"


def _said(low: int | None, high: int, unit: str) -> str:
    if low is None:
        return f"within {high} {unit}s"
    return f"next {high} {unit}s" if low == 0 else f"{low}-{high} {unit}s"


def _count(origin: dt.date, end: dt.date, unit: str) -> int | None:
    """How many units lead exactly from one day to another."""
    if unit == "day":
        days = (end - origin).days
        return days if 0 <= days <= _MOST_MONTHS else None
    months = (end.year - origin.year) * 12 + end.month - origin.month
    if unit == "year" and months % 12:
        return None
    if months < 0 or months > _MOST_MONTHS or add_months(origin, months) != end:
        return None
    return months // 12 if unit == "year" else months


def _origin(start: dt.date | None, end: dt.date, unit: str) -> tuple[dt.date, int]:
    """A day, and the units that lead from it to the end."""
    if start is not None and (exact := _count(start, end, unit)) is not None:
        return start, exact
    steps = {"month": 1, "year": 12}
    if unit == "day":
        return end - dt.timedelta(1), 1
    for count in range(1, _MOST_YEARS if unit == "year" else _MOST_MONTHS):
        origin = add_months(end, -count * steps[unit])
        if origin is not None and add_months(origin, count * steps[unit]) == end:
            return origin, count
    return end, 0
