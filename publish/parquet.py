"""Papers' rows into Parquet, streaming: one file a table, rows sorted, equal input gives equal bytes.

Rows arrive paper by paper in the order of `document_id`; within a paper they are already in reading order, so the
files come out sorted without holding more than one row group a table in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from publish.staged import Rows
from schemas.errors import OutputError
from schemas.tables import TABLES, arrow_schema, problems

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ROWS_IN_GROUP = 50_000


def prepare() -> None:
    """Load what writing needs, for a moment when there is time: pyarrow, and pandas, which pyarrow loads if it can."""
    import pyarrow as pa
    import pyarrow.parquet

    pa.array([None])


class TableWriter:
    """A file of one table, written beside its final name and moved there only when whole.

    `schema`: the columns to write, where they are not all of the table's.
    """

    def __init__(self, target: Path, table: str, schema: pa.Schema | None = None) -> None:
        self.table = table
        self.target = target
        self.partial = target.with_name(f".{target.name}.partial")
        self.schema = arrow_schema(table) if schema is None else schema
        self.rows: list[Mapping[str, Any]] = []
        self.written = 0
        self._writer: pq.ParquetWriter | None = None

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take rows; raises OutputError when one breaks the table's definition."""
        for row in rows:
            wrong = problems(self.table, row)
            if wrong:
                raise OutputError(f"A row would break the published schema: {wrong[0]}", problems=wrong)
            self.rows.append(row)
            if len(self.rows) == ROWS_IN_GROUP:
                self._flush()

    def _flush(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self.partial,
                self.schema,
                compression="zstd",
                write_page_checksum=True,
                store_schema=True,
            )
        self._writer.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
        self.written += len(self.rows)
        self.rows = []

    def close(self) -> None:
        """Write what is left, flush it to disk and move it into place."""
        if self.rows or self._writer is None:
            self._flush()
        assert self._writer is not None
        self._writer.close()
        with self.partial.open("rb") as handle:
            os.fsync(handle.fileno())
        self.partial.replace(self.target)

    def discard(self) -> None:
        """Leave the former file as it was."""
        if self._writer is not None:
            self._writer.close()
        self.partial.unlink(missing_ok=True)


class TableSet:
    """All tables of an output folder, written together: `with TableSet(folder) as tables: tables.add(rows)`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.writers = {table: TableWriter(folder / f"{table}.parquet", table) for table in TABLES}

    def __enter__(self) -> TableSet:
        return self

    def add(self, rows: Rows) -> None:
        """Take one paper's rows; papers must come in the order of their document_id."""
        for table, records in rows.items():
            self.writers[table].add(records)

    def counts(self) -> dict[str, int]:
        """Rows taken so far, by table."""
        return {table: writer.written + len(writer.rows) for table, writer in self.writers.items()}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self.writers.values():
            if kind is None:
                writer.close()
            else:
                writer.discard()
