"""What one heading says of another about the thing to do: which column asks for it, which is it, which measures it.

Each rule changes the fields in place; `extract.headers.fields` says in which order they run. Who and when stand in
`extract.headers.neighbours_when`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.headers.vocabulary import LIGHT, Heading, heading, named_words
from extract.headers.words import parts_of

WHAT = frozenset(["action", "recommendation"])
_CERTAIN = 4.6
_FAIR = 3.2
_SHORT_RECOMMENDATION = frozenset(["rec", "recs"])
_DAYS = frozenset(["deadline", "completed_date", "revised_deadline"])
_NAMED_INDICATORS = frozenset(["indicator", "kpi"])
_ONE_PRIORITY = re.compile(r"\s*priority\s+\d{1,2}\s*(?:$|[:–-]\s*[A-Za-z])", re.IGNORECASE)


def inspectors_action(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """What inspectors ask for is a recommendation, unless it is the only thing to do and nobody reports on it."""
    for at, one in enumerate(headings):
        if fields[at] == "action" and named_words("inspectors") & set(one.words) and "recommendation" not in fields:
            fields[at] = "recommendation"


def implementation(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside a column on how it is implemented, a bare "Action" is what was asked for; so is "What" beside "How"."""
    actions = [at for at, field in enumerate(fields) if field == "action"]
    if len(actions) < 2 or "recommendation" in fields:
        return
    first, then = headings[actions[0]].words, headings[actions[1]].words
    if (first, then[:1]) == (("action",), ("implementation",)) or (first[:1], then[:1]) == (("what",), ("how",)):
        fields[actions[0]] = "recommendation"


def activity(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Output / activity" is the action where no other column is."""
    for at, one in enumerate(headings):
        parts = parts_of(one.text) if fields[at] == "success_measure" and "action" not in fields else ()
        if any(heading(part.strip()).alone == "action" for part in parts):
            fields[at] = "action"


def second_choice(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside a certain action, a column that is one only perhaps takes its next meaning ("Deliverable", "Step")."""
    actions = [at for at, field in enumerate(fields) if field == "action"]
    if len(actions) < 2:
        return
    taken = {"recommendation"} & set(fields)
    best = max(headings[at].candidates[0].score / (1 + 0.1 * len(headings[at].words)) for at in actions)
    for at in actions:
        others = [c for c in headings[at].candidates[1:] if c.score >= _FAIR and c.field not in taken]
        asks = at == actions[0] and any(c.field == "recommendation" for c in others)
        if headings[at].words == ("step",) and at == 0:
            fields[at] = "number"
        elif asks and headings[at].candidates[0].score < _CERTAIN:
            fields[at] = "recommendation"
        elif others and headings[at].candidates[0].score < _CERTAIN <= best + 0.5:
            fields[at] = others[0].field


def promoted(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """With nothing to do among the columns, a target, milestone or measure that has a day or a person is it; failing
    these a priority or area that has a person, a day and a report."""
    has = set(fields)
    if WHAT & has or not {"owner", "deadline"} & has:
        return
    if _measures_performance(fields, headings) or _item_by_whom(fields, headings):
        return
    for at, one in enumerate(headings):
        if fields[at] == "success_measure" and _named_last(one) in named_words("to_reach"):
            fields[at] = "action"
            return
    if {"owner", "deadline"} <= has and has & {"rag", "progress", "status"}:
        heads = [at for at, field in enumerate(fields) if field in ("priority", "section")]
        works = [at for at in heads if headings[at].head in named_words("works")]
        if works:
            fields[works[-1]] = "action"
        elif heads:
            fields[heads[0]] = "recommendation" if len(headings[heads[0]].words) == 1 else "action"


def _named_last(one: Heading) -> str:
    """The last word that names something: "Measure title" names a measure."""
    words = [word for word in one.words if word not in LIGHT]
    return words[-1] if words else ""


def _measures_performance(fields: list[str], headings: tuple[Heading, ...]) -> bool:
    """Whether a table tells figures rather than what is done: by its indicators, unless these only measure what is done
    by somebody, by a day and with a report ("Measure | Who | Completion date | Performance indicator | Progress")."""
    telling = [at for at, one in enumerate(headings) if named_words("indicators") & set(one.words)]
    aside = all(fields[at] in _DAYS or _NAMED_INDICATORS & set(headings[at].words) for at in telling)
    return bool(telling) and not (aside and {"owner", "deadline", "progress"} <= set(fields))


def _item_by_whom(fields: list[str], headings: tuple[Heading, ...]) -> bool:
    """Beside who does it and by when, a bare "Item" is what is to be done; who leads on which day is an agenda."""
    by_when = any(field == "deadline" and "by" in one.words for field, one in zip(fields, headings, strict=True))
    items = [at for at, one in enumerate(headings) if len(one.words) == 1 and one.words[0] in named_words("subjects")]
    if not by_when or "owner" not in fields or len(items) != 1:
        return False
    fields[items[0]] = "action"
    return True


def item(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Right of a number or a day, an "Item" or "Decision" is what the action is about, where nothing else is; right of
    nothing but ratings it is as good as first."""
    for at, one in enumerate(headings):
        subject = len(one.words) == 1 and one.words[0] in named_words("subjects" if at else "decided")
        beside = at == 0 or not set(fields[:at]) <= {"rag", "status", "priority"}
        if subject and beside and "action" in fields[at + 1 :] and not {"recommendation", "section"} & set(fields):
            fields[at] = "recommendation"


def target(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside a revised target, another measure of success, or right of who acts, a bare "Target" is the day, where none
    other is; left of an action it is what the action is for, where nothing else is."""
    for at, one in enumerate(headings):
        named = at == 0 and one.words[-1:] == ("target",) and one.share < 1
        if (one.words != ("target",) and not named) or not WHAT & set(fields):
            continue
        before = {"owner", "start_date"} & set(fields[:at])
        if at and fields[at - 1] == "success_measure":
            continue
        measured = fields.count("success_measure") > 1 and not any(
            named_words("indicators") & set(other.words) for other in headings
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


def responses(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A response is the action to a recommendation. Beside an action it only says whether the recommendation is
    accepted, management's, too ("Management response | Agreed action"); where no column is headed a recommendation it
    reports."""
    answers = [at for at, one in enumerate(headings) if fields[at] == "action" and one.head == "response"]
    headed = any(fields[at] == "action" and "action" in one.words for at, one in enumerate(headings))
    if not answers or (not headed and named_words("answering") & set(headings[answers[0]].words)):
        return
    recommended = any("recommendation" in one.words for one in headings)
    taken = any(fields[at] == "progress" and one.words[:1] == ("action",) for at, one in enumerate(headings))
    if taken or fields.count("action") > len(answers) or "recommendation" not in fields:
        for at in answers:
            fields[at] = "other" if recommended else "progress"


def named_priority(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """A priority with a name or number of its own ("Safeguarding priority", "Priority 2: ...") is what is aimed at, not
    how urgent it is."""
    for at, one in enumerate(headings):
        named = len(one.words) > 1 and one.words[-1] == "priority" and one.share < 1
        if fields[at] == "priority" and (named or _ONE_PRIORITY.match(one.text)):
            fields[at] = "section" if "recommendation" in fields else "recommendation"


def graded(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Recommendation (H/M/L)" is the recommendation with its grade, unless another column is the recommendation."""
    for at, one in enumerate(headings):
        if fields[at] == "priority" and one.words[:1] == ("recommendation",) and "recommendation" not in fields:
            fields[at] = "recommendation"


def number_of_recommendation(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """ "Rec" beside another column of what was recommended is its number."""
    short = [one.text.casefold().strip(" .:") in _SHORT_RECOMMENDATION for one in headings]
    full = any(field == "recommendation" and not cut for field, cut in zip(fields, short, strict=True))
    for at, cut in enumerate(short):
        if cut and full and "number" not in fields:
            fields[at] = "number"


def aims(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Of two aims left of the action the wider one, which stands first, only groups ("Aim | Objective | Action")."""
    asked = [at for at, field in enumerate(fields) if field == "recommendation"]
    wide = named_words("aims")
    for at, after in pairwise(asked):
        if headings[at].head in wide and headings[after].head in wide:
            fields[at] = "section"


def in_the_way(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Issues and barriers right of the action are what stands in its way; what asked for it stands left of it."""
    done = [at for at, field in enumerate(fields) if field == "action"]
    done = done or [at for at, field in enumerate(fields) if field in ("owner", "deadline")]
    for at, one in enumerate(headings):
        if done and at > max(done) and fields[at] == "recommendation" and one.head in named_words("hindrances"):
            fields[at] = "risk"


def answered(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Right of what asks, a second such column that may be an action is one, where no other is ("Agreed remedy"); so
    are the comments of those who answer ("Management comments")."""
    if "recommendation" not in fields or "action" in fields:
        return
    first = fields.index("recommendation")
    for at in range(first + 1, len(fields)):
        if fields[at] in ("recommendation", "comments") and headings[at].score("action") >= _FAIR:
            fields[at] = "action"
            return


def stages(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Beside an action, a milestone with a time of its own ("Milestones: autumn") is what should be reached by then."""
    timed = named_words("times")
    for at, one in enumerate(headings):
        if (
            fields[at] == "action"
            and fields.count("action") > 1
            and "milestone" in one.words[:2]
            and timed & set(one.words)
        ):
            fields[at] = "success_measure"


def before_what(fields: list[str], headings: tuple[Heading, ...]) -> None:
    """Left of what is asked for, a heading nobody knows groups the rows; an assurance there is an auditor's opinion."""
    asked = fields.index("recommendation") if "recommendation" in fields else 0
    for at, one in enumerate(headings[:asked]):
        groups = not one.candidates or one.head in named_words("places")
        if fields[at] == "other" and one.words and groups and not one.against and "section" not in fields:
            fields[at] = "section"
        elif fields[at] == "evidence" and one.words == ("assurance",):
            fields[at] = "other"
