"""What a paper's actions depend on and the paper says once: its day, its authority, the inspection it answers."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from normalise import authority
from normalise.base_date.choice import Inspection
from normalise.dates import read_date
from schemas.sighting import KnownFacts
from schemas.verbatim import Cover, CoverField, ExtractedPaper, Paragraph, Plan

_TABLE_WORDS = 400
"""Characters of a plan's own rows that speak for the authority, a row: enough for names, not for whole tables."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """The paper as a whole. `meeting_date` null where neither the source nor the cover tells."""

    authority: authority.Authority | None
    committee: str | None
    meeting_date: dt.date | None
    title: str | None
    agenda_item: str | None
    author: str | None
    document_date: dt.date | None

    @property
    def authority_code(self) -> str | None:
        return self.authority.code if self.authority else None


def facts_of(paper: ExtractedPaper, known: KnownFacts) -> PaperFacts:
    """The facts of a paper; what the source knew wins over what the cover says."""
    cover = _cover(paper)
    meeting = known.meeting_date or _date(cover.meeting_date)
    return PaperFacts(
        authority=_authority(paper, known, meeting),
        committee=known.committee or _text(cover.committee),
        meeting_date=meeting,
        title=known.title or _text(cover.title),
        agenda_item=known.agenda_item or _text(cover.agenda_item),
        author=_text(cover.author),
        document_date=meeting or _date(cover.published),
    )


def _cover(paper: ExtractedPaper) -> Cover:
    """The paper's own cover; each field it lacks from the report of its only plan."""
    if len(paper.plans) != 1 or paper.plans[0].cover is None:
        return paper.cover
    own, report = paper.cover, paper.plans[0].cover
    return Cover(
        authority=own.authority or report.authority,
        committee=own.committee or report.committee,
        meeting_date=own.meeting_date or report.meeting_date,
        title=own.title or report.title,
        agenda_item=own.agenda_item or report.agenda_item,
        author=own.author or report.author,
        published=own.published or report.published,
        inspection=own.inspection or report.inspection,
    )


def plan_date(plan: Plan, facts: PaperFacts) -> dt.date | None:
    """The day a plan was written: its own report's, else the paper's."""
    cover = plan.cover
    return (cover and (_date(cover.meeting_date) or _date(cover.published))) or facts.document_date


def _text(field: CoverField | None) -> str | None:
    return field.text if field else None


def _date(field: CoverField | None) -> dt.date | None:
    return read_date(field.text) if field else None


def _authority(paper: ExtractedPaper, known: KnownFacts, on: dt.date | None) -> authority.Authority | None:
    if known.authority:
        told = authority.named(known.authority, on=on)
        if told is not None:
            return told
    return authority.find(_weighted_texts(paper), on=on)


def _weighted_texts(paper: ExtractedPaper) -> Iterator[tuple[str, float]]:
    for cover in (paper.cover, *(plan.cover for plan in paper.plans if plan.cover)):
        for field in (cover.authority, cover.committee, cover.title):
            if field is not None:
                yield field.text, authority.COVER_WEIGHT
    for plan in paper.plans:
        yield plan.title, authority.TITLE_WEIGHT
        yield from map(_weighted, plan.prose)
        cells = (cell for row in plan.rows for cell in row.cells if not cell.carried)
        yield from ((cell.text[:_TABLE_WORDS], authority.PROSE_WEIGHT / 4) for cell in cells)
    yield from map(_weighted, paper.prose)


def _weighted(paragraph: Paragraph) -> tuple[str, float]:
    return paragraph.text, authority.TITLE_WEIGHT if paragraph.heading else authority.PROSE_WEIGHT


@cache
def _register() -> Mapping[str, tuple[Inspection, ...]]:
    text = (resources.files("schemas") / "reference" / "inspections.csv").read_text(encoding="utf-8")
    found: dict[str, list[Inspection]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["authority_code"], []).append(_inspection(row))
    return {code: tuple(inspections) for code, inspections in found.items()}


def _inspection(row: Mapping[str, str]) -> Inspection:
    def day(name: str) -> dt.date | None:
        return dt.date.fromisoformat(row[name]) if row[name] else None

    return Inspection(
        authority_code=row["authority_code"],
        framework=row["framework"],
        start=day("start"),
        end=day("end"),
        published=day("published"),
    )


def inspections_of(code: str | None) -> tuple[Inspection, ...]:
    """The inspections of an authority that the register knows, oldest first."""
    return _register().get(code, ()) if code else ()
