"""An action over its papers, from staged papers to the questions of `bywhen compare`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import bywhen
from bywhen.cli import cli
from publish.assemble import StagedPaper, assemble
from publish.staged import dump
from schemas.meaning import Rag
from schemas.records import Action, Document, PaperRecords

ACTIONS = {
    "1": "Train all social workers in writing chronologies",
    "2": "Audit forty case files each quarter and report to the board",
    "3": "Recruit six permanent social workers to the assessment team",
}


def paper(
    folder: Path, name: str, code: str, day: dt.date, due: dict[str, dt.date], rag: Rag, doubled: bool = False
) -> StagedPaper:
    """A staged paper of an authority whose actions are due on these days."""
    key = hashlib.sha256(name.encode()).hexdigest()
    numbers = [*due, *(due if doubled else ())]
    records = PaperRecords(
        Document(
            document_id=key,
            authority_code=code,
            authority_name=f"Council {code}",
            file_name=name,
            source_uri=name,
            outcome="plans",
            meeting_date=day,
        ),
        actions=tuple(
            Action(
                document_id=key,
                authority_code=code,
                plan_id=name,
                action_id=f"{name}-{row}",
                row=row,
                number=number,
                action=ACTIONS[number],
                deadline_text=due[number].isoformat(),
                deadline_end=due[number],
                rag=rag,
                method="rules",
                confidence=0.9,
            )
            for row, number in enumerate(numbers, start=1)
        ),
    )
    staged = folder / f"{key}.json"
    staged.write_bytes(dump(records))
    return StagedPaper(key, name, name, staged)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Three papers: an action slips by 92 days and turns from green to red, another stays."""
    spring, autumn, year_end = dt.date(2012, 3, 31), dt.date(2012, 9, 30), dt.date(2012, 12, 31)
    papers = [
        paper(tmp_path, "june", "E1", dt.date(2012, 6, 1), {"1": autumn, "2": spring, "3": autumn}, "green"),
        paper(tmp_path, "october", "E1", dt.date(2012, 10, 1), {"1": year_end, "2": spring}, "red"),
        paper(tmp_path, "elsewhere", "E2", dt.date(2012, 10, 1), {"3": year_end}, "amber"),
    ]
    assemble(tmp_path / "out", papers)
    return tmp_path / "out"


def asked(out: Path, *options: str) -> list[dict[str, object]]:
    ran = CliRunner().invoke(cli, ["compare", "--out", str(out), "--format", "json", *options])
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.output.splitlines()]


def test_a_slip_and_a_change_of_colour_are_told(out: Path) -> None:
    (slipped,) = asked(out, "--slipped")
    assert (slipped["number"], slipped["papers"], slipped["slipped_days"]) == ("1", 2, 92)
    assert (slipped["due_first"], slipped["due_now"], slipped["rag"]) == ("2012-09-30", "2012-12-31", "green > red")
    assert len(asked(out)) == 2


def test_history_has_each_paper_in_turn(out: Path) -> None:
    rows = bywhen.open(out).history.filter("number = '1'").project("file_name, position, slipped_days, rag_before")
    assert rows.fetchall() == [("june", 1, None, None), ("october", 2, 92, "green")]


def test_like_recommendations_stand_side_by_side(out: Path) -> None:
    (pair,) = asked(out, "--alike")
    assert {pair["authority"], pair["other_authority"]} == {"Council E1", "Council E2"}
    assert asked(out, "--alike", "--authority", "council e2") == [pair]
    assert asked(out, "--authority", "nobody's") == []


def test_a_person_reads_a_table_or_why_there_is_none(out: Path, tmp_path: Path) -> None:
    shown = CliRunner(env={"COLUMNS": "160"}).invoke(cli, ["compare", "--out", str(out), "--slipped"]).output
    assert "92" in shown and "green > red" in shown
    none = CliRunner().invoke(cli, ["compare", "--out", str(out), "--authority", "nowhere"]).output
    assert none.startswith("No action stands in two papers")
    assert CliRunner().invoke(cli, ["compare", "--alike", "--slipped"]).exit_code == 2


def test_rows_that_are_even_are_findings_and_flags(tmp_path: Path) -> None:
    day = dt.date(2012, 3, 31)
    papers = [
        paper(tmp_path, "june", "E1", dt.date(2012, 6, 1), {"1": day}, "green", doubled=True),
        paper(tmp_path, "october", "E1", dt.date(2012, 10, 1), {"1": day}, "green"),
    ]
    assemble(tmp_path / "out", papers)
    results = bywhen.open(tmp_path / "out")
    assert results.links.fetchall() == []
    assert results.findings.project("code, action_id, severity").fetchall() == [("link_uncertain", "october-1", "info")]
    assert results.actions.filter("action_id = 'october-1'").project("flags").fetchall() == [(["link_uncertain"],)]
