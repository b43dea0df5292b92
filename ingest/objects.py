"""Papers in object storage (`s3://bucket/folder` or `s3://bucket/paper.pdf`), brought into the paper store.

Keys, region and endpoint come from the environment as S3 clients use to read it (AWS_ACCESS_KEY_ID, AWS_REGION,
AWS_ENDPOINT_URL ...). An object that has not changed since it was fetched is not fetched again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.sniff import fault
from ingest.store import CHUNK, PaperStore, Provenance
from ingest.validators import Fetched, Validators
from schemas.errors import FetchFailed, SourceEmpty
from schemas.sighting import KnownFacts, Sighting

if TYPE_CHECKING:
    from obstore.store import ObjectStore

SCHEME = "s3://"
_NEEDED = "Reading s3:// needs the package 'obstore' (pip install 'bywhen[s3]')"


@dataclass(frozen=True, slots=True)
class _Object:
    """An object of the bucket: its key, and its ETag if the server gives one."""

    key: str
    etag: str | None


def object_sightings(uri: str, store: PaperStore, most: int, known: KnownFacts, seen_at: str) -> Iterator[Sighting]:
    """The PDFs at the address, sorted by key; `most`: bytes that one may have. What fails is a sighting's error."""
    bucket, prefix = urlsplit(uri).netloc, urlsplit(uri).path.strip("/")
    try:
        objects = _bucket(bucket)
        found = _listed(objects, prefix)
    except FetchFailed as error:
        yield _failed(uri, known, error)
        return
    if not found:
        yield _failed(uri, known, SourceEmpty(f"{uri} holds no PDF", address=uri))
    validators = Validators(store.root / "http" / "papers.sqlite")
    try:
        for each in found:
            yield _sighting(objects, each, f"{SCHEME}{bucket}/{each.key}", store, validators, most, known, seen_at)
    finally:
        validators.close()


def _bucket(bucket: str) -> ObjectStore:
    try:
        from obstore.exceptions import BaseError
        from obstore.store import from_url
    except ImportError as error:
        raise FetchFailed(_NEEDED) from error
    try:
        return from_url(f"{SCHEME}{bucket}")
    except (BaseError, ValueError) as error:
        raise FetchFailed(f"{SCHEME}{bucket} is no bucket that can be asked: {_reason(error)}") from error


def _listed(objects: ObjectStore, prefix: str) -> list[_Object]:
    """The object of that very name, or the PDFs below the prefix."""
    import obstore
    from obstore.exceptions import BaseError

    try:
        if prefix.lower().endswith(".pdf"):
            head = obstore.head(objects, prefix)
            return [_Object(prefix, head["e_tag"])]
        listed = [_Object(meta["path"], meta["e_tag"]) for batch in obstore.list(objects, prefix) for meta in batch]
    except (BaseError, OSError) as error:
        raise FetchFailed(f"{SCHEME}… {prefix} cannot be listed: {_reason(error)}") from error
    return sorted((each for each in listed if each.key.lower().endswith(".pdf")), key=lambda each: each.key)


def _sighting(
    objects: ObjectStore,
    each: _Object,
    uri: str,
    store: PaperStore,
    validators: Validators,
    most: int,
    known: KnownFacts,
    seen_at: str,
) -> Sighting:
    import obstore
    from obstore.exceptions import BaseError

    name = PurePosixPath(each.key).name
    before = validators.get(uri)
    if before is not None and before.etag == each.etag is not None and store.path_of(before.document_id).is_file():
        return Sighting(before.document_id, store.path_of(before.document_id), name, uri, known)
    try:
        stream = obstore.get(objects, each.key).stream(min_chunk_size=CHUNK)
        stored = store.add((bytes(chunk) for chunk in stream), check=_Cap(uri, most))
    except (BaseError, OSError) as error:
        return _failed(uri, known, FetchFailed(f"{uri} cannot be read: {_reason(error)}", address=uri))
    except FetchFailed as error:
        return _failed(uri, known, error)
    wrong = fault(stored.opening, uri)
    if wrong is None:
        store.record(stored.document_id, Provenance(uri, name, seen_at, etag=each.etag))
        validators.put(Fetched(uri, stored.document_id, name, each.etag, None, time.time()))
    return Sighting(stored.document_id, stored.path, name, uri, known, wrong)


@dataclass(frozen=True, slots=True)
class _Cap:
    """Raises FetchFailed once there are more bytes than allowed."""

    uri: str
    most: int

    def __call__(self, size: int) -> None:
        if size > self.most:
            raise FetchFailed(f"{self.uri} is longer than {self.most} bytes", asked=self.most, used=size)


def _failed(uri: str, known: KnownFacts, error: FetchFailed | SourceEmpty) -> Sighting:
    return Sighting(None, None, PurePosixPath(urlsplit(uri).path).name or urlsplit(uri).netloc, uri, known, error)


def _reason(error: Exception) -> str:
    """The first line of what the storage says: the rest is its XML."""
    return str(error).split("\n", 1)[0][:200]
