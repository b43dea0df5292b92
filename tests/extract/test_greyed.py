"""Ratings by colour that a copy in grey has lost."""

from __future__ import annotations

import pytest

from extract.plans.greyed import without_lost_colours
from schemas.verbatim import Cell, Column, Row

COLUMNS = (Column("Action", "action"), Column("RAG", "rag"))


@pytest.mark.parametrize(
    ("fills", "lost"),
    [
        (("4C4C4C", "A9A9A9", "C3C3C3"), True),  # red, green and amber, copied
        (("BFBFBF", None, "BFBFBF"), False),  # one grey, as a key may name it
        (("FF0000", "A9A9A9", "D0D0D0"), False),
        ((None, None, None), False),
    ],
)
def test_several_greys_without_a_colour_say_nothing(fills: tuple[str | None, ...], *, lost: bool) -> None:
    rows = [Row((Cell("Train staff", fill="DDDDDD"), Cell(fill=fill))) for fill in fills]
    shown, findings = without_lost_colours(COLUMNS, rows)
    assert [row.cells[1].fill for row in shown] == ([None] * 3 if lost else list(fills))
    assert [row.cells[0].fill for row in shown] == ["DDDDDD"] * 3
    assert [finding.code for finding in findings] == (["rag_colours_lost"] if lost else [])
