"""Settings: where each may come from, which wins, and what is said of a wrong one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bywhen.settings import RunSettings, Settings, load_settings
from schemas.errors import UsageError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_set_is_the_default() -> None:
    assert load_settings(environment={}) == Settings()


def test_the_later_wins_value_by_value() -> None:
    Path("bywhen.toml").write_text(
        '[run]\nworkers = 3\nocr = "off"\nstore = "papers"\n[limits]\nmemory_mib = 512\nwall_seconds = 9\n',
        encoding="utf-8",
    )
    environment = {"BYWHEN_LIMITS_MEMORY_MIB": "1024", "BYWHEN_RUN_OCR": "force", "BYWHEN_FETCH_ALLOW_PRIVATE": "true"}
    found = load_settings({"run.ocr": "auto", "run.engine": None, "fetch.delay": 0.0}, environment=environment)
    assert (found.run.workers, found.run.ocr, found.run.engine) == (3, "auto", "local")
    assert (found.limits.memory_mib, found.limits.wall_seconds) == (1024, 9.0)
    assert (found.fetch.allow_private, found.fetch.delay, found.run.store) == (True, 0.0, Path("papers"))
    assert dict(found.origins) == {
        "fetch.allow_private": "BYWHEN_FETCH_ALLOW_PRIVATE",
        "fetch.delay": "--delay",
        "limits.memory_mib": "BYWHEN_LIMITS_MEMORY_MIB",
        "limits.wall_seconds": "bywhen.toml",
        "run.ocr": "--ocr",
        "run.store": "bywhen.toml",
        "run.workers": "bywhen.toml",
    }


def test_the_environment_may_name_the_file(here: Path) -> None:
    other = here / "other.toml"
    other.write_text("[run]\nworkers = 7\n", encoding="utf-8")
    assert load_settings(environment={"BYWHEN_CONFIG": str(other)}).run.workers == 7


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[run]\nworkers = 'many'\n", r"bywhen.toml: run.workers = 'many'"),
        ("[run]\nworkers = 0\n", "too small"),
        ("[run]\nengine = 'spark'\n", "'local' or 'dask'"),
        ("[limits]\nmemory = 3\n", r"\[limits\] has no setting 'memory'"),
        ("[limit]\nmemory_mib = 3\n", r"no section \[limit\]"),
        ("workers = 2\n", "outside a section"),
        ("[run\n", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(content: str, said: str) -> None:
    Path("bywhen.toml").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        load_settings(environment={})


def test_a_wrong_variable_and_a_missing_file_are_named() -> None:
    with pytest.raises(UsageError, match="BYWHEN_LIMITS_PAGES"):
        load_settings(environment={"BYWHEN_LIMITS_PAGES": "-3"})
    with pytest.raises(UsageError, match=r"gone\.toml"):
        load_settings(environment={"BYWHEN_CONFIG": "gone.toml"})


def test_every_setting_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "operate.md").read_text(encoding="utf-8")
    settings = Settings()
    named = [each.name for section in ("limits", "fetch", "archive") for each in fields(getattr(settings, section))]
    missing = [name for name in [*named, *(each.name for each in fields(RunSettings))] if f"`{name}`" not in manual]
    assert missing == []
