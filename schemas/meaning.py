"""What a cell means: the records that `normalise` gives back for one cell's text.

Field values and conventions are those of the labelled corpus; the closed vocabularies are the Literal types below.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

DeadlineKind = Literal[
    "date",
    "month",
    "quarter",
    "season_or_term",
    "financial_year",
    "relative",
    "immediate",
    "ongoing",
    "recurring",
    "event",
    "range",
    "none",
    "unparseable",
]
Precision = Literal["day", "month", "quarter", "term", "year"]
Qualifier = Literal["by", "on", "from", "before", "w/c", "end of"]
OwnerKind = Literal["person", "role", "organisation", "team", "board", "unknown"]
Rag = Literal["red", "amber", "green", "blue", "grey", "amber-green", "amber-red"]
Status = Literal[
    "not_started",
    "in_progress",
    "on_track",
    "at_risk",
    "overdue",
    "completed",
    "embedded",
    "superseded",
    "no_data",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, as an interval of whole days.

    `end` is the last day on which the action is still in time and always the original date; a later
    one stands in `revised_to`. `rule` names the rule that read the text ("none" kinds included), `base_date` is the
    day a relative period was counted from, where one was. `flags` are finding codes ("typo_repaired",
    "ocr_repaired", "year_inferred", "impossible_day", ...).
    """

    kind: DeadlineKind
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision | None = None
    qualifier: Qualifier | None = None
    recurrence: str | None = None
    revised_to: dt.date | None = None
    forum: str | None = None
    rule: str = ""
    base_date: dt.date | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner of an action, with the part of the cell it was read from."""

    kind: OwnerKind
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class RagReading:
    """What a progress or RAG cell says: a colour stated, a status in words, the day it was true on.

    `rag_source` says where the colour came from; null fields were not said. `flags` are finding codes.
    """

    rag: Rag | None = None
    status: Status | None = None
    as_at: dt.date | None = None
    rag_source: Literal["text", "fill", "mark", "none"] = "none"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """A theme and the words that gave it."""

    theme: str
    evidence: tuple[str, ...] = ()
