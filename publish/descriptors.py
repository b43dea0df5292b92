"""What the tables are, for people and programs: the data dictionary page and the data package descriptor.

Both are made from `schemas.tables` alone, so that they cannot drift from what is written.
The descriptor follows the Frictionless Data Package standard, version 2 (datapackage.org).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schemas.errors import BywhenError, PaperError, SourceError
from schemas.findings import finding_notes
from schemas.tables import SCHEMA_VERSION, TABLES, ColumnSpec, columns, description

_FRICTIONLESS = {"list": "array", "struct": "object"}


def data_dictionary() -> str:
    """The Markdown page `docs/data-dictionary.md`."""
    return "\n".join(_dictionary_lines()) + "\n"


def _dictionary_lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield f"Schema version {SCHEMA_VERSION}. Made from `schemas/records.py` by `make docs`; edit it there."
    yield "Columns are only added within a major version. An unsure value is null, and `findings` says why."
    for table in TABLES:
        yield ""
        yield f"## {table}"
        yield ""
        yield f"A row is: {description(table)[0].lower()}{description(table)[1:]}."
        yield ""
        yield "| column | type | null | what it is |"
        yield "| --- | --- | --- | --- |"
        for spec in columns(table):
            yield f"| `{spec.name}` | {type_name(spec)} | {'yes' if spec.nullable else 'no'} | {_meaning(spec)} |"

    yield ""
    yield "## Codes of findings"
    yield ""
    yield "Codes are stable. Those on an action stand in its `flags`, too. From `schemas/vocabulary/findings.toml`:"
    yield ""
    yield "| code | about | severity | what it says |"
    yield "| --- | --- | --- | --- |"
    for note in finding_notes().values():
        yield f"| `{note.code}` | {note.about} | {note.severity} | {note.says} |"
    yield ""
    yield "A paper that could not be read has a finding with its `error_code`, an error; from `schemas/errors.py`:"
    yield ""
    yield "| code | what to do |"
    yield "| --- | --- |"
    for kind in (*_leaves(PaperError), *_leaves(SourceError)):
        yield f"| `{kind.code}` | {kind.remedy} |"


def _leaves(kind: type[BywhenError]) -> Iterator[type[BywhenError]]:
    """The kinds of failure below one, in the order of their definition."""
    for below in kind.__subclasses__():
        yield from _leaves(below) if below.__subclasses__() else (below,)


def type_name(spec: ColumnSpec) -> str:
    """A column's type as a reader would say it."""
    if spec.kind == "list":
        return f"list of {type_name(spec.parts[0])}"
    if spec.kind == "struct":
        return "(" + ", ".join(f"{part.name} {type_name(part)}" for part in spec.parts) + ")"
    return spec.kind


def _meaning(spec: ColumnSpec) -> str:
    note = spec.note
    assert note is not None
    parts = [note.description]
    if note.unit:
        parts.append(f"in {note.unit}")
    if note.vocabulary:
        parts.append("one of " + ", ".join(f"`{word}`" for word in note.vocabulary))
    return "; ".join(parts)


def data_package(rows: Mapping[str, int], files: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """`datapackage.json` for a folder that holds these numbers of rows.

    `files`: the files of each table where it is in folders by authority; null where each table is one file.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "bywhen",
        "title": "Council action plans: who will do what, by when",
        "version": SCHEMA_VERSION,
        "resources": [_resource(table, rows.get(table, 0), (files or {}).get(table)) for table in TABLES],
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()


def _resource(table: str, rows: int, files: Sequence[str] | None) -> dict[str, Any]:
    partitioned = {} if files is None else {"partitionedBy": ["authority_code"]}
    return {
        "name": table,
        "path": f"{table}.parquet" if files is None else list(files),
        **partitioned,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": description(table),
        "rowCount": rows,
        "schema": {"fields": [_field(spec) for spec in columns(table)]},
    }


def _field(spec: ColumnSpec) -> dict[str, Any]:
    note = spec.note
    assert note is not None
    field: dict[str, Any] = {
        "name": spec.name,
        "type": _FRICTIONLESS.get(spec.kind, spec.kind),
        "description": note.description,
    }
    if note.unit:
        field["unit"] = note.unit
    bounds = {"enum": list(note.vocabulary), "minimum": note.minimum, "maximum": note.maximum}
    constraints = {name: value for name, value in bounds.items() if value not in (None, [])}
    if not spec.nullable:
        constraints["required"] = True
    if constraints:
        field["constraints"] = constraints
    return field


if __name__ == "__main__":
    sys.stdout.write(data_dictionary())
