"""robots.txt: what a host asks robots to leave alone (RFC 9309).

A host without the file (any 4xx) asks for nothing; one whose file cannot be had (5xx, no answer) asks for everything,
as the RFC says. How the file is fetched is the fetcher's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import httpx
from protego import Protego

from schemas.errors import AddressRefused, FetchFailed

AGENT = "bywhen"
_LONGEST = 512 * 1024  # bytes that have to be read at least (RFC 9309, 2.5)


class Robots:
    """The rules of each host, read once a run. `get(address)` gives status and text, or raises FetchFailed."""

    def __init__(self, get: Callable[[httpx.URL], tuple[int, str]]) -> None:
        self._get = get
        self._rules: dict[str, Protego | FetchFailed] = {}
        self._lock = threading.Lock()

    def check(self, url: httpx.URL) -> float:
        """The delay that the host asks for, in seconds. Raises FetchFailed when the host asks to be left alone here."""
        host = url.copy_with(raw_path=b"/robots.txt")
        with self._lock:
            known = self._rules.get(str(host))
        if known is None:
            known = self._read(host)
            with self._lock:
                self._rules[str(host)] = known
        if isinstance(known, FetchFailed):
            raise known
        if not known.can_fetch(str(url), AGENT):
            raise FetchFailed(f"{url.host} asks robots not to fetch {url.path} (robots.txt)", host=url.host)
        return float(known.crawl_delay(AGENT) or 0.0)

    def _read(self, host: httpx.URL) -> Protego | FetchFailed:
        try:
            status, text = self._get(host)
        except AddressRefused:
            raise
        except FetchFailed as error:
            return FetchFailed(f"The robots.txt of {host.host} cannot be read: {error.problem}", host=host.host)
        if 400 <= status < 500:
            text = ""
        elif status >= 300:
            return FetchFailed(f"The robots.txt of {host.host} answers with status {status}", host=host.host)
        return Protego.parse(text[:_LONGEST])
