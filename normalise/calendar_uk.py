"""The calendar as councils use it: month ends, months added, Easter, working days in England and Wales.

Arithmetic on days only. Which words mean which stretch is the grammar's business.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from functools import lru_cache

_FEASTS = {"christmas": (12, 25), "christmas_eve": (12, 24), "new_year": (1, 1), "new_years_eve": (12, 31)}
_LATEST = 9990
_MOST_DAYS = 40_000


def month_last(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return monthrange(year, month)[1]


def whole_months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """From the first day of month `first` to the last of month `last`; months above twelve lie in later years."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    start = dt.date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    return start, dt.date(end_year, end_month, month_last(end_year, end_month))


def day_of(year: int, month: int, day: int) -> dt.date:
    """That day, or the month's last where it has no such day ("31 June")."""
    return dt.date(year, month, min(day, month_last(year, month)))


def add_months(start: dt.date, months: int) -> dt.date | None:
    """The same day number so many calendar months on, or that month's last; null beyond the calendar."""
    year, month = divmod(start.month - 1 + months, 12)
    year += start.year
    return day_of(year, month + 1, start.day) if 1 <= year <= _LATEST else None


def add_days(start: dt.date, days: int) -> dt.date | None:
    """So many days on; null beyond the calendar."""
    return start + dt.timedelta(days) if abs(days) <= _MOST_DAYS and start.year <= _LATEST - 200 else None


def add_working_days(start: dt.date, days: int) -> dt.date | None:
    """So many working days on, weekends and the bank holidays of England and Wales passed over."""
    if days > _MOST_DAYS // 10 or start.year > _LATEST - 200:
        return None
    day = start
    while days > 0:
        day += dt.timedelta(1)
        if day.weekday() < 5 and day not in _bank_holidays(day.year):
            days -= 1
    return day


@lru_cache(maxsize=256)
def _bank_holidays(year: int) -> frozenset[dt.date]:
    """Bank holidays of England and Wales (Banking and Financial Dealings Act 1971), one-off days included."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


@lru_cache(maxsize=512)
def feast(name: str, year: int) -> dt.date:
    """A feast by its name in the vocabulary; Easter is Easter Sunday."""
    if name == "easter":
        from dateutil.easter import easter

        return easter(year)
    month, day = _FEASTS[name]
    return dt.date(year, month, day)


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the week a day lies in."""
    return day - dt.timedelta(day.weekday())
