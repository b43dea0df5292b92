"""An output folder in object storage (`s3://bucket/folder`): staged results and tables kept there, made here.

A run works in a passing folder of this machine; each staged result is put into the storage as soon as it is there, so
that another machine can go on after this one is lost. There is no lock: one run at a time writes to a folder.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from bywhen.limits import Limits
from bywhen.staging import StageKey, Staging
from publish.partitions import table_files
from schemas.errors import OutputError, PaperError
from schemas.tables import TABLES

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_PARTITION = re.compile(r"/authority_code=[^/]+/part-0\.parquet")
_SCHEME = "s3:/"  # a Path makes one slash of two
_NEEDED = "Writing to s3:// needs the package 'obstore' (pip install 'bywhen[s3]')"


def remote_address(out: Path | str) -> str | None:
    """The address when `out` is in object storage, else null."""
    text = out.as_posix() if isinstance(out, Path) else out
    if not text.startswith(_SCHEME):
        return None
    return "s3://" + text.removeprefix(_SCHEME).strip("/")


class RemoteFolder:
    """A folder in object storage. Every fault is an OutputError."""

    def __init__(self, address: str) -> None:
        try:
            from obstore.store import from_url
        except ImportError as error:
            raise OutputError(_NEEDED) from error
        self.address = address
        self._objects: ObjectStore = from_url(address)

    def names(self, below: str) -> set[str]:
        """The names of all objects below the folder."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            return {meta["path"] for batch in obstore.list(self._objects, below) for meta in batch}
        except (BaseError, OSError) as error:
            raise self._fault(error) from error

    def has(self, name: str) -> bool:
        """Whether there is an object of that name."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            obstore.head(self._objects, name)
        except FileNotFoundError:
            return False
        except (BaseError, OSError) as error:
            raise self._fault(error) from error
        return True

    def get(self, name: str) -> bytes:
        import obstore
        from obstore.exceptions import BaseError

        try:
            return bytes(obstore.get(self._objects, name).bytes())
        except (BaseError, OSError) as error:
            raise self._fault(error) from error

    def put(self, name: str, content: bytes | Path) -> None:
        """Put an object in its place; a reader sees the old one or the new one."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            obstore.put(self._objects, name, content)
        except (BaseError, OSError) as error:
            raise self._fault(error) from error

    def publish(self, out: Path) -> None:
        """Put the results of a run there: tables first, then what describes them, then the report."""
        written = [file.relative_to(out).as_posix() for table in TABLES for file in table_files(out, table)]
        for name in [*written, "datapackage.json", "run.json"]:
            if (out / name).is_file():
                self.put(name, out / name)
        if written:
            self._drop_former(set(written))

    def _drop_former(self, written: set[str]) -> None:
        """Remove tables that an earlier run left in the other layout, or for authorities that are not there now."""
        for table in TABLES:
            below = {name for name in self.names(table) if _PARTITION.fullmatch(name.removeprefix(table))}
            for name in sorted(({f"{table}.parquet"} | below) - written):
                self.remove(name)

    def bring(self, name: str, folder: Path) -> None:
        """Copy an object into the folder, where there is one of that name."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            content = bytes(obstore.get(self._objects, name).bytes())
        except FileNotFoundError:
            return
        except (BaseError, OSError) as error:
            raise self._fault(error) from error
        (folder / name).write_bytes(content)

    def remove(self, name: str) -> None:
        """Remove an object; nothing where there is none."""
        import obstore
        from obstore.exceptions import BaseError

        try:
            obstore.delete(self._objects, name)
        except (BaseError, OSError) as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> OutputError:
        reason = str(error).split("\n", 1)[0][:200]
        return OutputError(f"{self.address} cannot be used: {reason}", address=self.address)


class RemoteStaging(Staging):
    """Staged results that live in object storage, with a copy here of those that this run needs."""

    def __init__(self, remote: RemoteFolder, out: Path, limits: Limits, version: str | None = None) -> None:
        super().__init__(out, limits, version)
        self._remote = remote
        self._there = remote.names(f".stage/{self.version}")

    def find(self, key: StageKey) -> Path | None:
        for name in self.names(key):
            if self._name(name) in self._there:
                target = self.folder / name
                if not target.is_file():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(self._remote.get(self._name(name)))
                return target
        return None

    def keep(self, key: StageKey, content: bytes, error: PaperError | None = None) -> Path:
        target = super().keep(key, content, error)
        name = self._name(target.relative_to(self.folder).as_posix())
        self._remote.put(name, content)
        self._there.add(name)
        return target

    def was_lost(self, lost: Path) -> bool:
        return self._name(lost.relative_to(self.folder).as_posix()) in self._there

    def holds_tables(self) -> bool:
        return self._remote.has("documents.parquet") or bool(self._remote.names("documents"))

    def _name(self, name: str) -> str:
        return f".stage/{self.version}/{name}"
