"""`bywhen run`: its options, and what is printed around a run. The run itself is `pipeline`'s."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from schemas.errors import SourceEmpty

if TYPE_CHECKING:
    from bywhen.settings import Settings


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--out", default="output", show_default=True, help="Folder of the results, or s3://bucket/folder.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read papers. [default: one a core]")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    help="Read scanned pages: where needed, never, or all pages. [default: auto]",
)
@click.option("--engine", type=click.Choice(["local", "dask"]), help="Where papers are read. [default: local]")
@click.option("--scheduler", metavar="ADDRESS", help="The Dask cluster's scheduler, as tcp://host:8786.")
@click.option("--people", type=click.Choice(["keep", "pseudonym", "drop"]), help="Owners' names. [default: keep]")
@click.option("--partition", is_flag=True, default=None, help="Write each table in folders by authority_code (Hive).")
@click.option("--wall-seconds", type=float, help="Longest time for one paper. [default: 600]")
@click.option("--cpu-seconds", type=float, help="Most processor time for one paper. [default: 900]")
@click.option("--memory-mib", type=int, help="Most memory for one paper. [default: 2048]")
@click.option("--pages", type=int, help="Most pages of one paper. [default: 2000]")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings file. [default: bywhen.toml]")
@click.option("--allow-private", is_flag=True, default=None, help="Fetch from private and loopback addresses, too.")
@click.option("--log-json", is_flag=True, help="Write what happens to standard error, one JSON object a line.")
def run(sources: tuple[str, ...], out: str, config: Path | None, log_json: bool, **options: object) -> None:
    """Read papers and write the tables.

    SOURCE is a PDF, a folder, a zip, a manifest (CSV or JSON Lines), a list of addresses (.txt), an http(s) address
    or s3://. Papers that cannot be read are rows in `documents` with the reason; the rest of the batch goes on. Run it
    again and only new papers are read.
    """
    from rich.console import Console

    from bywhen.pipeline import run as run_batch
    from bywhen.progress import watcher
    from bywhen.remote import remote_address

    report = run_batch(sources, out, settings=_settings(options, config), watcher=watcher(log_json=log_json))
    if remote_address(out) is None and not report.tables_kept:
        from bywhen.summary import print_summary

        print_summary(Path(out))
    report.print(Console(stderr=True))
    if not report.with_bytes:
        kept = "; the tables of the run before stay" if report.tables_kept else ""
        raise SourceEmpty(f"There was nothing to read in {', '.join(sources)}{kept}", sources=list(sources))


def _settings(options: dict[str, object], config: Path | None) -> Settings:
    """The settings with the command's options, each under its section."""
    from bywhen.settings import load_settings

    sections = {
        "wall_seconds": "limits",
        "cpu_seconds": "limits",
        "memory_mib": "limits",
        "pages": "limits",
        "allow_private": "fetch",
    }
    named = {f"{sections.get(name, 'run')}.{name}": value for name, value in options.items()}
    return load_settings(named, file=config)
