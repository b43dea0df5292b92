"""The door for deadline cells: one text in, one `Deadline` out, whatever the text is.

Ties the grammar's steps together and remembers what it has read. The grammar itself is in `normalise.grammar`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from normalise.customs import BRITISH, Customs
from normalise.grammar.fallback import full_date
from normalise.grammar.headings import setting_of, whole_reading
from normalise.grammar.reading import read
from schemas.meaning import Deadline

_LONGEST = 2000


def deadline(
    text: str,
    *,
    base_date: dt.date | None = None,
    document_date: dt.date | None = None,
    heading: str | None = None,
    customs: Customs = BRITISH,
) -> Deadline:
    """Read a deadline cell; see `normalise.deadline`. Texts beyond 2,000 characters are prose and not read."""
    return _cached(text, base_date, document_date, heading or "", customs)


@lru_cache(maxsize=65536)
def _cached(
    text: str, base_date: dt.date | None, document_date: dt.date | None, heading: str, customs: Customs
) -> Deadline:
    if len(text) > _LONGEST:
        return Deadline("unparseable", rule="unparseable.long")
    setting = setting_of(heading, base_date, document_date)
    if customs != BRITISH:
        setting = replace(setting, month_first=customs.month_first, day_after_month=customs.day_after_month)
    found = read(text, setting)
    if found.kind == "unparseable" or not text.strip():
        by_heading = whole_reading(heading, setting)
        if by_heading is not None:
            return replace(by_heading, rule=f"heading.{by_heading.rule}")
    if found.rule in ("unparseable", "unread"):
        return full_date(text) or found
    return found
