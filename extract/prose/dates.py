"""Finds dates in prose as printed, to tell where one stands. What day a text means is read by `normalise`."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+(?:the\s+)?)?"
_DAY = r"\d{1,2}\s?(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_LONG = rf"{_WEEKDAY}{_DAY}\s*(?:of\s+)?{_MONTH},?\s*(?:{_YEAR}|['’]?\d{{2}}(?!\d))"
_NUMERIC = r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:(?:19|20)\d{2}|\d{2})(?!\d|\.\d)"
_ISO = r"(?:19|20)\d{2}-\d{2}-\d{2}"
_SHORT = rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}"
_MONTH_YEAR = rf"{_MONTH}\s+{_YEAR}"

_FULL = rf"(?:{_LONG}|{_WEEKDAY}{_NUMERIC}|{_WEEKDAY}{_SHORT}|{_ISO})"

DAY = re.compile(rf"(?<![\w./]){_FULL}", re.IGNORECASE)
DATE = re.compile(rf"(?<![\w./])(?:{_FULL}|{_MONTH_YEAR})", re.IGNORECASE)

_PART = rf"(?:{_NUMERIC}|{_WEEKDAY}{_DAY}(?:\s*(?:of\s+)?{_MONTH})?(?:,?\s+{_YEAR})?)"
# "23 January and 3 February 2012", "9 to 13 March 2026", "21 May – 1 June 2012", else a single date.
SPAN = re.compile(
    rf"(?<![\w./])(?:{_PART}\s*(?:to|and|until|through|[-–—])\s*(?:{_LONG}|{_NUMERIC})|{_FULL}|{_MONTH_YEAR})",
    re.IGNORECASE,
)
# "Between 20 and 24 June": days whose year is told elsewhere, if at all.
YEARLESS_SPAN = re.compile(
    rf"(?<![\w./]){_WEEKDAY}{_DAY}(?:\s*(?:of\s+)?{_MONTH})?\s*(?:to|and|until|[-–—])\s*{_WEEKDAY}{_DAY}\s*(?:of\s+)?{_MONTH}\b",
    re.IGNORECASE,
)
# What may stand around a date on a line that says no more than when a meeting is.
_AROUND = re.compile(
    r"(?:date|dated|on|at|from|to|time|am|pm|a\.m|p\.m|noon|midday|meeting|of|held|hours|hrs|the|and|commencing|starting|\d{1,2}(?:[.:]\d{2})?(?:am|pm|h)?|\W)+",
    re.IGNORECASE,
)


def only_a_date(text: str) -> str | None:
    """The date of a line that says nothing else (a weekday, a time of day aside); null for any other line."""
    found = DATE.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return found.group() if not rest or _AROUND.fullmatch(rest) else None
