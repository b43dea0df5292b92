"""What stands on a page from the top down: paragraphs, and the blocks of tables with their title rows taken out.

A row above a header that only names a plan is the plan's title, not a group of its actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.page import Word
from extract.plans.block import Block
from extract.plans.grid import Strip
from extract.prose.vocabulary import any_of, other_list, vocabulary
from schemas.geometry import Place
from schemas.verbatim import Paragraph

_TITLE_WORDS = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the assembly sees it: the blocks of its tables and the paragraphs between them. `report` numbers the
    report of a pack that the page belongs to; `words` are all of the page."""

    number: int
    height: float
    blocks: tuple[Block, ...] = ()
    text: tuple[Paragraph, ...] = ()
    report: int = 0
    words: tuple[Word, ...] = ()


@cache
def _title() -> re.Pattern[str]:
    words = vocabulary("plan_lines")["title"]
    return re.compile(
        rf"\b(?:{any_of(words['names'])})s?\b|^\W*(?:{any_of(words['openers'])})\s+[\dA-Z]", re.IGNORECASE
    )


def events(sheet: Sheet) -> Iterator[Paragraph | Block]:
    """Paragraphs and blocks of a page from the top down."""
    found: list[tuple[float, int, Paragraph | Block]] = [(p.place.box.y0, 0, p) for p in sheet.text]
    for event in parted(sheet.blocks):
        top = event.top if isinstance(event, Block) else event.place.box.y0
        found.append((top, 1, event))
    found.sort(key=lambda entry: (entry[0], entry[1]))
    yield from (entry[2] for entry in found)


def parted(blocks: Sequence[Block]) -> Iterator[Paragraph | Block]:
    """The blocks without their title rows, which come as headings of their own; what stands above one is a block."""
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        titles = [at for at, strip in enumerate(block.above) if _is_title_row(strip)]
        if titles and block.header:
            at = titles[-1]
            if at:
                yield Block(block.table, block.above[:at], block.spans)
            yield _heading(block.above[at])
            block = replace(block, above=block.above[at + 1 :])
        if block.forms and len(block.body) > 1 and _is_title_row(block.body[0]):
            yield _heading(block.body[0])
            block = replace(block, body=block.body[1:])
        ends = after is not None and after.table is block.table and bool(block.body) and _is_title_row(block.body[-1])
        yield replace(block, body=block.body[:-1]) if ends else block
        if ends:
            yield _heading(block.body[-1])


def is_title(paragraph: Paragraph) -> bool:
    """A heading that names a plan or opens an appendix, and does not go on from before."""
    return paragraph.heading and bool(_title().search(paragraph.text)) and "cont" not in paragraph.text.lower()


def names_other_list(paragraph: Paragraph) -> bool:
    """A short heading that names a list of another kind, of decisions or meetings to come."""
    short = len(paragraph.text.split()) <= _TITLE_WORDS
    return paragraph.heading and short and bool(other_list().search(paragraph.text))


def _is_title_row(strip: Strip) -> bool:
    """One text in a row right above a header, short, that names a plan."""
    shown = [piece for piece in strip.pieces if piece.shows]
    return len(shown) == 1 and len(shown[0].text.split()) <= _TITLE_WORDS and bool(_title().search(shown[0].text))


def _heading(strip: Strip) -> Paragraph:
    cell = next(piece.cell for piece in strip.pieces if piece.shows)
    return Paragraph(cell.text, Place(strip.page, cell.places[0].box), heading=True)
