"""Plans written as headings, below each of which stand labels that say who and when.

"Recommendation 3: Review the register" with "Response: ...", "Lead officer: ...", "Completion date: ..." below it, as
executives answer scrutiny; or the action as the heading, or what it is about. Headings that look alike, or that count
the same thing, belong together. Lists are read in `labelled_items`; forms in frames, or whose labels alone begin their
lines, in `extract.plans.written`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from extract.prose.blocks import Block
from extract.prose.said import (
    SAID_BRIEFLY,
    WHO_AND_WHEN,
    Entry,
    Said,
    labels_in,
    named,
    parted,
    plan_of,
    title_above,
    usual_labels,
)
from extract.prose.time_headings import is_instruction
from extract.prose.vocabulary import other_list
from schemas.verbatim import Field, Plan

_FEWEST, _MOST = 3, 0.8
"""Headings that have both who and when below them: the fewest that make a plan, and their share."""
_LONGEST_TITLE, _LEAST_WORDS = 8, 3
"""Words of a heading that only says what is below it, and the fewest of an action."""
_LONGEST_LABEL = 5
_SAME_SIZE = 0.6
_COUNTED = re.compile(
    r"([A-Z][A-Za-z]+(?: [A-Za-z]+)?) (?:[Nn]o\.? ?)?([A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?)\s?(?:[:.)–-]\s+|$)"
)


@dataclass(slots=True)
class _Headed:
    """A heading and the blocks below it; what it says without labels, before the first and after what is said
    briefly, and after labels."""

    head: Block
    section: Block | None
    below: list[Block] = field(default_factory=list)
    own: str = ""
    lead: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def counted(self) -> re.Match[str] | None:
        return _counted(self.head)

    @property
    def says_twice(self) -> bool:
        labels = [(said.label, said.name) for said in self.said]
        return len(labels) > len(set(labels))

    @property
    def is_whole(self) -> bool:
        words = len(" ".join([self.own, *self.lead]).split())
        return {one.name for one in self.said} >= WHO_AND_WHEN and words >= _LEAST_WORDS


def headed_plans(blocks: Sequence[Block]) -> tuple[tuple[Plan, ...], list[Block]]:
    """The plans that such headings make, in order, and the blocks that are none of theirs."""
    found: list[Plan] = []
    rest: list[Block] = []
    if not _may_hold(blocks):
        return (), list(blocks)
    usual = _label_headings(blocks)
    at = 0
    while at < len(blocks):
        headed, after = _headed_from(blocks, at, usual) if _starts(blocks, at) else ([], at + 1)
        title = title_above(blocks, at - 1 if headed and headed[0].section else at)
        if _is_plan(headed) and not (title and other_list().search(title.text)):
            found.append(plan_of(_entries(headed), title))
        else:
            after = after if len(headed) >= _FEWEST else at + 1
            rest.extend(blocks[at:after])
        at = after
    return tuple(found), rest


def _may_hold(blocks: Sequence[Block]) -> bool:
    """Whether labels of who and of when stand in as many blocks as a plan needs."""
    names = [{name for _, labels in labels_in(block.text) for name in map(named, labels)} for block in blocks]
    return all(sum(field in one for one in names) >= _FEWEST for field in WHO_AND_WHEN)


def _starts(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is a heading, or counts what it begins, and labels stand in it or below it."""
    block = blocks[at]
    if not (block.heading or _counted(block)) or (block.text.endswith(":") and not _counted(block)):
        return False
    below = takewhile(lambda one: not _alike(one, block), blocks[at + 1 : at + 12])
    return any(labels_in(one.text) for one in (block, *below))


@lru_cache(maxsize=256)
def _count(text: str) -> re.Match[str] | None:
    return _COUNTED.match(text)


def _counted(block: Block) -> re.Match[str] | None:
    """What a block counts and its number, where it begins so ("Recommendation 3: ...")."""
    return None if block.mark else _count(block.text)


def _alike(block: Block, first: Block) -> bool:
    """Whether two blocks count the same thing, or are headings that look alike."""
    here, there = _counted(block), _counted(first)
    if here or there:
        return bool(here and there and here[1] == there[1]) and block.bold == first.bold
    numbered, also = (any(map(str.isalnum, one.mark)) for one in (block, first))
    looks = numbered == also and block.bold == first.bold and abs(block.size - first.size) < _SAME_SIZE
    return looks and (block.heading or numbered)


def _headed_from(blocks: Sequence[Block], start: int, usual: Set[str]) -> tuple[list[_Headed], int]:
    """The headings that belong with the one at the start, with what stands below each, and the first block after."""
    first = blocks[start]
    found: list[_Headed] = []
    ends: list[int] = []
    section: Block | None = None
    at = start
    while at < len(blocks) and blocks[at].page <= blocks[max(at - 1, start)].page + 1:
        block = blocks[at]
        if _alike(block, first):
            found.append(_Headed(block, section))
            ends.append(at + 1)
        elif _is_as_great(block, first) and block.text not in usual:
            if at + 1 >= len(blocks) or not _alike(blocks[at + 1], first):
                break
            section = block
        else:
            found[-1].below.append(block)
            ends[-1] = at + 1
        at += 1
    _tell(found, usual)
    return _ended(found, ends, start)


def _is_as_great(block: Block, first: Block) -> bool:
    """Whether a heading without labels is no lower in rank than the first."""
    if not block.heading or labels_in(block.text):
        return False
    larger = block.size > first.size + _SAME_SIZE
    return larger or (block.size > first.size - _SAME_SIZE and (block.bold or not first.bold))


def _label_headings(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that come back as often as a plan needs and are labels of what stands below them ("Our response")."""
    texts = Counter(block.text for block in blocks if block.heading and not block.mark and not labels_in(block.text))
    return frozenset(text for text, count in texts.items() if count >= _FEWEST and _told(text) is not None)


def _told(text: str) -> Field | None:
    """The field of a heading by its last words, which say what it is about ("The council's RESPONSE")."""
    words = text.split()
    if len(words) > _LONGEST_LABEL:
        return None
    return next(filter(None, (named(" ".join(words[at:])) for at in range(len(words)))), None)


def _tell(found: Sequence[_Headed], headings: Set[str]) -> None:
    """Part what stands below each heading into what it says with labels and without."""
    usual = usual_labels("\n".join(block.printed for block in (one.head, *one.below)) for one in found)
    for one in found:
        counted = one.counted
        one.own, one.said = parted(one.head.text[counted.end() :] if counted else one.head.text, usual)
        for block in one.below:
            if block.heading and block.text in headings:
                one.said.append(Said(block.text, _told(block.text), ""))
            else:
                _take(one, block, usual)


def _take(one: _Headed, block: Block, usual: Mapping[str, int]) -> None:
    text, said = parted(block.printed, usual)
    last = one.said[-1] if one.said else None
    if text and last is None:
        one.lead.append(text)
    elif text and last is not None and (not last.text or last.name not in SAID_BRIEFLY) and not one.after:
        one.said[-1] = Said(last.label, last.name, f"{last.text} {text}".strip())
    elif text:
        one.after.append(text)
    one.said.extend(said)


def _ended(found: list[_Headed], ends: Sequence[int], start: int) -> tuple[list[_Headed], int]:
    """The headings up to the first that says nothing after a label; below the last, what stands below the others."""
    whole = list(takewhile(lambda one: one.said, found))
    if not whole:
        return [], start + 1
    last, end = whole[-1], ends[len(whole) - 1]
    others = [len(one.after) for one in whole[:-1]]
    most = max(others, default=0)
    surplus = len(last.after) - most
    if surplus > 0:
        last.after = last.after[:most]
        last.below = last.below[:-surplus]
        end -= surplus
    return whole, end


def _is_plan(headed: Sequence[_Headed]) -> bool:
    """Whether enough headings have both below them, and none has it twice: that would be two in one."""
    if any(one.says_twice for one in headed):
        return False
    whole = sum(one.is_whole for one in headed)
    return whole >= _FEWEST and whole >= _MOST * len(headed)


def _entries(headed: Sequence[_Headed]) -> list[Entry]:
    names = _names(headed)
    return [_entry(one, *names) for one in headed]


def _names(headed: Sequence[_Headed]) -> tuple[Field, Field | None]:
    """The fields of the headings, and of what stands below them before any label."""
    acted = any(said.name == "action" for one in headed for said in one.said)
    led = 2 * sum(bool(one.lead) for one in headed) > len(headed)
    counted = headed[0].counted
    name = named(counted[1]) if counted else None
    if name == "recommendation" or (name is None and counted is None and _names_what(headed, acted or led)):
        short = sum(len(one.own.split()) <= _LONGEST_TITLE and one.own[-1:] != "." for one in headed)
        titles = counted is None and 2 * short > len(headed)
        return "section" if titles else "recommendation", None if acted else "action"
    return ("recommendation" if acted else "action"), None


def _names_what(headed: Sequence[_Headed], told: bool) -> bool:
    """Whether headings without numbers say what the actions below them are about, and no action themselves."""
    asking = sum(is_instruction(one.own) for one in headed)
    return told and 2 * asking < len(headed)


def _entry(one: _Headed, name: Field, led: Field | None) -> Entry:
    own, lead = one.own, list(one.lead)
    if not own and lead:
        own = lead.pop(0)
    said = [Said("", name, own)]
    if lead:
        said.append(Said("", led, " ".join(lead)))
    said.extend(one.said)
    if one.after:
        said.append(Said("", None, " ".join(one.after)))
    number = one.counted[2] if one.counted else one.head.mark if any(map(str.isalnum, one.head.mark)) else ""
    return Entry((one.head, *one.below), number, one.section, tuple(said))
