"""How likely it is that every field of a row is right, from what is known of how it was read.

A product of shares: each doubt lowers the row's own confidence by what such doubts cost on papers with known rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.meaning import Deadline, Owner
from schemas.verbatim import Finding, Row

_UNPARSEABLE = 0.75
_WARNING = 0.9
_NOTE = 0.97
_UNKNOWN_OWNER = 0.9


def row_confidence(row: Row, deadline: Deadline | None, owners: Sequence[Owner], findings: Sequence[Finding]) -> float:
    """Confidence in 0..1, to three places."""
    share = row.confidence
    if deadline is not None and deadline.kind == "unparseable":
        share *= _UNPARSEABLE
    if any(owner.kind == "unknown" for owner in owners):
        share *= _UNKNOWN_OWNER
    for finding in findings:
        share *= _NOTE if finding.severity == "info" else _WARNING
    return round(max(0.0, min(1.0, share)), 3)
