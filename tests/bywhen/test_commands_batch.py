"""The commands `run`, `fetch` and `doctor`: their options, what they print, how they end."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from bywhen import progress
from bywhen.doctor import Check, checks, doctor
from bywhen.engines import Job, Outcome
from bywhen.fetch_command import fetch
from bywhen.limits import Cost
from bywhen.progress import Bar, JsonLog, Silence, watcher
from bywhen.report_run import RunReport
from bywhen.run_command import run
from ingest import papers
from schemas.errors import BywhenError, DamagedPdf, FetchFailed, MemoryExceeded, UsageError
from schemas.sighting import Sighting
from tests.ingest.council_site import Answer, serving


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_site_is_fetched_into_a_manifest_that_run_reads() -> None:
    with serving() as site:
        options = ["--committee", "children", "--from", "2012-07", "--to", "2012-07", "--delay", "0", "--allow-private"]
        result = CliRunner().invoke(fetch, ["moderngov", site.url, *options, "--authority", "Anyshire"])
        assert result.exit_code == 0, result.output
        assert "3 papers, 0 not to be had" in result.output
        asked = len(site.asked)
    found = list(papers(["papers/manifest.jsonl"]))
    assert len(found) == 3 and len(site.asked) == asked
    assert {sighting.error for sighting in found} == {None}
    plan = next(sighting for sighting in found if "s101" in sighting.source_uri)
    assert (plan.known.authority, plan.known.title, plan.file_name) == ("Anyshire", "Action plan", "Action plan.pdf")


def test_addresses_are_fetched_and_failures_named() -> None:
    with serving() as site:
        bad = site.set("/documents/s9/x.pdf", Answer(404, b""))
        Path("list.txt").write_text(f"{site.url}/documents/s1/a.pdf\n{bad}\n", encoding="utf-8")
        result = CliRunner().invoke(fetch, ["list.txt", "--delay", "0", "--allow-private", "--store", "kept"])
        assert result.exit_code == 0
        assert "1 papers, 1 not to be had" in result.output
        assert "answers with status 404" in result.output
        alone = CliRunner().invoke(fetch, ["urls", bad, "--delay", "0", "--allow-private", "--store", "other"])
    assert isinstance(alone.exception, BywhenError)
    assert alone.exception.exit_code == 1
    (line,) = Path("kept/manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["url"].endswith("/documents/s1/a.pdf")


def test_a_day_that_is_none_is_wrong_usage() -> None:
    result = CliRunner().invoke(fetch, ["moderngov", "http://x.example", "--from", "July", "--to", "2012-13"])
    assert result.exit_code == 2
    assert "is no day such as 2012-01-31" in result.output


def test_options_of_a_run_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def pretend(sources: tuple[str, ...], out: str, **options: object) -> RunReport:
        seen.extend([sources, out, options["settings"]])
        return RunReport("v", "local", 1, {}, with_bytes=1)

    monkeypatch.setattr("bywhen.pipeline.run", pretend)
    arguments = ["a.pdf", "--out", "s3://b/out", "--workers", "3", "--memory-mib", "100", "--ocr", "off"]
    result = CliRunner().invoke(run, arguments)
    assert result.exit_code == 0, result.output
    sources, out, settings = seen
    assert (sources, out) == (("a.pdf",), "s3://b/out")
    assert settings.run.workers == 3 and settings.run.ocr == "off"  # type: ignore[attr-defined]
    assert settings.limits.memory_mib == 100  # type: ignore[attr-defined]
    dask = CliRunner().invoke(run, ["a.pdf", "--config", "gone.toml"])
    assert isinstance(dask.exception, UsageError)


def test_the_doctor_tries_what_it_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {check.what: check for check in checks()}
    assert found["a reading process and network"].well
    assert found["a reading process and memory"].well
    assert found["self-test"].well, found["self-test"].seen
    monkeypatch.setattr("bywhen.doctor.checks", lambda: iter([Check("legs", False, "three")]))
    result = CliRunner().invoke(doctor)
    assert result.exit_code == 1
    assert "BAD  legs: three" in result.output
    assert "limits.memory_mib = 2048" in result.output


def outcome(number: int, error: DamagedPdf | MemoryExceeded | None = None) -> Outcome:
    job = Job(str(number), f"{number}.pdf", None)
    return Outcome(job, None if error else b"", error, Cost(0.5, 0.4, 30), attempts=2 if number == 1 else 1)


def test_the_bar_shows_itself_only_when_work_takes_its_time(monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    clock = iter([0.0, 0.5, 2.0, 3.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock, 9.0))
    bar = Bar()
    bar.begin(3, 0)
    bar.paper(outcome(0))
    assert bar._progress is None
    bar.paper(outcome(1, DamagedPdf("cut")))
    assert bar._progress is not None
    task = bar._progress.tasks[0]
    assert (task.completed, task.total, task.fields["failed"]) == (2, 3, 1)
    bar.note("stopping", message="Stopping")
    bar.end()


def test_who_watches_hangs_on_where() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert isinstance(watcher(stream=io.StringIO()), Silence)
    assert isinstance(watcher(stream=Terminal()), Bar)
    assert isinstance(watcher(log_json=True, stream=Terminal()), JsonLog)
    assert progress.Silence().begin(1, 1) is None


def test_the_report_says_what_to_look_at() -> None:
    report = RunReport("v", "local", 2, {})
    left = FetchFailed("x is left alone", host="x.example", left_alone="3 times in a row: status 403")
    report.saw(Sighting(None, None, "x", "https://x.example/s1", error=left))
    report.ended(outcome(1, MemoryExceeded("Too much", asked=5, used=9)))
    report.finish({}, interrupted=False)
    screen = Console(file=io.StringIO(), width=200)
    report.print(screen)
    text = screen.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert "limit_memory: Too much" in text
    assert "x.example was left alone: 3 times in a row" in text
    assert "1 times a reading process died" in text
    assert {"asked": 5, "used": 9}.items() <= report.failures[1].items()
