"""A paper as it stands into its typed rows, all tables at once.

Ties the readers of this stage together: facts of the paper, then each plan's rows, then the counts it states.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from normalise.claims import CheckedClaim, check, counted
from normalise.customs import customs_of
from normalise.facts import PaperFacts, facts_of
from normalise.keys import PlanKeys
from normalise.plan import plan_records
from schemas.records import (
    ClaimRecord,
    Document,
    FindingRecord,
    GlossaryRecord,
    Outcome,
    PageRecord,
    PaperRecords,
)
from schemas.sighting import Sighting
from schemas.verbatim import ExtractedPaper, Finding


def records(paper: ExtractedPaper, sighting: Sighting) -> PaperRecords:
    """Every row that one paper gives, in reading order."""
    document_id = sighting.document_id or hashlib.sha256(sighting.source_uri.encode()).hexdigest()
    facts = facts_of(paper, sighting.known)
    keys = PlanKeys(document_id)
    glossary = {entry.term: entry.meaning for entry in paper.glossary}
    customs = customs_of(paper.plans)
    plans = [plan_records(plan, paper, facts, keys, document_id, glossary, customs) for plan in paper.plans]
    checked = check(paper.claims, [row for plan in plans for row in counted(plan.plan, plan.actions)])
    plan_id = plans[0].plan.plan_id if len(plans) == 1 else None
    return PaperRecords(
        document=_document(paper, sighting, facts, document_id),
        pages=tuple(_pages(paper, facts, document_id)),
        plans=tuple(plan.plan for plan in plans),
        actions=tuple(action for plan in plans for action in plan.actions),
        updates=tuple(update for plan in plans for update in plan.updates),
        owners=tuple(owner for plan in plans for owner in plan.owners),
        claims=tuple(_claim(claim, facts, document_id, plan_id) for claim in checked),
        glossary=tuple(_glossary(paper, facts, document_id)),
        findings=(
            *(_finding(finding, facts, document_id, None) for finding in paper.findings),
            *(finding for plan in plans for finding in plan.findings),
            *_claim_findings(checked, facts, document_id, plan_id),
        ),
    )


def _document(paper: ExtractedPaper, sighting: Sighting, facts: PaperFacts, document_id: str) -> Document:
    return Document(
        document_id=document_id,
        authority_code=facts.authority_code,
        file_name=sighting.file_name,
        source_uri=sighting.source_uri,
        authority_name=facts.authority.name if facts.authority else None,
        committee=facts.committee,
        meeting_date=facts.meeting_date,
        title=facts.title,
        agenda_item=facts.agenda_item,
        author=facts.author,
        pages=len(paper.pages) or None,
        text_layer=paper.text_layer,
        outcome=_outcome(paper),
    )


def _outcome(paper: ExtractedPaper) -> Outcome:
    if any(plan.rows for plan in paper.plans):
        return "plans"
    return "claims_only" if paper.claims else "nothing_found"


def _pages(paper: ExtractedPaper, facts: PaperFacts, document_id: str) -> Iterator[PageRecord]:
    for page in paper.pages:
        yield PageRecord(
            document_id=document_id,
            authority_code=facts.authority_code,
            page=page.page,
            outcome=page.outcome,
            evidence=page.evidence,
            method=page.method,
        )


def _glossary(paper: ExtractedPaper, facts: PaperFacts, document_id: str) -> Iterator[GlossaryRecord]:
    for entry in paper.glossary:
        yield GlossaryRecord(
            document_id=document_id,
            authority_code=facts.authority_code,
            term=entry.term,
            meaning=entry.meaning,
            page=entry.place.page,
        )


def _claim(checked: CheckedClaim, facts: PaperFacts, document_id: str, plan_id: str | None) -> ClaimRecord:
    claim = checked.claim
    return ClaimRecord(
        document_id=document_id,
        authority_code=facts.authority_code,
        plan_id=plan_id,
        text=claim.text,
        subject=claim.subject,
        stated=claim.stated,
        out_of=claim.out_of,
        percent=claim.percent,
        rag=checked.rag,
        status=checked.status,
        found=checked.found,
        verdict=checked.verdict,
        page=claim.place.page,
    )


def _claim_findings(
    checked: Sequence[CheckedClaim], facts: PaperFacts, document_id: str, plan_id: str | None
) -> Iterator[FindingRecord]:
    for claim in checked:
        if claim.finding is not None:
            yield _finding(claim.finding, facts, document_id, plan_id)


def _finding(finding: Finding, facts: PaperFacts, document_id: str, plan_id: str | None) -> FindingRecord:
    place = finding.place
    return FindingRecord(
        document_id=document_id,
        authority_code=facts.authority_code,
        plan_id=plan_id,
        severity=finding.severity,
        code=finding.code,
        message=finding.message,
        page=place.page if place else None,
        box=(place.box.x0, place.box.y0, place.box.x1, place.box.y1) if place else (),
    )
