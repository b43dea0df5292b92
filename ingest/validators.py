"""What was fetched from which address, and how to ask whether it has changed.

Papers are kept by content in the paper store; an HTTP cache beside it would keep each a second time. So the addresses,
their ETag and Last-Modified, and the paper they led to are remembered here, and the bytes are not.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import astuple, dataclass
from pathlib import Path

_COLUMNS = "url TEXT PRIMARY KEY, document_id TEXT, file_name TEXT, etag TEXT, last_modified TEXT, checked_at REAL"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address. `checked_at`: seconds since 1970 when the server last said that this is the paper."""

    url: str
    document_id: str
    file_name: str
    etag: str | None
    last_modified: str | None
    checked_at: float

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask for the paper only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value is not None}


class Validators:
    """The addresses in an SQLite file, safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
        self._database.execute(f"CREATE TABLE IF NOT EXISTS fetched ({_COLUMNS})")

    def get(self, url: str) -> Fetched | None:
        with self._lock:
            row = self._database.execute("SELECT * FROM fetched WHERE url = ?", (url,)).fetchone()
        return Fetched(*row) if row is not None else None

    def put(self, fetched: Fetched) -> None:
        with self._lock:
            self._database.execute("INSERT OR REPLACE INTO fetched VALUES (?, ?, ?, ?, ?, ?)", astuple(fetched))

    def close(self) -> None:
        self._database.close()
