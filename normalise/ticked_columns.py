"""Columns that belong together because each is one choice, and which cells of a row say that a choice applies.

A cell says so by a tick (or by its heading's own words) where nothing but ticks stands in any of the columns; by a mark
drawn in it; or by its paint, where the columns are painted in some cells only and in different ones from row to row.
All of a row's choices painted are their key. What a heading has to say to be a choice is for the caller to know.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby, takewhile

from normalise.rag.cell import rag
from schemas.colour import colour_name
from schemas.verbatim import Field, Plan, Row

_NEVER: frozenset[Field | None] = frozenset(["number", "recommendation", "owner"])
"""Fields whose columns are none of choices, whatever they hold."""
_RATINGS = frozenset(["red", "amber", "green"])


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of choices: what stands over all of them, and the words of each by its place in the plan."""

    label: str
    options: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """The columns that a row marks; `unclear` where it marks several of which one applies, or all of them by paint."""

    told: tuple[int, ...] = ()
    unclear: bool = False


def groups(
    plan: Plan, free: Sequence[int], says: Callable[[str], str | None], fields: frozenset[Field | None] = frozenset()
) -> Iterator[Group]:
    """The groups of neighbouring columns among `free` whose headings each say something; `fields` are those that they
    may have, none any."""
    headings = {at: " ".join(plan.columns[at].header.split()) for at in free}
    openings = {heading.split(" ")[0] for at, heading in headings.items() if _is_marked(plan, at)}
    fit = [
        at
        for at, heading in headings.items()
        if (not fields or plan.columns[at].field in fields)
        and (_is_marked(plan, at) or says(heading) or heading.split(" ")[0] in openings)
    ]
    for _, run in groupby(enumerate(fit), key=lambda place: place[1] - place[0]):
        yield from _of_run({at: headings[at] for _, at in run}, says)


def _of_run(headings: dict[int, str], says: Callable[[str], str | None]) -> Iterator[Group]:
    """The groups of a run of columns: all of it below the words that its headings share, else those of its neighbours
    that say something by themselves."""
    shared = _shared(list(headings.values()))
    below = {at: heading[len(shared) :].strip() for at, heading in headings.items()}
    if len(headings) > 1 and shared and not says(shared.strip()) and all(map(says, below.values())):
        yield Group(shared.strip(), below)
        return
    label, first = _label_of_first(headings, says)
    for told, found in groupby({**headings, **first}.items(), key=lambda option: says(option[1]) is not None):
        options = dict(found)
        if told and len(options) > 1 and len({text.casefold() for text in options.values()}) == len(options):
            yield Group(label if set(first) & set(options) else "", options)


def _label_of_first(headings: dict[int, str], says: Callable[[str], str | None]) -> tuple[str, dict[int, str]]:
    """What stands over all columns where it is read with the first of them ("Completed? Yes", "No")."""
    at, heading = next(iter(headings.items()))
    label, _, option = heading.rpartition(" ")
    return (label, {at: option}) if label and not says(heading) and says(option) and not says(label) else ("", {})


def _shared(headings: Sequence[str]) -> str:
    """The words that all these headings begin with: one that stands over them ("Delivery year 22/23")."""
    words = zip(*(heading.split(" ") for heading in headings), strict=False)
    return "".join(f"{first} " for first, *_ in takewhile(lambda each: len(set(each)) == 1, words))


def mark_columns(plan: Plan) -> tuple[int, ...]:
    """The columns with a heading in which nothing but marks stands; none where hardly any of them has one."""
    free = [at for at, column in enumerate(plan.columns) if column.field not in _NEVER and _holds_marks(plan, at)]
    return tuple(free) if any(_is_marked(plan, at) for at in free) else ()


def _holds_marks(plan: Plan, at: int) -> bool:
    heading = plan.columns[at].header.casefold().split()
    marks = _words()["signs"] | _words()["none"] | {" ".join(heading), *heading[-1:], ""}
    return bool(heading) and all(row.cells[at].text.strip().casefold() in marks for row in plan.rows)


def _is_marked(plan: Plan, at: int) -> bool:
    return any(row.cells[at].text or row.cells[at].fill or row.cells[at].mark for row in plan.rows)


def marked_cells(plan: Plan, group: Group, *, several: bool = False) -> list[Marked]:
    """What each row marks; with `several` more than one may apply, and colours that rate are no marks."""
    if several and _rates(plan, group):
        return [Marked(_ticked(row, group)) if not _inks(row, group) else Marked() for row in plan.rows]
    paint = [_paint(row, group) for row in plan.rows]
    tells = _paint_tells(plan, group, paint)
    if several:
        rows = zip(plan.rows, paint, strict=True)
        return [Marked(tuple(sorted({*_ticked(row, group), *(fills if tells else ())}))) for row, fills in rows]
    return [_the_one(_ticked(row, group), tuple(fills), tells) for row, fills in zip(plan.rows, paint, strict=True)]


def _the_one(ticked: tuple[int, ...], painted: tuple[int, ...], tells: bool) -> Marked:
    """The one choice of a row that is ticked, else painted; paint behind several of them is no answer."""
    if ticked:
        return Marked(ticked) if len(ticked) == 1 else Marked(unclear=True)
    return Marked(unclear=True) if len(painted) > 1 else Marked(painted if tells else ())


def _ticked(row: Row, group: Group) -> tuple[int, ...]:
    """The choices that a row ticks, by a sign, by the heading's own words or by a mark drawn in the cell."""
    told = []
    for at, option in group.options.items():
        text = row.cells[at].text.strip().casefold()
        if text in _words()["signs"] or (text and text == option.casefold()) or (not text and row.cells[at].mark):
            told.append(at)
    return tuple(told)


def _paint(row: Row, group: Group) -> dict[int, str]:
    """The fills of a row's choices that most of its other cells have not."""
    others = [cell.fill for at, cell in enumerate(row.cells) if at not in group.options]
    fills = {at: row.cells[at].fill for at in group.options}
    return {at: fill for at, fill in fills.items() if fill and others.count(fill) * 2 <= len(others)}


def _paint_tells(plan: Plan, group: Group, paint: Sequence[Mapping[int, str]]) -> bool:
    """Whether paint differs from row to row, or a single cell of each row has the colour that its heading names."""
    sets = {tuple(fills) for fills in paint if fills}
    if len(sets) != 1 or len(plan.rows) == 1:
        return bool(sets)
    named = [(fill, group.options[at]) for fills in paint for at, fill in fills.items()]
    return len(next(iter(sets))) == 1 and all(colour_name(fill) == rag(option).rag for fill, option in named)


def _rates(plan: Plan, group: Group) -> bool:
    """Whether colours rate what they stand behind: several in one row, or several colours of ratings in all."""
    rows = [{*_paint(row, group).values(), *_inks(row, group)} for row in plan.rows]
    named = {colour_name(colour) for colours in rows for colour in colours} & _RATINGS
    return len(named) > 1 or any(len(colours) > 1 for colours in rows)


def _inks(row: Row, group: Group) -> set[str]:
    """The colours of a row's signs and drawn marks."""
    return {colour for at in group.options for colour in (row.cells[at].mark, row.cells[at].ink) if colour}


def answers_of(plan: Plan, at: int, *, asked: bool) -> list[str] | None:
    """The answers of a column: of crosses, where its heading asks, which are ticks unless it has ticks, too; else of
    nothing but "Y" and "N", which is no yellow. Null for any other column."""
    texts = [row.cells[at].text.strip().casefold() for row in plan.rows]
    words, said = _words(), set(texts)
    crosses, no, yes = words["crosses"], words["no"], frozenset(["y", "yes"])
    known = words["signs"] | no if asked else yes | no
    if not said & (crosses if asked else yes) or not said <= known | words["none"] | {""}:
        return None
    refused = no | (crosses if (words["signs"] - crosses) & said else frozenset())
    return ["No" if text in refused else "Yes" if text in known else "" for text in texts]


def is_answer(heading: str) -> bool:
    """Whether a heading is an answer: "Yes", "No", "Partly", "N/A"."""
    return heading.casefold() in _words()["answers"] or is_not_applicable(heading)


def is_not_applicable(heading: str) -> bool:
    """Whether a heading says that no choice applies."""
    return heading.casefold() in _words()["not_applicable"]


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = (resources.files("schemas") / "vocabulary" / "ticks.toml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(text)
    return {name: frozenset(listed) for name, listed in data["marks"].items()}
