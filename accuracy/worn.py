"""Produces papers whose text cannot be used: a drawn paper, rendered and worn as a scanner would, in part or whole.

What belongs here: how bad it is. What a scanner does to a page is `samples.maker.scan`.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pikepdf

from accuracy import drawn, web
from accuracy.drawn import Pages
from accuracy.records import Paper
from samples.maker.programs import available
from samples.maker.scan import Scanner, scan


def produce(paper: Paper, target: Path) -> Pages | None:
    """Write the paper as its style's wear says; the pages of its rows are those of the drawn one, where it is drawn."""
    chance = random.Random(f"{paper.name} {paper.front.meeting_date}")
    with tempfile.TemporaryDirectory() as folder:
        typed = Path(folder) / "typed.pdf"
        if paper.style.wear == "no Unicode map" and available("chromium"):
            web.produce(paper, typed)
            _unmap(typed, target)
            return None
        pages = drawn.produce(paper, typed)
        scan(typed, target, scanner(paper, chance), seed=chance.randrange(10_000))
        if paper.style.wear == "mixed":
            _keep_typed(typed, target, min(page for plan in pages for row in plan for page in row))
    return pages


def scanner(paper: Paper, chance: random.Random) -> Scanner:
    """A scanner by chance: up to two degrees askew, more or less dirty; in colour where that is needed."""
    coloured = _coloured(paper)
    return Scanner(
        dpi=chance.choice((150, 200, 200, 300)),
        skew=chance.uniform(-1.6, 1.6),
        noise=chance.choice((0.0, 3.0, 8.0)),
        specks=chance.choice((0, 40, 200)),
        paper=chance.choice((255, 247, 235)),
        quality=chance.choice((40, 60, 80)),
        colour=coloured or chance.random() < 0.2,
        bilevel=not coloured and chance.random() < 0.2,
        turned=paper.style.wear == "turned scan",
        faulty_layer=paper.style.wear == "faulty layer",
    )


def _coloured(paper: Paper) -> bool:
    """Whether only colour tells what the paper's RAG cells say."""
    entries = (entry for plan in paper.plans for row in plan.rows for entry in row.entries)
    return any(entry.rag and not entry.text for entry in entries)


def _unmap(source: Path, target: Path) -> None:
    """Take away the maps from letters' codes to characters: the page looks the same, its text is lost."""
    with pikepdf.open(source) as pdf:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry:
                del entry["/ToUnicode"]
        pdf.save(target, deterministic_id=True)


def _keep_typed(typed: Path, target: Path, first_scanned: int) -> None:
    """Put the typed pages before the plan back in place of their pictures."""
    with pikepdf.open(typed) as clean, pikepdf.open(target, allow_overwriting_input=True) as worn:
        for page in range(first_scanned - 1):
            worn.pages[page] = clean.pages[page]
        worn.save(target, deterministic_id=True)
