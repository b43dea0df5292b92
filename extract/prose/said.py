"""What a text in prose says after labels ("Lead: Estates; By: 5 May"), and the plan that such texts make.

A label counts only where all of its words name a field. Which texts belong together is told by those who call:
`labelled_items` for lists, `headed_items` for what stands below headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import cast

from extract.headers.vocabulary import heading
from extract.prose.blocks import Block
from extract.prose.bullets_rows import places_of
from schemas.verbatim import Cell, Column, Field, Plan, Row

WHO_AND_WHEN = frozenset[str](["owner", "deadline"])
SAID_BRIEFLY = frozenset[str](["owner", "deadline", "rag", "status"])

_NEAR = 3
"""Blocks above a plan among which its heading stands."""
_BEFORE_COLON = re.compile(r"((?:[\w'’&/-]+ ){0,4}[\w'’&/-]*\w):(?=\s|$)")
_DONE_BY = re.compile(r"(?:ed|en) By$")
"""Not when, but who: "Prepared By"."""
_BETWEEN = " ;,|–—-"


@dataclass(frozen=True, slots=True)
class Said:
    """A label and what stands after it; a blank label where the words alone say what they are. `blocks` hold it where
    they are not those of its entry."""

    label: str
    name: Field | None
    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row in the making: its blocks, the number printed before it, the heading above and all that it says."""

    blocks: tuple[Block, ...]
    number: str
    section: Block | None
    said: tuple[Said, ...]


def usual_labels(texts: Iterable[str]) -> Mapping[str, int]:
    """In how many of the texts each of what may be a label stands."""
    return Counter(label for text in texts for label in {one for _, labels in labels_in(text) for one in labels})


def parted(text: str, usual: Mapping[str, int]) -> tuple[str, list[Said]]:
    """The text before its first label, and what it says after labels: of what may be one, what most texts of the plan
    have, not the last word of the text before with it."""
    found = [(end - len(label), label) for end, labels in labels_in(text) for label in [_longest(labels, usual)]]
    own = " ".join((text[: found[0][0]].rstrip(_BETWEEN + "([") if found else text).split())
    said: list[Said] = []
    for (start, label), (end, _) in pairwise([*found, (len(text), "")]):
        name = named(label)
        if name is not None:
            said.append(Said(label, name, _value(text[start + len(label) + 1 : end], name)))
    return own, said


def _longest(labels: Sequence[str], usual: Mapping[str, int]) -> str:
    """The longest of the labels that end at one colon, of those as usual as any."""
    most = max(usual[label] for label in labels)
    return next(label for label in labels if 2 * usual[label] > most)


def _value(text: str, name: Field) -> str:
    """What stands after a label, without what parts it from the next, or closes brackets around all of them; the stop
    after who or when is none of it."""
    whole = " ".join(text.split())
    value = whole.lstrip(_BETWEEN).rstrip(_BETWEEN + "([") or whole
    stop = "." if name in SAID_BRIEFLY else ""
    for opened, closed in ("()", "[]"):
        bare = value.rstrip(stop) if stop else value
        if bare.endswith(closed) and bare.count(closed) > bare.count(opened):
            value = bare[:-1]
    return value.removesuffix(stop).rstrip(_BETWEEN) or value


@lru_cache(maxsize=1024)
def labels_in(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Where labels end in a text, each with what may be its words, the longest first."""
    ends: list[tuple[int, tuple[str, ...]]] = []
    for found in _BEFORE_COLON.finditer(text) if ":" in text else ():
        words = found[1].split(" ")
        labels = [" ".join(words[at:]) for at in range(len(words)) if words[at][:1].isupper()]
        if _DONE_BY.search(found[1]):
            labels.remove(words[-1])
        known = tuple(label for label in labels if named(label) is not None)
        if known:
            ends.append((found.end(1), known))
    return tuple(ends)


@lru_cache(maxsize=4096)
def named(label: str) -> Field | None:
    """The field that a label names by all of its words."""
    ranked = heading(label).candidates
    return cast(Field, ranked[0].field) if ranked and ranked[0].share >= 1.0 else None


def title_above(blocks: Sequence[Block], start: int) -> Block | None:
    """The heading right above the block at which a plan starts."""
    above = [block for block in blocks[max(0, start - _NEAR) : start] if block.heading]
    return above[-1] if above else None


def plan_of(entries: Sequence[Entry], title: Block | None) -> Plan:
    """The entries as a plan: number and section where any has one, then what they say, in the order it first stands."""
    columns = [Column(label, name) for label, name in _columns_said(entries)]
    if any(entry.section for entry in entries) and Column("", "section") not in columns:
        columns.insert(0, Column("", "section"))
    if any(entry.number for entry in entries):
        columns.insert(0, Column("", "number"))
    pages = [page for entry in entries for block in entry.blocks for page, _ in block.boxes()]
    rows = tuple(_row(entry, before, columns) for before, entry in pairwise([None, *entries]) if entry is not None)
    return Plan(
        title=title.text.rstrip(" :") if title else "",
        columns=tuple(columns),
        rows=rows,
        first_page=min(pages),
        last_page=max(pages),
        method="prose",
        confidence=0.85,
    )


def _columns_said(entries: Sequence[Entry]) -> list[tuple[str, Field | None]]:
    return list(dict.fromkeys((one.label, one.name) for entry in entries for one in entry.said))


def _row(entry: Entry, before: Entry | None, columns: Sequence[Column]) -> Row:
    section = entry.section
    cells: dict[tuple[str, Field | None], Cell] = {}
    if entry.number:
        cells["", "number"] = Cell(entry.number, places_of(entry.blocks[:1]))
    if section is not None:
        carried = before is not None and before.section is section
        cells["", "section"] = Cell(section.text.rstrip(" :"), places_of([section]), carried=carried)
    for one in entry.said:
        if one.text:
            before_it = cells.get((one.label, one.name))
            text = f"{before_it.text}\n{one.text}" if before_it else one.text
            carried = bool(one.blocks) and before is not None and one in before.said
            cells[one.label, one.name] = Cell(text, places_of(one.blocks or entry.blocks), carried=carried)
    return Row(tuple(cells.get((column.header, column.field), Cell()) for column in columns), confidence=0.85)
