"""The records that pass between the steps of the deadline grammar. No reading happens here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from schemas.meaning import DeadlineKind, Precision

TokenKind = Literal["word", "number", "break", "mark"]
Unit = Literal["hour", "day", "week", "fortnight", "month", "quarter", "year"]
Role = Literal["main", "revised", "suggested", "original", "done"]
Link = Literal["none", "to", "and", "loose"]

ChunkKind = Literal[
    "when",
    "period",
    "recur",
    "immediate",
    "ongoing",
    "none",
    "done",
    "to_do",
    "refer",
    "event",
    "vague",
    "now",
    "forward",
    "weak",
    "back",
    "by",
    "on",
    "in",
    "from",
    "before",
    "after",
    "until",
    "end_of",
    "start_of",
    "week_commencing",
    "week_ending",
    "soft",
    "onwards",
    "latest",
    "to",
    "and",
    "open",
    "close",
    "stop",
    "forum_cue",
    "day_number",
    "number",
    "label",
    "filler",
    "word",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: `start` and `end` are offsets into it, `glued` when no white space stands before it."""

    text: str
    lower: str
    start: int
    end: int
    kind: TokenKind
    glued: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the calendar that has a name, with or without its year.

    Whole months `first` to `last` of `year` (a month above twelve lies in a later year), or the single `day` of month
    `first`, or a `feast`. `pair` marks a year named by two ("2012/13"): such a year can lend its months to a name
    beside it. `fixed` is a stretch that a definition already gave its dates.
    """

    kind: DeadlineKind
    precision: Precision
    first: int
    last: int
    rule: str
    day: int | None = None
    feast: str | None = None
    year: int | None = None
    pair: bool = False
    fixed: tuple[dt.date, dt.date] | None = None
    flags: tuple[str, ...] = ()

    @property
    def whole_year(self) -> bool:
        """Whether it names a year and nothing finer."""
        return self.precision == "year" and self.year is not None


@dataclass(frozen=True, slots=True)
class Period:
    """A count of days, months or years from somewhere: `low` to `high` of `unit`.

    `ahead` when it starts at the base itself ("next 12 months"); `anchored` when it counts from the inspection, the
    report or the plan; `origin` a day it counts from by its own words.
    """

    low: int
    high: int
    unit: Unit
    ahead: bool = False
    anchored: bool = True
    working: bool = False
    origin: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` up to `last` (not included) read by one rule."""

    kind: ChunkKind
    first: int
    last: int
    value: str = ""
    named: Named | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A date spoken of: its role in the cell, the word before it, and how it hangs on to the mention before.

    `at` is its chunk. `bracket` numbers the brackets it stands in (0: none). `backward` when the words look back ("was
    due"), `denied` when a "not" stands before it, `after_participle` when a word like "cleared" does, `tied` when
    it only says which happening the cell's first word means ("before budget Council Feb 2015"). `start` and `end` bound
    the stretch named, once its year is known.
    """

    named: Named
    at: int
    qualifier: str | None = None
    role: Role = "main"
    link: Link = "none"
    bracket: int = 0
    backward: bool = False
    denied: bool = False
    after_participle: bool = False
    tied: bool = False
    start: dt.date | None = None
    end: dt.date | None = None
