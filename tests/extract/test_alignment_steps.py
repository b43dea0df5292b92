"""Rows told by steps between lines, scraps that are no rows, and feet of pages."""

from __future__ import annotations

import pytest

from extract.page import Word
from extract.tables.alignment_rows import certain_rows, row_starts
from extract.tables.alignment_steps import off_step
from extract.tables.text_lines import TextLine, placed, text_lines
from schemas.geometry import Box

XS = [0.0, 100.0, 200.0, 300.0, 400.0]
SIZE, STEP = 10.0, 12.0


def column(at: int, y: float, *texts: str) -> list[Word]:
    """Lines of one cell, each of single words."""
    x = XS[at] + 5.0
    return [Word(text, Box(x, y + k * STEP, x + 40.0, y + k * STEP + 11.5), SIZE) for k, text in enumerate(texts)]


def lines(*cells: list[Word]) -> list[TextLine]:
    return text_lines(placed([word for cell in cells for word in cell]))


def test_what_begins_off_the_step_of_all_columns_but_the_merged_one_is_a_row() -> None:
    found = lines(
        column(0, 50, *"abcdef"),
        *(column(at, 50, "Long", "text") for at in (1, 2, 3)),
        *(column(at, 50 + 2 * STEP + 3, "New", "row") for at in (1, 2, 3)),
    )
    starts = off_step(found, XS)
    assert [round(found[at].y1 - 11.5) for at in starts] == [77]


def test_lines_in_step_are_no_rows() -> None:
    found = lines(*(column(at, 50, *"abcdefgh") for at in range(4)))
    assert off_step(found, XS) == []


def test_points_of_a_list_in_one_column_are_no_rows() -> None:
    words = [
        *(word for at in range(4) for word in column(at, 50, "Head")),
        *(word for at in range(4) for word in column(at, 90, "First", "row")),
        *(word for at in range(4) for word in column(at, 140, "Second")),
        *column(2, 180, "•"), *column(2, 220, "•"),
    ]  # fmt: skip
    found = text_lines(placed(words))
    assert len(row_starts(found, XS)) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Page 3 of 9", True),
        ("OFFICIAL - SENSITIVE v0.3", True),
        ("Not protectively marked", True),
        ("The official opening", False),
        ("Roll-out pages", False),
    ],
)
def test_feet_of_pages(text: str, expected: bool) -> None:
    words = [Word(word, Box(50 + 40 * at, 800, 85 + 40 * at, 811), SIZE) for at, word in enumerate(text.split())]
    (line,) = text_lines(placed(words))
    assert line.is_footer is expected


def test_a_last_line_in_other_type_is_a_foot() -> None:
    found = lines(column(0, 50, "Row"), column(0, 90, "Row"))
    larger = text_lines(placed([Word("Draft", Box(5, 130, 60, 142), 11.0)]))
    page = [*found, *larger]
    assert larger[0].is_foot_of(page, SIZE) and not found[-1].is_foot_of(page, SIZE)
    assert not larger[0].is_foot_of(page, 11.0)


def test_steps_rounded_to_whole_pixels_are_steps_of_one_text() -> None:
    tops = [50, 62, 74, 87, 99, 111, 123, 136, 148, 160, 172, 185]
    cell = [Word(text, Box(5.0, y, 45.0, y + 11.5), SIZE) for text, y in zip("abcdefghijkl", tops, strict=True)]
    beside = [Word("w", Box(XS[at] + 5.0, y, XS[at] + 45.0, y + 11.5), SIZE) for at in (1, 2, 3) for y in tops[:4]]
    assert off_step(text_lines(placed([*cell, *beside])), XS) == []


def test_entries_that_return_between_numbers_where_columns_alone_are_ruled() -> None:
    found = lines(
        *(column(0, 50 + 4 * STEP * number, str(number + 1)) for number in range(3)),
        *(column(1, 50 + 4 * STEP * number, "Merged", "finding", "over", "both") for number in range(3)),
        *(column(at, 50 + 2 * STEP * number, "Entry") for at in (2, 3) for number in range(6)),
        *(column(3, 50 + 2 * STEP * number, "An", "entry") for number in range(6)),
    )
    wide = [*XS, 500.0]
    more = [word for number in range(6) for word in column(3, 50 + 2 * STEP * number, "Owner")]
    moved = [Word(w.text, Box(w.box.x0 + 100.0, w.box.y0, w.box.x1 + 100.0, w.box.y1), w.size) for w in more]
    every = text_lines(placed([*(word for line in found for run in line.runs for word in run.words), *moved]))
    assert len(certain_rows(every, wide)) == 6


@pytest.mark.parametrize(
    ("text", "y", "expected"),
    [("7", 130.0, True), ("2 / 7", 130.0, True), ("7", 114.0, False), ("7 May", 130.0, False)],
)
def test_a_number_alone_apart_from_the_last_line_is_the_foot(text: str, y: float, expected: bool) -> None:
    texts = ((100.0, "Map the gullies"), (y, text))
    found = text_lines(placed([Word(said, Box(40.0, y0, 90.0, y0 + 12.0), SIZE) for y0, said in texts]))
    assert found[-1].is_foot_of(found, SIZE) == expected
    row = text_lines(
        placed([Word(said, Box(x, 130.0, x + 20.0, 142.0), SIZE) for x, said in ((40.0, "7"), (200.0, "May"))])
    )
    assert not row[0].is_foot_of([found[0], *row], SIZE)
