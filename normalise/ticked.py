"""Choices printed as headings: a column for each year, state or colour, and a tick or paint under what applies.

The plan gets one column whose cells hold the headings that apply as printed, with a finding; the ticks stay where they
are, among the other columns. What a group of columns offers is told by its headings alone, and never where anything but
ticks stands in them or another column says the same. Of states and colours one applies: where a row has several, none
is taken, and that is told. Which columns belong together, and which of their cells count: `normalise.ticked_columns`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from normalise.deadlines import deadline
from normalise.finding_texts import finding
from normalise.rag.asked import asks
from normalise.rag.cell import rag
from normalise.rag.status import read_status, states_verdict
from normalise.rag.words import rag_words
from normalise.ticked_columns import (
    Group,
    Marked,
    answers_of,
    groups,
    is_answer,
    is_not_applicable,
    mark_columns,
    marked_cells,
)
from schemas.verbatim import Cell, Column, Field, Finding, Plan, Row

_MOST_ROWS = 0.5
_UNREAD = ("none", "unparseable")
_RATED = frozenset(["red", "amber", "green"])


@dataclass(frozen=True, slots=True)
class _Choice:
    """A kind of choice: the field that it tells, its finding, what of it a heading says (null: nothing), and how many
    different things its headings must say. `fields` are those that the words of such a heading may have been read as
    (none: any but those of the action itself); `several` may apply, in `share` of the rows at least one."""

    field: Field
    code: str
    says: Callable[[str], str | None]
    offers: Callable[[frozenset[str]], bool]
    fields: frozenset[Field | None] = frozenset()
    several: bool = False
    share: float = 0.0


def _time(heading: str) -> str | None:
    return None if deadline(heading).kind in _UNREAD else heading


def _colour(heading: str) -> str | None:
    plain = rag_words().letters_only.fullmatch(heading.casefold()) is not None
    return rag(heading).rag if plain else "n/a" if is_not_applicable(heading) else None


def _state(heading: str) -> str | None:
    if is_not_applicable(heading):
        return "n/a"
    return read_status(heading) if states_verdict(heading) and not is_answer(heading) else None


_TIMES = _Choice(
    "deadline",
    "deadline_ticked",
    _time,
    lambda said: len(said) > 1,
    frozenset([None, "other", "deadline", "progress", "section", "start_date"]),
    several=True,
    share=_MOST_ROWS,
)
_COLOURS = _Choice("rag", "rag_ticked", _colour, lambda said: len(said & _RATED) > 1)
_STATES = _Choice("status", "status_ticked", _state, lambda said: len(said - {"n/a"}) > 1)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A plan with what its ticks tell. `due` is the column that they gave its deadlines, `times` the headings that this
    column's cells are taken from; null and none where they give no deadlines."""

    plan: Plan
    due: Column | None = None
    times: tuple[str, ...] = ()


def with_ticked_headings(plan: Plan) -> Ticked:
    """The plan with what its ticks tell; the plan itself where nothing is ticked."""
    free = mark_columns(plan)
    timed, times = _with_choice(plan, _TIMES, free)
    due = timed.columns[-1] if times else None
    for choice in (_COLOURS, _STATES):
        timed, _ = _with_choice(timed, choice, free)
    return Ticked(_with_answers(timed, free), due, times)


def _with_choice(plan: Plan, choice: _Choice, free: Sequence[int]) -> tuple[Plan, tuple[str, ...]]:
    """The plan with a column of the choices made, and what there was to choose from; none where nothing tells."""
    for group in groups(plan, free, choice.says, choice.fields):
        said = frozenset(filter(None, map(choice.says, group.options.values())))
        if choice.offers(said) and not _is_said_elsewhere(plan, choice.field, group):
            marked = marked_cells(plan, group, several=choice.several)
            told = sum(bool(row.told) for row in marked)
            if told and told >= choice.share * len(plan.rows):
                return _with_column(plan, group, choice.field, choice.code, marked), tuple(group.options.values())
    return plan, ()


def _is_said_elsewhere(plan: Plan, field: Field, group: Group) -> bool:
    others = [at for at, column in enumerate(plan.columns) if column.field == field and at not in group.options]
    return any(row.cells[at].text or row.cells[at].fill for row in plan.rows for at in others)


def _with_column(plan: Plan, group: Group, field: Field, code: str, marked: Sequence[Marked]) -> Plan:
    columns = [
        replace(column, field="other") if at in group.options else column for at, column in enumerate(plan.columns)
    ]
    rows = tuple(_with_cell(row, group, code, cells) for row, cells in zip(plan.rows, marked, strict=True))
    return replace(plan, columns=(*columns, Column(group.label, field)), rows=rows)


def _with_cell(row: Row, group: Group, code: str, marked: Marked) -> Row:
    cells = {at: row.cells[at] for at in marked.told}
    painted = code == "deadline_ticked" and not any(cell.text for cell in cells.values())
    code = "choice_unclear" if marked.unclear else "deadline_painted" if painted else code
    shown = list(dict.fromkeys((marked.told[0], marked.told[-1]))) if painted and cells else list(cells)
    text = (" – " if painted else "\n").join(group.options[at] for at in shown)
    places = tuple(place for cell in cells.values() for place in cell.places)
    carried = bool(cells) and all(cell.carried for cell in cells.values())
    told = Cell(
        text, places, carried=carried, confidence=min((cell.confidence for cell in cells.values()), default=1.0)
    )
    said = text or ", ".join(group.options.values())
    found = (finding(code, said.replace("\n", ", "), places[0] if places else None),) if cells or marked.unclear else ()
    return replace(row, cells=(*row.cells, told), findings=(*row.findings, *found))


def _with_answers(plan: Plan, free: Sequence[int]) -> Plan:
    """The plan with the answers to a heading that asks whether an action is done: "Yes" and "No" below it with a tick
    under one of them, or crosses that are no tick where there are ticks too."""
    for group in groups(plan, free, lambda heading: heading if is_answer(heading) else None):
        if asks(group.label) and len(group.options) > 1 and not _is_said_elsewhere(plan, "status", group):
            return _with_column(plan, group, "status", "status_ticked", marked_cells(plan, group))
    states = [at for at, column in enumerate(plan.columns) if column.field == "status"]
    answers = next(filter(None, (_as_answers(plan, at) for at in states)), None)
    return answers or plan


def _as_answers(plan: Plan, at: int) -> Plan | None:
    """The plan with a column of answers in words for one of signs or letters; null for any other column."""
    texts = answers_of(plan, at, asked=asks(plan.columns[at].header))
    if texts is None:
        return None
    columns = list(plan.columns)
    columns[at] = replace(columns[at], field="other")
    rows = []
    for row, text in zip(plan.rows, texts, strict=True):
        cell = row.cells[at]
        told = _answer_told(cell) if text else ()
        rows.append(replace(row, cells=(*row.cells, replace(cell, text=text)), findings=(*row.findings, *told)))
    return replace(plan, columns=(*columns, replace(plan.columns[at], field="status")), rows=tuple(rows))


def _answer_told(cell: Cell) -> tuple[Finding, ...]:
    """What is said of an answer that a sign gives; one in a letter speaks for itself."""
    signed = not cell.text.strip().isalpha() or cell.text.strip().casefold() == "x"
    return (finding("status_ticked", cell.text, cell.places[0] if cell.places else None),) if signed else ()
