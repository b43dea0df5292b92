"""Items gathered from a list in prose, and the plan that they make.

Which blocks belong to a plan is decided in `extract.prose.bullets`; here they become columns, rows and cells with
places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.prose.blocks import Block, run_on
from extract.prose.closings import closing
from extract.prose.time_headings import closing_time, promises
from schemas.geometry import Place
from schemas.verbatim import Cell, Column, Field, Plan, Row

_FEWEST_OWNED, _OWNED = 2, 0.6
"""Items that name someone at their end: the fewest that make a column of owners, and their share."""


@dataclass(slots=True)
class Item:
    """A recommendation as it is gathered: its own block, and blocks that belong below it."""

    blocks: list[Block]
    text: str
    number: str
    section: Block | None
    time: Block | None
    time_text: str


@dataclass(slots=True)
class Region:
    """A run of items that make one plan. `bare`: its items are paragraphs without marks."""

    title: Block | None
    lead: Block | None = None
    section: Block | None = None
    time: Block | None = None
    time_text: str = ""
    timed: bool = False
    bare: bool = False
    items: list[Item] = field(default_factory=list)


def plan_of(region: Region) -> Plan:
    """The region as a plan: number, section and deadline where it has any, and the recommendation (or action)."""
    columns = _columns(region)
    rows = tuple(_rows(region, columns))
    pages = [page for item in region.items for block in item.blocks for page, _ in block.boxes()]
    title = region.title.text if region.title else ""
    return Plan(
        title=title.rstrip(" :"),
        columns=columns,
        rows=rows,
        first_page=min(pages),
        last_page=max(pages),
        method="prose",
        confidence=0.9 if region.timed else 0.85,
    )


def _columns(region: Region) -> tuple[Column, ...]:
    columns: list[Column] = []
    if any(item.number for item in region.items):
        columns.append(Column("", "number"))
    if any(item.section for item in region.items):
        columns.append(Column("", "section"))
    if any(item.time_text or closing_time(item.text) for item in region.items):
        columns.append(Column("", "deadline"))
    owned = sum(_owner(item) != "" for item in region.items)
    if owned >= _FEWEST_OWNED and owned >= _OWNED * len(region.items):
        return (*columns, Column("", "action"), Column("", "owner"))
    return (*columns, Column("", _main_field(region)))


def _owner(item: Item) -> str:
    """Who is named at the end of an item; blank where nobody is, or where it has points of its own."""
    found = closing(item.text) if len(item.blocks) == 1 else None
    return found.owner if found else ""


def _main_field(region: Region) -> Field:
    """A list that its heading calls actions, and not improvements or recommendations, holds actions, and one of which
    its headings say that it will be done."""
    if any(promises(item.time_text) for item in region.items):
        return "action"
    title, lead = ((block.text.casefold() if block else "") for block in (region.title, region.lead))
    said = f"{title} {lead}"
    inspected = re.search(r"improv|recommend|inspect|ofsted", said) or "develop" in title
    return "action" if "action" in said and not inspected else "recommendation"


def _rows(region: Region, columns: Sequence[Column]) -> Iterator[Row]:
    before: Item | None = None
    for item in region.items:
        cells = {
            "number": Cell(item.number, places_of([item.blocks[0]])) if item.number else Cell(),
            "section": _heading_cell(item.section, item.section.text if item.section else "", before, "section"),
            "deadline": _deadline_cell(item, before),
        }
        owned = closing(item.text) if columns[-1].field == "owner" and _owner(item) else None
        own = owned.text if owned else item.text
        text = Cell(run_on([own, *(block.printed for block in item.blocks[1:])]), places_of(item.blocks))
        cells["owner"] = Cell(owned.owner, places_of([item.blocks[0]])) if owned else Cell()
        yield Row(tuple(cells.get(column.field or "", text) for column in columns), confidence=0.9)
        before = item


def _heading_cell(block: Block | None, text: str, before: Item | None, name: str) -> Cell:
    if block is None:
        return Cell()
    carried = before is not None and (before.section if name == "section" else before.time) is block
    return Cell(text.strip() if name == "deadline" else text.rstrip(" :"), places_of([block]), carried=carried)


def _deadline_cell(item: Item, before: Item | None) -> Cell:
    if item.time is None and (closing := closing_time(item.text)):
        return Cell(closing, places_of([item.blocks[0]]))
    return _heading_cell(item.time, item.time_text, before, "deadline")


def places_of(blocks: Sequence[Block]) -> tuple[Place, ...]:
    """One place for each page that the blocks stand on."""
    merged: dict[int, Place] = {}
    for block in blocks:
        for page, box in block.boxes():
            merged[page] = Place(page, merged[page].box.union(box)) if page in merged else Place(page, box)
    return tuple(merged.values())
