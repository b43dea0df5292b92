"""Dates in figures: "27.10.12", "27/10", "10/12", "2012-10-27", serial numbers, and the clock times beside them.

Day first, always. Names of years written as two ("2012/13") are told apart from months and days here too; dates
with a month's name are read in `days`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.grammar.lexicon import lexicon
from normalise.grammar.model import Chunk, Named, Token
from normalise.grammar.setting import Setting, month_of_that_time, of_that_time, settle_year, short_year
from normalise.grammar.year_names import year_pair, years_range

_SEPARATORS = frozenset("./-,:")
_SERIAL = range(36526, 55153)
_BEFORE_MONTH = frozenset((".", "-", "/", "of", "st", "nd", "rd", "th"))
_LETTERS = 2
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers with marks between them: `marks[i]` stands after number `i`, which ends before token `ends[i]`."""

    numbers: tuple[str, ...]
    marks: tuple[str, ...]
    ends: tuple[int, ...]

    def cut(self, count: int) -> Run:
        """Its first `count` numbers."""
        return Run(self.numbers[:count], self.marks[: count - 1], self.ends[:count])


def figures(tokens: Sequence[Token], at: int, setting: Setting) -> list[Chunk]:
    """Read what the number at `at` begins; empty where it is no date."""
    run = _run(tokens, at)
    time = _clock(tokens, run, at)
    if time:
        return [Chunk("filler", at, time)]
    run = _part(run)
    named = _read(run, tokens, at, setting)
    if named is None:
        return []
    end = run.ends[-1]
    while named.precision == "day" and (tail := _clock(tokens, _run(tokens, end), end) if end < len(tokens) else 0):
        end = tail
    return [Chunk("when", at, end, named=named)]


def _run(tokens: Sequence[Token], at: int) -> Run:
    """The numbers from `at` on that hang together by separators, spaces around these allowed in longer runs."""
    numbers, marks, ends = [], [], []
    here = at
    while here < len(tokens) and tokens[here].kind == "number":
        numbers.append(tokens[here].text)
        ends.append(here + 1)
        mark = here + 1
        if mark >= len(tokens) or tokens[mark].text not in _SEPARATORS:
            break
        following = mark + 1
        if following < len(tokens) and tokens[following].kind == "break":
            following += 1
        if following >= len(tokens) or tokens[following].kind != "number":
            break
        if not (tokens[mark].glued or tokens[mark].text == "/") or _loose(tokens, mark, following):
            break
        marks.append(tokens[mark].text)
        here = following
    return Run(tuple(numbers), tuple(marks[: len(numbers) - 1]), tuple(ends))


def _loose(tokens: Sequence[Token], mark: int, following: int) -> bool:
    """A dash, comma or colon with white space after it parts two things."""
    return tokens[mark].text in "-,:" and not tokens[following].glued


def _part(run: Run) -> Run:
    """The part of a run that is one date: "27/10-31/12/12" is two, "27-28/10/12" a day and a date."""
    marks = run.marks
    if len(set(marks)) <= 1:
        return run.cut(3) if len(marks) == 5 else run
    if len(marks) == 2 and "-" not in marks:
        return run
    odd = next((i for i, mark in enumerate(marks) if mark == "-"), None)
    if odd is None:
        odd = 0 if marks[0] != marks[1] else next(i for i, mark in enumerate(marks) if mark != marks[0])
    if len(marks) == 2 and len(run.numbers[2]) != 4 and odd == 1:
        return run
    return run.cut(odd + 1)


def _clock(tokens: Sequence[Token], run: Run, at: int) -> int:
    """The end of a time of day ("17:00", "00:00:00", "5pm"), 0 where there is none."""
    entries = lexicon()
    if not run.numbers:
        return 0
    end = run.ends[-1]
    timed = set(run.marks) == {":"} and int(run.numbers[0]) < 25 and len(run.numbers[1]) == 2
    dotted = run.marks == (".",) and int(run.numbers[0]) < 25 and len(run.numbers[1]) == 2
    plain = len(run.numbers) == 1 and int(run.numbers[0]) <= 2400
    suffix = end < len(tokens) and tokens[end].lower in entries.sets["time_of_day"]
    if timed:
        return end + suffix
    spelt = suffix and tokens[end].lower not in entries.units
    return end + 1 if spelt and (dotted or plain) else 0


def _read(run: Run, tokens: Sequence[Token], at: int, setting: Setting) -> Named | None:
    if len(run.numbers) == 2 and run.marks == (".",) and not int(run.numbers[1]) and len(run.numbers[0]) == 5:
        return _single(run.numbers[0], tokens, at, setting)
    if len(run.numbers) == 3:
        return None if _counts_units(tokens, run) else _triple(run, setting)
    if len(run.numbers) == 2:
        return None if _counts_something(tokens, at, run.ends[-1]) else _pair(run, tokens, setting)
    if len(run.numbers) == 1 and not _counts_something(tokens, at, run.ends[-1]):
        return _single(run.numbers[0], tokens, at, setting)
    return None


def _counts_units(tokens: Sequence[Token], run: Run) -> bool:
    """ "3/6/12 months", "3, 6, 12 weeks": no day, month and year."""
    end = run.ends[-1]
    following = tokens[end].lower if end < len(tokens) else ""
    return len(run.numbers[-1]) < len("2012") and following in lexicon().units


def _counts_something(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "2-4 months", "1-5 October", "Sept 12-14": no date of its own."""
    entries = lexicon()
    if len(tokens[at].text) > 3:
        return False
    if at and (tokens[at - 1].text in "£$€" or (tokens[at - 1].lower in entries.months and len(tokens[at].text) < 4)):
        return True
    if end < len(tokens) and tokens[end].glued and tokens[end].kind == "word" and len(tokens[end].text) <= _LETTERS:
        return True
    if end + 1 < len(tokens) and tokens[end].lower in _BEFORE_MONTH:
        end += 1
    following = tokens[end].lower if end < len(tokens) else ""
    return following in entries.months or following in entries.units or following in ("working", "calendar", "%")


def _triple(run: Run, setting: Setting) -> Named | None:
    first, second, third = run.numbers
    if len(first) == 4:
        return _iso(run)
    if len(first) > 2 or len(second) > 2 or len(third) < 2:
        return None
    year, slipped = settle_year(third, setting.anchor)
    if year is None:
        return None
    flags = ("typo_repaired",) if slipped else ()
    if setting.month_first and int(first) <= 12 and int(second) <= 31:
        return day_named(int(second), int(first), year, "day.figures", (*flags, "month_first"))
    named = day_named(int(first), int(second), year, "day.figures", flags)
    if named is None and int(second) > 12 and "." not in run.marks:
        return day_named(int(second), int(first), year, "day.figures", (*flags, "month_first"))
    return named


def _iso(run: Run) -> Named | None:
    year, month, day = (int(number) for number in run.numbers)
    if not 1900 <= year <= 2100:
        return None
    return day_named(day, month, year, "day.iso", ()) or day_named(month, day, year, "day.iso", ("month_first",))


def day_named(day: int, month: int, year: int | None, rule: str, flags: tuple[str, ...]) -> Named | None:
    """A single day; one that its month does not have is flagged and read as the month's last. Null for nonsense."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    most = 30 if month in (4, 6, 9, 11) else 29 if month == 2 else 31
    if day > most:
        flags = (*flags, "impossible_day")
    return Named("date", "day", month, month, rule, day=day, year=year, flags=flags)


def month_named(month: int, year: int | None, rule: str, flags: tuple[str, ...] = ()) -> Named | None:
    """A month; null for a number that is none."""
    return Named("month", "month", month, month, rule, year=year, flags=flags) if 1 <= month <= 12 else None


def _pair(run: Run, tokens: Sequence[Token], setting: Setting) -> Named | None:
    first, second = run.numbers
    mark = run.marks[0]
    if len(first) == 4 and len(second) in (1, 2, 4) and mark in "/-":
        return _long_pair(first, second, mark, setting)
    if len(second) == 4 and len(first) <= 2:
        year, _ = settle_year(second, setting.anchor)
        return month_named(int(first), year, "month.figures") if year else None
    if len(first) > 2 or len(second) > 2 or mark in ",:" or (mark == "-" and len(first + second) < 4):
        return None
    if int(first) <= 31 and 1 <= int(second) <= 12 and _among_days(tokens, mark):
        return day_named(int(first), int(second), None, "day.figures", ())
    return _short_pair(first, second, mark, setting)


def _among_days(tokens: Sequence[Token], mark: str) -> bool:
    """Whether full dates in figures stand in the same cell: "5/11, 12/11 and 19/11/12" are three days."""
    return any(
        tokens[at].text == tokens[at + 2].text == mark
        and all(tokens[at + step].kind == "number" for step in (-1, 1, 3))
        for at in range(1, len(tokens) - 3)
    )


def _long_pair(first: str, second: str, mark: str, setting: Setting) -> Named | None:
    """ "2012/13", "2012-2014", "2012-10"."""
    year = int(first)
    if not 1950 <= year <= 2100:
        return None
    if int(second) == (year + 1) % 10 ** len(second) and (len(second) < 4 or mark == "/"):
        return year_pair(year, setting)
    if len(second) == 1:
        return None
    # "2012-10" is a month; "2006-08" more likely the years to 2008.
    if len(second) == 2 and 1 <= int(second) <= min(12, year % 100):
        return month_named(int(second), int(first), "month.iso")
    last = int(second) if len(second) == 4 else int(first) // 100 * 100 + int(second)
    return years_range(int(first), last, setting)


def _short_pair(first: str, second: str, mark: str, setting: Setting) -> Named | None:
    """ "10/12" is a month of the plan's own time, else a day without a year; "12/13" two years."""
    low, high = int(first), int(second)
    if mark == "/" and len(first) == len(second) == 2 and low >= 12 and high == low + 1:
        flags = () if low > 12 else ("ambiguous_date",)
        year = short_year(first, setting.anchor)
        return year_pair(year, setting, flags) if year else None
    if mark == "." and len(second) < 2 and low <= 12:
        return None
    year = short_year(second, setting.anchor) if len(second) == 2 else None
    if 1 <= low <= 12 and year and (high > 12 or month_of_that_time(low, year, setting.anchor)):
        return month_named(low, year, "month.figures", () if high > 12 else ("ambiguous_date",))
    if setting.anchor is None and low <= 12 and len(second) == 2:
        return None
    return day_named(low, high, None, "day.figures", ())


def _single(digits: str, tokens: Sequence[Token], at: int, setting: Setting) -> Named | None:
    if len(digits) == 4 and 1990 <= int(digits) <= 2060:
        return Named("range", "year", 1, 12, "year.calendar", year=int(digits))
    if len(digits) == 5 and int(digits) in _SERIAL and _alone(tokens, at):
        day = _EPOCH + dt.timedelta(int(digits))
        return day_named(day.day, day.month, day.year, "day.serial", ("serial_number",))
    if len(digits) in (6, 8):
        return _compact(digits, setting)
    return None


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """A serial number stands by itself, but for a fraction of a day, or words before it."""
    return all(token.kind in ("mark", "break") or token.text == "0" for token in tokens[at + 1 :])


def _compact(digits: str, setting: Setting) -> Named | None:
    """ "27102012", "20121027", "271012"."""
    if len(digits) == 8 and digits[:2] in ("19", "20") and int(digits[4:6]) <= 12 and int(digits[:4]) >= 1990:
        return day_named(int(digits[6:]), int(digits[4:6]), int(digits[:4]), "day.compact", ())
    year, slipped = settle_year(digits[4:], setting.anchor)
    if year is None or slipped or (len(digits) == 6 and not of_that_time(year, setting.anchor)):
        return None
    return day_named(int(digits[:2]), int(digits[2:4]), year, "day.compact", ())
