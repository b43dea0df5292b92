"""The day from which a plan's relative deadlines count: when the inspectors' report came out, or what comes nearest.

Read from the paper's prose, its front, or the register of inspections, in that order, always with the place it stands
at. The meeting that a paper was written for is no such day: where nothing tells, the answer is null.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from normalise.base_date.told import SENTENCE, Told, told_by
from normalise.base_date.words import about, framework_of, of_register
from normalise.dates import date_spans
from schemas.geometry import Place
from schemas.verbatim import Cover, Paragraph

Source = Literal["prose", "cover", "register"]

# A plan answers an inspection of the last two years or so; older dates in its prose are history.
_OLDEST = dt.timedelta(days=1100)
_NUMBERED = re.compile(
    r"^(?:(?:section|part|theme|area|priority)\s+)?(?:\d+(?:\.\d+)*|[a-z](?=[.):]))[.):\s]\s*[-–]?\s*", re.IGNORECASE
)
_REGISTER_OLDEST = dt.timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection as the register knows it; days null where it does not."""

    authority_code: str
    framework: str
    start: dt.date | None
    end: dt.date | None
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class BaseDate:
    """The day deadlines count from, where it was read, and the inspection's days as far as they are told.

    `text` and `place` are null where the day is the register's.
    """

    date: dt.date
    source: Source
    text: str | None = None
    place: Place | None = None
    framework: str | None = None
    inspection_start: dt.date | None = None
    inspection_end: dt.date | None = None
    report_published: dt.date | None = None


def find(
    prose: Sequence[Paragraph],
    cover: Cover,
    *,
    meeting_date: dt.date | None,
    authority_inspections: Sequence[Inspection] = (),
    title: str = "",
) -> BaseDate | None:
    """The plan's base date, null where neither the paper nor the register tells one.

    `title` is the plan's own heading. Days after `meeting_date`, or years before it, are of other inspections.
    """
    told = [entry for entry in told_by(prose, cover, title, meeting_date) if _of_this_plan(entry, meeting_date)]
    words = " ".join((title, *(paragraph.text for paragraph in prose), *(_fields(cover)))).lower()
    framework = framework_of(words)
    visit = _best([entry for entry in told if entry.what == "visit"])
    published = _best([entry for entry in told if entry.what == "published"])
    inspected = _best([entry for entry in told if entry.what == "inspected"]) or visit
    front = _best([entry for entry in told if entry.what == "front"])
    chosen = published or inspected or front
    registered = authority_inspections if about(words) and of_register(title, words) else ()
    known = _registered(registered, framework, meeting_date, published, inspected)
    if chosen is None:
        return _from_register(known) if known and _fits_months(known, prose, meeting_date) else None
    matched = known if known and _same_visit(known, published, inspected) else None
    return BaseDate(
        date=chosen.end,
        source="cover" if chosen is front or chosen is visit else "prose",
        text=chosen.text,
        place=chosen.place,
        framework=framework or (matched.framework if matched else None),
        inspection_start=inspected.start if inspected else matched.start if matched else None,
        inspection_end=inspected.end if inspected else matched.end if matched else None,
        report_published=published.end if published else matched.published if matched else None,
    )


def find_by_section(
    prose: Sequence[Paragraph], sections: Sequence[Paragraph], *, meeting_date: dt.date | None
) -> Mapping[str, BaseDate]:
    """Base dates of sections that tell one of their own, by the section's text.

    Each of `sections` is a heading within the plan with its place; a day is told in the heading itself, or in the
    paragraphs that stand in `prose` under a heading of the same words.
    """
    found: dict[str, BaseDate] = {}
    for section in sections:
        own = [replace(section, heading=False), *_under(prose, section.text)]
        base = find(own, Cover(), meeting_date=meeting_date)
        if base is not None:
            found[section.text] = base
    return found


def outside(prose: Sequence[Paragraph], sections: Sequence[str]) -> Sequence[Paragraph]:
    """The paragraphs that tell of the whole plan: those that stand under none of these sections' headings."""
    own = {id(paragraph) for section in sections for paragraph in _under(prose, section)}
    return [paragraph for paragraph in prose if id(paragraph) not in own]


def _under(prose: Sequence[Paragraph], section: str) -> Sequence[Paragraph]:
    own: list[Paragraph] = []
    inside = False
    for paragraph in prose:
        if paragraph.heading:
            inside = _heading_words(paragraph.text) == _heading_words(section)
        elif inside:
            own.append(paragraph)
    return own


def _heading_words(text: str) -> str:
    """A heading without its number, its colon and its case."""
    return _NUMBERED.sub("", text.strip()).strip(" :.").casefold()


def _of_this_plan(entry: Told, meeting_date: dt.date | None) -> bool:
    if meeting_date is None:
        return True
    return meeting_date - _OLDEST <= entry.end <= meeting_date


def _best(entries: Sequence[Told]) -> Told | None:
    """Firm before loose, then the latest; of equals the first told."""
    return max(entries, key=lambda entry: (entry.firm, entry.end), default=None)


def _registered(
    inspections: Sequence[Inspection],
    framework: str | None,
    meeting_date: dt.date | None,
    published: Told | None,
    inspected: Told | None,
) -> Inspection | None:
    """The register's entry for the inspection told of, else the last before the meeting."""
    told = [entry for entry in inspections if _same_visit(entry, published, inspected)]
    if told:
        return told[-1]
    if meeting_date is None or published or inspected:
        return None
    recent = [
        entry
        for entry in inspections
        if (day := entry.published or entry.end)
        and meeting_date - _REGISTER_OLDEST <= day <= meeting_date
        and (framework is None or entry.framework.startswith(framework))
    ]
    return max(recent, key=lambda entry: entry.published or entry.end or dt.date.min, default=None)


def _same_visit(entry: Inspection, published: Told | None, inspected: Told | None) -> bool:
    if published and entry.published:
        return abs(entry.published - published.end) <= dt.timedelta(7)
    if inspected and entry.end:
        return abs(entry.end - inspected.end) <= dt.timedelta(7)
    return False


def _fits_months(entry: Inspection, prose: Sequence[Paragraph], meeting_date: dt.date | None) -> bool:
    """Whether months that the prose gives for the inspection ("in May 2012") agree with the register's."""
    months: set[tuple[int, int]] = set()
    for paragraph in prose:
        for sentence in SENTENCE.split(paragraph.text):
            if about(sentence.lower()) and "inspection" in sentence.lower():
                _, spans = date_spans(sentence, document_date=meeting_date)
                months.update((s.start.year, s.start.month) for s in spans if s.precision == "month" and s.dated)
    days = [day for day in (entry.start, entry.end, entry.published) if day]
    return not months or any((day.year, day.month) in months for day in days)


def _from_register(entry: Inspection) -> BaseDate | None:
    day = entry.published or entry.end
    if day is None:
        return None
    found = BaseDate(day, "register", framework=entry.framework)
    return replace(found, inspection_start=entry.start, inspection_end=entry.end, report_published=entry.published)


def _fields(cover: Cover) -> Iterator[str]:
    for field in (cover.title, cover.inspection):
        if field is not None:
            yield field.text
