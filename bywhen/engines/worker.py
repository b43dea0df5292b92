"""The process that reads papers, one at a time; `main` is given the descriptors of two pipes as arguments.

It has no network, its own temporary folder, and the ceilings of `bywhen.limits` for each paper. Everything that the
work raises becomes a typed error here; what kills the process is the watcher's business. Messages are pickles from
and to the parent process only.
"""

from __future__ import annotations

import errno
import faulthandler
import os
import pickle
import shutil
import signal
import sys
import tempfile
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from bywhen.engines.base import Work, unexpected
from bywhen.engines.solitude import cut_network, die_with_parent
from bywhen.limits import Ceiling, Cost, Limits
from schemas.errors import MemoryExceeded, OutputExceeded, PaperError


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is told once: where to find modules, what to do, within which limits, where to put temporary files.

    `parent` is the process to die with.
    """

    path: tuple[str, ...]
    work: bytes
    limits: Limits
    temporary: str
    parent: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends back for one payload."""

    content: bytes | None
    error: PaperError | None
    cost: Cost
    trace: str = ""


def main() -> None:
    """Take payloads and files until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable(file=sys.stderr)
    inbox, outbox = Connection(int(sys.argv[1]), writable=False), Connection(int(sys.argv[2]), readable=False)
    orders: Orders = inbox.recv()
    sys.path[:] = orders.path
    tempfile.tempdir = orders.temporary
    os.environ["TMPDIR"] = orders.temporary
    work: Work = pickle.loads(orders.work)  # noqa: S301  (from our own parent)
    cut_network()
    die_with_parent(orders.parent)  # last: a new namespace makes the kernel forget it
    outbox.send("ready")
    while True:
        try:
            given: tuple[object, Path | None] = inbox.recv()
        except EOFError:
            return
        outbox.send(answer(work, given, orders.limits))
        _empty(Path(orders.temporary))


def answer(work: Work, given: tuple[object, Path | None], limits: Limits) -> Answer:
    """Do the work under its ceilings; whatever it raises is the answer's error."""
    ceiling = Ceiling(limits)
    try:
        ceiling.set()
        content = work(*given)
        limits.check_output(len(content))
    except PaperError as error:
        ceiling.lift()
        return Answer(None, error, ceiling.cost(), traceback.format_exc(limit=-20))
    except BaseException as error:  # noqa: BLE001  (readers raise anything, SystemExit and StopIteration too)
        ceiling.lift()
        cost = ceiling.cost()
        return Answer(None, _typed(error, limits, cost), cost, traceback.format_exc(limit=-20))
    ceiling.lift()
    return Answer(content, None, ceiling.cost())


def _typed(error: BaseException, limits: Limits, cost: Cost) -> PaperError:
    if isinstance(error, MemoryError):
        return memory_exceeded(limits, cost.memory_mib)
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return OutputExceeded(f"The reader wrote more than {limits.output_mib} MiB", asked=limits.output_mib, used=None)
    return unexpected(error)


def memory_exceeded(limits: Limits, used: float) -> MemoryExceeded:
    """The error of a paper that asked for more memory than it may have; `used` is what it held by then.

    What was used differs from run to run, so it is a fact of the error and not part of its sentence.
    """
    problem = f"Reading the paper needs more than the {limits.memory_mib} MiB allowed"
    return MemoryExceeded(problem, asked=limits.memory_mib, used=round(used, 1))


def _empty(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
