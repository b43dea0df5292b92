"""`bywhen export`: the tables as CSV files or one Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

import bywhen
from bywhen.analysis import tables_read
from publish.export import Sheet, write_csv, write_xlsx
from schemas.tables import TABLES

if TYPE_CHECKING:
    import duckdb

    from bywhen.analysis import Results

ExportFormat = Literal["csv", "xlsx"]
_FETCHED = 2_000
# An action by itself does not say whose it is; the keys, which no person reads, stand last.
_ACTIONS = """
select d.authority_name, d.meeting_date, d.file_name, a.* exclude (document_id, authority_code, plan_id, action_id),
       a.document_id, a.authority_code, a.plan_id, a.action_id
from actions a join documents d using (document_id) order by a.document_id, a.plan_id, a.row
"""


def export(out: Path, shape: ExportFormat, target: Path | None, tables: Sequence[str]) -> None:
    """Write the tables asked for (all where none is named) into a folder, or as one workbook. Raises OutputError."""
    with tables_read(out):
        sheets = _sheets(bywhen.open(str(out)), tables or _ordered())
        if shape == "csv":
            for file in write_csv(sheets, target or out / "csv"):
                click.echo(file)
        else:
            click.echo(write_xlsx(sheets, target or out / "bywhen.xlsx"))


def _ordered() -> list[str]:
    return ["actions", *(table for table in TABLES if table != "actions")]


def _sheets(results: Results, tables: Sequence[str]) -> Iterator[Sheet]:
    for table in tables:
        relation = results.sql(_ACTIONS) if table == "actions" else getattr(results, table)
        yield Sheet(table, relation.columns, _rows(relation))


def _rows(relation: duckdb.DuckDBPyRelation) -> Iterator[tuple[object, ...]]:
    while rows := relation.fetchmany(_FETCHED):
        yield from rows
