"""One paper's rows as bytes on disk, between reading a paper and assembling the tables.

Canonical JSON (sorted keys, no spaces): readable, small, and equal rows give equal bytes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from schemas.records import PaperRecords
from schemas.tables import SCHEMA_VERSION, TABLES, columns

Rows = Mapping[str, list[dict[str, Any]]]
"""Table name -> rows as plain values, dates as `datetime.date`."""


def rows_of(paper: PaperRecords) -> Rows:
    """The rows of one paper by table, each record as a dictionary."""
    gathered: dict[str, list[dict[str, Any]]] = {"documents": [dataclasses.asdict(paper.document)]}
    for name in TABLES:
        if name not in ("documents", "links"):
            gathered[name] = [dataclasses.asdict(record) for record in getattr(paper, name)]
    return gathered


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
