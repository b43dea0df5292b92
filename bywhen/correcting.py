"""What people put right in an output folder: taken, checked against the rows as they were read, kept, applied.

The rows are the staged ones, so that a correction of a corrected cell still knows what the paper gave. What a
correction is stands in `schemas.corrections`; what is printed, in `correct_command`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import bywhen
from bywhen.assembling import Assembled, assembled, noted
from bywhen.limits import Limits
from bywhen.staging import Staging, write_whole
from publish.assemble import StagedPaper
from publish.correction_file import NAME, Asked, read, written
from publish.corrections import State, held, row_of, state
from publish.staged import Rows
from schemas.corrections import KEYS, Correction, correctable, shown, value_of, verbatim_column
from schemas.errors import CorrectionInvalid, OutputError

if TYPE_CHECKING:
    from bywhen.analysis import Results

_HEX = frozenset("0123456789abcdef")
_SHORTEST = 6
"""Letters of a key that may stand for the whole of it."""
_PLACE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Judged:
    """A correction and what becomes of it."""

    correction: Correction
    state: State


@dataclass(frozen=True, slots=True)
class Found:
    """A row that a key names."""

    table: str
    key: str
    rows: Rows


class Corrected:
    """The corrections of an output folder.

    Raises OutputError where a run has not written it, CorrectionInvalid where its file of corrections cannot be used.
    """

    def __init__(self, out: Path) -> None:
        if not out.is_dir():
            raise OutputError(f"There is no folder {out}", folder=str(out))
        self.out = out
        self.file = (out / NAME).resolve()  # a link into a repository stays one
        self.corrections = read(self.file)
        self.staging = Staging(out, Limits())
        self._rows: dict[str, Rows] = {}

    @cached_property
    def _made_of(self) -> Assembled:
        return noted(self.staging)

    @cached_property
    def _tables(self) -> Results:
        return bywhen.open(str(self.out))

    @cached_property
    def _papers(self) -> Mapping[str, StagedPaper]:
        return {paper.document_id: paper for paper in self._made_of.papers}

    def check_tables(self) -> None:
        """Raise OutputError where it is not known what the folder's tables were made of."""
        noted(self.staging)

    def judged(self) -> list[Judged]:
        """Every correction with what becomes of it."""
        return [Judged(one, self._state(one)) for one in self.corrections]

    def _state(self, correction: Correction) -> State:
        if correction.document_id not in self._papers:
            return "paper not here"
        return state(self._paper_rows(correction.document_id), correction)

    def _paper_rows(self, document_id: str) -> Rows:
        if document_id not in self._rows:
            self._rows[document_id] = self._papers[document_id].rows()
        return self._rows[document_id]

    def take(self, asked: Iterable[Asked]) -> list[Correction]:
        """Take corrections in, in place of those of the same cells that are there. All are taken or none.

        Raises CorrectionInvalid, naming the line it came from.
        """
        kept = {one.cell: one for one in self.corrections}
        taken = []
        for one in asked:
            try:
                correction = self._correction(one)
            except CorrectionInvalid as error:
                problem = f"{one.line}: {error.problem}" if one.line else error.problem
                raise CorrectionInvalid(problem, **error.facts) from error
            kept[correction.cell] = correction
            taken.append(correction)
        _check_days(kept.values())
        self.corrections = [kept[cell] for cell in sorted(kept)]
        return taken

    def _correction(self, asked: Asked) -> Correction:
        found = self.find(asked.key, asked.column)
        row = row_of(found.rows, found.table, found.key) or {}
        value = value_of(found.table, asked.column, asked.value)
        was = held(row, asked.column)
        if asked.says_was and value_like(found.table, asked.column, asked.was) != was:
            raise CorrectionInvalid(f"{asked.column} of {found.key} is {shown(was)}, not {shown(str(asked.was))}")
        _check_authority(found, asked.column, value)
        verbatim = verbatim_column(found.table, asked.column)
        return Correction(
            document_id=found.rows["documents"][0]["document_id"],
            table=found.table,
            key=found.key,
            column=asked.column,
            value=value,
            was=was,
            text=row[verbatim] if verbatim else None,
            place=_place(found, row),
            why=asked.why,
            by=asked.by,
            on=asked.on,
        )

    def find(self, key: str, column: str) -> Found:
        """The row of a key, whole or its beginning. Raises CorrectionInvalid where none or several have it."""
        if len(key) < _SHORTEST:
            raise CorrectionInvalid(f"'{key}' is too short for a key; give at least {_SHORTEST} letters", key=key)
        hits = self._hits(key) if set(key) <= _HEX else []
        hits = [hit for hit in hits if hit[1] == key] or hits
        if not hits:
            raise CorrectionInvalid(f"No action, plan or paper has a key that begins with '{key}'", key=key)
        if len(hits) > 1:
            raise CorrectionInvalid(f"{len(hits)} rows have a key that begins with '{key}'; give more of it", key=key)
        table, whole, document_id = hits[0]
        known = correctable(table)
        if column not in known:
            raise CorrectionInvalid(
                f"{table} has no column {column} to correct; there are {', '.join(known)}", column=column
            )
        return Found(table, whole, self._paper_rows(document_id))

    def _hits(self, key: str) -> list[tuple[str, str, str]]:
        """Table, key and paper of the published rows whose key begins so."""
        queries = (
            f"select '{table}', {name}, document_id from {table} where starts_with({name}, '{key}')"  # noqa: S608  # hex digits
            for table, name in KEYS.items()
        )
        return self._tables.sql(" union all ".join(queries)).fetchall()

    def forget(self, key: str, column: str | None) -> list[Correction]:
        """Take corrections of a row (or one cell of it) back. Raises CorrectionInvalid where there is none."""
        gone = [
            one
            for one in self.corrections
            if len(key) >= _SHORTEST and one.key.startswith(key) and column in (None, one.column)
        ]
        if not gone:
            what = f"{column} of '{key}'" if column else f"'{key}'"
            raise CorrectionInvalid(f"No correction of {what} is written down", key=key)
        if len({one.key for one in gone}) > 1:
            raise CorrectionInvalid(f"Several rows have a key that begins with '{key}'; give more of it", key=key)
        self.corrections = [one for one in self.corrections if one not in gone]
        return gone

    def keep(self, *, later: bool) -> None:
        """Write the corrections down and, unless `later`, make the tables again with them. Raises OutputError."""
        try:
            if not self.corrections:
                self.file.unlink(missing_ok=True)
            else:
                write_whole(self.file, written(self.corrections))
        except OSError as error:
            raise OutputError(f"{self.file} cannot be written: {error.strerror}", file=str(self.file)) from error
        if not later:
            made = self._made_of
            assembled(self.out, made.papers, self.staging, made.people, partition=made.partition)


@contextmanager
def changing(out: Path) -> Iterator[Corrected]:
    """The corrections of a folder, while no run and no one else writes there. Raises OutputError, CorrectionInvalid."""
    found = Corrected(out)
    found.check_tables()
    with found.staging.held():
        yield Corrected(out)


def value_like(table: str, column: str, given: object) -> object:
    """What `given` says a cell holds, as it would be held; as it is where the column could not hold it."""
    try:
        return value_of(table, column, given)
    except CorrectionInvalid:
        return given


def _check_days(corrections: Iterable[Correction]) -> None:
    """Raise CorrectionInvalid where the corrections of a row let its deadline end before it starts."""
    days: dict[tuple[str, str], dt.date] = {}
    for one in corrections:
        if isinstance(one.value, dt.date):
            days[one.key, one.column] = one.value
    for (key, column), start in days.items():
        end = days.get((key, "deadline_end"))
        if column == "deadline_start" and end is not None and end < start:
            raise CorrectionInvalid(f"The deadline of {key} would end on {end}, before it starts on {start}", key=key)


def _check_authority(found: Found, column: str, value: object) -> None:
    if found.table != "documents" or value is None or column not in ("authority_name", "authority_code"):
        return
    from normalise import authority

    day = found.rows["documents"][0]["meeting_date"]
    known = (
        authority.named(str(value), on=day) is not None
        if column == "authority_name"
        else any(one.code == value for one in authority.register())
    )
    if not known:
        raise CorrectionInvalid(f"The register has no one authority of the {column[10:]} '{value}'", column=column)


def _place(found: Found, row: Mapping[str, object]) -> str:
    """Where the row stands, for people: the file, the page, the row's number and first words."""
    name = str(found.rows["documents"][0]["file_name"])
    if found.table == "documents":
        return name
    if found.table == "plans":
        return f"{name}, page {row['first_page']}: {row['title'] or 'plan'}"
    pages = row["pages"]
    page = f", page {pages[0]}" if isinstance(pages, list | tuple) and pages else ""
    words = str(row["action"] or row["recommendation"] or "").split()
    text = " ".join(words[:_PLACE_WORDS]) + ("..." if len(words) > _PLACE_WORDS else "")
    return f"{name}{page}, {row['number'] or 'row ' + str(row['row'])}: {text}"


def twins(out: Path, corrections: Iterable[Correction]) -> list[str]:
    """Names of corrected papers whose plan stands in another one, too, which is the one that reports count."""
    keys = {one.document_id for one in corrections}
    rows = bywhen.open(str(out)).documents.filter("same_as is not null").project("document_id, file_name").fetchall()
    return sorted(name for key, name in rows if key in keys)
