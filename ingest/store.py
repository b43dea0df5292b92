"""The paper store: the bytes of each paper once, under their sha256, and every sighting of them.

Names that servers or archives gave are data in the provenance file and never become paths. Layout:

    STORE/papers/ab/abcd….pdf     the bytes (read-only in spirit: a name is its content)
    STORE/sightings/ab/abcd….jsonl   one line per place where they were seen
    STORE/http/                   the HTTP cache of the fetcher

Nothing here reads a PDF or talks to a network.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where and when a paper was seen, and under what name. `seen_at` in UTC, ISO 8601, to the second."""

    source_uri: str
    file_name: str
    seen_at: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A paper in the store: its sha256, where its bytes are, how many, and how they begin."""

    document_id: str
    path: Path
    size: int
    opening: bytes


class PaperStore:
    """A folder of papers by content. Safe to share between processes: a paper appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, document_id: str) -> Path:
        """Where the paper is or would be; `document_id` must be 64 lower-case hex digits (ValueError)."""
        if len(document_id) != 64 or not set(document_id) <= set("0123456789abcdef"):
            raise ValueError(f"not a document id: {document_id!r}")
        return self.root / "papers" / document_id[:2] / f"{document_id}.pdf"

    def add(self, chunks: Iterable[bytes], *, check: Callable[[int], None] | None = None) -> Stored:
        """Keep the bytes; `check(bytes so far)` may raise to stop a stream that grows too large."""
        folder = self.root / "papers"
        folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".part-", dir=folder)
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                document_id, size, opening = _copy(chunks, file, check)
                file.flush()
                os.fsync(file.fileno())
            final = self.path_of(document_id)
            final.parent.mkdir(exist_ok=True)
            part.replace(final)
        finally:
            part.unlink(missing_ok=True)
        return Stored(document_id, final, size, opening)

    def record(self, document_id: str, provenance: Provenance) -> None:
        """Note a sighting; one line for each place and name, the first time it was seen there."""
        known = {(entry.source_uri, entry.file_name) for entry in self.sightings(document_id)}
        if (provenance.source_uri, provenance.file_name) in known:
            return
        path = self._sightings_path(document_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(provenance), ensure_ascii=False, sort_keys=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def sightings(self, document_id: str) -> Iterator[Provenance]:
        """Every place where the paper was seen, oldest first."""
        path = self._sightings_path(document_id)
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.endswith("}"):  # a line cut short by a kill is a sighting that was not noted
                    yield Provenance(**json.loads(line))

    def _sightings_path(self, document_id: str) -> Path:
        return self.root / "sightings" / document_id[:2] / f"{document_id}.jsonl"


def _copy(chunks: Iterable[bytes], file: IO[bytes], check: Callable[[int], None] | None) -> tuple[str, int, bytes]:
    """Write the chunks; their sha256, their length and their first 1,024 bytes."""
    digest, size, opening = hashlib.sha256(), 0, b""
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
        if len(opening) < 1024:
            opening += chunk[: 1024 - len(opening)]
        size += len(chunk)
        if check is not None:
            check(size)
    return digest.hexdigest(), size, opening
