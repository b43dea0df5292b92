"""`bywhen compare`: how actions moved from paper to paper, or what other authorities do about a like recommendation."""

from __future__ import annotations

from pathlib import Path

import click

import bywhen
from bywhen.analysis import Results, tables_read
from bywhen.querying import Shape, print_relation

_MOVED = (
    "authority, number, action, papers, concat_ws(' > ', due_first, nullif(due_now, due_first)) as due, "
    "slipped_days as slipped, rag, status"
)
_ALIKE = "authority, recommendation, deadline, rag, other_authority, other_recommendation, other_deadline, other_rag"
_NONE_MOVED = "No action stands in two papers of one authority; read papers of several meetings in one run."
_NONE_ALIKE = "No two authorities have a like recommendation."


def print_comparison(out: Path, shape: Shape, *, authority: str | None, slipped: bool, alike: bool) -> None:
    """Print the view asked for; `authority` is a part of a name. CSV and JSON have every column, a terminal the most
    telling ones. Raises OutputError."""
    with tables_read(out):
        _print(bywhen.open(str(out)), shape, authority=authority, slipped=slipped, alike=alike)


def _print(results: Results, shape: Shape, *, authority: str | None, slipped: bool, alike: bool) -> None:
    relation = results.alike if alike else results.moved
    if authority:
        columns = ("authority", "other_authority") if alike else ("authority",)
        wanted = "'" + authority.casefold().replace("'", "''") + "'"
        relation = relation.filter(" or ".join(f"contains(lower({name}), {wanted})" for name in columns))
    if slipped:
        relation = relation.filter("slipped_days > 0")
    if shape == "table":
        relation = relation.project(_ALIKE if alike else _MOVED)
        if relation.limit(1).fetchone() is None:
            click.echo(_NONE_ALIKE if alike else _NONE_MOVED)
            return
    print_relation(relation, shape)
