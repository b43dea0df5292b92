"""Counts that a paper states, checked against the rows found.

By colour, status, part of the plan and time band; percentages may be rounded. Where the rows stand in another paper,
or do not carry what is counted, a claim is not checkable. What a claim counts is read in `normalise.claims_read`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from normalise.claims_read import Counted, Meant, band_of, meant, words_of
from schemas.meaning import Rag, Status
from schemas.records import Action, PlanRecord
from schemas.verbatim import Claim, Finding

Verdict = Literal["agrees", "differs", "not_checkable"]

# A part of the plan is meant when this share of its words stands in what is counted.
_SHARED = 0.6
_DONE = frozenset({"completed", "embedded"})
_MOVING = frozenset({"in_progress", "on_track"})


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row as far as it can be counted. `recommendation` tells rows of one recommendation from those of another
    (its number or text); `kind` is what the row is."""

    kind: Counted = "action"
    rag: Rag | None = None
    status: Status | None = None
    section: str = ""
    deadline_text: str = ""
    recommendation: str = ""


def counted(plan: PlanRecord, actions: Iterable[Action]) -> list[CountedRow]:
    """The plan's rows as claims count them."""
    told = any(heading.field == "action" for heading in plan.headers)
    return [
        CountedRow(
            kind="action" if told else "recommendation",
            rag=action.rag,
            status=action.status,
            section=action.section or "",
            deadline_text=action.deadline_text or "",
            recommendation=action.number or action.recommendation or "",
        )
        for action in actions
    ]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with what it counts and how many such rows there are; `finding` where the two differ."""

    claim: Claim
    rag: Rag | None
    status: Status | None
    found: int | None
    verdict: Verdict
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows counted as one: an action, or all actions of a recommendation."""

    rows: tuple[CountedRow, ...]


def check(claims: Sequence[Claim], rows: Sequence[CountedRow]) -> tuple[CheckedClaim, ...]:
    """Each claim against the rows of one plan; no rows means that they are in another paper."""
    return tuple(_checked(claim, rows) for claim in claims)


def _checked(claim: Claim, rows: Sequence[CountedRow]) -> CheckedClaim:
    said = meant(claim)
    if not rows:
        return CheckedClaim(claim, said.rag, said.status, None, "not_checkable")
    pool = _groups(said, rows)
    counted = _in_state(said, pool)
    if counted is None:
        found, agrees = len(pool), _whole_agrees(claim, said, len(pool))
        verdict: Verdict = "differs" if agrees is False else "not_checkable"
        message = _of_the_whole(claim, found)
    else:
        found, verdict = counted, "agrees" if _agrees(claim, counted, len(pool)) else "differs"
        message = _of_the_state(claim, counted, len(pool))
    finding = Finding("warning", "claim_differs", message, claim.place) if verdict == "differs" else None
    return CheckedClaim(claim, said.rag, said.status, None if verdict == "not_checkable" else found, verdict, finding)


def _groups(said: Meant, rows: Sequence[CountedRow]) -> list[_Group]:
    """The rows of the part and time band that the claim speaks of, as it counts them."""
    kept = _in_band(said, _in_section(said, rows))
    if said.counted == "action" and any(row.kind == "action" for row in rows):
        return [_Group((row,)) for row in kept if row.kind == "action"]
    merged: dict[str, list[CountedRow]] = {}
    for number, row in enumerate(kept):
        merged.setdefault(row.recommendation or f"#{number}", []).append(row)
    return [_Group(tuple(group)) for group in merged.values()]


def _in_section(said: Meant, rows: Sequence[CountedRow]) -> Sequence[CountedRow]:
    """The rows of the sections that the counted thing's own words name; all rows where they name none."""
    named: dict[str, float] = {}
    for section in dict.fromkeys(row.section for row in rows if row.section):
        words = words_of(section)
        if words and said.words:
            named[section] = len(words & said.words) / len(words)
    best = max(named.values(), default=0.0)
    if best < _SHARED:
        return rows
    return [row for row in rows if named.get(row.section, 0.0) == best]


def _in_band(said: Meant, rows: Sequence[CountedRow]) -> Sequence[CountedRow]:
    if said.band is None:
        return rows
    return [row for row in rows if row.deadline_text and band_of(row.deadline_text) == said.band]


def _in_state(said: Meant, pool: Sequence[_Group]) -> int | None:
    """How many are in the state that is counted; null where the rows do not tell."""
    rows = [row for group in pool for row in group.rows]
    if said.rag is not None and any(row.rag for row in rows):
        return sum(all(row.rag == said.rag for row in group.rows) for group in pool)
    if said.open_only and any(row.status for row in rows):
        return sum(not all(row.status in _DONE for row in group.rows) for group in pool)
    if said.status is not None:
        if not any(row.status for row in rows):
            return None
        wanted = _alike(said.status)
        return sum(all(row.status in wanted for row in group.rows) for group in pool)
    return None if said.rag is not None or said.open_only else len(pool)


def _alike(status: Status) -> frozenset[str]:
    """States that a count of one of them takes in."""
    if status in _DONE:
        return _DONE if status == "completed" else frozenset({status})
    return _MOVING if status == "in_progress" else frozenset({status})


def _agrees(claim: Claim, counted: int, whole: int) -> bool:
    if claim.stated is not None and claim.stated != counted:
        return False
    if claim.out_of is not None and claim.out_of != whole:
        return False
    return claim.percent is None or _rounds_to(claim.percent, counted, claim.out_of or whole)


def _rounds_to(percent: float, counted: int, whole: int) -> bool:
    """Whether the share, rounded as printed in any direction, is the percentage."""
    if whole == 0:
        return counted == 0
    exact = 100 * counted / whole
    return abs(exact - percent) < (1.0 if float(percent).is_integer() else 0.1)


def _whole_agrees(claim: Claim, said: Meant, whole: int) -> bool | None:
    """Whether the number of all such rows is as stated, where only that can be checked."""
    stated = claim.out_of if claim.out_of is not None else (claim.stated if said.everything else None)
    return None if stated is None else stated == whole


def _of_the_state(claim: Claim, found: int, whole: int) -> str:
    stated = [str(claim.stated)] if claim.stated is not None else []
    if claim.percent is not None and not stated:
        stated.append(f"{claim.percent:g} %")
    if claim.out_of is not None:
        stated.append(f"of {claim.out_of}")
    apart = f" ({found - claim.stated:+d})" if claim.stated is not None and found != claim.stated else ""
    return f"The paper states {' '.join(stated)}, the rows give {found} of {whole}{apart}: {claim.text!r}"


def _of_the_whole(claim: Claim, found: int) -> str:
    """For rows that tell no state: only how many of them there are can be compared."""
    stated = claim.out_of if claim.out_of is not None else claim.stated
    apart = f" ({found - stated:+d})" if stated is not None else ""
    return f"The paper speaks of {stated}, the plan has {found} such rows{apart}, without their state: {claim.text!r}"
