"""Lists of labels with their texts, which letters, agenda fronts and reports set without rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

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


@pytest.mark.parametrize("mark", ["{}.", "({})", "1.{}", "BM 8{}/2021", "04{}/24"])
def test_numbered_paragraphs_are_no_list_of_labels(mark: str) -> None:
    texts = [
        (x, 100.0 + 12 * at, text) for at in range(4) for x, text in ((50.0, mark.format(at)), (120.0, "Text of it"))
    ]
    assert rows(*texts) == []


@pytest.mark.parametrize("said", ["{}", "Pages {} - 9", "1{},250.00", "B"])
def test_contents_and_figures_are_no_texts(said: str) -> None:
    texts = [
        (x, 100.0 + 12 * at, text) for at in range(4) for x, text in ((50.0, "Some heading"), (300.0, said.format(at)))
    ]
    assert rows(*texts) == []


def told(*texts: Printed) -> list[list[list[str]]]:
    """What each row of the lists found says, column by column."""
    printed = words(*texts)
    return [
        [
            [
                " ".join(word.text for word in printed if x0 < word.box.x0 < x1 and y0 < word.box.centre[1] < y1)
                for x0, x1 in pairwise(grid.xs)
            ]
            for y0, y1 in pairwise(grid.ys)
        ]
        for grid in label_lists(text_lines(placed(printed)))
    ]


def test_a_label_of_one_letter_is_a_row_of_a_list_that_is_one() -> None:
    more = [(50.0, 136.0, "m"), (120.0, 136.0, "metres")]
    assert rows(*TERMS, *more) == [(4, 2)]


def test_rows_set_apart_hold_labels_of_several_lines_and_labels_in_the_middle() -> None:
    texts = [
        (50.0, 100.0, "Harbour"),
        (150.0, 100.0, "A first event, and"),
        (150.0, 112.0, "where it was"),
        (50.0, 145.0, "Report with"),
        (150.0, 145.0, "A second event"),
        (50.0, 157.0, "advice"),
        (150.0, 157.0, "in May"),
        (50.0, 169.0, "given"),
        (150.0, 190.0, "A third one, told"),
        (50.0, 196.0, "Coast"),
        (150.0, 202.0, "on two lines"),
        (50.0, 230.0, "River"),
        (150.0, 230.0, "A fourth"),
    ]
    assert told(*texts) == [
        [
            ["Harbour", "A first event, and where it was"],
            ["Report with advice given", "A second event in May"],
            ["Coast", "A third one, told on two lines"],
            ["River", "A fourth"],
        ]
    ]


def test_bold_headings_above_are_a_row_and_further_columns_those_of_every_row() -> None:
    texts = [
        (x, 130.0 + 14 * at, text)
        for at, row in enumerate(
            [("Finance", "A. Officer", "0300"), ("Audit lead", "B. Other", "0301"), ("Law", "C.", "2")]
        )
        for x, text in zip((50.0, 150.0, 250.0), row, strict=True)
    ]
    head = [
        replace(word, bold=True)
        for word in words(
            (50.0, 100.0, "Team of"), (150.0, 106.0, "Name"), (250.0, 106.0, "Phone"), (50.0, 112.0, "it")
        )
    ]
    [grid] = label_lists(text_lines(placed([*head, *words(*texts)])))
    assert (len(grid.ys) - 1, len(grid.xs) - 1) == (4, 3)


def test_prose_in_two_columns_is_no_list() -> None:
    left = ["what the council has", "said in its report on", "the work of the year", "and what it will do"]
    assert rows(*[(x, 100.0 + 12 * at, text) for at, text in enumerate(left) for x in (50.0, 180.0)]) == []
