from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from schemas.geometry import Box, around

_SIDE = st.floats(-50.0, 900.0).map(lambda value: round(value, 2))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    xs, ys = sorted([draw(_SIDE), draw(_SIDE)]), sorted([draw(_SIDE), draw(_SIDE)])
    return Box(xs[0], ys[0], xs[1], ys[1])


@given(boxes(), boxes())
def test_overlap_is_the_area_both_share(one: Box, other: Box) -> None:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    assert one.overlap(other) == (across * down if across > 0 and down > 0 else 0.0)


@given(boxes(), boxes())
def test_holds_a_box_by_its_middle(one: Box, other: Box) -> None:
    assert one.holds_middle(other) == one.holds(*other.centre)


@given(st.lists(boxes(), min_size=1, max_size=5))
def test_what_is_around_boxes_is_their_union(found: list[Box]) -> None:
    whole = found[0]
    for box in found:
        whole = whole.union(box)
    assert around(found) == whole
