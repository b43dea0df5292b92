"""Columns of a found table to fields: the headings' own reading, corrected by what stands in the cells.

`extract.headers.fields` reads headings alone; here each column has its cells too, and a column whose heading says
nothing may still be a deadline, an owner or a colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.headers.fields import Reading, plan_evidence
from extract.headers.look import Look, begins_with_hour
from extract.headers.vocabulary import Heading, named_words
from extract.headers.words import DATE

_SOME, _MOST, _NEARLY_ALL = 0.4, 0.6, 0.8
_LONG = 7.0
_PERHAPS = 3.2
"""What a heading scores at least that may name a field besides its own."""
_VERDICT = 3.5
"""Words on average up to which what a column of progress says is a verdict ("On track") rather than news."""
_LABEL = 2.0
"""Words on average of a number with a word beside it, above which a text says something."""
_PROSE = 21.0
"""Words on average above which what stands below who is to do it says what that post is for: no name is as long."""
_STAGE = 4.0
"""Words on average below which what stands beside a day is a stage ("Adoption") rather than something to do."""
_FORM_ROWS = 3
"""Rows that a table has where it is told that none says what to do."""
_WHAT = frozenset(["action", "recommendation"])
_TIMETABLE = frozenset(["action", "recommendation", "deadline", "start_date", "other"])
_ASKED_OR_REPORTED = frozenset(
    ["recommendation", "success_measure", "evidence", "progress", "rag", "status", "completed_date", "revised_deadline"]
)
_WHEN_OR_HOW_FAR = frozenset(["deadline", "revised_deadline", "status"])
_ABOVE_NUMBERS = frozenset(["section", "priority", "recommendation", "rag", "status"])
"""What may stand left of the numbers: groups that several numbers belong to, and ratings."""


def fields_by_cells(reading: Reading, looks: Sequence[Look]) -> tuple[str, ...]:
    """The field of each column, with the cells' evidence; as many as the headings."""
    fields = list(reading.fields)
    for rule in _RULES:
        for at, seen in enumerate(looks):
            if seen.filled or seen.colours:
                rule(fields, reading, at, seen)
    _beside_item(fields, reading, looks)
    _grades(fields, looks)
    _references(fields, looks)
    return tuple(fields)


def _beside_item(fields: list[str], reading: Reading, looks: Sequence[Look]) -> None:
    """An "Item" over numbers is their heading, and what is to be done stands in the nameless column beside them."""
    for at in range(1, len(fields)):
        left = reading.headings[at - 1].words
        named = fields[at - 1] == "action" and len(left) == 1 and left[0] in named_words("subjects")
        if named and not reading.headings[at].words and looks[at - 1].words < _LABEL < looks[at].words:
            fields[at - 1], fields[at] = "number", "action"


def _grades(fields: list[str], looks: Sequence[Look]) -> None:
    """Of two columns of what was asked for, one whose cells are single words ("Must", "Should") grades the other."""
    asked = [at for at, field in enumerate(fields) if field == "recommendation" and looks[at].filled]
    told = [at for at in asked if looks[at].words > _LABEL]
    for at in asked if told else []:
        if looks[at].words <= 1.0 and looks[at].filled > 1:
            fields[at] = "other" if "priority" in fields else "priority"


def _references(fields: list[str], looks: Sequence[Look]) -> None:
    """Of two columns of what is to be done, one that holds nothing but numbers numbers the other; what asked for it,
    right of it and nothing but numbers, is referred to ("Strategic objective" over "2, 3")."""
    what = [at for at, field in enumerate(fields) if field in _WHAT and looks[at].filled > 2]
    told = [at for at in what if fields[at] == "action" and looks[at].words > _LABEL]
    for at in what if told else []:
        bare = max(looks[at].numbering, looks[at].figures) > _NEARLY_ALL
        if bare and fields[at] == "action":
            fields[at] = "other" if "number" in fields else "number"
        elif bare and at > told[0]:
            fields[at] = "other"


def plan_by_cells(reading: Reading, fields: Sequence[str], looks: Sequence[Look]) -> float:
    """How far headings and cells speak for an action plan; 0 is even. Columns of figures speak against one; minus nine
    where no column says what to do: all figures, the few words of a timetable's stages beside nothing but days,
    what happens at the hours of one day, a form to be filled in, motions, or what is always done within so many hours.
    A column of prose does not say who."""
    asked = [seen for seen, field in zip(looks, fields, strict=True) if field in _WHAT]
    what = [seen for seen in asked if seen.filled]
    if what and (_is_timetable(what, fields) or all(max(seen.figures, seen.blanks) > _MOST for seen in what)):
        return -9.0
    if asked and not what and max(seen.filled for seen in looks) >= _FORM_ROWS:
        return -9.0
    due = [seen for seen, field in zip(looks, fields, strict=True) if field == "deadline" and seen.filled]
    at_hours = [seen for seen, one in zip(looks, reading.headings, strict=True) if seen.filled and "time" in one.words]
    if _is_programme(reading, due or at_hours) or _is_procedure(due, fields):
        return -9.0
    figures = sum(
        seen.figures > _MOST and field not in _figures_of(fields) for seen, field in zip(looks, fields, strict=True)
    )
    wrong = bool(due) and all(seen.words > 2 * _LONG for seen in due)
    unsure = [
        at == reading.guessed
        or _is_prose(fields, at, looks)
        or _is_unborne(reading.headings[at], fields[at], looks[at])
        for at in range(len(fields))
    ]
    sure = ["other" if dropped else field for field, dropped in zip(fields, unsure, strict=True)]
    return plan_evidence(sure, reading.headings) - 1.2 * max(0, figures - 1) - 1.0 * wrong


def _figures_of(fields: Sequence[str]) -> frozenset[str]:
    """The fields whose figures say nothing against a plan: numbers, and the measures of what somebody does by a day."""
    return frozenset(["number", "success_measure"] if {"action", "owner", "deadline"} <= {*fields} else ["number"])


def _is_prose(fields: Sequence[str], at: int, looks: Sequence[Look]) -> bool:
    return fields[at] == "owner" and looks[at].words > _PROSE


def _is_unborne(one: Heading, field: str, seen: Look) -> bool:
    """Whether a part of a heading only names when or how far ("Lease period", "Life stage"), and no cell below it
    looks like that."""
    if (
        field not in _WHEN_OR_HOW_FAR
        or not seen.filled
        or any(said.whole for said in one.candidates if said.field == field)
    ):
        return False
    return not (seen.dates or seen.status or seen.rag or seen.colours)


def _is_timetable(what: Sequence[Look], fields: Sequence[str]) -> bool:
    return set(fields) <= _TIMETABLE and all(seen.words < _STAGE and seen.filled > 1 for seen in what)


def _is_programme(reading: Reading, due: Sequence[Look]) -> bool:
    """Whether all that says when is hours: an agenda of a meeting, the programme of a day."""
    hours = bool(due) and all(seen.clock > _MOST for seen in due)
    return hours or any(begins_with_hour(one.text) for one in reading.headings)


def _is_procedure(due: Sequence[Look], fields: Sequence[str]) -> bool:
    """Whether all that says when is hours or working days, nobody reports on it and nothing asked for it: what a policy
    has done each time that something happens ("Acknowledged within 2 working days")."""
    if not due or not _ASKED_OR_REPORTED.isdisjoint(fields):
        return False
    return all(seen.filled > 1 and seen.standing > _SOME for seen in due)


def _unknown(fields: list[str], reading: Reading, at: int) -> bool:
    return fields[at] == "other" and not reading.headings[at].candidates


def _colours(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """Cells that only say a colour are a RAG, whatever the heading calls them; below a day or quarter only in words, as
    paint alone may be the bar of a calendar. How urgent an action is may be told by colours, too, where the heading
    asks for that."""
    says = seen.rag > _MOST or (seen.filled == 0 and seen.colours > _MOST)
    graded = fields[at] == "priority" and "priority" not in reading.headings[at].words and "rag" not in fields
    dated = fields[at] == "other" and reading.headings[at].words == (DATE,) and seen.filled > 1
    told = graded or dated or fields[at] in ("status", "progress", "number", "deadline")
    if says and (told or _unknown(fields, reading, at)):
        fields[at] = "rag"


def _numbers(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """A nameless first column is a number only if it holds numbers, and what groups the rows where none of its few
    words is one; so is one right of the sections, also under a heading that nobody knows."""
    if fields[at] == "number" and not reading.headings[at].words and seen.numbering < _MOST:
        named = not seen.numbering and seen.words <= 3 and "section" not in fields
        fields[at] = "section" if named else "other" if seen.words > 3 else "number"
        return
    nameless = not reading.headings[at].words
    unknown = _unknown(fields, reading, at)
    leads = at == 0 or ((nameless or unknown) and {*fields[:at]} <= _ABOVE_NUMBERS)
    share = _MOST if unknown and (nameless or at == 0) else _NEARLY_ALL
    if (
        fields[at] in ("other", "recommendation", "status")
        and leads
        and "number" not in fields
        and seen.numbering > share
    ):
        fields[at] = "number"


def _deadlines(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """Days under a heading that nobody knows; under a "Target" or "Baseline" only where nearly all are days."""
    if "deadline" in fields or seen.words >= _LONG:
        return
    share = _MOST if _unknown(fields, reading, at) else _NEARLY_ALL if fields[at] == "success_measure" else 1.0
    if seen.dates > share:
        fields[at] = "deadline"


def _owners(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """Names under a nameless heading; or under a bare "Action", beside a column that says what to do."""
    if "owner" in fields or seen.people <= _MOST or seen.words > _LONG:
        return
    bare = fields[at] == "action" and reading.headings[at].words == ("action",)
    if _unknown(fields, reading, at) or bare:
        fields[at] = "owner"


def _who_or_when(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """ "To be actioned by" says who over names and when over days, where no other column does."""
    words = reading.headings[at].words
    if words[-1:] != ("by",) or not named_words("done_by") & set(words):
        return
    says = "owner" if seen.people > seen.dates else "deadline"
    if fields[at] in ("owner", "deadline") and says not in fields and seen.people + seen.dates > _SOME:
        fields[at] = says


def _verdicts(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """A free "Progress" column that only holds short verdicts is a status."""
    if "status" in fields or seen.filled < 2 or seen.words > _VERDICT:
        return
    words = reading.headings[at].words
    grade = fields[at] == "priority" and "priority" not in words
    if seen.status > _MOST and (grade or _unknown(fields, reading, at) or words in (("progress",), ("update",))):
        fields[at] = "status"


def _named_priorities(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """Below "Priority" what is no grade ("Recycling") is what is aimed at."""
    if fields[at] != "priority" or reading.headings[at].words != ("priority",) or seen.filled < _FORM_ROWS:
        return
    if not (seen.grades or seen.numbering or seen.colours) and not _WHAT.isdisjoint(fields):
        fields[at] = "section" if "recommendation" in fields else "recommendation"


def _long_text(fields: list[str], reading: Reading, at: int, seen: Look) -> None:
    """Long text says what to do, where no other column does, also under "Response (accepted or rejected)"; under
    "Priority", and in a nameless first column beside the actions, it is what was asked for."""
    if seen.words < _LONG:
        return
    if fields[at] == "priority" and "recommendation" not in fields and reading.headings[at].words == ("priority",):
        fields[at] = "recommendation"
    elif fields[at] == "other" and _answers(fields, reading, at):
        fields[at] = "action"
    elif at == 0 and not reading.headings[0].words and fields[0] == "other" and _names_what_is_done(fields):
        fields[0] = "recommendation"
    elif _unknown(fields, reading, at) and "action" not in fields:
        fields[at] = "action" if "recommendation" in fields or at else "recommendation"


def _names_what_is_done(fields: Sequence[str]) -> bool:
    """Whether another column says what is done, and none what asked for it."""
    return "action" in fields and "recommendation" not in fields


def _answers(fields: Sequence[str], reading: Reading, at: int) -> bool:
    """Whether a heading that asks whether something is accepted may name the answer, too, where no column does."""
    asked = "recommendation" in fields and "action" not in fields
    return asked and reading.headings[at].score("action") >= _PERHAPS


_RULES: tuple[Callable[[list[str], Reading, int, Look], None], ...] = (
    _colours,
    _numbers,
    _deadlines,
    _owners,
    _who_or_when,
    _verdicts,
    _long_text,
    _named_priorities,
)
