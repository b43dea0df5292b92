"""The reports of an agenda pack: where each begins, and the title of a plan among its headings.

A pack holds many reports one after the other; its bookmarks say where each begins, and failing these the fronts of the
reports do ("Agenda Item 7"). What a front says beyond its title is read by `extract.cover.reading`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extract.cover.front import is_authority, is_body
from extract.prose.dates import DATE, only_a_date
from extract.prose.vocabulary import any_of, vocabulary
from schemas.verbatim import Paragraph

_YEAR = re.compile(r"\d(?:(?:(?<=\b1)9|(?<=\b2)0)\d\d\b|[./]\d{1,2}[./]\d\d)")
"""A year, or the last figure of a day and what follows it: tried at figures only."""
_FIRST_PAGE = "age 1 of "  # "Page 1 of 2" and "page 1 of 2"
_ITEM = re.compile(r"^\W*(agenda\s+)?item\s*(no\.?|number)?\s*:?\s*\d+", re.IGNORECASE | re.MULTILINE)
_NEXT_ITEM = re.compile(r"^\W*agenda\s+item\s*(?:no\.?|number)?\s*:?\s*(\d{1,3}[a-z]?)\s*[:–—-]\s+\w", re.IGNORECASE)
_ITEM_ALONE = re.compile(r"^\W*(agenda\s+)?item\s*(no\.?|number)?\s*:?\s*\d{1,3}[a-z]?\W*$", re.IGNORECASE)
_FRONT_LETTERS = 4000
_FRONT_LINES, _NEAR_TOP, _TOP_LINES, _SHORT_LINE = 25, 14, 6, 12
_MANY = 0.4
_SHORT_PAPER = 12


@cache
def _label() -> re.Pattern[str]:
    """What lines of a report's front begin with."""
    return re.compile(rf"\W*({any_of(vocabulary('packs')['front']['labels'])})\b", re.IGNORECASE)


@cache
def _only_front() -> re.Pattern[str]:
    """Labels that no form and no table begins with; with a capital, as no line of prose has them."""
    return re.compile(rf"\W*(?=[A-Z])(?i:({any_of(vocabulary('packs')['front']['only_fronts'])}))\b")


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(rf"\W*(?=[A-Z])(?i:{any_of(vocabulary('packs')['front']['addressed'])})\b")


@cache
def _own_front() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(vocabulary('packs')['front']['own'])})\b", re.IGNORECASE)


@cache
def _plan() -> re.Pattern[str]:
    names = (*vocabulary("plan_lines")["title"]["names"], *vocabulary("packs")["plan"]["names"])
    return re.compile(rf"\b(?:{any_of(names)})s?\b", re.IGNORECASE)


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
        starts |= dict.fromkeys(_fronts(texts), "") | _marked(_outline_starts(page_count, outline), texts)
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
    return bool(_own_front().match(title)) or _labels(_top(text), _label()) > 2


def _fronts(texts: Mapping[int, str]) -> Iterator[int]:
    """The pages that are fronts, or on which another agenda item begins in the first lines."""
    item = ""
    tops = {page: _top(text) for page, text in texts.items()}
    for page in sorted(texts):
        found = next(filter(None, map(_NEXT_ITEM.match, tops[page][:_TOP_LINES])), None)
        begins = found is not None and found[1] != item
        item = found[1] if found else item
        if begins or _is_front(texts[page], tops[page], tops.get(page - 1, ())):
            yield page


def _is_front(text: str, top: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a page is the front of a report, the page before, with the lines `known` at its top, not being one with
    the same lines: an agenda item with labels beside it, or alone on a line at the top; else labels that only fronts
    have, or the council, the body and the day at its top."""
    lines = [line for line in top if line]
    short = (line for line in lines if len(line.split()) <= _SHORT_LINE)
    if not _ITEM.search(text[:600]):
        new = [line for line in lines[:_TOP_LINES] if line not in known]
        labelled = _labels(lines, _only_front())
        return (labelled > 2 and _labels(islice(short, _NEAR_TOP), _only_front()) > 2) or _is_headed(new, text)
    labelled = _labels(lines, _label())
    if labelled > 2:
        return True
    items = [line for line in lines[:_TOP_LINES] if _ITEM_ALONE.match(line)]
    return bool(items) and items[0] not in known and labelled + _told(list(short)) > 3


def _top(text: str) -> list[str]:
    return list(map(str.strip, text[:_FRONT_LETTERS].splitlines()[:_FRONT_LINES]))


def _is_headed(top: Sequence[str], text: str) -> bool:
    """Whether the lines at the top name the day, the body, and the council or who reports; on a page that says that it
    is the first of several, the day and one of these are enough, and so is "Report to" a body on its day."""
    if any(_YEAR.search(line) and DATE.search(line) for line in top if _addressed().match(line)):
        return True
    if not any(map(_is_day, top)):
        return False
    first = _FIRST_PAGE in text
    body = any(map(is_body, top))
    if body and (first or _labels(top, _only_front()) > 0):
        return True
    return (body or first) and any(map(is_authority, top))


def _told(lines: Sequence[str]) -> int:
    """How many of the council, the body and the day stand on a line of their own, or the day behind the body."""
    return sum(any(map(says, lines)) for says in _SAYS)


def _is_day(line: str) -> bool:
    if not _YEAR.search(line):
        return False
    return DATE.search(line) is not None and (only_a_date(line) is not None or is_body(line))


_SAYS = (_is_day, is_body, is_authority)


def _labels(lines: Iterable[str], label: re.Pattern[str]) -> int:
    """How many different labels of a report's front the lines begin with."""
    return len({match[1].lower() for match in map(label.match, lines) if match})


def title_of(headings: Sequence[Paragraph]) -> str:
    """A plan's own heading: the nearest of the last few above its table that names a plan; empty when none does."""
    near = [paragraph.text for paragraph in headings if paragraph.heading][-4:]
    return next((text for text in reversed(near) if _plan().search(text)), "")


def nearest(headings: Sequence[Paragraph]) -> str:
    """The nearest heading above a table, whatever it says."""
    return next((paragraph.text for paragraph in reversed(headings) if paragraph.heading), "")
