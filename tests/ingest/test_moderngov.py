"""A ModernGov site walked: by its web service, by its pages, and on its bad days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetcher import Fetcher
from ingest.moderngov import Site, Window, pages, service
from ingest.moderngov.records import Committee, date_in
from ingest.moderngov.service import NoService
from ingest.options import FetchOptions
from ingest.store import PaperStore
from schemas.sighting import KnownFacts, Sighting
from tests.ingest.council_site import COMMITTEES, HTML, WEB_PAGE, Answer, CouncilSite, serving

QUICK = FetchOptions(delay=0, backoff=0.001, timeout=0.5, attempts=2, allow_private=True)
YEAR = Window(dt.date(2012, 1, 1), dt.date(2012, 12, 31), "children")
CHILDREN = Committee("12", "Children & Families Scrutiny")


@pytest.fixture
def site() -> Iterator[CouncilSite]:
    with serving() as started:
        yield started


def walk(site: CouncilSite, folder: Path, window: Window = YEAR) -> list[Sighting]:
    with Fetcher(PaperStore(folder), QUICK) as fetcher:
        return list(Site(site.url, fetcher, "Anyshire").papers(window))


EXPECTED = {
    ("/documents/g77/Public%20reports%20pack.pdf?T=10", None),
    ("/documents/s101/Action%20plan.pdf", "4. Safeguarding: action plan"),
    ("/mgConvert2PDF.aspx?ID=103", "4. Safeguarding: action plan"),
}


def seen(site: CouncilSite, sightings: list[Sighting]) -> set[tuple[str, str | None]]:
    assert [sighting.error for sighting in sightings] == [None] * len(sightings)
    return {(each.source_uri.removeprefix(site.url), each.known.agenda_item) for each in sightings}


def test_the_service_gives_papers_with_what_is_known_of_them(site: CouncilSite, tmp_path: Path) -> None:
    sightings = walk(site, tmp_path)
    assert seen(site, sightings) == EXPECTED
    plan = next(each for each in sightings if "s101" in each.source_uri)
    assert plan.known == KnownFacts(
        "Anyshire",
        "Children & Families Scrutiny",
        dt.date(2012, 7, 24),
        "Action plan",
        "4. Safeguarding: action plan",
    )
    asked = [path for path in site.paths() if "mgWebService" in path]
    assert asked == [
        "/mgWebService.asmx/GetCommittees?lDays=0",
        "/mgWebService.asmx/GetMeetings?lCommitteeId=12&sFromDate=01/01/2012&sToDate=31/12/2012",
        "/mgWebService.asmx/GetMeeting?lMeetingId=77",
    ]


@pytest.mark.parametrize(
    "answer", [Answer(404, b""), Answer(403, b""), Answer(500, b""), Answer(body=WEB_PAGE, headers=dict(HTML))]
)
def test_the_pages_serve_where_the_service_does_not(site: CouncilSite, tmp_path: Path, answer: Answer) -> None:
    site.answers["/mgWebService.asmx/GetCommittees"] = [answer]
    sightings = walk(site, tmp_path)
    assert seen(site, sightings) == EXPECTED
    plan = next(each for each in sightings if "s101" in each.source_uri)
    assert (plan.known.committee, plan.known.meeting_date, plan.known.title) == (
        "Children & Families Scrutiny",
        dt.date(2012, 7, 24),
        "Action plan",
    )
    assert sum("mgWebService" in path for path in site.paths()) <= QUICK.attempts
    assert not any("MId=78" in path or "MId=60" in path for path in site.paths())


def test_one_meeting_that_fails_costs_that_meeting(site: CouncilSite, tmp_path: Path) -> None:
    site.answers["/mgWebService.asmx/GetMeeting"] = [Answer(500, b"")]
    site.answers["/ieListDocuments.aspx"] = [Answer(500, b"")]
    sightings = walk(site, tmp_path)
    assert [each.error.code for each in sightings if each.error] == ["fetch_failed"]
    assert sightings[0].known.meeting_date == dt.date(2012, 7, 24)


def test_no_committee_of_that_name(site: CouncilSite, tmp_path: Path) -> None:
    sightings = walk(site, tmp_path, Window(YEAR.first, YEAR.last, "Burial"))
    assert [each.error.code for each in sightings if each.error] == ["source_empty"]


def test_a_site_that_does_not_answer(tmp_path: Path) -> None:
    with Fetcher(PaperStore(tmp_path), QUICK) as fetcher:
        sightings = list(Site("http://127.0.0.1:9/", fetcher).papers(YEAR))
    assert [each.error.code for each in sightings if each.error] == ["fetch_failed"]


def test_a_second_walk_asks_for_no_paper_again(site: CouncilSite, tmp_path: Path) -> None:
    first = walk(site, tmp_path)
    before = sum("/documents/" in path for path in site.paths())
    assert walk(site, tmp_path) == first
    assert sum("/documents/" in path for path in site.paths()) == before


def test_entities_are_never_expanded() -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b"<committees><committee><committeeid>1</committeeid><committeetitle>A &b; &f; C</committeetitle>"
        b"</committee></committees>"
    )
    (committee,) = service.read_committees(bomb)
    assert "root:" not in committee.title
    assert "haha" not in committee.title


def test_names_in_other_cases_and_namespaces_are_known() -> None:
    answer = COMMITTEES.replace("committeeid", "CommitteeId").replace("<committees>", '<committees xmlns="urn:x">')
    assert service.read_committees(answer.encode())[0] == CHILDREN


@pytest.mark.parametrize("content", [b"", b"not xml", WEB_PAGE, b"\xff\xfe\x00"])
def test_what_is_no_answer_of_the_service(content: bytes) -> None:
    with pytest.raises(NoService):
        service.read_committees(content)


@given(st.binary(max_size=200))
def test_no_page_is_too_broken_to_look_at(content: bytes) -> None:
    assert isinstance(pages.read_papers(content, "http://x.example/"), list)
    assert isinstance(
        pages.read_meetings(b"<a href='ieListDocuments.aspx?MId=1'>" + content, "http://x/", CHILDREN), list
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24/07/2012", dt.date(2012, 7, 24)),
        ("2012-07-24T14:00:00", dt.date(2012, 7, 24)),
        ("Tuesday, 24th July, 2012 2.00 pm", dt.date(2012, 7, 24)),
        ("8 Mar 2013 2.00 pm", dt.date(2013, 3, 8)),
        ("4th-Jun-2026 14.00 Improvement Committee", dt.date(2026, 6, 4)),
        ("31/02/2012", None),
        ("8 Foo 2013", None),
        ("soon", None),
    ],
)
def test_dates_of_meetings(text: str, expected: dt.date | None) -> None:
    assert date_in(text) == expected
