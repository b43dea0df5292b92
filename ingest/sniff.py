"""What a file is by its first bytes, whatever its name or the server says.

Only the opening is read, so damage further in (a truncated file, a password) is not seen here; `extract` finds that.
"""

from __future__ import annotations

import re

from schemas.errors import EmptyFile, HtmlNotPdf, NotAPdf, PaperError

OPENING_BYTES = 1024  # readers accept a PDF header anywhere in the first 1,024 bytes (ISO 32000-1, Annex H.3.4.1)

_PDF = b"%PDF-"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<title[\s>]|<script[\s>]", re.IGNORECASE)
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%!PS", "a PostScript file"),
)


def looks_like_pdf(opening: bytes) -> bool:
    """Whether the first `OPENING_BYTES` bytes hold a PDF header."""
    return _PDF in opening[:OPENING_BYTES]


def fault(opening: bytes, name: str) -> PaperError | None:
    """Why bytes that begin so are no PDF, as an error that names `name`; null when they begin as a PDF does."""
    if not opening:
        return EmptyFile(f"{name} is empty (0 bytes)", name=name)
    if looks_like_pdf(opening):
        return None
    text = opening[:OPENING_BYTES].replace(b"\x00", b"")  # UTF-16 pages show their tags once the zero bytes are gone
    if _HTML.search(text):
        return HtmlNotPdf(f"{name} is a web page, not a PDF", name=name)
    return NotAPdf(f"{name} is {_kind(opening)}, not a PDF", name=name)


def _kind(opening: bytes) -> str:
    for magic, kind in _KINDS:
        if opening.startswith(magic):
            return kind
    control = sum(byte < 9 or 13 < byte < 32 for byte in opening)
    return "a text file" if control == 0 else "a file of another kind"
