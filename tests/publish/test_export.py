"""Tables as CSV and as a workbook: every row and letter there, nothing taken for a formula, equal bytes."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bywhen.cli import cli
from publish.assemble import StagedPaper, assemble
from publish.export import Sheet, write_csv, write_xlsx
from publish.staged import dump
from schemas.errors import OutputError
from schemas.records import Action, Document, HeaderText, PaperRecords
from schemas.tables import TABLES

TRICKY = '=HYPERLINK("x"), "quoted",\nsecond line – “curly”'
KEY = "a" * 64


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The tables of one paper with one action of awkward words."""
    action = Action(
        document_id=KEY,
        plan_id="p",
        action_id="a",
        row=1,
        action=TRICKY,
        deadline_end=dt.date(2012, 10, 27),
        rag="amber",
        themes=("workforce", "leadership"),
        other=(HeaderText("Cost", "£5,000"),),
        method="rules",
        confidence=0.5,
    )
    document = Document(
        document_id=KEY, file_name="plan.pdf", source_uri="plan.pdf", outcome="plans", authority_name="Croydon"
    )
    staged = tmp_path / "staged.json"
    staged.write_bytes(dump(PaperRecords(document, actions=(action,))))
    assemble(tmp_path / "out", [StagedPaper(KEY, "plan.pdf", "plan.pdf", staged)])
    return tmp_path / "out"


def export(out: Path, *options: str) -> None:
    ran = CliRunner().invoke(cli, ["export", "--out", str(out), *options])
    assert ran.exit_code == 0, ran.output


def test_csv_holds_each_letter(out: Path) -> None:
    export(out)
    assert {file.stem for file in (out / "csv").iterdir()} == set(TABLES)
    with (out / "csv" / "actions.csv").open(encoding="utf-8", newline="") as handle:
        (row,) = csv.DictReader(handle)
    assert row["action"] == TRICKY
    assert (row["authority_name"], row["deadline_end"], row["rag"]) == ("Croydon", "2012-10-27", "amber")
    assert (row["themes"], row["other"]) == ("workforce; leadership", '[{"header": "Cost", "text": "£5,000"}]')


def test_a_workbook_has_a_sheet_for_each_table_and_no_formulas(out: Path, tmp_path: Path) -> None:
    export(out, "--format", "xlsx", "--to", str(tmp_path / "one.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert set(book.sheetnames) == set(TABLES)
    names, values = ([cell.value for cell in row] for row in book["actions"].iter_rows())
    row = dict(zip(names, values, strict=True))
    assert (row["action"], row["deadline_end"]) == (TRICKY, dt.datetime(2012, 10, 27))
    assert {cell.data_type for cell in book["actions"][2]} <= {"s", "n", "d"}


def test_equal_tables_give_equal_bytes(out: Path, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        export(out, "--format", "xlsx", "--to", str(tmp_path / name), "--table", "actions", "--table", "documents")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "one.xlsx").sheetnames == ["actions", "documents"]


def test_a_table_longer_than_a_sheet_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.export.MOST_ROWS", 3)
    write_xlsx([Sheet("pages", ["page"], [(1,), (2,), (3,)])], tmp_path / "whole.xlsx")
    with pytest.raises(OutputError, match="write CSV"):
        write_xlsx([Sheet("pages", ["page"], [(1,), (2,), (3,), (4,)])], tmp_path / "long.xlsx")
    assert [file.name for file in tmp_path.iterdir()] == ["whole.xlsx"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    def none() -> Iterator[tuple[object, ...]]:
        yield from ()

    with pytest.raises(OutputError, match="cannot be written"):
        list(write_csv([Sheet("pages", ["page"], none())], tmp_path / "file"))
    with pytest.raises(OutputError, match="cannot be written"):
        write_xlsx([Sheet("pages", ["page"], none())], tmp_path / "file" / "book.xlsx")
