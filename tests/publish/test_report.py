"""The HTML page: nothing unescaped, late told by day and words, counts that differ, the newest paper of an action."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bywhen.cli import cli
from publish.assemble import StagedPaper, assemble
from publish.report import ActionLine, DifferingClaim, report
from publish.staged import dump
from schemas.meaning import Rag, Status
from schemas.records import Action, Document, PaperRecords

LINE = ActionLine(
    authority="Croydon",
    file_name="plan.pdf",
    source_uri="https://council.example/plan.pdf",
    meeting_date=dt.date(2012, 10, 9),
    page=4,
    number="1.2",
    section=None,
    recommendation=None,
    action="Train staff",
    owner="SM QA",
    deadline="by 31 March 2012",
    due=dt.date(2012, 3, 31),
    progress=None,
    rag=None,
    status=None,
    slipped_days=None,
    flags=(),
)


class Cells(HTMLParser):
    """The texts of a page's cells, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "td":
            self._inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


@pytest.mark.parametrize(
    ("status", "rag", "due", "late"),
    [
        (None, None, dt.date(2012, 3, 31), True),
        ("in_progress", "amber", dt.date(2012, 3, 31), True),
        ("completed", None, dt.date(2012, 3, 31), False),
        (None, "green", dt.date(2012, 3, 31), False),
        (None, None, dt.date(2012, 10, 9), False),
        (None, None, None, False),
        ("overdue", None, None, True),
    ],
)
def test_late_at_the_papers_meeting(status: Status | None, rag: Rag | None, due: dt.date | None, late: bool) -> None:
    assert replace(LINE, status=status, rag=rag, due=due).is_late(None) is late


def test_late_on_a_day_asked_for() -> None:
    line = replace(LINE, due=dt.date(2013, 1, 1))
    assert [line.is_late(dt.date(2013, 1, day)) for day in (1, 2)] == [False, True]


def test_a_page_links_to_the_page_of_the_paper() -> None:
    assert 'href="https://council.example/plan.pdf#page=4"' in report([LINE], [], None)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1))
def test_words_of_a_paper_stay_words(text: str) -> None:
    plain = Cells(report([LINE], [], None))
    page = Cells(report([replace(LINE, action=text, owner=text)], [], None))
    assert page.tags == plain.tags
    assert text in page.cells


def test_counts_that_differ_are_shown_with_what_was_found() -> None:
    page = Cells(report([LINE], [DifferingClaim("Croydon", "plan.pdf", 2, "9 of the 28 are green", 7)], None))
    assert {"9 of the 28 are green", "7", "plan.pdf, page 2"} <= set(page.cells)


def test_an_action_in_two_papers_is_shown_as_in_the_newer(tmp_path: Path) -> None:
    papers = []
    for at, (day, due) in enumerate(((6, 30), (10, 31))):
        key = f"{at}" * 64
        action = Action(
            document_id=key,
            authority_code="E1",
            plan_id=key,
            action_id=f"a{at}",
            row=1,
            action="Train all social workers in writing chronologies",
            deadline_text=f"{due}.{day}.12",
            deadline_end=dt.date(2012, day, due),
            method="rules",
            confidence=1.0,
        )
        document = Document(
            document_id=key,
            authority_code="E1",
            authority_name="Croydon",
            file_name=f"{at}.pdf",
            source_uri=f"{at}.pdf",
            outcome="plans",
            meeting_date=dt.date(2012, day - 1, 1),
        )
        staged = tmp_path / f"{at}.json"
        staged.write_bytes(dump(PaperRecords(document, actions=(action,))))
        papers.append(StagedPaper(key, f"{at}.pdf", f"{at}.pdf", staged))
    assemble(tmp_path / "out", papers)
    ran = CliRunner().invoke(cli, ["report", "--out", str(tmp_path / "out"), "--as-at", "2012-12-01"])
    assert ran.exit_code == 0, ran.output
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    cells = Cells(page).cells
    assert "1.pdf" in cells and "0.pdf" not in cells
    assert "31.10.1231 October 2012slipped by 123 dayslate" in cells
