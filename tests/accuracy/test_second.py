"""The second family: the same paper for the same seed, and every word of its truth in the PDF."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from accuracy.second import draw
from accuracy.second.make import ODD, RARE, SECOND, Family, design, known


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[A-Za-z0-9]+", text))


def test_the_same_seed_gives_the_same_paper() -> None:
    assert design(3, 9) == design(3, 9)
    assert design(3, 9) != design(3, 10)


@pytest.mark.parametrize("family", [SECOND, ODD, RARE])
def test_every_shape_has_its_turn_and_every_fifth_paper_no_plan(family: Family) -> None:
    papers = [design(place, 4, family) for place in range(40)]
    assert {paper.traits[0] for paper in papers} == {*family.shapes, "decoys"}
    assert all((place % 5 == 4) is not bool(paper.plans) for place, paper in enumerate(papers))


@pytest.mark.parametrize(
    ("family", "place"),
    [*((SECOND, place) for place in (0, 1, 2, 5, 6)), *((RARE, place) for place in (0, 2, 5, 6, 7, 12, 13, 17))],
)
def test_a_paper_shows_its_truth(family: Family, place: int, tmp_path: Path) -> None:
    paper = design(place, 3, family)
    target = tmp_path / "paper.pdf"
    draw.platypus(paper, target)
    shown = words(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(target)))
    for plan in known(paper).plans:
        for row in plan.rows:
            texts = [cell.text for cell in row.cells if not cell.carried]
            assert not {*words(" ".join(texts))} - {*shown}
