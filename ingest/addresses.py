"""Which web addresses may be asked, checked on the address that is connected to.

A host name says nothing of where it leads, and may lead elsewhere a moment later, so the check stands where the
connection is made: the name is resolved once, the numbers are checked, and one of the checked numbers is connected to.
Every redirect is a new connection and passes here again. What is asked for, and how often, is decided elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from schemas.errors import AddressRefused

_Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked_url(url: str) -> httpx.URL:
    """The address without its fragment. Raises AddressRefused unless it is http(s) with a host and no password."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"'{url[:200]}' is no web address", address=url) from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise AddressRefused(f"'{url[:200]}' is not an http(s) address", address=url)
    if parsed.userinfo:
        raise AddressRefused(f"The address at {parsed.host} carries a user name or password", address=parsed.host)
    return parsed.copy_with(fragment=None)


def is_public(address: str) -> bool:
    """Whether the number belongs to the public internet, also when one address is wrapped in another."""
    number = ipaddress.ip_address(address.partition("%")[0])
    return all(inner.is_global and not inner.is_multicast for inner in _unwrapped(number))


def _unwrapped(number: _Number) -> Iterator[_Number]:
    """The address that matters, or those that an IPv6 address carries inside it (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(number, ipaddress.IPv4Address):
        yield number
    elif number.ipv4_mapped is not None:
        yield number.ipv4_mapped
    elif number in _NAT64:
        yield ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    else:
        yield number
        if number.sixtofour is not None:
            yield number.sixtofour
        yield from number.teredo or ()


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, unless private ones are allowed."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        fault: Exception = httpcore.ConnectError(f"{host} has no address")
        for number in self._numbers(host, port):
            try:
                return self._inner.connect_tcp(number, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.NetworkStream:
        raise AddressRefused("A socket file is no web address", address=path)

    def _numbers(self, host: str, port: int) -> list[str]:
        """The numbers of the host, in the resolver's order. Raises AddressRefused when any of them is not public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address: {error}") from error
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        private = [number for number in numbers if not is_public(number)]
        if private and not self._allow_private:
            raise AddressRefused(f"{host} leads to {private[0]}, which is not on the public internet", address=host)
        return numbers


class GuardedTransport(httpx.BaseTransport):
    """HTTP over `GuardedBackend`. Proxies named by the environment are not used: they would undo the check.

    `timeout` holds where a request comes without one, as those from the HTTP cache do.
    """

    def __init__(self, allow_private: bool, timeout: float) -> None:
        self._timeout = httpx.Timeout(timeout).as_dict()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=GuardedBackend(allow_private),
            keepalive_expiry=30.0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": self._timeout, **request.extensions},
        )
        try:
            answer = self._pool.handle_request(asked)
        except _HTTPCORE_FAULTS as error:
            raise _translated(error) from error
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


_HTTPCORE_FAULTS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
)


class _Stream(httpx.SyncByteStream):
    """A body whose faults are httpx's own."""

    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._inner
        except _HTTPCORE_FAULTS as error:
            raise _translated(error) from error

    def close(self) -> None:
        close = getattr(self._inner, "close", None)
        if close is not None:
            close()


def _translated(error: Exception) -> httpx.TransportError:
    if isinstance(error, httpcore.TimeoutException):
        return httpx.ReadTimeout(str(error) or "no answer in time")
    if isinstance(error, httpcore.ProtocolError):
        return httpx.RemoteProtocolError(str(error))
    return httpx.NetworkError(str(error))
