"""Headings of a table to the fields of an action plan, or the finding that it is no action plan.

Each heading is read by its words (`extract.headers.vocabulary`), then by its neighbours: a bare "Date" left of the
recommendation is when it was made, right of the action when it is due. What stands in the cells is weighed in
`extract.headers.look`, for headings nobody has seen before.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.headers.vocabulary import OF_WORDS, Heading, heading, vocabulary
from extract.headers.words import DATE

_SURE = 2.0
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
_WHAT = frozenset(["action", "recommendation"])
_CERTAIN = 4.6
_WHO_OR_WHEN = frozenset(["owner", "deadline"])
_SHORT_RECOMMENDATION = frozenset(["rec", "recs"])
_PERIODS = frozenset([("year",), ("month",), ("week",), ("quarter",), ("term",)])
_REVIEWS = frozenset([("review", "date"), ("review",), ("date", "of", "review")])
_PARTED = re.compile(r"/|&|,|\band\b|\n", re.IGNORECASE)
_ONE_PRIORITY = re.compile(r"\s*priority\s+\d{1,2}\s*(?:$|[:–-]\s*[A-Za-z])", re.IGNORECASE)
_FAIR = 3.2


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
    headings = tuple(heading(text.strip()) for text in headers)
    fields = [_alone(one) for one in headings]
    for rule in _RULES:
        rule(fields, headings)
    plan = plan_evidence(fields, headings)
    guessed = _before_action(fields, headings)
    if guessed is not None:
        fields[guessed] = "recommendation"
    return Reading(headings, tuple(fields), plan, guessed)


def _alone(one: Heading) -> str:
    return one.candidates[0].field if one.candidates and one.candidates[0].score >= _SURE else "other"


def plan_evidence(fields: list[str], headings: tuple[Heading, ...]) -> float:
    """Evidence for a plan less evidence against; minus nine where what must be there is missing."""
    if not _complete(fields, headings):
        return -9.0
    seen = dict.fromkeys(fields)
    has_action = "action" in seen
    speaks = sum(_FOR.get(field, 0.0) for field in seen)
    against = sum(one.against for one in headings if not (has_action and one.words == (DATE,)))
    if "action" not in seen and "recommendation" not in seen:
        against *= 1.5
    due = [one.words for field, one in zip(fields, headings, strict=True) if field == "deadline"]
    speaks -= 0.6 * (bool(due) and all(words == ("date",) for words in due))
    return speaks - _AGAINST * against - _PLAN


def _complete(fields: list[str], headings: tuple[Heading, ...]) -> bool:
    """Something to do, and who, when or how far; without something to do: who, when and what it should bring."""
    has = set(fields)
    if has & _WHAT:
        return bool(has & {"owner", "deadline", "rag", "progress", "status", "revised_deadline"})
    return {"owner", "deadline"} <= has and bool(has & {"success_measure", "progress", "rag"})


def _context(name: str) -> frozenset[str]:
    return vocabulary().words["context"][name]


def _empty_first(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A first column without a heading numbers the rows."""
    if headings and not headings[0].words and len(headings) > 2 and "number" not in fields:
        fields[0] = "number"


def _inspectors_action(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """What inspectors ask for is a recommendation, unless it is the only thing to do and nobody reports on it."""
    for at, one in enumerate(headings):
        if fields[at] == "action" and _context("inspectors") & set(one.words) and "recommendation" not in fields:
            fields[at] = "recommendation"


def _implementation(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside a column on how it is implemented, a bare "Action" is what was asked for; so is "What" beside "How"."""
    actions = [at for at, field in enumerate(fields) if field == "action"]
    if len(actions) < 2 or "recommendation" in fields:
        return
    first, then = headings[actions[0]].words, headings[actions[1]].words
    if (first, then[:1]) == (("action",), ("implementation",)) or (first[:1], then[:1]) == (("what",), ("how",)):
        fields[actions[0]] = "recommendation"


def _second_choice(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside a certain action, a column that is one only perhaps takes its next meaning ("Deliverable", "Step")."""
    actions = [at for at, field in enumerate(fields) if field == "action"]
    if len(actions) < 2:
        return
    taken = {"recommendation"} & set(fields)
    best = max(headings[at].candidates[0].score / (1 + 0.1 * len(headings[at].words)) for at in actions)
    for at in actions:
        others = [c for c in headings[at].candidates[1:] if c.score >= _FAIR and c.field not in taken]
        if headings[at].words == ("step",) and at == 0:
            fields[at] = "number"
        elif others and headings[at].candidates[0].score < _CERTAIN <= best + 0.5:
            fields[at] = others[0].field


def _promoted(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """With nothing to do among the columns, a target, milestone or measure that has a day or a person is it; failing
    these a priority or area that has a person, a day and a report."""
    has = set(fields)
    if _WHAT & has or not {"owner", "deadline"} & has:
        return
    if any(_context("indicators") & set(one.words) for one in headings):
        return
    for at, one in enumerate(headings):
        if fields[at] == "success_measure" and one.words[-1:] and one.words[-1] in _context("to_reach"):
            fields[at] = "action"
            return
    if {"owner", "deadline"} <= has and has & {"rag", "progress", "status"}:
        heads = [at for at, field in enumerate(fields) if field in ("priority", "section")]
        if heads:
            fields[heads[0]] = "recommendation" if len(headings[heads[0]].words) == 1 else "action"


def _revised(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Completion date (revised)" is no day of completion, nor "Actual date" one to come; a current deadline is the
    later one beside another, else the only one."""
    for at, one in enumerate(headings):
        words = set(one.words)
        if fields[at] in ("deadline", "completed_date") and _context("revised") & words:
            fields[at] = "revised_deadline"
        elif fields[at] == "deadline" and _context("actual") & words:
            fields[at] = "completed_date"
    for at, one in enumerate(headings):
        if fields[at] in ("deadline", "revised_deadline") and _context("now") & set(one.words):
            fields[at] = "revised_deadline" if "deadline" in fields[:at] + fields[at + 1 :] else "deadline"


def _coloured(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A "Status (RAG)" says a colour."""
    for at, one in enumerate(headings):
        if fields[at] == "status" and _context("colours") & set(one.words):
            fields[at] = "rag"


def _dates(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A bare date before the thing to do is when it was raised; a second end is when it was done."""
    what = [at for at, field in enumerate(fields) if field in _WHAT]
    due = [at for at, field in enumerate(fields) if field == "deadline"]
    classes = vocabulary().classes
    for at in due:
        words = headings[at].words
        others = [other for other in due if other != at]
        if words == ("date",) and (others or (what and at < min(what))):
            fields[at] = "start_date" if what and at < max(what) else "other"
        elif others and (words in _REVIEWS or (words in _PERIODS and what and at < min(what))):
            fields[at] = "other"
        elif not classes["@planned"] & set(words) and _context("completion") & set(words[:3]) and at > min(due):
            fields[at] = "completed_date"


def _bare_by(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "By" is when, or who where another column says when."""
    for at, one in enumerate(headings):
        if one.words == ("by",) and fields[at] == "other":
            fields[at] = "deadline" if "deadline" not in fields else "owner" if "owner" not in fields else "other"


def _who_or_when(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Delivered by" and "Completed by" say who or when, whichever no other column says."""
    for at, one in enumerate(headings):
        if len(one.words) > 1 and one.words[-1] == "by" and _context("done_by") & set(one.words):
            others = _WHO_OR_WHEN & set(fields[:at] + fields[at + 1 :])
            if len(others) == 1:
                fields[at] = min(_WHO_OR_WHEN - others)


def _item(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Right of a number or a day, an "Item" or "Decision" is what the action is about, where nothing else is."""
    for at, one in enumerate(headings):
        subject = len(one.words) == 1 and one.words[0] in _context("subjects" if at else "decided")
        if subject and "action" in fields[at:] and not {"recommendation", "section"} & set(fields):
            fields[at] = "recommendation"


def _departments(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Right of the action, a service or directorate is who does it, where nobody else is named."""
    what = [at for at, field in enumerate(fields) if field in _WHAT]
    if "owner" in fields or not what:
        return
    parts = _context("departments")
    for at, one in enumerate(headings):
        if fields[at] in ("section", "other") and at > max(what) and one.words[-1:] and one.words[-1] in parts:
            fields[at] = "owner"
            return


def _target(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside a revised target, another measure of success, or right of who acts, a bare "Target" is the day, where none
    other is; left of an action it is what the action is for, where nothing else is."""
    for at, one in enumerate(headings):
        named = at == 0 and one.words[-1:] == ("target",) and one.share < 1
        if (one.words != ("target",) and not named) or not _WHAT & set(fields):
            continue
        before = {"owner", "start_date"} & set(fields[:at])
        if at and fields[at - 1] == "success_measure":
            continue
        measured = fields.count("success_measure") > 1 and not any(
            _context("indicators") & set(other.words) for other in headings
        )
        day = before or "revised_deadline" in fields or measured
        if "deadline" not in fields and day:
            fields[at] = "deadline"
        elif (
            at == 0
            and fields[at] == "success_measure"
            and "action" in fields
            and not {"recommendation", "section"} & set(fields)
        ):
            fields[at] = "recommendation"


def _before_action(fields: list[str], headings: tuple[Heading, ...]) -> int | None:
    """A heading nobody knows, left of the action where nothing else says what asked for it, names that."""
    if "action" not in fields or {"recommendation", "section", "risk"} & set(fields):
        return None
    at = fields.index("action") - 1
    unknown = at >= 0 and fields[at] == "other" and bool(headings[at].words) and not headings[at].candidates
    return at if unknown else None


def _responses(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A response is the action to a recommendation. Beside an action it only says whether the recommendation is
    accepted; where no column is headed a recommendation it reports."""
    answers = [at for at, one in enumerate(headings) if fields[at] == "action" and _head(one) == "response"]
    if not answers or _context("answering") & set(headings[answers[0]].words):
        return
    recommended = any("recommendation" in one.words for one in headings)
    taken = any(fields[at] == "progress" and one.words[:1] == ("action",) for at, one in enumerate(headings))
    if taken or fields.count("action") > len(answers) or "recommendation" not in fields:
        for at in answers:
            fields[at] = "other" if recommended else "progress"


def _head(one: Heading) -> str:
    """The last word before an "of" or "to": what the heading names."""
    before = takewhile(lambda word: word not in OF_WORDS, one.words)
    return deque(before, maxlen=1).pop() if one.words and one.words[0] not in OF_WORDS else ""


def _named_priority(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A priority with a name or number of its own ("Safeguarding priority", "Priority 2: ...") is what is aimed at, not
    how urgent it is."""
    for at, one in enumerate(headings):
        named = len(one.words) > 1 and one.words[-1] == "priority" and one.share < 1
        if fields[at] == "priority" and (named or _ONE_PRIORITY.match(one.text)):
            fields[at] = "section" if "recommendation" in fields else "recommendation"


def _calendar(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Three and more columns that are only years or months are a calendar, not reports."""
    dated = [at for at, one in enumerate(headings) if one.words == (DATE,) or one.words in _PERIODS]
    for at in dated if len(dated) > 2 else []:
        fields[at] = "other"


def _number_of_recommendation(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Rec" beside a recommendation written out in full is its number."""
    full = [one.text.casefold().startswith("recommendation") for one in headings]
    for at, one in enumerate(headings):
        if one.text.casefold().strip(" .:") in _SHORT_RECOMMENDATION and any(full) and "number" not in fields:
            fields[at] = "number"


def _graded(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Recommendation (H/M/L)" is the recommendation with its grade, unless another column is the recommendation."""
    for at, one in enumerate(headings):
        if fields[at] == "priority" and one.words[:1] == ("recommendation",) and "recommendation" not in fields:
            fields[at] = "recommendation"


def _first_of_two(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Of "Owner / due date" the first that is named; "Action and by whom" is the action where no other column is."""
    for at, one in enumerate(headings):
        parts = _PARTED.split(one.text) if fields[at] in _WHO_OR_WHEN else []
        if len(parts) == 2 and "" not in parts:
            first, second = (_alone(heading(part.strip())) for part in parts)
            free = _WHO_OR_WHEN if "action" in fields else _WHO_OR_WHEN | {"action"}
            if first in free and second in _WHO_OR_WHEN and first != second:
                fields[at] = first


def _supporters(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Support" right of the lead names who helps; so does the support of anybody."""
    for at, one in enumerate(headings):
        helps = one.words == ("support",) or (one.words[:1] in (("support",), ("supporting",)) and one.share < 1)
        if helps and at and fields[at - 1] == "owner":
            fields[at] = "owner"


def _numbered(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """What ends in "no" or "ref" is a number, whatever it numbers."""
    for at, one in enumerate(headings):
        if one.share < 1 and len(one.words) < 6 and one.words[-1:] and one.words[-1] in _context("numbers"):
            fields[at] = "number"


def _begun_and_complete(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Complete" right of "Commence" is the end of the time for it."""
    for at, one in enumerate(headings):
        bare = one.words in (("complete",), ("completed",), ("end",), ("finish",))
        if bare and at and fields[at - 1] == "start_date" and "deadline" not in fields:
            fields[at] = "deadline"


_RULES: tuple[Callable[[list[str], tuple[Heading, ...]], None], ...] = (
    _empty_first,
    _number_of_recommendation,
    _graded,
    _first_of_two,
    _supporters,
    _numbered,
    _begun_and_complete,
    _inspectors_action,
    _implementation,
    _second_choice,
    _promoted,
    _bare_by,
    _who_or_when,
    _item,
    _departments,
    _target,
    _revised,
    _coloured,
    _dates,
    _responses,
    _named_priority,
    _calendar,
)
