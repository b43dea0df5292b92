"""A gathered plan made into the record handed on: columns, rows, title, confidence.

The confidence is a first estimate from evidence, to be calibrated against papers with known rows. A row's: how often
grids found this way are right, times the grid's own certainty on its page, the header's, the cells' (OCR), and that of
its joins. A plan's: the mean of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extract.packs import title_of
from extract.plans.asked import recommendations, with_recommendations
from extract.plans.closed_cells import with_closings
from extract.plans.draft import Draft
from extract.plans.greyed import without_lost_colours
from extract.plans.grid import Strip
from extract.plans.rows import rows
from extract.plans.told_below import with_told_below
from schemas.geometry import Box, Place, around
from schemas.verbatim import Column, Field, Method, Plan

# How often a grid found this way is right, before anything else is known.
_METHODS: Mapping[Method, float] = {
    "tags": 0.98,
    "rules": 0.97,
    "fills": 0.94,
    "alignment": 0.85,
    "prose": 0.9,
    "ocr": 0.85,
    "camelot": 0.8,
    "pdfplumber": 0.8,
}
# Evidence of the header (see `extract.headers.fields`) at which a plan is as good as certain.
_CERTAIN = 2.0


def made(draft: Draft, heights: Mapping[int, float]) -> Plan:
    """The plan of a draft; `heights` of its pages in points. The title is empty when it has no heading."""
    draft = with_told_below(draft)
    found, findings = rows(draft.parts, draft.shape, heights)
    method = draft.opening.table.method
    certainty = _METHODS[method] * _header_certainty(draft)
    columns = _columns(draft)
    shown, lost = without_lost_colours(columns, found)
    columns, shown = with_recommendations(columns, shown, recommendations(draft.parts))
    columns, shown = with_closings(columns, shown)
    certain = tuple(replace(row, confidence=round(row.confidence * certainty, 4)) for row in shown)
    return Plan(
        title=title_of(draft.parts[0].before),
        columns=columns,
        rows=certain,
        first_page=draft.parts[0].page,
        last_page=max([draft.last_page, *(place.page for row in found for cell in row.cells for place in cell.places)]),
        method=method,
        confidence=round(sum(row.confidence for row in certain) / (len(certain) or 1), 4),
        findings=(*findings, *lost),
    )


def _columns(draft: Draft) -> tuple[Column, ...]:
    opening = draft.opening
    return tuple(
        Column(header, _field(field, header), _place(opening.header_strips, at, opening.page))
        for at, (header, field) in enumerate(zip(opening.header, opening.fields, strict=True))
    )


def _field(name: str, header: str) -> Field | None:
    """The field, null for a column that the vocabulary says nothing about."""
    known: Field = name  # type: ignore[assignment]  # the vocabulary's fields are tested against Field
    return None if name == "other" and not header else known


def _place(head: tuple[Strip, ...], column: int, page: int) -> Place | None:
    boxes: list[Box] = [p.box for strip in head for p in strip.pieces[column].cell.places]
    return Place(page, around(boxes)) if boxes else None


def _header_certainty(draft: Draft) -> float:
    """A header that just passes is right four times in five; one with all that a plan's has is as good as certain."""
    return 0.8 + 0.2 * min(1.0, max(0.0, draft.opening.evidence) / _CERTAIN)
