"""Rows whose cells stand in the middle, and columns that chance or a shifted heading makes up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Fill, Word
from extract.tables.alignment import clear_strips, column_rivers
from extract.tables.alignment_centred import centred_rows
from extract.tables.highlights import without_highlights
from extract.tables.text_lines import TextLine, column_of, placed, text_lines
from schemas.geometry import Box

SIZE, HIGH, LEFT = 10.0, 11.5, (10.0, 110.0, 210.0)
XS = [0.0, 105.0, 205.0, 305.0]


def middle_set(rows: list[list[int]], apart: float) -> tuple[list[TextLine], list[float]]:
    """Lines of rows whose columns have so many lines each, set in the middle, and where the rows begin."""
    words, tops, y = [], [], 50.0
    for row in rows:
        tops.append(y)
        for x, count in zip(LEFT, row, strict=True):
            top = y + (max(row) - count) * HIGH / 2
            for at in range(count):
                words.append(Word("Word", Box(x, top + at * HIGH, x + 20, top + (at + 1) * HIGH), SIZE))
        y += max(row) * HIGH + apart
    return text_lines(placed(words)), tops


def rows_of(lines: list[TextLine], found: list[int]) -> list[float]:
    return [min(line.y0 for line in lines[at : at + 1]) for at in found]


@pytest.mark.parametrize("apart", [2.0, 6.0, 18.0])
@pytest.mark.parametrize(
    "rows", [[[1, 1, 1], [3, 2, 1], [1, 2, 1]], [[1, 1, 1], [2, 1, 4], [1, 1, 3], [2, 2, 1]], [[1, 2, 1], [4, 1, 2]]]
)
def test_rows_of_one_middle(rows: list[list[int]], apart: float) -> None:
    lines, tops = middle_set(rows, apart)
    found = centred_rows(lines, XS)
    assert found is not None and rows_of(lines, found) == tops


@given(
    st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=6),
    st.floats(min_value=6.0, max_value=30.0),
)
def test_a_row_apart_from_the_next_is_never_cut(rows: list[list[int]], apart: float) -> None:
    lines, tops = middle_set([[1, 1, 1], *rows], apart)
    found = centred_rows(lines, XS)
    assert found is None or rows_of(lines, found) == tops


def test_rows_that_begin_at_their_top_are_not_told_here() -> None:
    words = [
        Word("Word", Box(x, 50 + y * HIGH, x + 20, 50 + (y + 1) * HIGH), SIZE)
        for x, y in ((10, 0), (10, 1), (110, 0), (210, 0), (10, 3), (110, 3), (110, 4))
    ]
    assert centred_rows(text_lines(placed(words)), XS) is None


def line(y: float, *runs: tuple[float, float], bold: bool = False) -> list[TextLine]:
    words = [Word("word", Box(a, y, b, y + HIGH), SIZE, bold=bold) for a, b in runs]
    return text_lines(placed(words))


HEADED = line(0, (10, 60), (100, 150), (200, 240), bold=True)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        # figures at the right of their column, their heading at its left
        ([HEADED, *(line(14 * at, (10, 70), (100, 160), (250, 280)) for at in range(1, 6))], 3),
        # one justified line leaves gaps where no other has text
        (
            [
                HEADED,
                line(14, (10, 60), (100, 140), (200, 270)),
                line(28, (10, 30), (45, 60), (75, 92), (100, 140), (200, 270)),
                line(42, (10, 40), (100, 140), (200, 270)),
            ],
            3,
        ),
        # a column of entries under no heading stays, and so does one beside a heading with entries of its own
        ([HEADED, *(line(14 * at, (10, 60), (100, 140), (200, 240), (260, 280)) for at in range(1, 5))], 4),
    ],
)
def test_columns_that_are_none(rows: list[list[TextLine]], columns: int) -> None:
    assert len(column_rivers(rows, 0.0, 300.0)) + 1 == columns


def test_a_narrow_cell_of_a_painted_row_is_no_highlighted_word() -> None:
    cells = [
        Fill(Box(10, 0, 27, 12), "C5E0B3", 1),
        Fill(Box(30, 0, 200, 12), "C5E0B3", 2),
        Fill(Box(80, 60, 97, 72), "FFFF00", 3),
    ]
    words = [Word("Ref", Box(x + 0.5, y + 0.5, x + 16, y + 11.5), SIZE) for x, y in ((10, 0), (80, 60))]
    words.append(Word("Action", Box(31, 0.5, 70, 11.5), SIZE))
    assert without_highlights(cells, text_lines(placed(words))) == cells[:2]


def test_a_narrow_heading_of_two_lines_beside_headings_of_one_is_no_highlighted_word() -> None:
    cells = [Fill(Box(30, 0, 200, 9), "4F81BD", 1), Fill(Box(203, 0, 217, 18), "4F81BD", 2)]
    words = [Word("Action", Box(31, 0.5, 70, 8.5), SIZE)]
    words += [
        Word(text, Box(x, y, x + 6, y + 6), SIZE) for text, x, y in (("R", 203, 1), ("A", 210, 1), ("G", 203, 10))
    ]
    assert without_highlights(cells, text_lines(placed(words))) == cells


def test_a_strip_between_close_columns_is_found_where_two_lines_join_over_it() -> None:
    apart = [line(14 * at, (10 + at, 95 - at), (105 + at, 190 - at)) for at in range(6)]
    joined = [line(14 * at, (10, 40), (44, 98), (101.5, 150), (200, 240)) for at in range(6, 8)]
    lines = [one for row in [*apart, *joined] for one in row]
    assert [round(x) for x in clear_strips(lines)] == [100]


def test_a_heading_across_the_columns_is_a_row_of_its_own() -> None:
    lines, _ = middle_set([[1, 1, 1], [3, 2, 1], [1, 2, 1]], 6.0)
    words = [Word("Priority", Box(10, 200, 60, 200 + HIGH), SIZE), Word("one", Box(62, 200, 130, 200 + HIGH), SIZE)]
    below = [
        Word("Word", Box(x, 216 + at * HIGH, x + 20, 216 + (at + 1) * HIGH), SIZE)
        for x, at in ((10, 0), (10, 1), (110, 0.5), (210, 0.5))
    ]
    found = centred_rows([*lines, *text_lines(placed(words)), *text_lines(placed(below))], XS)
    assert found is not None and found[-2:] == [len(lines), len(lines) + 1]


@pytest.mark.parametrize("apart", [6.0, 18.0])
@pytest.mark.parametrize(
    "rows", [[[1, 1, 1], [3, 2, 1], [1, 4, 1], [2, 1, 3]], [[1, 1, 1], [2, 1, 4], [1, 1, 3], [5, 2, 1]]]
)
def test_rows_of_one_foot(rows: list[list[int]], apart: float) -> None:
    words, tops, y = [], [], 50.0
    for row in rows:
        tops.append(y)
        for x, count in zip(LEFT, row, strict=True):
            for at in range(max(row) - count, max(row)):
                words.append(Word("Word", Box(x, y + at * HIGH, x + 20, y + (at + 1) * HIGH), SIZE))
        y += max(row) * HIGH + apart
    lines = text_lines(placed(words))
    found = centred_rows(lines, XS)
    assert found is not None and rows_of(lines, found) == tops


def test_amounts_at_their_own_pitch_beside_a_paragraph_are_no_rows() -> None:
    """One row: a name, words of a narrow column, a long paragraph, and amounts set in smaller type further apart."""
    words = [Word("Name", Box(10, 50, 40, 62), 10.0)]
    words += [Word("Kind", Box(110, 50 + 13.4 * at, 130, 62 + 13.4 * at), 10.0) for at in range(2)]
    words += [Word("Line", Box(210, 50 + 13.4 * at, 302, 62 + 13.4 * at), 10.0) for at in range(12)]
    words += [Word("Area", Box(310, 50.5 + 22.4 * at, 340, 61.5 + 22.4 * at), 9.0) for at in range(5)]
    lines = text_lines(placed(words))
    assert centred_rows(lines, [*XS, 405.0], sure=True) is None


def at_the_foot(rows: list[list[int]], apart: float) -> tuple[list[TextLine], list[float]]:
    """Lines of rows whose columns have so many lines each, set at the foot; those of the last row at its top, as of a
    row that a page break cuts."""
    words, tops, y = [], [], 50.0
    for number, row in enumerate(rows):
        tops.append(y)
        for x, count in zip(LEFT, row, strict=True):
            top = y if number == len(rows) - 1 else y + (max(row) - count) * HIGH
            for at in range(count):
                words.append(Word("Word", Box(x, top + at * HIGH, x + 20, top + (at + 1) * HIGH), SIZE))
        y += max(row) * HIGH + apart
    return text_lines(placed(words)), tops


@pytest.mark.parametrize("apart", [4.0, 12.0])
def test_the_last_row_of_a_page_may_be_cut_where_text_stands_at_the_foot(apart: float) -> None:
    lines, tops = at_the_foot([[1, 1, 1], [3, 1, 2], [1, 2, 4], [2, 3, 1], [4, 1, 2]], apart)
    found = centred_rows(lines, XS)
    assert found is not None and rows_of(lines, found) == tops


def test_a_sign_of_another_font_is_no_line_of_its_own() -> None:
    lines, tops = at_the_foot([[1, 1, 1], [3, 1, 2], [1, 2, 4], [2, 3, 1], [4, 1, 2]], 4.0)
    sign = Word("o", Box(10.0, lines[3].y0 + 6.0, 14.0, lines[3].y0 + 10.0), 4.0)
    words = [word for line in lines for run in line.runs for word in run.words]
    lines = text_lines(placed([*words, sign]))
    found = centred_rows(lines, XS)
    assert found is not None and rows_of(lines, found) == tops


@given(st.floats(-50.0, 400.0), st.integers(1, 4))
def test_every_run_has_a_column_also_beyond_the_edges(x: float, columns: int) -> None:
    xs = XS[: columns + 1] if columns < len(XS) else XS
    run = text_lines(placed([Word("Word", Box(x, 50.0, x + 20.0, 61.5), SIZE)]))[0].runs[0]
    column = column_of(run, xs)
    assert 0 <= column < len(xs) - 1
    assert xs[column] <= x + 10.0 <= xs[column + 1] or not xs[0] <= x + 10.0 <= xs[-1]


def test_text_right_of_all_columns_is_read_with_the_last() -> None:
    lines, _ = middle_set([[1, 2, 1], [4, 1, 2], [1, 3, 1]], 2.0)
    assert centred_rows(lines, XS[:-1]) is not None
