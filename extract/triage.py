"""Which pages of a long file are read in full: cheap text first, and only what can belong to a plan goes on.

Built never to miss: a page passes on the words of a plan's header in short lines, on the wording of bullets under time
headings, on stated counts, on text that cannot be read. Pages beside a plan are added by `extract.paper`, page by
page, for as long as the plan goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.headers_vocabulary import heading

_WHAT = frozenset(["action", "recommendation", "success_measure"])
_WHO_WHEN = frozenset(["owner", "deadline", "rag", "progress", "status", "completed_date", "revised_deadline"])
_LINE = 90
_WINDOW = 14
_SURE = 3.6
_WORDS = re.compile(r"[A-Za-z]{2,}")
_COUNT = r"(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNTED = r"(actions?|recommendations?|areas?|tasks?|targets?|milestones?)"
_CLAIM = re.compile(
    rf"\b{_COUNT}\b[^.\n]{{0,60}}\b{_COUNTED}\b|\b{_COUNTED}\b[^.\n]{{0,60}}\b\d+\b",
    re.IGNORECASE,
)
_TIME_HEADING = re.compile(
    r"^\W*(immediately|immediate|with immediate effect|within\s+(\w+\s+)?(week|month|day|year)s?|within\s+\w+\s+months?.{0,30}|by\s+\w+\s+\d{4})\s*:?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_IMPROVE = re.compile(r"areas? (for|of) (improvement|priority action|development)|priority actions?", re.IGNORECASE)
_FEW = 40


@dataclass(frozen=True, slots=True)
class Sift:
    """What a page's text gave: `table` for the header of a plan, `prose` for counts and bullets, `scan` for no text
    to go by; `evidence` in words."""

    table: bool = False
    prose: bool = False
    scan: bool = False
    evidence: str = "no heading of a plan among its lines"

    @property
    def passes(self) -> bool:
        return self.table or self.prose or self.scan


def sift(text: str) -> Sift:
    """Judge a page by its bare text."""
    if len(_WORDS.findall(text[:2000])) < _FEW // 4:
        return Sift(scan=True, evidence="hardly any text")
    fields = _header_fields(text)
    if fields:
        return Sift(table=True, evidence=f"headings: {', '.join(fields)}")
    if _TIME_HEADING.search(text) or _IMPROVE.search(text):
        return Sift(prose=True, evidence="points under a time or improvement heading")
    if _CLAIM.search(text):
        return Sift(prose=True, evidence="a stated count")
    return Sift()


def _header_fields(text: str) -> tuple[str, ...]:
    """Fields named in neighbouring short lines, when they could head a plan."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named: list[tuple[int, frozenset[str]]] = []
    for number, line in enumerate(lines):
        fields = _fields_in(line) if len(line) <= _LINE else frozenset()
        if fields:
            named.append((number, fields))
    for at, (number, _) in enumerate(named):
        near: set[str] = set()
        for other, fields in named[at:]:
            if other - number > _WINDOW:
                break
            near |= fields
        if near & _WHAT and near & _WHO_WHEN and len(near) >= 2:
            return tuple(sorted(near))
    return ()


@lru_cache(maxsize=4096)
def _fields_in(line: str) -> frozenset[str]:
    """Fields that a line of headings names; none where most of its words are no heading words."""
    if line.endswith((".", ";")) or len(line.split()) > 16:
        return frozenset()
    one = heading(line)
    known = one.known
    if known < 0.6 * len(one.words):
        return frozenset()
    return frozenset(candidate.field for candidate in one.candidates if candidate.score >= _SURE)
