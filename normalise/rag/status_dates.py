"""The day a status was true on: "as at 18.10.12", "Completed Sept 12", "Update March 2013: ...".

Here belongs only finding that day in progress and status cells. Deadlines have their own grammar; a meeting still to
come ("on LSCB agenda 05.12.12") and a date something is to be done by are no such day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from normalise.rag.status_phrases import mend_spelling

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"'?(?P<{0}>20\d\d|\d\d)(?!\d|[./:]\d|%)"
_DATE = "|".join(
    [
        r"(?P<iso_year>20\d\d)-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})",
        r"(?P<day>[0-3]?\d)\s?[./\-]\s?(?P<month>[01]?\d)\s?[./\-]\s?" + _YEAR.format("year"),
        r"(?P<named_day>[0-3]?\d)\s?(?:st|nd|rd|th)?[\s\-]*(?:of\s)?"
        + _MONTH.format("day_month")
        + r"[\s,\-]*"
        + _YEAR.format("day_year"),
        _MONTH.format("us_month") + r"\s(?P<us_day>[0-3]?\d)(?:st|nd|rd|th)?,?\s(?P<us_year>20\d\d)",
        _MONTH.format("month_name") + r"[\s,\-]*" + _YEAR.format("month_year"),
        r"(?:q|quarter\s|qtr\s)(?P<quarter>[1-4])[\s,\-]*(?:of\s)?(?P<fy>20\d\d|\d\d)\s?[/\-]\s?\d{2,4}",
        r"(?P<bare_month>[01]?\d)/(?P<bare_year>20\d\d)",
    ]
)
_END_OF = r"(?:the\s)?(?:end\s(?:of\s)?)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:the\s)?"
_NOT_DONE = (
    r"expect|requir|plann|schedul|revis|extend|delay|amend|propos|supersed|replac|merg|dat|need|target|anticipat|defer|postpon|bas|commenc|start|restart|chas|"
    r"continu|intend|program"
)
_DONE = (
    r"(?:complete|done|signed\soff|held|took\splace|taken\splace|undertaken|carried\sout|in\splace|in\spost|in\suse|yes|went|sent|met|rolled\sout|live|set\sup|written|agreed|"
    rf"(?!{_NOT_DONE})[a-z]{{3,}}ed)"
)
_FORWARD = (
    r"(?:be|will|agendas?|for|and|next|due|until|before|meetings?|further|from|report|reports|revised|with|target|when|"
    r"expected)"
)
_CUES = (
    # the words say it outright
    rf"\bas\s(?:at|of|on)\s?:?\s?{_END_OF}(?P<found>{_DATE})",
    rf"\b(?:last\s)?(?:position|updated?|status|progress|reviewed|correct|progress\supdate|report)\s?(?:as\s)?"
    rf"(?:at|on|to|for|in|of|from)?\s?[:\-–(]?\s?{_END_OF}(?P<found>{_DATE})",
    rf"^\W*(?:at|to)\s{_END_OF}(?P<found>{_DATE})\s?[:\-–]",
    rf"(?P<found>{_DATE})\s(?:progress\s)?(?:update|position|status)\b",
    # what was finished, and when
    rf"\b{_DONE}\s?(?:on|in|at|during|as\sat|with\seffect\sfrom|w\.?e\.?f\.?|from|date|since)?\s?[:,\-–(\[]{{0,2}}\s?{_END_OF}(?P<found>{_DATE})",
    rf"\b{_DONE}\s(?:(?!{_FORWARD}\b)[a-z]\w*,?\s){{1,5}}(?<!by\s)(?:on|in|at|during)?\s?{_END_OF}(?P<found>{_DATE})",
    rf"(?P<found>{_DATE})\s?[:,\-–)]*\s?(?:now\s|fully\s|all\s|action\s)?(?:complete[d]?|closed|done|achieved|implemented|actioned)\b",
    # a dated entry
    rf"^\W*[✓✔☑✅]\s?(?P<found>{_DATE})",
    rf"^\W*(?P<found>{_DATE})\)?\s?(?:[:\-–;)]|\n)",
)
_NOT_YET = re.compile(
    r"(?:\bto\sbe|\bwill\sbe|\bwill|\bdue|\bexpect\w*|\bplanned|\bscheduled|\bby|\bnot|\bbe|\bnext|\btarget\w*|\bagenda\w*|\bmeetings?|"
    r"\banticipated|\buntil|\brevised(?!\s(?:polic|proce|protocol|guid|plan|strateg|form|version|document|template))|\bdeadline|(?<!ed\s)\bto)(?:\s\w+){0,2}\s*$"
)

_PAST = ("held", "took place")
_MEETING = re.compile(r"meetings?(?: (?:was|were))?\s*$")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cue) for cue in _CUES)


@lru_cache(maxsize=65536)
def read_as_at(text: str) -> dt.date | None:
    """The day the status was true on; a month or quarter gives its last day, a date without a year gives none."""
    said = mend_spelling(text.casefold().replace("\u2019", "'"))
    if not any(mark.isdigit() for mark in said):
        return None
    for pattern in _patterns():
        for hit in pattern.finditer(said):
            said_so = pattern is _patterns()[0]
            if (said_so or not _to_come(said, hit)) and (day := _day(hit)):
                return day
    return None


def _to_come(said: str, hit: re.Match[str]) -> bool:
    """Whether the words before make the day one to come; "meeting held 3.4.19" is past all the same."""
    found = _NOT_YET.search(said, max(0, hit.start() - 40), hit.start())
    return found is not None and not (_MEETING.match(found[0]) and hit[0].startswith(_PAST))


def _day(hit: re.Match[str]) -> dt.date | None:
    part = hit.groupdict()
    for year, month, day in (
        ("iso_year", "iso_month", "iso_day"),
        ("year", "month", "day"),
        ("day_year", "day_month", "named_day"),
        ("us_year", "us_month", "us_day"),
        ("month_year", "month_name", None),
        ("bare_year", "bare_month", None),
    ):
        if part[year]:
            return _date(int(part[year]), part[month], int(part[day]) if day else 31)
    return _quarter_end(int(part["fy"]), int(part["quarter"])) if part["fy"] else None


def _date(year: int, month: str, day: int) -> dt.date | None:
    """A real day, an impossible one giving the month's last ("31 June"), None where the month is none."""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    year = year + 2000 if year < 100 else year
    if not 1 <= number <= 12 or not 1 <= day <= 31:
        return None
    return dt.date(year, number, min(day, calendar.monthrange(year, number)[1]))


def _quarter_end(year: int, quarter: int) -> dt.date | None:
    """Financial quarters: the first ends in June of the year, the fourth in March of the next."""
    year = (year + 2000 if year < 100 else year) + (quarter == 4)
    return _date(year, str((quarter * 3 + 2) % 12 + 1), 31)
