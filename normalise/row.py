"""One row of a plan read: its deadline, owners, updates, colour, status and themes, and how sure all that is."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from normalise import owners, themes
from normalise.base_date.choice import BaseDate
from normalise.boxes import ticked_names
from normalise.confidence import row_confidence
from normalise.customs import BRITISH, Customs
from normalise.deadlines import deadline
from normalise.fields import FieldedRow
from normalise.finding_texts import deadline_findings
from normalise.keys import RowKey
from normalise.progress import Progress, read_progress
from schemas.findings import finding_notes
from schemas.geometry import Place
from schemas.meaning import Deadline, Owner
from schemas.records import Action
from schemas.verbatim import Column, Field, Finding, Method, Plan, Row


@dataclass(frozen=True, slots=True)
class RowContext:
    """What the rows of a plan share: where relative dates count from, when the paper was written, key, acronyms.

    `by_section` holds the base dates of sections that tell one of their own, by the section's text; the years of the
    headings that stand in the column `ticked` follow from the day `ticked_from`.
    """

    plan: Plan
    base: BaseDate | None
    by_section: Mapping[str, BaseDate]
    written: dt.date | None
    legend: Mapping[str, str]
    glossary: Mapping[str, str]
    terse: frozenset[int] = frozenset()
    ticked: Column | None = None
    ticked_from: dt.date | None = None
    customs: Customs = BRITISH

    def counted_from(self, fielded: FieldedRow) -> dt.date | None:
        """The day that the row's relative dates count from: its section's, else the plan's."""
        sections = (fielded.section() or "").split("\n") if self.by_section else ()
        own = next((self.by_section[name] for name in sections if name in self.by_section), self.base)
        return own.date if own else None


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row as read. Texts are verbatim; `deadline` is null where the plan has no such column."""

    fielded: FieldedRow
    number: str | None
    recommendation: str | None
    action: str | None
    deadline_text: str | None
    deadline: Deadline | None
    progress: Progress
    owners: tuple[Owner, ...]
    themes: tuple[str, ...]
    findings: tuple[Finding, ...]

    def to_action(self, key: RowKey, *, row: int, method: Method) -> Action:
        """The row's record."""
        fielded, progress = self.fielded, self.progress
        action = Action(
            document_id=key.document_id,
            authority_code=key.authority_code,
            plan_id=key.plan_id,
            action_id=key.action_id,
            row=row,
            number=self.number,
            section=fielded.section(),
            recommendation=self.recommendation,
            action=self.action,
            owner_text=fielded.text("owner"),
            deadline_text=self.deadline_text,
            progress=progress.text,
            progress_as_at=progress.as_at,
            rag=progress.rag,
            rag_source=progress.rag_source,
            rag_text=progress.rag_text,
            status=progress.status,
            success_measure=fielded.text("success_measure"),
            evidence=fielded.text("evidence"),
            priority=fielded.text("priority"),
            resources=fielded.text("resources", "cost"),
            other=fielded.other(*progress.left_over),
            themes=self.themes,
            pages=fielded.pages(),
            boxes=fielded.boxes(),
            method=method,
            confidence=row_confidence(fielded.row, self.deadline, self.owners, self.findings),
            flags=tuple(dict.fromkeys(finding.code for finding in self.findings)),
        )
        return with_deadline(action, self.deadline)


def with_deadline(action: Action, due: Deadline | None) -> Action:
    """The action with the columns that say what its deadline means; null: its plan has no such column."""
    if due is None:
        return action
    return dataclasses.replace(
        action,
        deadline_kind=due.kind,
        deadline_start=due.start,
        deadline_end=due.end,
        deadline_precision=due.precision,
        deadline_qualifier=due.qualifier,
        deadline_recurrence=due.recurrence,
        deadline_revised_end=due.revised_to,
        deadline_forum=due.forum,
        deadline_rule=due.rule or None,
        base_date=due.base_date,
    )


def read_row(row: Row, context: RowContext) -> RowReading:
    """Read one row of the context's plan."""
    fielded = FieldedRow(context.plan.columns, row)
    recommendation, action = fielded.text("recommendation"), fielded.text("action")
    text, due = _deadline(fielded, context)
    progress = read_progress(fielded, document_date=context.written, legend=context.legend, terse=context.terse)
    found_owners = tuple(
        owner
        for _, cell in fielded.cells("owner")
        for owner in owners(ticked_names(cell.text), glossary=dict(context.glossary))
    )
    return RowReading(
        fielded=fielded,
        number=fielded.text("number"),
        recommendation=recommendation,
        action=action,
        deadline_text=text,
        deadline=due,
        progress=progress,
        owners=tuple(dict.fromkeys(found_owners)),
        themes=tuple(themes(recommendation or fielded.section() or "", action or "")),
        findings=(*row.findings, *_findings(fielded, due, progress)),
    )


def _deadline(fielded: FieldedRow, context: RowContext) -> tuple[str | None, Deadline | None]:
    """The row's deadline: of several such columns the first that gives a day, else the first that says anything."""
    cells = fielded.cells("deadline")
    if not cells:
        return None, None
    readings = [
        deadline(
            ticked_names(cell.text),
            base_date=context.counted_from(fielded),
            document_date=context.ticked_from if column is context.ticked else context.written,
            heading=column.header or None,
            customs=context.customs,
        )
        for column, cell in cells
    ]
    dated = [reading for reading in readings if reading.end or reading.start]
    said = [reading for reading in readings if reading.kind != "none"]
    best = (dated or said or readings)[0]
    return fielded.text("deadline"), _with_revision(best, fielded, context)


def _with_revision(due: Deadline, fielded: FieldedRow, context: RowContext) -> Deadline:
    """Add the date of a column for revised deadlines, where the deadline's own words give none."""
    text = fielded.text("revised_deadline")
    if not text or due.revised_to is not None:
        return due
    revised = deadline(
        text, base_date=context.counted_from(fielded), document_date=context.written, customs=context.customs
    )
    unread = ("revised_deadline_unread",) if revised.kind == "unparseable" else ()
    return dataclasses.replace(due, revised_to=revised.revised_to or revised.end, flags=(*due.flags, *unread))


def _place(fielded: FieldedRow, field: Field) -> Iterator[Place]:
    for _, cell in fielded.cells(field):
        yield from cell.places


def _findings(fielded: FieldedRow, due: Deadline | None, progress: Progress) -> Iterator[Finding]:
    if due is not None:
        yield from deadline_findings(due, fielded.text("deadline"), next(_place(fielded, "deadline"), None))
    for code, message in progress.doubts:
        yield Finding(finding_notes()[code].severity, code, message, next(_place(fielded, "rag"), None))
