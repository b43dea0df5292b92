"""One paper through extract and normalise: the work that an engine gives to a process."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from schemas.errors import BywhenError, PaperError, SourceError
from schemas.records import Document, FindingRecord, PaperRecords
from schemas.sighting import Sighting

OcrMode = Literal["auto", "off", "force"]


def records_of(sighting: Sighting, *, ocr: OcrMode = "auto") -> PaperRecords:
    """Everything that one sighted paper gives. A paper that cannot be read gives the row that says why."""
    try:
        return read_records(sighting, ocr=ocr)
    except (PaperError, SourceError) as error:
        return failure(sighting, error)


def read_records(sighting: Sighting, *, ocr: OcrMode = "auto", threads: int | None = None) -> PaperRecords:
    """Everything that one sighted paper gives; OCR takes `threads`, or one a core.

    Raises PaperError or SourceError for a paper that cannot be read.
    """
    if sighting.error is not None or sighting.path is None:
        raise sighting.error or PaperError("The paper has no bytes")
    from extract.paper import read
    from normalise.paper import records

    return records(read(Path(sighting.path), ocr=ocr, threads=threads), sighting)


def failure(sighting: Sighting, error: BywhenError) -> PaperRecords:
    """The rows of a paper that gave none: its document with the reason, and a finding."""
    document_id = sighting.document_id or hashlib.sha256(sighting.source_uri.encode()).hexdigest()
    known = sighting.known
    return PaperRecords(
        document=Document(
            document_id=document_id,
            file_name=sighting.file_name,
            source_uri=sighting.source_uri,
            committee=known.committee,
            meeting_date=known.meeting_date,
            title=known.title,
            agenda_item=known.agenda_item,
            outcome="failed",
            error_code=error.code,
            error=str(error),
        ),
        findings=(FindingRecord(document_id=document_id, severity="error", code=error.code, message=str(error)),),
    )
