"""The reports of an agenda pack: where each begins, and the title of a plan among its headings.

A pack holds many reports one after the other; its bookmarks say where each begins, and failing these the fronts of the
reports do ("Agenda Item 7"). What a front says beyond its title is read by `extract.cover.reading`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.cover.front import is_authority, is_body
from extract.prose.dates import only_a_date
from schemas.verbatim import Paragraph

# What the lines of a report's front begin with.
_LABEL = re.compile(
    r"^\W*(report (to|of|by|title|author)|title( of report)?|to|from|date( of (meeting|report))?|meeting( date)?"
    r"|subject|agenda item|item|committee|author|contact( officer)?|lead( officer| member| director)?"
    r"|wards?( affected)?|purpose( of( the)? report)?|classification|status|cabinet member|portfolio( holder)?"
    r"|key decision|decision type|officer|presented by|prepared by)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\W*(agenda\s+)?item\s*(no\.?|number)?\s*:?\s*\d+", re.IGNORECASE | re.MULTILINE)
_OWN_FRONT = re.compile(r"^\W*(agenda|minutes|supplement|public document pack|urgent)\b", re.IGNORECASE)
_ITEM_ALONE = re.compile(r"^\W*(agenda\s+)?item\s*(no\.?|number)?\s*:?\s*\d{1,3}[a-z]?\W*$", re.IGNORECASE)
_FRONT_LINES, _TOP_LINES, _SHORT_LINE = 25, 6, 12
_MANY = 0.4
_PLAN = re.compile(
    r"\b((action|improvement|delivery|recovery|implementation|development|response|transformation|priority|work)\s+plans?|"
    r"trackers?|statement of action|plan of action|areas? for (improvement|priority action)|action log)\b",
    re.IGNORECASE,
)
_SHORT_PAPER = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the file's outline: its title and the page (from 1) that it leads to."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the pack; `title` as the bookmarks say it, empty when nothing does. Both pages included."""

    title: str
    first_page: int
    last_page: int


def reports(page_count: int, outline: Sequence[Mark], texts: Mapping[int, str]) -> tuple[Report, ...]:
    """The reports of a file, covering all of its pages; a single one for a short paper or one without fronts.

    `texts` are the pages' bare texts. Bookmarks count where they lead to the front of a report: those of a
    report's own headings, or of each slide, do not.
    """
    starts = {1: ""}
    if page_count > _SHORT_PAPER:
        fronts = [page for page in sorted(texts) if _is_front(texts[page], texts.get(page - 1, ""))]
        starts |= dict.fromkeys(fronts, "") | _marked(_outline_starts(page_count, outline), texts)
    first = sorted(starts)
    ends = [page - 1 for page in first[1:]] + [page_count]
    return tuple(Report(starts[page], page, end) for page, end in zip(first, ends, strict=True))


def _marked(marks: Sequence[tuple[int, str]], texts: Mapping[int, str]) -> dict[int, str]:
    """The bookmarks that open papers of a pack: all of a level where many lead to a front, else those that do."""
    opening = {page: title for page, title in marks if _opens(title, texts.get(page, ""))}
    return dict(marks) if len(opening) >= _MANY * len(marks) and len(opening) > 1 else opening


def report_number(page: int, whole: Sequence[Report]) -> int:
    """Which of the reports holds the page, counted from 0."""
    return next(at for at, report in enumerate(whole) if report.first_page <= page <= report.last_page)


def _outline_starts(page_count: int, outline: Sequence[Mark]) -> list[tuple[int, str]]:
    """Bookmarks of the highest level that has several, first of each page."""
    for level in sorted({mark.level for mark in outline}):
        pages: dict[int, str] = {}
        for mark in outline:
            if mark.level == level and 1 <= mark.page <= page_count:
                pages.setdefault(mark.page, mark.title)
        if len(pages) > 1:
            return sorted(pages.items())
    return []


def _opens(title: str, text: str) -> bool:
    """Whether a bookmark leads to a paper of the pack: by its own name, or by the front that it leads to."""
    return bool(_OWN_FRONT.match(title)) or _labels(text) > 2


def _is_front(text: str, before: str) -> bool:
    """Whether a page is the front of a report: an agenda item with labels beside it, or alone on a line at the top, not
    on the page `before` too, with what most fronts say without a label: the council, the body, the day."""
    if not _ITEM.search(text[:600]):
        return False
    labelled = _labels(text)
    if labelled > 2:
        return True
    lines = [line.strip() for line in text.splitlines()[:_FRONT_LINES]]
    items = [line for line in lines[:_TOP_LINES] if _ITEM_ALONE.match(line)]
    if not items or items[0] in map(str.strip, before.splitlines()[:_FRONT_LINES]):
        return False
    short = [line for line in lines if line and len(line.split()) <= _SHORT_LINE]
    told = [any(map(says, short)) for says in (only_a_date, is_body, is_authority)]
    return labelled + sum(told) > 3


def _labels(text: str) -> int:
    """How many different labels of a report's front the first lines of a page begin with."""
    found = (_LABEL.match(line) for line in text.splitlines()[:_FRONT_LINES])
    return len({match[1].lower() for match in found if match})


def title_of(headings: Sequence[Paragraph]) -> str:
    """A plan's own heading: the nearest of the last few above its table that names a plan; empty when none does."""
    near = [paragraph.text for paragraph in headings if paragraph.heading][-4:]
    return next((text for text in reversed(near) if _PLAN.search(text)), "")


def nearest(headings: Sequence[Paragraph]) -> str:
    """The nearest heading above a table, whatever it says."""
    return next((paragraph.text for paragraph in reversed(headings) if paragraph.heading), "")
