"""A batch from sources to tables: sighted papers, each read once, their staged rows assembled."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bywhen.assembling import assembled
from bywhen.batch import Batch
from bywhen.engines import Engine
from bywhen.interrupts import stop_on_interrupt
from bywhen.progress import Silence, Watcher
from bywhen.reading import OcrMode
from bywhen.remote import RemoteFolder, RemoteStaging, remote_address
from bywhen.report_run import RunReport
from bywhen.settings import Settings
from bywhen.staging import Staging
from ingest import RememberedFingerprints, distinct, papers
from publish.correction_file import NAME as CORRECTIONS
from publish.correction_file import read as read_corrections
from schemas.errors import SourceEmpty, UsageError
from schemas.sighting import Sighting


def run(
    sources: Sequence[str],
    out: Path | str,
    *,
    workers: int | None = None,
    ocr: OcrMode | None = None,
    settings: Settings | None = None,
    watcher: Watcher | None = None,
) -> RunReport:
    """Read every paper of the sources and write the tables into `out`, a folder or an `s3://` address.

    Papers that were read before, by the same code, are not read again. Where the sources give no paper at all (a folder
    that is not mounted, a site that is down), the tables of an earlier run stay and the report's `tables_kept` says so.
    Raises SourceEmpty when there is nothing to say of any source, OutputError when `out` cannot be written,
    KeyboardInterrupt after a run that was told to stop: the papers in hand are then finished and kept, and the tables
    are as they were. What people have put right in `out/corrections.jsonl` is applied; CorrectionInvalid where that
    file cannot be used.
    """
    chosen = _chosen(settings or Settings(), workers, ocr)
    address = remote_address(out)
    if address is None:
        folder = Path(out)
        return _run(sources, folder, chosen, Staging(folder, chosen.limits), watcher or Silence())
    remote = RemoteFolder(address)
    with tempfile.TemporaryDirectory(prefix="bywhen-") as passing:
        folder = Path(passing)
        try:
            staging = RemoteStaging(remote, folder, chosen.limits)
            remote.bring(CORRECTIONS, folder)
            return _run(sources, folder, chosen, staging, watcher or Silence())
        finally:
            remote.publish(folder)


def _run(sources: Sequence[str], out: Path, chosen: Settings, staging: Staging, watcher: Watcher) -> RunReport:
    corrections = read_corrections(out / CORRECTIONS)  # before hours of reading: a slip in the file is told at once
    report = RunReport(staging.version, chosen.run.engine, _workers(chosen), chosen.limits.as_facts())
    with staging.held(), stop_on_interrupt(lambda: watcher.note("stopping", message=_STOPPING)) as stopping:
        engine = _engine(chosen, staging)
        batch = Batch(staging, engine, chosen.limits, chosen.run.ocr, report, watcher, _threads(chosen))
        staged = batch.read(distinct(_sighted(sources, out, chosen, report, stopping)), stopping)
        watcher.end()
        if stopping():
            report.finish({}, interrupted=True)
            report.write(out / "run.json")
            raise KeyboardInterrupt
        seen = {paper.document_id for paper in staged}
        report.corrections_elsewhere = sum(one.document_id not in seen for one in corrections)
        if not staged:
            raise SourceEmpty("None of the sources holds a paper", sources=list(sources))
        if not report.with_bytes and staging.holds_tables():
            report.finish({}, tables_kept=True)
            report.write(out / "run.json")
            return report
        rows = assembled(out, staged, staging, chosen.run.people, partition=chosen.run.partition)
        report.finish(rows)
        report.write(out / "run.json")
        staging.prune()
    return report


_STOPPING = "Stopping: the papers in hand are finished first. Press Ctrl-C again to stop at once."


def _chosen(settings: Settings, workers: int | None, ocr: OcrMode | None) -> Settings:
    """The settings with what the caller names."""
    named = replace(settings.run, workers=workers or settings.run.workers, ocr=ocr or settings.run.ocr)
    return replace(settings, run=named)


def _workers(settings: Settings) -> int:
    return settings.run.workers or os.cpu_count() or 1


def _threads(settings: Settings) -> int:
    """For OCR of one paper: the cores shared out among the workers; on a cluster each task has one core."""
    return 1 if settings.run.engine == "dask" else max(1, (os.cpu_count() or 1) // _workers(settings))


def _engine(settings: Settings, staging: Staging) -> Engine:
    if settings.run.engine == "dask":
        from bywhen.engines.dask import DaskEngine

        if settings.run.scheduler is None:
            raise UsageError("The Dask engine needs the address of a scheduler (--scheduler tcp://...)")
        return DaskEngine(settings.run.scheduler, settings.limits)
    from bywhen.engines.local import LocalEngine

    return LocalEngine(
        _workers(settings), settings.limits, papers_per_worker=settings.run.papers_per_worker, folder=staging.root
    )


def _sighted(
    sources: Sequence[str], out: Path, settings: Settings, report: RunReport, stopping: Callable[[], bool]
) -> Iterator[Sighting]:
    """The sightings, counted, until told to stop."""
    prints = RememberedFingerprints(out / ".stage" / "hashes.sqlite")
    try:
        for sighting in papers(
            sources, store=settings.run.store or out / ".papers", options=settings.ingest, prints=prints
        ):
            report.saw(sighting)
            yield sighting
            if stopping():
                return
    finally:
        prints.close()
