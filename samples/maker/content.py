"""Reads a content file: the words of a sample paper, and what a careful reader makes of them.

What belongs here: the file's shape, as frozen records. Laying it out is `word`, `web` and `drawn`; the expected rows
are `expect`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml

FOLDER = Path(__file__).parents[1] / "content"

Value = object  # whatever YAML holds; narrowed where it is read


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of prose: `kind` is heading, paragraph, numbered, bullets or table (its cells in `rows`)."""

    kind: str
    lines: tuple[str, ...] = ()
    number: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: `name` is the key of its text in a row, `group` the heading above several columns."""

    name: str
    header: str
    field: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A RAG cell that holds a colour (RRGGBB), with or without a letter."""

    fill: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the plan: its texts by column name, its RAG marks by column name."""

    texts: Mapping[str, str]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    section: str = ""

    def text(self, name: str) -> str:
        return self.texts.get(name, "")


@dataclass(frozen=True, slots=True)
class Content:
    """One content file. `raw` is the file as loaded, for the facts that only the expected rows need."""

    name: str
    raw: Mapping[str, Value]
    cover: Mapping[str, str]
    body: tuple[Block, ...]
    after: tuple[Block, ...]
    columns: tuple[PlanColumn, ...]
    rows: tuple[PlanRow, ...]

    def word(self, key: str) -> str:
        """A single text at the top of the file, "" when there is none."""
        return str(self.raw.get(key, ""))

    def part(self, key: str) -> Mapping[str, Value]:
        """A mapping at the top of the file, empty when there is none."""
        return cast(Mapping[str, Value], self.raw.get(key) or {})


def load(name: str) -> Content:
    """The content file of a sample."""
    raw = cast(Mapping[str, Value], yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))
    plan = cast(Mapping[str, Value], raw.get("plan") or {})
    return Content(
        name=name,
        raw=raw,
        cover=cast(Mapping[str, str], raw.get("cover") or {}),
        body=_blocks(raw.get("body")),
        after=_blocks(raw.get("after")),
        columns=tuple(PlanColumn(**column) for column in cast(list[dict[str, str]], plan.get("columns") or [])),
        rows=tuple(_rows(raw)),
    )


def _blocks(found: Value) -> tuple[Block, ...]:
    return tuple(_block(entry) for entry in cast(list[dict[str, Value]], found or []))


def _block(entry: Mapping[str, Value]) -> Block:
    kind = next(iter(entry))
    value = entry[kind]
    if kind == "table":
        rows = cast(Sequence[Sequence[str]], value)
        return Block(kind, rows=tuple(tuple(row) for row in rows), header=bool(entry.get("header")))
    lines = cast(list[str], value) if isinstance(value, list) else [str(value)]
    return Block(kind, tuple(lines), number=str(entry.get("number", "")))


def _rows(raw: Mapping[str, Value]) -> list[PlanRow]:
    """The plan's rows, from whichever of the three shapes the file uses."""
    if "recommendations" in raw:
        return _under_recommendations(cast(list[dict[str, Value]], raw["recommendations"]))
    if "sections" in raw:
        return _under_headings(cast(list[dict[str, Value]], raw["sections"]))
    return [_row(entry) for entry in cast(list[dict[str, Value]], raw.get("rows") or [])]


def _row(entry: Mapping[str, Value]) -> PlanRow:
    texts = {key: str(value) for key, value in entry.items() if not isinstance(value, dict)}
    marks = {key: Mark(**cast(dict[str, str], value)) for key, value in entry.items() if isinstance(value, dict)}
    return PlanRow(texts, marks, section=texts.get("section", ""))


def _under_recommendations(groups: Sequence[Mapping[str, Value]]) -> list[PlanRow]:
    rows = []
    for group in groups:
        carried = {"number": str(group["number"]), "recommendation": str(group["recommendation"])}
        rows += [PlanRow({**carried, **action}) for action in cast(list[dict[str, str]], group["actions"])]
    return rows


def _under_headings(sections: Sequence[Mapping[str, Value]]) -> list[PlanRow]:
    rows = []
    for section in sections:
        name = str(section["section"])
        for group in cast(list[dict[str, Value]], section["groups"]):
            deadline = str(group["deadline"])
            texts = cast(list[str], group["recommendations"])
            rows += [PlanRow({"recommendation": text, "deadline": deadline}, section=name) for text in texts]
    return rows
