"""Painted headings: their paint draws the columns, and a group's heading is none of them."""

from __future__ import annotations

import itertools

from extract.page import Word
from extract.tables.bands import Stack
from extract.tables.grid_bands import banded_grids
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = (50.0, 90.0, 240.0, 350.0, 420.0, 500.0)
Entry = tuple[float, float, str]
"""Left, top, text; a star sets it bold."""


def lines(*entries: Entry) -> list[TextLine]:
    words = []
    for x, y, text in entries:
        for part in text.lstrip("*").split():
            words.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 11.0), 10.0, text.startswith("*")))
            x += 5.0 * len(part) + 2.5
    return text_lines(placed(words))


def row(y: float, *texts: str) -> list[Entry]:
    return [(x + 3, y, text) for x, text in zip(XS, texts, strict=False) if text]


def test_justified_text_below_painted_headings_is_no_column() -> None:
    cells = tuple(Box(a + 1, 100, b - 1, 114) for a, b in itertools.pairwise(XS))
    edges = tuple(sorted(x for box in cells for x in (box.x0, box.x1) if 52 < x < 498))
    stack = Stack(51.0, 499.0, (100.0, 114.0), (), edges, cells)
    text = lines(
        *row(102, "*Ref", "*Action", "*Lead", "*Due", "*Update"),
        *row(117, "1.1", "Map the gullies", "Group", "May 2019", "Begun"),
        (310.0, 117.0, "Manager"),
        *row(134, "1.2", "Train the staff", "Head of Roads, East", "June 2019", "Late"),
    )
    (grid,) = banded_grids(stack, text)
    assert len(grid.xs) - 1 == 5
    assert len(grid.ys) - 1 == 3


def test_headings_above_a_painted_group_with_its_number() -> None:
    fills = tuple(Box(50, y, 500, y + 14) for y in (116.0, 146.0, 162.0))
    stack = Stack(50.0, 500.0, tuple(y for box in fills for y in (box.y0, box.y1)), (), (), fills)
    text = lines(
        *row(100, "*Ref", "*Action", "*Lead", "*Due", "*Update"),
        *row(118, "*1", "*Placements"),
        *row(132, "1.1", "Map the gullies", "Ann Gill", "May 2019", "Begun"),
        *row(148, "1.2", "Train the staff", "Jo Pell", "June 2019", "Late"),
        *row(164, "1.3", "Write a policy", "Al Roe", "July 2019", "Late"),
    )
    (grid,) = banded_grids(stack, text)
    assert grid.ys[0] < 102
