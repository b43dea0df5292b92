"""Ctrl-C as a wish to stop: the first time the papers in hand are finished, the second time at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stop_on_interrupt(told: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether to stop; `told` is called when the wish is first heard.

    Outside the main thread, where Python takes no signals, nothing is changed.
    """
    wish = threading.Event()

    def heard(number: int, _frame: FrameType | None) -> None:
        if wish.is_set():
            raise KeyboardInterrupt
        wish.set()
        told()

    if threading.current_thread() is not threading.main_thread():
        yield wish.is_set
        return
    before = [signal.signal(number, heard) for number in _SIGNALS]
    try:
        yield wish.is_set
    finally:
        for number, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(number, handler)
