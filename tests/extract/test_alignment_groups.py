"""Rows of a group that no rule parts, beside a text merged over them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.page import Word
from extract.tables.alignment_groups import left_out
from extract.tables.bands import Stack
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

XS = (40.0, 140.0, 300.0, 400.0, 500.0)
YS = (100.0, 200.0)
STACK = Stack(XS[0], XS[-1], YS, (), ruled=frozenset(YS))
Lines = list[tuple[float, tuple[str, ...]]]


def cuts(rows: Lines, xs: tuple[float, ...] = XS) -> list[tuple[int, float]]:
    words = []
    for y, texts in rows:
        for x, text in zip(xs, texts, strict=False):
            for at, part in enumerate(text.split()):
                words.append(Word(part, Box(x + 4 + 30 * at, y, x + 30 + 30 * at, y + 10), 10.0))
    return [(round(y), x0) for y, x0, _ in left_out(YS, STACK, text_lines(placed(words)), xs)]


MERGED: Lines = [
    (104, ("Improve plans", "Review them", "May", "Jo Bloggs")),
    (116, ("of care", "with partners", "", "")),
    (128, ("and record", "", "", "")),
    (140, ("each step", "Audit plans", "June", "Al Stone")),
    (152, ("", "and report", "", "")),
    (176, ("Train staff", "Buy courses", "July", "Jo Bloggs")),
    (188, ("", "each year", "", "")),
]


def test_actions_beside_a_merged_recommendation_are_rows() -> None:
    """The next recommendation begins a row of all columns."""
    assert cuts(MERGED) == [(135, 140.0), (171, 40.0)]


@pytest.mark.parametrize(
    "rows",
    [
        [(y, (f"{at}", "Review plans", "May", "Jo Bloggs")) for at, y in enumerate((104, 124, 144))],
        [(104, ("Improve", "Review them", "May", "Jo")), (124, ("", "and a second paragraph", "", ""))],
        [(104, ("", "Review them", "May", "Jo")), (124, ("Improve", "Audit them", "June", "Al"))],
        [(104, ("Improve", "Review", "May", "Jo")), (148, ("", "Audit", "June", "Al")), (128, ("plans", "", "", ""))],
    ],
    ids=["a row each", "paragraphs", "nothing above", "text apart from its row"],
)
def test_where_nothing_is_merged_no_rule_is_left_out(rows: Lines) -> None:
    assert cuts(sorted(rows)) == []


def test_painted_bands_are_one_row() -> None:
    painted = Stack(XS[0], XS[-1], YS, (), fills=tuple(Box(a, 100, b, 200) for a, b in pairwise(XS)))
    words = [Word("x", Box(44, y, 60, y + 10), 10.0) for y in (104, 130)]
    assert left_out(YS, painted, text_lines(placed(words)), XS) == []


def test_a_text_in_the_middle_of_the_first_row_stands_above_blank_cells() -> None:
    """Rows in the middle of their height between two rules; merged over all, the text would stand in the second."""
    rows: Lines = [
        (104, ("", "", "", "Jo Bloggs")),
        (110, ("Improve plans", "Review them", "May", "")),
        (116, ("", "", "", "Al Stone")),
        (140, ("", "Audit plans", "June", "Al Stone")),
        (164, ("", "Train staff", "July", "Jo Bloggs")),
    ]
    assert cuts(rows) == [(135, 140.0), (159, 140.0)]


TIGHT: Lines = [
    (104, ("Improve plans", "Review them", "May", "Jo Bloggs")),
    (114.5, ("of care", "with partners", "", "and others")),
    (127, ("", "Audit plans", "", "Al Stone")),
    (137.5, ("", "and report", "", "")),
    (150, ("", "Train staff", "July", "Jo Bloggs")),
    (160.5, ("", "each year", "", "")),
]


def test_rows_with_hardly_any_padding_stand_a_clear_step_apart() -> None:
    """Two sizes of gaps; the second row has no day."""
    assert cuts(TIGHT) == [(128, 140.0), (151, 140.0)]


def test_gaps_of_many_sizes_are_those_of_paragraphs() -> None:
    rows = [(y + shift, said) for (y, said), shift in zip(TIGHT, (0, 0, 0, 0.9, 1.8, 2.7), strict=True)]
    assert cuts(rows) == []
