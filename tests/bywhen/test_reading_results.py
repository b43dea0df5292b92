"""Commands that read an output folder: what they say of one that is missing, damaged, or of another release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import bywhen
from bywhen.cli import cli
from bywhen.show import show_paper
from publish.assemble import StagedPaper, assemble
from publish.staged import dump
from schemas.errors import BywhenError, OutputError, QueryInvalid, UsageError
from schemas.records import Action, Document, PaperRecords, PlanRecord

SAMPLES = Path(__file__).parents[2] / "samples"
KEY = "a" * 64
KEYS: dict[str, Any] = {"document_id": KEY, "plan_id": "p", "method": "rules", "confidence": 0.9}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    records = PaperRecords(
        Document(document_id=KEY, file_name="a.pdf", source_uri="a.pdf", outcome="plans", authority_name="Croydon"),
        plans=(PlanRecord(**KEYS, first_page=1, last_page=1),),
        actions=(Action(**KEYS, action_id="x", row=1, action="Train staff", flags=("year_inferred",)),),
    )
    (tmp_path / "staged.json").write_bytes(dump(records))
    assemble(tmp_path / "out", [StagedPaper(KEY, "a.pdf", "a.pdf", tmp_path / "staged.json")])
    return tmp_path / "out"


def fault(*arguments: str) -> BywhenError:
    error = CliRunner().invoke(cli, arguments).exception
    assert isinstance(error, BywhenError), error
    return error


COMMANDS = [("query", "select * from actions"), ("compare",), ("report",), ("export",)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_folder_that_is_missing_damaged_or_of_another_release_is_one_sentence(
    out: Path, command: tuple[str, ...]
) -> None:
    assert "There is no folder" in str(fault(*command, "--out", str(out / "none")))
    whole = (out / "actions.parquet").read_bytes()
    (out / "actions.parquet").write_bytes(whole[:300])
    damaged = fault(*command, "--out", str(out))
    assert isinstance(damaged, OutputError) and "cannot be read" in str(damaged)
    (out / "actions.parquet").write_bytes(whole)
    table = pq.read_table(out / "documents.parquet")
    later = {**table.schema.metadata, b"schema_version": b"2.0.0"}
    pq.write_table(table.replace_schema_metadata(later), out / "documents.parquet")
    other = fault(*command, "--out", str(out))
    assert isinstance(other, OutputError) and "schema version 2.0.0" in str(other)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("selec 1", "syntax error"),
        ("select cast(action as int) from actions", "Conversion Error"),
        ("create table x (a int)", "gives no rows"),
    ],
)
def test_a_query_that_cannot_be_run_is_wrong_usage(out: Path, query: str, words: str) -> None:
    error = fault("query", query, "--out", str(out))
    assert isinstance(error, QueryInvalid) and words in str(error)
    assert str(error).endswith("`bywhen schema` lists the tables and their columns.")


def test_a_report_of_an_authority_that_is_not_there_is_wrong_usage(out: Path) -> None:
    assert isinstance(fault("report", "--authority", "Narnia", "--out", str(out)), UsageError)
    assert CliRunner().invoke(cli, ["report", "--authority", "croy", "--out", str(out)]).exit_code == 0
    page = (out / "report.html").read_text(encoding="utf-8")
    assert (
        '<abbr title="The year was not given and follows from the paper\'s date">year inferred</abbr>'
        in page.replace("&#x27;", "'")
    )


@pytest.mark.parametrize("command", [("report",), ("export",), ("export", "--format", "xlsx")])
def test_a_place_that_cannot_be_written_is_said(out: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "file").touch()
    error = fault(*command, "--out", str(out), "--to", str(tmp_path / "file" / "below"))
    assert isinstance(error, OutputError) and "cannot be written" in str(error)
    assert "Errno" not in str(error)


def test_a_damaged_staged_result_is_named(tmp_path: Path) -> None:
    (tmp_path / "staged.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match=r"staged\.json cannot be used"):
        assemble(tmp_path / "out", [StagedPaper(KEY, "a.pdf", "a.pdf", tmp_path / "staged.json")])


@pytest.mark.parametrize(("width", "column"), [("80", False), ("160", True)])
def test_flags_have_a_column_where_there_is_room(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: str, column: bool
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    show_paper(SAMPLES / "cheshire_east.pdf", as_json=False, ocr="off")
    shown = capsys.readouterr().out
    heading = next(line for line in shown.splitlines() if "deadline" in line)
    assert ("flags" in heading) == column
    assert ("update_year_inferred: all rows" in shown) != column
    assert max(map(len, shown.splitlines())) <= int(width)


def test_the_names_of_a_folder_are_in_reach(out: Path) -> None:
    assert {"actions", "moved", "correct", "corrections"} <= set(dir(bywhen.open(str(out))))
