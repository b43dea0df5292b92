"""`bywhen correct` and `Results.correct`: taken, checked, applied at each run, taken back."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

import bywhen
from bywhen.correct_command import correct
from bywhen.pipeline import run
from bywhen.summary import print_summary
from schemas.errors import BywhenError, CorrectionInvalid, OutputError

SAMPLE = Path(__file__).parents[2] / "samples" / "croydon.pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder of one paper, read once for all tests."""
    out = tmp_path_factory.mktemp("made") / "out"
    run([str(SAMPLE)], out, workers=1)
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


def action(out: Path, **wanted: str) -> dict[str, Any]:
    condition = " and ".join(f"{name} = '{value}'" for name, value in wanted.items()) or "true"
    relation = bywhen.open(str(out)).sql(f"select * from actions where {condition} order by row limit 1")
    return dict(zip(relation.columns, relation.fetchone() or (), strict=True))


def ask(out: Path, *arguments: str) -> Result:
    return CliRunner().invoke(correct, [*arguments, "--out", str(out)])


def tables(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(out.glob("*.parquet"))}


def test_a_cell_is_put_right_listed_and_taken_back(out: Path) -> None:
    before, row = tables(out), action(out)
    told = ask(out, "set", row["action_id"][:8], "deadline_text", "By 27.10.12", "--why", "misread")
    assert told.exit_code == 0, told.output
    assert "croydon.pdf, page" in told.output and 'is "By 27.10.12"' in told.output
    right = action(out, action_id=row["action_id"])
    assert (str(right["deadline_end"]), right["flags"][-1]) == ("2012-10-27", "corrected")
    (line,) = [json.loads(line) for line in ask(out, "list", "--format", "json").output.splitlines()]
    assert (line["was"], line["why"], line["state"]) == (row["deadline_text"], "misread", "applied")
    assert "1 correction in all" in ask(out, "check").output
    assert ask(out, "undo", row["action_id"], "deadline_text").exit_code == 0
    assert tables(out) == before
    assert not (out / "corrections.jsonl").exists()


def test_a_later_run_keeps_to_corrections_whatever_its_workers(out: Path, tmp_path: Path) -> None:
    row = action(out)
    assert ask(out, "set", row["action_id"], "rag", "blue").exit_code == 0
    corrected = tables(out)
    run([str(SAMPLE)], out, workers=2)
    assert tables(out) == corrected
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copy(out / "corrections.jsonl", fresh)
    run([str(SAMPLE)], fresh, workers=1)
    assert tables(fresh) == corrected


def test_a_list_is_taken_whole_or_not_at_all_and_twice_is_once(out: Path, tmp_path: Path) -> None:
    row = action(out)
    good = tmp_path / "good.csv"
    good.write_text(f"key,column,value,was\n{row['action_id']},rag,blue,{row['rag']}\n", encoding="utf-8")
    bad = tmp_path / "bad.csv"
    bad.write_text(good.read_text(encoding="utf-8") + f"{row['action_id']},status,gone,\n", encoding="utf-8")
    before = tables(out)
    assert isinstance(ask(out, "apply", str(bad)).exception, CorrectionInvalid)
    assert tables(out) == before
    assert "1 correction, all good" in ask(out, "check", str(good)).output
    assert ask(out, "apply", str(good)).exit_code == 0
    once = tables(out), (out / "corrections.jsonl").read_bytes()
    assert ask(out, "apply", str(good)).exit_code == 0
    assert (tables(out), (out / "corrections.jsonl").read_bytes()) == once
    export = tmp_path / "export.csv"
    export.write_text(ask(out, "list", "--format", "csv").output, encoding="utf-8")
    assert ask(out, "apply", str(export)).exit_code == 0
    assert (tables(out), (out / "corrections.jsonl").read_bytes()) == once


def test_an_edited_file_applies_and_what_has_gone_is_told(out: Path) -> None:
    row = action(out)
    ask(out, "set", row["action_id"], "rag", "blue", "--later")
    assert action(out)["rag"] == row["rag"]
    file = out / "corrections.jsonl"
    line = json.loads(file.read_text(encoding="utf-8"))
    gone, elsewhere = line | {"key": "0" * 20}, line | {"document_id": "0" * 64}
    file.write_text("".join(json.dumps(one) + "\n" for one in (line, gone, elsewhere)), encoding="utf-8")
    assert "Not applied: 1 correction" in ask(out, "apply").output
    codes = bywhen.open(str(out)).sql("select code from findings where code like 'correct%' order by code").fetchall()
    assert codes == [("corrected",), ("correction_without_row",)]
    checked = ask(out, "check")
    assert (checked.exit_code, "row gone" in checked.output) == (1, True)
    assert "paper not here" in ask(out, "list").output
    report = run([str(SAMPLE)], out, workers=1)
    assert report.corrections_elsewhere == 1


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("set", "{id}", "rag", "gren"), "not one of red"),
        (("set", "{id}", "confidence", "1"), "no column confidence to correct"),
        (("set", "ffffffffff", "rag", "red"), "No action, plan or paper"),
        (("set", "x'; --", "rag", "red"), "No action, plan or paper"),
        (("set", "abc", "rag", "red"), "too short"),
        (("set", "{paper}", "authority_name", "Narnia"), "register has no one authority of the name 'Narnia'"),
        (("undo", "{id}"), "No correction of"),
    ],
)
def test_what_cannot_be_done_is_said(out: Path, arguments: tuple[str, ...], fault: str) -> None:
    row = action(out)
    filled = [one.replace("{id}", row["action_id"]).replace("{paper}", row["document_id"]) for one in arguments]
    told = ask(out, *filled)
    assert isinstance(told.exception, CorrectionInvalid)
    assert fault in str(told.exception) and told.exception.exit_code == 2


def test_a_broken_file_stops_a_run_before_it_reads(out: Path) -> None:
    (out / "corrections.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(CorrectionInvalid, match="line 1 is no JSON"):
        run(["no-such-folder"], out)


def test_days_in_the_wrong_order_are_refused(out: Path) -> None:
    row = action(out)
    assert ask(out, "set", row["action_id"], "deadline_start", "2012-10-01").exit_code == 0
    told = ask(out, "set", row["action_id"], "deadline_end", "2012-09-01")
    assert isinstance(told.exception, CorrectionInvalid)
    assert "before it starts" in str(told.exception)


def test_a_value_or_nothing_must_be_given(out: Path) -> None:
    key = action(out)["action_id"]
    assert ask(out, "set", key, "rag").exit_code == 2
    assert ask(out, "set", key, "rag", "red", "--null").exit_code == 2
    assert ask(out, "set", key, "rag", "--null").exit_code == 0
    assert action(out, action_id=key)["rag"] is None


def test_a_notebook_corrects_too(out: Path) -> None:
    results = bywhen.open(str(out))
    key = action(out)["action_id"]
    results.correct(key, "status", "embedded", why="as minuted")
    assert results.actions.filter(f"action_id = '{key}'").project("status").fetchall() == [("embedded",)]
    assert [(one.column, one.value, one.why) for one in results.corrections] == [("status", "embedded", "as minuted")]


@pytest.mark.parametrize("content", ["nothing", "no_note", "older"])
def test_a_folder_that_no_run_wrote_is_refused(out: Path, tmp_path: Path, content: str) -> None:
    if content == "no_note":
        shutil.rmtree(out / ".stage")
    elif content == "older":
        note = out / ".stage" / "assembled.json"
        note.write_text(note.read_text(encoding="utf-8").replace("schema_version", "other"), encoding="utf-8")
    else:
        out = tmp_path / "none"
    told = ask(out, "set", "a" * 20, "rag", "red")
    assert isinstance(told.exception, OutputError)
    assert isinstance(told.exception, BywhenError)


def test_the_end_of_a_run_tells_of_corrections(out: Path) -> None:
    key = action(out)["action_id"]
    ask(out, "set", key, "rag", "blue")
    file = out / "corrections.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + file.read_text(encoding="utf-8").replace(key, "0" * 20))
    ask(out, "apply")
    shown = io.StringIO()
    print_summary(out, console=Console(file=shown, width=80))
    assert "Corrected by hand: 1, 1 not applied (bywhen correct check)" in shown.getvalue()


def test_a_link_to_a_kept_file_stays_a_link(out: Path, tmp_path: Path) -> None:
    kept = tmp_path / "repository.jsonl"
    kept.touch()
    (out / "corrections.jsonl").symlink_to(kept)
    assert ask(out, "set", action(out)["action_id"], "rag", "blue").exit_code == 0
    assert (out / "corrections.jsonl").is_symlink() and '"blue"' in kept.read_text(encoding="utf-8")
