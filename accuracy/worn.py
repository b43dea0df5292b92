"""Produces scanned papers: a drawn one, rendered and worn as a scanner would.

What belongs here: how bad the scan is. What a scanner does to a page is `samples.maker.scan`.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from accuracy import drawn
from accuracy.drawn import Pages
from accuracy.records import Paper
from samples.maker.scan import Scanner, scan


def produce(paper: Paper, target: Path) -> Pages:
    """Write the paper as pictures; the pages of its rows are those of the drawn one."""
    chance = random.Random(paper.name)
    with tempfile.TemporaryDirectory() as folder:
        typed = Path(folder) / "typed.pdf"
        pages = drawn.produce(paper, typed)
        scan(typed, target, scanner(chance, coloured=_coloured(paper)), seed=chance.randrange(10_000))
    return pages


def _coloured(paper: Paper) -> bool:
    """Whether only colour tells what the paper's RAG cells say."""
    entries = (entry for plan in paper.plans for row in plan.rows for entry in row.entries)
    return any(entry.rag and not entry.text for entry in entries)


def scanner(chance: random.Random, *, coloured: bool) -> Scanner:
    """A scanner by chance: up to two degrees askew, more or less dirty; in colour where that is needed."""
    return Scanner(
        dpi=chance.choice((150, 200, 200, 300)),
        skew=chance.uniform(-1.7, 1.7),
        noise=chance.choice((0.0, 3.0, 8.0)),
        specks=chance.choice((0, 40, 200)),
        paper=chance.choice((255, 247, 235)),
        quality=chance.choice((40, 60, 80)),
        colour=coloured or chance.random() < 0.2,
        bilevel=not coloured and chance.random() < 0.2,
    )
