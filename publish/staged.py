"""One paper's rows as bytes on disk, between reading a paper and assembling the tables.

Canonical JSON (sorted keys, no spaces): readable, small, and equal rows give equal bytes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from schemas.records import Document, PaperRecords
from schemas.tables import SCHEMA_VERSION, TABLES, columns

_Record = TypeVar("_Record")
Rows = Mapping[str, list[dict[str, Any]]]
"""Table name -> rows as plain values, dates as `datetime.date`."""


def rows_of(paper: PaperRecords) -> Rows:
    """The rows of one paper by table, each record as a dictionary."""
    gathered: dict[str, list[dict[str, Any]]] = {"documents": [dataclasses.asdict(paper.document)]}
    for name in TABLES:
        if name not in ("documents", "links"):
            gathered[name] = [dataclasses.asdict(record) for record in getattr(paper, name)]
    return gathered


def paper_of(rows: Rows) -> PaperRecords:
    """The records of one paper again, links aside."""
    (document,) = rows["documents"]
    others = [name for name in TABLES if name not in ("documents", "links")]
    made: dict[str, Any] = {name: tuple(_record(TABLES[name], row) for row in rows[name]) for name in others}
    return PaperRecords(_record(Document, document), **made)


def _record(kind: type[_Record], row: Mapping[str, Any]) -> _Record:
    """A record of its row; lists become tuples, and the small structures in them records of their own."""
    hints = _hints(typing.cast(type, kind))
    return kind(**{name: _part(hints[name], value) for name, value in row.items()})


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _part(hint: Any, value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    item = typing.get_args(hint)[0]
    return tuple(_record(item, part) if isinstance(part, dict) else part for part in value)


def dump(paper: PaperRecords) -> bytes:
    """The staged form of a paper."""
    content = {"schema_version": SCHEMA_VERSION, "tables": rows_of(paper)}
    return json.dumps(content, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load(staged: bytes) -> Rows:
    """The rows again, with dates as dates. Raises ValueError where the bytes are not a staged paper."""
    content = json.loads(staged)
    if content.get("schema_version") != SCHEMA_VERSION:
        raise ValueError(f"staged with schema {content.get('schema_version')}, not {SCHEMA_VERSION}")
    tables: dict[str, list[dict[str, Any]]] = content["tables"]
    for name, rows in tables.items():
        dates = [spec.name for spec in columns(name) if spec.kind == "date"]
        for row in rows:
            for key in dates:
                if row[key] is not None:
                    row[key] = dt.date.fromisoformat(row[key])
    return tables


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be staged")
