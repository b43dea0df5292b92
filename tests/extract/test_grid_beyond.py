"""Headings above the first level of a table of bands."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.alignment import River
from extract.tables.grid_beyond import above, below
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = (40.0, 140.0, 240.0, 340.0, 440.0)
RIVERS = [River(x - 20.0, x - 2.0) for x in XS[1:]]
"""The gaps between five columns."""


def lines(*rows: tuple[float, dict[int, str]]) -> list[TextLine]:
    """Lines in 10 points, each at a height and with texts by column."""
    words = [Word(text, Box(XS[at], y, XS[at] + 40.0, y + 10.0), 10.0) for y, row in rows for at, text in row.items()]
    return text_lines(placed(words))


@pytest.mark.parametrize(
    ("upper", "lower", "found"),
    [
        ({0: "Action", 1: "Owner", 2: "When", 3: "Progress"}, {3: "February", 4: "RAG"}, True),
        ({0: "Action", 1: "Owner", 3: "Progress"}, {3: "February", 4: "RAG"}, False),  # a column without a heading
        ({0: "1", 1: "Agree", 2: "Head", 3: "May"}, {0: "2", 1: "Do", 2: "Lead", 4: "Green"}, False),  # two rows
    ],
)
def test_headings_on_two_levels_fill_all_columns_between_them(
    upper: dict[int, str], lower: dict[int, str], found: bool
) -> None:
    start, kept = above(lines((60.0, upper), (78.0, lower)), 100.0, RIVERS, 0.0, loose=False)
    assert (start is not None and start < 65.0) == found
    assert len(kept) == len(RIVERS)


def bold_lines(*rows: tuple[float, str, dict[int, str]], bold: bool = True) -> list[TextLine]:
    """Lines in 10 points with texts by column; a text over columns instead where it is given."""
    words = []
    for y, over, row in rows:
        for x, text in [*((XS[at], text) for at, text in row.items()), *([(XS[0], over)] if over else [])]:
            for part in text.split():
                words.append(Word(part, Box(x, y, x + 5.5 * len(part), y + 10.0), 10.0, bold))
                x += 5.5 * len(part) + 2.5
    return text_lines(placed(words))


HEADINGS = {0: "Action", 1: "Owner", 2: "By when", 3: "Progress", 4: "RAG"}


@pytest.mark.parametrize(
    ("headings", "group", "bold", "found"),
    [
        (HEADINGS, "Overall effectiveness of all", True, True),
        (HEADINGS, "Overall effectiveness of all", False, False),
        ({0: "Action", 4: "RAG"}, "Overall effectiveness of all", True, False),
    ],
)
def test_a_group_heading_may_part_the_header_from_the_first_level(
    headings: dict[int, str], group: str, bold: bool, found: bool
) -> None:
    start, kept = above(bold_lines((60.0, "", headings), (78.0, group, {}), bold=bold), 100.0, RIVERS, 0.0, loose=False)
    assert (start is not None and start < 65.0) == found
    assert len(kept) == len(RIVERS)


def test_the_first_row_of_a_page_may_have_more_lines_than_a_header() -> None:
    rows = [(40.0 + 12 * at, {1: "Text", 3: "More"}) for at in range(14)]
    start, _ = above(lines(*rows), 40.0 + 12 * 14 + 2, RIVERS, 0.0, loose=False)
    assert start is not None and start < 41.0


def test_a_heading_too_long_for_its_column_leaves_the_header_whole() -> None:
    upper = {0: "Action", 1: "Responsibilities in", 2: "By when", 3: "Progress", 4: "RAG"}
    wide = bold_lines((60.0, "", upper), (71.0, "", HEADINGS))
    start, kept = above(wide, 84.0, RIVERS, 0.0, loose=False)
    assert start is not None and start < 61.0 and kept == RIVERS


@pytest.mark.parametrize("texts", [{0: "Contact:", 1: "Team"}, {}])
def test_prose_below_a_table_is_no_row_for_a_wide_space(texts: dict[int, str]) -> None:
    row = lines((60.0, texts)) if texts else text_lines(
        placed([Word("Contact:", Box(40, 60, 70, 70), 10.0), Word("us", Box(76, 60, 86, 70), 10.0)])
    )  # fmt: skip
    bottom, _ = below(row, 58.0, RIVERS, None, loose=True)
    assert (bottom is not None) == bool(texts)
