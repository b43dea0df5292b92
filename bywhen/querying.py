"""`bywhen query`: DuckDB over the published tables, printed for a person or a program."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

import bywhen
from schemas.errors import QueryInvalid

if TYPE_CHECKING:
    import duckdb


Shape = Literal["table", "csv", "json"]


def print_query(sql: str, out: Path, shape: Shape) -> None:
    """Print the rows of a query as a terminal table, CSV or JSON Lines. Raises OutputError, QueryInvalid."""
    import duckdb

    relation = bywhen.open(str(out)).sql(sql)
    try:
        print_relation(relation, shape)
    except duckdb.Error as error:  # of a value that cannot be worked out, while rows are fetched
        raise QueryInvalid(f"The query cannot be run: {error}", query=sql) from error


def print_relation(relation: duckdb.DuckDBPyRelation, shape: Shape) -> None:
    """Print the rows of a relation."""
    names = list(relation.columns)
    if shape == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(names)
        writer.writerows(relation.fetchall())
    elif shape == "json":
        for row in relation.fetchall():
            click.echo(json.dumps(dict(zip(names, row, strict=True)), default=str, ensure_ascii=False))
    else:
        _print_table(names, relation.fetchall())


def _print_table(names: list[str], rows: list[tuple[object, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        *names, show_lines=False, caption="1 row" if len(rows) == 1 else f"{len(rows)} rows", caption_justify="left"
    )
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console().print(table)
