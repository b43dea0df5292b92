"""How a column of a published table is declared: once, on the field of its record.

From these declarations `schemas.tables` makes the Arrow schema, the checks, the data dictionary and the data package.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """What a reader must know of a column beyond its name and type."""

    description: str
    unit: str | None = None
    vocabulary: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    @property
    def bounds_values(self) -> bool:
        """Whether some value of the column's type would be wrong."""
        return bool(self.vocabulary) or self.minimum is not None or self.maximum is not None


_KEY = "column"


def column(
    description: str,
    *,
    unit: str | None = None,
    vocabulary: object = None,
    minimum: float | None = None,
    maximum: float | None = None,
    default: Any = dataclasses.MISSING,
) -> Any:
    """Declare a column. `vocabulary` is a Literal type whose values are the only ones allowed.

    Returns a dataclass field; a column without `default` must be given by the maker of the record.
    """
    words = tuple(str(word) for word in get_args(vocabulary)) if vocabulary is not None else ()
    note = ColumnNote(description, unit, words, minimum, maximum)
    return dataclasses.field(default=default, metadata=MappingProxyType({_KEY: note}))


def note_of(field: dataclasses.Field[Any]) -> ColumnNote:
    """The declaration of a record's field."""
    metadata: Mapping[str, Any] = field.metadata
    note = metadata[_KEY]
    assert isinstance(note, ColumnNote)
    return note
