"""`bywhen correct`: its commands, and what they print. What they do is `correcting`'s."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bywhen.options import FORMAT, OUT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bywhen.correcting import Judged
    from bywhen.querying import Shape

_LATER = click.option("--later", is_flag=True, help="Write it down only; `correct apply` makes the tables.")
_LEFT = ("text changed", "row gone")


@click.group()
def correct() -> None:
    """Put right what was read wrong, for good.

    Corrections are kept in OUT/corrections.jsonl, one a line, beside what was read; later runs over the same papers
    apply them again. What was read from a corrected cell is read again: a deadline_text gives its dates, an
    owner_text its owners. A correction whose row or words are not there any more is not applied, and a finding says so.

    \b
    Keys come from the tables:
      bywhen query "select action_id, number, deadline_text from actions"
      bywhen correct set 5f1c0a9b deadline_text "By 27.10.12" --why "misread zero"
    """


@correct.command("set", short_help="Say what a cell holds.")
@click.argument("key")
@click.argument("column")
@click.argument("value", required=False)
@click.option("--null", "nothing", is_flag=True, help="The cell holds nothing, in place of a VALUE.")
@click.option("--why", help="Why, for the next reader: stands in the finding.")
@click.option("--by", help="Who says so: stands in corrections.jsonl only.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Day of the correction.")
@OUT
@_LATER
def set_value(
    key: str,
    column: str,
    value: str | None,
    nothing: bool,
    why: str | None,
    by: str | None,
    on: datetime | None,
    out: Path,
    later: bool,
) -> None:
    """Say what a cell holds: COLUMN of the action, plan or paper that KEY (or its beginning) names.

    Days are written 2012-10-31, themes with semicolons between them. A VALUE that begins with a dash follows `--`.
    """
    from bywhen.correcting import changing, twins
    from publish.correction_file import Asked
    from schemas.corrections import shown

    if (value is None) != nothing:
        raise click.UsageError("Give a VALUE, or --null for nothing.")
    day = on.date() if on else None
    with changing(out) as corrected:
        taken = corrected.take([Asked(key, column, value, why=why, by=by, on=day)])
        corrected.keep(later=later)
    for one in taken:
        click.echo(f"{one.place or one.key}: {one.column} is {shown(one.value)}, was {shown(one.was)}")
    for name in twins(out, taken):
        click.echo(f"Note: the plan of {name} stands in another paper, too (same_as), and reports count that one.")


@correct.command("list", short_help="List the corrections, each with what becomes of it.")
@OUT
@FORMAT
def list_all(out: Path, shape: Shape) -> None:
    """List the corrections, each with what becomes of it. `--format csv` gives what `apply` takes."""
    from bywhen.correcting import Corrected

    judged = Corrected(out).judged()
    if shape == "table":
        _print(judged)
        return
    from publish.correction_file import as_plain

    rows = [{**as_plain(one.correction), "state": one.state} for one in judged]
    if shape == "json":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    names = ("key", "column", "value", "was", "why", "by", "on", "place", "state")
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)


@correct.command(short_help="Take corrections back.")
@click.argument("key")
@click.argument("column", required=False)
@OUT
@_LATER
def undo(key: str, column: str | None, out: Path, later: bool) -> None:
    """Take back the corrections of a row, or of one COLUMN of it: the cell is again as it was read."""
    from bywhen.correcting import changing
    from schemas.corrections import shown

    with changing(out) as corrected:
        gone = corrected.forget(key, column)
        corrected.keep(later=later)
    for one in gone:
        click.echo(f"{one.place or one.key}: {one.column} as it is read, no longer {shown(one.value)}")


@correct.command(short_help="Check a list, or the corrections written down.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@OUT
def check(file: Path | None, out: Path) -> None:
    """Check a list before it is applied (CSV or JSON Lines), or without FILE those written down.

    Ends with 1 where some would not be applied, with 2 where the list cannot be used.
    """
    from bywhen.correcting import Corrected
    from publish.correction_file import listed

    corrected = Corrected(out)
    if file is not None:
        count = len(corrected.take(listed(file)))
        click.echo(f"{file}: {_counted(count)}, all good")
    judged = corrected.judged()
    left = [one for one in judged if one.state in _LEFT]
    if left:
        _print(left)
        sys.exit(1)
    click.echo(f"{_counted(len(judged))} in all, none out of date")


@correct.command(short_help="Take in a list of corrections; make the tables again.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@OUT
@_LATER
def apply(file: Path | None, out: Path, later: bool) -> None:
    """Take in a list of corrections and make the tables again; without FILE, with those written down.

    FILE is CSV or JSON Lines with key, column and value, and any of was, why, by, on. Where `was` is given the cell
    must hold it. All are taken or none; taking a list twice changes nothing.
    """
    from bywhen.correcting import changing
    from publish.correction_file import listed

    with changing(out) as corrected:
        if file is not None:
            taken = corrected.take(listed(file))
            click.echo(f"{_counted(len(taken))} taken from {file}")
        corrected.keep(later=later)
    left = [one for one in corrected.judged() if one.state in _LEFT]
    if left:
        click.echo(f"Not applied: {_counted(len(left))}; see `bywhen correct check`")


def _print(judged: Sequence[Judged]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from schemas.corrections import shown

    if not judged:
        click.echo("No corrections.")
        return
    table = Table(show_lines=True, caption=_counted(len(judged)), caption_justify="left")
    for heading in ("row", "column", "was read", "by hand", "state"):
        table.add_column(heading, overflow="fold")
    for one in judged:
        entry = one.correction
        place = f"{entry.place}\n{entry.key}" if entry.place else entry.key
        texts = (place, entry.column, shown(entry.was), shown(entry.value), one.state)
        table.add_row(*map(Text, texts))
    Console().print(table)
    for one in judged:
        if one.correction.why:
            click.echo(f"  {one.correction.key} {one.correction.column}: {one.correction.why}")


def _counted(count: int) -> str:
    return f"{count} correction" + ("" if count == 1 else "s")


def _cell(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
