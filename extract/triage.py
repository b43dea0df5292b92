"""Which pages of a long file are read in full: cheap text first, and only what can belong to a plan goes on.

Built never to miss: a page passes on the words of a plan's header in short lines, on the wording of bullets under time
headings, on stated counts, on text that cannot be read. Pages beside a plan are added by `extract.paper`, page by
page, for as long as the plan goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.claims.signs import states_count
from extract.headers.vocabulary import fields_named, quick_phrases, vocabulary
from extract.legible import legibility, speaks
from extract.prose.time_headings import (
    is_bare_recommendations,
    is_improvement_heading,
    is_instruction,
    is_time_heading,
    leads_in_improvements,
)

_WHAT = frozenset(["action", "recommendation"])
_WHO_WHEN = frozenset(["owner", "deadline", "rag", "progress", "status"])
# A plan may call what is to be done a target or milestone.
_WITHOUT_WHAT = frozenset(["success_measure", "deadline"])
_LINE = 170
_LINE_WORDS = 30
_WINDOW = 14
_KNOWN, _ROW_KNOWN = 0.5, 0.35
"""Of the words of a heading, and of a row of headings, which may hold some that no vocabulary has."""
_SENTENCES = 2
_FEW = 5
_SHORT = 6
_CAPITALS = 3
_HEADINGS = 0.3
"""Of the words of a row of headings: those that begin one."""
_APART = "/:()&,.?-–’'£"
_FEWEST_LETTERS = 400
_FEWEST_WORDS = 10
_WORDS = re.compile(r"[A-Za-z]{2,}")
_MARK = re.compile(r"^\W*(?:\d{1,3}[.)]?|[A-Za-z][.)])?\s*")
_POINTS_WORDS = 9
_CONTENTS = re.compile(r"\D\d+$|\.{4}")
"""A page number, or the dots before it: lists of contents and running headers name recommendations, too."""


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


@dataclass(slots=True)
class _Line:
    """A line as printed, and its words in lower case."""

    text: str
    words: list[str]


_NO_LINE = _Line("", [])


def sift(text: str) -> Sift:
    """Judge a page by its bare text."""
    if len(text) < _FEWEST_LETTERS and len(_WORDS.findall(text)) < _FEWEST_WORDS:
        return Sift(scan=True, evidence="hardly any text")
    plain = _plain(text)
    lines = _lines(text, plain)
    fields = _header_fields(lines)
    if fields:
        return Sift(table=True, evidence=f"headings: {', '.join(fields)}")
    telling = _listed("points")
    if any(_heads_points(line) for line in lines if not telling.isdisjoint(line.words)):
        return Sift(prose=True, evidence="a heading of points to be done")
    if "recommendation" in plain and _heads_instructions(lines):
        return Sift(prose=True, evidence="recommendations that are instructions")
    if any(_heads_what(line) for line in lines):
        return Sift(table=True, evidence="a heading of what is to be done")
    if states_count(text, plain):
        return Sift(prose=True, evidence="a stated count")
    words = text.split()
    if not speaks(words) and not legibility(words).is_text:
        return Sift(scan=True, evidence="text that cannot be read")
    return Sift()


def _plain(text: str) -> str:
    """The text in small letters, with spaces for the marks between words: without dashes and quotes it is plain ASCII
    on most pages, and Python goes through that several times faster."""
    for mark in _APART:
        text = text.replace(mark, " ")
    return text.lower()


def _lines(text: str, apart: str) -> list[_Line]:
    """The lines short enough for a heading, and empty ones for the others; `apart` is the text as `_plain` has it."""
    return [
        _Line(line, words) if len(line) <= _LINE and len(words := plain.split()) <= _LINE_WORDS else _NO_LINE
        for line, plain in zip(text.splitlines(), apart.splitlines(), strict=True)
    ]


def _header_fields(lines: list[_Line]) -> tuple[str, ...]:
    """Fields named in neighbouring short lines, when they could head a plan: first who or when, then what near it."""
    hints, telling = _hints(), _telling_hints()
    named: dict[int, frozenset[str]] = {}
    for number, line in enumerate(lines):
        words = line.words
        if hints.isdisjoint(words):
            continue
        common = len(words) > _SHORT and telling.isdisjoint(words)
        if not common or (len(hints.intersection(words)) > 1 and _is_row(line)):
            named[number] = _fields_in(line)
    for number in [number for number, fields in named.items() if fields & _WHO_WHEN]:
        around = range(max(0, number - _WINDOW), min(len(lines), number + _WINDOW + 1))
        for other in around:
            if other not in named:
                named[other] = _fields_in(lines[other])
        near = frozenset[str]().union(*(named[other] for other in around))
        if near & _WHAT or near >= _WITHOUT_WHAT or len(near & _WHO_WHEN) > 1:
            return tuple(sorted(near))
    return ()


@cache
def _listed(name: str) -> frozenset[str]:
    return vocabulary().words["lines"][name]


@cache
def _hints() -> frozenset[str]:
    """The words that headings of who, when and how far begin with, and their plurals."""
    first = [words[0] for words, field in quick_phrases() if field in _WHO_WHEN and words[0] not in _listed("sentence")]
    return frozenset([*first, *(f"{word}s" for word in first)])


@cache
def _telling_hints() -> frozenset[str]:
    """Those of the hints that prose has seldom."""
    return _hints() - _listed("common")


def _fields_in(line: _Line) -> frozenset[str]:
    """Fields that a line of headings names; none where most of its words are no heading words."""
    if not line.words or line.text.rstrip()[-1:] in (".", ";", ",") or _reads_as_prose(line):
        return frozenset()
    named = fields_named(line.words, least=_ROW_KNOWN)
    return named if not named or _is_row(line) else fields_named(line.words, least=_KNOWN)


def _is_row(line: _Line) -> bool:
    """A line longer than one heading, with the capitals of several."""
    if len(line.words) <= _SHORT or line.text[0].islower():
        return False
    return _capitals(line) >= max(_CAPITALS, _HEADINGS * len(line.words))


def _reads_as_prose(line: _Line) -> bool:
    """A longer line with the small words of sentences and hardly a capital: headings begin with one each."""
    if len(line.words) <= _FEW or len(_listed("sentence").intersection(line.words)) <= _SENTENCES:
        return False
    return line.text[0].islower() or _capitals(line) < _CAPITALS


def _capitals(line: _Line) -> int:
    return 0 if line.text.islower() else sum([word[0].isupper() for word in line.text.split()])


def _heads_what(line: _Line) -> bool:
    """A short line with a capital that names actions or recommendations: a heading whose neighbours none knows."""
    if not line.words or len(line.words) > _SHORT or _listed("what").isdisjoint(line.words):
        return False
    if not _listed("named_plans").isdisjoint(line.words):
        return False
    printed = line.text.strip()
    return printed[0].isupper() and not printed.endswith((".", ";", ",", ":")) and not _CONTENTS.search(printed)


def _heads_points(line: _Line) -> bool:
    """A heading under which plans are written as points: a time, or what needs to improve."""
    if is_improvement_heading(line.text):
        return True
    if len(line.words) > _POINTS_WORDS and not line.text.rstrip().endswith((":", ":-")):
        return False
    return is_time_heading(line.text) or leads_in_improvements(line.text)


def _heads_instructions(lines: list[_Line]) -> bool:
    """A heading "Recommendations" with an instruction, or what someone should do, in one of the next two lines."""
    for at, line in enumerate(lines):
        if line.words and len(line.words) <= _FEW and is_bare_recommendations(line.text):
            following = (_MARK.sub("", after.text) for after in lines[at + 1 : at + 3] if after.words)
            if any(is_instruction(said) or " should " in said for said in following):
                return True
    return False
