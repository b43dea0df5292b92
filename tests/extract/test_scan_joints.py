"""Level rules that are lost between two coloured cells."""

from __future__ import annotations

import pytest

from extract.scan.fills import Area
from extract.scan.joints import along_joints
from extract.scan.rules import DrawnRule
from schemas.geometry import Box

SCALE = 200 / 72
UPPER, LOWER = Area(Box(1000, 100, 1150, 200), "2EA64C"), Area(Box(1001, 201, 1151, 330), "F12E2C")


def level(x0: float, x1: float, y: float = 200) -> DrawnRule:
    return DrawnRule(Box(x0, y, x1, y + 2), True)


@pytest.mark.parametrize(("rule", "rest"), [(level(90, 1004), (1004, 1150)), (level(1148, 1500), (1001, 1148))])
def test_a_rule_that_ends_where_two_cells_meet_goes_on_between_them(rule: DrawnRule, rest: tuple[float, float]) -> None:
    (found,) = along_joints([UPPER, LOWER], [rule], SCALE)
    assert (found.box.x0, found.box.x1, found.horizontal) == (*rest, True)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ([UPPER, LOWER], level(90, 1004, 150)),  # into a cell
        ([UPPER, LOWER], level(90, 900)),  # ends before it
        ([UPPER, LOWER], level(90, 1500)),  # is seen throughout
        ([UPPER], level(90, 1004)),
        ([UPPER, Area(Box(1001, 240, 1151, 330), "F12E2C")], level(90, 1004)),
        ([UPPER, Area(Box(1060, 201, 1151, 330), "F12E2C")], level(90, 1004)),
    ],
)
def test_other_rules_end_where_they_are_seen_to(cells: list[Area], rule: DrawnRule) -> None:
    assert along_joints(cells, [rule], SCALE) == []
