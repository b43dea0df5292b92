"""Scores on published papers and labels that nobody here wrote: tables by the papers' own tags, false rows, the corpus.

What belongs here: running the scorers that lie beside the project, and counting rows in papers that hold no plan.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import cast

import yaml

from accuracy.table import text
from accuracy.words import CONTENT

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
TAGS = Path(".bench") / "tags"


def scores(*, verbose: bool = False) -> list[str]:
    """The tables; none where the published papers are not there."""
    if not (SHARED / "real-pdfs").is_dir():
        return []
    return [false_rows(), by_tags(verbose=verbose), corpus()]


def false_rows() -> str:
    """Rows found in published papers that hold no plan: each one is false."""
    import extract

    known = cast(list[str], yaml.safe_load((CONTENT / "real.yaml").read_text(encoding="utf-8"))["no_plan"])
    lines = []
    for name in known:
        paper = extract.read(SHARED / "real-pdfs" / name)
        rows = [row for plan in paper.plans for row in plan.rows]
        first = " / ".join(cell.text for cell in rows[0].cells)[:60] if rows else ""
        lines.append((name, str(len(rows)), first))
    lines.append(("all", str(sum(int(count) for _, count, _ in lines)), ""))
    return text(("paper without a plan", "false rows", "the first"), lines)


def by_tags(*, verbose: bool = False) -> str:
    """Tables by geometry alone, against the papers' own tags."""
    papers = sorted(str(path) for path in (SHARED / "real-pdfs").rglob("*.pdf"))
    TAGS.mkdir(parents=True, exist_ok=True)
    known, stripped = TAGS / "truth.json", TAGS / "stripped"
    if not known.exists():
        _run("tag_truth.py", str(known), str(stripped), *papers)
    return _run("score_tables.py", str(known), str(stripped), *(["-v"] if verbose else []))


def corpus() -> str:
    """The labelled corpus: deadlines, owners, RAG, headings, themes."""
    return "\n".join(_run(tool) for tool in ("score_corpus.py", "score_themes.py"))


def _run(tool: str, *arguments: str) -> str:
    """A scorer's own words; what it says when it fails is part of the answer."""
    command = [sys.executable, str(SHARED / "tools" / tool), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"{tool} failed: {done.stderr.strip().splitlines()[-1:]}"
    return done.stdout.strip()
