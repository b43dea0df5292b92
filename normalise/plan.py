"""One plan's rows into typed records: the plan itself, its actions with their owners and updates, its findings."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from normalise.base_date.choice import BaseDate, find, find_by_section, outside
from normalise.confidence import as_measured
from normalise.customs import BRITISH, Customs
from normalise.dittos import without_dittos
from normalise.facts import PaperFacts, inspections_of, plan_date
from normalise.fields import FieldedRow
from normalise.finding_texts import finding
from normalise.group_values import with_group_values
from normalise.keys import ActionKeys, PlanKeys, RowKey
from normalise.one_number import with_one_number
from normalise.owners.canonical import canonical_owners
from normalise.painted import with_painted_ratings
from normalise.progress import terse_columns
from normalise.row import RowContext, RowReading, read_row
from normalise.ticked import with_ticked_headings
from normalise.ticked_years import day_for
from normalise.two_in_one import parted
from schemas.meaning import Owner
from schemas.records import Action, FindingRecord, HeaderField, KeyColour, OwnerRecord, PlanRecord, Update
from schemas.verbatim import ExtractedPaper, Finding, KeyEntry, Paragraph, Plan


@dataclass(slots=True)
class PlanRecords:
    """All rows that one plan gives, in reading order."""

    plan: PlanRecord
    source: Plan
    actions: list[Action] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    owners: list[OwnerRecord] = field(default_factory=list)
    findings: list[FindingRecord] = field(default_factory=list)


def plan_records(
    plan: Plan,
    paper: ExtractedPaper,
    facts: PaperFacts,
    keys: PlanKeys,
    document_id: str,
    glossary: Mapping[str, str],
    customs: Customs = BRITISH,
) -> PlanRecords:
    """The records of one plan of a paper."""
    ticked = with_ticked_headings(with_one_number(parted(without_dittos(plan))))
    plan = with_painted_ratings(with_group_values(ticked.plan))
    written = plan_date(plan, facts)
    prose = (*plan.prose, *paper.prose)
    by_section = find_by_section(prose, _sections(plan), meeting_date=written)
    base = _base_date(plan, paper, facts, written, outside(prose, list(by_section)))
    if base is None and by_section:
        base = _base_date(plan, paper, facts, written, prose)
    plan_id = keys.key(plan.title, tuple(column.header for column in plan.columns))
    found = PlanRecords(_plan_record(plan, facts, base, plan_id, document_id), plan)
    action_keys = ActionKeys(plan_id)
    context = RowContext(
        plan,
        base,
        by_section,
        written,
        legend_of(plan.rag_key),
        glossary,
        terse_columns(plan),
        ticked.due,
        day_for(ticked.times, written),
        customs,
    )
    readings = [read_row(row, context) for row in plan.rows]
    canonical = canonical_owners(reading.owners for reading in readings)
    for position, reading in enumerate(readings, start=1):
        named = dataclasses.replace(reading, owners=tuple(canonical[owner] for owner in reading.owners))
        _add_row(found, named, position, action_keys, facts.authority_code)
    found.findings.extend(_plan_findings(plan, found.plan))
    found.findings.extend(_section_findings(by_section, base, found.plan))
    return found


def _sections(plan: Plan) -> list[Paragraph]:
    """The headings that the plan's rows stand under, each once, line by line, with their places."""
    found: dict[str, Paragraph] = {}
    for row in plan.rows:
        cells = [cell for _, cell in FieldedRow(plan.columns, row).cells("section")]
        for cell in (*([row.section] if row.section else []), *cells):
            for line in cell.text.split("\n") if cell.places else ():
                found.setdefault(line, Paragraph(line, cell.places[0], heading=True))
    return [section for text, section in found.items() if text]


def _base_date(
    plan: Plan, paper: ExtractedPaper, facts: PaperFacts, written: dt.date | None, prose: Sequence[Paragraph]
) -> BaseDate | None:
    cover = plan.cover or paper.cover
    return find(
        prose, cover, meeting_date=written, authority_inspections=inspections_of(facts.authority_code), title=plan.title
    )


def _plan_record(plan: Plan, facts: PaperFacts, base: BaseDate | None, plan_id: str, document_id: str) -> PlanRecord:
    return PlanRecord(
        document_id=document_id,
        authority_code=facts.authority_code,
        plan_id=plan_id,
        title=plan.title or None,
        framework=base.framework if base else None,
        inspection_start=base.inspection_start if base else None,
        inspection_end=base.inspection_end if base else None,
        report_published=base.report_published if base else None,
        base_date=base.date if base else None,
        base_date_source=base.source if base else None,
        first_page=plan.first_page,
        last_page=plan.last_page,
        headers=tuple(HeaderField(column.header, column.field) for column in plan.columns),
        rag_key=tuple(KeyColour(entry.colour, entry.word, entry.meaning) for entry in plan.rag_key),
        method=plan.method,
        confidence=round(as_measured(plan.confidence), 3),
    )


def legend_of(key: Iterable[KeyEntry | KeyColour]) -> Mapping[str, str]:
    """A plan's own key, as its words (and colours as RRGGBB) with the status that each is said to mean."""
    from normalise.rag.cell import rag

    legend: dict[str, str] = {}
    for entry in key:
        status = rag(entry.meaning).status
        if status is None:
            continue
        for name in (entry.word, entry.colour):
            if name:
                legend.setdefault(name.casefold(), status)
    return legend


def _add_row(
    found: PlanRecords, reading: RowReading, position: int, keys: ActionKeys, authority_code: str | None
) -> None:
    plan = found.plan
    action_id = keys.key(reading.number, reading.recommendation, reading.action)
    key = RowKey(plan.document_id, authority_code, plan.plan_id, action_id)
    found.actions.append(reading.to_action(key, row=position, method=plan.method))
    found.updates.extend(entry.to_record(key, place) for place, entry in enumerate(reading.progress.entries, start=1))
    found.owners.extend(owner_record(owner, key, place) for place, owner in enumerate(reading.owners, start=1))
    found.findings.extend(_finding_record(finding, plan, action_id) for finding in reading.findings)


def owner_record(owner: Owner, key: RowKey, position: int) -> OwnerRecord:
    """An owner's record; `position` counts from 1."""
    return OwnerRecord(
        document_id=key.document_id,
        authority_code=key.authority_code,
        plan_id=key.plan_id,
        action_id=key.action_id,
        position=position,
        kind=owner.kind,
        name=owner.name,
        role=owner.role,
        organisation=owner.organisation,
        text=owner.text or None,
    )


def _plan_findings(plan: Plan, record: PlanRecord) -> Iterator[FindingRecord]:
    for found in plan.findings:
        yield _finding_record(found, record, None)


def _section_findings(
    by_section: Mapping[str, BaseDate], base: BaseDate | None, record: PlanRecord
) -> Iterator[FindingRecord]:
    """A note for each section whose deadlines count from another day than the plan's, with the words that tell it."""
    for name, own in by_section.items():
        if base is None or own.date != base.date:
            said = f"{name}: {own.date.isoformat()} ({own.text})"
            yield _finding_record(finding("base_date_of_section", said, own.place), record, None)


def _finding_record(finding: Finding, plan: PlanRecord, action_id: str | None) -> FindingRecord:
    place = finding.place
    return FindingRecord(
        document_id=plan.document_id,
        authority_code=plan.authority_code,
        plan_id=plan.plan_id,
        action_id=action_id,
        severity=finding.severity,
        code=finding.code,
        message=finding.message,
        page=place.page if place else None,
        box=(place.box.x0, place.box.y0, place.box.x1, place.box.y1) if place else (),
    )
