"""Fetching from the web: papers into the store, and the pages that lead to them.

The order of things for each request, redirects included: the address is checked, the host's robots.txt asked, the host
waited for (politeness), the connection made to a checked number (addresses). Bodies are capped in size and time and
judged by their first bytes. A block is reported, never got round.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import httpx
import stamina

from ingest.addresses import GuardedTransport, checked_url
from ingest.naming import name_of
from ingest.options import FetchOptions
from ingest.politeness import REFUSALS, Hosts, PoliteTransport
from ingest.robots import AGENT, Robots
from ingest.sniff import OPENING_BYTES, fault
from ingest.store import PaperStore, Provenance, Stored
from ingest.validators import Fetched, Validators
from ingest.waiting import Again, wait_for
from schemas.errors import AddressRefused, FetchFailed, PaperError
from schemas.sighting import KnownFacts, Sighting

stamina.instrumentation.set_on_retry_hooks([])  # else each retry is a line on the user's screen

_PAGE_BYTES = 32 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page as it came: where it was found in the end, its status, its bytes."""

    url: str
    status: int
    content: bytes


class Fetcher:
    """Fetches politely. Use as a context manager, or `close` it."""

    def __init__(self, store: PaperStore, options: FetchOptions, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._options = options
        self._now = now
        self.hosts = Hosts(options)
        self._robots = Robots(self._robots_text)
        self._validators = Validators(store.root / "http" / "papers.sqlite")
        polite = PoliteTransport(GuardedTransport(options.allow_private, options.timeout), self.hosts)
        self._papers = self._client(polite)
        self._pages = self._client(_cached(_ReadWhole(polite, options), store))

    def _client(self, transport: httpx.BaseTransport) -> httpx.Client:
        contact = f"; {self._options.contact}" if self._options.contact else ""
        headers = {"User-Agent": f"{AGENT} (reads councils' action plans{contact})", "Accept-Encoding": "identity"}
        return httpx.Client(transport=transport, timeout=self._options.timeout, headers=headers, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give connections and files back."""
        self._pages.close()
        self._papers.close()
        self._validators.close()

    def left_alone(self) -> dict[str, str]:
        """The hosts that refused too often in this run, and why."""
        return self.hosts.left_alone()

    def page(self, url: str) -> WebPage:
        """A web page or an answer of a web service, kept in the HTTP cache. Raises AddressRefused, FetchFailed."""
        with self._asked(self._pages, checked_url(url), {}) as answer:
            return WebPage(str(answer.url), answer.status_code, answer.read())

    def sighting(self, url: str, known: KnownFacts) -> Sighting:
        """The paper at the address, fetched unless it is unchanged; a fault is the sighting's own error."""
        uri = url.strip()
        try:
            checked = checked_url(uri)
            uri = str(checked)
            fetched = self._validators.get(uri)
            if not (fetched and self._fresh(fetched)):
                fetched = self._fetch(checked, fetched)
        except (AddressRefused, FetchFailed, PaperError) as error:
            return Sighting(None, None, name_of(uri), uri, known, error)
        path = self._store.path_of(fetched.document_id)
        return Sighting(fetched.document_id, path, fetched.file_name, uri, known)

    def _fresh(self, fetched: Fetched) -> bool:
        age = self._now() - fetched.checked_at
        return 0 <= age < self._options.fresh and self._store.path_of(fetched.document_id).is_file()

    def _fetch(self, url: httpx.URL, before: Fetched | None) -> Fetched:
        """Ask the server; when it says that nothing changed, the paper of last time."""
        if before is not None and not self._store.path_of(before.document_id).is_file():
            before = None
        with self._asked(self._papers, url, before.conditions if before else {}) as answer:
            if answer.status_code == 304 and before is not None:
                found = replace(before, checked_at=self._now())
            else:
                name = name_of(str(answer.url), answer.headers.get("Content-Disposition"))
                stored = self._stored(answer, name)
                tags = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
                found = Fetched(str(url), stored.document_id, name, *tags, self._now())
                self._record(found, answer)
        self._validators.put(found)
        return found

    def _record(self, found: Fetched, answer: httpx.Response) -> None:
        seen_at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(found.checked_at))
        kind = answer.headers.get("Content-Type")
        provenance = Provenance(found.url, found.file_name, seen_at, kind, found.etag, found.last_modified)
        self._store.record(found.document_id, provenance)

    def _stored(self, answer: httpx.Response, name: str) -> Stored:
        """The body in the store. Raises a PaperError when it does not begin as a PDF, FetchFailed over a cap."""
        if answer.status_code != 200:
            raise FetchFailed(f"{answer.url} answers with status {answer.status_code}", status=answer.status_code)
        chunks = _capped(answer, self._options.max_bytes, self._options.total_timeout)
        opening = b""
        for chunk in chunks:
            opening += chunk
            if len(opening) >= OPENING_BYTES:
                break
        wrong = fault(opening[:OPENING_BYTES], str(answer.url))
        if wrong is not None:
            raise wrong
        return self._store.add(_chained(opening, chunks))

    @contextmanager
    def _asked(self, client: httpx.Client, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer at the end of all redirects and retries, closed after use, its transport faults ours."""
        answer = self._followed(client, url, headers)
        try:
            yield answer
        except httpx.TransportError as error:
            self.hosts.strike(answer.url, _reason(error))
            raise FetchFailed(f"{url} broke off: {_reason(error)}", address=str(url)) from error
        except httpx.DecodingError as error:
            raise FetchFailed(f"{url} cannot be unpacked: {error}", address=str(url)) from error
        finally:
            answer.close()

    def _followed(self, client: httpx.Client, url: httpx.URL, headers: dict[str, str]) -> httpx.Response:
        for _ in range(self._options.redirects + 1):
            self.hosts.wish(url, self._robots.check(url))
            answer = self._sent(client, url, headers)
            target = answer.headers.get("Location")
            if answer.status_code not in _REDIRECTS or target is None:
                return answer
            answer.close()
            url = checked_url(str(url.join(target)))
        raise FetchFailed(f"{url} redirects more than {self._options.redirects} times", address=str(url))

    def _sent(self, client: httpx.Client, url: httpx.URL, headers: dict[str, str]) -> httpx.Response:
        """One hop, tried again while the server is busy. Raises FetchFailed when it stays so, or refuses."""
        options = self._options
        attempts = stamina.retry_context(
            on=wait_for(options.longest_wait),
            attempts=options.attempts,
            timeout=None,
            wait_initial=options.backoff,
            wait_max=options.longest_wait,
            wait_jitter=options.backoff / 2,
        )
        try:
            for attempt in attempts:
                with attempt:
                    return self._sent_once(client, url, headers)
        except httpx.TransportError as error:
            self.hosts.strike(url, _reason(error))
            raise FetchFailed(f"{url.host} does not answer: {_reason(error)}", address=str(url)) from error
        except Again as error:
            if error.status not in REFUSALS:
                self.hosts.strike(url, f"status {error.status}")
            raise FetchFailed(f"{url} answers with status {error.status}", status=error.status) from error
        raise AssertionError("a retry ends in an answer or an error")

    def _sent_once(self, client: httpx.Client, url: httpx.URL, headers: dict[str, str]) -> httpx.Response:
        answer = client.send(client.build_request("GET", url, headers=headers), stream=True)
        status = answer.status_code
        if status in REFUSALS or status >= 500:
            answer.close()
            if status == 429 or status >= 500:
                raise Again(status, answer.headers.get("Retry-After"), self._now())
            raise FetchFailed(f"{url.host} refuses {url.path} (status {status})", status=status)
        return answer

    def _robots_text(self, url: httpx.URL) -> tuple[int, str]:
        """robots.txt with up to five redirects, which need no leave of their own (RFC 9309, 2.3.1.2)."""
        for _ in range(6):
            try:
                answer = self._sent(self._pages, url, {})
            except FetchFailed as error:
                status = error.facts.get("status")
                if isinstance(status, int) and status < 500:
                    return status, ""
                raise
            try:
                target = answer.headers.get("Location")
                if answer.status_code not in _REDIRECTS or target is None:
                    return answer.status_code, answer.read().decode("utf-8", "replace")
            finally:
                answer.close()
            url = checked_url(str(url.join(target)))
        return 404, ""


class _ReadWhole(httpx.BaseTransport):
    """Reads a page to its end, within its caps, before the cache sees it: the cache never closes what it drops."""

    def __init__(self, inner: httpx.BaseTransport, options: FetchOptions) -> None:
        self._inner = inner
        self._options = options

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._inner.handle_request(request)
        answer.request = request
        try:
            body = b"".join(_capped(answer, min(_PAGE_BYTES, self._options.max_bytes), self._options.total_timeout))
        finally:
            answer.close()
        dropped = {"content-encoding", "content-length", "transfer-encoding"}
        headers = [(name, value) for name, value in answer.headers.items() if name.lower() not in dropped]
        return httpx.Response(answer.status_code, headers=headers, content=body)

    def close(self) -> None:
        self._inner.close()


def _cached(transport: httpx.BaseTransport, store: PaperStore) -> httpx.BaseTransport:
    from hishel import SyncSqliteStorage
    from hishel.httpx import SyncCacheTransport

    cache: httpx.BaseTransport = SyncCacheTransport(
        transport, storage=SyncSqliteStorage(database_path=store.root / "http" / "pages.sqlite")
    )
    return cache


def _capped(answer: httpx.Response, most: int, seconds: float) -> Iterator[bytes]:
    """The body in chunks. Raises FetchFailed when it is larger, or takes longer, than allowed."""
    declared = answer.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > most:
        raise FetchFailed(f"{answer.url} is {declared} bytes long", asked=most, used=int(declared))
    size, end = 0, time.monotonic() + seconds
    for chunk in answer.iter_bytes():
        size += len(chunk)
        if size > most:
            raise FetchFailed(f"{answer.url} is longer than {most} bytes", asked=most, used=size)
        if time.monotonic() > end:
            raise FetchFailed(f"{answer.url} takes longer than {seconds:g} s", asked=seconds)
        yield chunk


def _chained(opening: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield opening
    yield from rest


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
