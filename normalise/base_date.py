"""The day from which a plan's relative deadlines count: when the inspectors' report came out, or what comes nearest.

Read from the paper's prose, its front, or the register of inspections, in that order, always with the place it stands
at. The meeting that a paper was written for is no such day: where nothing tells, the answer is null.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Literal

from normalise.dates import DateSpan, date_spans
from schemas.geometry import Place
from schemas.verbatim import Cover, Paragraph

Source = Literal["prose", "cover", "register"]

# A plan answers an inspection of the last two years or so; older dates in its prose are history.
_OLDEST = dt.timedelta(days=1100)
_REGISTER_OLDEST = dt.timedelta(days=730)
_LONGEST_VISIT = dt.timedelta(days=60)
_NEAR = 160
_FRONT = 6
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(•])|\n+")
_MOSTLY_DATE = 20
_CLOSE = 30

_What = Literal["published", "inspected"]
_VERBS: tuple[_What, ...] = ("published", "inspected")


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


@dataclass(frozen=True, slots=True)
class _Told:
    """A day that the paper tells: what happened on it, and where it says so."""

    what: Literal["published", "inspected", "front"]
    start: dt.date
    end: dt.date
    text: str
    place: Place | None
    firm: bool = True


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
    told = [entry for entry in _told(prose, cover, title, meeting_date) if _of_this_plan(entry, meeting_date)]
    words = " ".join((title, *(paragraph.text for paragraph in prose), *(_fields(cover)))).lower()
    framework = _framework(words)
    published = _best([entry for entry in told if entry.what == "published"])
    inspected = _best([entry for entry in told if entry.what == "inspected"])
    front = _best([entry for entry in told if entry.what == "front"])
    chosen = published or inspected or front
    known = _registered(authority_inspections, framework, meeting_date, published, inspected) if _about(words) else None
    if chosen is None:
        return _from_register(known) if known and _fits_months(known, prose, meeting_date) else None
    matched = known if known and _same_visit(known, published, inspected) else None
    return BaseDate(
        date=chosen.end,
        source="cover" if chosen is front else "prose",
        text=chosen.text,
        place=chosen.place,
        framework=framework or (matched.framework if matched else None),
        inspection_start=inspected.start if inspected else matched.start if matched else None,
        inspection_end=inspected.end if inspected else matched.end if matched else None,
        report_published=published.end if published else matched.published if matched else None,
    )


def find_by_section(
    prose: Sequence[Paragraph],
    cover: Cover,
    sections: Sequence[str],
    *,
    meeting_date: dt.date | None,
    authority_inspections: Sequence[Inspection] = (),
) -> Mapping[str, BaseDate]:
    """Base dates of sections that tell one of their own, in the paragraphs under their heading."""
    found: dict[str, BaseDate] = {}
    for section in sections:
        own = _under(prose, section)
        base = find(own, Cover(), meeting_date=meeting_date) if own else None
        if base is not None:
            found[section] = base
    return found


def _under(prose: Sequence[Paragraph], section: str) -> Sequence[Paragraph]:
    own: list[Paragraph] = []
    inside = False
    for paragraph in prose:
        if paragraph.heading:
            inside = paragraph.text.strip(" :").casefold() == section.strip(" :").casefold()
        elif inside:
            own.append(paragraph)
    return own


# What the paper tells


def _told(prose: Sequence[Paragraph], cover: Cover, title: str, meeting_date: dt.date | None) -> Iterator[_Told]:
    before = ""
    for paragraph in prose:
        for sentence in _SENTENCE.split(paragraph.text):
            yield from _sentence(sentence, before, paragraph.place, meeting_date)
            before = sentence
    for field in (cover.inspection, cover.title):
        if field is not None:
            yield from _front(field.text, field.place, meeting_date)
    yield from _front(title, None, meeting_date)
    yield from _front_headings(prose[:_FRONT], meeting_date)


def _sentence(sentence: str, before: str, place: Place, meeting_date: dt.date | None) -> Iterator[_Told]:
    """Dates of one sentence, each by the words that lead to it (or, for a visit, follow it)."""
    if not any(mark.isdigit() for mark in sentence):
        return
    text, spans = date_spans(sentence, document_date=meeting_date)
    lower = text.lower()
    here, near = _about(lower), _about(before.lower())
    if not (here or near):
        return
    groups = list(_groups(spans))
    for at, group in enumerate(groups):
        opened = groups[at - 1][-1].last if at else 0
        closed = groups[at + 1][0].first if at + 1 < len(groups) else len(lower)
        lead, tail = lower[max(opened, group[0].first - _NEAR) : group[0].first], lower[group[-1].last : closed][:_NEAR]
        what = _happening(lead, tail, one_day=group[0].start == group[-1].end)
        if what and all(span.precision == "day" for span in group):
            yield _Told(what, group[0].start, group[-1].end, sentence, place, firm=here)


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


def _happening(lead: str, tail: str, *, one_day: bool) -> _What | None:
    """What happened on a date, by the last verb before it that says so, else by the verb right after it."""
    came_out, visited = _last(lead, "published"), _last(lead, "inspected")
    if came_out > visited and one_day:
        return None if _other_subject(lead, came_out) else "published"
    if max(visited, _last(lead, "visit_noun")) >= 0:
        return "inspected" if _last(lead, "other_inspection") < 0 and _about(lead) else None
    return _in_tail(lead, tail)


def _in_tail(lead: str, tail: str) -> _What | None:
    """ "Between X and Y Ofsted undertook an inspection": the inspectors first, then the verb."""
    opened = re.search(r"(?:\bbetween|\bfrom|\bon|\bduring|\bin)\W*$", lead)
    actor = _patterns()["inspection"].search(tail[:_CLOSE])
    if not opened or actor is None:
        return None
    verbs = {name: match.start() for name in _VERBS if (match := _patterns()[name].search(tail, actor.end()))}
    what = min(verbs, key=lambda name: verbs[name], default=None)
    return what if what and _last(tail, "other_inspection") < 0 else None


def _other_subject(lead: str, at: int) -> bool:
    """Whether something else than the inspectors' report came out: the last thing named before the verb decides."""
    said = lead[:at]
    other = _last(said, "other_subject")
    report = max(
        said.rfind(word) for word in ("inspection report", "ofsted report", "findings", "ofsted publ", "judgement")
    )
    own = _last(said, "inspection")
    return other >= 0 and other >= max(report, own)


def _front(text: str, place: Place | None, meeting_date: dt.date | None) -> Iterator[_Told]:
    """ "OFSTED INSPECTION Safeguarding ... 27th July 2012" on a plan's front."""
    if not text or not _about(text.lower()) or not any(mark.isdigit() for mark in text):
        return
    read, spans = date_spans(text, document_date=meeting_date)
    days = [span for span in spans if span.precision == "day" and span.dated and span.end != meeting_date]
    if len(days) == 1 and not _labelled(read[: days[0].first]):
        yield _Told("front", days[0].start, days[0].end, text, place)


def _front_headings(prose: Sequence[Paragraph], meeting_date: dt.date | None) -> Iterator[_Told]:
    """The same over several lines: a heading that names the inspection, and below it a line that is a date."""
    for at, paragraph in enumerate(prose):
        if not _about(paragraph.text.lower()) or len(paragraph.text) > _NEAR:
            continue
        for below in prose[at + 1 :]:
            text, spans = date_spans(below.text)
            if len(spans) == 1 and spans[0].precision == "day" and _only_date(text, spans[0]):
                if spans[0].end != meeting_date:
                    yield _Told("front", spans[0].start, spans[0].end, below.text, below.place)
                break


def _only_date(text: str, span: DateSpan) -> bool:
    return len(text) - (span.last - span.first) <= _MOSTLY_DATE and not _labelled(text[: span.first])


def _labelled(lead: str) -> bool:
    """ "Date of meeting:", "version 1.4," before a date: not the inspection's."""
    return bool(re.search(r"meeting|version|v\d|updated?|agenda|review|revised|draft|date\s*:", lead.lower()))


# Which of them


def _of_this_plan(entry: _Told, meeting_date: dt.date | None) -> bool:
    if meeting_date is None:
        return True
    return meeting_date - _OLDEST <= entry.end <= meeting_date


def _best(entries: Sequence[_Told]) -> _Told | None:
    """Firm before loose, then the latest; of equals the first told."""
    return max(entries, key=lambda entry: (entry.firm, entry.end), default=None)


def _registered(
    inspections: Sequence[Inspection],
    framework: str | None,
    meeting_date: dt.date | None,
    published: _Told | None,
    inspected: _Told | None,
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


def _same_visit(entry: Inspection, published: _Told | None, inspected: _Told | None) -> bool:
    if published and entry.published:
        return abs(entry.published - published.end) <= dt.timedelta(7)
    if inspected and entry.end:
        return abs(entry.end - inspected.end) <= dt.timedelta(7)
    return False


def _fits_months(entry: Inspection, prose: Sequence[Paragraph], meeting_date: dt.date | None) -> bool:
    """Whether months that the prose gives for the inspection ("in May 2012") agree with the register's."""
    months: set[tuple[int, int]] = set()
    for paragraph in prose:
        for sentence in _SENTENCE.split(paragraph.text):
            if _about(sentence.lower()) and "inspection" in sentence.lower():
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


# Words


def _about(lower: str) -> bool:
    """Whether a text speaks of an inspection."""
    return _patterns()["inspection"].search(lower) is not None


def _framework(lower: str) -> str | None:
    """The framework that the paper names first."""
    found = [(match.start(), name) for name, pattern in _frameworks().items() if (match := pattern.search(lower))]
    return min(found)[1] if found else None


def _last(lower: str, table: str) -> int:
    """Where the last word of a table begins, -1 when none is there."""
    return max((match.start() for match in _patterns()[table].finditer(lower)), default=-1)


def _fields(cover: Cover) -> Iterator[str]:
    for field in (cover.title, cover.inspection):
        if field is not None:
            yield field.text


@cache
def _table() -> Mapping[str, Any]:
    path = resources.files("schemas") / "vocabulary" / "base_date.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in _table().items() if isinstance(words, list)}


@cache
def _frameworks() -> Mapping[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in _table()["framework"].items()}


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    alternatives = (
        re.escape(word).replace(r"\*", r"\w*") + ("" if not word[-1].isalnum() else r"\b") for word in words
    )
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + ")")
