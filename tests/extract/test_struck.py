"""Lines through words against rules of a table."""

from __future__ import annotations

import pytest

from extract.page import Fill, Rule, Word
from extract.tables.struck import without_change_bars, without_page_rules, without_strikes, without_underlines
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

WORDS = [Word("30", Box(100, 50, 112, 60), 10.0), Word("June", Box(115, 50, 140, 60), 10.0)]


@pytest.mark.parametrize(
    ("x0", "x1", "y", "kept"),
    [
        (100, 140, 55.4, False),
        (100, 112, 55.4, False),
        (100, 143.5, 55.4, False),
        (100, 140, 61.0, True),
        (80, 140, 55.4, True),
        (100, 300, 55.4, True),
    ],
    ids=["words", "a word", "the space after them", "an underline", "begins before", "ends elsewhere"],
)
def test_a_line_from_where_words_begin_to_where_they_end_strikes_them_out(
    x0: float, x1: float, y: float, kept: bool
) -> None:
    rule = Rule(Box(x0, y - 0.3, x1, y + 0.3), horizontal=True)
    upright = Rule(Box(100, 40, 100.6, 70), horizontal=False)
    assert list(without_strikes([rule, upright], WORDS)) == ([rule, upright] if kept else [upright])


CELL = [Rule(Box(x, 40, x + 0.6, 90), horizontal=False) for x in (98.0, 142.0)]


@pytest.mark.parametrize(
    ("x0", "x1", "y", "sides", "kept"),
    [
        (100.2, 139.8, 60.6, CELL, False),
        (98.6, 142.0, 60.6, CELL, True),
        (100.2, 128.0, 60.6, CELL, True),
        (100.2, 139.8, 68.0, CELL, True),
        (100.2, 139.8, 60.6, CELL[:1], True),
    ],
    ids=["a link", "meets the sides", "ends in a word", "too low", "no cell"],
)
def test_what_keeps_to_its_words_between_the_sides_of_a_cell_borders_no_row(
    x0: float, x1: float, y: float, sides: list[Rule], kept: bool
) -> None:
    rule = Rule(Box(x0, y - 0.3, x1, y + 0.3), horizontal=True)
    assert list(without_strikes([rule, *sides], WORDS)) == ([rule, *sides] if kept else sides)


GRID = [Rule(Box(100, y, 300, y + 0.6), horizontal=True) for y in (40, 90)]
PAINT = [Fill(Box(100, 40, 300, 90), "EEEEEE", 0)]


@pytest.mark.parametrize(
    ("bars", "kept"),
    [
        ([Box(97, 50, 97.1, 62)], False),
        ([Box(304, 50, 304.1, 62)], False),
        ([Box(99.8, 40, 100.4, 90)], True),
        ([Box(150, 50, 150.1, 62)], True),
        ([Box(96, 40, 96.6, 90), Box(200, 40, 200.6, 90)], True),
    ],
    ids=["left of all", "right of all", "the side of the table", "inside", "as high as another side"],
)
def test_bars_in_the_margin_border_nothing(bars: list[Box], kept: bool) -> None:
    upright = [Rule(box, horizontal=False) for box in bars]
    found = without_change_bars([*GRID, *upright], WORDS, PAINT)
    assert list(found) == [*GRID, *(upright if kept else [])]


def level(y: float, x0: float = 70.0, x1: float = 525.0) -> Rule:
    return Rule(Box(x0, y, x1, y + 0.5), horizontal=True)


TABLE = [level(y, 67.0, 528.0) for y in (83.0, 309.0)]
SIDES = [Rule(Box(70.0, 47.0, 70.5, 795.0), horizontal=False)]


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ([level(47.0), *TABLE, level(795.0)], TABLE),
        ([level(47.0), level(400.0), level(795.0)], None),
        ([level(47.0), *TABLE, level(795.0, 90.0)], None),
        ([level(47.0), *TABLE, level(795.0), *SIDES], None),
        ([level(147.0), *TABLE, level(795.0)], None),
    ],
    ids=["head and foot", "one more of the kind", "another width", "a frame", "far down the page"],
)
def test_the_rules_of_the_head_and_the_foot_of_a_page_are_none_of_a_table(
    rules: list[Rule], kept: list[Rule] | None
) -> None:
    head, foot = Word("Report", Box(70, 35, 100, 46), 10.0), Word("2", Box(500, 797, 505, 808), 10.0)
    assert list(without_page_rules(rules, [head, foot], 842.0)) == (rules if kept is None else kept)
    assert list(without_page_rules(rules, [head], 842.0)) == rules


@pytest.mark.parametrize(("others", "kept"), [(0, False), (1, False), (2, True)])
def test_a_rule_as_long_as_the_text_above_it_borders_a_row_where_others_of_its_column_do(
    others: int, kept: bool
) -> None:
    lines = text_lines(placed(WORDS))
    rule, below = (61.0, 100.0, 140.0), [(91.0 + 30 * at, 100.0, 140.4) for at in range(others)]
    assert without_underlines([rule, *below], lines) == ([rule, *below] if kept else below)
