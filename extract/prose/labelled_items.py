"""Plans written as lists whose items say who and when after labels: "1. Fit new locks (Lead: Estates; By: 5 May)".

The item itself is the action, and nothing but its number or bullet says so. Labels stand in its last line, in brackets
or on lines of their own below it. Forms, all of whose texts have labels, are read in `extract.plans.written`; lists
under time headings in `bullets`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import cast

from extract.headers.vocabulary import heading
from extract.prose.blocks import Block
from extract.prose.bullets_rows import places_of
from extract.prose.vocabulary import other_list
from schemas.verbatim import Cell, Column, Field, Plan, Row

_FEWEST, _MOST = 3, 0.8
"""Items that say both who and when: the fewest that make a plan, and their share among its items."""
_LEAST_WORDS = 3
_COUNTED = re.compile(r"[A-Z][A-Za-z ]{1,30}? [A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?(?:\s?[:.)–-]|$)")
_BEFORE_COLON = re.compile(r"((?:[\w'’&/-]+ ){0,4}[\w'’&/-]*\w):(?=\s|$)")
_BETWEEN = " ;,|–—-"
_WHO_AND_WHEN = frozenset[str](["owner", "deadline"])
_SAID_BRIEFLY = frozenset[str](["owner", "deadline", "rag", "status"])


@dataclass(frozen=True, slots=True)
class _Said:
    """A label and what stands after it."""

    label: str
    name: Field
    text: str


@dataclass(slots=True)
class _Item:
    """An item of a list, the blocks it takes, its own text and what it says after labels."""

    blocks: list[Block]
    section: Block | None
    text: str = ""
    said: list[_Said] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        fields = {one.name for one in self.said}
        return fields >= _WHO_AND_WHEN and len(self.text.split()) >= _LEAST_WORDS


def labelled_plans(blocks: Sequence[Block]) -> tuple[tuple[Plan, ...], list[Block]]:
    """The plans that such lists make, in order, and the blocks that are none of theirs."""
    found: list[Plan] = []
    rest: list[Block] = []
    at = 0
    while at < len(blocks):
        items, after = _list_from(blocks, at) if blocks[at].mark else ([], at + 1)
        title = _title(blocks, at - 1 if items and items[0].section else at)
        if _is_plan(items) and not (title and other_list().search(title.text)):
            found.append(_plan(items, title))
        else:
            after = at + 1
            rest.append(blocks[at])
        at = after
    return tuple(found), rest


def _list_from(blocks: Sequence[Block], start: int) -> tuple[list[_Item], int]:
    """The items of the list that begins at a block, with what belongs to each, and the first block after it."""
    items: list[_Item] = []
    section = blocks[start - 1] if start and _counts(blocks[start - 1]) else None
    at = start
    if not any(_labels(block.printed) for block in blocks[start : start + _FEWEST]):
        return items, start + 1
    while at < len(blocks) and blocks[at].page <= (items[-1].blocks[-1].page if items else blocks[at].page) + 1:
        block = blocks[at]
        if block.mark and _marks_alike(block, blocks[start]):
            items.append(_Item([block], section))
        elif _goes_on(block, items[-1]) and not (_counts(block) and _is_above(blocks, at, start)):
            items[-1].blocks.append(block)
        elif block.heading and _is_above(blocks, at, start):
            section = block
        else:
            break
        at += 1
    printed = ["\n".join([item.blocks[0].text, *(block.printed for block in item.blocks[1:])]) for item in items]
    usual = Counter(label for text in printed for label in {one for _, labels in _labels(text) for one in labels})
    for item, text in zip(items, printed, strict=True):
        _tell(item, text, usual)
    return items, at


def _counts(block: Block) -> bool:
    """Whether a block is a heading with a number of its own ("Recommendation 2: ..."), which is no label."""
    return block.heading and bool(_COUNTED.match(block.text))


def _is_above(blocks: Sequence[Block], at: int, start: int) -> bool:
    """Whether an item of the list stands right below a block."""
    return at + 1 < len(blocks) and _marks_alike(blocks[at + 1], blocks[start])


def _marks_alike(block: Block, first: Block) -> bool:
    """Whether a block has a mark of the same kind as the first item of its list."""
    return bool(block.mark) and any(map(str.isalnum, block.mark)) == any(map(str.isalnum, first.mark))


def _goes_on(block: Block, item: _Item) -> bool:
    """Whether a block below an item is labels of its own, text before it has said anything after a label, or what the
    label that ends the line above names."""
    if item.blocks[-1].text.endswith(":"):
        return True
    return bool(_labels(block.printed)) or not (block.heading or any(_labels(one.printed) for one in item.blocks))


def _tell(item: _Item, text: str, usual: Mapping[str, int]) -> None:
    """Part the text of an item from what it says after labels: of what may be one, what most items of the list have,
    not the last word of the text before with it."""
    found = [(end - len(label), label) for end, labels in _labels(text) for label in [_longest(labels, usual)]]
    item.text = " ".join((text[: found[0][0]].rstrip(_BETWEEN + "([") if found else text).split())
    for (start, label), (end, _) in pairwise([*found, (len(text), "")]):
        name = _named(label)
        if name is not None:
            item.said.append(_Said(label, name, _value(text[start + len(label) + 1 : end], name)))


def _longest(labels: Sequence[str], usual: Mapping[str, int]) -> str:
    """The longest of the labels that end at one colon, of those as usual as any."""
    most = max(usual[label] for label in labels)
    return next(label for label in labels if 2 * usual[label] > most)


def _value(text: str, name: Field) -> str:
    """What stands after a label, without what parts it from the next, or closes brackets around all of them; the stop
    after who or when is none of it."""
    whole = " ".join(text.split())
    value = whole.lstrip(_BETWEEN).rstrip(_BETWEEN + "([") or whole
    stop = "." if name in _SAID_BRIEFLY else ""
    for opened, closed in ("()", "[]"):
        bare = value.rstrip(stop) if stop else value
        if bare.endswith(closed) and bare.count(closed) > bare.count(opened):
            value = bare[:-1]
    return value.removesuffix(stop).rstrip(_BETWEEN) or value


@lru_cache(maxsize=1024)
def _labels(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Where labels end in a text, each with what may be its words, the longest first."""
    ends: list[tuple[int, tuple[str, ...]]] = []
    for found in _BEFORE_COLON.finditer(text) if ":" in text else ():
        words = found[1].split(" ")
        labels = [" ".join(words[at:]) for at in range(len(words)) if words[at][:1].isupper()]
        named = tuple(label for label in labels if _named(label) is not None)
        if named:
            ends.append((found.end(1), named))
    return tuple(ends)


@lru_cache(maxsize=4096)
def _named(label: str) -> Field | None:
    """The field that a label names by all of its words."""
    ranked = heading(label).candidates
    return cast(Field, ranked[0].field) if ranked and ranked[0].share >= 1.0 else None


def _is_plan(items: Sequence[_Item]) -> bool:
    whole = sum(item.is_whole for item in items)
    return whole >= _FEWEST and whole >= _MOST * len(items)


def _title(blocks: Sequence[Block], start: int) -> Block | None:
    """The heading right above the list."""
    above = [block for block in blocks[max(0, start - _FEWEST) : start] if block.heading]
    return above[-1] if above else None


def _plan(items: Sequence[_Item], title: Block | None) -> Plan:
    labels = _columns_said(items)
    main: Field = "recommendation" if "action" in {name for _, name in labels} else "action"
    columns = [Column(label, name) for label, name in labels]
    columns.insert(0, Column("", main))
    if any(item.section for item in items):
        columns.insert(0, Column("", "section"))
    if any(map(str.isalnum, items[0].blocks[0].mark)):
        columns.insert(0, Column("", "number"))
    pages = [page for item in items for block in item.blocks for page, _ in block.boxes()]
    rows = tuple(_row(item, before, columns, main) for before, item in pairwise([None, *items]) if item is not None)
    return Plan(
        title=title.text.rstrip(" :") if title else "",
        columns=tuple(columns),
        rows=rows,
        first_page=min(pages),
        last_page=max(pages),
        method="prose",
        confidence=0.85,
    )


def _columns_said(items: Sequence[_Item]) -> list[tuple[str, Field]]:
    """The labels of all items in the order in which they first stand."""
    return list(dict.fromkeys((one.label, one.name) for item in items for one in item.said))


def _row(item: _Item, before: _Item | None, columns: Sequence[Column], main: Field) -> Row:
    first, section = item.blocks[0], item.section
    said: dict[tuple[str, Field | None], str] = {(one.label, one.name): one.text for one in item.said}
    cells: list[Cell] = []
    for column in columns:
        if column.header:
            text = said.get((column.header, column.field), "")
            cells.append(Cell(text, places_of(item.blocks)) if text else Cell())
        elif column.field == main:
            cells.append(Cell(item.text, places_of(item.blocks)))
        elif column.field == "number":
            cells.append(Cell(first.mark, places_of([first])))
        else:
            carried = before is not None and before.section is section
            cells.append(Cell(section.text.rstrip(" :"), places_of([section]), carried=carried) if section else Cell())
    return Row(tuple(cells), confidence=0.85)
