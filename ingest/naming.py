"""The name of a paper from the web, as data: what the server called it, never a path."""

from __future__ import annotations

import re
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

_LONGEST = 200
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def name_of(url: str, disposition: str | None = None) -> str:
    """The file name that the server gave, else the last part of the address, else its host."""
    given = _disposed(disposition) or unquote(PurePosixPath(urlsplit(url).path).name)
    plain = _UNPRINTABLE.sub("", given.replace("\\", "/").rsplit("/", 1)[-1]).strip()
    return plain[:_LONGEST] or urlsplit(url).netloc


def _disposed(disposition: str | None) -> str:
    if not disposition:
        return ""
    message = Message()
    message["Content-Disposition"] = disposition
    return message.get_filename() or ""
