"""The reports of an agenda pack: where each begins, and the title of a plan among its headings.

A pack holds many reports one after the other; its bookmarks say where each begins, and failing these the fronts of the
reports do ("Agenda Item 7"). What a front says beyond its title is read by `extract.cover`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.verbatim import Paragraph

_ITEM = re.compile(r"^\W*(agenda\s+item|item)\s*(no\.?|number)?\s*:?\s*\d+[a-z]?\b", re.IGNORECASE | re.MULTILINE)
_FRONT = re.compile(
    r"^\s*(report (to|of|by|title)|title of report|agenda item|meeting|committee|date of meeting|subject)\b\s*:?",
    re.IGNORECASE | re.MULTILINE,
)
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
    """The reports of a file, covering all of its pages; a single one for a short paper or one without marks."""
    starts = _outline_starts(page_count, outline)
    if not starts and page_count > _SHORT_PAPER:
        starts = [(page, "") for page in sorted(texts) if _is_front(texts[page])]
    if not starts or starts[0][0] != 1:
        starts.insert(0, (1, ""))
    ends = [page - 1 for page, _ in starts[1:]] + [page_count]
    return tuple(Report(title, page, end) for (page, title), end in zip(starts, ends, strict=True))


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


def _is_front(text: str) -> bool:
    """The first page of a report: an item's number near the top, with the labels of a front below it."""
    top = text[:600]
    return bool(_ITEM.search(top)) and len(_FRONT.findall(text[:1500])) >= 2


def title_of(headings: Sequence[Paragraph]) -> str:
    """A plan's own heading: the nearest of the last few above its table that names a plan; empty when none does."""
    near = [paragraph.text for paragraph in headings if paragraph.heading][-4:]
    return next((text for text in reversed(near) if _PLAN.search(text)), "")


def nearest(headings: Sequence[Paragraph]) -> str:
    """The nearest heading above a table, whatever it says."""
    return next((paragraph.text for paragraph in reversed(headings) if paragraph.heading), "")
