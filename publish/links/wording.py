"""What of an action tells whether another one is the same: its words, its number, its paper and its day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publish.staged import Rows

_LONGEST = 600
"""Letters of a field that are kept: enough to tell two actions apart, and little for hundreds of thousands of them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An action of a paper; the texts are small words with single spaces, empty where the row has none."""

    document_id: str
    authority_code: str
    meeting_date: dt.date | None
    plan_id: str
    action_id: str
    number: str
    section: str
    recommendation: str
    action: str

    @property
    def text(self) -> str:
        """Recommendation and action in one."""
        return f"{self.recommendation} {self.action}".strip()


def wordings_of(rows: Rows) -> Iterator[Wording]:
    """The actions of one paper; none where the authority is not known, for nothing can be linked then."""
    document = rows["documents"][0]
    if not document["authority_code"]:
        return
    for action in rows["actions"]:
        wording = _wording(document, action)
        if wording.text:
            yield wording


def _wording(document: Mapping[str, Any], action: Mapping[str, Any]) -> Wording:
    return Wording(
        document_id=document["document_id"],
        authority_code=document["authority_code"],
        meeting_date=document["meeting_date"],
        plan_id=action["plan_id"],
        action_id=action["action_id"],
        number=plain(action["number"]).strip("."),
        section=plain(action["section"]),
        recommendation=plain(action["recommendation"]),
        action=plain(action["action"]),
    )


def plain(text: str | None) -> str:
    """Small words with single spaces; full stops stay inside numbers only ("1.2")."""
    return " ".join(re.findall(r"\d+(?:\.\d+)+|\w+", (text or "").casefold()))[:_LONGEST]
