"""What stands below the opening of a plan in prose, taken one by one: time headings, sections, items and their points.

Where such a plan opens, and whether its items make one, is told in `bullets`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.prose.blocks import Block
from extract.prose.bullets_rows import Item, Region
from extract.prose.time_headings import (
    asks_someone,
    ends_improvements,
    is_improvement_heading,
    is_instruction,
    is_time_heading,
    run_in_time,
)

LONGEST_ITEM, LONGEST_BARE = 150, 250
"""Words of an item without a mark: in a list, and where every paragraph is one."""
DEEPER = 9.0
_LONGEST_HEADING = 14
_SAME_INDENT = 3.0
_NUMBERED = re.compile(r"\(?[\da-zA-Z]")


def gathered(blocks: Sequence[Block], region: Region, number: int) -> tuple[Region, int]:
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
    if names_time(block):
        region.time, region.time_text = (block, block.text) if region.timed else (None, "")
        return region.timed
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if after is None or (block.mark and (not block.heading or _is_numbered_instruction(block))):
        return False
    if region.timed:
        return _takes_timed_section(blocks, number, region)
    if not region.items and region.lead is None and block.text.endswith(":") and after.mark:
        region.lead = block
        return not asks_someone(block.text) or not _paragraph_items(blocks, number)
    if _leads_in_list(block, region) and after.mark:
        region.lead = block
        return True
    if region.bare and (ends_improvements(block.text) or is_improvement_heading(block.text)):
        return False
    if _is_lesser_heading(block, region) and (after.mark or region.bare) and not names_time(after):
        region.section = block
        return True
    return False


def _is_numbered_instruction(block: Block) -> bool:
    """An item that looks like a heading, since it is short and leads in a list of its own."""
    return bool(_NUMBERED.match(block.mark)) and is_instruction(block.text)


def _takes_timed_section(blocks: Sequence[Block], number: int, region: Region) -> bool:
    """Takes a heading with a time heading right below it."""
    block = blocks[number]
    if not names_time(blocks[number + 1]) or section_before(blocks, number + 1) is not block:
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
    return (as_those or block.text[:1].islower()) and starts_as_item(block.text)


def _size(region: Region) -> float:
    known = region.items[-1].blocks[0] if region.items else region.time
    return known.size if known else 1000.0


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
    return is_improvement_heading(region.title.text) and not asks_someone(block.text)


def _paragraph_items(blocks: Sequence[Block], number: int) -> bool:
    """Whether more than one paragraph here says what should be done, so that each is an item with its own list."""
    count = 0
    for block in blocks[number : number + 40]:
        if block.heading:
            break
        count += not block.mark and asks_someone(block.text)
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
    bare = region.bare and is_paragraph(block)
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
        return _is_rest(block, last, first) or _is_next_paragraph(block, first, region)
    if not first.mark:
        return first.text.endswith(":") or bool(last.mark)
    deeper = block.indent > first.indent + DEEPER and block.page == first.page
    return block.mark != first.mark and not _NUMBERED.match(block.mark) and (deeper or first.text.endswith(":"))


def _is_rest(block: Block, last: Block, first: Block) -> bool:
    """Whether a text in lower case goes on with a numbered item that nothing has ended."""
    numbered = bool(_NUMBERED.match(first.mark)) and first.mark != "o"
    return numbered and block.text[:1].islower() and last.text[-1:].isalnum()


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
    return starts_as_item(block.text) or _is_set_in(block, region)


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
    return is_improvement_heading(region.title.text) and asks_someone(block.text)


def is_paragraph(block: Block) -> bool:
    return not (block.mark or block.heading or block.bold) and block.text.endswith((".", ".’", ".'"))


def names_time(block: Block) -> bool:
    return is_time_heading(block.text) and len(block.lines) <= 2


def section_before(blocks: Sequence[Block], number: int) -> Block | None:
    """A heading right above a time heading, which names what the items below are about."""
    before = blocks[number - 1] if number else None
    if before is None or before.text.endswith((".", ":")) or is_improvement_heading(before.text):
        return None
    return before if (before.heading or _is_short(before)) and not names_time(before) else None


def _is_short(block: Block) -> bool:
    return len(block.lines) == 1 and len(block.text.split()) <= 9 and not block.mark


def starts_as_item(text: str) -> bool:
    """Whether the text starts as an item does: an instruction, or in lower case."""
    return text[:1].islower() or is_instruction(text)
