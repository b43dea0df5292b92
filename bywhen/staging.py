"""Each paper's result on disk between reading it and assembling the tables, so that no paper is read twice.

Layout, below the output folder:

    .stage/VERSION/ab/DOCUMENT.VARIANT.json          a paper's rows
    .stage/VERSION/ab/DOCUMENT.VARIANT.LIMITS.json   a paper that broke a limit: tried again under other limits
    .stage/VERSION/ab/DOCUMENT.VARIANT.LIMITS.lost   a paper whose process was lost: tried again in the next run, once
    .stage/hashes.sqlite                             hashes of unchanged local files
    .stage/lock                                      held while a run writes

VERSION is made of the code that reads papers, VARIANT of what it was told besides the bytes. A file is there whole
or not at all, also after a power cut. What the bytes hold is `publish.staged`'s.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bywhen.limits import Limits
from publish.partitions import table_files
from schemas.errors import LimitExceeded, OutputError, PaperError, WorkerLost

_CODE = ("schemas", "extract", "normalise")
_ALSO = ("bywhen.reading", "publish.staged")
_READERS = ("pypdfium2", "rapidocr", "onnxruntime", "opencv-python-headless", "dateparser")
_PARTIAL = ".partial"
SCRATCH = "scratch-"  # how the engines' own folders in here begin


@functools.cache
def code_version(*packages: str) -> str:
    """Twelve hex digits that change when code or vocabulary of the packages does, or a reader's release.

    Without packages, those that read papers.
    """
    digest = hashlib.sha256()
    for package in packages or _CODE:
        spec = importlib.util.find_spec(package)
        for root in spec.submodule_search_locations or () if spec else ():
            for name, content in _files(Path(root)):
                digest.update(name + b"\0" + content + b"\0")
    for module in _ALSO:
        spec = importlib.util.find_spec(module)
        if spec is not None and spec.origin is not None:
            digest.update(Path(spec.origin).read_bytes())
    for reader in _READERS:
        digest.update(f"{reader} {_release(reader)}\n".encode())
    return digest.hexdigest()[:12]


def _files(root: Path) -> Iterator[tuple[bytes, bytes]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            yield path.relative_to(root).as_posix().encode(), path.read_bytes()


def _release(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def digest_of(facts: object) -> str:
    """Eight hex digits of plain values."""
    text = json.dumps(facts, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class StageKey:
    """What a paper's result depends on, besides the code: its bytes and what the readers were told."""

    document_id: str
    variant: str

    def name(self, limits: Limits | None = None) -> str:
        """The file's name; with `limits`, that of a result which another allowance might change."""
        under = f".{digest_of(asdict(limits))}" if limits is not None else ""
        return f"{self.document_id[:2]}/{self.document_id}.{self.variant}{under}.json"


class Staging:
    """The staged results of one output folder, for the code as it is now."""

    def __init__(self, out: Path, limits: Limits, version: str | None = None) -> None:
        self.root = out / ".stage"
        self.version = version or code_version()
        self._limits = limits
        self.folder = self.root / self.version

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs off this folder. Raises OutputError when one is at work, or nothing can be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "lock").open("ab")
        except OSError as error:
            raise OutputError(f"{self.root} cannot be written: {error.strerror}", folder=str(self.root)) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise OutputError(f"Another run is writing to {self.root.parent}") from error
            self._sweep()
            yield

    def find(self, key: StageKey) -> Path | None:
        """The paper's result, if this code has read it (and, where a limit was broken, under these limits)."""
        for name in self.names(key):
            path = self.folder / name
            if path.is_file():
                return path
        return None

    def names(self, key: StageKey) -> tuple[str, str]:
        """Where the paper's result may be: as it is, or as it is under these limits."""
        return key.name(), key.name(self._limits)

    def was_lost(self, lost: Path) -> bool:
        """Whether an earlier run lost its process over the paper."""
        return lost.exists()

    def holds_tables(self) -> bool:
        """Whether an earlier run wrote tables there."""
        return bool(table_files(self.root.parent, "documents"))

    def keep(self, key: StageKey, content: bytes, error: PaperError | None = None) -> Path:
        """Put a result in its place; `error` is why the paper gave no rows. Raises OutputError."""
        limited = isinstance(error, LimitExceeded)
        target = self.folder / key.name(self._limits if limited else None)
        lost = target.with_suffix(".lost")
        if isinstance(error, WorkerLost) and not self.was_lost(lost):
            target = lost  # it may have been no fault of the paper's: someone killed the process, or memory ran out
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
        except OSError as error_:
            raise OutputError(f"{target} cannot be written: {error_.strerror}", folder=str(self.root)) from error_
        return target

    def prune(self) -> None:
        """Drop what other versions of the code left."""
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name != self.version and len(folder.name) == len(self.version):
                shutil.rmtree(folder, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what a killed run left half written."""
        for partial in self.folder.glob(f"*/.*{_PARTIAL}"):
            partial.unlink(missing_ok=True)
        for scratch in self.root.glob(f"{SCRATCH}*"):
            shutil.rmtree(scratch, ignore_errors=True)


def write_whole(target: Path, content: bytes) -> None:
    """Write so that the old bytes or the new ones are there, never a part, also after a power cut."""
    partial = target.with_name(f".{target.name}{_PARTIAL}")
    with partial.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    partial.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
