"""Staged papers into tables: sorted, reproducible, twins linked, and never a half-written file."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from publish.assemble import StagedPaper, assemble
from publish.parquet import TableSet
from publish.staged import dump, load
from schemas.errors import OutputError
from schemas.records import Action, Document, PaperRecords, PlanRecord
from schemas.tables import TABLES


def paper(folder: Path, name: str, pages: int, *plans: tuple[str, ...], progress: str | None = None) -> StagedPaper:
    """A staged paper whose plans hold these actions."""
    key = hashlib.sha256(name.encode()).hexdigest()
    records = PaperRecords(
        Document(document_id=key, file_name="?", source_uri="?", outcome="plans", pages=pages),
        plans=tuple(
            PlanRecord(
                document_id=key, plan_id=f"{name}{at}", first_page=1, last_page=1, method="rules", confidence=1.0
            )
            for at, _ in enumerate(plans)
        ),
        actions=tuple(
            Action(
                document_id=key,
                plan_id=f"{name}{at}",
                action_id=f"{name}{at}{row}",
                row=row,
                action=text,
                progress=progress,
                method="rules",
                confidence=0.5,
            )
            for at, actions in enumerate(plans)
            for row, text in enumerate(actions, start=1)
        ),
    )
    staged = folder / f"{key}.json"
    staged.write_bytes(dump(records))
    return StagedPaper(key, f"{name}.pdf", f"papers/{name}.pdf", staged)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()
    }


def test_every_table_and_the_descriptor_are_written(tmp_path: Path) -> None:
    assemble(tmp_path / "out", [paper(tmp_path, "a", 3, ("x",))])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(f"{table}.parquet" for table in TABLES),
        "datapackage.json",
    }


def test_rows_are_sorted_and_bytes_do_not_hang_on_the_order(tmp_path: Path) -> None:
    staged = [paper(tmp_path, name, 3, ("x", "y"), (name,)) for name in "abcdefgh"]
    assemble(tmp_path / "one", staged)
    random.Random(7).shuffle(staged)
    assemble(tmp_path / "two", staged)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    ids = pq.read_table(tmp_path / "one" / "actions.parquet").column("document_id").to_pylist()
    assert ids == sorted(ids)


def test_a_report_inside_a_pack_points_to_the_pack(tmp_path: Path) -> None:
    report = paper(tmp_path, "report", 8, ("Train  staff.", "Audit files"))
    pack = paper(tmp_path, "pack", 90, ("train staff", "audit files."), ("another plan",))
    other = paper(tmp_path, "other", 4, ("Something else",))
    assemble(tmp_path / "out", [report, pack, other])
    rows = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    same = {row["file_name"]: row["same_as"] for row in rows}
    assert same == {"report.pdf": pack.document_id, "pack.pdf": None, "other.pdf": None}


def test_the_same_actions_with_other_progress_are_no_twin(tmp_path: Path) -> None:
    spring = paper(tmp_path, "spring", 8, ("Train staff",), progress="Not started")
    autumn = paper(tmp_path, "autumn", 8, ("Train staff",), progress="Complete")
    assemble(tmp_path / "out", [spring, autumn])
    rows = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert [row["same_as"] for row in rows] == [None, None]


def test_the_sighting_of_this_run_names_the_paper(tmp_path: Path) -> None:
    assemble(tmp_path / "out", [paper(tmp_path, "a", 1, ("x",))])
    (row,) = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert (row["file_name"], row["source_uri"]) == ("a.pdf", "papers/a.pdf")


def test_a_failure_leaves_the_former_tables(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assemble(out, [paper(tmp_path, "a", 1, ("x",))])
    before = digests(out)
    rows = load(paper(tmp_path, "b", 1, ("y",)).staged.read_bytes())
    rows["documents"][0]["outcome"] = "nonsense"
    with pytest.raises(OutputError, match="outcome"), TableSet(out) as tables:
        tables.add(rows)
    assert digests(out) == before


def test_staged_rows_come_back_as_they_were(tmp_path: Path) -> None:
    staged = paper(tmp_path, "a", 2, ("x", "y"))
    rows = load(staged.staged.read_bytes())
    assert [row["action"] for row in rows["actions"]] == ["x", "y"]
    with pytest.raises(ValueError, match="schema"):
        load(b'{"schema_version": "0.0.1", "tables": {}}')
