"""Papers in a zip: members read into the store one by one, never unpacked to a path of the archive's choosing.

A member that would escape, or a bomb, is refused and named; the other members are read. Archives inside archives
are refused.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from ingest.local import clean_text, empty_source
from ingest.options import ArchiveLimits
from ingest.sniff import OPENING_BYTES, fault, looks_like_pdf
from ingest.store import CHUNK, PaperStore, Provenance
from schemas.errors import ArchiveRefused
from schemas.sighting import KnownFacts, Sighting


def zip_sightings(
    path: Path, uri: str, store: PaperStore, limits: ArchiveLimits, known: KnownFacts, seen_at: str
) -> Iterator[Sighting]:
    """Each paper of the archive, in the order of their names; an archive that is refused gives one sighting."""
    name = PurePosixPath(uri).name
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.infolist(), key=lambda member: (member.filename, member.header_offset))
            _check_whole(members, uri, limits)
            found = False
            for member in members:
                sighting = _member_sighting(archive, member, uri, store, limits, known, seen_at)
                if sighting is not None:
                    found = True
                    yield sighting
        if not found:
            yield empty_source(uri, known, "The archive")
    except ArchiveRefused as error:
        yield Sighting(None, None, name, uri, known, error)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        refusal = ArchiveRefused(f"{uri} is no zip that can be read: {error}", name=name)
        refusal.__cause__ = error
        yield Sighting(None, None, name, uri, known, refusal)


def _check_whole(members: list[zipfile.ZipInfo], uri: str, limits: ArchiveLimits) -> None:
    if len(members) > limits.members:
        raise ArchiveRefused(f"{uri} holds {len(members)} members", asked=limits.members, used=len(members))
    total = sum(member.file_size for member in members)
    if total > limits.total_bytes:
        raise ArchiveRefused(f"{uri} would unpack to {total} bytes", asked=limits.total_bytes, used=total)


def _member_sighting(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    uri: str,
    store: PaperStore,
    limits: ArchiveLimits,
    known: KnownFacts,
    seen_at: str,
) -> Sighting | None:
    """The member as a sighting; null when it is a folder or nothing that is meant as a paper."""
    inner = clean_text(member.filename)
    name, whole = PurePosixPath(inner.replace("\\", "/")).name, f"{uri}!/{inner}"
    if member.is_dir() or _aside(inner):
        return None
    try:
        _check_member(member, whole, limits)
        with archive.open(member) as stream:
            opening = stream.read(OPENING_BYTES)
            if not name.lower().endswith(".pdf") and not looks_like_pdf(opening[:8]):
                return None
            stored = store.add(_capped(opening, stream, member, whole, limits))
    except ArchiveRefused as error:
        return Sighting(None, None, name, whole, known, error)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        refusal = ArchiveRefused(f"{whole} cannot be unpacked: {error}", name=name)
        refusal.__cause__ = error
        return Sighting(None, None, name, whole, known, refusal)
    store.record(stored.document_id, Provenance(whole, name, seen_at))
    return Sighting(stored.document_id, stored.path, name, whole, known, fault(stored.opening, whole))


def _aside(inner: str) -> bool:
    """Whether the member is what some packing program left, or hidden."""
    return any(part == "__MACOSX" or (part[:1] == "." and part[:2] not in (".", "..")) for part in inner.split("/"))


def _check_member(member: zipfile.ZipInfo, whole: str, limits: ArchiveLimits) -> None:
    """Refuse what escapes, hides behind a password, is a link, an archive, or unpacks to too much."""
    inner = member.filename
    windows = PureWindowsPath(inner)
    if inner.startswith("/") or windows.drive or windows.root or ".." in windows.parts:
        raise ArchiveRefused(f"{whole} points outside the archive", name=inner)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ArchiveRefused(f"{whole} is a link, not a file", name=inner)
    if member.flag_bits & 0x1:
        raise ArchiveRefused(f"{whole} is locked with a password", name=inner)
    if inner.lower().endswith(".zip"):
        raise ArchiveRefused(f"{whole} is an archive within an archive", name=inner)
    if member.file_size > limits.member_bytes:
        raise ArchiveRefused(
            f"{whole} would unpack to {member.file_size} bytes", asked=limits.member_bytes, used=member.file_size
        )
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > limits.ratio_floor and ratio > limits.ratio:
        raise ArchiveRefused(f"{whole} unpacks to {ratio:.0f} times its size", asked=limits.ratio, used=round(ratio))


def _capped(
    opening: bytes, stream: IO[bytes], member: zipfile.ZipInfo, whole: str, limits: ArchiveLimits
) -> Iterator[bytes]:
    """The member's bytes, stopped as soon as there are more than it declared or than is allowed."""
    yield opening
    size, allowed = len(opening), min(member.file_size, limits.member_bytes)
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > allowed:
            raise ArchiveRefused(f"{whole} unpacks to more than it declares", asked=allowed, used=size)
        yield chunk
