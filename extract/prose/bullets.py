"""Plans written as prose: recommendations in a list under time headings, or under what needs to improve.

Inspectors' lists ("Areas for improvement", "What needs to improve") and the lists of covering reports ("Immediately:",
"Within three months:"). What a committee is asked to decide is no plan, and an ordinary list is none either. Which
headings count is data (`schemas/vocabulary/time_headings.toml`); tables are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.prose.blocks import Block, run_on
from extract.prose.bullets_rows import Item, Region, plan_of
from extract.prose.time_headings import (
    ends_improvements,
    is_bare_recommendations,
    is_decision,
    is_improvement_heading,
    is_instruction,
    is_time_heading,
    leads_in_improvements,
    names_inspection,
    run_in_time,
    says_none,
    speaks_of_plan,
)
from schemas.verbatim import Plan

LONGEST_ITEM, LONGEST_BARE = 150, 250
"""Words of an item without a mark: in a list, and where every paragraph is one."""
DEEPER = 9.0
_LONGEST_HEADING = 14
_FRONT_PAGES = 2
_FEWEST_INSTRUCTIONS = 3
_FEWEST_BARE, _LOOK_AHEAD = 2, 12
_SAME_INDENT = 3.0
_MODAL = re.compile(r"\b(?:should|must|needs? to|to ensure|is required to|are required to)\b")
_SENTENCE_END = re.compile(r"[.;]$")
_NUMBERED = re.compile(r"\(?[\da-zA-Z]")


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
        region, after = _gathered(blocks, *opened)
        number = max(after, number + 1)
        if _is_plan(region):
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
    if block.mark or not cuts or not _starts_as_item(block.text):
        yield block
        return
    for start, end in pairwise([0, *cuts, len(block.lines)]):
        lines = block.lines[start:end]
        yield replace(block, lines=lines, text=run_on([line.text for line in lines]), gap=1.0 if start else block.gap)


def _opened(blocks: Sequence[Block], number: int) -> tuple[Region, int] | None:
    """A region that starts at the block, and the block its items start at."""
    block = blocks[number]
    if _names_time(block) or run_in_time(block.printed):
        return Region(
            title=_title_before(blocks, number),
            lead=_lead_before(blocks, number),
            timed=True,
            section=_section_before(blocks, number),
        ), number
    if is_improvement_heading(block.text) and (block.heading or block.text.endswith(":") or len(block.lines) == 1):
        if any(map(_names_time, blocks[number + 1 : number + 3])):
            return None  # at most a paragraph leads in the time headings, at which the list begins
        return Region(title=block, bare=_heads_paragraphs(blocks, number)), number + 1
    if _heads_instructions(blocks, number):
        return Region(title=block), number + 1
    if leads_in_improvements(block.text) and not block.mark and number + 1 < len(blocks):
        after = blocks[number + 1]
        if not _names_time(after) and not run_in_time(after.printed) and after.mark:
            return Region(title=_title_before(blocks, number), lead=block), number + 1
    return None


def _heads_instructions(blocks: Sequence[Block], number: int) -> bool:
    """Whether a heading "Recommendations" stands over a list of instructions in an inspection's or review's report."""
    block = blocks[number]
    if not block.heading or not is_bare_recommendations(block.text) or number + 1 >= len(blocks):
        return False
    after = blocks[number + 1]
    if not after.mark or not (is_instruction(after.text) or _MODAL.search(after.text)):
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
    asking = sum(bool(_MODAL.search(one.text)) for one in told)
    return 2 * asking < len(told) and all(_is_paragraph(one) and one.text[:1].isupper() for one in told)


def _heads_other(block: Block, title: Block) -> bool:
    """Whether a heading ends what stands below the title: as large as that, or known to begin another part."""
    return ends_improvements(block.text) or block.size > title.size - 0.6


def _is_paragraph(block: Block) -> bool:
    return not (block.mark or block.heading or block.bold) and block.text.endswith((".", ".’", ".'"))


def _names_time(block: Block) -> bool:
    return is_time_heading(block.text) and len(block.lines) <= 2


def _title_before(blocks: Sequence[Block], number: int) -> Block | None:
    """The heading above, sections and lists of items passed over."""
    for block in reversed(blocks[max(0, number - 12) : number]):
        if is_improvement_heading(block.text) or leads_in_improvements(block.text):
            return block
    section = _section_before(blocks, number)
    return next(
        (block for block in reversed(blocks[max(0, number - 12) : number]) if block.heading and block is not section),
        section,
    )


def _lead_before(blocks: Sequence[Block], number: int) -> Block | None:
    return next((block for block in reversed(blocks[max(0, number - 3) : number]) if block.text.endswith(":")), None)


def _section_before(blocks: Sequence[Block], number: int) -> Block | None:
    """A heading right above a time heading, which names what the items below are about."""
    before = blocks[number - 1] if number else None
    if before is None or before.text.endswith((".", ":")) or is_improvement_heading(before.text):
        return None
    return before if (before.heading or _is_short(before)) and not _names_time(before) else None


def _is_short(block: Block) -> bool:
    return len(block.lines) == 1 and len(block.text.split()) <= 9 and not block.mark


def _gathered(blocks: Sequence[Block], region: Region, number: int) -> tuple[Region, int]:
    """The region with its items, and the first block after it. Where pages that were not read lie between, it ends."""
    last_page = blocks[number - 1].page if number else blocks[number].page
    while number < len(blocks) and blocks[number].page <= last_page + 1:
        block = blocks[number]
        last_page = block.page
        taken = _takes_heading(blocks, number, region) or _takes_item(blocks, number, region)
        if not taken and not _is_footnote(block, region):
            break
        number += 1
    return region, number


def _is_footnote(block: Block, region: Region) -> bool:
    """A note at the foot of the page, in smaller type, between items."""
    low = block.lines[0].depth > 0.7
    return bool(region.items) and low and block.size < 0.93 * region.items[-1].blocks[0].size


def _takes_heading(blocks: Sequence[Block], number: int, region: Region) -> bool:
    """Takes a time heading, or a heading of a section with a time heading or a list below it."""
    block = blocks[number]
    if _names_time(block):
        region.time, region.time_text = (block, block.text) if region.timed else (None, "")
        return region.timed
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if after is None or (block.mark and (not block.heading or _is_numbered_instruction(block))):
        return False
    if region.timed:
        return _takes_timed_section(blocks, number, region)
    if not region.items and region.lead is None and block.text.endswith(":") and after.mark:
        region.lead = block
        return not _MODAL.search(block.text) or not _paragraph_items(blocks, number)
    if _leads_in_list(block, region) and after.mark:
        region.lead = block
        return True
    if region.bare and (ends_improvements(block.text) or is_improvement_heading(block.text)):
        return False
    if _is_lesser_heading(block, region) and (after.mark or region.bare) and not _names_time(after):
        region.section = block
        return True
    return False


def _is_numbered_instruction(block: Block) -> bool:
    """An item that looks like a heading, since it is short and leads in a list of its own."""
    return bool(_NUMBERED.match(block.mark)) and is_instruction(block.text)


def _takes_timed_section(blocks: Sequence[Block], number: int, region: Region) -> bool:
    """Takes a heading with a time heading right below it."""
    block = blocks[number]
    if not _names_time(blocks[number + 1]) or _section_before(blocks, number + 1) is not block:
        return False
    if _is_item(block, region):
        return False
    region.section, region.time, region.time_text = block, None, ""
    return True


def _is_item(block: Block, region: Region) -> bool:
    """An item that looks like a heading: short, and numbered or without its bullet; it is not set off as one is."""
    if region.time is None or block.bold or block.text.isupper() or block.size > 1.05 * _size(region):
        return False
    if block.mark:
        return True
    before = region.items[-1].blocks[0] if region.items else None
    as_those = before is None or not before.mark or block.indent > region.time.indent + 4
    return (as_those or block.text[:1].islower()) and _starts_as_item(block.text)


def _size(region: Region) -> float:
    known = region.items[-1].blocks[0] if region.items else region.time
    return known.size if known else 1000.0


def _starts_as_item(text: str) -> bool:
    """Whether the text starts as an item does: an instruction, or in lower case."""
    return text[:1].islower() or is_instruction(text)


def _is_lesser_heading(block: Block, region: Region) -> bool:
    """A heading below the region's own in rank, so that the list under it still belongs to the region.

    One that looks the same is below it where it follows right after the title, or looks like one that did."""
    title = region.title
    if not block.heading or title is None or not title.heading or len(block.text.split()) > _LONGEST_HEADING:
        return False
    if block.size < title.size - 0.6 or (title.bold and not block.bold):
        return True
    if is_improvement_heading(block.text) or ends_improvements(block.text) or not _look_alike(block, title):
        return False
    return not region.items or (region.section is not None and _look_alike(region.section, title))


def _look_alike(block: Block, title: Block) -> bool:
    return abs(block.size - title.size) <= 0.6 and block.bold == title.bold and block.indent < title.indent + DEEPER


def _leads_in_list(block: Block, region: Region) -> bool:
    """A paragraph between a heading of improvements and their list, which asks for nothing itself."""
    if region.items or region.lead is not None or block.heading or region.title is None:
        return False
    return is_improvement_heading(region.title.text) and not _MODAL.search(block.text)


def _paragraph_items(blocks: Sequence[Block], number: int) -> bool:
    """Whether more than one paragraph here says what should be done, so that each is an item with its own list."""
    count = 0
    for block in blocks[number : number + 40]:
        if block.heading:
            break
        count += not block.mark and bool(_MODAL.search(block.text))
    return count > 1


def _takes_item(blocks: Sequence[Block], number: int, region: Region) -> bool:
    block = blocks[number]
    longest = LONGEST_BARE if region.bare else LONGEST_ITEM
    if not any(map(str.isalpha, block.text)) or (not block.mark and len(block.text.split()) > longest):
        return False
    if region.timed and (run_in := run_in_time(block.printed)):
        region.time, region.time_text = block, run_in[0]
        region.items.append(Item([block], run_in[1], "", region.section, block, run_in[0]))
        return True
    if region.timed and region.time is None:
        return False
    if not region.timed and not region.items and run_in_time(block.printed):
        return False
    if _is_below(block, region):
        region.items[-1].blocks.append(block)
        return True
    bare = region.bare and _is_paragraph(block)
    if not (bare or _is_listed(block, region) or _is_modal_paragraph(blocks, number, region)):
        return False
    number_text = block.mark if _NUMBERED.match(block.mark) and block.mark != "o" else ""
    region.items.append(Item([block], block.text, number_text, region.section, region.time, region.time_text))
    return True


def _is_below(block: Block, region: Region) -> bool:
    """A point of a list inside the last item, or its next paragraph."""
    if not region.items or region.items[-1].time is not region.time:
        return False
    first = region.items[-1].blocks[0]
    last = region.items[-1].blocks[-1]
    if not block.mark:
        return _is_next_paragraph(block, first, region)
    if not first.mark:
        return first.text.endswith(":") or bool(last.mark)
    deeper = block.indent > first.indent + DEEPER and block.page == first.page
    return block.mark != first.mark and not _NUMBERED.match(block.mark) and (deeper or first.text.endswith(":"))


def _is_next_paragraph(block: Block, first: Block, region: Region) -> bool:
    """Whether a paragraph goes on with an item: set in as far as the item's text, farther than the title."""
    if not first.mark or block.heading or region.title is None or region.timed:
        return False
    return abs(block.indent - first.indent) <= _SAME_INDENT and block.indent > region.title.indent + DEEPER


def _is_listed(block: Block, region: Region) -> bool:
    """An item of a list, or one that has lost its bullet: it stands among items and starts as they do."""
    if block.mark:
        first_of_time = not region.items or region.items[-1].time is not region.time
        return first_of_time or _same_kind(block, region.items[-1].blocks[0])
    if not region.timed or block.text.endswith(":") or (block.heading and not _is_item(block, region)):
        return False
    return _starts_as_item(block.text) or _is_set_in(block, region)


def _is_set_in(block: Block, region: Region) -> bool:
    """Whether a paragraph is set in from its time heading, as far as the items before it."""
    if region.time is None or block.heading or block.indent <= region.time.indent + DEEPER:
        return False
    return not region.items or abs(block.indent - region.items[-1].blocks[0].indent) <= _SAME_INDENT


def _same_kind(block: Block, first: Block) -> bool:
    """Both bulleted or both numbered; a lost mark is of either kind."""
    return not first.mark or bool(_NUMBERED.match(block.mark)) == bool(_NUMBERED.match(first.mark))


def _is_modal_paragraph(blocks: Sequence[Block], number: int, region: Region) -> bool:
    """A paragraph of an inspector's report that says what someone should do, under a heading of improvements."""
    block = blocks[number]
    if region.timed or region.title is None or block.mark or block.heading:
        return False
    if region.items and region.items[0].blocks[0].mark:
        return False
    return is_improvement_heading(region.title.text) and bool(_MODAL.search(block.text))


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
        return len(items) >= 2 and (
            _is_announced(region) or 2 * sum(is_instruction(item.text) for item in items) >= len(items)
        )
    if region.title and is_bare_recommendations(region.title.text):
        return len(items) >= _FEWEST_INSTRUCTIONS and 2 * sum(map(_asks, items)) >= len(items)
    return len(items) >= 2 or bool(region.title and is_improvement_heading(region.title.text))


def _is_announced(region: Region) -> bool:
    return speaks_of_plan(" ".join(block.text for block in (region.title, region.lead, region.section) if block))


def _asks(item: Item) -> bool:
    return is_instruction(item.text) or bool(_MODAL.search(item.text))
