"""Invented papers are the same for the same seed, keep their truth, and show every word of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from accuracy import compose, drawn, truth
from accuracy.make import PRODUCERS

PLACES = range(8)


def words(text: str) -> Counter[str]:
    return Counter(re.sub(r"[^A-Za-z0-9 ]", " ", text).split())


def shown(pdf: Path) -> Counter[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return words(" ".join(page.get_textpage().get_text_range() for page in pages))


@pytest.mark.parametrize("set_name", compose.PARTS)
def test_the_same_seed_gives_the_same_paper(set_name: str) -> None:
    assert compose.paper(set_name, 1, 9) == compose.paper(set_name, 1, 9)
    assert compose.paper(set_name, 1, 9) != compose.paper(set_name, 1, 10)


def test_every_set_has_a_producer_and_a_share() -> None:
    assert set(PRODUCERS) == set(compose.PARTS)
    assert sum(compose.PARTS.values()) == 100
    assert set(compose.sets(60)) == set(compose.PARTS)


@pytest.mark.parametrize("place", PLACES)
def test_a_drawn_paper_shows_every_word_of_its_truth(place: int, tmp_path: Path) -> None:
    paper = compose.paper("drawn", place, 21)
    pages = drawn.produce(paper, tmp_path / "paper.pdf")
    known = truth.of(paper, pages)
    wanted: Counter[str] = Counter()
    for plan in known.plans:
        for row in plan.rows:
            wanted += words(" ".join(cell.text for cell in row.cells if not cell.carried))
            assert row.pages
    assert not wanted - shown(tmp_path / "paper.pdf")


def test_truth_is_written_and_read_unchanged(tmp_path: Path) -> None:
    for set_name in ("drawn", "prose", "pack", "none"):
        known = truth.of(compose.paper(set_name, 0, 4))
        truth.write(known, tmp_path / "truth.json")
        assert truth.read(tmp_path / "truth.json") == known


def test_a_paper_without_a_plan_has_no_rows() -> None:
    assert all(truth.of(compose.paper("none", place, 3)).rows == 0 for place in PLACES)


def test_merged_recommendations_are_carried_not_doubled() -> None:
    papers = [compose.paper("drawn", place, 2) for place in range(20)]
    merged = [paper for paper in papers if any(plan.merged_columns for plan in paper.plans)]
    assert merged
    for paper in merged:
        for plan, true in zip(paper.plans, truth.of(paper).plans, strict=True):
            carried = [row for row in true.rows if any(cell.carried for cell in row.cells)]
            assert len(carried) == sum(row.merged for row in plan.rows)
