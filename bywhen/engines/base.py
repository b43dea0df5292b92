"""What an engine is asked and what it answers; no engine's own ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from bywhen.limits import Cost
from schemas.errors import PaperError, UnreadablePdf

_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")  # in memory: another one in each run

Work: TypeAlias = Callable[[object, Path | None], bytes]
"""A function at the top of a module, so that another process can find it: payload and file in, the rows out."""


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to read. `key` tells jobs apart; `name` is for people; `payload` goes to the work and must pickle.

    `file` is where the paper is on this machine; an engine that works elsewhere takes the bytes there, and gives the
    work its own path.
    """

    key: str
    name: str
    payload: object
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: `content`, or `error`. `trace` is for the log, never for a table."""

    job: Job
    content: bytes | None
    error: PaperError | None = None
    cost: Cost = field(default_factory=Cost)
    attempts: int = 1
    trace: str = ""


class Engine(Protocol):
    """Runs jobs. Every job that is started ends in one outcome, whatever happens to the process that had it."""

    def run(self, jobs: Iterable[Job], work: Work, stopping: Callable[[], bool]) -> Iterator[Outcome]:
        """The outcomes as they come. Once `stopping()` is true no job is begun, and those in hand are finished."""
        ...


def unexpected(error: BaseException) -> PaperError:
    """The typed error for anything that a reader raised and that is none of ours; the same words in each run."""
    text = _ADDRESS.sub("0x", " ".join(str(error).split())[:300])
    return UnreadablePdf(f"The reader stopped with {type(error).__name__}{': ' + text if text else ''}")
