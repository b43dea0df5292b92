"""Prints figures as one table a set, and keeps them in docs/accuracy.md.

What belongs here: names of columns, shares, plain text. Counting is `measure`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from accuracy.measure import Figures

HISTORY = Path("docs") / "accuracy.md"
HEADER = (
    "set",
    "papers",
    "rows",
    "recall",
    "precision",
    "wholly right",
    "right texts",
    "action >= 95 %",
    "RAG",
    "joined",
    "split",
    "characters",
    "cover",
    "claims",
    "failed",
    "s/paper",
)


def share(part: float, whole: float) -> str:
    """A share to three places, a dash when there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "-"


def line(name: str, figures: Figures) -> list[str]:
    """A set's figures as text, in the header's order."""
    return [
        name,
        str(figures.papers),
        str(figures.rows),
        share(figures.paired, figures.rows),
        share(figures.paired, figures.found) if figures.rows else f"{figures.found} false",
        share(figures.right, figures.rows),
        share(figures.right_but_fields, figures.rows),
        share(figures.nearly, figures.rows),
        share(figures.rags_right, figures.rags),
        str(figures.joined),
        str(figures.split),
        share(figures.conserved, figures.characters),
        share(figures.cover_right, figures.cover),
        share(figures.claims_right, figures.claims),
        str(figures.failed),
        f"{figures.seconds / figures.papers:.2f}" if figures.papers else "-",
    ]


def text(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, columns lined up."""
    table = [list(header), *map(list, lines)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in table
    ]
    return "\n".join([drawn[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *drawn[1:]])


def sets(figures: Mapping[str, Figures]) -> str:
    """One line a set."""
    return text(HEADER, [line(name, found) for name, found in figures.items()])


def record(label: str, *tables: str) -> None:
    """Put tables at the end of the history, under a label (a version or a commit)."""
    before = (
        HISTORY.read_text(encoding="utf-8")
        if HISTORY.exists()
        else "# Accuracy over time\n\nWritten by `make accuracy`.\n"
    )
    HISTORY.write_text(before + f"\n## {label}\n\n" + "\n\n".join(tables) + "\n", encoding="utf-8")
