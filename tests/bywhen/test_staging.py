"""Staged results: found again, whole or absent, kept apart by code, by what readers were told, and by limits."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from bywhen import staging as module
from bywhen.limits import Limits
from bywhen.staging import StageKey, Staging, code_version, write_whole
from schemas.errors import DamagedPdf, MemoryExceeded, OutputError, PaperError, WorkerLost

KEY = StageKey("ab" * 32, "0badcafe")


def staging(out: Path, version: str = "1" * 12, **limits: int) -> Staging:
    return Staging(out, dataclasses.replace(Limits(), **limits), version)


def test_a_result_is_found_again_by_the_same_code_only(tmp_path: Path) -> None:
    path = staging(tmp_path).keep(KEY, b"rows")
    assert staging(tmp_path).find(KEY) == path
    assert path.read_bytes() == b"rows"
    assert staging(tmp_path, "2" * 12).find(KEY) is None
    assert staging(tmp_path).find(StageKey(KEY.document_id, "other")) is None


@pytest.mark.parametrize(("error", "found"), [(DamagedPdf("x"), True), (MemoryExceeded("x"), False)])
def test_only_a_broken_limit_is_tried_again_under_another(tmp_path: Path, error: PaperError, found: bool) -> None:
    staging(tmp_path).keep(KEY, b"failed", error)
    assert staging(tmp_path).find(KEY) is not None
    assert (staging(tmp_path, memory_mib=9999).find(KEY) is not None) == found


def test_a_lost_process_is_tried_again_in_one_more_run(tmp_path: Path) -> None:
    first = staging(tmp_path).keep(KEY, b"lost", WorkerLost("x"))
    assert first.read_bytes() == b"lost"
    assert staging(tmp_path).find(KEY) is None
    second = staging(tmp_path).keep(KEY, b"lost", WorkerLost("x"))
    assert staging(tmp_path).find(KEY) == second


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with staging(tmp_path).held(), pytest.raises(OutputError, match="Another run"), staging(tmp_path).held():
        raise AssertionError("both hold it")
    with staging(tmp_path).held():
        assert (tmp_path / ".stage" / "lock").exists()


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    kept = staging(tmp_path).keep(KEY, b"rows")
    half = kept.with_name(f".{kept.name}.partial")
    half.write_bytes(b"ro")
    (tmp_path / ".stage" / "scratch-x" / "0").mkdir(parents=True)
    with staging(tmp_path).held():
        assert sorted(path.name for path in kept.parent.iterdir()) == [kept.name]
    assert not (tmp_path / ".stage" / "scratch-x").exists()


def test_other_code_is_pruned_and_nothing_else(tmp_path: Path) -> None:
    staging(tmp_path, "1" * 12).keep(KEY, b"old")
    new = staging(tmp_path, "2" * 12)
    kept = new.keep(KEY, b"new")
    (new.root / "notes").mkdir()
    new.prune()
    assert sorted(path.name for path in new.root.iterdir()) == ["2" * 12, "notes"]
    assert kept.is_file()


def test_a_write_that_fails_leaves_the_old_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file"
    write_whole(target, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    with pytest.raises(OutputError, match="No space"):
        staging(tmp_path).keep(KEY, b"rows")


def test_the_version_follows_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "reader_of_tests"
    (package / "vocabulary").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    versions = []
    for word in ("red", "amber"):
        (package / "vocabulary" / "rag.toml").write_text(word, encoding="utf-8")
        code_version.cache_clear()
        versions.append(code_version("reader_of_tests"))
    monkeypatch.setattr(module, "_release", lambda _name: "another")
    code_version.cache_clear()
    versions.append(code_version("reader_of_tests"))
    code_version.cache_clear()
    assert len({*versions}) == 3
    assert all(len(version) == 12 for version in versions)
