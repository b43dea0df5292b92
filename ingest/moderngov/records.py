"""What a ModernGov site tells of committees, meetings and papers, whichever way it was asked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_NUMERIC = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee; `number` is the site's own."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a committee; `date` null where the site does not say."""

    number: str
    committee: Committee
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a meeting: its address, its title, and the agenda item it hangs on (null for packs)."""

    url: str
    title: str | None
    agenda_item: str | None


def date_in(text: str) -> dt.date | None:
    """The first full date in the text, day first or ISO or in words; null when there is none."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_NUMERIC, (3, 2, 1)), (_WORDS, (3, 2, 1))):
        found = pattern.search(text)
        if found:
            year, month, day = (found[position] for position in order)
            try:
                return dt.date(int(year), _month(month), int(day))
            except ValueError:
                return None
    return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _MONTHS.index(text[:3].lower()) + 1
