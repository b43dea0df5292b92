"""Read a paper: pages to tables and prose, those to plans, with what became of every page.

The order of work stands here; how each part is done stands in the modules called. Short papers are read in full at
once; long ones are sifted by their text first (`extract.triage`), so that a pack of hundreds of pages costs little
more than its text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract import bullets, prose
from extract.claims import claims
from extract.cover import cover
from extract.packs import Mark, Report, reports
from extract.page_shelf import Shelf
from extract.pdfium import Document, open_document
from extract.plans import Draft, Sheet, drafts
from extract.plans_made import made
from extract.table import Table
from extract.triage import Sift, sift
from schemas.verbatim import Cover, ExtractedPaper, PageOutcome, Paragraph, Plan, TextLayer

Ocr = Literal["auto", "off", "force"]

_SHORT_PAPER = 12
_FRONT_PAGES = 2
_LEAD_IN = 15


@dataclass(frozen=True, slots=True)
class _Found:
    """What the pages hold: plans in tables, still as drafts, and plans in prose."""

    drafts: tuple[Draft, ...]
    prose: tuple[Plan, ...]

    @property
    def first_pages(self) -> list[int]:
        return [draft.opening.page for draft in self.drafts] + [plan.first_page for plan in self.prose]

    @property
    def last_pages(self) -> list[int]:
        return [draft.last_page for draft in self.drafts] + [plan.last_page for plan in self.prose]


def read(path: str | os.PathLike[str], *, ocr: Ocr = "auto") -> ExtractedPaper:
    """Everything in one PDF: its plans, covers, claims, glossary, and what became of each page.

    Raises the PaperErrors of `extract.pdfium.open_document`.
    """
    with open_document(path) as document:
        shelf = Shelf(document, ocr)
        sifted = _take_candidates(document, shelf)
        whole = reports(document.page_count, _outline(document), {n: text for n, (text, _) in sifted.items()})
        gathered = _gathered(shelf, whole)
        return _paper(shelf, whole, gathered, {number: sift for number, (_, sift) in sifted.items()})


def _take_candidates(document: Document, shelf: Shelf) -> dict[int, tuple[str, Sift]]:
    """Read in full what can matter; of a long paper only the pages that pass by their text, which is returned."""
    everything = range(1, document.page_count + 1)
    if document.page_count <= _SHORT_PAPER or shelf.ocr == "force":
        shelf.take(everything)
        return {}
    texts = {number: document.text(number) for number in everything}
    sifted = {number: (text, sift(text)) for number, text in texts.items()}
    shelf.take(number for number, (_, sift) in sifted.items() if sift.passes or number <= _FRONT_PAGES)
    return sifted


def _outline(document: Document) -> tuple[Mark, ...]:
    return tuple(Mark(mark.level, mark.title, mark.page) for mark in document.outline() if mark.page is not None)


def _gathered(shelf: Shelf, whole: Sequence[Report]) -> _Found:
    """The plans of the paper: pages after each one are read for as long as it goes on, then what leads up to it."""
    found = _look(shelf, whole)
    while missing := {page + 1 for page in found.last_pages} & shelf.untaken:
        shelf.take(missing)
        found = _look(shelf, whole)
    before = shelf.taken
    for page in found.first_pages:
        shelf.take(_lead_in(_report_of(page, whole), page))
    return found if shelf.taken == before else _look(shelf, whole)


def _look(shelf: Shelf, whole: Sequence[Report]) -> _Found:
    return _Found(drafts(_sheets(shelf, whole)), bullets.plans(shelf.prose().blocks))


def _lead_in(report: Report, page: int) -> Iterable[int]:
    """The front of the report and what stands between it and its plan, as far as that is not the whole pack."""
    front = range(report.first_page, min(page, report.first_page + _FRONT_PAGES) + 1)
    return [*front, *range(max(report.first_page, page - _LEAD_IN), page + 1)]


def _sheets(shelf: Shelf, whole: Sequence[Report]) -> list[Sheet]:
    return [
        Sheet(number, shelf.height(number), shelf.blocks(number), shelf.paragraphs(number), _number_of(number, whole))
        for number in sorted(shelf.taken)
    ]


def _report_of(page: int, whole: Sequence[Report]) -> Report:
    return whole[_number_of(page, whole)]


def _number_of(page: int, whole: Sequence[Report]) -> int:
    return next(at for at, report in enumerate(whole) if report.first_page <= page <= report.last_page)


def _paper(shelf: Shelf, whole: Sequence[Report], found: _Found, sifted: Mapping[int, Sift]) -> ExtractedPaper:
    heights = {number: shelf.height(number) for number in shelf.taken}
    plans = [_in_report(made(draft, heights), shelf, whole) for draft in found.drafts]
    plans += [_in_report(plan, shelf, whole) for plan in found.prose]
    plans.sort(key=lambda plan: (plan.first_page, plan.last_page))
    told = {paragraph for plan in plans for paragraph in plan.prose}
    pages = tuple(_outcome(number, shelf, found, sifted) for number in range(1, shelf.page_count + 1))
    paragraphs = shelf.prose().paragraphs
    return ExtractedPaper(
        pages=pages,
        text_layer=_text_layer(pages),
        cover=_cover(whole[0], shelf),
        plans=tuple(plans),
        claims=claims(paragraphs, [table for number in sorted(shelf.taken) for table in shelf.tables(number)]),
        prose=tuple(paragraph for paragraph in paragraphs if paragraph not in told),
    )


def _in_report(plan: Plan, shelf: Shelf, whole: Sequence[Report]) -> Plan:
    """A plan with the cover and the prose of the report that it belongs to, and its title where it has none."""
    report = _report_of(plan.first_page, whole)
    front = _cover(report, shelf)
    title = plan.title or report.title or (front.title.text if front.title else "")
    text = tuple(p for p in shelf.prose().paragraphs if report.first_page <= p.place.page <= report.last_page)
    return replace(plan, title=title, cover=front, prose=text)


def _cover(report: Report, shelf: Shelf) -> Cover:
    """The cover that the first pages of a report give."""
    numbers = [n for n in range(report.first_page, report.first_page + _FRONT_PAGES) if n in shelf.taken]
    numbers = [number for number in numbers if number <= report.last_page]
    text: list[Paragraph] = [p for n in numbers for p in shelf.paragraphs(n)]
    tables: list[Table] = [table for n in numbers for table in shelf.tables(n)]
    return cover(text, tables, [line for n in numbers for line in prose.lines(shelf.page(n), shelf.tables(n))])


def _outcome(number: int, shelf: Shelf, found: _Found, sifted: Mapping[int, Sift]) -> PageOutcome:
    """What became of a page, and why."""
    if number not in shelf.taken:
        return PageOutcome(number, "no_plan", sifted[number].evidence)
    page = shelf.page(number)
    for draft in found.drafts:
        if any(part.page == number for part in draft.parts):
            fields = ", ".join(field for field in draft.opening.fields if field != "other")
            return PageOutcome(number, "plan", f"columns: {fields}", draft.opening.table.method, page.text_layer)
    if any(plan.first_page <= number <= plan.last_page for plan in found.prose):
        return PageOutcome(number, "plan", "points under time or improvement headings", "prose", page.text_layer)
    if page.text_layer == "none":
        return PageOutcome(number, "needs_ocr", page.evidence or "no usable text", None, "none")
    count = len(shelf.tables(number))
    evidence = f"tables: {count}, none with the columns of a plan" if count else "no table"
    return PageOutcome(number, "no_plan", evidence, None, page.text_layer)


def _text_layer(pages: Sequence[PageOutcome]) -> TextLayer:
    kinds = {page.text_layer for page in pages}
    return kinds.pop() if len(kinds) == 1 else "mixed"
