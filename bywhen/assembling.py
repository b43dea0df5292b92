"""Tables from staged results, unless the tables that are there were made of these very results.

How rows become tables is in `publish`; here is only the note of what they were made of, from which `bywhen correct`
makes them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bywhen.staging import Staging, code_version, digest_of, write_whole
from publish.assemble import Manner, StagedPaper, assemble
from publish.correction_file import NAME, read
from publish.corrections import Corrections, by_paper
from publish.partitions import table_files
from publish.people import People
from schemas.corrections import Correction
from schemas.errors import OutputError
from schemas.tables import SCHEMA_VERSION, TABLES

_NOTE = "assembled.json"


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the tables of a folder were made of."""

    papers: tuple[StagedPaper, ...]
    people: People
    partition: bool

    def rows_of(self, document_id: str) -> StagedPaper | None:
        """The staged paper of this key."""
        return next((paper for paper in self.papers if paper.document_id == document_id), None)


def assembled(
    out: Path, staged: Sequence[StagedPaper], staging: Staging, people: People = "keep", *, partition: bool = False
) -> Mapping[str, int]:
    """Write the tables where they are not up to date, with the folder's corrections; rows by table.

    Raises OutputError, and CorrectionInvalid for a file of corrections that cannot be used.
    """
    note = staging.root / _NOTE
    corrections = read(out / NAME)
    made_of = _made_of(staged, staging, [people, partition, [repr(one) for one in corrections]])
    rows = _rows_of_note(note, made_of, out)
    if rows is None:
        try:
            note.unlink(missing_ok=True)
            rows = assemble(out, staged, Manner(people, partition, _applicable(corrections)))
            content = {
                "made_of": made_of,
                "rows": dict(rows),
                "sizes": _sizes(out),
                "schema_version": SCHEMA_VERSION,
                "people": people,
                "partition": partition,
                "papers": _listed(staged, staging),
            }
            write_whole(note, json.dumps(content, sort_keys=True).encode())
        except OSError as error:
            raise OutputError(f"{out} cannot be written: {error.strerror or error}", folder=str(out)) from error
    return rows


def noted(staging: Staging) -> Assembled:
    """What the tables in the folder were made of. Raises OutputError where that is not known, or not there any more."""
    try:
        content = json.loads((staging.root / _NOTE).read_text(encoding="utf-8"))
        papers = tuple(
            StagedPaper(key, name, source, staging.root / staged) for staged, key, name, source in content["papers"]
        )
        found = Assembled(papers, content["people"], bool(content["partition"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _gone(staging) from error
    current = content.get("schema_version") == SCHEMA_VERSION
    if not current or not all(paper.staged.is_file() for paper in found.papers):
        raise _gone(staging)
    return found


def _gone(staging: Staging) -> OutputError:
    out = staging.root.parent
    return OutputError(f"What {out} was made of is not known any more; run `bywhen run` again", folder=str(out))


def _applicable(corrections: Sequence[Correction]) -> Corrections | None:
    if not corrections:
        return None
    from normalise.corrected.paper import follow

    return Corrections(by_paper(corrections), follow)


def _made_of(staged: Sequence[StagedPaper], staging: Staging, manner: object) -> str:
    return digest_of([code_version("schemas", "normalise", "publish"), manner, sorted(_listed(staged, staging))])


def _listed(staged: Sequence[StagedPaper], staging: Staging) -> list[list[str]]:
    return [
        [paper.staged.relative_to(staging.root).as_posix(), paper.document_id, paper.file_name, paper.source_uri]
        for paper in staged
    ]


def _rows_of_note(note: Path, made_of: str, out: Path) -> Mapping[str, int] | None:
    """The rows by table if the note says that the tables are made of `made_of`, and they are still as it left them."""
    try:
        content = json.loads(note.read_text(encoding="utf-8"))
        current = content["made_of"] == made_of and content["sizes"] == _sizes(out)
        return {str(table): int(count) for table, count in content["rows"].items()} if current else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _sizes(out: Path) -> dict[str, list[int]]:
    """Size and time of each result, by name; one that is missing is missing here."""
    files = [*(file for table in TABLES for file in table_files(out, table)), out / "datapackage.json"]
    stats = {file.relative_to(out).as_posix(): file.stat() for file in files if file.is_file()}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}
