"""Whether a page's bare text states a count, for triage: what is near a number is read as claims are.

A number close to "action" or "recommendation" stands on every seventh page of published papers, and most of them say
nothing by it (docs/adr/0350). So the words around it are read by `counts` itself, and small tables are known by
their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.claims.counts import claims
from extract.claims.words import WORDED, has_state
from extract.prose.vocabulary import any_of, vocabulary
from schemas.geometry import Box, Place
from schemas.verbatim import Paragraph

_NEAR = 60
_BEFORE, _AFTER = 200, 300
"""Letters around what is counted: back to the beginning of its sentence, and on to what the next one may add."""
_SENTENCE_END = re.compile(r"[.!?]\s")
_LEAD = re.compile(r"[^.\n]{0,40}(?::-?|[–-])[ \t]*(?:\n|$)")
_CELL_WORDS = 8
_FIGURES = re.compile(r"[\s\d(),.%/-]*\d[\s\d(),.%/-]*")
_NOWHERE = Place(1, Box(0.0, 0.0, 0.0, 0.0))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(vocabulary('claims')['counted']['signs'])})\b")


@cache
def _stems() -> tuple[str, ...]:
    """The first words of what is counted, without those that begin with another."""
    first = sorted({phrase.split()[0] for phrase in vocabulary("claims")["counted"]["signs"]})
    return tuple(word for word in first if not any(word != other and word.startswith(other) for other in first))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"\b(?!no\b)(?:\d{{1,3}}|{WORDED}|all)\b")


def states_count(text: str, plain: str) -> bool:
    """Whether the text may state counts of actions, or lead in a list of such counts; `plain` has its words in small
    letters."""
    if not any(stem in plain for stem in _stems()):
        return False
    return any(leads or _says_count(text[start:end]) for start, end, leads in _windows(text))


def _windows(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a number stands close to what plans count, neighbours as one; and whether a colon ends such a line."""
    start = end = -1
    leads = False
    for at, after in sorted(_named(text.lower())):
        begin = max(
            [max(0, at - _BEFORE), *(stop.end() for stop in _SENTENCE_END.finditer(text, max(0, at - _BEFORE), at))]
        )
        if begin > end >= 0:
            yield start, end, leads
            start, leads = -1, False
        start = begin if start < 0 else start
        end = min(len(text), after + _AFTER)
        leads = leads or _LEAD.match(text, after) is not None
    if end >= 0:
        yield start, end, leads


def _named(lower: str) -> Iterator[tuple[int, int]]:
    for stem in _stems():
        at = lower.find(stem)
        while at >= 0:
            found = _counted().match(lower, at)
            if found and _number().search(lower, max(0, at - _NEAR), min(len(lower), found.end() + _NEAR)):
                yield at, found.end()
            at = lower.find(stem, at + 1)


def _says_count(text: str) -> bool:
    return _is_tabled(text.splitlines()) or bool(claims([Paragraph(" ".join(text.split()), _NOWHERE)]))


def _is_tabled(lines: Sequence[str]) -> bool:
    """Whether two figures stand beside or below states, as in a small table."""
    told = 0
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if len(line.split()) <= _CELL_WORDS and has_state(line):
            figures = below if _FIGURES.fullmatch(below) else ""
            told += len(figures.split()) if figures else bool(re.search(r"\d", line))
    return told > 1
