"""The edge of a coloured disc in a scan is no letter."""

from __future__ import annotations

import pytest

from extract.page import Fill, Word
from extract.scan.pages import is_outline, is_rest_of_rule, is_scrawl, uprights
from schemas.geometry import Box

DISC = Box(754, 203, 766, 215)


@pytest.mark.parametrize(
    ("text", "box", "outline"),
    [
        ("O", Box(756, 204, 767, 217), True),
        ("0", Box(754, 203, 766, 215), True),
        ("C", Box(752, 204, 758, 215), True),
        ("O", Box(754, 210, 766, 215), True),  # its lower half
        ("C", Box(756, 204, 764, 214), False),
        ("R", Box(754, 203, 766, 215), False),
        ("0", Box(758, 207, 762, 212), False),
        ("0", Box(700, 203, 712, 215), False),
        ("10", Box(754, 203, 766, 215), False),
    ],
)
def test_a_round_letter_as_large_as_its_disc_is_its_edge(text: str, box: Box, outline: bool) -> None:
    assert is_outline(Word(text, box, 10.0), [DISC]) is outline


def test_without_discs_every_letter_counts() -> None:
    assert not is_outline(Word("O", DISC, 10.0), [])


def test_a_large_sign_in_the_margin_is_the_edge_of_a_hole_or_a_stroke_of_a_pen() -> None:
    hole, block = Word("O", Box(9, 220, 27, 241), 21.0, confidence=0.96), (45.0, 770.0)
    assert is_scrawl(hole, 8.0, block)
    assert not is_scrawl(hole, 8.0)
    assert not is_scrawl(Word("4", Box(9, 220, 15, 230), 8.0, confidence=0.96), 8.0, block)
    assert not is_scrawl(Word("A3", Box(60, 220, 80, 241), 21.0, confidence=0.96), 8.0, block)


@pytest.mark.parametrize(
    ("word", "scrawl"),
    [
        (Word("P", DISC, 20.5, confidence=0.51), True),
        (Word("レ", DISC, 9.0, confidence=0.97), True),
        (Word("P", DISC, 10.0, confidence=0.51), False),
        (Word("A3", DISC, 20.0, confidence=0.95), False),
        (Word("Plan", DISC, 20.0, confidence=0.6), False),
    ],
)
def test_a_large_doubtful_sign_is_a_stroke_of_a_pen(word: Word, scrawl: bool) -> None:
    assert is_scrawl(word, 10.0) is scrawl


@pytest.mark.parametrize(
    ("text", "left", "confidence", "size", "rest"),
    [
        ("1", 784.0, 0.5, 10.0, True),
        ("1", 784.0, 0.95, 10.0, False),  # surely read: the number of a row in a cell without a margin
        ("1", 784.9, 0.95, 10.0, True),  # the rule runs through its middle
        ("I", 784.0, 0.95, 15.0, True),  # taller than the type of the page
        ("1", 770.0, 0.5, 10.0, False),  # beside the rule
        ("1", 770.0, 0.5, 5.0, True),  # and lower than the type of the page
        ("7", 784.0, 0.5, 10.0, False),
    ],
)
def test_a_stroke_on_a_rule_is_a_rest_of_it(
    text: str, left: float, confidence: float, size: float, *, rest: bool
) -> None:
    word = Word(text, Box(left, 95, left + 2.5, 108), size, confidence=confidence)
    assert is_rest_of_rule(word, [Box(786, 96, 786, 111)], 10.0) is rest


def test_the_ragged_side_of_a_black_column_is_no_text() -> None:
    lines = uprights([], [Fill(Box(324.0, 36.0, 360.0, 288.0), "000000", 0)])
    word = Word("1", Box(323.0, 125.1, 324.0, 128.6), 3.5, confidence=0.95)
    assert is_rest_of_rule(word, lines, 9.5)
    assert not is_rest_of_rule(word, [], 9.5)
