"""Tables in folders by authority: what is in them, what is read of them, and nothing stale in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import bywhen
from publish.assemble import Manner, StagedPaper, assemble
from publish.partitions import NOT_KNOWN, table_files
from publish.staged import dump
from schemas.errors import OutputError
from schemas.records import Action, Document, PaperRecords, PlanRecord
from schemas.tables import TABLES

PARTITIONED = Manner(partition=True)


def paper(folder: Path, name: str, code: str | None) -> StagedPaper:
    key = hashlib.sha256(name.encode()).hexdigest()
    own = Document(document_id=key, authority_code=code, file_name="?", source_uri="?", outcome="plans", pages=1)
    plan = PlanRecord(document_id=key, plan_id=name, first_page=1, last_page=1, method="rules", confidence=1.0)
    action = Action(
        document_id=key, plan_id=name, action_id=f"{name}1", row=1, action=f"Do {name}", method="rules", confidence=0.5
    )
    records = PaperRecords(
        own, plans=(replace(plan, authority_code=code),), actions=(replace(action, authority_code=code),)
    )
    staged = folder / f"{key}.json"
    staged.write_bytes(dump(records))
    return StagedPaper(key, f"{name}.pdf", f"{name}.pdf", staged)


@pytest.fixture
def papers(tmp_path: Path) -> list[StagedPaper]:
    codes = {"a": "E09000008", "b": "E06000034", "c": "E09000008", "d": None}
    return [paper(tmp_path, name, code) for name, code in codes.items()]


def folders(out: Path, table: str) -> list[str]:
    return [file.parent.name for file in table_files(out, table)]


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_each_authority_has_a_folder_and_papers_of_none_have_hives_default(
    tmp_path: Path, papers: list[StagedPaper]
) -> None:
    out = tmp_path / "out"
    counts = assemble(out, papers, PARTITIONED)
    assert folders(out, "actions") == [
        "authority_code=E06000034", "authority_code=E09000008", f"authority_code={NOT_KNOWN}"
    ]  # fmt: skip
    assert (counts["actions"], counts["links"]) == (4, 0)
    assert folders(out, "links") == [f"authority_code={NOT_KNOWN}"]
    (file,) = [file for file in table_files(out, "actions") if "E09000008" in str(file)]
    read = pq.ParquetFile(file).read()
    assert "authority_code" not in read.schema.names
    assert sorted(read.column("action").to_pylist()) == ["Do a", "Do c"]


def test_both_layouts_read_alike(tmp_path: Path, papers: list[StagedPaper]) -> None:
    assemble(tmp_path / "plain", papers)
    assemble(tmp_path / "by_authority", papers, PARTITIONED)
    plain, other = bywhen.open(str(tmp_path / "plain")), bywhen.open(str(tmp_path / "by_authority"))
    for table in TABLES:
        query = f"select * from {table}"
        assert plain.sql(query).columns == other.sql(query).columns
        assert sorted(map(str, plain.sql(query).fetchall())) == sorted(map(str, other.sql(query).fetchall()))
        assert plain.arrow(table).schema.types == other.arrow(table).schema.types
        assert plain.arrow(table).schema.metadata == other.arrow(table).schema.metadata
        assert list(plain.pandas(table).dtypes) == list(other.pandas(table).dtypes)
    nobody = other.actions.filter("authority_code is null").project("action").fetchall()
    assert nobody == [("Do d",)]


def test_equal_papers_give_equal_bytes_and_fewer_leave_nothing_stale(tmp_path: Path, papers: list[StagedPaper]) -> None:
    assemble(tmp_path / "one", papers, PARTITIONED)
    assemble(tmp_path / "two", papers[::-1], PARTITIONED)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assemble(tmp_path / "one", papers[:1], PARTITIONED)
    assert folders(tmp_path / "one", "actions") == ["authority_code=E09000008"]
    assert not [path for path in (tmp_path / "one").iterdir() if path.name.startswith(".")]


def test_one_layout_replaces_the_other(tmp_path: Path, papers: list[StagedPaper]) -> None:
    out = tmp_path / "out"
    assemble(out, papers)
    plain = contents(out)
    assemble(out, papers, PARTITIONED)
    assert not list(out.glob("*.parquet"))
    assemble(out, papers)
    assert contents(out) == plain


def test_a_folder_of_someone_elses_is_left_alone(tmp_path: Path, papers: list[StagedPaper]) -> None:
    out = tmp_path / "out"
    (out / "plans").mkdir(parents=True)
    (out / "plans" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"mine\.txt"):
        assemble(out, papers, PARTITIONED)
    assert (out / "plans" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_the_descriptor_names_every_file(tmp_path: Path, papers: list[StagedPaper]) -> None:
    out = tmp_path / "out"
    assemble(out, papers, PARTITIONED)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    (actions,) = [resource for resource in package["resources"] if resource["name"] == "actions"]
    assert actions["partitionedBy"] == ["authority_code"]
    assert [(out / path).is_file() for path in actions["path"]] == [True] * 3
