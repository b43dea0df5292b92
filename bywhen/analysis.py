"""The analysts' door: published tables as DuckDB relations, pandas frames or Arrow tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publish.comparison import VIEWS
from schemas.errors import OutputError, UsageError
from schemas.tables import TABLES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa


class Results:
    """An output folder. Each table is an attribute and a DuckDB relation: `results.actions.filter("rag = 'red'")`.

    So are three views over tables and links: `history` (an action in each of its papers, and what changed since the one
    before), `moved` (an action over all its papers) and `alike` (like recommendations of two authorities).
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        missing = [table for table in TABLES if not self._file(table).is_file()]
        if missing:
            raise OutputError(f"{self.folder} holds no {missing[0]}.parquet", folder=str(folder), missing=missing)
        import duckdb

        self._connection = duckdb.connect()
        for table in TABLES:
            self._connection.read_parquet(str(self._file(table))).create_view(table)
        for view, query in VIEWS.items():
            self._connection.sql(f"create view {view} as {query}")

    def _file(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"

    def __dir__(self) -> list[str]:
        return sorted([*TABLES, *VIEWS, "arrow", "folder", "pandas", "sql"])

    def __getattr__(self, table: str) -> duckdb.DuckDBPyRelation:
        if table in VIEWS:
            return self._connection.view(table)
        if table not in TABLES:
            raise AttributeError(f"no table {table}; there are {', '.join([*TABLES, *VIEWS])}")
        return self._connection.table(table)

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """A query over the tables by name. Raises UsageError with DuckDB's own words when it cannot be run."""
        import duckdb

        try:
            relation = self._connection.sql(query)
        except duckdb.Error as error:
            raise UsageError(f"The query cannot be run: {error}", query=query) from error
        if relation is None:
            raise UsageError("The query gives no rows; ask with select", query=query)
        return relation

    def pandas(self, table: str) -> pd.DataFrame:
        """A table as a pandas frame with Arrow types, so that dates stay dates and nulls stay null."""
        import pandas as pd

        return pd.read_parquet(self._file(table), dtype_backend="pyarrow")

    def arrow(self, table: str) -> pa.Table:
        """A table as Arrow, with the columns' descriptions in its schema."""
        import pyarrow.parquet as pq

        return pq.read_table(self._file(table))
