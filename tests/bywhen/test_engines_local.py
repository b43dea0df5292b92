"""The local engine under papers that hang, eat memory, crash, flood and raise whatever Python has."""

from __future__ import annotations

import builtins
import dataclasses
import os
import socket
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bywhen.engines import Job, Outcome
from bywhen.engines.local import LocalEngine
from bywhen.limits import Limits
from tests.bywhen import toy_work

LIMITS = Limits(wall_seconds=20, cpu_seconds=20, memory_mib=200, pages=10, output_mib=4)


def never() -> bool:
    return False


def run(
    *payloads: tuple[object, ...],
    limits: Limits = LIMITS,
    workers: int = 2,
    papers_per_worker: int = 200,
    stopping: Callable[[], bool] = never,
) -> dict[str, Outcome]:
    jobs = [Job(str(number), f"paper {number}", payload) for number, payload in enumerate(payloads)]
    engine = LocalEngine(workers, limits, papers_per_worker=papers_per_worker)
    outcomes = list(engine.run(jobs, toy_work.do, stopping))
    assert len({outcome.job.key for outcome in outcomes}) == len(outcomes)
    return {outcome.job.key: outcome for outcome in outcomes}


def code(outcome: Outcome) -> str | None:
    return outcome.error.code if outcome.error else None


def test_every_job_ends_in_one_outcome() -> None:
    outcomes = run(*[("say", str(number)) for number in range(20)])
    assert {key: outcome.content for key, outcome in outcomes.items()} == {str(n): str(n).encode() for n in range(20)}


def test_each_breach_is_its_own_error_and_costs_no_other_paper(tmp_path: Path) -> None:
    outcomes = run(
        ("spin",),
        ("allocate", 400),
        ("creep", 400),
        ("flood", 5),
        ("flood_file", 5),
        ("segfault",),
        ("kill",),
        ("exit", 0),
        ("exit", 3),
        ("kill_once", str(tmp_path / "marker")),
        ("flood_terminal",),
        ("unpicklable",),
        ("say", "well"),
        limits=dataclasses.replace(LIMITS, wall_seconds=60, cpu_seconds=1),
        workers=3,
    )
    assert [code(outcomes[str(number)]) for number in range(13)] == [
        "limit_cpu_time",
        "limit_memory",
        "limit_memory",
        "limit_output",
        "limit_output",
        "worker_lost",
        "worker_lost",
        "worker_lost",
        "worker_lost",
        None,
        None,
        "pdf_unreadable",
        None,
    ]
    for number, asked in ((0, 1), (1, 200), (2, 200), (3, 4)):
        error = outcomes[str(number)].error
        assert error is not None
        assert error.facts["asked"] == asked
        assert error.facts["used"] is not None
    assert [outcomes[str(number)].attempts for number in (0, 1, 5, 6, 9)] == [1, 1, 2, 2, 2]
    assert "Segmentation fault" in outcomes["5"].trace


def builtin_exceptions() -> Iterable[str]:
    for name, kind in sorted(vars(builtins).items()):
        if isinstance(kind, type) and issubclass(kind, BaseException):
            yield name


def test_every_builtin_exception_is_one_typed_error() -> None:
    names = list(builtin_exceptions())
    outcomes = run(*[("raise", name) for name in names])
    assert len(names) > 60
    for number, name in enumerate(names):
        outcome = outcomes[str(number)]
        expected = "limit_memory" if name == "MemoryError" else "pdf_unreadable"
        assert (name, code(outcome)) == (name, expected)
    assert "StopIteration: on demand" in str(outcomes[str(names.index("StopIteration"))].error)


@pytest.mark.parametrize("door", ["socket", "connect", "name"])
def test_a_reader_has_no_network(door: str) -> None:
    outcome = run(("call", door))["0"]
    assert code(outcome) == "pdf_unreadable"
    assert "NetworkDenied" in str(outcome.error)


def test_libraries_that_could_use_a_network_can_be_imported() -> None:
    assert run(("import_network_libraries",))["0"].content == b"imported"


def test_no_network_below_python_either() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        outcome = run(("curl", server.getsockname()[1]))["0"]
    if outcome.content == b"0":
        pytest.skip("the kernel grants no network namespace here")
    assert outcome.content == b"1"


def test_what_a_hung_reader_started_ends_with_it(tmp_path: Path) -> None:
    marker = tmp_path / "child"
    outcome = run(("child", str(marker)), limits=dataclasses.replace(LIMITS, wall_seconds=2))["0"]
    assert outcome.error is not None and outcome.error.code == "limit_wall_time"
    assert outcome.error.facts["asked"] == 2 and outcome.attempts == 1
    assert _is_gone(Path(f"/proc/{marker.read_text(encoding='ascii')}/stat"))


def _is_gone(state: Path) -> bool:
    """Whether a killed process is gone, or only waits to be buried; a busy kernel takes a moment."""
    for _ in range(100):
        try:
            if ") Z " in state.read_text(encoding="ascii"):
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_a_worker_is_replaced_after_so_many_papers() -> None:
    outcomes = run(*[("pid",)] * 6, workers=1, papers_per_worker=2)
    pids = [outcomes[str(number)].content for number in range(6)]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4] == pids[5]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    jobs = [Job("1", "litter", ("litter",)), Job("2", "litter", ("kill",))]
    outcomes = list(LocalEngine(1, LIMITS, folder=tmp_path).run(jobs, toy_work.do, never))
    litter = next(outcome.content for outcome in outcomes if outcome.content)
    assert Path(os.fsdecode(litter)).is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_stopping_finishes_the_papers_in_hand_and_begins_no_other() -> None:
    stop = threading.Event()
    jobs = [Job(str(number), "", ("sleep", 0.4)) for number in range(50)]
    outcomes = []
    for outcome in LocalEngine(2, LIMITS).run(jobs, toy_work.do, stop.is_set):
        outcomes.append(outcome)
        stop.set()
    assert 1 <= len(outcomes) <= 3
    assert all(outcome.content == b"slept" for outcome in outcomes)


def test_an_abandoned_run_leaves_no_process() -> None:
    jobs = [Job("quick", "", ("pid",)), Job("hangs", "", ("sleep", 600))]
    outcomes = LocalEngine(2, LIMITS).run(jobs, toy_work.do, never)
    first = next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # a generator, as every engine's run is
    assert first.content is not None
    with pytest.raises(ProcessLookupError):
        os.kill(int(first.content), 0)
