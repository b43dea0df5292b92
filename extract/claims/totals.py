"""Counts of all that a plan holds: "the plan contains 45 actions", "there are 17, of which ...", "Actions: 47"."""

from __future__ import annotations

import re

from extract.claims.words import NUMBER, holding, in_the_plan, noun

# "Total number of actions: 47", "Recommendations: 26 (...)".
LABELLED = re.compile(
    rf"^(?:[^.;:\d]*\s)?(?P<subject>{noun(singular=False)})\s*[:=–]\s*(?P<count>\d{{1,3}})(?=\s*(?:[.,;(]|$))",
    re.IGNORECASE,
)
# "There are 17 actions, of which 7 are green", "there were 31 recommendations; 12 have been implemented".
_THERE = re.compile(
    r"\bthere\s+(?:are|were|is|was)\s+(?:now\s+|currently\s+|a\s+total\s+of\s+|in\s+total\s+)?$", re.IGNORECASE
)
_PARTED = re.compile(
    rf"^\s*[,;:–-]?\s*(?:and\s+|with\s+)?(?:of\s+(?:which|these|those|them)\b|{NUMBER}\s+(?:of\s+(?:which|these|those|them)|are|is|were|was|have|has|rated|remain)\b)|^\s*;\s*$",
    re.IGNORECASE,
)
# "the 30 actions covered by the plans, of which 4 ..."
_OF_WHICH = re.compile(
    rf"^[^.;:]{{0,80}}?(?:,?\s+of\s+(?:which|these|those|them)\s*,?\s+(?:{NUMBER}|\d)|,\s+{NUMBER}\s+of\s+(?:which|them)\b)",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\bthere\s+(?:are|were|is|was)\s+(?:now\s+|currently\s+|a\s+total\s+of\s+)?$|^\s*$|\btotal\s+of\s+$", re.IGNORECASE
)
_IN_ALL = re.compile(r"\b(?:in total|altogether|in all)\b", re.IGNORECASE)


def is_total(before: str, after: str) -> bool:
    """Whether a count between these words is that of everything in a plan or report."""
    if _OF_WHICH.match(after) or (_THERE.search(before) and _PARTED.match(after)):
        return True
    if holding().search(before):
        return True
    return bool(_OPENS.search(before)) and bool(in_the_plan().search(after) or _IN_ALL.search(before))
