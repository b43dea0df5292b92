"""The local engine: a few processes of this machine, each with pipes of its own, one paper at a time.

No queue and no lock is shared between workers, so that one that is killed, at whatever moment, costs nothing but the
paper it had (docs/adr/0080). A paper whose process dies is tried once more and then given up.
"""

from __future__ import annotations

import itertools
import shutil
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Self

from bywhen.engines.base import Job, Outcome, Work
from bywhen.engines.process import WorkerProcess
from bywhen.engines.worker import Answer, memory_exceeded
from bywhen.limits import MIB, Cost, Limits
from schemas.errors import BywhenError, CpuTimeExceeded, PaperError, WallTimeExceeded, WorkerLost

_STARTS = 3
_TICK = 0.1  # seconds between looks at clocks and memory
_CRASHES = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGILL, -signal.SIGTRAP, -signal.SIGBUS}
_NEAR = 0.25  # of the memory allowed: a buffer that doubles fails when it holds a third of it


@dataclass(slots=True)
class _Task:
    job: Job
    deaths: int = 0


class LocalEngine:
    """`workers` processes; each is replaced after `papers_per_worker` papers, against slow leaks in readers."""

    def __init__(
        self, workers: int, limits: Limits, *, papers_per_worker: int = 200, deaths: int = 2, folder: Path | None = None
    ) -> None:
        self._workers = workers
        self._limits = limits
        self._papers_per_worker = papers_per_worker
        self._deaths = deaths
        self._folder = folder

    def run(self, jobs: Iterable[Job], work: Work, stopping: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcomes as they come. Raises BywhenError when the processes cannot be started at all."""
        with Crew(work, self._limits, self._papers_per_worker, self._folder) as crew:
            yield from crew.run(jobs, self._workers, self._deaths, stopping)


def _outcome(task: _Task, answer: Answer) -> Outcome:
    return Outcome(task.job, answer.content, answer.error, answer.cost, task.deaths + 1, answer.trace)


class Crew:
    """The worker processes: those that read, and those that wait for a paper. A context manager."""

    def __init__(self, work: Work, limits: Limits, papers_per_worker: int = 200, folder: Path | None = None) -> None:
        self.busy: dict[WorkerProcess, _Task] = {}
        self._idle: list[WorkerProcess] = []
        self._limits = limits
        self._work = work
        self._folder = Path(tempfile.mkdtemp(prefix="scratch-", dir=folder))
        self._papers_per_worker = papers_per_worker
        self._names = itertools.count()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.dismiss()

    def run(self, jobs: Iterable[Job], workers: int, deaths: int, stopping: Callable[[], bool]) -> Iterator[Outcome]:
        """Each job's outcome, `workers` at a time; a job whose process dies is tried again until its `deaths`-th."""
        waiting, again = iter(jobs), deque[_Task]()
        while True:
            while len(self.busy) < workers and not stopping():
                job = next(waiting, None)
                if job is None and not again:
                    break
                self.give(_Task(job) if job is not None else again.popleft())
            if not self.busy:
                return
            for task, answer, death in self.finished():
                if isinstance(death, WorkerLost) and task.deaths + 1 < deaths:
                    again.append(_Task(task.job, task.deaths + 1))
                else:
                    yield _outcome(task, answer)

    def give(self, task: _Task) -> None:
        """Hand the task to a worker, a new one where none waits or the one that waits has died."""
        while self._idle:
            worker = self._idle.pop()
            if worker.give(task.job):
                self.busy[worker] = task
                return
            worker.end()
        said = ""
        for _ in range(_STARTS):
            worker = WorkerProcess(self._work, self._limits, self._folder / str(next(self._names)))
            if worker.give(task.job):
                self.busy[worker] = task
                return
            said = worker.said()
            worker.end()
        raise BywhenError(f"A reading process does not start: {said or 'it ended at once'}")

    def finished(self) -> Iterator[tuple[_Task, Answer, PaperError | None]]:
        """The tasks that ended within the next moment: with the worker's answer, or with what ended the worker."""
        wait([worker.inbox for worker in self.busy], timeout=_TICK)
        for worker in list(self.busy):
            worker.look()
            if worker.inbox.poll():
                answer = worker.answer()
                if answer is not None:
                    self._rest(worker)
                    yield self.busy.pop(worker), answer, None
                    continue
            elif worker.seconds <= self._limits.wall_seconds:
                continue
            yield self._buried(worker)

    def _rest(self, worker: WorkerProcess) -> None:
        if worker.papers >= self._papers_per_worker:
            worker.end()
        else:
            self._idle.append(worker)

    def _buried(self, worker: WorkerProcess) -> tuple[_Task, Answer, PaperError]:
        """The task of a worker that died, or that has to: it took too long."""
        if worker.alive and not worker.inbox.poll():
            worker.end()
            death: PaperError = self._too_late(worker.seconds)
        else:
            death = self._cause(worker.obituary(), worker.grown)
        cost = Cost(round(worker.seconds, 3), 0.0, round(worker.most_data / MIB, 1))
        return self.busy.pop(worker), Answer(None, death, cost, worker.said()), death

    def _too_late(self, seconds: float) -> WallTimeExceeded:
        asked = self._limits.wall_seconds
        problem = f"Reading the paper took longer than the {asked:g} s allowed"
        return WallTimeExceeded(problem, asked=asked, used=round(seconds, 1))

    def _cause(self, code: int, data: int) -> PaperError:
        """What the way in which a process ended says of the paper it had."""
        limits = self._limits
        if code == -signal.SIGXCPU:
            problem = f"Reading the paper took more than the {limits.cpu_seconds:g} s of processor time allowed"
            return CpuTimeExceeded(problem, asked=limits.cpu_seconds, used=limits.cpu_seconds)
        if code in _CRASHES and data > _NEAR * limits.memory_mib * MIB:
            return memory_exceeded(limits, data / MIB)
        how = signal.Signals(-code).name if code < 0 else f"status {code}"
        return WorkerLost(f"The process that read the paper ended with {how}", asked=None, used=how)

    def dismiss(self) -> None:
        """End every process, whatever it is doing, and remove what they left."""
        for worker in [*self.busy, *self._idle]:
            worker.end()
        self.busy.clear()
        self._idle.clear()
        shutil.rmtree(self._folder, ignore_errors=True)
