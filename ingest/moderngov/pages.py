"""The pages of a ModernGov site, for sites whose web service does not answer.

Only links are read: their addresses have the same form on all sites, whatever the council's design around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from lxml import etree, html

from ingest.moderngov.records import Committee, Meeting, Paper, date_in

COMMITTEES = "mgListCommittees.aspx?bcr=1"
_PAPER = re.compile(r"/documents/[sgb]\d+/|/mgconvert2pdf\.aspx", re.IGNORECASE)
_ITEM_NUMBER = re.compile(r"^\d+[a-z]?\.?$", re.IGNORECASE)


def meetings_page(committee: Committee) -> str:
    return f"ieListMeetings.aspx?CommitteeId={committee.number}"


def meeting_page(meeting: Meeting) -> str:
    return f"ieListDocuments.aspx?CId={meeting.committee.number}&MId={meeting.number}&Ver=4"


def read_committees(content: bytes, url: str) -> list[Committee]:
    """The committees that the page links to."""
    found: dict[str, Committee] = {}
    for target, text, _ in _links(content, url):
        page, query = _page(target), _query(target)
        number = query.get("id") if page == "mgcommitteedetails.aspx" else None
        if page == "ielistmeetings.aspx":
            number = query.get("committeeid") or query.get("cid")
        if number and number.isdigit() and text and number not in found:
            found[number] = Committee(number, text)
    return list(found.values())


def read_meetings(content: bytes, url: str, committee: Committee) -> list[Meeting]:
    """The meetings that the page links to; their dates are the links' words."""
    found: dict[str, Meeting] = {}
    for target, text, _ in _links(content, url):
        number = _query(target).get("mid", "")
        if _page(target) == "ielistdocuments.aspx" and number.isdigit() and number not in found:
            found[number] = Meeting(number, committee, date_in(text))
    return list(found.values())


def earlier_page(content: bytes, url: str) -> str | None:
    """The address of the list of earlier meetings, if the page links to one."""
    for target, _, _ in _links(content, url):
        act = _query(target).get("act", "").lower()
        if _page(target) == "ielistmeetings.aspx" and act in ("earlier", "prev"):
            return target
    return None


def read_papers(content: bytes, url: str) -> list[Paper]:
    """The papers that a meeting's page links to, each once, with the agenda item whose row it stands in."""
    found: dict[str, Paper] = {}
    for target, text, element in _links(content, url):
        if _PAPER.search(urlsplit(target).path) and target not in found:
            found[target] = Paper(target, _paper_title(target, text), _agenda_item(element))
    return list(found.values())


def _paper_title(target: str, text: str) -> str | None:
    """The link's words without the kind and size that sites append; else the name in the address."""
    plain = re.sub(r"\s*(?:PDF|DOC|DOCX)\s+[\d.]+\s*[KMG]B\s*$|\s*\([^()]*\d\s*[KMG]B[^()]*\)\s*$", "", text).strip()
    if plain:
        return plain
    name = unquote(urlsplit(target).path.rsplit("/", 1)[-1])
    return name.removesuffix(".pdf").strip() or None


def _agenda_item(element: html.HtmlElement) -> str | None:
    """Number and title of the item: its row's number cell, and the words that stand there before the first paper."""
    rows = [*element.iterancestors("tr"), *element.iterancestors("li")]
    for row in rows:
        cells = [_words(cell) for cell in row.iterchildren("td")]
        number = cells[0] if cells and _ITEM_NUMBER.match(cells[0]) else ""
        item = " ".join(part for part in (number, next(_headings(row), "")) if part)
        if item:
            return item
    return None


def _headings(row: html.HtmlElement) -> Iterator[str]:
    for element in row.iter("p", "strong", "h2", "h3", "h4", "span", "a"):
        if element.tag == "a" and _PAPER.search(f"/{element.get('href') or ''}"):
            return
        text = _words(element)
        if text and not _ITEM_NUMBER.match(text):
            yield text


def _links(content: bytes, url: str) -> Iterator[tuple[str, str, html.HtmlElement]]:
    """Each link's absolute address, words and element, in the order of the page."""
    parser = html.HTMLParser(no_network=True, recover=True, encoding=None)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for element in root.iter("a"):
        target = element.get("href")
        if target:
            yield urljoin(url, target.strip()), _words(element), element


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _page(target: str) -> str:
    return urlsplit(target).path.rsplit("/", 1)[-1].lower()


def _query(target: str) -> dict[str, str]:
    return {name.lower(): values[0] for name, values in parse_qs(urlsplit(target).query).items()}
