"""Full calendar dates that the grammar declined, read by `dateparser`: English, day first, nothing left open.

Only short texts with a day, a month's name and a year in full get here ("October the 5th 2012"), and what comes back
must be made of exactly these.
"""

from __future__ import annotations

from normalise.grammar.lexicon import lexicon
from normalise.grammar.tokens import tokenise
from schemas.meaning import Deadline

_LONGEST = 40
_SETTINGS = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}


def full_date(text: str) -> Deadline | None:
    """The day that a text is, null for anything less than a full date."""
    if len(text) > _LONGEST:
        return None
    tokens = tokenise(text)
    months = {number for token in tokens if (number := lexicon().months.get(token.lower))}
    years = {token.text for token in tokens if token.kind == "number" and len(token.text) == 4}
    days = {int(token.text) for token in tokens if token.kind == "number" and len(token.text) <= 2}
    if len(months) != 1 or len(years) != 1 or not days:
        return None
    from dateparser import parse

    found = parse(text, languages=["en"], settings=_SETTINGS)
    if found is None or found.month not in months or str(found.year) not in years or found.day not in days:
        return None
    return Deadline("date", end=found.date(), precision="day", rule="dateparser", flags=("read_by_dateparser",))
