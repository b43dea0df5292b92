"""A council's committee site on loopback, good days and bad: ModernGov's service and pages, papers that misbehave."""

# ruff: noqa: E501  (pages as sites send them)
from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
WEB_PAGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking</body></html>"


@dataclass
class Answer:
    """What the site answers."""

    status: int = 200
    body: bytes = PDF
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/pdf"})
    truncated: bool = False
    drip: float = 0.0


@dataclass
class Asked:
    """A request that the site saw."""

    path: str
    at: float
    headers: dict[str, str]


class CouncilSite:
    """Answers by path; what is not set up is ModernGov's own."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: dict[str, list[Answer] | Callable[[Asked], Answer]] = {"/robots.txt": [Answer(404, b"")]}
        self.busy = 0
        self.most_busy = 0
        self.lock = threading.Lock()
        self.url = ""

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def set(self, path: str, *answers: Answer) -> str:
        """Give these answers in turn, the last for ever; the address of the path."""
        self.answers[path] = list(answers)
        return self.url + path

    def answer(self, asked: Asked) -> Answer:
        plan = self.answers.get(asked.path, self.answers.get(asked.path.partition("?")[0]))
        if callable(plan):
            return plan(asked)
        if plan:
            return plan.pop(0) if len(plan) > 1 else plan[0]
        return moderngov(asked.path, self.url)


@contextmanager
def serving() -> Iterator[CouncilSite]:
    """The site, at work until the end of the block."""
    site = CouncilSite()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, time.monotonic(), {name.lower(): value for name, value in self.headers.items()})
            with site.lock:
                site.asked.append(asked)
                site.busy += 1
                site.most_busy = max(site.most_busy, site.busy)
                answer = site.answer(asked)
            try:
                self.send(answer)
            finally:
                with site.lock:
                    site.busy -= 1

        def send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            length = len(answer.body) + (1000 if answer.truncated else 0)
            for name, value in {"Content-Length": str(length), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            step = 1 if answer.drip else max(1, len(answer.body))
            try:
                for at in range(0, len(answer.body), step):
                    self.wfile.write(answer.body[at : at + step])
                    time.sleep(answer.drip)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            if answer.truncated:
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def packed(body: bytes) -> Answer:
    return Answer(body=gzip.compress(body), headers={"Content-Encoding": "gzip"})


XML = {"Content-Type": "text/xml; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}

COMMITTEES = """<?xml version="1.0" encoding="utf-8"?>
<committees><committeescount>3</committeescount>
<committee><committeeid>12</committeeid><committeetitle>Children &amp; Families Scrutiny</committeetitle>
 <committeedeleted>False</committeedeleted></committee>
<committee><committeeid>13</committeeid><committeetitle>Planning</committeetitle></committee>
<committee><committeeid>14</committeeid><committeetitle>Children's Board (old)</committeetitle>
 <committeedeleted>True</committeedeleted></committee></committees>"""

MEETINGS = """<?xml version="1.0" encoding="utf-8"?>
<getmeetings><committee>{committee}</committee><meetings>
<meeting><meetingid>77</meetingid><meetingdate>24/07/2012</meetingdate><meetingstatus>Confirmed</meetingstatus></meeting>
<meeting><meetingid>78</meetingid><meetingdate>08/03/2013</meetingdate></meeting>
</meetings></getmeetings>"""

MEETING = """<?xml version="1.0" encoding="utf-8"?>
<meeting><meetingid>77</meetingid><meetingdate>24/07/2012</meetingdate>
<linkeddocuments><linkeddoc><title>Public reports pack</title>
 <url>{base}/documents/g77/Public%20reports%20pack.pdf?T=10</url></linkeddoc></linkeddocuments>
<agendaitems>
<agendaitem><agendaitemnumber>4</agendaitemnumber><fulldisplaynumberformat>4.</fulldisplaynumberformat>
 <agendaitemtitle>Safeguarding: action plan</agendaitemtitle>
 <agendatext><div class="x">Unescaped <b>markup<br></div></agendatext>
 <linkeddocuments>
  <linkeddoc><title>Action plan</title><url>{base}/documents/s101/Action%20plan.pdf</url></linkeddoc>
  <linkeddoc><title>Exempt annex</title><isrestricted>True</isrestricted><url>{base}/documents/s102/x.pdf</url></linkeddoc>
  <linkeddoc><title>Old style</title><url>{base}/mgConvert2PDF.aspx?ID=103</url></linkeddoc>
 </linkeddocuments></agendaitem>
</agendaitems></meeting>"""

LIST_COMMITTEES = """<html><body><nav><a href="mgMemberIndex.aspx?bcr=1">Councillors</a></nav>
<ul class="mgBulletList"><li><a href="mgCommitteeDetails.aspx?ID=12">Children &amp; Families Scrutiny</a></li>
<li><a href="mgCommitteeDetails.aspx?ID=13">Planning</a></li></ul></body></html>"""

LIST_MEETINGS = """<html><body><a href="mgCommitteeDetails.aspx?ID=12">Details</a><ul>
<li><a href="ieListDocuments.aspx?CId=12&amp;MId=78&amp;Ver=4">8 Mar 2013 2.00 pm</a></li></ul>
<a href="ieListMeetings.aspx?Act=earlier&amp;CId=12&amp;D=201303081400&amp;MD=ielistmeetings">Earlier</a></body></html>"""

LIST_EARLIER = """<html><body><ul>
<li><a href="ieListDocuments.aspx?CId=12&amp;MId=77&amp;Ver=4">Tuesday, 24th July, 2012 2.00 pm</a> - Agenda</li>
<li><a href="ieListDocuments.aspx?CId=12&amp;MId=60&amp;Ver=4">1 Nov 2011 2.00 pm</a></li></ul>
<a href="ieListMeetings.aspx?Act=earlier&amp;CId=12&amp;D=201111011400&amp;MD=ielistmeetings">Earlier</a></body></html>"""

LIST_DOCUMENTS = """<html><body><a href="documents/g77/Public%20reports%20pack.pdf?T=10">Agenda reports pack PDF 2 MB</a>
<table><tr><td>4.</td><td><p class="mgAiTitleTxt">Safeguarding: action plan</p>
<p>To consider the report.</p><ul><li class="x"><a href="documents/s101/Action%20plan.pdf">Action plan PDF 120 KB</a></li>
<li><a href="mgConvert2PDF.aspx?ID=103" title="x">Old style (PDF, 40 KB)</a></li></ul></td></tr></table></body></html>"""


def moderngov(path: str, base: str) -> Answer:
    """What ModernGov answers to the path, or a 404 of its kind."""
    parts = urlsplit(path)
    page, query = parts.path.rsplit("/", 1)[-1].lower(), parse_qs(parts.query)
    if "/documents/" in parts.path or page == "mgconvert2pdf.aspx":
        return Answer(body=PDF + unquote(path).encode())
    texts = {
        "getcommittees": (COMMITTEES, XML),
        "getmeetings": (MEETINGS.format(committee=query.get("lCommitteeId", [""])[0]), XML),
        "getmeeting": (MEETING.format(base=base), XML),
        "mglistcommittees.aspx": (LIST_COMMITTEES, HTML),
        "ielistmeetings.aspx": (LIST_EARLIER if "Act" in query else LIST_MEETINGS, HTML),
        "ielistdocuments.aspx": (LIST_DOCUMENTS, HTML),
    }
    if page not in texts:
        return Answer(404, b"<html>Not found</html>", dict(HTML))
    text, headers = texts[page]
    return Answer(body=text.encode(), headers=dict(headers))
