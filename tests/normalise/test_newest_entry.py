"""Of several dated entries in one cell the newest tells how things stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalise
from normalise.rag.newest_entry import newest_entry


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("June: in progress. September: completed", ("September", "completed")),
        ("31/3/24 – Ongoing. 30/6/24 – Complete.", ("30/6/24", "Complete.")),
        ("30/6/24 – Complete. 31/3/24 – Ongoing.", ("30/6/24", "Complete.")),
        ("Q1: on target Q2: on target Q3: slipped", ("Q3", "slipped")),
        ("Aug – R, Sept – A, Oct – G", ("Oct", "G")),
        ("Nov: drafted\nJan: agreed", ("Jan", "agreed")),
        ("Sept: agreed. June: drafted.", ("Sept", "agreed.")),
        ("12/05/22 Meeting held. 30/06/22 Notice lifted.", ("30/06/22", "Notice lifted.")),
        ("Workshops took place in June and July 2018.", None),
        ("Completed May 2018", None),
        ("May 2018: completed", None),
    ],
)
def test_the_newest_of_several_entries(text: str, entry: tuple[str, str] | None) -> None:
    assert newest_entry(text) == entry


@pytest.mark.parametrize(
    ("text", "rag", "status", "as_at"),
    [
        ("Sept: Amber. Nov: Green.", "green", None, None),
        ("31/3/24 – Ongoing. 30/6/24 – Complete.", None, "completed", "2024-06-30"),
        ("Jan 24: completed. Mar 24: reopened following complaint.", None, "in_progress", "2024-03-31"),
    ],
)
def test_the_newest_entry_gives_colour_status_and_day(
    text: str, rag: str | None, status: str | None, as_at: str | None
) -> None:
    found = normalise.rag(text)
    assert (found.rag, found.status, str(found.as_at) if found.as_at else None) == (rag, status, as_at)


@given(st.text(max_size=80))
def test_any_text_is_cut_or_left(text: str) -> None:
    entry = newest_entry(text)
    assert entry is None or all(part in text for part in entry)
