"""What the cells of a column look like: dates, people, colours, short verdicts, numbers, long text.

The look speaks where a heading is empty or unknown, or where one word names two things ("Progress" over "Completed"
is a status, "Action" over names is an owner). It never overrules a heading that is certain; cells are not
interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.headers.vocabulary import vocabulary
from extract.headers.words import plain
from schemas.quick import quick
from schemas.verbatim import Cell

_WORD = re.compile(r"[A-Za-z]+|\d[\d./-]*")
_DATE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b(19|20)\d\d\b|\bq[1-4]\b|\d{1,2}(st|nd|rd|th)?\s+(of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*[ '’-]*\d{2,4}|\b\d\d/\d\d\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # there is one in every date
_NAME = re.compile(r"[A-Z][a-z’'-]+(\s+[A-Z][A-Za-z’'-]+){1,2}|[A-Z]{2,3}")
_NUMBERING = re.compile(
    r"(?:rec(?:ommendation)?\s*)?[A-Z]{0,4}[\s./-]*\d{1,3}([.)/-]?\d{1,3}){0,3}[a-z]?[.)]?|[a-zA-Z][.)]", re.IGNORECASE
)
_MONEY = re.compile(r"[-+(]?[£$]?\s*[\d,.]+\s*(%|m|k|bn)?\)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}([:.]\d\d)?\s*(am|pm|noon)\b|\d{1,2}:\d\d\b", re.IGNORECASE)
_HOURS = re.compile(r"\d{1,2}[:.]\d\d\s*(hrs?|am|pm)?\s*([-–]|to)\s*\d{1,2}[:.]\d\d\b(?![./-])", re.IGNORECASE)
_STANDING = re.compile(r"\b(hours?|hrs)\b|\bworking days?\b|\bsame day\b", re.IGNORECASE)
_FROM_TO = re.compile(r"\b\d{1,2}:\d\d\s*(hrs?|am|pm)?\s*([-–]|to)\s*\d{1,2}:\d\d\b", re.IGNORECASE)
_SHORT = 12
_WORDY = 3
"""Letters that a word of something to do has at least: "A", "D" and "N" stand for a vote or for nothing."""
_LONGEST = 160
# Cells of one table that are looked at: a column shows what it is early.
_ENOUGH = 24


@quick
@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0 to 1) of a column's filled cells that look like something; `words` their mean length in words,
    `colours` the share of all cells that show a saturated colour, `filled` the number of cells with text, `cells` of
    all. `clock` tells hours of a day, `standing` how many hours or working days may pass, whenever that begins;
    `blanks` the label of something to be filled in, a question that is to be answered there, a motion to be voted
    on, or a letter or two; `grades` how urgent something is."""

    cells: int = 0
    filled: int = 0
    dates: float = 0.0
    clock: float = 0.0
    people: float = 0.0
    rag: float = 0.0
    status: float = 0.0
    numbering: float = 0.0
    figures: float = 0.0
    colours: float = 0.0
    words: float = 0.0
    standing: float = 0.0
    blanks: float = 0.0
    grades: float = 0.0


def _cell_words() -> Mapping[str, frozenset[str]]:
    return vocabulary().words["cells"]


def look(cells: Sequence[Cell]) -> Look:
    """The look of a column's cells, carried and merged ones left out by the caller."""
    cells = cells[:_ENOUGH]
    texts = [cell.text.strip() for cell in cells if cell.text.strip() not in ("", "-", "–")]
    colours = sum(map(_coloured, cells)) / (len(cells) or 1)
    if not texts:
        return Look(cells=len(cells), colours=colours)
    dates, clock, people, rag, status, numbering, figures, words, *others = (
        sum(shown) / len(texts) for shown in zip(*map(_shown, texts), strict=True)
    )
    return Look(len(cells), len(texts), dates, clock, people, rag, status, numbering, figures, colours, words, *others)


@lru_cache(maxsize=4096)
def _shown(text: str) -> tuple[bool, bool, bool, bool, bool, bool, bool, int, bool, bool, bool]:
    """Whether one text looks like a date, an hour, people, a colour, a state, numbering, figures; its words; whether it
    gives hours, is a blank's label or a motion, or says how urgent something is."""
    return (
        reads_as_deadline(text),
        begins_with_hour(text) or bool(_FROM_TO.search(text)),
        reads_as_owner(text),
        reads_as_rag(text),
        _is_status(text),
        reads_as_number(text),
        bool(_MONEY.fullmatch(text)),
        len(text.split()),
        bool(_STANDING.search(text)) and not holds_date(text),
        (len(text) < _WORDY and text.isalpha())
        or text.endswith((":", "?"))
        or " ".join(text[:_LONGEST].lower().split()[:2]) in _cell_words()["motion"],
        reads_as_grade(text),
    )


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple([plain(word) for word in _WORD.findall(text)])


def reads_as_number(text: str) -> bool:
    """What numbers a row, and nothing else."""
    return bool(_NUMBERING.fullmatch(text))


def reads_as_rag(text: str) -> bool:
    """A rating in words, and nothing else."""
    if len(text) > _SHORT:
        return False
    return " ".join(word.lower() for word in _WORD.findall(text)) in _cell_words()["rag"]


def reads_as_grade(text: str) -> bool:
    """How urgent something is: a figure, or a word for it among few."""
    words = [word.lower() for word in _WORD.findall(text[:_LONGEST])]
    return any(word[:1].isdigit() or word in _cell_words()["grade"] for word in words)


def begins_with_hour(text: str) -> bool:
    """Whether it begins with a time of the day ("14:30", "10.00-10.15", "9 am"), and names no day."""
    return bool(_HOURS.match(text)) or (bool(_CLOCK.match(text)) and not holds_date(text))


def holds_date(text: str) -> bool:
    """Whether a day, month, quarter or year stands in it."""
    return bool(_DIGIT.search(text)) and bool(_DATE.search(text))


@lru_cache(maxsize=4096)
def reads_as_deadline(text: str) -> bool:
    """A date, a period or a word that deadlines begin with, and not much else."""
    words = _words(text) if len(text) < _LONGEST else ()
    if not words or len(words) > _SHORT:
        return False
    known = _cell_words()["deadline"]
    return holds_date(text) or (bool(words) and words[0] in known) or sum(w in known for w in words) * 2 > len(words)


@lru_cache(maxsize=4096)
def reads_as_owner(text: str) -> bool:
    """A post, a team, a person or initials, and not much else."""
    words = _words(text) if len(text) < _LONGEST else ()
    if not words or len(words) > 2 * _SHORT or holds_date(text):
        return False
    known = _cell_words()["owner"]
    parts = [part.strip() for part in re.split(r"[/,;&\n]|\band\b", text) if part.strip()]
    return any(w in known for w in words) or all(_NAME.fullmatch(part) for part in parts)


def _is_status(text: str) -> bool:
    words = _WORD.findall(text[:_LONGEST])
    return len(words) <= _SHORT and not _cell_words()["status"].isdisjoint([word.lower() for word in words])


def _coloured(cell: Cell) -> bool:
    """A fill or mark with a hue; the pale tints of banded rows have none to speak of."""
    return any(_saturation(colour) > 0.35 for colour in (cell.fill, cell.mark) if colour)


@lru_cache(maxsize=4096)
def _saturation(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return (max(red, green, blue) - min(red, green, blue)) / 255
