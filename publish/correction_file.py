"""Corrections as a file that people can read, edit and keep under version control: `corrections.jsonl`.

One correction a line, in the order of paper, table, row and column, so that two people's changes merge line by line.
A list from elsewhere may be CSV, too. What a correction does is `publish.corrections`'.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from schemas.corrections import Correction, correctable, plain, value_of
from schemas.errors import CorrectionInvalid, OutputError

NAME = "corrections.jsonl"
_KEYS = tuple(field.name for field in fields(Correction))
_ALWAYS = ("document_id", "table", "key", "column", "value", "was")


@dataclass(frozen=True, slots=True)
class Asked:
    """A correction as someone lists it: key (of an action, a plan or a paper), column, and what it should hold.

    `was`, where it is given, is what the cell must hold for the correction to be taken.
    """

    key: str
    column: str
    value: object
    was: object = None
    says_was: bool = False
    why: str | None = None
    by: str | None = None
    on: dt.date | None = None
    line: str = ""


def read(path: Path) -> list[Correction]:
    """The corrections of an output folder's file; none where there is no such file.

    Raises CorrectionInvalid, and OutputError where the folder cannot be read.
    """
    try:
        if not path.is_file():
            return []
    except OSError as error:
        raise OutputError(f"{path} cannot be read: {error.strerror}", file=str(path)) from error
    found: dict[tuple[str, str, str, str], Correction] = {}
    for at, entry in _json_lines(path):
        with_place = f"{path}, line {at}"
        correction = _correction(entry, with_place)
        if correction.cell in found:
            raise CorrectionInvalid(f"{with_place}: the same cell is corrected twice", file=str(path), line=at)
        found[correction.cell] = correction
    return [found[cell] for cell in sorted(found)]


def _correction(entry: Mapping[str, object], place: str) -> Correction:
    missing = [name for name in _ALWAYS if name not in entry]
    unknown = [name for name in entry if name not in _KEYS]
    if missing or unknown:
        fault = f"has no {missing[0]!r}" if missing else f"has {unknown[0]!r}, which is none of {', '.join(_KEYS)}"
        raise CorrectionInvalid(f"{place} {fault}", place=place)
    try:
        table, column = str(entry["table"]), str(entry["column"])
        return Correction(
            document_id=str(entry["document_id"]),
            table=table,
            key=str(entry["key"]),
            column=column,
            value=value_of(table, column, entry["value"]),
            was=_was(table, column, entry["was"]),
            text=_words(entry, "text"),
            place=_words(entry, "place"),
            why=_words(entry, "why"),
            by=_words(entry, "by"),
            on=_day(entry.get("on")),
        )
    except CorrectionInvalid as error:
        raise CorrectionInvalid(f"{place}: {error.problem}", **error.facts) from error


def _was(table: str, column: str, given: object) -> str | dt.date | tuple[str, ...] | None:
    """What was read may be anything of the column's kind, also a word that is in no vocabulary any more."""
    spec = correctable(table).get(column)
    if isinstance(given, list):
        return tuple(map(str, given))
    if given is None or spec is None or spec.kind != "date":
        return None if given is None else str(given)
    return _day(given)


def _words(entry: Mapping[str, object], name: str) -> str | None:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise CorrectionInvalid(f"{name!r} is {value!r}, not text", name=name)
    return value or None


def _day(given: object) -> dt.date | None:
    if given in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(given))
    except ValueError as error:
        raise CorrectionInvalid(f"{given!r} is no day such as 2012-10-31", given=str(given)) from error


def written(corrections: Iterable[Correction]) -> bytes:
    """The file's bytes: equal corrections give equal bytes, whatever their order."""
    lines = [json.dumps(as_plain(one), ensure_ascii=False) for one in sorted(corrections, key=lambda one: one.cell)]
    return "".join(f"{line}\n" for line in lines).encode()


def as_plain(correction: Correction) -> dict[str, object]:
    """A correction as plain values; what nobody gave is left out."""
    values = {name: getattr(correction, name) for name in _KEYS}
    return {name: plain(value) for name, value in values.items() if value is not None or name in _ALWAYS}


def listed(path: Path) -> list[Asked]:
    """The corrections of a list, CSV or JSON Lines, with the columns key, column and value, and any of was, why, by and
    on. An empty cell of a CSV is nothing. Raises CorrectionInvalid, naming the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionInvalid(f"{path} cannot be read: {error}", file=str(path)) from error
    entries = _csv_rows(path, text) if path.suffix.casefold() == ".csv" else _json_lines(path)
    return [_asked(entry, f"{path}, line {at}") for at, entry in entries]


def _asked(entry: Mapping[str, object], place: str) -> Asked:
    for name in ("key", "column", "value"):
        if name not in entry or (name != "value" and not entry[name]):
            raise CorrectionInvalid(f"{place} has no {name!r}", place=place)
    try:
        return Asked(
            key=str(entry["key"]),
            column=str(entry["column"]),
            value=entry["value"],
            was=entry.get("was"),
            says_was="was" in entry,
            why=_words(entry, "why"),
            by=_words(entry, "by"),
            on=_day(entry.get("on")),
            line=place,
        )
    except CorrectionInvalid as error:
        raise CorrectionInvalid(f"{place}: {error.problem}", **error.facts) from error


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        if None in row:
            raise CorrectionInvalid(f"{path}, line {reader.line_num} has more cells than the heading", file=str(path))
        yield reader.line_num, {name: value or None for name, value in row.items()}


def _json_lines(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionInvalid(f"{path} cannot be read: {error}", file=str(path)) from error
    for at, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise CorrectionInvalid(f"{path}, line {at} is no JSON: {error}", file=str(path), line=at) from error
        if not isinstance(entry, dict):
            raise CorrectionInvalid(f"{path}, line {at} is no object", file=str(path), line=at)
        yield at, entry
