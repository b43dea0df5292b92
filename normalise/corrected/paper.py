"""What follows when a person puts cells of a paper right: what was read from them is read again.

Works on rows as published, since the paper itself is not at hand. A column that may have come from elsewhere (a status
from its own column, a date counted from a section's day) follows only if the reading here, done on the words as they
were, gives what was published. What a person has set stays as set. Which corrections apply is `publish`'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from normalise import authority, owners
from normalise.corrected.actions import Setting, doubts, followed, rebased
from normalise.corrected.counts import checked_again
from normalise.keys import RowKey
from normalise.owners.canonical import canonical_owners
from normalise.plan import owner_record
from schemas.findings import codes_about
from schemas.meaning import Owner
from schemas.records import Action, Document, FindingRecord, OwnerRecord, PaperRecords, PlanRecord, Update

_NEWEST = {"progress": "text", "progress_as_at": "as_at", "rag": "rag", "rag_source": "rag_source", "status": "status"}
"""Columns of an action that its newest update holds too, with their names there."""


def follow(before: PaperRecords, after: PaperRecords) -> PaperRecords:
    """The rows of a paper with everything that follows from what differs between `before` and `after`."""
    document = _known(before.document, after.document)
    plans = tuple(_based(old, new) for old, new in zip(before.plans, after.plans, strict=True))
    old, new = Setting(before), Setting(replace(after, document=document, plans=plans))
    new = Setting(replace(new.paper, actions=tuple(rebased(action, old, new) for action in after.actions)))
    actions = tuple(
        followed(one, other, old, new) for one, other in zip(before.actions, new.paper.actions, strict=True)
    )
    findings = _deadlines_doubted(before, actions, new)
    flagged = tuple(_flagged(action, findings) for action in actions)
    paper = replace(
        new.paper,
        actions=flagged,
        updates=tuple(_updates(before, flagged)),
        owners=tuple(_owners(before, flagged)),
        findings=findings,
    )
    return _in_authority(checked_again(before, paper), document.authority_code)


def _known(before: Document, after: Document) -> Document:
    """The document with name and code of one authority: either follows the other in the register."""
    if after.authority_name != before.authority_name and after.authority_code == before.authority_code:
        found = authority.named(after.authority_name, on=after.meeting_date) if after.authority_name else None
        return replace(after, authority_code=found.code if found else None)
    if after.authority_code != before.authority_code and after.authority_name == before.authority_name:
        named = [one.name for one in authority.register() if one.code == after.authority_code]
        return replace(after, authority_name=named[0] if after.authority_code and named else None)
    return after


def _based(before: PlanRecord, after: PlanRecord) -> PlanRecord:
    """A base date that a person has set was read nowhere in the paper."""
    moved = after.base_date != before.base_date and after.base_date_source == before.base_date_source
    return replace(after, base_date_source=None) if moved else after


def _deadlines_doubted(before: PaperRecords, actions: Sequence[Action], setting: Setting) -> tuple[FindingRecord, ...]:
    """The paper's findings, with the doubts about deadlines that were read again in place of the former ones."""
    reread = {
        new.action_id: new
        for old, new in zip(before.actions, actions, strict=True)
        if new.deadline_text != old.deadline_text
    }
    about = codes_about("deadline")
    kept = [one for one in before.findings if one.action_id not in reread or one.code not in about]
    return (*kept, *(one for action in reread.values() for one in doubts(action, setting)))


def _flagged(action: Action, findings: Iterable[FindingRecord]) -> Action:
    codes = dict.fromkeys(one.code for one in findings if one.action_id == action.action_id)
    return replace(action, flags=tuple(codes))


def _updates(before: PaperRecords, actions: Sequence[Action]) -> Iterator[Update]:
    """The updates; the newest of an action says what the action says now."""
    was = {action.action_id: action for action in before.actions}
    now = {action.action_id: action for action in actions}
    for update in before.updates:
        old, new = was[update.action_id], now[update.action_id]
        mates = [one for one in before.updates if one.action_id == update.action_id]
        changed = {
            name: getattr(new, column)
            for column, name in _NEWEST.items()
            if getattr(old, column) != getattr(new, column) and update is _holder(mates, name, getattr(old, column))
        }
        yield replace(update, **changed)


def _holder(updates: Sequence[Update], name: str, value: object) -> Update | None:
    """The newest update that says `value`."""
    said = [one for one in updates if getattr(one, name) == value]
    return max(said, key=lambda one: (one.as_at or dt.date.min, one.position), default=None)


def _owners(before: PaperRecords, actions: Sequence[Action]) -> Iterator[OwnerRecord]:
    was = {action.action_id: action for action in before.actions}
    glossary = {entry.term: entry.meaning for entry in before.glossary}
    for action in actions:
        own = [record for record in before.owners if record.action_id == action.action_id]
        if action.owner_text == was[action.action_id].owner_text:
            yield from own
            continue
        others = [
            [_as_read(record)] for record in before.owners if record.plan_id == action.plan_id and record not in own
        ]
        read = tuple(dict.fromkeys(owners(action.owner_text or "", glossary=glossary)))
        canonical = canonical_owners([*others, read])
        key = RowKey(action.document_id, action.authority_code, action.plan_id, action.action_id)
        yield from (owner_record(canonical[owner], key, place) for place, owner in enumerate(read, start=1))


def _as_read(record: OwnerRecord) -> Owner:
    return Owner(record.kind, record.name, record.role, record.organisation, record.text or "")


def _in_authority(paper: PaperRecords, code: str | None) -> PaperRecords:
    """The paper's rows, all with this authority's code."""
    return replace(
        paper,
        pages=tuple(replace(row, authority_code=code) for row in paper.pages),
        plans=tuple(replace(row, authority_code=code) for row in paper.plans),
        actions=tuple(replace(row, authority_code=code) for row in paper.actions),
        updates=tuple(replace(row, authority_code=code) for row in paper.updates),
        owners=tuple(replace(row, authority_code=code) for row in paper.owners),
        claims=tuple(replace(row, authority_code=code) for row in paper.claims),
        glossary=tuple(replace(row, authority_code=code) for row in paper.glossary),
        findings=tuple(replace(row, authority_code=code) for row in paper.findings),
    )
