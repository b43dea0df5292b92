"""The cycle collector at rest while a paper is read.

A page makes a thousand records that all live on and hold no cycles; going through them again and again costs an eighth
of the time, and more in a process that has much else in memory.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Leave garbage in cycles alone; where the collector was off before, it stays off after."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
