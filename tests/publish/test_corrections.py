"""Corrections: their file, when one applies, and what the tables then say of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from publish.assemble import Manner, StagedPaper, assemble
from publish.correction_file import listed, read, written
from publish.corrections import Corrections, by_paper, state
from publish.staged import dump, load, paper_of, rows_of
from schemas.corrections import Correction, correctable, value_of
from schemas.errors import CorrectionInvalid
from schemas.records import Action, CellBox, Document, OwnerRecord, PaperRecords, PlanRecord

PAPER, PLAN = hashlib.sha256(b"a").hexdigest(), "b" * 20
RECORDS = PaperRecords(
    Document(document_id=PAPER, file_name="a.pdf", source_uri="a.pdf", outcome="plans", title="Plan"),
    plans=(PlanRecord(document_id=PAPER, plan_id=PLAN, first_page=1, last_page=1, method="rules", confidence=1.0),),
    actions=(
        Action(
            document_id=PAPER, plan_id=PLAN, action_id="c" * 20, row=1, action="Train staff", owner_text="J Smith",
            deadline_text="By 27.1O.12", deadline_kind="unparseable", rag="red", rag_source="text", rag_text="Red",
            method="rules", confidence=0.9, pages=(4,), boxes=(CellBox("deadline", 4, 1.0, 2.0, 3.0, 4.0),),
        ),
    ),
    owners=(
        OwnerRecord(document_id=PAPER, plan_id=PLAN, action_id="c" * 20, position=1, kind="person", name="J Smith"),
    ),
)  # fmt: skip
DAY = dt.date(2012, 10, 27)


def correction(column: str = "deadline_end", value: Any = DAY, **more: Any) -> Correction:
    facts: dict[str, Any] = {"was": None, "text": "By 27.1O.12"} if column == "deadline_end" else {}
    facts |= {"document_id": PAPER, "table": "actions", "key": "c" * 20} | more
    return Correction(column=column, value=value, **facts)


def published(tmp_path: Path, *corrections: Correction, people: Any = "keep") -> dict[str, list[dict[str, Any]]]:
    """The tables of the one paper with these corrections, nothing following from them."""
    staged = tmp_path / "a.json"
    staged.write_bytes(dump(RECORDS))
    manner = Manner(people=people, corrections=Corrections(by_paper(corrections), lambda before, after: after))
    assemble(tmp_path / "out", [StagedPaper(PAPER, "a.pdf", "a.pdf", staged)], manner)
    return {name: pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist() for name in ("actions", "findings")}


def test_a_correction_is_applied_and_what_was_read_stays_beside_it(tmp_path: Path) -> None:
    tables = published(tmp_path, correction(why="a letter for a nought"))
    (action,), (finding,) = tables["actions"], tables["findings"]
    assert (action["deadline_end"], action["deadline_text"], action["flags"]) == (DAY, "By 27.1O.12", ["corrected"])
    assert (finding["code"], finding["page"], finding["box"]) == ("corrected", 4, [1.0, 2.0, 3.0, 4.0])
    assert finding["message"] == "deadline_end is 2012-10-27 by hand, where nothing was read (a letter for a nought)"


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (correction(text="By 27.9.12"), "correction_outdated", 'deadline_text was "By 27.9.12" and is "By 27.1O.12"'),
        (correction("owner_text", "J Smythe", was="J Smit"), "correction_outdated", '"J Smit" and is "J Smith"'),
        (
            correction(key="d" * 20, place="a.pdf, page 4, 7"),
            "correction_without_row",
            "deadline_end of a.pdf, page 4, 7",
        ),
    ],
)
def test_a_correction_without_its_cell_is_told_and_not_applied(
    tmp_path: Path, given: Correction, code: str, said: str
) -> None:
    tables = published(tmp_path, given)
    (action,), (finding,) = tables["actions"], tables["findings"]
    assert (action["deadline_end"], action["owner_text"]) == (None, "J Smith")
    assert (finding["code"], finding["severity"]) == (code, "warning")
    assert said in finding["message"] and "was to be" in finding["message"]
    assert action["flags"] == ([code] if code == "correction_outdated" else [])


def test_what_reads_right_by_now_needs_no_correction(tmp_path: Path) -> None:
    tables = published(tmp_path, correction("rag", "red", was="amber", text="Amber"))
    assert (tables["actions"][0]["flags"], tables["findings"]) == ([], [])


def test_masked_names_are_masked_in_what_a_correction_says(tmp_path: Path) -> None:
    tables = published(tmp_path, correction("owner_text", "Head of Service", was="J Smith"), people="drop")
    assert "Smith" not in str(tables)


def test_states() -> None:
    rows = load(dump(RECORDS))
    assert state(rows, correction()) == "applied"
    assert state(rows, correction(was=dt.date(2012, 1, 1))) == "applied"  # another reading of the same words
    assert state(rows, correction("rag", "green", was="red", text="Red")) == "applied"
    assert state(rows, correction("rag", "green", was="red", text="Amber")) == "text changed"
    assert state(rows, correction("title", "A plan", table="documents", key=PAPER, was="Plan")) == "applied"


def test_rows_are_records_again() -> None:
    assert paper_of(rows_of(RECORDS)) == RECORDS
    assert paper_of(load(dump(RECORDS))) == RECORDS


@pytest.mark.parametrize(
    ("table", "column", "given", "value"),
    [
        ("actions", "deadline_end", "2012-10-27", DAY),
        ("actions", "rag", "amber-red", "amber-red"),
        ("actions", "rag", None, None),
        ("actions", "themes", "thresholds; early_help", ("thresholds", "early_help")),
        ("actions", "themes", [], ()),
        ("documents", "meeting_date", "2012-10-27", DAY),
        ("plans", "base_date", "2012-10-27", DAY),
    ],
)
def test_values_are_told_from_text(table: str, column: str, given: object, value: object) -> None:
    assert value_of(table, column, given) == value


@pytest.mark.parametrize(
    ("table", "column", "given", "fault"),
    [
        ("actions", "rag", "gren", "not one of red"),
        ("actions", "deadline_end", "27.10.12", "not a day such as"),
        ("actions", "confidence", "1", "cannot be corrected"),
        ("actions", "boxes", "x", "cannot be corrected"),
        ("actions", "colour", "x", "cannot be corrected"),
        ("actions", "owner_text", " ", "no words"),
        ("actions", "owner_text", 3, "not text"),
        ("actions", "themes", "gardening", "not one of"),
        ("actions", "themes", None, "is null"),
        ("findings", "code", "x", "not of findings"),
    ],
)
def test_a_value_that_no_cell_could_hold_is_refused(table: str, column: str, given: object, fault: str) -> None:
    with pytest.raises(CorrectionInvalid, match=fault):
        value_of(table, column, given)


def test_keys_and_how_a_row_was_read_cannot_be_corrected() -> None:
    names = {name for table in ("documents", "plans", "actions") for name in correctable(table)}
    assert not names & {
        "document_id",
        "plan_id",
        "action_id",
        "row",
        "method",
        "confidence",
        "flags",
        "boxes",
        "outcome",
    }


def test_the_file_is_the_same_whatever_the_order_and_reads_back(tmp_path: Path) -> None:
    several = [
        correction(why="said so", by="A Clerk", on=DAY),
        correction("themes", ("thresholds",), was=()),
        correction("title", "A “plan”\nof two lines", table="documents", key=PAPER, was="Plan"),
    ]
    assert written(several) == written(several[::-1])
    path = tmp_path / "corrections.jsonl"
    path.write_bytes(written(several))
    assert read(path) == sorted(several, key=lambda one: one.cell)
    assert read(tmp_path / "none.jsonl") == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "line 2 is no JSON"),
        ("[]", "line 2 is no object"),
        ('{"key": "x"}', "line 2 has no 'document_id'"),
        ("{entry}", "the same cell is corrected twice"),
        ('{entry, "whi": "x"}', "has 'whi', which is none of"),
        ('{entry, "value": "27.10.12"}', "line 2: .*not a day such as"),
        ('{entry, "on": "yesterday"}', "line 2: .*is no day"),
    ],
)
def test_a_bad_line_of_the_file_is_named(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "corrections.jsonl"
    good = written([correction()]).decode()
    path.write_text(good + line.replace("{entry", good.rstrip("}\n")).replace("entry", ""), encoding="utf-8")
    with pytest.raises(CorrectionInvalid, match=fault):
        read(path)


def test_a_list_may_be_csv(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,column,value,why\ncccccc,rag,green,\ncccccc,owner_text,,left\n", encoding="utf-8-sig")
    first, second = listed(path)
    assert (first.key, first.column, first.value, first.why, first.says_was) == ("cccccc", "rag", "green", None, False)
    assert (second.value, second.why, second.line) == (None, "left", f"{path}, line 3")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("key,value\nx,y\n", "line 2 has no 'column'"),
        ("key,column,value\n,rag,green\n", "line 2 has no 'key'"),
        ("key,column,value\nx,rag,green,more\n", "line 2 has more cells"),
        ("key,column,value,on\nx,rag,green,soon\n", "line 2: 'soon' is no day"),
    ],
)
def test_a_bad_line_of_a_list_is_named(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionInvalid, match=fault):
        listed(path)


def test_papers_with_the_same_plan_stay_the_same_when_one_is_corrected(tmp_path: Path) -> None:
    other = hashlib.sha256(b"pack").hexdigest()
    pack = replace(
        RECORDS,
        document=replace(RECORDS.document, document_id=other, pages=90),
        plans=(replace(RECORDS.plans[0], document_id=other, plan_id="e" * 20),),
        actions=(replace(RECORDS.actions[0], document_id=other, plan_id="e" * 20, action_id="f" * 20),),
        owners=(),
    )
    staged = []
    for name, records in (("a", RECORDS), ("pack", pack)):
        (tmp_path / f"{name}.json").write_bytes(dump(records))
        key = records.document.document_id
        staged.append(StagedPaper(key, f"{name}.pdf", f"{name}.pdf", tmp_path / f"{name}.json"))
    given = correction("action", "Train all staff", was="Train staff")
    assemble(tmp_path / "out", staged, Manner(corrections=Corrections(by_paper([given]), lambda before, after: after)))
    rows = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert {row["file_name"]: row["same_as"] for row in rows} == {"a.pdf": other, "pack.pdf": None}
