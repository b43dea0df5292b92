"""Read a paper: which pages are read in full, and the plans that they hold.

The order of work stands here; how each part is done stands in the modules called, and the record handed on is put
together in `extract.paper_record`. Short papers are read in full at once; long ones are sifted by their text first
(`extract.triage`), so that a pack of hundreds of pages costs little more than its text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import zip_longest
from typing import Literal

from extract.collector import collector_paused
from extract.misread import with_misread
from extract.packs import Mark, Report, report_number, reports
from extract.page_shelf import Shelf
from extract.paper_record import Found, record
from extract.pdfium.document import Document, open_document
from extract.plans.asked import recommendations
from extract.plans.draft import Draft, Part
from extract.plans.events import Sheet
from extract.plans.gathering import begun
from extract.prose import bullets
from extract.prose.blocks import Block
from extract.prose.headed_items import headed_plans
from extract.prose.labelled_items import labelled_plans
from extract.tables.known_columns import Columns, columns_of, with_starts
from extract.tables.table import Table
from extract.triage import Sift, sift
from extract.upright import as_shown, is_moved
from schemas.geometry import Place
from schemas.verbatim import ExtractedPaper, Finding

Ocr = Literal["auto", "off", "force"]

_SHORT_PAPER = 12
_FRONT_PAGES = 2
_LEAD_IN = 15
_SEVERAL = 3
_FOOT = 0.92
"""Of a page's height: what stands lower is a footer."""


def read(path: str | os.PathLike[str], *, ocr: Ocr = "auto", threads: int | None = None) -> ExtractedPaper:
    """Everything in one PDF: its plans, covers, claims, glossary, and what became of each page.

    `threads` bounds the OCR engine. Raises the PaperErrors of `extract.pdfium.document.open_document`.
    """
    with collector_paused():
        return _read(path, ocr, threads)


def _read(path: str | os.PathLike[str], ocr: Ocr, threads: int | None) -> ExtractedPaper:
    """The paper; what it was made of is gone when this returns, and the collector then goes through the paper only."""
    with open_document(path) as document:
        shelf = Shelf(document, ocr, threads)
        texts = _take_candidates(document, shelf)
        whole = reports(document.page_count, _outline(document), {number: text for number, (text, _) in texts.items()})
        found = _gathered(shelf, whole)
        made = record(shelf, whole, found, {number: sift.evidence for number, (_, sift) in texts.items()})
        made = replace(made, findings=made.findings + _unread(document.attached()))
        made = with_misread(made, [shelf.page(number) for number in sorted(shelf.taken)])
        turned = {number: page for number in shelf.taken if is_moved(page := shelf.page(number))}
        return as_shown(made, turned) if turned else made


def _unread(attached: Sequence[str]) -> tuple[Finding, ...]:
    """What is said of papers attached to this one, which are not read."""
    if not attached:
        return ()
    named = ", ".join(attached)
    return (Finding("warning", "files_attached", f"Files are attached to the paper and were not read: {named}"),)


def _take_candidates(document: Document, shelf: Shelf) -> dict[int, tuple[str, Sift]]:
    """Read in full what can matter; of a long paper only the pages that pass by their text, which is returned."""
    everything = range(1, document.page_count + 1)
    if document.page_count <= _SHORT_PAPER or shelf.ocr == "force":
        shelf.take(everything)
        return {}
    sifted: dict[int, tuple[str, Sift]] = {}
    for number in everything:
        text = document.text(number)
        sifted[number] = text, sift(text)
        if sifted[number][1].passes or number <= _FRONT_PAGES:
            shelf.take([number])
    return sifted


def _outline(document: Document) -> tuple[Mark, ...]:
    return tuple(Mark(mark.level, mark.title, mark.page) for mark in document.outline() if mark.page is not None)


def _gathered(shelf: Shelf, whole: Sequence[Report]) -> Found:
    """The plans of the paper: pages in and after each are read for as long as it goes on, then what leads up to it."""
    found = _look(shelf, whole)
    while (missing := _next_pages(shelf, found) & shelf.untaken) or _read_on(shelf, whole, found):
        shelf.take(missing)
        found = _look(shelf, whole)
    before = shelf.taken
    for page in found.first_pages:
        shelf.take(_lead_in(whole[report_number(page, whole)], page))
    return found if shelf.taken == before else _look(shelf, whole)


def _next_pages(shelf: Shelf, found: Found) -> frozenset[int]:
    """Where the plans found go on, and what is only begun at the foot of a page."""
    return found.pages_and_next | {page + 1 for page in bullets.begun_at_foot(shelf.prose().blocks)}


def _look(shelf: Shelf, whole: Sequence[Report]) -> Found:
    shelf.lay_out()
    tables = begun(_sheets(shelf, whole))
    headed = tuple(one for one in tables if not one.holds_rows and _ends_its_page(one, shelf))
    plans = tuple(one for one in tables if one.holds_rows)
    labelled, rest = labelled_plans(shelf.prose().blocks)
    headings, rest = headed_plans(rest)
    return Found(plans, (*labelled, *headings, *bullets.plans(_untold(rest, plans))), headed)


def _untold(blocks: Sequence[Block], plans: Sequence[Draft]) -> Sequence[Block]:
    """The prose without the recommendations that stand above the tables of their actions."""
    told = {
        place
        for draft in plans
        if "recommendation" not in draft.opening.fields
        for cell in recommendations(draft.parts).values()
        for place in cell.places
    }
    return [block for block in blocks if Place(*block.boxes()[0]) not in told] if told else blocks


def _ends_its_page(draft: Draft, shelf: Shelf) -> bool:
    """Whether nothing but a footer stands below the last table of a header without rows."""
    return not draft.opening.forms and _ends_page(shelf, draft.parts[-1].table)


def _ends_page(shelf: Shelf, table: Table) -> bool:
    """Whether nothing but a footer stands below a table."""
    page = shelf.page(table.last_page)
    return not any(table.box.y1 < word.box.y0 < _FOOT * page.height for word in page.words)


def _read_on(shelf: Shelf, whole: Sequence[Report], found: Found) -> bool:
    """Read pages again in the columns of the page before, where a plan stops there or goes on with a part only."""
    parts = [part for draft in found.drafts for part in draft.parts]
    used = {number for number in shelf.taken if any(part.page == shelf.home(number) for part in parts)}
    more = False
    for draft in (*found.drafts, *found.headed):
        if draft.opening.forms:
            continue
        for part, after in zip_longest(draft.parts, draft.parts[1:]):
            page = part.table.last_page + 1
            broken = after is not None and after.page == page and _is_broken(shelf, draft, after, parts)
            if page in shelf.taken and (broken or page not in used) and not shelf.is_told(page, draft.spans_of(part)):
                known = _known_columns(shelf, draft, part)
                last = whole[report_number(part.page, whole)].last_page
                kept = [one.table for one in parts if one.page == page and _is_whole(one, draft)]
                more = (known is not None and _read_from(shelf, page, known, last, used, kept)) or more
    return more


def _known_columns(shelf: Shelf, draft: Draft, part: Part) -> Columns | None:
    """The columns of a part on its page; where one is empty there, with its places on the pages before."""
    known = columns_of(shelf.page(part.page), part.table.box, draft.spans_of(part))
    for other in reversed(draft.parts[: draft.parts.index(part)]):
        if known is None or all(known.starts):
            break
        earlier = columns_of(shelf.page(other.page), other.table.box, draft.spans_of(other))
        known = with_starts(known, earlier) if earlier is not None else known
    return known


def _is_whole(part: Part, draft: Draft) -> bool:
    """Whether a part has all columns of the plan, and several rows."""
    return part.table.column_count == len(draft.opening.spans) and part.table.row_count > 1


def _read_from(shelf: Shelf, first: int, known: Columns, last: int, used: Set[int], kept: Sequence[Table] = ()) -> bool:
    """Read a page in known columns, and those after it up to one that a plan has; whether the first is in these. The
    tables that are `kept` stay as they are, unless others are put together with them."""
    page = first
    while page <= last and page in shelf.taken and (page == first or page not in used):
        if not shelf.read_on(page, known, kept):
            break
        page += 1
    return page > first


def _is_broken(shelf: Shelf, draft: Draft, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a plan goes on with some of its columns only, with one row that is painted and text below it that is in
    no table, or beside a table that goes on with nothing."""
    tables = shelf.tables(part.page)
    alone = sum(one.page == part.page for one in parts) == 1
    painted = part.table.row_count == 1 and part.table.method in ("fills", "tags")
    if alone and painted and not _ends_page(shelf, part.table):
        return True
    if any(table is part.table for table in tables) and part.table.column_count < len(draft.opening.spans):
        return True
    return any(table.column_count >= _SEVERAL and not any(table is one.table for one in parts) for table in tables)


def _lead_in(report: Report, page: int) -> Iterable[int]:
    """The front of the report and what stands between it and its plan, as far as that is not the whole pack."""
    front = range(report.first_page, min(page, report.first_page + _FRONT_PAGES) + 1)
    return [*front, *range(max(report.first_page, page - _LEAD_IN), page + 1)]


def _sheets(shelf: Shelf, whole: Sequence[Report]) -> list[Sheet]:
    return [
        Sheet(
            number,
            shelf.height(number),
            shelf.blocks(number),
            shelf.paragraphs(number) if shelf.home(number) == number else (),
            report_number(number, whole),
            shelf.page(number).words,
        )
        for number in sorted(shelf.taken)
    ]
