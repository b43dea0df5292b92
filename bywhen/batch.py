"""From sightings to staged results: what has been read before is left, the rest goes through an engine.

How a paper is read is in `reading`; how an engine runs it, in `engines`; how results become tables, in `publish`.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bywhen.engines import Engine, Job, Outcome, Work
from bywhen.limits import Limits
from bywhen.progress import Watcher
from bywhen.reading import OcrMode, failure, read_records
from bywhen.report_run import RunReport
from bywhen.staging import StageKey, Staging, digest_of
from publish.assemble import StagedPaper
from publish.parquet import prepare
from publish.staged import dump
from schemas.errors import PaperError
from schemas.sighting import Sighting


@dataclass(frozen=True, slots=True)
class PaperTask:
    """What a reading process is told of a paper: what is known of it, and how to read it."""

    sighting: Sighting
    ocr: OcrMode
    limits: Limits
    threads: int


def process(task: object, file: Path | None) -> bytes:
    """Read one paper into its staged form. Raises PaperError; PagesExceeded before any page is read."""
    assert isinstance(task, PaperTask)
    assert file is not None
    _check_pages(file, task.limits)
    sighting = replace(task.sighting, path=file)
    try:
        return dump(read_records(sighting, ocr=task.ocr, threads=task.threads))
    except PaperError as error:
        raise _named(error, file.name, sighting.file_name) from error


def _named(error: PaperError, kept_as: str, name: str) -> PaperError:
    """The error with the paper's own name: the store, and a machine of a cluster, keep it under another."""
    return type(error)(error.problem.replace(kept_as, name), **{**error.facts, "file": name})


def _check_pages(file: Path, limits: Limits) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except (pypdfium2.PdfiumError, OSError):
        return  # what is wrong with the file is said by the reader
    try:
        limits.check_pages(len(document))
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class Batch:
    """A run's means: where results are kept, what reads papers, who is told; `threads` are those of OCR for a paper."""

    staging: Staging
    engine: Engine
    limits: Limits
    ocr: OcrMode
    report: RunReport
    watcher: Watcher
    threads: int = 1
    work: Work = process

    def read(self, sightings: Iterable[Sighting], stopping: Callable[[], bool]) -> list[StagedPaper]:
        """Every paper's staged result, those of papers that cannot be read too; fewer when told to stop."""
        staged: dict[str, StagedPaper] = {}
        to_read: dict[str, tuple[StageKey, Sighting]] = {}
        for sighting in sightings:
            self.report.papers += 1
            key = self._key(sighting)
            found = self.staging.find(key)
            if found is not None:
                self.report.unchanged += sighting.error is None
                staged[key.document_id] = StagedPaper(key.document_id, sighting.file_name, sighting.source_uri, found)
            elif sighting.error is not None:
                staged[key.document_id] = self._kept(key, sighting, dump(failure(sighting, sighting.error)))
            else:
                to_read[key.document_id] = key, sighting
        self.watcher.begin(len(to_read), len(staged))
        for document_id, paper in self._engine_results(to_read, stopping):
            staged[document_id] = paper
        return list(staged.values())

    def _engine_results(
        self, to_read: dict[str, tuple[StageKey, Sighting]], stopping: Callable[[], bool]
    ) -> Iterator[tuple[str, StagedPaper]]:
        if not to_read:
            return
        jobs = (
            Job(
                document_id,
                sighting.source_uri,
                PaperTask(replace(sighting, path=None), self.ocr, self.limits, self.threads),
                sighting.path,
            )
            for document_id, (_, sighting) in to_read.items()
        )
        threading.Thread(target=prepare, name="prepare-tables").start()  # while other processes read
        for outcome in self.engine.run(jobs, self.work, stopping):
            self.report.ended(outcome)
            self.watcher.paper(outcome)
            key, sighting = to_read[outcome.job.key]
            yield outcome.job.key, self._outcome_kept(key, sighting, outcome)

    def _outcome_kept(self, key: StageKey, sighting: Sighting, outcome: Outcome) -> StagedPaper:
        if outcome.content is not None:
            return self._kept(key, sighting, outcome.content)
        error = outcome.error or PaperError("The paper gave nothing")
        return self._kept(key, sighting, dump(failure(sighting, error)), error)

    def _kept(self, key: StageKey, sighting: Sighting, content: bytes, error: PaperError | None = None) -> StagedPaper:
        path = self.staging.keep(key, content, error)
        return StagedPaper(key.document_id, sighting.file_name, sighting.source_uri, path)

    def _key(self, sighting: Sighting) -> StageKey:
        """A paper without bytes goes by its address."""
        document_id = sighting.document_id or hashlib.sha256(sighting.source_uri.encode()).hexdigest()
        error = None if sighting.error is None else (sighting.error.code, sighting.error.problem)
        return StageKey(document_id, digest_of({"ocr": self.ocr, "known": asdict(sighting.known), "error": error}))
