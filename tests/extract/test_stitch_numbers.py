"""What a number that a group shares says of a cut row."""

from __future__ import annotations

import pytest

from extract.plans.grid import Piece, Strip
from extract.stitch.rows import Habit, Setting, comes_next, judge
from schemas.verbatim import Cell

FIELDS = ("number", "action")
USUAL = (Habit(1.0), Habit(1.0))


@pytest.mark.parametrize(("first", "evidence"), [(True, ("no number of its own",)), (False, ())])
def test_a_missing_number_says_nothing_below_a_row_that_has_its_groups(first: bool, evidence: tuple[str, ...]) -> None:
    before = Strip(1, 0.0, 20.0, (Piece(Cell("7.", ()), first=first), Piece(Cell("Review all plans.", ()))))
    after = Strip(2, 0.0, 20.0, (Piece(), Piece(Cell("Train the staff.", ()))))
    found = judge(before, after, Setting(FIELDS, USUAL))
    assert tuple(words for words in found.evidence if "number" in words) == evidence


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("3", "4", True),
        ("3.", "4.", True),
        ("R2.1", "R2.2", True),
        ("9", "10", True),
        ("3", "5", False),
        ("2.1", "3.2", False),
        ("a", "b", False),
        ("2019", "2020", False),
    ],
)
def test_a_number_that_counts_on(first: str, second: str, expected: bool) -> None:
    assert comes_next(first, second) is expected
