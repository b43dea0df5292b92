"""The web service of a ModernGov site: `mgWebService.asmx/<Method>`, plain GET, XML.

Element names are matched by their local name in lower case and looked for at any depth, since releases differ in
both. Text is taken as text: agenda items carry scraps of HTML, some of them unescaped. Entities are never expanded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlencode

from lxml import etree

from ingest.moderngov.records import Committee, Meeting, Paper, date_in


class NoService(Exception):
    """The site's web service does not answer, or not with what such a service answers."""


def committees_query() -> str:
    return "mgWebService.asmx/GetCommittees?" + urlencode({"lDays": 0})


def meetings_query(committee: Committee, first: dt.date, last: dt.date) -> str:
    dates = {"sFromDate": f"{first:%d/%m/%Y}", "sToDate": f"{last:%d/%m/%Y}"}
    return "mgWebService.asmx/GetMeetings?" + urlencode({"lCommitteeId": committee.number, **dates}, safe="/")


def meeting_query(number: str) -> str:
    return "mgWebService.asmx/GetMeeting?" + urlencode({"lMeetingId": number})


def read_committees(content: bytes) -> list[Committee]:
    """The committees that have not been deleted. Raises NoService."""
    found = []
    for element in _all(_parsed(content), "committee"):
        number, title = _text(element, "committeeid"), _text(element, "committeetitle")
        if number and title and (_text(element, "committeedeleted") or "").lower() != "true":
            found.append(Committee(number, title))
    return found


def read_meetings(content: bytes, committee: Committee) -> list[Meeting]:
    """The meetings in the answer. Raises NoService."""
    found = []
    for element in _all(_parsed(content), "meeting"):
        number = _text(element, "meetingid")
        if number:
            found.append(Meeting(number, committee, date_in(_text(element, "meetingdate") or "")))
    return found


def read_papers(content: bytes) -> list[Paper]:
    """The papers of a meeting, those of its agenda items and those of the meeting itself. Raises NoService."""
    found = []
    for element in _all(_parsed(content), "linkeddoc"):
        url = _text(element, "url")
        if url and (_text(element, "isrestricted") or "").lower() != "true":
            found.append(Paper(url, _text(element, "title"), _agenda_item(element)))
    return found


def _agenda_item(element: etree._Element) -> str | None:
    """Number and title of the agenda item that the element hangs on."""
    for above in element.iterancestors():
        if _name(above) == "agendaitem":
            number = _text(above, "fulldisplaynumberformat") or _text(above, "agendaitemnumber")
            title = _text(above, "agendaitemtitle")
            parts = [part for part in (number if number != "0" else None, title) if part]
            return " ".join(parts) or None
    return None


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root: etree._Element | None = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoService(f"no XML: {error}") from error
    if root is None or _name(root) in ("html", "soap:envelope", "fault", "error"):
        raise NoService("an answer of another kind")
    return root


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if _name(element) == name)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _text(element: etree._Element, name: str) -> str | None:
    """The text of the first child of that name, white space made single; null where there is none."""
    for child in element:
        if _name(child) == name:
            return " ".join("".join(map(str, child.itertext())).split()) or None
    return None
