"""What an invented paper holds, before anybody lays it out.

What belongs here: plain records. The words come from `invent`, the look from `style`, the PDF from the producers, the
truth file from `truth`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from samples.maker.grid import Line, Look, Shape

Wear = Literal["none", "scan", "turned scan", "mixed", "faulty layer", "no Unicode map"]
Sections = Literal["none", "rows", "first cell", "column"]
SetName = Literal["drawn", "word", "web", "slides", "sheets", "scanned", "prose", "pack", "none"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan: its field, its heading, and the heading above it where headings have two levels."""

    field: str
    header: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as it is meant: its words and what is drawn in it. `rag` is the colour a reader sees, null for none."""

    text: str = ""
    rag: str | None = None
    fill: str = ""
    ink: str = "000000"
    shape: Shape | None = None
    shape_colour: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a plan. `merged`: it shares the plan's merged columns with the row above."""

    entries: tuple[Entry, ...]
    section: str = ""
    merged: bool = False


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of a plan's key: a colour by name and as RRGGBB, and what it means."""

    rag: str
    fill: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan. `merged_columns` are those whose cells run down over the rows of one recommendation."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    merged_columns: frozenset[int] = frozenset()
    sections: Sections = "none"
    key: tuple[KeyLine, ...] = ()
    empty_numbers: int = 0


@dataclass(frozen=True, slots=True)
class ProsePlan:
    """Recommendations as points under time headings: (section, heading, texts)."""

    groups: tuple[tuple[str, str, tuple[str, ...]], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """What a paper's front page says of itself."""

    authority: str
    official_name: str
    committee: str
    meeting_date: dt.date
    title: str
    item: str
    author: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` is a number or bullet that hangs before it."""

    text: str
    lead: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and texts of a cover block, in a ruled table or bare."""

    pairs: tuple[tuple[str, str], ...]
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class OtherTable:
    """A table that is no plan."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class KeyBlock:
    key: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """Where the plan of this place in the paper's list is printed."""

    plan: int


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, turned to landscape or back."""

    wide: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str


Block = Heading | Text | Pairs | OtherTable | KeyBlock | PlanBlock | Break | Bookmark


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper looks and what was done to its pages. `font_name` is the font as Word and the web know it."""

    look: Look
    font_name: str = "Liberation Sans"
    wide: bool = False
    footer: str = ""
    header: str = ""
    watermark: str = ""
    sideways: bool = False
    cropped: bool = False
    tagged: bool = True
    turned_headers: bool = False
    broken_headers: bool = False
    hidden_text: bool = False
    wear: Wear = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that the paper's prose states."""

    text: str
    stated: int
    out_of: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `traits` name what is hard about it, for reading the scores."""

    name: str
    set_name: SetName
    front: Front
    blocks: tuple[Block, ...]
    style: Style
    plans: tuple[Plan, ...] = ()
    prose_plan: ProsePlan | None = None
    claims: tuple[Claim, ...] = ()
    traits: tuple[str, ...] = field(default=())
