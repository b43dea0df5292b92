"""What one heading says of another about who, when and how far: deadlines beside dates gone by, owners, numbers.

Each rule changes the fields in place; `extract.headers.fields` says in which order they run. What is to be done
stands in `extract.headers.neighbours_what`.
"""

from __future__ import annotations

from extract.headers.neighbours_what import WHAT
from extract.headers.vocabulary import Heading, heading, named_words, vocabulary
from extract.headers.words import DATE, parts_of

_WHO_OR_WHEN = frozenset(["owner", "deadline"])
_PERIODS = frozenset([("year",), ("month",), ("week",), ("quarter",), ("term",)])
_TERMS = frozenset([("short", "term"), ("medium", "term"), ("long", "term"), ("short",), ("medium",), ("long",)])
_DONE_WORDS = frozenset(["complete", "completed", "done", "closed", "achieved"])
_WHEN_OR_HOW_FAR = frozenset(["deadline", "revised_deadline", "progress", "rag", "status"])
_SURE = 4.0
"""From which on a heading names an owner whatever stands beside it."""
_REVIEWS = frozenset([("review", "date"), ("review",), ("date", "of", "review")])


def empty_first(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A first column without a heading numbers the rows."""
    if headings and not headings[0].words and len(headings) > 2 and "number" not in fields:
        fields[0] = "number"


def revised(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Completion date (revised)" is no day of completion, nor "Actual date" one to come; a current deadline is the
    later one beside another, else the only one; so is one beside an original deadline, right of it or left."""
    planned = vocabulary().classes["@planned"]
    for at, one in enumerate(headings):
        words = set(one.words)
        if fields[at] in ("deadline", "completed_date") and named_words("revised") & words:
            fields[at] = "revised_deadline"
        elif fields[at] == "deadline" and named_words("actual") & words and not planned & words:
            fields[at] = "completed_date"
    for at, one in enumerate(headings):
        if fields[at] in ("deadline", "revised_deadline") and named_words("now") & set(one.words):
            fields[at] = "revised_deadline" if "deadline" in fields[:at] + fields[at + 1 :] else "deadline"
    due = [at for at, field in enumerate(fields) if field == "deadline"]
    first = [at for at in due if named_words("first") & set(headings[at].words)]
    if len(due) == 2 and len(first) == 1 and "revised_deadline" not in fields:
        fields[next(at for at in due if at not in first)] = "revised_deadline"


def coloured(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A "Status (RAG)" says a colour; beside another rating, that of the impact is none of how far the action is."""
    for at, one in enumerate(headings):
        if fields[at] == "status" and named_words("colours") & set(one.words):
            fields[at] = "rag"
    for at, one in enumerate(headings):
        if fields[at] == "rag" and one.words[:1] == ("impact",) and fields.count("rag") > 1:
            fields[at] = "other"


def done_on(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Complete (date)" asks for the day on which it was."""
    for at, one in enumerate(headings):
        if fields[at] == "status" and one.words[-1:] == ("date",) and _DONE_WORDS & set(one.main):
            fields[at] = "completed_date"


def dates(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A bare date before the thing to do is when it was raised; a second end is when it was done."""
    what = [at for at, field in enumerate(fields) if field in WHAT]
    due = [at for at, field in enumerate(fields) if field == "deadline"]
    classes = vocabulary().classes
    for at in due:
        words = headings[at].words
        others = [other for other in due if other != at]
        if words == ("date",) and (others or (what and at < min(what))):
            fields[at] = "start_date" if what and at < max(what) else "other"
        elif others and (words in _REVIEWS or (words in _PERIODS and what and at < min(what))):
            fields[at] = "other"
        elif not classes["@planned"] & set(words) and named_words("completion") & set(words[:3]) and at > min(due):
            fields[at] = "completed_date"


def bare_by(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "By" is when, or who where another column says when."""
    for at, one in enumerate(headings):
        if one.words == ("by",) and fields[at] == "other":
            fields[at] = "deadline" if "deadline" not in fields else "owner" if "owner" not in fields else "other"


def who_or_when(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Delivered by" and "Completed by" say who or when, whichever no other column says."""
    for at, one in enumerate(headings):
        if len(one.words) > 1 and one.words[-1] == "by" and named_words("done_by") & set(one.words):
            others = _WHO_OR_WHEN & set(fields[:at] + fields[at + 1 :])
            if len(others) == 1:
                fields[at] = min(_WHO_OR_WHEN - others)


def departments(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Right of the action, a service or directorate is who does it, where nobody else is named or next to who is."""
    what = [at for at, field in enumerate(fields) if field in WHAT]
    parts = named_words("departments")
    for at, one in enumerate(headings):
        if not (what and at > max(what) and fields[at] in ("section", "other") and one.head in parts):
            continue
        beside = fields[at] == "section" and "owner" in (fields[at - 1], *fields[at + 1 : at + 2])
        if "owner" not in fields or beside:
            fields[at] = "owner"


def affected(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Left of what is to be done, a word that names people only perhaps ("Group") is whom it touches, where nobody else
    is named, and neither a day nor how far it is: so assessments of equality set out their mitigations."""
    what = [at for at, field in enumerate(fields) if field in WHAT]
    owners = [at for at, field in enumerate(fields) if field == "owner"]
    if len(owners) != 1 or not what or owners[0] > min(what) or _WHEN_OR_HOW_FAR & set(fields):
        return
    if headings[owners[0]].score("owner") < _SURE:
        fields[owners[0]] = "section"


def calendar(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Three and more columns that are only years, months or terms are a calendar, not reports."""
    times = _PERIODS | _TERMS
    dated = [at for at, one in enumerate(headings) if one.main == (DATE,) or one.main in times]
    for at in dated if len(dated) > 2 else []:
        fields[at] = "other"


def first_of_two(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Of "Owner / due date" the first that is named; "Action and by whom", and "Response, officer and timescale", are
    the action where no other column is."""
    for at, one in enumerate(headings):
        parts = parts_of(one.text) if fields[at] in _WHO_OR_WHEN else ()
        if len(parts) > 1:
            first, *others = (heading(part.strip()).alone for part in parts)
            free = _WHO_OR_WHEN if "action" in fields else _WHO_OR_WHEN | {"action"}
            if first in free and _WHO_OR_WHEN.issuperset(others) and first not in others:
                fields[at] = first


def supporters(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Support" right of the lead names who helps; so does the support of anybody."""
    for at, one in enumerate(headings):
        helps = one.words == ("support",) or (one.words[:1] in (("support",), ("supporting",)) and one.share < 1)
        if helps and at and fields[at - 1] == "owner":
            fields[at] = "owner"


def numbered(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """What ends in "no" or "ref" is a number, whatever it numbers."""
    for at, one in enumerate(headings):
        if one.share < 1 and len(one.words) < 6 and one.words[-1:] and one.words[-1] in named_words("numbers"):
            fields[at] = "number"


def lasts(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """How long something takes is no day: "Duration" says when only where nothing else does and somebody is named."""
    for at, one in enumerate(headings):
        told = "owner" in fields and fields.count("deadline") == 1
        if one.words == ("duration",) and fields[at] == "deadline" and not told:
            fields[at] = "other"


def begun_and_complete(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Complete" right of "Commence" is the end of the time for it."""
    for at, one in enumerate(headings):
        bare = one.words in (("complete",), ("completed",), ("end",), ("finish",))
        if bare and at and fields[at - 1] == "start_date" and "deadline" not in fields:
            fields[at] = "deadline"
