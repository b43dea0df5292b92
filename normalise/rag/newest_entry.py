"""Of several dated entries in one cell the newest: "June: in progress. Sept: completed" is completed.

Only the cut is made here: what the entry says of colour and status is read elsewhere. Entries that become updates of
their own, with the years that a paper leaves out, are read in `normalise.updates`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*)\.?"
_LABEL = "|".join(
    (
        r"(?P<day>[0-3]?\d)[./](?P<number>[01]?\d)[./](?P<year>(?:20)?\d\d)(?!\d)",
        r"(?P<named_day>[0-3]?\d)(?:st|nd|rd|th)?\s" + _MONTH.format("day_month") + r"\s?'?(?P<day_year>(?:20)?\d\d)?",
        _MONTH.format("month") + r"\s?'?(?P<month_year>(?:20)?\d\d)?",
        r"(?:q|qtr\s?|quarter\s)(?P<quarter>[1-4])(?:\s(?P<quarter_year>(?:20)?\d\d)(?:/\d\d)?)?",
    )
)
# A label opens a sentence, a line or a part of a list a mark closes it off; a full date needs none before a capital.
_HEAD = re.compile(
    rf"(?:^|\n|(?<=[.;,!?])\s+|\s(?=q[1-4]\s?[:–-]))[\s•(\[-]*(?:as\sat\s|update\s|updated\s|at\s)?(?:{_LABEL})"
    rf"(?:\s?[)\]]?\s?[:–—)\]]\s?|\s[-–—]\s|-\s|(?<=\d)\s(?-i:(?=[A-Z])))",
    re.IGNORECASE,
)
_SHORTEST = len("May:R,Jun:G")
_YEARS = ("year", "day_year", "month_year", "quarter_year")
_Key = tuple[int | None, int, int]


def newest_entry(text: str) -> tuple[str, str] | None:
    """The date and the words of the latest entry; null where the text holds no two dated entries."""
    heads = list(_HEAD.finditer(text)) if len(text) >= _SHORTEST else []
    if len(heads) < 2:
        return None
    at = _latest([_key(head) for head in heads])
    end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
    return heads[at][0].strip(" ,;:–—-()[]\n"), text[heads[at].end() : end].strip(" ,;\n")


def _key(head: re.Match[str]) -> _Key:
    """Year (null where left out), month, day."""
    part = head.groupdict()
    year = next((int(part[name]) % 100 for name in _YEARS if part[name]), None)
    if part["quarter"]:
        return year, int(part["quarter"]) * 3, 31
    if part["number"]:
        return year, int(part["number"]), int(part["day"])
    month = part["day_month"] or part["month"]
    return year, _MONTHS.index(month[:3].casefold()) + 1, int(part["named_day"] or 31)


def _latest(keys: Sequence[_Key]) -> int:
    """The place of the latest; without years the direction in which the months run tells which end is the newer."""
    if all(year is not None for year, _, _ in keys):
        return max(range(len(keys)), key=lambda at: (keys[at], at))
    steps = [(later[1] - earlier[1]) % 12 for earlier, later in pairwise(keys)]
    return len(keys) - 1 if sum(steps) <= 6 * len(steps) else 0
