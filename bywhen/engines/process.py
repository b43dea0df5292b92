"""One worker process as its parent sees it: started, given papers, watched, ended.

Started by hand and not through `multiprocessing`, so that a notebook or a script needs no guard around its main part,
and nothing of the parent (threads, locks, open files) is inherited.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

from bywhen.engines.base import Job, Work
from bywhen.engines.worker import Answer, Orders
from bywhen.limits import Limits, data_bytes

_START = "from bywhen.engines.worker import main; main()"
_START_SECONDS = 60.0
_GONE_SECONDS = 5.0
_SAID_BYTES = 4000


class WorkerProcess:
    """A process in a group of its own, so that Ctrl-C at the terminal does not reach it."""

    def __init__(self, work: Work, limits: Limits, folder: Path) -> None:
        temporary = folder / "tmp"
        temporary.mkdir(parents=True)
        self._stderr = folder / "stderr"
        self.papers = 0
        self.most_data = 0
        self._data_before = 0
        self._given_at = 0.0
        self._ready = False
        read_job, write_job = Pipe(duplex=False)
        read_answer, write_answer = Pipe(duplex=False)
        ends = (read_job.fileno(), write_answer.fileno())
        with self._stderr.open("wb") as stderr:
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
                [sys.executable, "-c", _START, *map(str, ends)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                pass_fds=ends,
                process_group=0,
                env=_environment(),
            )
        read_job.close()
        write_answer.close()
        self.inbox: Connection = read_answer
        self._outbox: Connection = write_job
        self._orders = Orders(tuple(sys.path), pickle.dumps(work), limits, str(temporary.resolve()), os.getpid())

    def give(self, job: Job) -> bool:
        """Hand it a paper; false when it has died, or does not start."""
        try:
            if not self._ready:
                self._outbox.send(self._orders)
                if not self.inbox.poll(_START_SECONDS) or self.inbox.recv() != "ready":
                    return False
                self._ready = True
            self._outbox.send((job.payload, job.file))
        except (OSError, EOFError):
            return False
        self._given_at = time.monotonic()
        self._data_before = self.most_data = data_bytes(str(self._process.pid))
        self.papers += 1
        return True

    @property
    def seconds(self) -> float:
        """Since the paper was given."""
        return time.monotonic() - self._given_at

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def look(self) -> None:
        """Note how much memory it holds, for the day it dies of it."""
        self.most_data = max(self.most_data, data_bytes(str(self._process.pid)))

    @property
    def grown(self) -> int:
        """The most memory held above what it held before the paper, in bytes, as far as it was seen."""
        return self.most_data - self._data_before

    def answer(self) -> Answer | None:
        """The answer that waits in the pipe; null when the process died before it was whole."""
        try:
            received: object = self.inbox.recv()
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        return received if isinstance(received, Answer) else None

    def end(self) -> None:
        """Kill it and whatever it started."""
        self._outbox.close()
        self.inbox.close()
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()

    def obituary(self) -> int:
        """How a process ended that has closed its pipe: its exit status, negative for a signal."""
        try:
            return self._process.wait(timeout=_GONE_SECONDS)
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL
        finally:
            self.end()

    def said(self) -> str:
        """The end of what it wrote to standard error: a crash leaves its trace there."""
        try:
            return self._stderr.read_bytes()[-_SAID_BYTES:].decode("utf-8", "replace").strip()
        except OSError:
            return ""


def _environment() -> dict[str, str]:
    """The parent's, and where its modules are."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
