"""What `extract` hands on: a paper as it stands, nothing interpreted, every piece with its page and box.

Text is verbatim but for white space and hyphenation at line ends. Dates, owners, colours and
counts are read from these records by `normalise`; nothing here is typed further than the page shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.geometry import Place
from schemas.quick import quick

Method = Literal["tags", "rules", "fills", "alignment", "prose", "ocr", "camelot", "pdfplumber"]
TextLayer = Literal["native", "ocr", "mixed", "none"]
PageResult = Literal["plan", "no_plan", "needs_ocr", "failed"]

# The canonical field of a column (shared vocabulary of the labelled headers corpus).
Field = Literal[
    "number",
    "section",
    "recommendation",
    "action",
    "owner",
    "deadline",
    "start_date",
    "progress",
    "rag",
    "status",
    "priority",
    "success_measure",
    "evidence",
    "resources",
    "cost",
    "risk",
    "completed_date",
    "revised_deadline",
    "comments",
    "other",
]


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a plan's row.

    `places` has one entry for each page the cell stands on (two when a page break cuts it). Colours are RRGGBB in
    capitals: `fill` behind the cell (null when none or white), `mark` of a circle, square or glyph drawn in it, `ink`
    of its words when they are not black or grey. `carried`: the text was carried down from a merged cell above.
    """

    text: str = ""
    places: tuple[Place, ...] = ()
    fill: str | None = None
    mark: str | None = None
    ink: str | None = None
    confidence: float = 1.0
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Two pieces of one row, joined over a page break, and why."""

    first_page: int
    second_page: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at; `code` is stable, `message` says what and why."""

    severity: Literal["info", "warning", "error"]
    code: str
    message: str
    place: Place | None = None


@quick
@dataclass(frozen=True, slots=True)
class Row:
    """One action (or recommendation) as it stands; `cells` runs parallel to the plan's `columns`."""

    cells: tuple[Cell, ...]
    section: Cell | None = None
    joins: tuple[Join, ...] = ()
    findings: tuple[Finding, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plan: the heading as printed, and the field that it means (null: none known)."""

    header: str
    field: Field | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the paper's own RAG key: a colour (RRGGBB, or a word) and what the paper says it means."""

    colour: str | None
    word: str
    meaning: str
    place: Place | None = None


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of prose outside tables, in reading order. `heading` when larger, bold or numbered as one; `size` of its
    type in points, 0 where it is not known."""

    text: str
    place: Place
    heading: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class CoverField:
    """A field of a cover block, as printed."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cover:
    """What the front of a report says of itself; null where it says nothing."""

    authority: CoverField | None = None
    committee: CoverField | None = None
    meeting_date: CoverField | None = None
    title: CoverField | None = None
    agenda_item: CoverField | None = None
    author: CoverField | None = None
    published: CoverField | None = None
    inspection: CoverField | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that the paper states, as numbers and words; what it is a count of is read by `normalise`.

    `stated` and `out_of` are null where the sentence gives only one of them; `percent` as printed (0 to 100);
    `subject` the counted things' own words, with the heading they stand under where the sentence leans on it.
    """

    text: str
    place: Place
    subject: str
    stated: int | None = None
    out_of: int | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An acronym the paper explains."""

    term: str
    meaning: str
    place: Place


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan found in a paper.

    `title` is its own heading; `cover` the front of the report that it belongs to (an agenda pack holds
    several); `prose` the paragraphs of that report outside tables, for base dates; `rag_key` the key printed
    with it. Pages count from 1, both ends included. `confidence` in 0..1 is the extraction's own.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first_page: int
    last_page: int
    method: Method
    confidence: float = 1.0
    cover: Cover | None = None
    prose: tuple[Paragraph, ...] = ()
    rag_key: tuple[KeyEntry, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of a page, and on what evidence."""

    page: int
    outcome: PageResult
    evidence: str
    method: Method | None = None
    text_layer: TextLayer = "native"


@dataclass(frozen=True, slots=True)
class ExtractedPaper:
    """Everything read from one PDF. `prose` holds the paragraphs that no plan's own report holds."""

    pages: tuple[PageOutcome, ...]
    text_layer: TextLayer
    cover: Cover = Cover()
    plans: tuple[Plan, ...] = ()
    claims: tuple[Claim, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    prose: tuple[Paragraph, ...] = ()
    findings: tuple[Finding, ...] = ()
