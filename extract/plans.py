"""Tables of many pages to action plans: which block of which table goes on with which.

A plan opens with a header that reads as one, and takes in the blocks that follow with the same header or, without
one, the same columns. It closes where another plan, another report or another title begins. Rows are made in
`extract.plans_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.headers import read_headings
from extract.page import Word
from extract.plans_grid import Strip
from extract.plans_header import Block, blocks
from extract.sections import Shape, kind_of
from extract.stitch import plain_text
from extract.stitch_columns import matched, placed, same_header
from extract.stitch_recut import recut
from extract.table import Table
from schemas.verbatim import Paragraph

_PLAN_TITLE = re.compile(
    r"\b(action|improvement|delivery|recovery|implementation|development|work|response)\s+plan\b|\btracker\b|"
    r"^\W*(appendix|annex|agenda\s+item|item)\s+[\dA-Z]",
    re.IGNORECASE,
)
_FAR = 3
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the assembly sees it: the blocks of its tables and the paragraphs between them. `report` numbers the
    report of a pack that the page belongs to."""

    number: int
    height: float
    blocks: tuple[Block, ...] = ()
    text: tuple[Paragraph, ...] = ()
    report: int = 0
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A block's strips in the columns of its plan. `before` are the paragraphs between it and the part before."""

    page: int
    strips: tuple[Strip, ...]
    table: Table
    before: tuple[Paragraph, ...] = ()


@dataclass(slots=True)
class Draft:
    """A plan while its parts are gathered."""

    opening: Block
    report: int
    parts: list[Part] = field(default_factory=list)

    @property
    def shape(self) -> Shape:
        return Shape(self.opening.fields, self.opening.header)

    @property
    def last_page(self) -> int:
        return self.parts[-1].page


def drafts(sheets: Sequence[Sheet]) -> tuple[Draft, ...]:
    """All plans of the pages, in order, each with its parts. Pages must come in order; gaps are allowed."""
    done: list[Draft] = []
    pending: list[Paragraph] = []
    for sheet in sheets:
        for event in _events(sheet):
            if isinstance(event, Paragraph):
                pending.append(event)
                continue
            if _taken(event, sheet, done, pending):
                pending = []
    return tuple(draft for draft in done if _holds_rows(draft))


def _events(sheet: Sheet) -> Iterator[Paragraph | Block]:
    """Paragraphs and blocks of a page from the top down."""
    found: list[tuple[float, int, Paragraph | Block]] = [(p.place.box.y0, 0, p) for p in sheet.text]
    found.extend((block.top, 1, block) for block in sheet.blocks)
    found.sort(key=lambda entry: (entry[0], entry[1]))
    yield from (entry[2] for entry in found)


def _taken(block: Block, sheet: Sheet, done: list[Draft], pending: list[Paragraph]) -> bool:
    """Put a block into the plan it belongs to, or open a plan with it; false when it is part of none."""
    last = done[-1] if done else None
    source = block.table
    if last is not None and last.report == sheet.report and sheet.number - last.last_page <= _FAR:
        places = _continues(last, block, pending)
        if places is None and (again := _recut(last, block, sheet, pending)) is not None:
            block, places = again, tuple(range(len(last.opening.header)))
        if places is not None:
            strips = placed(block.above, places) + placed(block.body, places)
            last.parts.append(Part(sheet.number, strips, source, tuple(pending)))
            return True
    if not block.header or block.evidence < 0:
        return False
    done.append(Draft(block, sheet.report, [Part(sheet.number, block.above + block.body, block.table, tuple(pending))]))
    return True


def _recut(draft: Draft, block: Block, sheet: Sheet, pending: Sequence[Paragraph]) -> Block | None:
    """The block's table, a whole one, cut at the plan's columns, when it goes on with the plan then."""
    whole = len([one for one in sheet.blocks if one.table is block.table]) == 1
    table = recut(block.table, sheet.words, draft.opening.spans) if whole else None
    found = blocks(table) if table is not None else ()
    if len(found) != 1 or len(found[0].spans) != len(draft.opening.spans):
        return None
    return found[0] if _continues(draft, found[0], pending) is not None else None


def _continues(draft: Draft, block: Block, pending: Sequence[Paragraph]) -> tuple[int | None, ...] | None:
    """Where the block's columns stand in the plan, when it goes on with it."""
    opening = draft.opening
    if not block.header:
        return _goes_on_headless(draft, block, pending)
    if any(_is_title(paragraph) and not _is_own(paragraph, draft) for paragraph in pending):
        return None
    if same_header(opening.header, block.header):
        return tuple(range(len(opening.header)))
    places = matched(opening.spans, block.spans)
    return places if places is not None and block.fields == opening.fields and None not in places else None


def _goes_on_headless(draft: Draft, block: Block, pending: Sequence[Paragraph]) -> tuple[int | None, ...] | None:
    """A block without a header goes on with the plan of the same columns, on this page or the one before; a heading
    above it (the title of a slide printed again) does not matter, prose does."""
    if block.page - draft.last_page > 1 or not block.body or any(_is_prose(paragraph) for paragraph in pending):
        return None
    places = matched(draft.opening.spans, block.spans)
    if places is None or _is_other_table(placed(block.body[:1], places)[0], draft):
        return None
    return places


def _is_prose(paragraph: Paragraph) -> bool:
    return not paragraph.heading and len(paragraph.text.split()) > _FEW_WORDS


def _is_own(paragraph: Paragraph, draft: Draft) -> bool:
    """The plan's own title printed again."""
    return any(plain_text(paragraph.text) == plain_text(title.text) for title in draft.parts[0].before)


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.heading and bool(_PLAN_TITLE.search(paragraph.text)) and "cont" not in paragraph.text.lower()


def _is_other_table(first: Strip, draft: Draft) -> bool:
    """A headerless block whose first strip is the header of a table of another kind."""
    if kind_of(first, draft.shape) in ("header", "section", "empty"):
        return False
    bold = [piece.bold for piece in first.pieces if piece.shows]
    reading = read_headings(first.texts)
    return sum(one.against for one in reading.headings) >= 1.0 and all(bold) and len(bold) > 1


def _holds_rows(draft: Draft) -> bool:
    shape = draft.shape
    return any(kind_of(strip, shape) == "action" for part in draft.parts for strip in part.strips)
