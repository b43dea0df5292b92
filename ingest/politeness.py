"""How a host is treated: one request at a time, a pause between two, and left alone when it refuses.

Stands below every cache and above every connection, so that no request goes round it. Nothing here knows what is being
fetched, and nothing tries to get round a block.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from ingest.options import FetchOptions
from schemas.errors import FetchFailed

REFUSALS = frozenset({401, 403, 407, 429, 451})


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    ready_at: float = 0.0
    delay: float = 0.0
    strikes: int = 0
    left_alone: str = ""


class Hosts:
    """What is known of each host in this run."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def of(self, url: httpx.URL) -> _Host:
        with self._lock:
            return self._hosts.setdefault(url.netloc.decode("ascii"), _Host(delay=self._options.delay))

    def wish(self, url: httpx.URL, delay: float) -> None:
        """The host asks for at least this many seconds between requests (capped at the longest wait)."""
        host = self.of(url)
        host.delay = max(host.delay, min(delay, self._options.longest_wait))

    def strike(self, url: httpx.URL, reason: str) -> None:
        """The host refused, or gave up on a request; at the last strike it is left alone."""
        host = self.of(url)
        host.strikes += 1
        if host.strikes >= self._options.refusals and not host.left_alone:
            host.left_alone = f"{host.strikes} times in a row: {reason}"

    def check(self, url: httpx.URL) -> None:
        """Raises FetchFailed when the host is being left alone."""
        reason = self.of(url).left_alone
        if reason:
            problem = f"{url.host} is left alone for the rest of this run ({reason})"
            raise FetchFailed(problem, host=url.host, left_alone=reason)

    def left_alone(self) -> dict[str, str]:
        """The hosts left alone, and why."""
        return {name: host.left_alone for name, host in sorted(self._hosts.items()) if host.left_alone}


class PoliteTransport(httpx.BaseTransport):
    """Holds a host from the request until its answer is read or closed, and pauses before the next."""

    def __init__(self, inner: httpx.BaseTransport, hosts: Hosts) -> None:
        self._inner = inner
        self._hosts = hosts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = self._hosts.of(request.url)
        host.lock.acquire()
        try:
            self._hosts.check(request.url)
            time.sleep(max(0.0, host.ready_at - time.monotonic()))
            answer = self._inner.handle_request(request)
        except BaseException:
            _release(host)
            raise
        if answer.status_code in REFUSALS:
            self._hosts.strike(request.url, f"status {answer.status_code}")
        elif answer.status_code < 500:
            host.strikes = 0
        assert isinstance(answer.stream, httpx.SyncByteStream)
        answer.stream = _Held(answer.stream, host)
        return answer

    def close(self) -> None:
        self._inner.close()


class _Held(httpx.SyncByteStream):
    """A body that gives its host free once, when it is closed (httpx closes it at its end, too)."""

    def __init__(self, inner: httpx.SyncByteStream, host: _Host) -> None:
        self._inner = inner
        self._host: _Host | None = host

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        host, self._host = self._host, None
        if host is not None:
            try:
                self._inner.close()
            finally:
                _release(host)


def _release(host: _Host) -> None:
    host.ready_at = time.monotonic() + host.delay
    host.lock.release()
