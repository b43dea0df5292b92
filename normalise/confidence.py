"""How likely it is that every text of a row stands in its field, from what is known of how it was read.

The extraction's own estimate is put right by how often rows of that estimate were right on papers with known rows
(`schemas/vocabulary/confidence.toml`, measured by `make calibration`); each doubt about what a cell means lowers it
further.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib import resources

from schemas.meaning import Deadline, Owner
from schemas.verbatim import Finding, Row

_UNPARSEABLE = 0.75
_WARNING = 0.9
_NOTE = 0.97
_UNKNOWN_OWNER = 0.9


def as_measured(estimate: float) -> float:
    """The share of rows that were right at this estimate, on a line between the nearest estimates measured."""
    measured = _measured()
    at = bisect_right(measured, (estimate, 1.0))
    if at == len(measured):
        return measured[-1][1]
    (low, low_share), (high, high_share) = measured[at - 1], measured[at]
    along = (estimate - low) / (high - low)
    return low_share + along * (high_share - low_share)


@cache
def _measured() -> tuple[tuple[float, float], ...]:
    """Estimates and the shares right at them, rising, from none at 0."""
    text = (resources.files("schemas") / "vocabulary" / "confidence.toml").read_text(encoding="utf-8")
    return ((0.0, 0.0), *((float(estimate), float(share)) for estimate, share in tomllib.loads(text)["measured"]))


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
