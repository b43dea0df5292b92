"""States as officers put them: what is spoken of crossed with what is said; no list of cells, but the grammar."""

from __future__ import annotations

from itertools import product

import pytest

from normalise import rag
from schemas.meaning import Status

SUBJECTS = ("", "The action ", "This recommendation ", "Work ", "The review ", "The new system ", "Recruitment ")
DONE = ("completed", "implemented", "fully implemented", "signed off", "carried out", "addressed", "put in place")
SAID: dict[Status, tuple[str, ...]] = {
    "completed": (
        "has been {done}",
        "has now been {done}",
        "was {done} in May 2024",
        "{done} on time",
        "successfully {done}",
        "has been {done} and signed off by the Head of Service",
    ),
    "in_progress": (
        "is being {done}",
        "has been partially {done}",
        "is in the process of being {done}",
        "will be {done} by March 2025",
        "is due to be {done} in March 2025",
        "is expected to be {done} by the end of the year",
    ),
    "not_started": (
        "has not started",
        "is yet to commence",
        "is not due to start until April",
        "will commence in the autumn",
        "is planned to start next year",
    ),
    "overdue": (
        "is overdue",
        "has slipped to June",
        "is three months late",
        "was due in May but has not been {done}",
        "did not meet its deadline",
        "is taking longer than planned",
        "will miss its target date",
        "was not {done} on time",
    ),
    "at_risk": (
        "is on hold",
        "has been placed on hold",
        "is off track",
        "may not be {done} on time",
        "is at risk of slipping",
        "is dependent on the new budget",
        "cannot proceed without additional resources",
        "is being held pending a decision",
    ),
    "on_track": (
        "is on track",
        "is on track to be {done} by March",
        "is progressing well",
        "remains on schedule",
        "is back on track",
    ),
    "superseded": (
        "is no longer required",
        "has been cancelled",
        "was rejected",
        "has been removed from the plan",
        "is no longer going ahead",
        "has been overtaken by events",
    ),
    "embedded": ("is now embedded", "has become business as usual", "is embedded in practice"),
}


@pytest.mark.parametrize("status", list(SAID))
def test_what_is_said_of_anything_is_its_status(status: Status) -> None:
    told = [
        subject + words.format(done=done)
        for subject, words, done in product(SUBJECTS, SAID[status], DONE)
        if "{done}" in words or done == DONE[0]
    ]
    assert {cell: found for cell in told if (found := rag(cell).status) != status} == {}
