"""The tables are defined once: what is published, described and checked follows from that definition."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from publish.descriptors import data_dictionary, data_package
from schemas.tables import SCHEMA_VERSION, TABLES, arrow_schema, columns, problems

ROOT = Path(__file__).parents[2]
DESIGN = {
    "documents": (
        "file_name source_uri authority_name committee meeting_date title agenda_item author pages text_layer "
        "outcome error_code error same_as"
    ),
    "pages": "page outcome evidence method",
    "plans": (
        "title framework inspection_start inspection_end report_published base_date base_date_source "
        "first_page last_page headers rag_key method confidence"
    ),
    "actions": (
        "row number section recommendation action owner_text deadline_text deadline_kind deadline_start "
        "deadline_end deadline_precision deadline_qualifier deadline_recurrence deadline_revised_end "
        "deadline_forum deadline_rule base_date progress progress_as_at rag rag_source rag_text status "
        "success_measure evidence priority resources other themes pages boxes method confidence flags"
    ),
    "updates": "action_id position as_at text rag rag_source status page",
    "owners": "action_id position kind name role organisation text",
    "claims": "text subject stated out_of rag status found verdict page",
    "links": "kind action_id other_action_id thread_id score evidence",
    "glossary": "term meaning page",
    "findings": "action_id severity code message page box",
}


@pytest.mark.parametrize("table", DESIGN)
def test_every_column_of_the_design_is_there(table: str) -> None:
    names = [spec.name for spec in columns(table)]
    wanted = ["document_id", "authority_code", *DESIGN[table].split()]
    assert [name for name in wanted if name not in names] == []


def test_no_table_is_missing() -> None:
    assert list(TABLES) == list(DESIGN)


@pytest.mark.parametrize("table", DESIGN)
def test_every_column_is_described_in_the_arrow_schema(table: str) -> None:
    schema = arrow_schema(table)
    assert schema.metadata[b"schema_version"] == SCHEMA_VERSION.encode()
    assert all(field.metadata[b"description"] for field in schema)


def test_vocabulary_reaches_the_schema() -> None:
    field = arrow_schema("actions").field("rag")
    assert field.type == pa.string()
    assert field.metadata[b"vocabulary"].split()[:3] == [b"red", b"amber", b"green"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"outcome": "lost"}, "not one of"),
        ({"file_name": None}, "is null"),
        ({"pages": 0}, "below 1"),
        ({}, None),
    ],
)
def test_a_row_that_breaks_its_definition_is_told(change: dict[str, object], fault: str | None) -> None:
    row = {"document_id": "a", "file_name": "a.pdf", "source_uri": "a.pdf", "outcome": "plans", "pages": 3} | change
    wrong = problems("documents", row)
    assert (fault is None and not wrong) or (fault is not None and fault in wrong[0])


def test_the_committed_data_dictionary_is_the_one_the_schema_gives() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == data_dictionary(), "run `make docs`"


def test_the_data_package_names_every_column() -> None:
    package = json.loads(data_package({"actions": 3}))
    fields = {item["name"]: [field["name"] for field in item["schema"]["fields"]] for item in package["resources"]}
    assert fields == {table: [spec.name for spec in columns(table)] for table in TABLES}
    assert package["resources"][3]["rowCount"] == 3
