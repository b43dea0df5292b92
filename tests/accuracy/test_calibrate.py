"""The table of confidences: shares by bin, families alike, rising."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from accuracy.calibrate import TABLE, bins, fitted, held
from accuracy.measure import Judged
from normalise.confidence import as_measured

judged = st.builds(Judged, estimate=st.floats(0.0, 1.0), right=st.booleans())


def rows(estimate: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(estimate, right=True)] * right + [Judged(estimate, right=False)] * wrong


def test_families_count_alike_however_many_rows_they_have() -> None:
    (one,) = bins({"large": rows(0.9, 180, 20), "small": rows(0.92, 10, 10)})
    assert one.share == (0.9 + 0.5) / 2
    assert one.rows == 220


def test_what_is_published_is_held_against_what_was_right() -> None:
    heading, _, *bands = held({"typed": rows(0.705, 9, 1), "second": rows(0.874, 4, 0)}).splitlines()
    assert heading.startswith("| published | rows |")
    assert [band.rsplit("|", 2)[1].strip() for band in bands] == ["typed 9 of 10", "second 4 of 4"]


def test_a_family_with_few_rows_in_a_bin_says_nothing_there() -> None:
    (one,) = bins({"large": rows(0.9, 90, 10), "small": rows(0.9, 0, 3)})
    assert one.share == 0.9


def test_shares_out_of_order_are_pooled_by_their_rows() -> None:
    table = fitted(bins({"one": [*rows(0.55, 30, 10), *rows(0.72, 10, 10), *rows(0.9, 19, 1)]}))
    shares = ((31 / 42 * 40 + 11 / 22 * 20) / 60, 20 / 22)
    assert table == [(round((0.55 * 40 + 0.72 * 20) / 60, 3), round(shares[0], 3)), (0.9, round(shares[1], 3))]


def test_rows_without_a_fault_are_not_certain() -> None:
    ((_, share),) = fitted(bins({"one": rows(0.9, 20, 0)}))
    assert share < 1.0


@given(st.lists(judged, max_size=200))
def test_the_table_always_rises(found: list[Judged]) -> None:
    table = fitted(bins({"one": found}))
    assert table == sorted(table)
    assert all(0.0 <= share <= 1.0 for _, share in table)


def test_the_table_in_use_is_read_at_its_own_estimates() -> None:
    for estimate, share in tomllib.loads(TABLE.read_text(encoding="utf-8"))["measured"]:
        assert abs(as_measured(estimate) - share) < 1e-9
