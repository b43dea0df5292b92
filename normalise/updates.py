"""Several dated entries in one progress cell: "Oct 12: policy drafted. Nov 12: agreed by SMT" is two updates.

An entry opens with a date at the start of a line or sentence, closed off by a colon, dash or bracket. Dates inside a
sentence, and days after the paper's own, open nothing. Columns with a date in their heading are read elsewhere.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalise.calendar_uk import add_months
from normalise.dates import DateSpan, date_spans

# What may stand between the start of a line and an entry's date, and what closes the date off.
_OPENING = re.compile(
    r"(?:^|\n|(?<=[.;])\s)\s*[•*\-(\[]?\s*(?:(?:progress\s|latest\s|position\s|status\s)?update[ds]?|as\s(?:at|of)|position|progress)?"
    r"\s*(?:as\s(?:at|of)|at|to|for|on|in)?\s*:?\s*(?:the\s)?(?:end\sof\s|w/c\s)?\(?\s*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"\s*\)?\]?\s*(?::|-|\)|\]|\n|$)")


@dataclass(frozen=True, slots=True)
class DatedText:
    """One entry: its words without the date that opens it; `inferred` when the year follows from the paper's date."""

    as_at: dt.date | None
    text: str
    inferred: bool = False


def dated_entries(text: str, *, document_date: dt.date | None) -> tuple[DatedText, ...]:
    """The entries of a cell in its own order; one without a date where the cell does not begin with one.

    A date without a year is the last such day on or before `document_date`, and opens nothing where that is not known.
    """
    said = text.strip()
    plain, spans = date_spans(said, document_date=document_date)
    # Entries are cut from the words as they stand; a text whose repair moved them is left whole.
    heads = list(_heads(plain, spans, document_date)) if len(plain) == len(said) else []
    if not heads:
        return (DatedText(None, said),) if said else ()
    found = [DatedText(None, before)] if (before := _body(said[: heads[0].opened])) else []
    ends = [head.opened for head in heads[1:]] + [len(said)]
    for head, end in zip(heads, ends, strict=True):
        found.append(DatedText(head.as_at, _body(said[head.closed : end]), head.inferred))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Head:
    opened: int
    closed: int
    as_at: dt.date
    inferred: bool


def _heads(text: str, spans: Sequence[DateSpan], document_date: dt.date | None) -> Iterator[_Head]:
    closed = 0
    for span in spans:
        opening = _OPENING.search(text[closed : span.first])
        closing = _CLOSING.match(text, span.last)
        as_at = _looking_back(span, document_date)
        if opening is None or closing is None or as_at is None:
            continue
        yield _Head(closed + opening.start(), closing.end(), as_at, not span.dated)
        closed = closing.end()


def _looking_back(span: DateSpan, document_date: dt.date | None) -> dt.date | None:
    """The day an entry was true on, null for a day still to come."""
    day = span.end
    if not span.dated and document_date is not None and day > document_date:
        day = add_months(day, -12) or day
    return None if document_date is not None and span.start > document_date and span.dated else day


def _body(text: str) -> str:
    return text.strip(" \n:-–•;")
