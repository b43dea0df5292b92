"""The command line: what can be asked, with which options. The work is done in the modules that a command imports
when it runs, so that `bywhen --help` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bywhen import __version__
from bywhen.correct_command import correct
from bywhen.doctor import doctor
from bywhen.fetch_command import fetch
from bywhen.options import FORMAT, OUT
from bywhen.run_command import run
from schemas.errors import BywhenError
from schemas.tables import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    from bywhen.exporting import ExportFormat
    from bywhen.querying import Shape
    from bywhen.reading import OcrMode


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="bywhen")
def cli() -> None:
    """Who said they would do what, by when, and did they?

    Reads the action plans in councils' committee papers (PDF) and writes tables (Parquet) that compare across
    authorities. Start with:  bywhen run samples --out output
    """


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of a table.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    default="auto",
    show_default=True,
    help="Read scanned pages: where needed, never, or all pages.",
)
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also draw each page of a plan into this folder, every cell framed where it was read.",
)
def show(file: Path, as_json: bool, ocr: OcrMode, pictures: Path | None) -> None:
    """Print the rows of one paper to the terminal."""
    from bywhen.show import show_paper

    show_paper(file, as_json=as_json, ocr=ocr, pictures=pictures)


@cli.command(short_help="Run SQL (DuckDB) over the tables.")
@click.argument("sql", metavar="SQL")
@OUT
@FORMAT
def query(sql: str, out: Path, shape: Shape) -> None:
    """Run a DuckDB query over the tables: documents, pages, plans, actions, updates, owners, claims, links,
    glossary, findings."""
    from bywhen.querying import print_query

    print_query(sql, out, shape)


@cli.command(short_help="Follow actions from paper to paper.")
@OUT
@FORMAT
@click.option("--authority", metavar="NAME", help="Only authorities whose name holds this.")
@click.option("--slipped", is_flag=True, help="Only actions that are due later than they were at first.")
@click.option("--alike", is_flag=True, help="Like recommendations of two authorities, side by side.")
def compare(out: Path, shape: Shape, authority: str | None, slipped: bool, alike: bool) -> None:
    """Follow actions from paper to paper: how their dates slipped and how RAG and status moved."""
    from bywhen.comparing import print_comparison

    if alike and slipped:
        raise click.UsageError("--slipped follows one authority's actions; it cannot go with --alike.")
    print_comparison(out, shape, authority=authority, slipped=slipped, alike=alike)


@cli.command(short_help="Write the tables as CSV or as an Excel workbook.")
@OUT
@click.option("--format", "shape", type=click.Choice(["csv", "xlsx"]), default="csv", show_default=True)
@click.option("--to", type=click.Path(path_type=Path), help="Folder of the CSV files, or the workbook to write.")
@click.option(
    "--table", "tables", multiple=True, type=click.Choice(list(TABLES)), help="Only this table; repeat for more."
)
def export(out: Path, shape: ExportFormat, to: Path | None, tables: tuple[str, ...]) -> None:
    """Write the tables as CSV files or as one Excel workbook (needs bywhen[xlsx])."""
    from bywhen.exporting import export as write

    write(out, shape, to, tables)


@cli.command(short_help="Write one HTML page of the actions.")
@OUT
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: OUT/report.html]"
)
@click.option("--authority", metavar="NAME", help="Only authorities whose name holds this.")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Day that tells what is late.  [default: each paper's meeting]",
)
def report(out: Path, to: Path | None, authority: str | None, as_at: datetime | None) -> None:
    """Write one HTML page of the actions: what is late, what slipped, which counts do not add up."""
    from bywhen.reporting import write_report

    write_report(out, to, authority=authority, as_at=as_at.date() if as_at else None)


@cli.command(short_help="Print the tables and what their columns mean.")
@click.argument("table", required=False)
def schema(table: str | None) -> None:
    """Print the tables and their columns, or one TABLE with what each column means."""
    from bywhen.schema_text import print_schema

    print_schema(table)


for command in (run, fetch, correct, doctor):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line. Every expected failure is one sentence on standard error and a documented exit status:
    1 nothing could be done, 2 wrong usage, 130 interrupted."""
    try:
        cli.main(standalone_mode=False)
    except BywhenError as error:
        click.echo(f"bywhen: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("bywhen: interrupted; run the same command again to go on where it stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)
