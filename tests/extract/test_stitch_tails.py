"""Ends of rows at the top of a page where nothing is drawn around them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.page import Word
from extract.plans.events import Sheet
from extract.stitch.tails import tail
from extract.tables.table import Table, TableCell
from schemas.geometry import Box, Place
from schemas.verbatim import Paragraph

EDGES = (40.0, 80.0, 240.0, 400.0)
FOOT = 560.0


def line(x: float, y: float, text: str) -> list[Word]:
    found = []
    for word in text.split():
        found.append(Word(word, Box(x, y, x + 5.0 * len(word), y + 10.0), 10.0))
        x += 5.0 * (len(word) + 0.5)
    return found


def sheet(number: int, *lines: tuple[float, float, str]) -> Sheet:
    """A page with a paragraph for each line."""
    paragraphs, words = [], []
    for x, y, text in lines:
        own = line(x, y, text)
        words += own
        paragraphs.append(Paragraph(text, Place(number, Box(x, y, own[-1].box.x1, y + 10.0))))
    return Sheet(number, 600.0, (), tuple(paragraphs), 0, tuple(words))


BEFORE = sheet(1, (44, 540, "7"), (84, 540, "Recruit two more social workers and"), (244, 540, "Head of Care"))
TABLE = Table(
    1,
    Box(EDGES[0], 520.0, EDGES[-1], FOOT),
    tuple(TableCell("x", 0, at, 1, 1, Box(EDGES[at], 520.0, EDGES[at + 1], FOOT)) for at in range(3)),
    "alignment",
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(84, 40, "review their pay")], ["", "review their pay", ""]),
        ([(84, 40, "review their pay"), (244, 40, "and Finance")], ["", "review their pay", "and Finance"]),
        (
            [(84, 40, "review"), (84, 52, "their pay"), (40, 120, "The next report is due in May.")],
            ["", "review their pay", ""],
        ),
    ],
    ids=["one column", "two columns", "prose below"],
)
def test_lines_that_stand_in_the_columns_end_the_row(
    lines: Sequence[tuple[float, float, str]], expected: list[str]
) -> None:
    found = tail(TABLE, BEFORE, sheet(2, *lines))
    assert found is not None
    assert [" ".join(cell.text.split()) for cell in found[0].cells] == expected
    assert [one.text for one in found[1]] == [text for x, _, text in lines if x > EDGES[0]]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [(44, 40, "Introduction")],
        [(84, 40, "a line of prose that is far too long for the column that it begins in")],
        [(100, 40, "indented otherwise")],
    ],
    ids=["nothing", "at the margin", "over the edge", "off the start"],
)
def test_what_opens_a_page_is_left(lines: Sequence[tuple[float, float, str]]) -> None:
    assert tail(TABLE, BEFORE, sheet(2, *lines)) is None


def test_points_of_a_list_may_stand_further_in() -> None:
    found = tail(TABLE, BEFORE, sheet(2, (84, 40, "• review their pay"), (94, 52, "and their hours")))
    assert found is not None
    assert found[0].cells[1].text.split() == ["•", "review", "their", "pay", "and", "their", "hours"]
