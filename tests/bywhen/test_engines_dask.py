"""The Dask engine on a real scheduler and worker processes, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bywhen.engines import Job, Outcome
from bywhen.engines.dask import DaskEngine
from bywhen.engines.local import LocalEngine
from bywhen.limits import Limits
from bywhen.pipeline import run
from bywhen.settings import load_settings
from schemas.errors import UsageError
from schemas.tables import TABLES
from tests.bywhen import toy_work

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
LIMITS = Limits(wall_seconds=20, cpu_seconds=20, memory_mib=200, output_mib=4)


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", self._file)
        while not self._file.exists() or not self._file.read_text(encoding="ascii"):
            assert self._scheduler.poll() is None
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text(encoding="ascii"))["address"]
        self.workers = [self.add_worker() for _ in range(2)]

    def add_worker(self) -> subprocess.Popen[bytes]:
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory", self._folder)
        return self._start("worker", self.address, *options)

    def _start(self, kind: str, *options: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *map(str, options)]
        quiet = subprocess.DEVNULL
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
        return subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, env=environment)

    def stop(self) -> None:
        for process in [*self.workers, self._scheduler]:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with contextlib.ExitStack() as stack:
        started = Cluster(tmp_path_factory.mktemp("dask"))
        stack.callback(started.stop)
        _wait_for_workers(started, 2)
        yield started


def _wait_for_workers(cluster: Cluster, number: int) -> None:
    from distributed import Client

    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=30)


def never() -> bool:
    return False


def results(outcomes: list[Outcome]) -> dict[str, tuple[bytes | None, str | None]]:
    return {each.job.key: (each.content, str(each.error) if each.error else None) for each in outcomes}


def test_it_answers_as_the_local_engine_does(cluster: Cluster, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-")
    payloads: list[tuple[object, ...]] = [
        ("say", "well"),
        ("raise", "StopIteration"),
        ("allocate", 400),
        ("segfault",),
        ("flood", 5),
        ("exit", 0),
        ("call", "socket"),
    ]
    jobs = [Job(str(number), "a paper", payload, paper) for number, payload in enumerate(payloads)]
    there = list(DaskEngine(cluster.address, LIMITS).run(jobs, toy_work.do, never))
    here = list(LocalEngine(2, LIMITS).run(jobs, toy_work.do, never))
    assert results(there) == results(here)
    assert results(there)["0"] == (b"%PDF-well", None)


def test_a_worker_killed_in_mid_run_costs_a_retry_and_no_paper(cluster: Cluster) -> None:
    jobs = [Job(str(number), "a paper", ("sleep", 0.3)) for number in range(12)]
    outcomes = []
    for outcome in DaskEngine(cluster.address, LIMITS).run(jobs, toy_work.do, never):
        outcomes.append(outcome)
        if len(outcomes) == 2:
            cluster.workers[0].send_signal(signal.SIGKILL)
    cluster.workers[0].wait()
    cluster.workers[0] = cluster.add_worker()
    assert sorted(outcome.job.key for outcome in outcomes) == sorted(job.key for job in jobs)
    assert {outcome.content for outcome in outcomes} == {b"slept"}
    assert sum(outcome.attempts for outcome in outcomes) > len(jobs)


def test_stopping_finishes_what_was_sent(cluster: Cluster) -> None:
    stop: list[bool] = []
    jobs = (Job(str(number), "a paper", ("sleep", 0.1)) for number in range(1000))
    outcomes = []
    for outcome in DaskEngine(cluster.address, LIMITS).run(jobs, toy_work.do, lambda: bool(stop)):
        outcomes.append(outcome)
        stop.append(True)
    assert 1 <= len(outcomes) <= 5


def test_the_tables_are_those_of_the_local_engine(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cut.pdf").write_bytes((ROOT / "samples" / "croydon.pdf").read_bytes()[:3000])
    sources = [str(ROOT / "samples" / "croydon.pdf"), "cut.pdf"]
    there = load_settings({"run.engine": "dask", "run.scheduler": cluster.address}, environment={})
    run(sources, tmp_path / "there", settings=there)
    run(sources, tmp_path / "here", workers=1)
    tables = {path.name: path.read_bytes() for path in (tmp_path / "here").glob("*.parquet")}
    assert len(tables) == len(TABLES)
    assert {path.name: path.read_bytes() for path in (tmp_path / "there").glob("*.parquet")} == tables


def test_a_cluster_of_another_release_is_refused(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bywhen.engines.dask.code_version_here", lambda: "another")
    with pytest.raises(UsageError, match="another release"):
        list(DaskEngine(cluster.address, LIMITS).run([], toy_work.do, never))


def test_no_scheduler_is_a_usage_error() -> None:
    engine = DaskEngine("tcp://127.0.0.1:9", LIMITS, connect=0.2)
    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        list(engine.run([], toy_work.do, never))
