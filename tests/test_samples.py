"""Every row of every sample, in every field, is what a reader of the paper would write down.

The expected rows are written from the papers' own content, never from what the pipeline printed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bywhen.reading import records_of
from ingest import papers
from schemas.records import Action, PaperRecords

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path.stem for path in (ROOT / "samples" / "expected").glob("*.yaml"))
WITH_ACTIONS = [name for name in SAMPLES if name != "herefordshire"]
FIELDS = [
    "number",
    "section",
    "recommendation",
    "action",
    "owner_text",
    "deadline_text",
    "deadline_kind",
    "deadline_start",
    "deadline_end",
    "deadline_precision",
    "deadline_qualifier",
    "deadline_recurrence",
    "deadline_revised_end",
    "deadline_forum",
    "base_date",
    "progress",
    "rag",
    "status",
    "success_measure",
    "evidence",
    "priority",
    "resources",
]
PAPER_FACTS = ["authority_name", "authority_code", "committee", "meeting_date", "title", "agenda_item", "author"]


@cache
def expected(name: str) -> dict[str, Any]:
    text = (ROOT / "samples" / "expected" / f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def found(name: str) -> PaperRecords:
    (sighting,) = papers([str(ROOT / "samples" / f"{name}.pdf")])
    return records_of(sighting)


def plain(value: Any) -> Any:
    """Text without white space and with one kind of quote; anything else as it is."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value).translate(str.maketrans("’‘“”–", "''\"\"-")) or None
    return value


def differences(wanted: dict[str, Any], action: Action, fields: list[str]) -> list[str]:
    row = dataclasses.asdict(action)
    return [
        f"row {action.row} {field}: wanted {wanted.get(field)!r}, found {row[field]!r}"
        for field in fields
        if plain(wanted.get(field)) != plain(row[field])
    ]


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_every_row_is_there(name: str) -> None:
    wanted = expected(name)["actions"]
    assert [row["row"] for row in wanted] == [action.row for action in found(name).actions]


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_every_field_is_right(name: str) -> None:
    wanted = expected(name)["actions"]
    wrong = [
        difference
        for row, action in zip(wanted, found(name).actions, strict=True)
        for difference in differences(row, action, FIELDS)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_every_owner_is_right(name: str) -> None:
    by_action: dict[str, list[tuple[str | None, ...]]] = {}
    for owner in found(name).owners:
        by_action.setdefault(owner.action_id, []).append((owner.kind, owner.name, owner.role, owner.organisation))
    wrong = []
    for row, action in zip(expected(name)["actions"], found(name).actions, strict=True):
        wanted = [
            tuple(owner.get(part) for part in ("kind", "name", "role", "organisation"))
            for owner in row.get("owners", [])
        ]
        if wanted != by_action.get(action.action_id, []):
            wrong.append(f"row {action.row}: wanted {wanted}, found {by_action.get(action.action_id)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_every_update_is_right(name: str) -> None:
    by_action: dict[str, list[tuple[Any, ...]]] = {}
    for update in found(name).updates:
        by_action.setdefault(update.action_id, []).append((update.as_at, plain(update.text), update.rag))
    wrong = []
    for row, action in zip(expected(name)["actions"], found(name).actions, strict=True):
        wanted = [
            (update.get("as_at"), plain(update.get("text")), update.get("rag")) for update in row.get("updates", [])
        ]
        if wanted and wanted != by_action.get(action.action_id, []):
            wrong.append(f"row {action.row}: wanted {wanted}, found {by_action.get(action.action_id)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_facts_of_the_paper_are_right(name: str) -> None:
    facts = expected(name)["paper"]
    document = dataclasses.asdict(found(name).document)
    wanted = {field: facts[field] for field in PAPER_FACTS if field in facts}
    assert {field: plain(document[field]) for field in wanted} == {
        field: plain(value) for field, value in wanted.items()
    }


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_the_base_date_and_where_it_was_read(name: str) -> None:
    facts, (plan,) = expected(name)["paper"], found(name).plans
    assert (plan.base_date, plan.base_date_source) == (facts["base_date"], facts["base_date_source"])
    for field in ("inspection_start", "inspection_end"):
        if field in facts:
            assert getattr(plan, field) == facts[field]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_claim_is_checked(name: str) -> None:
    wanted = [
        (claim["stated"], claim.get("out_of"), claim.get("rag"), claim.get("status"), claim["found"], claim["verdict"])
        for claim in expected(name)["paper"]["claims"]
    ]
    claims = found(name).claims
    assert [(c.stated, c.out_of, c.rag, c.status, c.found, c.verdict) for c in claims] == wanted


@pytest.mark.parametrize("name", SAMPLES)
def test_the_glossary_is_read(name: str) -> None:
    wanted = {entry["term"]: entry["meaning"] for entry in expected(name)["paper"]["glossary"]}
    glossary = {entry.term: entry.meaning for entry in found(name).glossary}
    assert {term: glossary.get(term) for term in wanted} == wanted


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_is_accounted_for(name: str) -> None:
    records = found(name)
    assert [page.page for page in records.pages] == list(range(1, (records.document.pages or 0) + 1))
    assert all(page.evidence for page in records.pages)


@pytest.mark.parametrize("name", WITH_ACTIONS)
def test_every_cell_tells_where_it_stands(name: str) -> None:
    for action in found(name).actions:
        told = {box.field for box in action.boxes}
        assert action.pages
        for field, text in (
            ("action", action.action),
            ("owner", action.owner_text),
            ("recommendation", action.recommendation),
        ):
            assert not text or field in told


def test_days_are_days() -> None:
    assert isinstance(expected("lancashire")["paper"]["base_date"], dt.date)
