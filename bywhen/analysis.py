"""The analysts' door: published tables as DuckDB relations, pandas frames or Arrow tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from publish.comparison import VIEWS
from publish.partitions import is_partitioned, table_files
from schemas.errors import OutputError, QueryInvalid
from schemas.tables import SCHEMA_VERSION, TABLES, arrow_schema, columns

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa

    from schemas.corrections import Correction


@contextmanager
def tables_read(folder: Path) -> Iterator[None]:
    """Raise OutputError where a file of the folder turns out to be damaged while it is read."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        reason = str(error).split("\n", 1)[0]
        problem = f"The tables in {folder} cannot be read ({reason}); `bywhen run` again makes them anew"
        raise OutputError(problem, folder=str(folder)) from error


class Results:
    """An output folder. Each table is an attribute and a DuckDB relation: `results.actions.filter("rag = 'red'")`.

    So are three views over tables and links: `history` (an action in each of its papers, and what changed since the one
    before), `moved` (an action over all its papers) and `alike` (like recommendations of two authorities).
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise OutputError(f"There is no folder {self.folder}", folder=str(folder))
        missing = [table for table in TABLES if not table_files(self.folder, table)]
        if missing:
            raise OutputError(f"{self.folder} holds no {missing[0]}.parquet", folder=str(folder), missing=missing)
        import duckdb

        self._connection = duckdb.connect()
        with tables_read(self.folder):
            self._check_version()
            for table in TABLES:
                self._relation(table).create_view(table)
        for view, query in VIEWS.items():
            self._connection.sql(f"create view {view} as {query}")

    def _check_version(self) -> None:
        """Raise OutputError for tables of another major version, whose columns may mean something else."""
        file = str(table_files(self.folder, "documents")[0])
        told = "select decode(value) from parquet_kv_metadata(?) where decode(key) = 'schema_version'"
        (version,) = self._connection.execute(told, [file]).fetchone() or ("none",)
        if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
            problem = f"{self.folder} holds tables of schema version {version}, this is {SCHEMA_VERSION}"
            raise OutputError(f"{problem}; `bywhen run` again makes them anew", folder=str(self.folder))

    def _relation(self, table: str) -> duckdb.DuckDBPyRelation:
        """The table's files, with the columns in their order, the authority of a folder's name among them."""
        if not is_partitioned(self.folder, table):
            return self._connection.read_parquet(str(self.folder / f"{table}.parquet"))
        named = ", ".join(spec.name for spec in columns(table))
        files = [str(file) for file in table_files(self.folder, table)]
        return self._connection.sql(
            f"select {named} from read_parquet(?, hive_partitioning=true, hive_types={{'authority_code': varchar}})",  # noqa: S608  # our own names
            params=[files],
        )

    def __dir__(self) -> list[str]:
        return sorted([*TABLES, *VIEWS, "arrow", "correct", "corrections", "folder", "pandas", "sql"])

    def __getattr__(self, table: str) -> duckdb.DuckDBPyRelation:
        if table in VIEWS:
            return self._connection.view(table)
        if table not in TABLES:
            raise AttributeError(f"no table {table}; there are {', '.join([*TABLES, *VIEWS])}")
        return self._connection.table(table)

    def correct(self, key: str, column: str, value: object, *, why: str | None = None, by: str | None = None) -> None:
        """Say what a cell holds (null: nothing): `column` of the action, plan or paper that `key` names.

        It is kept beside the tables, which are made again, and later runs keep to it: what `bywhen correct set` does.
        Raises CorrectionInvalid.
        """
        from bywhen.correcting import changing
        from publish.correction_file import Asked

        given = value.isoformat() if isinstance(value, dt.date) else value
        with changing(self.folder) as corrected:
            corrected.take([Asked(key, column, given, why=why, by=by)])
            corrected.keep(later=False)

    @property
    def corrections(self) -> list[Correction]:
        """What people have put right in this folder."""
        from publish.correction_file import NAME, read

        return read(self.folder / NAME)

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """A query over the tables by name. Raises QueryInvalid with DuckDB's own words when it cannot be run."""
        import duckdb

        try:
            relation = self._connection.sql(query)
        except duckdb.Error as error:
            raise QueryInvalid(f"The query cannot be run: {error}", query=query) from error
        if relation is None:
            raise QueryInvalid("The query gives no rows; ask with select", query=query)
        return relation

    def pandas(self, table: str) -> pd.DataFrame:
        """A table as a pandas frame with Arrow types, so that dates stay dates and nulls stay null."""
        import pandas as pd

        frame: pd.DataFrame = self.arrow(table).to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    def arrow(self, table: str) -> pa.Table:
        """A table as Arrow, with the columns' descriptions in its schema."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not is_partitioned(self.folder, table):
            return pq.read_table(self.folder / f"{table}.parquet")
        import pyarrow.dataset as ds

        by_authority = ds.partitioning(pa.schema([("authority_code", pa.string())]), flavor="hive")
        schema = arrow_schema(table)
        return pq.read_table(self.folder / table, partitioning=by_authority).select(schema.names).cast(schema)
