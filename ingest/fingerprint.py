"""The sha256 of local files, remembered so that an unchanged file is not read again.

A remembered hash holds while size, modification time, change time and inode are the same. A file that changed
within two seconds of being hashed is not remembered: its clock may be too coarse to show a further change.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from pathlib import Path
from typing import Protocol

from ingest.store import CHUNK

_SETTLED_SECONDS = 2.0


class Fingerprints(Protocol):
    """Gives the sha256 of a file; OSError when it cannot be read."""

    def sha256(self, path: Path) -> str: ...


class FreshFingerprints:
    """Reads the file each time."""

    def sha256(self, path: Path) -> str:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()


class RememberedFingerprints:
    """Keeps hashes in an SQLite file; one that is damaged or of another make is started again."""

    def __init__(self, cache: Path) -> None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._fresh = FreshFingerprints()
        try:
            self._database = _opened(cache)
        except sqlite3.DatabaseError:
            cache.unlink()
            self._database = _opened(cache)

    def sha256(self, path: Path) -> str:
        stat = path.stat()
        key, mark = _key(path), _mark(stat)
        found = self._database.execute("SELECT sha256 FROM hash WHERE path = ? AND mark = ?", (key, mark)).fetchone()
        if found is not None:
            return str(found[0])
        digest = self._fresh.sha256(path)
        newest = max(stat.st_mtime, stat.st_ctime)
        if _mark(path.stat()) == mark and time.time() - newest > _SETTLED_SECONDS:
            with contextlib.suppress(sqlite3.Error):  # a memory that cannot be written costs time and nothing else
                self._database.execute("INSERT OR REPLACE INTO hash VALUES (?, ?, ?)", (key, mark, digest))
        return digest

    def close(self) -> None:
        """Write what was learnt. A run that is killed before it only hashes again."""
        with contextlib.suppress(sqlite3.Error):
            self._database.commit()
        self._database.close()


def _opened(cache: Path) -> sqlite3.Connection:
    database = sqlite3.connect(cache, timeout=30)
    database.execute("CREATE TABLE IF NOT EXISTS hash (path TEXT PRIMARY KEY, mark TEXT, sha256 TEXT)")
    return database


def _key(path: Path) -> str:
    """The path as SQLite can hold it: a name on disk may hold bytes that are no UTF-8."""
    return os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")


def _mark(stat: os.stat_result) -> str:
    return f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}:{stat.st_ino}"
