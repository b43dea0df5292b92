"""Plans written as lists whose items say who and when: "1. Fit new locks (Lead: Estates; By: 5 May)".

The item itself is the action, and nothing but its number or bullet says so. Labels stand in its last line, in brackets
or on lines of their own below it; without labels who and when are told by what they say, at its end (`closings`).
What stands below headings is read in `headed_items`, forms, all of whose texts have labels, in `extract.plans.written`,
lists under time headings in `bullets`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.prose.blocks import Block
from extract.prose.closings import closing
from extract.prose.said import WHO_AND_WHEN, Entry, Said, labels_in, parted, plan_of, title_above, usual_labels
from extract.prose.time_headings import is_instruction
from extract.prose.vocabulary import other_list
from schemas.verbatim import Field, Plan

_FEWEST, _MOST = 3, 0.8
"""Items that say both who and when: the fewest that make a plan, and their share among its items."""
_LEAST_WORDS = 3
_OPENED = ("(", "[")
"""What who and when stand in, which a page may cut from their item."""
_COUNTED = re.compile(r"[A-Z][A-Za-z ]{1,30}? [A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?(?:\s?[:.)–-]|$)")


@dataclass(slots=True)
class _Item:
    """An item of a list, the blocks it takes, its own text and what it says after labels; `above` is the item of an
    outer list that it stands in."""

    blocks: list[Block]
    section: Block | None
    text: str = ""
    above: _Item | None = None
    said: list[Said] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        fields = {one.name for one in self.said}
        return fields >= WHO_AND_WHEN and len(self.text.split()) >= _LEAST_WORDS


def labelled_plans(blocks: Sequence[Block]) -> tuple[tuple[Plan, ...], list[Block]]:
    """The plans that such lists make, in order, and the blocks that are none of theirs."""
    found: list[Plan] = []
    rest: list[Block] = []
    at = 0
    while at < len(blocks):
        items, after = _list_from(blocks, at) if blocks[at].mark else ([], at + 1)
        title = title_above(blocks, at - 1 if items and items[0].section else at)
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
    near = blocks[start : start + _FEWEST]
    if not any(labels_in(block.printed) for block in near) and not any(map(_is_closed, (near[:1], near[:2]))):
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
    usual = usual_labels(printed)
    for item, text in zip(items, printed, strict=True):
        _tell(item, text, usual)
    return _inner_items(items), at


def _inner_items(items: list[_Item]) -> list[_Item]:
    """The items of the inner lists, where none of the outer list says who and when: "1. Review ...", "a. Publish ...
    (Head of Housing, May 2025)". An outer item without inner ones is kept as it is, and speaks against the list."""
    outer = [item.blocks[0].mark[:1].isdigit() for item in items]
    if (
        not items
        or not outer[0]
        or all(outer)
        or any(item.said for item, is_outer in zip(items, outer, strict=True) if is_outer)
    ):
        return items
    found: list[_Item] = []
    above: _Item | None = None
    for at, (item, is_outer) in enumerate(zip(items, outer, strict=True)):
        if is_outer and outer[at + 1 : at + 2] != [False]:
            return items
        if is_outer:
            above = item
        else:
            item.above = above
            found.append(item)
    return found


def _is_closed(blocks: Sequence[Block]) -> bool:
    """Whether who and when stand at the end of blocks without labels."""
    found = closing(" ".join(block.text for block in blocks))
    return found is not None and found.deadline != ""


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
    if _is_closed(item.blocks):
        return False
    if block.text[:1] in _OPENED and not any(labels_in(one.printed) for one in item.blocks):
        return True
    return bool(labels_in(block.printed)) or not (block.heading or any(labels_in(one.printed) for one in item.blocks))


def _tell(item: _Item, text: str, usual: Mapping[str, int]) -> None:
    """Part the text of an item from what it says after labels, or without them at its end."""
    item.text, item.said = parted(text, usual)
    closed = None if item.said else closing(item.text)
    if closed is not None and closed.deadline:
        item.text = closed.text
        item.said = [Said("", "owner", closed.owner), Said("", "deadline", closed.deadline)]


def _is_plan(items: Sequence[_Item]) -> bool:
    whole = sum(item.is_whole for item in items)
    labelled = any(one.label for item in items for one in item.said)
    asking = sum(is_instruction(item.text) for item in items)
    return (
        whole >= _FEWEST
        and whole >= _MOST * len(items)
        and (labelled or 2 * asking >= len(items))
        and not _have_heads(items)
    )


def _have_heads(items: Sequence[_Item]) -> bool:
    """Whether the items are headings in bold above another text before any label, which `headed_items` tells apart."""
    heads = [item.blocks for item in items if len(item.blocks) > 1 and item.blocks[0].bold and not item.blocks[1].bold]
    texts = [after.printed for _, after, *_ in heads]
    usual = usual_labels(texts)
    return 2 * sum(bool(parted(text, usual)[0]) for text in texts) > len(items)


def _said_above(item: _Item) -> Sequence[Said]:
    """The item of the outer list as the recommendation, where it stands; and both numbers as the row's."""
    if item.above is None:
        return ()
    first, own = item.above.blocks, item.blocks[0]
    number = Said("", "number", f"{first[0].mark} {own.mark}", (first[0], own))
    return number, Said("", "recommendation", item.above.text, tuple(first))


def _plan(items: Sequence[_Item], title: Block | None) -> Plan:
    labels = {one.name for item in items for one in item.said}
    main: Field = "recommendation" if "action" in labels and items[0].above is None else "action"
    numbered = any(map(str.isalnum, items[0].blocks[0].mark))
    entries = [
        Entry(
            tuple(item.blocks),
            item.blocks[0].mark if numbered and item.above is None else "",
            item.section,
            (*_said_above(item), Said("", main, item.text), *item.said),
        )
        for item in items
    ]
    return plan_of(entries, title)
