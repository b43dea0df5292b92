"""Fetching from a site on loopback, good days and bad."""

from __future__ import annotations

import dataclasses
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from ingest import papers
from ingest.fetcher import Fetcher
from ingest.options import FetchOptions, IngestOptions
from ingest.store import PaperStore
from schemas.sighting import KnownFacts, Sighting
from tests.ingest.council_site import HTML, PDF, WEB_PAGE, Answer, CouncilSite, packed, serving

QUICK = FetchOptions(
    delay=0, backoff=0.001, timeout=0.5, total_timeout=1.0, max_bytes=100_000, longest_wait=0.3, allow_private=True
)


@pytest.fixture
def site() -> Iterator[CouncilSite]:
    with serving() as started:
        yield started


def fetcher(folder: Path, **changes: object) -> Fetcher:
    return Fetcher(PaperStore(folder), dataclasses.replace(QUICK, **changes))  # type: ignore[arg-type]


def get(site: CouncilSite, folder: Path, path: str = "/documents/s1/Plan.pdf", **changes: object) -> Sighting:
    with fetcher(folder, **changes) as fetching:
        return fetching.sighting(site.url + path, KnownFacts(title="T"))


def code(sighting: Sighting) -> str | None:
    return sighting.error.code if sighting.error else None


def test_a_paper_is_kept_by_its_content_with_where_it_was_seen(site: CouncilSite, tmp_path: Path) -> None:
    sighting = get(site, tmp_path, "/documents/s1/Action%20plan.pdf")
    assert sighting.error is None
    assert sighting.path is not None and sighting.path.read_bytes().startswith(PDF)
    assert (sighting.file_name, sighting.known.title) == ("Action plan.pdf", "T")
    assert sighting.source_uri == f"{site.url}/documents/s1/Action%20plan.pdf"
    seen = list(PaperStore(tmp_path).sightings(sighting.document_id or ""))
    assert [(place.source_uri, place.content_type) for place in seen] == [(sighting.source_uri, "application/pdf")]


def test_the_user_agent_is_honest(site: CouncilSite, tmp_path: Path) -> None:
    get(site, tmp_path, contact="team@example.org")
    assert {asked.headers["user-agent"] for asked in site.asked} == {
        "bywhen (reads councils' action plans; team@example.org)"
    }


@pytest.mark.parametrize(
    ("answers", "expected", "requests"),
    [
        ([Answer(429), Answer()], None, 2),
        ([Answer(500), Answer(503), Answer()], None, 3),
        ([Answer(500)], "fetch_failed", 4),
        ([Answer(403)], "fetch_failed", 1),
        ([Answer(404)], "fetch_failed", 1),
        ([Answer(429, headers={"Retry-After": "900"})], "fetch_failed", 1),
        ([Answer(429, headers={"Retry-After": "0"}), Answer()], None, 2),
        ([Answer(body=WEB_PAGE, headers=dict(HTML))], "html_not_pdf", 1),
        ([Answer(body=WEB_PAGE)], "html_not_pdf", 1),
        ([Answer(body=PDF, headers={"Content-Type": "text/html"})], None, 1),
        ([Answer(body=b"")], "file_empty", 1),
        ([Answer(body=b"GIF89a")], "not_a_pdf", 1),
        ([Answer(truncated=True)], "fetch_failed", 1),
        ([Answer(body=PDF * 5000)], "fetch_failed", 1),
        ([packed(PDF)], None, 1),
        ([packed(PDF + bytes(10_000_000))], "fetch_failed", 1),
        ([Answer(drip=0.1)], "fetch_failed", 1),
        ([Answer(status=200, headers={"Content-Encoding": "gzip"})], "fetch_failed", 1),
    ],
)
def test_bad_days(
    site: CouncilSite, tmp_path: Path, answers: list[Answer], expected: str | None, requests: int
) -> None:
    site.set("/documents/s1/Plan.pdf", *answers)
    sighting = get(site, tmp_path)
    assert code(sighting) == expected
    assert len(site.paths()) == requests
    assert (sighting.document_id is None) == (expected is not None)
    assert list((tmp_path / "papers").glob(".part-*")) == []


def test_no_answer_in_time(site: CouncilSite, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, fetcher(tmp_path, timeout=0.05, attempts=2) as fetching:
        sighting = fetching.sighting(f"http://127.0.0.1:{silent.getsockname()[1]}/x.pdf", KnownFacts())
    assert code(sighting) == "fetch_failed"


def test_redirects_are_followed_and_loops_are_not(site: CouncilSite, tmp_path: Path) -> None:
    site.set("/old", Answer(301, b"", {"Location": "/documents/s1/New.pdf"}))
    site.set("/loop", Answer(302, b"", {"Location": "/loop"}))
    good = get(site, tmp_path, "/old")
    assert (code(good), good.file_name, good.source_uri) == (None, "New.pdf", f"{site.url}/old")
    assert code(get(site, tmp_path, "/loop")) == "fetch_failed"
    assert site.paths().count("/loop") == 6


def test_what_has_not_changed_is_not_sent_again(site: CouncilSite, tmp_path: Path) -> None:
    def answer(asked: object) -> Answer:
        headers = getattr(asked, "headers", {})
        same = headers.get("if-none-match") == '"v1"' and "if-modified-since" in headers
        tags = {"ETag": '"v1"', "Last-Modified": formatdate(0, usegmt=True)}
        return Answer(304 if same else 200, b"" if same else PDF, tags)

    site.answers["/documents/s1/Plan.pdf"] = answer
    first, again = get(site, tmp_path, fresh=0), get(site, tmp_path, fresh=0)
    assert first == again and first.error is None
    assert len(site.paths()) == 2
    get(site, tmp_path, fresh=60)
    assert len(site.paths()) == 2


def test_a_paper_that_left_the_store_is_fetched_whole(site: CouncilSite, tmp_path: Path) -> None:
    first = get(site, tmp_path)
    assert first.path is not None
    first.path.unlink()
    assert get(site, tmp_path).path == first.path
    assert first.path.is_file()


def test_robots_are_obeyed(site: CouncilSite, tmp_path: Path) -> None:
    rules = b"User-agent: *\nDisallow: /documents/private\nCrawl-delay: 0.05\n"
    site.set("/robots.txt", Answer(body=rules, headers={"Content-Type": "text/plain"}))
    with fetcher(tmp_path) as fetching:
        refused = fetching.sighting(f"{site.url}/documents/private/x.pdf", KnownFacts())
        allowed = [fetching.sighting(f"{site.url}/documents/s{n}/x.pdf", KnownFacts()) for n in range(3)]
    assert code(refused) == "fetch_failed" and "robots.txt" in str(refused.error)
    assert [code(each) for each in allowed] == [None] * 3
    assert "/documents/private/x.pdf" not in site.paths()
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1
    times = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(times))


@pytest.mark.parametrize(("status", "expected"), [(403, None), (404, None), (500, "fetch_failed")])
def test_robots_that_cannot_be_read(site: CouncilSite, tmp_path: Path, status: int, expected: str | None) -> None:
    site.set("/robots.txt", Answer(status, b""))
    assert code(get(site, tmp_path)) == expected


def test_a_redirect_asks_the_rules_of_where_it_leads(site: CouncilSite, tmp_path: Path) -> None:
    site.set("/robots.txt", Answer(body=b"User-agent: *\nDisallow: /documents/\n"))
    site.set("/way", Answer(302, b"", {"Location": "/documents/s1/x.pdf"}))
    assert "robots.txt" in str(get(site, tmp_path, "/way").error)


@pytest.mark.parametrize("answer", [Answer(403), Answer(429), Answer(503)])
def test_a_host_that_refuses_three_times_is_left_alone(site: CouncilSite, tmp_path: Path, answer: Answer) -> None:
    for number in range(6):
        site.set(f"/documents/s{number}/x.pdf", answer)
    with fetcher(tmp_path, attempts=1) as fetching:
        sightings = [fetching.sighting(f"{site.url}/documents/s{number}/x.pdf", KnownFacts()) for number in range(6)]
        assert list(fetching.left_alone()) == [site.url.removeprefix("http://")]
    assert {code(each) for each in sightings} == {"fetch_failed"}
    assert len(site.paths()) == 3
    assert "left alone" in str(sightings[-1].error)


def test_a_good_answer_makes_up_for_refusals(site: CouncilSite, tmp_path: Path) -> None:
    for number in (0, 1, 3, 4):
        site.set(f"/documents/s{number}/x.pdf", Answer(403))
    with fetcher(tmp_path) as fetching:
        codes = [code(fetching.sighting(f"{site.url}/documents/s{n}/x.pdf", KnownFacts())) for n in range(6)]
    assert codes == ["fetch_failed", "fetch_failed", None, "fetch_failed", "fetch_failed", None]


def test_one_request_at_a_time_and_a_pause_between(site: CouncilSite, tmp_path: Path) -> None:
    with fetcher(tmp_path, delay=0.03) as fetching:
        threads = [
            threading.Thread(target=fetching.sighting, args=(f"{site.url}/documents/s{n}/x.pdf", KnownFacts()))
            for n in range(5)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert site.most_busy == 1
    times = [asked.at for asked in site.asked]
    assert all(later - earlier >= 0.03 for earlier, later in itertools.pairwise(times))


def test_retry_after_is_honoured(site: CouncilSite, tmp_path: Path) -> None:
    site.set("/documents/s1/Plan.pdf", Answer(503, headers={"Retry-After": "1"}), Answer())
    began = time.monotonic()
    assert code(get(site, tmp_path, longest_wait=2)) is None
    assert time.monotonic() - began >= 1


def test_names_from_servers_are_never_paths(site: CouncilSite, tmp_path: Path) -> None:
    header = {"Content-Disposition": 'attachment; filename="../../etc/cron.d/evil.pdf"'}
    site.set("/documents/s1/Plan.pdf", Answer(headers=header))
    sighting = get(site, tmp_path / "store")
    assert sighting.file_name == "evil.pdf"
    assert sighting.path is not None and sighting.path.name == f"{sighting.document_id}.pdf"
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_every_source_of_addresses_is_fetched(site: CouncilSite, tmp_path: Path) -> None:
    url = f"{site.url}/documents/s1/Plan.pdf"
    (tmp_path / "list.txt").write_text(f"# papers\n\n{url}\nnot an address\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text(f"url,committee\n{url},Children\n", encoding="utf-8")
    sources = [url, str(tmp_path / "list.txt"), str(tmp_path / "list.csv")]
    found = list(papers(sources, store=tmp_path / "store", options=IngestOptions(fetch=QUICK)))
    assert [code(sighting) for sighting in found] == [None, None, "manifest_invalid", None]
    assert [sighting.known.committee for sighting in found] == [None, None, None, "Children"]
    assert len(site.paths()) == 1
