"""A row's confidence: what was measured at the extraction's estimate, less for each doubt."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.confidence import as_measured, row_confidence
from schemas.meaning import Deadline, Owner
from schemas.verbatim import Finding, Row


def test_nothing_is_sure() -> None:
    assert as_measured(0.0) == 0.0
    assert as_measured(1.0) < 1.0


def test_a_higher_estimate_never_gives_less() -> None:
    shares = [as_measured(step / 200) for step in range(201)]
    assert all(low <= high for low, high in pairwise(shares))


@given(st.floats(min_value=0, max_value=1))
def test_a_confidence_is_a_probability(estimate: float) -> None:
    assert 0 <= row_confidence(Row((), confidence=estimate), None, (), ()) <= 1


@pytest.mark.parametrize(
    ("deadline", "owners", "findings"),
    [
        (Deadline("unparseable"), (), ()),
        (None, (Owner("unknown"),), ()),
        (None, (), (Finding("warning", "rag_differs_from_fill", "said"),)),
        (None, (), (Finding("info", "year_inferred", "said"),)),
    ],
)
def test_each_doubt_lowers_it(
    deadline: Deadline | None, owners: tuple[Owner, ...], findings: tuple[Finding, ...]
) -> None:
    row = Row((), confidence=0.9)
    assert row_confidence(row, deadline, owners, findings) < row_confidence(row, None, (), ())
