"""What a run did, counted as it goes: for the screen at its end and as `OUT/run.json`.

The report speaks of the run, not of the papers' contents: those are in the tables. It is the one result that differs
from run to run, since it tells of times.
"""

from __future__ import annotations

import heapq
import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bywhen.staging import write_whole
from schemas.errors import BywhenError, OutputError
from schemas.sighting import Sighting

if TYPE_CHECKING:
    from rich.console import Console

    from bywhen.engines import Outcome

_SLOWEST = 10
_FAILURES_SHOWN = 20


@dataclass(slots=True)
class RunReport:
    """Counts of a run. Papers are named by where they were seen; `failures` holds every place, also of equal bytes."""

    version: str
    engine: str
    workers: int
    limits: Mapping[str, float]
    sightings: int = 0
    with_bytes: int = 0
    papers: int = 0
    unchanged: int = 0
    read: int = 0
    again: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    most_memory_mib: float = 0.0
    interrupted: bool = False
    tables_kept: bool = False
    corrections_elsewhere: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, object]] = field(default_factory=list)
    hosts_left_alone: dict[str, str] = field(default_factory=dict)
    _slowest: list[tuple[float, str]] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    def saw(self, sighting: Sighting) -> None:
        """Count a sighting, good or bad."""
        self.sightings += 1
        self.with_bytes += sighting.document_id is not None
        if sighting.error is not None:
            self._failed(sighting.source_uri, sighting.error)
            facts = sighting.error.facts
            if "left_alone" in facts:
                self.hosts_left_alone[str(facts["host"])] = str(facts["left_alone"])

    def ended(self, outcome: Outcome) -> None:
        """Count a paper that an engine has dealt with."""
        cost = outcome.cost
        self.read += 1
        self.again += outcome.attempts - 1
        self.cpu_seconds += cost.cpu_seconds
        self.most_memory_mib = max(self.most_memory_mib, cost.memory_mib)
        heapq.heappush(self._slowest, (cost.seconds, outcome.job.name))
        if len(self._slowest) > _SLOWEST:
            heapq.heappop(self._slowest)
        if outcome.error is not None:
            self._failed(outcome.job.name, outcome.error)

    def _failed(self, place: str, error: BywhenError) -> None:
        self.errors[error.code] += 1
        limits: dict[str, object] = {name: error.facts[name] for name in ("asked", "used") if name in error.facts}
        self.failures.append({"paper": place, "code": error.code, "message": str(error), **limits})

    def finish(self, rows: Mapping[str, int], *, interrupted: bool = False, tables_kept: bool = False) -> None:
        """Stop the clock. `tables_kept`: the tables are those of an earlier run, since this one met no paper."""
        self.seconds = time.monotonic() - self._began
        self.rows = dict(rows)
        self.interrupted = interrupted
        self.tables_kept = tables_kept

    @property
    def slowest(self) -> list[tuple[float, str]]:
        """Seconds and name of the slowest papers, slowest first."""
        return sorted(self._slowest, reverse=True)

    def write(self, path: Path) -> None:
        """Write the report as JSON. Raises OutputError."""
        content = (json.dumps(self.as_dict(), indent=2, ensure_ascii=False) + "\n").encode()
        try:
            write_whole(path, content)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}", folder=str(path.parent)) from error

    def as_dict(self) -> dict[str, object]:
        """The report as plain values."""
        rate = self.read / self.seconds if self.seconds else 0.0
        return {
            "code_version": self.version,
            "engine": self.engine,
            "workers": self.workers,
            "limits": dict(self.limits),
            "interrupted": self.interrupted,
            "tables_kept": self.tables_kept,
            "sightings": self.sightings,
            "papers": self.papers,
            "unchanged": self.unchanged,
            "read": self.read,
            "tried_again": self.again,
            "errors": dict(sorted(self.errors.items())),
            "rows": dict(self.rows),
            "corrections_elsewhere": self.corrections_elsewhere,
            "seconds": round(self.seconds, 2),
            "cpu_seconds": round(self.cpu_seconds, 2),
            "papers_per_second": round(rate, 2),
            "most_memory_mib": round(self.most_memory_mib, 1),
            "slowest": [{"paper": name, "seconds": round(seconds, 2)} for seconds, name in self.slowest],
            "failures": sorted(self.failures, key=lambda failure: str(failure["paper"])),
            "hosts_left_alone": dict(self.hosts_left_alone),
        }

    def print(self, console: Console) -> None:
        """Say in a few lines what was done and what to look at."""
        rate = f", {self.read / self.seconds:.1f} a second" if self.read and self.seconds else ""
        console.print(
            f"{self.papers} paper{'' if self.papers == 1 else 's'}: {self.read} read, "
            f"{self.unchanged} unchanged since they were read ({self.seconds:.1f} s{rate})",
            highlight=False,
        )
        if self.again:
            console.print(f"{self.again} times a reading process died and its paper was tried again", highlight=False)
        for failure in self.failures[:_FAILURES_SHOWN]:
            console.print(f"  {failure['code']}: {failure['message']}", highlight=False, markup=False, soft_wrap=True)
        if len(self.failures) > _FAILURES_SHOWN:
            console.print(f"  ... and {len(self.failures) - _FAILURES_SHOWN} more in run.json", highlight=False)
        if self.corrections_elsewhere:
            console.print(
                f"  {self.corrections_elsewhere} of corrections.jsonl are for papers that are not in this run",
                highlight=False,
            )
        for host, reason in self.hosts_left_alone.items():
            console.print(f"  {host} was left alone: {reason}", highlight=False, markup=False)
