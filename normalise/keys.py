"""Stable keys of plans and actions: made from content, so that reading the same file again gives the same keys.

An action's key hangs on its own words and not on its place, so that a row found or lost elsewhere changes no other key.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

_LENGTH = 20


@dataclass(frozen=True, slots=True)
class RowKey:
    """The keys that every record of one action carries."""

    document_id: str
    authority_code: str | None
    plan_id: str
    action_id: str


def _squash(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").casefold()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_LENGTH]


class PlanKeys:
    """Keys of the plans of one paper, numbered where two plans have the same title."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._seen: Counter[str] = Counter()

    def key(self, title: str, headers: tuple[str, ...]) -> str:
        """The key of the next plan of this title and these headings."""
        content = _squash(title) + "|" + "|".join(map(_squash, headers))
        self._seen[content] += 1
        return _digest("plan", self._document_id, content, str(self._seen[content]))


class ActionKeys:
    """Keys of the actions of one plan, numbered where two rows say the same."""

    def __init__(self, plan_id: str) -> None:
        self._plan_id = plan_id
        self._seen: Counter[str] = Counter()

    def key(self, number: str | None, recommendation: str | None, action: str | None) -> str:
        """The key of the next row with these words."""
        content = "|".join(map(_squash, (number, recommendation, action)))
        self._seen[content] += 1
        return _digest("action", self._plan_id, content, str(self._seen[content]))
