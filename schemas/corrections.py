"""A correction: what a person says that a cell of `documents`, `plans` or `actions` should hold, and why.

Here are its record, which columns may be corrected, and how a value is told from text. Applying corrections is
`publish`'s, what follows from them `normalise`'s.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from schemas.errors import CorrectionInvalid
from schemas.tables import ColumnSpec, columns, problems

KEYS: Mapping[str, str] = {"documents": "document_id", "plans": "plan_id", "actions": "action_id"}
"""The tables whose cells may be corrected, each with its key."""

_OURS = frozenset({"document_id", "plan_id", "action_id", "method", "confidence", "pages", "row", "flags"})
_NOT_READ: Mapping[str, frozenset[str]] = {
    "documents": _OURS | {"file_name", "source_uri", "text_layer", "outcome", "error_code", "error", "same_as"},
    "plans": _OURS | {"authority_code", "first_page", "last_page"},
    "actions": _OURS | {"authority_code", "deadline_rule"},
}
"""Columns that do not say what the paper says: keys, places, and what bywhen tells of its own reading."""

_HANGS_ON: Mapping[str, str] = {
    "base_date": "deadline_text",
    "progress_as_at": "progress",
    "rag": "rag_text",
    "rag_source": "rag_text",
    "status": "progress",
}

Value = str | dt.date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One cell put right.

    `was` is what had been read. `text` is the verbatim cell that the correction hangs on, where that is another column
    (`verbatim_column`): the correction holds as long as that cell reads the same. `place` tells people which row it is.
    """

    document_id: str
    table: str
    key: str
    column: str
    value: Value
    was: Value = None
    text: str | None = None
    place: str | None = None
    why: str | None = None
    by: str | None = None
    on: dt.date | None = None

    @property
    def cell(self) -> tuple[str, str, str, str]:
        """What tells it from other corrections, and their order."""
        return self.document_id, self.table, self.key, self.column


def verbatim_column(table: str, column: str) -> str | None:
    """The column with the words that `column` was read from; null where it holds words itself."""
    if table != "actions":
        return None
    return "deadline_text" if column.startswith("deadline_") and column != "deadline_text" else _HANGS_ON.get(column)


@cache
def correctable(table: str) -> Mapping[str, ColumnSpec]:
    """The columns of `table` that a person may put right. Raises CorrectionInvalid for a table without any."""
    if table not in KEYS:
        raise CorrectionInvalid(f"Cells of {', '.join(KEYS)} can be corrected, not of {table}", table=table)
    left_out = _NOT_READ[table]
    return {
        spec.name: spec
        for spec in columns(table)
        if spec.name not in left_out and not (spec.kind == "list" and spec.parts[0].kind == "struct")
    }


def value_of(table: str, column: str, given: object) -> Value:
    """The value that `given` (text, or a plain value of JSON) stands for in the column.

    Lists are given as such or with semicolons. Raises CorrectionInvalid where the column cannot hold it.
    """
    known = correctable(table)
    if column not in known:
        raise CorrectionInvalid(
            f"{table}.{column} cannot be corrected; what can: {', '.join(known)}", table=table, column=column
        )
    spec = known[column]
    value = None if given is None else _typed(spec, f"{table}.{column}", given)
    row: dict[str, object] = {column: list(value) if isinstance(value, tuple) else value}
    wrong = [fault for fault in problems(table, row) if fault.startswith(f"{table}.{column} ")]
    if wrong:
        raise CorrectionInvalid(wrong[0], table=table, column=column)
    return value


def _typed(spec: ColumnSpec, name: str, given: object) -> Value:
    if spec.kind == "list":
        return _listed(spec, name, given)
    if not isinstance(given, str):
        raise CorrectionInvalid(f"{name} is {given!r}, not text", column=name)
    if spec.kind == "date":
        try:
            return dt.date.fromisoformat(given.strip())
        except ValueError as error:
            raise CorrectionInvalid(f"{name} is {given!r}, not a day such as 2012-10-31", column=name) from error
    if not given.strip():
        raise CorrectionInvalid(f"{name} would hold no words; give null for nothing", column=name)
    return given


def _listed(spec: ColumnSpec, name: str, given: object) -> tuple[str, ...]:
    parts: Sequence[object] = given if isinstance(given, list) else str(given).split(";")
    items = tuple(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))
    unknown = [item for item in items if spec.name == "themes" and item not in theme_names()]
    if unknown:
        raise CorrectionInvalid(f"{name} holds {unknown[0]!r}, not one of {', '.join(theme_names())}", column=name)
    return items


@cache
def theme_names() -> tuple[str, ...]:
    """The names that `themes` may hold."""
    text = (resources.files("schemas") / "vocabulary" / "themes.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["theme"])


def plain(value: Value) -> str | list[str] | None:
    """The value as JSON holds it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def shown(value: Value) -> str:
    """The value as a person reads it."""
    if value is None:
        return "nothing"
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(plain(value), ensure_ascii=False)
