"""`bywhen fetch`: papers from the web into the paper store, to be read later by `bywhen run`.

Options and what is printed; how sites are asked is in `ingest`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from schemas.errors import FetchFailed

if TYPE_CHECKING:
    _DayType = click.ParamType[dt.date]  # click's older releases cannot be asked for it at run time

    from bywhen.settings import Settings
    from ingest.fetcher import Fetcher
    from schemas.sighting import Sighting
else:
    _DayType = click.ParamType

Command = TypeVar("Command", bound=Callable[..., object])

_MANIFEST = "manifest.jsonl"


class _Day(_DayType):
    """A day, as 2012-01-31; a month, as 2012-01, is meant from its first day or to its last."""

    name = "day"

    def __init__(self, *, to_the_end: bool) -> None:
        self._to_the_end = to_the_end

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        text = str(value)
        try:
            if len(text) > len("2012-01"):
                return dt.date.fromisoformat(text)
            first = dt.date.fromisoformat(f"{text}-01")
        except ValueError:
            self.fail(f"'{text}' is no day such as 2012-01-31 and no month such as 2012-01", param, ctx)
        after = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return after - dt.timedelta(days=1) if self._to_the_end else first


class _AddressesByDefault(click.Group):
    """`bywhen fetch list.txt` is `bywhen fetch urls list.txt`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["urls", *args]
        return super().parse_args(ctx, args)


_OPTIONS = (
    click.option(
        "--store",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("papers"),
        show_default=True,
        help="Folder of the paper store.",
    ),
    click.option("--contact", help="Who runs this, for the user agent: an e-mail or web address."),
    click.option("--delay", type=click.FloatRange(min=0), help="Seconds between two requests to a host. [default: 1]"),
    click.option("--allow-private", is_flag=True, default=None, help="Fetch from private and loopback addresses, too."),
)


def _polite(command: Command) -> Command:
    """Give a command the options on how sites are asked."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group(cls=_AddressesByDefault)
def fetch() -> None:
    """Bring papers into the store, with a manifest of what is known of them.

    Sites are asked politely: robots.txt is obeyed, one request at a time and a pause between two, and a host that
    refuses three times is left alone. Then read them:  bywhen run papers/manifest.jsonl
    """


@fetch.command()
@click.argument("sources", nargs=-1, required=True, metavar="ADDRESS|LIST...")
@_polite
def urls(
    sources: tuple[str, ...], store: Path, contact: str | None, delay: float | None, allow_private: bool | None
) -> None:
    """Fetch http(s) addresses, and all addresses of a list (.txt) or a manifest (.csv, .jsonl)."""
    from ingest import PaperStore, papers

    settings = _settings(contact, delay, allow_private)
    _collect(papers(sources, store=PaperStore(store), options=settings.ingest), store)


@fetch.command()
@click.argument("base", metavar="BASE")
@click.option("--committee", default="", help="Only committees whose name holds this.")
@click.option(
    "--from", "first", type=_Day(to_the_end=False), required=True, help="First day of meetings: 2012-01-31 or 2012-01."
)
@click.option("--to", "last", type=_Day(to_the_end=True), required=True, help="Last day; a month is meant to its end.")
@click.option("--authority", help="The council's name, to go with each paper.")
@_polite
def moderngov(
    base: str,
    committee: str,
    first: dt.date,
    last: dt.date,
    authority: str | None,
    store: Path,
    contact: str | None,
    delay: float | None,
    allow_private: bool | None,
) -> None:
    """Fetch the papers of a ModernGov site, such as https://democracy.example.gov.uk"""
    from ingest import PaperStore
    from ingest.fetcher import Fetcher
    from ingest.moderngov import Site, Window

    settings = _settings(contact, delay, allow_private)
    with Fetcher(PaperStore(store), settings.fetch) as fetcher:
        _collect(Site(base, fetcher, authority).papers(Window(first, last, committee)), store, fetcher)


def _settings(contact: str | None, delay: float | None, allow_private: bool | None) -> Settings:
    from bywhen.settings import load_settings

    return load_settings({"fetch.contact": contact, "fetch.delay": delay, "fetch.allow_private": allow_private})


def _collect(sightings: Iterable[Sighting], store: Path, fetcher: Fetcher | None = None) -> None:
    """Keep the manifest and say what came. Raises FetchFailed when nothing did."""
    from bywhen.staging import write_whole

    lines = _lines(store / _MANIFEST)
    kept = failed = 0
    try:
        for sighting in sightings:
            if sighting.error is not None or sighting.path is None:
                failed += 1
                click.echo(f"{sighting.source_uri}: {sighting.error}", err=True)
            elif sighting.path.is_relative_to(store):
                kept += 1
                lines[sighting.source_uri] = _line(sighting, store)
    finally:
        content = "".join(json.dumps(lines[uri], ensure_ascii=False) + "\n" for uri in sorted(lines))
        store.mkdir(parents=True, exist_ok=True)
        write_whole(store / _MANIFEST, content.encode())
    for host, reason in (fetcher.left_alone() if fetcher else {}).items():
        click.echo(f"{host} was left alone: {reason}", err=True)
    click.echo(f"{kept} papers, {failed} not to be had. Read them with:  bywhen run {store / _MANIFEST}")
    if failed and not kept:
        raise FetchFailed("No paper could be fetched: what went wrong stands above, address by address")


def _lines(manifest: Path) -> dict[str, dict[str, str]]:
    """The manifest of earlier fetches by address."""
    if not manifest.is_file():
        return {}
    entries = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    return {entry["url"]: entry for entry in entries}


def _line(sighting: Sighting, store: Path) -> dict[str, str]:
    """A line that `ingest.manifest` reads."""
    assert sighting.path is not None
    known = sighting.known
    facts = {
        "path": sighting.path.relative_to(store).as_posix(),
        "url": sighting.source_uri,
        "name": sighting.file_name,
        "authority": known.authority,
        "committee": known.committee,
        "meeting_date": known.meeting_date.isoformat() if known.meeting_date else None,
        "title": known.title,
        "agenda_item": known.agenda_item,
    }
    return {name: fact for name, fact in facts.items() if fact is not None}
