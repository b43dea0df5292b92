"""The published tables by name, and everything that is derived from their records.

The Arrow schema, the value checks, the data dictionary page and the data package descriptor are all made here from
`schemas.records`; no other place says what a column is. pyarrow is imported only by the functions that need it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union

from schemas import records
from schemas.columns import ColumnNote, note_of

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = "1.1.0"
"""Columns are only added within a major version."""

TABLES: Mapping[str, type] = {
    "documents": records.Document,
    "pages": records.PageRecord,
    "plans": records.PlanRecord,
    "actions": records.Action,
    "updates": records.Update,
    "owners": records.OwnerRecord,
    "claims": records.ClaimRecord,
    "links": records.Link,
    "glossary": records.GlossaryRecord,
    "findings": records.FindingRecord,
}

_SCALARS: Mapping[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean", dt.date: "date"}


@dataclasses.dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a table: `kind` is a scalar's name, "list" or "struct"; `parts` the inner columns of those."""

    name: str
    kind: str
    nullable: bool
    note: ColumnNote | None
    parts: tuple[ColumnSpec, ...] = ()


def description(table: str) -> str:
    """What a row of `table` is."""
    return (TABLES[table].__doc__ or "").split("\n")[0].rstrip(".")


@cache
def columns(table: str) -> tuple[ColumnSpec, ...]:
    """The columns of `table`, in order."""
    return tuple(_specs(TABLES[table], noted=True))


def _specs(record: type, *, noted: bool) -> Iterator[ColumnSpec]:
    hints = typing.get_type_hints(record)
    for field in dataclasses.fields(record):
        yield _spec(field.name, hints[field.name], note_of(field) if noted else None)


def _spec(name: str, hint: Any, note: ColumnNote | None) -> ColumnSpec:
    nullable = False
    if typing.get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        nullable, hint = True, inner[0]
    if typing.get_origin(hint) is tuple:
        item = _spec("item", typing.get_args(hint)[0], None)
        return ColumnSpec(name, "list", nullable, note, (item,))
    if typing.get_origin(hint) is Literal:
        hint = str
    if dataclasses.is_dataclass(hint):
        return ColumnSpec(name, "struct", nullable, note, tuple(_specs(typing.cast(type, hint), noted=False)))
    return ColumnSpec(name, _SCALARS[hint], nullable, note)


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of `table`: types, nullability, column descriptions and the schema's version as metadata."""
    import pyarrow as pa

    metadata = {"schema_version": SCHEMA_VERSION, "table": table, "description": description(table)}
    return pa.schema([_arrow_field(spec) for spec in columns(table)], metadata=metadata)


def _arrow_field(spec: ColumnSpec) -> pa.Field:
    import pyarrow as pa

    return pa.field(spec.name, _arrow_type(spec), nullable=spec.nullable, metadata=_arrow_metadata(spec.note))


def _arrow_type(spec: ColumnSpec) -> pa.DataType:
    import pyarrow as pa

    if spec.kind == "list":
        return pa.list_(_arrow_type(spec.parts[0]))
    if spec.kind == "struct":
        return pa.struct([pa.field(part.name, _arrow_type(part), nullable=part.nullable) for part in spec.parts])
    plain = {"integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
    return plain.get(spec.kind, pa.string())


def _arrow_metadata(note: ColumnNote | None) -> dict[str, str]:
    if note is None:
        return {}
    facts = {"description": note.description, "unit": note.unit, "vocabulary": " ".join(note.vocabulary)}
    return {name: value for name, value in facts.items() if value}


def problems(table: str, row: Mapping[str, Any]) -> list[str]:
    """What is wrong with a row of `table`, as sentences: missing values, words outside a vocabulary, numbers out of
    range. An empty list is a good row."""
    wrong: list[str] = []
    for spec, note in _checked(table):
        value = row.get(spec.name)
        if value is None:
            if not spec.nullable:
                wrong.append(f"{table}.{spec.name} is null")
        elif note is not None:
            wrong.extend(f"{table}.{spec.name} {fault}" for fault in _value_faults(note, value))
    return wrong


@cache
def _checked(table: str) -> tuple[tuple[ColumnSpec, ColumnNote | None], ...]:
    """The columns that may hold something wrong, each with what its values must keep to."""
    bound = [(spec, spec.note if spec.note and spec.note.bounds_values else None) for spec in columns(table)]
    return tuple((spec, note) for spec, note in bound if note is not None or not spec.nullable)


def _value_faults(note: ColumnNote, value: Any) -> Iterator[str]:
    if note.vocabulary and value not in note.vocabulary:
        yield f"is {value!r}, not one of {', '.join(note.vocabulary)}"
    if note.minimum is not None and value < note.minimum:
        yield f"is {value}, below {note.minimum:g}"
    if note.maximum is not None and value > note.maximum:
        yield f"is {value}, above {note.maximum:g}"
