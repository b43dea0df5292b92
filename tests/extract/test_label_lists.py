"""Lists of labels with their texts, which letters, agenda fronts and reports set without rules."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.label_lists import label_lists
from extract.tables.text_lines import placed, text_lines
from schemas.geometry import Box

SIZE, WIDE = 10.0, 5.0
Printed = tuple[float, float, str]
"""Where a text begins, across and down, and what it says."""


def words(*texts: Printed) -> list[Word]:
    found = []
    for x, y, text in texts:
        for word in text.split():
            end = x + WIDE * len(word)
            found.append(Word(word, Box(x, y, end, y + 11.0), SIZE))
            x = end + 2.5
    return found


def rows(*texts: Printed) -> list[tuple[int, int]]:
    """Rows and columns of the lists found."""
    grids = label_lists(text_lines(placed(words(*texts))))
    return [(len(grid.ys) - 1, len(grid.xs) - 1) for grid in grids]


ENDING_TOGETHER = [
    (x, 100.0 + 12 * at, text)
    for at, label in enumerate(["Telephone:", "Email:", "Date:"])
    for x, text in ((200.0 - 5 * len(label), label), (212.0, "What it says"))
]
TERMS = [
    (x, 100.0 + 12 * at, text)
    for at, (label, meaning) in enumerate(
        [("PPG", "Planning practice"), ("The Act", "The Planning Act"), ("sqm", "Metres")]
    )
    for x, text in ((50.0, label), (120.0, meaning))
]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (ENDING_TOGETHER, [(3, 2)]),
        (TERMS, [(3, 2)]),
        ([*TERMS, (120.0, 136.0, "as the text goes on")], [(3, 2)]),
        (
            [*TERMS, (50.0, 150.0, "A paragraph of the page's own text, from edge to edge of what stands above")],
            [(3, 2)],
        ),
        ([(50.0, 100.0, "From:"), (110.0, 100.0, "Leader"), (50.0, 112.0, "To:"), (110.0, 112.0, "Cabinet")], [(2, 2)]),
        (TERMS[:4], []),
    ],
)
def test_labels_at_one_edge_with_texts_at_another(texts: list[Printed], found: list[tuple[int, int]]) -> None:
    assert rows(*texts) == found


def test_what_stands_left_of_the_labels_is_a_column() -> None:
    left = [(50.0, 100.0, "Tuesday 4 March at"), (50.0, 112.0, "the rising of Council"), (50.0, 124.0, "Town Hall")]
    right = [
        (190.0, 100.0, "Ask for:"),
        (250.0, 100.0, "A Clerk"),
        (190.0, 124.0, "Telephone:"),
        (250.0, 124.0, "0300"),
    ]
    assert rows(*left, *right) == [(2, 3)]


@pytest.mark.parametrize("mark", ["{}.", "({})", "1.{}"])
def test_numbered_paragraphs_are_no_list_of_labels(mark: str) -> None:
    texts = [
        (x, 100.0 + 12 * at, text) for at in range(4) for x, text in ((50.0, mark.format(at)), (80.0, "Text of it"))
    ]
    assert rows(*texts) == []


@pytest.mark.parametrize("said", ["{}", "Pages {} - 9", "1{},250.00", "B"])
def test_contents_and_figures_are_no_texts(said: str) -> None:
    texts = [
        (x, 100.0 + 12 * at, text) for at in range(4) for x, text in ((50.0, "Some heading"), (300.0, said.format(at)))
    ]
    assert rows(*texts) == []
