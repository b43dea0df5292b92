"""Tables as Hive folders by authority (`OUT/actions/authority_code=E09000008/part-0.parquet`), and where tables are.

As Hive has it, the folder's name holds the authority's code and the file does not; papers of no known authority
are in `authority_code=__HIVE_DEFAULT_PARTITION__`. Papers come authority by authority, so that one file a table is open
and memory holds no more than for plain files. A table's folder is replaced as a whole: nothing stale is left in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import quote

from publish.parquet import TableWriter
from publish.staged import Rows
from schemas.errors import OutputError
from schemas.tables import TABLES, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

COLUMN = "authority_code"
NOT_KNOWN = "__HIVE_DEFAULT_PARTITION__"
_FILE = "part-0.parquet"
_NEW, _FORMER = ".partitions.partial", ".partitions.former"


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of a table in an output folder: one, or one for each authority; none where there is no such table."""
    plain = folder / f"{table}.parquet"
    return [plain] if plain.is_file() else sorted((folder / table).glob(f"{COLUMN}=*/{_FILE}"))


def is_partitioned(folder: Path, table: str) -> bool:
    """Whether the table's files are in folders by authority."""
    return not (folder / f"{table}.parquet").is_file() and bool(table_files(folder, table))


def drop_partitions(folder: Path) -> None:
    """Remove the folders of an earlier run that wrote partitions. Raises OutputError where one holds other files."""
    for table in TABLES:
        if _is_ours(folder / table):
            shutil.rmtree(folder / table)


def _is_ours(folder: Path) -> bool:
    """Whether the folder is a table's; false where there is none. Raises OutputError where it is someone else's."""
    if not folder.exists():
        return False
    for path in folder.rglob("*") if folder.is_dir() else (folder,):
        if not (path.name == _FILE or (path.is_dir() and path.name.startswith(f"{COLUMN}="))):
            raise OutputError(f"{path} stands where a table belongs, and is none of ours", path=str(path))
    return True


class PartitionSet:
    """All tables of an output folder, each in folders by authority; used as `TableSet` is."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            _is_ours(folder / table)
        self.folder = folder
        self.new = folder / _NEW
        shutil.rmtree(self.new, ignore_errors=True)
        self._schemas = {table: _without_authority(arrow_schema(table)) for table in TABLES}
        self._counts = dict.fromkeys(TABLES, 0)
        self._code: str | None = None
        self._open: dict[str, TableWriter] = {}

    def __enter__(self) -> PartitionSet:
        return self

    def add(self, rows: Rows) -> None:
        """Take one paper's rows; papers must come authority by authority, in the order of their document_id."""
        code = rows["documents"][0][COLUMN]
        if code != self._code:
            self._close()
            self._code = code
        for table, records in rows.items():
            if records:
                self._writer(table).add(records)
                self._counts[table] += len(records)

    def counts(self) -> dict[str, int]:
        """Rows taken so far, by table."""
        return dict(self._counts)

    def _writer(self, table: str) -> TableWriter:
        if table not in self._open:
            target = self.new / table / f"{COLUMN}={quote(self._code or NOT_KNOWN)}" / _FILE
            target.parent.mkdir(parents=True)
            self._open[table] = TableWriter(target, table, self._schemas[table])
        return self._open[table]

    def _close(self) -> None:
        for writer in self._open.values():
            writer.close()
        self._open = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for writer in self._open.values():
                writer.discard()
            shutil.rmtree(self.new, ignore_errors=True)
            return
        self._close()
        self._code = None
        for table in (table for table, count in self._counts.items() if count == 0):
            self._writer(table)
        self._close()
        self._put_in_place()

    def _put_in_place(self) -> None:
        """The new folders in place of the former files or folders; a reader never sees former and new rows of a table
        together."""
        former = self.folder / _FORMER
        shutil.rmtree(former, ignore_errors=True)
        former.mkdir()
        for table in TABLES:
            (self.folder / f"{table}.parquet").unlink(missing_ok=True)
            if (self.folder / table).exists():
                (self.folder / table).rename(former / table)
            (self.new / table).rename(self.folder / table)
        shutil.rmtree(former)
        self.new.rmdir()


def _without_authority(schema: pa.Schema) -> pa.Schema:
    return schema.remove(schema.get_field_index(COLUMN))


def paths_of(folder: Path) -> dict[str, Sequence[str]]:
    """The files of each table, relative to the folder, `/` between folders."""
    return {table: [file.relative_to(folder).as_posix() for file in table_files(folder, table)] for table in TABLES}
