"""The Dask engine: the same work on an existing cluster, whose machines share no disk with this one.

A paper's bytes travel with its task and its rows travel back. On the cluster each paper is still read in a process of
its own under the same limits, so a bad paper does not take a Dask worker with it; a Dask worker that is lost costs its
papers another try. Starting a cluster is not done here.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bywhen.engines.base import Job, Outcome, Work
from bywhen.engines.local import Crew
from bywhen.limits import Limits
from bywhen.staging import code_version
from schemas.errors import BywhenError, UsageError, WorkerLost

if TYPE_CHECKING:
    from distributed import Client, Future

_PAPERS_AHEAD = 2  # tasks sent for each thread of the cluster: enough to keep it busy, few enough to hold in memory
_NEEDED = "The Dask engine needs the package 'distributed' (pip install 'bywhen[dask]')"


class DaskEngine:
    """Runs jobs on the cluster of a scheduler. `connect`: seconds to wait for it."""

    def __init__(self, scheduler: str, limits: Limits, *, deaths: int = 2, connect: float = 10.0) -> None:
        self._scheduler = scheduler
        self._limits = limits
        self._deaths = deaths
        self._connect = connect

    def run(self, jobs: Iterable[Job], work: Work, stopping: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcomes as they come. Raises UsageError when there is no cluster, or it runs other code than this."""
        client = self._client()
        try:
            _check_code(client)
            yield from self._loop(client, iter(jobs), work, stopping)
        finally:
            client.close()

    def _client(self) -> Client:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError(_NEEDED) from error
        try:
            return Client(self._scheduler, timeout=self._connect, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"No Dask scheduler answers at {self._scheduler}: {error}") from error

    def _loop(self, client: Client, jobs: Iterator[Job], work: Work, stopping: Callable[[], bool]) -> Iterator[Outcome]:
        from distributed import as_completed

        tasks: dict[str, tuple[Job, int]] = {}
        ended = as_completed(loop=client.loop)
        while True:
            while len(tasks) < self._ahead(client) and not stopping():
                job = next(jobs, None)
                if job is None:
                    break
                self._submit(client, ended, tasks, job, work, 0)
            if not tasks:
                return
            future = next(ended)
            job, deaths = tasks.pop(future.key)
            outcome = self._outcome(future, job, deaths)
            if outcome is None:
                self._submit(client, ended, tasks, job, work, deaths + 1)
            else:
                yield outcome

    def _submit(
        self, client: Client, ended: object, tasks: dict[str, tuple[Job, int]], job: Job, work: Work, deaths: int
    ) -> None:
        content = job.file.read_bytes() if job.file is not None else None
        bare = replace(job, file=None)
        future = client.submit(read_there, bare, content, work, self._limits, pure=False)
        tasks[future.key] = job, deaths
        ended.add(future)  # type: ignore[attr-defined]  # distributed has no types

    def _ahead(self, client: Client) -> int:
        threads: dict[str, int] = client.nthreads()
        return max(1, sum(threads.values())) * _PAPERS_AHEAD

    def _outcome(self, future: Future, job: Job, deaths: int) -> Outcome | None:
        """The task's outcome; null when the machine was lost and the paper is to be tried again."""
        from distributed import KilledWorker

        try:
            outcome: Outcome = future.result()
        except KilledWorker as error:
            if deaths + 1 < self._deaths:
                return None
            lost = WorkerLost("The cluster's processes that read the paper were lost", asked=None, used=str(error))
            return Outcome(job, None, lost, attempts=deaths + 1, trace=str(error))
        return replace(outcome, job=job, attempts=outcome.attempts + deaths)


def _check_code(client: Client) -> None:
    """Raises UsageError when a worker of the cluster would read papers otherwise than this machine."""
    try:
        versions: dict[str, str] = client.run(code_version)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"The cluster's workers have no bywhen of this release: {error}") from error
    if not versions:
        raise UsageError("The Dask cluster has no workers")
    here = code_version_here()
    other = sorted(worker for worker, version in versions.items() if version != here)
    if other:
        raise UsageError(f"{len(other)} workers of the cluster run another release of bywhen, {other[0]} for one")


def code_version_here() -> str:
    """The version that the cluster's workers have to have."""
    return code_version()


_here = threading.local()


def read_there(job: Job, content: bytes | None, work: Work, limits: Limits) -> Outcome:
    """One paper on a cluster's machine, in a reading process that this thread keeps for the papers to come."""
    crew: Crew | None = getattr(_here, "crew", None)
    if crew is None or _here.terms != (work, limits):
        if crew is not None:
            crew.dismiss()
        crew, _here.terms = Crew(work, limits), (work, limits)
        _here.crew = crew
    with tempfile.TemporaryDirectory(prefix="bywhen-") as folder:
        file = None
        if content is not None:
            file = Path(folder, "paper.pdf")
            file.write_bytes(content)
        for outcome in crew.run([replace(job, file=file)], 1, 2, lambda: False):
            return replace(outcome, job=replace(job, payload=None))
    raise BywhenError(f"{job.name} came to no end")
