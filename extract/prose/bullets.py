"""Plans written as prose: recommendations in a list under time headings, or under what needs to improve.

Inspectors' lists ("Areas for improvement", "What needs to improve") and the lists of covering reports ("Immediately:",
"Within three months:"). What a committee is asked to decide is no plan, and an ordinary list is none either. Which
headings count is data (`schemas/vocabulary/time_headings.toml`); what stands below them is taken in
`bullets_gathering`; tables are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.prose.blocks import Block, run_on
from extract.prose.bullets_gathering import gathered, is_paragraph, names_time, section_before, starts_as_item
from extract.prose.bullets_rows import Item, Region, plan_of
from extract.prose.time_headings import (
    asks_someone,
    ends_improvements,
    is_bare_recommendations,
    is_decision,
    is_improvement_heading,
    is_instruction,
    leads_in_improvements,
    names_inspection,
    run_in_time,
    says_none,
    speaks_of_plan,
)
from schemas.verbatim import Plan

_FRONT_PAGES = 2
_FEWEST_INSTRUCTIONS = 3
_FEWEST_BARE, _LOOK_AHEAD = 2, 12
_SENTENCE_END = re.compile(r"[.;]$")


def plans(blocks: Sequence[Block]) -> tuple[Plan, ...]:
    """The plans that the prose holds, in order. Pages, places and texts are the blocks' own."""
    blocks = [part for block in blocks for part in _parted(block)]
    found: list[Plan] = []
    number = 0
    while number < len(blocks):
        opened = _opened(blocks, number)
        if opened is None:
            number += 1
            continue
        region, after = gathered(blocks, *opened)
        number = max(after, number + 1)
        if _is_plan(region) and not _is_personal(region, blocks[: opened[1]]):
            found.append(plan_of(region))
    return tuple(found)


def begun_at_foot(blocks: Sequence[Block]) -> frozenset[int]:
    """The pages that end with a heading of improvements and no item below it, or with the first paragraphs that may
    be items: what it heads stands on the next page."""
    pages: set[int] = set()
    for number, block in enumerate(blocks):
        if block.heading and is_improvement_heading(block.text):
            below = [one for one in blocks[number + 1 : number + 4] if one.page == block.page]
            paragraphs = not any(one.mark for one in below) and _is_inspectors(blocks[:number])
            if len(below) < _FEWEST_INSTRUCTIONS and (paragraphs or all(one.heading for one in below)):
                pages.add(block.page)
    return frozenset(pages)


def _parted(block: Block) -> Iterator[Block]:
    """A block without a mark, parted where a line starts a new instruction after the end of a sentence: items that
    lost their bullets, the last line of one full to the margin."""
    cuts = [
        number
        for number, (before, line) in enumerate(pairwise(block.lines), start=1)
        if _SENTENCE_END.search(before.text) and is_instruction(line.text)
    ]
    if block.mark or not cuts or not starts_as_item(block.text):
        yield block
        return
    for start, end in pairwise([0, *cuts, len(block.lines)]):
        lines = block.lines[start:end]
        yield replace(block, lines=lines, text=run_on([line.text for line in lines]), gap=1.0 if start else block.gap)


def _opened(blocks: Sequence[Block], number: int) -> tuple[Region, int] | None:
    """A region that starts at the block, and the block its items start at."""
    block = blocks[number]
    if names_time(block) or run_in_time(block.printed):
        return Region(
            title=_title_before(blocks, number),
            lead=_lead_before(blocks, number),
            timed=True,
            section=section_before(blocks, number),
        ), number
    if is_improvement_heading(block.text) and (block.heading or block.text.endswith(":") or len(block.lines) == 1):
        if any(map(names_time, blocks[number + 1 : number + 3])):
            return None  # at most a paragraph leads in the time headings, at which the list begins
        return Region(title=block, bare=_heads_paragraphs(blocks, number)), number + 1
    if _heads_instructions(blocks, number):
        return Region(title=block), number + 1
    if leads_in_improvements(block.text) and not block.mark and number + 1 < len(blocks):
        after = blocks[number + 1]
        if not names_time(after) and not run_in_time(after.printed) and after.mark:
            return Region(title=_title_before(blocks, number), lead=block), number + 1
    return None


def _heads_instructions(blocks: Sequence[Block], number: int) -> bool:
    """Whether a heading "Recommendations" stands over a list of instructions in an inspection's or review's report."""
    block = blocks[number]
    if not block.heading or not is_bare_recommendations(block.text) or number + 1 >= len(blocks):
        return False
    after = blocks[number + 1]
    if not after.mark or not (is_instruction(after.text) or asks_someone(after.text)):
        return False
    return _is_inspectors(blocks[:number])


def _is_inspectors(before: Sequence[Block]) -> bool:
    """Whether the report's first pages call it that of an inspection or review."""
    return any(one.heading and one.page <= _FRONT_PAGES and names_inspection(one.text) for one in before)


def _heads_paragraphs(blocks: Sequence[Block], number: int) -> bool:
    """Whether each paragraph below a heading of improvements is one of them: a report of inspectors that marks none."""
    if not blocks[number].heading or not _is_inspectors(blocks[:number]):
        return False
    below = blocks[number + 1 : number + 1 + _LOOK_AHEAD]
    end = next((at for at, one in enumerate(below) if one.heading and _heads_other(one, blocks[number])), len(below))
    told = [one for one in below[:end] if not one.heading]
    if len(told) < _FEWEST_BARE or any(one.mark or one.text.endswith(":") for one in told):
        return False
    asking = sum(asks_someone(one.text) for one in told)
    return 2 * asking < len(told) and all(is_paragraph(one) and one.text[:1].isupper() for one in told)


def _heads_other(block: Block, title: Block) -> bool:
    """Whether a heading ends what stands below the title: as large as that, or known to begin another part."""
    return ends_improvements(block.text) or block.size > title.size - 0.6


def _title_before(blocks: Sequence[Block], number: int) -> Block | None:
    """The heading above, sections and lists of items passed over."""
    for block in reversed(blocks[max(0, number - 12) : number]):
        if is_improvement_heading(block.text) or leads_in_improvements(block.text):
            return block
    section = section_before(blocks, number)
    return next(
        (block for block in reversed(blocks[max(0, number - 12) : number]) if block.heading and block is not section),
        section,
    )


def _lead_before(blocks: Sequence[Block], number: int) -> Block | None:
    return next((block for block in reversed(blocks[max(0, number - 3) : number]) if block.text.endswith(":")), None)


def _is_plan(region: Region) -> bool:
    """Enough items, and neither a committee's decisions nor the word that there are none."""
    items = region.items
    none = len(items) == 1 and says_none(items[0].text)
    most_decisions = len(items) / (2 if region.timed else 3)
    if not items or none or sum(is_decision(item.text) for item in items) > most_decisions:
        return False
    if sum(len(item.text.split()) >= 3 for item in items) < 0.7 * len(items):
        return False
    if region.timed:
        told = sum(is_instruction(item.text) for item in items)
        return len(items) >= 2 and (_is_announced(region) or (told >= 2 and 2 * told >= len(items)))
    if region.title and is_bare_recommendations(region.title.text):
        return len(items) >= _FEWEST_INSTRUCTIONS and 2 * sum(map(_asks, items)) >= len(items)
    return len(items) >= 2 or bool(region.title and is_improvement_heading(region.title.text))


def _is_personal(region: Region, before: Sequence[Block]) -> bool:
    """Whether a list of what someone should develop is advice to a person: no report of inspectors, and most items
    begin neither as instructions to a service do nor in lower case ("Be willing to ...", "Remember to ...")."""
    title = region.title.text.casefold() if region.title else ""
    if "development" not in title or _is_inspectors(before):
        return False
    return 2 * sum(starts_as_item(item.text) or asks_someone(item.text) for item in region.items) < len(region.items)


def _is_announced(region: Region) -> bool:
    return speaks_of_plan(" ".join(block.text for block in (region.title, region.lead, region.section) if block))


def _asks(item: Item) -> bool:
    return is_instruction(item.text) or asks_someone(item.text)
