"""Which papers hold the same plan: a report published on its own and again inside the agenda pack.

Told by content: the words of the plan's rows, white space and punctuation aside. Progress, colour and date belong to
them: the same actions at a later meeting, with other progress, are no twin but the next paper to compare. A paper all
of whose plans stand in another paper points to it, so that a comparison counts each plan once.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publish.staged import Rows

_TOLD = ("recommendation", "action", "owner_text", "deadline_text", "progress", "rag_text")


@dataclass(frozen=True, slots=True)
class PlanContents:
    """A paper's plans as short keys of their words."""

    document_id: str
    pages: int
    plans: frozenset[str]


def contents_of(rows: Rows) -> PlanContents:
    """The plans of one paper's rows."""
    document = rows["documents"][0]
    words: dict[str, list[str]] = defaultdict(list)
    for action in rows["actions"]:
        words[action["plan_id"]].append("|".join(_squash(action[field]) for field in _TOLD))
    keys = frozenset(hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16] for lines in words.values())
    return PlanContents(document["document_id"], document["pages"] or 0, keys)


def _squash(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").casefold()


def same_as(papers: Iterable[PlanContents]) -> Mapping[str, str]:
    """document_id -> document_id of the fullest other paper that holds all its plans."""
    by_plan: dict[str, list[PlanContents]] = defaultdict(list)
    with_plans = [paper for paper in papers if paper.plans]
    for paper in with_plans:
        for plan in paper.plans:
            by_plan[plan].append(paper)
    twins: dict[str, str] = {}
    for paper in with_plans:
        holders = [other for other in by_plan[min(paper.plans)] if paper.plans <= other.plans]
        fullest = max(holders, key=_fullness)
        if fullest.document_id != paper.document_id:
            twins[paper.document_id] = fullest.document_id
    return twins


def _fullness(paper: PlanContents) -> tuple[int, int, str]:
    return len(paper.plans), paper.pages, paper.document_id
