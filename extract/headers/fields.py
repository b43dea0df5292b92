"""Headings of a table to the fields of an action plan, or the finding that it is no action plan.

Each heading is read by its words (`extract.headers.vocabulary`), then by its neighbours: a bare "Date" left of the
recommendation is when it was made, right of the action when it is due. What stands in the cells is weighed in
`extract.headers.look`, for headings nobody has seen before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.headers import neighbours_what, neighbours_when
from extract.headers.neighbours_what import WHAT
from extract.headers.vocabulary import Heading, heading, named_words
from extract.headers.words import DATE, parts_of

_PLAN = 3.4
# What a column says for an action plan, in the same measure as `Heading.against` times `_AGAINST`.
_FOR = {
    "action": 2.4,
    "recommendation": 2.0,
    "owner": 1.4,
    "deadline": 1.4,
    "rag": 1.2,
    "progress": 1.2,
    "status": 0.8,
    "success_measure": 0.6,
    "evidence": 0.4,
    "resources": 0.6,
    "cost": 0.2,
    "priority": 0.6,
    "completed_date": 1.0,
    "revised_deadline": 1.4,
    "start_date": 0.2,
    "number": 0.2,
    "comments": 0.2,
    "section": 0.1,
}
_AGAINST = 2.0
_VAGUE = 3.0
"""What a heading scores at least that says more of what is to be done than "Details" or "What"."""
_FOLLOWED = frozenset(["action", "deadline", "rag", "progress", "status", "revised_deadline"])

_WHO_OR_WHEN = frozenset(["owner", "deadline", "revised_deadline"])
_ASKED_OR_DUE = frozenset(["recommendation", "success_measure", *_FOLLOWED, "completed_date"]) - {"action"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The headings of one table read together. `plan` is how far they speak for an action plan (0 is even); `guessed`
    the column whose field is a guess from where it stands, which speaks for nothing."""

    headings: tuple[Heading, ...]
    fields: tuple[str, ...]
    plan: float
    guessed: int | None = None

    @property
    def is_plan(self) -> bool:
        return self.plan >= 0


def map_headers(headers: list[str]) -> list[str] | None:
    """The canonical field of each heading ("other" where none is known); null when it is no action plan."""
    found = read_headings(headers)
    return list(found.fields) if found.is_plan else None


def read_headings(headers: Sequence[str]) -> Reading:
    """Read all headings of a table; never fails, whatever they say."""
    return _read(tuple(headers))


@lru_cache(maxsize=512)
def _read(headers: tuple[str, ...]) -> Reading:
    """The headings read; the header of a plan is printed on every page, and tried in several ways on each."""
    headings = tuple(heading(text.strip()) for text in headers)
    fields = [one.alone for one in headings]
    for rule in _RULES:
        rule(fields, headings)
    plan = plan_evidence(fields, headings)
    guessed = _before_action(fields, headings)
    if guessed is not None:
        fields[guessed] = "recommendation"
    return Reading(headings, tuple(fields), plan, guessed)


def plan_evidence(fields: list[str], headings: tuple[Heading, ...]) -> float:
    """Evidence for a plan less evidence against; minus nine where what must be there is missing."""
    if not _complete(fields, headings):
        return -9.0
    seen = dict.fromkeys((*fields, *_named_beside(fields, headings)))
    has_action = "action" in seen
    speaks = sum(_FOR.get(field, 0.0) for field in seen)
    against = sum(one.against for one in headings if not (has_action and one.words == (DATE,)))
    if "action" not in seen and "recommendation" not in seen:
        against *= 1.5
    due = [one.words for field, one in zip(fields, headings, strict=True) if field == "deadline"]
    speaks -= 0.6 * (bool(due) and all(words == ("date",) for words in due))
    what = [one.score(field) for field, one in zip(fields, headings, strict=True) if field in WHAT]
    speaks -= 0.8 * (0.0 < max(what, default=0.0) < _VAGUE)
    return speaks - _AGAINST * against - _PLAN


def _complete(fields: list[str], headings: tuple[Heading, ...]) -> bool:
    """Something to do, and who, when or how far; without something to do: who, when and what it should bring. A routine
    that nothing asked for is no plan, nor is a log of complaints that names nobody and no day to come."""
    has = {*fields, *_named_beside(fields, headings)}
    if has.isdisjoint(_ASKED_OR_DUE) and any(named_words("routines") >= {*one.words} != set() for one in headings):
        return False
    if has & WHAT:
        asked = [one for field, one in zip(fields, headings, strict=True) if field in WHAT]
        if has.isdisjoint(_FOLLOWED) and all(named_words("found") & set(one.words) for one in asked):
            return False
        if has.isdisjoint(_WHO_OR_WHEN) and any(named_words("logged") & set(one.words) for one in asked):
            return False
        return bool(has & {"owner", "deadline", "rag", "progress", "status", "revised_deadline"})
    return {"owner", "deadline"} <= has and bool(has & {"success_measure", "progress", "rag"})


def _named_beside(fields: list[str], headings: tuple[Heading, ...]) -> Iterator[str]:
    """Who and when, where the heading of what is to be done names them, too ("Agreed management action/timing"), and
    another column says what asked for it: "Actions and timescales" alone are those of a template."""
    if not {"recommendation", "action"} <= {*fields}:
        return
    for field, one in zip(fields, headings, strict=True):
        if field in WHAT and (parts := parts_of(one.text)):
            yield from (named for named in map(_alone, parts[1:]) if named in ("owner", "deadline"))


def _alone(part: str) -> str:
    return heading(part.strip()).alone


def _before_action(fields: list[str], headings: tuple[Heading, ...]) -> int | None:
    """A heading nobody knows, left of the action where nothing else says what asked for it, names that."""
    if "action" not in fields or {"recommendation", "section", "risk"} & set(fields):
        return None
    at = fields.index("action") - 1
    unknown = at >= 0 and fields[at] == "other" and bool(headings[at].words) and not headings[at].candidates
    return at if unknown else None


_RULES: tuple[Callable[[list[str], tuple[Heading, ...]], None], ...] = (
    neighbours_when.empty_first,
    neighbours_what.number_of_recommendation,
    neighbours_what.graded,
    neighbours_when.first_of_two,
    neighbours_when.supporters,
    neighbours_when.numbered,
    neighbours_when.begun_and_complete,
    neighbours_when.lasts,
    neighbours_what.activity,
    neighbours_what.inspectors_action,
    neighbours_what.implementation,
    neighbours_what.answered,
    neighbours_what.stages,
    neighbours_what.second_choice,
    neighbours_what.in_the_way,
    neighbours_what.promoted,
    neighbours_when.bare_by,
    neighbours_when.who_or_when,
    neighbours_what.item,
    neighbours_when.departments,
    neighbours_when.affected,
    neighbours_what.target,
    neighbours_when.revised,
    neighbours_when.coloured,
    neighbours_when.done_on,
    neighbours_when.dates,
    neighbours_what.responses,
    neighbours_what.named_priority,
    neighbours_what.aims,
    neighbours_what.before_what,
    neighbours_when.calendar,
)
