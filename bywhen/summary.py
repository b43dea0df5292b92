"""What a run tells at its end: a table of papers, what to look at, where to go next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

import bywhen

_QUERIES = (
    "select owner_text, deadline_end, action from actions where rag = 'red' order by deadline_end",
    "select code, message, page from findings",
)
_PAPERS_SHOWN = 25
_NOTEBOOK = "notebooks/first-look.ipynb"
_COLOURS = {"green": "green", "amber": "yellow", "red": "red", "blue": "blue", "grey": "bright_black"}


def print_summary(out: Path, *, console: Console | None = None) -> None:
    """Print what the tables in `out` hold, paper by paper, and the next commands to try.

    Papers with a plan come first, then those that failed, so that a long run's list shows what matters."""
    console = console or Console()
    results = bywhen.open(str(out))
    rows = results.sql(
        """
        select d.document_id, d.file_name, d.authority_name, d.outcome, d.error_code,
               (select count(*) from actions a where a.document_id = d.document_id) as actions,
               (select count(*) from claims c where c.document_id = d.document_id) as claims,
               (select count(*) from findings f where f.document_id = d.document_id) as findings
        from documents d order by d.file_name, d.document_id
        """
    ).fetchall()
    rows.sort(key=_what_matters)
    rags = _rag_counts(results.sql("select document_id, rag, count(*) from actions group by all").fetchall())
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("paper", "authority", "found", "actions", "RAG", "claims", "findings"):
        counted = heading in ("actions", "claims", "findings")
        whole = counted or heading == "found"
        table.add_column(heading, justify="right" if counted else "left", no_wrap=whole, overflow="fold")
    for document_id, name, authority, outcome, code, actions, claims, findings in rows[:_PAPERS_SHOWN]:
        table.add_row(
            Text(name.removesuffix(".pdf")),
            Text(authority or "-"),
            _outcome(outcome, code),
            str(actions),
            _rag_text(rags.get(document_id, Counter())),
            str(claims),
            str(findings),
        )
    console.print(table)
    if len(rows) > _PAPERS_SHOWN:
        console.print(f"... and {len(rows) - _PAPERS_SHOWN} more papers")
    _print_totals(console, rows, out)


def _what_matters(row: tuple[object, ...]) -> int:
    """0 for a paper with actions, 1 for one that failed, 2 for one with claims, 3 for the rest."""
    _, _, _, _, code, actions, claims, _ = row
    return 0 if actions else 1 if code else 2 if claims else 3


def _rag_counts(rows: list[tuple[Any, ...]]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for document_id, rag, number in rows:
        if rag is not None:
            counts.setdefault(document_id, Counter())[rag] += number
    return counts


def _rag_text(counts: Counter[str]) -> Text:
    text = Text()
    for rag, number in sorted(counts.items()):
        text.append(f"{number} {rag} ", style=_COLOURS.get(rag, "yellow"))
    return text


def _outcome(outcome: str, code: str | None) -> Text:
    words = {"plans": "plan", "claims_only": "claims only", "nothing_found": "nothing", "failed": "failed"}
    return Text(code or words[outcome], style="red" if outcome == "failed" else "")


def _print_totals(console: Console, rows: list[tuple[Any, ...]], out: Path) -> None:
    outcomes = Counter(row[3] for row in rows)
    actions = sum(row[5] for row in rows)
    console.print()
    console.print(
        f"{_papers(len(rows))}: {outcomes['plans']} with a plan, {outcomes['claims_only']} with claims only, "
        f"{outcomes['nothing_found']} with nothing, {outcomes['failed']} failed; {actions} actions in {out}/",
        highlight=False,
        soft_wrap=True,
    )
    _print_corrections(console, out)
    if not actions + sum(row[6] for row in rows):
        return
    folder = "" if str(out) == "output" else f" --out {out}"
    console.print("Next:", highlight=False)
    for query in _QUERIES:
        console.print(f'  bywhen query{folder} "{query}"', highlight=False, soft_wrap=True)
    console.print(f"  bywhen report{folder}", highlight=False, soft_wrap=True)
    if Path(_NOTEBOOK).is_file():
        console.print(f"  {_NOTEBOOK} compares the authorities", highlight=False, soft_wrap=True)


def _print_corrections(console: Console, out: Path) -> None:
    """How many corrections by hand are in the tables, and how many were not applied."""
    query = "select code = 'corrected', count(*) from findings where code like 'correct%' group by 1"
    found = dict(bywhen.open(str(out)).sql(query).fetchall())
    if found:
        left = f", {found[False]} not applied (bywhen correct check)" if False in found else ""
        console.print(f"Corrected by hand: {found.get(True, 0)}{left}", highlight=False, soft_wrap=True)


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"
