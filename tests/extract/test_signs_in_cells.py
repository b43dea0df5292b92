"""Small squares that stand in cells as signs end no row."""

from __future__ import annotations

import pytest

from extract.tables.bands import Stack
from extract.tables.grid_parts import with_painted_rows
from schemas.geometry import Box


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (Box(480, 30, 492, 42), (0.0, 60.0)),
        (Box(200, 30, 492, 42), (0.0, 30.0, 42.0, 60.0)),
        (Box(480, 30, 492, 55), (0.0, 30.0, 55.0, 60.0)),
    ],
    ids=["a sign", "a painted row", "a painted cell"],
)
def test_only_painted_areas_part_rows(fill: Box, expected: tuple[float, ...]) -> None:
    stack = Stack(0.0, 500.0, (0.0, 60.0), (), fills=(fill,))
    assert with_painted_rows(stack, []).ys == expected


def test_ratings_below_each_other_part_rows_between_the_rules_of_a_frame() -> None:
    fills = tuple(Box(460, top, 492, top + 30) for top in (20.0, 50.0, 80.0))
    stack = Stack(0.0, 500.0, (0.0, 140.0), (), fills=fills, ruled=frozenset((0.0, 140.0)))
    assert with_painted_rows(stack, []).ys == (0.0, 20.0, 50.0, 80.0, 110.0, 140.0)
