"""The next page loaded while the page before it is worked on.

Loading a page is the one call that takes PDFium milliseconds, and it lets go of the interpreter meanwhile: with a
second core it costs next to no time. PDFium itself is not thread-safe, so whoever calls it waits until the page is
loaded, and nothing is loaded ahead while more than one document is open.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread

Loaded = tuple[int, int]
"""Handles of a page and of its text; 0 for what could not be loaded."""

_SWITCH = 0.0005  # seconds after which the loader gets the interpreter back; Python's own 0.005 is a page's time
_CORES = os.cpu_count() or 1
_running: list[Ahead] = []


class Ahead:
    """Loads one page at a time in a thread of its own, which begins with the first; `load` must not raise."""

    def __init__(self, load: Callable[[int], Loaded]) -> None:
        self._load = load
        self._jobs: SimpleQueue[int | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._entered, self._done = Event(), Event()
        self._result: Loaded = (0, 0)
        self._usual = sys.getswitchinterval()
        self.number: int | None = None

    def begin(self, number: int, *, alone: Callable[[], bool]) -> None:
        """Start to load a page, where a second core is there and this is the only document at work (`alone`)."""
        if _CORES < 2 or self.number is not None or _running:
            return
        _running.append(self)
        if not alone():
            _running.remove(self)
            return
        if self._thread is None:
            self._thread = Thread(target=self._work, name="pages ahead", daemon=True)
            self._thread.start()
        self.number = number
        self._entered.clear()
        self._done.clear()
        self._usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        self._jobs.put(number)
        self._entered.wait()

    def finish(self) -> tuple[int, Loaded] | None:
        """The page that was begun, once it is loaded; null when none was."""
        if self.number is None:
            return None
        self._done.wait()
        sys.setswitchinterval(self._usual)
        number, self.number = self.number, None
        _running.remove(self)
        return number, self._result

    def end(self) -> None:
        """Let the thread go. Call `finish` before."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (number := self._jobs.get()) is not None:
            self._entered.set()
            self._result = self._load(number)
            self._done.set()

    def wait(self) -> None:
        """Until the page begun, if any, is loaded."""
        if self.number is not None:
            self._done.wait()


def wait_for_all() -> None:
    """Until no page of any document is being loaded ahead."""
    for one in tuple(_running):
        one.wait()
