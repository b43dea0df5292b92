"""Running headers, running footers and page numbers, told from the prose between them.

Only lines at the edges of the page are looked at; what repeats inside the text stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from extract.prose.lines import Line
from extract.prose.time_headings import improvement_headings
from extract.prose.vocabulary import any_of, vocabulary

# How far from the top or the foot furniture may stand, as a share of the page.
EDGE = 0.13
_WIDE_EDGE = 0.2
"""The same of a line that numbers its page: wide margins on a sheet on its side leave it higher."""
NUMBER_EDGE = 0.1
REACH = 4
_LEVEL = 0.01
_TELLING, _ALIKE = 12, 0.92
_SHARE = 3
_NEXT = 2
"""Pages from one running header to the next; left and right pages may have their own."""

_NUMBER = re.compile(
    r"(?:(?:page|pg\.?|p\.?|agenda page)\s*[|:]?\s*)?[-–—|]?\s*(?:\d{1,4}|[ivxlc]{1,6}|[A-Z]\d{1,3})\s*[-–—|]?"
    r"(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*\|?\s*page)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_POINTER = re.compile(r"^\W*(?:table\s+)?(?:cont|p)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"(?!page|p#)[a-z]+#$")
_NO_LETTER = re.compile(r"[\W_]+")


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[tuple[Line, ...], ...]:
    """The same pages without running headers, footers and page numbers.

    A line is furniture when it only points to the next page, or when it stands near an edge and holds only a page
    number, or says the same (digits aside) at the same height on another page. A heading of improvements that opens a
    few pages is none, nor are the titles of slides that do not all say the same, nor headings that count
    ("Recommendation 6") and stand within pages, too.
    """
    titles = {line.text for lines in pages for line in lines if line.titles}
    edges = _edge_lines(pages)
    counting = _counting(pages, edges)
    seen = {
        said: places
        for said, places in edges.items()
        if said not in counting and not _opens_parts(said, places, len(pages))
    }
    return tuple(
        tuple(line for line in lines if (line.titles and len(titles) > 1) or not _is_furniture(line, seen))
        for lines in pages
    )


def points_on(text: str) -> bool:
    """Whether a text says no more than that something goes on overleaf ("Continued on next page")."""
    return bool(_POINTER.search(text)) and bool(_points_on().fullmatch(text))


@cache
def _points_on() -> re.Pattern[str]:
    said = any_of(vocabulary("plan_lines")["cut"]["points_on"])
    return re.compile(rf"\W*(?:{said})(?:\s+\d+)?\W*", re.IGNORECASE)


def _opens_parts(said: str, places: Sequence[tuple[int, float]], page_count: int) -> bool:
    """Whether it is a heading of improvements on a few of the pages read, or on none that follow each other closely:
    of a long paper only some pages are read, and a running header is on the pages between, too."""
    if said not in _part_headings():
        return False
    numbers = sorted({page for page, _ in places})
    return len(places) * _SHARE <= page_count or all(after - page > _NEXT for page, after in pairwise(numbers))


@cache
def _part_headings() -> frozenset[str]:
    """What needs to improve, and recommendations, as lines are compared."""
    return frozenset(map(_squeezed, improvement_headings()))


def _counting(pages: Sequence[Sequence[Line]], edges: Mapping[str, Sequence[tuple[int, float]]]) -> frozenset[str]:
    """Of what lines at edges say on several pages, digits aside, what headings within pages say as well."""
    doubtful = {said for said, places in edges.items() if len(places) > 1 and _COUNTED.match(said)}
    if not doubtful:
        return frozenset()
    within = (line for lines in pages for line in lines if line.text[-1:].isdigit() and not _at_edge(line))
    return frozenset(doubtful.intersection(map(_said, within)))


def _said(line: Line) -> str:
    return _squeezed(line.text)


def _squeezed(text: str) -> str:
    """Letters as lines are compared by: specks of a copier are read as stops and accents, on one page of many."""
    plain = text if text.isascii() else unicodedata.normalize("NFD", text)
    return _DIGITS.sub("#", _NO_LETTER.sub("", plain)).casefold()


def _at_edge(line: Line) -> bool:
    if line.depth < EDGE or line.depth > 1 - EDGE:
        return True
    return not _WIDE_EDGE < line.depth < 1 - _WIDE_EDGE and bool(_NUMBERED.search(line.text))


def _edge_lines(pages: Sequence[Sequence[Line]]) -> dict[str, list[tuple[int, float]]]:
    seen: dict[str, list[tuple[int, float]]] = {}
    for lines in pages:
        ordered = sorted(lines, key=lambda line: line.depth)
        for line in [*ordered[:REACH], *ordered[-REACH:]]:
            if _at_edge(line):
                seen.setdefault(_said(line), []).append((line.page, line.depth))
    return seen


def _is_furniture(line: Line, seen: dict[str, list[tuple[int, float]]]) -> bool:
    if points_on(line.text):
        return True
    if not _at_edge(line):
        return False
    if (line.depth < NUMBER_EDGE or line.depth > 1 - NUMBER_EDGE) and _NUMBER.fullmatch(line.text.strip()):
        return True
    said = _said(line)
    alike = [said] if line.measured else [other for other in seen if _is_misread(other, said)]
    places = [place for other in alike for place in seen.get(other, ())]
    return any(page != line.page and abs(depth - line.depth) < _LEVEL for page, depth in places)


def _is_misread(one: str, other: str) -> bool:
    """Whether two scanned lines are the same but for a letter or two that a speck changed on one page."""
    if one == other:
        return True
    return min(len(one), len(other)) >= _TELLING and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
