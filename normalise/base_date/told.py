"""Days that a paper tells of its inspection: the visit, the report's publication, the date on the plan's front.

Only what is said, sentence by sentence, with its place; which of the days counts is decided in `base_date`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from normalise.base_date.words import about, last_of, patterns
from normalise.dates import DateSpan, date_spans
from schemas.geometry import Place
from schemas.verbatim import Cover, CoverField, Paragraph

_LONGEST_VISIT = dt.timedelta(days=60)
_NEAR = 160
_CLOSE = 30
_FRONT = 6
_MOSTLY_DATE = 20
SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(•])|\n+")

What = Literal["published", "inspected"]
_VERBS: tuple[What, ...] = ("published", "inspected")


@dataclass(frozen=True, slots=True)
class Told:
    """A day that the paper tells: what happened on it, and where it says so."""

    what: Literal["published", "inspected", "visit", "front"]
    start: dt.date
    end: dt.date
    text: str
    place: Place | None
    firm: bool = True


def told_by(prose: Sequence[Paragraph], cover: Cover, title: str, meeting_date: dt.date | None) -> Iterator[Told]:
    before = ""
    titled = about(title.lower())
    for paragraph in prose:
        for sentence in SENTENCE.split(paragraph.text):
            if titled and last_of(sentence.lower(), "its_report") >= 0:
                before = title
            yield from _sentence(sentence, before, paragraph.place, meeting_date)
            before = sentence
    if cover.inspection is not None:
        yield from _cover_days(cover.inspection, meeting_date)
    if cover.title is not None:
        yield from _front(cover.title.text, cover.title.place, meeting_date)
    yield from _front(title, None, meeting_date)
    yield from _front_headings(prose[:_FRONT], meeting_date)


def _sentence(sentence: str, before: str, place: Place, meeting_date: dt.date | None) -> Iterator[Told]:
    """Dates of one sentence, each by the words that lead to it (or, for a visit, follow it)."""
    said = sentence.lower()
    if not any(mark.isdigit() for mark in said) or not (about(said) or about(before.lower())):
        return
    text, spans = date_spans(sentence, document_date=meeting_date)
    lower = text.lower()
    groups = list(_groups(spans))
    for at, group in enumerate(groups):
        opened = groups[at - 1][-1].last if at else 0
        closed = groups[at + 1][0].first if at + 1 < len(groups) else len(lower)
        lead, tail = lower[max(opened, group[0].first - _NEAR) : group[0].first], lower[group[-1].last : closed][:_NEAR]
        what = _happening(lead, tail, one_day=group[0].start == group[-1].end)
        if what and all(span.precision == "day" for span in group):
            yield Told(what, group[0].start, group[-1].end, sentence, place, firm=about(lower))


def _groups(spans: Sequence[DateSpan]) -> Iterator[list[DateSpan]]:
    """Dates that make one stretch ("between 23 January and 3 February 2012") stand together."""
    group: list[DateSpan] = []
    for span in spans:
        if group and span.link in ("to", "and") and dt.timedelta(0) <= span.end - group[0].start <= _LONGEST_VISIT:
            group.append(span)
            continue
        if group:
            yield group
        group = [span]
    if group:
        yield group


def _happening(lead: str, tail: str, *, one_day: bool) -> What | None:
    """What happened on a date, by the last verb before it that says so, else by the verb right after it."""
    came_out, visited = last_of(lead, "published"), last_of(lead, "inspected")
    if came_out > visited and one_day:
        return None if _other_subject(lead, came_out) else "published"
    if max(visited, last_of(lead, "visit_noun")) >= 0:
        return "inspected" if last_of(lead, "other_inspection") < 0 and about(lead) else None
    return _in_tail(lead, tail)


def _in_tail(lead: str, tail: str) -> What | None:
    """ "Between X and Y Ofsted undertook an inspection": the inspectors first, then the verb."""
    opened = re.search(r"(?:\bbetween|\bfrom|\bon|\bduring|\bin)\W*$", lead)
    actor = patterns()["inspection"].search(tail[:_CLOSE])
    if not opened or actor is None:
        return None
    verbs = {name: match.start() for name in _VERBS if (match := patterns()[name].search(tail, actor.end()))}
    what = min(verbs, key=lambda name: verbs[name], default=None)
    return what if what and last_of(tail, "other_inspection") < 0 else None


def _other_subject(lead: str, at: int) -> bool:
    """Whether something else than the inspectors' report came out: the last thing named before the verb decides."""
    said = lead[:at]
    other = last_of(said, "other_subject")
    return other >= 0 and other >= max(last_of(said, "report"), last_of(said, "inspection"))


def _cover_days(field: CoverField, meeting_date: dt.date | None) -> Iterator[Told]:
    """The cover's own field for the inspection: a stretch of days is the visit, a single day the front's date."""
    _, spans = date_spans(field.text, document_date=meeting_date)
    days = [span for span in spans if span.precision == "day" and span.dated]
    if not days or len(days) < len(spans):
        return
    visit = days[-1].end - days[0].start
    if dt.timedelta(0) < visit <= _LONGEST_VISIT:
        yield Told("visit", days[0].start, days[-1].end, field.text, field.place)
    elif days[0].end != meeting_date:
        yield Told("front", days[0].start, days[0].end, field.text, field.place)


def _front(text: str, place: Place | None, meeting_date: dt.date | None) -> Iterator[Told]:
    """ "OFSTED INSPECTION Safeguarding ... 27th July 2012" on a plan's front."""
    if not text or not about(text.lower()) or not any(mark.isdigit() for mark in text):
        return
    read, spans = date_spans(text, document_date=meeting_date)
    days = [span for span in spans if span.precision == "day" and span.dated and span.end != meeting_date]
    if len(days) == 1 and not _labelled(read[: days[0].first]):
        yield Told("front", days[0].start, days[0].end, text, place)


def _front_headings(prose: Sequence[Paragraph], meeting_date: dt.date | None) -> Iterator[Told]:
    """The same over several lines: a heading that names the inspection, and below it a line that is a date."""
    for at, paragraph in enumerate(prose):
        if not about(paragraph.text.lower()) or len(paragraph.text) > _NEAR:
            continue
        for below in prose[at + 1 :]:
            text, spans = date_spans(below.text)
            if len(spans) == 1 and spans[0].precision == "day" and _only_date(text, spans[0]):
                if spans[0].end != meeting_date:
                    yield Told("front", spans[0].start, spans[0].end, below.text, below.place)
                break


def _only_date(text: str, span: DateSpan) -> bool:
    return len(text) - (span.last - span.first) <= _MOSTLY_DATE and not _labelled(text[: span.first])


def _labelled(lead: str) -> bool:
    """ "Date of meeting:", "version 1.4," before a date: not the inspection's."""
    return patterns()["not_the_front"].search(lead.lower()) is not None
