"""From what the user calls a SOURCE to sightings, one by one and in order.

Which kind a SOURCE is, is decided here; how each kind is read, in the module named for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from ingest.archive import zip_sightings
from ingest.fingerprint import Fingerprints, FreshFingerprints
from ingest.local import closed_folder, empty_source, file_sighting, files_below, given_uri, is_paper, missing_source
from ingest.objects import SCHEME, object_sightings
from ingest.options import IngestOptions
from ingest.store import PaperStore
from schemas.errors import ManifestInvalid
from schemas.sighting import KnownFacts, Sighting

if TYPE_CHECKING:
    from ingest.manifest import ManifestEntry

_MANIFESTS = (".csv", ".jsonl", ".ndjson")


class Fetching(Protocol):
    """Brings one web address into the store, as a sighting that carries its error when it failed."""

    def sighting(self, url: str, known: KnownFacts) -> Sighting: ...

    def close(self) -> None: ...


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class Intake:
    """What reading sources needs: where to keep papers, how to hash files, how to fetch (made when first needed)."""

    store: PaperStore
    fetcher: Callable[[], Fetching]
    options: IngestOptions = field(default_factory=IngestOptions)
    prints: Fingerprints = field(default_factory=FreshFingerprints)
    clock: Callable[[], str] = _now

    def papers(self, sources: Sequence[str]) -> Iterator[Sighting]:
        """Every sighting of every source, in the order given."""
        for source in sources:
            yield from self._source(source, KnownFacts())

    def _source(self, source: str, known: KnownFacts) -> Iterator[Sighting]:
        if is_address(source):
            yield from self._fetched(source, known)
            return
        path = Path(source)
        if path.is_file() and path.suffix.lower() in (*_MANIFESTS, ".txt") and not is_paper(path):
            yield from self._listed(path)
        else:
            yield from self._local(path, given_uri(path), known)

    def _local(self, path: Path, uri: str, known: KnownFacts) -> Iterator[Sighting]:
        if path.is_dir():
            yield from self._folder(path, known)
        elif not path.exists():
            yield missing_source(str(path), uri, known)
        elif path.suffix.lower() == ".zip" and path.is_file():
            yield from self._zip(path, uri, known)
        else:
            yield file_sighting(path, uri, self.prints, known)

    def _folder(self, folder: Path, known: KnownFacts) -> Iterator[Sighting]:
        base, found = given_uri(folder), False
        refused: list[OSError] = []
        for path in files_below(folder, refused.append):
            uri = _uri_below(base, folder, path)
            if path.suffix.lower() == ".zip":
                found = True
                yield from self._zip(path, uri, known)
            elif is_paper(path):
                found = True
                yield file_sighting(path, uri, self.prints, known)
        for error in refused:
            found = True
            closed = _uri_below(base, folder, Path(error.filename))
            yield closed_folder(closed or folder.absolute().name, known, error)
        if not found:
            yield empty_source(base or folder.absolute().name, known, "The folder")

    def _zip(self, path: Path, uri: str, known: KnownFacts) -> Iterator[Sighting]:
        return zip_sightings(path, uri, self.store, self.options.archive, known, self.clock())

    def _listed(self, path: Path) -> Iterator[Sighting]:
        uri, found = given_uri(path), False
        try:
            lines = self._url_list(path, uri) if path.suffix.lower() == ".txt" else self._manifest(path, uri)
            for sighting in lines:
                found = True
                yield sighting
        except ManifestInvalid as error:
            found = True
            yield Sighting(None, None, PurePosixPath(uri).name, uri, error=error)
        if not found:
            yield empty_source(uri, KnownFacts(), "The list")

    def _manifest(self, path: Path, uri: str) -> Iterator[Sighting]:
        from ingest.manifest import BadLine, read_manifest

        for entry in read_manifest(path, uri):
            if isinstance(entry, BadLine):
                name = PurePosixPath(uri).name
                yield Sighting(None, None, name, f"{uri}#{entry.number}", error=entry.error)
            elif entry.path is not None:
                yield from self._listed_path(path.parent, entry, Path(entry.path))
            elif entry.url is not None:
                yield from self._address(entry.url, entry.known, uri, f"{uri}#{entry.url}")

    def _listed_path(self, folder: Path, entry: ManifestEntry, listed: Path) -> Iterator[Sighting]:
        """What is at the path; a single paper goes by the address and name that the manifest gives it."""
        for sighting in self._local(folder / listed, given_uri(listed), entry.known):
            if entry.url is None or (folder / listed).is_dir():
                yield sighting
            else:
                yield replace(sighting, source_uri=entry.url, file_name=entry.name or sighting.file_name)

    def _url_list(self, path: Path, uri: str) -> Iterator[Sighting]:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ManifestInvalid(f"{uri} cannot be read as UTF-8 text", name=uri) from error
        for number, line in enumerate(lines, start=1):
            address = line.strip()
            if address and not address.startswith("#"):
                yield from self._address(address, KnownFacts(), f"{uri}, line {number}", f"{uri}#{number}")

    def _address(self, address: str, known: KnownFacts, place: str, uri: str) -> Iterator[Sighting]:
        """The paper at an address; one that is none is told with its place, and goes by `uri`."""
        if is_address(address):
            yield from self._fetched(address, known)
            return
        error = ManifestInvalid(f"{place}: '{address[:80]}' is no http(s) address", place=place)
        yield Sighting(None, None, PurePosixPath(uri.partition("#")[0]).name, uri, known, error)

    def _fetched(self, address: str, known: KnownFacts) -> Iterator[Sighting]:
        if address.startswith(SCHEME):
            most = self.options.fetch.max_bytes
            yield from object_sightings(address, self.store, most, known, self.clock())
        else:
            yield self.fetcher().sighting(address, known)


def _uri_below(base: str, folder: Path, path: Path) -> str:
    """Where a path below the folder is, as the folder was given."""
    return "/".join(filter(None, (base, given_uri(path.relative_to(folder)))))


def is_address(source: str) -> bool:
    """Whether the SOURCE is a web (or object storage) address and not a path."""
    scheme, mark, _ = source.partition("://")
    return bool(mark) and scheme.isalnum()
