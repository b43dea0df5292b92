"""Full calendar dates that the grammar declined, read by `dateparser`: English, day first, nothing left open.

Only texts that are a date and nothing else get here: a day, a year in full, one word between.
"""

from __future__ import annotations

import re

from schemas.meaning import Deadline

# One or two figures, a word that may be a month's name in disguise, four figures; in any order that is a full date.
_SHAPE = re.compile(r"\W*(?:\d{1,2}\W+[^\W\d_]{3,}\.?\W+\d{4}|[^\W\d_]{3,}\.?\W+\d{1,2}\W+\d{4})\W*")


def full_date(text: str) -> Deadline | None:
    """The day that a text is, null for anything less than a full date."""
    if not _SHAPE.fullmatch(text):
        return None
    from dateparser import parse

    found = parse(
        text,
        languages=["en"],
        settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    if found is None or str(found.year) not in text:
        return None
    return Deadline("date", end=found.date(), precision="day", rule="dateparser", flags=("read_by_dateparser",))
