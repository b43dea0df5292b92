"""How a run is watched: a bar on standard error for a person, lines of JSON for a machine, silence otherwise.

Nothing here decides anything; a run goes the same way whoever watches.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from bywhen.engines import Outcome

_SILENT_SECONDS = 1.0


class Watcher(Protocol):
    """Told what happens in a run, as it happens."""

    def begin(self, to_read: int, unchanged: int) -> None: ...

    def paper(self, outcome: Outcome) -> None: ...

    def note(self, event: str, **facts: object) -> None: ...

    def end(self) -> None: ...


def watcher(*, log_json: bool = False, stream: IO[str] | None = None) -> Watcher:
    """JSON lines when asked for, a bar on a terminal, else silence."""
    out = stream or sys.stderr
    if log_json:
        return JsonLog(out)
    return Bar() if out.isatty() else Silence()


class Silence:
    """Nobody watches."""

    def begin(self, to_read: int, unchanged: int) -> None:
        pass

    def paper(self, outcome: Outcome) -> None:
        pass

    def note(self, event: str, **facts: object) -> None:
        pass

    def end(self) -> None:
        pass


class JsonLog:
    """One JSON object a line: `at` (UTC), `event`, and the event's facts."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def begin(self, to_read: int, unchanged: int) -> None:
        self.note("run_begins", to_read=to_read, unchanged=unchanged)

    def paper(self, outcome: Outcome) -> None:
        error = outcome.error
        facts: dict[str, object] = {
            "paper": outcome.job.name,
            "key": outcome.job.key,
            "seconds": outcome.cost.seconds,
            "cpu_seconds": outcome.cost.cpu_seconds,
            "memory_mib": outcome.cost.memory_mib,
            "attempts": outcome.attempts,
        }
        if error is not None:
            facts.update(code=error.code, error=str(error), trace=outcome.trace)
        self.note("paper_failed" if error else "paper_read", **facts)

    def note(self, event: str, **facts: object) -> None:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": now, "event": event, **facts}, ensure_ascii=False, default=str)
        self._stream.write(line + "\n")
        self._stream.flush()

    def end(self) -> None:
        self.note("run_ends")


class Bar:
    """A bar with rate, failures and time left; shown only once the work has taken a second."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._to_read = self._done = self._failed = 0
        self._began = 0.0

    def begin(self, to_read: int, unchanged: int) -> None:
        self._to_read, self._began = to_read, time.monotonic()

    def paper(self, outcome: Outcome) -> None:
        self._done += 1
        self._failed += outcome.error is not None
        elapsed = time.monotonic() - self._began
        if self._progress is None and elapsed > _SILENT_SECONDS:
            self._show()
        if self._progress is not None and self._task is not None:
            rate = f"{self._done / elapsed:.1f}/s" if elapsed else ""
            self._progress.update(self._task, completed=self._done, rate=rate, failed=self._failed)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}  {task.fields[failed]} failed"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("reading", total=self._to_read, rate="", failed=0)
        self._progress.start()

    def note(self, event: str, **facts: object) -> None:
        text = facts.get("message")
        if text and self._progress is not None:
            self._progress.console.print(str(text), markup=False, highlight=False)
        elif text:
            sys.stderr.write(f"{text}\n")

    def end(self) -> None:
        if self._progress is not None:
            self._progress.stop()
