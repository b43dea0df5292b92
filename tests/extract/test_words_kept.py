"""Every word that stands in a plan's tables reaches the record: a cell, a section, a heading, prose or a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import extract
from extract.pdfium.document import open_document
from schemas.geometry import Box, around
from schemas.verbatim import ExtractedPaper

SAMPLES = Path(__file__).parents[2] / "samples"
POINTERS = frozenset({"cont", "continued"})
_WORD = re.compile(r"[^\W\d_]{4,}")


def told(paper: ExtractedPaper) -> Iterator[str]:
    """All that the record says, letters only: a narrow column may break a word."""
    for plan in paper.plans:
        yield from (column.header for column in plan.columns)
        yield from (paragraph.text for paragraph in plan.prose)
        yield from (finding.message for finding in plan.findings)
        for row in plan.rows:
            yield from (cell.text for cell in row.cells)
            yield row.section.text if row.section else ""
        yield from (entry.word + " " + entry.meaning for entry in plan.rag_key)


def boxes(paper: ExtractedPaper) -> dict[int, Box]:
    """What the cells of all plans cover on each page."""
    found: dict[int, list[Box]] = {}
    for place in (place for plan in paper.plans for row in plan.rows for cell in row.cells for place in cell.places):
        found.setdefault(place.page, []).append(place.box)
    return {page: around(held) for page, held in found.items()}


@pytest.mark.parametrize("name", ["croydon", "thurrock", "cheshire_east"])
def test_no_word_of_a_plan_is_lost(name: str) -> None:
    paper = extract.read(SAMPLES / f"{name}.pdf")
    said = re.sub(r"[\W\d_]+", "", " ".join(told(paper)).casefold())
    lost = []
    with open_document(SAMPLES / f"{name}.pdf") as document:
        for number, box in boxes(paper).items():
            words = (word for word in document.page(number).words if box.holds_middle(word.box))
            for word in words:
                lost += [part for part in _WORD.findall(word.text.casefold()) if part not in said]
    assert set(lost) <= POINTERS
