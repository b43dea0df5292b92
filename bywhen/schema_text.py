"""`bywhen schema`: the tables and columns as text."""

from __future__ import annotations

import click

from publish.descriptors import type_name
from schemas.errors import UsageError
from schemas.tables import SCHEMA_VERSION, TABLES, columns, description


def print_schema(table: str | None) -> None:
    """Print all tables with their columns' names, or one with what each means. Raises UsageError for no such table."""
    if table is None:
        click.echo(f"Schema version {SCHEMA_VERSION}; `bywhen schema TABLE` explains the columns of one.\n")
        for name in TABLES:
            click.echo(f"{name}: {description(name)}")
            click.echo(f"    {', '.join(spec.name for spec in columns(name))}")
        return
    if table not in TABLES:
        raise UsageError(f"There is no table {table}; there are {', '.join(TABLES)}", table=table)
    click.echo(f"{table}: {description(table)}\n")
    for spec in columns(table):
        null = "" if spec.nullable else ", never null"
        click.echo(f"  {spec.name} ({type_name(spec)}{null})")
        if spec.note is not None:
            click.echo(f"      {spec.note.description}")
            if spec.note.vocabulary:
                click.echo(f"      one of: {', '.join(spec.note.vocabulary)}")
