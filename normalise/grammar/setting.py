"""What a cell is read against: the dates around it, and what its heading says about terms, quarters and years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from normalise.grammar.model import Chunk, Named, Unit


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that the heading explains: its words, and the stretch, period or cue that they stand for."""

    words: tuple[str, ...]
    meaning: Chunk

    @property
    def short(self) -> bool:
        """A letter or two, which may be anything else in a longer text."""
        return len(self.words) == 1 and len(self.words[0]) <= 2


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of a cell.

    `school`: the heading is a school's, so years and seasons are academic. `quarter_start`: the month in which the
    first quarter begins. `year`: a year that the heading names, for dates that leave theirs out. `unit`: what bare
    numbers count ("Timescale (months)"). `brackets_revise`: dates in brackets are later ones ("Due (revised due)").
    `month_first`, `day_after_month`: what other dates show of the writer's customs.
    """

    base_date: dt.date | None = None
    document_date: dt.date | None = None
    school: bool = False
    quarter_start: int = 4
    definitions: tuple[Definition, ...] = ()
    year: Named | None = None
    unit: Unit | None = None
    brackets_revise: bool = False
    month_first: bool = False
    day_after_month: bool = False

    @property
    def anchor(self) -> dt.date | None:
        """The day that tells which years are likely: when the paper was written, else the base date."""
        return self.document_date or self.base_date


# Years before and after the paper's own that a deadline of it may reasonably lie in.
_PAST, _AHEAD = 25, 40
_SHORT_PAST, _SHORT_AHEAD = 15, 25
_CLOSE = 3
_UNANCHORED, _SHORT_LATEST = range(1950, 2100), 2060


def plausible(year: int, anchor: dt.date | None) -> bool:
    """Whether a year of four digits can be meant."""
    if anchor is None:
        return year in _UNANCHORED
    return anchor.year - _PAST <= year <= anchor.year + _AHEAD


def short_year(digits: str, anchor: dt.date | None) -> int | None:
    """The year that two digits stand for: 20xx always; null where that cannot be meant."""
    year = 2000 + int(digits)
    if anchor is None:
        return year if year <= _SHORT_LATEST else None
    return year if anchor.year - _SHORT_PAST <= year <= anchor.year + _SHORT_AHEAD else None


def of_that_time(year: int, anchor: dt.date | None) -> bool:
    """Whether a plan of that date is likely to speak of that year; false where its date is not known."""
    return anchor is not None and anchor.year - 2 <= year <= anchor.year + _CLOSE


def month_of_that_time(month: int, year: int, anchor: dt.date | None) -> bool:
    """Whether a plan of that date is likely to set a deadline in that month: not more than a year gone by."""
    return anchor is not None and of_that_time(year, anchor) and (year, month) >= (anchor.year - 1, anchor.month)


def settle_year(digits: str, anchor: dt.date | None) -> tuple[int | None, bool]:
    """The year that digits stand for, and whether a slip of the pen was put right; null when it cannot be told."""
    if len(digits) == 2:
        return short_year(digits, anchor), False
    year = int(digits)
    if len(digits) == 4 and plausible(year, anchor):
        return year, False
    if anchor is None or not 3 <= len(digits) <= 5:
        return None, False
    near = {value for value in _slips(digits) if anchor.year - 1 <= value <= anchor.year + _CLOSE}
    return (near.pop(), True) if len(near) == 1 else (None, False)


def _slips(digits: str) -> set[int]:
    """Years one slip away: two digits swapped, one too many, one missing."""
    if len(digits) == 4:
        swapped = {digits[:i] + digits[j] + digits[i + 1 : j] + digits[i] + digits[j + 1 :] for i, j in _PAIRS}
        return {int(value) for value in swapped}
    if len(digits) == 5:
        return {int(digits[:i] + digits[i + 1 :]) for i in range(5)}
    return {int(digits[:i] + extra + digits[i:]) for i in range(4) for extra in "0123456789"}


_PAIRS = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))
