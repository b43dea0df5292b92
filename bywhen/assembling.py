"""Tables from staged results, unless the tables that are there were made of these very results.

How rows become tables is in `publish`; here is only the note of what they were made of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bywhen.staging import Staging, code_version, digest_of, write_whole
from publish.assemble import StagedPaper, assemble
from publish.people import People
from schemas.errors import OutputError
from schemas.tables import TABLES


def assembled(out: Path, staged: Sequence[StagedPaper], staging: Staging, people: People = "keep") -> Mapping[str, int]:
    """Write the tables where they are not up to date; rows by table. Raises OutputError."""
    note = staging.root / "assembled.json"
    made_of = _made_of(staged, staging, people)
    rows = _rows_of_note(note, made_of, out)
    if rows is None:
        try:
            note.unlink(missing_ok=True)
            rows = assemble(out, staged, people)
            content = {"made_of": made_of, "rows": dict(rows), "sizes": _sizes(out)}
            write_whole(note, json.dumps(content, sort_keys=True).encode())
        except OSError as error:
            raise OutputError(f"{out} cannot be written: {error.strerror or error}", folder=str(out)) from error
    return rows


def _made_of(staged: Sequence[StagedPaper], staging: Staging, people: People) -> str:
    papers = [
        (paper.staged.relative_to(staging.root).as_posix(), paper.document_id, paper.file_name, paper.source_uri)
        for paper in staged
    ]
    return digest_of([code_version("schemas", "publish"), people, sorted(papers)])


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
    names = [*(f"{table}.parquet" for table in TABLES), "datapackage.json"]
    stats = {name: (out / name).stat() for name in names if (out / name).is_file()}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}
