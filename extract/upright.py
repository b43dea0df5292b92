"""Pages whose text lies on its side or aslant: whether they do, and boxes read on them upright put back as shown.

A landscape table set on a portrait page, and not turned by the file, is read with the page turned, and a scan is read
turned and straightened; what is handed on says where things stand on the page that a reader sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from math import cos, radians, sin
from typing import Any, TypeVar

from extract.page import Page, Word
from extract.tables.table import Table
from schemas.geometry import Box, Place

_FEWEST_WORDS = 30
_SHARE, _PART = 0.8, 0.4
"""Of the words, and of the height that they take: a few that run up the side, or a turned heading row above a form that
holds no more, leave a page as it is."""

Found = TypeVar("Found")


def quarters_to_upright(words: Sequence[Word]) -> int:
    """The quarters, clockwise, that the page is to be turned by for nearly all of its words to stand upright."""
    lying = [word.turned for word in words if word.turned]
    if len(words) < _FEWEST_WORDS or len(lying) < _SHARE * len(words):
        return 0
    degrees, count = Counter(lying).most_common(1)[0]
    if count < _SHARE * len(words) or (degrees != 180 and _is_heading_row(words)):
        return 0
    return (4 - degrees // 90) % 4


def _is_heading_row(words: Sequence[Word]) -> bool:
    """Whether the words that run up or down stand in a row, with level ones far above or below it."""
    boxes = [word.box for word in words]
    lying = [word.box for word in words if word.turned]
    height = max(box.y1 for box in lying) - min(box.y0 for box in lying)
    return height < _PART * (max(box.y1 for box in boxes) - min(box.y0 for box in boxes))


def is_moved(page: Page) -> bool:
    """Whether the page was turned or straightened to be read."""
    return bool(page.turn or page.skew)


def shown_box(box: Box, page: Page) -> Box:
    """A box of the page as read, on the page as shown; one that was straightened keeps its size there."""
    box = _aslant(box, page) if page.skew else box
    if page.turn == 1:
        return Box(box.y0, page.width - box.x1, box.y1, page.width - box.x0)
    if page.turn == 2:
        return Box(page.width - box.x1, page.height - box.y1, page.width - box.x0, page.height - box.y0)
    if page.turn == 3:
        return Box(page.height - box.y1, box.x0, page.height - box.y0, box.x1)
    return box


def _aslant(box: Box, page: Page) -> Box:
    """The box moved to where its middle is on the page before that was straightened."""
    sine, cosine = sin(radians(page.skew)), cos(radians(page.skew))
    x, y = box.centre
    across, down = x - page.width / 2, y - page.height / 2
    right = page.width / 2 + cosine * across - sine * down - x
    below = page.height / 2 + sine * across + cosine * down - y
    return Box(*(round(side, 1) for side in (box.x0 + right, box.y0 + below, box.x1 + right, box.y1 + below)))


def shown_table(table: Table, page: Page) -> Table:
    """A table of the page as read, with its boxes on the page as shown."""
    if not is_moved(page):
        return table
    cells = tuple(replace(cell, box=shown_box(cell.box, page)) for cell in table.cells)
    return replace(table, box=shown_box(table.box, page), cells=cells)


def as_shown(found: Found, turned: Mapping[int, Page]) -> Found:
    """The record with all places on pages of `turned` put back as these are shown; `turned` must not be empty."""
    return _put_back(found, turned)  # type: ignore[no-any-return]  # a record of the same kind, made anew


def _put_back(value: Any, turned: Mapping[int, Page]) -> Any:
    if isinstance(value, Place):
        page = turned.get(value.page)
        return value if page is None else Place(value.page, shown_box(value.box, page))
    if isinstance(value, tuple):
        return tuple(_put_back(one, turned) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _put_back(getattr(value, field.name), turned) for field in fields(value)})
    return value
