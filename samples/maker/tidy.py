"""Gives a made PDF a fixed identity, so that making it again changes no more than it must.

What belongs here: dates, identifiers and titles in a file's own records; never what a page shows.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf

MADE = "D:20200101000000Z"


def fix_identity(path: Path, title: str) -> None:
    """Replace the producer's dates and random identifier by fixed ones, in place."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for key in ("/DocChecksum", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        producer = str(pdf.docinfo.get("/Producer", ""))
        if "/Metadata" in pdf.Root:
            del pdf.Root["/Metadata"]
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        for key, value in (("/Title", title), ("/Producer", producer), ("/CreationDate", MADE), ("/ModDate", MADE)):
            pdf.docinfo[key] = pikepdf.String(value)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
