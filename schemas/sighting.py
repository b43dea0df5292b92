"""What `ingest` hands on: a paper seen somewhere, good or bad, and the facts that came with it.

A sighting is not a paper: the same bytes may be seen in many places. What a paper says of itself is read later;
here are only the place, the name, and what whoever published or listed it already knew.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import PaperError, SourceError


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts from a manifest or a committee site; they win over what is read in the paper. Null: not known."""

    authority: str | None = None
    committee: str | None = None
    meeting_date: dt.date | None = None
    title: str | None = None
    agenda_item: str | None = None

    def over(self, other: KnownFacts) -> KnownFacts:
        """These facts, with `other` filling what is null here."""
        return KnownFacts(
            authority=self.authority or other.authority,
            committee=self.committee or other.committee,
            meeting_date=self.meeting_date or other.meeting_date,
            title=self.title or other.title,
            agenda_item=self.agenda_item or other.agenda_item,
        )


@dataclass(frozen=True, slots=True)
class Sighting:
    """A paper (or a source that gave none) as it was found.

    `document_id` is the sha256 of the bytes, null where there were none to read. `path` is where the bytes are on this
    machine and never goes into a result; `source_uri` is where they came from: the web address, or for a file the
    path as given with `/` between folders, without the part that only this machine knows. `error` says why the
    bytes are no paper; null means that they begin as a PDF does.
    """

    document_id: str | None
    path: Path | None
    file_name: str
    source_uri: str
    known: KnownFacts = KnownFacts()
    error: PaperError | SourceError | None = None
