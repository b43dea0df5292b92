"""`bywhen doctor`: what is installed, which limits are in force and whether they hold, and a self-test on the samples.

Everything is tried, not looked up: a worker really is denied the network, a paper really is read.
"""

from __future__ import annotations

import importlib.metadata
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

_SHOWN = ("pypdfium2", "pyarrow", "duckdb", "rapidocr", "onnxruntime", "opencv-python-headless", "httpx")
_EXTRAS = {"distributed": "dask", "obstore": "s3", "pandas": "analysis"}
_SAMPLE = Path(__file__).parents[1] / "samples" / "croydon.pdf"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing tried: what, whether it is well, and what was seen."""

    what: str
    well: bool
    seen: str


def checks() -> Iterator[Check]:
    """Each check in turn."""
    from bywhen.staging import code_version

    yield Check("Python", sys.version_info >= (3, 11), platform.python_version())
    yield Check("code version", True, code_version())
    for name in _SHOWN:
        version = _version(name)
        yield Check(name, version is not None, version or "not installed")
    for name, extra in _EXTRAS.items():
        yield Check(name, True, _version(name) or f"not installed (optional: bywhen[{extra}])")
    yield from _isolation()
    yield _reading()


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def probe(task: object, file: Path | None) -> bytes:
    """What a reading process tries when it is tested: the network, or more memory than it may have."""
    if task == "network":
        import socket

        socket.create_connection(("192.0.2.1", 9), timeout=1)  # a documentation address (RFC 5737): nobody is there
        return b"connected"
    return str(len(bytearray(256 << 20))).encode()


def _isolation() -> Iterator[Check]:
    from bywhen.engines import Job
    from bywhen.engines.local import LocalEngine
    from bywhen.limits import Limits

    engine = LocalEngine(1, Limits(wall_seconds=20, cpu_seconds=20, memory_mib=64))
    jobs = [Job(name, name, name) for name in ("network", "memory")]
    for outcome in engine.run(jobs, probe, lambda: False):
        seen = outcome.error.problem if outcome.error else "was allowed"
        right = "NetworkDenied" if outcome.job.key == "network" else "needs more than the 64 MiB"
        yield Check(f"a reading process and {outcome.job.key}", right in seen, seen)


def _reading() -> Check:
    """A sample read from start to tables, where the samples are at hand (a checkout, not an installed package)."""
    from bywhen.pipeline import run
    from schemas.errors import BywhenError

    if not _SAMPLE.is_file():
        return Check("self-test", True, "left out: the samples are not installed")
    with tempfile.TemporaryDirectory(prefix="bywhen-") as folder:
        try:
            report = run([str(_SAMPLE)], Path(folder), workers=1)
        except BywhenError as error:
            return Check("self-test", False, str(error))
    rows = report.rows["actions"]
    return Check("self-test", rows == 22 and not report.failures, f"{_SAMPLE.name}: {rows} actions of 22")


@click.command(short_help="Show versions and settings, and test this machine.")
def doctor() -> None:
    """Show versions and limits in force, and test this machine on the samples."""
    from bywhen.settings import load_settings

    settings = load_settings()
    failed = 0
    for check in checks():
        failed += not check.well
        click.echo(f"{'ok ' if check.well else 'BAD'}  {check.what}: {check.seen}")
    click.echo("\nSettings in force (and where set, if not the default):")
    for section in ("run", "limits", "fetch", "archive"):
        for name, value in asdict(getattr(settings, section)).items():
            origin = settings.origins.get(f"{section}.{name}")
            shown = "not set" if value is None else value
            click.echo(f"     {section}.{name} = {shown}{f'  ({origin})' if origin else ''}")
    if failed:
        raise SystemExit(1)
