"""What an engine is asked and what it answers; no engine's own ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from bywhen.limits import Cost
from schemas.errors import PaperError, UnreadablePdf

Work: TypeAlias = Callable[[object], bytes]
"""A function at the top of a module, so that another process can find it: payload in, the paper's rows out."""


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to read. `key` tells jobs apart; `name` is for people; `payload` goes to the work and must pickle."""

    key: str
    name: str
    payload: object


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
    """The typed error for anything that a reader raised and that is none of ours."""
    text = " ".join(str(error).split())[:300]
    return UnreadablePdf(f"The reader stopped with {type(error).__name__}{': ' + text if text else ''}")
