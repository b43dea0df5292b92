"""Where papers come from: files, folders, zips, manifests, web addresses, ModernGov sites; and the store of them.

What belongs here: finding papers, keeping their bytes, remembering where they were seen. What does not: reading a
PDF past its first bytes, or deciding what a paper says.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.distinct import distinct
from ingest.fingerprint import Fingerprints, FreshFingerprints, RememberedFingerprints
from ingest.options import ArchiveLimits, FetchOptions, IngestOptions
from ingest.sources import Fetching, Intake
from ingest.store import PaperStore
from schemas.sighting import KnownFacts, Sighting

__all__ = [
    "ArchiveLimits",
    "FetchOptions",
    "IngestOptions",
    "KnownFacts",
    "PaperStore",
    "RememberedFingerprints",
    "Sighting",
    "distinct",
    "papers",
]


def papers(
    sources: Sequence[str],
    *,
    store: Path | PaperStore | None = None,
    options: IngestOptions | None = None,
    prints: Fingerprints | None = None,
) -> Iterator[Sighting]:
    """Every paper that the sources hold, in the order given, good or bad; nothing is raised for a bad one.

    A source is a PDF, a folder, a zip, a manifest (.csv, .jsonl), a URL list (.txt) or an http(s) address. What is
    unpacked or fetched is kept in `store`; without one, in a temporary folder that lives as long as the process.
    The same paper is given once for each place where it is seen: see `distinct`.
    """
    kept = store if isinstance(store, PaperStore) else PaperStore(store or _passing_folder())
    chosen = options or IngestOptions()
    fetcher: list[Fetching] = []

    def fetching() -> Fetching:
        if not fetcher:
            from ingest.fetcher import Fetcher  # httpx and its cache take a fifth of a second to import

            fetcher.append(Fetcher(kept, chosen.fetch))
        return fetcher[0]

    try:
        yield from Intake(kept, fetching, chosen, prints or FreshFingerprints()).papers([str(item) for item in sources])
    finally:
        for opened in fetcher:
            opened.close()


_passing: list[tempfile.TemporaryDirectory[str]] = []  # removed when the process ends


def _passing_folder() -> Path:
    if not _passing:
        _passing.append(tempfile.TemporaryDirectory(prefix="bywhen-papers-", ignore_cleanup_errors=True))
    return Path(_passing[0].name)
