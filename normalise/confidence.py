"""How likely it is that every text of a row stands in its field, from what is known of how it was read.

The extraction's own estimate is put right by how often rows of that estimate were right on papers with known rows
(`docs/adr/0074-confidence-as-measured.md` has the table); each doubt about what a cell means lowers it further.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from schemas.meaning import Deadline, Owner
from schemas.verbatim import Finding, Row

# The extraction's estimate, and the share of rows right at it, mean of two families of papers that count alike.
_MEASURED = ((0.0, 0.0), (0.67, 0.59), (0.72, 0.81), (0.78, 0.82), (0.87, 0.93), (1.0, 0.97))
_UNPARSEABLE = 0.75
_WARNING = 0.9
_NOTE = 0.97
_UNKNOWN_OWNER = 0.9


def as_measured(estimate: float) -> float:
    """The share of rows that were right at this estimate, on a line between the nearest estimates measured."""
    at = min(bisect_right(_MEASURED, (estimate, 1.0)), len(_MEASURED) - 1)
    (low, low_share), (high, high_share) = _MEASURED[at - 1], _MEASURED[at]
    along = min(1.0, max(0.0, (estimate - low) / (high - low)))
    return low_share + along * (high_share - low_share)


def row_confidence(row: Row, deadline: Deadline | None, owners: Sequence[Owner], findings: Sequence[Finding]) -> float:
    """Confidence in 0..1, to three places."""
    share = as_measured(row.confidence)
    if deadline is not None and deadline.kind == "unparseable":
        share *= _UNPARSEABLE
    if any(owner.kind == "unknown" for owner in owners):
        share *= _UNKNOWN_OWNER
    for finding in findings:
        share *= _NOTE if finding.severity == "info" else _WARNING
    return round(max(0.0, min(1.0, share)), 3)
