"""Words of scans that were set right, told as findings with the string that recognition gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.page import Misread, Page
from schemas.findings import finding_notes
from schemas.geometry import Place
from schemas.verbatim import ExtractedPaper, Finding, Row

_CODE = "word_set_right"


def with_misread(paper: ExtractedPaper, pages: Sequence[Page]) -> ExtractedPaper:
    """The paper with a finding for each word set right on its pages: on the row in which the word stands, on the paper
    where it stands in none. Boxes are those of the pages as read."""
    words = {page.number: list(page.misread) for page in pages if page.misread}
    if not words:
        return paper
    plans = tuple(replace(plan, rows=tuple(_told(row, words) for row in plan.rows)) for plan in paper.plans)
    rest = tuple(_finding(word, number) for number, left in words.items() for word in left)
    return replace(paper, plans=plans, findings=paper.findings + rest)


def _told(row: Row, words: dict[int, list[Misread]]) -> Row:
    """A row with its findings; its words are taken out of `words`, which is changed."""
    found: list[Finding] = []
    for place in [place for cell in row.cells if not cell.carried for place in cell.places]:
        left = words.get(place.page, [])
        own = [word for word in left if place.box.holds_middle(word.box)]
        found += [_finding(word, place.page) for word in own]
        words[place.page] = [word for word in left if word not in own]
    return replace(row, findings=row.findings + tuple(found)) if found else row


def _finding(word: Misread, number: int) -> Finding:
    note = finding_notes()[_CODE]
    return Finding(note.severity, _CODE, f"{note.says} {word.given!r} for {word.text!r}", Place(number, word.box))
