"""The record of a paper that has been read: plans with their reports' covers and prose, and an outcome for each page.

Nothing is searched for here; what stands on the shelf and what was found on it is put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extract.claims.counts import claims
from extract.cover.reading import cover
from extract.packs import Report, nearest, report_number
from extract.page_shelf import Shelf
from extract.plans.draft import Draft
from extract.plans.made import made
from extract.plans.sections import note_left_out
from extract.prose.glossary import glossary
from extract.ragkey import rag_key
from extract.tables.notes import note_of
from extract.tables.table import Table
from schemas.geometry import Place, around
from schemas.verbatim import Cover, ExtractedPaper, Finding, PageOutcome, Paragraph, Plan, TextLayer

_FRONT_PAGES = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What the pages hold: plans in tables, still as drafts, plans in prose, and `headed`: headers of plans below which
    nothing stands, whose rows may begin on the next page."""

    drafts: tuple[Draft, ...]
    prose: tuple[Plan, ...]
    headed: tuple[Draft, ...] = ()

    @property
    def first_pages(self) -> list[int]:
        return [draft.opening.page for draft in self.drafts] + [plan.first_page for plan in self.prose]

    @property
    def pages_and_next(self) -> frozenset[int]:
        """The pages from the first to the last of each plan, and the one after."""
        last_pages = [draft.last_page for draft in self.drafts] + [plan.last_page for plan in self.prose]
        spans = zip(self.first_pages, last_pages, strict=True)
        after = {draft.last_page + 1 for draft in self.headed}
        return frozenset(page for first, last in spans for page in range(first, last + 2)) | after


def record(shelf: Shelf, whole: Sequence[Report], found: Found, sifted: Mapping[int, str]) -> ExtractedPaper:
    """The paper as handed on. `sifted` says of the pages that were not read in full why not."""
    contexts = [_Context(report, shelf, found) for report in whole]
    plans = [_of_draft(draft, shelf, contexts[report_number(draft.opening.page, whole)]) for draft in found.drafts]
    plans += [contexts[report_number(plan.first_page, whole)].complete(plan) for plan in found.prose]
    plans.sort(key=lambda plan: (plan.first_page, plan.last_page))
    reported = {plan.first_page for plan in plans} and {report_number(plan.first_page, whole) for plan in plans}
    pages = tuple(_outcome(number, shelf, found, sifted) for number in range(1, shelf.page_count + 1))
    text = shelf.text()
    tables = [table for context in contexts for table in context.tables]
    return ExtractedPaper(
        pages=pages,
        text_layer=_text_layer(pages),
        cover=contexts[0].cover,
        plans=tuple(plans),
        claims=claims(text, tables),
        glossary=glossary(tables, text),
        prose=tuple(p for p in text if report_number(p.place.page, whole) not in reported),
    )


class _Context:
    """A report of the paper: its cover, its prose, and its tables that are no plan, each made when first asked for."""

    def __init__(self, report: Report, shelf: Shelf, found: Found) -> None:
        self._report = report
        self._shelf = shelf
        self._plan_tables = [part.table for draft in found.drafts for part in draft.parts]
        self._cover: Cover | None = None
        self.pages = [n for n in sorted(shelf.taken) if report.first_page <= n <= report.last_page]

    @property
    def cover(self) -> Cover:
        if self._cover is None:
            self._cover = self._read_cover()
        return self._cover

    @property
    def prose(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for number in self.pages for paragraph in self._shelf.paragraphs(number))

    @property
    def tables(self) -> list[Table]:
        return [table for number in self.pages for table in self._tables_on(number)]

    def complete(self, plan: Plan, fallback: str = "") -> Plan:
        """The plan with its report's cover and prose, its key, and a title where it has none of its own."""
        told = self.cover.title.text if self.cover.title else ""
        near = [self._shelf.page(number) for number in self.pages if plan.first_page <= number <= plan.last_page]
        return replace(
            plan,
            title=plan.title or told or self._report.title or fallback,
            cover=self.cover,
            prose=self.prose,
            rag_key=rag_key(self.tables, self.prose, near),
        )

    def _tables_on(self, number: int) -> list[Table]:
        return [table for table in self._shelf.tables(number) if not any(table is one for one in self._plan_tables)]

    def _read_cover(self) -> Cover:
        near = [number for number in self.pages if number < self._report.first_page + _FRONT_PAGES]
        front = [number for number in near if self._shelf.page(number).text_layer != "none"]
        text = [paragraph for number in front for paragraph in self._shelf.paragraphs(number)]
        tables = [table for number in front for table in self._tables_on(number)]
        lines = [line for number in front for line in self._shelf.lines(number)]
        return cover(text, tables, lines)


def _of_draft(draft: Draft, shelf: Shelf, context: _Context) -> Plan:
    heights = {part.page: shelf.height(part.page) for part in draft.parts}
    plan = made(draft, heights)
    notes = tuple(_notes(draft, shelf))
    return context.complete(replace(plan, findings=plan.findings + notes), nearest(draft.parts[0].before))


def _notes(draft: Draft, shelf: Shelf) -> Iterator[Finding]:
    """The notes that stand below a row of the plan and were kept out of all cells of their page, and are in no prose of
    it because a table's box holds them."""
    for number, parts in groupby(draft.parts, key=lambda part: part.page):
        note = note_of(shelf.page(number).words)
        if not note or not any(part.table.box.y0 < note[0].box.y0 for part in parts):
            continue
        text = " ".join(word.text for word in note)
        told = [cell.text for table in shelf.tables(number) for cell in table.cells]
        told += [paragraph.text for paragraph in shelf.paragraphs(number)]
        if not any(text in one for one in told):
            yield note_left_out(text, Place(number, around([word.box for word in note])))


def _outcome(number: int, shelf: Shelf, found: Found, sifted: Mapping[int, str]) -> PageOutcome:
    """What became of a page, and why."""
    if number not in shelf.taken:
        return PageOutcome(number, "no_plan", sifted[number])
    page = shelf.page(number)
    for draft in found.drafts:
        if any(part.page == shelf.home(number) for part in draft.parts):
            fields = ", ".join(field for field in draft.opening.fields if field != "other")
            return PageOutcome(number, "plan", f"columns: {fields}", draft.opening.table.method, page.text_layer)
    if any(plan.first_page <= number <= plan.last_page for plan in found.prose):
        return PageOutcome(number, "plan", "points under time or improvement headings", "prose", page.text_layer)
    if number in shelf.failed:
        return PageOutcome(number, "failed", shelf.failed[number], None, "none")
    if page.text_layer == "none":
        return PageOutcome(number, "needs_ocr", page.evidence or "no usable text", None, "none")
    count = len(shelf.tables(number))
    evidence = f"tables: {count}, none with the columns of a plan" if count else "no table"
    return PageOutcome(number, "no_plan", evidence, None, page.text_layer)


def _text_layer(pages: Sequence[PageOutcome]) -> TextLayer:
    kinds = {page.text_layer for page in pages}
    return kinds.pop() if len(kinds) == 1 else "mixed"
