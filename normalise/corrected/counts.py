"""Stated counts checked again, after a person has put rows right."""

from __future__ import annotations

from dataclasses import replace

from normalise.claims import CountedRow, check, counted
from schemas.geometry import Box, Place
from schemas.records import ClaimRecord, FindingRecord, PaperRecords
from schemas.verbatim import Claim


def checked_again(before: PaperRecords, paper: PaperRecords) -> PaperRecords:
    """The paper with those of its stated counts checked again that come out otherwise than before."""
    claims = [_as_stated(record) for record in before.claims]
    was, now = check(claims, _rows(before)), check(claims, _rows(paper))
    other = {at for at, (one, two) in enumerate(zip(was, now, strict=True)) if one != two}
    if not other:
        return paper
    records = tuple(
        replace(record, found=now[at].found, verdict=now[at].verdict) if at in other else record
        for at, record in enumerate(before.claims)
    )
    former = {one.finding.message for at, one in enumerate(was) if at in other and one.finding}
    kept = [one for one in paper.findings if one.code != "claim_differs" or one.message not in former]
    doubts = [_finding(before.claims[at], found.message) for at in sorted(other) if (found := now[at].finding)]
    return replace(paper, claims=records, findings=(*kept, *doubts))


def _rows(paper: PaperRecords) -> list[CountedRow]:
    return [
        row
        for plan in paper.plans
        for row in counted(plan, [action for action in paper.actions if action.plan_id == plan.plan_id])
    ]


def _as_stated(record: ClaimRecord) -> Claim:
    place = Place(record.page, Box(0, 0, 0, 0))
    return Claim(record.text, place, record.subject, record.stated, record.out_of, record.percent)


def _finding(claim: ClaimRecord, message: str) -> FindingRecord:
    return FindingRecord(
        document_id=claim.document_id,
        authority_code=claim.authority_code,
        plan_id=claim.plan_id,
        severity="warning",
        code="claim_differs",
        message=message,
        page=claim.page,
    )
