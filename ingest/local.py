"""Papers on this machine's disk: one file, or a folder with all below it.

Sorted, so that the order never depends on the file system; symbolic links to folders are not followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from ingest.fingerprint import Fingerprints
from ingest.sniff import OPENING_BYTES, fault, looks_like_pdf
from schemas.errors import MissingFile, PaperError, SourceClosed, SourceEmpty, SourceMissing, UnreadablePdf
from schemas.sighting import KnownFacts, Sighting


def given_uri(path: Path) -> str:
    """The path as given, as a URI-like text that means the same on another machine.

    An absolute path keeps its last part only and leading `..` are dropped: what stands above is this machine's own.
    """
    if path.is_absolute():
        return clean_text(path.name)
    parts = [part for part in path.parts if part not in ("..", ".")]
    return clean_text("/".join(parts))


def clean_text(name: str) -> str:
    """A file name as text that any table can hold (names on disk may hold bytes that are no UTF-8)."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def file_sighting(path: Path, uri: str, prints: Fingerprints, known: KnownFacts) -> Sighting:
    """One file as a sighting; a file that cannot be read, or is no PDF, carries its error."""
    name = PurePosixPath(uri).name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Sighting(None, None, name, uri, known, UnreadablePdf(f"{uri} is not a regular file", name=name))
        with path.open("rb") as file:
            opening = file.read(OPENING_BYTES)
        document_id = prints.sha256(path)
    except FileNotFoundError as error:
        return Sighting(None, None, name, uri, known, _caused(MissingFile(f"There is no file {uri}", name=name), error))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        closed = UnreadablePdf(f"{uri} cannot be opened: {reason}", name=name)
        return Sighting(None, None, name, uri, known, _caused(closed, error))
    return Sighting(document_id, path, name, uri, known, fault(opening, uri))


def missing_source(source: str, uri: str, known: KnownFacts) -> Sighting:
    """A SOURCE that is not there: a missing file when it is named as a PDF, else a missing source."""
    name = PurePosixPath(uri).name
    if source.lower().endswith(".pdf"):
        return Sighting(None, None, name, uri, known, MissingFile(f"There is no file {uri}", name=name))
    return Sighting(None, None, name, uri, known, SourceMissing(f"There is no file or folder {uri}", name=name))


def empty_source(uri: str, known: KnownFacts, what: str) -> Sighting:
    """A SOURCE that is there and holds no paper."""
    name = PurePosixPath(uri).name
    return Sighting(None, None, name, uri, known, SourceEmpty(f"{what} {uri} holds no PDF", name=name))


def closed_folder(uri: str, known: KnownFacts, cause: OSError) -> Sighting:
    """A folder that may not be read: what is in it is not known, and that is told."""
    name = PurePosixPath(uri).name
    error = SourceClosed(f"The folder {uri} cannot be read: {cause.strerror or type(cause).__name__}", name=name)
    error.__cause__ = cause
    return Sighting(None, None, name, uri, known, error)


def files_below(folder: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    """Every file below the folder, sorted by path; hidden files and folders, and links to folders, are left out.

    `refused` is told of each folder that cannot be read, before the first file is given.
    """
    found: list[Path] = []
    for here, folders, files in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not _hidden(name)]
        found.extend(Path(here, name) for name in files if not _hidden(name))
    yield from sorted(found, key=lambda path: path.relative_to(folder).parts)


def is_paper(path: Path) -> bool:
    """Whether a file in a folder is meant as a paper: by its name, or by its first bytes."""
    if path.suffix.lower() == ".pdf":
        return True
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return looks_like_pdf(file.read(OPENING_BYTES)[:8])
    except OSError:
        return False


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _caused(error: PaperError, cause: Exception) -> PaperError:
    error.__cause__ = cause
    return error
