"""Calendar dates in running text and on covers, read by the deadline grammar.

Only dates that are said: nothing is counted or repeated here, and what a date means is for the caller to know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from normalise.grammar.mentions import mentions_of, spread_days
from normalise.grammar.model import Link
from normalise.grammar.repair import repair
from normalise.grammar.scan import scan
from normalise.grammar.setting import Setting
from normalise.grammar.spelling import mend
from normalise.grammar.tokens import tokenise
from normalise.grammar.years import settle
from schemas.meaning import Precision


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date and where it stands: offsets `first` up to `last` of the text that came with it.

    `dated` when its own words or its neighbours' give the year, false when only the paper's date does. `link` says how
    it hangs on to the date before ("to" in a range).
    """

    start: dt.date
    end: dt.date
    precision: Precision
    first: int
    last: int
    dated: bool
    link: Link


def date_spans(text: str, *, document_date: dt.date | None = None) -> tuple[str, Sequence[DateSpan]]:
    """The dates of a text in reading order, and the text (OCR slips put right) that their offsets count in."""
    repaired, _ = repair(text)
    tokens, _ = mend(tokenise(repaired))
    setting = Setting(document_date=document_date)
    chunks = spread_days(scan(tokens, setting))
    found = []
    for mention in settle(mentions_of(chunks, tokens), setting):
        if mention.start is None or mention.end is None:
            continue
        chunk = chunks[mention.at]
        dated = "year_inferred" not in mention.named.flags
        place = tokens[chunk.first].start, tokens[chunk.last - 1].end
        found.append(DateSpan(mention.start, mention.end, mention.named.precision, *place, dated, mention.link))
    return repaired, found


def read_date(text: str, *, document_date: dt.date | None = None, month_end: bool = False) -> dt.date | None:
    """The first day that a cover field names ("Tuesday, 13th March 2013 at 6.30 pm"); null where it names none.

    A day without a year needs `document_date`. With `month_end` a month alone gives its last day.
    """
    _, found = date_spans(text, document_date=document_date)
    day = next((span.end for span in found if span.precision == "day"), None)
    if day is not None or not month_end:
        return day
    return next((span.end for span in found if span.precision == "month"), None)
