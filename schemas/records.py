"""The published tables, one record class each: the single definition of every column.

A record's fields, in order, are the table's columns. Types: str, int, float, bool, date, tuples of str or int, and
tuples of the small structures below; `| None` means that the column may be null. Nothing is computed here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from schemas.columns import column
from schemas.meaning import DeadlineKind, OwnerKind, Precision, Qualifier, Rag, Status
from schemas.verbatim import Method, PageResult, TextLayer

Outcome = Literal["plans", "claims_only", "nothing_found", "failed"]
RagSource = Literal["text", "fill", "mark", "none"]
Verdict = Literal["agrees", "differs", "not_checkable"]
LinkKind = Literal["same_action", "alike"]
Severity = Literal["info", "warning", "error"]
BaseDateSource = Literal["prose", "cover", "register"]
Verbatim = "verbatim but for white space and hyphens at line ends"


@dataclass(frozen=True, slots=True)
class CellBox:
    """Where one field of an action stands: page from 1, box in points from the top left."""

    field: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A heading as printed and the field that it was read as (null: none)."""

    header: str
    field: str | None


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A heading as printed and what stands below it."""

    header: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyColour:
    """A line of the paper's RAG key."""

    colour: str | None
    word: str
    meaning: str


_DOCUMENT = "sha256 of the file's bytes, 64 hexadecimal digits; for a paper without bytes, of its source_uri"
_AUTHORITY = "ONS (GSS) code of the authority as at the meeting date; null where unknown"
_PLAN = "stable key of the plan"
_ACTION = "stable key of the action"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper seen, good or bad."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    file_name: str = column("name of the file as it was found")
    source_uri: str = column("where the paper was found, as given: a relative path, an address, or archive!member")
    authority_name: str | None = column("name of the authority in the register of UK authorities", default=None)
    committee: str | None = column("committee or board that the paper went to", default=None)
    meeting_date: dt.date | None = column("date of the meeting", default=None)
    title: str | None = column("title of the paper", default=None)
    agenda_item: str | None = column("agenda item, as printed", default=None)
    author: str | None = column("author or lead officer, as printed", default=None)
    pages: int | None = column("number of pages", unit="pages", minimum=1, default=None)
    text_layer: TextLayer | None = column("where the text came from", vocabulary=TextLayer, default=None)
    outcome: Outcome = column("what was found in the paper", vocabulary=Outcome)
    error_code: str | None = column("stable code of the failure; null when none", default=None)
    error: str | None = column("what is wrong and what to do about it; null when nothing is", default=None)
    same_as: str | None = column("document_id of the pack or paper that holds the same plan", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A page of a paper."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    page: int = column("page number, from 1", minimum=1)
    outcome: PageResult = column("what became of the page", vocabulary=PageResult)
    evidence: str = column("on what evidence")
    method: Method | None = column("how its plan was read; null where it holds none", vocabulary=Method, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """An action plan found."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    plan_id: str = column(_PLAN)
    title: str | None = column("the plan's own heading", default=None)
    framework: str | None = column("inspection framework the plan answers, as far as known", default=None)
    inspection_start: dt.date | None = column("first day of the inspection", default=None)
    inspection_end: dt.date | None = column("last day of the inspection", default=None)
    report_published: dt.date | None = column("day the inspection report was published", default=None)
    base_date: dt.date | None = column("day from which relative deadlines count", default=None)
    base_date_source: BaseDateSource | None = column("where it was read", vocabulary=BaseDateSource, default=None)
    first_page: int = column("first page, from 1", minimum=1)
    last_page: int = column("last page", minimum=1)
    headers: tuple[HeaderField, ...] = column("headings as printed, with the field each was read as", default=())
    rag_key: tuple[KeyColour, ...] = column("the paper's own key of colours", default=())
    method: Method = column("how the plan was read", vocabulary=Method)
    confidence: float = column("probability that the rows are the plan's rows", minimum=0, maximum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action (or a recommendation with none)."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    plan_id: str = column(_PLAN)
    action_id: str = column(_ACTION)
    row: int = column("place in the plan, from 1", minimum=1)
    number: str | None = column("reference number as printed", default=None)
    section: str | None = column("group heading that the row stands under, " + Verbatim, default=None)
    recommendation: str | None = column("what was recommended, " + Verbatim, default=None)
    action: str | None = column("what will be done, " + Verbatim, default=None)
    owner_text: str | None = column("who will do it, " + Verbatim, default=None)
    deadline_text: str | None = column("by when, " + Verbatim, default=None)
    deadline_kind: DeadlineKind | None = column("kind of deadline", vocabulary=DeadlineKind, default=None)
    deadline_start: dt.date | None = column("first day of the period named", default=None)
    deadline_end: dt.date | None = column("last day on which the action is in time (the original date)", default=None)
    deadline_precision: Precision | None = column("how fine the text speaks", vocabulary=Precision, default=None)
    deadline_qualifier: Qualifier | None = column("by, on, from ...", vocabulary=Qualifier, default=None)
    deadline_recurrence: str | None = column("how often, for what repeats", default=None)
    deadline_revised_end: dt.date | None = column("the later date, where one is given", default=None)
    deadline_forum: str | None = column("body reported to", default=None)
    deadline_rule: str | None = column("rule that read the deadline", default=None)
    base_date: dt.date | None = column("day that a relative deadline was counted from", default=None)
    progress: str | None = column("newest progress text, " + Verbatim, default=None)
    progress_as_at: dt.date | None = column("day that text was true on", default=None)
    rag: Rag | None = column("newest colour stated", vocabulary=Rag, default=None)
    rag_source: RagSource | None = column("what stated it", vocabulary=RagSource, default=None)
    rag_text: str | None = column("words of the RAG cell, or its colour as RRGGBB", default=None)
    status: Status | None = column("what the words say", vocabulary=Status, default=None)
    success_measure: str | None = column("how success is told, " + Verbatim, default=None)
    evidence: str | None = column("evidence named, " + Verbatim, default=None)
    priority: str | None = column("priority as printed", default=None)
    resources: str | None = column("resources or cost as printed", default=None)
    other: tuple[HeaderText, ...] = column("every column without a field of its own", default=())
    themes: tuple[str, ...] = column("what the action is about: names of the themes vocabulary", default=())
    pages: tuple[int, ...] = column("pages the row stands on", default=())
    boxes: tuple[CellBox, ...] = column("page and box of each cell", unit="points", default=())
    method: Method = column("how the row was read", vocabulary=Method)
    confidence: float = column("probability that every field is right", minimum=0, maximum=1)
    flags: tuple[str, ...] = column("codes of the findings on this row", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One dated progress entry of an action."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    plan_id: str = column(_PLAN)
    action_id: str = column(_ACTION)
    position: int = column("order in the row, from 1", minimum=1)
    as_at: dt.date | None = column("day the entry was true on", default=None)
    text: str | None = column("the entry, " + Verbatim, default=None)
    rag: Rag | None = column("colour stated", vocabulary=Rag, default=None)
    rag_source: RagSource | None = column("what stated it", vocabulary=RagSource, default=None)
    status: Status | None = column("what the words say", vocabulary=Status, default=None)
    page: int | None = column("page of the entry", minimum=1, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRecord:
    """One owner of an action."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    plan_id: str = column(_PLAN)
    action_id: str = column(_ACTION)
    position: int = column("order in the cell, from 1", minimum=1)
    kind: OwnerKind = column("what the owner is", vocabulary=OwnerKind)
    name: str | None = column("name of the person, team, board or organisation", default=None)
    role: str | None = column("post", default=None)
    organisation: str | None = column("organisation or unit", default=None)
    text: str | None = column("the part of the cell it was read from", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """A count the paper states, checked against the rows found."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    plan_id: str | None = column("plan it was checked against; null where none", default=None)
    text: str = column("the sentence, " + Verbatim)
    subject: str = column("what is counted, in the paper's words")
    stated: int | None = column("number stated", default=None)
    out_of: int | None = column("of how many", default=None)
    percent: float | None = column("share stated", unit="per cent", minimum=0, default=None)
    rag: Rag | None = column("colour counted", vocabulary=Rag, default=None)
    status: Status | None = column("status counted", vocabulary=Status, default=None)
    found: int | None = column("number of such rows found; null when not checkable", default=None)
    verdict: Verdict = column("whether paper and rows agree", vocabulary=Verdict)
    page: int = column("page of the sentence", minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two actions that belong together."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    kind: LinkKind = column("same_action: in another paper; alike: of another authority", vocabulary=LinkKind)
    action_id: str = column("key of the action; for same_action, the one in the later paper")
    other_action_id: str = column("key of the other action; for same_action, in the newest paper before")
    thread_id: str | None = column("one for all papers of an action; null for alike", default=None)
    score: float = column("likeness", minimum=0, maximum=1)
    evidence: str = column("why they belong together")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryRecord:
    """An acronym the paper explains."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    term: str = column("the acronym")
    meaning: str = column("what the paper says it stands for")
    page: int = column("page", minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """Something a person should look at."""

    document_id: str = column(_DOCUMENT)
    authority_code: str | None = column(_AUTHORITY, default=None)
    plan_id: str | None = column("plan it is about; null when about the paper", default=None)
    action_id: str | None = column("action it is about; null when about the plan or paper", default=None)
    severity: Severity = column("how grave", vocabulary=Severity)
    code: str = column("stable code of the kind of finding")
    message: str = column("what is to be looked at, and why")
    page: int | None = column("page", minimum=1, default=None)
    box: tuple[float, ...] = column("x0, y0, x1, y1 on that page", unit="points", default=())


@dataclass(frozen=True, slots=True)
class PaperRecords:
    """All rows that one paper gives."""

    document: Document
    pages: tuple[PageRecord, ...] = ()
    plans: tuple[PlanRecord, ...] = ()
    actions: tuple[Action, ...] = ()
    updates: tuple[Update, ...] = ()
    owners: tuple[OwnerRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()
    glossary: tuple[GlossaryRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
