"""Only public http(s) addresses are asked, whatever names, redirects or wrappings lead to others."""

from __future__ import annotations

import dataclasses
import ipaddress
import socket
from pathlib import Path

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.addresses import GuardedBackend, checked_url, is_public
from ingest.fetcher import Fetcher
from ingest.options import FetchOptions
from ingest.store import PaperStore
from schemas.errors import AddressRefused
from schemas.sighting import KnownFacts
from tests.ingest.council_site import Answer, serving

QUICK = FetchOptions(delay=0, backoff=0.001, timeout=0.5)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x.pdf",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http:///x.pdf",
        "http://user:word@example.org/x.pdf",
        "http://[::1/x.pdf",
        "http://exa mple.org:port/",
        "//example.org/x.pdf",
    ],
)
def test_addresses_of_other_kinds_are_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        checked_url(url)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_numbers_off_the_public_internet(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_public_numbers(number: str) -> None:
    assert is_public(number)


@given(st.ip_addresses(v=4))
def test_wrapping_a_number_in_another_never_makes_it_public(number: ipaddress.IPv4Address) -> None:
    if not is_public(str(number)):
        value = int(number)
        for wrapped in (0xFFFF << 32 | value, 0x64FF9B << 96 | value, 0x2002 << 112 | value << 80):
            assert not is_public(str(ipaddress.IPv6Address(wrapped)))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_by_any_name_is_refused(host: str, tmp_path: Path) -> None:
    with serving() as site, Fetcher(PaperStore(tmp_path), QUICK) as fetcher:
        port = site.url.rsplit(":", 1)[1]
        sighting = fetcher.sighting(f"http://{host}:{port}/documents/s1/x.pdf", KnownFacts())
        assert sighting.error is not None and sighting.error.code == "address_refused"
        assert site.asked == []


def test_a_name_that_leads_elsewhere_is_caught_where_it_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answers)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.7"):
        GuardedBackend(allow_private=False).connect_tcp("council.example", 80)


def test_a_name_is_resolved_once_and_that_number_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers public first and private second gains nothing."""
    asked: list[str] = []
    connected: list[str] = []

    def resolve(host: str, *_a: object, **_k: object) -> list[object]:
        asked.append(host)
        number = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))]

    def connect(_self: object, host: str, *_a: object) -> httpcore.NetworkStream:
        connected.append(host)
        return httpcore.NetworkStream()

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    GuardedBackend(allow_private=False).connect_tcp("rebinding.example", 80)
    assert (asked, connected) == (["rebinding.example"], ["8.8.8.8"])


def test_a_redirect_to_a_private_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is let through as if it were public; the second is checked on its own."""
    with serving() as site, serving() as inside:
        site.set("/way", Answer(302, b"", {"Location": f"{inside.url}/documents/s1/secret.pdf"}))
        real = GuardedBackend._numbers

        def numbers(self: GuardedBackend, host: str, port: int) -> list[str]:
            return ["127.0.0.1"] if str(port) in site.url else real(self, host, port)

        monkeypatch.setattr(GuardedBackend, "_numbers", numbers)
        with Fetcher(PaperStore(tmp_path), dataclasses.replace(QUICK, allow_private=False)) as fetcher:
            sighting = fetcher.sighting(f"{site.url}/way", KnownFacts())
        assert sighting.error is not None and sighting.error.code == "address_refused"
        assert inside.asked == []


def test_a_proxy_of_the_environment_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as site, serving() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with Fetcher(PaperStore(tmp_path), dataclasses.replace(QUICK, allow_private=True)) as fetcher:
            assert fetcher.sighting(f"{site.url}/documents/s1/x.pdf", KnownFacts()).error is None
        assert proxy.asked == []
