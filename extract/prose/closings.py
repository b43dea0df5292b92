"""What an item of a list says at its end without a label: who does it, and by when.

In brackets or after a dash: "Publish the strategy (Head of Housing, by May 2025)". Labels ("Lead: ...") are read in
`labelled_items`, a time alone in `time_headings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.headers.look import reads_as_deadline, reads_as_owner

_IN_BRACKETS = re.compile(r"\s*[(\[]\s*([^()\[\]]{2,90}?)\s*[)\]][.;,]?\s*$")
_AFTER_DASH = re.compile(r"\s+[–—]\s+([^–—()\[\]]{2,90}?)[.;,]?\s*$")
_SEVERAL = frozenset(";:|")
_BETWEEN = re.compile(r"\s*[,;:|/]\s+|\s+[–—-]\s+|\s+(?=(?:by|before|within|from|due)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Closing:
    """The item's own text, who it names at its end, and when; blank where it names no time."""

    text: str
    owner: str
    deadline: str


@lru_cache(maxsize=1024)
def closing(text: str) -> Closing | None:
    """Who, and perhaps when, the text names at its end; null where it names nobody there, or says nothing before."""
    found = _IN_BRACKETS.search(text) or _AFTER_DASH.search(text)
    if found is None or not found.start():
        return None
    own = text[: found.start()]
    said = found[1]
    for owner, deadline in _cuts(said):
        if reads_as_owner(owner) and _is_time(deadline):
            return Closing(own, owner, deadline)
    return Closing(own, said, "") if reads_as_owner(said) else None


def _is_time(text: str) -> bool:
    """Whether it says when and nothing more, and no part of it says who."""
    return reads_as_deadline(text) and _SEVERAL.isdisjoint(text) and not any(map(reads_as_owner, _BETWEEN.split(text)))


def _cuts(said: str) -> Iterator[tuple[str, str]]:
    """The ways to part it in two, who first and when first."""
    for cut in _BETWEEN.finditer(said):
        before, after = said[: cut.start()], said[cut.end() :]
        yield before, after
        yield after, before
