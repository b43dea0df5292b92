"""Letters of ligatures on turned pages."""

from __future__ import annotations

import pytest

from extract.pdfium.pieces import put_back
from extract.pdfium.space import Space, place_box


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_box_on_the_page_as_shown_is_put_back_where_it_was_drawn(quarters: int) -> None:
    space = Space(10.0, 20.0, 605.0, 862.0, quarters)
    shown = place_box(space.matrix, 104.0, 180.0, 113.0, 183.0)
    above = (shown.x0, space.height - shown.y0, shown.x1, space.height - shown.y1)
    assert put_back(above, space.matrix, space.height) == pytest.approx((104.0, 183.0, 113.0, 180.0))
