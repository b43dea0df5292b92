"""A batch from sources to tables: resumed, interrupted, with bad papers among good ones."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bywhen.batch import PaperTask
from bywhen.engines import Job, Outcome, Work
from bywhen.limits import Cost
from bywhen.pipeline import run
from bywhen.progress import JsonLog
from bywhen.report_run import RunReport
from bywhen.run_command import run as command
from bywhen.settings import load_settings
from schemas.errors import OutputError, PaperError, SourceEmpty
from schemas.tables import TABLES

ROOT = Path(__file__).parents[2]


def minimal(text: str, pages: int = 1) -> bytes:
    """A PDF of one line a page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number in range(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text} {number}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R" % len(objects)
        objects.append(page + b" /Resources << /Font << /F1 3 0 R >> >> >>")
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), pages)
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.pdf").write_bytes(minimal(f"Minutes of meeting {number}"))
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "page.pdf").write_bytes(b"<html>")
    (folder / "cut.pdf").write_bytes(minimal("x")[:90])
    return folder


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.suffix == ".parquet"}


def test_a_rerun_with_nothing_new_reads_and_writes_nothing(papers: Path, tmp_path: Path) -> None:
    first = run(["papers"], tmp_path / "out", workers=1)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.parquet")}
    again = run(["papers"], tmp_path / "out", workers=1)
    assert (first.read, first.unchanged, again.read, again.unchanged) == (7, 0, 0, 7)
    assert sorted(first.errors) == ["file_empty", "html_not_pdf", "pdf_damaged"]
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.parquet")} == before
    assert again.rows == first.rows
    assert set(before) == {f"{table}.parquet" for table in TABLES}


def test_equal_bytes_whatever_the_order_the_workers_and_the_place(papers: Path, tmp_path: Path) -> None:
    everything = [f"papers/{path.name}" for path in sorted(papers.iterdir())]
    run(everything, tmp_path / "one", workers=1)
    run(everything[::-1], tmp_path / "two", workers=2)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")


def test_a_new_paper_is_read_alone_and_lost_tables_are_made_again(papers: Path, tmp_path: Path) -> None:
    run(["papers"], tmp_path / "out", workers=1)
    (papers / "new.pdf").write_bytes(minimal("New"))
    second = run(["papers"], tmp_path / "out", workers=1)
    run(["papers"], tmp_path / "fresh", workers=1)
    assert second.read == 1
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")
    (tmp_path / "out" / "actions.parquet").unlink()
    run(["papers"], tmp_path / "out", workers=1)
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_a_paper_over_a_limit_is_a_row_and_is_tried_again_under_another(papers: Path, tmp_path: Path) -> None:
    (papers / "long.pdf").write_bytes(minimal("Long", pages=5))
    tight = load_settings({"limits.pages": 4}, environment={})
    first = run(["papers"], tmp_path / "out", settings=tight, workers=1)
    second = run(["papers"], tmp_path / "out", settings=tight, workers=1)
    third = run(["papers"], tmp_path / "out", workers=1)
    assert first.errors["limit_pages"] == 1
    failure = next(each for each in first.failures if each["code"] == "limit_pages")
    assert (failure["asked"], failure["used"]) == (4, 5)
    assert (second.read, third.read) == (0, 1)


def test_the_report_and_the_log_tell_of_every_paper(papers: Path, tmp_path: Path) -> None:
    stream = io.StringIO()
    run(["papers", "gone.pdf"], tmp_path / "out", watcher=JsonLog(stream), workers=1)
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [event["event"] for event in events][:1] == ["run_begins"]
    assert sum(event["event"] == "paper_read" for event in events) == 6
    (cut,) = [event for event in events if event["event"] == "paper_failed"]
    assert (cut["paper"], cut["code"]) == ("papers/cut.pdf", "pdf_damaged")
    report = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert {failure["paper"] for failure in report["failures"]} == {
        "gone.pdf",
        "papers/cut.pdf",
        "papers/empty.pdf",
        "papers/page.pdf",
    }
    assert report["papers"] == 10 and report["rows"]["documents"] == 10
    assert not report["interrupted"] and len(report["slowest"]) == 7


@pytest.mark.parametrize(("blow", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_what_was_read_before_a_run_was_stopped_is_kept(
    papers: Path, tmp_path: Path, blow: signal.Signals, status: int
) -> None:
    for number in range(24):
        (papers / f"more{number}.pdf").write_bytes(minimal(f"More {number}", pages=4))
    command = [sys.executable, "-m", "bywhen", "run", "papers", "--out", "out", "--workers", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=quiet, stderr=pipe)
    already = 2  # those that are seen to be no PDF need no reading
    while process.poll() is None and len(list((tmp_path / "out").glob(".stage/*/*/*.json"))) <= already:
        time.sleep(0.01)
    process.send_signal(blow)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == status
    assert tables(tmp_path / "out") == {}
    if blow == signal.SIGINT:
        assert b"run the same command again" in stderr
        assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["interrupted"]
    rest = run(["papers"], tmp_path / "out", workers=1)
    assert rest.unchanged > 0 and rest.read > 0 and rest.unchanged + rest.read == 31
    run(["papers"], tmp_path / "undisturbed", workers=1)
    assert tables(tmp_path / "out") == tables(tmp_path / "undisturbed")


def test_a_folder_that_cannot_be_written_is_said(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        run(["papers"], tmp_path / "file")


def test_a_full_disk_is_said_and_the_old_tables_stay(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["papers/0.pdf"], tmp_path / "out", workers=1)
    before = tables(tmp_path / "out")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bywhen.assembling.assemble", full)
    with pytest.raises(OutputError, match="No space left"):
        run(["papers/0.pdf", "papers/1.pdf"], tmp_path / "out", workers=1)
    assert tables(tmp_path / "out") == before


def test_sources_without_any_paper_leave_the_tables_as_they_are(papers: Path, tmp_path: Path) -> None:
    out, empty = tmp_path / "out", tmp_path / "empty"
    empty.mkdir()
    first = run([str(empty)], out, workers=1)
    assert not first.tables_kept and first.rows["documents"] == 1  # nothing to lose: a row says why
    run([str(papers)], out, workers=1)
    before = tables(out)
    again = run([str(empty), str(tmp_path / "gone")], out, workers=1)
    assert again.tables_kept and again.errors.keys() == {"source_empty", "source_missing"}
    assert tables(out) == before
    assert json.loads((out / "run.json").read_text())["tables_kept"] is True
    result = CliRunner().invoke(command, [str(empty), "--out", str(out), "--workers", "1"])
    assert isinstance(result.exception, SourceEmpty) and "the tables of the run before stay" in str(result.exception)
    assert tables(out) == before


def test_a_report_keeps_the_slowest_only() -> None:
    from bywhen.engines import Job, Outcome
    from bywhen.limits import Cost

    report = RunReport("v", "local", 1, {})
    for number in range(30):
        report.ended(Outcome(Job(str(number), f"{number}.pdf", None), b"", cost=Cost(number / 10)))
    assert [name for _, name in report.slowest] == [f"{number}.pdf" for number in range(29, 19, -1)]


@pytest.mark.parametrize(("workers", "cores", "threads"), [(1, 4, 4), (2, 4, 2), (3, 4, 1), (8, 4, 1)])
def test_the_workers_share_the_cores_out_for_ocr(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, cores: int, threads: int
) -> None:
    tasks: list[PaperTask] = []

    class Engine:
        def run(self, jobs: Iterable[Job], work: Work, stopping: Callable[[], bool]) -> Iterator[Outcome]:
            for job in jobs:
                assert isinstance(job.payload, PaperTask)
                tasks.append(job.payload)
                yield Outcome(job, None, PaperError("not read"), Cost(0.0, 0.0, 0.0), 1)

    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setattr("bywhen.engines.local.LocalEngine", lambda *_, **__: Engine())
    run(["papers"], tmp_path / "out", workers=workers)
    assert {task.threads for task in tasks} == {threads}
