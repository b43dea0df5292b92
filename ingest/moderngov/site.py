"""A ModernGov site walked from committees to meetings to papers, each paper with the facts that the site gives.

Which papers to take is decided here (the committee's name, the dates); how the site's answers are read, in `service`
and `pages`; how anything is fetched, in the fetcher.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from ingest.fetcher import WebPage
from ingest.moderngov import pages, service
from ingest.moderngov.records import Committee, Meeting, Paper
from ingest.moderngov.service import NoService
from schemas.errors import AddressRefused, FetchFailed, SourceEmpty
from schemas.sighting import KnownFacts, Sighting

_PASSING = frozenset({500, 502, 503, 504})  # faults of one answer: the service may know the next
_EARLIER_PAGES = 60  # lists of earlier meetings that are followed: some sites link round in circles


class Fetching(Protocol):
    """What the walk needs of the fetcher."""

    def page(self, url: str) -> WebPage: ...

    def sighting(self, url: str, known: KnownFacts) -> Sighting: ...


@dataclass(frozen=True, slots=True)
class Window:
    """Which papers are wanted: committees whose name holds `committee` (case aside), meetings from `first` to `last`.

    An empty name takes every committee.
    """

    first: dt.date
    last: dt.date
    committee: str = ""

    def wants(self, committee: Committee) -> bool:
        return self.committee.casefold() in committee.title.casefold()

    def holds(self, date: dt.date | None) -> bool:
        """A meeting whose date is not known is taken: better read in vain than lost."""
        return date is None or self.first <= date <= self.last


class Site:
    """A site by its base address, such as `https://democracy.example.gov.uk/`."""

    def __init__(self, base: str, fetcher: Fetching, authority: str | None = None) -> None:
        self._base = base if base.endswith("/") else base + "/"
        self._fetcher = fetcher
        self._authority = authority
        self._refused = False

    def papers(self, window: Window) -> Iterator[Sighting]:
        """Each paper of the window once. What cannot be had is a sighting with its error; the walk goes on."""
        seen: set[str] = set()
        try:
            committees = [committee for committee in self._committees() if window.wants(committee)]
        except (AddressRefused, FetchFailed) as error:
            yield self._failed(self._base, error)
            return
        if not committees:
            wanted = f" called '{window.committee}'" if window.committee else ""
            yield self._failed(self._base, SourceEmpty(f"{self._base} lists no committee{wanted}"))
        for committee in committees:
            yield from self._of_committee(committee, window, seen)

    def _of_committee(self, committee: Committee, window: Window, seen: set[str]) -> Iterator[Sighting]:
        try:
            meetings = [meeting for meeting in self._meetings(committee, window) if window.holds(meeting.date)]
        except (AddressRefused, FetchFailed) as error:
            yield self._failed(self._address(pages.meetings_page(committee)), error, committee)
            return
        for meeting in meetings:
            try:
                papers = self._papers(meeting)
            except (AddressRefused, FetchFailed) as error:
                yield self._failed(self._address(pages.meeting_page(meeting)), error, committee, meeting.date)
                continue
            for paper in papers:
                url = self._secure(paper.url)
                if url not in seen:
                    seen.add(url)
                    yield self._fetcher.sighting(url, self._known(meeting, paper))

    def _committees(self) -> list[Committee]:
        try:
            return service.read_committees(self._service(service.committees_query()))
        except NoService:
            self._refused = True  # a service that cannot list committees is none
            page = self._page(pages.COMMITTEES)
            return pages.read_committees(page.content, page.url)

    def _meetings(self, committee: Committee, window: Window) -> list[Meeting]:
        try:
            query = service.meetings_query(committee, window.first, window.last)
            return service.read_meetings(self._service(query), committee)
        except NoService:
            return self._listed_meetings(committee, window)

    def _listed_meetings(self, committee: Committee, window: Window) -> list[Meeting]:
        """The meetings by the pages, earlier lists followed until they are older than the window."""
        found: dict[str, Meeting] = {}
        asked: set[str] = set()
        target: str | None = self._address(pages.meetings_page(committee))
        while target is not None and target not in asked and len(asked) < _EARLIER_PAGES:
            asked.add(target)
            page = self._page(target)
            listed = pages.read_meetings(page.content, page.url, committee)
            found.update((meeting.number, meeting) for meeting in listed)
            dates = [meeting.date for meeting in listed if meeting.date is not None]
            target = None if dates and min(dates) < window.first else pages.earlier_page(page.content, page.url)
        return list(found.values())

    def _papers(self, meeting: Meeting) -> list[Paper]:
        """The papers by the service; by the page where the service fails or knows of none."""
        try:
            papers = service.read_papers(self._service(service.meeting_query(meeting.number)))
        except NoService:
            papers = []
        if papers:
            return papers
        page = self._page(pages.meeting_page(meeting))
        return pages.read_papers(page.content, page.url)

    def _service(self, query: str) -> bytes:
        """The service's answer. Raises NoService; one that refuses is not asked again."""
        if self._refused:
            raise NoService("the service refuses")
        try:
            page = self._fetcher.page(self._address(query))
        except FetchFailed as error:
            self._refused = error.facts.get("status") not in _PASSING
            raise NoService(error.problem) from error
        if page.status != 200:
            raise NoService(f"status {page.status}")
        return page.content

    def _page(self, target: str) -> WebPage:
        page = self._fetcher.page(self._address(target))
        if page.status != 200:
            raise FetchFailed(f"{page.url} answers with status {page.status}", status=page.status)
        return page

    def _address(self, target: str) -> str:
        return urljoin(self._base, target)

    def _secure(self, url: str) -> str:
        """The paper's absolute address; the service names http where the site itself is on https."""
        absolute = self._address(url)
        base, parts = urlsplit(self._base), urlsplit(absolute)
        if base.scheme == "https" and parts.scheme == "http" and parts.hostname == base.hostname:
            return parts._replace(scheme="https", netloc=base.netloc).geturl()
        return absolute

    def _known(self, meeting: Meeting, paper: Paper) -> KnownFacts:
        return KnownFacts(self._authority, meeting.committee.title, meeting.date, paper.title, paper.agenda_item)

    def _failed(
        self,
        url: str,
        error: AddressRefused | FetchFailed | SourceEmpty,
        committee: Committee | None = None,
        date: dt.date | None = None,
    ) -> Sighting:
        known = KnownFacts(self._authority, committee.title if committee else None, date)
        return Sighting(None, None, urlsplit(url).netloc, url, known, error)
