"""An action whose cells a person has put right: its deadline, themes, colour and status read again from their words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from normalise import deadline, rag, themes
from normalise.finding_texts import deadline_findings
from normalise.plan import legend_of
from normalise.row import with_deadline
from schemas.geometry import Box, Place
from schemas.meaning import Deadline
from schemas.records import Action, FindingRecord, PaperRecords, PlanRecord
from schemas.verbatim import Field

_SHORT = 6
"""Words up to which a text tells a status where the one before it was as short (`normalise.progress`)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What readings of a paper's cells hang on."""

    paper: PaperRecords

    def plan(self, action: Action) -> PlanRecord:
        return next(plan for plan in self.paper.plans if plan.plan_id == action.plan_id)

    def headings(self, action: Action, field: Field) -> list[str]:
        return [heading.header for heading in self.plan(action).headers if heading.field == field]

    def base_date(self, action: Action) -> dt.date | None:
        """The row's own base date, else that of a row in the same section, else the plan's."""
        if action.base_date is not None:
            return action.base_date
        mates = (
            row.base_date
            for row in self.paper.actions
            if row.plan_id == action.plan_id and row.section and row.section == action.section and row.base_date
        )
        return next(mates, self.plan(action).base_date)

    def due(self, action: Action) -> Deadline | None:
        """The row's deadline text read again."""
        headings = self.headings(action, "deadline")
        if action.deadline_text is None and not headings:
            return None
        told = self.base_date(action), self.paper.document.meeting_date
        read = deadline(
            action.deadline_text or "", base_date=told[0], document_date=told[1], heading=next(iter(headings), None)
        )
        revised = self.headings(action, "revised_deadline")
        text = "\n".join(cell.text for cell in action.other if cell.header in revised)
        if not text or read.revised_to is not None:
            return read
        later = deadline(text, base_date=told[0], document_date=told[1])
        return replace(read, revised_to=later.revised_to or later.end)


def followed(before: Action, after: Action, old: Setting, new: Setting) -> Action:
    """The action with what follows from the cells that differ between `before` and `after`."""
    action = _due(before, after, old, new)
    if (before.recommendation, before.action, before.section) != (after.recommendation, after.action, after.section):
        about = themes(action.recommendation or action.section or "", action.action or "")
        action = replace(action, themes=tuple(about)) if after.themes == before.themes else action
    return _coloured(before, _progressed(before, action, new), new)


def rebased(action: Action, old: Setting, new: Setting) -> Action:
    """The action without the plan's former base date, where a person has set another for the plan."""
    was, now = old.plan(action).base_date, new.plan(action).base_date
    return replace(action, base_date=None) if was != now and action.base_date == was else action


def _due(before: Action, after: Action, old: Setting, new: Setting) -> Action:
    """The deadline read again where its words, or the days it counts from, are others now."""
    read = new.due(after)
    again = after.deadline_text != before.deadline_text
    if not again and (read != old.due(before) or after.base_date != before.base_date):
        again = with_deadline(before, old.due(before)) == before
    set_by_hand = {
        field.name: getattr(after, field.name)
        for field in dataclasses.fields(Action)
        if field.name.startswith("deadline_") and getattr(after, field.name) != getattr(before, field.name)
    }
    action = replace(with_deadline(after, read), **set_by_hand) if again else after
    if set_by_hand.keys() - {"deadline_text"}:
        return _squared(action, set_by_hand.keys())
    return action


def _squared(action: Action, by_hand: Iterable[str]) -> Action:
    """The deadline's other columns in keeping with those that a person has set."""
    changed: dict[str, object] = {"deadline_rule": "correction"}
    if action.deadline_end and action.deadline_kind in (None, "none", "unparseable") and "deadline_kind" not in by_hand:
        changed |= {"deadline_kind": "date", "deadline_precision": action.deadline_precision or "day"}
    single = changed.get("deadline_kind", action.deadline_kind) == "date"
    if "deadline_end" in by_hand and "deadline_start" not in by_hand:
        start, end = action.deadline_start, action.deadline_end
        if single or end is None:
            changed["deadline_start"] = end
        elif start is not None and start > end:
            changed["deadline_start"] = None
    return replace(action, **changed)  # type: ignore[arg-type]  # each is of its column's type


def _progressed(before: Action, action: Action, setting: Setting) -> Action:
    """Status and colour that the progress column's words gave, from its words as they are now."""
    if action.progress == before.progress:
        return action
    was, now = (
        rag(text or "", legend=legend_of(setting.plan(action).rag_key)) for text in (before.progress, action.progress)
    )
    own_status = setting.headings(action, "status") and setting.headings(action, "progress")
    words = len((action.progress or "").split())
    short = words <= max(_SHORT, len((before.progress or "").split()))
    if not own_status and was.status == before.status and action.status == before.status:
        action = replace(action, status=now.status if short else None)
    words_only = not setting.headings(action, "rag") and before.rag_source in ("text", "none", None)
    if words_only and was.rag == before.rag and action.rag == before.rag:
        action = replace(
            action, rag=now.rag, rag_source="text" if now.rag else "none", rag_text=action.progress if now.rag else None
        )
    if was.as_at == before.progress_as_at and action.progress_as_at == before.progress_as_at:
        action = replace(action, progress_as_at=now.as_at)
    return action


def _coloured(before: Action, action: Action, setting: Setting) -> Action:
    """The colour that the RAG cell's words or fill give; nothing in the paper stated one that a person has set."""
    if action.rag_text != before.rag_text and action.rag == before.rag and action.progress == before.progress:
        text = action.rag_text or ""
        fill = text if len(text) == 6 and set(text) <= set("0123456789ABCDEF") else None
        read = rag("" if fill else text, fill=fill, legend=legend_of(setting.plan(action).rag_key))
        return replace(action, rag=read.rag, rag_source=read.rag_source)
    if action.rag == before.rag or action.rag_source != before.rag_source:
        return action
    if action.rag is None:
        return replace(action, rag_source="none")
    return replace(action, rag_source=None) if action.rag_source == "none" else action


def doubts(action: Action, setting: Setting) -> Iterator[FindingRecord]:
    """The findings about the action's deadline as it reads now."""
    due = setting.due(action)
    boxes = [box for box in action.boxes if box.field == "deadline"]
    place = Place(boxes[0].page, Box(boxes[0].x0, boxes[0].y0, boxes[0].x1, boxes[0].y1)) if boxes else None
    for doubt in deadline_findings(due, action.deadline_text, place) if due else ():
        yield FindingRecord(
            document_id=action.document_id,
            authority_code=action.authority_code,
            plan_id=action.plan_id,
            action_id=action.action_id,
            severity=doubt.severity,
            code=doubt.code,
            message=doubt.message,
            page=place.page if place else None,
            box=(place.box.x0, place.box.y0, place.box.x1, place.box.y1) if place else (),
        )
