"""When to ask again, and how long to wait: back-off, and what the server says with Retry-After."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parsedate_to_datetime

import httpx


class Again(Exception):
    """The server is busy (429 or 5xx). `wait`: the seconds that it asks for; null when it does not say."""

    def __init__(self, status: int, retry_after: str | None, now: float) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.wait = seconds_asked(retry_after, now)


def seconds_asked(retry_after: str | None, now: float) -> float | None:
    """Retry-After as seconds from `now` (seconds since 1970): a number, or a date; null when it is neither."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except ValueError:
        return None


def wait_for(longest: float) -> Callable[[Exception], bool | float]:
    """Whether and when a failed request is tried again: never when the server asks for longer than `longest`."""

    def decide(error: Exception) -> bool | float:
        if isinstance(error, Again):
            if error.wait is None:
                return True
            return error.wait if error.wait <= longest else False
        return isinstance(error, httpx.TransportError)

    return decide
