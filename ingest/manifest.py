"""Manifests: a CSV or JSON Lines file that lists papers with what is known of them.

Columns: `path` or `url` (or both: the file, and where it came from), and what is known: `authority`, `committee`,
`meeting_date`, `title`, `agenda_item`, `name`. Other columns are the operator's own and left alone, unless one looks
like a slip of the pen for ours. A line that makes no sense is an error of that line; a file that cannot be read at all
is one error.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from schemas.errors import ManifestInvalid
from schemas.sighting import KnownFacts

_ALIASES = {
    "file": "path",
    "file_name": "path",
    "filename": "path",
    "uri": "url",
    "link": "url",
    "address": "url",
    "source_uri": "url",
    "council": "authority",
    "authority_name": "authority",
    "local_authority": "authority",
    "date": "meeting_date",
    "meeting": "meeting_date",
    "item": "agenda_item",
}
_LOCATIONS = ("path", "url")
_UK_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class ManifestEntry(BaseModel):
    """One line of a manifest."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    path: str | None = Field(default=None, description="a file or folder, relative to the manifest's own folder")
    url: str | None = Field(default=None, description="an http(s) address; beside a path, where the file came from")
    name: str | None = Field(default=None, description="what the paper was called there")
    authority: str | None = None
    committee: str | None = None
    meeting_date: dt.date | None = Field(default=None, description="2012-06-28, or day first: 28/06/2012")
    title: str | None = None
    agenda_item: str | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_null(cls, value: object) -> object:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("meeting_date", mode="before")
    @classmethod
    def _day_first(cls, value: object) -> object:
        found = _UK_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else value

    @model_validator(mode="after")
    def _one_place(self) -> ManifestEntry:
        if self.path is None and self.url is None:
            raise ValueError("give a path or a url")
        return self

    @property
    def known(self) -> KnownFacts:
        return KnownFacts(self.authority, self.committee, self.meeting_date, self.title, self.agenda_item)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that makes no sense, and why."""

    number: int
    error: ManifestInvalid


def read_manifest(path: Path, uri: str) -> Iterator[ManifestEntry | BadLine]:
    """The manifest's lines in order. Raises ManifestInvalid when the file as a whole cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestInvalid(f"{uri} cannot be read as UTF-8 text: {error}", name=uri) from error
    lines = _csv_lines(text, uri) if path.suffix.lower() == ".csv" else _json_lines(text, uri)
    for number, fields in lines:
        yield fields if isinstance(fields, BadLine) else _entry(number, fields, uri)


def _entry(number: int, fields: dict[str, object], uri: str) -> ManifestEntry | BadLine:
    try:
        return ManifestEntry.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        problem = f"{uri}, line {number}: {place + ': ' if place else ''}{reason}"
        bad = ManifestInvalid(problem, line=number)
        bad.__cause__ = error
        return BadLine(number, bad)


def _csv_lines(text: str, uri: str) -> Iterator[tuple[int, dict[str, object] | BadLine]]:
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        names = _names(next(reader, []), uri)
        for values in reader:
            if any(value.strip() for value in values):
                yield reader.line_num, dict(zip(names, values, strict=False))
    except csv.Error as error:
        raise ManifestInvalid(f"{uri}, line {reader.line_num}: {error}", line=reader.line_num) from error


def _json_lines(text: str, uri: str) -> Iterator[tuple[int, dict[str, object] | BadLine]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, _json_fields(line, uri, number)
            except ManifestInvalid as error:
                yield number, BadLine(number, error)


def _json_fields(line: str, uri: str, number: int) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise ManifestInvalid(f"{uri}, line {number}: no JSON: {error}", line=number) from error
    if not isinstance(fields, dict):
        raise ManifestInvalid(f"{uri}, line {number}: not an object", line=number)
    return dict(zip(_names(list(fields), uri, number), fields.values(), strict=True))


def _names(headings: list[str], uri: str, line: int = 1) -> list[str]:
    """Our name of each column. Raises ManifestInvalid for a near miss, or when no column says where the papers are."""
    names = [_plain(heading) for heading in headings]
    ours = list(ManifestEntry.model_fields)
    for heading, name in zip(headings, names, strict=True):
        near = [] if name in ours else difflib.get_close_matches(name, ours, n=1, cutoff=0.8)
        if near:
            raise ManifestInvalid(f"{uri}, line {line}: column '{heading}': is '{near[0]}' meant", column=heading)
    if not set(names) & set(_LOCATIONS):
        raise ManifestInvalid(f"{uri}, line {line}: there is no column 'path' or 'url'", line=line)
    return names


def _plain(heading: str) -> str:
    name = re.sub(r"[\s-]+", "_", heading.strip().lower())
    return _ALIASES.get(name, name)
